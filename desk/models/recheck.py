"""Recheck: what readers have, asked again under a note version that came in force."""

from django.db import models
from django.db.models import Q

from desk.models.judge import OwnJudge
from desk.models.person import Person
from desk.models.policy import PolicyVersion
from desk.models.publication import Publication
from desk.models.rollout import Promotion
from desk.models.story import Story


class Recheck(models.Model):
    """The work over the pieces that readers have, when a version came or a rule of it was raised.

    Its rows are its progress.
    """

    policy = models.ForeignKey(PolicyVersion, on_delete=models.CASCADE, related_name="rechecks")
    promotion = models.ForeignKey(
        Promotion, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["policy", "promotion"], name="one_recheck_a_cause", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"recheck under {self.policy_id}"


class PolicyMove(models.Model):
    """The work over what is scheduled and approved, when a version, a rule of it or a judge came in force.

    `release_from` and `story_from` are the last rows that were asked about: who goes on begins behind them.
    """

    policy = models.ForeignKey(
        PolicyVersion, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    promotion = models.ForeignKey(
        Promotion, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    judge = models.ForeignKey(
        OwnJudge, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()
    release_from = models.BigIntegerField(default=0)
    story_from = models.BigIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["policy", "promotion", "judge"],
                name="one_move_a_cause",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(policy__isnull=False, judge=None)
                | Q(policy=None, promotion=None, judge__isnull=False),
                name="a_note_or_a_judge_moved",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], name="moves_to_ask_about", condition=Q(finished_at=None))
        ]

    def __str__(self) -> str:
        return f"move of {self.policy_id or self.judge_id}"


class PieceState(models.TextChoices):
    """What one piece came to under the new version."""

    WAITING = "waiting", "not asked yet"
    CLEAR = "clear", "meets it"
    OUTSIDE = "outside", "outside its scope"
    ASKS = "asks", "is asked about"
    SHORT = "short", "falls short"
    FAILED = "failed", "could not be asked"
    OLD = "old", "asked again since"


class RecheckedPiece(models.Model):
    """One published piece under one new version; `findings` are those that it did not have before."""

    recheck = models.ForeignKey(Recheck, on_delete=models.CASCADE, related_name="pieces")
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="rechecks")
    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=PieceState, default=PieceState.WAITING)
    at = models.DateTimeField(null=True, blank=True)
    findings = models.JSONField(default=list)
    answered_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint("recheck", "story", name="one_recheck_a_piece"),
        ]
        indexes = [
            models.Index(fields=["id"], name="pieces_to_recheck", condition=Q(state="waiting"))
        ]

    def __str__(self) -> str:
        return f"{self.story_id} {self.state}"
