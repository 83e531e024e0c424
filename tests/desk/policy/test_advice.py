"""Advice waits for its cue: words, a place or a kind of claim in the copy."""

import pytest

from desk.policy import advice, packs
from desk.policy.review import review
from desk.policy.rules import RuleError
from desk.policy.types import Stage
from tests.desk.policy.drafts import facts_of

SAY = "Say who counted."


def shown(cue, body="", headline="", dek=""):
    """The advice with one cue that a piece brings, as pairs of words and what was seen."""
    line = SAY if cue is None else {"text": SAY, "cue": cue}
    note = packs.parse_note("tolls", "Tolls", 1, {"guidance": [line]})
    read = facts_of(body, headline=headline, dek=dek)
    return [(one.text, one.seen) for one in advice.lines(note, read)]


@pytest.mark.parametrize(
    ("cue", "body", "seen"),
    [
        pytest.param({"terms": ["drone*"]}, "Two Drones fell.", "Drones", id="a word goes on"),
        pytest.param({"terms": ["drone"]}, "The dronestone fell.", None, id="whole words only"),
        pytest.param({"terms": ["@prices"]}, "Brent rose.", "Brent", id="a list"),
        pytest.param({"terms": ["mine(s|field)"]}, "A minefield.", "minefield", id="a pattern"),
        pytest.param({"places": ["UA"]}, "A tram burned in Odesa.", "Odesa", id="a country holds its cities"),
        pytest.param({"places": ["kyiv"]}, "A tram burned in Odesa.", None, id="another city"),
        pytest.param({"places": ["Kyiv"]}, "Kyiv was quiet.", "Kyiv", id="a place by its name"),
        pytest.param({"claims": ["toll"]}, "At least five people were killed.", "At least five people were killed", id="a toll"),
        pytest.param({"claims": ["toll"]}, "The tram was late.", None, id="no toll"),
        pytest.param({"claims": ["downed"]}, "They shot down 12 drones.", "shot down 12", id="a tally"),
        pytest.param({"claims": ["quote"]}, "“We ran,” she said.", "“We ran,”", id="a quotation"),
        pytest.param({"claims": ["figure"]}, "Nineteen homes burned.", "Nineteen", id="a figure in words"),
        pytest.param({"claims": ["denied"]}, "The ministry denied it.", "denied", id="a denial"),
        pytest.param({"terms": ["tram"], "claims": ["toll"]}, "The tram was late.", "tram", id="any one is enough"),
    ],
)  # fmt: skip
def test_a_cue_brings_its_advice_with_the_words_that_were_seen(cue, body, seen) -> None:
    assert shown(cue, body) == ([(SAY, seen)] if seen else [])


def test_advice_without_a_cue_is_shown_wherever_its_note_is_in_force() -> None:
    assert shown(None) == [(SAY, "")]


def test_headline_and_dek_are_read_before_the_body() -> None:
    cue = {"terms": ["tram", "bus"]}
    assert shown(cue, "A tram burned.", dek="A bus burned.") == [(SAY, "bus")]
    assert shown(cue, "A bus burned.", headline="Tram on fire") == [(SAY, "Tram")]


def test_what_is_seen_is_told_in_one_short_line() -> None:
    assert shown({"claims": ["quote"]}, f"“{'We ran. ' * 30}”")[0][1].endswith("…")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({"text": "Ask.", "cue": {"claims": ["gossip"]}}, "“gossip” is no kind of claim"),
        ({"text": "Ask.", "cue": {"colour": ["red"]}}, "A cue names words, places"),
        ({"text": "Ask.", "cue": {"terms": "drone"}}, "are lists"),
        ({"text": "Ask.", "cue": {"terms": ["(drone"]}}, "not a pattern"),
        ({"text": "Ask.", "cue": {"terms": []}}, "at least one word"),
        ({"text": "", "cue": {"terms": ["x"]}}, "no words"),
        ({"words": "Ask."}, "A line of guidance"),
        (3, "A line of guidance"),
    ],
)
def test_a_line_that_cannot_be_read_says_why(line, said) -> None:
    with pytest.raises(RuleError, match=said.replace("(", r"\(")):
        advice.parse(line)


def test_a_cue_never_makes_a_finding() -> None:
    line = {"text": SAY, "cue": {"claims": ["toll"]}}
    note = packs.parse_note("tolls", "Tolls", 1, {"guidance": [line]})
    read = facts_of("Five people were killed.")
    assert review(read, [note], Stage.PUBLISH).findings == review(read, [], Stage.PUBLISH).findings
