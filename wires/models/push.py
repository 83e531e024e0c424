"""Push: a wire whose source sends to us; our callback's address holds a token, its letters a signature."""

import secrets

from django.db import models


def unguessable() -> str:
    """256 bits that stand in an address."""
    return secrets.token_urlsafe(32)


class PushKind(models.TextChoices):
    """Who sends."""

    WEBSUB = "websub", "a hub (WebSub)"
    WEBHOOK = "webhook", "the source itself, signed"


class PushState(models.TextChoices):
    """How a subscription stands."""

    ASKED = "asked", "asked for"
    ACTIVE = "active", "active"
    DENIED = "denied", "denied by the hub"
    DROPPED = "dropped", "dropped: polled instead"
    ENDED = "ended", "turned off"


class Push(models.Model):
    """One way in for one wire; `secret` signs what comes, `lease_until` is the hub's promise."""

    wire = models.OneToOneField("wires.Wire", on_delete=models.CASCADE, related_name="push")
    kind = models.CharField(max_length=10, choices=PushKind)
    state = models.CharField(max_length=10, choices=PushState, default=PushState.ASKED)
    token = models.CharField(max_length=64, unique=True, default=unguessable)
    secret = models.CharField(
        max_length=64, blank=True, default=unguessable, help_text="empty: its hub is on http://"
    )
    hub = models.CharField(max_length=1000, blank=True, default="")
    topic = models.CharField(max_length=1000, blank=True, default="")
    asked_at = models.DateTimeField()
    renew_at = models.DateTimeField(null=True, blank=True, db_index=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    active_at = models.DateTimeField(null=True, blank=True, help_text="since when it brings")
    state_at = models.DateTimeField(null=True, blank=True)
    waiting_since = models.DateTimeField(
        null=True, blank=True, help_text="since when a poll has had what it did not bring"
    )
    missed = models.PositiveSmallIntegerField(default=0, help_text="times in this lease")
    last_at = models.DateTimeField(null=True, blank=True)
    refused = models.PositiveIntegerField(default=0, help_text="letters with a wrong signature")
    words = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        ordering = ["wire"]

    def __str__(self) -> str:
        return f"{self.wire_id} {self.kind} {self.state}"

    @property
    def by_word(self) -> bool:
        """Whether its hub has no secret: its letters are a word that there is something, no more."""
        return self.kind == PushKind.WEBSUB and not self.secret


class Letter(models.Model):
    """One letter that came by a push: taken, with the fetch it was stored as, or refused, with why."""

    push = models.ForeignKey(Push, on_delete=models.CASCADE, related_name="letters")
    at = models.DateTimeField()
    fetch = models.ForeignKey(
        "wires.Fetch", on_delete=models.SET_NULL, null=True, blank=True, related_name="letters"
    )
    refused = models.CharField(
        max_length=500, blank=True, default="", help_text="why; empty: taken"
    )
    size = models.PositiveIntegerField(default=0, help_text="bytes")
    mark = models.CharField(
        max_length=64, blank=True, default="", help_text="of a signed letter’s signature"
    )

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return self.refused or "taken"
