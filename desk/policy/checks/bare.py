"""The check on hard facts in a piece that lists nothing they rest on."""

import re
from collections.abc import Iterator

from desk.policy import clock, times
from desk.policy.attribution import answered_for
from desk.policy.checks.base import Check, body_finding
from desk.policy.checks.linked import complete
from desk.policy.cued import Cued
from desk.policy.numbers import numbers
from desk.policy.terms import present
from desk.policy.text import told
from desk.policy.times import WEEKDAY
from desk.policy.tolls import casualty_figures
from desk.policy.types import Confidence, Facts, Finding, Span

HAPPENED = re.compile(
    r"\b(?:hit|struck|killed|destroyed|landed|exploded|slammed|crashed|ripped|tore|fell|collapsed|burned|erupted|opened fire|shelled|bombed|attacked|"
    r"rammed|detonated|levelled|leveled|injured|wounded|arrested|detained|abducted|shot|fired|swept|derailed|sank|capsized)\b",
    re.IGNORECASE,
)
TRAIL = re.compile(
    r",\s+(?:(?:the |a |an |its |his |her )?[\w’'-]+(?: [\w’'-]+){0,5}\s)?(?:said|says|told|reported|wrote|according to)\b.*$|,\s+according to\b.*$"
)


# What does harm by itself, and its deed: “a bomb dropped the crossing”, “the flood carried off 210 cars”.
DOES_HARM = re.compile(
    r"\b(?:bombs?|missiles?|drones?|shells?|rockets?|mines?|mortars?|artillery|floods?|river|waters?|surge|waves?|fires?|blazes?|storms?|cyclone|hurricane|typhoon|tornado|quakes?|"
    r"earthquake|tremors?|landslides?|mudslides?|avalanche|blasts?|explosions?|eruption|lava|train|tram|bus|lorry|truck|ferry|boat|plane|helicopter|gunmen|raiders|troops|soldiers|militia)\b"
    r"(?:\s(?:of|on|in|from|with|carrying|bound for)\s[^,.;]{1,60}?)?\s(?:[a-z]+ly\s|had |has |have )?(?:dropped|broke|carried|swept|took|drowned|left|cut|sank|fell|tore|blew|knocked|burst|threw|buried|ran|went|came|brought|flattened|\w{2,}ed)\b",
    re.IGNORECASE,
)
# What a laboratory, a court or a police finds: nobody knows it of himself.
FOUND = re.compile(
    r"\b(?:tested (?:positive|negative)|(?:was|were|came back|proved|is|are) (?:positive|negative) for|samples? (?:\w+ ){0,3}?(?:showed|contained|reached|confirmed)|contracted|infected with|quarantined|"
    r"(?:cases?|patients?|contacts?|infections?) (?:was|were|have been|had been|has been) (?:confirmed|recorded|registered|detected|traced|listed|found|isolated)|"
    r"(?:was|were|has been|have been|had been) (?:sentenced|convicted|acquitted|indicted|remanded|extradited|charged with|found guilty|arrested|detained|deported|dismissed|seized|impounded)|pleaded (?:not )?guilty)\b",
    re.IGNORECASE,
)
# What a piece accuses somebody of: money moved, papers forged, people not told.
GRAVE = Cued(
    r"\b(?:bribe[sd]?|bribery|embezzl\w+|launder(?:ed|ing)|siphon\w*|kickbacks?|forged|falsified|smuggled|stole|stolen|looted|defrauded|blackmailed|extorted|poisoned|cover(?:ed)? (?:it |this )?up|hushed up|concealed|destroyed the (?:file|evidence|records|papers)|"
    r"told (?:nobody|no one|none of)|never told|without telling|fled the country|left the country|(?:police|officers|agents|detectives) (?:came|searched|raided|arrived)|(?:a |the |his |her )?warrant (?:was|had been|has been)|"
    r"(?:moved|wired|shifted|transferred|sent|paid)\s(?:[\w.,]+ ){1,4}?(?:out|abroad|offshore|into (?:an? |his |her |their )?(?:private )?accounts?|to an account|through a bank)|(?:had|have|has) (?:the |[\w.]+ )(?:\w+ ){0,3}?moved to|cut (?:off )?the (?:water|power|gas|heat|supply|light)|left (?:open|unguarded|unrepaired|to die))\b",
    re.IGNORECASE,
)
TOLD_NOBODY = re.compile(
    r"\b(?:told|telling) (?:nobody|no one|none)\b|\bnever told\b", re.IGNORECASE
)
OF_A_DAY = re.compile(
    rf"\b(?:on|since|until|early|late|by) {WEEKDAY}\b|\b(?:yesterday|overnight|last night|this (?:morning|afternoon|evening|week))\b"
)
AT_MOST = 3


def uncited_claim(facts: Facts) -> Iterator[Finding]:
    """An attack or a disaster with its hour, its day or its toll in a piece that lists nothing at all."""
    if "links" not in facts.known or facts.citations or not facts.body.text.strip():
        return
    if facts.links:
        yield from given_to_nobody(facts)
        return
    if of_a_game(facts.body.text):
        return
    if "story" in facts.known and "whole-body" in facts.known and len(facts.body.text) < 40:
        return
    whole = complete(facts)
    now = facts.published_at.year if facts.published_at else None
    told_so = told(facts.body, hard) if whole else told(facts.body, claims)
    found = [pair for pair in told_so if not history(pair[1], now)]
    # What was found once is found again and again in one piece: the first of it is enough.
    once = next((pair for pair in found if findings(pair[1])), None)
    found = [pair for pair in found if pair == once or not findings(pair[1])]
    for sentence, said in found[: AT_MOST if whole else 1]:
        end = TRAIL.search(said)
        stop = sentence.start + (end.start() if end else len(said.rstrip(".")))
        yield body_finding(facts, Span(sentence.start, stop), "Nothing is listed that this rests on.")  # fmt: skip


# “Rovers hit back on 63 minutes”: a game has strikers, shots and killing passes, and whoever reports it was there.
GAME = re.compile(
    r"\b(?:half-time|full-time|(?:first|second) half|added time|stoppage time|extra time|penalt(?:y|ies)|equali[sz]ers?|goalkeepers?|"
    r"midfielders?|strikers?|wickets?|innings|unbeaten|batsm[ae]n|batters?|bowlers?|tie-?break|match points?|hat-trick|"
    r"scorers?|scored|head(?:ed|er)|offside|league|kick-?off|coach|referee|runner-up|semi-?finals?|quarter-?finals?)\b",
    re.IGNORECASE,
)
NO_GAME = re.compile(
    r"\b(?:kill(?:ed|s|ing) \d|were killed|was killed|dead|wounded|bomb\w*|missiles?|explo\w+|shell(?:ed|ing)|drones?|gunm[ae]n|shooting|stabb\w+|collapsed?|crush\w*)\b",
    re.IGNORECASE,
)


def of_a_game(text: str) -> bool:
    """Whether a piece tells a game: three of its words, and none of harm done at it."""
    return len({m.lower() for m in GAME.findall(text)}) >= 3 and not NO_GAME.search(text)


# What gives a claim to all the world or to no one.
NOBODYS_WORD = re.compile(
    r"\b(?:[Ii]t (?:has been|is|was) (?:long |well |now |widely )?(?:established|known|understood|common knowledge|no secret|an open secret|a (?:well[- ]known|studied|proven|known|plain|settled) fact)\b(?! (?:as|for|how|why|whether|who|when|where|by|to (?:be|the|us|this|have)\b|in))|[Aa]s (?:everybody|everyone|anybody|all the world|the whole \w+) knows|(?:[Ee]verybody|[Ee]veryone) (?:here )?knows|[Rr]umou?r has it|[Ww]ord (?:is|has it) that|[Nn]eedless to say)"
)


def given_to_nobody(facts: Facts) -> Iterator[Finding]:
    """A figure or a charge that a piece with sources gives to nobody: “it has been established that”."""
    for sentence, said in told(facts.body, nobodys)[:AT_MOST]:
        span = Span(sentence.start, sentence.start + len(said.rstrip(".")))
        yield body_finding(
            facts,
            span,
            "Who established it? Nobody is named for this.",
            confidence=Confidence.UNSURE,
        )


def nobodys(said: str) -> bool:
    """Whether a sentence gives a figure or a charge to nobody."""
    left = NOBODYS_WORD.sub(" ", said)
    if left == said:
        return False
    charged = GRAVE.search(left) or BOUGHT.search(left) or numbers(left)
    return bool(charged) and not answered_for(left)


BOUGHT = Cued(
    r"\b(?:payroll|sold (?:off|on)|bought off|rigged|fixed|dumped|faked|paid off|pocketed|skimmed|lied|cheated|spied|tapped)\b"
)


def claims(said: str) -> bool:
    """Whether a sentence states an attack with its figures, or people harmed."""
    event = numbers(said) and (HAPPENED.search(said) or present("attack_event", said))
    return not said.endswith("?") and bool(casualty_figures(said) or event)


def hard(said: str) -> bool:
    """The same, or what a bomb, a flood or a train did, with an hour, a day or a figure, told by nobody."""
    if claims(said):
        return True
    if said.endswith("?"):
        return False
    if answered_for(said) or not DOES_HARM.search(said):
        return findings(said)
    dated = clock.hours(said, 2000) or times.dates(said, 2000)
    return bool(dated) or any(n.value >= 10 for n in numbers(said))


def findings(said: str) -> bool:
    """Whether a sentence tells on its day, or with a figure, what was found by a laboratory or a court, or accuses."""
    if claims(said):
        return False
    accused = GRAVE.search(said) and not answered_for(TOLD_NOBODY.sub(" ", said))
    if not accused and (not FOUND.search(said) or answered_for(said)):
        return False
    return bool(OF_A_DAY.search(said) or times.dates(said, 2000) or clock.hours(said, 2000) or numbers(said))  # fmt: skip


def history(said: str, now: int | None) -> bool:
    """Whether a sentence tells of years before the piece."""
    years = [int(y) for y in re.findall(r"\b(?:1[6-9]|20)\d\d\b", said)]
    return now is not None and bool(years) and all(y < now for y in years)


CHECKS = [
    Check(
        "uncited-claim",
        "An attack with its hour or toll, and nothing listed.",
        "Nobody can check it.",
        "Cite the item it rests on.",
        uncited_claim,
    ),
]
