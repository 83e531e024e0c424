"""Snapshot: the bytes as received, stored once by SHA-256. Fetch: one try at one wire."""

from django.db import models


class Snapshot(models.Model):
    """Bytes as received, zstd-packed in the row, never edited; `digest` is SHA-256 in hex."""

    digest = models.CharField(max_length=64, unique=True)
    size = models.PositiveIntegerField(help_text="bytes before packing")
    packed = models.BinaryField()
    media_type = models.CharField(max_length=120, blank=True, default="")
    first_seen_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)
    checked_at = models.DateTimeField(
        null=True, blank=True, db_index=True, help_text="when its digest was last computed again"
    )
    rotten_at = models.DateTimeField(
        null=True, blank=True, help_text="when its bytes were first found to have changed"
    )

    def __str__(self) -> str:
        return self.digest[:12]


class Outcome(models.TextChoices):
    """How a fetch ended."""

    CHANGED = "changed", "brought something"
    UNCHANGED = "unchanged", "the same bytes or nothing new"
    NOT_MODIFIED = "not-modified", "not modified"
    FAILED = "failed", "failed"


class Fetch(models.Model):
    """One try at one wire, with what came of it in words."""

    wire = models.ForeignKey("wires.Wire", on_delete=models.CASCADE, related_name="fetches")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, null=True, blank=True)
    started_at = models.DateTimeField(db_index=True)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    outcome = models.CharField(max_length=15, choices=Outcome)
    words = models.CharField(max_length=500, blank=True, default="")
    final_url = models.URLField(max_length=1000, blank=True, default="")
    headers = models.JSONField(default=dict)
    seen = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    late_ms = models.IntegerField(
        null=True, blank=True, help_text="how long after its hour the poll began, or before"
    )
    took_ms = models.PositiveIntegerField(null=True, blank=True)
    encoding = models.CharField(max_length=40, blank=True, default="", help_text="as read")
    faults = models.JSONField(default=list, help_text="what had to be repaired, in words")
    skew_s = models.IntegerField(
        null=True, blank=True, help_text="the server's clock less ours, seconds"
    )

    class Meta:
        ordering = ["-started_at"]

    def __str__(self) -> str:
        return f"{self.wire_id} {self.outcome}"
