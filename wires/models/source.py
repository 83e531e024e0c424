"""Source: who we receive from. Wire: one address of theirs that we poll."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from wires.types import Health


class SourceKind(models.TextChoices):
    """What trade a source follows."""

    AGENCY = "agency", "agency"
    OUTLET = "outlet", "outlet"
    PUBLIC_BODY = "public-body", "public body"
    MONITOR = "monitor", "monitor"
    AGGREGATOR = "aggregator", "aggregator"
    PRIVATE_PERSON = "private-person", "private person"
    OWN = "own", "own reporting"
    UNKNOWN = "", "not known"


class Control(models.TextChoices):
    """Who decides what a source says."""

    INDEPENDENT = "independent", "independent"
    STATE_RUN = "state-run", "state-run"
    STATE_FUNDED = "state-funded", "state-funded"
    PARTY = "party", "a party to the conflict"
    UNKNOWN = "", "not known"


class Voice(models.TextChoices):
    """Whose voice it is; posts of private persons are never shown as received by default."""

    INSTITUTION = "institution", "institution"
    OUTLET = "outlet", "outlet"
    PUBLIC_FIGURE = "public-figure", "public figure"
    PRIVATE_PERSON = "private-person", "private person"


class Source(models.Model):
    """Who we receive from. Unclassed until two people class it (desk.copyflow.classify)."""

    key = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=SourceKind, blank=True, default="")
    control = models.CharField(max_length=20, choices=Control, blank=True, default="")
    country = models.CharField(max_length=2, blank=True, default="", help_text="ISO 3166 code")
    side = models.CharField(
        max_length=40, blank=True, default="", help_text="party to this conflict: which; or none"
    )
    owner = models.CharField(max_length=200, blank=True, default="")
    voice = models.CharField(max_length=20, choices=Voice, default=Voice.OUTLET)
    languages = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    domains = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    handles = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    aliases = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    invented = models.BooleanField(default=False, help_text="made up for the demo newsroom")
    classed_at = models.DateTimeField(null=True, blank=True)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class WireQuerySet(models.QuerySet["Wire"]):
    """Reading and claiming of wires; `claim` is the one update that counts."""

    def due(self, now: datetime) -> "WireQuerySet":
        """Wires whose hour has come and that nobody holds."""
        free = Q(lease_until__isnull=True) | Q(lease_until__lt=now)
        return self.filter(free, next_poll_at__lte=now, paused=False).exclude(
            health=Health.GONE.value
        )

    def claim(self, wire_id: int, *, now: datetime, lease: timedelta) -> UUID | None:
        """Take this wire for `lease`; None when another worker was first."""
        token = uuid4()
        taken = self.due(now).filter(pk=wire_id).update(lease_token=token, lease_until=now + lease)
        return token if taken else None


class Wire(models.Model):
    """One address of a source that we poll, with its health and its rhythm."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="wires")
    address = models.URLField(max_length=1000, unique=True)
    title = models.CharField(max_length=300, blank=True, default="")
    kind = models.CharField(max_length=20, blank=True, default="", help_text="as last parsed")
    paused = models.BooleanField(default=False)
    known_by = models.CharField(
        max_length=8, choices=[("id", "their ids"), ("address", "their addresses")], default="id"
    )
    added_at = models.DateTimeField()

    next_poll_at = models.DateTimeField(db_index=True)
    interval_s = models.PositiveIntegerField(default=120)
    floor_s = models.PositiveIntegerField(default=30)
    ceiling_s = models.PositiveIntegerField(default=3600)
    lease_token = models.UUIDField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)

    etag = models.CharField(max_length=500, blank=True, default="")
    last_modified = models.CharField(max_length=200, blank=True, default="")
    last_digest = models.CharField(max_length=64, blank=True, default="")
    unconditional_at = models.DateTimeField(null=True, blank=True)
    moved_to = models.URLField(max_length=1000, blank=True, default="")
    moved_seen = models.PositiveSmallIntegerField(default=0)

    health = models.CharField(
        max_length=10, choices=[(h.value, h.value) for h in Health], default=Health.NEW.value
    )
    words = models.CharField(max_length=500, blank=True, default="Not polled yet.")
    errors = models.PositiveIntegerField(default=0)
    last_ok_at = models.DateTimeField(null=True, blank=True)
    last_item_at = models.DateTimeField(null=True, blank=True)

    objects = WireQuerySet.as_manager()

    class Meta:
        ordering = ["source__name", "address"]

    def __str__(self) -> str:
        return self.title or self.address
