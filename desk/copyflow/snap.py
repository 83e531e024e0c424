"""The first word of a lone shift: on one name, in sixty words, told to readers as what it is.

It passes the gate like everything else. A second look is owed in twenty minutes and the chief on call
is asked at once; from then on the piece grows only by the whole road.
"""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from desk import access, facts
from desk.copyflow import call, first_word, gate, second_look
from desk.copyflow.binding import handed_at
from desk.copyflow.freeze import freeze
from desk.copyflow.locking import need_phase, take
from desk.copyflow.publish import put_out, refuse_retracted
from desk.copyflow.road import road
from desk.errors import HandInIt, NotYours, Stale, Unsound, WrongPhase
from desk.models import (
    CallKind,
    Desk,
    LogEntry,
    LookKind,
    Person,
    Phase,
    Publication,
    SnapSwitch,
    Story,
    Verb,
    VersionReason,
)
from desk.nudge import board_changed
from desk.policy.types import Stage

DUE = timedelta(minutes=20)


def switch_of(desk: Desk) -> SnapSwitch | None:
    """The switch as it stands: asked for, or on; None where first words are off."""
    rows = SnapSwitch.objects.filter(desk=desk, off_at=None)
    return rows.select_related("asked_by", "agreed_by").first()


def is_on(desk: Desk) -> bool:
    """Whether two people have switched first words on."""
    switch = switch_of(desk)
    return switch is not None and switch.agreed_at is not None


@road("put out as a first word")
def snap(story: Story, *, by: Person, now: datetime) -> Publication:
    """Put a first word out on one name, or say everything that keeps it from being one."""
    story = take(story.pk)
    access.need_editor(by, story)
    refuse_retracted(story)
    gate.need_no_hold(story)
    if not is_on(story.desk):
        raise NotYours(
            "First words are off on this desk.",
            satisfy="Two people switch them on, one of them a chief; or a chief approves this.",
        )
    if story.publications.exists():
        raise WrongPhase(
            "Readers have this piece; a first word grows by the whole road.",
            satisfy="Submit it; a chief approves and publishes.",
        )
    need_phase(story, Phase.DRAFTING, doing="put out as a first word")
    version = freeze(story, reason=VersionReason.SNAP, by=by, now=now)
    house = facts.house(now, handed=handed_at(story, version, now))
    if wrong := first_word.why_not(facts.gather(story, version, now=now, house_now=house)):
        raise Unsound(
            f"This is no first word: {' '.join(wrong)}",
            satisfy="Mend that, or let it take the whole road.",
        )
    review = gate.pass_through(story, version, stage=Stage.PUBLISH, now=now)
    publication = put_out(story, version, by=by, now=now, changed="", review=review)
    second_look.owe(version, LookKind.SNAP, by=by, now=now, due_at=now + DUE)
    LogEntry.record(story, Verb.SNAP, by, now, version.headline, version=version.number)
    call.call(
        story,
        CallKind.SNAP,
        key=f"snap-{version.pk}",
        words=f"{by.name} put out a first word alone. A second look is due at {now + DUE:%H:%M} UTC.",
        by=by,
        now=now,
    )
    return publication


@transaction.atomic
def ask_for(desk: Desk, *, by: Person, now: datetime) -> SnapSwitch:
    """Ask that first words be switched on; another person agrees."""
    need_here(by, desk)
    try:
        with transaction.atomic():
            switch = SnapSwitch.objects.create(desk=desk, asked_by=by, asked_at=now)
    except IntegrityError as clash:
        raise Stale(
            "Somebody has asked for this already.", satisfy="Another person agrees."
        ) from clash
    record(desk, by, now, "asked for first words to be switched on")
    return switch


@transaction.atomic
def agree(desk: Desk, *, by: Person, now: datetime) -> SnapSwitch:
    """Switch first words on: the second name, a chief's, and not the one that asked."""
    access.need_chief(by, desk)
    switch = standing(desk)
    if switch.agreed_at:
        raise Stale("First words are on already.")
    if switch.asked_by_id == by.pk:
        raise HandInIt(
            "You asked for this, so another chief agrees.", satisfy="Two people switch it on."
        )
    switch.agreed_by, switch.agreed_at = by, now
    switch.save(update_fields=["agreed_by", "agreed_at"])
    record(desk, by, now, "switched first words on")
    return switch


@transaction.atomic
def switch_off(desk: Desk, *, by: Person, now: datetime) -> SnapSwitch:
    """Switch first words off, or take the asking back: anybody of the desk, alone."""
    need_here(by, desk)
    switch = standing(desk)
    switch.off_by, switch.off_at = by, now
    switch.save(update_fields=["off_by", "off_at"])
    record(desk, by, now, "switched first words off")
    return switch


def standing(desk: Desk) -> SnapSwitch:
    """The open switch of a desk, locked."""
    switch = SnapSwitch.objects.select_for_update().filter(desk=desk, off_at=None).first()
    if switch is None:
        raise Stale("First words are off on this desk.")
    return switch


def need_here(by: Person, desk: Desk) -> None:
    """Refuse whoever neither writes nor signs on the desk."""
    if not access.is_editor(by, desk):
        raise NotYours("Only people of the desk decide this.", satisfy=f"Ask {desk.name}.")


def record(desk: Desk, by: Person, now: datetime, words: str) -> None:
    """One line in the log of the house, and the board asks again."""
    LogEntry.record(None, Verb.SNAP_SWITCH, by, now, f"{desk.name}: {words}")
    transaction.on_commit(board_changed)
