"""The engine's own parts, in tables: text, terms, conditions, findings."""

import pytest

from desk.policy import text
from desk.policy.figures.numbers import numbers
from desk.policy.figures.tolls import casualty_figures
from desk.policy.hours import when
from desk.policy.hours.clock import hours
from desk.policy.hours.durations import durations
from desk.policy.hours.times import dates
from desk.policy.packs import PackError, parse_note
from desk.policy.review import review, shown, under_caret
from desk.policy.rules import RuleError, parse_rule
from desk.policy.sources.attribution import attributed, is_softener
from desk.policy.types import (
    Enforcement,
    Facts,
    LinkFacts,
    SourceFacts,
    Stage,
    ZoneKind,
    ZoneText,
)


def facts(body="", headline="", dek="", **more) -> Facts:
    return Facts(
        ZoneText(ZoneKind.HEADLINE, headline), ZoneText(ZoneKind.DEK, dek), ZoneText(ZoneKind.BODY, body),
        known=frozenset({"whole-body", "links", "headline", "dek"}), **more,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ("Lt. Gen. Marsh left at 5 p.m. He slept.", 2),
        ("No. 10 declined. So did the U.N. envoy.", 2),
        ("“We go,” he said. “Now.”", 2),
        ("It rose by 3.5 per cent.", 1),
        ("Nine were hurt, the line said on X. The train was late.", 2),
        ("He wrote on Telegram and X. Nobody read it.", 2),
        ("The speech by Malcolm X. Nobody taped.", 1),
    ],
)
def test_sentences(said, count) -> None:
    assert len(text.sentences(said)) == count


@pytest.mark.parametrize(
    ("said", "yes"),
    [
        ("Six died, the mayor said.", True),
        ("Six died.", False),
        ("According to Lantern, six died.", True),
        ("Six reportedly died.", False),
    ],
)
def test_attributed(said, yes) -> None:
    assert attributed(said) is yes


@pytest.mark.parametrize(
    ("run", "softens"),
    [
        ("according to the mayor", True),
        ("reportedly", True),
        ("not", True),
        ("denied", True),
        ("the bakery", False),
        ("on Tuesday", False),
    ],
)
def test_what_weakens_a_claim(run, softens) -> None:
    assert is_softener(run) is softens


@pytest.mark.parametrize(
    "said",
    [
        "words>>4",
        "story_age<12",
        "format=x",
        "colour:red",
        "moon(full)",
        "@no_such_list",
        "(unclosed",
    ],
)
def test_an_atom_outside_the_grammar_is_an_error(said) -> None:
    with pytest.raises(when.WhenError):
        when.parse_when(said)


@pytest.mark.parametrize(
    "structured",
    [{"kind": "magic"}, {"kind": "forbid"}, {"kind": "forbid", "terms": ["(("]}, {"kind": "limit", "measure": "stars", "max": 1},
     {"kind": "forbid", "terms": ["x"], "zones": ["footnote"]}, {"kind": "provenance", "code": "no-such"}],
)  # fmt: skip
def test_a_rule_that_cannot_run_says_why(structured) -> None:
    with pytest.raises(RuleError):
        parse_rule("r", structured)


def test_a_public_sentence_is_tied_to_a_rule_or_marked() -> None:
    with pytest.raises(PackError, match="tied to no rule"):
        parse_note("n", "N", 1, {"public": [{"text": "We always do."}], "rules": []})


def test_clocks_dates_and_durations() -> None:
    said = "At 23:18 UTC on 1 July 2026, almost four years on, within half an hour"
    assert [(h.clock.hour, h.zone.key, h.day.day.isoformat()) for h in hours(said)] == [
        (23, "UTC", "2026-07-01")
    ]
    assert [d.day.isoformat() for d in dates("31 February 2026 and 2 May 2026")] == ["2026-05-02"]
    assert [(d.how, d.amount, d.unit) for d in durations(said)] == [
        ("almost", 4.0, "year"),
        ("within", 0.5, "hour"),
    ]


def test_figures_of_people_harmed() -> None:
    found = casualty_figures(
        "At least nine people were killed and 31 injured; the toll rose to 14."
    )
    assert [(f.value, f.harm, f.exact) for f in found] == [
        (9.0, "killed", False),
        (31.0, "hurt", True),
        (14.0, "killed", True),
    ]
    assert [n.value for n in numbers("twenty-one, 1,200 and 3 million")] == [
        21.0,
        1200.0,
        3_000_000.0,
    ]


def note(structured, **words):
    stages = {
        "submit": "advisory",
        "approve": "advisory",
        "publish": "blocking",
        "update": "blocking",
    }
    rule = {"key": "r", "structured": structured, "enforcement": stages, **words}
    return parse_note("n", "Note", 1, {"rules": [rule]})


BARRAGE = {"kind": "forbid", "terms": ["barrage"]}


def test_stages_weigh_a_finding() -> None:
    piece = facts("A barrage came.")
    late = review(piece, [note(BARRAGE)], Stage.PUBLISH).blocking()
    assert [f.exact for f in late] == ["barrage"]
    assert not review(piece, [note(BARRAGE)], Stage.SUBMIT).blocking()


def test_an_override_holds_for_these_words_under_this_version_only() -> None:
    piece = facts("A barrage came.")
    finding = review(piece, [note(BARRAGE)], Stage.PUBLISH).blocking()[0]
    passed = review(piece, [note(BARRAGE)], Stage.PUBLISH, overridden={finding.fingerprint: 1})
    assert not passed.blocking()
    assert review(
        piece, [note(BARRAGE)], Stage.PUBLISH, overridden={finding.fingerprint: 2}
    ).blocking()
    other = facts("A barrage came again.")
    assert review(
        other, [note(BARRAGE)], Stage.PUBLISH, overridden={finding.fingerprint: 1}
    ).blocking()


def test_a_lowered_rule_advises() -> None:
    assert not review(
        facts("A barrage."), [note(BARRAGE)], Stage.PUBLISH, lowered=frozenset({"r"})
    ).blocking()


def test_a_rule_that_throws_keeps_the_door_closed() -> None:
    from dataclasses import replace

    whole = note(BARRAGE)
    broken = replace(whole, rules=(replace(whole.rules[0], params=None),))
    answer = review(facts("Quiet."), [broken], Stage.PUBLISH)
    assert not answer.complete
    assert [f.code for f in answer.blocking()] == ["rule-could-not-run"]


def test_at_most_seven_are_shown_and_blocking_comes_first() -> None:
    body = " ".join(f"Word{n} barrage." for n in range(12))
    found = review(facts(body), [note(BARRAGE)], Stage.PUBLISH).findings
    groups, rest = shown(found)
    assert len(groups) <= 7
    assert sum(map(len, groups)) + rest == len(found)
    assert groups[0][0].enforcement is Enforcement.BLOCKING


def test_one_rule_in_twelve_places_is_one_finding_with_its_places() -> None:
    body = " ".join(f"Word{n} barrage." for n in range(12))
    found = review(facts(body), [note(BARRAGE)], Stage.PUBLISH).findings
    [barrage] = [g for g in shown(found)[0] if g[0].code == "r"]
    assert [one.exact for one in barrage] == ["barrage"] * 12


def test_nothing_is_shown_on_the_sentence_being_typed() -> None:
    piece = facts("A barrage came. A barrage went.")
    found = review(piece, [note(BARRAGE)], Stage.PUBLISH).findings
    quiet = [f for f in found if not under_caret(f, ("body", 5), piece)]
    assert [f.start for f in quiet if f.code == "r"] == [18]


def test_spans_say_what_stands_there() -> None:
    piece = facts(
        "Nothing. “A barrage”, he said. The barrage went on.", headline="Barrage over the port"
    )
    for finding in review(
        piece, [note({**BARRAGE, "unless": ["in-quote"]})], Stage.PUBLISH
    ).findings:
        zone = piece.zone(finding.zone)
        if zone and finding.exact:
            assert zone.text[finding.start : finding.end] == finding.exact


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("Four were taken in, its duty doctor told Lantern Wire.", True),
        ("Four were taken in, the doctor told the hospital.", False),
        ("“I told Lantern Wire nothing,” she said.", False),
    ],
)
def test_whom_a_speaker_told_is_listed_too(said, asked) -> None:
    piece = facts(
        said,
        sources=(SourceFacts("Lantern Wire", "lantern", kind="agency"),),
        links=(LinkFacts("https://monitor.example/1"),),
    )
    found = review(piece, [], Stage.PUBLISH).findings
    assert any(f.code == "attributed-but-unlisted" for f in found) is asked
