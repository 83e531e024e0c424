"""Removal: bytes and texts taken away on every road. Tombstone: what must not come back."""

from django.db import models
from django.db.models import Q


class Ground(models.TextChoices):
    """Why something was removed."""

    SAFETY = "safety", "safety"
    COURT = "court", "a court’s order"
    PRIVACY = "privacy", "privacy"
    RIGHTS = "rights", "rights"


class Removal(models.Model):
    """What was taken away, on what ground, who decided and when. `why` is the desk's, not readers'.

    `blinded` is the digest of what is gone under a random key that is gone too.
    """

    item = models.OneToOneField(
        "wires.Item", on_delete=models.PROTECT, null=True, blank=True, related_name="removal"
    )
    snapshot = models.OneToOneField(
        "wires.Snapshot", on_delete=models.PROTECT, null=True, blank=True, related_name="removal"
    )
    ground = models.CharField(max_length=8, choices=Ground)
    why = models.CharField(max_length=500, blank=True, default="")
    decided_by = models.CharField(max_length=200)
    decided_at = models.DateTimeField()
    blinded = models.CharField(max_length=64)
    took = models.JSONField(default=dict, help_text="how many rows of each kind")

    class Meta:
        ordering = ["-decided_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(item=None, snapshot__isnull=False)
                | Q(item__isnull=False, snapshot=None),
                name="a_removal_names_one_thing",
            )
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        """“removed on 3 July, for safety”."""
        at = self.decided_at
        return f"removed on {at.day} {at:%B}, for {Ground(self.ground).label}"


class Tombstone(models.Model):
    """A keyed digest of an id, an address or a text that was removed; what bears it is kept out."""

    removal = models.ForeignKey(Removal, on_delete=models.CASCADE, related_name="tombstones")
    mac = models.CharField(max_length=64, db_index=True)
    salt = models.BinaryField()
    met = models.PositiveIntegerField(default=0, help_text="how often it came again")
    met_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.mac[:12]
