"""Which notes do not reach a story, and which part of their scope keeps them away. Reading only."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from desk import facts
from desk.copyflow.binding import handed_at
from desk.models import Story
from desk.policy.scope import matches
from desk.policy.types import Facts, Note, Scope

FACETS = {
    "topics": "its topics are {}",
    "places": "its places are {}",
    "desks": "it is for the desk {}",
    "formats": "it is for {}",
    "languages": "it is for pieces in {}",
}


@dataclass(frozen=True, slots=True)
class Away:
    """A note that is in force in the house and not for this story, and why."""

    title: str
    version: int
    slug: str
    why: str


def away(story: Story, *, now: datetime) -> tuple[Away, ...]:
    """Notes in force elsewhere, with the facet that keeps each from this story."""
    house = facts.house(now, handed=handed_at(story, None, now))
    known = facts.gather(story, None, now=now, house_now=house)
    return tuple(
        Away(note.title, note.version, note.slug, "; ".join(why_away(note, known)) or "its dates")
        for note in house.notes
        if matches(note.scope, known) is None
    )


def why_away(note: Note, known: Facts) -> Iterator[str]:
    """Each facet that does not hold the piece, asked alone."""
    if matches(replace(note.scope, none_of={}), known) is not None:
        yield "it names something of this story among its exceptions"
    for facet, words in FACETS.items():
        values = getattr(note.scope, facet)
        if values and matches(alone(note.scope, facet), known) is None:
            yield words.format(", ".join(values))
    dated = Scope(from_date=note.scope.from_date, until=note.scope.until)
    if matches(dated, known) is None:
        yield "the event lies outside its dates"


def alone(scope: Scope, facet: str) -> Scope:
    """A scope of one facet; a place is asked beside its topics, since a topic can stand for it."""
    kept = {facet: getattr(scope, facet)}
    if facet == "places":
        kept["topics"] = scope.topics
    return replace(Scope(), **kept)
