"""Figures and hours that a piece tells again, in another measure, on another clock or by a part: they are no slips."""

import pytest

from tests.desk.policy.pieces import REUTERS, exact, piece, whole, x_post


@pytest.mark.parametrize(
    ("said", "fires"),
    [
        ("The appeal carried 112,000 (one hundred and twelve thousand) names, the clerk said.", False),
        ("Guides led out 122 people: one hundred and two pupils and twenty teachers, the warden said.", False),
        ("Guides led out 124 people: one hundred and two pupils and twenty teachers, the warden said.", True),
        ("The mill stands five away - five and a bit, by the surveyor’s tape.", False),
        ("A walkout would cost 30 million euros a day: 800 flights, 100,000 passengers, the bank said.", False),
        ("The county bought 400 pumps: 180 for Ark, 150 for Bold and 90 for Cray, it said.", True),
        ("The bureau measured gusts of 160 kph (100 mph) on Monday and 150 on Tuesday.", False),
        ("Two riders went home, the doctor said. Of 184 starters, 139 are left.", False),
        ("Two riders went home, the doctor said. Of 184 starters, 181 are left.", True),
        ("Spain took 96,900 tonnes, Italy 57,000, which is ten in a hundred, and others the remaining fifteen.", False),
        ("The dam holds 40 hectares (99 acres) of water, and 36 are frozen, the town said.", False),
    ],
)  # fmt: skip
def test_a_figure_told_again_is_no_part(said: str, fires: bool) -> None:
    assert bool(exact("sum-slip", piece(said))) is fires


@pytest.mark.parametrize(
    ("headline", "body", "fires"),
    [
        ("Landslide takes 16 on the pass", "Eleven people died in the slide: eight drivers, two guides and a cook.", True),
        ("Landslide takes 11 on the pass", "Eleven people died in the slide: eight drivers, two guides and a cook.", False),
        ("Landslide takes 16 houses", "Eleven people died in the slide.", False),
        ("Fever: 41 dead", "Sixty-two people had fallen ill and 38 of them have died; twenty are well again.", True),
        ("Fever: 38 dead", "Sixty-two people had fallen ill and 38 of them have died; twenty are well again.", False),
        ("Nine dead on two roads", "Six people died on the coast road: a family and a driver. On the ring road three died.", False),
    ],
)  # fmt: skip
def test_a_toll_above_and_the_same_below(headline: str, body: str, fires: bool) -> None:
    assert bool(exact("number-mismatch", whole(body, headline=headline))) is fires


@pytest.mark.parametrize(
    ("place", "said", "fires"),
    [
        ("Matsu, Taiwan", "It lay there from 04:00 local time to 13:00, or 20:00 UTC on Monday to 05:00.", False),
        ("Matsu, Taiwan", "It lay there from 04:00 local time (21:00 UTC on Monday), the crew said.", True),
        ("Taltal, Chile", "The ground shook at 02:41 local time (05:41 UTC).", True),
        ("Taltal, Chile", "The ground shook at 02:41 local time (06:41 UTC).", False),
        ("Shymkent, Kazakhstan", "The shift began at 08:00 local time (03:00 UTC).", False),
        ("Quito, Ecuador", "The vote opened at 07:00 local time (13:00 UTC).", True),
    ],
)  # fmt: skip
def test_a_span_on_two_clocks_and_lands_with_one(place: str, said: str, fires: bool) -> None:
    assert bool(exact("timezone-slip", piece(said, place=place))) is fires


@pytest.mark.parametrize(
    ("said", "fires"),
    [
        ("The fault began on Monday at 15:20 local time (14:20 UTC), Ola Berg wrote on X.", False),
        ("The fault began at 15:20 on Monday, local time, Ola Berg wrote on X.", False),
        ("The fault began on Wednesday at 13:40 local time, Ola Berg wrote on X.", True),
    ],
)
def test_an_hour_is_that_of_its_weekday(said: str, fires: bool) -> None:
    post = x_post("olaberg", "2026-06-10T10:10:00")  # a Wednesday
    told = piece(said, post, place="Lagos, Nigeria", published_at="2026-06-10T13:00:00Z")
    assert bool(exact("time-contradiction", told)) is fires


def test_a_picture_in_its_store_is_no_second_post() -> None:
    store = "https://pbs.twimg.com/media/G3kQv7tXAAEz1Rd.jpg"
    post = x_post("QuitoRadio", "2026-06-10T10:10:00")
    said = "The national police wrote on X that two men fired at 11:40 UTC."
    told = piece(said, post, store, published_at="2026-06-10T13:00:00Z")
    assert exact("time-contradiction", told) == ["11:40 UTC"]


def test_a_house_is_named_without_the_land_in_its_address() -> None:
    radio = "https://www.biobiochile.cl/noticias/2026/06/09/puerto.shtml"
    said = (
        "The union will meet both boards, its leader told Radio Bio Bio. Shares rose, Reuters said."
    )
    assert exact("orphan-link", whole(said, radio, REUTERS)) == []
    assert exact("orphan-link", whole("Shares rose, Reuters said.", radio, REUTERS)) == [radio]


def test_two_posts_of_one_account_are_of_one_body() -> None:
    posts = [x_post("NHC_Atlantic", f"2026-06-10T0{n}:10:00") for n in (3, 6)]
    told = "The hurricane centre in Miami said in its post of 3 a.m. that it weakens. Roofs went, Reuters said."
    assert exact("orphan-link", whole(told, *posts, REUTERS)) == []
    assert exact("orphan-link", whole("Roofs went, Reuters said.", *posts, REUTERS)) == posts


@pytest.mark.parametrize(
    ("said", "fires"),
    [
        (
            "No ransom was paid, officials insisted; several fathers told Reuters of a sale of goats.",
            True,
        ),
        ("No ransom was paid, officials told Reuters.", False),
    ],
)
def test_what_a_paper_heard_from_others_is_no_official(said: str, fires: bool) -> None:
    assert bool(exact("officials-without-official", whole(said, REUTERS))) is fires


def test_a_span_that_the_body_repeats_is_read_there() -> None:
    body = (
        "Guns fell silent at 17:30 after eleven hours, Reuters said. At noon a digger had burned."
    )
    assert exact("elapsed-time-slip", whole(body, REUTERS, dek="Quiet after eleven hours")) == []


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        ("A father, Sani Bello TK (check surname w/ stringer), sold a field.", ["TK (check surname w/ stringer)"]),
        ("Coats from TK Maxx (the shop in Hull) were sold.", []),
    ],
)  # fmt: skip
def test_a_note_and_its_bracket_are_one(said: str, marked: list[str]) -> None:
    assert exact("notes-left-in-copy", piece(said)) == marked


SCOTSMAN = "https://www.scotsman.com/news/transport/conductors-strike-5094417"


@pytest.mark.parametrize(
    ("who", "found"),
    [("BBC Scotland", ["BBC"]), ("CNN Türk", ["CNN"]), ("The Scotsman", [])],
)
def test_a_service_of_a_house_speaks_for_it(who: str, found: list[str]) -> None:
    told = whole(f"Trains stood still, The Scotsman reported. {who} said that buses ran.", SCOTSMAN)
    assert exact("attributed-but-unlisted", told) == found


def test_an_old_post_that_is_told_with_its_year_is_none() -> None:
    old, new = x_post("KpsZSU", "2022-02-24T05:00:00"), x_post("KpsZSU", "2026-06-10T05:00:00")
    said = "The Ukrainian Air Force posted its first warning at 8 am Kyiv time."
    then = "The same account had in February 2022 posted only three lines."
    assert exact("old-post", whole(said, new, old, dek="Sirens at dawn"))
    assert exact("old-post", whole(f"{said}\n\n{then}", new, old, dek="Sirens at dawn")) == []


def test_what_is_listed_for_a_day_is_to_come() -> None:
    assert exact("date-slip", whole("A petition was before the court, listed for 29 June.")) == []
    assert exact("date-slip", whole("It was 29 June when the petition was heard.")) == ["29 June"]


@pytest.mark.parametrize(
    ("said", "fires"),
    [
        ("The dead are 21: 12 men, six women and two children, the council said.", True),
        ("The dead are 20: 12 men, six women and two children, the council said.", False),
    ],
)
def test_a_total_that_stands_before_its_colon(said: str, fires: bool) -> None:
    assert bool(exact("sum-slip", piece(said))) is fires


@pytest.mark.parametrize(
    ("said", "fires"),
    [
        ("It moved 214,000: about 120,000 in Ark, 61,000 in Bold and 43,000 in Cray, the office said.", True),
        ("It moved 221,000: about 120,000 in Ark, 61,000 in Bold and 43,000 in Cray, the office said.", False),
    ],
)  # fmt: skip
def test_a_rough_part_leaves_its_own_room(said: str, fires: bool) -> None:
    assert bool(exact("sum-slip", piece(said))) is fires


@pytest.mark.parametrize(
    ("said", "fires"),
    [
        ("A radio station has since confirmed that, with credit to us.", True),
        ("A radio station has since repeated that with credit to us, which tells us nothing new.", False),
    ],
)  # fmt: skip
def test_our_own_report_that_is_called_no_proof(said: str, fires: bool) -> None:
    assert bool(exact("circular-report", piece(said))) is fires


def test_what_a_reporter_of_ours_heard_rests_on_no_post() -> None:
    post = x_post("olaberg", "2026-06-10T10:10:00")
    said = "The ward, telephoned by this reporter at 11:40 UTC, had no wounded."
    told = piece(said, post, published_at="2026-06-10T13:00:00Z")
    assert exact("time-contradiction", told) == []


def test_what_had_come_at_its_hour_is_not_to_come() -> None:
    told = piece("Nobody knows why. It had come down at ten in the morning on Wednesday.", place="Lagos, Nigeria")  # fmt: skip
    assert exact("stale-question", told) == []
