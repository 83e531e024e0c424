"""Tell the desk of wires that want a look, each once and a flood in one line; somebody has it, and it is off the board."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from desk import access
from desk.copyflow import post
from desk.copyflow.wire_care import need_desk
from desk.errors import Stale
from desk.models import LogEntry, Person, Role, RoleName, Verb
from desk.nudge import board_changed
from wires import alerts
from wires.alerts import Line

SHOWN = 8
OF_USE = timedelta(hours=24)


def open_lines(who: Person) -> list[Line]:
    """What people of a desk are told of wires now."""
    return alerts.lines(alerts.standing()) if access.desks(who).exists() else []


@transaction.atomic
def have(pks: Sequence[int], *, by: Person, now: datetime) -> int:
    """Say that one has it: these alerts leave the board; each wire’s page keeps them."""
    need_desk(by)
    names = sorted({row.wire.source.name for row in alerts.standing().filter(pk__in=pks)})
    done = alerts.take(pks, by=by.name, now=now)
    if not done:
        raise Stale(
            "Somebody has this already, or it is over.",
            satisfy="Load the board again for what is left; the wire’s page says who has it.",
        )
    LogEntry.record(None, Verb.ADD_SOURCE, by, now, f"Has the alert of {', '.join(names)[:200]}")
    transaction.on_commit(board_changed)
    return done


@transaction.atomic
def tell(*, now: datetime) -> int:
    """Tell boards, and whoever runs the desk by mail where there is a post, of what is new; how many alerts."""
    rows = alerts.fresh(now)
    if not rows:
        return 0
    transaction.on_commit(board_changed)
    if post.is_configured() and (told := operators()):
        lines = alerts.lines(rows)
        first = f"{lines[0].name}: {lines[0].health}"
        subject = first if len(lines) == 1 else f"{first}, and {len(lines) - 1} more"
        body = "".join(f"{one.name} ({one.health}): {one.words}\n" for one in lines)
        where = f"{settings.PUBLIC_ADDRESS}/desk/sources/\n"
        post.write(told, f"Wires: {subject}", body + where, use=OF_USE, now=now)
    return len(rows)


def operators() -> list[str]:
    """Addresses of whoever runs the desk."""
    rows = Role.objects.filter(name=RoleName.ADMINISTRATOR, person__is_active=True)
    return sorted(set(rows.values_list("person__email", flat=True)))
