"""PictureChange: a picture of an item that is another one than it was."""

from django.db import models


class PictureChange(models.Model):
    """Other bytes at the address of a picture, or other pictures under the same words."""

    item = models.ForeignKey("wires.Item", on_delete=models.CASCADE, related_name="picture_changes")
    medium = models.ForeignKey(
        "wires.ItemMedium", on_delete=models.CASCADE, null=True, blank=True, related_name="changes",
        help_text="whose bytes changed; empty where the item has other pictures",
    )  # fmt: skip
    before = models.CharField(max_length=64, blank=True, default="", help_text="SHA-256")
    after = models.CharField(max_length=64, blank=True, default="", help_text="SHA-256")
    at = models.DateTimeField()

    class Meta:
        ordering = ["item", "id"]

    def __str__(self) -> str:
        return f"{self.item_id} another picture"

    @property
    def words(self) -> str:
        """What happened, as a sentence goes on after the source's name."""
        return "put another picture at the same address" if self.medium_id else "changed its pictures"  # fmt: skip
