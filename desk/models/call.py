"""Who is on call, and what the desk asks them to look at."""

from django.db import models
from django.db.models import Q

from desk.models.person import Desk, Person
from desk.models.story import Story


class OnCall(models.Model):
    """A chief who is asked first, from one hour to another; the newest row counts."""

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="on_call")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.person_id} until {self.until:%H:%M}"


class CallKind(models.TextChoices):
    """What happened that a chief must know of."""

    HELD = "held", "Held at its hour"
    DRY_RUN = "dry-run", "Would be refused at its hour"
    OVERRIDE = "override", "An override has ended"
    POLICY = "policy", "Policy moved"
    LOOK = "look", "A second look is owed"
    SNAP = "snap", "A first word is out"
    BROKEN = "broken", "A rule could not run"


class Call(models.Model):
    """One thing a chief is asked to look at, told once; open until somebody answers.

    `to` is whoever was on call then; empty, it is for every chief of the desk. `key` names the row
    that caused it, so that two workers call once.
    """

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="calls")
    kind = models.CharField(max_length=10, choices=CallKind)
    key = models.CharField(max_length=80)
    words = models.TextField()
    to = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="calls"
    )
    at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint("kind", "key", name="called_once")]
        indexes = [
            models.Index(fields=["at"], name="calls_open", condition=Q(answered_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.story_id}"
