"""Two people at once, each with a connection of their own: one of them passes, the other is told."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from desk.copyflow import (
    approve,
    edit,
    gate,
    legal_hold,
    notes,
    override,
    publish,
    schedule,
    submit,
)
from desk.errors import CopyflowError, Stale
from desk.models import Approval, Publication, Release, Verb
from desk.policy.types import Stage
from tests import make
from tests.desk.copyflow.test_roads import cited
from tests.desk.copyflow.test_roads_policy import AT, in_force, rule
from tests.desk.copyflow.test_roads_round import approved
from tests.make import NOON


@pytest.fixture
def races(transactional_db):
    return make.newsroom()


def at_once(*acts) -> list:
    """Run acts in threads that start together, each with a connection of its own; answers or refusals."""
    start = threading.Barrier(len(acts))

    def run(act):
        start.wait(10)
        try:
            return act()
        except CopyflowError as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [one.result(30) for one in [pool.submit(run, act) for act in acts]]


def refusals(answers) -> list:
    return [one for one in answers if isinstance(one, CopyflowError)]


def test_two_chiefs_approve_at_once(races) -> None:
    story = cited(races)
    submit.submit(story, by=races.ida, now=NOON)
    answers = at_once(
        *(lambda who=who: approve.approve(story, version_number=1, by=who, now=NOON) for who in (races.cass, races.ruth))
    )  # fmt: skip
    assert [type(one) for one in refusals(answers)] == [Stale]
    assert Approval.objects.count() == 1
    assert story.log.filter(verb=Verb.REFUSED, words__startswith="approved:").count() == 1


def test_two_chiefs_publish_at_once(races) -> None:
    story = approved(races)
    answers = at_once(
        *(lambda who=who: publish.publish(story, by=who, now=NOON) for who in (races.cass, races.ruth, races.cass, races.ruth))
    )  # fmt: skip
    assert {type(one) for one in refusals(answers)} == {Stale}
    assert len(refusals(answers)) == 3
    assert Publication.objects.count() == 1


def test_two_chiefs_schedule_at_once(races) -> None:
    story = approved(races)
    at_once(
        *(lambda who=who: schedule.schedule(story, at=AT, by=who, now=NOON) for who in (races.cass, races.ruth))
    )  # fmt: skip
    assert Release.objects.filter(state="scheduled").count() == 1


def test_a_chief_publishes_while_an_editor_types(races) -> None:
    story = approved(races)
    at_once(
        lambda: publish.publish(story, by=races.cass, now=NOON),
        lambda: edit.take_field(story.pk, field="headline", value="Six hurt", base=story.headline, by=races.ida, now=NOON),
    )  # fmt: skip
    told = [one.headline for one in Publication.objects.all()]
    assert told in ([], ["Five hurt on Sadova Street"])


def test_a_chief_publishes_while_another_stops_it(races) -> None:
    story = approved(races)
    answers = at_once(
        lambda: publish.publish(story, by=races.cass, now=NOON),
        lambda: legal_hold.place(story, reason="An order.", by=races.ruth, now=NOON),
    )
    out = Publication.objects.count()
    assert out == 1 - len(refusals(answers))
    refused_now = at_once(lambda: publish.publish(story, by=races.cass, now=NOON, changed="x"))
    assert len(refusals(refused_now)) == 1
    assert Publication.objects.count() == out


def test_two_chiefs_sign_for_the_same_finding_at_once(races) -> None:
    in_force(races, rule("hurt", "blocking"), at=NOON)
    story = cited(races)
    version = submit.submit(story, by=races.ida, now=NOON)
    mark = gate.look(story, version, stage=Stage.PUBLISH, now=NOON).blocking()[0].fingerprint
    at_once(
        *(lambda who=who: override.override(story, fingerprint=mark, reason="x" * 25, by=who, now=NOON) for who in (races.cass, races.ruth))
    )  # fmt: skip
    assert story.overrides.filter(withdrawn_at=None).count() == 1
    assert story.log.filter(verb=Verb.OVERRIDE).count() == 2


def test_a_chief_publishes_while_another_closes_what_was_let_pass(races) -> None:
    in_force(races, rule("tram", "blocking"), at=NOON)
    story = cited(races, words="The tram burned, the mayor said.")
    version = submit.submit(story, by=races.ida, now=NOON)
    [found] = gate.look(story, version, stage=Stage.PUBLISH, now=NOON).blocking()
    row = override.override(story, fingerprint=found.fingerprint, reason="x" * 25, by=races.ruth, now=NOON)  # fmt: skip
    approve.approve(story, version_number=version.number, by=races.cass, now=NOON)
    answers = at_once(
        lambda: publish.publish(story, by=races.cass, now=NOON),
        lambda: override.close(story, pk=row.pk, words="It was wrong.", by=races.ruth, now=NOON),
    )
    assert Publication.objects.count() == 1 - len(refusals(answers))


def test_two_chiefs_take_two_versions_of_a_note_at_once(races) -> None:
    first = notes.propose(title="House words", data={"rules": [rule("hurt", "blocking")]}, by=races.ida, now=NOON)  # fmt: skip
    second = notes.propose(title="House words", data={"rules": [rule("tram", "blocking")]}, note=first.note, by=races.ida, now=NOON)  # fmt: skip
    at_once(
        lambda: notes.approve_note(first, by=races.cass, now=NOON),
        lambda: notes.approve_note(second, by=races.ruth, now=NOON),
        lambda: notes.approve_note(second, by=races.cass, now=NOON),
    )
    assert first.note.versions.filter(state="active").count() == 1
