"""The desk's verdicts on findings of the lead, and judges made with them: numbers, never text."""

from django.db import models
from django.db.models import F, Q

from desk.models.person import Person
from desk.models.story import Story


class Verdict(models.Model):
    """What a person calls the unit that the judge saw lead a zone, with the opening it stood in."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="verdicts")
    fingerprint = models.CharField(max_length=64)
    zone = models.CharField(max_length=10)
    text = models.TextField()
    label = models.CharField(
        max_length=10,
        choices=[
            ("other", "The finding is right"),
            ("civilian", "It opens on people"),
            ("neutral", "Not about an attack"),
        ],
    )
    opening = models.JSONField(help_text="headline, dek and first sentences as they were")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint("story", "fingerprint", name="one_verdict_a_finding")
        ]

    def __str__(self) -> str:
        return f"{self.story_id} {self.zone} {self.label}"


class JudgeState(models.TextChoices):
    """Where a judge of the desk's own stands."""

    ASKED = "asked", "being made"
    SHADOW = "shadow", "made, decides nothing"
    ACTIVE = "active", "in force"
    SUPERSEDED = "superseded", "superseded"


class OwnJudge(models.Model):
    """A judge made of the shipped hands and the desk's verdicts; a second person puts it in force."""

    data = models.JSONField(default=dict, help_text="numbers, as the shipped head keeps them")
    trial = models.JSONField(default=dict, help_text="old beside new, on hands and on verdicts")
    worse = models.BooleanField(default=True)
    verdicts = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=JudgeState, default=JudgeState.ASKED)
    claimed_at = models.DateTimeField(
        null=True, blank=True, help_text="by the worker that makes it"
    )
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    approved_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=Q(state="active"), name="one_judge_in_force"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "shadow"])
                | (Q(worse=False) & Q(approved_by__isnull=False) & ~Q(approved_by=F("by"))),
                name="a_judge_has_a_second_person",
            ),
        ]

    def __str__(self) -> str:
        return f"judge {self.pk} {self.state}"
