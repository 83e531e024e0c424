"""Quantities of a text: how many or how much, and of what. Pure; offsets are code points.

A number is one with a measure (“41 kilos”, “$1.3bn”, “42%”, “19-acre”) or with the noun that it counts
(“fourteen miners”, “the 25-lorry column”), which is the first plural in the few words behind it. Years, dates
and hours are no quantities.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from desk.policy.cued import Cued
from desk.policy.figures.nouns import WORDS, singular
from desk.policy.figures.numbers import BEYOND, SCALES, SMALL, WORDED, Number, in_words, numbers
from desk.policy.values import record

MORE_SCALES = {"bn": 1e9, "b": 1e9, "m": 1e6, "mn": 1e6, "k": 1e3, "tn": 1e12, "trillion": 1e12, "crore": 1e7, "lakh": 1e5, **SCALES}  # fmt: skip
SCALE = r"(?:bn|billion|mn|million|trillion|tn|crore|lakh|thousand|m|b|k)"
# Bounded: a number in words without end is no number.
FEW_WORDS = rf"(?:{SMALL})(?:[- ](?:{SMALL}|hundred|thousand|and)){{0,4}}"
MONEY = re.compile(rf"(?P<sign>(?:US|A|C|NZ|HK|S)?\$|[€£¥₹₦₽₺₩₪]|\b(?:KSh|Ksh|Sh|Rs\.?|USD|EUR|GBP|R(?=\d))\s?)(?P<money>\d[\d,]*(?:\.\d+)?)(?:\s?(?P<scale>{SCALE}))?\b")  # fmt: skip
SHARE = re.compile(r"(?<![\w.,$€£:/-])(?P<share>\d+(?:\.\d+)?)\s?%")
SIZE = re.compile(r"(?<![\w.,:/$€£-])(?P<size>\d+(?:\.\d+)?)(?P<short>bn|mn|m|k|tn|kg|km|mm|cm|ha|MW|GW|kW)\b")  # fmt: skip
JOINED = re.compile(rf"(?<![\w.,:/$€£-])(?P<joined>\d[\d,]*|{FEW_WORDS})-(?P<of>(?!(?:{SMALL}|hundred|thousand)\b)[a-z]{{3,}})\b(?!-old)", re.IGNORECASE)  # fmt: skip
TO_A_NOUN = re.compile(r"(?:\d|[a-z]{3})-[a-z]{3}")
SIGN, A_FIGURE = re.compile("[$€£¥₹₦₽₺₩₪]"), re.compile(r"\d")
COIN_AND_FIGURE = re.compile(r"\b(?:KSh|Ksh|Sh|Rs\.?|USD|EUR|GBP|R)\s?\d")
MEASURES = {
    unit: name
    for name, units in {
        "percent": "percent percentage",
        "kilometre": "km kilometre kilometer kilometres kilometers",
        "mile": "mile miles",
        "metre": "metre metres meter meters",
        "centimetre": "cm centimetre centimetres centimeter centimeters",
        "millimetre": "mm millimetre millimetres millimeter millimeters",
        "kilogram": "kg kilo kilos kilogram kilograms kilogramme kilogrammes",
        "tonne": "tonne tonnes ton tons",
        "litre": "litre litres liter liters",
        "hectare": "hectare hectares ha",
        "acre": "acre acres",
        "degree": "degree degrees",
        "knot": "knot knots",
        "megawatt": "mw megawatt megawatts",
        "year": "year years year-old",
        "month": "month months",
        "week": "week weeks",
        "day": "day days night nights",
        "hour": "hour hours",
        "minute": "minute minutes",
        "second": "second seconds",
        "point": "point points",
        "barrel": "barrel barrels",
    }.items()
    for unit in units.split()
}
COINS = frozenset(
    "dollar euro pound sterling crown hryvnia rouble ruble yuan yen rupee franc lira shilling naira rand peso real won dinar dirham riyal rial cedi kwacha birr taka ringgit baht zloty krona krone kroner pula ariary metical meticai tugrik shekel cent pence paise kobo".split()
)
IRREGULAR = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "police": "police", "crew": "crew", "staff": "staff", "sheep": "sheep",
    "cattle": "cattle", "personnel": "personnel", "fish": "fish", "aircraft": "aircraft", "dead": "dead", "wounded": "wounded", "injured": "injured",
    "missing": "missing", "troops": "soldier", "lives": "life", "families": "family", "craft": "craft", "fishermen": "fisherman", "firemen": "fireman",
    "gunmen": "gunman", "hurt": "injured", "bodies": "body", "loaves": "loaf", "wolves": "wolf", "halves": "half", "firefighters": "firefighter", "seamen": "seaman",
    "countrymen": "countryman", "crewmen": "crewman", "policemen": "policeman", "servicemen": "serviceman", "militiamen": "militiaman", "tonnes": "tonne",
}  # fmt: skip
WORD = re.compile(r"[ \u00a0]?([A-Za-zÀ-ÿ][\w’'-]*)")
# Words at which what a number counts has ended.
ENDS = frozenset(
    "and or but nor in on at by to from for with without into onto over under near off out up down as than that which who whom whose when where while after before since until "
    "is are was were be been being has have had do does did will would could can may might must should said says told the a an this these those it its their his her per via "
    "across against along among around behind between during inside outside through towards toward within if because so not only also still yet now then there here again "
    "left killed hurt injured wounded next last yesterday today tomorrow".split()
)
SKIPS = frozenset("more other others further additional of".split())
NOT_PLURAL = re.compile(r"(?:ss|us|is|ous|’s|'s)$")
MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b"
OF_DATE = re.compile(rf"\s(?:of )?{MONTH}|(?:st|nd|rd|th)\b|[:.]\d|\s?[ap]\.?m\b|\s?o[’']clock|\s(?:UTC|GMT)\b|\s(?:past|to)\s(?:{WORDED}|noon|midnight)\b|/\d")  # fmt: skip
BEFORE_DATE = re.compile(rf"(?:{MONTH}\s|[:/]|\b(?:[Nn]o\.|[Nn]umber|[Rr]oute|[Cc]hapter|[Aa]rticle|[Ss]ection|[Bb]ox|page|grade|level|act|bus|flight|gate|room)\s)$")  # fmt: skip
AT_HOUR = re.compile(
    r"\b(?:(?:at|before|after|by|until|till|since|towards)|(?:half|quarter|five|ten|twenty|minutes?) (?:past|to))\s$"
)
AGED = re.compile(r"(?:\bag(?:e|ed)\s|[^\d\s],\s|\()$")
AFTER_AGE = re.compile(r"[,)]")


@record
class Quantity:
    """How much of what: `kind` is money, share, measure or count; `noun` is the singular, empty where none stands."""

    value: float
    start: int
    end: int
    stop: int
    said: str
    kind: str
    noun: str
    exact: bool = True
    joined: bool = False
    portion: bool = False

    def moved(self, by: int) -> "Quantity":
        """The same so many code points on."""
        return Quantity(self.value, self.start + by, self.end + by, self.stop + by, self.said, self.kind, self.noun, self.exact, self.joined, self.portion)  # fmt: skip


@lru_cache(maxsize=4096)
def quantities(text: str) -> tuple[Quantity, ...]:
    """Quantities of a text in order."""
    found = [q for pattern in measured_by(text) for m in pattern.finditer(text) if (q := signed(text, m))]  # fmt: skip
    taken = [(q.start, q.end) for q in found]
    for n in numbers(text):
        if not any(a < n.end and n.start < b for a, b in taken):
            q = plain(text, n)
            if q:
                found.append(q)
    return tuple(sorted(found, key=lambda q: q.start))


def measured_by(text: str) -> Iterator[re.Pattern[str]]:
    """The patterns of which something may stand in a text: to look for all of them is dear."""
    figures = A_FIGURE.search(text)
    if SIGN.search(text) or (figures and COIN_AND_FIGURE.search(text)):
        yield MONEY
    if "%" in text:
        yield SHARE
    if figures and SHORT.search(text):
        yield SIZE
    if "-" in text and TO_A_NOUN.search(text):
        yield JOINED


SHORT = re.compile(r"\d[bmktchMGW]")


def signed(text: str, m: re.Match[str]) -> Quantity | None:
    """A quantity that carries its measure: “$1.3bn”, “42%”, “5km”, “19-acre”."""
    name = next(name for name in ("money", "share", "size", "joined") if name in m.re.groupindex)
    said = m.group(name)
    value = float(said.replace(",", "")) if said[0].isdigit() else in_words(said)
    if value is None or value >= BEYOND:
        return None
    end = m.end()
    if name == "money":
        value *= MORE_SCALES.get((m.group("scale") or "").lower(), 1)
        kind, noun = "money", m.group("sign").strip().lower()
    elif name == "share":
        kind, noun = "share", "percent"
    elif name == "size":
        kind, noun, value = sized(m.group("short"), value, text[end : end + 24])
    else:
        noun = MEASURES.get(m.group("of"), m.group("of"))
        kind, end = ("measure" if m.group("of") in MEASURES else "count"), m.end("joined")
    exact = not hedged(text, m.start())
    return Quantity(value, m.start(), end, m.end(), m.group(), kind, noun, exact, name == "joined")


def sized(short: str, value: float, tail: str) -> tuple[str, str, float]:
    """What “5km” and “3m” come to."""
    if short.lower() in MEASURES:
        return "measure", MEASURES[short.lower()], value
    coin = WORD.match(tail)
    noun = one(coin.group(1)) if coin else ""
    return ("money" if noun in COINS else "count"), noun, value * MORE_SCALES[short]


HEDGES = Cued(r"\b(?:at least|about|around|some|nearly|almost|more than|over|up to|as many as|roughly|approximately|close to|an estimated|fewer than|less than|under|perhaps|no fewer than|beyond|above|below|past|near|nearing|close on)\s(?:the\s)?$", re.IGNORECASE)  # fmt: skip


def hedged(text: str, at: int) -> bool:
    """Whether a number is said to be a rough one."""
    return HEDGES.search(text, max(0, at - 22), at) is not None


GROUP_OF = re.compile(r"\b(crew|company|group|party|team|convoy|fleet|gang|panel|squad|family|class|cast|bench|jury|flotilla|staff)\sof\s$", re.IGNORECASE)  # fmt: skip


def plain(text: str, n: Number) -> Quantity | None:
    """A number with the words behind it; nothing for years, dates, hours and ages."""
    head, tail = text[max(0, n.start - 14) : n.start], text[n.end : n.end + 24]
    year = n.said.isdigit() and len(n.said) == 4 and 1800 <= n.value <= 2100
    if n.said in {"a hundred", "one hundred", "hundred"} and OUT_OF.search(head):
        return None
    if not n.value or (n.value == 1 and not n.said[0].isdigit()) or OF_DATE.match(tail) or BEFORE_DATE.search(head):  # fmt: skip
        return None
    value, end = n.value, n.end
    big = re.match(r"\s(crore|lakh)\b", tail)
    if big:
        value, end = value * MORE_SCALES[big.group(1)], end + big.end()
    kind, noun, stop, portion = noun_behind(text, end)
    before = (
        None if noun or kind != "count" else TOLD_FIRST.search(text, max(0, n.start - 60), n.start)
    )
    noun = one(before.group(1)) if before and plural(before.group(1).lower()) else noun
    group = None if noun else GROUP_OF.search(head)
    noun = group.group(1).lower().replace("company", "crew") if group else noun
    bare = not noun and kind == "count"
    if bare and (year or (n.value <= 12 and AT_HOUR.search(head) and not AND_MORE.match(tail))):
        return None
    if bare and AGED.search(head) and AFTER_AGE.match(tail) and 0 < n.value < 110:
        return None  # “Denis Orr, 52,”
    exact = n.exact and not hedged(text, n.start)
    return Quantity(value, n.start, end, stop, text[n.start : end], kind, noun, exact, portion=portion)  # fmt: skip


# “The boats were fourteen in all”: what is counted stands first.
TOLD_FIRST = re.compile(r"\b(?:[Tt]he|[Tt]hose|[Tt]heir|[Ii]ts|[Oo]ur) (?:[\w’-]+ )?([a-z]{3,}) (?:were|are|number(?:ed)?|came to|come to|had been|make|made)(?: up)? (?:only |just |some |about |exactly |now )?$")  # fmt: skip
AND_MORE = re.compile(r"\s(?:more|others?|further)\b")
OF_THEM = re.compile(
    r"\s(?:more |other )?of (?:the |its |their |his |her |those |these |all )*(?:\d[\d,]* )?",
    re.IGNORECASE,
)
ABOARD = re.compile(r"\s(?:aboard|on board)\b")
# “Fourteen in a hundred” is a share, and its hundred none of anything.
SHARES = re.compile(
    r"\s?per ?cent(?:age points?)?\b|\s(?:in|out of|of|per) (?:a|every|each|the|one) hundred\b"
)
OUT_OF = re.compile(r"(?:\d|[a-z]) (?:in|out of|per) (?:every |each |the )?$")


def noun_behind(text: str, end: int) -> tuple[str, str, int, bool]:
    """Kind and noun of what stands behind a number, where it ends, and whether it is some of a whole."""
    share = SHARES.match(text, end)
    if share:
        return "share", "percent", share.end(), False
    if ABOARD.match(text, end):
        return "count", "person", end, False
    part = OF_THEM.match(text, end)
    at, more = (part.end() - 1, False) if part else (end, False)
    for _ in range(5):
        m = WORD.match(text, at)
        low = m.group(1).lower() if m and (at == end or text[at] in " \u00a0") else "and"
        if m is None or low in ENDS or (more and low.endswith("ed")):
            break
        found = counted(low)
        if found:
            return (*found, m.end(), part is not None)
        more, at = low in SKIPS, m.end()
    return "count", "", end, part is not None


def counted(low: str) -> tuple[str, str] | None:
    """Kind and noun of a word that a number counts or measures by."""
    if low in MEASURES and low != "percentage":
        return "measure", MEASURES[low]
    name = one(low)
    if name in COINS:
        return "money", name
    return ("count", name) if low not in SKIPS and plural(low) else None


def plural(low: str) -> bool:
    """Whether a word reads as a plural."""
    return low in IRREGULAR or (len(low) > 3 and low.endswith("s") and not NOT_PLURAL.search(low))


def one(noun: str) -> str:
    """The singular of a plural, and a singular as it is."""
    low = noun.lower()
    if low in IRREGULAR:
        return IRREGULAR[low]
    return singular(low) if plural(low) else low


# Words that any group of people goes by: “sailors” and “crew”, “miners” and “men”.
ANYBODY = frozenset("person man crew body victim life dead staff hostage survivor".split())
PEOPLE = re.compile(r"[a-z-]+(?:er|or|ist|ian|ee|man)$|(?:pupil|student|nurse|clerk|resident|tourist|guest|patient|migrant|recruit|conscript|monk|nun|priest|pilgrim|girl|boy|child|youth|inmate|captive|couple|infant|suspect|cadet|tenant|passenger)$")  # fmt: skip
# Things whose names end as those of people do.
NO_PEOPLE = frozenset(
    "tower container number letter water paper tanker trawler freighter liner helicopter launcher roller order border quarter center meter matter river computer newspaper "
    "power tractor reactor sector factor door floor error motor mirror barrier carrier bunker lighter skyscraper trailer freezer corner counter poster charter chapter "
    "flower finger shower hammer drawer locker boiler offer answer monitor generator elevator corridor harbor tumor sensor transformer insulator escalator refrigerator "
    "scooter copper cruiser destroyer cutter dredger bomber interceptor rotor shelter shutter summer winter semester feeder breaker server router printer scanner cylinder "
    "tiger centimeter kilometer millimeter tree committee fee degree burger cover fiber layer ladder laser lever meteor minor major newsletter oyster parameter planter "
    "register semiconductor spider sticker stroller transfer tumbler vigneron voucher marker murder encounter fire disaster adapter caliber chamber timber bulker".split()
)


def same_thing(a: str, b: str) -> bool:
    """Whether two nouns are words for one kind of thing."""
    if not a or not b:
        return False
    return a == b or a in WORDS.get(b, ()) or (a in ANYBODY and person(b)) or (b in ANYBODY and person(a))  # fmt: skip


def person(noun: str) -> bool:
    """Whether a noun is of people."""
    return noun in ANYBODY or (noun not in NO_PEOPLE and PEOPLE.match(noun) is not None)
