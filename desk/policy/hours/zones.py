"""The zones a rule may name, as regions of a piece's texts. Pure.

`headline, dek, body, sources, media, footer, all, sentence:a-b, each sentence:a-b, paragraph:a-b`;
parts of the body report as `body` (CONTRACTS, the stored form of a rule).
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from desk.policy.once import once_for
from desk.policy.text import body_sentences, paragraphs, sentences
from desk.policy.types import Facts, Span, ZoneKind, ZoneText
from desk.policy.values import record

PART = re.compile(r"(each )?(sentence|paragraph):(\d+)(?:-(\d+))?")
WHOLE = frozenset({"headline", "dek", "body", "sources", "media", "footer", "all"})


class ZoneError(ValueError):
    """A sentence that says why a zone cannot be read."""


@record
class Zone:
    """A zone named by a rule: a whole one, or the a-th to b-th sentence or paragraph of the body."""

    name: str
    first: int = 0
    last: int = 0
    each: bool = False


@record
class Region:
    """A stretch of one zone's text."""

    zone: ZoneText
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words of the stretch."""
        return self.zone.text[self.start : self.end]

    def span(self, start: int, end: int) -> Span:
        """A span of the stretch as one of the zone."""
        return Span(self.start + start, self.start + end)


@lru_cache(maxsize=256)
def parse_zone(said: str) -> Zone:
    """A zone from its stored form."""
    name = said.strip()
    if name in WHOLE:
        return Zone(name)
    found = PART.fullmatch(name)
    if not found:
        raise ZoneError(
            f"“{said}” is not a zone. Zones are headline, dek, body, sources, media, footer, all, "
            "sentence:1-3, each sentence:1-5 and paragraph:1."
        )
    first = int(found.group(3))
    last = int(found.group(4) or first)
    if first < 1 or last < first:
        raise ZoneError(f"“{said}” counts from 1 upwards.")
    return Zone(found.group(2), first, last, bool(found.group(1)))


def parse_zones(said: object) -> tuple[Zone, ...]:
    """One zone or a list of them."""
    if isinstance(said, str):
        return (parse_zone(said),)
    if isinstance(said, list) and all(isinstance(one, str) for one in said):
        return tuple(parse_zone(one) for one in said)
    raise ZoneError("Zones are a name or a list of names.")


def whole(zone: ZoneText | None) -> list[Region]:
    """A zone's whole text, nothing where the piece has none."""
    has_words = zone and zone.text and not zone.text.isspace()
    return [Region(zone, 0, len(zone.text))] if zone and has_words else []


def part_spans(facts: Facts, zone: Zone) -> tuple[Span, ...]:
    """The sentences or paragraphs of the body that a part names."""
    every = body_sentences(facts.body) if zone.name == "sentence" else paragraphs(facts.body)
    return every[zone.first - 1 : zone.last]


def regions(facts: Facts, zones: tuple[Zone, ...]) -> tuple[Region, ...]:
    """Where a rule looks, in the order of the piece."""
    return once_for(facts, laid_out, zones)


def laid_out(facts: Facts, zones: tuple[Zone, ...]) -> tuple[Region, ...]:
    """The same, when it is asked first."""
    found: list[Region] = []
    for zone in zones:
        if zone.name in WHOLES:
            found += WHOLES[zone.name](facts)
            continue
        spans = part_spans(facts, zone)
        if zone.each:
            found += [Region(facts.body, s.start, s.end) for s in spans]
        elif spans:
            found.append(Region(facts.body, spans[0].start, spans[-1].end))
    return tuple(found)


def footer(facts: Facts) -> list[Region]:
    """The printed note; in a piece without one, its last paragraph."""
    if facts.note and facts.note.text.strip():
        return whole(facts.note)
    last = paragraphs(facts.body)[-1:]
    return [Region(facts.body, s.start, s.end) for s in last]


def listed(kind: ZoneKind, lines: Iterable[str]) -> list[Region]:
    """A zone of one thing a line: links as written, what the piece says of its pictures."""
    text = "\n".join(lines)
    return [Region(ZoneText(kind, text), 0, len(text))]


WHOLES: dict[str, Callable[[Facts], list[Region]]] = {
    "headline": lambda facts: whole(facts.headline),
    "dek": lambda facts: whole(facts.dek),
    "body": lambda facts: whole(facts.body),
    "all": lambda facts: [*whole(facts.headline), *whole(facts.dek), *whole(facts.body)],
    "sources": lambda facts: listed(ZoneKind.SOURCES, (link.href for link in facts.links)),
    "media": lambda facts: listed(ZoneKind.MEDIA, facts.images),
    "footer": footer,
}


def region_sentences(region: Region) -> tuple[Span, ...]:
    """Sentences of a region, as spans of its zone."""
    if region.zone.kind is ZoneKind.BODY:
        return tuple(
            s for s in body_sentences(region.zone) if s.start < region.end and s.end > region.start
        )
    return tuple(Span(s.start + region.start, s.end + region.start) for s in sentences(region.text))
