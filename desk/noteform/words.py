"""The words of a note, its hours and its scope. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from desk.noteform.given import (
    Errors,
    Field,
    Sent,
    day,
    hour,
    lines,
    many,
    one,
    shown_hour,
)
from desk.policy import geography
from desk.policy.rules import RuleError, parse_scope
from desk.policy.tongues import is_language

PRECEDENCE = (
    ("law", "law and safety: only its own duty lets it pass"),
    ("accuracy", "accuracy and sourcing"),
    ("framing", "framing"),
    ("style", "style"),
)
FORMATS = (("analysis", "analysis"), ("editorial", "editorial"), ("feature", "feature"))
FACETS = ("topics", "places", "desks", "formats", "languages", "entities")
NOT = ("topics", "places", "desks", "formats")
Json = dict[str, Any]


def words_fields(stored: Mapping[str, Any], sent: Sent | None, errors: Errors) -> list[Field]:
    """The first part of the form; `sent` is what was typed and could not be taken."""
    said = {
        **{k: str(stored.get(k) or "") for k in ("title", "words", "rationale", "precedence")},
        "effective_from": shown_hour(stored.get("effective_from")),
        "effective_until": shown_hour(stored.get("effective_until")),
        "review_by": stored["review_by"].isoformat() if stored.get("review_by") else "",
    }
    if sent is not None:
        said = {name: one(sent, name) for name in said}
    at_once = bool(one(sent, "at_once")) if sent is not None else bool(stored.get("at_once"))
    return [
        Field("title", "Title", said["title"], required=True, wrong=errors.get("title", "")),
        Field("words", "In plain words", said["words"], "What a colleague should do, as you would say it to them.", "long", errors.get("words", ""), required=True, rows=3),
        Field("rationale", "Why", said["rationale"], "What goes wrong without it. It stands beside each finding.", "long", rows=3),
        Field("precedence", "Where notes pull apart, it counts as", said["precedence"] or "framing", type="choice", options=PRECEDENCE, wrong=errors.get("precedence", "")),
        Field("effective_from", "In force from, UTC", said["effective_from"], "Empty: as soon as it is approved.", "hour", errors.get("effective_from", "")),
        Field("effective_until", "In force until, UTC", said["effective_until"], "Empty: until it is retired.", "hour", errors.get("effective_until", "")),
        Field("review_by", "To be read again by", said["review_by"], "After this day what blocks falls to advisory, and the owner is asked.", "date", errors.get("review_by", "")),
        Field("at_once", "It also binds copy that was handed over before it came in force", type="tick", chosen=frozenset({"on"} if at_once else ())),
    ]  # fmt: skip


def read_words(sent: Sent) -> tuple[Json, Errors]:
    """The first part from what was sent."""
    errors: Errors = {}
    said: Json = {name: one(sent, name) for name in ("title", "words", "rationale", "precedence")}
    said |= {
        "effective_from": hour(sent, "effective_from", errors),
        "effective_until": hour(sent, "effective_until", errors),
        "review_by": day(sent, "review_by", errors),
        "at_once": bool(one(sent, "at_once")),
    }
    if not said["title"]:
        errors["title"] = "A note needs a title."
    elif len(said["title"]) > 200:
        errors["title"] = "A title has 200 characters at most."
    if said["precedence"] not in dict(PRECEDENCE):
        errors["precedence"] = "Choose one of the four."
    start, end = said["effective_from"], said["effective_until"]
    if start and end and end <= start:
        errors["effective_until"] = "It would end before it begins."
    return said, errors


def scope_fields(
    scope: Mapping[str, Any], desks: Sequence[tuple[str, str]], sent: Sent | None, errors: Errors
) -> list[Field]:
    """Where the note is in force."""
    none_of = scope.get("none_of") or {}

    def chosen(name: str, stored: Any) -> list[str]:
        return many(sent, name) if sent is not None else [str(v) for v in stored or []]

    def typed(name: str, stored: Any) -> str:
        return one(sent, name) if sent is not None else "\n".join(str(v) for v in stored or [])

    def bare(name: str) -> str:
        return one(sent, name) if sent is not None else str(scope.get(name) or "")

    topics = tuple((slug, entry["name"]) for slug, entry in geography.topics().items())
    picked = [geography.topic(t) for t in chosen("topics", scope.get("topics")) if t != "*"]
    without = [geography.topic(t) for t in chosen("not_topics", none_of.get("topics"))]
    wrong = errors.get
    return [
        Field("topics", "Topics", help="Nothing ticked: every topic. A topic holds those below it.", type="many", options=topics, chosen=frozenset(picked)),
        Field("places", "Places", typed("places", scope.get("places")), "One a line: a country (UA) or a place (kyiv). A country holds its places.", "lines", wrong("places", "")),
        Field("desks", "Desks", type="many", options=tuple(desks), chosen=frozenset(chosen("desks", scope.get("desks")))),
        Field("formats", "Formats", type="many", options=with_own(FORMATS, chosen("formats", scope.get("formats"))), chosen=frozenset(chosen("formats", scope.get("formats")))),
        Field("languages", "Languages", typed("languages", scope.get("languages")), "One a line: en, uk.", "lines", wrong("languages", "")),
        Field("entities", "Names", typed("entities", scope.get("entities")), "One a line: people, bodies or things one of which the piece names. Nothing said: any piece.", "lines", wrong("entities", "")),
        Field("from", "Events from", bare("from"), type="date", wrong=wrong("from", "")),
        Field("until", "Published before, UTC", bare("until").removesuffix("Z")[:16], type="hour", wrong=wrong("until", "")),
        Field("not_topics", "Not these topics", help="What is ticked here wins over all above.", type="many", options=topics, chosen=frozenset(without)),
        Field("not_places", "Not these places", typed("not_places", none_of.get("places")), "One a line.", "lines", wrong("not_places", "")),
        Field("not_desks", "Not these desks", type="many", options=tuple(desks), chosen=frozenset(chosen("not_desks", none_of.get("desks")))),
        Field("not_formats", "Not these formats", type="many", options=with_own(FORMATS, chosen("not_formats", none_of.get("formats"))), chosen=frozenset(chosen("not_formats", none_of.get("formats")))),
    ]  # fmt: skip


def with_own(
    options: tuple[tuple[str, str], ...], values: Sequence[str]
) -> tuple[tuple[str, str], ...]:
    """The options, and those that a pack names beyond them."""
    known = dict(options)
    return (*options, *((v, v) for v in values if v not in known))


def read_scope(sent: Sent) -> tuple[Json, Errors]:
    """The scope from what was sent; a place that nobody knows is told, not kept in silence."""
    errors: Errors = {}
    said: Json = {
        "topics": many(sent, "topics"),
        "places": known_places(sent, "places", errors),
        "desks": many(sent, "desks"),
        "formats": many(sent, "formats"),
        "languages": lines(sent, "languages"),
        "entities": lines(sent, "entities"),
    }
    for code in said["languages"]:
        if not is_language(code):
            errors["languages"] = f"“{code[:20]}” is no language code. Write en, or uk."
    start, end = day(sent, "from", errors), hour(sent, "until", errors)
    none_of = {name: many(sent, f"not_{name}") for name in ("topics", "desks", "formats")}
    none_of["places"] = known_places(sent, "not_places", errors)
    scope = {k: v for k, v in said.items() if v}
    if start:
        scope["from"] = start.isoformat()
    if end:
        scope["until"] = end.isoformat()
    if kept := {k: v for k, v in none_of.items() if v}:
        scope["none_of"] = kept
    try:
        parse_scope(scope)
    except (RuleError, ValueError) as wrong:
        errors["topics"] = str(wrong)
    return scope, errors


def known_places(sent: Sent, name: str, errors: Errors) -> list[str]:
    """Places by slug or code; a country code is taken as it is."""
    found: list[str] = []
    for said in lines(sent, name):
        slug = geography.place(said)
        if slug is None and not (len(said) == 2 and said.isalpha() and said.isascii()):
            errors[name] = (
                f"“{said[:40]}” is no place the desk knows. Write its country: UA, or a city’s name."
            )
        found.append(slug or said.upper())
    return found
