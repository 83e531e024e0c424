"""Several in headline or dek, where the body says of all but one that nothing befell them: “Dams fail”, and “every other dam held”. Pure."""

import re
from collections.abc import Iterator
from functools import lru_cache

from desk.policy import known
from desk.policy.figures.nouns import WORDS, singular
from desk.policy.figures.numbers import IN_WORDS
from desk.policy.letters import Letters, needing
from desk.policy.text import cut, in_quotes, sentences
from desk.policy.types import Facts, Finding, Span, ZoneText

# What befalls the things of a headline, and is said not to have befallen the rest.
BEFELL = re.compile(
    r"\b(?:hit|struck|strikes?|bomb(?:ed|s)|shell(?:ed|s)|burn\w*|ablaze|alight|on fire|in flames|torch(?:ed|es)|collaps\w+|falls?|fell|toppl\w+|down|shut|close[sd]?|clear(?:ed|s)|empt(?:y|ied|ies)|evacuat\w+|seiz\w+|sunk|sinks?|sank|sinking|capsiz\w*|founder\w*|"
    r"bur(?:y|ied|ies)|cut off|flood\w*|fail\w*|quit|resign\w*|walk(?:ed|s)? out|step(?:ped|s)? (?:aside|down)|arrest\w*|detain\w*|held|killed|blown|destroy\w*|damag\w+|wreck\w*|raid\w*|attack\w*|derail\w*|crash\w*|strand\w*|maroon\w*|cancel\w*|halt\w*|suspend\w*|"
    r"sack\w*|dismiss\w*|expel\w*|bann?(?:ed|s)|lost|lose|breaks?|broke|burst\w*|explo\w+|vanish\w*|sent off|turned back|torn|jailed|charged|evicted|looted|abandon\w*|drown\w*|grounded|taken|clip\w*|skid\w*|veer\w*|stall\w*|quarantin\w*|robb\w*|stolen|stol?e\w*|swe(?:pt|eps?)|carried off|quits|resigns?|left the (?:rails|tracks?|road|runway)|(?:came|ran) off|defect\w*|strike)\b",
    re.IGNORECASE,
)
TOUCHED = r"(?:hit|struck|damaged|touched|affected|harmed|hurt|closed|shut|sent|followed|fell|fallen|burn(?:ed|t)|seized|sunk|sank|cut off|flooded|emptied|cleared|evacuated|lost|destroyed|collapsed|failed|resigned|left|withdrew|taken|arrested|charged|attacked|bombed|shelled|targeted|diverted|stopped|cancelled|suspended|derailed|involved|broken|gone|missing|caught fire|came down|gave way|went down)"
WHOLE = r"(?:held|stood|stands?|standing|whole|intact|untouched|undamaged|unharmed|unhurt|unaffected|safe|sound|open(?:ed)?|stay(?:ed|s)?|remain(?:ed|s)?|not (?:\w+ )?(?:touched|hit|damaged|affected|harmed|hurt|closed)|passed|spared|escaped|carr(?:y|ied|ies) on|work(?:ing|ed)?|runs?|running|ran|as usual|can be reached|closed ranks|in their (?:chairs|posts|places)|lost (?:its|their) windows and nothing|in (?:service|use|order)|came through|survived|beds to spare|reached by road|unscathed|saved|not (?:\w+ )?(?:entered|reached|followed)|went on|sailed on|drove on|kept (?:going|working|running|running))"
OTHERS = r"(?:others?(?: \w+)?|rest|remaining(?: \w+)?|colleagues|neighbours)"
MANY = rf"(?:\d[\d,]*|{IN_WORDS}|two|three)"
THE_REST = tuple(
    re.compile(said, re.IGNORECASE)
    for said in (
        rf"\b(?:no|not (?:one|any) of (?:the|its|his|her|their)|none of (?:the|its|his|her|their)|nor any|neither of the)\s(?:{MANY}\s)?(?:{OTHERS}|second \w+|further \w+)\b[^.;]{{0,60}}?\b{TOUCHED}\b",
        rf"\b(?:(?:the|every|all|all of the|all the|each of the|both|its|her|his)\s(?:{MANY}\s)?|{MANY}\s){OTHERS}\b[^.;]{{0,100}}?\b{WHOLE}\b",
        r"\b(?:and|nor) no (?:other|second|further) [a-z]+(?=[.,;])|\b(?:that was|was|is|it is) the extent of (?:it|the)\b|\bthat was (?:the whole of it|all that (?:was|had been))\b",
        rf"\bthe (?:only|one|sole|single) (?:[a-z-]+ ){{1,3}}(?:that (?:was|had been|has been|is)|to (?:be|have been)|which (?:was|is)) (?:\w+ )?{TOUCHED}\b",
        rf"(?:^|(?<=[.!?] ))Only (?:the )?(?-i:[A-Z][\w’-]+)\b[^.;]{{0,70}}?\b(?:was|had|has|is|were)\b[^.;]{{0,20}}?\b{TOUCHED}\b",
        rf"\b(?:it|she|he|this|that|the \w+) (?:is|was|has been|had been) the (?:only|one|sole|single) (?:one|[a-z-]+)(?: (?:of|in|on|among|at|along) [^.;]{{1,40}}?)? (?:to (?:have |be )?(?:do|done|go|gone|quit|suffer\w*|leave|{TOUCHED})\b|involved\b|{TOUCHED}\b)",
        rf"(?:^|(?<=[.!?] ))Only (?:the )?(?-i:[A-Z][\w’-]+)(?: [a-z’-]+){{0,3}} (?:was |had been |has been )?{TOUCHED}\b",
        r"\b(?:had been|was|were|sat|stood|stands|sitting|standing|is) (?:quite )?(?:alone|by (?:her|him|it)self)\b",
    )
)  # fmt: skip
OF_REST = Letters("other", "the rest", "remaining", "colleagues", "neighbours", "the extent of", "whole of it", "that was all", "no second", "no further", "the only", "the one", "the sole", "the single", "only ", "others ", "alone", "by herself", "by himself", "by itself")  # fmt: skip
PLURAL = re.compile(r"\b(?P<noun>[A-Za-z][a-z-]{2,}s)\b")
COUNTED = re.compile(rf"(?:\b(?:{MANY}|dozens of|no|both|several|many|one of(?: the)?|half(?: of)?(?: the)?)\s(?:[\w’-]+\s){{0,2}})$", re.IGNORECASE)  # fmt: skip
# Where a plural of the body is of the others, or of all that there are.
OF_ALL = re.compile(rf"\b(?:others?|no|none of|not one of|every|all|all the|all of the|both|each of|one of|remaining|the rest of|of the|of its|of his|neighbouring|{MANY})\s(?:(?:the|its|his|her|\d+|{IN_WORDS}|other)\s)*(?:[a-z-]+\s)?$", re.IGNORECASE)  # fmt: skip
NEAR = 320  # characters between the one that is told of and what is said of the rest


@needing(OF_REST)
def spared_rest(text: str) -> tuple[Span, ...]:
    """Where a block says that the rest of something came to no harm."""
    if not OF_REST.stand_in(text):
        return ()
    found = ((span, of_the_rest(cut(text, span))) for span in sentences(text))
    return tuple(Span(*m.span()).moved(span.start) for span, m in found if m)


@lru_cache(maxsize=4096)
def of_the_rest(said: str) -> re.Match[str] | None:
    """The same of a sentence."""
    return next(filter(None, (way.search(said) for way in THE_REST)), None)


@lru_cache(maxsize=256)
def befell(top: str) -> bool:
    """Whether a headline or dek tells that something came to harm."""
    return BEFELL.search(top) is not None


def all_but_one(facts: Facts) -> Iterator[Finding]:
    """A plural of headline or dek of which the body tells one, and of the others that they were spared."""
    zones = [zone for zone in (facts.headline, facts.dek) if zone and befell(zone.text)]
    if not zones or "whole-body" not in facts.known:
        return
    rest = known.scan(facts.body, spared_rest)
    for zone in zones if rest else ():
        for m in PLURAL.finditer(zone.text):
            noun = singular(m.group("noun").lower())
            counted = COUNTED.search(zone.text, max(0, m.start() - 40), m.start())
            if counted or in_quotes(zone.text, Span(*m.span())):
                continue
            if BEFELL.search(clause(zone.text, m.end())) and any(one_near(facts.body, noun, span) for span in rest):  # fmt: skip
                said = f"The body tells of one {noun}."
                yield Finding("", zone.kind, m.group("noun"), m.start(), m.end(), said)
                break


def clause(text: str, at: int) -> str:
    """What is said of a noun: the words behind it as far as its clause goes."""
    return re.split(r"[,;:.]\s|\b(?:as|after|while|when)\b", text[at : at + 80])[0]


def one_near(body: ZoneText, noun: str, rest: Span) -> bool:
    """Whether one of a thing is told of near what is said of the rest, and several nowhere."""
    words = sorted(WORDS.get(noun, {noun}))
    low = max(0, rest.start - NEAR)
    near = body.text[low : rest.end + NEAR]
    return not several_of(body.text, noun) and any(alone(near, word) for word in words)


@lru_cache(maxsize=512)
def alone(text: str, word: str) -> bool:
    """Whether a word stands in a text in the singular, as one of its kind and not as the other."""
    return re.search(rf"(?<!-)\b{re.escape(word)}\b(?!-)", text, re.IGNORECASE) is not None  # fmt: skip


def two_befell(text: str, m: re.Match[str]) -> bool:
    """Whether a plural is of some that are counted and that something befell: “two goods trains left the rails and burned”."""
    lead = text[max(0, m.start() - 40) : m.start()]
    return (
        SOME_COUNTED.search(lead) is not None and BEFELL.search(clause(text, m.end())) is not None
    )


# Counted, and neither of others nor of all that there are.
SOME_COUNTED = re.compile(rf"(?<!the )(?<!other )(?<!of )(?<!its )(?<!all )\b(?!one\b|1\b){MANY}\s(?!others?\b|of\b|more\b)(?:[a-z-]+\s)?$", re.IGNORECASE)  # fmt: skip


@lru_cache(maxsize=512)
def several_of(text: str, noun: str) -> bool:
    """Whether a text has the plural of a noun as of more than one that something befell."""
    stem = re.escape(noun[:-1]) + r"(?:ys|ies)" if noun.endswith("y") else re.escape(noun) + r"(?:es|s)"  # fmt: skip
    return any(not OF_ALL.search(text, max(0, m.start() - 40), m.start()) or two_befell(text, m) for m in re.finditer(rf"\b{stem}\b", text, re.IGNORECASE))  # fmt: skip
