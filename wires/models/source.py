"""Source: who we receive from."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class SourceKind(models.TextChoices):
    """What trade a source follows."""

    AGENCY = "agency", "agency"
    OUTLET = "outlet", "outlet"
    PUBLIC_BODY = "public-body", "public body"
    MONITOR = "monitor", "monitor"
    AGGREGATOR = "aggregator", "aggregator"
    PRIVATE_PERSON = "private-person", "private person"
    OWN = "own", "own reporting"
    UNKNOWN = "", "not known"


class Control(models.TextChoices):
    """Who decides what a source says."""

    INDEPENDENT = "independent", "independent"
    STATE_RUN = "state-run", "state-run"
    STATE_FUNDED = "state-funded", "state-funded"
    PARTY = "party", "a party to the conflict"
    UNKNOWN = "", "not known"


class Voice(models.TextChoices):
    """Whose voice it is; posts of private persons are never shown as received by default."""

    INSTITUTION = "institution", "institution"
    OUTLET = "outlet", "outlet"
    PUBLIC_FIGURE = "public-figure", "public figure"
    PRIVATE_PERSON = "private-person", "private person"


class Shown(models.TextChoices):
    """The most that readers may be shown of a source's items."""

    LINKED = "linked", "named and linked"
    NAMED = "named", "named, not linked"
    DESCRIBED = "described", "described only"


class Source(models.Model):
    """Who we receive from. Unclassed until two people class it (desk.copyflow.classify)."""

    key = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=SourceKind, blank=True, default="")
    control = models.CharField(max_length=20, choices=Control, blank=True, default="")
    country = models.CharField(max_length=2, blank=True, default="", help_text="ISO 3166 code")
    side = models.CharField(
        max_length=40, blank=True, default="", help_text="party to this conflict: which; or none"
    )
    owner = models.CharField(max_length=200, blank=True, default="")
    voice = models.CharField(max_length=20, choices=Voice, default=Voice.OUTLET)
    languages = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    domains = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    handles = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    aliases = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    satire = models.BooleanField(default=False, help_text="it jokes, whatever it looks like")
    shown_as = models.CharField(max_length=10, choices=Shown, default=Shown.LINKED)
    archive_shown = models.BooleanField(
        default=True, help_text="readers may be shown what it sent, as received"
    )
    full_text = models.BooleanField(
        default=True, help_text="whole texts are kept; else the title and the first lines"
    )
    terms = models.TextField(blank=True, default="", help_text="what its licence or house says")
    legal_ground = models.CharField(
        max_length=200, blank=True, default="", help_text="on what ground its texts are kept"
    )
    invented = models.BooleanField(default=False, help_text="made up for the demo newsroom")
    classed_at = models.DateTimeField(null=True, blank=True)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
