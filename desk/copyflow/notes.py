"""Policy notes: proposed by one person, approved by another who is a chief; packs come in review."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from desk import access
from desk.copyflow import hits, proven, relax
from desk.copyflow.classify import class_from_pack
from desk.copyflow.draft_note import REVIEW_AFTER, first_rollout, need_writer
from desk.errors import HandInIt, Stale, Unsound
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
from desk.policy import packs, proof
from desk.policy.types import LAW
from desk.slugs import slug_of

PACK_DATA = ("sources", "classes", "anchors", "swaps")


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
    check(title, data, pack_data)
    slug = note.slug if note else data.get("slug") or slug_of(title, otherwise="note")
    note = note or PolicyNote.objects.filter(slug=slug).first()
    note = note or PolicyNote.objects.create(slug=slug, title=title.strip(), pack=pack)
    newest = note.versions.order_by("-number").first()
    if note.owner_id is None:
        note.owner = by
        note.save(update_fields=["owner"])
    version = PolicyVersion.objects.create(
        note=note,
        number=newest.number + 1 if newest else 1,
        state=NoteState.IN_REVIEW,
        data=data,
        pack=pack,
        pack_data=pack_data if pack_data is not None else (newest.pack_data if newest else {}),
        proposed_at=now,
        review_by=(now + REVIEW_AFTER).date(),
    )
    NoteHand.objects.create(version=version, person=by, part=Part.WROTE, at=now)
    LogEntry.record(None, Verb.PROPOSE, by, now, f"{note.title}, version {version.number}")
    transaction.on_commit(board_changed)
    return version


def check(title: str, data: dict[str, Any], pack_data: dict[str, Any] | None = None) -> None:
    """Refuse a note that cannot run: its rules, then its own examples, say why."""
    if not title.strip():
        raise Unsound("A note needs a title.", field="title")
    try:
        packs.parse_note(slug_of(title, otherwise="note") or "note", title, 1, data)
        failing = proven.failing_in(data, proof.ground(pack_data))
    except packs.PackError as wrong:
        raise Unsound(str(wrong), satisfy="Mend the rule and propose it again.") from wrong
    if failing:
        raise Unsound(
            f"{len(failing)} of its own examples fail: {failing[0]}",
            satisfy="Mend the rule or the example; both are part of the note.",
            failing=failing,
        )


def is_law(version: PolicyVersion) -> bool:
    """Whether a version, or one it takes the place of, in force or approved for later, is of law and safety."""
    before = version.note.versions.filter(
        state__in=[NoteState.ACTIVE, NoteState.APPROVED], number__lte=version.number
    )
    return LAW in {row.data.get("precedence") for row in (version, *before)}


@transaction.atomic
def approve_note(version: PolicyVersion, *, by: Person, now: datetime) -> PolicyVersion:
    """Put a version in force in a chief's name, at once or at its hour; the one before is superseded."""
    version = taken(version)
    access.need_signer(by, version.note.desk, law=is_law(version))
    if version.state != NoteState.IN_REVIEW:
        state = NoteState(version.state).label
        raise Stale(f"This version is {state}.", satisfy="Nothing is left to decide here.")
    need_holding(version)
    relax.need_sound(proven.parsed(version), now=now)
    relax.need_agreed(version, by=by)
    put_name(version, by=by, now=now)
    hits.need_looked(version, by=by)
    newer = version.note.versions.filter(number__gt=version.number)
    if newer.filter(state__in=[NoteState.ACTIVE, NoteState.APPROVED]).exists():
        raise Stale(
            "A newer version of this note is in force.",
            satisfy="Propose these words again as a new version, if they are to come back.",
        )
    version.decided_at = now
    hour = version.effective_from
    said = f"{version.note.title}, version {version.number}"
    if hour and hour > now:
        version.state = NoteState.APPROVED
        version.save(update_fields=["decided_at", "state"])
        said = f"{said}, from {hour:%-d %B %Y, %H:%M} UTC"
    else:
        version.effective_from = now
        version.save(update_fields=["decided_at"])
        put_in_force(version)
        class_from_pack(version, by=by, now=now)
    LogEntry.record(None, Verb.APPROVE_NOTE, by, now, said)
    transaction.on_commit(board_changed)
    return version


def put_name(version: PolicyVersion, *, by: Person, now: datetime) -> None:
    """A second person's hand; the database refuses that of whoever wrote."""
    try:
        with transaction.atomic():
            NoteHand.objects.create(version=version, person=by, part=Part.APPROVED, at=now)
    except IntegrityError as clash:
        raise HandInIt(
            "You wrote this version, so you cannot approve it.",
            satisfy="Another chief reads and approves it.",
        ) from clash


def taken(version: PolicyVersion) -> PolicyVersion:
    """The version, after its note's row: two chiefs at two of its versions come one after the other."""
    PolicyNote.objects.select_for_update(of=("self",)).get(pk=version.note_id)
    return (
        PolicyVersion.objects.select_for_update(of=("self",))
        .select_related("note", "note__desk")
        .get(pk=version.pk)
    )


def need_holding(version: PolicyVersion) -> None:
    """Refuse a version that cannot run, or one of whose examples fails, added ones too."""
    check(version.note.title, version.data, version.pack_data)
    if bad := proven.failing(version):
        raise Unsound(
            f"{bad[0]}.",
            satisfy="Give the version back with these words; a new one is proposed once it passes.",
            failing=bad,
        )


def put_in_force(version: PolicyVersion) -> None:
    """The one before is superseded; a title that a version brings is the note's from now on."""
    earlier = version.note.versions.filter(
        state__in=[NoteState.ACTIVE, NoteState.APPROVED], number__lt=version.number
    )
    if version.written_here:
        # What was in force at the proposal may have been raised or replaced since.
        version.rollout = first_rollout(version)
    earlier.update(state=NoteState.SUPERSEDED)
    version.state = NoteState.ACTIVE
    version.save(update_fields=["state", "effective_from", "rollout"])
    title = str(version.data.get("title", "")).strip()
    if version.written_here and title and title != version.note.title:
        version.note.title = title[:200]
        version.note.save(update_fields=["title"])


@transaction.atomic
def keep_hours(*, now: datetime) -> int:
    """Bring states after the clock: versions whose hour has come, and those whose hour is over.

    What is in force is decided by the hour itself (`desk.facts.house`); this is for lists and for
    what is superseded, so it may come late, and twice.
    """
    moved = 0
    due = PolicyVersion.objects.filter(state=NoteState.APPROVED, effective_from__lte=now)
    for version in due.select_related("note").order_by("note", "number"):
        row = taken(version)
        if row.state == NoteState.APPROVED:
            put_in_force(row)
            class_from_pack(row, by=row.hands.get(part=Part.APPROVED).person, now=now)
            moved += 1
    over = PolicyVersion.objects.filter(state=NoteState.ACTIVE, effective_until__lte=now)
    moved += over.update(state=NoteState.RETIRED)
    if moved:
        transaction.on_commit(board_changed)
    return moved


@transaction.atomic
def return_note(version: PolicyVersion, *, words: str, by: Person, now: datetime) -> PolicyVersion:
    """Give a proposed version back, with words."""
    version = taken(version)
    access.need_chief(by, version.note.desk)
    if version.state != NoteState.IN_REVIEW:
        raise Stale("This version is not in review any more.")
    if not words.strip():
        raise Unsound("Say why it is not taken.", field="words")
    version.state, version.decided_at = NoteState.REJECTED, now
    version.save(update_fields=["state", "decided_at"])
    NoteReturn.objects.create(version=version, by=by, at=now, words=words.strip())
    LogEntry.record(None, Verb.RETURN_NOTE, by, now, f"{version.note.title}: {words.strip()}")
    transaction.on_commit(board_changed)
    return version


@transaction.atomic
def retire_note(version: PolicyVersion, *, reason: str, by: Person, now: datetime) -> PolicyVersion:
    """Take a note out of force: lowering takes one chief (DESIGN principle 4)."""
    version = taken(version)
    access.need_signer(by, version.note.desk, law=is_law(version))
    if version.state not in {NoteState.ACTIVE, NoteState.APPROVED}:
        raise Stale("This version is not in force.")
    if not reason.strip():
        raise Unsound("Say why it is retired.", field="reason")
    version.state, version.decided_at = NoteState.RETIRED, now
    version.save(update_fields=["state", "decided_at"])
    LogEntry.record(None, Verb.RETIRE_NOTE, by, now, f"{version.note.title}: {reason.strip()}")
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
    return take_pack(pack, by=by, now=now)


def take_pack(pack: dict[str, Any], *, by: Person, now: datetime) -> list[PolicyVersion]:
    """A pack that was read, from our files or from somebody else's; all of its notes or none."""
    made: list[PolicyVersion] = []
    for note in pack["notes"]:
        newest = (
            PolicyVersion.objects.filter(note__slug=note["slug"])
            .exclude(state=NoteState.DRAFT)
            .order_by("-number")
            .first()
        )
        if (
            newest
            and newest.data == note
            and newest.state in {NoteState.ACTIVE, NoteState.APPROVED, NoteState.IN_REVIEW}
        ):
            continue
        made.append(
            propose(
                title=note["title"],
                data=note,
                by=by,
                now=now,
                pack=pack["name"],
                pack_data={k: pack.get(k, {}) for k in PACK_DATA},
            )
        )
    return made
