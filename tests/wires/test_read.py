"""What a poll makes of an answer that says little of itself."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from wires.at_home import dated
from wires.models import Wire
from wires.parse import Unreadable
from wires.poll import read
from wires.types import Fetched, ParsedItem

DAY = datetime(2026, 11, 24, 3, 15, tzinfo=UTC)


def answer(body: bytes) -> Fetched:
    address = "https://masto.example/api"
    return Fetched(address, address, 200, {"content-type": "application/json"}, body, DAY)


def test_an_empty_answer_is_read_as_what_the_wire_sent_last() -> None:
    assert read(Wire(kind="mastodon"), answer(b"[]")).items == ()


def test_an_empty_answer_of_a_wire_that_never_spoke_is_unreadable() -> None:
    with pytest.raises(Unreadable):
        read(Wire(), answer(b"[]"))


@pytest.mark.parametrize(
    ("kind", "posted", "name"),
    [
        ("anpa_iptc7901", DAY, "2026-11-24 W0042"),
        ("anpa_iptc7901", None, "W0042"),
        ("rss", DAY, "W0042"),
    ],
)
def test_a_number_that_comes_again_each_day_carries_its_day(kind, posted, name) -> None:
    item = ParsedItem("W0042", None, None, "Slug", "Words.", None, posted)
    assert dated(item, kind).external_id == name
    assert dated(replace(item, external_id=None), kind).external_id is None
