"""A narrower note relaxes a rule of a wider one: what stands against it, and the word of the wider note's desk."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from desk import access, facts
from desk.errors import HandInIt, NotYours, Stale, Unsound
from desk.models import (
    Desk,
    LogEntry,
    NoteHand,
    NoteState,
    Part,
    Person,
    PolicyNote,
    PolicyVersion,
    Verb,
)
from desk.nudge import board_changed
from desk.policy import relaxing
from desk.policy.types import LAW, Note, Relaxes


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A rule of a wider note that a version relaxes, as a page shows it."""

    note: str
    title: str
    rule: str
    to: str
    because: str
    pull: str
    wrong: str


@dataclass(frozen=True, slots=True)
class Leaning:
    """A note in force that relaxes a rule of this one, and whether the version looked at still has it."""

    note: str
    title: str
    rule: str
    gone: bool


def relaxations(note: Note, now: datetime) -> list[Relaxation]:
    """What a note relaxes, with what stands against each."""
    if not note.relaxes:
        return []
    house = {other.slug: other for other in facts.house(now).notes}
    return [line(link, note, house.get(link.note)) for link in note.relaxes]


def wrongs(note: Note, now: datetime) -> list[str]:
    """Why some of what a note relaxes would have no effect."""
    return [f"{one.rule}: {one.wrong}" for one in relaxations(note, now) if one.wrong]


def line(link: Relaxes, note: Note, wider: Note | None) -> Relaxation:
    """One of them in words."""
    if wider is None:
        wrong, title, pull = f"No note “{link.note}” is in force.", link.note, ""
    else:
        wrong, title = relaxing.wrong_with(link, note, wider), wider.title
        pull = relaxing.pull(note, wider)
    return Relaxation(link.note, title, link.rule, relaxing.TO[link.to], link.because, pull, wrong)


def leaning(version: PolicyVersion, now: datetime) -> list[Leaning]:
    """Notes in force that relax a rule of this note; a version that drops or renames it leaves them without."""
    slug = version.note.slug
    keys = {str(raw.get("key")) for raw in version.data.get("rules", [])}
    return [
        Leaning(other.slug, other.title, link.rule, link.rule not in keys)
        for other in facts.house(now).notes
        for link in other.relaxes
        if link.note == slug
    ]


def choices(slug: str, known: "QuerySet[PolicyNote]", now: datetime) -> list[tuple[str, str]]:
    """Rules that a note may relax, as values and words: of notes in force one may know of, none of law."""
    allowed = set(known.values_list("slug", flat=True)) - {slug}
    return [
        (f"{note.slug}:{rule.key}", f"{note.title}: {rule.key}")
        for note in facts.house(now).notes
        if note.slug in allowed and note.precedence != LAW
        for rule in note.rules
    ]


def need_sound(note: Note, *, now: datetime) -> None:
    """Refuse a note that relaxes what it cannot: the wider note may have changed since the proposal."""
    if said := wrongs(note, now):
        raise Unsound(said[0], satisfy="Give the version back with these words.", lacks=said)


def unasked(version: PolicyVersion, by: Person | None = None) -> list[Desk]:
    """Desks whose rule is relaxed and of which no chief has agreed, nor is the one who approves."""
    slugs = {str(link.get("note")) for link in version.data.get("relaxes") or []}
    wider = PolicyNote.objects.filter(slug__in=slugs, desk__isnull=False).select_related("desk")
    agreed = version.hands.filter(part=Part.AGREED).select_related("person")
    signing = [*([by] if by else []), *(hand.person for hand in agreed)]
    desks = {note.desk for note in wider if note.desk}
    left = [desk for desk in desks if not any(access.is_chief(one, desk) for one in signing)]
    return sorted(left, key=lambda desk: desk.name)


def need_agreed(version: PolicyVersion, *, by: Person) -> None:
    """Refuse to put a relaxation in force before a chief of the wider note's desk has agreed."""
    if desks := unasked(version, by):
        names = " and ".join(desk.name for desk in desks)
        raise NotYours(
            f"It relaxes a rule of {names}.", satisfy=f"A chief of {names} agrees to it first."
        )


@transaction.atomic
def agree(version: PolicyVersion, *, by: Person, now: datetime) -> NoteHand:
    """A chief of the wider note's desk agrees that its rule is relaxed; whoever wrote the version cannot."""
    PolicyNote.objects.select_for_update(of=("self",)).get(pk=version.note_id)
    version.refresh_from_db()
    if version.state != NoteState.IN_REVIEW:
        raise Stale("This version is not in review any more.")
    if not any(access.is_chief(by, desk) for desk in unasked(version)):
        raise NotYours("Nothing of a desk of yours waits for a word here.")
    try:
        with transaction.atomic():
            hand = NoteHand.objects.create(version=version, person=by, part=Part.AGREED, at=now)
    except IntegrityError as clash:
        raise HandInIt(
            "You have a hand in this version already.", satisfy="Another chief of that desk agrees."
        ) from clash
    LogEntry.record(
        None, Verb.AGREE_NOTE, by, now, f"{version.note.title}, version {version.number}"
    )
    transaction.on_commit(board_changed)
    return hand
