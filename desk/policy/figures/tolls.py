"""Counts of people killed, hurt or missing, as a text states them. Pure; offsets are code points.

A count is a number with a harm in one of a few shapes of English: “nine residents, two of them
children, were killed”, “killed a dozen”, “the toll stood at 41”, “took the lives of thirty-one”.
Whose nouns they are does not matter, so long as they are not things or beasts.
"""

import re
from dataclasses import replace
from functools import lru_cache

from desk.policy.figures.numbers import Number, numbers
from desk.policy.patterns import lowered
from desk.policy.values import record

KILLED = (
    r"killed|dead|died|dies?|dying|deaths?|slain|perish(?:ed)?|drown(?:ed)?|suffocated|fatalities|fatally \w+|"
    r"(?:lost|lose) their li(?:ves|fe)|crushed to death|burn(?:ed|t) to death|shot dead|executed|massacred|"
    r"bodies|corpses|among the (?:dead|killed|victims|fatalities)"
)
HURT = (
    r"hurt|injured|wounded|injuries|casualties|maimed|hospitali[sz]ed|(?:taken|rushed|brought) to (?:the )?hospitals?|"
    r"in (?:the )?hospital|treated for|needed treatment|among the (?:injured|wounded|hurt)"
)
MISSING = r"missing|unaccounted for|trapped|buried (?:under|beneath|alive)|still under the rubble"
HARM = re.compile(rf"(?P<killed>{KILLED})|(?P<hurt>{HURT})|(?P<missing>{MISSING})", re.IGNORECASE)
# Words at which a noun phrase that follows a number has ended.
STOP = (
    r"(?:and|but|or|who|whom|which|that|after|before|when|while|as|said|says|than|with|where|because|if|to|by|"
    r"times|hours?|minutes?|days?|weeks?|months?|years?|per|percent|km|kilomet(?:re|er)s?|miles?|metres?|meters?|"
    r"killed|killing|kills|left|leaving|destroyed|damaged|struck|hit|into|against)"
)
AUX = (
    r"(?:(?:were|was|are|is|have|has|had|been|being|be|also|all|reportedly|now|still|feared|presumed|confirmed|reported|"
    r"believed|left|lay|later|\w+ly)\s+){0,5}"
)
WHERE = r"(?:(?:in|at|from|on|near|aboard|inside)\s+(?:the\s+)?[\w’-]+(?:\s(?-i:[A-Z])\w+)*\s+)?"
AFTER = re.compile(
    rf"\s+(?:(?:of (?:the|its|their|our|those)|more|other|further|additional|another)\s+)?"
    rf"(?P<who>(?:(?!{STOP}\b)[A-Za-zÀ-ÿ][\w’'-]*\s+){{0,6}}?)"
    rf"(?:and (?P<also>an?|one|two|three|four|five|their|his|her) (?:[a-z’-]+\s+){{1,3}}?)?(?:\([^)]{{0,60}}\)\s+)?{WHERE}{AUX}(?P<harm>{HARM.pattern})\b",
    re.IGNORECASE,
)
# “Raised to 37 the number of people known to have died”
NUMBER_OF = re.compile(
    rf"\s+(?:the|its|their|his|her)\s+(?:\w+\s+)?(?:(?:number|count|toll|tally|total|figure)\s+(?:of|for)\s+(?P<who>(?:[a-z’-]+\s+){{0,7}}?)(?:(?P<killed>{KILLED})|(?P<hurt>{HURT})|(?P<missing>{MISSING}))|(?:death )?toll)\b",
    re.IGNORECASE,
)
ASIDE = re.compile(r"(?P<who>(?:\s+[A-Za-zÀ-ÿ][\w’'-]*){1,5}),\s[^,.;]{1,60},(?=\s)")
HEDGE = (
    r"(?:(?:at least|about|some|more than|over|nearly|almost|up to|as many as|around|roughly|another|a further|"
    r"no fewer than|an estimated|close to|all|upwards of|the|only|just|now)\s+){0,2}$"
)
BEFORE = {
    "killed": (
        r"(?:kill(?:ed|s|ing)|claim(?:ed|s|ing) the lives of|(?:took|takes|taking|cost|costing) the lives of|"
        r"(?:death )?toll\b[^.;]{0,40}?\s(?:to|at|of|is|was|reached|hit|passed)|(?:the )?dead (?:now )?(?:to|at|number|numbered|:)|"
        r"number of (?:those |people |confirmed |reported |recorded )*(?:dead|deaths|killed|fatalities|lives lost|victims)\b[^.;]{0,25}?\s(?:to|at|is|was)|number of [^.;,]{1,30}? (?:known|confirmed|reported|believed|said|feared|thought) to (?:have died|have been killed|be dead|have drowned|have perished)\b[^.;]{0,25}?\s(?:to|at|is|was)|deaths? of|fatalities (?:to|at)|"
        r"kill(?:ing|ings) of)\s*"
    ),
    "hurt": (
        r"(?:injur(?:ed|es|ing)|wound(?:ed|s|ing)|hurt(?:s|ing)?|maim(?:ed|ing)|hospitali[sz](?:ed|ing)|"
        r"(?:injured|wounded|injuries) (?:now )?(?:to|at|number|numbered)|"
        r"number of (?:injured|wounded|people hurt|people injured)\b[^.;]{0,25}?\s(?:to|at|is|was))\s*"
    ),
}
# “Avalanche takes 14 at the pass”, and not “flood took 14 homes”: what takes lives, and nothing else behind the figure.
TAKES = re.compile(
    r"\b(?:avalanches?|(?:earth)?quakes?|floods?|flooding|mudslides?|landslides?|storms?|typhoon|hurricane|cyclone|tornado(?:es)?|blasts?|explosions?|fires?|blaze|crash(?:es)?|collision|sinking|stampede|crush|collapse|heatwave|outbreak|epidemic|virus|"
    rf"cholera|ebola|measles|fever|famine|bombs?|bombing|bombardment|shelling|strikes?|raids?|drones?|missiles?|attacks?|gunm[ae]n|ambush|mines?) (?:takes|took|claims|claimed)\s+{HEDGE}",
    re.IGNORECASE,
)
NOTHING_ELSE = re.compile(r"\s*(?:$|[,.;:–—]|(?:people|persons|men|women|children|residents|villagers|victims|in|at|on|near|as|after|across|from|off|and)\b)", re.IGNORECASE)  # fmt: skip
BEFORE_NUMBER = {harm: re.compile(rf"\b{said}\s*{HEDGE}", re.IGNORECASE) for harm, said in BEFORE.items()}  # fmt: skip
LIVES = re.compile(
    r"\s+(?:\w+\s+)?lives\b(?:\s+(?:were|have been|had been)\s+lost)?", re.IGNORECASE
)
COST_LIVES = re.compile(r"\b(?:claim|took|taken|takes|taking|cost|costing|claimed|claiming|claims|lost)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)  # fmt: skip
RANKS = re.compile(
    r"\s+(?:(?:of (?:its|their|his)|\w+)\s+)?(?:men|soldiers|troops|fighters|servicemen|personnel|casualties|conscripts|recruits|people)\b",
    re.IGNORECASE,
)
LOST = re.compile(
    r"\b(?:lost|losing|loses|lose|suffered|suffering)\s+(?:[a-z]+\s+){0,3}$", re.IGNORECASE
)
# “aged 40 and 45”, “the 1988 earthquake”: numbers, and no counts.
AGED = re.compile(r"\bag(?:e|ed)\s+(?:between\s+)?(?:\d+\s*(?:and|to|,|or)\s*)*$", re.IGNORECASE)
# Of these nobody asks who counted the dead.
THINGS = re.compile(
    r"\b(?:drones?|missiles?|tanks?|planes?|aircraft|jets?|helicopters?|ships?|vessels?|boats?|vehicles?|trucks?|cars?|"
    r"guns?|houses?|homes?|buildings?|flats?|villages?|schools?|cattle|cows?|sheep|goats?|pigs?|horses?|dogs?|cats?|birds?|"
    r"whales?|fish|animals?|livestock|trees?|bodies of|per|cent|dollars|pounds|euros|votes|seats|goals?|points?|bills?|"
    r"years?|pages?|figures?|counts?|tall(?:y|ies)|totals?|tolls?|estimates?|files?|documents?|records?|names?|links?|posts?|lists?|books?|rolls?|registers?|ledgers?)\b",
    re.IGNORECASE,
)
# “Fifteen of the dead were women” counts nobody anew, “29 of them had died” does; “three of her singers” is a part of somebody’s people.
PART_OF = re.compile(
    r"\s*(?:of (?:(?:them|whom|these|those)\b(?!\s(?:(?:have|has|had|were|was|are|is|also|later|since|now) ){0,3}(?:died|dead|killed|die)\b)|(?:the|its|their) (?:dead|victims|killed|injured|wounded|casualties))|were (?:children|women|men|civilians|soldiers))\b"
)
PORTION = re.compile(r"\s*of (?:the|his|her|its|their|our|my)\b")
# “a conductor of 61 and her daughter”
OF_AGE = re.compile(r"\b[a-z-]+ of $")
AFTER_AGE = re.compile(r"\s*(?:$|[,.;]|(?:and|was|were|who|had|has|is|died)\b)")
# “At one in the morning killed seven people”
OF_CLOCK = re.compile(
    r"\s?(?:in the (?:morning|afternoon|evening|small hours)|at night|o[’']clock|[ap]\.?m\b)"
)
# “a ribbon, white if one has died”
PRONOUN = re.compile(r"\s+(?:has|had|is|was|of|who|that|died|dies)\b")


# Letters of which some stand wherever anybody is harmed: to look for them is a fiftieth of the work.
STEMS = (
    "kill", "dead", "die", "dying", "death", "slain", "perish", "drown", "suffocat", "fatal", "los", "crush", "burn", "shot",
    "execut", "massacr", "bodies", "corpse", "among the", "hurt", "injur", "wound", "casualt", "maim", "hospital", "treat",
    "missing", "unaccounted", "trapped", "buried", "rubble", "toll", "lives", "suffer", "takes", "took", "claim",
)  # fmt: skip


@record
class Figure:
    """A count of people harmed: how many, in which way, and where it stands with its harm."""

    value: float
    harm: str
    start: int
    end: int
    said: str
    exact: bool
    least: bool
    number: Number
    portion: bool = False

    def moved(self, by: int) -> "Figure":
        """The same figure so many code points on."""
        start, end, number = self.start + by, self.end + by, self.number.moved(by)
        return Figure(
            self.value,
            self.harm,
            start,
            end,
            self.said,
            self.exact,
            self.least,
            number,
            self.portion,
        )


@lru_cache(maxsize=4096)
def casualty_figures(text: str) -> tuple[Figure, ...]:
    """Counts of people killed, hurt or missing, each with the words that say so."""
    low, found = lowered(text), list[Figure]()
    if not any(map(low.__contains__, STEMS)):
        return ()
    for number in numbers(text):
        if no_count(text, number):
            continue
        figure = after(text, number) or lives(text, number) or before(text, number)
        if figure and not PART_OF.match(text, number.end):
            found.append(figure)
    return tuple(found)


def no_count(text: str, number: Number) -> bool:
    """Whether a number is a year or an age."""
    year = number.said.isdigit() and len(number.said) == 4 and 1800 <= number.value <= 2100
    if OF_AGE.search(text[max(0, number.start - 24) : number.start]) and AFTER_AGE.match(
        text, number.end
    ):
        return True
    if number.said.lower() == "one" and PRONOUN.match(text, number.end):
        return True
    if OF_CLOCK.match(text, number.end):
        return True
    return year or bool(AGED.search(text[max(0, number.start - 24) : number.start]))


def after(text: str, number: Number) -> Figure | None:
    """“six people were killed”, “12 hurt”, “nine residents, two of them children, died”."""
    tail = text[number.end : number.end + 120]
    aside = ASIDE.match(tail)
    if aside:
        tail = aside.group("who") + " " * (aside.end() - aside.end("who")) + tail[aside.end() :]
    found = AFTER.match(tail) or NUMBER_OF.match(tail)
    if not found or THINGS.search(found.group("who") or ""):
        return None
    harm = next((name for name in ("killed", "hurt", "missing") if found.group(name)), "killed")
    figure = make(text, number, harm, number.start, number.end + found.end())
    more = found.re is AFTER and found.group("also")
    return replace(figure, value=figure.value + ALSO.get(more.lower(), 1)) if more else figure


ALSO = {"two": 2, "three": 3, "four": 4, "five": 5}


def lives(text: str, number: Number) -> Figure | None:
    """“claimed 30 lives”, “thirty lives were lost”, “lost 1,210 soldiers”."""
    found = LIVES.match(text, number.end)
    if not found:
        return losses(text, number)
    cost = COST_LIVES.search(text[max(0, number.start - 40) : number.start])
    if not cost and "lost" not in found.group().lower():
        return None
    start = max(0, number.start - 40) + cost.start() if cost else number.start
    return make(text, number, "killed", start, found.end())


def losses(text: str, number: Number) -> Figure | None:
    """“lost 1,210 soldiers in the past day”."""
    ranks = RANKS.match(text, number.end)
    low = max(0, number.start - 40)
    lost = LOST.search(text[low : number.start]) if ranks else None
    if not ranks or not lost:
        return None
    return make(text, number, "killed", low + lost.start(), ranks.end())


def before(text: str, number: Number) -> Figure | None:
    """“killed six people”, “injuring 12”, “the death toll rose to 14”."""
    low = max(0, number.start - 80)
    head = text[low : number.start]
    thing = THINGS.match(text[number.end : number.end + 30].lstrip())
    for harm, pattern in BEFORE_NUMBER.items():
        found = pattern.search(head)
        if found and not thing:
            return make(text, number, harm, low + found.start(), number.end)
    taken = TAKES.search(head) if NOTHING_ELSE.match(text, number.end) else None
    return make(text, number, "killed", low + taken.start(), number.end) if taken else None


def make(text: str, number: Number, harm: str, start: int, end: int) -> Figure:
    """A figure with its span."""
    portion = PORTION.match(text, number.end) is not None
    said = text[start:end]
    return Figure(number.value, harm, start, end, said, number.exact, number.least, number, portion)
