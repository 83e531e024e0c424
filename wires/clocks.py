"""Of which clock a wire's hours are: what its last document shows, where nobody has said so."""

from wires import archive, at_home
from wires.at_home import Clock
from wires.models import Outcome, Wire
from wires.parse import Unreadable
from wires.poll import read
from wires.probe import languages
from wires.types import Fetched


def of(wire: Wire) -> Clock | None:
    """The newest hour without a zone in the last document that changed something, and the clock it may be of."""
    brought = wire.fetches.filter(outcome=Outcome.CHANGED).exclude(snapshot=None)
    last = brought.select_related("snapshot").order_by("-started_at", "-id").first()
    if last is None or last.snapshot is None or wire.hours_in:
        return None
    try:
        body = archive.bring(last.snapshot)
        headers = {"content-type": last.snapshot.media_type}
        items = read(
            wire, Fetched(last.final_url, last.final_url, 200, headers, body, last.started_at)
        ).items
    except (archive.Rotten, archive.Removed, Unreadable):
        return None
    return at_home.clock(items, country=wire.source.country, languages=languages(items), came=last.started_at)  # fmt: skip
