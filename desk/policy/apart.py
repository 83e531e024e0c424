"""Findings of the same words told apart, so that a signature stays with the place it was given for. Pure.

Of those that are alike the first bears the fingerprint of its kind and the others are numbered. Whoever
signs for one has it remembered by what stands on either side of it: a name that was signed stays with
its place when another like it goes or comes, and where that place cannot be told the finding stands.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import count

from desk.policy.types import Facts, Finding, ZoneKind
from desk.policy.values import record

SPACE = re.compile(r"\s+")
ZONE_ORDER = {zone: n for n, zone in enumerate(ZoneKind)}
AROUND = 30  # characters either side that are part of a finding's name
BEYOND = 60  # characters past those, remembered of a signed one
NEAR = 30  # and of these the nearest by which like ones are told apart
Sides = tuple[str, str]


@record
class Setting:
    """What a finding stood in when it was signed: its kind, what was on either side, how many were alike.

    `twins` is how many of those had the same on either side, itself included.
    """

    kind: str
    before: str
    after: str
    alike: int
    twins: int

    def on_both(self, sides: Sides) -> bool:
        """Whether a place has the same on either side."""
        before, after = sides
        return same(self.before[::-1], before[::-1]) and same(self.after, after)

    def on_one(self, sides: Sides) -> bool:
        """Whether a place has the same on one side; an end of the copy tells nothing by itself."""
        before, after = sides
        return bool(
            (before and same(self.before[::-1], before[::-1]))
            or (after and same(self.after, after))
        )


def same(was: str, now: str) -> bool:
    """Whether two stretches begin alike, as far as the shorter goes; nothing is like nothing only."""
    near = min(len(was), len(now), NEAR)
    return was[:near] == now[:near] if near else was == now


# What was signed, by its name; nothing is remembered of what was signed before settings were kept.
Signed = Mapping[str, Setting | None]
Kept = Sequence[tuple[str, Setting]]


def fingerprint(finding: Finding, facts: Facts) -> str:
    """SHA-256 of code, zone, the words and 30 characters either side, white space folded.

    A moved paragraph keeps it, a changed sentence loses it; `told_apart` numbers those that are alike.
    """
    text, low, high = room(finding, facts)
    around = (
        text[max(low, finding.start - AROUND) : finding.start]
        + "\x1f"
        + finding.exact
        + "\x1f"
        + text[finding.end : min(high, finding.end + AROUND)]
    )
    said = around if finding.exact else finding.message
    # What is found of an item is found of that item: another one in its place is another finding.
    item = finding.evidence.get("item", "")
    return digest(finding.code, finding.zone, said, item, folded=bool(finding.exact))


def room(finding: Finding, facts: Facts) -> tuple[str, int, int]:
    """The text a finding stands in, and the ends of its block."""
    zone = facts.zone(finding.zone)
    text = zone.text if zone else "\n".join(link.href for link in facts.links)
    block = zone.block_at(finding.start) if zone else None
    return (text, block.start, block.end) if block else (text, 0, len(text))


@lru_cache(maxsize=4096)
def digest(code: str, zone: str, said: str, item: str, *, folded: bool) -> str:
    """One name for what was found and where; the same words are found again at every key."""
    words = SPACE.sub(" ", said.casefold()) if folded else said
    return hashlib.sha256(f"{code}\x1f{zone}\x1f{words}\x1f{item}".encode()).hexdigest()


def nth(kind: str, n: int) -> str:
    """The name of the first, second, third … of a kind."""
    return kind if n == 1 else hashlib.sha256(f"{kind}\x1f{n}".encode()).hexdigest()


def told_apart(
    found: Iterable[Finding], facts: Facts, signed: Signed | None = None
) -> list[Finding]:
    """Findings with a name each: of the same words in like places, the second is another than the first.

    So one signature lets one of them pass, and a sentence that is pasted again is asked about again.
    """
    told = sorted(found, key=lambda f: (ZONE_ORDER[f.zone], f.start))
    kinds: dict[str, list[int]] = {}
    for at, finding in enumerate(told):
        kinds.setdefault(finding.fingerprint, []).append(at)
    remembered = by_kind(signed or {})
    for kind, places in kinds.items():
        kept = remembered.get(kind, ())
        if len(places) == 1 and all(was.alike == 1 for _, was in kept):
            continue
        names = named(kind, [sides(told[at], facts) for at in places], kept, signed or {})
        for at, name in zip(places, names, strict=True):
            told[at] = told[at].but(fingerprint=name)
    return told


def by_kind(signed: Signed) -> dict[str, list[tuple[str, Setting]]]:
    """What is remembered of each kind, in the order it was signed."""
    kinds: dict[str, list[tuple[str, Setting]]] = {}
    for name, was in signed.items():
        if was:
            kinds.setdefault(was.kind, []).append((name, was))
    return kinds


def sides(finding: Finding, facts: Facts) -> Sides:
    """What stands before and after the words a finding is named by; empty at an end of the copy."""
    text, low, high = room(finding, facts)
    start, end = max(low, finding.start - AROUND), min(high, finding.end + AROUND)
    return folded(text[max(0, start - BEYOND) : start]), folded(text[end : end + BEYOND])


def folded(words: str) -> str:
    """Words without what white space and case make of them."""
    return SPACE.sub(" ", words.casefold()).strip()


def named(kind: str, places: Sequence[Sides], kept: Kept, signed: Signed) -> list[str]:
    """A name for each place: those that were signed first, then the lowest that nobody has signed."""
    names = dict(as_numbered(kind, len(places), signed))
    for name, was in sorted(kept, key=lambda one: not any(map(one[1].on_both, places))):
        at = place_of(was, places, names)
        if at is not None:
            names[at] = name
    taken = {name for name, _ in kept} | set(names.values())
    others = (name for n in count(1) if (name := nth(kind, n)) not in taken)
    return [names[at] if at in names else next(others) for at in range(len(places))]


def as_numbered(kind: str, most: int, signed: Signed) -> Iterator[tuple[int, str]]:
    """What was signed before settings were kept stays with its number."""
    for at in range(most):
        name = nth(kind, at + 1)
        if name in signed and signed[name] is None:
            yield at, name


def place_of(was: Setting, places: Sequence[Sides], names: Mapping[int, str]) -> int | None:
    """Which place that has no name yet a signature was given for; None where that cannot be told."""
    both = [at for at, sides in enumerate(places) if was.on_both(sides)]
    if both:
        # Of a passage that stood there twice nobody can tell which is gone.
        free = [at for at in both if at not in names]
        return free[0] if free and len(both) >= was.twins else None
    # Where one of them has gone, one side is not enough: it may be what was beside the other.
    if len(places) < was.alike:
        return None
    one = [at for at, sides in enumerate(places) if at not in names and was.on_one(sides)]
    return one[0] if len(one) == 1 else None


def settings(found: Iterable[Finding], facts: Facts) -> dict[str, Setting]:
    """What each finding stands in, by its name: kept by whoever signs for it."""
    told = [(one.fingerprint, fingerprint(one, facts), sides(one, facts)) for one in found]
    alike = Counter(kind for _, kind, _ in told)
    twins = Counter((kind, where) for _, kind, where in told)
    return {
        name: Setting(kind, *where, alike=alike[kind], twins=twins[kind, where])
        for name, kind, where in told
    }
