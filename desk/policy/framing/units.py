"""What is read of a piece: its headline, dek and first sentences, and what they plainly tell."""

from collections.abc import Sequence
from functools import lru_cache

from desk.policy.patterns import compiled
from desk.policy.terms import present
from desk.policy.text import body_sentences, cut
from desk.policy.types import Facts, Span, ZoneKind, ZoneText
from desk.policy.values import record

READ = 6  # sentences of the body
DENIED = (
    r"\b(?:nobody|no one|none)\b[^.;]{0,30}\b(?:hurt|injured|killed|harmed|wounded|died|dead)\b"
    r"|\bno (?:reports? of )?(?:casualties|injuries|deaths|victims|fatalities)\b"
)
HARMED = r"\b(?:were|was|are|is|left|leaving|killing|injuring|wounding) (?:\w+ ){0,3}?(?:killed|injured|wounded|displaced|homeless|evacuated|without)\b|\b(?:died|fled|killed \d+)\b"


@record
class Unit:
    """A headline, a dek or a sentence: its zone, its span there, and its words."""

    zone: ZoneText
    span: Span
    text: str


def being_typed(facts: Facts, zone: ZoneText, span: Span) -> bool:
    """Whether somebody types in a sentence at this moment."""
    if facts.caret is None or facts.caret[0] is not zone.kind:
        return False
    return span.start <= facts.caret[1] <= span.end


def units_of(facts: Facts) -> list[Unit]:
    """Headline, dek and the first sentences of the body."""
    found: list[Unit] = []
    for zone in (facts.headline, facts.dek):
        if zone and zone.text.strip():
            span = Span(0, len(zone.text))
            found.append(Unit(zone, span, zone.text.strip()))
    first = body_sentences(facts.body)[:READ]
    return [*found, *(Unit(facts.body, span, cut(facts.body.text, span)) for span in first)]


@lru_cache(maxsize=2048)
def soldiers_only(text: str) -> bool:
    """Whether the dead of a sentence are soldiers and nobody else is named."""
    return present("military_death", text) and not present("people", text)


# Those who fell as fighters, where nobody calls them soldiers: “killed in its ranks”, “died at the front”.
FELL = (
    r"\b(?:killed|died|dead|fallen|fell|wounded|lost|deaths|casualties)\b[^.;,]{0,40}?\b"
    r"(?:(?:in|within|from|among) (?:its|their|the|his|our) (?:own )?ranks\b|in (?:action|combat|battle)\b|(?:while|as they were) (?:fighting|serving)\b|"
    r"fighting (?:for|in|on|against|alongside)\b|(?:at|on) the front(?:[ -]?lines?\b| (?:in|near|since|this|last)\b|[.,;]|$))"
)


@lru_cache(maxsize=2048)
def fell_as_fighters(text: str) -> bool:
    """Whether those harmed in a sentence were harmed as fighters: they are no civilians, whatever they are called."""
    return compiled(FELL).search(text) is not None


@lru_cache(maxsize=2048)
def harm_denied(text: str) -> bool:
    """Whether a sentence says that nobody was harmed, and names nobody who was."""
    return denial(text, DENIED) is not None


def denial(text: str, pattern: str) -> Span | None:
    """Where a sentence denies harm, if the rest of it names nobody who was harmed."""
    denied = compiled(pattern).search(text)
    if denied is None:
        return None
    rest = text[: denied.start()] + text[denied.end() :]
    return None if compiled(HARMED).search(rest) else Span(denied.start(), denied.end())


# Beside what the judge counts as a denial: “no passer-by was hurt”, “without casualties”, “all 43 were unhurt”.
SPARED = (
    rf"{DENIED}|\bno (?:\w[\w-]* ){{1,3}}(?:was|were|has been|have been) (?:hurt|injured|harmed|wounded)\b"
    r"|\bno (?:immediate|early|first|confirmed|known|official)? ?(?:reports?|word|news|sign|signs) of (?:any )?(?:casualties|injuries|anyone (?:being )?(?:hurt|injured|harmed))\b"
    r"|\bwithout (?:any |a single )?(?:casualt(?:y|ies)|injur(?:y|ies)|(?:hurting|injuring|harming) (?:anyone|anybody))\b"
    r"|\b(?:everyone|everybody|all (?:\w+ ){1,4})[^.;,]{0,30}\b(?:unhurt|unharmed|uninjured|unscathed)\b"
)
ELSE = r"\bno (?:more|other|others|further|new|additional|one else)\b"
OWN_SIDE = r"\b(?:on|among|in|to) (?:its|their|our|his) (?:own )?(?:side|ranks|forces|men|lines|positions|units|base)\b"
ONLY_DEATHS = r"\b(?:killed|died|dead|deaths|fatalities)\b"
ALL_HARM = r"\b(?:hurt|injured|injuries|harmed|wounded|casualties|victims|harm)\b"


@lru_cache(maxsize=2048)
def says_nobody_hurt(text: str) -> bool:
    """Whether a sentence says that nobody was hurt. That nobody died leaves the hurt open, and that no soldier
    was hurt leaves everybody else."""
    found = denial(text, SPARED)
    if found is None:
        return False
    after = text[found.end : found.end + 30].partition(",")[0].partition(".")[0]
    said = cut(text, found) + after
    only_deaths = compiled(ONLY_DEATHS).search(said) and not compiled(ALL_HARM).search(said)
    armed = present("soldiers", said) or compiled(OWN_SIDE).search(said)
    return not only_deaths and not armed and not compiled(ELSE).search(said)


@lru_cache(maxsize=2048)
def tells_of_nobody(text: str) -> bool:
    """Whether a sentence's harm is no harm to civilians: soldiers' deaths, or none at all."""
    return soldiers_only(text) or harm_denied(text)


def spared(units: Sequence[Unit], within: int) -> bool:
    """Whether headline, dek or one of the first sentences says that nobody was hurt."""
    tops = [unit for unit in units if unit.zone.kind is not ZoneKind.BODY]
    first = [unit for unit in units if unit.zone.kind is ZoneKind.BODY][:within]
    return any(says_nobody_hurt(unit.text) for unit in (*tops, *first))


def attack_is_the_event(units: Sequence[Unit]) -> bool:
    """Whether headline and first sentence, as far as there are, tell of an attack."""
    tops = [u for u in units if u.zone.kind is ZoneKind.HEADLINE]
    tops += [u for u in units if u.zone.kind is ZoneKind.BODY][:1]
    told = [present("attack", u.text) for u in tops]
    event = any(present("attack_event", u.text) for u in tops)
    return bool(told) and all(told) and event
