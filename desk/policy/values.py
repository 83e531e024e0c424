"""Values: small things that are made by the thousand at each keystroke and never changed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

Made = TypeVar("Made")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(made: type[Made]) -> type[Made]:
    """A dataclass that is frozen to whoever checks types, and equal and hashed by its fields.

    At run time nothing keeps its fields: Python's own frozen ones are made field by field through
    `object.__setattr__`, which takes three times as long and took a fifteenth of a keystroke.
    """
    make: Callable[[type[Made]], type[Made]] = dataclass(
        slots=True, unsafe_hash="__hash__" not in vars(made)
    )
    return make(made)
