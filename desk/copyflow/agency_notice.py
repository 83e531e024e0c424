"""Say whether an agency's notice means an item, where the machine was not sure or was wrong.

What takes copy back takes nothing but care: anybody of a desk may say it of a kill, a correction, an
embargo, and that a lift means another item. What brings copy back into use is a chief's.
"""

from datetime import datetime

from django.db import transaction

from desk import access
from desk.errors import NotYours, Stale
from desk.models import LogEntry, Person, Verb
from wires import advisories
from wires.models import Act, Advisory


@transaction.atomic
def take_notice(row: Advisory, *, by: Person, now: datetime) -> None:
    """The notice means this item: it is killed, corrected, under embargo or free from now on."""
    held = asked(row, by)
    if held.done_at or held.refused_at:
        raise Stale("Somebody has answered this already.")
    if held.act == Act.LIFTED:
        access.need_chief(by, None)
    advisories.do(held, words=held.notice.title or held.notice.text, now=now, by=by.name)
    LogEntry.record(None, Verb.ADVISE, by, now, "It means this item.", item=held.item_id, notice=held.notice_id)  # fmt: skip


@transaction.atomic
def refuse_notice(row: Advisory, *, by: Person, now: datetime) -> None:
    """The notice does not mean this item; what it had done is taken back."""
    held = asked(row, by)
    if held.refused_at:
        raise Stale("Somebody has answered this already.")
    if held.done_at and held.act != Act.LIFTED:
        access.need_chief(by, None)
    advisories.undo(held, by=by.name, now=now)
    LogEntry.record(None, Verb.ADVISE, by, now, "It means another.", item=held.item_id, notice=held.notice_id)  # fmt: skip


def asked(row: Advisory, by: Person) -> Advisory:
    """The row, locked, for somebody of a desk."""
    if not access.desks(by).exists():
        raise NotYours("Only people of a desk say what a notice means.")
    rows = Advisory.objects.select_for_update(of=("self",)).select_related("notice")
    held = rows.exclude(item=None).filter(pk=row.pk).first()
    if held is None or not access.items(by).filter(pk=held.item_id or 0).exists():
        raise Stale("There is nothing to answer here any more.")
    return held
