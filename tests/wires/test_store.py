"""What one document stores: a bad item never costs the good one beside it."""

import pytest

from tests.make import NOON, source
from wires.models import Item, Wire
from wires.store import store
from wires.types import Medium, ParsedItem, RelayOf

pytestmark = pytest.mark.django_db


def parsed(name: str, title: str, **more) -> ParsedItem:
    return ParsedItem(name, None, None, title, "Words.", posted_at=NOON, **more)


@pytest.mark.parametrize(
    "bad",
    [
        parsed("1", "A zero\x00 sign"),
        parsed("1", "Half a pair \ud83d"),
        parsed("1\x00", "An id"),
        parsed("1", "Relay", relay_of=RelayOf(author="Who\x00", url=None)),
        parsed("1", "Medium", media=(Medium("https://a.example/x", alt="\ud83d"),)),
        ParsedItem("1", None, None, "Long", " ".join(f"word{n}" for n in range(150_000))),
    ],
    ids=["zero", "half", "id", "relay", "medium", "long"],
)
def test_a_bad_item_stops_nothing(bad) -> None:
    wire = Wire.objects.create(
        source=source(), address="https://a.example/feed", added_at=NOON, next_poll_at=NOON
    )
    done = store((bad, parsed("2", "Good")), wire=wire, snapshot=None, now=NOON)
    assert len(done.new) == 2
    assert Item.objects.filter(title="Good").exists()
