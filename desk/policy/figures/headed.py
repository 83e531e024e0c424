"""What a headline gives of an age, a span, a share or a group, and the body nowhere has so. Pure; offsets are code points."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from desk.policy.figures.numbers import TENS, UNITS, in_words
from desk.policy.figures.quantities import Quantity, person
from desk.policy.types import Span
from desk.policy.values import record

IN_LETTERS = rf"(?:(?:{'|'.join(TENS)})(?:-(?:{'|'.join(UNITS)}))?|(?:{'|'.join(UNITS)}))"
N = rf"(?:\d{{1,3}}|{IN_LETTERS})"
SOMEBODY = r"(?i:boy|girl|man|woman|child|son|daughter|teenager|student|pupil|baby|toddler|pensioner|driver|teacher|soldier|doctor|nurse|farmer|worker|runner|sailor|actor|singer|player|officer)"
AGES = re.compile(rf"[A-Za-zÀ-ÿ][\w’-]*[a-zà-ÿ], (?:now )?(?P<a>\d{{1,3}})(?=[.,](?!\d)|[;)]|$)|\((?P<b>\d{{1,3}})\)|\b(?P<c>{N})[- ]years?[- ]olds?\b|\b(?:[Aa]ged|[Aa]t the age of) (?P<d>{N})\b|\b{SOMEBODY} of (?P<e>{N})\b(?! [a-z]+s\b)|(?:^|[.!?“\"] ?|, )[Aa]t (?P<f>{N})(?=,? (?:he|she|you|I|they|one)\b)|\b(?:who is|who was|is|was|turned|turns|[Nn]ow) (?P<g>{N})(?=[.,;]|\s(?:and|years old)\b)")  # fmt: skip


@record
class Headed:
    """Words of a headline, and what the body has instead."""

    span: Span
    was: str

    def moved(self, by: int) -> "Headed":
        """The same so many code points on."""
        return Headed(self.span.moved(by), self.was)


@lru_cache(maxsize=2048)
def ages(text: str) -> tuple[tuple[float, Span, str], ...]:
    """The ages of people that a text gives, each where it stands, in its words."""
    found = ((valued(next(filter(None, m.groups())).lower()), Span(*m.span()), m.group().strip(" ,;(")) for m in AGES.finditer(text))  # fmt: skip
    return tuple(one for one in found if 0 < one[0] < 111)


def valued(words: str) -> float:
    """A number in digits or words; nought where it is none."""
    return float(words) if words.isdigit() else in_words(words) or 0.0


def aged_above(top: str, body: Sequence[tuple[float, Span, str]], numbers: frozenset[float], year: int) -> Iterator[Headed]:  # fmt: skip
    """“Teacher, 52, dies”, and the body tells of one who is 25, and of no birth that many years ago."""
    for value, span, _ in ages(top):
        born = {year - value, year - value - 1} & numbers
        if body and not born and value not in numbers and value not in {age for age, _, _ in body}:
            yield Headed(span, body[0][2])


UNIT = r"(?:hour|minute|day|night|week|month|year|mile|kilomet(?:re|er)|nation|storey|man|woman|judge|point|seat|lane)"
JOINED = re.compile(
    rf"\b(?P<n>{N})-(?P<unit>{UNIT}) (?P<noun>[a-z]{{3,}})(?: (?P<noun2>[a-z]{{3,}}))?\b",
    re.IGNORECASE,
)
OF_THEM = re.compile(
    rf"\b(?P<noun>[a-z]{{3,}}) (?:of|lasting|lasted|lasts|for|would last|will last) (?P<n>{N}) (?P<unit>{UNIT})s\b",
    re.IGNORECASE,
)
POSSESSED = re.compile(
    rf"\b(?P<n>{N}) (?P<unit>{UNIT})s?[’'] (?P<noun>[a-z]{{3,}})\b", re.IGNORECASE
)


@lru_cache(maxsize=2048)
def spans(text: str) -> tuple[tuple[float, str, str, Span, str], ...]:
    """“A four-day truce”, “a truce of five days”: how many of which unit, of what, where."""
    found: list[tuple[float, str, str, Span, str]] = []
    for pattern in (JOINED, OF_THEM, POSSESSED):
        for m in pattern.finditer(text):
            nouns = [m.group("noun"), *([m.group("noun2")] if pattern is JOINED and m.group("noun2") else [])]  # fmt: skip
            value, unit = valued(m.group("n").lower()), m.group("unit").lower()
            found += [(value, unit, noun.lower(), Span(m.start(), m.end("noun")), m.group()) for noun in nouns if value]  # fmt: skip
    return tuple(found)


def spanned_above(top: str, body: Sequence[tuple[float, str, str, Span, str]]) -> Iterator[Headed]:
    """“Four-day truce” above, and below nothing but “a truce of five days”."""
    for value, unit, noun, span, _ in spans(top):
        same = {n: said for n, u, what, _, said in body if u == unit and stem(what) == stem(noun)}
        every = {n for n, u, _, _, _ in body if u == unit}
        if len(same) == 1 and value not in every and next(iter(same)) / value < 6 and value / next(iter(same)) < 6:  # fmt: skip
            yield Headed(span, next(iter(same.values())))
            return


def stem(noun: str) -> str:
    """A noun without the ending of a plural."""
    return noun.removesuffix("s")


PARTS = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fifth": 1 / 5, "sixth": 1 / 6, "eighth": 1 / 8, "tenth": 1 / 10}  # fmt: skip
NOUN = r"(?:the |its |their |all |his |her |[A-Z][\w’-]+ |[\w-]+[’']s? ){0,3}?(?:[a-z-]+ )??(?P<noun>[a-z]{3,}s)\b"
SHARE = re.compile(
    rf"\b(?P<how>(?:(?:well |just )?(?:more than|over|under|less than|fewer than|at least|up to)) )?(?:(?P<k>an?|one|two|three|four) )?(?P<part>half(?= )|(?:third|quarter|fifth|sixth|eighth|tenth)s?(?= of)) (?:of )?{NOUN}"
    rf"|\b(?P<a>{N}) (?:in|out of) (?:every )?(?P<b>{N}) {NOUN.replace('noun', 'noun2')}|(?P<pc>\d+(?:\.\d+)?) ?(?:%|per ?cent) of {NOUN.replace('noun', 'noun3')}"
    rf"|\b(?P<some>\d[\d,]*|{IN_LETTERS}) of (?:the |its |their )?(?P<whole>\d[\d,]*|{IN_LETTERS}) (?:[a-z-]+ )?(?P<noun4>[a-z]{{3,}}s)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=2048)
def shares(text: str) -> tuple[tuple[float, str, Span, str], ...]:
    """“A third of homes”, “one family in five”, “66 of the 110 clinics”: which part of what, where."""
    found = []
    for m in SHARE.finditer(text):
        noun = next(filter(None, (m.group("noun"), m.group("noun2"), m.group("noun3"), m.group("noun4"))))  # fmt: skip
        part = part_of(m)
        if 0 < part < 1 and not m.group("how"):
            found.append((part, noun.lower(), Span(*m.span()), m.group()))
    return tuple(found)


def part_of(m: re.Match[str]) -> float:
    """The part of one that a share is."""
    if m.group("part"):
        many = valued((m.group("k") or "one").lower().replace("an", "one")) or 1.0
        return PARTS[m.group("part").lower().removesuffix("s")] * many
    if m.group("pc"):
        return float(m.group("pc")) / 100
    names = ("a", "b") if m.group("a") else ("some", "whole")
    some, whole = (valued(m.group(name).lower().replace(",", "")) for name in names)
    return some / whole if whole else 0.0


def shared_above(top: str, body: Sequence[tuple[float, str, Span, str]]) -> Iterator[Headed]:
    """“Third of homes without power”, and the body has a quarter of the homes, and no third of anything."""
    for part, noun, span, _ in shares(top):
        same = [(p, said) for p, what, _, said in body if what == noun]
        if same and not any(abs(p - part) <= 0.12 * part for p, _, _, _ in body):
            yield Headed(span, same[0][1])


# What happened to some whom a headline counts and does not name: “Twelve freed from compound”.
PART = r"(?:freed|released|rescued|saved|evacuated|held|detained|charged|missing|stranded|trapped|found|deported|jailed|sacked|fired|suspended|expelled|home(?:less)?|back|displaced|evicted|infected|sickened|ill|poisoned|quarantined|abducted|kidnapped|taken|seized|honoured|elected|feared lost|pulled (?:out|alive)|brought (?:out|ashore|home)|come home|fly home|return)"
UNCOUNTED = re.compile(rf"^(?P<n>{N}) (?:people )?{PART}\b", re.IGNORECASE)


@lru_cache(maxsize=256)
def uncounted(top: str) -> bool:
    """Whether a headline or dek opens on how many, of whom it does not say who they are."""
    return UNCOUNTED.search(top) is not None


def unnamed_above(top: str, body: Sequence[Quantity], numbers: frozenset[float], text: str) -> Iterator[Headed]:  # fmt: skip
    """“Twelve freed from compound”, and the body opens on thirteen young men and nowhere has twelve."""
    m = UNCOUNTED.search(top)
    value = valued(m.group("n").lower()) if m else 0.0
    people = [q for q in body if q.kind == "count" and q.exact and not q.portion and (person(q.noun) or OF_A_LAND.search(text, 0, q.stop))]  # fmt: skip
    if any(ONE_MORE.match(text, q.stop) for q in people):
        return
    beside = {q.value + n for q in people for n in numbers if n > 1} | {q.value - n for q in people for n in numbers if n > 1}  # fmt: skip
    if m and len(people) == 1 and value > 1 and value not in numbers | beside and 1 / 2 < people[0].value / value < 2:  # fmt: skip
        yield Headed(Span(*m.span()), people[0].said)


OF_A_LAND = re.compile(r"\b[A-Z][a-z]+(?:ans|is|ers)$")  # “thirteen young Ugandans”
ONE_MORE = re.compile(r",? (?:and|with) (?:an?|one|the|his|her|their|its|another) ")
GROUPS = {"pair": 2, "duo": 2, "twins": 2, "couple": 2, "trio": 3, "triplets": 3, "threesome": 3, "quartet": 4, "foursome": 4, "quadruplets": 4, "quintet": 5, "sextet": 6}  # fmt: skip
GROUP = re.compile(rf"\b(?P<word>{'|'.join(GROUPS)})\b(?! of\b)", re.IGNORECASE)


@lru_cache(maxsize=256)
def groups(top: str) -> bool:
    """Whether a headline or dek tells of a pair, a trio or another group of a number."""
    return GROUP.search(top) is not None


def grouped_above(top: str, body: Sequence[Quantity], numbers: frozenset[float]) -> Iterator[Headed]:  # fmt: skip
    """“Trio rescued”, and the body counts four."""
    people = {q.value: q for q in body if q.kind == "count" and q.exact and person(q.noun) and not q.portion}  # fmt: skip
    for m in GROUP.finditer(top):
        value = GROUPS[m.group("word").lower()]
        if len(people) == 1 and value not in numbers and abs(next(iter(people)) - value) <= 2:
            yield Headed(Span(*m.span()), next(iter(people.values())).said)
