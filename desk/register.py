"""The register of sources read: which classes there are, which sources meet them, what looks like what."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import now

from desk import facts, item_facts
from desk.models import Phase, Story
from wires import lookalike
from wires.models import Source, SourceKind

# What the register itself says, whatever a note's pack calls it.
PLAIN = tuple(
    "unclassed satire own private-person party agency outlet public-body monitor aggregator".split()
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
    jokes = {"satire"} if source.satire else set()
    if source.classed_at is None:
        return frozenset({"unclassed", *jokes})
    known = expressions() if said is None else said
    plain = {word for word in (source.kind, source.control) if word in PLAIN}
    return item_facts.source_facts(source, known).classes | plain


def sources_of(name: str) -> list[int]:
    """Ids of the sources that meet a class."""
    known = expressions()
    return [one.pk for one in Source.objects.all() if name in classes_of(one, known)]


def by_source(ids: Iterable[int]) -> list[tuple[int, str]]:
    """Pairs of source and class, for the sources of a batch."""
    known = expressions()
    found = Source.objects.filter(pk__in=set(ids))
    return [(one.pk, word) for one in found for word in sorted(classes_of(one, known))]


def known(sources: Iterable[Source]) -> list[lookalike.Known]:
    """Sources as what others can be mistaken for."""
    return [
        lookalike.Known(one.key, one.name, tuple(one.handles), tuple(one.domains))
        for one in sources
    ]


def likenesses(source: Source) -> list[lookalike.Likeness]:
    """Registered sources that this one can be taken for."""
    others = Source.objects.exclude(pk=source.pk).exclude(classed_at=None)
    return lookalike.likenesses(known([source])[0], known(others))


def in_words(said: Any) -> str:
    """A class expression as a sentence: kind is agency or outlet, and country is GB or US."""
    parts = said if isinstance(said, list) else [said]
    return "; or ".join(condition(one) for one in parts if isinstance(one, dict))


def condition(said: dict[str, Any]) -> str:
    """One condition in words."""
    wanted = [
        f"{fact} is {' or '.join(str(value) or 'not known' for value in values)}"
        for fact, value in said.items()
        if (values := value if isinstance(value, list) else [value])
    ]
    return ", and ".join(wanted)


def touched(source: Source, stories: QuerySet[Story]) -> list[Story]:
    """Stories that cite a source and are not spiked: what a change of its class changes."""
    return list(
        stories.filter(citations__item__source=source)
        .exclude(phase=Phase.SPIKED)
        .distinct()
        .order_by("slug")
    )
