"""Letter: what the desk writes by mail, kept until its mail server has taken it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Letter(models.Model):
    """A letter to one address that waits to be taken; a taken one is kept no longer, nor one past its use."""

    to = models.EmailField(max_length=254)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    items = ArrayField(
        models.BigIntegerField(), default=list, blank=True, help_text="whose words it tells"
    )
    written_at = models.DateTimeField()
    until = models.DateTimeField(help_text="from when on it is of no use")
    due_at = models.DateTimeField(help_text="when it is tried next")
    held_until = models.DateTimeField(
        null=True, blank=True, help_text="unless renewed: the worker that sends it"
    )
    tries = models.PositiveIntegerField(default=0)
    words = models.CharField(
        max_length=300, blank=True, default="", help_text="why it was not taken"
    )

    class Meta:
        ordering = ["written_at", "id"]

    def __str__(self) -> str:
        return f"{self.subject} to {self.to}"
