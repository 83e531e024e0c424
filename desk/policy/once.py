"""What several checks ask of one whole piece, asked once. Pure."""

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from desk.policy.types import Facts

T = TypeVar("T")
W = TypeVar("W")
LATELY = 32  # pieces
pieces: OrderedDict[int, tuple[Facts, dict[Any, Any]]] = OrderedDict()


def answers_of(facts: Facts) -> dict[Any, Any]:
    """What a piece was asked so far; another one in its place in memory is another piece."""
    held = pieces.get(id(facts))
    if held is not None and held[0] is facts:
        return held[1]
    answers: dict[Any, Any] = {}
    pieces[id(facts)] = (facts, answers)
    while len(pieces) > LATELY:
        pieces.popitem(last=False)
    return answers


def once(look: Callable[[Facts], T]) -> Callable[[Facts], T]:
    """A pure function of a piece that is asked once of it; nobody changes what it gives."""

    @wraps(look)
    def asked(facts: Facts) -> T:
        answers = answers_of(facts)
        if look not in answers:
            answers[look] = look(facts)
        return answers[look]  # type: ignore[no-any-return]

    return asked


def once_for(facts: Facts, look: Callable[[Facts, W], T], what: W) -> T:
    """What a pure function says of a piece and one more thing; the very thing, not one like it."""
    answers, key = answers_of(facts), (look, id(what))
    held = answers.get(key)
    if held is None:
        held = answers[key] = (what, look(facts, what))  # while it is held, its id is its own
    return held[1]
