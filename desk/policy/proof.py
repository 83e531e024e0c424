"""A rule against its own examples, live: what fires, on which words, and what happens mirrored. Pure.

A framing rule is run a second time with the sides of each example swapped. Where it then speaks
differently, somebody writes down why that is meant, or the rule takes sides by accident.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from desk.policy import packs
from desk.policy.kinds import KINDS
from desk.policy.types import Facts, Finding, Rule, SourceFacts
from desk.policy.values import record

LISTS = (("must_match", True), ("must_not_match", False))
WORDS = ("headline", "dek", "body")
Draft = Mapping[str, Any]


@record
class Ground:
    """What an example is read with: sources that are known, days to count from, sides to swap."""

    sources: tuple[SourceFacts, ...]
    anchors: Mapping[str, str]
    swaps: tuple[tuple[str, str], ...]


@record
class Example:
    """One example of a rule: its list, its place there, whether it should fire, and its words."""

    list: str
    index: int
    wanted: bool
    draft: Draft


@record
class Verdict:
    """What one example did: whether it should fire, whether it does, where, and whether that is well."""

    list: str
    index: int
    wanted: bool
    fired: bool
    findings: tuple[Finding, ...]
    wrong: str = ""

    @property
    def well(self) -> bool:
        """Whether it came out as written."""
        return not self.wrong and self.fired is self.wanted


@record
class Mirror:
    """One example with its sides swapped, where the rule then speaks differently."""

    list: str
    index: int
    swapped: dict[str, Any]
    fires: bool
    fires_swapped: bool
    intended: str

    @property
    def words(self) -> str:
        """The example with its sides swapped, in a line."""
        return " / ".join(str(self.swapped[zone]) for zone in WORDS if self.swapped.get(zone))


@lru_cache(maxsize=1)
def shipped_ground() -> Ground:
    """What the packs that ship know between them."""
    anchors: dict[str, str] = {}
    swaps: dict[tuple[str, str], None] = {}
    for name in packs.names():
        anchors |= packs.load(name).anchors
        swaps |= dict.fromkeys((str(a), str(b)) for a, b in packs.read(name).get("swaps", []))
    return Ground(packs.all_sources(), anchors, tuple(swaps))


def ground(pack_data: Mapping[str, Any] | None = None) -> Ground:
    """What a version's examples are read with: its pack's own data before the shipped packs'."""
    shipped = shipped_ground()
    own = pack_data or {}
    sources = packs.parse_sources(own.get("sources") or [], own.get("classes") or {})
    taken = {source.key for source in sources}
    swaps = tuple((str(a), str(b)) for a, b in own.get("swaps") or [])
    return Ground(
        (*sources, *(s for s in shipped.sources if s.key not in taken)),
        {**shipped.anchors, **(own.get("anchors") or {})},
        swaps or shipped.swaps,
    )


def verdicts(rule: Rule, raw: Mapping[str, Any], read_with: Ground) -> list[Verdict]:
    """Each example of a rule, in order."""
    return [verdict(rule, one, read_with) for one in examples(raw)]


def examples(raw: Mapping[str, Any]) -> Iterator[Example]:
    """Every example of a rule."""
    for name, wanted in LISTS:
        for index, draft in enumerate(raw.get(name) or []):
            yield Example(name, index, wanted, draft)


def verdict(rule: Rule, one: Example, read_with: Ground) -> Verdict:
    """What one example does; one that cannot be read says why."""
    found: tuple[Finding, ...] = ()
    wrong = ""
    try:
        found = tuple(run(rule, one.draft, read_with))
    except packs.PackError as unread:
        wrong = str(unread)
    except Exception as fault:  # noqa: BLE001 - a rule being written must not end the page
        wrong = f"The rule could not be asked ({type(fault).__name__})."
    return Verdict(one.list, one.index, one.wanted, bool(found), found, wrong)


def facts_of(draft: Draft, read_with: Ground) -> Facts:
    """An example as facts."""
    return packs.draft_facts(draft, read_with.sources, read_with.anchors)


def run(rule: Rule, draft: Draft, read_with: Ground) -> Iterator[Finding]:
    """What a rule finds in an example."""
    yield from KINDS[rule.kind].look(facts_of(draft, read_with), rule.params)


def swapped(text: str, swaps: Sequence[tuple[str, str]]) -> str:
    """A text with sides, countries, nationalities and capitals changed for the other side's.

    A side may stand against several others (Israel against Gaza, against Lebanon): the pair counts of
    which both stand in the text, then the first in the table.
    """
    here = [(one, other, says(one, text) + says(other, text)) for one, other in swaps]
    pairs: dict[str, str] = {}
    for one, other, _ in sorted((pair for pair in here if pair[2]), key=lambda pair: -pair[2]):
        if one not in pairs and other not in pairs:
            pairs |= {one: other, other: one}
    if not pairs:
        return text
    return whole(pairs).sub(lambda found: pairs[found.group(1)], text)


def says(words: str, text: str) -> int:
    """One where a text has these words, whole; nought where it has not."""
    return int(words in text and whole([words]).search(text) is not None)


def whole(words: Iterable[str]) -> "re.Pattern[str]":
    """Any of the words, the longest first, and no part of another."""
    longest = sorted(words, key=len, reverse=True)
    return re.compile(r"(?<!\w)(" + "|".join(map(re.escape, longest)) + r")(?!\w)")


def mirrored(draft: Draft, swaps: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """An example with its sides swapped; addresses stay, since they are evidence and not framing."""
    return {
        **draft,
        **{zone: swapped(str(draft[zone]), swaps) for zone in WORDS if draft.get(zone)},
    }


def mirrors(rule: Rule, raw: Mapping[str, Any], read_with: Ground) -> list[Mirror]:
    """Examples at which a rule speaks differently of the other side."""
    found: list[Mirror] = []
    for one in examples(raw):
        other = mirrored(one.draft, read_with.swaps)
        if all(other.get(zone) == one.draft.get(zone) for zone in WORDS):
            continue
        as_is = verdict(rule, one, read_with)
        turned = verdict(rule, replace(one, draft=other), read_with)
        if as_is.fired is not turned.fired:
            said = str(one.draft.get("intended", "")).strip()
            found.append(Mirror(one.list, one.index, other, as_is.fired, turned.fired, said))
    return found


def lacking(raw: Mapping[str, Any]) -> str:
    """What a rule's examples lack before it can be proposed, or nothing."""
    must, must_not = raw.get("must_match") or [], raw.get("must_not_match") or []
    if len(must) < 2:
        return f"It needs two examples that must fire; it has {len(must)}."
    if len(must_not) < 2:
        return f"It needs two examples that must not fire; it has {len(must_not)}."
    if not any(draft.get("near_miss") for draft in must_not):
        return "Mark one of the examples that must not fire as the near miss."
    return ""
