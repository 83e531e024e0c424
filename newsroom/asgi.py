"""The ASGI door: pages and live streams in one program, as `make run` uses it."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

from django.core.asgi import get_asgi_application

from newsroom import readiness
from newsroom.static import Application, with_static_files

application: Application = with_static_files(get_asgi_application())
readiness.begin()
