"""A document's rows in a handful of statements: one JSON value in, many rows out.

The database reads the value as a table, so that the cost of a row is its own and not a round trip's.
"""

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

import psycopg
from django.contrib.postgres.fields import ArrayField
from django.db import DEFAULT_DB_ALIAS, connection, connections, models

Row = Mapping[str, Any]
Cursor = psycopg.Cursor[tuple[Any, ...]]
M = TypeVar("M", bound=models.Model)
T = TypeVar("T")

# Each item with its first text: what is written once is sent once.
ITEMS = """
    with given as (
        select * from json_to_recordset(%(rows)s) as g(
            id bigint, external_id text, key text, url text, author text, slug text, language text, title text,
            text text, digest text, raw_hash bigint, said bigint, posted_at timestamptz, stated_at timestamptz,
            posted_on text, posted_raw text, edited_at timestamptz, effective_at timestamptz, backfill boolean,
            urgency smallint, killed_at timestamptz, corrected_at timestamptz, notice text,
            relay_of_id bigint, relay_of_url text, relay_of_author text, origin_id bigint, cluster_id bigint, media jsonb)),
    written as (
      insert into wires_item (
        id, kind, wire_id, source_id, external_id, key, url, author, slug, language, title, text, digest, raw_hash, said,
        texts_count, quiet_edits, posted_at, posted_on, posted_raw, edited_at, received_at, effective_at, backfill,
        urgency, killed_at, corrected_at, notice, relay_of_id, relay_of_url, relay_of_author,
        origin_id, cluster_id, media, confidential, search)
      select id, %(kind)s, %(wire)s::bigint, %(source)s::bigint, external_id, key, url, author, slug, language, title, text, digest,
        raw_hash, said, 1, 0, posted_at, posted_on, posted_raw, edited_at, %(now)s::timestamptz, effective_at, backfill,
        urgency, killed_at, corrected_at, notice, relay_of_id, relay_of_url, relay_of_author,
        origin_id, cluster_id, media, %(confidential)s::boolean,
        case when %(confidential)s::boolean then null else wire_words(title, text, author) end
        from given
      on conflict (source_id, external_id) do nothing
      returning id),
    texts as (
      insert into wires_itemtext (item_id, number, title, text, digest, snapshot_id, stated_at, seen_at)
      select id, 1, title, text, digest, %(snapshot)s::bigint, stated_at, %(now)s::timestamptz from given join written using (id))
    select id from written
"""
EDITED = """
    update wires_item i set
        title = g.title, text = g.text, digest = g.digest, raw_hash = g.raw_hash, said = g.said,
        texts_count = g.texts_count, quiet_edits = g.quiet_edits, noisy_since = coalesce(i.noisy_since, g.noisy_since),
        edited_at = g.edited_at, urgency = g.urgency, killed_at = coalesce(i.killed_at, g.killed_at),
        corrected_at = coalesce(g.corrected_at, i.corrected_at),
        notice = case when g.notice = '' then i.notice else g.notice end, media = g.media,
        search = case when i.confidential then null else wire_words(g.title, g.text, i.author) end
      from json_to_recordset(%s) as g(
        id bigint, title text, text text, digest text, raw_hash bigint, said bigint, texts_count int, quiet_edits int,
        noisy_since timestamptz, edited_at timestamptz, urgency smallint, killed_at timestamptz,
        corrected_at timestamptz, notice text, media jsonb)
     where i.id = g.id
"""
RAW = """
    update wires_item i set raw_hash = g.raw_hash
      from json_to_recordset(%s) as g(id bigint, raw_hash bigint) where i.id = g.id
"""
TEXTS = """
    insert into wires_itemtext (item_id, number, title, text, digest, snapshot_id, stated_at, seen_at)
    select item_id, number, title, text, digest, snapshot_id, stated_at, seen_at
      from json_to_recordset(%s) as g(
        item_id bigint, number int, title text, text text, digest text, snapshot_id bigint,
        stated_at timestamptz, seen_at timestamptz)
"""
EVENTS = """
    insert into wires_itemevent (item_id, kind, text_number, at)
    select item_id, kind, text_number, at
      from json_to_recordset(%s) as g(item_id bigint, kind text, text_number int, at timestamptz)
"""
EDGES = """
    insert into wires_edge (from_item_id, to_item_id, to_key, kind, score, evidence, at)
    select from_item_id, to_item_id, to_key, kind, score, evidence, at
      from json_to_recordset(%s) as g(
        from_item_id bigint, to_item_id bigint, to_key text, kind text, score float, evidence jsonb, at timestamptz)
    on conflict do nothing
"""
MEDIA = """
    insert into wires_itemmedium (item_id, url, key, kind, alt, digest)
    select item_id, url, key, kind, alt, ''
      from json_to_recordset(%s) as g(item_id bigint, url text, key text, kind text, alt text)
"""
ANCHORS = """
    insert into wires_anchor (h, item_id) select * from unnest(%s::bigint[], %s::bigint[])
    on conflict do nothing
"""
IDS = """
    select array_agg(nextval(pg_get_serial_sequence('wires_item', 'id'))), pg_snapshot_xmin(pg_current_snapshot())::text
      from generate_series(1, %s)
"""
CLUSTERS = "insert into wires_cluster (first_at, latest_at) select %s, %s from generate_series(1, %s) returning id"


def written(value: Any) -> str:
    """Hours as the database reads them."""
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def put(statement: str, rows: Sequence[Row]) -> None:
    """Write these rows in one statement."""
    if rows:
        run(statement, as_json(rows))


def as_json(rows: Sequence[Row]) -> str:
    """Rows as the database reads them."""
    return json.dumps(rows, ensure_ascii=False, default=written, check_circular=False)


def done(
    statement: str, given: Mapping[str, Any] | Sequence[Any], take: Callable[[Cursor], T]
) -> T:
    """What is taken from a statement carried out, its values beside it: the ORM writes them into it, which for a
    document costs more than the rest of sending it, and wraps each call on the way. It steps in where somebody listens."""
    line = connections[DEFAULT_DB_ALIAS]
    line.ensure_connection()
    made: Cursor = psycopg.Cursor(line.connection)
    asked: Any = made
    if line.queries_logged or line.execute_wrappers:
        asked = (line.make_debug_cursor if line.queries_logged else line.make_cursor)(asked)
    line.validate_no_broken_transaction()
    with line.wrap_database_errors:
        asked.execute(statement, given)
        return take(made)


def every(line: Cursor) -> list[tuple[Any, ...]]:
    """All rows that a statement returned."""
    return line.fetchall()


def put_items(rows: Sequence[Row], **shared: Any) -> set[int]:
    """Write items with their first texts; ids of those that nobody else wrote first. `shared` is what
    all have from their road: kind, wire, source, snapshot, now, confidential."""
    return {pk for (pk,) in done(ITEMS, {"rows": as_json(rows), **shared}, every)}


def numbers(given: Iterable[float]) -> str:
    """Numbers as the text of an array: a tenth of what a list costs to send."""
    return "{" + str(list(given))[1:-1] + "}"


def names(given: Iterable[str]) -> str:
    """Words as the text of an array, as `numbers` are."""
    every = (one.replace("\\", "\\\\").replace('"', '\\"') for one in given)
    return "{" + ",".join(f'"{one}"' for one in every) + "}"


def spread(given: Iterable[tuple[int, Sequence[int]]]) -> tuple[str, str]:
    """Numbers that have numbers of their own as the texts of two arrays, each beside every one of its own."""
    kept = [(one, own) for one, own in given if own]
    ones = "".join(f"{one}," * len(own) for one, own in kept)
    return f"{{{ones[:-1]}}}", f"{{{','.join(str(own)[1:-1] for _, own in kept)}}}"


def put_anchors(given: Iterable[tuple[int, list[int]]]) -> None:
    """Write items' anchors."""
    items, anchors = spread(given)
    if len(items) > len("{}"):
        run(ANCHORS, anchors, items)


def put_clusters(count: int, now: datetime) -> list[int]:
    """So many new clusters; their ids."""
    return [pk for (pk,) in asked(CLUSTERS, now, now, count)] if count else []


@cache
def fields(model: type[models.Model]) -> tuple[str, list[str], list[tuple[int, Any]]]:
    """A model's columns, its names for them, and how those are read that the database gives as text."""
    every = model._meta.concrete_fields  # noqa: SLF001
    reads = [(n, read) for n, one in enumerate(every) for read in one.get_db_converters(connection)]
    return ", ".join(f'"{one.column}"' for one in every), [one.attname for one in every], reads


def rows_of(model: type[M], statement: str, given: Mapping[str, Any]) -> list[M]:
    """The rows that a statement returns; `{}` in it stands for their columns. The ORM looks them up anew
    each time, which takes longer than the rest."""
    columns_of, names_of, reads = fields(model)
    found: list[M] = []
    for row in map(list, done(statement.format(columns_of), given, every)):
        for place, read in reads:
            row[place] = read(row[place], None, connection)
        found.append(model.from_db(DEFAULT_DB_ALIAS, names_of, row))
    return found


def columns(row: models.Model, names: Collection[str] | None = None) -> dict[str, Any]:
    """A row by its columns, as the database takes it: these of its fields, or all but its id."""
    return {
        str(one.column): as_column(one, getattr(row, one.attname))
        for one in row._meta.concrete_fields  # noqa: SLF001
        if (not one.primary_key if names is None else one.name in names)
    }


def as_column(one: "models.Field[Any, Any]", value: Any) -> Any:
    """A field's value as the database takes it: words as they are, plain numbers as the text of an array."""
    if (
        isinstance(one, ArrayField)
        and isinstance(value, list)
        and {type(n) for n in value} == {float}
    ):
        return numbers(value)
    if type(value) is str and isinstance(one, models.CharField):
        return value
    return one.get_db_prep_save(value, connection)


def put_one(row: models.Model) -> None:
    """Write one new row and give it its id; the ORM takes longer to say so than the database to do it."""
    given = columns(row)
    names = ", ".join(f'"{name}"' for name in given)
    places = ", ".join(["%s"] * len(given))
    insert = f"insert into {row._meta.db_table} ({names}) values ({places}) returning id"  # noqa: S608, SLF001 - our own names
    [(row.pk,)] = asked(insert, *given.values())


def ids(count: int) -> tuple[list[int], str]:
    """Ids for items to come, so that they can name each other before they are written; and the oldest
    transaction that is under way, of which nothing is seen yet."""
    [(taken, seen)] = asked(IDS, count)
    return taken, seen


def asked(statement: str, *given: Any) -> list[tuple[Any, ...]]:
    """The rows of a question."""
    return done(statement, given, every)


def run(statement: str, *given: Any) -> int:
    """Do what a statement says; how many rows it met."""
    return done(statement, given, lambda line: line.rowcount)
