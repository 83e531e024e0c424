"""The log says what was done to which words, and under which rule."""

import pytest

from desk.copyflow import override, submit, suggest
from desk.models import Verb
from tests import make
from tests.desk.copyflow.test_pass import BEFORE, WHY, approved, blocking
from tests.desk.copyflow.test_roads import cited
from tests.desk.copyflow.test_roads_policy import in_force, rule
from tests.make import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return make.newsroom()


def words_of(story, verb) -> str:
    return story.log.get(verb=verb).words


def test_a_suggestion_is_told_with_its_words(room) -> None:
    story = cited(room)
    submit.submit(story, by=room.ida, now=NOON)
    story.refresh_from_db()
    old = story.headline
    made = suggest.suggest(
        story,
        zone="headline",
        find=old,
        offer="Five hurt",
        words="Shorter.",
        by=room.cass,
        now=NOON,
    )
    suggest.take(made, by=room.ida, now=NOON)
    change = f"headline: “{old}” becomes “Five hurt”"
    assert words_of(story, Verb.SUGGEST) == f"Shorter. {change}"
    assert words_of(story, Verb.TAKE) == change


def test_a_finding_let_pass_is_told_with_its_rule(client, room) -> None:
    in_force(room, rule("hurt", "blocking"), at=BEFORE)
    story = approved(room, cited(room, words="Five people were hurt, the mayor said."))
    one = next(found for found in blocking(story) if found.rule == "no-hurt")
    override.override(story, fingerprint=one.fingerprint, reason=WHY, by=room.ruth, now=NOON)
    client.force_login(room.cass)
    said = client.get(f"/desk/stories/{story.slug}/log/").content.decode()
    assert f'{WHY} <span class="aside">no-hurt</span>' in said


def test_a_refusal_names_the_rule_as_the_copy_does(client, room) -> None:
    in_force(room, rule("hurt", "blocking"), at=BEFORE)
    story = approved(room, cited(room, words="Five people were hurt, the mayor said."))
    client.force_login(room.cass)
    said = client.post(f"/desk/stories/{story.slug}/publication/").content.decode()
    assert "<cite>no-hurt, v1</cite>" in said
    assert '<span class="zone">copy</span>' in said
