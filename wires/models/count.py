"""Count: how many, of whom, counted by whom, where, as of which hour."""

from django.db import models


class Harm(models.TextChoices):
    """What is counted."""

    KILLED = "killed", "killed"
    HURT = "hurt", "hurt"
    MISSING = "missing", "missing"
    DISPLACED = "displaced", "displaced"
    DETAINED = "detained", "detained"
    EVACUATED = "evacuated", "evacuated"


class Bound(models.TextChoices):
    """How a count is meant."""

    EXACT = "exact", "exactly"
    LEAST = "least", "at least"
    MOST = "most", "at most"
    RANGE = "range", "between"
    ROUGH = "rough", "about"


class Count(models.Model):
    """One count in one text of an item. It may fall; counts of two counters are never added.

    `before` is the last count of the same counter, place, harm and people that says otherwise.
    """

    item = models.ForeignKey("wires.Item", on_delete=models.CASCADE, related_name="counts")
    text_number = models.PositiveIntegerField(default=1)
    harm = models.CharField(max_length=10, choices=Harm)
    whom = models.CharField(max_length=60, blank=True, default="", help_text="as it says: children")
    counter = models.CharField(max_length=120, help_text="who counts: as it says, else the source")
    place = models.CharField(max_length=120, blank=True, default="")
    as_of = models.DateTimeField(help_text="hour of the text, where it names none")
    bound = models.CharField(max_length=5, choices=Bound)
    low = models.PositiveIntegerField(null=True, blank=True)
    high = models.PositiveIntegerField(null=True, blank=True)
    said = models.CharField(max_length=80, help_text="the figure as it stands")
    sentence = models.TextField()
    key = models.CharField(max_length=64, db_index=True)
    before = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="after"
    )

    class Meta:
        ordering = ["item", "text_number", "id"]

    def __str__(self) -> str:
        return f"{self.said} {self.harm}, {self.counter}"
