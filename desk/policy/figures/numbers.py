"""Numbers in words and digits. Pure; offsets are code points."""

import re
from functools import lru_cache
from math import isfinite

from desk.policy.patterns import AnyCase
from desk.policy.values import record

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
WORDED = rf"(?:{SMALL})(?:(?:[- ]|\s+and\s+)(?:{SMALL}|hundred|thousand|million))*"
NUMBER = AnyCase(
    rf"(?<![\w.,:/$€£-])(?P<digits>\d{{1,3}}(?:[,\u2009\u202f ]\d{{3}})+|\d+(?:\.\d+)?)"
    rf"(?:\s(?P<scale>thousand|million|billion))?(?![\w/%]|:\d|-[a-z]|\.\d)"
    rf"|\b(?P<words>(?:half a|a|two|three|several) dozen|(?:(?:{SMALL})(?:[- ](?:{SMALL}))?|an?) (?:and (?:a half|a quarter|three[- ]quarters) (?:hundred|thousand|million|billion)|(?:hundred|thousand|million|billion) and (?:a half|a quarter|three[- ]quarters))|half a (?:million|billion)|a (?:hundred|thousand|score|couple|brace)(?: and (?:{WORDED}))?|(?:hundred|thousand) and (?:{WORDED})|{WORDED}"
    rf"|dozens|scores|hundreds|thousands)\b(?!-[a-z])"
)
LEAST = re.compile(
    r"\b(?:at least|no fewer than|no less than|not fewer than|more than|over|above|upwards of|in excess of|a minimum of|pass(?:es|ed|ing)?|tops|topped|topping|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?)\s*$",
    re.IGNORECASE,
)
ROUGH = re.compile(
    r"\b(?:about|around|some|nearly|almost|(?<!adds )(?<!add )(?<!adding )(?<!added )up to|as many as|roughly|approximately|close to|an estimated|perhaps|possibly|nears|nearing|approach(?:es|ing|ed)|fewer than|less than|under)\s*$",
    re.IGNORECASE,
)
LAST_OF_LEAST = ("least", "than", "less", "over", "above", "of", "minimum of", "pass", "passes", "passed", "passing", "tops", "topped", "topping", "exceed", "exceeds", "exceeded", "exceeding", "surpass", "surpasses", "surpassed", "surpassing")  # fmt: skip
LAST_OF_ROUGH = ("about", "around", "some", "nearly", "almost", "up to", "as", "approximately", "roughly", "close to", "estimated", "perhaps", "possibly", "nears", "nearing", "approaches", "approaching", "approached", "than", "many as", "under", "to")  # fmt: skip


@record
class Number:
    """A number as it stands: value, whether exact, and its words."""

    value: float
    start: int
    end: int
    said: str
    exact: bool = True
    least: bool = False

    def moved(self, by: int) -> "Number":
        """The same number so many code points on."""
        start, end = self.start + by, self.end + by
        return Number(self.value, start, end, self.said, self.exact, self.least)


# “Two and a half million”, “a million and a half”, “half a million”.
FRACTION = re.compile(r"(?:\b(?P<before>hundred|thousand|million|billion) )?(?:and )?(?P<part>a half|half a|a quarter|three[- ]quarters)(?: (?P<scale>hundred|thousand|million|billion))?$")  # fmt: skip
PART_OF = {"a half": 0.5, "half a": 0.5, "a quarter": 0.25, "three-quarters": 0.75, "three quarters": 0.75}  # fmt: skip
ROUGHLY = frozenset({"dozens", "scores", "hundreds", "thousands", "several dozen"})
BUNCHES = {"half a dozen": 6, "a dozen": 12, "two dozen": 24, "three dozen": 36, "a score": 20, "a couple": 2, "a brace": 2}  # fmt: skip


@lru_cache(maxsize=4096)
def in_words(words: str) -> float | None:
    """The value of a number in words; None where it is no exact one."""
    low = " ".join(words.lower().split())
    if low in ROUGHLY:
        return None
    if low in BUNCHES:
        return float(BUNCHES[low])
    part = FRACTION.search(low)
    return with_a_part(low[: part.start()].strip(), part) if part else summed(low)


def summed(low: str) -> float | None:
    """What words of numbers come to, one after the other."""
    total = current = 0.0  # as floats: “hundred hundred …” goes on to no end
    for word in re.split(r"[- ]", low):
        if word in UNITS:
            current += UNITS[word]
        elif word in TENS:
            current += TENS[word]
        elif word == "hundred":
            current = max(current, 1) * 100
        elif word in SCALES:
            total, current = total + max(current, 1) * SCALES[word], 0
    return total + current if isfinite(total + current) else None


def with_a_part(whole: str, m: re.Match[str]) -> float | None:
    """“Two and a half million”: some of a scale, and a half or a quarter of it."""
    before, scale = m.group("before"), SCALES.get(m.group("before") or m.group("scale") or "", 1)
    units = in_words(
        f"{whole} {before}" if before and whole not in {"a", "an"} else before or whole
    )
    return None if units is None else units / (scale if before else 1) * scale + PART_OF[m.group("part")] * scale  # fmt: skip


BEYOND = 1e15  # more than anybody counts, and than a float holds exactly


@lru_cache(maxsize=4096)
def numbers(text: str) -> tuple[Number, ...]:
    """Numbers of a text in order; years and hours are numbers too, callers sort them out."""
    out: list[Number] = []
    for match in NUMBER.finditer(text):
        beside = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
        if beside == "[]" and match.group("digits"):
            continue  # the number of a link
        before = text[max(0, match.start() - 18) : match.start()]
        if match.group("digits"):
            value: float | None = float(re.sub(r"[^\d.]", "", match.group("digits")))
            value = (value or 0) * SCALES.get((match.group("scale") or "").lower(), 1)
        else:
            value = in_words(match.group("words"))
        value = value if value is not None and value < BEYOND else None
        least = says(LEAST, LAST_OF_LEAST, before)
        exact = value is not None and not least and not says(ROUGH, LAST_OF_ROUGH, before)
        start, end = match.span()
        out.append(Number(value or 0.0, start, end, text[start:end], exact, least))
    return tuple(out)


def says(how: re.Pattern[str], lasts: tuple[str, ...], before: str) -> bool:
    """Whether the words before a number end on some way to say it; their last letters are looked at first."""
    return before.rstrip().lower().endswith(lasts) and how.search(before) is not None


def has_number(text: str) -> bool:
    """Whether any number stands in a text."""
    return bool(numbers(text))
