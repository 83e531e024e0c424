"""The composer: settings, addresses, processes and what readers see."""

from importlib import import_module

from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    name = "newsroom"

    def ready(self) -> None:
        """Make our queue the one that `.delay()` writes to; asking for settings loads no Celery."""
        import_module("newsroom.celery")
