"""Examples live, mirrored, and what is known of a share; what a rule comes to. Pure."""

import pytest

from desk.policy import packs, proof
from desk.policy.framing import judge
from desk.policy.precision import hundred, share
from desk.policy.rollout import starts
from desk.policy.rules import parse_rule
from tests.make_note import RULE, data

GROUND = proof.Ground((), {}, (("Russia", "Ukraine"), ("Moscow", "Kyiv"), ("Russian", "Ukrainian")))


@pytest.mark.parametrize(
    ("said", "turned"),
    [
        ("Russia hit Kyiv", "Ukraine hit Moscow"),
        ("Russian drones, Ukraine’s guns", "Ukrainian drones, Russia’s guns"),
        ("Belarusian Russians", "Belarusian Russians"),
        ("", ""),
    ],
)
def test_sides_are_swapped_word_by_word_and_back(said, turned) -> None:
    assert proof.swapped(said, GROUND.swaps) == turned
    assert proof.swapped(turned, GROUND.swaps) == said


def test_every_example_has_a_verdict_with_the_words_it_found() -> None:
    rule = parse_rule(RULE["key"], RULE["structured"], RULE)
    said = proof.verdicts(rule, RULE, GROUND)
    assert [(v.list, v.wanted, v.fired, v.well) for v in said] == [
        ("must_match", True, True, True),
        ("must_match", True, True, True),
        ("must_not_match", False, False, True),
        ("must_not_match", False, False, True),
    ]
    assert [f.exact for v in said for f in v.findings] == ["Routine strikes", "routine strike"]
    bad = {**RULE, "must_match": [{"headline": "x", "links": "not a list"}]}
    assert proof.verdicts(rule, bad, GROUND)[0].wrong


@pytest.mark.parametrize(
    ("said", "turned"),
    [
        ("Israel struck Nabatieh, Lebanon said", "Lebanon struck Kiryat Shmona, Israel said"),
        ("RSF drones hit Omdurman", "SAF drones hit Nyala"),
        ("Pakistan shelled Poonch, India said", "India shelled Kotli, Pakistan said"),
        ("Kabul accuses Islamabad", "Islamabad accuses Kabul"),
        ("Baku says Yerevan fired first", "Yerevan says Baku fired first"),
        ("Gunmen burned a church and shot the priest", "Gunmen burned a mosque and shot the imam"),
    ],
)
def test_every_war_has_its_sides(said, turned) -> None:
    swaps = proof.shipped_ground().swaps
    assert proof.swapped(said, swaps) == turned
    assert proof.swapped(turned, swaps) == said


DRAFTS = [
    ("RSF shells Omdurman market", "The RSF fired 30 rockets at Omdurman on Friday, the SAF said. Nine traders were killed at the market."),
    ("Pakistan accuses India of shelling Kotli", "Pakistan accused India of shelling Kotli on Sunday. A woman and her son were killed in their kitchen."),
    ("Nine villagers killed in Poonch", "Nine villagers were killed when shells from Pakistan fell on Poonch on Sunday. India said it fired back."),
    ("Israel strikes Beirut", "Israeli jets struck Beirut on Monday, the IDF said. Six residents of a block of flats were killed."),
    ("Kinshasa rejects Kigali's terms", "Kinshasa rejected the terms of Kigali on Tuesday. In Goma eleven people were killed by a bomb at a bus stop."),
    ("Four pensioners die as shell hits Kharkiv bus", "Four pensioners were killed when a Russian shell hit a bus in Kharkiv, medics said. Moscow did not comment."),
]  # fmt: skip


@pytest.mark.parametrize(("headline", "body"), DRAFTS)
def test_what_leads_is_judged_alike_on_every_side(headline, body) -> None:
    ground = proof.shipped_ground()
    draft = {"headline": headline, "dek": "", "body": body, "links": []}
    as_is, turned = (
        {(f.zone, f.confidence) for f in judge.findings(proof.facts_of(one, ground), ["headline", "sentence"])}
        for one in (draft, proof.mirrored(draft, ground.swaps))
    )  # fmt: skip
    assert as_is == turned


def test_a_mirror_shows_where_a_rule_speaks_of_one_side() -> None:
    raw = {**RULE, "structured": {"kind": "forbid", "terms": ["Russian raid"]},
           "must_match": [{"headline": "A Russian raid", "intended": "So it is."}, {"body": "Calm."}],
           "must_not_match": []}  # fmt: skip
    rule = parse_rule("raid", raw["structured"], raw)
    [mirror] = proof.mirrors(rule, raw, GROUND)
    assert (mirror.fires, mirror.fires_swapped, mirror.intended) == (True, False, "So it is.")
    assert mirror.swapped["headline"] == "A Ukrainian raid"


@pytest.mark.parametrize("name", packs.names())
def test_the_packs_say_why_where_they_speak_of_one_side(name) -> None:
    pack = packs.read(name)
    for note in pack["notes"]:
        if note.get("precedence", "framing") == "framing":
            for raw in note["rules"]:
                rule = parse_rule(raw["key"], raw["structured"], raw)
                for mirror in proof.mirrors(rule, raw, proof.ground(pack)):
                    assert mirror.intended, f"{raw['key']}: {mirror.swapped}"


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(15, 18, 61, 94), (0, 0, 0, 100), (10, 10, 72, 100), (0, 10, 0, 28), (50, 100, 40, 60)],
)
def test_the_interval_is_wilsons(part, whole, low, high) -> None:
    known = share(part, whole)
    assert (round(known.low * 100), round(known.high * 100)) == (low, high)
    assert hundred(part, whole) == pytest.approx(known.value * 100)


def test_a_rule_starts_in_shadow_unless_it_is_the_same_as_before() -> None:
    alone = starts(data(), None, None)
    assert set(alone["no-routine"].values()) == {"shadow"}
    raised = {"no-routine": {"submit": "advisory", "approve": "shadow", "publish": "blocking", "update": "shadow"}}  # fmt: skip
    assert starts(data(), data(), raised)["no-routine"] == raised["no-routine"]
    assert starts(data(), data(), None)["no-routine"]["publish"] == "blocking"
    softer = {**RULE, "enforcement": {"publish": "advisory"}}
    assert starts(data(softer), data(), raised)["no-routine"]["publish"] == "advisory"
    other = {**RULE, "structured": {"kind": "forbid", "terms": ["routine"]}}
    assert set(starts(data(other), data(), raised)["no-routine"].values()) == {"shadow"}
