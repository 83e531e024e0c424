"""Release: an approved version that goes out at an hour. DryRun: the gate asked beforehand."""

from django.db import models
from django.db.models import Q

from desk.models.person import Person
from desk.models.policy import PolicyVersion
from desk.models.story import Story, Version


class ReleaseState(models.TextChoices):
    """What became of it."""

    SCHEDULED = "scheduled", "scheduled"
    OUT = "out", "published"
    HELD = "held", "held at its hour"
    ENDED = "ended", "taken off"


class Release(models.Model):
    """One version, one hour, one chief's name. Claimed by an update that counts.

    `changed` is the line readers get where the piece is out already; `words` says why it was held.
    """

    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="releases")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed = models.CharField(max_length=300, blank=True, default="")
    state = models.CharField(max_length=10, choices=ReleaseState, default=ReleaseState.SCHEDULED)
    state_at = models.DateTimeField()
    words = models.TextField(blank=True, default="")
    claimed_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["story"], condition=Q(state="scheduled"), name="one_release_at_a_time"
            )
        ]
        indexes = [
            models.Index(fields=["at"], name="releases_to_come", condition=Q(state="scheduled"))
        ]

    def __str__(self) -> str:
        return f"{self.story_id} at {self.at:%H:%M}"


class Cause(models.TextChoices):
    """Why the gate was asked beforehand."""

    SCHEDULED = "scheduled", "when it was scheduled"
    POLICY = "policy", "when a note came in force"
    HOUR = "t-60", "an hour before"
    QUARTER = "t-15", "a quarter of an hour before"


class DryRun(models.Model):
    """Whether the release would pass at its hour, as asked once a cause; `findings` is data."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="dry_runs")
    cause = models.CharField(max_length=10, choices=Cause)
    policy = models.ForeignKey(
        PolicyVersion, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    move = models.ForeignKey(
        "PolicyMove", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()
    passes = models.BooleanField()
    words = models.TextField(blank=True, default="")
    findings = models.JSONField(default=list)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "cause", "policy", "move"],
                name="one_dry_run_a_cause",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.release_id} {self.cause}"
