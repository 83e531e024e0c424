"""Story: one piece from first draft to last correction. Step, Version: how its words came."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from desk.models.person import Desk, Person


class Phase(models.TextChoices):
    """Where the job stands; who signed and when is in rows of its own."""

    DRAFTING = "drafting", "Drafting"
    REVIEW = "review", "In review"
    APPROVED = "approved", "Approved"
    PUBLISHED = "published", "Published"
    SPIKED = "spiked", "Spiked"


class StoryQuerySet(models.QuerySet["Story"]):
    """Reading of stories; rights are added by desk.access."""

    def on_board(self) -> "StoryQuerySet":
        """Everything not spiked."""
        return self.exclude(phase=Phase.SPIKED)

    def with_desk(self) -> "StoryQuerySet":
        """One join more."""
        return self.select_related("desk", "started_by")


class Story(models.Model):
    """The job. `doc` is the draft as a ProseMirror document, `doc_version` counts its steps.

    `fields_version` counts changes of the short fields. The slug is fixed once published.
    """

    slug = models.SlugField(max_length=80, unique=True)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="stories")
    phase = models.CharField(max_length=10, choices=Phase, default=Phase.DRAFTING)
    phase_since = models.DateTimeField()
    started_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="started")
    started_at = models.DateTimeField()
    wanted_at = models.DateTimeField(null=True, blank=True)

    topics = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    places = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    event_date = models.DateField(null=True, blank=True)
    format = models.CharField(max_length=20, blank=True, default="")
    language = models.CharField(max_length=12, default="en")

    headline = models.CharField(max_length=300, blank=True, default="")
    dek = models.TextField(max_length=600, blank=True, default="")
    byline = models.CharField(max_length=200, blank=True, default="")
    doc = models.JSONField()
    doc_version = models.PositiveIntegerField(default=0)
    fields_version = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()

    objects = StoryQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at"]
        constraints = [
            models.UniqueConstraint(Lower("slug"), name="one_story_per_slug"),
            models.CheckConstraint(condition=~Q(slug=""), name="a_story_has_a_slug"),
        ]

    def __str__(self) -> str:
        return self.slug

    def latest(self) -> "Version | None":
        """The newest text handed over, None before the first submit; labels are bookmarks only."""
        return self.versions.filter(reason__in=HANDED).order_by("-number").first()

    def part(self) -> dict[str, Any]:
        """The words themselves, as a version freezes them."""
        return {
            "headline": self.headline,
            "dek": self.dek,
            "byline": self.byline,
            "doc": self.doc,
        }


class Step(models.Model):
    """One ProseMirror step as the server took it; `version` is the document's after it."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="steps")
    version = models.PositiveIntegerField()
    client = models.CharField(max_length=64)
    step = models.JSONField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["story", "version"]
        constraints = [models.UniqueConstraint("story", "version", name="one_step_per_version")]

    def __str__(self) -> str:
        return f"{self.story_id} step {self.version}"


class FieldChange(models.Model):
    """A short field's new words; the older ones stay in the rows before."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="field_changes")
    field = models.CharField(max_length=20)
    value = models.TextField(blank=True, default="")
    version = models.PositiveIntegerField(help_text="fields_version after it")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["story", "version"]

    def __str__(self) -> str:
        return f"{self.story_id} {self.field}"


class VersionReason(models.TextChoices):
    """Why a text was frozen."""

    SUBMIT = "submit", "submitted"
    RESTORE = "restore", "restored"
    LABEL = "label", "labelled"
    CORRECTION = "correction", "correction"
    MEND = "mend", "mended"
    SNAP = "snap", "first word"


# Texts that went on to somebody; restored and labelled ones are bookmarks only.
HANDED = (
    VersionReason.SUBMIT,
    VersionReason.CORRECTION,
    VersionReason.MEND,
    VersionReason.SNAP,
)


class Version(models.Model):
    """One frozen text; `digest` is SHA-256 of its canonical JSON (desk.copyflow.freeze)."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    reason = models.CharField(max_length=12, choices=VersionReason)
    label = models.CharField(max_length=120, blank=True, default="")
    headline = models.CharField(max_length=300)
    dek = models.TextField(blank=True, default="")
    byline = models.CharField(max_length=200, blank=True, default="")
    doc = models.JSONField()
    doc_version = models.PositiveIntegerField()
    fields_version = models.PositiveIntegerField()
    cites = models.JSONField(default=list, help_text="item, text number, display, in order")
    digest = models.CharField(max_length=64)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["story", "number"]
        constraints = [
            models.UniqueConstraint("story", "number", name="one_version_per_number"),
        ]

    def __str__(self) -> str:
        return f"{self.story_id} version {self.number}"
