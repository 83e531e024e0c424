"""The WSGI door: pages alone. The live streams need the other one, newsroom.asgi."""

import os
from threading import Thread

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

from django.core.wsgi import get_wsgi_application

from desk.policy import warm

application = get_wsgi_application()
Thread(target=warm.up, name="warm the policy", daemon=True).start()
