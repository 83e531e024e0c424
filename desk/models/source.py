"""Classing of sources: proposed with evidence by one person, approved by another."""

from django.db import models
from django.db.models import F, Q

from desk.models.person import Person


class ClassingProposal(models.Model):
    """What a source is said to be, on what evidence; in force once a second person approved."""

    source = models.ForeignKey("wires.Source", on_delete=models.CASCADE, related_name="proposals")
    facts = models.JSONField(help_text="kind, control, country, side, owner, voice")
    evidence = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    approved_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    review_by = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("by")),
                name="classing_takes_two_people",
            )
        ]

    def __str__(self) -> str:
        return f"{self.source_id} proposed"
