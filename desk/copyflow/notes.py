"""Policy notes: proposed by one person, approved by another who is a chief; packs come in review."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from desk import access
from desk.copyflow.classify import class_from_pack
from desk.errors import HandInIt, NotYours, Stale, Unsound
from desk.models import (
    LogEntry,
    NoteHand,
    NoteReturn,
    NoteState,
    Part,
    Person,
    PolicyNote,
    PolicyVersion,
    Verb,
)
from desk.nudge import board_changed
from desk.policy import packs
from desk.policy.types import LAW

REVIEW_AFTER = timedelta(days=180)


def need_writer(by: Person) -> None:
    """Anybody with a role on a desk may propose a note."""
    if not access.desks(by).exists():
        raise NotYours("Only people of a desk propose notes.")


@transaction.atomic
def propose(
    *,
    title: str,
    data: dict[str, Any],
    by: Person,
    now: datetime,
    note: PolicyNote | None = None,
    pack: str = "",
    pack_data: dict[str, Any] | None = None,
) -> PolicyVersion:
    """Put a version of a note in review; one whose examples fail cannot be proposed."""
    need_writer(by)
    check(title, data)
    slug = note.slug if note else data.get("slug") or slugify(title)[:80]
    note = note or PolicyNote.objects.filter(slug=slug).first()
    note = note or PolicyNote.objects.create(slug=slug, title=title.strip(), pack=pack)
    newest = note.versions.order_by("-number").first()
    version = PolicyVersion.objects.create(
        note=note,
        number=newest.number + 1 if newest else 1,
        state=NoteState.IN_REVIEW,
        data=data,
        pack=pack,
        pack_data=pack_data if pack_data is not None else (newest.pack_data if newest else {}),
        proposed_at=now,
        review_by=date.fromordinal((now + REVIEW_AFTER).date().toordinal()),
    )
    NoteHand.objects.create(version=version, person=by, part=Part.WROTE, at=now)
    LogEntry.record(None, Verb.PROPOSE, by, now, f"{note.title}, version {version.number}")
    transaction.on_commit(board_changed)
    return version


def check(title: str, data: dict[str, Any]) -> None:
    """Refuse a note that cannot run: its rules, then its own examples, say why."""
    if not title.strip():
        raise Unsound("A note needs a title.", field="title")
    try:
        parsed = packs.parse_note(slugify(title)[:80] or "note", title, 1, data)
        failing = packs.failing_examples(parsed, data)
    except packs.PackError as wrong:
        raise Unsound(str(wrong), satisfy="Mend the rule and propose it again.") from wrong
    if failing:
        raise Unsound(
            f"{len(failing)} of its own examples fail: {failing[0]}",
            satisfy="Mend the rule or the example; both are part of the note.",
            failing=failing,
        )


def is_law(version: PolicyVersion) -> bool:
    """Whether a version, or the one in force that it takes the place of, is of law and safety."""
    active = version.note.versions.filter(state=NoteState.ACTIVE)
    return LAW in {row.data.get("precedence") for row in (version, *active)}


@transaction.atomic
def approve_note(version: PolicyVersion, *, by: Person, now: datetime) -> PolicyVersion:
    """Put a version in force in a chief's name; the one before is superseded."""
    # The note's row first: two chiefs at two of its versions come one after the other.
    PolicyNote.objects.select_for_update(of=("self",)).get(pk=version.note_id)
    version = (
        PolicyVersion.objects.select_for_update(of=("self",))
        .select_related("note")
        .get(pk=version.pk)
    )
    access.need_signer(by, version.note.desk, law=is_law(version))
    if version.state != NoteState.IN_REVIEW:
        state = NoteState(version.state).label
        raise Stale(f"This version is {state}.", satisfy="Nothing is left to decide here.")
    check(version.note.title, version.data)
    try:
        with transaction.atomic():
            NoteHand.objects.create(version=version, person=by, part=Part.APPROVED, at=now)
    except IntegrityError as clash:
        raise HandInIt(
            "You wrote this version, so you cannot approve it.",
            satisfy="Another chief reads and approves it.",
        ) from clash
    if version.note.versions.filter(state=NoteState.ACTIVE, number__gt=version.number).exists():
        raise Stale(
            "A newer version of this note is in force.",
            satisfy="Propose these words again as a new version, if they are to come back.",
        )
    version.note.versions.filter(state=NoteState.ACTIVE).update(state=NoteState.SUPERSEDED)
    version.state, version.decided_at, version.effective_from = NoteState.ACTIVE, now, now
    version.save(update_fields=["state", "decided_at", "effective_from"])
    class_from_pack(version, by=by, now=now)
    LogEntry.record(
        None, Verb.APPROVE_NOTE, by, now, f"{version.note.title}, version {version.number}"
    )
    transaction.on_commit(board_changed)
    return version


@transaction.atomic
def return_note(version: PolicyVersion, *, words: str, by: Person, now: datetime) -> PolicyVersion:
    """Give a proposed version back, with words."""
    version = PolicyVersion.objects.select_for_update().get(pk=version.pk)
    access.need_chief(by, version.note.desk)
    if version.state != NoteState.IN_REVIEW:
        raise Stale("This version is not in review any more.")
    if not words.strip():
        raise Unsound("Say why it is not taken.", field="words")
    version.state, version.decided_at = NoteState.REJECTED, now
    version.save(update_fields=["state", "decided_at"])
    NoteReturn.objects.create(version=version, by=by, at=now, words=words.strip())
    LogEntry.record(None, Verb.RETURN_NOTE, by, now, words.strip())
    return version


@transaction.atomic
def retire_note(version: PolicyVersion, *, reason: str, by: Person, now: datetime) -> PolicyVersion:
    """Take a note out of force: lowering takes one chief (DESIGN principle 4)."""
    access.need_signer(by, version.note.desk, law=is_law(version))
    if version.state != NoteState.ACTIVE:
        raise Stale("This version is not in force.")
    if not reason.strip():
        raise Unsound("Say why it is retired.", field="reason")
    version.state, version.decided_at = NoteState.RETIRED, now
    version.save(update_fields=["state", "decided_at"])
    LogEntry.record(None, Verb.RETURN_NOTE, by, now, f"Retired: {reason.strip()}")
    transaction.on_commit(board_changed)
    return version


@transaction.atomic
def load_pack(name: str, *, by: Person, now: datetime) -> list[PolicyVersion]:
    """Put every note of a pack in review, in the name of whoever loads it; none is in force yet.

    A note whose newest version says the same already is left alone.
    """
    try:
        pack = packs.read(name)
    except packs.PackError as wrong:
        raise Unsound(str(wrong)) from wrong
    made: list[PolicyVersion] = []
    for note in pack["notes"]:
        newest = PolicyVersion.objects.filter(note__slug=note["slug"]).order_by("-number").first()
        if (
            newest
            and newest.data == note
            and newest.state in {NoteState.ACTIVE, NoteState.IN_REVIEW}
        ):
            continue
        made.append(
            propose(
                title=note["title"],
                data=note,
                by=by,
                now=now,
                pack=pack["name"],
                pack_data={k: pack.get(k, {}) for k in ("sources", "classes", "anchors")},
            )
        )
    return made
