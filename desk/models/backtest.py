"""A version of a note, or a pack that is not loaded, run over the archive; and what people say of it."""

from django.db import models
from django.db.models import Q

from desk.models.person import Person
from desk.models.policy import PolicyVersion
from desk.models.story import Story


class BacktestState(models.TextChoices):
    """How far a run is."""

    WAITING = "waiting", "waits for a worker"
    RUNNING = "running", "running"
    DONE = "done", "done"
    CANCELLED = "cancelled", "cancelled"


class BacktestRun(models.Model):
    """One run over the archive. `notes` are what is run, `before` what is in force to compare with, `beside`
    other notes in force that relax a rule.

    `cursor` is the last story looked at: a worker that dies has lost the pieces of its last
    transaction, and the next one goes on from there. `digest` tells which words of a draft it ran.
    """

    version = models.ForeignKey(
        PolicyVersion, on_delete=models.CASCADE, null=True, blank=True, related_name="backtests"
    )
    pack = models.CharField(max_length=80, blank=True, default="")
    digest = models.CharField(max_length=64)
    notes = models.JSONField(default=list)
    before = models.JSONField(default=list)
    beside = models.JSONField(default=list, db_default=[])
    pack_data = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=BacktestState, default=BacktestState.WAITING)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    total = models.PositiveIntegerField(default=0)
    looked = models.PositiveIntegerField(default=0)
    in_scope = models.PositiveIntegerField(default=0)
    unread = models.PositiveIntegerField(default=0, help_text="pieces at which a rule threw")
    cursor = models.BigIntegerField(default=0)
    micros = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "digest"],
                condition=Q(state__in=["waiting", "running"]),
                name="one_run_of_the_same_words",
            )
        ]

    def __str__(self) -> str:
        return f"back-test {self.pk}, {self.state}"

    @property
    def going(self) -> bool:
        """Whether it has work left."""
        return self.state in {BacktestState.WAITING, BacktestState.RUNNING}


class BacktestStop(models.Model):
    """A word that a run is to stop: a row of its own, since a worker holds the run's while it works."""

    run = models.OneToOneField(BacktestRun, on_delete=models.CASCADE, related_name="stop")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.run_id} is to stop"


class HitState(models.TextChoices):
    """A hit against those of the version in force."""

    NEW = "new", "new"
    STAYS = "stays", "stays"
    GONE = "gone", "gone"


class BacktestHit(models.Model):
    """One place where a rule fires in one piece; judged right or wrong by a named person.

    `sampled` numbers the random sample; `gone` ones are hits of the version in force only.
    """

    run = models.ForeignKey(BacktestRun, on_delete=models.CASCADE, related_name="hits")
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="+")
    note = models.CharField(max_length=120)
    rule = models.CharField(max_length=120)
    fingerprint = models.CharField(max_length=64)
    zone = models.CharField(max_length=10)
    exact = models.TextField(blank=True, default="")
    message = models.TextField(blank=True, default="")
    headline = models.CharField(max_length=300, blank=True, default="")
    piece_at = models.DateTimeField()
    published = models.BooleanField()
    blocks = models.BooleanField(help_text="would have been stopped at publish")
    state = models.CharField(max_length=6, choices=HitState)
    sampled = models.PositiveIntegerField(null=True, blank=True)
    right = models.BooleanField(null=True, blank=True)
    judged_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    judged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint("run", "story", "fingerprint", name="one_hit_a_place")
        ]

    def __str__(self) -> str:
        return f"{self.rule} in {self.story_id}"


class BacktestLook(models.Model):
    """A person opened the list of hits: whoever approves a version has."""

    run = models.ForeignKey(BacktestRun, on_delete=models.CASCADE, related_name="looks")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("run", "person", name="one_look_a_person")]

    def __str__(self) -> str:
        return f"{self.person_id} looked at {self.run_id}"
