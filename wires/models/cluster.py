"""Cluster: items about one event."""

from django.db import models


class Cluster(models.Model):
    """Items joined by relays, shared links or near-equal words; never by title alone."""

    first_at = models.DateTimeField()
    latest_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"cluster {self.pk}"
