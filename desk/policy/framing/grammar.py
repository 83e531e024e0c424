"""Who did what to whom, as far as a sentence's order tells it. Pure; no parser, linear patterns.

Each answer is a number from 0 to 1 for the head: whether the harmed are the subject, whether harm
comes as an afterthought ("…, killing six"), whether it is denied, what stands first of people, harm,
force and affairs of state, and whether a person only speaks.
"""

from functools import lru_cache
from typing import Any

import re2

from desk.policy.patterns import compiled
from desk.policy.terms import spans
from desk.policy.types import Span

NUMBER = (
    r"(?:\d[\d,.]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|"
    r"fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|"
    r"seventy|eighty|ninety)(?:-\w+)?|dozens|scores|hundreds|thousands|several|many|most|all|both)"
)
KILLED = r"(?:killed|wounded|injured|hurt|maimed|burned|burnt|buried|trapped|dead|missing|displaced|evacuated|hospitalised|stranded|feared dead|homeless)"
DIES = r"(?:dies?|died|perish(?:ed)?|fled|flee|flees|drown(?:ed)?|starv(?:e|ed|ing)|suffocated|sheltered|shelter|lost (?:their|his|her)|lose (?:their|power)|lost power)"
WEAPON = r"(?:missiles?|drones?|rockets?|bombs?|shells?|strikes?|attacks?|raids?|blasts?|explosions?|shelling|bombing|airstrikes?|barrage|quake|earthquake|floods?|flooding|storm|cyclone|typhoon|tornado|landslide|fire|wildfire|mine|gunmen|mudslide|eruption)"
KILLS = r"(?:kill(?:s|ed)|injur(?:es|ed)|wound(?:s|ed)|hurt(?:s)?|claim(?:s|ed)|leaves?|left|buri(?:es|ed)|displace(?:s|d)|trap(?:s|ped)|bur(?:ns|ned)|tore|tears|rips|ripped|cuts?|flatten(?:s|ed)|destroy(?:s|ed)|maim(?:s|ed)|hits?|struck|strikes?)"
SAYS = r"(?:said|says|told|tells|recall(?:s|ed)|added|explain(?:s|ed)|remember(?:s|ed))"

PATTERNS: dict[str, str] = {
    # "Four residents were killed", "Three dead", "12 injured"
    "harm_of_number": rf"\b{NUMBER}\s+(?:more\s+|other\s+)?(?:[\w'’-]+\s+){{0,6}}?(?:(?:was|were|are|is|have been|had been|has been)\s+)?(?:\w+ly\s+)?(?:{KILLED}|{DIES})\b",
    # "was killed", "have been injured"
    "passive_harm": rf"\b(?:was|were|are|is|been|being|got)\s+(?:\w+\s+){{0,2}}?{KILLED}\b",
    # "missile kills 14", "flood left 300 homeless"
    "weapon_kills": rf"\b{WEAPON}\s+(?:[\w'’-]+\s+){{0,6}}?{KILLS}\b",
    "kills_number": rf"\b(?:kill(?:s|ed)|injur(?:es|ed)|wound(?:s|ed)|claim(?:s|ed)|leaves|left)\s+(?:at least|about|some|nearly|almost|more than|up to|around)?\s*{NUMBER}\b",
    # ", killing six", "leaving three dead": harm after the news
    "afterthought": r",?\s(?:killing|wounding|injuring|leaving|burying|trapping|displacing|forcing|cutting|plunging|damaging|destroying)\b",
    # "in which six died", "that killed nine", "after … killed"
    "background_harm": rf"\b(?:that|which|who|after|since|when|where|whose|despite|amid|following)\s+(?:[\w'’-]+\s+){{0,6}}?(?:{KILLED}|killed|killing|died|deaths?)\b",
    # "nobody was hurt", "no casualties"
    "harm_denied": r"\b(?:no (?:one|body)|nobody|none|no (?:casualties|injuries|deaths|victims|fatalities|reports? of))\b",
    # the speaking position: a person or office and a verb of speech near the start
    "says_early": rf"^(?:[\w'’.-]+\s+){{1,9}}?{SAYS}\b",
    "says_tag": rf",\s+(?:[\w'’.-]+\s+){{1,8}}?{SAYS}\b",
    "says_that": rf"\b{SAYS}\s+(?:that|on|it|its|his|her|they|there|the)\b",
    "colon_speaker": r"^[^:]{3,60}:\s",
    "quote_opens": r"^\s*[“\"‘']",
    "question": r"\?\s*$",
    "first_person": r"\b(?:I|we|my|our|you|your)\b",
    "greeting": r"\b(?:good (?:morning|evening)|welcome|hello|thanks for|this blog|our coverage|stay with us|newsletter|photograph|below|here is what)\b",
    # tallies of force: "launched 214 drones", "shot down 40 of 51"
    "force_tally": rf"\b(?:launch(?:ed|es)|fired|fires|shot down|intercept(?:ed|s)|destroy(?:ed|s)|downed|used|struck|hit|sent)\s+(?:(?:\w+|[\d,.]+)\s+){{0,4}}?(?:[\d,]+|dozens|hundreds|{NUMBER})\s+(?:of\s+)?(?:[\w'’-]+\s+){{0,3}}?(?:drones?|missiles?|rockets?|targets?|bombs?|UAVs?|Shaheds?|aircraft|shells)\b",
    "count_of_force": rf"\b{NUMBER}\s+(?:of\s+\d+\s+)?(?:[\w'’-]+\s+){{0,3}}?(?:drones?|missiles?|rockets?|targets?|bombs?|UAVs?|Shaheds?|sorties|clashes|tanks)\b",
    "soldiers_harmed": rf"\b(?:soldiers?|troops|servicem[ae]n|pilots?|officers?|fighters|militants|conscripts?|recruits|cadets|paratroopers?|marines|gunmen|combatants|commander|colonel|general|private|lieutenant|captain|sergeant|crew)\b[^.;:]{{0,60}}\b(?:{KILLED}|{DIES}|casualties)\b",
    "money": r"(?:[$€£]|\b(?:per cent|percent|bn|billion|dollars|euros|barrels?)\b)",
    "measure": r"\b(?:magnitude|kph|km/h|mph|knots|metres|millimetres|hectares|acres|category)\b",
    "home_hit": r"\b(?:homes?|houses?|flats?|apartments?|block|school|hospital|clinic|market|bus|bakery|church|hostel|dormitory|kindergarten|shelter|camp|village|street|neighbourhood|tower)\b",
    "clock": r"\b(?:\d{1,2}[:.]\d\d|o'clock|midnight|dawn|noon)\b",
    "scene": r"^(?:it|there|the (?:first|last)|by|in|on|at|before|when|for)\b",
}
ORDER = ("lead_people", "lead_harm", "lead_force", "lead_affairs")
PAIRS = ((0, 2), (0, 3), (1, 2), (1, 3), (2, 3))


@lru_cache(maxsize=1)
def every() -> Any:
    """All patterns as one, which says which of them stand in a text: most stand in none."""
    options = re2.Options()
    options.log_errors = False
    made = re2.Set.SearchSet(options)
    for pattern in PATTERNS.values():
        made.Add(f"(?i){pattern}")
    made.Compile()
    return made


@lru_cache(maxsize=20_000)
def grammar(text: str, clause: Span) -> tuple[float, ...]:
    """What the patterns and the order of lists say of a unit and of its main clause."""
    out: list[float] = []
    stands = frozenset(every().Match(text) or ())
    for n, pattern in enumerate(PATTERNS.values()):
        found = compiled(pattern).search(text) if n in stands else None
        out.append(1.0 if found else 0.0)
        out.append(1.0 if found and clause.start <= found.start() < clause.end else 0.0)
    return (*out, *order(text, clause), *opened(text, clause), *arms(text, clause))


def opened(text: str, clause: Span) -> list[float]:
    """Which of people, harm, force and affairs stand first within the main clause."""
    found = [
        [h.start for h in spans(name, text) if clause.start <= h.start < clause.end]
        for name in ORDER
    ]
    firsts = [hits[0] if hits else len(text) + 1 for hits in found]
    return [
        *(1.0 if firsts[a] < firsts[b] else 0.0 for a, b in PAIRS),
        *(
            1.0 if hits and first == min(firsts) else 0.0
            for hits, first in zip(found, firsts, strict=True)
        ),
    ]


def arms(text: str, clause: Span) -> list[float]:
    """Whether soldiers or people are named first, there and in the main clause, and who stands alone."""
    out: list[float] = []
    for low, high in ((0, len(text)), (clause.start, clause.end)):
        soldiers, people = (
            [h.start for h in spans(name, text) if low <= h.start < high]
            for name in ("soldiers", "lead_people")
        )
        out.append(1.0 if soldiers and people and soldiers[0] < people[0] else 0.0)
        out.append(1.0 if soldiers and people and people[0] < soldiers[0] else 0.0)
        out.append(1.0 if soldiers and not people else 0.0)
    return out


def order(text: str, clause: Span) -> list[float]:
    """Which of people, harm, force and affairs stand first, how early, and how thick."""
    words = max(len(text.split()), 1)
    found = [spans(name, text) for name in ORDER]
    firsts = [hits[0].start if hits else len(text) + 1 for hits in found]
    out: list[float] = [1.0 if firsts[a] < firsts[b] else 0.0 for a, b in PAIRS]
    for hits, first in zip(found, firsts, strict=True):
        out.append(min(3 * len(hits) / words, 1.0))
        out.append(1.0 if any(clause.start <= hit.start < clause.end for hit in hits) else 0.0)
        out.append(1.0 if hits and first == min(firsts) else 0.0)
        out.append(1.0 if hits and len(text[:first].split()) < 3 else 0.0)
    return out
