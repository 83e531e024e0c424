"""Watches in the browser: set with a preview, changed, paused, ended; each person's digest."""

import pytest
from django.urls import reverse
from django.utils.timezone import now

from desk.copyflow import watch
from desk.models import Digest, Watch
from tests import make
from wires.models import Item

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def kept(room):
    story = make.story(room)
    return watch.set_watch(room.night, query="Sadova", story=story, by=room.ida, now=now())


def test_a_watch_is_seen_before_it_is_set(room, ida) -> None:
    make.story(room)
    make.item("Sadova Street burns.", name="a/1")
    make.item("Sadova: the nurse’s words.", name="a/2", confidential=True)
    Item.objects.update(received_at=now())
    url = reverse("desk:watch-new")
    page = ida.get(url, {"query": "Sadova", "story": "sadova", "attaches": "1"}).content.decode()
    assert "<mark>Sadova</mark>" in page
    assert "1 item</b>" in page
    assert "nurse" not in page
    assert not Watch.objects.exists()
    part = ida.get(url, {"query": "Sadova"}, headers=HTMX).content.decode()
    assert part.lstrip().startswith('<section id="preview-watch"')
    assert "In the last week: Sadova<" in part, "a count names what it counted"
    answer = ida.post(url, {"query": "Sadova", "story": "sadova", "attaches": "1"})
    assert answer.status_code == 302
    assert Watch.objects.get().story.slug == "sadova"


def test_a_wrong_query_is_refused_at_its_field_and_kept(ida) -> None:
    answer = ida.post(reverse("desk:watch-new"), {"query": "(Sadova", "alerts": "1"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'value="(Sadova"' in page
    assert 'aria-invalid="true"' in page
    assert "A bracket is not closed." in page


def test_a_watch_is_changed_paused_and_ended(ida, kept) -> None:
    url = reverse("desk:watch", args=[kept.pk])
    assert 'value="Sadova"' in ida.get(url).content.decode()
    ida.post(url, {"query": "Lypova", "attaches": "1"})
    ida.post(reverse("desk:watch-pause", args=[kept.pk]))
    kept.refresh_from_db()
    assert kept.query == "Lypova"
    assert kept.paused_at
    ida.post(reverse("desk:watch-end", args=[kept.pk]))
    assert ida.get(url).status_code == 404
    assert "Nobody watches" in ida.get(reverse("desk:watches-all")).content.decode()


@pytest.mark.parametrize("name", ["watch", "watch-pause", "watch-end"])
def test_rupert_may_not_know_of_it(room, client, kept, name) -> None:
    client.force_login(room.rupert)
    assert client.post(reverse(f"desk:{name}", args=[kept.pk])).status_code == 404
    assert "Sadova" not in client.get(reverse("desk:watches-all")).content.decode()
    story = client.post(reverse("desk:watch-new"), {"query": "x", "story": "sadova", "alerts": "1"})
    assert story.status_code == 302
    assert Watch.objects.order_by("-pk").first().story is None


@pytest.mark.parametrize("name", ["watches-all", "watch-new", "digest"])
def test_watches_ask_for_a_sign_in(client, db, name) -> None:
    assert client.get(reverse(f"desk:{name}")).status_code == 302


def test_alerts_and_the_digest_list_what_was_found(room, ida, kept) -> None:
    watch.set_watch(room.night, query="burns", by=room.ida, now=now())
    watch.run_watches([make.item("Sadova burns.").pk], now=now())
    part = ida.get(reverse("desk:watches-all"), headers=HTMX).content.decode()
    assert part.lstrip().startswith('<section id="alerts-list"')
    assert "Sadova burns." in part
    assert "Sadova burns." in ida.get(reverse("desk:digest")).content.decode()
    ida.post(reverse("desk:digest-choice"), {"hours": ["7", "19"], "watches": [kept.pk]})
    assert Digest.objects.get(person=room.ida).hours == [7, 19]
    assert Digest.objects.get().watches.get() == kept
