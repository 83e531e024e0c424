"""A figure of headline or dek that the body bears out nowhere, beside the one it must mean. Pure.

“Boat with 141 on board towed to Crete” above, “a boat with about 140 persons” below: no noun is the same, but
of all that the body counts one figure is as near, and stands among the headline's own words.
"""

import re
from collections.abc import Iterator, Sequence

from desk.policy.figures.numbers import numbers
from desk.policy.figures.quantities import ANYBODY, ENDS, Quantity, person, same_thing
from desk.policy.figures.restated import (
    LARGE,
    OF_MANY,
    SPANS_OF_TIME,
    Otherwise,
    around,
    foreign,
    one_sentence,
    rounds,
)

WORDS = re.compile(r"[A-Za-zÀ-ÿ][\w’'-]+")
STEM = 5  # letters of a word that it shares with its kin: “deported”, “deportation”
WINDOW = 90  # code points on either side in which the words of one event stand
FEW = 2  # words in common that make two figures one, where the nouns are not the same
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth".split()
SETS = {"both": 2, "twice": 2, "pair": 2, "couple": 2, "twins": 2, "double": 2, "doubled": 2, "trio": 3, "thrice": 3, "dozen": 12, "fortnight": 14}  # fmt: skip
# “Two outlets count the same cars”: the body names them, and counts the cars.
TELLERS = frozenset("outlet source agency newsroom newspaper paper broadcaster station channel account witness reporter correspondent monitor observer media site portal".split())  # fmt: skip
BY_HAND = 2  # of large figures so near ones are seldom two things
OF_BEFORE = re.compile(r"\b(?:revis\w+|correct\w+|updat\w+|earlier|previous\w*|initial\w*|at first|originally|instead of|up from|down from|last year|not \w+ but|first (?:put|gave|said|reported))\b", re.IGNORECASE)  # fmt: skip
NTH = re.compile(r"(?:st|nd|rd|th|first|second|third)$")
AND_ONE = re.compile(
    r"[^.;]*?\b(?:and|with|plus) (?:an?|one|his|her|their|another)\b", re.IGNORECASE
)
AT_LEAST = re.compile(r"\b(?:at least|no fewer than)\s$", re.IGNORECASE)


def unborne(top_text: str, top: Sequence[Quantity], body: Sequence[Quantity], text: str) -> Iterator[Otherwise]:  # fmt: skip
    """Each exact figure above that the body has in no form, and the one of the body it was meant for."""
    asked = [q for q in top if q.value > 1 and q.value == int(q.value) and q.noun not in OF_MANY | TELLERS and not q.portion and not NTH.search(q.said) and (q.exact or at_least(top_text, q))]  # fmt: skip
    asked = [q for q in asked if not borne(q, body, text)]
    if not asked:
        return
    other_words, above = in_other_words(text), {n.value for n in numbers(top_text)}
    others = [b for b in body if b.value not in above]
    for q in asked:
        was = None if q.value in other_words else meant(q, top_text, others, text)
        if was is not None and (q.exact or was.value < q.value or at_least(text, was)):
            yield Otherwise(q, was)


def borne(q: Quantity, body: Sequence[Quantity], text: str) -> bool:
    """Whether the body has a value, rounds to it, or comes to it: with what may be of that thing in a row, or in one sentence."""
    # A magnitude of 4.7 is no five buildings.
    like = (b for b in body if b.value % 1 == 0 or q.kind != "count" or q.noun == b.noun)
    if any(b.value == q.value or rounds(b.value, q.value) for b in like):
        return True
    kin = [b for b in body if not b.noun or (b.kind == q.kind and (not q.noun or same_thing(b.noun, q.noun) or person(b.noun) is person(q.noun) is True))]  # fmt: skip
    for n, b in enumerate(kin):
        total = b.value
        for o in kin[n + 1 : n + 5]:
            total += o.value
            pair = (b.value + o.value, abs(b.value - o.value)) if one_sentence(text, b, o) else ()
            if q.value in (total, *pair):
                return True
    return False


def at_least(text: str, q: Quantity) -> bool:
    """Whether a figure is given as the least: another one is no rounder."""
    return AT_LEAST.search(text, max(0, q.start - 14), q.start) is not None


def in_other_words(text: str) -> set[float]:
    """Values that a text has as an ordinal, a pair, a dozen."""
    low = {w.lower() for w in WORDS.findall(text)}
    found = {float(n) for n, word in enumerate(ORDINALS, 1) if word in low}
    return found | {float(n) for word, n in SETS.items() if word in low}


def meant(q: Quantity, top_text: str, body: Sequence[Quantity], text: str) -> Quantity | None:
    """The one figure of the body that stands among the same words and is near; none where two might be. A piece tells
    of many spans of time: only the lede's is the headline's."""
    ours, lede = stems(top_text), len(text.partition("\n")[0])
    near = [
        b
        for b in body
        if one_size(q, b)
        and of_one_kind(q, b)
        and (b.exact or at_least(text, b))
        and not may_be_part(q, b, text)
        and (b.start < lede or q.noun not in SPANS_OF_TIME)
    ]
    like = [(shared(ours, q, b, text) + (b.start < lede), b) for b in near]
    most = max((n for n, _ in like), default=0)
    best = [b for n, b in like if n == most]
    if (
        most < FEW
        or len({b.value for b in best}) != 1
        or any(OF_BEFORE.search(around(text, b)) for b in best)
    ):
        return None
    return best[0]


def of_one_kind(q: Quantity, b: Quantity) -> bool:
    """Whether two may count one thing: hours are held against hours alone."""
    if SPANS_OF_TIME & {q.noun, b.noun}:
        return q.noun == b.noun
    return q.kind == b.kind and not foreign(q, b)


def may_be_part(q: Quantity, b: Quantity, text: str) -> bool:
    """“Two women and a boy”: three above; “four spinners” of six laid off, of whom no more is told."""
    if q.value - b.value == 1 and AND_ONE.search(text, b.stop, b.stop + 120):
        return True
    some = person(b.noun) and b.noun not in ANYBODY
    return q.value > b.value and not q.noun and some and q.value < LARGE


def shared(ours: frozenset[str], q: Quantity, b: Quantity, text: str) -> int:
    """How many words the two have in common; the same noun counts for two."""
    beside = stems(text[max(0, b.start - WINDOW) : b.stop + WINDOW])
    same = bool(q.noun) and q.noun == b.noun and q.noun not in SPANS_OF_TIME
    # Of smaller figures one is near another by chance.
    small = q.value < LARGE and not (q.noun and b.noun)
    close = q.value >= LARGE and abs(q.value - b.value) <= BY_HAND
    return len(ours & beside) + FEW * same + close - (small or q.noun in SPANS_OF_TIME)


def stems(text: str) -> frozenset[str]:
    """The words of a text that say something, cut so that kin are alike."""
    words = (w.lower() for w in WORDS.findall(text))
    return frozenset(w[:STEM] for w in words if len(w) > 3 and w not in ENDS)


def one_size(q: Quantity, b: Quantity) -> bool:
    """Whether one figure may be a slip for the other: by two, or by a tenth."""
    return b.value > 1 and 0 < abs(q.value - b.value) <= max(2, q.value / 10)
