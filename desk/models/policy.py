"""Policy notes as data: versions, who wrote and who approved them, and what is lowered."""

from django.db import models
from django.db.models import Q

from desk.models.person import Desk, Person
from desk.models.review import Part
from desk.models.story import Story


class PolicyNote(models.Model):
    """A house framing note; its words and rules are in its versions."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, null=True, blank=True)
    pack = models.CharField(max_length=80, blank=True, default="")
    owner = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="who is asked when a rule falls, is contested, or is due to be read again",
    )

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class NoteState(models.TextChoices):
    """Where a version of a note stands."""

    DRAFT = "draft", "draft"
    IN_REVIEW = "in-review", "in review"
    APPROVED = "approved", "approved, waits for its hour"
    ACTIVE = "active", "in force"
    SUPERSEDED = "superseded", "superseded"
    RETIRED = "retired", "retired"
    REJECTED = "rejected", "not taken"


class PolicyVersion(models.Model):
    """One version of a note, in the stored form of CONTRACTS; `data` is never edited after proposal.

    `data` holds `words, rationale, public, scope, relaxes, rules, guidance` as a pack file does. `given` keeps
    what was typed in a draft and could not be taken, by part of the form. `written_here` tells a
    version of this desk from one that came with a pack; its `rollout` is what each rule comes to now,
    by stage, and is changed by approved promotions only. Without a `rollout` the file's word counts.
    """

    note = models.ForeignKey(PolicyNote, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=NoteState, default=NoteState.DRAFT)
    data = models.JSONField()
    pack = models.CharField(max_length=80, blank=True, default="")
    pack_data = models.JSONField(default=dict, help_text="sources, classes, anchors of the pack")
    given = models.JSONField(default=dict, blank=True)
    kept_by = models.JSONField(default=dict, blank=True, help_text="who kept each part last")
    written_here = models.BooleanField(default=False)
    rollout = models.JSONField(null=True, blank=True)
    proposed_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    effective_from = models.DateTimeField(null=True, blank=True)
    effective_until = models.DateTimeField(null=True, blank=True)
    review_by = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["note", "-number"]
        constraints = [
            models.UniqueConstraint("note", "number", name="one_note_version_per_number"),
            models.UniqueConstraint(
                fields=["note"], condition=Q(state="active"), name="one_version_in_force"
            ),
            models.UniqueConstraint(
                fields=["note"], condition=Q(state="draft"), name="one_draft_of_a_note"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.note_id} v{self.number}"


class NoteHand(models.Model):
    """Four eyes for notes: whoever wrote a version cannot approve it."""

    version = models.ForeignKey(PolicyVersion, on_delete=models.CASCADE, related_name="hands")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=Part)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("version", "person", name="one_part_per_person_and_note")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.part} {self.version_id}"


class NoteReturn(models.Model):
    """A proposed version not taken, with words."""

    version = models.ForeignKey(PolicyVersion, on_delete=models.CASCADE, related_name="returns")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    words = models.TextField()

    def __str__(self) -> str:
        return f"{self.version_id} returned"


class AddedExample(models.Model):
    """An example laid beside a version in review; whoever adds one has no hand in the version."""

    version = models.ForeignKey(PolicyVersion, on_delete=models.CASCADE, related_name="added")
    rule = models.CharField(max_length=120)
    expect = models.CharField(
        max_length=16, choices=[("must_match", "must fire"), ("must_not_match", "must not")]
    )
    draft = models.JSONField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.rule} {self.expect}"


class Lowering(models.Model):
    """A rule lowered to advisory by one chief, at once: for everybody or one story, until an hour."""

    rule = models.CharField(max_length=120)
    story = models.ForeignKey(
        Story, on_delete=models.CASCADE, null=True, blank=True, related_name="lowerings"
    )
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    until = models.DateTimeField()
    reason = models.TextField()
    ended_at = models.DateTimeField(null=True, blank=True)
    by_law = models.BooleanField(
        default=False, help_text="signed by whoever answers for law and safety"
    )
    itself = models.BooleanField(
        default=False, help_text="it could not run on three stories; `by` is who met the third"
    )

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.rule} until {self.until:%H:%M}"
