"""A figure above that the body has in no form, and the one of the body it was meant for."""

import pytest

from desk.policy.figures.quantities import quantities
from desk.policy.figures.unborne import unborne


def found(top: str, body: str) -> list[tuple[str, str]]:
    given = unborne(top, quantities(top), quantities(body), body)
    return [(slip.again.said, slip.was.said) for slip in given]


@pytest.mark.parametrize(
    ("top", "body", "was"),
    [
        ("Boat with 141 on board towed to Crete", "A boat with 140 persons was towed to Crete on Saturday.", "140"),
        ("Deportation flight lands in Accra with 28", "A flight from Louisiana with 29 deported people landed in Accra.", "29"),
        ("Uganda confirms 18 Ebola cases", "The number of confirmed cases of Ebola had risen to 17, the ministry said.", "17"),
        ("At least 19 dead as tents are struck in Khan Younis", "At least 17 people died when tents were struck in Khan Younis.", "17"),
        ("Two boats bring 312 to El Hierro", "LA RESTINGA — Two boats carrying 313 people came into the harbour.", "313"),
        ("Copper miners end 23-day walkout", "Copper miners in the north ended their walkout after 22 days.", "22"),
    ],
)  # fmt: skip
def test_the_figure_among_the_same_words_is_the_one_that_was_meant(top, body, was) -> None:
    [(_, meant)] = found(top, body)
    assert meant.startswith(was)


@pytest.mark.parametrize(
    ("top", "body"),
    [
        ("Nine hurt at the polyclinic", "Seven were hurt at the polyclinic in the morning and two at noon."),  # a sum
        ("Three residents killed in Kharkiv", "Two women and a boy, all residents of Kharkiv, were killed."),
        ("More than 30 hurt in Davao quake", "In Davao 34 people were hurt when the quake struck."),
        ("A dozen hurt in Davao quake", "Twelve people were hurt in Davao when the quake struck."),
        ("Court finds for town on the forty-third count", "The court found for the town on forty-two of its counts."),
        ("Five of nine judges back the town", "Four judges of the court would not back the town."),
        ("Ministry lowers toll in Buton to 19", "The ministry lowered its toll in Buton, initially 20, on Sunday to nineteen."),
        ("Boat with 141 on board towed to Crete", "A boat with about 140 persons was towed to Crete."),
        ("Six laid off at the mill", "The mill laid off four spinners on Monday."),
        ("Twelve died in the two fires", "Nine people died at the mill, three on the quay."),
        ("Two days of rain in Kosti", "It rained for three weeks in Kosti before the river rose."),
    ],
)  # fmt: skip
def test_what_the_body_bears_out_is_no_slip(top, body) -> None:
    assert found(top, body) == []
