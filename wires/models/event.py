"""ItemEvent: news of an item, appended for the desk to follow. Rekeying: a wire's ids changed."""

from django.db import models


class EventKind(models.TextChoices):
    """What happened to an item."""

    ARRIVED = "arrived", "arrived"
    EDITED = "edited", "edited"
    WITHDRAWN = "withdrawn", "withdrawn"
    RESTORED = "restored", "back again"
    JOINED = "joined", "joined a cluster"
    KILLED = "killed", "killed by its agency"
    CORRECTED = "corrected", "corrected by its agency"
    EMBARGOED = "embargoed", "put under embargo"
    LIFTED = "lifted", "freed of its embargo"
    REMOVED = "removed", "removed here"
    PICTURED = "pictured", "has another picture"
    ADVISED = "advised", "perhaps meant by a notice of its agency"


class ItemEvent(models.Model):
    """One piece of news of one item; `followed_at` is empty until the desk has acted on it."""

    item = models.ForeignKey("wires.Item", on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=10, choices=EventKind)
    text_number = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()
    followed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["id"], name="events_to_follow", condition=models.Q(followed_at=None)
            )
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.kind}"


class Rekeying(models.Model):
    """A wire changed its items' ids while their addresses stayed: items are known by address since."""

    wire = models.ForeignKey("wires.Wire", on_delete=models.CASCADE, related_name="rekeyings")
    items = models.PositiveIntegerField()
    words = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.wire_id} known by address"
