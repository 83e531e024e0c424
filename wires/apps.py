"""The room that receives what the world sends."""

from django.apps import AppConfig


class WiresConfig(AppConfig):
    name = "wires"
    default_auto_field = "django.db.models.BigAutoField"
