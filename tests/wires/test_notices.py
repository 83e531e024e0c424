"""What agencies say of their own items, and what only sounds like it."""

from datetime import UTC, datetime

import pytest

from wires.notices import read
from wires.types import ParsedItem

NOW = datetime(2026, 7, 1, 20, tzinfo=UTC)


def item(title: str = "", text: str = "", **more) -> ParsedItem:
    return ParsedItem("1", None, None, title, text, **more)


@pytest.mark.parametrize(
    ("title", "text", "urgency"),
    [
        ("FLASH - Missile hits Staromist", "", 1),
        ("BULLETIN: Mayor says five hurt", "", 2),
        ("APNewsAlert", "", None),
        ("", "URGENT\n\nSTAROMIST — Five people were hurt.", 3),
        ("МОЛНИЯ: взрывы в городе", "", 1),
        ("Urgent care clinics close", "", None),
        ("Flash floods kill four", "FLASHES lit the sky", None),
        ("Alert residents called the police", "", None),
    ],
)
def test_urgency_by_label(title, text, urgency) -> None:
    assert read(item(title, text), NOW).urgency == urgency


def test_the_more_urgent_of_field_and_label_counts() -> None:
    assert read(item("URGENT: x", urgency=2), NOW).urgency == 2
    assert read(item("x", urgency=5), NOW).urgency is None


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("ADVISORY: KILL", ""),
        ("Mandatory kill", "The story slugged Strike is wrong."),
        ("x", "EDITORS: KILL the story slugged Strike."),
        ("x", "DO NOT USE. The story is wrong."),
        ("x", "Please do not use this story, its source was misquoted."),
        ("WITHDRAWN: Five hurt", ""),
        ("x", "The story has been withdrawn. story is withdrawn"),
    ],
)
def test_a_kill(title, text) -> None:
    assert read(item(title, text), NOW).killed


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("He said", "“Do not use it,” he said of the bridge."),
        ("Frosts kill the story of a good harvest", ""),
        ("Troops withdraw", "The report says they do not use any mines."),
        ("Kill switch found", ""),
        ("x", "word " * 80 + "DO NOT USE"),
    ],
)
def test_no_kill(title, text) -> None:
    assert not read(item(title, text), NOW).killed


@pytest.mark.parametrize(
    ("title", "text", "corrected"),
    [
        ("CORRECTS spelling of name", "", True),
        ("Five hurt (corrects to five)", "", True),
        ("CORRECTED-Five hurt", "", True),
        ("Correction officers strike", "", False),
        ("He corrects the record", "", False),
    ],
)
def test_a_correction(title, text, corrected) -> None:
    assert read(item(title, text), NOW).corrected is corrected


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("EMBARGOED UNTIL 0600 GMT JULY 2\n\nThe report says", "2026-07-02T06:00"),
        ("Embargoed until 06:00 BST on 2 July 2026. The report", "2026-07-02T05:00"),
        ("Not for release before 2026-07-02T04:30:00Z", "2026-07-02T04:30"),
        ("EMBARGO: 12 p.m. ET, 3 July", "2026-07-03T17:00"),
        ("STRICTLY EMBARGOED until Thursday", ""),
        ("Embargoed until 06:00", ""),
        ("CHECK AGAINST DELIVERY", ""),
    ],
)
def test_an_embargo_names_an_hour_or_none(text, until) -> None:
    found = read(item("x", text), NOW)
    assert found.embargoed
    assert (f"{found.embargo_until:%Y-%m-%dT%H:%M}" if found.embargo_until else "") == until


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("EMBARGO LIFTED: Water is low in the Luda", "STAROMIST — Water is low."),
        ("Embargo has been lifted", "Editors: the story slugged BC-River."),
        ("ADVISORY: EMBARGO LIFTED", "The story “Water is low in the Luda”."),
        ("ADVISORY", "The embargo on the story slugged BC-River is lifted. Please use at once."),
        ("ADVISORY", "Editors: the embargo on “Water is low in the Luda” has been lifted."),
        ("RELEASE NOW", "The story slugged BC-River."),
        ("x", "The report slugged BC-River may now be published."),
        (
            "x",
            "EMBARGO LIFTED. The story slugged BC-River, embargoed until 0600 GMT July 3, is free.",
        ),
        ("SPERRFRIST AUFGEHOBEN", "Meldung bc-fluss."),
        ("x", "The embargo on this story was lifted at 1800 GMT."),
    ],
)
def test_a_lift(title, text) -> None:
    found = read(item(title, text), NOW)
    assert found.lifted
    assert found.words
    assert not found.embargoed


@pytest.mark.parametrize(
    ("title", "text", "embargoed"),
    [
        ("Embargo lifted on Iranian oil", "Tankers left port.", False),
        ("EU arms embargo was discussed", "Ministers want it lifted.", False),
        ("x", "Do not use until the embargo is lifted.", False),
        ("x", "The embargo is lifted at 0600 GMT on July 3.", True),
        ("x", "The embargo will be lifted at 0600 GMT on July 3.", True),
        ("x", "Embargo lifts at 0600 GMT on July 3.", True),
        ("x", "NOT FOR RELEASE UNTIL 0600 GMT JULY 3. The embargo on the draft was lifted.", True),
        ("RELEASE NOTES", "Version 2 is out.", False),
        (
            "Court opens files",
            "The report on the strike may now be published, a judge rules.",
            False,
        ),
        ("Prisoners released", "They may now go home.", False),
    ],
)
def test_what_lifts_nothing(title, text, embargoed) -> None:
    found = read(item(title, text), NOW)
    assert not found.lifted
    assert found.embargoed is embargoed


def test_an_hour_at_which_an_embargo_ends_is_its_hour() -> None:
    found = read(item("x", "Embargo lifts at 0600 GMT on July 3."), NOW)
    assert found.embargo_until == datetime(2026, 7, 3, 6, tzinfo=UTC)


def test_an_embargo_on_arms_is_none() -> None:
    assert not read(item("Arms embargo extended", "The embargo was extended."), NOW).embargoed


def test_a_field_that_has_passed_is_no_embargo() -> None:
    passed = datetime(2026, 7, 1, 19, tzinfo=UTC)
    assert not read(item("x", "Words.", embargo_until=passed), NOW).embargoed
