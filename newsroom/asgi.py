"""The ASGI door: pages and live streams in one program, as `make run` uses it."""

import os
from threading import Thread

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

from django.core.asgi import get_asgi_application

from desk.policy import warm
from newsroom.static import Application, with_static_files

application: Application = with_static_files(get_asgi_application())
# The judge of framing and the lists are read before the first editor types, not while they wait.
Thread(target=warm.up, name="warm the policy", daemon=True).start()
