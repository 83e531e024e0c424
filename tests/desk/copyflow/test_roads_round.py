"""Roads round the gate, tried one by one: bulk, API, admin, task, direct rows, stale names."""

import ast
import json
from pathlib import Path

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import get_resolver, reverse

from desk.copyflow import (
    approve,
    edit,
    gate,
    publish,
    restore,
    retract,
    send_back,
    submit,
)
from desk.errors import Blocked, HandInIt, NotApproved, Stale, WrongPhase
from desk.models import Approval, Hand, Part, Phase, Publication, PublicPage, Release, Story, Verb
from desk.policy.types import Stage
from newsroom.celery import app
from tests import make
from tests.desk.copyflow.test_roads import cited, go, headline
from tests.desk.copyflow.test_roads_policy import in_force, rule
from tests.make import NOON

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def room(db):
    return make.newsroom()


def approved(room, **more):
    story = cited(room, **more)
    version = submit.submit(story, by=room.ida, now=NOON)
    approve.approve(story, version_number=version.number, by=room.cass, now=NOON)
    story.refresh_from_db()
    return story


def refused(story, who, wanted, *, doing: str = "published") -> None:
    """Publishing is refused, nothing goes out, the log says so."""
    before = Publication.objects.count()
    with pytest.raises(wanted):
        publish.publish(story, by=who, now=NOON, changed="x")
    assert Publication.objects.count() == before
    last = story.log.first()
    assert (last.verb, last.by) == (Verb.REFUSED, who)
    assert last.words.startswith(f"{doing}:")


# Bulk and direct rows


def test_a_bulk_update_of_the_phase_approves_nothing(room) -> None:
    story = cited(room)
    submit.submit(story, by=room.ida, now=NOON)
    Story.objects.update(phase=Phase.APPROVED)
    refused(story, room.cass, NotApproved)


def test_an_approval_row_without_its_hand_is_no_approval(room) -> None:
    story = cited(room)
    version = submit.submit(story, by=room.ida, now=NOON)
    Approval.objects.bulk_create([Approval(version=version, by=room.ida, at=NOON)])
    Story.objects.update(phase=Phase.APPROVED)
    refused(story, room.cass, NotApproved)
    with pytest.raises(IntegrityError), transaction.atomic():
        Hand.objects.bulk_create([Hand(version=version, person=room.ida, part=Part.APPROVED)])


def test_the_gate_is_asked_in_a_transaction_or_not_at_all(room) -> None:
    story = approved(room)
    connection = transaction.get_connection()
    held, connection.in_atomic_block = connection.in_atomic_block, False
    try:
        with pytest.raises(RuntimeError, match="inside the transaction"):
            gate.pass_through(story, story.latest(), stage=Stage.PUBLISH, now=NOON)
    finally:
        connection.in_atomic_block = held


# Names that no longer stand


def test_a_stale_approval(room) -> None:
    story = approved(room)
    headline(story, "Six hurt on Sadova Street", room.ida)
    refused(story, room.cass, NotApproved)


def test_words_changed_and_changed_back_are_a_draft_again(room) -> None:
    story = approved(room)
    old = story.headline
    headline(story, "Six hurt on Sadova Street", room.ida)
    headline(story, old, room.ida)
    refused(story, room.cass, WrongPhase)


def test_a_save_that_changes_nothing_opens_nothing(room) -> None:
    story = approved(room)
    edit.take_field(
        story.pk, field="headline", value=story.headline, base="", by=room.ida, now=NOON
    )
    story.refresh_from_db()
    assert story.phase == Phase.APPROVED
    publish.publish(story, by=room.cass, now=NOON)
    refused(story, room.cass, Stale)
    with pytest.raises(WrongPhase, match="Nothing has changed"):
        submit.submit(story, by=room.ida, now=NOON)


def test_restoring_an_approved_version_is_a_draft(room) -> None:
    story = approved(room)
    headline(story, "Six hurt on Sadova Street", room.ida)
    restore.restore(story, version_number=1, by=room.ida, now=NOON)
    refused(story, room.cass, WrongPhase)


@pytest.mark.parametrize("road", ["return", "withdraw"])
def test_an_approval_that_was_withdrawn(room, road) -> None:
    story = approved(room)
    if road == "return":
        send_back.send_back(story, words="Not yet.", by=room.cass, now=NOON)
    else:
        submit.withdraw(story, by=room.ida, now=NOON)
    refused(story, room.cass, NotApproved)
    Story.objects.update(phase=Phase.APPROVED)
    refused(story, room.ruth, NotApproved)


def test_a_retracted_piece(room) -> None:
    story = cited(room)
    go(room, story)
    retract.retract(story, reason="wrong", by=room.cass, now=NOON)
    refused(story, room.cass, WrongPhase)
    assert PublicPage.objects.get().status == 410


def test_a_chief_who_wrote_between_two_versions(room) -> None:
    story = cited(room)
    submit.submit(story, by=room.ida, now=NOON)
    headline(story, "Six hurt on Sadova Street", room.cass)
    version = submit.submit(story, by=room.ida, now=NOON)
    with pytest.raises(HandInIt):
        approve.approve(story, version_number=version.number, by=room.cass, now=NOON)
    assert story.log.filter(verb=Verb.REFUSED, words__startswith="approved:").exists()
    refused(story, room.cass, NotApproved)


def test_what_the_house_made_blocking_at_the_hand_over(room) -> None:
    early = {**rule("hurt", "advisory"), "enforcement": {"submit": "blocking"}}
    in_force(room, early, at=NOON)
    story = cited(room)
    with pytest.raises(Blocked):
        submit.submit(story, by=room.ida, now=NOON)
    assert story.latest() is None
    assert story.log.filter(verb=Verb.REFUSED, words__startswith="submitted:").exists()


# Forms, JSON, admin, commands, tasks


def posts(who) -> Client:
    browser = Client(headers={"Accept": "application/json"})
    browser.force_login(who)
    return browser


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("publication", {}),
        ("publication", {"force": "1", "skip": "policy", "phase": "approved"}),
        ("approval", {"version": "1"}),
        ("release", {"at": "2100-01-01T00:00"}),
        ("release", {"at": "2026-01-01T00:00"}),
        ("first-word", {}),
        ("mends", {}),
        ("corrections", {"words": "x"}),
        ("breaking", {"reason": "x" * 30}),
        ("policy-seen", {"fingerprint": "0" * 64}),
    ],
)
@pytest.mark.parametrize("who", ["ida", "nellie", "cass"])
def test_no_program_gets_through_where_a_form_would_not(room, who, name, data) -> None:
    in_force(room, rule("hurt", "blocking"), at=NOON)
    story = cited(room, by=room.ida)
    headline(story, "Five hurt there", room.cass)
    submit.submit(story, by=room.ida, now=NOON)
    answer = posts(getattr(room, who)).post(reverse(f"desk:{name}", args=["sadova"]), data)
    assert answer.status_code in {403, 409, 422}, answer.content
    assert json.loads(answer.content)["title"]
    assert not Publication.objects.exists()
    assert not Approval.objects.exists()
    assert not Release.objects.exists()


def test_details_and_steps_set_no_phase(room) -> None:
    story = cited(room)
    browser = posts(room.ida)
    browser.post(reverse("desk:details", args=["sadova"]), {"phase": "published", "topics": []})
    body = json.dumps(
        {"version": story.doc_version, "client": "x", "steps": [], "phase": "published"}
    )
    browser.post(reverse("desk:steps", args=["sadova"]), body, content_type="application/json")
    body = json.dumps({"field": "phase", "value": "approved", "base": "drafting"})
    browser.post(reverse("desk:fields", args=["sadova"]), body, content_type="application/json")
    story.refresh_from_db()
    assert story.phase == Phase.DRAFTING


def test_there_is_no_admin(room, client) -> None:
    assert not apps.is_installed("django.contrib.admin")
    assert "admin" not in str(get_resolver().reverse_dict.keys())
    room.rupert.is_superuser = room.rupert.is_staff = True
    room.rupert.save()
    cited(room)
    client.force_login(room.rupert)
    for path in ("/admin/", "/desk/admin/", "/desk/stories/sadova/"):
        assert client.get(path).status_code == 404
    assert client.post("/desk/stories/sadova/publication/").status_code == 404


def test_tasks_take_no_story(room) -> None:
    from desk import tasks

    story = cited(room)
    for task in (tasks.sweep_releases, tasks.sweep_policy, tasks.sweep_owed, tasks.follow_wires):
        task()
    story.refresh_from_db()
    assert story.phase == Phase.DRAFTING
    assert not Publication.objects.exists()
    assert {n for n in app.tasks if n.startswith("desk.") and "release" in n} == {
        "desk.tasks.release_one",
        "desk.tasks.sweep_releases",
    }


# Structure: who may write what readers get


def calls_of(path: Path) -> set[str]:
    """Dotted names of everything a module calls, and of the attributes it assigns with their values."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            found.add(ast.unparse(node.func))
        if isinstance(node, ast.Attribute):
            found.add(ast.unparse(node))
    return found


@pytest.mark.parametrize(
    ("doing", "only"),
    [
        ("Publication.objects.create", {"page.py"}),
        ("PublicPage.objects.update_or_create", {"page.py"}),
        ("page.freeze_publication", {"publish.py"}),
        ("put_out", {"publish.py", "correct.py", "snap.py"}),
        ("go_out", {"publish.py", "release.py", "rehearse.py"}),
        ("Approval.objects.create", {"approve.py", "mend.py"}),
        ("Release.objects.create", {"schedule.py"}),
        ("Evaluation.objects.create", {"gate.py"}),
    ],
)
def test_only_these_write_it(doing, only) -> None:
    everywhere = [p for room in ("desk", "newsroom", "wires") for p in (ROOT / room).rglob("*.py")]
    assert {p.name for p in everywhere if doing in calls_of(p)} == only


@pytest.mark.parametrize("name", ["submit", "approve", "publish", "snap", "mend"])
def test_each_of_them_passes_the_gate(name) -> None:
    assert "gate.pass_through" in calls_of(ROOT / "desk" / "copyflow" / f"{name}.py")
