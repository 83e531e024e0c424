"""Counts of people in a text: how many, what became of them, of whom, counted by whom, where. Pure.

Only what stands in one sentence in plain words is read; what is doubtful is no count. Nothing is added
up: “three of them children” is a part of another count and is left out.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick_rs

from wires import doubt
from wires.tongues import LABELS, OPENING, TONGUES, Tongue

MOST = 12  # counts of one text
READ = 6000  # characters of it
SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\d)[^.!?\n]*)*[.!?]?")
DIGITS = r"\d{1,3}(?:[,. \u00a0\u202f]\d{3})+|\d{1,7}"
NAME = r"[^\W\d_][\w’'-]*"
SPEAKER = 8  # words of a name


@dataclass(frozen=True, slots=True)
class Counted:
    """One count as it stands. `counter` and `place` are empty where the sentence names none."""

    harm: str
    whom: str
    bound: str
    low: int | None
    high: int | None
    said: str
    counter: str
    place: str
    sentence: str


def counts(text: str, language: str | None = None) -> tuple[Counted, ...]:
    """Every count of a text, in its order; one figure in one sentence once."""
    tongue = TONGUES.get((language or "")[:2]) or guess(text)
    if tongue is None:
        return ()
    found: dict[tuple[str, str, str, str], Counted] = {}
    for sentence in sentences(text[:READ], tongue):
        said = " ".join(sentence.split())
        if len(said) < 600 and (harmed(tongue).search(said) or tongue.nobody.search(said)):
            for one in of_sentence(said, tongue):
                found.setdefault((one.harm, one.whom, one.said, one.sentence), one)
    return tuple(found.values())[:MOST]


def sentences(text: str, tongue: Tongue) -> Iterator[str]:
    """The sentences in which a stem stands without which nothing is counted: all stems are looked for
    at once, much cheaper than the patterns."""
    low = text.lower()
    found = [at for _, at, _ in stems(tongue).find_matches_as_indexes(low)]
    if not found:
        return
    exact = len(low) == len(text)  # else a letter has grown, and places say nothing
    for match in SENTENCE.finditer(text):
        at = bisect_left(found, match.start())
        if not exact or (at < len(found) and found[at] < match.end()):
            yield match.group()


@lru_cache(maxsize=8)
def stems(tongue: Tongue) -> ahocorasick_rs.AhoCorasick:
    """Those stems, as one pattern."""
    return ahocorasick_rs.AhoCorasick(tongue.signs)


@lru_cache(maxsize=8)
def harmed(tongue: Tongue) -> re.Pattern[str]:
    """Whether words speak of harm at all."""
    return re.compile("|".join(stem for _, stem in tongue.harms), re.IGNORECASE)


def guess(text: str) -> Tongue | None:
    """The tongue of a text whose language is not known: by letters that only one has, else English."""
    opening = text[:400]
    if re.search(r"[іїєґІЇЄҐ]", opening):
        return TONGUES["uk"]
    if re.search(r"[а-яА-Я]{3}", opening):
        return TONGUES["ru"]
    return TONGUES["es"] if re.search(r"[¿¡ñ]|\b(?:los|las|personas)\b", opening) else TONGUES["en"]


def of_sentence(said: str, tongue: Tongue) -> Iterator[Counted]:
    """The counts of one sentence: each figure of people goes with the harm nearest to it."""
    if doubt.is_no_count(said):
        return
    counted, nobody = (
        figures(said, tongue),
        [m for m in tongue.nobody.finditer(said) if not doubt.is_no_zero(m)],
    )
    if not counted and not nobody:
        return
    counter, place = speaker(said, tongue), place_of(said, tongue)
    taken = [one.span() for one in nobody]
    for match, harm in counted:
        span = doubt.part(match, tongue)
        if any(start < span[1] and span[0] < end for start, end in taken):
            continue
        taken.append(span)
        figure = read_figure(match, span, tongue)
        if figure is None:
            continue
        bound, low, high = figure
        whole = span == match.span("figure")
        words = match.group("bounded").strip() if whole else said[slice(*span)]
        of = whom(match, tongue) if span[1] == match.end("figure") else ""
        yield Counted(harm, of, bound, low, high, words, counter, place, said)
    for match in nobody:
        # Either half of the pattern: “nobody was hurt”, “there were no injuries”.
        none, words = (match.group(name) or match.group(f"{name}2") for name in ("none", "harm"))
        harm = harm_of(words, tongue)
        if harm:
            yield Counted(harm, "", "exact", 0, 0, none, counter, place, said)


def figures(said: str, tongue: Tongue) -> list[tuple[re.Match[str], str]]:
    """Figures with their harm, those that a harm follows closely first."""
    found: list[tuple[int, re.Match[str], str]] = []
    for before, pattern in ((0, figure_first(tongue)), (1, harm_first(tongue))):
        for match in pattern.finditer(said):
            harm = harm_of(match.group("harm"), tongue)
            if harm and not in_part(said, match) and not doubt.is_doubtful(match, tongue):
                found.append((match.start("figure") * 2 + before, match, harm))
    return [(match, harm) for _, match, harm in sorted(found, key=lambda f: f[0])]


@lru_cache(maxsize=8)
def number(tongue: Tongue) -> str:
    """A figure: digits or words, alone or as a range."""
    words = "|".join(sorted((*tongue.numbers, *tongue.vague), key=len, reverse=True))
    one = rf"(?:(?:{DIGITS}|(?:{words})(?:[- ](?:{words}))?)(?:\s(?:{tongue.scale})\b)?)"
    return (
        rf"(?P<bounded>(?:(?P<bound>{tongue.bounds})\s+)?(?<![\w.,:$€£/-])(?P<figure>{one}(?:\s?(?:-|–|{tongue.to})\s?{one})?))"
        rf"(?!\s?(?:%|{tongue.units})\b)(?![\w:/-])(?![.,]\d)"
    )


@lru_cache(maxsize=8)
def figure_first(tongue: Tongue) -> re.Pattern[str]:
    """“At least six people were killed”, “12 hurt”."""
    people = rf"(?:\s(?P<whom>(?:{NAME}\s){{0,2}}?(?:{tongue.people})))?"
    middle = rf"(?:\s\([^)]{{0,40}}\)|,[^,.;]{{0,40}},)?(?:\s(?:{tongue.linking})){{0,4}}"
    return re.compile(
        rf"{number(tongue)}{people}{middle}\s(?P<harm>{tongue.harm})\b", re.IGNORECASE
    )


@lru_cache(maxsize=8)
def harm_first(tongue: Tongue) -> re.Pattern[str]:
    """“Killed at least six people”, “the death toll rose to 14”."""
    people = rf"(?:\s(?P<whom>(?:{NAME}\s){{0,2}}?(?:{tongue.people}))\b|(?=\s?(?:[,.;!?)]|$|{tongue.after})))"
    return re.compile(
        rf"\b(?P<harm>{tongue.harming})(?:\s(?:{tongue.rising}|{tongue.linking})){{0,4}}\s{number(tongue)}{people}",
        re.IGNORECASE,
    )


def in_part(said: str, match: re.Match[str]) -> bool:
    """Whether a figure is a part of another: “including two children”, “three of them”."""
    before, after = said[max(0, match.start("figure") - 14) : match.start("bounded")], said[match.end("figure") :][:9]  # fmt: skip
    return bool(
        re.search(r"(?:including|among them|of whom|incluid[oa]s?|включая|серед них|зокрема|в том числе)\s*$", before, re.IGNORECASE)
        or re.match(r"\s(?:of them|of who|з них|из них|de ellos)", after, re.IGNORECASE)
    )  # fmt: skip


def harm_of(words: str, tongue: Tongue) -> str:
    """Which harm these words say."""
    low = words.casefold()
    return next((name for name, stem in tongue.harms if re.search(stem, low)), "")


def whom(match: re.Match[str], tongue: Tongue) -> str:
    """Of whom: the noun as it stands, nothing for people at large."""
    said = (match.group("whom") or "").strip().casefold()
    return "" if not said or said in tongue.anybody else said[:60]


def read_figure(
    match: re.Match[str], span: tuple[int, int], tongue: Tongue
) -> tuple[str, int | None, int | None] | None:
    """How a figure is meant, and its value or values."""
    words = match.string[slice(*span)].casefold()
    one = value(words, tongue)
    parts = [words] if one is not None else re.split(rf"\s?(?:-|–|\b{tongue.to}\b)\s?", words)
    values = [value(part, tongue) for part in parts if part]
    if len(parts) == 2 and len(values) == 2 and all(v is not None for v in values):
        low, high = values
        return ("range", low, high) if low is not None and high is not None and low < high else None
    said = (match.group("bound") or "").casefold() if span[0] == match.start("figure") else ""
    bound = next((name for name, stem in tongue.bound if re.match(stem, said)), "") if said else ""
    if one is None:
        return ("rough", None, None) if words in tongue.vague else None
    return {
        "least": ("least", one, None),
        "most": ("most", None, one),
        "rough": ("rough", one, one),
    }.get(bound, ("exact", one, one))


def value(words: str, tongue: Tongue) -> int | None:
    """The number that words or digits say; none for “dozens”."""
    low = words.strip().casefold()
    scaled = re.fullmatch(rf"(?P<n>.+?)(?:\s(?P<scale>{tongue.scale}))?", low)
    if scaled is None:
        return None
    factor = tongue.scales.get(scaled.group("scale") or "", 1)
    one = int(re.sub(r"\D", "", low)) if re.fullmatch(DIGITS, low := scaled.group("n")) else None
    one = spelled(low, tongue) if one is None else one
    return one * factor if one is not None and one * factor < 100_000_000 else None


def spelled(low: str, tongue: Tongue) -> int | None:
    """A number in words: one of them, or tens and units."""
    if low in tongue.numbers:
        return tongue.numbers[low]
    parts = [tongue.numbers.get(part, 0) for part in re.split(r" y |[- ]", low)]
    if len(parts) == 2 and parts[0] >= 20 and 0 < parts[1] < 10:
        return parts[0] + parts[1]
    return None


def speaker(said: str, tongue: Tongue) -> str:
    """Who counts, as the sentence names them; empty where it does not."""
    for pattern in tongue.speakers:
        found = pattern.search(said)
        if found:
            words = found.group("who").strip(" ,").split()
            name = " ".join(words[-SPEAKER:])
            return re.sub(rf"^(?:{tongue.articles})\s", "", name, flags=re.IGNORECASE)[:120]
    return ""


def place_of(said: str, tongue: Tongue) -> str:
    """Where: the name after “in”, or the name that opens the line before a colon."""
    found = tongue.where.search(said)
    return found.group("place").strip()[:120] if found else opened(said)


def opened(said: str) -> str:
    """The place before a colon or a dash, “Sadova Street, 14: …”; a label or an office there is none."""
    found = OPENING.match(said)
    place = found.group("place").strip() if found else ""
    words = place.casefold().split()
    return (
        ""
        if not words or LABELS.intersection((words[0], words[-1], " ".join(words)))
        else place[:120]
    )
