"""When policy moves, by a note or by a judge: what is scheduled is rehearsed, and of what is approved the
chief on call is told where it reads otherwise now.

One piece at a time, each in a transaction of its own that also says how far the work has come: a worker
that dies leaves one piece, and who goes on begins behind the last. A piece that cannot be asked is told
and stops no other.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import Q

from desk.copyflow import call, gate, rehearse
from desk.copyflow.alone import alone
from desk.models import (
    CallKind,
    Cause,
    NoteHand,
    OwnJudge,
    Part,
    Person,
    Phase,
    PolicyMove,
    PolicyVersion,
    Promotion,
    Release,
    ReleaseState,
    Story,
)
from desk.policy.types import Stage

BATCH = 20


def begin(
    *,
    now: datetime,
    policy: PolicyVersion | None = None,
    promotion: Promotion | None = None,
    judge: OwnJudge | None = None,
) -> None:
    """Lay out the work of one cause, once; a newer version or judge takes over what an older one left."""
    move, made = PolicyMove.objects.get_or_create(
        policy=policy, promotion=promotion, judge=judge, defaults={"at": now}
    )
    if made and promotion is None:
        older = Q(policy__note=policy.note_id) if policy else Q(judge__isnull=False)
        left = PolicyMove.objects.filter(older, finished_at=None).exclude(pk=move.pk)
        left.update(finished_at=now)


def work(*, now: datetime) -> int:
    """Ask about the next pieces; how many were asked about."""
    done = 0
    while done < BATCH and step(now=now):
        done += 1
    return done


@transaction.atomic
def step(*, now: datetime) -> bool:
    """One piece of the oldest move that nobody else is at; false where nothing is left."""
    move = (
        PolicyMove.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("policy__note", "judge__approved_by")
        .filter(finished_at=None)
        .first()
    )
    if move is None:
        return False
    release = Release.objects.filter(state=ReleaseState.SCHEDULED, pk__gt=move.release_from)
    approved = Story.objects.filter(phase=Phase.APPROVED, pk__gt=move.story_from)
    if one := release.select_related("story__desk", "by").order_by("pk").first():
        asked(partial(rehearsed, one, move, now), one.story, one.by, move, now)
        move.release_from = one.pk
    # A rule that is raised binds copy handed over from then on: what is approved stands.
    elif move.promotion_id is None and (story := approved.order_by("pk").first()):
        asked(partial(told, story, move, now), story, signed(move) or story.started_by, move, now)
        move.story_from = story.pk
    else:
        move.finished_at = now
    move.save(update_fields=["release_from", "story_from", "finished_at"])
    return True


def asked(
    act: Callable[[], None], story: Story, by: Person, move: PolicyMove, now: datetime
) -> None:
    """Ask about one piece; that it could not be asked is told."""
    words = "Policy moved, and this piece could not be asked again"
    key = f"move-{move.pk}-{story.pk}"
    alone(act, story=story, kind=CallKind.POLICY, key=key, words=words, by=by, now=now)


def rehearsed(release: Release, move: PolicyMove, now: datetime) -> None:
    """One dry run of what is scheduled."""
    rehearse.rehearse(release, cause=Cause.POLICY, move=move, now=now)


def told(story: Story, move: PolicyMove, now: datetime) -> None:
    """Tell the chief on call where what came in force changes what was approved."""
    newest = story.latest()
    if newest is None:
        return
    answer = gate.look(story, newest, stage=Stage.PUBLISH, now=now)
    shift = gate.moved_since(story, newest, answer, now)
    if shift is None:
        return
    notes = {slug for slug, _, _ in shift.notes}
    if move.policy.note.slug not in notes if move.policy else not shift.judge:
        return
    cause = f"policy-{move.policy_id}" if move.policy else f"judge-{move.judge_id}"
    call.call(
        story,
        CallKind.POLICY,
        key=f"{cause}-{newest.pk}",
        words=shift.words,
        by=signed(move) or story.started_by,
        now=now,
    )


def signed(move: PolicyMove) -> Person | None:
    """Whose name put it in force."""
    if move.judge:
        return move.judge.approved_by
    hand = NoteHand.objects.filter(version=move.policy, part=Part.APPROVED).select_related("person")
    first = hand.first()
    return first.person if first else None
