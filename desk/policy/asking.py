"""Which rules of a note can say anything of a piece: those whose words stand in it. Pure.

Most rules wait for words that no piece of the day has. Each kind says which plain letters its rule needs
(`cues`); all of a note's are looked for at once, block by block, and a rule none of whose letters stand
anywhere is not asked. A rule that waits for no word, or for a list or a pattern, is always asked.
"""

from functools import lru_cache
from itertools import chain

import ahocorasick_rs

from desk.policy import known
from desk.policy.kinds import KINDS
from desk.policy.lately import lately
from desk.policy.patterns import lowered
from desk.policy.types import Facts, Note, Rule

LATELY = 64


class Letters:
    """Letters that rules need, in one automaton."""

    __slots__ = ("automaton",)

    def __init__(self, cues: tuple[str, ...]) -> None:
        self.automaton = ahocorasick_rs.AhoCorasick(cues)


@lru_cache(maxsize=32)
def letters(cues: tuple[str, ...]) -> Letters:
    """The automaton of these letters."""
    return Letters(cues)


@lru_cache(maxsize=512)
def standing(text: str, wanted: Letters) -> frozenset[int]:
    """Numbers of the letters that stand in a block."""
    found = wanted.automaton.find_matches_as_indexes(lowered(text), overlapping=True)
    return frozenset(hit[0] for hit in found)


def cues_of(rule: Rule) -> frozenset[str]:
    """The letters a rule needs; a broken one is asked of every piece, where it is told as broken."""
    try:
        return KINDS[rule.kind].cues(rule.params)
    except Exception:  # noqa: BLE001 - as in the review
        return frozenset()


class Waiting:
    """A note's rules by what they wait for."""

    __slots__ = ("always", "by_cue", "letters", "note")

    def __init__(self, note: Note) -> None:
        self.note = note
        self.always: list[int] = []
        waiting: dict[str, list[int]] = {}
        for n, rule in enumerate(note.rules):
            cues = cues_of(rule)
            if not cues:
                self.always.append(n)
            for cue in cues:
                waiting.setdefault(cue, []).append(n)
        self.by_cue = list(waiting.values())
        self.letters = letters(tuple(waiting)) if waiting else None


@lately(LATELY)
def waiting_of(note: Note) -> Waiting:
    """The same, kept for the notes that were asked about lately."""
    return Waiting(note)


def rules(note: Note, facts: Facts) -> list[Rule]:
    """The rules of a note that may say something of this piece, in the note's order."""
    waiting = waiting_of(note)
    if waiting.letters is None:
        return list(note.rules)
    zones = [z for z in (facts.headline, facts.dek, facts.body, facts.note) if z]
    beside = "\n".join((*facts.images, *(link.href for link in facts.links)))
    rows = [known.each(zone, standing, waiting.letters) for zone in zones]
    found = standing(beside, waiting.letters).union(*chain.from_iterable(rows))
    chosen = {n for cue in found for n in waiting.by_cue[cue]}
    return [note.rules[n] for n in sorted(chosen.union(waiting.always))]
