"""A rule that throws or overruns is told and isolated; no pattern takes more than linear time."""

import time
from dataclasses import replace

import pytest

from desk.policy.checks import CHECKS
from desk.policy.kinds import KINDS, forbid
from desk.policy.packs import parse_note
from desk.policy.patterns import LONGEST, PatternError, compiled
from desk.policy.review import review
from desk.policy.types import Enforcement, Facts, Stage, ZoneKind, ZoneText

STAGES = {"submit": "advisory", "approve": "advisory", "publish": "blocking", "update": "blocking"}


def piece(body: str) -> Facts:
    return Facts(None, None, ZoneText(ZoneKind.BODY, body), known=frozenset({"whole-body"}))


def note(weight: str = "blocking"):
    rules = [
        {"key": key, "structured": {"kind": "forbid", "terms": [key]}, "enforcement": {**STAGES, "publish": weight}}
        for key in ("barrage", "salvo")
    ]  # fmt: skip
    return parse_note("n", "Note", 1, {"rules": rules})


@pytest.mark.parametrize("weight", ["blocking", "advisory", "shadow"])
def test_a_rule_that_overruns_weighs_what_it_would_have(weight, monkeypatch) -> None:
    def slow(facts, params):
        began = time.thread_time()
        while params.terms[0].said == "barrage" and time.thread_time() - began < 0.03:
            pass
        yield from forbid.forbid(facts, params)

    monkeypatch.setitem(KINDS, "forbid", replace(KINDS["forbid"], look=slow))
    answer = review(piece("A barrage, a salvo."), [note(weight)], Stage.PUBLISH, within=0.02)
    told = {f.rule: f for f in answer.findings}
    assert not answer.complete
    assert told["barrage"].code == "rule-could-not-run"
    assert told["barrage"].enforcement is Enforcement(weight)
    assert "ms" in told["barrage"].message
    assert told["salvo"].exact == "salvo"


def test_a_check_that_overruns_is_told_and_the_others_are_asked(monkeypatch) -> None:
    def slow(facts):
        began = time.thread_time()
        while time.thread_time() - began < 0.03:
            pass
        return iter(())

    monkeypatch.setitem(CHECKS, "sum-slip", replace(CHECKS["sum-slip"], look=slow))
    answer = review(piece("TK the sum."), [], Stage.PUBLISH, within=0.02)
    told = {f.rule or f.code: f for f in answer.findings}
    assert not answer.complete
    assert told["sum-slip"].code == "rule-could-not-run"
    assert told["sum-slip"].enforcement is Enforcement.ADVISORY
    assert told["notes-left-in-copy"].exact == "TK"


def test_what_is_slow_only_the_first_time_is_trusted(monkeypatch) -> None:
    asked: list[int] = []

    def first(facts, params):
        began = time.thread_time()
        while not asked and time.thread_time() - began < 0.03:
            pass
        asked.append(1)
        yield from forbid.forbid(facts, params)

    monkeypatch.setitem(KINDS, "forbid", replace(KINDS["forbid"], look=first))
    answer = review(piece("A barrage."), [note()], Stage.PUBLISH, within=0.02)
    assert answer.complete
    assert [f.exact for f in answer.findings if f.rule] == ["barrage"]


def test_a_lowered_check_that_cannot_run_only_advises(monkeypatch) -> None:
    def bug(facts):
        raise ValueError

    monkeypatch.setitem(CHECKS, "truncated-id", replace(CHECKS["truncated-id"], look=bug))
    assert review(piece("Quiet."), [], Stage.PUBLISH).blocking()
    low = frozenset({"truncated-id"})
    assert not review(piece("Quiet."), [], Stage.PUBLISH, lowered=low).blocking()


def test_without_a_limit_a_slow_rule_is_only_slow() -> None:
    assert review(piece("A barrage."), [note()], Stage.PUBLISH).complete


HOSTILE = [r"(a+)+$", r"(a|aa)+$", r"(.*a){12}", r"^(\w+\s?)*$", r"(x+x+)+y", r"([a-z]+)*\d", r"(?:a?){40}a{40}"]  # fmt: skip


@pytest.mark.parametrize("pattern", HOSTILE)
def test_a_hostile_pattern_costs_no_more_than_the_text_is_long(pattern) -> None:
    def cost(length: int) -> float:
        text, best = "a" * length + "!", 9.0
        for _ in range(3):
            began = time.thread_time()
            list(compiled(pattern).finditer(text[:length] + "!"))
            best = min(best, time.thread_time() - began)
        return max(best, 1e-4)

    assert cost(40_000) < cost(10_000) * 16 + 0.05


@pytest.mark.parametrize("pattern", ["a" * (LONGEST + 1), r"((a{1000}){1000}){1000}", "(", r"(?<=a)b"])  # fmt: skip
def test_what_cannot_be_run_in_its_bounds_is_refused_in_words(pattern) -> None:
    with pytest.raises(PatternError, match="pattern"):
        compiled(pattern)
