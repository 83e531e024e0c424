"""The composer: settings, addresses, processes and what readers see."""

from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    name = "newsroom"
