"""A channel's older posts: page by page, to its beginning, without telling anybody of what is old."""

from datetime import timedelta

import pytest
from django.urls import reverse

from desk.models import LogEntry
from tests import make
from tests.make import NOON, source
from tests.wires.test_store import parsed
from wires import tasks
from wires.models import Item, ItemEvent, Wire
from wires.roads import backfill
from wires.store import store
from wires.types import Failure, Fetched

pytestmark = pytest.mark.django_db
POST = """<div class="tgme_widget_message_wrap"><div class="tgme_widget_message" data-post="rescue/{n}">
<div class="tgme_widget_message_text js-message_text">Post {n} of the rescue service.</div>
<a class="tgme_widget_message_date"><time datetime="{at}"></time></a></div></div>"""


def page(first: int, last: int, *, older: int | None) -> bytes:
    """A page of posts, one each day before noon of 2 July; `older` is what its link names."""
    link = f'<a href="/s/rescue?before={older}" class="tme_messages_more" data-before="{older}"></a>' if older else ""  # fmt: skip
    posts = "".join(
        POST.format(n=n, at=(NOON - timedelta(days=100 - n)).isoformat()) for n in range(first, last + 1)
    )  # fmt: skip
    return f'<!doctype html><section class="tgme_channel_history js-message_history">{link}{posts}</section>'.encode()


@pytest.fixture
def channel(monkeypatch) -> list[str]:
    """A channel of ninety-nine posts; the addresses that it was asked for."""
    asked: list[str] = []

    def fetch(url: str, **_: object) -> Fetched:
        asked.append(url)
        before = int(url.partition("before=")[2] or 100)
        first = max(before - 20, 1)
        body = page(first, before - 1, older=first if first > 1 else None)
        return Fetched(url, url, 200, {}, body, NOON)

    monkeypatch.setattr(backfill, "fetch", fetch)
    return asked


def wire(**more) -> Wire:
    return Wire.objects.create(
        source=source("Rescue"), address="https://t.me/s/rescue", added_at=NOON, next_poll_at=NOON, last_ok_at=NOON, **more
    )  # fmt: skip


def bring(one: Wire, pages: int = 20) -> int:
    """Pages brought, as the task goes on from one to the next."""
    before: str | None = ""
    for n in range(pages):
        before = backfill.one_page(one.pk, before=before, now=NOON)
        if not before:
            return n + 1
    return pages


def test_every_page_comes_once_down_to_the_first_post(channel) -> None:
    assert bring(wire()) == 5
    assert Item.objects.count() == 99
    assert channel[1].endswith("?before=80")
    assert set(Item.objects.values_list("withdrawn_at", "missing_since")) == {(None, None)}


def test_nobody_is_told_of_what_is_old(channel) -> None:
    one = wire()
    bring(one)
    fresh = Item.objects.filter(backfill=False)
    assert {item.external_id for item in fresh} == {"rescue/98", "rescue/99"}
    assert ItemEvent.objects.exclude(item__in=fresh).count() == 0
    one.refresh_from_db()
    assert one.last_item_at is None


def test_older_posts_that_come_before_the_first_poll_make_it_no_second(channel) -> None:
    on = wire()
    Wire.objects.filter(pk=on.pk).update(last_ok_at=None)
    backfill.one_page(on.pk, before="50", now=NOON)
    on.refresh_from_db()
    assert on.last_ok_at is None
    store([parsed("old", posted_at=NOON - timedelta(days=9))], wire=on, snapshot=None, now=NOON)
    assert not ItemEvent.objects.exists()


def test_a_page_that_names_itself_is_the_last(monkeypatch) -> None:
    monkeypatch.setattr(backfill, "fetch", lambda url, **_: Fetched(url, url, 200, {}, page(1, 20, older=50), NOON))  # fmt: skip
    assert bring(wire()) == 2


def test_a_page_that_does_not_answer_ends_the_task_in_order(monkeypatch, caplog) -> None:
    monkeypatch.setattr(backfill, "fetch", lambda _url, **_: Failure("The server refuses us.", 403))
    tasks.backfill(wire().pk)
    assert "The server refuses us." in caplog.text


def test_an_editor_asks_for_them_once(client, monkeypatch, django_capture_on_commit_callbacks) -> None:  # fmt: skip
    room, one, sent = make.newsroom(), wire(), []
    monkeypatch.setattr(tasks.backfill, "delay", sent.append)
    client.force_login(room.ida)
    place = reverse("desk:wire-older", args=[one.pk])
    assert "Bring its older posts" in client.get(reverse("desk:wire", args=[one.pk])).content.decode()  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(place).status_code == 302
        assert client.post(place).status_code == 409
    assert sent == [one.pk]
    assert LogEntry.objects.filter(data__older=one.pk).count() == 1


def test_what_is_no_channel_has_none(client) -> None:
    room = make.newsroom()
    one = Wire.objects.create(source=source("Post"), address="https://post.example/rss", added_at=NOON, next_poll_at=NOON)  # fmt: skip
    client.force_login(room.ida)
    assert "Bring its older" not in client.get(reverse("desk:wire", args=[one.pk])).content.decode()
    answer = client.post(reverse("desk:wire-older", args=[one.pk]))
    assert answer.status_code == 422
    assert "Only public channel pages" in answer.content.decode()
