"""Which notes are in force for a piece, and why. Pure.

OR within a facet, AND across facets, `none_of` wins. A facet that the piece does not tell is no
obstacle: a piece without topic and place is in every loaded note's scope (CONTRACTS).
"""

from collections.abc import Callable, Iterable, Sequence

from desk.policy import geography
from desk.policy.patterns import bounded, compiled, phrase_pattern
from desk.policy.tongues import same_language
from desk.policy.types import Facts, InForce, Note, Scope


def in_force(notes: Iterable[Note], facts: Facts) -> tuple[InForce, ...]:
    """Notes whose scope holds the piece, each with the facets that matched, in words."""
    found: list[InForce] = []
    for note in notes:
        because = matches(note.scope, facts)
        if because is not None:
            found.append(InForce(note, because))
    return tuple(found)


def matches(scope: Scope, facts: Facts) -> tuple[str, ...] | None:
    """Why a scope holds a piece, None where it does not."""
    if excluded(scope, facts):
        return None
    because: list[str] = []
    for check in (by_topic, by_place, by_desk, by_format, by_language, by_entity, by_date):
        said = check(scope, facts)
        if said is None:
            return None
        if said:
            because.append(said)
    return tuple(because) or ("every story",)


def excluded(scope: Scope, facts: Facts) -> bool:
    """Whether `none_of` names something the piece has."""
    topics = {t for said in facts.topics for t in geography.topic_and_above(said)}
    places = {p for said in facts.places for p in geography.place_and_above(said)}
    have = {"topics": topics, "places": places, "formats": {facts.format}, "desks": {facts.desk}}
    return any(
        {geography.topic(v) if facet == "topics" else v for v in values} & have.get(facet, set())
        for facet, values in scope.none_of.items()
    )


def by_topic(scope: Scope, facts: Facts) -> str | None:
    """The topic that matched."""
    if "*" in scope.topics:
        return ""
    if not facts.topics:
        return "no topic is set, so it is asked"
    wanted = {geography.topic(t) for t in scope.topics}
    for said in facts.topics:
        if geography.topic_and_above(said) & wanted:
            name = geography.topics().get(geography.topic(said), {}).get("name", said)
            return f"topic: {name}"
    return None


def by_place(scope: Scope, facts: Facts) -> str | None:
    """The place that matched; a topic that matched by itself is enough where no place is told."""
    if not scope.places:
        return ""
    if not facts.places:
        return "no place is set, so it is asked" if "*" in scope.topics else ""
    wanted = set(scope.places)
    for said in facts.places:
        if geography.place_and_above(said) & wanted:
            return f"place: {said}"
    # A war reaches beyond its country: a topic set by a person keeps its note in force.
    return "" if facts.topics and "*" not in scope.topics else None


def by_desk(scope: Scope, facts: Facts) -> str | None:
    """The desk that matched."""
    if not scope.desks or not facts.desk:
        return ""
    return f"desk: {facts.desk}" if facts.desk in scope.desks else None


def by_format(scope: Scope, facts: Facts) -> str | None:
    """The format that matched."""
    if not scope.formats or not facts.format:
        return ""
    return f"format: {facts.format}" if facts.format in scope.formats else None


def by_language(scope: Scope, facts: Facts) -> str | None:
    """The language that matched."""
    if not scope.languages or not facts.language:
        return ""
    return "" if any(same_language(facts.language, v) for v in scope.languages) else None


def by_entity(scope: Scope, facts: Facts) -> str | None:
    """The name that matched: somebody or something the piece is about, by any of the names given."""
    if not scope.entities:
        return ""
    zones = (facts.headline, facts.dek, facts.body)
    words = "\n".join(zone.text for zone in zones if zone)
    for name in scope.entities:
        pattern = compiled(phrase_pattern(name), cased=any(c.isupper() for c in name))
        if any(bounded(words, *m.span()) for m in pattern.finditer(words)):
            return f"names: {name}"
    return None if "whole-body" in facts.known else ""


def by_date(scope: Scope, facts: Facts) -> str | None:
    """Whether the event lies in the scope's dates."""
    day = facts.event_date or (facts.published_at.date() if facts.published_at else None)
    if day and scope.from_date and day < scope.from_date:
        return None
    if facts.published_at and scope.until and facts.published_at >= scope.until:
        return None
    return ""


def tells(scope: Scope, facts: Facts) -> bool:
    """Whether a piece tells all that a scope asks, so that it lies in it by more than silence."""
    told = (
        "*" in scope.topics or bool(facts.topics),
        not scope.places or bool(facts.places and by_place(scope, facts)),
        not scope.desks or bool(facts.desk),
        not scope.formats or facts.format in scope.formats,
        not scope.languages or bool(facts.language),
        not scope.from_date or bool(facts.event_date or facts.published_at),
    )
    return all(told) and matches(scope, facts) is not None


def narrower(inner: Scope, outer: Scope) -> bool:
    """Whether every piece that tells the one lies in the other, and not the other way round.

    What a scope leaves out by `none_of` makes it no narrower here.
    """
    return within(inner, outer) and not within(outer, inner)


def within(inner: Scope, outer: Scope) -> bool:
    """Whether one scope holds no more than another, facet by facet."""
    topics = outer.topics if "*" not in outer.topics else ()
    wanted = {geography.topic(t) for t in topics}
    return (
        all_in(inner.topics, topics, lambda t: bool(geography.topic_and_above(t) & wanted))
        and all_in(
            inner.places,
            outer.places,
            lambda p: bool({p, *geography.place_and_above(p)} & set(outer.places)),
        )
        and all_in(inner.desks, outer.desks, outer.desks.__contains__)
        and all_in(inner.formats, outer.formats, outer.formats.__contains__)
        and all_in(inner.entities, outer.entities, outer.entities.__contains__)
        and all_in(
            inner.languages,
            outer.languages,
            lambda v: any(same_language(v, w) for w in outer.languages),
        )
        and (
            outer.from_date is None or bool(inner.from_date and inner.from_date >= outer.from_date)
        )
        and (outer.until is None or bool(inner.until and inner.until <= outer.until))
    )


def all_in(inner: Sequence[str], outer: Sequence[str], holds: Callable[[str], bool]) -> bool:
    """Whether a facet asks for nothing that another does not hold; one that asks for nothing holds all."""
    return not outer or (bool(inner) and all(map(holds, inner)))
