"""Shadow first; raised by two people, rule by rule and stage by stage; a rule that cries wolf falls."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from desk import facts
from desk.copyflow import challenge, dismiss, draft_note, fall, gate, notes, promote, submit
from desk.errors import HandInIt, NotYours, Stale, Unsound
from desk.models import Dismissal, Evaluation, LogEntry, Promotion, RuleFall, Verb
from desk.policy.types import Enforcement, Stage
from tests import make, make_note
from tests.make import NOON

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=8)
BAD = {"headline": "Routine strikes hit the port", "words": "The port was hit again."}


@pytest.fixture
def room():
    return make.newsroom()


def at(rule="no-routine", stage=Stage.PUBLISH, now=LATER):
    [found] = [r for n in facts.house(now).notes for r in n.rules if r.key == rule]
    return found.enforcement[stage]


def asked(room, version, to="blocking", stage="publish", by=None, **more):
    return promote.ask(
        version, rule="no-routine", stage=stage, to=to, reason="Right all week.", by=by or room.ida,
        now=more.get("now", LATER),
    )  # fmt: skip


def handed(room, slug, now=LATER):
    story = make.story(room, slug=slug, **BAD)
    submit.submit(story, by=room.ida, now=now)
    return story


def test_a_version_written_here_starts_in_shadow(room) -> None:
    make_note.in_force(room)
    assert {at(stage=stage) for stage in Stage} == {Enforcement.SHADOW}
    story = handed(room, "port")
    assert not gate.look(story, story.latest(), stage=Stage.PUBLISH, now=LATER).blocking()


def test_two_people_raise_a_rule_at_one_stage(room) -> None:
    version = make_note.in_force(room)
    story = handed(room, "port")
    row = asked(room, version)
    assert (row.figures["days"], row.figures["firings"]) == (8, 1)
    with pytest.raises(Stale):
        asked(room, version)
    promote.decide(row, take=True, words="", by=room.cass, now=LATER)
    assert at() is Enforcement.BLOCKING
    assert at(stage=Stage.SUBMIT) is Enforcement.SHADOW
    [finding] = gate.look(story, story.latest(), stage=Stage.PUBLISH, now=LATER).blocking()
    assert finding.message == "No strike is routine."
    with pytest.raises(Stale):
        promote.decide(row, take=True, words="", by=room.ruth, now=LATER)
    assert LogEntry.objects.filter(verb=Verb.PROMOTE, by=room.cass).exists()


def test_nobody_raises_a_rule_alone(room) -> None:
    version = make_note.in_force(room)
    row = asked(room, version, by=room.cass)
    with pytest.raises(HandInIt):
        promote.decide(row, take=True, words="", by=room.cass, now=LATER)
    with pytest.raises(NotYours):
        promote.decide(row, take=True, words="", by=room.nellie, now=LATER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Promotion.objects.filter(pk=row.pk).update(decided_by=room.cass, taken=True)
    with pytest.raises(Unsound, match="Say why"):
        promote.decide(row, take=False, words=" ", by=room.ruth, now=LATER)
    promote.decide(row, take=False, words="Too early.", by=room.ruth, now=LATER)
    assert at() is Enforcement.SHADOW


def test_a_rule_is_raised_no_further_than_its_note_says(room) -> None:
    version = make_note.in_force(room)
    with pytest.raises(Unsound, match="advisory at submit, not more"):
        asked(room, version, stage="submit")
    with pytest.raises(Unsound, match="already"):
        asked(room, version, to="shadow")
    for stage, to in (("publish", "loud"), ("dinner", "advisory")):
        with pytest.raises(Unsound):
            asked(room, version, stage=stage, to=to)
    notes.retire_note(version, reason="Enough.", by=room.cass, now=LATER)
    with pytest.raises(Stale):
        asked(room, version)


def test_a_rule_taken_over_unchanged_keeps_what_two_people_approved(room) -> None:
    version = make_note.in_force(room)
    promote.decide(asked(room, version), take=True, words="", by=room.cass, now=LATER)
    draft = draft_note.open_draft(version.note, by=room.ida, now=LATER)
    draft.data["words"] = "We never call any strike routine."
    draft.data["rules"].append({**make_note.RULE, "key": "other"})
    draft.save()
    draft_note.propose_draft(draft, by=room.ida, now=LATER)
    make_note.back_tested(draft, by=room.cass, now=LATER)
    notes.approve_note(draft, by=room.cass, now=LATER)
    assert at() is Enforcement.BLOCKING
    assert at("other") is Enforcement.SHADOW
    scoped = draft_note.open_draft(version.note, by=room.ida, now=LATER)
    scoped.data["scope"] = {"topics": ["economy"]}
    assert draft_note.first_rollout(scoped)["no-routine"]["publish"] == "shadow"


def test_a_pack_comes_in_force_as_its_file_says(room) -> None:
    for version in notes.load_pack("russia-ukraine", by=room.ida, now=NOON):
        notes.approve_note(version, by=room.cass, now=NOON)
    assert at("civilian-lead") is Enforcement.BLOCKING


def loud(room, version, fired, dismissed, by=None):
    """A rule that fired and was put away so many times, in as many places, by two people or those named."""
    by = by or (room.ida, room.nellie)
    promote.decide(asked(room, version, to="advisory"), take=True, words="", by=room.cass, now=LATER)  # fmt: skip
    story = handed(room, "port")
    findings = [
        {"rule": "no-routine", "note": version.note.slug, "note_version": 1, "fingerprint": f"f{n}"}
        for n in range(fired)
    ]
    Evaluation.objects.filter(version__story=story).delete()
    Evaluation.objects.create(
        version=story.latest(), stage="submit", at=LATER, complete=True, findings=findings
    )
    for n in range(dismissed):
        Dismissal.objects.create(
            story=story, code="no-routine", fingerprint=f"f{n}", answer="wrong", by=by[n % len(by)], at=LATER
        )  # fmt: skip


@pytest.mark.parametrize(
    ("fired", "dismissed", "falls"),
    [(20, 5, 1), (20, 4, 0), (19, 19, 0), (40, 9, 1), (21, 21, 1)],
)
def test_a_rule_falls_that_is_put_away_more_than_one_time_in_five(
    room, fired, dismissed, falls
) -> None:
    version = make_note.in_force(room)
    loud(room, version, fired, dismissed)
    assert len(fall.let_fall(now=LATER)) == falls
    assert fall.let_fall(now=LATER) == []
    assert RuleFall.objects.count() == falls


def test_one_person_alone_talks_no_rule_down(room) -> None:
    version = make_note.in_force(room)
    loud(room, version, 30, 30, by=(room.ida,))
    assert fall.let_fall(now=LATER) == []
    Dismissal.objects.filter(fingerprint="f7").update(by=room.nellie)
    assert len(fall.let_fall(now=LATER)) == 1


def test_a_fallen_rule_stays_advisory_until_its_owner_answers(room) -> None:
    version = make_note.in_force(room)
    promote.decide(asked(room, version), take=True, words="", by=room.cass, now=LATER)
    version.refresh_from_db()
    loud_row = RuleFall.objects.create(
        note=version.note, rule="no-routine", at=LATER, firings=20, dismissed=9
    )
    assert at() is Enforcement.ADVISORY
    with pytest.raises(NotYours, match="owner"):
        fall.answer_fall(loud_row, keep=True, words="It is right.", by=room.cass, now=LATER)
    with pytest.raises(Unsound):
        fall.answer_fall(loud_row, keep=True, words=" ", by=room.ida, now=LATER)
    fall.answer_fall(loud_row, keep=True, words="It is right.", by=room.ida, now=LATER)
    assert at() is Enforcement.BLOCKING
    with pytest.raises(Stale):
        fall.answer_fall(loud_row, keep=False, words="No.", by=room.ida, now=LATER)
    again = RuleFall.objects.create(
        note=version.note, rule="no-routine", at=LATER, firings=20, dismissed=9
    )
    fall.answer_fall(again, keep=False, words="It will be rewritten.", by=room.ida, now=LATER)
    assert at() is Enforcement.ADVISORY
    version.refresh_from_db()
    assert version.rollout["no-routine"]["publish"] == "advisory"


def test_an_answer_begins_the_count_anew(room) -> None:
    version = make_note.in_force(room)
    loud(room, version, 20, 10)
    [row] = fall.let_fall(now=LATER)
    fall.answer_fall(row, keep=True, words="It is right.", by=room.ida, now=LATER)
    assert fall.let_fall(now=LATER + timedelta(minutes=1)) == []


def test_a_rule_of_law_does_not_fall_and_its_owner_is_asked(room) -> None:
    from desk.models import Role, RoleName

    Role.objects.create(person=room.ruth, desk=None, name=RoleName.LAW)
    version = draft_note.propose_draft(
        make_note.draft(room, precedence="law"), by=room.ida, now=NOON
    )
    make_note.back_tested(version, by=room.ruth)
    with pytest.raises(NotYours, match="law and safety"):
        notes.approve_note(version, by=room.cass, now=NOON)
    version = notes.approve_note(version, by=room.ruth, now=NOON)
    row = asked(room, version)
    with pytest.raises(NotYours, match="law and safety"):
        promote.decide(row, take=True, words="", by=room.cass, now=LATER)
    promote.decide(row, take=True, words="", by=room.ruth, now=LATER)
    fall.fell(version.note, "no-routine", weakens=False, now=LATER)
    RuleFall.objects.create(note=version.note, rule="no-routine", at=LATER, firings=20, dismissed=9, weakens=False)  # fmt: skip
    assert at() is Enforcement.BLOCKING
    past = LATER + timedelta(days=400)
    assert at(now=past) is Enforcement.BLOCKING


def test_a_note_past_its_day_is_advisory_until_its_owner_has_read_it_again(room) -> None:
    version = make_note.in_force(room)
    promote.decide(asked(room, version), take=True, words="", by=room.cass, now=LATER)
    past = LATER + timedelta(days=200)
    assert at(now=past) is Enforcement.ADVISORY
    with pytest.raises(NotYours):
        fall.renew(version, words="Still right.", by=room.cass, now=past)
    with pytest.raises(Unsound):
        fall.renew(version, words="", by=room.ida, now=past)
    fall.renew(version, words="Still right.", by=room.ida, now=past)
    assert at(now=past) is Enforcement.BLOCKING
    with pytest.raises(Stale):
        fall.renew(version, words="Still right.", by=room.ida, now=past)


def test_a_rule_is_contested_and_answered_within_the_week(room) -> None:
    version = make_note.in_force(room)
    row = challenge.contest(
        version.note, rule="no-routine", words="It fires on names.", by=room.nellie, now=LATER
    )
    assert row.due == LATER + timedelta(days=7)
    with pytest.raises(Stale):
        challenge.contest(version.note, rule="no-routine", words="Again.", by=room.nellie, now=LATER)  # fmt: skip
    with pytest.raises(Unsound):
        challenge.contest(version.note, rule="gone", words="Again.", by=room.nellie, now=LATER)
    with pytest.raises(NotYours):
        challenge.answer(row, upheld=True, words="True.", by=room.cass, now=LATER)
    with pytest.raises(Unsound):
        challenge.answer(row, upheld=True, words=" ", by=room.ida, now=LATER)
    challenge.answer(row, upheld=True, words="True: version 2 lets names be.", by=room.ida, now=LATER)  # fmt: skip
    with pytest.raises(Stale):
        challenge.answer(row, upheld=False, words="No.", by=room.ida, now=LATER)
    assert LogEntry.objects.filter(verb=Verb.ANSWER_RULE).count() == 1


def test_an_owner_hands_a_note_on(room) -> None:
    note = make_note.in_force(room).note
    with pytest.raises(NotYours):
        fall.give_owner(note, owner=room.nellie, by=room.nellie, now=LATER)
    fall.give_owner(note, owner=room.nellie, by=room.ida, now=LATER)
    fall.give_owner(note, owner=room.ruth, by=room.cass, now=LATER)
    note.refresh_from_db()
    assert note.owner == room.ruth
    room.ruth.is_active = False
    room.ruth.save()
    version = note.versions.get()
    fall.renew(version, words="Read.", by=room.cass, now=LATER)


def test_a_dismissal_counts_for_the_rule(room) -> None:
    version = make_note.in_force(room)
    promote.decide(asked(room, version, to="advisory"), take=True, words="", by=room.cass, now=LATER)  # fmt: skip
    story = handed(room, "port")
    [finding] = [
        f
        for f in gate.look(story, None, stage=Stage.PUBLISH, now=LATER).findings
        if f.rule == "no-routine"
    ]
    dismiss.dismiss(story, fingerprint=finding.fingerprint, code=finding.code, answer="wrong", by=room.ida, now=LATER)  # fmt: skip
    habit = fall.habit_of(version.note, "no-routine", now=LATER)
    assert (habit.firings, habit.dismissed) == (1, 1)


def test_a_check_asked_by_a_note_is_put_away_as_the_notes_rule(room) -> None:
    asks = {
        "key": "no-notes-to-colleagues",
        "structured": {"kind": "provenance", "code": "notes-left-in-copy"},
        "enforcement": {"submit": "advisory", "publish": "advisory"},
        "must_match": [{"body": "TK the sum."}, {"body": "TKTK was there."}],
        "must_not_match": [{"body": "It was there."}, {"body": "They saw it."}],
    }
    version = notes.propose(title="Clean", data={"rules": [asks]}, by=room.ida, now=NOON)
    notes.approve_note(version, by=room.cass, now=NOON)
    story = make.story(room, words="TK the sum, the mayor said.")
    submit.submit(story, by=room.ida, now=LATER)
    found = gate.look(story, None, stage=Stage.PUBLISH, now=LATER).findings
    [one] = [f for f in found if f.code == "notes-left-in-copy"]
    dismiss.dismiss(story, fingerprint=one.fingerprint, code=one.code, answer="wrong", by=room.ida, now=LATER)  # fmt: skip
    habits = fall.habits(since=NOON - timedelta(days=1), until=LATER)
    assert habits == {"no-notes-to-colleagues": fall.Habit(firings=1, dismissed=1, people=1)}
