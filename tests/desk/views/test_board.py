"""The board: what a line says of the way to publication."""

from datetime import timedelta

import pytest

from desk.copyflow import gate, override, submit
from desk.policy.types import Stage
from tests import make
from tests.desk.copyflow.test_roads_policy import in_force, rule
from tests.make import as_

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return make.newsroom()


@pytest.fixture
def ida(room, client):
    return as_(client, room.ida)


def test_the_board_tells_what_will_stop_a_piece_that_was_handed_over(room, ida) -> None:
    late = {
        **rule("hurt", "blocking"),
        "enforcement": {"submit": "advisory", "publish": "blocking"},
    }
    in_force(room, late, at=make.NOON - timedelta(hours=1))
    story = make.story(room, slug="tram", headline="Five hurt in a tram")
    version = submit.submit(story, by=room.ida, now=make.NOON)
    board = ida.get("/desk/").content.decode()
    assert "2 blocking" in board
    for finding in gate.look(story, version, stage=Stage.PUBLISH, now=make.NOON).blocking():
        override.override(story, fingerprint=finding.fingerprint, reason="x" * 25, by=room.cass, now=make.NOON)  # fmt: skip
    assert "blocking" not in ida.get("/desk/?slug=tram").content.decode().split("<tbody")[1]
