"""Harm to people told in other words than a count and a common verb. Pure; offsets are code points.

“Of whom nine never came up”, “with the loss of seventeen”, “fourteen lives lost”, “a porter and his niece
died where they sat”. What `tolls` counts is not told again here.
"""

import re
from functools import lru_cache

from desk.policy.cued import Cued
from desk.policy.figures.numbers import Number, numbers
from desk.policy.figures.tolls import (
    HEDGE,
    PART_OF,
    STOP,
    THINGS,
    Figure,
    casualty_figures,
    no_count,
)
from desk.policy.hours.times import MONTH
from desk.policy.letters import Letters
from desk.policy.text import by_parts
from desk.policy.values import record


@record
class Harm:
    """Where people are told to be dead, hurt or missing."""

    harm: str
    start: int
    end: int
    counted: bool = False

    def moved(self, by: int) -> "Harm":
        """The same so many code points on."""
        return Harm(self.harm, self.start + by, self.end + by, self.counted)


KILLED = (
    r"(?:did|could|would|will|do|have|had)(?:n[’']t| not| never) (?:get|got|come|came|return|returned|survive|survived|wake|live|lived|make|made)(?: (?:it|out|up|back|home|through|down))*|never (?:came|got|returned|woke|surfaced|made|went|reached|saw)(?: (?:it|out|up|back|home|through|down|again))*|"
    r"(?:trampled|crushed|gunned down|mown down|cut down|beheaded|hacked|lynched|electrocuted|asphyxiated|smothered|hanged|blown (?:up|apart|to pieces)|run over|swept (?:away|off|out to sea|overboard|to (?:its|their) deaths?)|washed (?:away|overboard|out to sea)|carried off|swallowed|entombed|incinerated|beyond (?:help|saving|reviving|rescue))|"
    r"succumbed|passed away|fell (?:dead|to their deaths?)|lives lost|lives (?:have |had )?(?:ended|gone)|(?:no longer|not) (?:alive|breathing)|gone(?= in\b| since\b|[.,;]|$)|laid out|in (?:the )?(?:morgue|mortuary)|at the (?:morgue|mortuary)|(?:were|was|been|are) buried|shot(?= (?:through|in|at|by|while|as|on|outside)\b)|stabbed"
)
HURT = (
    r"burn(?:ed|t)(?! (?:down|out|to the ground))|gassed|poisoned|scarred|scalded|maimed|mutilated|disfigured|blinded|crippled|concussed|(?:have |had |has )?lost (?:an?|his|her|their|both|one) (?:legs?|arms?|eyes?|foot|feet|hands?|limbs?|sight)|(?:in|on) (?:intensive care|life support|ventilators?|a ventilator)|(?:being )?kept alive|(?:had|having) (?:\w+ ){0,3}?(?:amputat\w+|taken off|broken)|"
    r"on stretchers|(?:carried|borne|taken) (?:off|out|away) on|fighting for (?:their|his|her) li(?:fe|ves)|(?:were|was|are) stitched|(?:with|suffered|suffering|treated) (?:\w+ ){0,2}?(?:burns|wounds|fractures|broken \w+|concussion|smoke inhalation|gunshot|shrapnel)"
)
HARMS = Cued(
    rf"\s+(?:(?:of (?:the|its|their|our|them|his|her|these|those)|more|other|further|others?)\s+)?(?P<who>(?:(?!{STOP}\b)[A-Za-zÀ-ÿ][\w’'-]*\s+){{0,6}}?)(?:who |that |of whom )?(?:(?:were|was|are|is|have|has|had|been|being|all|also|reportedly|now|later|\w+ly)\s+){{0,4}}?(?:(?P<killed>{KILLED})|(?P<hurt>{HURT}))(?!\w)",
    re.IGNORECASE,
)
TAKEN = r"(?:carried off|swept away|washed away|swallowed|trampled|crushed|mown down|gunned down|entombed|cut down|taken|took|claimed|cost)"
BEFORE = Cued(
    rf"\b(?:burying|drowning|crushing|entombing|maiming|scalding|suffocating|trampling|electrocuting|with the (?:loss|death|deaths|killing) of|at (?:the|a) cost of|(?:disease|fever|cholera|measles|heat|blast|flood|floods|quake|earthquake|wave|fire|blaze|storm|cyclone|typhoon|hurricane|tornado|war|raid|attack|strikes?|shelling|fighting|clash(?:es)?|violence|ambush|siege|massacre|collapse|crush|stampede|accident|crash|collision|explosion|derailment|sinking|shooting|bomb|shell|drone|missile|landslide|mudslide|avalanche|epidemic|outbreak|plague|virus|famine|drought|cold|winter|river|sea)\b[^.;:]{{0,40}}?\b{TAKEN}(?:,[^,.;]{{1,40}},)?|"
    rf"(?:dead|killed|injured|wounded|drowned) (?:in|by|at|on|off|near) [^.;:]{{1,80}}?,? number(?:ed)?|(?:victims|casualties|dead|losses) (?:now )?(?:stood|stands?|rose|climbed|grew|was|is|were) (?:at|to)|(?:the )?(?:dead|killed|injured|wounded|missing)(?: now)? (?:number(?:ed)?|count|total(?:led)?|come to|came to)|they number(?:ed)?|(?:dead|killed|injured|wounded|missing|fatalities|lives lost|deaths|(?:death |casualty )?toll|fatality count|victims):|(?:the )?(?:bodies|body|remains|corpses) of|(?:an? )?(?:death|casualty|fatality) (?:toll|count|number) of|los(?:t|ing|es?)(?= \S+ (?:of (?:its|their)|men|sons|daughters|brothers|children)\b))\s*{HEDGE}",
    re.IGNORECASE,
)
# Those who can be told of without a count.
PERSON = r"(?:man|woman|boy|girl|child|baby|infant|toddler|teenager|driver|passenger|pedestrian|cyclist|mother|father|son|daughter|brother|sister|wife|husband|niece|nephew|uncle|aunt|cousin|grand(?:mother|father|son|daughter)|neighbour|neighbor|worker|labourer|farmer|teacher|pupil|student|nurse|doctor|paramedic|medic|guard|soldier|officer|policeman|firefighter|sailor|fisherman|miner|porter|cook|pilot|co-pilot|conductor|resident|shopkeeper|pensioner|couple|parents|twins|crew|skipper|mate|deckhand|hands|waiters?|customer|shepherd|herder|trader|vendor)"
DET = r"(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Oo]ne|[Aa]nother|[Tt]wo|[Tt]hree|[Bb]oth(?: of)?(?: his| her| their| the)?)"
ONE = rf"{DET} (?:[\w’-]+ ){{0,2}}?{PERSON}s?"
# A pair that came to harm is looked for from the harm back: words of harm are few.
CAME_TO = Cued(
    r"\b(?:killed|died|dead|perished|drowned|shot dead|burn(?:ed|t) to death|crushed|(?P<hurt>hurt|wounded|injured)|missing)(?!\w)"
)
PAIR = re.compile(
    rf"\b{ONE}(?:,? (?:and|with) {ONE})+\b(?:,[^,.;]{{1,40}},)? (?:both |all |are |is |were |had |have |was |been |\w+ly ){{0,3}}$"
)
# “Lost: a conductor and two teachers.” “Reportedly drowned were the porter and her lodgers.” “None of the crew survived.”
LISTED = Cued(
    r"(?:(?<=[.!?] )|(?<=\n)|^)(?:(?:Lost|Dead|Killed|Drowned|(?P<hurt>Maimed|Wounded|Injured|Hurt|In hospital)|Missing): [^.;\n]{3,80}|(?:(?:Reportedly|Also|Still|Feared|Presumed|Believed) )?(?:[Dd]rowned|[Kk]illed|[Dd]ead|[Mm]issing|[Bb]uried|(?P<injured>[Ii]njured|[Hh]urt|[Ww]ounded))\b[^.;,\n]{0,50}? (?:were|are|was|is) (?:an? |the |his |her |their |[A-Z])[^.;\n]{3,60})"
    r"|\b(?:[Nn]one|[Nn]obody|[Nn]o one|[Nn]ot one) (?:of|on|in|aboard|from)\b[^.;\n]{1,50}? (?:survived|lived|got out|came (?:back|home|out)|is alive)\b|\b(?:left|were|are) no survivors\b|\b[Aa]mong (?:the|those|them|its) (?:dead|killed|(?P<hurt_ones>injured|wounded|hurt)|victims|missing) (?:are|were|is|was) (?!no\b|any)[^.;\n]{3,60}|\b(?:claimed|claims|taken|took) (?:its|an?|the|his|her) (?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\w+teenth|\d+(?:st|nd|rd|th)) (?:victim|life)\b"
)
CUES = Letters("never", " not ", "n't", "n’t", "none of", "no survivors", "victims", "casualt", "trampled", "crushed", "gunned", "mown", "cut down", "behead", "hacked", "lynch", "electrocut", "asphyx", "smother", "hanged", "blown", "run over", "swept", "washed", "carried off", "swallow", "entomb", "incinerat", "beyond", "succumb", "passed away", "lives", "fell ", "breathing", "alive", "gone", "laid out", "morgue", "mortuary", "buried", "shot", "stab", "scar", "scald", "burn", "maim", "mutilat", "disfigur", "blind", "crippl", "concuss", "lost", "losing", "lose", "burnt", "gassed", "poisoned", "intensive care", "ventilator", "life support", "amputat", "stretcher", "loss of", "cost", "claimed", "took", "taken", "number", "dead", "killed", "injured", "wounded", "missing", "fatalit", "deaths", "bodies", "remains", "corpses", "died", "perish", "drown", "hurt", "toll", "burying", "electrocut", "suffocat", "trampl", "among the", "among those", " victim", " life", "fighting for", "stitched", "wounds", "fractures")  # fmt: skip


def harms(text: str) -> tuple[Harm, ...]:
    """Where a text tells that people were killed, hurt or are missing, by a count or by who they are, in order."""
    return by_parts(text, harms_within, CUES.stand_in(text))


@lru_cache(maxsize=4096)
def harms_within(text: str, cued: bool) -> tuple[Harm, ...]:  # noqa: FBT001
    """The same of a sentence; `cued` where its block has a word of harm."""
    found = [
        Harm(f.harm, f.start, f.end, counted=True)
        for f in casualty_figures(text)
        if not of_nobody(text, f)
    ]
    if cued:
        for number in numbers(text):
            if not (PART_OF.match(text, number.end) or DATE.match(text, number.end)):
                told = before(text, number) or (None if no_count(text, number) else after(text, number))  # fmt: skip
                found += [told] if told else []
        found += [Harm("killed", m.start(), m.end()) for m in OF_THEM.finditer(text)]
        found += pairs(text)
    kept: list[Harm] = []
    for one in sorted(found, key=lambda h: (h.start, -h.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


# “Eleven of them were shot dead”, of people who were not told as dead before.
OF_THEM = Cued(
    r"\b(?:\d[\d,]*|(?-i:[A-Z]|\b)(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w{3,6}teen|\w{3,5}ty(?:-\w+)?)) of (?:them|those|these) (?:were |was |had been |have been |lay |are )?(?:\w+ly )?(?:shot dead|killed|dead|drowned|executed|beheaded|hanged|burned alive|crushed|stabbed|died|perished)\b",
    re.IGNORECASE,
)


def of_nobody(text: str, figure: Figure) -> bool:
    """Whether a figure is of “no one hurt”, or of one who was taken to hospital, for whatever reason."""
    none = text[max(0, figure.start - 3) : figure.start].lower() == "no "
    return figure.value == 1 and (none or "hospital" in figure.said)


def after(text: str, number: Number) -> Harm | None:
    """“Nine never came up”, “eight trampled”, “a score of people were crushed”."""
    m = HARMS.match(text, number.end, min(len(text), number.end + 110))
    if not m or THINGS.search(m.group("who")) or "\n" in m.group():
        return None
    told = m.group().lower()
    if ABOARD.search(told):
        return None
    if m.group("who") and told.endswith(("gone", "buried")):  # “54 brought in, captain gone”
        return None
    if told.endswith(AS_THINGS_DO) and not WHO.search(m.group("who")):
        return None
    return Harm("killed" if m.group("killed") else "hurt", number.start, m.end())


def before(text: str, number: Number) -> Harm | None:
    """“With the loss of seventeen”, “they number six”, “the fever has carried off 141”."""
    low = max(0, number.start - 90)
    head = text[low : number.start]
    m = BEFORE.pattern.search(head) if BEFORE.letters.stand_in(text) else None
    year = len(number.said) == 4 and 1800 <= number.value <= 2100
    if not m or year or THINGS.match(text[number.end : number.end + 30].lstrip()) or MONEY.search(text[number.end : number.end + 24]):  # fmt: skip
        return None
    harm = "hurt" if re.search(r"injured|wounded", m.group(), re.IGNORECASE) else "killed"
    return Harm(harm, low + m.start(), number.end)


# “A bus with 34 people on board was swept off the road”: the bus.
ABOARD = re.compile(r"\b(?:on board|aboard)\b.* (?:was|is|has|had)\b")
# Houses and wells come to this, too.
AS_THINGS_DO = ("burned", "burnt", "poisoned", "gassed")
WHO = re.compile(
    rf"\b(?:{PERSON}s?|people|men|women|children|crew|troops|fighters|others?|souls|persons|passengers|neighbours|firemen|linemen|policemen|fishermen)\b"
)

MISSING = Cued(
    r"\b[Mm]issing (?:since [^.,;]{1,30} )?(?:is|are|were|was) (?:an? |the |his |her |their |[A-Z])[^.;]{3,60}"
)
DATE = re.compile(rf"(?:st|nd|rd|th)?(?: of)? {MONTH}\b")
PEOPLE = re.compile(r"\b(?:people|men|women|children|soldiers|troops|fighters|sailors|souls|persons|workers|passengers)\b", re.IGNORECASE)  # fmt: skip
MONEY = re.compile(r"^\s?(?:million|billion|thousand (?:dollars|euros|pounds)|dollars|euros|pounds|rupees|naira|shekels|roubles|rubles|hryvnias?|liras?|pesos|yen|yuan|francs|crowns|zlotys?|rials?|dinars?|dirhams?|reais|rand|won|baht|ringgit|taka|birr|cedis|shillings|forints|lei|leva|krone[rn]?|kronor|per cent|percent|%|hours|minutes|days|weeks|months|seconds|acres|hectares|metres|km|miles|tonnes|tons|litres)\b|^[%€£$]")  # fmt: skip


def pairs(text: str) -> list[Harm]:
    """“A porter and his niece died where they sat”, “killed a contractor”, “lost: a conductor and two teachers”."""
    found = [Harm("missing", *m.span()) for m in MISSING.finditer(text)]
    for m in LISTED.finditer(text):
        hurt = m.group("hurt") or m.group("injured") or m.group("hurt_ones")
        found.append(Harm("hurt" if hurt else "killed", m.start(), m.end()))
    for m in CAME_TO.finditer(text):
        low = max(0, m.start() - 150)
        pair = PAIR.search(text[low : m.start()])
        if pair:
            found.append(Harm("hurt" if m.group("hurt") else "killed", low + pair.start(), m.end()))
    return found
