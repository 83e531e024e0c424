"""What several checks ask of one whole piece, asked once. Pure."""

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from desk.policy.types import Facts

T = TypeVar("T")
LATELY = 32  # pieces
pieces: OrderedDict[int, tuple[Facts, dict[Callable[[Facts], Any], Any]]] = OrderedDict()


def answers_of(facts: Facts) -> dict[Callable[[Facts], Any], Any]:
    """What a piece was asked so far; another one in its place in memory is another piece."""
    held = pieces.get(id(facts))
    if held is not None and held[0] is facts:
        return held[1]
    answers: dict[Callable[[Facts], Any], Any] = {}
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
