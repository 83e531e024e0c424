"""Find items by the desk's query language, through the full-text index; narrow by what is known of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.search import SearchQuery
from django.db.models import Exists, Func, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Now

from desk import register
from desk.errors import Unsound
from desk.models import Attachment, Citation
from desk.policy import geography
from wires import links, query
from wires.lookup import REACH as LATELY
from wires.models import Advisory, Item, Source
from wires.query import Asked, Either, Field, Leaf, Node, QueryError

HELP = "Words, “phrases”, AND, OR, NOT and brackets; class:, lang:, source: beside them."
URGENCIES = {"flash": 1, "bulletin": 2, "urgent": 3}
REACHES = (10_000, 100_000)  # items looked through before all of them are
STATES: dict[str, Q] = {
    "edited": Q(texts_count__gt=1),
    "withdrawn": Q(withdrawn_at__isnull=False),
    "killed": Q(killed_at__isnull=False),
    "corrected": Q(corrected_at__isnull=False),
    "embargoed": Q(embargo_until__gt=Now()) | Q(embargoed=True, embargo_until=None),
    "notice to answer": Q(
        pk__in=Advisory.objects.to_answer().filter(at__gte=Now() - LATELY).values("notice")
    ),
}


@dataclass(frozen=True, slots=True)
class Search:
    """A query read: what to look for and how to narrow it, with every place written out."""

    said: str
    asked: Asked

    @property
    def tsquery(self) -> str:
        """Text for PostgreSQL; empty where only fields narrow."""
        return self.asked.tsquery


def read(said: str, *, field: str = "q") -> Search:
    """A query as its parts; raises Unsound with a sentence for the field it was typed in."""
    try:
        asked = query.read(said)
    except QueryError as wrong:
        raise Unsound(str(wrong), satisfy=HELP, field=field) from wrong
    return Search(said.strip(), with_places(asked, field))


def with_places(asked: Asked, field: str) -> Asked:
    """`place:kyiv` is any name of the place, and of a country any name of a place in it."""
    words: list[Node] = [asked.words] if asked.words else []
    for one in asked.fields:
        if one.name == "place":
            node = place_words(one.value, field)
            words.append(query.Without(node) if one.negated else node)
    rest = tuple(one for one in asked.fields if one.name != "place")
    if not words:
        return Asked(None, rest)
    return Asked(words[0] if len(words) == 1 else query.Both(tuple(words)), rest)


def place_words(said: str, field: str) -> Node:
    """The names of a place as words to look for."""
    slug = geography.place(said)
    if slug is None:
        raise Unsound(f"“{said}” is no place the desk knows.", satisfy="Write its name as a word.", field=field)  # fmt: skip
    known = geography.places()
    within = [one for one in known.values() if slug == one["country"]] or [known[slug]]
    leaves = [query.leaf(name) for one in [known[slug], *within] for name in one["names"]]
    parts: tuple[Leaf, ...] = tuple(dict.fromkeys(one for one in leaves if one))
    return parts[0] if len(parts) == 1 else Either(parts)


def found_items(items: QuerySet[Item], said: str, *, field: str = "q") -> QuerySet[Item]:
    """Items that match, newest first; raises Unsound with a sentence."""
    link = links.read(said.strip()) if "://" in said and " " not in said.strip() else None
    if link and link.key:
        return items.filter(Q(key=link.key) | Q(url=said.strip())).order_by("-received_at", "-id")
    return matching(items, read(said, field=field), field=field)


def matching(items: QuerySet[Item], search: Search, *, field: str = "q") -> QuerySet[Item]:
    """Items a query finds, newest first."""
    if search.tsquery:
        items = items.filter(search=tsquery(search.tsquery))
    return narrowed(items, search.asked.fields, field=field).order_by("-received_at", "-id")


def tsquery(text: str) -> SearchQuery:
    """A compiled query as PostgreSQL reads it, folded as the index is."""
    folded = Func(Value(text), function="wire_fold", output_field=TextField())
    return SearchQuery(folded, search_type="raw", config="simple")


def narrowed(items: QuerySet[Item], fields: Sequence[Field], *, field: str = "q") -> QuerySet[Item]:
    """Items that every field allows."""
    for one in fields:
        allowed = NARROW[one.name](one.value, field)
        items = items.exclude(allowed) if one.negated else items.filter(allowed)
    return items


def of_class(said: str, field: str) -> Q:
    """Items of sources that meet a class."""
    names = register.class_names()
    if said not in names:
        raise Unsound(f"There is no class “{said}”.", satisfy=f"One of: {', '.join(names)}.", field=field)  # fmt: skip
    return Q(source__in=register.sources_of(said))


def in_language(said: str, field: str) -> Q:
    """Items in a language, its regions with it."""
    code = said.strip().lower()
    if not 2 <= len(code) <= 12:
        raise Unsound(f"“{said}” is no code of a language.", satisfy="uk, ru, en, ar …", field=field)  # fmt: skip
    return Q(language=code) | Q(language__istartswith=f"{code}-")


def of_source(said: str, field: str) -> Q:
    """Items of one source."""
    return Q(source=source_named(said, field))


def source_named(said: str, field: str) -> Source:
    """A source by its short name or its name."""
    found = Source.objects.filter(Q(key=said.lower()) | Q(name__iexact=said)).first()
    if found is None:
        raise Unsound(f"There is no source “{said}”.", satisfy="The sources stand under Sources.", field=field)  # fmt: skip
    return found


def this_urgent(said: str, field: str) -> Q:
    """Items this urgent or more."""
    if said not in URGENCIES:
        raise Unsound(f"“{said}” is no urgency.", satisfy=f"One of: {', '.join(URGENCIES)}.", field=field)  # fmt: skip
    return Q(urgency__lte=URGENCIES[said])


def in_state(said: str, field: str) -> Q:
    """Items that were edited, withdrawn, killed or are under embargo."""
    if said not in STATES:
        raise Unsound(f"There is no state “{said}”.", satisfy=f"One of: {', '.join(STATES)}.", field=field)  # fmt: skip
    return STATES[said]


NARROW: dict[str, Callable[[str, str], Q]] = {
    "class": of_class,
    "lang": in_language,
    "source": of_source,
    "state": in_state,
    "urgency": this_urgent,
}


def attached_nowhere(items: QuerySet[Item]) -> QuerySet[Item]:
    """Items that lie beside no story and stand in none."""
    beside = Attachment.objects.filter(item=OuterRef("pk"), detached_at=None)
    return items.exclude(Exists(beside)).exclude(
        Exists(Citation.objects.filter(item=OuterRef("pk")))
    )


def between(
    items: QuerySet[Item], since: datetime | None, until: datetime | None
) -> QuerySet[Item]:
    """Items received in a stretch of time."""
    if since:
        items = items.filter(received_at__gte=since)
    return items.filter(received_at__lt=until) if until else items


def newest_of(items: QuerySet[Item], count: int, *, before: int | None = None) -> list[Item]:
    """The first so many, looked for among the newest thousands first.

    A word that many items have would otherwise be fetched wherever it ever stood, only to sort all of
    it. Windows are cut by id, which grows with the hour; what is found is right wherever they are cut.
    """
    end = before or Item.objects.order_by("-id").values_list("pk", flat=True).first() or 0
    for reach in REACHES:
        cut = (
            Item.objects.filter(pk__lte=end - reach)
            .order_by("-id")
            .values_list("received_at", flat=True)
        )
        hour = cut.first() if end > reach else None
        if hour is None:
            break
        found = list(items.filter(received_at__gte=hour)[:count])
        if len(found) == count:
            return found
    return list(items[:count])


def older_than(items: QuerySet[Item], pk: int) -> QuerySet[Item]:
    """The next page: what stands after that item, whatever has arrived meanwhile."""
    last = Item.objects.open().filter(pk=pk).values("received_at").first()
    if last is None:
        return items
    before = Q(received_at__lt=last["received_at"]) | Q(received_at=last["received_at"], pk__lt=pk)
    return items.filter(before)


def newer_than(items: QuerySet[Item], pk: int) -> QuerySet[Item]:
    """What has arrived since that item."""
    last = Item.objects.open().filter(pk=pk).values("received_at").first()
    if last is None:
        return items
    after = Q(received_at__gt=last["received_at"]) | Q(received_at=last["received_at"], pk__gt=pk)
    return items.filter(after)
