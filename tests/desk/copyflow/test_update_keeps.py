"""The gate refuses an update that leaves what readers have with less behind it."""

import pytest

from desk.copyflow import approve, gate, publish, submit
from desk.errors import Blocked
from desk.policy.types import Stage
from tests import make
from tests.desk.copyflow.test_roads import cited, go
from tests.make import NOON
from wires.models import Item

pytestmark = pytest.mark.django_db
WORDS = "Five people were hurt on Sadova Street, the rescue service said."


@pytest.fixture
def room():
    return make.newsroom()


def handed(room, story):
    version = submit.submit(story, by=room.ida, now=NOON)
    approve.approve(story, version_number=version.number, by=room.cass, now=NOON)
    story.refresh_from_db()
    return version


def codes(story, version, stage):
    answer = gate.look(story, version, stage=stage, now=NOON)
    return {f.code: f.enforcement.value for f in answer.findings if f.code == "sourcing-reduced"}


def test_an_update_that_dropped_its_citation_does_not_go_out(room) -> None:
    story = cited(room, words=WORDS)
    go(room, story)
    make.write(story, f"{WORDS}\n\nThe tram burned.", by=room.ida)
    story.refresh_from_db()
    version = handed(room, story)
    assert codes(story, version, Stage.SUBMIT) == {"sourcing-reduced": "advisory"}
    with pytest.raises(Blocked) as refusal:
        publish.publish(story, by=room.cass, now=NOON, changed="The tram.")
    assert "Readers have this resting on Staromist Rescue Service" in str(refusal.value.findings)
    assert story.publications.count() == 1


def test_an_update_that_keeps_it_goes_out(room) -> None:
    story = cited(room, words=WORDS)
    go(room, story)
    make.write(story, f"{WORDS}\n\nThe tram burned.", by=room.ida)
    make.cite(story, Item.objects.get(), by=room.ida)
    story.refresh_from_db()
    version = handed(room, story)
    assert codes(story, version, Stage.UPDATE) == {}
    publish.publish(story, by=room.cass, now=NOON, changed="The tram.")
    assert story.publications.count() == 2


def test_a_first_publication_is_not_asked(room) -> None:
    story = cited(room, words=WORDS)
    assert codes(story, None, Stage.UPDATE) == {}
