"""A rule that cannot run on three stories in ten minutes goes to advisory by itself, loudly, once."""

import time
from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now

from desk.copyflow import lower, publish
from desk.copyflow.as_typed import as_typed
from desk.errors import Blocked
from desk.models import Call, LogEntry, Lowering, PolicyNote, RuleFailure, Verb
from desk.policy.checks import CHECKS
from desk.policy.kinds import KINDS
from tests import make
from tests.desk.copyflow.test_roads_policy import approved, in_force, rule
from tests.make import NOON

pytestmark = pytest.mark.django_db
RULE = "no-salvo"


@pytest.fixture
def room():
    return make.newsroom()


@pytest.fixture
def stories(room):
    return [approved(room, slug=f"port-{n}", headline="A salvo hit the port") for n in range(5)]


@pytest.fixture
def broken(room, monkeypatch):
    """A blocking rule that raises on every piece that has its word."""
    monkeypatch.setitem(KINDS, "forbid", replace(KINDS["forbid"], look=raises))
    return in_force(room, broken_rule(), at=NOON - timedelta(hours=1))


def broken_rule() -> dict:
    kept = rule("salvo", "blocking")
    return {**kept, "must_match": [], "must_not_match": []}


def raises(facts, params):
    raise ValueError("a bug")


def refused(story, room, at) -> bool:
    try:
        publish.publish(story, by=room.cass, now=at)
    except Blocked:
        return True
    return False


def minutes(n: float):
    return NOON + timedelta(minutes=n)


def test_the_third_story_lowers_the_rule_for_everybody(room, broken, stories) -> None:
    assert [refused(story, room, minutes(n)) for n, story in enumerate(stories[:3])] == [True] * 3
    [row] = Lowering.objects.all()
    assert (row.rule, row.story, row.itself) == (RULE, None, True)
    assert row.until == minutes(2) + timedelta(hours=24)
    assert "by itself" in LogEntry.objects.get(verb=Verb.LOWER).words
    [call] = Call.objects.all()
    assert "went to advisory for everybody" in call.words
    assert not refused(stories[3], room, minutes(3))
    assert not refused(stories[2], room, minutes(3))
    assert Lowering.objects.count() == Call.objects.count() == 1


@pytest.mark.parametrize(
    ("which", "at"),
    [
        pytest.param((0, 0, 0, 0), (0, 1, 2, 3), id="one story over and over"),
        pytest.param((0, 1, 0, 1), (0, 1, 2, 3), id="two stories"),
        pytest.param((0, 1, 2), (0, 6, 11), id="three stories in eleven minutes"),
    ],
)
def test_fewer_leave_the_door_closed(room, broken, stories, which, at) -> None:
    for n, minute in zip(which, at, strict=True):
        assert refused(stories[n], room, minutes(minute))
    assert not Lowering.objects.exists()
    assert not Call.objects.exists()


def test_a_chief_puts_it_back_and_it_falls_anew_only_after_three_more(
    room, broken, stories
) -> None:
    for n, story in enumerate(stories[:3]):
        refused(story, room, minutes(n))
    lower.raise_again(Lowering.objects.get(), by=room.ruth, now=minutes(3))
    assert [refused(s, room, minutes(4)) for s in stories[:2]] == [True, True]
    assert Lowering.objects.count() == 1
    assert refused(stories[2], room, minutes(5))
    assert Lowering.objects.filter(ended_at=None).count() == 1
    assert not refused(stories[2], room, minutes(6))


def test_law_and_safety_stay_and_the_chiefs_are_told_once(room, stories, monkeypatch) -> None:
    check = CHECKS["private-link"]
    assert check.law
    monkeypatch.setitem(CHECKS, check.code, replace(check, look=lambda facts: raises(facts, None)))
    assert all(refused(story, room, minutes(n)) for n, story in enumerate(stories))
    assert not Lowering.objects.exists()
    [call] = Call.objects.all()
    assert "law and safety" in call.words


def slow(facts, params):
    began = time.thread_time()
    while time.thread_time() - began < 0.05:
        pass
    return iter(())


@pytest.mark.parametrize("look", [slow, raises])
def test_words_that_are_only_typed_set_no_rule_aside(room, stories, monkeypatch, look) -> None:
    monkeypatch.setitem(KINDS, "forbid", replace(KINDS["forbid"], look=look))
    in_force(room, broken_rule(), at=NOON - timedelta(hours=1))
    for n, story in enumerate(stories):
        answer = as_typed(story, who=room.ida, now=minutes(n), given={"headline": "A salvo"})
        assert "rule-could-not-run" in {mark.finding.code for mark in answer.marks}
    assert not RuleFailure.objects.exists()
    assert not Lowering.objects.exists()


def test_a_built_in_check_falls_as_a_rule_does(room, stories, monkeypatch) -> None:
    code = "single-source-as-many"
    check = CHECKS["duplicate-link"]
    bug = replace(check, code=code, look=lambda facts: raises(facts, None))
    monkeypatch.setitem(CHECKS, code, bug)
    assert [refused(story, room, minutes(n)) for n, story in enumerate(stories[:3])] == [True] * 3
    assert Lowering.objects.get().rule == code
    assert not refused(stories[3], room, minutes(4))


def test_its_owner_and_the_board_are_told(room, broken, stories, client) -> None:
    PolicyNote.objects.update(owner=room.nellie)
    for n, story in enumerate(stories[:3]):
        refused(story, room, minutes(n))
    Lowering.objects.update(at=now(), until=now() + timedelta(hours=1))
    client.force_login(room.nellie)
    board = client.get(reverse("desk:board")).content.decode()
    assert "no-salvo could not run on three stories and only advises now" in board
    assert "By itself: It could not run on 3 stories" in board
