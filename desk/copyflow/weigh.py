"""Weigh a change of words: does it only take away? Pure; `correct` asks it and nobody else."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from desk.policy.attribution import is_softener

WORD = re.compile(r"\w+(?:[’'-]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Weight:
    """Whether a change only takes away, and in a sentence why not."""

    downward: bool
    why: str = ""


def weigh(
    old: Sequence[str], new: Sequence[str], *, byline_same: bool = True, cites_same: bool = True
) -> Weight:
    """Compare zone by zone: only deletions, none of them a word that softens a claim.

    A citation that goes is an attribution that goes. Punctuation and capitals left by a cut
    sentence are not words.
    """
    if not byline_same:
        return Weight(downward=False, why="The byline changed.")
    if not cites_same:
        return Weight(downward=False, why="A citation changed: what a sentence rests on.")
    for before, after in zip(old, new, strict=True):
        verdict = weigh_zone(before, after)
        if not verdict.downward:
            return verdict
    return Weight(downward=True)


def weigh_zone(before: str, after: str) -> Weight:
    """One zone's words, case folded, by the runs that differ."""
    was, now = WORD.findall(before), WORD.findall(after)
    matcher = SequenceMatcher(
        None, [w.casefold() for w in was], [w.casefold() for w in now], autojunk=False
    )
    for act, i1, i2, j1, j2 in matcher.get_opcodes():
        added = [w for w in now[j1:j2] if w[0].isalnum()]
        gone = [w for w in was[i1:i2] if w[0].isalnum()]
        if act == "equal":
            continue
        if added:
            return Weight(downward=False, why=f"It adds “{' '.join(added)}”.")
        if gone and is_softener(" ".join(was[i1:i2])):
            return Weight(
                downward=False, why=f"It takes out “{' '.join(gone)}”, which weakens a claim."
            )
    return Weight(downward=True)
