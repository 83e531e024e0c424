"""Watches: set, changed, paused, ended; what they find, why, and who is told."""

from datetime import timedelta

import pytest
from django.core import mail

from desk.copyflow import digest, post, search, trace, watch, watch_preview
from desk.errors import NotYours, Unsound
from desk.models import Digest, WatchHit
from desk.nudge import alerts_changed
from tests import make
from tests.make import NOON
from wires.models import Item

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return make.newsroom()


def arrived(*items) -> list[int]:
    return watch.run_watches([one.pk for one in items], now=NOON)


def found(query: str) -> list[str]:
    return sorted(one.external_id for one in search.found_items(Item.objects.open(), query))


def test_every_script_of_a_name_is_found() -> None:
    for n, text in enumerate(
        [
            "Explosion in Kiev.",
            "У Києві вибухи.",
            "В Киеве взрывы.",
            "انفجارات في كييف",
            "Rain in Lviv.",
        ]
    ):
        make.item(text, name=f"a/{n}")
    assert found("Kyiv AND explosion") == ["a/0", "a/1", "a/2", "a/3"]
    assert found("Київ NOT вибух") == []
    assert found("kyiv lang:uk") == []


@pytest.mark.parametrize(
    ("text", "query"),
    [("Kyiv/Kharkiv: alert", "kharkiv"), ("two hurt.Police say", "police"), ("an F-16 fell", "F-16"),
     ("an F-16 fell", "“f 16”"), ("Zürich calm", "zurich"), ("Zurich calm", "Zürich"), ("في الخرطوم", "khartoum"),
     ("أسرى إسرائيل", "اسرائيل"), ("З'явився", "зʼявився"), ("air-raid alert", "“air raid”")],
)  # fmt: skip
def test_words_are_parted_alike_in_texts_and_in_queries(text, query) -> None:
    make.item(text)
    assert found(query) == ["post/1"]


def test_an_address_finds_its_item() -> None:
    made = make.item()
    make.item("another", name="b/2")
    assert found(made.url) == ["post/1"]


def test_a_query_narrows_by_class_source_language_and_state() -> None:
    official = make.item("Sadova burns.", name="o/1")
    digest_source = make.source("Frontline Digest", kind="aggregator", control="")
    make.item("Sadova burns.", of=digest_source, name="d/1")
    make.item("Sadova burns.", of=make.source("New One", classed_at=None), name="n/1")
    Item.objects.filter(pk=official.pk).update(language="uk-UA", texts_count=2)
    assert found("Sadova class:public-body") == ["o/1"]
    assert found("Sadova class:unclassed") == ["n/1"]
    assert found("Sadova NOT class:public-body -class:unclassed") == ["d/1"]
    assert found("Sadova source:“Frontline Digest”") == ["d/1"]
    assert found("lang:uk") == ["o/1"]
    assert found("state:edited") == ["o/1"]
    for query in ("Sadova class:nonsense", "source:nobody", "state:x", "place:atlantis", "lang:q"):
        with pytest.raises(Unsound) as refusal:
            found(query)
        assert refusal.value.facts["field"] == "q"


def test_a_place_is_any_of_its_names() -> None:
    make.item("Вибухи у Харкові.", name="k/1")
    make.item("Calm in Lviv.", name="l/1")
    make.item("Quiet in Geneva.", name="g/1")
    assert found("place:kharkiv") == ["k/1"]
    assert {"k/1", "l/1"} <= set(found("place:UA"))
    assert "g/1" not in found("place:UA")


def test_pages_stand_while_items_arrive() -> None:
    first = [make.item(f"Sadova {n}.", name=f"p/{n}") for n in range(4)]
    rows = search.found_items(Item.objects.open(), "Sadova")
    page = list(rows[:2])
    make.item("Sadova late.", name="p/late")
    rest = list(search.older_than(rows, page[-1].pk)[:2])
    assert [one.pk for one in [*page, *rest]] == [one.pk for one in reversed(first)]
    assert [one.external_id for one in search.newer_than(rows, page[0].pk)] == ["p/late"]


def test_the_newest_are_found_wherever_one_begins_to_look(monkeypatch) -> None:
    made = [make.item(f"Sadova {n}.", name=f"p/{n}") for n in range(12)]
    rows = search.found_items(Item.objects.open(), "Sadova")
    for reaches in ((), (3,), (3, 6), (50,)):
        monkeypatch.setattr(search, "REACHES", reaches)
        assert search.newest_of(rows, 5) == list(rows[:5])
        older = search.older_than(rows, made[6].pk)
        assert search.newest_of(older, 4, before=made[6].pk) == list(older[:4])
    assert search.newest_of(rows.none(), 5) == []


def test_a_watch_sees_what_its_fields_allow(room) -> None:
    one = make.story(room)
    watch.set_watch(
        room.night, query="Sadova NOT class:aggregator -lang:ru", story=one, by=room.ida, now=NOON
    )
    hit = make.item("Sadova burns.", name="o/1")
    relayed = make.item("Sadova burns.", of=make.source("Digest", kind="aggregator"), name="d/1")
    russian = make.item("Sadova горит.", name="r/1")
    Item.objects.filter(pk=russian.pk).update(language="ru")
    assert arrived(hit, relayed, russian) == [one.pk]
    assert [row.item_id for row in one.attachments.all()] == [hit.pk]
    assert arrived(hit, relayed, russian) == []


def test_a_watch_can_tell_only(room, django_capture_on_commit_callbacks) -> None:
    one = watch.set_watch(room.night, query="Sadova", by=room.ida, now=NOON)
    assert (one.attaches, one.alerts) == (False, True)
    with django_capture_on_commit_callbacks() as sent:
        arrived(make.item("Sadova burns."))
    assert [one.args for one in sent if getattr(one, "func", None) is alerts_changed] == [(room.night.pk,)]  # fmt: skip
    assert WatchHit.objects.get().watch == one


def test_no_confidential_item_is_found(room) -> None:
    one = make.story(room)
    watch.set_watch(room.night, query="Sadova", story=one, alerts=True, by=room.ida, now=NOON)
    secret = make.item("Sadova: what the nurse said.", confidential=True)
    assert arrived(secret) == []
    assert not WatchHit.objects.exists()
    assert found("nurse") == []
    seen = watch_preview.preview("nurse", now=NOON + timedelta(hours=1))
    assert (seen.total, seen.newest) == (0, ())
    assert trace.whole(secret, room.ida) == []


@pytest.mark.parametrize(
    "query", ["", "NOT drill", "(a", "state:edited x", "class:nonsense x", "a OR NOT b"]
)
def test_a_watch_that_makes_no_sense_is_refused_at_its_field(room, query) -> None:
    with pytest.raises(Unsound) as refusal:
        watch.set_watch(room.night, query=query, by=room.ida, now=NOON)
    assert refusal.value.facts["field"] == "query"


def test_a_watch_is_paused_changed_and_ended_by_its_desk(room) -> None:
    one = make.story(room)
    kept = watch.set_watch(room.night, query="Sadova", story=one, by=room.ida, now=NOON)
    for act in (watch.pause_watch, watch.end_watch):
        with pytest.raises(NotYours):
            act(kept, by=room.rupert, now=NOON)
    watch.pause_watch(kept, by=room.nellie, now=NOON)
    first = make.item("Sadova burns.", name="a/1")
    assert arrived(first) == []
    watch.pause_watch(kept, by=room.nellie, now=NOON, resume=True)
    watch.change_watch(kept, query="Lypova", attaches=True, alerts=False, by=room.ida, now=NOON)
    assert arrived(first) == []
    assert arrived(make.item("Lypova burns.", name="a/2")) == [one.pk]
    watch.end_watch(kept, by=room.ida, now=NOON)
    assert arrived(make.item("Lypova again.", name="a/3")) == []
    with pytest.raises(Unsound, match="has ended"):
        watch.change_watch(kept, query="x", attaches=True, alerts=False, by=room.ida, now=NOON)


def test_a_preview_says_what_the_last_week_would_have_brought(room) -> None:
    one = make.story(room)
    items = [make.item(f"Sadova burns {n}.", name=f"a/{n}") for n in range(3)]
    Item.objects.filter(pk=items[0].pk).update(received_at=NOON - timedelta(days=2))
    make.item("Sadova long ago.", name="a/old")
    Item.objects.filter(external_id="a/old").update(received_at=NOON - timedelta(days=9))
    watch.set_watch(room.night, query="Sadova", story=one, by=room.ida, now=NOON)
    arrived(items[1])
    seen = watch_preview.preview("Sadova", now=NOON + timedelta(hours=1), story=one)
    assert (seen.total, seen.attached_anew, seen.many) == (3, 2, False)
    assert [count for _, count in seen.days] == [0, 0, 0, 0, 1, 0, 2]
    assert [item.external_id for item in seen.newest] == ["a/2", "a/1", "a/0"]


def test_it_is_said_why_an_item_is_here(room) -> None:
    one = make.story(room)
    watch.set_watch(
        room.night, query="(Kyiv OR Lviv) AND strike* NOT drill", story=one, by=room.ida, now=NOON
    )
    made = make.item("Люди постраждали у Києві.", name="a/1", title="Strikes at night")
    arrived(made)
    said = [row.words for row in trace.whole(made, room.ida)]
    why = "matched “Києві” in the text and “Strikes” in the title."
    assert said == [f"It is here because the watch “(Kyiv OR Lviv) AND strike* NOT drill” {why}"]
    assert trace.whole(made, room.rupert) == []


def test_a_digest_comes_at_its_hour_once(room, settings) -> None:
    settings.MAIL_IS_CONFIGURED = True
    watch.set_watch(room.night, query="Sadova", by=room.ida, now=NOON)
    arrived(make.item("Sadova burns."))
    # Noon UTC is 15:00 at the desk's place.
    digest.choose(room.ida, hours=[15], watches=[], by_mail=True)
    assert digest.tell(now=NOON + timedelta(hours=1)) == 0
    assert digest.tell(now=NOON + timedelta(minutes=5)) == 1
    assert digest.tell(now=NOON + timedelta(minutes=10)) == 0
    assert post.send_due(now=NOON + timedelta(minutes=10)) == 1
    assert [one.subject for one in mail.outbox] == ["1 item from your watches"]
    assert "Sadova burns." in mail.outbox[0].body
    assert Digest.objects.get().told_at == NOON + timedelta(minutes=5)


def test_nothing_is_mailed_without_a_post(room) -> None:
    with pytest.raises(Unsound, match="no post"):
        digest.choose(room.ida, hours=[1], watches=[], by_mail=True)
    with pytest.raises(Unsound, match="0 to 23"):
        digest.choose(room.ida, hours=[24], watches=[], by_mail=False)
