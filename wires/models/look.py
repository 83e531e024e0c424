"""Look: what became of an item at its own address, when the desk last asked there."""

from django.db import models


class Look(models.Model):
    """The last look at one item that a draft or a readers' page rests on.

    `gone_since` is when it was first not to be found, `took_down_at` when the desk took that for gone: once,
    until it is there again.
    """

    item = models.OneToOneField("wires.Item", on_delete=models.CASCADE, related_name="look")
    at = models.DateTimeField(help_text="when it was last asked for")
    words = models.CharField(max_length=300, blank=True, default="", help_text="what came of it")
    due_at = models.DateTimeField(
        null=True, blank=True, help_text="when to ask again, at once where not stated"
    )
    gone_since = models.DateTimeField(null=True, blank=True)
    took_down_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.item_id} {self.at:%H:%M}"
