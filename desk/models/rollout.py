"""How a rule comes to weigh what it weighs: promotions, falls, and rules that editors contest."""

from django.db import models
from django.db.models import F, Q

from desk.models.person import Person
from desk.models.policy import PolicyNote, PolicyVersion
from desk.models.story import Story


class Promotion(models.Model):
    """One rule at one stage raised or set by two people: who asks is never who decides.

    `figures` are the criteria as they stood when it was asked; `taken` is empty until decided.
    """

    version = models.ForeignKey(PolicyVersion, on_delete=models.CASCADE, related_name="promotions")
    rule = models.CharField(max_length=120)
    stage = models.CharField(max_length=10)
    was = models.CharField(max_length=10)
    to = models.CharField(max_length=10)
    reason = models.TextField()
    figures = models.JSONField(default=dict)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    taken = models.BooleanField(null=True, blank=True)
    words = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["-asked_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")) | Q(taken=False),
                name="a_promotion_takes_two",
            ),
            models.UniqueConstraint(
                fields=["version", "rule", "stage"],
                condition=Q(decided_at=None),
                name="one_open_promotion",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} to {self.to} at {self.stage}"


class RuleFall(models.Model):
    """A rule that editors dismiss too often: advisory at most until the note's owner answers.

    A rule of law and safety does not fall (`weakens` is false); its owner is asked all the same.
    """

    note = models.ForeignKey(PolicyNote, on_delete=models.CASCADE, related_name="falls")
    rule = models.CharField(max_length=120)
    at = models.DateTimeField()
    firings = models.PositiveIntegerField()
    dismissed = models.PositiveIntegerField()
    weakens = models.BooleanField(default=True)
    answered_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True, default="")
    kept = models.BooleanField(
        null=True, blank=True, help_text="true: it weighs again what two people approved"
    )

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["note", "rule"], condition=Q(answered_at=None), name="one_open_fall"
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule} fell"


class RuleFailure(models.Model):
    """A rule or a built-in check that could not run on a story: it raised, or took too long."""

    rule = models.CharField(max_length=120)
    note = models.ForeignKey(
        PolicyNote, on_delete=models.CASCADE, null=True, blank=True, related_name="failures"
    )
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="rule_failures")
    at = models.DateTimeField()
    why = models.TextField()

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["rule", "at"], name="failures_of_rule")]

    def __str__(self) -> str:
        return f"{self.rule} could not run"


class Challenge(models.Model):
    """A rule contested by an editor, with words; answered by the note's owner within seven days."""

    note = models.ForeignKey(PolicyNote, on_delete=models.CASCADE, related_name="challenges")
    rule = models.CharField(max_length=120)
    version_number = models.PositiveIntegerField()
    story = models.ForeignKey(
        Story, on_delete=models.CASCADE, null=True, blank=True, related_name="challenges"
    )
    exact = models.TextField(blank=True, default="")
    words = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    due = models.DateTimeField(db_index=True)
    answered_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True, default="")
    upheld = models.BooleanField(
        null=True, blank=True, help_text="true: the rule will be changed or withdrawn"
    )

    class Meta:
        ordering = ["answered_at", "due"]

    def __str__(self) -> str:
        return f"{self.rule} contested"
