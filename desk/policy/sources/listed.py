"""The register's sources laid out for looking up: by link, by account, by the names a text has. Pure.

Laid out once for the same sources; a whole register is some hundreds of names, and asked of every
paragraph.
"""

import re
from functools import lru_cache

import ahocorasick_rs

from desk.policy.lately import lately
from desk.policy.patterns import lowered
from desk.policy.types import SourceFacts, Span
from wires.links import Link, read

LATELY = 16


# Letters that a pattern takes for one where letters match in any case, and lower case keeps apart.
ONE = str.maketrans({"\u0307": None, "ı": "i", "ς": "σ", "µ": "μ"})


def folded(text: str) -> str:
    """Lower case in which all that the patterns of names take for one letter is one: İ, I, ı and i."""
    return lowered(text).translate(ONE)


def apart(text: str, start: int, end: int) -> bool:
    """Whether no letter, figure or dash below stands right before or behind a stretch."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return not (before.isalnum() or before == "_" or after.isalnum() or after == "_")


@lru_cache(maxsize=4096)
def name_patterns(source: SourceFacts) -> tuple[re.Pattern[str], ...]:
    """One pattern per name; short ones mind their capitals."""
    names = (source.name, *source.aliases, *(f"@{h}" for h in source.handles))
    # The Associated Press of Pakistan is not the Associated Press.
    other = r"(?!(?-i: of (?:the )?[A-Z]))" if source.kind in {"agency", "outlet"} else ""
    return tuple(
        re.compile(
            rf"(?<![\w@]){re.escape(name)}(?!\w){other}",
            re.IGNORECASE if len(name) > 4 else re.NOFLAG,
        )
        for name in names
        if name
    )


class Register:
    """Sources in order, with all their names in one automaton."""

    __slots__ = ("automaton", "domains", "handles", "owners", "patterns", "sources")

    def __init__(self, sources: tuple[SourceFacts, ...]) -> None:
        self.sources = sources
        names = [(s.name, *s.aliases, *s.handles) for s in sources]
        pairs = [(name, n) for n, every in enumerate(names) for name in every if name]
        self.owners = [n for _, n in pairs]
        self.automaton = ahocorasick_rs.AhoCorasick([folded(name) for name, _ in pairs])
        self.patterns: dict[int, tuple[re.Pattern[str], ...]] = {}
        self.handles: dict[str, SourceFacts] = {}
        for source in sources:
            for handle in source.handles:
                self.handles.setdefault(handle.lower().lstrip("@"), source)
        self.domains = [(domain, s) for s in sources for domain in s.domains]

    def likely(self, text: str) -> list[int]:
        """Numbers of the sources whose letters stand in a text, in the order of their names."""
        low = folded(text)
        found = self.automaton.find_matches_as_indexes(low, overlapping=True)
        if len(low) == len(text):  # “ap” in “apart” is no name
            found = [hit for hit in found if apart(low, hit[1], hit[2])]
        return list(dict.fromkeys(self.owners[n] for n in sorted({hit[0] for hit in found})))

    def pattern(self, n: int) -> tuple[re.Pattern[str], ...]:
        """One pattern for each name of a source."""
        if n not in self.patterns:
            self.patterns[n] = name_patterns(self.sources[n])
        return self.patterns[n]


@lru_cache(maxsize=LATELY)
def laid_out(sources: tuple[SourceFacts, ...]) -> Register:
    """The register of these sources."""
    return Register(sources)


@lately(LATELY)
def register(sources: tuple[SourceFacts, ...]) -> Register:
    """The same; a tuple that was asked about lately is not hashed again."""
    return laid_out(sources)


@lru_cache(maxsize=4096)
def behind(known: Register, href: str) -> SourceFacts | None:
    """The register's source behind a link, by account or by domain."""
    link = kept(read(href))
    if link.handle and link.handle.lower() in known.handles:
        return known.handles[link.handle.lower()]
    if link.platform != "web":
        return None
    hits = (s for domain, s in known.domains if link.host == domain or link.host.endswith(f".{domain}"))  # fmt: skip
    return next(hits, None)


# An address that holds another one: “web.archive.org/web/2026/https://dawn.com/news/1”.
HOLDS = re.compile(r"https?://[^/]+/.*?(?P<inner>https?://.+)")


def kept(link: Link) -> Link:
    """The page of which an archive keeps a copy or that a mirror shows; any other link as it is."""
    if link.is_proxy and link.offer and not link.handle:
        return read(link.offer)
    held = HOLDS.match(link.url) if link.domain == "archive.org" else None
    return read(held.group("inner")) if held else link


@lru_cache(maxsize=8192)
def named(text: str, known: Register) -> tuple[SourceFacts, ...]:
    """The sources that a text names, in the register's order."""
    found = [n for n in known.likely(text) if any(p.search(text) for p in known.pattern(n))]
    return tuple(known.sources[n] for n in sorted(found))


@lru_cache(maxsize=4096)
def mentions(text: str, known: Register) -> tuple[tuple[Span, SourceFacts], ...]:
    """Where a block names sources, the longest name at each place."""
    found: dict[int, tuple[int, int]] = {}
    for n in known.likely(text):
        for pattern in known.pattern(n):
            for m in pattern.finditer(text):
                if m.end() > found.get(m.start(), (0, 0))[0]:
                    found[m.start()] = (m.end(), n)
    kept: list[tuple[Span, SourceFacts]] = []
    for start in sorted(found):
        end, n = found[start]
        if not kept or start >= kept[-1][0].end:
            kept.append((Span(start, end), known.sources[n]))
    return tuple(kept)
