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
        return self.filter(confidential=False, removed_at=None)

    def with_source(self) -> "ItemQuerySet":
        """One join more."""
        return self.select_related("source", "wire")

    def newest_first(self) -> "ItemQuerySet":
        """By when we had it, newest first."""
        return self.order_by("-received_at", "-id")

    def in_order(self) -> "ItemQuerySet":
        """By when it was posted as far as that can be believed, newest first."""
        return self.order_by("-effective_at", "-id")

    def since(self, hour: datetime) -> "ItemQuerySet":
        """Received at or after that hour."""
        return self.filter(received_at__gte=hour)

    def matching(self, query: SearchQuery) -> "ItemQuerySet":
        """Full text, through the GIN index."""
        return self.filter(search=query)


class Item(models.Model):
    """One wire story or post as parsed; `title` and `text` are those of its newest text.

    `key` is its identity across sources: the canonical URL or platform key. `relay_of` is what it
    says it passes on; `origin` is where its chain starts by whatever was seen, empty for a start.
    `effective_at` is the earlier of posted and received: lists are sorted by it.
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
    slug = models.CharField(
        max_length=200, blank=True, default="", help_text="as slugs are compared (wires.advice)"
    )
    language = models.CharField(max_length=12, blank=True, default="")
    title = models.TextField(blank=True, default="")
    text = models.TextField(blank=True, default="")
    digest = models.CharField(max_length=64)
    raw_hash = models.BigIntegerField(default=0, help_text="of all its document says; 0: not known")
    said = models.BigIntegerField(default=0, help_text="hash of its bare words; 0: none")
    texts_count = models.PositiveIntegerField(default=1)
    quiet_edits = models.PositiveIntegerField(default=0, help_text="edits that state no new hour")
    noisy_since = models.DateTimeField(null=True, blank=True)

    posted_at = models.DateTimeField(null=True, blank=True)
    posted_on = models.CharField(max_length=10, blank=True, default="")
    posted_raw = models.CharField(
        max_length=120, blank=True, default="", help_text="an hour that cannot be, as given"
    )
    edited_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(db_index=True)
    effective_at = models.DateTimeField(db_index=True)
    backfill = models.BooleanField(default=False, help_text="old when its wire was first polled")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    missing_since = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    urgency = models.PositiveSmallIntegerField(null=True, blank=True, help_text="1 is a flash")
    killed_at = models.DateTimeField(null=True, blank=True)
    corrected_at = models.DateTimeField(null=True, blank=True)
    embargoed = models.BooleanField(
        default=False, db_default=False, help_text="by its agency, with or without an hour"
    )
    embargo_until = models.DateTimeField(null=True, blank=True, help_text="of all in force")
    own_embargo_at = models.DateTimeField(
        null=True, blank=True, help_text="since when it says so itself"
    )
    own_embargo_until = models.DateTimeField(null=True, blank=True)
    own_embargo_stated_at = models.DateTimeField(
        null=True, blank=True, help_text="when, by its agency’s clock, it said so"
    )
    own_embargo_worded = models.BooleanField(
        default=False, db_default=False, help_text="in words, which a later text may leave out"
    )
    own_lift_at = models.DateTimeField(null=True, blank=True, help_text="when it lifted its own")
    own_lift_stated_at = models.DateTimeField(
        null=True, blank=True, help_text="when, by its agency’s clock"
    )
    notice = models.CharField(
        max_length=200, blank=True, default="", help_text="the agency’s words: kill, embargo …"
    )

    told_with = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="told_beside",
        help_text="one version replaced both: the next texts of that item are this one's too",
    )

    relay_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="relays"
    )
    relay_of_url = models.CharField(max_length=2000, blank=True, default="")
    relay_of_author = models.CharField(max_length=300, blank=True, default="")
    origin = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="carriers"
    )
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
        indexes = [
            GinIndex(fields=["search"], name="item_search"),
            models.Index(fields=["said", "received_at"], name="item_said", condition=~Q(said=0)),
        ]

    def __str__(self) -> str:
        return self.title or self.text[:60]


class ItemName(models.Model):
    """An id under which an item came, where its writethrus have ids of their own or its source gave it another.

    `raw_hash` is of what came last under a name that was replaced; of one that stands, the item has it, and here is
    by what its end was told while the item was listed under another.
    """

    source = models.ForeignKey("wires.Source", on_delete=models.CASCADE, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=1000)
    raw_hash = models.BigIntegerField(default=0)
    at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["item", "id"]
        constraints = [models.UniqueConstraint("source", "name", name="one_item_per_name")]

    def __str__(self) -> str:
        return self.name


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


class ItemMedium(models.Model):
    """A picture, film or file that an item carries: its address always, its hash where bytes were had.

    `key` is the address without what differs from one page to the next: the same file is known by it.
    """

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="media_rows")
    url = models.CharField(max_length=2000)
    key = models.CharField(max_length=500, db_index=True)
    kind = models.CharField(max_length=120, blank=True, default="")
    alt = models.TextField(blank=True, default="")
    digest = models.CharField(max_length=64, blank=True, default="", db_index=True)
    size = models.PositiveIntegerField(null=True, blank=True)
    fetched_at = models.DateTimeField(null=True, blank=True)
    looked_at = models.DateTimeField(
        null=True, blank=True, help_text="when its bytes were last asked for"
    )

    class Meta:
        ordering = ["item", "id"]
        verbose_name_plural = "item media"

    def __str__(self) -> str:
        return self.url[:80]


class Translation(models.Model):
    """One text of an item in another language, by a person or by a machine, with the name."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="translations")
    text_number = models.PositiveIntegerField()
    language = models.CharField(max_length=12)
    title = models.TextField(blank=True, default="")
    words = models.TextField()
    by_person = models.CharField(max_length=200, blank=True, default="")
    by_machine = models.CharField(max_length=200, blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        ordering = ["item", "text_number", "-at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(by_person="") ^ Q(by_machine=""), name="one_translator_is_named"
            )
        ]

    def __str__(self) -> str:
        return f"{self.item_id} text {self.text_number} in {self.language}"
