"""What was made of a thing, kept by the very thing: to compare it with one like it would cost more. Pure."""

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, TypeVar

T = TypeVar("T")
V_co = TypeVar("V_co", covariant=True)
U_contra = TypeVar("U_contra", contravariant=True)


class Kept(Protocol[U_contra, V_co]):
    """A function that remembers, and can be made to forget."""

    forget: Callable[[], None]

    def __call__(self, thing: U_contra, /) -> V_co: ...


def lately(most: int) -> Callable[[Callable[[T], V_co]], Kept[T, V_co]]:
    """A pure function of one thing that keeps what it gave for the last `most` things."""

    def around(make: Callable[[T], V_co]) -> Kept[T, V_co]:
        held: OrderedDict[int, tuple[T, V_co]] = OrderedDict()

        @wraps(make)
        def kept(thing: T) -> V_co:
            had = held.get(id(thing))
            if had is not None and had[0] is thing:  # another one may stand in its place in memory
                return had[1]
            made = make(thing)
            held[id(thing)] = (thing, made)
            while len(held) > most:
                held.popitem(last=False)
            return made

        asked: Any = kept
        asked.forget = held.clear
        return asked  # type: ignore[no-any-return]

    return around
