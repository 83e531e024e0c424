"""Two hours of one moment, of which one says no zone: by whose clock it is."""

import pytest

from tests.desk.policy.pieces import exact, piece

WINTER, SUMMER = "2026-01-14T09:15:00Z", "2026-07-14T09:15:00Z"


@pytest.mark.parametrize(
    ("said", "place", "published", "fires"),
    [
        ("The call came at 20:52 GMT, eight minutes to ten by the pilots' watches, which were on Norwegian time.", "GB", WINTER, False),
        ("The call came at 20:52 GMT, eight minutes to eleven by the pilots' watches, which were on Norwegian time.", "GB", WINTER, True),
        ("The alarm went at 20:52 GMT (21:52 by the ship's clock).", "GB", WINTER, False),
        ("The ship's clocks said 21:52, or 20:52 GMT, when the alarm went.", "GB", WINTER, False),
        ("The alarm went at 20:52 GMT, 21:52 ship's time.", "GB", WINTER, False),
        ("The rig, forty miles off Oslo, called at 20:52 GMT, 21:52 there.", "GB", WINTER, False),
        ("It was 20:52 GMT, ten to ten for the crew, whose bodies were still in Bergen.", "GB", WINTER, False),
        ("On the navigator's chronometer it was 21:52, or 20:52 GMT.", "GB", WINTER, False),
        ("She rang at 20:52 GMT, when it was 15:52 where her son works.", "GB", WINTER, False),
        ("The call came at 20:52 GMT, eight minutes to ten.", "GB", WINTER, True),
        ("The call came at 20:52 GMT, eight minutes to ten by the clock on the town hall.", "GB", WINTER, True),
        ("The call came at 20:52 UTC, 23:52 in the village.", "kharkiv", WINTER, True),
        ("The call came at 20:52 UTC, 23:52 aboard the tender.", "kharkiv", WINTER, False),
        ("The shell fell at 23:40 UTC, 02:40 by the hospital clock.", "kharkiv", WINTER, True),
        ("The shell fell at 23:40 UTC, 01:40 by the hospital clock.", "kharkiv", WINTER, False),
        ("The shell fell at 23:40 UTC on Tuesday, which is half past two or so on Wednesday morning in Kharkiv.", "kharkiv", WINTER, True),
        ("The shell fell at 22:40 UTC, 02:40 there.", "kharkiv", SUMMER, True),
        ("It struck at 2 a.m. local time on Monday; in Honolulu it was 4 a.m. on Sunday, and on the U.S. East Coast it was 9 a.m. on Sunday.", "FJ", WINTER, False),
        ("In Honolulu it was 4 a.m. on Sunday, and on the U.S. East Coast it was 11 a.m.", "FJ", WINTER, True),
        ("The crew of a Dubai tug heard it at 22:40 UTC, 02:40 there.", "kharkiv", SUMMER, False),
    ],
)  # fmt: skip
def test_an_hour_is_by_the_place_s_clock_unless_somebody_else_s_is_told(
    said, place, published, fires
) -> None:
    facts = piece(f"{said} Nobody was hurt, the BBC reported.", place=place, published_at=published)
    assert bool(exact("timezone-slip", facts)) is fires


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("22:10 EEST, Tuesday (21:10 in London) - the lights go, the BBC says.", ["22:10 EEST, Tuesday (21:10 in London)"]),
        ("22:10 EEST, Tuesday (20:10 in London) - the lights go, the BBC says.", []),
        ("22:10 EEST, Tuesday; at 21:10 in London the lights go, the BBC says.", []),
        ("It was at ten to four on the Monday morning by local time, or ten to two by Greenwich, the BBC said.", ["ten to four on the Monday morning by local time, or ten to two by Greenwich"]),
        ("It was at ten to four on the Monday morning by local time, or ten to one by Greenwich, the BBC said.", []),
        ("It was at ten to four on the Monday morning by local time, or ten to one at Greenwich, the BBC said.", []),
        ("It was ten to four by local time, and a fire at Greenwich was out by ten to two, the BBC said.", []),
    ],
)  # fmt: skip
def test_clocks_of_a_log_and_of_greenwich(body, found) -> None:
    assert exact("timezone-slip", piece(body, place="Kyiv")) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("11:47, Wednesday 10 June (Oaxaca, 16:47 UTC) - the ground moves, the BBC says.", ["11:47, Wednesday 10 June (Oaxaca, 16:47 UTC)"]),
        ("11:47, Wednesday 10 June (Oaxaca, 17:47 UTC) - the ground moves, the BBC says.", []),
        ("17:10 (Myawaddy, 10:40 UTC) - six boats leave, the BBC says.", []),
        ("It was at a quarter to nine on the Tuesday by the Venezuelan clock, or a quarter to two on the Wednesday morning at Greenwich, the BBC said.", ["a quarter to nine on the Tuesday by the Venezuelan clock, or a quarter to two on the Wednesday morning at Greenwich"]),
        ("It was at a quarter to nine on the Tuesday by the Venezuelan clock, or a quarter to one on the Wednesday morning at Greenwich, the BBC said.", []),
    ],
)  # fmt: skip
def test_towns_of_the_atlas_and_an_hour_on_the_wednesday(body, found) -> None:
    assert exact("timezone-slip", piece(body, place="MX")) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("He was given up in 2023 and was charged on Friday 6 October of that year, the BBC said.", []),
        ("He was given up in 2023 and was charged on Thursday 6 October of that year, the BBC said.", ["Thursday 6 October"]),
        ("He was charged on Thursday 6 November of that year, the BBC said.", []),
    ],
)  # fmt: skip
def test_a_day_of_that_year(body, found) -> None:
    assert exact("date-slip", piece(body)) == found
