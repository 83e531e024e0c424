"""Figures in words and digits, and figures of people harmed. Pure; offsets are code points."""

import re
from dataclasses import dataclass
from functools import lru_cache

UNITS = {
    w: n
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen".split()
    )
}
TENS = {
    w: (n + 2) * 10
    for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())
}
SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
SMALL = "|".join([*TENS, *UNITS])
IN_WORDS = rf"(?:(?:a|{SMALL})(?:[- ](?:{SMALL}|hundred|thousand|million|and))*)"
NUMBER = re.compile(
    rf"(?<![\w.,])(?P<digits>\d{{1,3}}(?:[,  ]\d{{3}})+|\d+(?:\.\d+)?)(?:\s(?P<scale>thousand|million|billion))?(?![\w])"
    rf"|\b(?P<words>(?:{SMALL})(?:[- ](?:{SMALL}|hundred|thousand|million))*|a (?:dozen|hundred|thousand)|dozens|scores|hundreds)\b",
    re.IGNORECASE,
)
LEAST = re.compile(r"\b(?:at least|no fewer than|more than|over|upwards of)\s*$", re.IGNORECASE)
ROUGH = re.compile(
    r"\b(?:about|around|some|nearly|almost|up to|as many as|roughly|approximately)\s*$",
    re.IGNORECASE,
)
DEATH = r"(?:killed|dead|died|dies|die|deaths?|slain|perished|fatalities|lost their lives)"
HURT = r"(?:hurt|injured|wounded|injuries|hospitali[sz]ed)"
MISSING = r"(?:missing|unaccounted for|trapped)"
HARMS = {"killed": DEATH, "hurt": HURT, "missing": MISSING}
PERSONS = (
    r"(?:people|persons?|civilians?|residents?|children|child|women|men|woman|man|workers?|soldiers?|others?|more|"
    r"patients?|passengers?|villagers?|students?|pupils?|members?|rescuers?|medics?|journalists?|adults?|"
    r"[a-z-]+ (?:people|children|residents|civilians|women|men|workers|soldiers))"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands: value, whether exact, and its words."""

    value: float
    start: int
    end: int
    said: str
    exact: bool = True
    least: bool = False


@dataclass(frozen=True, slots=True)
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


def in_words(words: str) -> float | None:
    """The value of a number in words; None where it is no exact one."""
    low = words.lower()
    rough = {
        "dozens": None,
        "scores": None,
        "hundreds": None,
        "a dozen": 12,
        "a hundred": 100,
        "a thousand": 1000,
    }
    if low in rough:
        value = rough[low]
        return float(value) if value is not None else None
    total = current = 0
    for word in re.split(r"[- ]", low):
        if word in UNITS:
            current += UNITS[word]
        elif word in TENS:
            current += TENS[word]
        elif word == "hundred":
            current = max(current, 1) * 100
        elif word in SCALES:
            total, current = total + max(current, 1) * SCALES[word], 0
    return float(total + current)


@lru_cache(maxsize=4096)
def numbers(text: str) -> tuple[Number, ...]:
    """Numbers of a text in order; years and hours are numbers too, callers sort them out."""
    out: list[Number] = []
    for match in NUMBER.finditer(text):
        before = text[max(0, match.start() - 16) : match.start()]
        if match.group("digits"):
            value: float | None = float(re.sub(r"[,  ]", "", match.group("digits")))
            value = (value or 0) * SCALES.get((match.group("scale") or "").lower(), 1)
        else:
            value = in_words(match.group("words"))
        least = bool(LEAST.search(before))
        exact = value is not None and not least and not ROUGH.search(before)
        out.append(Number(value or 0.0, match.start(), match.end(), match.group(), exact, least))
    return tuple(out)


def has_number(text: str) -> bool:
    """Whether any number stands in a text."""
    return bool(numbers(text))


@lru_cache(maxsize=4096)
def casualty_figures(text: str) -> tuple[Figure, ...]:
    """Counts of people killed, hurt or missing, each with the words that say so."""
    found: list[Figure] = []
    for number in numbers(text):
        figure = figure_after(text, number) or figure_before(text, number)
        if figure:
            found.append(figure)
    return tuple(found)


def figure_after(text: str, number: Number) -> Figure | None:
    """“six people were killed”, “12 hurt”, “nine residents, two of them children, died”."""
    tail = text[number.end : number.end + 90]
    for harm, words in HARMS.items():
        match = re.match(
            rf"\s+(?:of (?:them|the dead|whom)\s+)?(?:{PERSONS}\s+)?(?:\([^)]*\)\s+|,[^,.;]{{0,40}},\s+)?"
            rf"(?:(?:in|at|from|on) (?:the )?[A-Z]\w+(?: [A-Z]\w+)*\s+)?"
            rf"(?:were|was|are|is|have been|had been|has been|had|have|also)?\s*(?:also |been |confirmed |reported |left |\w+ly )?{words}\b",
            tail,
            re.IGNORECASE,
        )
        if match:
            return make(text, number, harm, number.start, number.end + match.end())
    return None


def figure_before(text: str, number: Number) -> Figure | None:
    """“killed six people”, “injuring 12”, “the death toll rose to 14”."""
    head = text[max(0, number.start - 60) : number.start]
    verbs = {
        "killed": r"(?:kill(?:ed|s|ing)|death toll[^.;]{0,25}|toll (?:rose|climbed|stood|rises|climbs)[^.;]{0,12}|deaths? of)",
        "hurt": r"(?:injur(?:ed|es|ing)|wound(?:ed|s|ing)|hurt(?:s|ing)?)",
    }
    for harm, words in verbs.items():
        match = re.search(
            rf"\b{words}\s+(?:to\s+|at\s+)?(?:at least |about |some |more than |nearly |up to |around |another )?$",
            head,
            re.IGNORECASE,
        )
        if match:
            start = max(0, number.start - 60) + match.start()
            return make(text, number, harm, start, number.end)
    return None


def make(text: str, number: Number, harm: str, start: int, end: int) -> Figure:
    """A figure with its span."""
    return Figure(
        number.value, harm, start, end, text[start:end], number.exact, number.least, number
    )
