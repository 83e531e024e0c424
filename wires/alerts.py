"""Tell once of a wire's state, when it has lasted; end the alert when the state has."""

from datetime import datetime

from django.db.models import QuerySet

from wires import health
from wires.models import Alert, Wire
from wires.types import Health


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
    """Alerts that have not ended, newest first, with wire and source."""
    return Alert.objects.filter(ended_at=None).select_related("wire__source")
