"""Request for comment: who was asked about a piece, how, when, and whether they answered."""

from django.db import models
from django.db.models import Q

from desk.models.person import Person
from desk.models.story import Story


class How(models.TextChoices):
    """How somebody was asked."""

    PHONE = "phone", "by phone"
    MAIL = "mail", "by e-mail"
    MESSAGE = "message", "by message"
    LETTER = "letter", "in a letter"
    PERSON = "person", "in person"


class Outcome(models.TextChoices):
    """What came of it; a row without one still waits."""

    ANSWERED = "answered", "answered"
    DECLINED = "declined", "declined to comment"


class CommentRequest(models.Model):
    """One request; `whom` is what readers are told, `about` and `answer` stay with the desk."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="comment_requests")
    whom = models.CharField(max_length=200)
    about = models.CharField(max_length=500, help_text="what was put to them")
    how = models.CharField(max_length=10, choices=How)
    asked_at = models.DateTimeField(help_text="when it reached them, as far as the desk knows")
    reply_by = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(help_text="when it was put on the record")
    told = models.BooleanField(default=True, help_text="whether readers are told")
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True, default="")
    answer = models.TextField(blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    noted_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", answered_at=None)
                | (~Q(outcome="") & Q(answered_at__isnull=False)),
                name="an_answer_has_an_hour",
            ),
            models.CheckConstraint(
                condition=Q(reply_by=None) | Q(reply_by__gt=models.F("asked_at")),
                name="an_answer_is_due_after_it_is_asked",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.whom}, {self.get_how_display()}"
