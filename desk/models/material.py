"""What a story rests on: attachments, citations, watches, open questions."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from desk.models.person import Desk, Person
from desk.models.story import Story


class Display(models.TextChoices):
    """How a citation is shown to readers."""

    LINKED = "linked", "linked"
    NAMED = "named", "named, not linked"
    DESCRIBED = "described", "described"
    CONFIDENTIAL = "confidential", "confidential"


class WatchQuerySet(models.QuerySet["Watch"]):
    """Reading of watches."""

    def live(self) -> "WatchQuerySet":
        """Those that look at what arrives."""
        return self.filter(ended_at=None, paused_at=None)


class Watch(models.Model):
    """A saved search: lays what arrives beside a story, alerts its desk, or both.

    `query` is as typed; `compiled` is PostgreSQL's form of its words, the arrays those of its
    fields (desk.copyflow.watch). An empty array allows everything.
    """

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="watches")
    story = models.ForeignKey(
        Story, on_delete=models.CASCADE, null=True, blank=True, related_name="watches"
    )
    query = models.CharField(max_length=300)
    compiled = models.TextField()
    classes = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    classes_not = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    languages = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    languages_not = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    sources = ArrayField(models.BigIntegerField(), default=list, blank=True)
    sources_not = ArrayField(models.BigIntegerField(), default=list, blank=True)
    urgency = models.PositiveSmallIntegerField(null=True, blank=True, help_text="this or higher")
    attaches = models.BooleanField(default=True)
    alerts = models.BooleanField(default=False)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = WatchQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        verbose_name_plural = "watches"

    def __str__(self) -> str:
        return self.query


class Attachment(models.Model):
    """An item laid beside a story, by a person or by a watch; detaching keeps the row."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="attachments")
    item = models.ForeignKey("wires.Item", on_delete=models.PROTECT, related_name="attachments")
    by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    watch = models.ForeignKey(
        Watch, on_delete=models.SET_NULL, null=True, blank=True, related_name="attachments"
    )
    at = models.DateTimeField()
    detached_at = models.DateTimeField(null=True, blank=True)
    detached_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint("story", "item", name="one_attachment_per_item")]

    def __str__(self) -> str:
        return f"{self.story_id} item {self.item_id}"


class Citation(models.Model):
    """A span of copy resting on one text of an item; kept in step with the draft's cite nodes.

    `seen_text` is the newest text an editor has looked at and let stand (cited-item-changed).
    """

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="citations")
    item = models.ForeignKey("wires.Item", on_delete=models.PROTECT, related_name="citations")
    text_number = models.PositiveIntegerField()
    display = models.CharField(max_length=12, choices=Display, default=Display.LINKED)
    count = models.PositiveIntegerField(default=1)
    cited_at = models.DateTimeField()
    cited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    seen_text = models.PositiveIntegerField(default=1)
    seen_gone_at = models.DateTimeField(null=True, blank=True)
    seen_pictures_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["story", "id"]
        constraints = [
            models.UniqueConstraint(
                "story", "item", "text_number", "display", name="one_citation_per_text"
            )
        ]

    def __str__(self) -> str:
        return f"{self.story_id} cites {self.item_id}"


class ConfidentialReader(models.Model):
    """A person who may read one confidential item; nobody else may know that it exists."""

    item = models.ForeignKey(
        "wires.Item", on_delete=models.CASCADE, related_name="confidential_readers"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    named_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("item", "person", name="one_reader_once")]

    def __str__(self) -> str:
        return f"{self.person_id} reads {self.item_id}"


class OpenQuestion(models.Model):
    """What is contested or unknown, who would know, and when the next word is due."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="questions")
    question = models.CharField(max_length=300)
    who_would_know = models.CharField(max_length=200)
    due_at = models.DateTimeField(null=True, blank=True)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        ordering = ["asked_at"]

    def __str__(self) -> str:
        return self.question
