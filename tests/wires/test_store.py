"""What one document stores: nothing lost, nothing twice, every text and every tie kept."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.make import NOON, source
from wires.models import Cluster, Edge, EventKind, Item, ItemEvent, Rekeying, Wire
from wires.origins import count_items
from wires.store import store
from wires.types import Medium, ParsedItem, RelayOf

pytestmark = pytest.mark.django_db

LONG = "A residential high rise on Sadova Street is hit, five people are hurt and residents are led down by ladder, the rescue service in Staromist says."


def parsed(name: str, title: str = "", text: str = "Words.", url: str | None = None, **more):
    more.setdefault("posted_at", NOON)
    return ParsedItem(name, url, url, title, text, **more)


def wire(name: str = "a", *, polled: bool = True) -> Wire:
    return Wire.objects.create(
        source=source(name, owner=name),
        address=f"https://{name}.example/feed",
        added_at=NOON,
        next_poll_at=NOON,
        last_ok_at=NOON if polled else None,
    )


def put(items, on: Wire, *, after: timedelta = timedelta(0), **more):
    return store(items, wire=on, snapshot=None, now=NOON + after, **more)


@pytest.mark.parametrize(
    "bad",
    [
        parsed("1", "A zero\x00 sign"),
        parsed("1", "Half a pair \ud83d"),
        parsed("1\x00", "An id"),
        parsed("я" * 3000, "A long id"),
        parsed("1", "Relay", relay_of=RelayOf(author="Who\x00", url=None)),
        parsed("1", "Medium", media=(Medium("https://a.example/x", alt="\ud83d"),)),
        parsed("1", "Long", " ".join(f"word{n}" for n in range(150_000))),
        parsed("1", "Hours", posted_at=NOON.replace(year=2099), updated_at=NOON.replace(year=1970)),
    ],
    ids=["zero", "half", "id", "long id", "relay", "medium", "long", "hours"],
)
def test_a_bad_item_stops_nothing(bad) -> None:
    done = put((bad, parsed("2", "Good")), wire())
    assert len(done.new) == 2
    assert Item.objects.filter(title="Good").exists()


def test_a_document_is_a_handful_of_statements() -> None:
    on = wire()
    few = [parsed(f"{n}", f"Title {n}", f"{LONG} {n}", f"https://a.example/{n}") for n in range(3)]
    many = [parsed(f"m{n}", f"Other {n}", f"{LONG} {n} x", f"https://a.example/m{n}") for n in range(60)]  # fmt: skip
    with CaptureQueriesContext(
        connection,
    ) as small:
        put(few, on)
    with CaptureQueriesContext(connection) as large:
        put(many, on)
    assert len(large) <= len(small) + 4
    with CaptureQueriesContext(connection) as same:
        done = put(many, on)
    assert not done.touched
    assert len(same) <= 5


def test_every_text_is_kept_and_told_of() -> None:
    on = wire()
    put([parsed("1", text="One.")], on)
    done = put([parsed("1", text="Two.")], on, after=timedelta(minutes=1))
    row = Item.objects.get()
    assert done.changed == [row.pk]
    assert [t.text for t in row.texts.all()] == ["One.", "Two."]
    assert [e.kind for e in row.events.all()] == ["arrived", "edited"]
    assert row.quiet_edits == 1


def test_two_texts_of_one_item_in_one_document() -> None:
    on = wire()
    later = parsed("1", text="Two.", updated_at=NOON + timedelta(hours=1))
    put([later, parsed("1", text="One.", updated_at=NOON)], on)
    assert [t.text for t in Item.objects.get().texts.all()] == ["One.", "Two."]


def test_a_clock_in_the_text_is_sampled_once_a_day() -> None:
    on = wire()
    for n in range(60):
        put([parsed("1", text=f"It is {n} past.")], on, after=timedelta(minutes=n))
    row = Item.objects.get()
    assert row.noisy_since
    assert row.texts_count == 26
    put([parsed("1", text="Next day.")], on, after=timedelta(days=2))
    assert Item.objects.get().texts_count == 27


def test_old_items_of_a_first_poll_alert_nobody() -> None:
    on = wire(polled=False)
    put([parsed("old", posted_at=NOON - timedelta(days=3)), parsed("new")], on)
    assert Item.objects.get(external_id="old").backfill
    assert [e.item.external_id for e in ItemEvent.objects.all()] == ["new"]


def test_late_and_backdated_items_land_by_their_own_hour() -> None:
    on = wire()
    put([parsed("1")], on)
    put([parsed("0", posted_at=NOON - timedelta(hours=5))], on, after=timedelta(hours=1))
    assert [i.external_id for i in Item.objects.in_order()] == ["1", "0"]


def test_an_hour_to_come_is_not_believed() -> None:
    put([parsed("1", posted_at=NOON + timedelta(days=400))], wire())
    row = Item.objects.get()
    assert (row.posted_at, row.posted_raw[:4], row.effective_at) == (None, "2027", NOON)


def test_an_id_given_twice_names_both_items() -> None:
    on = wire()
    put([parsed("g", "One", url="https://a.example/1")], on)
    both = [parsed("g", "One", url="https://a.example/1"), parsed("g", "Two", url="https://a.example/2")]  # fmt: skip
    assert len(put(both, on).new) == 1
    assert not put(both, on).touched
    assert not put(both[1:], on).touched
    assert Item.objects.count() == 2


@pytest.mark.parametrize("polled", [True, False], ids=["polled", "in a replay"])
def test_ids_that_change_make_no_second_items(polled) -> None:
    on = wire(polled=polled)
    first = [parsed(f"a{n}", f"T{n}", url=f"https://a.example/{n}") for n in range(6)]
    put(first, on)
    second = [parsed(f"b{n}", f"T{n}", url=f"https://a.example/{n}") for n in range(6)]
    assert not put(second, on, after=timedelta(minutes=1)).new
    third = [parsed(f"c{n}", f"T{n}", url=f"https://a.example/{n}") for n in range(7)]
    assert len(put(third, on, after=timedelta(minutes=2)).new) == 1
    assert Rekeying.objects.count() == 1


def test_a_late_origin_takes_its_relays() -> None:
    digest, watch = wire("digest"), wire("watch")
    relay = RelayOf("https://t.me/watch/7", "Watch", "watch/7")
    put([parsed("digest/1", text="Short.", url="https://t.me/digest/1", relay_of=relay)], digest)
    put([parsed("digest/2", text="Other.", url="https://t.me/digest/2", relay_of=relay)], digest)
    assert Cluster.objects.count() == 1
    assert count_items(Item.objects.select_related("source")).origins == 1
    put([parsed("watch/7", text="Short!", url="https://t.me/watch/7")], watch, after=timedelta(hours=1))  # fmt: skip
    origin = Item.objects.get(external_id="watch/7")
    relays = Item.objects.exclude(pk=origin.pk)
    assert {(i.relay_of_id, i.origin_id, i.cluster_id) for i in relays} == {
        (origin.pk, origin.pk, origin.cluster_id)
    }
    assert not Edge.objects.filter(kind="relay", to_item=None).exists()
    counted = count_items(Item.objects.select_related("source"))
    assert counted.words == "Seen 3 times, 1 origin, 1 owner"


def test_the_same_report_elsewhere_is_one_event_and_one_origin() -> None:
    put([parsed("1", text=LONG)], wire("a"))
    put([parsed("2", "Staromist", f"{LONG} More was not known.")], wire("b"), after=timedelta(hours=1))  # fmt: skip
    one, two = Item.objects.order_by("pk")
    assert (two.cluster_id, two.origin_id, two.relay_of_id) == (one.cluster_id, one.pk, None)
    edge = Edge.objects.get()
    assert (edge.kind, edge.from_item_id, edge.to_item_id) == ("near", two.pk, one.pk)
    assert edge.evidence["contained"] > 0.9


def test_one_form_of_words_is_not_one_event() -> None:
    on, form = (
        wire(),
        "{}, {}: {} people hurt, {} damaged. Residents are led to the nearest shelter.",
    )
    facts = [("Sadova Street", 14, 3, "a school"), ("Lypova Street", 8, 5, "a bakery"), ("Mill Lane", 2, 4, "a garage")]  # fmt: skip
    put([parsed(f"{n}", text=form.format(*f)) for n, f in enumerate(facts)], on)
    put([parsed("9", text=form.format("Harbour Road", 31, 6, "a house"))], wire("b"))
    assert Cluster.objects.count() == 4


def test_the_earlier_post_is_the_origin_though_it_came_later() -> None:
    put([parsed("1", text=LONG)], wire("a"))
    put([parsed("2", text=LONG, posted_at=NOON - timedelta(hours=1))], wire("b"))
    late, early = Item.objects.order_by("pk")
    assert (late.origin_id, early.origin_id) == (early.pk, None)


def test_an_agencys_kill_is_an_event_with_its_words() -> None:
    on = wire()
    put([parsed("1", "Five hurt", LONG)], on)
    put([parsed("1", "ADVISORY: KILL", "The story is wrong.")], on, after=timedelta(hours=1))
    row = Item.objects.get()
    assert row.killed_at
    assert row.notice == "ADVISORY: KILL"
    assert row.events.filter(kind=EventKind.KILLED).count() == 1


def test_a_status_that_changes_without_a_word_is_heard() -> None:
    on = wire()
    put([parsed("1", "x", LONG)], on)
    until = NOON + timedelta(hours=9)
    again = parsed("1", "x", LONG, embargo_until=until, urgency=1)
    assert put([again], on, after=timedelta(minutes=1)).changed
    row = Item.objects.get()
    assert (row.embargo_until, row.urgency, row.texts_count) == (until, 1, 1)
    assert not put([again], on, after=timedelta(minutes=2)).touched


def test_of_a_source_whose_texts_may_not_be_kept_only_the_opening_is() -> None:
    on = wire()
    on.source.full_text = False
    on.source.save(update_fields=["full_text"])
    put([parsed("a/1", "Title", "Sadova Street burns. " * 100)], on)
    kept = Item.objects.get(external_id="a/1")
    assert len(kept.text) <= 402
    assert kept.text.endswith(" …")
    assert kept.texts.get().text == kept.text
