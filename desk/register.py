"""The register of sources read: which classes there are, which sources meet them."""

from collections.abc import Iterable
from typing import Any

from django.utils.timezone import now

from desk import facts
from wires.models import Source, SourceKind

# What the register itself says, whatever a note's pack calls it.
PLAIN = tuple(
    "unclassed own private-person party agency outlet public-body monitor aggregator".split()
)


def expressions() -> dict[str, Any]:
    """Class expressions in force, by name: those of the approved notes' packs."""
    return facts.house(now()).classes


def class_names() -> list[str]:
    """Every class one can ask for."""
    return sorted({*expressions(), *PLAIN})


def classes_of(source: Source, said: dict[str, Any] | None = None) -> frozenset[str]:
    """The classes a source meets; an unclassed one meets that word only."""
    if source.kind == SourceKind.OWN:
        return frozenset({"own"})
    if source.classed_at is None:
        return frozenset({"unclassed"})
    known = expressions() if said is None else said
    plain = {word for word in (source.kind, source.control) if word in PLAIN}
    return facts.source_facts(source, known).classes | plain


def sources_of(name: str) -> list[int]:
    """Ids of the sources that meet a class."""
    known = expressions()
    return [one.pk for one in Source.objects.all() if name in classes_of(one, known)]


def by_source(ids: Iterable[int]) -> list[tuple[int, str]]:
    """Pairs of source and class, for the sources of a batch."""
    known = expressions()
    found = Source.objects.filter(pk__in=set(ids))
    return [(one.pk, word) for one in found for word in sorted(classes_of(one, known))]
