"""Each verb: does it, refuses, logs, the second caller loses."""

import pytest
from django.db import IntegrityError, transaction

from desk.copyflow import (
    approve,
    correct,
    edit,
    hold_page,
    notes,
    override,
    publish,
    retract,
    send_back,
    submit,
    suggest,
)
from desk.errors import Blocked, HandInIt, NotApproved, NotYours, Stale, Unsound, WrongPhase
from desk.models import Hand, Part, Phase, PublicPage, Verb
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return make.newsroom()


def approved(room, **more):
    one = make.story(room, **more)
    version = submit.submit(one, by=room.ida, now=NOON)
    approve.approve(one, version_number=version.number, by=room.cass, now=NOON)
    return one


def published(room, **more):
    one = approved(room, **more)
    publish.publish(one, by=room.cass, now=NOON)
    one.refresh_from_db()
    return one


def test_submit_refuses_nothing_but_an_empty_page(room) -> None:
    one = make.story(room, headline="Just another night", words="Missiles flew.")
    assert submit.submit(one, by=room.ida, now=NOON).number == 1
    empty = make.story(room, slug="empty", headline="", words="Words.")
    with pytest.raises(Unsound, match="nothing to hand over"):
        submit.submit(empty, by=room.ida, now=NOON)


def test_nobody_approves_what_they_wrote(room) -> None:
    one = make.story(room, by=room.cass)
    version = submit.submit(one, by=room.ida, now=NOON)
    with pytest.raises(HandInIt):
        approve.approve(one, version_number=version.number, by=room.cass, now=NOON)
    approve.approve(one, version_number=version.number, by=room.ruth, now=NOON)


def test_four_eyes_are_a_constraint_of_the_database(room) -> None:
    version = submit.submit(make.story(room), by=room.ida, now=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Hand.objects.create(version=version, person=room.ida, part=Part.APPROVED)


def test_an_editor_does_not_approve(room) -> None:
    one = make.story(room)
    submit.submit(one, by=room.ida, now=NOON)
    with pytest.raises(NotYours):
        approve.approve(one, version_number=1, by=room.nellie, now=NOON)


def test_the_second_chief_is_told_who_was_first(room) -> None:
    one = approved(room)
    with pytest.raises(Stale, match="Cass approved"):
        approve.approve(one, version_number=1, by=room.ruth, now=NOON)


def test_a_change_after_approval_wants_a_new_one(room) -> None:
    one = approved(room)
    make.write(one, "Six people were hurt on Sadova Street, the rescue service said.", by=room.ida)
    one.refresh_from_db()
    assert one.phase == Phase.DRAFTING
    with pytest.raises(NotApproved):
        publish.publish(one, by=room.cass, now=NOON)


def test_publish_refuses_an_unapproved_version(room) -> None:
    one = make.story(room)
    with pytest.raises(NotApproved):
        publish.publish(one, by=room.cass, now=NOON)
    submit.submit(one, by=room.ida, now=NOON)
    with pytest.raises(NotApproved):
        publish.publish(one, by=room.cass, now=NOON)


def test_publish_puts_it_out_once_and_logs(room) -> None:
    one = published(room)
    page = PublicPage.objects.get(story=one)
    assert page.path == "/2026/07/02/sadova/"
    assert b"Five hurt on Sadova Street" in bytes(page.body)
    assert b"Cass" not in bytes(page.body)
    assert one.log.filter(verb=Verb.PUBLISH, by=room.cass).exists()
    with pytest.raises(Stale):
        publish.publish(one, by=room.ruth, now=NOON)


def load_house(room) -> None:
    for version in notes.load_pack("russia-ukraine", by=room.ida, now=NOON):
        notes.approve_note(version, by=room.cass, now=NOON)


def test_policy_closes_the_door_inside_the_verb(room) -> None:
    load_house(room)
    one = make.story(room, headline="Just another night in Staromist")
    one.topics = ["russia-ukraine-war"]
    one.save(update_fields=["topics"])
    version = submit.submit(one, by=room.ida, now=NOON)
    approve.approve(one, version_number=version.number, by=room.cass, now=NOON)
    with pytest.raises(Blocked) as refusal:
        publish.publish(one, by=room.cass, now=NOON)
    assert {f.code for f in refusal.value.findings} == {"inevitability-framing"}
    finding = refusal.value.findings[0]
    with pytest.raises(Unsound, match="too short"):
        override.override(
            one, fingerprint=finding.fingerprint, reason="Because.", by=room.ruth, now=NOON
        )
    override.override(
        one,
        fingerprint=finding.fingerprint,
        reason="The mayor's own words, quoted below.",
        by=room.ruth,
        now=NOON,
    )
    publish.publish(one, by=room.cass, now=NOON)
    page = bytes(PublicPage.objects.get(story=one).body).decode()
    assert "in this piece the desk let such words stand" in page
    assert "own words, quoted below" not in page


def test_who_proposed_a_note_cannot_approve_it(room) -> None:
    version = notes.load_pack("sourcing-and-numbers", by=room.cass, now=NOON)[0]
    with pytest.raises(HandInIt):
        notes.approve_note(version, by=room.cass, now=NOON)
    with pytest.raises(NotYours):
        notes.approve_note(version, by=room.nellie, now=NOON)
    notes.approve_note(version, by=room.ruth, now=NOON)


def test_a_note_whose_example_fails_cannot_be_proposed(room) -> None:
    rule = {
        "key": "r",
        "structured": {"kind": "forbid", "terms": ["barrage"]},
        "must_match": [{"body": "A quiet night."}],
        "must_not_match": [],
    }
    with pytest.raises(Unsound, match="examples fail"):
        notes.propose(title="Words", data={"rules": [rule]}, by=room.ida, now=NOON)


def test_a_suggestion_is_the_writing_of_whoever_takes_it(room) -> None:
    one = make.story(room)
    submit.submit(one, by=room.ida, now=NOON)
    send_back.send_back(
        one,
        by=room.cass,
        now=NOON,
        suggestions=[send_back.Offer("body", "Five people", "At least five people")],
    )
    suggest.take(one.suggestions.get(), by=room.nellie, now=NOON)
    version = submit.submit(one, by=room.ida, now=NOON)
    assert set(version.hands.values_list("person__name", flat=True)) == {"Ida", "Nellie"}
    approve.approve(one, version_number=version.number, by=room.cass, now=NOON)


def test_steps_made_on_an_older_draft_are_answered_with_those_missed(room) -> None:
    one = make.story(room)
    with pytest.raises(edit.Behind) as behind:
        edit.take_steps(
            one.pk,
            version=0,
            client="late",
            steps=[{"stepType": "replace", "from": 1, "to": 1}],
            by=room.nellie,
            now=NOON,
        )
    assert behind.value.version == one.doc_version
    assert behind.value.clients == [f"test-{room.ida.pk}"]


def test_a_field_changed_meanwhile_shows_both(room) -> None:
    one = make.story(room)
    edit.take_field(one.pk, field="dek", value="First.", base="", by=room.ida, now=NOON)
    with pytest.raises(Stale) as stale:
        edit.take_field(one.pk, field="dek", value="Second.", base="", by=room.nellie, now=NOON)
    assert stale.value.facts == {"value": "First.", "by": "Ida"}


def test_hold_needs_one_chief_and_no_gate(room) -> None:
    one = published(room)
    with pytest.raises(NotYours):
        hold_page.hold_page(one, by=room.ida, now=NOON)
    hold_page.hold_page(one, by=room.cass, now=NOON)
    assert b"We are checking this piece" in bytes(PublicPage.objects.get(story=one).body)
    with pytest.raises(Stale):
        hold_page.hold_page(one, by=room.ruth, now=NOON)
    hold_page.lift_hold(one, by=room.ruth, now=NOON)
    assert b"Five people were hurt" in bytes(PublicPage.objects.get(story=one).body)


TWO = "Five people were hurt on Sadova Street, the rescue service said.\n\nThe bakery burned down."


def test_a_correction_that_only_takes_away_goes_out_on_one_name(room) -> None:
    one = published(room, words=TWO)
    make.write(one, TWO.split("\n\n", maxsplit=1)[0], by=room.cass)
    made = correct.correct(one, words="The bakery did not burn.", by=room.cass, now=NOON)
    assert made.downward
    page = bytes(PublicPage.objects.get(story=one).body)
    assert b"The bakery did not burn." in page
    assert b"burned down" not in page


def test_taking_out_an_attribution_is_adding(room) -> None:
    one = published(room)
    make.write(one, "Five people were hurt on Sadova Street.", by=room.cass)
    made = correct.correct(one, words="Shorter.", by=room.cass, now=NOON)
    one.refresh_from_db()
    assert not made.downward
    assert one.phase == Phase.REVIEW
    assert made.publication is None


def test_retract_answers_410_with_the_reason(room, client) -> None:
    one = published(room)
    retract.retract(one, reason="The street was another.", by=room.cass, now=NOON)
    answer = client.get("/2026/07/02/sadova/")
    assert answer.status_code == 410
    assert "The street was another." in answer.content.decode()
    with pytest.raises(WrongPhase):
        hold_page.hold_page(one, by=room.cass, now=NOON)
