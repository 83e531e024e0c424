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
    ENDED = "ended", "ended"


class Push(models.Model):
    """One way in for one wire; `secret` signs what comes, `lease_until` is the hub's promise."""

    wire = models.OneToOneField("wires.Wire", on_delete=models.CASCADE, related_name="push")
    kind = models.CharField(max_length=10, choices=PushKind)
    state = models.CharField(max_length=10, choices=PushState, default=PushState.ASKED)
    token = models.CharField(max_length=64, unique=True, default=unguessable)
    secret = models.CharField(max_length=64, default=unguessable)
    hub = models.CharField(max_length=1000, blank=True, default="")
    topic = models.CharField(max_length=1000, blank=True, default="")
    asked_at = models.DateTimeField()
    renew_at = models.DateTimeField(null=True, blank=True, db_index=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    last_at = models.DateTimeField(null=True, blank=True)
    refused = models.PositiveIntegerField(default=0, help_text="letters with a wrong signature")
    words = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        ordering = ["wire"]

    def __str__(self) -> str:
        return f"{self.wire_id} {self.kind} {self.state}"
