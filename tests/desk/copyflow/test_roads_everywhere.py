"""Every command, every task and every address, tried by all who may not decide: nothing is decided."""

import contextlib
import inspect
import json
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command, get_commands
from django.test import Client
from django.urls import reverse

from desk import tasks, urls
from desk.copyflow import approve, gate, legal_hold, notes, promote, schedule, submit
from desk.models import (
    BacktestRun,
    Hand,
    NoteHand,
    Part,
    Phase,
    PolicyNote,
    PolicyVersion,
    Publication,
    Release,
    Story,
)
from desk.policy.types import Stage
from tests import make, make_note
from tests.desk.copyflow.test_roads import cited
from tests.desk.copyflow.test_roads_policy import AT, LATER, in_force, rule
from tests.make import NOON

# What only people decide, in their name.
DECIDED = (
    "Publication PublicPage Approval Release Override Lowering PolicySeen LegalHold Promotion SnapSwitch "
    "Judgement Correction Retraction PageHold RuleFall Challenge SecondLook OnCall OwnJudge"
).split()


@pytest.fixture
def house(db):
    """A piece that is approved and refused, one that waits for a name, a note and a raise that wait."""
    room = make.newsroom()
    refused = cited(room)
    version = submit.submit(refused, by=room.ida, now=NOON)
    approve.approve(refused, version_number=version.number, by=room.cass, now=NOON)
    schedule.schedule(refused, at=AT, by=room.cass, now=NOON)
    in_force(room, rule("hurt", "blocking"), at_once=True, words="No harm.")
    waiting = cited(room, slug="harbour", headline="Harbour shut", words="It is shut, he said.")
    submit.submit(waiting, by=room.ida, now=NOON)
    held = cited(room, slug="court", headline="Court sits", words="It sits, he said.")
    legal_hold.place(held, reason="An order.", by=room.ruth, now=NOON)
    raised = make_note.in_force(room)
    promote.ask(
        raised, rule="no-routine", stage="publish", to="blocking", reason="Right.", by=room.ida, now=LATER
    )  # fmt: skip
    notes.propose(title="Not yet", data=make_note.data(), by=room.ida, now=NOON)
    return room


def decided() -> dict[str, list]:
    """Every row that stands for somebody's decision, whole."""
    rows = {
        model.__name__: list(model.objects.order_by("pk").values())
        for model in apps.get_app_config("desk").get_models()
        if model.__name__ in DECIDED
    }
    rows["signed"] = [
        list(model.objects.filter(part=Part.APPROVED).values()) for model in (Hand, NoteHand)
    ]
    in_force = PolicyVersion.objects.exclude(state__in=["draft", "in-review"])
    rows["in force"] = list(in_force.order_by("pk").values("pk", "state", "rollout", "review_by"))
    rows["phases"] = list(Story.objects.filter(phase__in=[Phase.APPROVED, Phase.PUBLISHED]).values("slug", "phase"))  # fmt: skip
    return rows


def ours() -> set[str]:
    """Names of our own commands."""
    return {name for name, app in get_commands().items() if app in {"desk", "wires", "newsroom"}}


# With what each is called; `{file}` is a draft that policy refuses, `{folder}` an empty folder.
COMMANDS = {
    "check_copy": "{file} --json",
    "create_chief": "new@desk.example New --desk Night",
    "demo": "--if-empty",
    "export_evidence": "sadova {folder}/out.zip --as ida@desk.example",
    "export_pack": "house-words",
    "give_duty": "nellie@desk.example --desk night",
    "import_piece": "{file} --as ida@desk.example --desk night --slug brought",
    "list_checks": "",
    "load_pack": "conflict --as ida@desk.example",
    "rehash": "",
    "retrain_judge": "--as cass@desk.example",
    "sign_in_link": "ida@desk.example",
    "test_rules": "{file} --json",
    "addresses": "",
    "backfill": "1",
    "parse": "{file}",
    "poll": "",
    "probe": "http://127.0.0.1:1/feed",
    "push": "webhook door --source nobody",
    "replay": "--all",
}
# These two take the servers whole; tests/newsroom/test_backup.py holds that what comes back is what was taken.
WHOLE = {"backup", "restore"}


def test_every_command_of_ours_is_tried_here() -> None:
    assert set(COMMANDS) | WHOLE == ours()


def test_no_command_decides_anything(house, tmp_path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text("Five hurt on Sadova Street\n\nFive people were hurt there, the mayor said.\n")
    before = decided()
    for name, said in COMMANDS.items():
        words = [word.format(file=draft, folder=tmp_path) for word in said.split()]
        # Refused, or with findings: nothing is decided either way.
        with contextlib.suppress(CommandError, SystemExit):
            call_command(name, *words, stdout=StringIO(), stderr=StringIO())
        assert decided() == before, name


def of_no_argument() -> list[str]:
    """Tasks of the desk that anybody who reaches the queue can call."""
    every = {name: one for name, one in vars(tasks).items() if hasattr(one, "apply_async")}
    return sorted(n for n, one in every.items() if not inspect.signature(one.run).parameters)


def test_no_task_decides_anything(house, settings) -> None:
    before = decided()
    before.pop("Release")  # its hour is long past: it is held, and nothing goes out
    for name in of_no_argument():
        getattr(tasks, name)()
        after = decided()
        after.pop("Release")
        assert after == before, name
    assert not Publication.objects.exists()


def test_a_task_with_any_number_lets_nothing_out(house) -> None:
    for number in range(30):
        tasks.release_one(number)
        tasks.run_backtest(number)
    assert not Publication.objects.exists()
    assert set(Release.objects.values_list("state", flat=True)) <= {"scheduled", "held"}
    assert not BacktestRun.objects.filter(state="running").exists()


STORIES = ("sadova", "harbour", "court")


def signed_in(house, who) -> Client:
    """A browser of somebody, or of nobody, that asks for data."""
    browser = Client(headers={"Accept": "application/json"})
    if who:
        browser.force_login(getattr(house, who))
    return browser


def addresses(slug: str) -> list[str]:
    """Every address of a story, of notes and of what is owed, with the first of whatever they name."""
    note = PolicyNote.objects.first()
    given = {"slug": slug, "pk": 1, "number": 1, "part": "words", "key": "no-hurt"}
    found = []
    for one in (*urls.story, *urls.due, *urls.note, *urls.note_of, *urls.draft, *urls.note_version):
        named = one.pattern.converters
        values = {name: given[name] for name in named}
        if one not in urls.story and "slug" in values:
            values["slug"] = note.slug if note else "x"
        found.append(reverse(f"desk:{one.name}", kwargs=values))
    return found


def given(slug: str) -> dict[str, str]:
    """All that a form could hold, and more than any has."""
    story = Story.objects.get(slug=slug)
    found = gate.look(story, story.latest(), stage=Stage.PUBLISH, now=LATER).findings
    print_ = found[0].fingerprint if found else "0" * 64
    return {
        "fingerprint": print_, "reason": "A reason of more than twenty characters.", "words": "Words.",
        "version": "1", "rule": "no-hurt", "long": "shift", "whole": "1", "at": "2026-07-02T14:00",
        "take": "1", "lift": "1", "agree": "1", "on": "1", "changed": "x", "phase": "published",
        "force": "1", "minutes": "60", "answer": "wrong", "upheld": "1", "keep": "1", "hours": "8",
        "code": "no-hurt", "how": "now", "until": "2026-07-02T20:00", "by": "2",
    }  # fmt: skip


@pytest.mark.parametrize("who", ["rupert", None])
def test_no_address_lets_a_stranger_decide(house, who) -> None:
    browser, before = signed_in(house, who), decided()
    for slug in STORIES:
        form = given(slug)
        for address in addresses(slug):
            if "/challenges/" in address:
                continue  # anybody of a desk may contest a rule
            assert browser.post(address, form).status_code < 500, address
            body = json.dumps(form)
            assert browser.post(address, body, content_type="application/json").status_code < 500
    assert decided() == before


def test_whoever_wrote_it_decides_nothing_of_it(house) -> None:
    browser, before = signed_in(house, "ida"), decided()
    for slug in STORIES:
        form = given(slug)
        for address in addresses(slug):
            if "/stories/" in address and not address.endswith(("/release/", "/judgements/")):
                assert browser.post(address, form).status_code < 500, address
    after = decided()
    for rows in (before, after):
        # Copy that is taken back is off its schedule and no longer approved: less, never more.
        for name in ("phases", "Release", "Approval"):
            rows.pop(name)
    assert after == before
    assert not Publication.objects.exists()


@pytest.mark.parametrize("who", ["ida", "cass"])
def test_looking_decides_nothing(house, who) -> None:
    browser, before = signed_in(house, who), decided()
    for slug in STORIES:
        form = given(slug)
        for address in addresses(slug):
            assert browser.get(address, form).status_code < 500, address
    assert decided() == before


def test_what_counts_as_decided_is_there() -> None:
    there = {model.__name__ for model in apps.get_app_config("desk").get_models()}
    assert set(DECIDED) - there == set()
