"""Sender: who sent a letter to a mailbox, by its From line, and what proves it."""

from django.db import models


class Sender(models.Model):
    """The address in a letter's From line; `proven` where the mailbox's own server says that its domain sent it.

    The name beside the address is anybody's to write; the item's author has it.
    """

    item = models.OneToOneField("wires.Item", on_delete=models.CASCADE, related_name="sent_by")
    address = models.CharField(max_length=320, blank=True, default="")
    domain = models.CharField(max_length=255, blank=True, default="", db_index=True)
    proven = models.BooleanField(default=False)
    words = models.CharField(max_length=500, help_text="by what it is proven, or why it is not")
    server = models.CharField(
        max_length=255, blank=True, default="", help_text="that spoke last of who sent it"
    )

    def __str__(self) -> str:
        return self.address
