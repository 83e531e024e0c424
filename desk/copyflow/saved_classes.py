"""Classes of sources as saved expressions: proposed by one person, in force when a second approved."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from desk import access, register
from desk.errors import HandInIt, NotYours, Stale, Unsound
from desk.models import LogEntry, Person, SavedClass, Verb
from desk.slugs import slug_of
from wires.models import Control, SourceKind

FACTS = ("kind", "control", "country", "side", "owner")
CHOICES = {"kind": SourceKind.values, "control": Control.values}


@transaction.atomic
def propose(
    name: str, *, said: Mapping[str, Sequence[str]], why: str, by: Person, now: datetime
) -> SavedClass:
    """A class by what its sources must be; each fact lists the values that it may have."""
    if not access.desks(by).exists():
        raise NotYours("Only people of a desk make classes.")
    word = slug_of(name, longest=60, otherwise="class")
    if not word or word in register.PLAIN:
        raise Unsound("A class needs a name of its own.", field="name")
    condition = {fact: values for fact in FACTS if (values := values_of(fact, said.get(fact, ())))}
    if not condition:
        raise Unsound("Say what a source of this class must be.", field="kind")
    if not why.strip():
        raise Unsound("Say what the class is for.", field="why")
    row = SavedClass.objects.create(
        name=word, said=[condition], why=why.strip()[:1000], by=by, at=now
    )
    LogEntry.record(None, Verb.CLASSIFY, by, now, f"Proposed the class {word}")
    return row


def values_of(fact: str, given: Sequence[str]) -> list[str]:
    """The values that a fact may have, or a refusal at its field."""
    values = [value.strip() for value in given if value.strip()]
    if fact in CHOICES and not set(values) <= set(CHOICES[fact]):
        raise Unsound(f"“{values[0][:60]}” is not a {fact} we know.", field=fact)
    if fact == "country":
        values = [value.upper() for value in values]
        if any(len(value) != 2 for value in values):
            raise Unsound("A country is its code of two letters.", field="country")
    return values


@transaction.atomic
def approve(row: SavedClass, *, by: Person, now: datetime) -> SavedClass:
    """Put it in force; an older class of this name ends."""
    row = SavedClass.objects.select_for_update().get(pk=row.pk)
    if not access.is_chief(by, None):
        raise NotYours("Only a chief approves a class.", satisfy="Ask a chief.")
    if row.approved_at or row.ended_at:
        raise Stale("This is decided already.")
    if row.by_id == by.pk:
        raise HandInIt("You proposed this, so another chief approves it.")
    SavedClass.objects.filter(name=row.name, approved_at__isnull=False, ended_at=None).update(ended_at=now)  # fmt: skip
    row.approved_by, row.approved_at = by, now
    try:
        with transaction.atomic():
            row.save(update_fields=["approved_by", "approved_at"])
    except IntegrityError as clash:
        raise Stale("Another class of this name was approved a moment ago.") from clash
    LogEntry.record(None, Verb.CLASSIFY, by, now, f"The class {row.name} is in force")
    return row


@transaction.atomic
def end(row: SavedClass, *, by: Person, now: datetime) -> SavedClass:
    """Take a class out of force, or a proposal back."""
    if not access.is_chief(by, None) and not (row.by_id == by.pk and row.approved_at is None):
        raise NotYours("Only a chief ends a class.", satisfy="Ask a chief.")
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    LogEntry.record(None, Verb.CLASSIFY, by, now, f"The class {row.name} has ended")
    return row
