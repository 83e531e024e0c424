"""The register's rows: classing by two people, saved classes, notes, objections, addresses to look at."""

from django.db import models
from django.db.models import F, Q

from desk.models.person import Person


class ClassingProposal(models.Model):
    """What a source is said to be, on what evidence; in force once a second person approved."""

    source = models.ForeignKey("wires.Source", on_delete=models.CASCADE, related_name="proposals")
    facts = models.JSONField(help_text="kind, control, country, side, owner, voice, satire")
    evidence = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    approved_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    declined_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_because = models.CharField(max_length=300, blank=True, default="")
    effective_on = models.DateField(
        null=True,
        blank=True,
        help_text="since when it is so; a day ahead is waited for; empty: since it was approved",
    )
    review_by = models.DateField(null=True, blank=True)
    applied_at = models.DateTimeField(
        null=True, blank=True, help_text="when the source came to be of it; empty until its day"
    )
    failed = models.CharField(
        max_length=200, blank=True, default="", help_text="why it could not begin on its day"
    )

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(applied_at=None) | Q(approved_at__isnull=False),
                name="a_class_is_approved_before_it_applies",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("by")),
                name="classing_takes_two_people",
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None) | Q(declined_at=None), name="approved_or_declined"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} proposed"


class SavedClass(models.Model):
    """A class of sources as an expression over their facts; asked by rules, watches and search.

    `said` is a list of conditions, each `{fact: [values]}`: a source that meets one of them is in.
    """

    name = models.SlugField(max_length=60)
    said = models.JSONField()
    why = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    approved_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name", "-at"]
        verbose_name_plural = "saved classes"
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("by")),
                name="a_class_takes_two_people",
            ),
            models.UniqueConstraint(
                "name",
                name="one_class_of_a_name_in_force",
                condition=Q(approved_at__isnull=False, ended_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SourceNote(models.Model):
    """What somebody here knows of a source’s reliability, with their name and the day."""

    source = models.ForeignKey("wires.Source", on_delete=models.CASCADE, related_name="notes")
    words = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.words[:60]


class Objection(models.Model):
    """What a source says against how it is classed or shown, kept beside the class; answered here."""

    source = models.ForeignKey("wires.Source", on_delete=models.CASCADE, related_name="objections")
    said_by = models.CharField(max_length=200, help_text="who of the source")
    words = models.TextField()
    filed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answer = models.TextField(blank=True, default="")
    answered_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.source_id}: {self.words[:40]}"


class CandidateState(models.TextChoices):
    """How far we are with an address that somebody brought."""

    WAITING = "waiting", "not looked at yet"
    ANSWERED = "answered", "can be polled"
    WRONG = "wrong", "cannot be polled"
    ADDED = "added", "added"


class Candidate(models.Model):
    """An address from a list, looked at one after the other before anybody adds it."""

    address = models.CharField(max_length=1000, unique=True)
    name = models.CharField(max_length=200, blank=True, default="")
    state = models.CharField(max_length=8, choices=CandidateState, default=CandidateState.WAITING)
    words = models.CharField(max_length=500, blank=True, default="")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["state", "name", "address"]

    def __str__(self) -> str:
        return self.address
