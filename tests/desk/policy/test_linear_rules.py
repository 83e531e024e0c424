"""No rule that somebody can write costs more than the length of what it reads."""

import time
from typing import Any

import pytest

from desk.policy import known
from desk.policy.article import facts_of
from desk.policy.kinds import KINDS
from desk.policy.patterns import MOST_PLACES
from desk.policy.rules import parse_rule

ONE = "aaa bbb ccc "
MANY = "Aaa bbb ccc. " * 4 + "\n\n"
RULES: dict[str, tuple[dict[str, Any], str]] = {
    "a pattern that reads on": ({"kind": "forbid", "terms": ["aaa.*z|aaa"]}, ONE),
    "a condition that reads on": ({"kind": "forbid", "terms": ["bbb"], "when": "a.*z|a"}, ONE),
    "words that are let be": (
        {"kind": "prefer", "swap": {"bbb": "ddd"}, "unless": ["aaa bbb"]},
        ONE,
    ),
    "every exception": (
        {"kind": "forbid", "terms": ["bbb"], "unless": ["negated", "disputed", "proper-name"]},
        ONE,
    ),
    "whose word in the zone": (
        {"kind": "attribute", "claim": "bbb", "to": ["said"], "within": "zone"},
        MANY,
    ),
    "whose word in the paragraph": (
        {"kind": "attribute", "claim": "bbb", "to": ["zzz"], "within": "paragraph"},
        MANY,
    ),
    "words near each place": (
        {"kind": "require", "when": "bbb", "pattern": ["zzz"], "within": "paragraph"},
        MANY,
    ),
    "figures": ({"kind": "consistent", "numbers": [r"\d+ cars"]}, "9 cars and 8 cars. "),
    "speeches": ({"kind": "forbid", "terms": ["bbb"], "unless": ["in-quote"]}, "“aaa bbb\n\n"),
}


def cost(structured: dict[str, Any], body: str) -> float:
    known.forget()
    rule = parse_rule("rule", structured)
    facts = facts_of({"headline": "7 cars", "body": body}, (), {})
    began = time.process_time()
    list(KINDS[rule.kind].look(facts, rule.params))
    return time.process_time() - began


@pytest.mark.parametrize(("rule", "words"), RULES.values(), ids=RULES)
def test_eight_times_the_text_costs_no_sixty_four_times_as_much(rule, words: str) -> None:
    few = 2400 // len(words.split())
    little = min(cost(rule, words * few + f"{turn}.") for turn in range(2))
    much = min(cost(rule, words * few * 8 + f"{turn}.") for turn in range(2))
    assert much < max(little, 0.01) * 30


def test_more_places_than_anybody_reads_are_not_counted() -> None:
    rule = parse_rule("rule", {"kind": "forbid", "terms": ["bbb"]})
    facts = facts_of({"body": "bbb " * 9000 + "\n\nbbb"}, (), {})
    assert len(list(KINDS["forbid"].look(facts, rule.params))) == MOST_PLACES + 1
