"""A channel's older posts, page by page through `?before=`; each page is delivered like any document."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings

from wires import guard
from wires.deliver import deliver
from wires.fetch import fetch
from wires.models import Wire
from wires.parse import Unreadable
from wires.roads.asks import NAME, TELEGRAM, older_page
from wires.types import Failure

PAUSE_S = 3.0  # between two pages of one channel, as when it is polled
PAGES = 10


class NoBackfill(ValueError):
    """Why a wire's older posts cannot be had, as a sentence."""


def channel(address: str) -> str:
    """The channel of an address; raises NoBackfill where it is none."""
    parts = urlsplit(address)
    path = [part for part in parts.path.split("/") if part and part != "s"]
    if (parts.hostname or "") not in TELEGRAM or len(path) != 1 or not NAME.fullmatch(path[0]):
        raise NoBackfill("Only public channel pages (t.me) give their older posts.")
    return path[0]


def has_older(address: str) -> bool:
    """Whether older posts can be asked for there."""
    try:
        channel(address)
    except NoBackfill:
        return False
    return True


def one_page(wire_id: int, *, before: str, now: datetime) -> str | None:
    """Deliver one page and give the number that the next one lies before; None at the beginning."""
    wire = Wire.objects.get(pk=wire_id)
    where = f"https://t.me/s/{channel(wire.address)}"
    if before:
        where += f"?before={int(before)}"
    answer = fetch(where, now=now, allowed=guard.doors(settings.ALLOW_WIRES))
    if isinstance(answer, Failure):
        raise NoBackfill(answer.words)
    try:
        deliver(wire.pk, answer.body, kind="telegram_html", now=now, past=True)
    except Unreadable as wrong:
        raise NoBackfill(wrong.words) from wrong
    older = older_page(answer.body)
    # A page that names itself again would go round for ever.
    return older if older and (not before or int(older) < int(before)) else None
