"""A back-test runs over the archive in pieces, survives its worker, and is judged by named people."""

from datetime import timedelta
from threading import Event, Thread

import pytest

from desk.copyflow import approve, backtest, draft_note, hits, import_piece, publish, submit
from desk.errors import NotYours, Stale, Unsound
from desk.models import BacktestHit, BacktestRun, BacktestState, HitState, LogEntry, Verb
from desk.policy import packs
from tests import make, make_note
from tests.make import NOON

pytestmark = pytest.mark.django_db
BAD = {"headline": "Routine strikes hit the port", "words": "The port was hit again."}


@pytest.fixture
def room():
    return make.newsroom()


def archive(room, bad=2, good=1):
    for n in range(bad):
        submit.submit(make.story(room, slug=f"bad-{n}", **BAD), by=room.ida, now=NOON)
    for n in range(good):
        submit.submit(make.story(room, slug=f"good-{n}"), by=room.ida, now=NOON)


def run_all(run):
    while backtest.work(run.pk, now=NOON):
        pass
    run.refresh_from_db()
    return run


def test_it_counts_what_fires_and_what_would_be_stopped(room) -> None:
    archive(room)
    make.story(room, slug="unfinished", **BAD)
    run = run_all(backtest.ask(make_note.draft(room), by=room.ida, now=NOON))
    assert run.state == BacktestState.DONE
    assert (run.total, run.looked, run.in_scope) == (3, 3, 3)
    told = hits.tally(run)
    assert (told["hits"], told["stories"], told["blocked"], told["new"]) == (2, 2, 2, 2)
    assert run.micros > 0
    assert LogEntry.objects.filter(verb=Verb.BACKTEST, by=room.ida).exists()


def test_published_and_imported_pieces_are_of_the_archive(room) -> None:
    story = make.story(room, **BAD)
    make.cite(story, make.item(), by=room.ida)
    story.refresh_from_db()
    submit.submit(story, by=room.ida, now=NOON)
    approve.approve(story, version_number=1, by=room.cass, now=NOON)
    publish.publish(story, by=room.cass, now=NOON, changed="")
    import_piece.import_piece(
        "Routine strikes hit the town\nA dek.\n\nThe town was hit.",
        desk=room.night,
        slug="imported",
        by=room.ida,
        now=NOON,
    )
    run = run_all(backtest.ask(make_note.draft(room), by=room.ida, now=NOON))
    assert sorted(run.hits.values_list("story__slug", "published")) == [
        ("imported", False),
        ("sadova", True),
    ]


def test_a_worker_that_dies_costs_only_its_last_pieces(room, monkeypatch) -> None:
    archive(room, bad=12, good=0)
    run = backtest.ask(make_note.draft(room), by=room.ida, now=NOON)
    assert backtest.some(run.pk, now=NOON)
    with monkeypatch.context() as dying:
        dying.setattr(backtest, "finish", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            backtest.some(run.pk, now=NOON)
    run.refresh_from_db()
    assert (run.state, run.looked, run.hits.count()) == (BacktestState.RUNNING, 10, 10)
    assert backtest.left() == [run.pk]
    run = run_all(run)
    assert (run.looked, run.hits.count()) == (12, 12)
    assert not backtest.some(run.pk, now=NOON)
    assert BacktestHit.objects.count() == 12


def test_one_run_of_the_same_words(room) -> None:
    version = make_note.draft(room)
    run = backtest.ask(version, by=room.ida, now=NOON)
    assert backtest.ask(version, by=room.nellie, now=NOON) == run
    version.data["rules"][0]["structured"]["terms"] = ["ordinary strike*"]
    version.save()
    assert backtest.ask(version, by=room.ida, now=NOON) != run
    assert hits.of_version(version) is None


def test_hits_are_new_or_stay_or_are_gone(room) -> None:
    archive(room, bad=1, good=0)
    submit.submit(
        make.story(room, slug="other", headline="An ordinary strike"), by=room.ida, now=NOON
    )
    first = make_note.in_force(room)
    draft = draft_note.open_draft(first.note, by=room.ida, now=NOON)
    draft.data["rules"][0]["structured"]["terms"] = ["ordinary strike*"]
    draft.save()
    run = run_all(backtest.ask(draft, by=room.ida, now=NOON))
    assert dict(run.hits.values_list("story__slug", "state")) == {
        "bad-0": HitState.GONE,
        "other": HitState.NEW,
    }
    assert hits.tally(run)["hits"] == 1


def test_a_slow_piece_lets_go_of_the_run(room, monkeypatch) -> None:
    archive(room, bad=3, good=0)
    run = backtest.ask(make_note.draft(room), by=room.ida, now=NOON)
    monkeypatch.setattr(backtest, "HELD", -1.0)
    assert backtest.some(run.pk, now=NOON)
    run.refresh_from_db()
    assert (run.looked, run.state) == (1, BacktestState.RUNNING)
    assert (run_all(run).looked, run.hits.count()) == (3, 3)


def test_the_same_note_again_has_hits_that_stay(room) -> None:
    archive(room, bad=1, good=0)
    first = make_note.in_force(room)
    draft = draft_note.open_draft(first.note, by=room.ida, now=NOON)
    run = run_all(backtest.ask(draft, by=room.ida, now=NOON))
    assert run.hits.get().state == HitState.STAYS


def test_a_run_is_stopped_once(room) -> None:
    archive(room)
    run = backtest.ask(make_note.draft(room), by=room.ida, now=NOON)
    backtest.cancel(run, by=room.nellie, now=NOON)
    with pytest.raises(Stale):
        backtest.cancel(run, by=room.ida, now=NOON)
    assert not backtest.some(run.pk, now=NOON)
    run.refresh_from_db()
    assert (run.state, run.cancelled_by) == (BacktestState.CANCELLED, room.nellie)


@pytest.mark.django_db(transaction=True)
def test_a_run_that_a_worker_holds_is_stopped_without_waiting_for_it() -> None:
    from django.db import connections, transaction

    room = make.newsroom()
    archive(room)
    run = backtest.ask(make_note.draft(room), by=room.ida, now=NOON)
    held, go = Event(), Event()

    def worker() -> None:
        with transaction.atomic():
            BacktestRun.objects.select_for_update(no_key=True).get(pk=run.pk)
            held.set()
            go.wait(10)
        connections.close_all()

    thread = Thread(target=worker)
    thread.start()
    held.wait(10)
    backtest.cancel(run, by=room.nellie, now=NOON)
    go.set()
    thread.join()
    run.refresh_from_db()
    assert run.going
    assert not backtest.some(run.pk, now=NOON)
    run.refresh_from_db()
    assert run.state == BacktestState.CANCELLED


def test_a_hit_is_judged_by_somebody_who_may_read_the_piece(room) -> None:
    archive(room, bad=1, good=0)
    run = run_all(backtest.ask(make_note.draft(room), by=room.ida, now=NOON))
    hit = run.hits.get()
    assert hit.sampled == 1
    with pytest.raises(NotYours):
        hits.judge(hit, right=True, by=room.rupert, now=NOON)
    hits.judge(hit, right=True, by=room.ida, now=NOON)
    hits.judge(hit, right=False, by=room.ida, now=NOON)
    with pytest.raises(Stale):
        hits.judge(hit, right=True, by=room.cass, now=NOON)
    assert hits.tally(run)["judged"] == 1
    assert hits.tally(run)["right"] == 0


def test_the_sample_is_the_same_whenever_it_is_drawn() -> None:
    rows = [(n, f"print-{n}", n) for n in range(200)]
    drawn = backtest.sample(7, rows)
    assert len(drawn) == len(set(drawn)) == 50
    assert backtest.sample(7, list(reversed(rows))) == drawn
    assert backtest.sample(8, rows) != drawn
    assert drawn != sorted(drawn)


def test_a_pack_that_is_not_loaded_is_tried_on_our_own_archive(room) -> None:
    archive(room)
    pack = packs.read("disaster")
    run = run_all(backtest.ask_pack(pack, by=room.ida, now=NOON))
    assert run.state == BacktestState.DONE
    assert run.looked == 3
    assert not run.version
    broken = {**pack, "notes": [{**pack["notes"][0], "rules": [{"key": "x"}]}]}
    with pytest.raises(Unsound):
        backtest.ask_pack(broken, by=room.ida, now=NOON)


def test_pieces_where_another_rule_speaks_of_the_same_place(room) -> None:
    archive(room, bad=1, good=0)
    story_findings = [
        {"note": "other", "rule": "shouting", "zone": "headline"},
        {"note": "other", "rule": "elsewhere", "zone": "body"},
        {"note": None, "rule": None, "zone": "headline"},
    ]
    from desk.models import Evaluation

    Evaluation.objects.update(findings=story_findings)
    run = run_all(backtest.ask(make_note.draft(room), by=room.ida, now=NOON))
    assert hits.pieces_where_both_fire(run) == [("no-routine and shouting", 1)]


def test_only_people_of_a_desk_start_one(room) -> None:
    version = make_note.draft(room)
    room.nellie.roles.all().delete()
    with pytest.raises(NotYours):
        backtest.ask(version, by=room.nellie, now=NOON)
    assert not BacktestRun.objects.exists()
    assert timedelta(seconds=backtest.SLICE) < timedelta(seconds=90)


def test_a_piece_that_cannot_be_read_stops_no_run(room, monkeypatch) -> None:
    archive(room, bad=2, good=0)
    run = backtest.ask(make_note.draft(room), by=room.ida, now=NOON)
    first = backtest.archive().order_by("pk").first()
    gather = backtest.facts.gather

    def broken(story, *given, **more):
        if story.pk == first.pk:
            raise ValueError(story.slug)
        return gather(story, *given, **more)

    monkeypatch.setattr(backtest.facts, "gather", broken)
    run = run_all(run)
    assert (run.state, run.looked, run.unread, run.hits.count()) == (BacktestState.DONE, 2, 1, 1)
