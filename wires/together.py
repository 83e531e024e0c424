"""Items that one version has replaced together: its text is the next of each, and what is said of one is said of all.

The first that a version names leads: the version's id is a name of it, and the others are told with it.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from django.db.models import Q

from wires.edits import Known, known
from wires.models import Item
from wires.types import ParsedItem


def group(pk: int) -> list[int]:
    """An item and those that are told together with it, in the order of their ids."""
    lead = Item.objects.values_list("told_with", flat=True).filter(pk=pk).first() or pk
    every = Item.objects.filter(Q(pk=lead) | Q(told_with=lead))
    return list(every.order_by("pk").values_list("pk", flat=True))


def leads(source: int, stored: Collection[Known]) -> dict[int, Known]:
    """By item, the one that leads it, as it is stored; what leads itself is left out, and so is what has been
    led by an item that is removed: that one takes no name again, nor keeps a text from others."""
    rows = Item.objects.filter(pk__in={one.pk for one in stored}, told_with__removed_at=None)
    rows = rows.exclude(told_with=None)
    first = {pk: (lead, name) for pk, lead, name in rows.values_list("pk", "told_with", "told_with__external_id")}  # fmt: skip
    held = known(source, sorted({name for _, name in first.values()})) if first else {}
    return {pk: held[name] for pk, (_, name) in first.items() if name in held}


def join(lead: int, others: Iterable[int]) -> None:
    """Have items told with another, and with it whatever was told with them."""
    given = [pk for pk in others if pk != lead]
    every = Item.objects.filter(Q(pk__in=given) | Q(told_with__in=given)).exclude(pk=lead)
    every.update(told_with=lead)


def beside(pairs: Sequence[tuple[Known, ParsedItem]]) -> list[tuple[Known, ParsedItem]]:
    """What is said of items, of those that are told with them; one question where anything is said."""
    said = {row.pk: (row, item) for row, item in pairs}
    if not said:
        return []
    rows = Item.objects.filter(told_with__in=said, removed_at=None)
    found = [(source, name, lead or 0) for source, name, lead in rows.values_list("source", "external_id", "told_with")]  # fmt: skip
    held = known(found[0][0], [name for _, name, _ in found]) if found else {}
    return [
        (replace(held[name], name=said[lead][0].name, raw=0, superseded=False), said[lead][1])
        for _, name, lead in found
        if name in held
    ]
