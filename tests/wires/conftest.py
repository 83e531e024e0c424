"""What the readers' tests share."""

import json

import pytest

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
