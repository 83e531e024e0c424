"""A row of every kind that the wires keep, with something in each of its columns; run inside a desk's own program."""

import json
import sys
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.postgres.search import SearchVectorField
from django.db import connection, models

NOW = datetime(2026, 6, 10, 12, tzinfo=UTC)
NUMBERS = count(1)
KINDS = {
    models.JSONField: lambda n: [[n, "said"]],
    models.BinaryField: lambda n: b"bytes %d" % n,
    models.DateTimeField: lambda n: NOW + timedelta(minutes=n),
    models.DateField: lambda n: NOW.date() + timedelta(days=n),
    models.IntegerField: lambda n: 7 + n,
    models.FloatField: lambda n: 0.5 + n,
    models.UUIDField: lambda n: UUID(int=n),
    models.DurationField: lambda n: timedelta(minutes=n),
}
BY_ITSELF = (models.AutoField, models.CompositePrimaryKey, SearchVectorField)
EITHER = {
    "Translation": ["by_person", "by_machine"],
    "Removal": ["item", "snapshot"],
}  # of which a row has one alone
TABLES = "select tablename from pg_tables where schemaname = 'public' order by 1"
# A restore reads the archive again and writes down what it found.
ROW = "(to_jsonb(t) - 'checked_at' - 'rotten_at')::text"
PRINT = f"select md5(string_agg({ROW}, chr(10) order by {ROW})) from {{}} t"


def value(field: models.Field, number: int) -> Any:
    """Something that a column may hold and that is not what it holds of itself."""
    if field.choices:
        return [one for one, _ in field.flatchoices if one][-1]
    if isinstance(field, models.JSONField) and field.default is dict:
        return {"said": number}
    if isinstance(field, models.BooleanField):
        return field.default is not True
    if hasattr(field, "base_field"):
        return [value(field.base_field, number)]
    if isinstance(field, (models.CharField, models.TextField)):
        return f"{field.name} {number}"[-(field.max_length or 100) :]
    return next(made(number) for kind, made in KINDS.items() if isinstance(field, kind))


def lay(model: type[models.Model], *, whole: bool, but: str = "") -> models.Model:
    """One row: with every column filled but this one, or with those only that must be."""
    number, given = next(NUMBERS), {}
    [needed, *_] = EITHER.get(model.__name__, [""])
    for field in model._meta.concrete_fields:
        if isinstance(field, BY_ITSELF) or field.name == but:
            continue
        empty = field.null and field.name != needed and not whole
        if isinstance(field, models.ForeignKey):
            given[field.name] = None if empty else lay(field.related_model, whole=False)
        elif whole or not (empty or field.has_default()):
            given[field.name] = value(field, number)
    return model.objects.create(**given)


def lay_all() -> None:
    """A full row of each model of the wires."""
    for model in apps.get_app_config("wires").get_models():
        for but in EITHER.get(model.__name__, [""]):
            lay(model, whole=True, but=but)
    with connection.cursor() as cursor:
        cursor.execute("update wires_item set search = wire_words(title, text, author)")


def empty_columns() -> list[str]:
    """Columns of the wires in which no row holds anything of its own."""
    found = []
    for model in apps.get_app_config("wires").get_models():
        for field in model._meta.concrete_fields:
            rows = model.objects.exclude(**{f"{field.attname}__isnull": True})
            if field.has_default():
                rows = rows.exclude(**{field.attname: field.get_default()})
            if not isinstance(field, models.CompositePrimaryKey) and not rows.exists():
                found.append(f"{model.__name__}.{field.name}")
    return found


def prints() -> dict[str, str]:
    """A digest of all that each table holds."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        names = [name for (name,) in cursor.fetchall()]
        found = {}
        for name in names:
            cursor.execute(PRINT.format(connection.ops.quote_name(name)))
            found[name] = cursor.fetchone()[0]
    return found


def tell(**said: Any) -> None:
    sys.stdout.write(json.dumps(said))
