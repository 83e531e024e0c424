"""Rules of every kind in other wordings and with other parameters than the examples, each with drafts."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desk.policy import cli, packs
from desk.policy.kinds import KINDS
from desk.policy.rules import RuleError, parse_rule

NOW = datetime(2026, 7, 2, 8, tzinfo=UTC)


def fires(structured: dict, draft: dict, **more) -> bool:
    rule = parse_rule("r", structured)
    facts = packs.draft_facts(draft, packs.all_sources(), {})
    if more:
        facts = replace(facts, **more)
    return any(True for _ in KINDS[rule.kind].look(facts, rule.params))


def body(text: str, **more) -> dict:
    return {"body": text, **more}


@pytest.mark.parametrize(
    ("structured", "yes", "no"),
    [
        ({"kind": "forbid", "terms": ["our (troops|boys)"]}, body("She praised our boys."), body("Four troops were hurt.")),
        ({"kind": "forbid", "terms": ["mobs?", "overdos(e|ed|ing)"]}, body("She overdosed."), body("The mobile network was off.")),
        ({"kind": "forbid", "terms": ["café", "élite*"]}, body("The café was shut."), body("The cafés were shut.")),
        ({"kind": "forbid", "terms": ["élite*"]}, body("The élites met."), body("The elite met.")),
        ({"kind": "forbid", "terms": ["русский мир", "спецоперац*"]}, body("Так звана спецоперація триває."), body("Операція триває.")),
        ({"kind": "prefer", "swap": {"Ґданськ": "Gdańsk"}}, body("У місті Ґданськ тихо."), body("Ґданська затока.")),
        ({"kind": "consistent", "either": {"El Niño": "ENSO"}}, body("El Niño is here. ENSO is here."), body("El Niños are here. ENSO is here.")),
        ({"kind": "consistent", "numbers": "@death_toll", "zones": ["dek", "body"]}, body("Nine people were killed.", dek="Ten people killed", headline="Nine killed"), body("Nine people were killed.", dek="Nine people killed", headline="Ten killed")),
        ({"kind": "consistent", "numbers": "@death_toll"}, body("Nine people were killed.", dek="Ten people killed"), body("Nine people were killed and ten hurt.", dek="Nine people killed")),
        ({"kind": "consistent", "numbers": "@civilian_harm"}, body("Five were killed. Nine people were wounded.", dek="Twelve people wounded", headline="Five people killed"), body("Five were killed. Twelve people were wounded.", dek="Twelve people wounded", headline="Five people killed")),
        ({"kind": "consistent", "numbers": "@interception_tally", "zones": ["headline", "body"]}, body("It intercepted 30 of 40 drones.", headline="Army says 33 of 40 drones were intercepted"), body("It shot down 33 of 40 drones.", headline="Army says 33 of 40 drones were intercepted")),
        ({"kind": "require", "when": "factual", "pattern": ["@attribution"], "zone": "each sentence:1-3"}, body("The tower fell. Why?"), body("The tower fell, police said. Why?")),
        ({"kind": "require", "when": "@death_toll", "pattern": ["@attribution"], "zone": "each sentence:1-3"}, body("Rain fell. Nine people were killed."), body("Rain fell on 40 villages. Nine people were killed, police said.")),
        ({"kind": "sourcing", "zone": "paragraph:1", "forbid_only": "class:state-ru"}, body("Halls were shut, according to both Tass and RIA Novosti."), body("Halls were shut, according to both Tass and Reuters.")),
        ({"kind": "provenance", "code": "elapsed-time-slip", "anchors": {"war in Sudan": "2023-04-15"}}, body("More than four years into the war in Sudan, no boats are left (story dated 20 May 2026)."), body("Three years into the war in Sudan, no boats are left (story dated 20 May 2026).")),
        ({"kind": "forbid", "terms": ["slam*", "war of words"]}, body("The minister slammed the bill."), body("The door of the Slade was open.")),
        ({"kind": "forbid", "terms": "illegals", "unless": ["in-quote"]}, body("Illegals crossed."), body("“Illegals”, he called them.")),
        ({"kind": "forbid", "terms": ["cleansed"], "unless": ["attributed"]}, body("The town was cleansed."), body("The town was cleansed, the ministry said.")),
        ({"kind": "forbid", "terms": ["miracle"], "unless": ["negated"]}, body("It was a miracle."), body("It was no miracle.")),
        ({"kind": "forbid", "terms": ["regime"], "unless": ["proper-name", "regime change"]}, body("The regime fell."), body("They spoke of regime change.")),
        ({"kind": "forbid", "terms": ["guilty of"], "unless": ["convicted"]}, body("He is guilty of theft."), body("He was convicted and is guilty of theft.")),
        ({"kind": "forbid", "terms": ["exclusive"], "zones": ["headline"]}, {"headline": "Exclusive: the vote", "body": "x"}, body("An exclusive club.")),
        ({"kind": "forbid", "terms": ["\\?$"], "zones": ["headline", "dek"]}, {"headline": "Is this peace?", "body": "x"}, {"headline": "Peace", "body": "Why?"}),
        ({"kind": "forbid", "terms": ["today"], "zones": ["sentence:2-3"]}, body("One. Two today. Three."), body("One today. Two. Three. Four today.")),
        ({"kind": "forbid", "terms": ["devastat*"], "zones": ["paragraph:1"]}, body("A devastating loss.\n\nMore."), body("A loss.\n\nDevastating, all told.")),
        ({"kind": "forbid", "terms": ["alien"], "when": "border in headline"}, {"headline": "At the border", "body": "An alien."}, {"headline": "In space", "body": "An alien."}),
        ({"kind": "prefer", "swap": {"Bombay": "Mumbai"}, "unless": ["Bombay High Court"]}, body("In Bombay it rained."), body("The Bombay High Court sat.")),
        ({"kind": "prefer", "swap": {"fire fighter": "firefighter"}}, body("A fire fighter came."), body("A firefighter came.")),
        ({"kind": "prefer", "swap": {"the Sudan": "Sudan"}, "unless": ["followed-by-noun", "in-quote"]}, body("In the Sudan, rain fell."), body("On the Sudan border rain fell.")),
        ({"kind": "prefer", "swap": {"claims": "says"}, "unless": ["disputed"]}, body("He claims it rained."), body("He claims it rained, without evidence.")),
        ({"kind": "require", "when": "poll(s)?", "pattern": ["margin of error", "sample of"], "within": "paragraph"}, body("A poll has her ahead.\n\nA sample of 900."), body("A poll has her ahead. It had a sample of 900.")),
        ({"kind": "require", "when": "magnitude", "pattern": ["USGS", "seismolog*"], "within": "sentence±1"}, body("A quake of magnitude 5. It was night. The USGS said so."), body("A quake of magnitude 5. The USGS said so.")),
        ({"kind": "require", "when": "suicide", "pattern": ["helpline"], "unless": ["suicide (drone|bomber)s?"], "zone": "body"}, body("His suicide shook the town."), body("A suicide drone hit the silo.")),
        ({"kind": "require", "when": "leaked", "pattern": ["authentic\\w*", "verif\\w*"], "within": "3 sentences"}, body("A leaked memo. One. Two. It was verified."), body("A leaked memo. One. It was verified.")),
        ({"kind": "require", "when": "ceasefire in headline", "pattern": ["since", "violat\\w+"], "zone": "paragraph:1-2"}, {"headline": "Ceasefire holds", "body": "All quiet."}, {"headline": "Ceasefire holds", "body": "All quiet since noon."}),
        ({"kind": "require", "when": "words>5", "pattern": ["Correction"], "zone": "footer"}, body("One two three four five six."), body("One two three four five six. Correction: seven.")),
        ({"kind": "attribute", "claim": "(will|would) (cost|lose)", "to": "any", "within": "sentence"}, body("It will cost two million."), body("It will cost two million, the council said.")),
        ({"kind": "attribute", "claim": "chemical weapons?", "to": ["OPCW", "inspectors"], "within": "sentence±1"}, body("Chemical weapons were used, he said."), body("Chemical weapons were used. OPCW staff saw it.")),
        ({"kind": "attribute", "claim": "@death_toll", "to": ["ministry", "hospital"], "within": "paragraph"}, body("Nine people were killed.\n\nThe hospital said so."), body("Nine people were killed. It was noon. The hospital said so.")),
        ({"kind": "attribute", "claim": "corrupt", "to": "any", "within": "zone"}, body("The corrupt mayor left."), body("The corrupt mayor left. So the court said.")),
        ({"kind": "lead", "first": "@people", "before": ["@prices"], "zones": ["sentence:1-2"]}, body("Oil prices rose. Residents fled."), body("Residents fled as oil prices rose.")),
        ({"kind": "lead", "first": ["flood", "rain"], "before": ["minister"], "zones": ["headline"]}, {"headline": "Minister visits flood", "body": "x"}, {"headline": "Flood: minister visits", "body": "x"}),
        ({"kind": "sourcing", "zone": "sentence:1-2", "forbid_first": "class:aggregator"}, body("BRICS News reported a blast. Reuters said so too."), body("Reuters reported a blast. BRICS News said so too.")),
        ({"kind": "sourcing", "zone": "sentence:1-3", "need_first": ["class:official"]}, body("Reuters reported a blast."), body("The United Nations reported a blast.")),
        ({"kind": "sourcing", "when": "coup", "min_owners": 2}, body("A coup began.", links=["https://www.reuters.com/world/a-coup-2026-01-02/"]), body("A coup began.", links=["https://www.reuters.com/world/a-coup-2026-01-02/", "https://apnews.com/article/coup-1a2b3c"])),
        ({"kind": "consistent", "either": {"strait": "channel"}}, body("The strait is shut. The channel is deep."), body("The strait is shut.")),
        ({"kind": "consistent", "numbers": "@death_toll", "zones": ["headline", "body"]}, {"headline": "Nine killed", "body": "Ten people were killed."}, {"headline": "Nine killed", "body": "Nine people were killed and ten hurt."}),
        ({"kind": "limit", "measure": "words", "zone": "headline", "max": 4}, {"headline": "One two three four five", "body": "x"}, {"headline": "One two", "body": "x"}),
        ({"kind": "limit", "measure": "matches:!", "zone": "all", "max": 0}, body("Stop!"), body("Stop.")),
        ({"kind": "limit", "measure": "chars", "zone": "dek", "min": 10}, {"dek": "Short", "body": "x"}, {"dek": "Long enough a dek", "body": "x"}),
        ({"kind": "provenance", "code": "proxy-link"}, body("x", links=["https://nitter.net/a/status/2034456677889900112"]), body("x", links=["https://x.com/a/status/2034456677889900112"])),
        ({"kind": "provenance", "code": "date-slip"}, body("On Monday, 1 July 2026 it rained."), body("On Wednesday, 1 July 2026 it rained.")),
        ({"kind": "judgement", "checklist": "Did we ask the family?", "cue": ["funeral", "buried"]}, body("He was buried."), body("He was born.")),
        ({"kind": "judgement", "checklist": "Is the number of both sides given?", "cue": ["exchange of bodies"]}, body("An exchange of bodies took place."), body("An exchange of bodies gave back 12.")),
    ],
)  # fmt: skip
def test_a_rule_fires_and_keeps_silent(structured, yes, no) -> None:
    assert fires(structured, yes)
    assert not fires(structured, no)


PLAIN = {"kind": "forbid", "terms": ["toll"]}


@pytest.mark.parametrize(
    ("when", "more", "holds"),
    [
        ("story_age<12h", {"published_at": NOW - timedelta(hours=3), "now": NOW}, True),
        ("story_age<12h", {"published_at": NOW - timedelta(hours=30), "now": NOW}, False),
        ("story_age>90m", {"published_at": NOW - timedelta(hours=3), "now": NOW}, True),
        ("format:feature", {"format": "feature"}, True),
        ("format:feature", {"format": "brief"}, False),
        ("image:graphic", {"images": ("graphic caption",)}, True),
        ("image:graphic", {"images": ("map",)}, False),
        ("revision:after-publish", {"revision": "after-publish"}, True),
        ("fact-changed", {"extra": {"fact-changed": True}}, True),
        ("fact-changed", {}, False),
        ("words>3 & toll", {}, True),
        ("words<3", {}, False),
    ],
)
def test_each_atom_of_the_grammar(when, more, holds) -> None:
    facts = {"extra": {}, **more}
    assert fires({**PLAIN, "when": when}, body("The toll is not known."), **facts) is holds


def test_a_wording_falls_asleep_at_its_hour() -> None:
    rule = {**PLAIN, "until": "2026-07-02T07:00Z"}
    assert fires(rule, body("The toll."), now=NOW - timedelta(hours=2))
    assert not fires(rule, body("The toll."), now=NOW)


@pytest.mark.parametrize("when", ["word>3", "words>3h", "format=x", "images:x", "tide(high)", "@no_list in dek", "mood:good"])  # fmt: skip
def test_an_atom_outside_the_grammar_is_an_error_in_words(when) -> None:
    with pytest.raises(RuleError, match=r"condition|list"):
        parse_rule("r", {**PLAIN, "when": when})


def test_rules_of_a_hand_that_never_saw_the_code() -> None:
    """Sixty rules with 259 drafts, written from the contract alone; 250 were right at first run."""
    lines = list(cli.test_rules(str(Path(__file__).with_name("rules-n.jsonl"))))
    assert not [line["id"] for line in lines if line["state"] == "not-built"]
    drafts = [draft for line in lines for draft in line["drafts"]]
    right = [draft for draft in drafts if draft["fired"] is (draft["list"] == "must_match")]
    assert len(drafts) == 259
    assert len(right) >= 0.99 * len(drafts)
