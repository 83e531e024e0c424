"""Item: one wire story or post. ItemText: every text it had, writethrus included."""

from datetime import datetime

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db import models
from django.db.models import F, Q


class ItemKind(models.TextChoices):
    """How an item came to us."""

    WIRE = "wire", "from a wire"
    PASTED = "pasted", "pasted by an editor"
    OWN = "own", "own reporting"


class ItemQuerySet(models.QuerySet["Item"]):
    """Reading of items. Every public list starts from `open()`."""

    def open(self) -> "ItemQuerySet":
        """Items anybody on the desk may read; confidential ones are read through desk.access."""
        return self.filter(confidential=False)

    def with_source(self) -> "ItemQuerySet":
        """One join more."""
        return self.select_related("source", "wire")

    def newest_first(self) -> "ItemQuerySet":
        """By when we had it, newest first."""
        return self.order_by("-received_at", "-id")

    def since(self, hour: datetime) -> "ItemQuerySet":
        """Received at or after that hour."""
        return self.filter(received_at__gte=hour)

    def matching(self, query: SearchQuery) -> "ItemQuerySet":
        """Full text, through the GIN index."""
        return self.filter(search=query)


class Item(models.Model):
    """One wire story or post as parsed; `title` and `text` are those of its newest text.

    `key` is its identity across sources: the canonical URL or platform key.
    `origin` is where its chain starts: itself, or the item it passes on.
    """

    kind = models.CharField(max_length=10, choices=ItemKind, default=ItemKind.WIRE)
    wire = models.ForeignKey(
        "wires.Wire", on_delete=models.PROTECT, null=True, blank=True, related_name="items"
    )
    source = models.ForeignKey("wires.Source", on_delete=models.PROTECT, related_name="items")
    external_id = models.CharField(max_length=1000)
    key = models.CharField(max_length=1000, db_index=True, blank=True, default="")
    url = models.URLField(max_length=2000, blank=True, default="")
    author = models.CharField(max_length=300, blank=True, default="")
    language = models.CharField(max_length=12, blank=True, default="")
    title = models.TextField(blank=True, default="")
    text = models.TextField(blank=True, default="")
    digest = models.CharField(max_length=64)
    texts_count = models.PositiveIntegerField(default=1)

    posted_at = models.DateTimeField(null=True, blank=True)
    posted_on = models.CharField(max_length=10, blank=True, default="")
    edited_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(db_index=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    missing_since = models.DateTimeField(null=True, blank=True)

    relay_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="relays"
    )
    relay_of_url = models.CharField(max_length=2000, blank=True, default="")
    relay_of_author = models.CharField(max_length=300, blank=True, default="")
    cluster = models.ForeignKey(
        "wires.Cluster", on_delete=models.SET_NULL, null=True, blank=True, related_name="items"
    )
    media = models.JSONField(default=list)
    confidential = models.BooleanField(default=False)
    search = SearchVectorField(null=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-id"]
        constraints = [
            models.UniqueConstraint("source", "external_id", name="one_item_per_external_id"),
            models.CheckConstraint(
                condition=~Q(relay_of=F("id")), name="an_item_is_no_relay_of_itself"
            ),
        ]
        indexes = [GinIndex(fields=["search"], name="item_search")]

    def __str__(self) -> str:
        return self.title or self.text[:60]


class ItemText(models.Model):
    """One text an item had; number 1 is the first, later ones are writethrus."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="texts")
    number = models.PositiveIntegerField()
    title = models.TextField(blank=True, default="")
    text = models.TextField(blank=True, default="")
    digest = models.CharField(max_length=64)
    snapshot = models.ForeignKey(
        "wires.Snapshot", on_delete=models.PROTECT, null=True, blank=True, related_name="texts"
    )
    stated_at = models.DateTimeField(null=True, blank=True, help_text="hour the source gives")
    seen_at = models.DateTimeField(help_text="hour we had it")

    class Meta:
        ordering = ["item", "number"]
        constraints = [models.UniqueConstraint("item", "number", name="one_text_per_number")]

    def __str__(self) -> str:
        return f"{self.item_id} text {self.number}"
