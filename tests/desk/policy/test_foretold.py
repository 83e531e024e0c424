"""An event whose hour is later than a post that tells of it, in another paragraph."""

import pytest

from desk.policy.checks import moments
from tests.desk.policy.pieces import BBC, exact, whole, x_post

POST = x_post("valleywatch", "2026-06-10T11:40:00")  # 13:40 there
HERE = {"place": "Lyon, France", "published_at": "2026-06-10T18:00:00+02:00"}
WROTE = "Valley Watch wrote on X that the roof was in the river."


@pytest.mark.parametrize(
    ("event", "post", "marked"),
    [
        ("A mill collapsed at 14:20 on Wednesday, the BBC reported.", WROTE, ["14:20 on Wednesday"]),
        ("A mill collapsed at 2:20 p.m. on Wednesday (1220 GMT), the BBC reported.", WROTE, ["2:20 p.m. on Wednesday"]),
        ("At 14:20 a barge ran into the weir, the BBC reported.", WROTE, ["14:20"]),
        ("A mill collapsed in the rain. A second film of it, by a miller, went up at 14:20, the BBC reported.", WROTE, []),
        ("A mill collapsed at 13:20 on Wednesday, the BBC reported.", WROTE, []),
        ("A mill collapsed at 13:45 on Wednesday, the BBC reported.", WROTE, []),
        ("A mill collapsed at 14:20 on Wednesday, the BBC reported.", "Valley Watch wrote on X that the wall would not last.", []),
        ("A mill collapsed at 14:20 on Wednesday, the BBC reported.", "Valley Watch had warned on X of the wall.", []),
        ("A mill collapsed in the rain, the BBC reported. The council met at 14:20 on Wednesday.", WROTE, []),
        ("A mill collapsed at 14:20 and a barn fell at 14:50, the BBC reported.", WROTE, []),
        ("A mill collapsed by 14:20 on Wednesday, the BBC reported.", WROTE, []),
        ("A mill collapsed by 14:20 in Lyon (13:20 on Wednesday in London), the BBC reported.", WROTE, []),
        ("Wheat fell to 190 euros at 14:20 on Wednesday, the BBC reported.", WROTE, []),
        ("The two mayors shook hands at 14:20 on Wednesday, the BBC reported.", WROTE, []),
    ],
)  # fmt: skip
def test_a_post_that_was_there_before_what_it_tells_of(event, post, marked) -> None:
    body = f"{event}\n\nThe mayor told the BBC that nobody was inside.\n\n{post}"
    assert exact("time-contradiction", whole(body, POST, BBC, **HERE)) == marked


@pytest.mark.parametrize(
    ("said", "every_day"),
    [
        ("He cuts glass by eye, at night, because at noon it is too hot to hold.", True),
        ("The lab runs two hours in the morning, two at night, and has no ice.", True),
        ("The roof fell at noon, Valley Watch wrote on X.", False),
        ("The roof falls at 14:20, and the square is empty.", False),
        ("At noon on Wednesday the roof falls.", False),
    ],
)
def test_an_hour_of_every_day_is_after_no_post(said, every_day) -> None:
    facts = whole(said, POST, **HERE)
    first = moments.stated_hours(facts)[0]
    assert moments.of_every_day(facts, first) is every_day
