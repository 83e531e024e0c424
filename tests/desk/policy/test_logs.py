"""Copy kept as a log: hours with a place in brackets, entries, labels, a name for a credit, numbers of links."""

import pytest

from desk.policy.figures.numbers import numbers
from desk.policy.sources.attribution import answered_for
from tests.desk.policy.pieces import exact, piece, whole

KYIV = {"place": "Kyiv"}


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("02:40 (Kyiv, 22:40 UTC) - first impact, the BBC said.", ["02:40 (Kyiv, 22:40 UTC)"]),
        ("02:40 (Kyiv, 23:40 UTC) - first impact, the BBC said.", []),
        ("At 19:20 (Khartoum; 17:20 UTC) the depot was alight, the BBC said.", []),
        ("At 19:20 (Khartoum; 16:20 UTC) the depot was alight, the BBC said.", ["19:20 (Khartoum; 16:20 UTC)"]),
        ("At 19:20 (Route, 16:20 UTC) the depot was alight, the BBC said.", []),
        ("The ferry left at ten to eleven on the Saturday morning, or twenty-five to eight in the forenoon by Greenwich, the BBC said.", ["ten to eleven on the Saturday morning, or twenty-five to eight in the forenoon by Greenwich"]),
        ("The ferry left at ten to eleven on the Saturday morning, or ten to eight in the forenoon by Greenwich, the BBC said.", []),
    ],
)  # fmt: skip
def test_an_hour_with_its_place_in_brackets(body, found) -> None:
    assert exact("timezone-slip", piece(body, **KYIV)) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("The flour came on the Wednesday, which was 9 June, the BBC said.", ["Wednesday, which was 9 June"]),
        ("The flour came on the Tuesday, which was 9 June, the BBC said.", []),
    ],
)  # fmt: skip
def test_a_weekday_that_was_a_date(body, found) -> None:
    assert exact("date-slip", piece(body)) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("The war, which began on 15 December 2023, is more than three years old, the BBC said.", ["more than three years"]),
        ("The war, which began on 15 April 2023, is more than three years old, the BBC said.", []),
        ("Her son, born on 15 June 2023, is two years old, the BBC said.", []),
    ],
)  # fmt: skip
def test_what_began_on_a_day_and_is_so_old(body, found) -> None:
    assert exact("elapsed-time-slip", piece(body)) == found


@pytest.mark.parametrize(
    ("said", "owned"),
    [
        ("10:15 - INGD: no deaths known.", True),
        ("AFAD [1]: four buildings fell.", True),
        ("The Kenya Red Cross: 12 hurt.", True),
        ("USGS.", True),
        ("6 dead: 4 men, 1 woman, 1 boy (Red Crescent)", True),
        ("The channel adds, in order:", True),
        ("Kyodo adds up the prefectures.", True),
        ("Corn, per the governor: 900 tonnes burnt.", True),
        ("As the indictment had it, sixteen people died.", True),
        ("Kharkiv: 5 hurt.", False),
        ("US: 5 dead.", False),
        ("Twelve people passed on that night.", False),
        ("Three people per the hour died.", False),
        ("OK.", True),
    ],
)  # fmt: skip
def test_whose_word_a_log_gives(said, owned) -> None:
    assert answered_for(said) is owned


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("08:30 - 34 people are in hospital, the BBC says. Mostly falls. Stairs, too. 3 dead.", []),
        ("Figures from the mayor’s morning bulletin, then our reading of it.\n\nDead: 4. Two in the city.", []),
        ("The wards are full.\n\nDead: 4. Two in the city.", ["Dead: 4"]),
        ("The wards are full. So the BBC says.\n\nIt was wet.\n\n3 dead.", ["3 dead"]),
    ],
)  # fmt: skip
def test_the_dead_of_a_log_are_its_entrys(body, found) -> None:
    assert exact("unattributed-casualties", piece(body)) == found


def test_the_number_of_a_link_counts_nothing() -> None:
    assert [n.value for n in numbers("Eleven men came up [1]; 4 [four] did not [12].")] == [
        11,
        4,
        4,
    ]
    body = "Eleven men were walked up the ladders, the BBC said [1]."
    top = {"headline": "Twelve miners brought up alive", "dek": ""}
    assert exact("number-mismatch", whole(body, **top)) == ["Twelve miners"]


def test_a_magnitude_bears_out_no_count() -> None:
    top = {"headline": "Quake: 5 buildings down", "dek": ""}
    body = "The shock was of 4.7, the BBC said. Four buildings fell in the quake."
    assert exact("number-mismatch", whole(body, **top)) == ["5 buildings"]


@pytest.mark.parametrize(
    "body",
    [
        "Of the twenty-two, said the clerk, thirteen were women, six were men and three were infants, one of whom was in a pot.",
        "Of the six it is only the harbourmaster and two of the owners who go to prison, the remaining three being free, the BBC said.",
        "It had destroyed sixteen machines over the region between eleven and four, and the BBC had the five wounded too.",
    ],
)  # fmt: skip
def test_what_is_no_sum(body) -> None:
    assert exact("sum-slip", piece(body)) == []


def test_a_shortened_link_is_no_second_word() -> None:
    body = "Twelve drones were shot down, TASS reported. It was wet. A cut of it is about."
    links = ("https://tass.com/emergencies/2088121", "https://t.co/Qz7LrW2dXc")
    assert exact("state-media-only-lead", piece(body, *links))
