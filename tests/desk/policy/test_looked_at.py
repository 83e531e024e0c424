"""Where a rule looks: in links, at the first mention, at whom a headline opens on."""

from desk.policy import packs, proof
from desk.policy.article import facts_of
from desk.policy.kinds import KINDS
from desk.policy.rules import parse_rule


def fires(structured: dict, **draft) -> list[str]:
    rule = parse_rule("rule", structured)
    facts = facts_of({"body": "", **draft}, packs.all_sources(), {})
    return [finding.exact for finding in KINDS[rule.kind].look(facts, rule.params)]


def test_a_rule_looks_at_the_links_where_it_names_them() -> None:
    rule = {"kind": "forbid", "terms": [r"t\.me/\w+$", "bit.ly"], "zones": ["sources"]}
    links = ["https://a.example/t.me", "https://bit.ly/3xYz"]
    assert fires(rule, body="Text about bit.ly.", links=links) == ["bit.ly"]
    case = {"must_match": [{"body": "x", "links": links}], "must_not_match": [{"body": "bit.ly"}]}
    said = proof.verdicts(parse_rule("rule", rule), case, proof.shipped_ground())
    assert all(one.well for one in said)


def test_the_first_mention_decides_where_a_rule_asks_for_it() -> None:
    rule = {
        "kind": "attribute",
        "claim": ["were killed", "nine people"],
        "to": "any",
        "within": "first-mention sentence",
    }
    assert fires(rule, body="Police said nine people were killed. Nine people were killed.") == []
    twice = "Nine people were killed. Police said nine people were killed."
    assert fires(rule, body=twice) == ["Nine people"]


def test_a_headline_gives_its_words_to_whoever_it_opens_on() -> None:
    rule = {"kind": "sourcing", "forbid_first": ["class:state-ru"], "zones": ["headline"]}
    parsed = parse_rule("rule", rule)
    for headline, wanted in (("Tass: plant hit", True), ("Reuters: plant hit", False)):
        facts = facts_of({"headline": headline, "body": "x"}, packs.all_sources(), {})
        assert bool(list(KINDS["sourcing"].look(facts, parsed.params))) is wanted
