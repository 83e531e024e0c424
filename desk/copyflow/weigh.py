"""Weigh a change of words: does it only take away? Pure; `correct` asks it and nobody else."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from desk.policy.sources.attribution import is_softener

# A number keeps its separators and its per cent; quotation marks and question marks are words here,
# since taking one out makes a claim.
WORD = re.compile(r"\d[\d.,:]*\d%?|\d%?|\w+(?:[’'-]\w+)*|[“”\"«»„?!:]|[^\w\s]")
MEANS = frozenset('“”"«»„?')
STOPS, ASIDES = frozenset(".!?…”»"), frozenset(",;–—()")
# Words beside the lists of attributions, hedges, negations and denials that hold a claim back.
HOLDS_BACK = re.compile(
    r"\b(?:near|nearby|either|or|if|unless|whether|claim\w*|version|account|according|attempt\w*|tr(?:y|ies|ied|ying)|"
    r"plan\w*|would|should|fear\w*|believe\w*|think\w*|thought|suspect\w*|expect\w*|assum\w*|hop(?:e|es|ed)|"
    r"clear(?:ed)?|acquit\w*|exonerat\w*|fail\w*|so-called|accus\w*|charg\w*|trial|former\w*|ex|later|until|before|"
    r"only|mostly|partly|largely|estimat\w*|says?|said|told|reports?|reported)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Weight:
    """Whether a change only takes away, and in a sentence why not."""

    downward: bool
    why: str = ""


def weigh(
    old: Sequence[str], new: Sequence[str], *, byline_same: bool = True, cites_same: bool = True
) -> Weight:
    """Compare zone by zone: only deletions, of sentences, of their ends or asides, none a word that softens a claim.

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
    """One zone's words, case folded, by the runs that differ; one run a sentence at most."""
    was, now = WORD.findall(before), WORD.findall(after)
    matcher = SequenceMatcher(
        None, [w.casefold() for w in was], [w.casefold() for w in now], autojunk=False
    )
    cut_in: set[int] = set()
    for act, i1, i2, j1, j2 in matcher.get_opcodes():
        if act == "equal":
            continue
        why = weigh_run(was[i1:i2], now[j1:j2])
        sentence = sum(w in {".", "!", "?"} for w in was[:i1])
        if not why and words_of(was[i1:i2]) and inside(was, i1, i2):
            why = f"It takes “{' '.join(words_of(was[i1:i2]))}” out of the middle of a sentence, which may say more then."
        if not why and words_of(was[i1:i2]) and sentence in cut_in:
            why = "It cuts one sentence in two places, which may join what did not belong together."
        if why:
            return Weight(downward=False, why=why)
        if words_of(was[i1:i2]):
            cut_in.add(sentence)
    return Weight(downward=True)


def inside(was: list[str], first: int, last: int) -> bool:
    """Whether a cut is of a sentence that goes on behind it: no whole sentence, no end of one, no aside.

    “Half a million” and “a million”, “the empty school” and “the school”: what is left may claim more.
    """
    before, after = was[first - 1] if first else ".", was[last] if last < len(was) else "."
    if after in STOPS | ASIDES | {":"}:
        return False
    marks = (STOPS, ASIDES)
    return not any(was[last - 1] in those and {before, was[first]} & those for those in marks)


def weigh_run(gone: list[str], added: list[str]) -> str:
    """Why a run of words may not go on one name, or nothing."""
    if words_of(added):
        return f"It adds “{' '.join(words_of(added))}”."
    said = " ".join(words_of(gone))
    if MEANS & set(gone) != MEANS & set(added) and not whole(gone):
        return "It takes out a quotation or a question mark, which makes a claim of it."
    if said and (is_softener(" ".join(gone)) or HOLDS_BACK.search(said)):
        return f"It takes out “{said}”, which weakens a claim."
    return ""


def whole(gone: list[str]) -> bool:
    """Whether marks go in pairs, with what they held: a quotation as a whole."""
    return gone.count("“") == gone.count("”") and "?" not in gone and gone.count('"') % 2 == 0


def words_of(run: list[str]) -> list[str]:
    """Words and numbers of a run, without its punctuation."""
    return [w for w in run if w[0].isalnum()]
