"""When a note version comes in force: what readers have is asked again, piece by piece, in the background.

What is scheduled and what is approved is asked about beside it (`moves`). Work is in rows: a worker takes
a batch that nobody else holds and writes what it found in the same transaction, so doing it twice does nothing. Only findings that the piece did not have when it went
out are told: readers are owed a correction for what is wrong, not for what a newer note would prefer.
"""

from datetime import datetime

from django.db import transaction

from desk import access, facts, judge_in_force
from desk.copyflow import binding, gate, moves
from desk.copyflow.locking import take
from desk.errors import Stale, Unsound
from desk.models import (
    LogEntry,
    Person,
    PieceState,
    PolicyVersion,
    Promotion,
    PublicPage,
    Recheck,
    RecheckedPiece,
    Verb,
)
from desk.nudge import board_changed
from desk.policy.compare import compare, known
from desk.policy.types import Enforcement, Finding, Review, Stage

BATCH = 20


def start_rechecks(*, now: datetime) -> list[int]:
    """Begin the work of every version in force, and of every rule raised since, that has none yet."""
    asked = Recheck.objects.filter(promotion=None).values("policy")
    new = PolicyVersion.objects.filter(pk__in=[row.pk for row in facts.in_force(now)])
    causes: list[tuple[PolicyVersion, Promotion | None]] = [
        (version, None) for version in new.exclude(pk__in=asked).select_related("note")
    ]
    raised = Promotion.objects.filter(taken=True, decided_at__lte=now, version__in=new)
    done = Recheck.objects.exclude(promotion=None).values("promotion")
    causes += [
        (one.version, one) for one in raised.exclude(pk__in=done).select_related("version__note")
    ]
    return [version.pk for version, raised_by in causes if start(version, raised_by, now=now)]


@transaction.atomic
def start(version: PolicyVersion, promotion: Promotion | None, *, now: datetime) -> bool:
    """Lay out the work of one cause; False where another worker did."""
    row, made = Recheck.objects.get_or_create(
        policy=version, promotion=promotion, defaults={"at": now}
    )
    if not made:
        return False
    # What an older cause of the same note left open is asked again by this one.
    RecheckedPiece.objects.filter(recheck__policy__note=version.note_id, answered_at=None).update(
        state=PieceState.OLD
    )
    Recheck.objects.filter(policy__note=version.note_id, finished_at=None).exclude(
        pk=row.pk
    ).update(finished_at=now)
    moves.begin(policy=version, promotion=promotion, now=now)
    pages = PublicPage.objects.filter(status=200).values_list("story_id", "publication_id")
    pieces = (
        RecheckedPiece(recheck=row, story_id=story, publication_id=publication)
        for story, publication in pages.iterator()
    )
    RecheckedPiece.objects.bulk_create(pieces, batch_size=1000)
    if not row.pieces.exists():
        row.finished_at = now
        row.save(update_fields=["finished_at"])
    return True


@transaction.atomic
def work(*, now: datetime) -> int:
    """Ask again about one batch of pieces; how many were asked."""
    rows = list(
        RecheckedPiece.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(state=PieceState.WAITING)
        .select_related("recheck__policy__note", "story__desk", "publication__version")
        .order_by("id")[:BATCH]
    )
    for row in rows:
        look_again(row, now=now)
    for recheck in {row.recheck for row in rows}:
        if not recheck.pieces.filter(state=PieceState.WAITING).exists():
            recheck.finished_at = now
            recheck.save(update_fields=["finished_at"])
    if rows:
        transaction.on_commit(board_changed)
    return len(rows)


def look_again(row: RecheckedPiece, *, now: datetime) -> None:
    """One piece under the notes of today, against what it had when it went out."""
    slug = row.recheck.policy.note.slug
    try:
        with transaction.atomic():
            before, answer = reviews(row, now)
    except Exception as fault:  # noqa: BLE001 - one piece that cannot be asked stops no other
        row.state, row.answer = PieceState.FAILED, type(fault).__name__
    else:
        new = fresh(before, answer, slug)
        row.state = state_of(new, inside=slug in binding.in_force_now(answer))
        row.findings = [gate.as_data(finding) for finding in new]
    row.at = now
    row.save(update_fields=["state", "answer", "findings", "at"])


def reviews(row: RecheckedPiece, now: datetime) -> tuple[Review, Review]:
    """What policy said under the notes the piece went out with, and what it says today."""
    version = row.publication.version
    then = version.evaluations.filter(stage__in=[Stage.PUBLISH, Stage.UPDATE]).first()
    was = {one["slug"]: one["version"] for one in then.in_force} if then else {}
    judge = judge_in_force.number()
    house = facts.house_of(was, now, at=row.publication.published_at, judge=judge)
    return (
        gate.look(row.story, version, stage=Stage.UPDATE, now=now, house=house),
        gate.look(row.story, version, stage=Stage.UPDATE, now=now, house=facts.house(now)),
    )


def fresh(before: Review, answer: Review, slug: str) -> list[Finding]:
    """Findings of the note that came with its new version."""
    difference = compare(map(known, before.findings), map(known, answer.findings))
    came = {one.fingerprint for one in (*difference.new, *difference.heavier)}
    return [f for f in answer.findings if f.note == slug and f.fingerprint in came]


def state_of(new: list[Finding], *, inside: bool) -> PieceState:
    """What a piece comes to."""
    if not inside:
        return PieceState.OUTSIDE
    if any(f.enforcement is Enforcement.BLOCKING for f in new):
        return PieceState.SHORT
    return PieceState.ASKS if new else PieceState.CLEAR


@transaction.atomic
def answer(row: RecheckedPiece, *, words: str, by: Person, now: datetime) -> RecheckedPiece:
    """Say what becomes of a piece that falls short: a correction is opened, or it stands as it is."""
    story = take(row.story_id)
    access.need_editor(by, story)
    row = RecheckedPiece.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.answered_by:
        raise Stale(f"{row.answered_by.name} has answered this: {row.answer}")
    if not words.strip():
        raise Unsound("Say why it stands as it is.", field="words")
    row.answered_by, row.answered_at, row.answer = by, now, words.strip()[:300]
    row.save(update_fields=["answered_by", "answered_at", "answer"])
    LogEntry.record(story, Verb.RECHECK, by, now, row.answer)
    transaction.on_commit(board_changed)
    return row


def open_correction(row: RecheckedPiece, *, by: Person, now: datetime) -> RecheckedPiece:
    """Take the piece up to correct it; the copy is changed next, and the note goes on top."""
    return answer(row, words="A correction is opened.", by=by, now=now)
