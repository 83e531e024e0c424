"""What readers got: numbered publications, the page as served, holds, corrections, retractions.

The readers' site imports this module and `desk.render` only, so a row carries all it shows.
"""

import re

from django.db import models
from django.db.models.functions import Now

from desk.models.person import Person
from desk.models.story import Story, Version
from wires import links


class PublicationKind(models.TextChoices):
    """What a publication is to a reader."""

    FIRST = "first", "First published"
    UPDATE = "update", "Updated"
    MEND = "mend", "Mended"
    CORRECTION = "correction", "Corrected"
    SNAP = "snap", "First word"


class Publication(models.Model):
    """One version as readers got it. `sources` and `note` are as printed; no staff identity."""

    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="publications")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=PublicationKind)
    changed = models.CharField(max_length=300, help_text="one line: what changed")
    path = models.CharField(max_length=200, db_index=True)
    desk_name = models.CharField(max_length=80)
    zone = models.CharField(max_length=60, default="UTC")
    zone_label = models.CharField(max_length=60, default="UTC")
    headline = models.CharField(max_length=300)
    dek = models.TextField(blank=True, default="")
    byline = models.CharField(max_length=200, blank=True, default="")
    language = models.CharField(max_length=12, default="en")
    body_html = models.TextField()
    sources = models.JSONField(default=list)
    note = models.JSONField(default=list)
    questions = models.JSONField(default=list)
    requests = models.JSONField(default=list, help_text="whom the desk asked, and what came of it")
    first_published_at = models.DateTimeField()
    published_at = models.DateTimeField(db_index=True)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["-published_at"]
        constraints = [
            models.UniqueConstraint("story", "number", name="one_publication_per_number"),
            models.UniqueConstraint("story", "version", name="a_version_goes_out_once"),
        ]

    def __str__(self) -> str:
        return f"{self.path} {self.number}"


# With a scheme or without: a host and what stands behind it.
LINK = re.compile(
    r"\b(?:https?|tg)://[^\s<>\"“”]+|(?<![\w.@/-])(?:[\w-]++\.)+[a-z]{2,}/[^\s<>\"“”]+",
    re.IGNORECASE,
)


class ShownCopyQuerySet(models.QuerySet["ShownCopy"]):
    """Reading of archived copies that readers may open."""

    def open(self) -> "ShownCopyQuerySet":
        """Those that may be shown now: by the source's terms, and by what became of the item."""
        return (
            self.exclude(text__snapshot=None)
            .filter(
                text__item__removed_at=None,
                text__item__killed_at=None,
                text__item__confidential=False,
                text__item__kind__in=("wire", "pasted"),
                text__item__source__archive_shown=True,
                text__item__source__shown_as="linked",
            )
            .exclude(text__item__embargo_until__gt=Now())
            .exclude(text__item__embargoed=True, text__item__embargo_until=None)
            .exclude(text__item__origin__killed_at__isnull=False)
            .exclude(text__item__origin__removed_at__isnull=False)
            .exclude(text__item__source__voice="private-person")
            .exclude(text__item__source__kind__in=("private-person", "own"))
        )


class ShownCopy(models.Model):
    """One text that a publication rests on and links to, under its number in the list of sources.

    Its words are read where the desk keeps them: what is removed there is gone here.
    """

    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, related_name="shown_copies"
    )
    number = models.PositiveIntegerField()
    text = models.ForeignKey("wires.ItemText", on_delete=models.PROTECT, related_name="+")

    objects = ShownCopyQuerySet.as_manager()

    class Meta:
        ordering = ["publication", "number"]
        verbose_name_plural = "shown copies"
        constraints = [
            models.UniqueConstraint("publication", "number", name="one_copy_per_number"),
        ]

    def __str__(self) -> str:
        return f"{self.publication_id} source {self.number}"

    @property
    def words(self) -> str:
        """The text without links that would lead to whoever shared them."""
        return LINK.sub(unless_private, self.text.text)

    @property
    def title(self) -> str:
        """Its title, likewise."""
        return LINK.sub(unless_private, self.text.title)


def unless_private(found: re.Match[str]) -> str:
    """A link as it stands, or that there was a private one."""
    address = found.group()
    read = links.read(address if "://" in address else f"https://{address}")
    private = read.is_private or read.is_leaky or address[:3].lower() == "tg:"
    return "[a private link]" if private else address


class PageQuerySet(models.QuerySet["PublicPage"]):
    """Reading of public pages."""

    def listed(self) -> "PageQuerySet":
        """Pages on the home page and in feeds, newest first; retracted ones are told apart."""
        return self.select_related("publication").order_by("-publication__published_at")


class PublicPage(models.Model):
    """The bytes at one address now. Written by the verb that changed it, served as they are.

    `status` is 200 while the piece stands or is held, 410 once retracted.
    """

    story = models.OneToOneField(Story, on_delete=models.PROTECT, related_name="page")
    path = models.CharField(max_length=200, unique=True)
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="+")
    status = models.PositiveSmallIntegerField(default=200)
    state = models.CharField(
        max_length=10,
        choices=[("live", "live"), ("held", "being checked"), ("retracted", "retracted")],
        default="live",
    )
    state_words = models.TextField(blank=True, default="")
    state_at = models.DateTimeField()
    body = models.BinaryField()
    etag = models.CharField(max_length=70)
    changed_at = models.DateTimeField(db_index=True)

    objects = PageQuerySet.as_manager()

    def __str__(self) -> str:
        return self.path


class PageHold(models.Model):
    """A chief's "we are checking this piece"; undone by a chief."""

    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="holds")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    hide_copy = models.BooleanField(default=True)
    reason = models.TextField(blank=True, default="")
    lifted_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["story"],
                condition=models.Q(lifted_at=None),
                name="one_hold_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.story_id} held"


class Correction(models.Model):
    """A dated note on top of a piece: what was wrong and what is right."""

    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="corrections")
    publication = models.OneToOneField(
        Publication, on_delete=models.PROTECT, null=True, blank=True, related_name="correction"
    )
    version = models.OneToOneField(Version, on_delete=models.PROTECT, related_name="correction")
    words = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    downward = models.BooleanField(help_text="only takes away: one chief was enough")

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.story_id} corrected"


class Retraction(models.Model):
    """Public withdrawal: the address answers 410 with the reason."""

    story = models.OneToOneField(Story, on_delete=models.PROTECT, related_name="retraction")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField()
    withhold_title = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.story_id} retracted"
