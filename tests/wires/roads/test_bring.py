"""Roads through a poll: a platform's account, a folder, a channel's older posts."""

import json
import os
from datetime import timedelta

import pytest

from tests.make import NOON, source
from tests.wires.served import Answer, rss, serving
from wires import turns
from wires.models import Item, Wire
from wires.poll import LEASE, poll
from wires.roads import bring
from wires.roads.backfill import NoBackfill, channel

pytestmark = pytest.mark.django_db
JSON = {"Content-Type": "application/json"}
STATUS = {
    "id": "11", "uri": "http://quay.example/users/ida/statuses/11", "url": "http://quay.example/@ida/11", "created_at": "2026-07-01T23:18:00Z",
    "edited_at": None, "language": "en", "spoiler_text": "", "account": {"id": "7", "username": "ida", "acct": "ida", "display_name": "Ida"},
    "content": "<p>Nine hurt.</p>", "media_attachments": [], "reblog": None, "in_reply_to_id": None, "reblogs_count": 0,
}  # fmt: skip


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch) -> None:
    monkeypatch.setattr(turns, "PAUSE", 0.001)


def wire(address: str) -> Wire:
    return Wire.objects.create(source=source(), address=address, added_at=NOON, next_poll_at=NOON)


def test_a_mastodon_account_is_looked_up_once_and_read(settings) -> None:
    def answer(asked):
        if "lookup" in asked.path:
            return Answer(json.dumps({"id": "7"}).encode(), headers=JSON)
        return Answer(json.dumps([STATUS]).encode(), headers=JSON)

    with serving(answer) as site:
        settings.ALLOW_WIRES = site.doors("quay.example")
        one = wire("http://quay.example/@ida")
        done = poll(one.pk, now=NOON)
        assert (done.outcome, done.new) == ("changed", 1)
        one.refresh_from_db()
        assert (one.cursor, one.health, one.kind) == ({"account": "7"}, "ok", "mastodon")
        poll(one.pk, now=NOON + timedelta(hours=1), force=True)
        assert [a.path.partition("?")[0] for a in site.asked] == [
            "/api/v1/accounts/lookup", "/api/v1/accounts/7/statuses", "/api/v1/accounts/7/statuses",
        ]  # fmt: skip
    one.refresh_from_db()
    assert one.address == "http://quay.example/@ida"
    assert one.moved_to == ""
    assert Item.objects.get().text == "Nine hurt."


def test_an_account_nobody_knows_is_said(settings) -> None:
    with serving(lambda _: Answer(b'{"error": "Record not found"}', headers=JSON)) as site:
        settings.ALLOW_WIRES = site.doors("quay.example")
        one = wire("http://quay.example/@nobody")
        poll(one.pk, now=NOON)
    one.refresh_from_db()
    assert "knows no such account" in one.words


AT = "http://films.example/accounts/quay"
ACTOR = {"@context": "https://www.w3.org/ns/activitystreams", "id": AT, "type": "Group", "preferredUsername": "quay", "outbox": f"{AT}/outbox"}  # fmt: skip
OUTBOX = {"@context": "https://www.w3.org/ns/activitystreams", "id": f"{AT}/outbox", "type": "OrderedCollection", "totalItems": 1, "first": f"{AT}/outbox?page=1"}  # fmt: skip
NOTE = {"id": "http://films.example/v/1", "type": "Note", "content": "<p>The quay burns.</p>", "published": "2026-07-01T23:18:00Z", "attributedTo": AT}  # fmt: skip
PAGE = {"@context": "https://www.w3.org/ns/activitystreams", "id": f"{AT}/outbox?page=1", "type": "OrderedCollectionPage", "orderedItems": [{"id": "http://films.example/a/1", "type": "Create", "actor": AT, "object": NOTE}]}  # fmt: skip


@pytest.fixture
def films(settings):
    """A server that speaks ActivityPub to whoever asks for it, and shows others a page."""
    told = {"/accounts/quay": ACTOR, "/accounts/quay/outbox": OUTBOX, "/accounts/quay/outbox?page=1": PAGE}  # fmt: skip

    def answer(asked):
        if "activity+json" not in asked.headers["accept"]:
            return Answer(
                b"<!doctype html><title>Films</title>", headers={"Content-Type": "text/html"}
            )
        said = told.get(asked.path)
        return Answer(json.dumps(said).encode(), headers=JSON) if said else Answer(b"No.", status=404)  # fmt: skip

    with serving(answer) as site:
        settings.ALLOW_WIRES = site.doors("films.example")
        site.told = told
        yield site


@pytest.mark.parametrize("address", [AT, f"{AT}/outbox", f"{AT}/outbox?page=1"])
def test_an_account_of_activitypub_is_followed_to_its_posts(films, address) -> None:
    one = wire(address)
    done = poll(one.pk, now=NOON)
    assert (done.outcome, done.new) == ("changed", 1)
    one.refresh_from_db()
    assert (one.kind, one.health, one.address, one.moved_to) == ("activitypub", "ok", address, "")
    assert Item.objects.get().text == "The quay burns."
    films.asked.clear()
    poll(one.pk, now=NOON + timedelta(hours=1), force=True)
    assert len(films.asked) == 1, "its page is known by now"


def test_a_page_that_is_no_more_is_looked_for_anew(films) -> None:
    one = wire(AT)
    poll(one.pk, now=NOON)
    films.told["/accounts/quay/outbox?min=5"] = films.told.pop("/accounts/quay/outbox?page=1")
    films.told["/accounts/quay/outbox"] = {**OUTBOX, "first": f"{AT}/outbox?min=5"}
    poll(one.pk, now=NOON + timedelta(hours=1), force=True)
    poll(one.pk, now=NOON + timedelta(hours=2), force=True)
    one.refresh_from_db()
    assert (one.cursor, one.errors) == ({"page": f"{AT}/outbox?min=5"}, 0)


def test_a_first_page_that_stands_still_is_looked_for_anew_once_a_day(films) -> None:
    one = wire(AT)
    poll(one.pk, now=NOON)
    films.told["/accounts/quay/outbox?max_id=9"] = films.told["/accounts/quay/outbox?page=1"]
    films.told["/accounts/quay/outbox"] = {**OUTBOX, "first": f"{AT}/outbox?max_id=9"}
    pages = []
    for hours in (1, 25, 26):
        poll(one.pk, now=NOON + timedelta(hours=hours), force=True)
        one.refresh_from_db()
        pages.append(one.cursor["page"].partition("?")[2])
    assert pages == ["page=1", "max_id=9", "max_id=9"]


def test_the_way_to_the_posts_ends_before_another_may_claim_the_wire(films, monkeypatch) -> None:
    times = []
    asked = bring.fetch
    monkeypatch.setattr(bring, "fetch", lambda *given, whole, **more: times.append(whole) or asked(*given, whole=whole, **more))  # fmt: skip
    poll(wire(AT).pk, now=NOON)
    assert (len(times), sum(times) < LEASE.total_seconds()) == (3, True)


@pytest.mark.parametrize("there", ["http://other.example/outbox", "http://[", 7, None, AT])
def test_an_account_leads_to_its_own_server_only(films, there) -> None:
    films.told["/accounts/quay"] = {**ACTOR, "outbox": there}
    one = wire(AT)
    poll(one.pk, now=NOON)
    assert [asked.path for asked in films.asked] == ["/accounts/quay"]


def test_x_without_a_token_says_what_would_help(settings, tmp_path) -> None:
    settings.WIRE_SECRETS = str(tmp_path / "none")
    one = wire("https://x.com/ridgewatch")
    poll(one.pk, now=NOON)
    one.refresh_from_db()
    assert "token" in one.words
    assert one.health == "suspended"


def test_a_file_of_tokens_that_others_can_read_stops_none_but_those_who_need_it(
    settings, tmp_path
) -> None:
    settings.WIRE_SECRETS = str(tmp_path / "secrets")
    (tmp_path / "secrets").write_text("x.com = token\n")
    (tmp_path / "secrets").chmod(0o644)
    with serving(lambda _: Answer(rss(("1", "Fire", "Words.")))) as site:
        settings.ALLOW_WIRES = site.doors("post.example")
        feed, on_x = wire("http://post.example/feed"), wire("https://x.com/ridgewatch")
        poll(feed.pk, now=NOON)
        poll(on_x.pk, now=NOON)
    feed.refresh_from_db()
    on_x.refresh_from_db()
    assert (feed.health, Item.objects.get().title) == ("ok", "Fire")
    assert (on_x.health, "mode 0600" in on_x.words) == ("failing", True)


def test_a_dropped_file_comes_with_the_next_poll(settings, tmp_path) -> None:
    settings.DROP_DIR = str(tmp_path)
    place = tmp_path / "agency"
    place.mkdir()
    (place / "a.json").write_text(json.dumps([STATUS]))
    os.utime(place / "a.json", (0, 0))
    one = wire("folder:agency")
    poll(one.pk, now=NOON)
    one.refresh_from_db()
    assert (one.health, one.kind) == ("ok", "mastodon")
    assert one.last_item_at == NOON
    assert Item.objects.get().text == "Nine hurt."
    assert one.lease_token is None


@pytest.mark.parametrize(
    ("address", "name"),
    [("https://t.me/rescue", "rescue"), ("https://t.me/s/rescue", "rescue"), ("https://telegram.me/rescue/", "rescue")],
)  # fmt: skip
def test_channels_have_older_posts(address, name) -> None:
    assert channel(address) == name


@pytest.mark.parametrize(
    "address",
    ["https://t.me/rescue/12", "https://paper.example/s/rescue", "folder:a", "https://t.me/"],
)
def test_other_wires_have_none(address) -> None:
    with pytest.raises(NoBackfill, match="channel"):
        channel(address)
