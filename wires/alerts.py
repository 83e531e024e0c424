"""Tell once of a wire's state, when it has lasted; end the alert when the state has."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from wires import health
from wires.models import Alert, Wire
from wires.types import Health

FLOOD = 3  # wires of one domain in one state that are told of together
NAMED = 6
BETWEEN = timedelta(minutes=5)  # two tellings


def settle(wire: Wire, now: datetime) -> Alert | None:
    """Open, keep or end a wire's alert after a poll; gives one that is new. The caller holds the row.

    A state has to last before it is told, and its end as well, so that a wire that flickers rings once.
    """
    state = Health(wire.health)
    if not wire.alerted and not health.tells(state, wire.health_since, now):
        return None
    standing = Alert.objects.filter(wire=wire, ended_at=None).first()
    if standing and standing.health == state.value:
        if standing.words != wire.words:
            standing.words = wire.words
            standing.save(update_fields=["words"])
        return None
    if health.tells(state, wire.health_since, now):
        if standing:
            end(standing, now)
        mark(wire, alerted=True)
        return Alert.objects.create(wire=wire, health=state.value, words=wire.words, at=now)
    if standing and is_over(wire, now):
        end(standing, now)
        mark(wire, alerted=False)
    return None


def mark(wire: Wire, *, alerted: bool) -> None:
    """Write on the wire whether an alert stands, so that most polls need not look."""
    wire.alerted = alerted
    wire.save(update_fields=["alerted"])


def is_over(wire: Wire, now: datetime) -> bool:
    """Whether a wire has been well for long enough."""
    since = wire.health_since
    return wire.health == Health.OK.value and since is not None and now - since >= health.SETTLED


def end(alert: Alert, now: datetime) -> None:
    """The state is over."""
    alert.ended_at = now
    alert.save(update_fields=["ended_at"])


def standing() -> QuerySet[Alert]:
    """Alerts that have not ended and that nobody has taken, newest first, with wire and source; what somebody
    paused is looked after."""
    rows = Alert.objects.filter(ended_at=None, seen_at=None, wire__paused=False)
    return rows.select_related("wire__source").order_by("-at", "-id")


@dataclass(frozen=True, slots=True)
class Line:
    """What a desk is told: one wire’s state, or that of many at one domain."""

    health: str
    name: str
    words: str
    at: datetime
    wire: int | None
    alerts: tuple[int, ...]


def lines(rows: Iterable[Alert]) -> list[Line]:
    """One line for each alert, and one for all of a domain that fail alike: one server that is down is no flood."""
    groups: dict[tuple[str, str], list[Alert]] = {}
    for row in rows:
        domain = row.wire.domain or f"wire {row.wire_id}"
        groups.setdefault((row.health, domain), []).append(row)
    found: list[Line] = []
    for (health_of, domain), alike in groups.items():
        found += [of_many(health_of, domain, alike)] if len(alike) >= FLOOD else map(of_one, alike)
    return sorted(found, key=lambda line: line.at, reverse=True)


def of_one(row: Alert) -> Line:
    """One wire’s alert."""
    return Line(row.health, row.wire.source.name, row.words, row.at, row.wire_id, (row.pk,))


def of_many(state: str, domain: str, rows: Sequence[Alert]) -> Line:
    """Alerts of wires that have a server in common."""
    names = [row.wire.source.name for row in rows]
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    words = f"{len(rows)} wires there: {', '.join(names[:NAMED])}{more}."
    return Line(state, domain, words, min(row.at for row in rows), None, tuple(row.pk for row in rows))  # fmt: skip


def take(pks: Iterable[int], *, by: str, now: datetime) -> int:
    """Somebody has these; how many there were to have."""
    return standing().filter(pk__in=list(pks)).update(seen_at=now, seen_by=by[:200])


def fresh(now: datetime) -> list[Alert]:
    """Alerts that nobody was told of yet, marked as told by whoever asks first; none soon after the last telling,
    so that a night on which much fails is told in a few letters."""
    if Alert.objects.filter(told_at__gt=now - BETWEEN).exists():
        return []
    waiting = standing().filter(told_at=None)
    return [row for row in waiting if Alert.objects.filter(pk=row.pk, told_at=None).update(told_at=now)]  # fmt: skip
