"""Nudges that come while no stream is open: between a page and its stream, and between two streams."""

import asyncio
import json

import pytest

from desk.live import hub as hubs
from desk.live import views
from desk.live.hub import ALL, Hub

BOARD, ITEM, MINE = {"kind": "board"}, {"kind": "wires"}, {"kind": "steps", "story": 7, "version": 3}  # fmt: skip


@pytest.fixture
def hub(monkeypatch) -> Hub:
    """A hub that has heard since second 100, with a nudge at 110, 120 and 120."""
    one = Hub()
    one.begin(100.0)
    for at, message in ((110.0, BOARD), (120.0, ITEM), (120.0, ITEM), (130.0, MINE)):
        monkeypatch.setattr(hubs.time, "time", lambda at=at: at)
        one.spread(message)
    return one


@pytest.mark.parametrize(
    ("since", "told"),
    [(105.0, [BOARD, ITEM, MINE]), (115.0, [ITEM, MINE]), (131.0, []), (99.0, [ALL])],
)
def test_what_came_since_a_page_was_drawn(hub, since, told) -> None:
    assert hub.missed(since) == told


def test_of_more_than_is_kept_all_is_asked_again(hub, monkeypatch) -> None:
    monkeypatch.setattr(hubs.time, "time", lambda: 140.0)
    for _ in range(hubs.KEPT):
        hub.spread(BOARD)
    assert hub.missed(125.0) == [ALL]
    assert hub.missed(141.0) == []


def test_a_line_that_was_down_tells_every_open_page(hub) -> None:
    queue: asyncio.Queue = asyncio.Queue()
    hub.queues.add(queue)
    hub.begin(200.0)
    assert queue.get_nowait() == ALL
    assert hub.missed(150.0) == [ALL]


@pytest.mark.parametrize(
    ("message", "story", "told"),
    [
        (MINE, 7, [MINE]),
        (MINE, 8, []),
        (MINE, None, []),
        (BOARD, 7, [BOARD]),
        (ALL, None, [BOARD, ITEM, {"kind": "alerts"}]),
        (ALL, 7, [BOARD, ITEM, {"kind": "alerts"}, {"kind": "steps", "story": 7}, {"kind": "wires", "story": 7}]),
    ],
)  # fmt: skip
def test_a_stream_tells_what_concerns_it(message, story, told) -> None:
    assert views.for_stream(message, story) == told


def test_a_stream_opens_with_what_was_missed(hub, monkeypatch) -> None:
    monkeypatch.setattr(views, "hub", hub)
    monkeypatch.setattr(hub, "pump", lambda: asyncio.sleep(0))

    async def first(count: int) -> list[str]:
        nudges = views.nudges(7, 117.0)
        return [await anext(nudges) for _ in range(count)]

    retry, *lines = asyncio.run(first(3))
    assert retry.startswith("retry:")
    assert [json.loads(line.split("data: ")[1]) for line in lines] == [ITEM, MINE]
    assert all(line.startswith("id: 130.000\n") for line in lines)


@pytest.mark.parametrize(
    ("header", "query", "since"),
    [("1795000001.5", "1795000000.123", 1795000001.5), ("", "1795000000.123", 1795000000.123), ("", "now", None), ("9" * 400, "", None)],
)  # fmt: skip
def test_the_last_word_a_tab_had(rf, header, query, since) -> None:
    request = rf.get("/live/", {"since": query}, HTTP_LAST_EVENT_ID=header)
    assert views.since(request) == since
