"""What a stretch of copy rests on: sources cited or speaking there, in order. Pure.

A mention is not evidence: a source counts where it is cited, where it speaks, or where its link
stands in the sentence. Two unknown owners are one owner; an unclassed source is no second origin.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from desk.policy.hours.zones import Region
from desk.policy.once import once
from desk.policy.sources import listed
from desk.policy.sources.attribution import speakers
from desk.policy.types import Facts, LinkFacts, SourceFacts, Span, ZoneKind
from desk.policy.values import record
from wires.links import read
from wires.origins import Seen, count


@record
class Evidence:
    """One source in evidence, where it stands in the zone, and its origin."""

    source: SourceFacts
    span: Span
    origin: str


def source_of_link(facts: Facts, href: str) -> SourceFacts | None:
    """The register's source behind a link, by account or by domain."""
    return listed.behind(listed.register(facts.sources), href)


def unknown_source(link: LinkFacts) -> SourceFacts:
    """A stand-in for a source the register does not have: unclassed, owner not known."""
    found = read(link.href)
    name = found.handle or found.domain or link.href
    return SourceFacts(name=name, key=f"link:{found.platform}:{name.lower()}")


@once
def of_links(facts: Facts) -> list[tuple[LinkFacts, SourceFacts]]:
    """Every link with its source."""
    return [
        (link, source_of_link(facts, link.href) or unknown_source(link)) for link in facts.links
    ]


def in_region(facts: Facts, region: Region) -> list[Evidence]:
    """Sources in evidence in a stretch, in the order they stand there."""
    found: list[Evidence] = []
    if region.zone.kind is ZoneKind.BODY:
        found += [
            Evidence(cite.item.source, cite.span, cite.item.origin)
            for cite in facts.citations
            if region.start <= cite.span.start <= region.end
        ]
    for name, span in speakers(region.text):
        source = register_name(facts, name)
        if source:
            found.append(
                Evidence(source, region.span(span.start, span.end), f"speaker:{source.key}")
            )
    for name, span in joined_speakers(region.text):
        source = register_name(facts, name)
        where = region.span(span.start, span.end)
        if source and not any(e.source.key == source.key for e in found):
            found.append(Evidence(source, where, f"speaker:{source.key}"))
    opener = OPENS_LINE.match(region.text) if region.zone.kind in ABOVE else None
    source = register_name(facts, opener[1]) if opener else None
    if opener and source:
        found.append(Evidence(source, region.span(*opener.span(1)), f"speaker:{source.key}"))
    return sorted(found, key=lambda e: (e.span.start, e.span.end))


ABOVE = frozenset({ZoneKind.HEADLINE, ZoneKind.DEK})
# A name of at most six words: bounded, so that a page of capitals costs no more than it is long.
NAME = r"[A-Z]\w+(?: [A-Z]\w+){0,5}"


# “Tass: plant hit” gives a headline's words to Tass.
OPENS_LINE = re.compile(rf"({NAME}):\s")


SECOND = rf" and ({NAME}) (?=\w+ed\b|say)"
# Most copy has no second speaker, and to look for one is quick: the word before it is always the same.
HAS_SECOND, JOINED = re.compile(SECOND), re.compile(rf"\b{NAME}{SECOND}")


@lru_cache(maxsize=256)
def joined_speakers(text: str) -> tuple[tuple[str, Span], ...]:
    """The second of two who speak together: “Reuters and Ukrainska Pravda reported”."""
    found = JOINED.finditer(text) if HAS_SECOND.search(text) else ()
    return tuple((m.group(1), Span(*m.span(1))) for m in found)


def register_name(facts: Facts, said: str) -> SourceFacts | None:
    """The source that a speaker's name is, the longest name first."""
    fits = listed.named(said, listed.register(facts.sources))
    return max(fits, key=lambda s: len(s.name), default=None)


@once
def everything(facts: Facts) -> list[Evidence]:
    """All that the piece rests on: citations, else the links it lists."""
    if facts.citations:
        return [Evidence(c.item.source, c.span, c.item.origin) for c in facts.citations]
    return [
        Evidence(source, link.span or Span(0, 0), read(link.href).key or link.href)
        for link, source in of_links(facts)
    ]


def owners(found: Iterable[Evidence]) -> int:
    """Different owners of different origins; unknown ones are one together, unclassed ones add none."""
    known = (Seen(e.origin, e.source.owner or "") for e in found if e.source.classed)
    return count(known).owners


def origins(found: Iterable[Evidence]) -> int:
    """Different origins: relays of one post are one."""
    return count(Seen(e.origin) for e in found).origins


def owner_words(number: int) -> str:
    """“one owner”, “two owners”."""
    return {0: "no owner we know", 1: "one owner"}.get(number, f"{number} owners")
