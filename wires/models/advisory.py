"""Advisory: an agency's notice about another of its items, and by what that one was known."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class Act(models.TextChoices):
    """What a notice does; the words are those of its event."""

    KILLED = "killed", "kills"
    CORRECTED = "corrected", "corrects"
    EMBARGOED = "embargoed", "puts under embargo"
    LIFTED = "lifted", "lifts the embargo of"


class AdvisoryQuerySet(models.QuerySet["Advisory"]):
    """Reading of advisories."""

    def proposed(self) -> "AdvisoryQuerySet":
        """Those that a person has to answer."""
        return self.filter(done_at=None, refused_at=None).exclude(item=None)

    def to_answer(self) -> "AdvisoryQuerySet":
        """Those that wait for an item or a word, as far as that is somebody’s to look at."""
        rows = self.filter(done_at=None, refused_at=None, notice__removed_at=None)
        return rows.filter(Q(item=None, act=Act.KILLED) | ~Q(item=None))

    def done(self) -> "AdvisoryQuerySet":
        """Those that hold."""
        return self.exclude(done_at=None).filter(refused_at=None)


class Advisory(models.Model):
    """One notice beside one item it may mean: done at once where that is sure, else by a person.

    `item` is empty while nothing here fits the names in the notice. `done_by` is empty where the
    machine was sure.
    """

    notice = models.ForeignKey("wires.Item", on_delete=models.CASCADE, related_name="advises")
    item = models.ForeignKey(
        "wires.Item", on_delete=models.CASCADE, null=True, blank=True, related_name="advisories"
    )
    act = models.CharField(max_length=10, choices=Act)
    by_what = models.CharField(max_length=300, blank=True, default="", help_text="in words")
    until = models.DateTimeField(null=True, blank=True, help_text="of an embargo")
    named = ArrayField(
        models.TextField(), default=list, blank=True, help_text="ids, while no item fits"
    )
    at = models.DateTimeField(db_index=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.CharField(max_length=200, blank=True, default="")
    refused_at = models.DateTimeField(null=True, blank=True)
    refused_by = models.CharField(max_length=200, blank=True, default="")

    objects = AdvisoryQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "id"]
        verbose_name_plural = "advisories"
        constraints = [
            models.UniqueConstraint("notice", "item", name="one_advisory_per_item", nulls_distinct=False),
            models.CheckConstraint(
                condition=Q(item=None) | ~Q(notice=models.F("item")), name="an_advisory_names_another"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.notice_id} {self.act} {self.item_id or '?'}"
