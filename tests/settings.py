"""The house's settings on servers of the tests' own, under var/test if not NIGHTDESK_VAR.

Where several processes share the tests, each has a folder and servers of its own, and of a server
that somebody named, a part of its own.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

HAND = os.environ.get("PYTEST_XDIST_WORKER", "")
PLACE = Path(os.environ.get("NIGHTDESK_VAR") or Path(__file__).resolve().parent.parent / "var/test")
if PLACE.name != HAND:  # else a test started this program and gave it its folder
    os.environ["NIGHTDESK_VAR"] = str(PLACE / HAND)
    if HAND and (given := os.environ.get("REDIS_URL")):
        os.environ["REDIS_URL"] = urlsplit(given)._replace(path=f"/{8 + int(HAND[2:])}").geturl()

from newsroom.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # Each sign-in in 0.1 ms.
STATIC_ROOT.mkdir(mode=0o700, parents=True, exist_ok=True)  # noqa: F405
