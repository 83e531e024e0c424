"""What notes ask of people: a fallen rule, a contested one, a day to read again, a decision."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from desk.copyflow import note_page, promote
from desk.models import (
    Challenge,
    Lowering,
    NoteState,
    Person,
    PolicyNote,
    PolicyVersion,
    Promotion,
    RuleFailure,
    RuleFall,
)


@dataclass(frozen=True, slots=True)
class Need:
    """One line: the note, what it asks, of whom, since when; `yours` where it is asked of the reader."""

    slug: str
    title: str
    words: str
    whom: str
    since: datetime | None
    yours: bool


def needs(who: Person, *, now: datetime) -> list[Need]:
    """Everything notes ask of somebody, what is asked of the reader first."""
    known = note_page.notes(who).select_related("owner")
    found = [
        *fallen(known, who),
        *broken(known, who, now),
        *overdue(known, who, now),
        *contested(known, who, now),
    ]
    return sorted(found, key=lambda need: not need.yours)


def asked(note: PolicyNote, who: Person) -> tuple[str, bool]:
    """Who is asked, and whether that is the reader."""
    return (note.owner.name if note.owner else "a chief"), note.owner_id == who.pk


def fallen(known: "QuerySet[PolicyNote]", who: Person) -> list[Need]:
    """Rules that fell to advisory and wait for their owner."""
    out = []
    rows = RuleFall.objects.filter(answered_at=None, note__in=known)
    for row in rows.select_related("note__owner"):
        whom, yours = asked(row.note, who)
        state = "fell to advisory" if row.weakens else "is put away often"
        said = f"{row.rule} {state}: {row.dismissed} of {row.firings} were put away"
        out.append(Need(row.note.slug, row.note.title, said, whom, row.at, yours))
    return out


def broken(known: "QuerySet[PolicyNote]", who: Person, now: datetime) -> list[Need]:
    """Rules that could not run on three stories, for as long as they only advise."""
    low = Lowering.objects.filter(itself=True, until__gt=now, ended_at=None)
    hours = dict(low.values_list("rule", "at"))
    rows = RuleFailure.objects.filter(rule__in=hours, note__in=known).select_related("note__owner")
    latest = {row.rule: row for row in rows.order_by("at")}
    out = []
    for note, rule in [(row.note, row.rule) for row in latest.values() if row.note]:
        whom, yours = asked(note, who)
        said = f"{rule} could not run on three stories and only advises now"
        out.append(Need(note.slug, note.title, said, whom, hours[rule], yours))
    return out


def overdue(known: "QuerySet[PolicyNote]", who: Person, now: datetime) -> list[Need]:
    """Notes whose day to be read again has passed."""
    out = []
    rows = PolicyVersion.objects.filter(
        state=NoteState.ACTIVE, review_by__lt=now.date(), note__in=known
    )
    for row in rows.select_related("note__owner"):
        whom, yours = asked(row.note, who)
        said = f"was to be read again by {row.review_by:%-d %B}; what blocks in it only advises now"
        if row.data.get("precedence") == "law":
            said = f"was to be read again by {row.review_by:%-d %B}"
        out.append(Need(row.note.slug, row.note.title, said, whom, None, yours))
    return out


def contested(known: "QuerySet[PolicyNote]", who: Person, now: datetime) -> list[Need]:
    """Contested rules whose answer is overdue."""
    out = []
    rows = Challenge.objects.filter(answered_at=None, due__lt=now, note__in=known)
    for row in rows.select_related("note__owner"):
        whom, yours = asked(row.note, who)
        said = f"{row.rule} is contested, and the answer was due {row.due:%-d %B}"
        out.append(Need(row.note.slug, row.note.title, said, whom, row.at, yours))
    return out


def waiting(who: Person) -> list[Promotion]:
    """Rules that somebody asked to raise."""
    known = set(note_page.notes(who).values_list("pk", flat=True))
    return [row for row in promote.waiting() if row.version.note_id in known]
