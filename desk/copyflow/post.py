"""The desk's post: letters are written down with what they tell of, sent after, and tried again until they are taken.

One worker at a time talks to the mail server, under a lease that it renews while it talks. So a letter goes out twice
only where the server took it and nobody here came to know: the worker or its line died before the row was deleted,
or the server was silent for longer than we wait. Both copies have one number, by which mailboxes show one.
"""

import logging
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from email.utils import parseaddr
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import DatabaseError, InterfaceError, connection
from django.db.models import F, Q, QuerySet

from desk.models import Letter

log = logging.getLogger(__name__)
FIRST, LONGEST = timedelta(seconds=30), timedelta(minutes=15)  # between two tries of one letter
LEASE = timedelta(minutes=1)  # that a dead worker keeps a letter back
AT_ONCE = 50
TURN = timedelta(seconds=30)  # after which a worker begins with no other letter


def is_configured() -> bool:
    """Whether a mail server is named in the settings: Django's own default is none."""
    return bool(getattr(settings, "MAIL_IS_CONFIGURED", False))


def write(
    to: Iterable[str],
    subject: str,
    body: str,
    *,
    use: timedelta,
    now: datetime,
    items: Iterable[int] = (),
) -> None:
    """Write a letter to each of these, of use for so long; with the caller's own rows or not at all."""
    plain = " ".join(subject.split())[:200]  # a name may hold a line feed, a heading none
    kept = {"subject": plain, "body": body, "items": list(items), "written_at": now}
    Letter.objects.bulk_create(Letter(to=one, until=now + use, due_at=now, **kept) for one in to)


def send_due(*, now: datetime) -> int:
    """Send what waits; how many were taken. Where nobody answers, the others wait too."""
    past = Letter.objects.filter(until__lte=now)
    for late in past:
        log.error("a letter was never taken: %s (%s)", late.subject, late.words)
    past.filter(pk__in=[late.pk for late in past]).delete()
    taken, began = 0, time.monotonic()
    for row in waiting(now) if is_configured() else ():
        passed = timedelta(seconds=time.monotonic() - began)
        if passed > TURN:
            break
        if not claimed(row, now + passed):
            continue
        with held(row, now + passed):
            words, goes_on = send(row)
        if not words:
            taken += 1
            row.delete()
            continue
        log.warning("a letter waits: %s (%s)", row.subject, words)
        Letter.objects.filter(pk=row.pk).update(words=words[:300], held_until=None)
        if not goes_on:
            break
    return taken


def waiting(now: datetime) -> list[Letter]:
    """Letters that are due; none while another worker talks to the mail server."""
    if Letter.objects.filter(held_until__gt=now).exists():
        return []
    return list(Letter.objects.filter(due_at__lte=now)[:AT_ONCE])


def claimed(row: Letter, now: datetime) -> bool:
    """Whether this worker is the one to send it; until when it rests if it is not taken is written at once."""
    mine = Letter.objects.filter(Q(held_until=None) | Q(held_until__lte=now), pk=row.pk, due_at=row.due_at)  # fmt: skip
    rests = now + wait(row.tries)
    return bool(mine.update(held_until=now + LEASE, due_at=rests, tries=F("tries") + 1))


@contextmanager
def held(row: Letter, now: datetime) -> Iterator[None]:
    """Renew the lease of a letter for as long as a worker talks about it."""
    began, done = time.monotonic(), threading.Event()
    mine = Letter.objects.filter(pk=row.pk, tries=row.tries + 1)

    def renew() -> None:
        while not done.wait(LEASE.total_seconds() / 4):
            passed = timedelta(seconds=time.monotonic() - began)
            try:
                mine.update(held_until=now + passed + LEASE)
            except (DatabaseError, InterfaceError):
                log.exception("the lease of a letter")
                connection.close()  # a line that dropped is made anew
        connection.close()

    renews = threading.Thread(target=renew, daemon=True)
    renews.start()
    try:
        yield
    finally:
        done.set()
        renews.join()


def wait(tries: int) -> timedelta:
    """How long a letter rests after so many tries before this one."""
    return min(FIRST * (1 << min(tries, 10)), LONGEST)


def send(row: Letter) -> tuple[str, bool]:
    """Why a letter was not taken, empty where it was; and whether the server takes others."""
    try:
        hand_over(row)
    except SMTPRecipientsRefused as wrong:
        return f"The mail server refuses {row.to}: {answer(*next(iter(wrong.recipients.values())))}", True  # fmt: skip
    except SMTPResponseException as wrong:
        return f"The mail server refuses: {answer(wrong.smtp_code, wrong.smtp_error)}", isinstance(wrong, SMTPDataError)  # fmt: skip
    except OSError as wrong:
        return f"The mail server does not answer: {type(wrong).__name__}.", False
    return "", True


def hand_over(row: Letter) -> None:
    """Give a letter to the mail server, under a number that is its own."""
    _, sender = parseaddr(settings.DEFAULT_FROM_EMAIL)
    number = (
        f"<letter-{row.pk}.{row.written_at:%Y%m%d%H%M%S}@{sender.partition('@')[2] or 'localhost'}>"
    )
    EmailMessage(row.subject, row.body, to=[row.to], headers={"Message-ID": number}).send()


def answer(code: int, said: bytes | str) -> str:
    """What a mail server said, on one line."""
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return " ".join(f"{code} {words}".split())[:200]


def held_up() -> QuerySet[Letter]:
    """Letters that were tried and not taken, the oldest first."""
    return Letter.objects.filter(tries__gt=0).exclude(words="")


def state() -> str:
    """How the post does, in words."""
    if not is_configured():
        return "not set up"
    rows = list(held_up())
    return f"{len(rows)} wait since {rows[0].written_at:%d %B, %H:%M} UTC. {rows[0].words}" if rows else "ok"  # fmt: skip
