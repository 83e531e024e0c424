"""What one person may let go on: slips under an approval, first words; and the second look that is owed."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from desk.copyflow import approve, correct, mend, publish, schedule, second_look, snap, submit
from desk.errors import (
    Blocked,
    HandInIt,
    NotApproved,
    NotYours,
    OnLegalHold,
    Stale,
    Unsound,
    WrongPhase,
)
from desk.models import (
    Approval,
    Call,
    Publication,
    Release,
    Role,
    RoleName,
    SecondLook,
    SnapSwitch,
    Verb,
)
from tests import make
from tests.desk.copyflow.test_roads import cited, go, headline, page
from tests.desk.copyflow.test_roads_policy import in_force, rule
from tests.make import NOON

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(minutes=30)


@pytest.fixture
def room():
    return make.newsroom()


def approved(room, **more):
    more.setdefault("words", "Five people were hurt , the rescue service said.")
    story = cited(room, **more)
    version = submit.submit(story, by=room.ida, now=NOON)
    approve.approve(story, version_number=version.number, by=room.cass, now=NOON)
    story.refresh_from_db()
    return story


def comma(story, by, *, out: str = " ,", into: str = ",") -> None:
    """Change a few letters of the body, leaving the citation where it is."""
    from desk import blocks, schema
    from desk.copyflow import edit

    story.refresh_from_db()
    body = blocks.plain(story.doc)
    at = body.text.index(out)
    start = blocks.position(body, at, after_cites=True)
    end = blocks.position(body, at + len(out), after_cites=False)
    steps = schema.replace_steps(story.doc, start, end, into)
    edit.take_steps(story.pk, version=story.doc_version, client="c", steps=steps, by=by, now=LATER)
    story.refresh_from_db()


def test_a_slip_keeps_the_approval_and_owes_a_look(room) -> None:
    story = approved(room)
    comma(story, room.nellie)
    version = mend.mend(story, by=room.nellie, now=LATER)
    kept = Approval.objects.get(version=version)
    assert (kept.by, kept.kept_from.version.number) == (room.cass, 1)
    look = SecondLook.objects.get()
    assert look.due_at == LATER + timedelta(minutes=60)
    publish.publish(story, by=room.cass, now=LATER)
    assert "were hurt, the" in page(story)
    assert story.log.filter(verb=Verb.MEND, by=room.nellie).exists()


def test_more_than_a_slip_wants_a_new_approval(room) -> None:
    story = approved(room)
    comma(story, room.nellie, out="Five", into="Six")
    with pytest.raises(Unsound, match=r"number|opens the sentence"):
        mend.mend(story, by=room.nellie, now=LATER)
    assert story.log.filter(verb=Verb.REFUSED, words__startswith="mended:").exists()
    with pytest.raises(NotApproved):
        publish.publish(story, by=room.cass, now=LATER)
    assert not Publication.objects.exists()


def test_many_slips_are_not_one(room) -> None:
    story = approved(room, words="The haall stood opn. The dor was shut, the rescue service said.")
    comma(story, room.nellie, out="haall ", into="hall ")
    mend.mend(story, by=room.nellie, now=LATER)
    comma(story, room.nellie, out="dor", into="door")
    with pytest.raises(Unsound, match="more than one sentence"):
        mend.mend(story, by=room.nellie, now=LATER)


def test_who_approved_does_not_mend(room) -> None:
    story = approved(room)
    comma(story, room.cass)
    with pytest.raises(HandInIt):
        mend.mend(story, by=room.cass, now=LATER)
    with pytest.raises(HandInIt):
        mend.mend(story, by=room.nellie, now=LATER)


def test_who_mended_writes_and_approves_no_later_text(room) -> None:
    story = approved(room)
    comma(story, room.ruth)
    mend.mend(story, by=room.ruth, now=LATER)
    headline(story, "Six hurt on Sadova Street", room.ida)
    version = submit.submit(story, by=room.ida, now=LATER)
    with pytest.raises(HandInIt):
        approve.approve(story, version_number=version.number, by=room.ruth, now=LATER)


def test_nothing_is_mended_that_nobody_approved(room) -> None:
    story = cited(room)
    with pytest.raises(NotApproved):
        mend.mend(story, by=room.ida, now=LATER)
    submit.submit(story, by=room.ida, now=NOON)
    submit.withdraw(story, by=room.ida, now=NOON)
    with pytest.raises(NotApproved):
        mend.mend(story, by=room.ida, now=LATER)


def test_a_mend_of_what_readers_have_is_told_as_one(room) -> None:
    story = approved(room)
    publish.publish(story, by=room.cass, now=NOON)
    comma(story, room.nellie)
    mend.mend(story, by=room.nellie, now=LATER)
    made = publish.publish(story, by=room.cass, now=LATER)
    assert (made.kind, made.changed) == ("mend", "A slip of the pen was mended.")


def test_a_mend_keeps_the_hour_of_a_scheduled_piece(room) -> None:
    story = approved(room)
    schedule.schedule(story, at=LATER + timedelta(hours=1), by=room.cass, now=NOON)
    comma(story, room.nellie)
    version = mend.mend(story, by=room.nellie, now=LATER)
    assert Release.objects.get().version == version


def test_a_note_of_the_night_does_not_reach_a_mended_text(room) -> None:
    story = approved(room)
    in_force(room, rule("hurt", "blocking"), at=NOON + timedelta(minutes=5))
    comma(story, room.nellie)
    mend.mend(story, by=room.nellie, now=LATER)
    publish.publish(story, by=room.cass, now=LATER)
    assert story.publications.exists()


@pytest.mark.parametrize("read", ["limestone", "limestne"])
@pytest.mark.parametrize("weight", ["blocking", "advisory"])
def test_a_slip_that_turns_a_verdict_wants_a_new_approval(room, read, weight) -> None:
    in_force(room, rule(read, weight), at=NOON - timedelta(minutes=5))
    story = approved(room, words="The limestne stood, the rescue service said.")
    comma(story, room.nellie, out="limestne", into="limestone")
    with pytest.raises(Unsound, match="It changes what policy says"):
        mend.mend(story, by=room.nellie, now=LATER)
    assert Approval.objects.count() == 1


def test_a_verdict_that_stays_and_one_in_shadow_let_a_slip_keep_the_approval(room) -> None:
    in_force(
        room, rule("facade", "advisory"), rule("limestne", "shadow"), at=NOON - timedelta(minutes=5)
    )
    story = approved(room, words="The facade of limestne stood, the rescue service said.")
    comma(story, room.nellie, out="limestne", into="limestone")
    mend.mend(story, by=room.nellie, now=LATER)
    assert Approval.objects.filter(kept_from__isnull=False).exists()


def test_an_everyday_word_that_the_judge_weighs_may_be_spelt_right(room) -> None:
    story = approved(room, words="The hal stood in a campagn of care, the rescue service said.")
    comma(story, room.nellie, out="campagn", into="campaign")
    mend.mend(story, by=room.nellie, now=LATER)
    assert Approval.objects.filter(kept_from__isnull=False).exists()


def test_a_second_look_is_another_persons_and_given_once(room) -> None:
    story = approved(room)
    comma(story, room.nellie)
    mend.mend(story, by=room.nellie, now=LATER)
    row = SecondLook.objects.get()
    with pytest.raises(HandInIt):
        second_look.look(row, by=room.nellie, now=LATER)
    with pytest.raises(NotYours):
        second_look.look(row, by=room.rupert, now=LATER)
    second_look.look(row, by=room.ruth, now=LATER)
    with pytest.raises(Stale, match="Ruth"):
        second_look.look(row, by=room.cass, now=LATER)
    with pytest.raises(IntegrityError), transaction.atomic():
        SecondLook.objects.update(looked_by=room.nellie)


def test_a_late_look_is_told_once(room) -> None:
    story = approved(room)
    comma(story, room.nellie)
    mend.mend(story, by=room.nellie, now=LATER)
    hour = LATER + timedelta(minutes=60)
    assert second_look.tell_late(now=hour - timedelta(seconds=1)) == 0
    for _ in range(3):
        second_look.tell_late(now=hour)
    assert Call.objects.get().kind == "look"
    second_look.look(SecondLook.objects.get(), by=room.ruth, now=hour)
    assert Call.objects.get().answered_by == room.ruth


def test_a_correction_that_takes_away_owes_a_look(room) -> None:
    story = cited(room)
    go(room, story)
    headline(story, "Five hurt", room.ida)
    correct.correct(story, words="The street was wrong.", by=room.cass, now=LATER)
    assert SecondLook.objects.get().kind == "correction"


def switched_on(room) -> None:
    snap.ask_for(room.night, by=room.ida, now=NOON)
    snap.agree(room.night, by=room.cass, now=NOON)


def first_word(
    room, words="The rescue service said five people were hurt on Sadova Street.", **more
):
    story = make.story(room, words=words, **more)
    from desk import blocks, schema  # noqa: F401
    from desk.copyflow import edit

    cited_item = more.get("item") or make.item(name=f"{story.slug}/1")
    end = len(words)
    step = {
        "stepType": "replace", "from": end, "to": end,
        "slice": {"content": [{"type": "cite", "attrs": {"item": cited_item.pk, "text": 1, "display": "linked"}}]},
    }  # fmt: skip
    edit.take_steps(
        story.pk, version=story.doc_version, client="s", steps=[step], by=room.ida, now=NOON
    )
    story.refresh_from_db()
    return story


def test_first_words_are_off_until_two_people_switch_them_on(room) -> None:
    story = first_word(room)
    with pytest.raises(NotYours, match="off on this desk"):
        snap.snap(story, by=room.ida, now=NOON)
    snap.ask_for(room.night, by=room.cass, now=NOON)
    with pytest.raises(HandInIt):
        snap.agree(room.night, by=room.cass, now=NOON)
    with pytest.raises(NotYours):
        snap.agree(room.night, by=room.nellie, now=NOON)
    with pytest.raises(NotYours):
        snap.snap(story, by=room.ida, now=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        SnapSwitch.objects.update(agreed_by=room.cass)
    snap.agree(room.night, by=room.ruth, now=NOON)
    assert snap.is_on(room.night)
    snap.switch_off(room.night, by=room.nellie, now=NOON)
    with pytest.raises(NotYours):
        snap.snap(story, by=room.ida, now=NOON)
    assert not Publication.objects.exists()
    assert story.log.filter(verb=Verb.REFUSED).count() == 3


def test_a_first_word_goes_out_on_one_name_and_says_so(room) -> None:
    switched_on(room)
    story = first_word(room)
    made = snap.snap(story, by=room.ida, now=NOON)
    assert made.kind == "snap"
    assert "A second editor has not read it yet." in page(story)
    assert "approved by a desk chief" not in page(story)
    assert Call.objects.get(kind="snap").answered_at is None
    row = SecondLook.objects.get()
    assert row.due_at == NOON + timedelta(minutes=20)
    second_look.look(row, by=room.nellie, now=LATER)
    assert "A second editor read it at 12:30 UTC." in page(story)


def test_a_first_word_grows_by_the_whole_road_only(room) -> None:
    switched_on(room)
    story = first_word(room)
    snap.snap(story, by=room.ida, now=NOON)
    comma(story, room.nellie, out="were hurt", into="were  hurt")
    with pytest.raises(WrongPhase, match="whole road"):
        snap.snap(story, by=room.ida, now=LATER)
    with pytest.raises(NotApproved):
        mend.mend(story, by=room.nellie, now=LATER)
    with pytest.raises(Stale):
        publish.publish(story, by=room.cass, now=LATER, changed="x")
    version = submit.submit(story, by=room.nellie, now=LATER)
    approve.approve(story, version_number=version.number, by=room.cass, now=LATER)
    publish.publish(story, by=room.cass, now=LATER, changed="Spaces.")
    assert "First word" not in page(story).split("What changed")[0]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("Five people were hurt on Sadova Street.", "does not say whose word"),
        ("The mayor said so. The rescue service said five people were hurt.", "cites no item"),
        ("The rescue service said " + "five people were hurt and " * 14 + "more.", "has 75 words"),
        (
            "The rescue service said five-people-were-hurt" + "-and-five-more" * 45,
            "has 675 characters",
        ),
    ],
)
def test_what_is_no_first_word(room, words, why) -> None:
    switched_on(room)
    story = first_word(room, words=words)
    with pytest.raises(Unsound, match=why):
        snap.snap(story, by=room.ida, now=NOON)
    assert not Publication.objects.exists()


def test_a_headline_carries_no_copy(room) -> None:
    switched_on(room)
    story = first_word(room, headline="Five hurt on Sadova Street " * 5)
    with pytest.raises(Unsound, match="headline has 25 words"):
        snap.snap(story, by=room.ida, now=NOON)
    assert not Publication.objects.exists()


@pytest.mark.parametrize(
    ("facts", "why"),
    [({"classed_at": None}, "is not classed"), ({"control": "state-run"}, "is state-run")],
)
def test_a_first_word_rests_on_no_state_and_nothing_unclassed(room, facts, why) -> None:
    switched_on(room)
    source = make.source("Vestnik", **facts)
    story = first_word(room)
    story.citations.get().item.source.__class__.objects.filter(
        pk=story.citations.get().item.source_id
    ).update(**{k: getattr(source, k) for k in facts})
    with pytest.raises(Unsound, match=why):
        snap.snap(story, by=room.ida, now=NOON)
    assert not Publication.objects.exists()


def test_the_gate_stands_before_a_first_word_too(room) -> None:
    from desk.copyflow import legal_hold

    switched_on(room)
    in_force(room, rule("hurt", "blocking"), at=NOON)
    story = first_word(room)
    with pytest.raises(Blocked):
        snap.snap(story, by=room.ida, now=NOON)
    legal_hold.place(story, reason="x", by=room.cass, now=NOON)
    with pytest.raises(OnLegalHold):
        snap.snap(story, by=room.ida, now=NOON)
    Role.objects.filter(person=room.ida, name=RoleName.EDITOR).delete()
    with pytest.raises(NotYours):
        snap.snap(story, by=room.ida, now=NOON)
    assert not Publication.objects.exists()
