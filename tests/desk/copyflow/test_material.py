"""What a story rests on: citations, watches, confidential items."""

from datetime import timedelta

import pytest

from desk import access
from desk.copyflow import (
    approve,
    attach,
    follow,
    poll_now,
    publish,
    report,
    submit,
    watch,
)
from desk.errors import NotYours, Unsound
from desk.models import PublicPage
from desk.views.board import needs
from tests import make
from tests.make import NOON
from wires.models import Fetch, Host, Item, ItemEvent, Wire
from wires.store import rewrite
from wires.types import ParsedItem

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return make.newsroom()


def test_a_watch_lays_arriving_items_beside_the_story_once(room) -> None:
    one = make.story(room)
    watch.set_watch(
        room.night, query="Kyiv AND (hurt OR explosion)", story=one, by=room.ida, now=NOON
    )
    hit = make.item("Explosion in Kiev, two hurt.", name="a/1")
    make.item("Ferries run again.", name="a/2")
    assert follow.follow_wires(now=NOON) == 2
    assert [a.item for a in one.attachments.all()] == [hit]
    ItemEvent.objects.update(followed_at=None)
    follow.follow_wires(now=NOON)
    assert one.attachments.count() == 1


def test_a_citation_follows_the_draft_and_can_be_undone(room) -> None:
    one = make.story(room)
    cited = make.item()
    make.cite(one, cited, by=room.ida)
    row = one.citations.get()
    assert (row.item, row.text_number, row.display) == (cited, 1, "linked")
    make.write(one, "No source here.", by=room.ida)
    assert not one.citations.exists()


def test_a_private_person_is_never_shown_as_received(room) -> None:
    one = make.story(room)
    resident = make.item(
        of=make.source("A resident", kind="private-person", voice="private-person")
    )
    with pytest.raises(Unsound, match="described"):
        make.cite(one, resident, by=room.ida)
    make.cite(one, resident, by=room.ida, display="described")
    submit.submit(one, by=room.ida, now=NOON)
    approve.approve(one, version_number=1, by=room.cass, now=NOON)
    publish.publish(one, by=room.cass, now=NOON)
    page = bytes(PublicPage.objects.get(story=one).body).decode()
    assert "A resident’s post, seen by this desk" in page
    assert "t.me/post/1" not in page


def test_a_confidential_item_is_read_by_those_named_on_it_only(room) -> None:
    one = make.story(room)
    item = report.report(
        words="A nurse told us of a secret ward.",
        by=room.ida,
        now=NOON,
        story=one,
        said_by="Olha",
        confidential=True,
    )
    assert access.items(room.ida).filter(pk=item.pk).exists()
    assert not access.items(room.nellie).filter(pk=item.pk).exists()
    assert not Item.objects.open().filter(pk=item.pk).exists()
    assert item.search is None
    assert not ItemEvent.objects.filter(item=item).exists()
    assert all("nurse" not in entry.words for entry in one.log.all())
    with pytest.raises(NotYours):
        attach.attach(one, item, by=room.nellie, now=NOON)


def test_an_edited_citation_puts_the_story_among_those_that_need_somebody(room) -> None:
    from desk.views.board import with_counts

    one = make.story(room)
    cited = make.item()
    make.cite(one, cited, by=room.ida)
    rewrite(
        cited,
        ParsedItem("post/1", None, None, "", "Sadova Street: six people hurt."),
        snapshot=None,
        now=NOON,
    )
    row = with_counts(type(one).objects.filter(pk=one.pk)).get()
    assert needs(row, None) == ["A cited post was edited"]
    assert [t.text for t in cited.texts.all()] == [
        "Sadova Street: five people hurt.",
        "Sadova Street: six people hurt.",
    ]


def test_a_wire_is_asked_now_but_not_against_its_servers_wish(
    room, django_capture_on_commit_callbacks
) -> None:
    wire = Wire.objects.create(
        source=make.source("Delo"),
        address="https://delo.example/feed",
        added_at=NOON,
        next_poll_at=NOON + timedelta(hours=1),
    )
    with django_capture_on_commit_callbacks() as sent:
        poll_now.poll_now(wire, by=room.ida, now=NOON)
    assert len(sent) == 1
    assert Wire.objects.due(NOON).exists()
    Fetch.objects.create(wire=wire, started_at=NOON, status=200, outcome="unchanged")
    with pytest.raises(Unsound, match="15 seconds"):
        poll_now.poll_now(wire, by=room.ida, now=NOON + timedelta(seconds=5))
    wire.interval_s = 4  # by itself it is asked sooner than that
    poll_now.poll_now(wire, by=room.ida, now=NOON + timedelta(seconds=5))
    Fetch.objects.update(status=429)
    Wire.objects.update(next_poll_at=NOON + timedelta(hours=1))
    wire.refresh_from_db()
    with pytest.raises(Unsound, match="asked us to wait"):
        poll_now.poll_now(wire, by=room.ida, now=NOON + timedelta(minutes=5))


def test_a_wire_that_would_not_be_polled_is_not_said_to_be_asked(room) -> None:
    wire = Wire.objects.create(
        source=make.source("Delo"), address="https://delo.example/feed", domain="delo.example",
        added_at=NOON, next_poll_at=NOON, paused=True,
    )  # fmt: skip
    with pytest.raises(Unsound, match="is paused"):
        poll_now.poll_now(wire, by=room.ida, now=NOON)
    wire.paused = False
    Host.objects.create(domain="delo.example", stopped_until=NOON + timedelta(hours=1))
    with pytest.raises(Unsound, match="asked us to wait") as refused:
        poll_now.poll_now(wire, by=room.ida, now=NOON)
    assert refused.value.satisfy == f"It is polled again at {NOON + timedelta(hours=1):%H:%M} UTC by itself."  # fmt: skip
