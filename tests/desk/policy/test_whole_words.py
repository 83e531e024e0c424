"""Terms that are patterns, as whole words: whatever their wordings begin and end with, in any script."""

import pytest

from desk.policy.matching import parse_term


@pytest.mark.parametrize(
    ("said", "text", "found"),
    [
        pytest.param(r"\d+%|\d+ percent", "It rose 5% on Monday", ["5%"], id="ends on a sign"),
        pytest.param(r"Corp\.|Inc", "Acme Corp. said", ["Corp."], id="ends on a stop"),
        pytest.param(r"U\.S\.|America", "the U.S. said so", ["U.S."], id="initials"),
        pytest.param("troops|@milblog", "what @milblog wrote", ["@milblog"], id="begins on a sign"),
        pytest.param("(girls!|boys)", "girls! he cried", ["girls!"], id="inside a group"),
        pytest.param("(?i)ab|abc", "the ABC of it", ["ABC"], id="flags hold for every wording"),
        pytest.param(r"\(ab|abcd", "it said (ab once", ["(ab"], id="a bracket of the text"),
        pytest.param("режим(а|ами)", "перед режимами вчера", ["режимами"], id="longer ending"),
        pytest.param("режим(а|ами)", "режимах", [], id="no ending of it"),
        pytest.param("boy(|s)", "the boys ran", ["boys"], id="an ending or none"),
        pytest.param(
            "our (troops|boys)", "four troops, our boys", ["our boys"], id="not in a word"
        ),
        pytest.param("overdos(e|ed)", "he overdosed", ["overdosed"], id="not cut"),
        pytest.param(
            "terrorist*|extremis*",
            "a terrorist’s, extremists",
            ["terrorist’s", "extremists"],
            id="a star",
        ),
        pytest.param(
            r"kill\w*|colou*r", "killings, color", ["killings", "color"], id="stars of patterns"
        ),
        pytest.param(r"\bkill(ed)?\b|dead", "killed, undead", ["killed"], id="edges of its own"),
    ],
)
def test_finds_every_wording_whole(said: str, text: str, found: list[str]) -> None:
    spans = parse_term(said, whole=True).spans(text)
    assert [text[span.start : span.end] for span in spans] == found
