"""The check on hard facts in a piece that lists nothing they rest on."""

import re
from collections.abc import Iterator, Sequence

from desk.policy import known
from desk.policy.checks.base import Check, body_finding
from desk.policy.checks.charged import laid_to_nobody
from desk.policy.checks.deeds import (
    FOUND,
    GRAVE,
    HAPPENED,
    between_credits,
    counts,
    history,
    our_own,
    year_of,
)
from desk.policy.checks.linked import complete
from desk.policy.cued import Cued
from desk.policy.figures.numbers import Number, numbers
from desk.policy.figures.tolls import casualty_figures
from desk.policy.hours import clock, times
from desk.policy.hours.times import WEEKDAY
from desk.policy.letters import needing
from desk.policy.sources.attribution import answered_for
from desk.policy.terms import present
from desk.policy.text import body_sentences, cut, in_quotes, told
from desk.policy.types import STARTS, Confidence, Facts, Finding, Span

TRAIL = re.compile(
    r",\s+(?:(?:the |a |an |its |his |her )?[\w’'-]+(?: [\w’'-]+){0,5}\s)?(?<!been )(?<!were )(?<!was )(?:said|says|told|reported|wrote|according to)\b.*$|,\s+according to\b.*$"
)


# What does harm by itself, and its deed: “a bomb dropped the crossing”, “the flood carried off 210 cars”.
DOES_HARM = re.compile(
    r"\b(?:bombs?|missiles?|drones?|shells?|rockets?|mines?|mortars?|artillery|floods?|river|waters?|surge|waves?|fires?|blazes?|storms?|cyclone|hurricane|typhoon|tornado|quakes?|"
    r"earthquake|tremors?|landslides?|mudslides?|avalanche|blasts?|explosions?|eruption|lava|train|tram|bus|lorry|truck|ferry|boat|plane|helicopter|gunmen|raiders|troops|soldiers|militia)\b"
    r"(?:\s(?:of|on|in|from|with|carrying|bound for)\s[^,.;]{1,60}?)?\s(?:[a-z]+ly\s|had |has |have )?(?:dropped|broke|carried|swept|took|drowned|left|cut|sank|fell|tore|blew|knocked|burst|threw|buried|ran|went|came|brought|flattened|\w{2,}ed)\b",
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
        bare = sorted({*between_credits(facts), *laid_to_nobody(facts)}, key=STARTS)
        bare = [] if bare and of_a_game(facts.body.text) else bare
        yield from (body_finding(facts, span, "Nobody is named for this.", confidence=Confidence.UNSURE) for span in bare)  # fmt: skip
        return
    if of_a_game(facts.body.text):
        return
    if "story" in facts.known and "whole-body" in facts.known and len(facts.body.text) < 40:
        return
    whole = complete(facts)
    now = year_of(facts)
    told_so = told(facts.body, hard) if whole else told(facts.body, claims)
    found = [pair for pair in told_so if not long_past(pair[1], now)]
    # What was found once is found again and again in one piece: the first of it is enough.
    once = next((pair for pair in found if findings(pair[1])), None)
    found = [pair for pair in found if pair == once or not findings(pair[1])]
    if len(found) < 2 and whole and not any(known.each(facts.body, our_own)):
        found = first_news(facts, now, found)
    found = list(from_the_lede(facts, found)) if whole else found
    for sentence, said in found[: AT_MOST if whole else 1]:
        end = TRAIL.search(said)
        stop = sentence.start + (end.start() if end else len(said.rstrip(".")))
        yield body_finding(facts, Span(sentence.start, stop), "Nothing is listed that this rests on.")  # fmt: skip


def long_past(said: str, now: int | None) -> bool:
    """Whether a sentence tells of years before the piece; a year since which something lasts is none."""
    return history(SINCE.sub(" ", said), now)


SINCE = re.compile(r"\bsince (?:19|20)\d\d\b")


DONE_TO = re.compile(r"\b(?:was|were|had been|been|is) (?:\w+ly )?(?:taken|seized|dragged|shot|killed|beaten|stabbed|attacked|robbed|raped|abducted|kidnapped|hit|struck|crushed|burned|burnt|hanged|thrown|pushed|led|forced|poisoned)\b")  # fmt: skip


def first_news(facts: Facts, now: int | None, found: list[tuple[Span, str]]) -> list[tuple[Span, str]]:  # fmt: skip
    """The first news of a piece in which nothing hard was found, or what was done to somebody before the one thing that was."""
    every = [pair for pair in told(facts.body, news) if not long_past(pair[1], now)]
    done_to = bool(every) and DONE_TO.search(every[0][1])
    first = (every if done_to else [pair for pair in every if placed(pair[1])] or every)[:1]
    if not found:
        sure = first and (placed(first[0][1]) or DONE_TO.search(first[0][1]))
        return first if sure else bare_facts(facts, now) or first
    earlier = first and first[0][0].start < found[0][0].start and DONE_TO.search(first[0][1])
    return first if earlier else found


def from_the_lede(facts: Facts, found: Sequence[tuple[Span, str]]) -> Sequence[tuple[Span, str]]:
    """The one claim of a piece where it stands first: what follows a lede that nobody answers for goes on about it."""
    first = body_sentences(facts.body)[:1] if len(found) == 1 and not findings(found[0][1]) else ()
    said = cut(facts.body.text, first[0]) if first else ""
    top = facts.headline.text if facts.headline else ""
    if opens_bare(said) or (of_its_day(said) and GRAVE_MATTER.search(top) and not DONE_TO.search(found[0][1])):  # fmt: skip
        return [(first[0], said)]
    return found


def opens_bare(said: str) -> bool:
    """Whether a sentence tells with its day and a figure what happened, and gives it to nobody."""
    return of_its_day(said) and any(counts(n) and not at_an_hour(said, n) for n in numbers(said))


def of_its_day(said: str) -> bool:
    """Whether a sentence tells what happened on its day, and gives it to nobody."""
    return bool(PAST.search(said) and OF_A_DAY.search(said)) and not answered_for(said)


AT_AN_HOUR = re.compile(r"\b(?:at|by|until|till|from|before|after|past|to|around|about) (?:half |quarter )?(?:past |to )?$")  # fmt: skip


def at_an_hour(said: str, number: Number) -> bool:
    """Whether a number may be an hour: “at nine”; “about 500” is none."""
    return number.value <= LAST_HOUR and AT_AN_HOUR.search(said[: number.start]) is not None


LAST_HOUR = 24
# “Rovers hit back on 63 minutes”: a game has strikers, shots and killing passes, and whoever reports it was there.
GAME = re.compile(
    r"\b(?:half-time|full-time|(?:first|second) half|added time|stoppage time|extra time|penalt(?:y|ies)|equali[sz]ers?|goalkeepers?|"
    r"midfielders?|strikers?|wickets?|innings|overs|balls|one-day|middle order|captain|unbeaten|batsm[ae]n|batters?|bowlers?|tie-?break|match points?|hat-trick|"
    r"scorers?|scored|head(?:ed|er)|offside|league|kick-?off|coach|referee|runner-up|semi-?finals?|quarter-?finals?)\b",
    re.IGNORECASE,
)
NO_GAME = re.compile(
    r"\b(?:kill(?:ed|s|ing) \d|were killed|was killed|died|\d dead|found dead|the dead|wounded|bomb\w*|missiles?|explo\w+|shell(?:ed|ing)|drones?|gunm[ae]n|shooting|stabb\w+|collapsed?|crush\w*)\b",
    re.IGNORECASE,
)


def of_a_game(text: str) -> bool:
    """Whether a piece tells a game: three of its words, and none of harm done at it."""
    return len({m.lower() for m in GAME.findall(text)}) >= 3 and not NO_GAME.search(text)


def placed(said: str) -> bool:
    """Whether a sentence has a day, or a figure that somebody has counted."""
    return bool(OF_A_DAY.search(said) or times.dates(said, 2000)) or any(n.value >= MANY and counts(n) and not at_an_hour(said, n) for n in numbers(said))  # fmt: skip


MANY = 10
# Who writes of himself, of what he has seen on a stage, or of a life that is over, needs no link.
OF_ONES_OWN = re.compile(r"\b(?:I|[Mm]y|[Ww]e|[Oo]ur|us|mine)\b|★|\b(?:has|have) died(?:,| at| aged)|, who died\b|\binterview\b")  # fmt: skip


def bare_facts(facts: Facts, now: int | None) -> list[tuple[Span, str]]:
    """The first counted fact of a day or a season, in a piece that nobody speaks for and whose writer was not there."""
    if any(known.each(facts.body, of_ones_own)):
        return []
    return [pair for pair in told(facts.body, counted_fact) if not long_past(pair[1], now)][:1]


def of_ones_own(text: str) -> bool:
    """Whether a block is told by who writes it, outside of quotations."""
    return any(not in_quotes(text, Span(*m.span())) for m in OF_ONES_OWN.finditer(text))


def counted_fact(said: str) -> bool:
    """Whether a sentence tells what was done, with a figure of ten or more and a day, a price or a time since when."""
    if said.endswith("?") or SUPPOSED.search(said) or said[:1] in "“\"‘'«" or not PAST.search(said) or answered_for(said):  # fmt: skip
        return False
    return OFTEN.search(said) is None and DATED.search(said) is not None and any(n.value >= MANY and counts(n) and not at_an_hour(said, n) for n in numbers(said))  # fmt: skip


DATED = re.compile(rf"{OF_A_DAY.pattern}|\b(?:since|so far|last (?:week|month|year)|this (?:week|month|year)|in (?:{times.MONTH}))\b")  # fmt: skip
OFTEN = re.compile(r"\b(?:would|should|could|might|ought|let us|you)\b")


PAST = re.compile(
    r"\b(?:was|were|had|has|have|did|ran|went|came|took|gave|sent|said|told|won|lost|left|broke|fell|rose|cut|set|put|shut|held|found|made|met|began|became|grew|paid|sold|bought|led|drew|struck|sank|stood|kept|brought|caught|built|threw|blew|flew|spent|sought|[a-z]{3,}ed)\b"
)
# What is reported of crimes, courts, wars, disasters and sickness; a council’s vote and a play’s first night may stand alone.
GRAVE_MATTER = re.compile(
    r"\b(?:prosecut\w+|police|prison\w*|jail\w*|courts?|trials?|judges?|sentenc\w+|arrest\w*|detain\w*|charged|accus\w+|guilty|murder\w*|stabb\w+|robb\w+|army|soldiers?|troops|rebels?|gunmen|militia\w*|shell(?:s|ed|ing)|mortars?|drones?|missiles?|bomb\w*|rockets?|explo\w+|blasts?|attack\w*|raid\w*|fires?|flood\w*|quakes?|earthquakes?|landslides?|ferry|ferries|tankers?|freighters?|trawlers?|derail\w*|crash\w*|collaps\w+|capsiz\w+|aground|outbreaks?|virus|infect\w+|cholera|measles|ebola|hospital\w*|patients?|poison\w*|leak\w*|spill\w*|refugees?|migrants?|deport\w*|ballot boxes|fraud|brib\w+|smuggl\w+|cocaine|heroin|weapons?|hostages?|kidnap\w*|abduct\w*|evacuat\w+|dragged|beaten|gunpoint|ransom\w*|masked|armed|handcuff\w*|blindfold\w*|threaten\w*|assault\w*|loot\w*|riot\w*|curfews?|ceasefire|alight|ablaze|blazes?|wildfires?|burn(?:ed|t|ing)|gutted|destroyed|demolished|flattened|stranded|rescued|drown\w*|dead|killed|wounded|injur\w+|stole\w*|fatal\w*|homeless|famine|bankrupt\w*|embezzl\w+)\b",
    re.IGNORECASE,
)
SUPPOSED = re.compile(r"^(?:If|Suppose|Imagine|Should|When you|Were|Let|Say|Perhaps|Maybe)\b|\b(?:would|might) have\b")  # fmt: skip


def news(said: str) -> bool:
    """Whether a sentence tells what happened, with its day, its hour or a figure: what any reader would ask a source for."""
    if said.endswith("?") or SUPPOSED.search(said) or said[:1] in "“\"‘'«" or not PAST.search(said):
        return False
    if answered_for(said) or not GRAVE_MATTER.search(said):
        return False
    hour = re.search(r"\d", said) and clock.hours(said, 2000)  # “by noon” is no anchor
    dated = OF_A_DAY.search(said) or times.dates(said, 2000) or hour
    return bool(dated) or any(counts(n) for n in numbers(said))


# What gives a claim to all the world or to no one.
NOBODYS_WORD = Cued(
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


@needing(NOBODYS_WORD.letters)
def nobodys(said: str) -> bool:
    """Whether a sentence gives a figure or a charge to nobody."""
    if NOBODYS_WORD.search(said) is None:
        return False
    left = NOBODYS_WORD.pattern.sub(" ", said)
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
    dated = (
        clock.hours(said, 2000)
        or times.dates(said, 2000)
        or (OF_A_DAY.search(said) and STRUCK.search(said) and not our_own(said))
    )
    return bool(dated) or any(n.value >= 10 for n in numbers(said))


# “A drone came down on the bus stop on Sunday”: a day is enough, where it is a weapon that did it.
STRUCK = re.compile(
    r"\b(?:bombs?|missiles?|drones?|shells?|rockets?|land ?mines?|mortars?|artillery|gunmen)\b[^.;]{0,80}?\b(?:hit|struck|killed|destroyed|exploded|slammed|crashed|ripped|tore|fell|burned|burnt|came down|came through|blew|broke|wrecked|damaged|flattened|levelled|set fire|opened fire|fired on|shelled|pierced|gutted)\b",
    re.IGNORECASE,
)


def findings(said: str) -> bool:
    """Whether a sentence tells on its day, or with a figure, what was found by a laboratory or a court, or accuses."""
    if claims(said):
        return False
    accused = GRAVE.search(said) and not answered_for(TOLD_NOBODY.sub(" ", said))
    if not accused and (not FOUND.search(said) or answered_for(said)):
        return False
    return bool(OF_A_DAY.search(said) or times.dates(said, 2000) or clock.hours(said, 2000) or numbers(said))  # fmt: skip


CHECKS = [
    Check(
        "uncited-claim",
        "An attack with its hour or toll, and nothing listed.",
        "Nobody can check it.",
        "Cite the item it rests on.",
        uncited_claim,
    ),
]
