"""The WSGI door: pages alone. The live streams need the other one, newsroom.asgi."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

from django.core.wsgi import get_wsgi_application

from newsroom import readiness

application = get_wsgi_application()
readiness.begin()
