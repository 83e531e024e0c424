"""The house's settings on servers of the tests' own, under var/test if not NIGHTDESK_VAR."""

import os
from pathlib import Path

os.environ.setdefault("NIGHTDESK_VAR", str(Path(__file__).resolve().parent.parent / "var" / "test"))

from newsroom.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # Each sign-in in 0.1 ms.
STATIC_ROOT.mkdir(mode=0o700, parents=True, exist_ok=True)  # noqa: F405
