"""What watches found, kept by watch and item; and the hours at which a person is told of it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from desk.models.material import Watch
from desk.models.person import Person


class WatchHit(models.Model):
    """A watch found an item; written with the attachment, in the same statement."""

    watch = models.ForeignKey(Watch, on_delete=models.CASCADE, related_name="hits")
    item = models.ForeignKey("wires.Item", on_delete=models.CASCADE, related_name="watch_hits")
    text_number = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint("watch", "item", name="one_hit_once")]
        indexes = [models.Index(fields=["watch", "-at"], name="hits_by_hour")]

    def __str__(self) -> str:
        return f"{self.watch_id} found {self.item_id}"


class Digest(models.Model):
    """At which hours a person wants to hear of which watches; hours are those of their desk's place.

    No watch chosen means every watch of their desks.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="digest")
    hours = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    watches = models.ManyToManyField(Watch, blank=True, related_name="+")
    by_mail = models.BooleanField(default=False)
    told_at = models.DateTimeField(null=True, blank=True, help_text="end of the last one")
    seen_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"digest of {self.person_id}"
