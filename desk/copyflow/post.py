"""The desk's post: letters are written down with what they tell of, sent after, and tried again until they are taken."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import F, QuerySet

from desk.models import Letter

log = logging.getLogger(__name__)
FIRST, LONGEST = timedelta(seconds=30), timedelta(minutes=15)  # between two tries of one letter
LEASE = timedelta(minutes=1)  # that a worker has to send one
AT_ONCE = 50


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
    taken = 0
    for row in Letter.objects.filter(due_at__lte=now)[:AT_ONCE] if is_configured() else ():
        if not claimed(row, now):
            continue
        words, goes_on = send(row)
        if not words:
            taken += 1
            row.delete()
            continue
        log.warning("a letter waits: %s (%s)", row.subject, words)
        Letter.objects.filter(pk=row.pk).update(words=words[:300], due_at=now + wait(row.tries))
        if not goes_on:
            break
    return taken


def claimed(row: Letter, now: datetime) -> bool:
    """Whether this worker is the one to send it."""
    mine = Letter.objects.filter(pk=row.pk, due_at=row.due_at)
    return bool(mine.update(due_at=now + LEASE, tries=F("tries") + 1))


def wait(tries: int) -> timedelta:
    """How long a letter rests after so many tries before this one."""
    return min(FIRST * (1 << min(tries, 10)), LONGEST)


def send(row: Letter) -> tuple[str, bool]:
    """Why a letter was not taken, empty where it was; and whether the server takes others."""
    try:
        send_mail(row.subject, row.body, settings.DEFAULT_FROM_EMAIL, [row.to])
    except SMTPRecipientsRefused as wrong:
        return f"The mail server refuses {row.to}: {answer(*next(iter(wrong.recipients.values())))}", True  # fmt: skip
    except SMTPResponseException as wrong:
        return f"The mail server refuses: {answer(wrong.smtp_code, wrong.smtp_error)}", isinstance(wrong, SMTPDataError)  # fmt: skip
    except OSError as wrong:
        return f"The mail server does not answer: {type(wrong).__name__}.", False
    return "", True


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
