"""What desks are owed now, for the board and for the page that lists it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from desk import access
from desk.copyflow.call import chief_on_call
from desk.copyflow.snap import switch_of
from desk.models import (
    Approval,
    Call,
    CallKind,
    ClassingProposal,
    CommentRequest,
    Desk,
    Lowering,
    Override,
    Person,
    Phase,
    PieceState,
    PolicySeen,
    Publication,
    PublicationKind,
    Recheck,
    RecheckedPiece,
    Release,
    ReleaseState,
    SecondLook,
    SnapSwitch,
)
from wires.models import Source

Passed = set[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class DeskDuty:
    """Who is on call on a desk, and whether first words are on there."""

    desk: Desk
    on_call: Person | None
    chief: bool
    switch: SnapSwitch | None
    first_words: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one note version's recheck of what readers have has come."""

    recheck: Recheck
    done: int
    total: int
    short: int


def calls(who: Person) -> QuerySet[Call]:
    """Open calls of the stories a person may know of, those for them first."""
    rows = Call.objects.filter(answered_at=None, story__in=access.stories(who))
    return rows.select_related("story__desk", "to").order_by("at", "id")


def looks(who: Person) -> QuerySet[SecondLook]:
    """Second looks that are owed, the latest due last."""
    rows = SecondLook.objects.filter(looked_at=None, version__story__in=access.stories(who))
    return rows.select_related("version__story", "owed_for")


def ended(who: Person, now: datetime) -> QuerySet[Override]:
    """Overrides whose hour is over and that nobody closed."""
    rows = Override.objects.filter(
        expires_at__lte=now, withdrawn_at=None, story__in=access.stories(who)
    )
    return rows.select_related("story", "by").order_by("expires_at")


def passed(stories: Iterable[int], now: datetime) -> Passed:
    """What chiefs let pass in these stories and what has not ended: story and fingerprint."""
    standing = Q(expires_at=None) | Q(expires_at__gt=now)
    rows = Override.objects.filter(standing, story_id__in=list(stories), withdrawn_at=None)
    return set(rows.values_list("story_id", "fingerprint"))


def not_begun() -> QuerySet[ClassingProposal]:
    """Approved classes of sources that could not begin on their day."""
    rows = ClassingProposal.objects.filter(applied_at=None, declined_at=None).exclude(failed="")
    return rows.select_related("source").order_by("effective_on", "id")


def classes_to_review(now: datetime) -> list[ClassingProposal]:
    """Classes in force whose day to be looked at again has come, the longest due first."""
    rows = ClassingProposal.objects.exclude(applied_at=None).select_related("source")
    last = rows.order_by("source_id", "-applied_at", "-id").distinct("source_id")
    due = [row for row in last if row.review_by and row.review_by <= now.date()]
    return sorted(due, key=lambda row: (row.review_by or now.date(), row.pk))


def class_in_force(source: Source) -> ClassingProposal | None:
    """The proposal that a source's class rests on; none where no two people classed it here."""
    rows = ClassingProposal.objects.filter(source=source).exclude(applied_at=None)
    return rows.order_by("-applied_at", "-id").first()


def lowered(who: Person, now: datetime) -> QuerySet[Lowering]:
    """Rules lowered now, for everybody or for stories of a person's desks."""
    rows = Lowering.objects.filter(
        Q(story=None) | Q(story__in=access.stories(who)), at__lte=now, until__gt=now, ended_at=None
    )
    return rows.select_related("by", "story__desk")


def unanswered(who: Person, now: datetime) -> QuerySet[CommentRequest]:
    """Requests for comment whose hour is over and whose answer nobody has noted, of stories still at work."""
    rows = CommentRequest.objects.filter(
        outcome="", reply_by__lte=now, story__in=access.stories(who)
    )
    return rows.exclude(story__phase=Phase.SPIKED).select_related("story").order_by("reply_by")


def short(who: Person) -> QuerySet[RecheckedPiece]:
    """Published pieces that fall short of a newer note version, or are asked about, unanswered."""
    rows = RecheckedPiece.objects.filter(
        state__in=[PieceState.SHORT, PieceState.ASKS],
        answered_at=None,
        story__in=access.stories(who),
    )
    return rows.select_related("story", "publication", "recheck__policy__note").order_by(
        "-state", "id"
    )


def progress(who: Person) -> list[Progress]:
    """The last rechecks that had anything to ask, of the notes a person may know of."""
    known = Q(policy__note__desk=None) | Q(policy__note__desk__in=access.desks(who))
    rows = (
        Recheck.objects.filter(known)
        .annotate(
            total=Count("pieces"),
            done=Count("pieces", filter=~Q(pieces__state=PieceState.WAITING)),
            short=Count("pieces", filter=Q(pieces__state=PieceState.SHORT)),
        )
        .filter(total__gt=0)
    )
    return [
        Progress(row, row.done, row.total, row.short)
        for row in rows.select_related("policy__note", "promotion")[:8]
    ]


def duties(who: Person, now: datetime) -> list[DeskDuty]:
    """The desks of a person: who is on call, and first words."""
    counted = dict(
        Publication.objects.filter(kind=PublicationKind.SNAP)
        .values_list("story__desk")
        .annotate(Count("pk"))
    )
    return [
        DeskDuty(
            desk,
            on_call=chief_on_call(desk, now),
            chief=access.is_chief(who, desk),
            switch=switch_of(desk),
            first_words=counted.get(desk.pk, 0),
        )
        for desk in access.desks(who)
    ]


def releases(stories: Iterable[int]) -> dict[int, Release]:
    """The hour that stands for each of these stories."""
    rows = Release.objects.filter(story_id__in=list(stories), state=ReleaseState.SCHEDULED)
    return {row.story_id: row for row in rows}


def moved(stories: Iterable[int]) -> set[int]:
    """Stories whose policy moved after their approval, as told to the chief on call and not seen since.

    That somebody has the call changes nothing: the copy cannot go out before the difference is seen.
    """
    seen = PolicySeen.objects.filter(version__story=OuterRef("story"), at__gte=OuterRef("at"))
    anew = Approval.objects.filter(version__story=OuterRef("story"), at__gt=OuterRef("at"))
    rows = Call.objects.filter(~Exists(seen), ~Exists(anew), kind=CallKind.POLICY)
    return set(rows.filter(story_id__in=list(stories)).values_list("story_id", flat=True))
