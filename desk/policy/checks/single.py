"""A plural in headline or dek of what the body says was one: “Bridges blown”, and “no other crossing was touched”. Pure."""

import re
from collections import Counter
from collections.abc import Iterator

from desk.policy import known
from desk.policy.patterns import any_of
from desk.policy.text import in_quotes
from desk.policy.types import Facts, Finding, Span, ZoneText

# Words for one kind of thing, so that “boats” in a headline is held against “a single vessel”.
LIKE = tuple(
    frozenset(group.split())
    for group in (
        "building block house home flat apartment tower high-rise structure dwelling bungalow villa",
        "car vehicle bus truck lorry van minibus coach pick-up",
        "ship boat vessel tanker ferry barge trawler dinghy craft",
        "shop store stall kiosk market",
        "bridge crossing viaduct span footbridge",
        "plane aircraft airliner jet aeroplane",
        "train tram carriage",
        "school kindergarten nursery college",
        "hospital clinic ward",
        "church mosque temple chapel synagogue",
        "factory plant mill refinery works",
        "warehouse depot hangar",
        "bomb mine device grenade",
        "missile rocket",
        "drone quadcopter",
        "blast explosion detonation",
        "village hamlet settlement",
        "gunman attacker shooter assailant",
        "substation",
        "pipeline pipe",
        "dam dyke levee weir",
        "airport airfield aerodrome airbase",
        "port harbour harbor",
        "tunnel underpass",
    )
)
NOUN = r"[a-z][a-z-]{2,}"
ONE_THING = re.compile(
    rf"\b(?:(?:an?|the) (?:single|lone|sole|solitary)|only one|just one|one (?:only|solitary|single)|the only|no other)\s(?!of\b)(?P<words>{NOUN}(?: (?!of\b|and\b|in\b|on\b|at\b|to\b|that\b|which\b){NOUN}){{0,3}})(?P<rest>[^.;]{{0,50}})",
    re.IGNORECASE,
)
# Where one is what was spared, the others are what was hit.
SPARED = re.compile(r"^\W*(?:was |is |still |that |which |were )*(?:left|standing|stands?|spared|surviv\w+|intact|undamaged|untouched|unhurt|open|remain\w*|escaped|to (?:survive|escape|stand|stay|remain)|without|not\b)")  # fmt: skip
MANY = re.compile(rf"\b(?P<noun>{NOUN}s)\b", re.IGNORECASE)
NEGATED = re.compile(
    r"\b(?:no|no other|neither|without|without other|few)\s(?:[\w-]+\s)?$", re.IGNORECASE
)
COUNTED = re.compile(r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens? of|no)\s(?:[\w-]+\s){0,2}$", re.IGNORECASE)  # fmt: skip
WORDS = {word: group for group in LIKE for word in group}


def singular(noun: str) -> str:
    """A plural noun without its ending: bridges, buses, factories."""
    low = noun.lower()
    if low.endswith("ies"):
        return low[:-3] + "y"
    short = low[:-2] if re.search(r"(?:s|x|ch|sh)es$", low) else low[:-1]
    return short if short in WORDS or low[:-1] not in WORDS else low[:-1]


ONLY = ("single", "lone", "sole", "solitary", "only", "just one", "no other")


def ones(text: str) -> frozenset[str]:
    """What a block says there was one of, in every word for it."""
    if not any_of(text, ONLY):
        return frozenset()
    found: set[str] = set()
    for m in ONE_THING.finditer(text):
        words = m.group("words").lower().split()
        noun = next((w for word in words for w in (word, singular(word)) if w in WORDS), "")
        if noun and not SPARED.match(m.group("words").partition(noun)[2] + m.group("rest")):
            found |= WORDS[noun]
    return frozenset(found)


INDEFINITE = re.compile(rf"\b(?P<which>an?|one|each|every)\s(?:[a-z-]+\s){{0,2}}?(?P<noun>{'|'.join(map(re.escape, sorted(WORDS, key=len, reverse=True)))})\b", re.IGNORECASE)  # fmt: skip


MORE = re.compile(r"\b(?:another|a second|a third|both|the others?|two more|elsewhere)\b")
OF_MORE = ("another", "a second", "a third", "both", "the other", "two more", "elsewhere")


def indefinite(text: str) -> frozenset[str]:
    """What a block tells of as “a bridge”, once and not as one of two."""
    if any_of(text, OF_MORE) and MORE.search(text):
        return frozenset()
    told: list[str] = []
    for m in INDEFINITE.finditer(text):
        told += [m.group("noun").lower()] * (1 if m.group("which").lower() in {"a", "an", "one"} else 2)  # fmt: skip
    kinds = Counter(WORDS[noun] for noun in told)
    return frozenset(noun for noun in told if kinds[WORDS[noun]] == 1)


def several(text: str) -> frozenset[str]:
    """What a block has a plural of, each in the singular; “no other bridges” is none."""
    return frozenset(
        singular(m.group("noun"))
        for m in MANY.finditer(text)
        if not NEGATED.search(text[max(0, m.start() - 30) : m.start()])
    )


def headline_of_many(facts: Facts, harmed: frozenset[str]) -> Iterator[Finding]:
    """A plural in headline or dek, where the body tells one of the kind and no more.

    `harmed` are nouns of which the body says that one burned or fell.
    """
    zones = [zone for zone in (facts.headline, facts.dek) if zone]
    if not zones or "whole-body" not in facts.known:
        return
    single = frozenset[str]().union(
        *known.each(facts.body, ones), *(WORDS.get(noun, ()) for noun in harmed)
    )
    plural = frozenset[str]().union(*known.each(facts.body, several)) if single else frozenset()
    for zone in zones if single else ():
        for span, noun in plurals(zone):
            like = WORDS.get(noun, frozenset())
            if like & single and not like & plural and not in_quotes(zone.text, span):
                said = f"The body tells of one {noun}."
                exact = zone.text[span.start : span.end]
                yield Finding("", zone.kind, exact, span.start, span.end, said)


def plurals(zone: ZoneText) -> Iterator[tuple[Span, str]]:
    """Plural nouns of a headline that no number counts."""
    for m in MANY.finditer(zone.text):
        if not COUNTED.search(zone.text[max(0, m.start("noun") - 50) : m.start("noun")]):
            yield Span(*m.span("noun")), singular(m.group("noun"))
