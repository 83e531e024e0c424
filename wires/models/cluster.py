"""Cluster: items about one event. Edge: why two items belong together. How clusters joined and parted."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q


class Cluster(models.Model):
    """Items joined by relays, shared links or near-equal words; never by title alone.

    A cluster that became part of another stays as a row: `joined_into` says which.
    """

    first_at = models.DateTimeField()
    latest_at = models.DateTimeField(db_index=True)
    joined_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="joined"
    )

    def __str__(self) -> str:
        return f"cluster {self.pk}"


class EdgeKind(models.TextChoices):
    """Why one item belongs to another."""

    RELAY = "relay", "passes it on"
    REPOST = "repost", "reposts it"
    QUOTE = "quote", "quotes it"
    REPLY = "reply", "answers it"
    SAME_URL = "same-url", "has the same address"
    EXACT = "exact", "has the same words"
    NEAR = "near", "has nearly the same words"


class Edge(models.Model):
    """One reason to hold two items together, with what was seen.

    `to_key` is the other's address or id where it has not arrived; it is joined when it does.
    """

    from_item = models.ForeignKey("wires.Item", on_delete=models.CASCADE, related_name="edges_out")
    to_item = models.ForeignKey(
        "wires.Item", on_delete=models.CASCADE, null=True, blank=True, related_name="edges_in"
    )
    to_key = models.CharField(max_length=1000, blank=True, default="")
    kind = models.CharField(max_length=10, choices=EdgeKind)
    score = models.FloatField(default=1.0)
    evidence = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                "from_item", "kind", "to_item", "to_key", name="one_edge_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=~Q(to_item=F("from_item")), name="an_edge_leads_elsewhere"
            ),
        ]
        indexes = [
            models.Index(fields=["to_key"], name="edges_by_key", condition=~Q(to_key="")),
        ]

    def __str__(self) -> str:
        return f"{self.from_item_id} {self.kind} {self.to_item_id or self.to_key}"


class Anchor(models.Model):
    """One sampled run of four words of an item: narrow, so that candidates are found at once."""

    pk = models.CompositePrimaryKey("h", "item_id")
    h = models.BigIntegerField()
    item_id = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.h} in {self.item_id}"


class ClusterAct(models.TextChoices):
    """What happened to clusters."""

    JOINED = "joined", "joined by what was seen"
    MERGED = "merged", "merged by an editor"
    SPLIT = "split", "split by an editor"


class ClusterChange(models.Model):
    """Two clusters became one, or items left one: by whom (empty: the machine), when and why."""

    act = models.CharField(max_length=8, choices=ClusterAct)
    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="changes")
    other = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="+")
    items = ArrayField(models.BigIntegerField(), default=list)
    by = models.CharField(max_length=200, blank=True, default="")
    why = models.CharField(max_length=300, blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.cluster_id} {self.act} {self.other_id}"


class Apart(models.Model):
    """Two clusters that an editor parted: no machine joins them again."""

    one = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="+")
    by = models.CharField(max_length=200)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint("one", "other", name="apart_once", condition=Q(ended_at=None)),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="apart_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} apart from {self.other_id}"
