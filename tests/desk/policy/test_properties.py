"""What holds of any text: nothing raises, spans quote exactly, a moved paragraph keeps its fingerprints."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.policy import article, packs
from desk.policy.review import review
from desk.policy.sarif import zone_text
from desk.policy.types import Stage

PIECES = [
    "Nine people were killed", "at 23:48 UTC", "on Tuesday 31 April 2026", "[4]", "TK", "Reuters reported", "“he said”",
    "almost four years after February 2022", "Of the 3 injured, 2 are men and 4 women", "several channels said", "on Telegram",
    "just before midnight Kyiv time on 1 July", "aged 40", "one house burned", "homes were in flames", ".", ",", "(", ")", "—", "\n\n", "ß", "İ", "\u0130stanbul", "👩‍🚒",
]  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=25).map(" ".join)  # fmt: skip
LINKS = st.lists(st.sampled_from(["https://x.com/a_b/status/2034456677889900112", "https://t.me/s/x/1", "x", "", "http://10.0.0.1", "https://www.reuters.com/world/"]), max_size=4)  # fmt: skip
SOURCES = packs.all_sources()
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def facts_of(text: str, links=(), headline="Two dead"):
    line = {"id": "x", "headline": headline, "body": text, "links": list(links), "published_at": "2026-07-02T06:00:00Z", "event_date": "2026-07-01"}  # fmt: skip
    return article.read_line(json.dumps(line), SOURCES, {"invasion": "2022-02-24"})[1]


@QUICK
@given(TEXTS, LINKS, TEXTS)
def test_no_text_makes_a_check_raise_and_spans_quote_it(text, links, headline) -> None:
    facts = facts_of(text, links, headline)
    for finding in review(facts, (), Stage.PUBLISH).findings:
        assert finding.code != "rule-could-not-run", finding.message
        if finding.exact:
            assert zone_text(facts, finding.zone)[finding.start : finding.end] == finding.exact


PARAGRAPHS = [
    "The port was shut. TK: ask the harbour master about the cranes before noon.",
    "It had been shut before, on Friday 1 July 2026, when the tide was high and the pilots slept.",
    "Nothing else of note happened there, and the gulls went home as gulls do when it rains.",
]


def prints(*paragraphs: str) -> set[str]:
    found = review(facts_of("\n\n".join(paragraphs)), (), Stage.PUBLISH).findings
    return {f.fingerprint for f in found if f.zone == "body"}


def test_a_moved_paragraph_keeps_its_fingerprints_and_a_changed_sentence_loses_them() -> None:
    one, two, three = PARAGRAPHS
    before = prints(one, two, three)
    assert len(before) == 2
    assert prints(three, two, one) == before
    changed = prints(one.replace("the harbour master", "her deputy"), two, three)
    assert len(changed & before) == 1
