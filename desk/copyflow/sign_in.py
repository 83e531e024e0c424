"""Links that sign one person in, once; and a throttle on guesses that fails closed."""

import contextlib
import hashlib
import ipaddress
import secrets
from datetime import datetime, timedelta

import redis
from django.conf import settings
from django.db import transaction

from desk.errors import CopyflowError
from desk.models import Person, SignInLink
from desk.nudge import line

LASTS = timedelta(minutes=10)
TRIES = 10
TRIES_OF_MACHINE = 60  # a whole newsroom may stand behind one address
WINDOW = 600  # seconds


def make_link(person: Person, *, now: datetime, loopback_only: bool = False) -> str:
    """The secret part of a link; only its digest is kept."""
    token = secrets.token_urlsafe(32)
    SignInLink.objects.create(
        person=person,
        digest=hashlib.sha256(token.encode()).hexdigest(),
        made_at=now,
        expires_at=now + LASTS,
        loopback_only=loopback_only,
    )
    return token


def link_of(token: str, *, base: str = "") -> str:
    """The whole link, under the newsroom's own address unless another is given."""
    return f"{(base or settings.PUBLIC_ADDRESS).rstrip('/')}/desk/sign-in/{token}/"


@transaction.atomic
def use_link(token: str, *, now: datetime, address: str) -> Person:
    """The person a link lets in; used or late ones, and those from elsewhere, are refused alike."""
    digest = hashlib.sha256(token.encode()).hexdigest()
    link = (
        SignInLink.objects.select_for_update(of=("self",))
        .select_related("person")
        .filter(digest=digest)
        .first()
    )
    fine = (
        link is not None
        and link.used_at is None
        and link.expires_at > now
        and link.person.is_active
    )
    if link is None or not fine or (link.loopback_only and not loopback(address)):
        raise CopyflowError("This link no longer works.", satisfy="Ask for a new one.")
    link.used_at = now
    link.save(update_fields=["used_at"])
    return link.person


def loopback(address: str) -> bool:
    """Whether a request comes from this machine."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def count_try(email: str, address: str) -> None:
    """Count a guess by account and by machine; too many, or no counter, and nobody gets in."""
    try:
        for name in (f"account:{email.strip().lower()[:200]}", f"machine:{address}"):
            key = f"nightdesk-try:{hashlib.sha256(name.encode()).hexdigest()}"
            count = line().incr(key)
            if count == 1:
                line().expire(key, WINDOW)
            if int(count) > (TRIES if name.startswith("account:") else TRIES_OF_MACHINE):
                raise CopyflowError("Too many tries. Wait ten minutes, or ask for a sign-in link.")
    except redis.RedisError as fault:
        raise CopyflowError(
            "Nobody can sign in right now: the counter of tries does not answer."
        ) from fault


def forget_tries(email: str) -> None:
    """Whoever got in has made no guess: the account's counter starts again."""
    name = f"account:{email.strip().lower()[:200]}"
    with contextlib.suppress(redis.RedisError):
        line().delete(f"nightdesk-try:{hashlib.sha256(name.encode()).hexdigest()}")
