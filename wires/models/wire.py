"""Wire: one address of a source that we poll, with its rhythm, its health and its claim."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.models import Case, F, Q, Value, When

from wires.models.source import Source
from wires.rows import columns, rows_of, run
from wires.types import Health

CLOSED = (Health.GONE.value, Health.SUSPENDED.value)
CLAIM = """
    update wires_wire set lease_token = gen_random_uuid(), lease_until = %(until)s
     where id in (
        select id from wires_wire
         where next_poll_at <= %(due)s and not paused and health <> all(%(closed)s)
           and (lease_until is null or lease_until < %(now)s)
           and not exists (
               select 1 from wires_host
                where wires_host.domain = wires_wire.domain and stopped_until > %(now)s)
         order by next_poll_at limit %(most)s for update skip locked)
    returning id, lease_token, address
"""
TRADE = """
    update wires_wire set lease_token = %(mine)s, lease_until = %(until)s
     where id = %(id)s and lease_token = %(token)s and lease_until >= %(now)s returning {}
"""
TAKE = """
    update wires_wire set lease_token = %(mine)s, lease_until = %(until)s
     where id = %(id)s and next_poll_at <= %(now)s and not paused
       and health not in ('gone', 'suspended')
       and (lease_until is null or lease_until < %(now)s) returning {}
"""
LET_GO = """
    update wires_wire set {}lease_token = null, lease_until = null where id = %s and lease_token = %s
"""


@dataclass(frozen=True, slots=True)
class Claim:
    """A wire taken for a while: who holds the token may poll it and write what came."""

    wire_id: int
    token: UUID
    address: str


class WireQuerySet(models.QuerySet["Wire"]):
    """Reading and claiming of wires. Whoever writes a wire's state proves it by the token."""

    def due(self, now: datetime) -> "WireQuerySet":
        """Wires whose hour has come and that nobody holds."""
        free = Q(lease_until__isnull=True) | Q(lease_until__lt=now)
        return self.filter(free, next_poll_at__lte=now, paused=False).exclude(health__in=CLOSED)

    def claim_due(
        self, *, now: datetime, lease: timedelta, most: int, ahead: timedelta = timedelta()
    ) -> list[Claim]:
        """Take up to so many wires in one update, due now or within `ahead`, passing over those that
        somebody is taking."""
        given: dict[str, Any] = {"now": now, "until": now + lease, "most": most}
        given["due"] = now + ahead
        given["closed"] = list(CLOSED)
        with connection.cursor() as cursor:
            cursor.execute(CLAIM, given)
            return [Claim(*row) for row in cursor.fetchall()]

    def claim(self, wire_id: int, *, now: datetime, lease: timedelta) -> UUID | None:
        """Take one wire that is due; None when another worker was first."""
        token = uuid4()
        taken = self.due(now).filter(pk=wire_id).update(lease_token=token, lease_until=now + lease)
        return token if taken else None

    def begin(
        self, wire_id: int, token: UUID | None, *, now: datetime, lease: timedelta
    ) -> "Wire | None":
        """Trade a claim's token for one of the poll's own, and give the wire: a second delivery of the
        same task finds another token and gets none. Without a token the wire is claimed if it is due."""
        given = {"id": wire_id, "now": now, "until": now + lease, "mine": uuid4(), "token": token}
        return next(iter(rows_of(Wire, TRADE if token else TAKE, given)), None)

    def let_go(self, wire: "Wire", token: UUID, names: Collection[str]) -> bool:
        """Write what a poll changed and end its lease, if it still holds the wire."""
        new = columns(wire, wire.changed(names))
        sets = "".join(f'"{name}" = %s, ' for name in new)
        return bool(run(LET_GO.format(sets), *new.values(), wire.pk, token))

    def put_back(self, wire_id: int, token: UUID, *, until: datetime) -> bool:
        """Let a wire go unpolled, to be taken again from an hour on."""
        held = self.filter(pk=wire_id, lease_token=token)
        return bool(held.update(next_poll_at=until, lease_token=None, lease_until=None))

    def wake(self, wire_id: int, *, now: datetime) -> None:
        """Make a wire due now, though it was suspended or gone: a person has asked."""
        woken = Case(When(health__in=CLOSED, then=Value(Health.FAILING.value)), default=F("health"))
        self.filter(pk=wire_id).update(next_poll_at=now, health=woken, refused=0, gone_since=None)


class Wire(models.Model):
    """One address of a source that we poll, with its health and its rhythm."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="wires")
    address = models.URLField(max_length=1000, unique=True)
    domain = models.CharField(
        max_length=200, blank=True, default="", db_index=True, help_text="registrable domain"
    )
    title = models.CharField(max_length=300, blank=True, default="")
    kind = models.CharField(max_length=20, blank=True, default="", help_text="as last parsed")
    paused = models.BooleanField(default=False)
    known_by = models.CharField(
        max_length=8,
        choices=[
            ("id", "their ids"),
            ("both", "ids and addresses"),
            ("address", "their addresses"),
        ],
        default="id",
    )
    added_at = models.DateTimeField()

    next_poll_at = models.DateTimeField(db_index=True)
    interval_s = models.PositiveIntegerField(default=120)
    floor_s = models.PositiveIntegerField(default=30)
    ceiling_s = models.PositiveIntegerField(default=3600)
    pinned_s = models.PositiveIntegerField(
        null=True, blank=True, help_text="polled at just this interval"
    )
    asked_s = models.PositiveIntegerField(
        default=0, help_text="least interval the server or the document asks for"
    )
    gap_s = models.FloatField(null=True, blank=True, help_text="usual seconds between items")
    pushed = models.BooleanField(
        default=False, db_default=False, help_text="a hub brings it; polled at its ceiling"
    )
    burst_until = models.DateTimeField(null=True, blank=True)
    lease_token = models.UUIDField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)

    checked_by = models.CharField(
        max_length=255,
        blank=True,
        default="",
        db_default="",
        help_text="of a mailbox: the server that says who sent a letter (RFC 8601 authserv-id)",
    )
    hours_in = models.CharField(
        max_length=64,
        blank=True,
        default="",
        db_default="",
        help_text="of which clock hours without a zone are; empty: read as UTC",
    )
    cursor = models.JSONField(
        default=dict,
        blank=True,
        help_text="what earlier answers taught: an account, the last letter",
    )
    etag = models.CharField(max_length=500, blank=True, default="")
    last_modified = models.CharField(max_length=200, blank=True, default="")
    last_digest = models.CharField(max_length=64, blank=True, default="")
    last_said = models.CharField(
        max_length=64, blank=True, default="", help_text="digest of the items last read"
    )
    elements = models.JSONField(
        default=dict, blank=True, help_text="entries of the document last read, by their bytes"
    )
    misses = models.BooleanField(
        default=False, help_text="a post is missing, so the same page again says more"
    )
    unconditional_at = models.DateTimeField(null=True, blank=True)
    moved_to = models.URLField(max_length=1000, blank=True, default="")
    moved_seen = models.PositiveSmallIntegerField(default=0)
    moved_since = models.DateTimeField(null=True, blank=True)
    proposed_address = models.URLField(
        max_length=1000, blank=True, default="", help_text="answers where the address is dead"
    )
    proposed_at = models.DateTimeField(null=True, blank=True)
    twin_tried_at = models.DateTimeField(null=True, blank=True)

    health = models.CharField(
        max_length=10, choices=[(h.value, h.value) for h in Health], default=Health.NEW.value
    )
    alerted = models.BooleanField(default=False, help_text="an alert of it stands")
    health_since = models.DateTimeField(null=True, blank=True)
    words = models.CharField(max_length=500, blank=True, default="Not polled yet.")
    errors = models.PositiveIntegerField(default=0)
    failing_since = models.DateTimeField(null=True, blank=True)
    refused = models.PositiveSmallIntegerField(default=0, help_text="401 or 403 in a row")
    gone_since = models.DateTimeField(null=True, blank=True, help_text="first 410 in a row")
    last_ok_at = models.DateTimeField(null=True, blank=True)
    last_item_at = models.DateTimeField(null=True, blank=True)
    latency_ms = models.FloatField(null=True, blank=True, help_text="usual time to answer")
    lag_s = models.FloatField(
        null=True, blank=True, help_text="usual seconds from an item's own hour to ours"
    )
    last_lag_s = models.FloatField(null=True, blank=True)
    skew_s = models.IntegerField(null=True, blank=True, help_text="server's clock less ours")
    habit = ArrayField(models.FloatField(), default=list, blank=True)
    habit_since = models.DateTimeField(null=True, blank=True)

    objects = WireQuerySet.as_manager()
    loaded: dict[str, Any]

    class Meta:
        ordering = ["source__name", "address"]

    def __str__(self) -> str:
        return self.title or self.address

    @classmethod
    def from_db(
        cls, db: str | None, field_names: Collection[str], values: Collection[Any], **more: Any
    ) -> "Wire":
        """The row, remembering what it held: a poll writes back only what it changed."""
        made = super().from_db(db, field_names, values, **more)
        made.loaded = dict(zip(field_names, values, strict=False))
        return made

    def changed(self, names: Collection[str]) -> dict[str, Any]:
        """Those of these fields that are not as they were in the row."""
        absent = object()
        return {
            name: value
            for name in names
            if (value := getattr(self, name)) != self.loaded.get(name, absent)
        }


class FormerAddress(models.Model):
    """An address a wire had, kept: items and pieces may still name it."""

    wire = models.ForeignKey(Wire, on_delete=models.CASCADE, related_name="former_addresses")
    address = models.URLField(max_length=1000)
    left_at = models.DateTimeField()
    why = models.CharField(max_length=200)

    class Meta:
        ordering = ["-left_at"]

    def __str__(self) -> str:
        return self.address


class Host(models.Model):
    """A registrable domain that asked us to stay away for a while: none of its wires is polled."""

    domain = models.CharField(max_length=200, unique=True)
    stopped_until = models.DateTimeField(null=True, blank=True)
    words = models.CharField(max_length=300, blank=True, default="")

    def __str__(self) -> str:
        return self.domain


class Alert(models.Model):
    """A state of a wire that somebody should know of, told once until it ends."""

    wire = models.ForeignKey(Wire, on_delete=models.CASCADE, related_name="alerts")
    health = models.CharField(max_length=10, choices=[(h.value, h.value) for h in Health])
    words = models.CharField(max_length=500)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(
        null=True, blank=True, help_text="when boards were told, and whoever runs the desk"
    )
    seen_at = models.DateTimeField(null=True, blank=True, help_text="when somebody had it")
    seen_by = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                "wire", condition=Q(ended_at=None), name="one_open_alert_per_wire"
            )
        ]

    def __str__(self) -> str:
        return f"{self.wire_id} {self.health}"
