"""Hands and names under a version: who wrote, who approved, what was found and let pass."""

from django.db import models
from django.db.models.functions import Length

from desk.models.person import Person
from desk.models.story import Story, Version

models.TextField.register_lookup(Length)


class Part(models.TextChoices):
    """A person's part in one version."""

    WROTE = "wrote", "wrote"
    APPROVED = "approved", "approved"
    AGREED = "agreed", "agreed that a rule of theirs is relaxed"


class Hand(models.Model):
    """Four eyes by constraint: one part per person and version, so no writer can approve."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="hands")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=Part)

    class Meta:
        constraints = [
            models.UniqueConstraint("version", "person", name="one_part_per_person_and_version"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.part} {self.version_id}"


class Approval(models.Model):
    """A chief's name under one exact version; `policy` and `judge` name what it was given under.

    One per version: the second chief's click is told who was first.
    """

    version = models.OneToOneField(Version, on_delete=models.CASCADE, related_name="approval")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    policy = models.JSONField(default=dict)
    judge = models.ForeignKey(
        "OwnJudge", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    kept_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="kept_by"
    )

    def __str__(self) -> str:
        return f"{self.version_id} approved"


class LookKind(models.TextChoices):
    """What went on with one pair of eyes."""

    MEND = "mend", "a small mend"
    CORRECTION = "correction", "a correction that takes away"
    SNAP = "snap", "a first word"


class SecondLook(models.Model):
    """A second person owes a look at a version that one person let go on; `owed_for` did."""

    version = models.OneToOneField(Version, on_delete=models.CASCADE, related_name="second_look")
    kind = models.CharField(max_length=12, choices=LookKind)
    owed_for = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    due_at = models.DateTimeField()
    looked_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    looked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["due_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(looked_by=None) | ~models.Q(looked_by=models.F("owed_for")),
                name="a_second_look_is_another_persons",
            )
        ]

    def __str__(self) -> str:
        return f"{self.version_id} looked at twice"


class Judgement(models.Model):
    """A named person's answer to a question that no machine decides, for one text and one rule version.

    In words or with a link; a tick is no answer.
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="judgements")
    rule = models.CharField(max_length=120)
    note = models.CharField(max_length=120)
    note_version = models.PositiveIntegerField()
    question = models.TextField()
    words = models.TextField(blank=True, default="")
    link = models.URLField(max_length=1000, blank=True, default="")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                "version", "note", "rule", "note_version", name="judged_once_a_text"
            ),
            models.CheckConstraint(
                condition=~models.Q(words="", link=""), name="an_answer_is_words_or_a_link"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} for {self.version_id}"


class PolicySeen(models.Model):
    """A chief has seen what note versions that came after an approval change in this text.

    `fingerprint` names the set of note versions; when another comes, somebody looks again.
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="policy_seen")
    fingerprint = models.CharField(max_length=64)
    policy = models.JSONField(help_text="note versions by slug")
    difference = models.JSONField(help_text="codes that came and went")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("version", "fingerprint", name="policy_seen_once")]

    def __str__(self) -> str:
        return f"{self.version_id} seen by {self.by_id}"


class Return(models.Model):
    """Copy sent back to its writers, with words."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="returns")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    words = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.version_id} returned"


class SuggestionState(models.TextChoices):
    """Whether an editor took it; taking it is writing."""

    OPEN = "open", "open"
    TAKEN = "taken", "taken"
    DECLINED = "declined", "declined"


class Suggestion(models.Model):
    """Words offered in the place of words; not a hand until somebody takes it.

    `zone` is headline, dek or body; `block` is the body block's id; `find` is what stands there.
    """

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="suggestions")
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="suggestions")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    zone = models.CharField(max_length=10)
    block = models.CharField(max_length=40, blank=True, default="")
    find = models.TextField()
    offer = models.TextField(blank=True, default="")
    words = models.CharField(max_length=300, blank=True, default="")
    state = models.CharField(max_length=10, choices=SuggestionState, default=SuggestionState.OPEN)
    settled_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.story_id} {self.zone}"


class Evaluation(models.Model):
    """What policy saw in one version at one stage: findings and notes in force, as data."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="evaluations")
    stage = models.CharField(max_length=10)
    at = models.DateTimeField()
    complete = models.BooleanField()
    findings = models.JSONField(default=list)
    in_force = models.JSONField(default=list)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.version_id} at {self.stage}"


SETTING = "its kind, what stood on either side and how many were alike when it was signed"


class Override(models.Model):
    """A chief's signed reason to go on in spite of one blocking finding.

    Bound to the finding's fingerprint and the rule's version; it dies when either changes.
    `reader_words` are written for readers and empty unless written.
    """

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="overrides")
    code = models.CharField(max_length=120)
    note = models.CharField(max_length=120, blank=True, default="")
    note_version = models.PositiveIntegerField(null=True, blank=True)
    fingerprint = models.CharField(max_length=64)
    setting = models.JSONField(default=dict, help_text=SETTING)
    exact = models.TextField(blank=True, default="")
    reason = models.TextField()
    reader_words = models.TextField(blank=True, default="")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True, help_text="board and chief, of its end")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_words = models.TextField(blank=True, default="", help_text="how it was closed")

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reason__length__gte=20), name="an_override_has_a_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{self.story_id} {self.code}"


class Dismissal(models.Model):
    """An editor's answer to an advisory finding; it lasts while the words stand."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="dismissals")
    code = models.CharField(max_length=120)
    fingerprint = models.CharField(max_length=64)
    setting = models.JSONField(default=dict, help_text=SETTING)
    answer = models.CharField(
        max_length=12, choices=[("intended", "Intended"), ("wrong", "Wrong finding")]
    )
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("story", "fingerprint", name="dismissed_once")]

    def __str__(self) -> str:
        return f"{self.story_id} {self.code}"
