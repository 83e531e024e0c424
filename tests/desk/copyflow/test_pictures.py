"""A picture that becomes another one under words that stay is told, and only to those who rest on it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from desk.copyflow import cite
from desk.copyflow.item_news import item_news
from desk.copyflow.watch_pictures import watch_pictures
from desk.models import Citation
from tests import make
from tests.make import NOON
from tests.wires.served import Answer, serving
from tests.wires.test_store import parsed, put, wire
from wires import pictures, turns
from wires.models import EventKind, Item, ItemEvent, ItemMedium, PictureChange
from wires.types import Medium

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
AT = "http://pictures.example/street.jpg"


@pytest.fixture
def site(settings, monkeypatch):
    """A host of pictures whose bytes a test changes."""
    monkeypatch.setattr(turns, "PAUSE", 0.001)
    body = {"now": b"first"}
    with serving(lambda _: Answer(body["now"], headers={"Content-Type": "image/jpeg"})) as one:
        settings.ALLOW_WIRES = one.doors("pictures.example")
        one.body = body
        yield one


@pytest.fixture
def cited(site):
    """A story that cites an item with a picture."""
    room = make.newsroom()
    put([parsed("1", text="Sadova Street after the hit.", media=(Medium(AT, "image"),))], wire())
    item, story = Item.objects.get(), make.story(room)
    make.cite(story, item, by=room.ida, display="named")
    return room, story, item


def looks(at) -> list[int]:
    return watch_pictures(now=at)


def test_other_bytes_at_the_same_address_are_told_on_the_story(cited, site) -> None:
    room, story, item = cited
    assert looks(NOON) == []
    first = ItemMedium.objects.get().digest
    site.body["now"] = b"second"
    assert looks(NOON + HOUR) == [item.pk]
    change = PictureChange.objects.get()
    assert (change.before, change.after) == (first, ItemMedium.objects.get().digest)
    [news] = item_news([story], now=NOON + HOUR)[story.pk]
    assert (news.kind, news.at) == ("pictured", NOON + HOUR)
    assert "another picture at the same address" in news.words
    cite.look(Citation.objects.get(), by=room.ida, now=NOON + 2 * HOUR)
    assert item_news([story], now=NOON + 2 * HOUR) == {}


def test_the_same_bytes_say_nothing_and_are_not_asked_for_at_every_sweep(cited, site) -> None:
    looks(NOON)
    looks(NOON + timedelta(minutes=5))
    assert len(site.asked) == 1
    looks(NOON + HOUR)
    assert len(site.asked) == 2
    assert not PictureChange.objects.exists()


def test_a_picture_that_cannot_be_had_is_left_for_its_next_turn(cited, site, settings) -> None:
    settings.ALLOW_WIRES = []
    looks(NOON)
    looks(NOON)
    assert ItemMedium.objects.get().digest == ""
    assert ItemMedium.objects.get().looked_at == NOON


def test_nobody_asks_for_pictures_that_nothing_rests_on(site) -> None:
    put([parsed("1", media=(Medium(AT, "image"),))], wire())
    assert looks(NOON) == []
    assert site.asked == []


def test_nobody_asks_for_pictures_of_a_confidential_item(cited, site) -> None:
    Item.objects.update(confidential=True)
    looks(NOON)
    assert site.asked == []


@pytest.mark.parametrize("text", ["Words.", "Other words."], ids=["the same words", "an edit"])
def test_another_picture_in_the_document_is_an_event_and_can_be_found(text) -> None:
    on = wire()
    put([parsed("1", media=(Medium("https://a.example/1.jpg"),))], on)
    put([parsed("1", text=text, media=(Medium("https://a.example/2.jpg"),))], on, after=HOUR)
    item = Item.objects.get()
    assert [one["url"] for one in item.media] == ["https://a.example/2.jpg"]
    assert ItemMedium.objects.filter(url="https://a.example/2.jpg").exists()
    assert ItemEvent.objects.filter(kind=EventKind.PICTURED).count() == 1
    assert pictures.changes([item.pk])[item.pk][0].words == "changed its pictures"


def test_another_size_or_signature_is_no_other_picture() -> None:
    on = wire()
    put([parsed("1", media=(Medium("https://a.example/1.jpg?w=100&sig=a"),))], on)
    put([parsed("1", media=(Medium("https://a.example/1.jpg?w=900&sig=b"),))], on, after=HOUR)
    assert not PictureChange.objects.exists()


def test_an_editor_asks_for_the_bytes_of_a_picture(cited, site, client) -> None:
    room, _, item = cited
    client.force_login(room.ida)
    client.post(reverse("desk:item-pictures", args=[item.pk]))
    assert ItemMedium.objects.get().digest[:16] in client.get(reverse("desk:item", args=[item.pk])).content.decode()  # fmt: skip


def test_an_item_shows_the_picture_that_its_document_gives_now() -> None:
    on = wire()
    for hour, name in enumerate(["a", "b", "a", ""]):
        media = (Medium(f"https://p.example/{name}.jpg?size={hour}", "image"),) if name else ()
        put([parsed("1", text="Sadova Street after the hit.", media=media)], on, after=hour * HOUR)
        shown = [one["url"].split("?")[0] for one in Item.objects.get().media]
        assert shown == ([f"https://p.example/{name}.jpg"] if name else [])
    assert PictureChange.objects.count() == 1
