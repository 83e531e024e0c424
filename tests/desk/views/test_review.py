"""The review shows what an approval lets through beside the copy."""

import pytest

from desk.copyflow import correct, override
from tests import make
from tests.desk.copyflow.test_pass import BEFORE, WHY, approved, blocking
from tests.desk.copyflow.test_roads import cited, out
from tests.desk.copyflow.test_roads_policy import in_force, rule
from tests.make import NOON

pytestmark = pytest.mark.django_db
TOLD = "The street was another one; it was Quay Street."


@pytest.fixture
def room():
    return make.newsroom()


def review(client, room, story) -> str:
    client.force_login(room.cass)
    return client.get(f"/desk/stories/{story.slug}/review/").content.decode()


def test_shows_the_words_that_a_correction_puts_on_top(client, room) -> None:
    story = out(room)
    make.write(story, "It was Quay Street, and more were hurt there.", by=room.ida)
    story.refresh_from_db()
    assert not correct.correct(story, words=TOLD, by=room.nellie, now=NOON).downward
    said = review(client, room, story)
    assert TOLD in said
    assert "by Nellie" in said


def test_shows_what_was_let_pass_by_whom_and_why(client, room) -> None:
    in_force(room, rule("hurt", "blocking"), at=BEFORE)
    story = approved(room, cited(room, words="Five people were hurt, the mayor said."))
    found = blocking(story)
    for one in found:
        override.override(story, fingerprint=one.fingerprint, reason=WHY, by=room.ruth, now=NOON)
    said = review(client, room, story)
    assert WHY in said
    assert "Ruth, " in said
    assert said.count("Let pass</span>") > len(found), "on its card too"
    assert "Blocks publish" not in said
