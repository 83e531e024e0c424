"""What the tests of readers share, and those of polls."""

import json

import pytest

from tests.make import NOON, source
from tests.wires.served import FEED, ONE, Answer, serving
from wires import turns
from wires.models import Wire
from wires.parse import guess, parse


def shown(item) -> dict:
    """What an item holds, hours as written, empty fields left out."""
    found = {name: getattr(item, name) for name in item.__slots__}
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in found.items()
        if value and name not in {"canonical_url", "language"}
    }


@pytest.fixture
def read():
    """Items of an answer whose kind is told from its bytes."""

    def items(data, kind) -> list[dict]:
        body = data if isinstance(data, bytes) else json.dumps(data).encode()
        assert guess(body) == kind
        found = parse(body, base_url="https://asked.example/api")
        assert found.kind == kind
        return [shown(item) for item in found.items]

    return items


@pytest.fixture
def site(settings):
    """A feed of one post, behind doors of its own."""
    with serving(lambda _: Answer(ONE, headers=FEED)) as one:
        settings.ALLOW_WIRES = one.doors("wire.example", "moved.example", "safe.example")
        yield one


@pytest.fixture
def wire(monkeypatch) -> Wire:
    """A wire at that feed, which may be polled as often as a test likes."""
    monkeypatch.setattr(turns, "PAUSE", 0.001)
    return Wire.objects.create(
        source=source(), address="http://wire.example/f", added_at=NOON, next_poll_at=NOON, floor_s=60
    )  # fmt: skip
