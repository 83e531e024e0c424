"""An example with the words that a rule found, as runs. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from desk.policy.types import Finding

ZONES = ("headline", "dek", "body")


@dataclass(frozen=True, slots=True)
class Run:
    """Words of an example; `found` are those a finding stands on."""

    text: str
    found: bool


@dataclass(frozen=True, slots=True)
class Zone:
    """One zone of an example in runs."""

    name: str
    runs: tuple[Run, ...]


def zones(draft: Mapping[str, Any], findings: Iterable[Finding]) -> tuple[Zone, ...]:
    """The zones that have words, with what was found in each."""
    found = list(findings)
    out: list[Zone] = []
    for name in ZONES:
        text = str(draft.get(name) or "")
        if text:
            spans = sorted((f.start, f.end) for f in found if f.zone == name and f.end > f.start)
            out.append(Zone(name, runs(text, spans)))
    return tuple(out)


def runs(text: str, spans: Iterable[tuple[int, int]]) -> tuple[Run, ...]:
    """A text cut at its spans; where two overlap the first stands."""
    out: list[Run] = []
    at = 0
    for start, end in spans:
        if start < at or end > len(text):
            continue
        if start > at:
            out.append(Run(text[at:start], found=False))
        out.append(Run(text[start:end], found=True))
        at = end
    if at < len(text):
        out.append(Run(text[at:], found=False))
    return tuple(out)
