"""The language of a text, by py3langid's model, behind one typed door. Loaded at first use.

Its features are short runs of bytes, found by an automaton whose state rests on the last few bytes
alone: walked from every place at once, a text takes a third of the library's time.
"""

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

ENOUGH = 40  # characters below which a guess is worth nothing
READ = 600  # more of them cost their time and change no answer
GLANCE, SURE = (
    160,
    20.0,
)  # characters, and e's power: so far ahead, more of a text changes its answer once in 5,000
Ints = NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True)
class Model:
    """The automaton as arrays: the next state by row and byte, each state's row and feature, and the
    longest feature in bytes; then what each feature says for each language."""

    moves: Ints
    rows: Ints
    features: Ints
    longest: int
    weights: NDArray[np.float32]
    before: NDArray[np.float32]
    names: tuple[str, ...]


def language_of(text: str) -> str | None:
    """ISO 639-1 code of a text of some length, None for a short one."""
    said = text.strip()
    return told(said[:READ]) if len(said) >= ENOUGH else None


@lru_cache(maxsize=4096)
def told(opening: str) -> str:
    """The language of a text's opening; only that is remembered, however long the text.

    A glance is enough where one language is far before the next: so it is with 98 texts of 100.
    """
    scores = weighed(opening[:GLANCE])
    if len(opening) > GLANCE and lead(scores) < SURE:
        scores = weighed(opening)
    return model().names[int(scores.argmax())]


def lead(scores: NDArray[np.float32]) -> float:
    """How far the likeliest language is before the next, as the logarithm of the odds."""
    second, first = np.partition(scores, -2)[-2:]
    return float(first - second)


def lead_over(stated: str, opening: str) -> float:
    """How far the likeliest language is before a stated one; nothing where the model does not know that one."""
    scores, known = weighed(opening), model().names
    theirs = [float(scores[n]) for n, name in enumerate(known) if name == stated]
    return float(scores.max()) - max(theirs) if theirs else 0.0


def weighed(opening: str) -> NDArray[np.float32]:
    """How likely each language is; the first where nothing speaks for any."""
    known = model()
    low = opening.lower() if opening.isupper() else opening
    data = unicodedata.normalize("NFC", low).encode("utf-8", "surrogatepass")
    met, times = np.unique(visited(known, data), return_counts=True)
    if not len(met):
        return np.zeros(len(known.names), np.float32)
    scores: NDArray[np.float32] = np.log1p(times.astype(np.float32)) @ known.weights[met]
    return scores + known.before


def visited(known: Model, data: bytes) -> Ints:
    """Every feature that ends at some place of the text, as often as it does."""
    letters = np.frombuffer(data, np.uint8).astype(np.int64)
    states = np.zeros(len(letters), np.int64)
    for back in range(min(known.longest, len(letters)) - 1, -1, -1):
        states[back:] = known.moves[known.rows[states[back:]] + letters[: len(letters) - back]]
    found: Ints = known.features[states]
    return found[found >= 0]


@cache
def model() -> Model:
    """The library's model as it ships."""
    from py3langid import langid  # noqa: PLC0415 - its model takes a second to load

    read: Any = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE)
    moves, rows = np.asarray(read.tk_nextmove), np.asarray(read.tk_row, np.int64) << 8
    features = np.asarray(read.tk_output)
    weights, before = np.asarray(read.nb_ptc), np.asarray(read.nb_pc)
    return Model(moves, rows, features, depth(moves, rows), weights, before, tuple(read.nb_classes))


def depth(moves: Ints, rows: Ints) -> int:
    """How many bytes lead to the state that is furthest from the start."""
    table = moves.reshape(-1, 256)
    seen = np.zeros(len(rows), bool)
    edge, steps = np.array([0]), -1
    while len(edge):
        seen[edge] = True
        steps += 1
        ahead = np.zeros(len(rows), bool)
        # A few at a time: all at once take more memory than the model.
        for some in np.array_split(np.unique(rows[edge] >> 8), len(edge) // 1000 + 1):
            ahead[table[some]] = True
        edge = np.flatnonzero(ahead & ~seen)
    return steps
