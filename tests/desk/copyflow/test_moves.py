"""Policy moves: what is scheduled and approved is asked about one by one, by a note's version or by a judge."""

from datetime import timedelta

import pytest

from desk.copyflow import (
    approve,
    call,
    gate,
    mend,
    moves,
    owed,
    own_judge,
    promote,
    publish,
    recheck,
    rehearse,
    schedule,
    see_policy,
)
from desk.copyflow.freeze import freeze
from desk.errors import PolicyMoved
from desk.models import Approval, Call, DryRun, JudgeState, OwnJudge, PolicyMove, VersionReason
from desk.policy.framing import head
from desk.policy.types import Stage
from tests import make
from tests.desk.copyflow.test_own_judge import TRIAL, handed_over
from tests.desk.copyflow.test_roads_policy import AT, LATER, approved, in_force, rule
from tests.make import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return make.newsroom()


@pytest.fixture
def asked(room):
    """An approved story of Ida's that the judge of the lead asks about."""
    story = handed_over(room)
    approve.approve(story, version_number=1, by=room.cass, now=NOON)
    story.refresh_from_db()
    return story


def judge(room, *, asks: bool) -> OwnJudge:
    """A judge in force: as the shipped one, or one that asks about nothing."""
    data = head.packed(head.shipped())
    if not asks:
        data["ask"] = dict.fromkeys(data["ask"], 2.0)
    row = OwnJudge.objects.create(
        data=data, trial=TRIAL, worse=False, state=JudgeState.SHADOW, by=room.cass, at=NOON
    )
    return own_judge.put_in_force(row, by=room.ruth, now=LATER)


def told(story) -> list[str]:
    while moves.work(now=LATER):
        pass
    return list(Call.objects.filter(story=story, kind="policy").values_list("words", flat=True))


def test_copy_approved_under_another_judge_is_asked_again_and_seen(room, asked) -> None:
    judge(room, asks=False)
    (words,) = told(asked)
    assert words.startswith("Another judge of the lead is in force: 0 new findings, ")
    with pytest.raises(PolicyMoved, match="Another judge"):
        publish.publish(asked, by=room.cass, now=LATER)
    answer = gate.look(asked, asked.latest(), stage=Stage.PUBLISH, now=LATER)
    shift = gate.moved_since(asked, asked.latest(), answer, LATER)
    see_policy.see_policy(asked, fingerprint=shift.fingerprint, by=room.ruth, now=LATER)
    assert publish.publish(asked, by=room.cass, now=LATER).number == 1


def test_the_newest_call_about_a_piece_stands_alone(room) -> None:
    story = approved(room)
    for n, word in enumerate(("hurt", "street")):
        in_force(room, rule(word, "advisory"), at=LATER + timedelta(minutes=n), at_once=True)
        recheck.start_rechecks(now=LATER + timedelta(minutes=n))
        while moves.work(now=LATER + timedelta(minutes=n)):
            pass
    rows = Call.objects.filter(story=story, kind="policy").order_by("at")
    assert [row.answered_at is None for row in rows] == [False, True]


def test_a_piece_stays_red_on_the_board_until_the_difference_is_seen(room) -> None:
    story = approved(room)
    in_force(room, rule("hurt", "advisory"), at_once=True)
    recheck.start_rechecks(now=LATER)
    assert told(story)
    assert owed.moved([story.pk]) == {story.pk}
    call.answer(Call.objects.get(kind="policy"), by=room.ruth, now=LATER)
    assert owed.moved([story.pk]) == {story.pk}, "that somebody has it is no look at it"
    answer = gate.look(story, story.latest(), stage=Stage.PUBLISH, now=LATER)
    shift = gate.moved_since(story, story.latest(), answer, LATER)
    see_policy.see_policy(story, fingerprint=shift.fingerprint, by=room.ruth, now=LATER)
    assert owed.moved([story.pk]) == set()


def test_a_judge_that_says_the_same_stops_nothing(room, asked) -> None:
    judge(room, asks=True)
    assert told(asked) == []
    assert publish.publish(asked, by=room.cass, now=LATER).number == 1


def test_a_second_judge_wants_a_second_look(room, asked) -> None:
    first = judge(room, asks=False)
    told(asked)
    second = judge(room, asks=False)
    assert PolicyMove.objects.get(judge=first).finished_at == LATER
    assert len(told(asked)) == 2
    assert second.pk != first.pk


def test_an_approval_says_its_judge_and_a_mend_keeps_it(room) -> None:
    row = judge(room, asks=True)
    story = approved(room)
    assert Approval.objects.get().judge == row
    mended = freeze(story, by=room.nellie, now=LATER, reason=VersionReason.MEND)
    mend.keep_name(mended, Approval.objects.get())
    assert Approval.objects.filter(judge=row).count() == 2


def test_a_piece_that_cannot_be_asked_is_told_and_stops_no_other(room, monkeypatch) -> None:
    stories = [approved(room, slug=slug) for slug in ("first", "second", "third")]
    look, ill = gate.look, stories[1].pk
    in_force(room, rule("hurt", "blocking"), at_once=True)
    recheck.start_rechecks(now=LATER)

    def breaks(story, *rest, **more):
        if story.pk == ill:
            raise KeyError("rule")
        return look(story, *rest, **more)

    with monkeypatch.context() as patch:
        patch.setattr(gate, "look", breaks)
        for story in stories:
            (words,) = told(story)
            assert ("could not be asked again (KeyError)" in words) is (story.pk == ill)
    assert PolicyMove.objects.get().finished_at == LATER


def test_a_worker_that_dies_leaves_one_piece_and_the_next_goes_on_behind_the_last(room) -> None:
    stories = [approved(room, slug=slug) for slug in ("first", "second")]
    in_force(room, rule("hurt", "blocking"), at_once=True)
    recheck.start_rechecks(now=LATER)
    assert moves.step(now=LATER)
    assert [Call.objects.filter(story=one).count() for one in stories] == [1, 0]
    PolicyMove.objects.update(story_from=0)  # as if it had not been written
    assert [len(told(one)) for one in stories] == [1, 1]


def test_a_raised_rule_is_rehearsed_by_itself(room) -> None:
    story = approved(room)
    schedule.schedule(story, at=AT, by=room.cass, now=NOON)
    version = in_force(room, rule("hurt", "blocking"), at_once=True)
    version.rollout = {"no-hurt": {"publish": "shadow", "update": "shadow"}}
    version.save(update_fields=["rollout"])
    recheck.start_rechecks(now=LATER)
    told(story)
    row = promote.ask(
        version, rule="no-hurt", stage="publish", to="advisory", reason="It is right.",
        by=room.ida, now=LATER,
    )  # fmt: skip
    promote.decide(row, take=True, words="", by=room.cass, now=LATER)
    recheck.start_rechecks(now=LATER)
    told(story)
    assert DryRun.objects.filter(cause="policy").count() == 2


def test_a_release_that_cannot_be_rehearsed_stops_no_other(room, monkeypatch) -> None:
    stories = [approved(room, slug=slug) for slug in ("first", "second")]
    for story in stories:
        schedule.schedule(story, at=AT, by=room.cass, now=NOON)
    ill, out = stories[0].pk, rehearse.go_out

    def breaks(story, **more):
        if story.pk == ill:
            raise KeyError("rule")
        return out(story, **more)

    monkeypatch.setattr(rehearse, "go_out", breaks)
    rehearse.rehearse_due(now=AT - timedelta(minutes=59))
    rehearse.rehearse_due(now=AT - timedelta(minutes=58))
    asked = DryRun.objects.filter(cause="t-60")
    assert [one.release.story for one in asked] == [stories[1]]
    (call,) = Call.objects.filter(story=stories[0])
    assert "could not be asked beforehand (KeyError)" in call.words
