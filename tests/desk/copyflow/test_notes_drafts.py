"""A note is written part by part, proposed when it is fit, and approved by somebody else."""

from datetime import timedelta

import pytest

from desk import facts
from desk.copyflow import draft_note, notes, proven
from desk.errors import HandInIt, NotYours, Stale, Unsound
from desk.models import LogEntry, NoteState, PolicyNote, Verb
from tests import make, make_note
from tests.make import NOON

pytestmark = pytest.mark.django_db
SOON = NOON + timedelta(hours=6)


@pytest.fixture
def room():
    return make.newsroom()


def words(**more):
    return {
        "title": "Nothing is routine",
        "words": "No strike is routine.",
        "rationale": "",
        "precedence": "framing",
        "effective_from": None,
        "effective_until": None,
        "review_by": None,
        **more,
    }


def save(version, part, said, *, by, given=None, seen=None):
    mark = seen or draft_note.seen_of(version, part)
    return draft_note.save_part(
        version, part=part, said=said, given=given, seen=mark, by=by, now=NOON
    )


def test_a_note_begins_as_a_draft_that_its_writer_owns(room) -> None:
    version = draft_note.start_note("Whose count", desk=room.night, by=room.ida, now=NOON)
    assert version.state == NoteState.DRAFT
    assert version.note.owner == room.ida
    with pytest.raises(Unsound, match="already"):
        draft_note.start_note("Whose count", desk=None, by=room.ida, now=NOON)
    with pytest.raises(Unsound, match="title"):
        draft_note.start_note("  ", desk=None, by=room.ida, now=NOON)
    with pytest.raises(NotYours):
        draft_note.start_note("Theirs", desk=room.night, by=room.rupert, now=NOON)
    assert LogEntry.objects.filter(verb=Verb.DRAFT_NOTE, by=room.ida).count() == 1


def test_a_part_is_kept_and_the_second_writer_of_it_is_told(room) -> None:
    version = draft_note.start_note("Routine", desk=None, by=room.ida, now=NOON)
    seen = draft_note.seen_of(version, "words")
    version = save(version, "words", words(), by=room.ida, seen=seen)
    with pytest.raises(Stale, match="while you wrote"):
        save(version, "words", words(words="Other words."), by=room.nellie, seen=seen)
    version = save(version, "guidance", ["Ask who ordered it."], by=room.nellie)
    assert version.data["words"] == "No strike is routine."
    assert {h.person for h in version.hands.all()} == {room.ida, room.nellie}


def test_what_cannot_be_taken_is_kept_as_typed_and_holds_the_proposal_back(room) -> None:
    version = make_note.draft(room)
    version = save(version, "scope", None, given={"from": ["next week"]}, by=room.ida)
    assert version.given["scope"] == {"from": ["next week"]}
    with pytest.raises(Unsound, match="scope"):
        draft_note.propose_draft(version, by=room.ida, now=NOON)
    version = save(version, "scope", {"from": "2026-07-01"}, by=room.ida)
    assert version.given == {}
    assert draft_note.propose_draft(version, by=room.ida, now=NOON).state == NoteState.IN_REVIEW


def test_rules_come_and_go_with_the_sentences_tied_to_them(room) -> None:
    version = draft_note.start_note("Routine", desk=None, by=room.ida, now=NOON)
    version, key = draft_note.add_rule(
        version, kind="forbid", title="No routine", by=room.ida, now=NOON
    )
    assert key == "no-routine"
    with pytest.raises(Unsound, match="already"):
        draft_note.add_rule(version, kind="lead", title="No routine", by=room.ida, now=NOON)
    with pytest.raises(Unsound, match="ten kinds"):
        draft_note.add_rule(version, kind="magic", title="Other", by=room.ida, now=NOON)
    version = save(version, "public", [{"text": "We do.", "rules": [key]}], by=room.ida)
    version = draft_note.drop_rule(version, key=key, by=room.ida, now=NOON)
    assert version.data["public"] == [{"text": "We do.", "rules": []}]
    with pytest.raises(Stale):
        draft_note.drop_rule(version, key=key, by=room.ida, now=NOON)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"must_match": []}, "two examples that must fire"),
        ({"must_not_match": make_note.RULE["must_not_match"][:1]}, "two examples that must not"),
        ({"must_not_match": [{"headline": "A"}, {"headline": "B"}]}, "near miss"),
        ({"structured": {"kind": "forbid", "terms": ["(open"]}}, "pattern"),
        ({"must_match": [{"headline": "Calm"}, {"headline": "Routine strike"}]}, "1 of its examples"),
    ],
)  # fmt: skip
def test_a_rule_that_is_not_proven_cannot_be_proposed(room, change, says) -> None:
    version = make_note.draft(room, {**make_note.RULE, **change})
    with pytest.raises(Unsound, match=says):
        draft_note.propose_draft(version, by=room.ida, now=NOON)


def test_a_rule_that_takes_sides_wants_a_reason_in_writing(room) -> None:
    rule = {
        **make_note.RULE,
        "structured": {"kind": "forbid", "terms": ["Russian raid"]},
        "must_match": [{"headline": "Russian raid on port"}, {"body": "A Russian raid came."}],
        "must_not_match": [{"headline": "A raid on the port"}, {"body": "Calm.", "near_miss": True}],
    }  # fmt: skip
    version = make_note.draft(room, rule)
    with pytest.raises(Unsound, match="other side"):
        draft_note.propose_draft(version, by=room.ida, now=NOON)
    for example in version.data["rules"][0]["must_match"]:
        example["intended"] = "The word is used of one side only."
    version.save()
    draft_note.propose_draft(version, by=room.ida, now=NOON)


def test_an_example_in_review_is_no_hand_and_can_stop_the_approval(room, monkeypatch) -> None:
    version = draft_note.propose_draft(make_note.draft(room), by=room.ida, now=NOON)
    make_note.back_tested(version, by=room.cass)
    example = {"headline": "“Routine strike”: a phrase and its history"}
    draft_note.add_example(
        version, rule="no-routine", expect="must_match", draft=example, by=room.cass, now=NOON
    )
    assert {h.person for h in version.hands.all()} == {room.ida}
    with pytest.raises(Unsound, match="example 3"):
        notes.approve_note(version, by=room.cass, now=NOON)
    with pytest.raises(Unsound, match="words"):
        draft_note.add_example(
            version, rule="no-routine", expect="must_match", draft={}, by=room.cass, now=NOON
        )
    monkeypatch.setattr(draft_note, "MOST_ADDED", 1)
    with pytest.raises(Unsound, match="1 added examples"):
        draft_note.add_example(
            version, rule="no-routine", expect="must_match", draft=example, by=room.ida, now=NOON
        )
    notes.return_note(version, words="See the third example.", by=room.cass, now=NOON)
    again = draft_note.open_draft(version.note, by=room.ida, now=NOON)
    assert again.data["rules"][0]["must_match"][2] == example
    assert not again.hands.exists()


def test_who_wrote_cannot_approve_and_who_approves_has_seen_the_hits(room) -> None:
    version = draft_note.propose_draft(make_note.draft(room, by=room.cass), by=room.cass, now=NOON)
    with pytest.raises(Unsound, match="back-tested"):
        notes.approve_note(version, by=room.ruth, now=NOON)
    run = make_note.back_tested(version, by=room.cass)
    with pytest.raises(HandInIt):
        notes.approve_note(version, by=room.cass, now=NOON)
    with pytest.raises(Unsound, match="not opened"):
        notes.approve_note(version, by=room.ruth, now=NOON)
    run.looks.create(person=room.ruth, at=NOON)
    with pytest.raises(NotYours):
        notes.approve_note(version, by=room.nellie, now=NOON)
    assert notes.approve_note(version, by=room.ruth, now=NOON).state == NoteState.ACTIVE
    with pytest.raises(Stale):
        notes.approve_note(version, by=room.ruth, now=NOON)


def test_a_version_comes_in_force_at_its_hour_and_ends_at_its_hour(room) -> None:
    version = make_note.draft(room)
    version.effective_from, version.effective_until = SOON, SOON + timedelta(days=1)
    version.save()
    draft_note.propose_draft(version, by=room.ida, now=NOON)
    make_note.back_tested(version, by=room.cass)
    version = notes.approve_note(version, by=room.cass, now=NOON)
    assert version.state == NoteState.APPROVED
    assert facts.house(NOON).notes == ()
    assert [n.slug for n in facts.house(SOON).notes] == ["nothing-is-routine"]
    version.pack_data = {"sources": [{"handles": ["lantern"], "kind": "agency"}]}
    version.save(update_fields=["pack_data"])
    lantern = make.source("Lantern", handles=["lantern"], classed_at=None, kind="")
    assert notes.keep_hours(now=SOON) == 1
    lantern.refresh_from_db()
    assert (lantern.kind, lantern.classed_at) == ("agency", SOON)
    assert notes.keep_hours(now=SOON) == 0
    version.refresh_from_db()
    assert version.state == NoteState.ACTIVE
    late = SOON + timedelta(days=2)
    assert facts.house(late).notes == ()
    notes.keep_hours(now=late)
    version.refresh_from_db()
    assert version.state == NoteState.RETIRED


def test_one_draft_of_a_note_and_its_words_stand_once_proposed(room) -> None:
    version = make_note.in_force(room)
    draft = draft_note.open_draft(version.note, by=room.nellie, now=NOON)
    assert draft_note.open_draft(version.note, by=room.ida, now=NOON) == draft
    assert draft.number == 2
    draft_note.propose_draft(draft, by=room.nellie, now=NOON)
    with pytest.raises(Stale, match="in review"):
        save(draft, "guidance", [], by=room.nellie)
    draft_note.drop_draft(draft_note.open_draft(version.note, by=room.ida, now=NOON), by=room.ida, now=NOON)  # fmt: skip
    assert version.note.versions.count() == 2


def test_a_draft_thrown_away_takes_an_empty_note_along(room) -> None:
    version = draft_note.start_note("Routine", desk=None, by=room.ida, now=NOON)
    draft_note.drop_draft(version, by=room.ida, now=NOON)
    assert not PolicyNote.objects.exists()


def test_conflicts_name_the_other_rule_and_which_comes_first(room) -> None:
    make_note.in_force(room)
    other = draft_note.start_note("Quotations", desk=None, by=room.ida, now=NOON)
    rule = {**make_note.RULE, "key": "quote", "must_not_match": [{"headline": "A routine strike"}]}
    other.data = make_note.data(rule, precedence="accuracy")
    other.save()
    [conflict] = proven.conflicts(other, NOON)
    assert (conflict.rule, conflict.other_rule) == ("quote", "no-routine")
    assert conflict.wins == "accuracy comes first: this note"
