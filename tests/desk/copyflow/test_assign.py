"""Who has a story: given by somebody of its desk, one person at a time, named on the board."""

import pytest
from django.db import IntegrityError, transaction

from desk.copyflow.assign import assign, holder
from desk.errors import NotYours, Stale, Unsound
from desk.models import Assignment, Verb
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return make.newsroom()


@pytest.fixture
def story(room):
    return make.story(room)


def give(story, to, *, was=None, by):
    return assign(story, to=to, was=was.pk if was else None, by=by, now=NOON)


def test_gives_a_story_on_and_takes_it_back(room, story) -> None:
    give(story, room.nellie, by=room.ida)
    give(story, room.ida, was=room.nellie, by=room.cass)
    assert holder(story).to == room.ida
    assert give(story, None, was=room.ida, by=room.ida) is None
    assert holder(story) is None
    log = story.log.filter(verb=Verb.ASSIGN).order_by("pk").values_list("words", flat=True)
    assert list(log) == ["Nellie", "Ida", "nobody"]


def test_nobody_of_another_desk_gives_or_gets_it(room, story) -> None:
    with pytest.raises(NotYours):
        give(story, room.rupert, by=room.rupert)
    with pytest.raises(Unsound, match="does not write"):
        give(story, room.rupert, by=room.ida)
    room.nellie.is_active = False
    room.nellie.save(update_fields=["is_active"])
    with pytest.raises(Unsound):
        give(story, room.nellie, by=room.ida)
    assert not Assignment.objects.exists()


def test_the_second_who_gives_it_is_told_who_was_first(room, story) -> None:
    give(story, room.nellie, by=room.ida)
    with pytest.raises(Stale, match="Nellie has it since 12:00"):
        give(story, room.cass, by=room.cass)
    assert holder(story).to == room.nellie
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.create(story=story, to=room.ida, by=room.ida, at=NOON)


def test_to_have_a_story_gives_no_right(room, story) -> None:
    give(story, room.nellie, by=room.ida)
    make.write(story, "Cass writes on.", by=room.cass)
    assert holder(story).to == room.nellie


def test_the_board_names_who_has_it_and_finds_it(room, story, client) -> None:
    other = make.story(room, slug="harbour")
    give(story, room.nellie, by=room.ida)
    client.force_login(room.nellie)
    page = client.get("/desk/").content.decode()
    assert '<td data-of="With"><b>You</b></td>' in page
    assert '<td data-of="With" class="nobody">Nobody</td>' in page
    for whose, there, not_there in (("me", story, other), ("nobody", other, story)):
        page = client.get("/desk/", {"whose": whose}).content.decode()
        assert f"/desk/stories/{there.slug}/" in page
        assert f"/desk/stories/{not_there.slug}/" not in page


def test_the_sheet_offers_the_people_of_the_desk(room, story, client) -> None:
    address = f"/desk/stories/{story.slug}/assignment/"
    assert client.get(address).status_code == 302
    client.force_login(room.ida)
    page = client.get(address).content.decode()
    assert f'<option value="{room.ida.pk}" selected>Ida (you)</option>' in page
    assert "Rupert" not in page
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    sent = {"to": room.nellie.pk, "was": ""}
    assert client.post(address, sent).status_code == 302
    assert client.post(address, sent).status_code == 409
    assert client.post(address, {"to": "999999", "was": room.nellie.pk}).status_code == 404
    assert holder(story).to == room.nellie
    client.force_login(room.rupert)
    assert client.get(address).status_code == 404
    assert client.post(address, sent).status_code == 404
