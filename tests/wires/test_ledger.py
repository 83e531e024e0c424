"""The trial of tests/faults without its kills: wires that misbehave, polled here, compared at the end."""

from datetime import timedelta

import pytest

from tests.faults.ledger import FAULTS, Ledger
from tests.make import NOON
from wires import turns
from wires.models import Item, Source, Wire
from wires.poll import poll

pytestmark = pytest.mark.django_db
NAMES = ["w0.example", "w1.example", "w2.example"]


@pytest.mark.parametrize(("seed", "between"), [(1, 1), (2, 1), (3, 6)])
def test_every_post_once_every_edit_kept_none_lost(settings, monkeypatch, seed, between) -> None:
    """`between` polls so much happens: a desk that was away finds new posts beside new ids."""
    monkeypatch.setattr(turns, "PAUSE", 0.001)
    ledger = Ledger(NAMES, seed, [fault for fault in FAULTS if fault != "drip"])
    settings.ALLOW_WIRES = [f"{n}=127.0.0.1:{ledger.server.server_address[1]}" for n in NAMES]
    now = ledger.begun + timedelta(days=1)
    wires = [lay(name) for name in NAMES]
    for hour in range(26):
        ledger.rate = 0.4 if hour < 21 else 0.0
        for _ in range(between if hour < 21 else 0):
            ledger.change()
        for wire in wires:
            poll(wire.pk, now=now + timedelta(hours=hour), force=True)
    ledger.close()
    assert ledger.settled() == []
    assert {act for act in ledger.did if act in FAULTS} > {"half", "wrong 304", "500"}
    wrongs = [wrong for wire in ledger.wires.values() for wrong in wire.wrongs(rows(wire.name))]
    assert not wrongs, "\n".join(wrongs)


def lay(name: str) -> Wire:
    source = Source.objects.create(key=name.replace(".", "-"), name=name, added_at=NOON)
    address = f"http://{name}/feed"
    return Wire.objects.create(source=source, address=address, added_at=NOON, next_poll_at=NOON)


def rows(name: str) -> list[tuple[str, bool, list[str]]]:
    items = Item.objects.filter(source__name=name).prefetch_related("texts")
    return [
        (one.url, one.withdrawn_at is not None, [text.text for text in one.texts.all()])
        for one in items
    ]
