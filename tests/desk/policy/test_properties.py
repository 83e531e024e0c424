"""What holds of any text: nothing raises, spans quote exactly, a moved paragraph keeps its fingerprints."""

from hypothesis import HealthCheck, given, settings

from desk.policy import packs
from desk.policy.review import review
from desk.policy.sarif import zone_text
from desk.policy.types import Stage
from tests.desk.policy.drafts import LINKS, TEXTS, facts_of

PACKS = tuple(note for name in packs.names() for note in packs.load(name).notes)
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
FEW = settings(QUICK, max_examples=8)


def holds(text, links, headline, notes) -> None:
    facts = facts_of(text, links, headline, dek=headline[::-1])
    for finding in review(facts, notes, Stage.PUBLISH).findings:
        assert finding.code != "rule-could-not-run", finding.message
        zone = zone_text(facts, finding.zone)
        if finding.exact or finding.end > finding.start:
            assert zone[finding.start : finding.end] == finding.exact
        if finding.mend:
            assert 0 <= finding.mend.span.start <= finding.mend.span.end <= len(zone)


@QUICK
@given(TEXTS, LINKS, TEXTS)
def test_no_text_makes_a_check_raise_and_spans_quote_it(text, links, headline) -> None:
    holds(text, links, headline, ())


@FEW
@given(TEXTS, LINKS, TEXTS)
def test_nor_a_rule_of_any_pack_the_judge_of_framing_included(text, links, headline) -> None:
    holds(text, links, headline, PACKS)


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


def test_the_same_sentence_twice_is_two_findings_and_either_order_names_the_same_two() -> None:
    one, two, three = PARAGRAPHS
    alone, twice = prints(one, three), prints(one, two, one, three)
    assert len(twice) == len(prints(one, two, three)) + 1
    assert alone < twice
    assert prints(one, one, two, three) == twice
