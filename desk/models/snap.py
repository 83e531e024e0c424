"""First words on one name: off until two people switch them on for a desk, off again by one."""

from django.db import models
from django.db.models import F, Q

from desk.models.person import Desk, Person


class SnapSwitch(models.Model):
    """Asked by one, agreed by another, ended by anybody of the two kinds; on while it stands agreed."""

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="snap_switches")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    agreed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    agreed_at = models.DateTimeField(null=True, blank=True)
    off_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    off_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["desk"], condition=Q(off_at=None), name="one_snap_switch_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(agreed_by=None) | ~Q(agreed_by=F("asked_by")),
                name="two_people_switch_snaps_on",
            ),
        ]

    def __str__(self) -> str:
        return f"snaps on {self.desk_id}"
