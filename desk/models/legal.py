"""Legal hold: a row that no transition passes, placed and lifted with names."""

from django.db import models

from desk.models.person import Person
from desk.models.story import Story


class LegalHold(models.Model):
    """Nothing of the story goes on while it lasts.

    `reason` is read by those who answer for law and safety and by whoever placed it, nobody else.
    """

    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="legal_holds")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField()
    lifted_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["story"],
                condition=models.Q(lifted_at=None),
                name="one_legal_hold_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.story_id} on legal hold"
