"""Of two items that two workers write at once the second to be committed finds the first."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.make import NOON
from tests.wires.test_store import LONG, parsed, put, wire
from wires import advisories, amended, rejoin
from wires.models import Advisory, Edge, Item, ItemEvent, Wire
from wires.origins import count_items
from wires.types import RelayOf

pytestmark = pytest.mark.django_db(transaction=True)
KEY = "https://t.me/one/7"
PAIRS = {
    "nearly the same words": (parsed("1", text=LONG), parsed("2", text=f"{LONG} More.")),
    "the same words": (parsed("1", text=LONG), parsed("2", text=LONG)),
    "one address": (parsed("1", text="Words of one.", url=KEY), parsed("2", text="Others.", url=KEY)),
    "a relay and its post": (parsed("1", text="Post.", url=KEY), parsed("2", text="See!", relay_of=RelayOf(KEY))),
    "a post and its relay": (parsed("1", text="See!", relay_of=RelayOf(KEY)), parsed("2", text="Post.", url=KEY)),
    "two relays of one post": (parsed("1", text="See!", relay_of=RelayOf(KEY)), parsed("2", text="Oh!", relay_of=RelayOf(KEY))),
}  # fmt: skip


@contextmanager
def beside(act: Callable[[], object]) -> Iterator[threading.Event]:
    """Another worker, which has written and waits with its commit until it is let go."""
    wrote, go = threading.Event(), threading.Event()

    def work() -> None:
        try:
            with transaction.atomic():
                act()
                wrote.set()
                assert go.wait(20)
        finally:
            connection.close()

    other = threading.Thread(target=work)
    other.start()
    assert wrote.wait(20)
    try:
        yield go
    finally:
        go.set()
        other.join(20)
        assert not other.is_alive()


def stored(item, on: Wire, **more) -> Callable[[], object]:
    return lambda: put([item], on, **more)


def is_one_event() -> bool:
    items = list(Item.objects.all())
    return len({row.cluster_id for row in items}) == 1 and None not in {row.cluster_id for row in items}  # fmt: skip


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)
@pytest.mark.parametrize("first", [0, 1], ids=["the first is committed first", "the second is"])
def test_they_are_one_event_when_both_are_committed(pair, first) -> None:
    one, other = wire("a"), wire("b")
    with beside(stored(pair[0], one)) as go:
        if first == 0:
            with transaction.atomic():
                put([pair[1]], other)
                go.set()
                until(lambda: Item.objects.using("default").filter(external_id="1").exists())
        else:
            with transaction.atomic():
                put([pair[1]], other)
    assert is_one_event()
    assert Edge.objects.exclude(to_item=None).count() == 1
    assert rejoin.rejoin(now=NOON + timedelta(seconds=100)) == 0
    assert Edge.objects.exclude(to_item=None).count() == 1


def until(test: Callable[[], bool]) -> None:
    waited = threading.Event()
    for _ in range(400):
        if test():
            return
        waited.wait(0.05)
    raise AssertionError


@pytest.mark.parametrize("hours", [(0, 1), (1, 0)])
def test_the_chain_starts_with_the_post_that_was_first_at_its_source(hours) -> None:
    one, other = wire("a"), wire("b")
    given = [parsed(str(n), text=LONG, posted_at=NOON - timedelta(hours=9 - at)) for n, at in enumerate(hours)]  # fmt: skip
    with beside(stored(given[0], one)):
        put([given[1]], other)
    first = Item.objects.order_by("posted_at").first()
    assert set(Item.objects.exclude(pk=first.pk).values_list("origin", flat=True)) == {first.pk}
    assert first.origin_id is None
    assert count_items(Item.objects.select_related("source")).origins == 1


def test_three_at_once_are_one_event() -> None:
    wires = [wire(name) for name in "abc"]
    given = [parsed(str(n), text=f"{LONG} {'More. ' * n}") for n in range(3)]
    with beside(stored(given[0], wires[0])), beside(stored(given[1], wires[1])):
        put([given[2]], wires[2])
    assert is_one_event()


def test_what_tells_of_another_event_is_not_looked_at(monkeypatch) -> None:
    monkeypatch.setattr(rejoin, "look", None)
    one, other = wire("a"), wire("b")
    with beside(stored(parsed("1", text="Water is low in the Luda river, and the dam of Zhorin is looked at by its engineers tonight."), one)):  # fmt: skip
        put([parsed("2", text=LONG)], other)
    assert Item.objects.count() == 2


def test_who_writes_alone_asks_one_question_more(monkeypatch) -> None:
    monkeypatch.setattr(rejoin, "alike", None)
    on = wire("a")
    for n in range(3):
        with CaptureQueriesContext(connection) as asked, transaction.atomic():
            put([parsed(str(n), text=f"{LONG} {n}")], on)
        assert sum("age(xmin)" in one["sql"] for one in asked) == 1


def put_off_notice() -> Advisory:
    """A notice that takes back a story by its id, whose edit waits to be looked up."""
    on = wire()
    put([parsed("s/1", text=LONG), parsed("k/1", "ADVISORY: KILL", "Editors: kill story s-100.")], on)  # fmt: skip
    Item.objects.filter(external_id="s/1").update(key="s-100")
    Advisory.objects.all().delete()
    notice = Item.objects.get(external_id="k/1")
    return Advisory.objects.create(notice=notice, act="killed", by_what=amended.PUT_OFF, at=NOON)


def test_a_notice_that_another_worker_looks_up_is_left_to_it() -> None:
    put_off_notice()
    soon = NOON + timedelta(minutes=1)
    with beside(lambda: amended.again(now=soon)):
        assert amended.again(now=soon) == 0
    killed = ItemEvent.objects.filter(item__external_id="s/1", kind="killed")
    assert (killed.count(), amended.again(now=soon)) == (1, 0)


def test_a_notice_that_another_worker_edits_acts_on_nothing_that_it_said_before() -> None:
    """What was put off is looked up by the words of now, which a poll may be writing."""
    row = put_off_notice()
    soon = NOON + timedelta(minutes=1)
    edited = parsed("k/1", "ADVISORY: KILL", "Editors: kill story s-200.")
    with beside(stored(edited, Wire.objects.get())):
        assert amended.again(now=soon) == 0
    amended.again(now=soon)
    assert not Item.objects.filter(external_id="s/1").exclude(killed_at=None).exists()
    assert Item.objects.get(pk=row.notice_id).text == "Editors: kill story s-200."


def test_a_notice_that_waits_and_is_edited_acts_on_nothing_that_it_said_before() -> None:
    put_off_notice()
    Advisory.objects.update(by_what="")
    soon = NOON + timedelta(minutes=1)
    edited = parsed("k/1", "ADVISORY: KILL", "Editors: kill story s-200.")
    with beside(stored(edited, Wire.objects.get())):
        assert advisories.again(now=soon) == 0
    assert advisories.again(now=soon) == 0
    assert not Item.objects.filter(external_id="s/1").exclude(killed_at=None).exists()
