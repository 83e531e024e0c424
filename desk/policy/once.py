"""What several checks ask of one whole piece, asked once. Pure."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from desk.policy.types import Facts

T = TypeVar("T")
W = TypeVar("W")


def once(look: Callable[[Facts], T]) -> Callable[[Facts], T]:
    """A pure function of a piece that is asked once of it; nobody changes what it gives."""

    @wraps(look)
    def asked(facts: Facts) -> T:
        answers = facts.answers
        if look not in answers:
            answers[look] = look(facts)
        return answers[look]  # type: ignore[no-any-return]

    return asked


def once_for(facts: Facts, look: Callable[[Facts, W], T], what: W) -> T:
    """What a pure function says of a piece and one more thing; the very thing, not one like it."""
    answers, key = facts.answers, (look, id(what))
    held = answers.get(key)
    if held is None:
        held = answers[key] = (what, look(facts, what))  # while it is held, its id is its own
    return held[1]
