"""Back-test a version of a note, or a pack that is not loaded, over the archive.

The run is a row, its work is cut into small transactions that hold the row: a worker that dies gives
it back, a second worker finds it taken, and each goes on after the last piece that was kept.
"""

import hashlib
import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from time import monotonic
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet

from desk import facts
from desk.copyflow import proven
from desk.copyflow.draft_note import need_writer
from desk.errors import Stale, Unsound
from desk.models import (
    HANDED,
    BacktestHit,
    BacktestRun,
    BacktestState,
    BacktestStop,
    HitState,
    LogEntry,
    NoteState,
    Person,
    PolicyVersion,
    Publication,
    Step,
    Story,
    Verb,
    Version,
)
from desk.policy import packs, relaxing
from desk.policy.trial import Tried, stops, tried
from desk.policy.types import Finding, Note

log = logging.getLogger(__name__)
AT_A_TIME = 10  # pieces in one transaction, and
HELD = 2.0  # seconds for which it holds the run at most, but for its first piece
SLICE = 4.0  # seconds of one task: wires are polled by the same workers
SAMPLE = 50
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of the archive: a story with the text that counts, none for an imported draft."""

    story: Story
    version: Version | None
    at: datetime
    published: bool


@dataclass(frozen=True, slots=True)
class Tools:
    """What a run looks with: the notes it tries, those in force before, and the house they stand in.

    `same` are notes that look for the same before and after: they are asked once. `beside` are others
    in force, which may relax a rule.
    """

    notes: tuple[Note, ...]
    before: tuple[Note, ...]
    beside: tuple[Note, ...]
    same: frozenset[str]
    house: facts.House


@transaction.atomic
def ask(version: PolicyVersion, *, by: Person, now: datetime) -> BacktestRun:
    """Begin a run of a version's words; where one of the same words is going, that one."""
    need_writer(by, version.note.desk)
    note = proven.parsed(version)
    active = proven.active_of(version.note)
    data = {**version.data, "slug": note.slug, "title": note.title, "version": version.number}
    before = [whole(active)] if active and active.pk != version.pk else []
    try:
        with transaction.atomic():
            run = BacktestRun.objects.create(
                version=version,
                digest=proven.digest_of(version.data),
                notes=[data],
                before=before,
                beside=relaxing_notes([note.slug]),
                pack_data=version.pack_data,
                asked_by=by,
                asked_at=now,
                total=archive().count(),
            )
    except IntegrityError:
        return version.backtests.filter(state__in=["waiting", "running"]).latest("asked_at")
    LogEntry.record(None, Verb.BACKTEST, by, now, f"{note.title}, version {version.number}")
    return run


@transaction.atomic
def ask_pack(pack: Json, *, by: Person, now: datetime) -> BacktestRun:
    """Begin a run of a whole pack that need not be loaded, beside what is in force of its notes."""
    need_writer(by)
    try:
        for note in pack["notes"]:
            packs.parse_note(note["slug"], note["title"], 1, note)
    except packs.PackError as wrong:
        raise Unsound(str(wrong)) from wrong
    slugs = [note["slug"] for note in pack["notes"]]
    active = PolicyVersion.objects.filter(state=NoteState.ACTIVE, note__slug__in=slugs)
    run = BacktestRun.objects.create(
        pack=str(pack["name"])[:80],
        digest=hashlib.sha256(
            repr([proven.digest_of(n) for n in pack["notes"]]).encode()
        ).hexdigest(),
        notes=pack["notes"],
        before=[whole(row) for row in active.select_related("note")],
        beside=relaxing_notes(slugs),
        pack_data={k: pack[k] for k in ("sources", "classes", "anchors", "swaps") if pack.get(k)},
        asked_by=by,
        asked_at=now,
        total=archive().count(),
    )
    LogEntry.record(None, Verb.BACKTEST, by, now, f"The pack {run.pack}")
    return run


def relaxing_notes(but: Sequence[str]) -> list[Json]:
    """Other notes in force that relax somebody's rule."""
    active = PolicyVersion.objects.filter(state=NoteState.ACTIVE, data__relaxes__0__isnull=False)
    return [whole(row) for row in active.exclude(note__slug__in=but).select_related("note")]


def whole(version: PolicyVersion) -> Json:
    """A version's data with the names that a pack file gives beside it."""
    return {
        **version.data,
        "slug": version.note.slug,
        "title": version.note.title,
        "version": version.number,
    }


def archive() -> QuerySet[Story]:
    """Stories with words that count: published, handed over, or imported as finished."""
    mine = {"story": OuterRef("pk")}
    return Story.objects.on_board().filter(
        Exists(Publication.objects.filter(**mine))
        | Exists(Version.objects.filter(**mine, reason__in=HANDED))
        | Exists(Step.objects.filter(**mine, client="import"))
    )


def piece_of(story: Story) -> Piece:
    """The text of a story that counts: as last published, else as last handed over, else as imported."""
    out = story.publications.order_by("-number").select_related("version").first()
    if out:
        return Piece(story, out.version, out.published_at, published=True)
    latest = story.latest()
    at = latest.made_at if latest else story.changed_at
    return Piece(story, latest, at, published=False)


def work(run_id: int, *, now: datetime, seconds: float = SLICE) -> bool:
    """Look at pieces for a while; whether any are left for another task."""
    end = monotonic() + seconds
    while monotonic() < end:
        if not some(run_id, now=now):
            return False
    return True


@transaction.atomic
def some(run_id: int, *, now: datetime) -> bool:
    """A few pieces in one transaction; false where there is nothing to do or another worker does it."""
    run = (
        BacktestRun.objects.select_for_update(skip_locked=True, no_key=True)
        .filter(pk=run_id)
        .first()
    )
    if run is None or not run.going or stopped(run):
        return False
    if run.started_at is None:
        run.state, run.started_at = BacktestState.RUNNING, now
    stories = list(
        archive().filter(pk__gt=run.cursor).select_related("desk").order_by("pk")[:AT_A_TIME]
    )
    tools = tools_of(run, now)
    end = monotonic() + HELD
    left = len(stories)
    for story in stories:
        if monotonic() > end and left < len(stories):
            break
        left -= 1
        run.cursor, run.looked = story.pk, run.looked + 1
        try:
            with transaction.atomic():
                look(run, piece_of(story), tools)
        except Exception:  # one piece that cannot be read stops no run
            log.exception("piece %s cannot be read in back-test %s", story.pk, run.pk)
            run.unread += 1
    if not left and len(stories) < AT_A_TIME:
        finish(run, now)
    run.save()
    return run.going


def tools_of(run: BacktestRun, now: datetime) -> Tools:
    """The run's notes, parsed, and what the desk knows of sources."""
    house = facts.house(now)
    house = replace(
        house,
        classes={**house.classes, **run.pack_data.get("classes", {})},
        anchors={**house.anchors, **run.pack_data.get("anchors", {})},
    )
    new = {one["slug"]: proven.digest_of(one) for one in run.notes}
    same = {one["slug"] for one in run.before if new.get(one["slug"]) == proven.digest_of(one)}
    before = [one for one in run.before if one["slug"] not in same]
    notes, old, beside = (tuple(notes_of(given)) for given in (run.notes, before, run.beside))
    return Tools(notes, old, beside, frozenset(same), house)


def notes_of(data: Iterable[Json]) -> Iterator[Note]:
    """Notes of a run."""
    for one in data:
        yield packs.parse_note(one["slug"], one["title"], int(one.get("version", 1)), one)


def look(run: BacktestRun, piece: Piece, tools: Tools) -> None:
    """One piece: its hits are rows, its place in the archive is the run's."""
    read = facts.gather(piece.story, piece.version, now=piece.at, house_now=tools.house)
    unchanged = [note for note in tools.notes if note.slug in tools.same]
    new = tried(read, tools.notes, tools.beside)
    old = tried(read, tools.before, [*unchanged, *tools.beside])
    run.in_scope += new.in_scope
    run.unread += not new.ran
    run.micros += new.micros
    BacktestHit.objects.bulk_create(hits(run, piece, new, old, tools.same), ignore_conflicts=True)


def hits(
    run: BacktestRun, piece: Piece, new: Tried, old: Tried, same: frozenset[str]
) -> Iterator[BacktestHit]:
    """Each place once: new, staying, or gone against what is in force."""
    was = {f.fingerprint for f in old.findings}
    was |= {f.fingerprint for f in new.findings if f.note in same}
    now = {f.fingerprint for f in new.findings}
    for finding in new.findings:
        state = HitState.STAYS if finding.fingerprint in was else HitState.NEW
        yield hit(run, piece, finding, state)
    for finding in old.findings:
        if finding.fingerprint not in now:
            yield hit(run, piece, finding, HitState.GONE)


def hit(run: BacktestRun, piece: Piece, finding: Finding, state: HitState) -> BacktestHit:
    """One row."""
    words = piece.version or piece.story
    return BacktestHit(
        run=run,
        story=piece.story,
        note=finding.note or "",
        rule=finding.rule or finding.code,
        fingerprint=finding.fingerprint,
        zone=finding.zone.value,
        exact=finding.exact,
        message=" ".join(filter(None, [finding.message, relaxing.said_of(finding)])),
        headline=words.headline,
        piece_at=piece.at,
        published=piece.published,
        blocks=stops(finding),
        state=state,
    )


def finish(run: BacktestRun, now: datetime) -> None:
    """The last piece is looked at: draw the sample."""
    run.state, run.finished_at, run.total = BacktestState.DONE, now, run.looked
    rows = run.hits.exclude(state=HitState.GONE).values_list("pk", "fingerprint", "story_id")
    for n, pk in enumerate(sample(run.pk, list(rows)), 1):
        BacktestHit.objects.filter(pk=pk).update(sampled=n)


def sample(run_id: int, rows: Sequence[tuple[int, str, int]]) -> list[int]:
    """Up to fifty hits in an order that is random and the same whenever it is drawn again."""

    def order(row: tuple[int, str, int]) -> str:
        return hashlib.sha256(f"{run_id} {row[1]} {row[2]}".encode()).hexdigest()

    return [pk for pk, _, _ in sorted(rows, key=order)[:SAMPLE]]


def left() -> list[int]:
    """Runs with work left: those whose worker died among them."""
    going = BacktestRun.objects.filter(state__in=[BacktestState.WAITING, BacktestState.RUNNING])
    return list(going.order_by("asked_at").values_list("pk", flat=True))


@transaction.atomic
def cancel(run: BacktestRun, *, by: Person, now: datetime) -> BacktestStop:
    """Stop a run; what it found stays to be read. A worker in mid-piece stops after it."""
    need_writer(by)
    run.refresh_from_db()
    try:
        with transaction.atomic():
            stop = BacktestStop.objects.create(run=run, by=by, at=now) if run.going else None
    except IntegrityError:
        stop = None
    if stop is None:
        raise Stale("This back-test has ended already.", satisfy="Start another one.")
    LogEntry.record(None, Verb.BACKTEST, by, now, f"Stopped back-test {run.pk}")
    idle = (
        BacktestRun.objects.select_for_update(skip_locked=True, no_key=True)
        .filter(pk=run.pk)
        .first()
    )
    if idle is not None:
        stopped(idle)
    return stop


def stopped(run: BacktestRun) -> bool:
    """Whether somebody said to stop; the run then says so itself."""
    stop = BacktestStop.objects.filter(run=run).first()
    if stop is None:
        return False
    run.state, run.finished_at, run.cancelled_by = BacktestState.CANCELLED, stop.at, stop.by
    run.save(update_fields=["state", "finished_at", "cancelled_by"])
    return True
