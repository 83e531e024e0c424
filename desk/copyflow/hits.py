"""What a back-test found: judged by hand, counted, and read before a version is approved."""

from collections import Counter
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count

from desk import access
from desk.copyflow import proven
from desk.errors import NotYours, Stale, Unsound
from desk.models import (
    BacktestHit,
    BacktestLook,
    BacktestRun,
    BacktestState,
    Evaluation,
    HitState,
    LogEntry,
    Person,
    PolicyVersion,
    Verb,
)

AT_A_TIME = 20  # pieces' findings held at once


@transaction.atomic
def judge(hit: BacktestHit, *, right: bool, by: Person, now: datetime) -> BacktestHit:
    """Say of one hit whether the rule was right, in a name; the first word stands."""
    row = BacktestHit.objects.select_for_update(of=("self",)).select_related("run").get(pk=hit.pk)
    if not access.stories(by).filter(pk=row.story_id).exists():
        raise NotYours("This piece is of a desk you do not work on.")
    if row.judged_by_id not in {None, by.pk}:
        raise Stale("Somebody judged this hit already.", satisfy="Judge another one.")
    row.right, row.judged_by, row.judged_at = right, by, now
    row.save(update_fields=["right", "judged_by", "judged_at"])
    said = f"{row.rule}: {'right' if right else 'wrong'}"
    LogEntry.record(row.story, Verb.JUDGE_HIT, by, now, said, run=row.run_id)
    return row


def opened(run: BacktestRun, *, by: Person, now: datetime) -> None:
    """Somebody has the list of hits before them."""
    if run.state == BacktestState.DONE:
        BacktestLook.objects.get_or_create(run=run, person=by, defaults={"at": now})


def of_version(version: PolicyVersion) -> BacktestRun | None:
    """The newest finished run of exactly these words."""
    digest = proven.digest_of(version.data)
    return version.backtests.filter(state=BacktestState.DONE, digest=digest).first()


def need_looked(version: PolicyVersion, *, by: Person) -> None:
    """A version written here is approved by somebody who has seen what its rules do to the archive."""
    if not version.written_here or not version.data.get("rules"):
        return
    run = of_version(version)
    if run is None:
        raise Unsound(
            "These words have not been back-tested.",
            satisfy="Start a back-test on the note's page; with few pieces it takes seconds.",
        )
    if not run.looks.filter(person=by).exists():
        raise Unsound(
            "You have not opened the list of hits of its back-test.",
            satisfy="Open it, judge some of the sample, and approve then.",
        )


def pieces_where_both_fire(run: BacktestRun) -> list[tuple[str, int]]:
    """Rules of other notes that spoke of the same zone of the same piece, with how many pieces; each
    piece counts once, by what policy said of it last."""
    own = {note["slug"] for note in run.notes} | {None}
    places: dict[int, set[tuple[str, str]]] = {}
    hits = run.hits.exclude(state=HitState.GONE)
    for story, zone, rule in hits.values_list("story_id", "zone", "rule").distinct().iterator():
        places.setdefault(story, set()).add((zone, rule))
    counts: Counter[str] = Counter()
    last = Evaluation.objects.order_by("version__story_id", "-at", "-id").distinct(
        "version__story_id"
    )
    asked = last.filter(version__story__in=hits.values("story"))
    for story, found in asked.values_list("version__story_id", "findings").iterator(AT_A_TIME):
        counts.update(
            {
                f"{rule} and {other['rule']}"
                for zone, rule in places.get(story, ())
                for other in found
                if other.get("note") not in own and other.get("zone") == zone
            }
        )
    return counts.most_common()


def tally(run: BacktestRun) -> dict[str, Any]:
    """What a run came to, in numbers."""
    rows = run.hits.exclude(state=HitState.GONE)
    judged = rows.filter(right__isnull=False)
    return {
        "hits": rows.count(),
        "stories": rows.values("story").distinct().count(),
        "blocked": rows.filter(blocks=True).values("story").distinct().count(),
        "new": rows.filter(state=HitState.NEW).count(),
        "stays": rows.filter(state=HitState.STAYS).count(),
        "gone": run.hits.filter(state=HitState.GONE).count(),
        "right": judged.filter(right=True).count(),
        "judged": judged.count(),
        "sampled": rows.filter(sampled__isnull=False).count(),
        "by_rule": list(rows.values("rule").annotate(n=Count("pk")).order_by("-n")),
    }
