"""A notice of an agency on the screens: on the item it means, on stories that cite it, on both boards."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now

from desk.copyflow.item_news import item_news
from desk.models import LogEntry, Verb
from tests import make
from wires.models import Advisory, Item

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return make.newsroom()


@pytest.fixture
def cited(room):
    """A story that cites an item which a notice may mean."""
    item, notice = make.item(name="a/1"), make.item("KILL: it was wrong.", name="k/1", title="KILL")
    story = make.story(room)
    make.cite(story, item, by=room.ida)
    Advisory.objects.create(notice=notice, item=item, act="killed", by_what="its slug", at=now())
    return story, item, notice


def answer(client, **given):
    row = Advisory.objects.get()
    return client.post(reverse("desk:notice", args=[row.pk]), given)


def test_a_doubt_stands_on_item_story_and_boards(client, room, cited) -> None:
    story, item, notice = cited
    client.force_login(room.ida)
    assert "Perhaps meant by a notice" in client.get(reverse("desk:item", args=[item.pk])).content.decode()  # fmt: skip
    assert "Kills, perhaps," in client.get(reverse("desk:item", args=[notice.pk])).content.decode()
    assert "which item?" in client.get(reverse("desk:wires")).content.decode()
    assert "may have taken back" in client.get(reverse("desk:board")).content.decode()
    [news] = item_news([story], now=now())[story.pk]
    assert news.kind == "advised"
    assert news.in_draft


def test_several_notices_are_one_line_that_leads_to_them(client, room, cited) -> None:
    other = make.item("KILL: that one too.", name="k/2", title="KILL two")
    Advisory.objects.create(notice=other, item=cited[1], act="killed", by_what="its slug", at=now())
    client.force_login(room.ida)
    board = client.get(reverse("desk:wires")).content.decode()
    assert "2 notices of agencies: of which items?" in board
    found = client.get(reverse("desk:wires"), {"state": "notice to answer", "view": "every"}).content.decode()  # fmt: skip
    assert "KILL two" in found
    assert f'data-item="{cited[1].pk}"' not in found


def test_an_editor_says_that_it_means_this_one(client, room, cited) -> None:
    story, item, _ = cited
    client.force_login(room.ida)
    assert answer(client, yes="1").status_code == 302
    assert Item.objects.get(pk=item.pk).killed_at
    assert [n.kind for n in item_news([story], now=now())[story.pk]] == ["killed"]
    assert LogEntry.objects.get(verb=Verb.ADVISE).by == room.ida
    assert "somebody has answered" in answer(client, yes="1").content.decode().lower()


def test_an_editor_says_that_it_means_another(client, room, cited) -> None:
    story, item, _ = cited
    client.force_login(room.ida)
    answer(client, no="1")
    assert item_news([story], now=now()) == {}
    assert Item.objects.get(pk=item.pk).killed_at is None


def test_only_a_chief_undoes_what_holds(client, room, cited) -> None:
    item = cited[1]
    client.force_login(room.ida)
    answer(client, yes="1")
    assert answer(client, no="1").status_code == 403
    assert Item.objects.get(pk=item.pk).killed_at
    client.force_login(room.cass)
    assert answer(client, no="1").status_code == 302
    assert Item.objects.get(pk=item.pk).killed_at is None


def test_only_a_chief_says_that_a_lift_means_this_one(client, room, cited) -> None:
    story, item, notice = cited
    Advisory.objects.update(act="lifted")
    Item.objects.filter(pk=item.pk).update(
        embargoed=True, own_embargo_at=notice.received_at - timedelta(hours=1)
    )
    assert [n.kind for n in item_news([story], now=now())[story.pk]] == ["embargoed", "advised"]
    client.force_login(room.ida)
    assert answer(client, yes="1").status_code == 403
    client.force_login(room.cass)
    assert answer(client, yes="1").status_code == 302
    assert item_news([story], now=now()) == {}
    client.force_login(room.ida)
    assert answer(client, no="1").status_code == 302
    assert [n.kind for n in item_news([story], now=now())[story.pk]] == ["embargoed"]


def test_a_story_that_cites_a_copy_hears_of_the_kill(room) -> None:
    origin = make.item(name="a/1")
    copy = make.item(of=make.source("Frontline Digest"), name="b/1")
    Item.objects.filter(pk=copy.pk).update(origin=origin)
    Item.objects.filter(pk=origin.pk).update(killed_at=now() - timedelta(minutes=1))
    story = make.story(room)
    make.cite(story, copy, by=room.ida)
    [news] = item_news([story], now=now())[story.pk]
    assert news.kind == "killed"
    assert "passes on" in news.words


def test_of_an_item_that_became_confidential_nobody_answers_by_way_of_the_notice(
    client, room, cited
) -> None:
    _, item, _ = cited
    Item.objects.filter(pk=item.pk).update(confidential=True)
    client.force_login(room.nellie)
    assert answer(client, **{"from": "notice"}).status_code >= 400
    item.refresh_from_db()
    assert item.killed_at is None
