"""Assignment: who has a story, given by whom and when; one person at a time."""

from django.db import models

from desk.models.person import Person
from desk.models.story import Story


class Assignment(models.Model):
    """A person has the story until it is given to another, or to nobody."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="assignments")
    to = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="assigned")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["story"],
                condition=models.Q(ended_at=None),
                name="one_person_has_a_story",
            )
        ]

    def __str__(self) -> str:
        return f"{self.story_id} with {self.to_id}"
