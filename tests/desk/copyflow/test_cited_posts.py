"""Cited posts of platforms are looked at by lists and behind their channel: edits and removals are told."""

import json
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from desk.copyflow.item_news import item_news
from desk.copyflow.watch_cited import watch_cited
from tests import make
from tests.desk.copyflow.test_cited import HOUR, MINUTE, _no_pause, kinds
from tests.make import NOON, source
from tests.wires.roads.test_backfill import page
from wires import addresses, looks
from wires.deliver import deliver
from wires.models import Fetch, Item, ItemEvent, ItemName, Look, Wire
from wires.replay import changed, replay
from wires.types import Failure, Fetched

__all__ = ["_no_pause"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def posts(monkeypatch, settings, tmp_path):
    """Three posts of X that a story cites; what X says of each is the test's to say."""
    settings.WIRE_SECRETS = tmp_path / "secrets"
    settings.WIRE_SECRETS.write_text("x.com = token")
    settings.WIRE_SECRETS.chmod(0o600)
    wire = Wire.objects.create(source=source("Rescue"), address="https://x.com/rescue", kind="x_api_v2", added_at=NOON, next_poll_at=NOON, last_ok_at=NOON, domain="x.com")  # fmt: skip
    words = {f"207246614603751448{n}": f"Post {n} of the rescue." for n in range(3)}
    deliver(wire.pk, on_x(words), kind="x_api_v2", now=NOON)
    room = make.newsroom()
    story = make.story(room)
    for item in Item.objects.order_by("pk"):
        make.cite(story, item, by=room.ida)
    asked = []

    def fetch(url, **_) -> Fetched | Failure:
        asked.append(url)
        names = parse_qs(urlsplit(url).query)["ids"][0].split(",")
        return words.get("429") or Fetched(url, url, 200, {"content-type": "application/json"}, on_x({name: words[name] for name in names}), NOON)  # fmt: skip

    monkeypatch.setattr(looks, "fetch", fetch)
    return wire, words, asked


def on_x(words) -> bytes:
    """What X answers for these posts; those without words are gone."""
    lost = [{"resource_id": n, "type": "https://api.twitter.com/2/problems/resource-not-found", "detail": "No."} for n, said in words.items() if not said]  # fmt: skip
    data = [{"id": n, "text": said, "created_at": "2026-07-01T09:00:00Z", "edit_history_tweet_ids": [n]} for n, said in words.items() if said]  # fmt: skip
    return json.dumps({"data": data, "errors": lost}).encode()


def test_posts_of_x_are_asked_for_together(posts) -> None:
    _, words, asked = posts
    assert watch_cited(now=NOON + HOUR) == []
    assert len(asked) == 1
    assert all(number in asked[0] for number in words)
    assert set(Look.objects.values_list("words", flat=True)) == {"It stands at its address."}


def test_one_of_many_posts_is_told_gone_by_itself(posts) -> None:
    _, words, _ = posts
    words["2072466146037514481"] = ""
    for minutes in (60, 75):
        watch_cited(now=NOON + minutes * MINUTE)
    assert list(ItemEvent.objects.filter(kind="withdrawn").values_list("item__external_id", flat=True)) == ["2072466146037514481"]  # fmt: skip


def test_those_of_many_posts_that_tell_something_else_are_kept_each_from_an_answer_of_its_own(posts) -> None:  # fmt: skip
    wire, words, asked = posts
    for number in list(words)[:2]:
        words[number] += " Corrected."
    told = [pk for seconds in (0, 15, 30) for pk in watch_cited(now=NOON + HOUR + timedelta(seconds=seconds))]  # fmt: skip
    assert len(set(told)) == 2
    assert Item.objects.filter(text__endswith="Corrected.").count() == 2
    assert Fetch.objects.count() == 3
    assert replay(wire, changed(wire), whole=True).differences == []
    assert len(asked) == 3


def test_a_limit_on_single_posts_stops_no_wire_of_x(posts) -> None:
    wire, words, asked = posts
    words["429"] = Failure("Less often.", 429, 900)
    watch_cited(now=NOON + HOUR)
    assert addresses.stopped_until(wire.domain, NOON + HOUR) is None
    assert watch_cited(now=NOON + HOUR + 10 * MINUTE) == []
    del words["429"]
    watch_cited(now=NOON + HOUR + 16 * MINUTE)
    assert len(asked) == 2


def test_a_limit_on_wires_of_x_stops_no_look(posts) -> None:
    _, _, asked = posts
    addresses.stop_host("x.com", until=NOON + timedelta(days=1), words="Later.")
    watch_cited(now=NOON + HOUR)
    assert len(asked) == 1


@pytest.fixture
def channel(monkeypatch):
    """A post that its channel has rolled past; what its own page shows is the test's to say."""
    wire = Wire.objects.create(source=source("Rescue"), address="https://t.me/s/rescue", kind="telegram_html", added_at=NOON, next_poll_at=NOON, last_ok_at=NOON)  # fmt: skip
    deliver(wire.pk, page(90, 99, older=None), kind="telegram_html", now=NOON)
    room = make.newsroom()
    story = make.story(room)
    item = Item.objects.get(external_id="rescue/95")
    make.cite(story, item, by=room.ida)
    shown = {"body": page(90, 99, older=None)}
    monkeypatch.setattr(looks, "fetch", lambda url, **_: Fetched(url, url, 200, {"content-type": "text/html"}, shown["body"], NOON))  # fmt: skip
    return wire, story, item, shown


def test_a_post_edited_after_its_channel_rolled_past_it_is_told(channel) -> None:
    wire, story, item, shown = channel
    assert watch_cited(now=NOON + HOUR) == []
    shown["body"] = shown["body"].replace(b"Post 95 of", b"Post 95 (mended) of")
    assert watch_cited(now=NOON + 2 * HOUR) == [item.pk]
    [news] = item_news([story], now=NOON + 2 * HOUR)[story.pk]
    assert news.kind == "edited"
    again = replay(wire, changed(wire), whole=True)
    assert again.differences == []
    assert Fetch.objects.count() == 2


@pytest.mark.parametrize("why", ["noisy", "replaced"])
def test_a_text_that_is_not_taken_is_not_kept_at_every_look(channel, why) -> None:
    wire, _, item, shown = channel
    if why == "noisy":
        Item.objects.filter(pk=item.pk).update(
            quiet_edits=90, edited_at=NOON + HOUR, posted_at=NOON
        )
    else:
        ItemName.objects.create(source=wire.source, item=item, name=item.external_id, at=NOON, superseded_at=NOON)  # fmt: skip
    for n in range(1, 4):
        shown["body"] = shown["body"].replace(b"Post 95", b"Post 95, again")
        assert watch_cited(now=NOON + n * HOUR) == []
    assert Fetch.objects.count() == 1


def test_a_post_taken_down_after_its_channel_rolled_past_it_is_told(channel) -> None:
    _, story, item, shown = channel
    shown["body"] = page(90, 94, older=None) + page(96, 99, older=None)
    for minutes in (60, 75):
        watch_cited(now=NOON + minutes * MINUTE)
    assert kinds(item) == ["withdrawn"]
    [news] = item_news([story], now=NOON + 2 * HOUR)[story.pk]
    assert news.kind == "gone"
