"""Verdicts on findings of the lead, and a judge of the desk's own made with them."""

import pytest
from django.urls import reverse

from desk import judge_in_force
from desk.copyflow import gate, notes, own_judge, submit, verdict
from desk.errors import HandInIt, NotYours, Stale, Unsound
from desk.models import Dismissal, JudgeState, LogEntry, OwnJudge, Story, Verb, Verdict
from desk.policy import packs
from desk.policy.framing import drill, head, train
from desk.policy.types import Stage
from desk.tasks import make_judges
from newsroom.celery import app
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db
LEDE = "Missiles struck the port of Staromist overnight, the navy said."
TALLY = {"right": 18, "false": 2, "missed": 2, "sure_right": 0, "sure_false": 0}
TRIAL = {name: {"old": TALLY, "new": TALLY} for name in ("hands", "verdicts")}
OPENING = {"headline": "Missiles strike port", "dek": "", "body_start": LEDE, "topic": "other-war"}


@pytest.fixture
def room():
    return make.newsroom()


def handed_over(room) -> Story:
    """A story of Ida's in review that the judge of the lead asks about, with the note in force."""
    data = packs.read("conflict")["notes"]
    lead = next(note for note in data if any(r["key"].endswith("lead") for r in note["rules"]))
    version = notes.propose(title=lead["title"], data={**lead, "scope": {}}, by=room.ida, now=NOON)
    notes.approve_note(version, by=room.cass, now=NOON)
    story = make.story(room, headline="Missiles strike port overnight", words=LEDE)
    submit.submit(story, by=room.ida, now=NOON)
    return story


@pytest.fixture
def finding(room):
    """A finding of the lead in a story of Ida's."""
    story = handed_over(room)
    review = gate.look(story, story.latest(), stage=Stage.PUBLISH, now=NOON)
    return story, next(f for f in review.findings if "opening" in f.evidence)


def judge(room, *, worse: bool = False) -> OwnJudge:
    return OwnJudge.objects.create(
        data=head.packed(head.shipped()),
        trial=TRIAL,
        worse=worse,
        state=JudgeState.SHADOW,
        by=room.cass,
        at=NOON,
    )


def test_a_verdict_is_kept_with_the_words_it_was_given_on(room, finding) -> None:
    story, found = finding
    row = verdict.say(story, fingerprint=found.fingerprint, label="other", by=room.nellie, now=NOON)
    assert row.text in (LEDE, "Missiles strike port overnight")
    assert row.opening["body_start"] == LEDE
    assert LogEntry.objects.filter(verb=Verb.VERDICT, by=room.nellie).exists()
    assert not Dismissal.objects.exists()


def test_calling_it_wrong_puts_a_question_away(room, finding) -> None:
    story, found = finding
    verdict.say(story, fingerprint=found.fingerprint, label="neutral", by=room.nellie, now=NOON)
    assert Dismissal.objects.get().answer == "wrong"


def test_a_second_verdict_takes_the_place_of_the_first(room, finding) -> None:
    story, found = finding
    for label in ("other", "civilian"):
        verdict.say(story, fingerprint=found.fingerprint, label=label, by=room.nellie, now=NOON)
    assert Verdict.objects.get().label == "civilian"


@pytest.mark.parametrize(("label", "fingerprint"), [("maybe", None), ("other", "gone")])
def test_refuses_what_is_no_verdict(room, finding, label, fingerprint) -> None:
    story, found = finding
    with pytest.raises(Unsound):
        verdict.say(
            story,
            fingerprint=fingerprint or found.fingerprint,
            label=label,
            by=room.nellie,
            now=NOON,
        )


def test_rupert_has_no_say(room, finding) -> None:
    story, found = finding
    with pytest.raises(NotYours):
        verdict.say(story, fingerprint=found.fingerprint, label="other", by=room.rupert, now=NOON)


def test_a_judge_is_made_in_shadow_with_its_trial(room, monkeypatch) -> None:
    few = drill.units()[::12]
    monkeypatch.setattr(drill, "units", lambda: few)
    story = make.story(room)
    for n in range(own_judge.ENOUGH):
        Verdict.objects.create(
            story=story, fingerprint=f"{n}", zone="body", text=LEDE, label="other",
            opening=OPENING, by=room.ida, at=NOON,
        )  # fmt: skip
    hands = tuple(train.Hand(name, train.hands_of()[name].cases[:16]) for name in ("D", "F", "H"))
    own_judge.ask(by=room.cass, now=NOON)
    with pytest.raises(Stale):
        own_judge.ask(by=room.ruth, now=NOON)
    row = own_judge.claimed(NOON)
    assert own_judge.claimed(NOON) is None
    row = own_judge.make(row, hands)
    assert row.state == JudgeState.SHADOW
    assert set(row.trial) == {"hands", "verdicts"}
    assert {"old", "new"} == set(row.trial["hands"])
    assert judge_in_force.in_force() is None
    assert head.unpacked(row.data).full.weights.shape == head.shipped().full.weights.shape


def test_too_few_verdicts_make_no_judge(room) -> None:
    with pytest.raises(Unsound, match="0 verdicts"):
        own_judge.ask(by=room.cass, now=NOON)


def test_a_second_chief_puts_it_in_force_and_the_one_before_steps_back(room) -> None:
    first, second = judge(room), judge(room)
    own_judge.put_in_force(first, by=room.ruth, now=NOON)
    own_judge.put_in_force(second, by=room.ruth, now=NOON)
    first.refresh_from_db()
    assert first.state == JudgeState.SUPERSEDED
    assert judge_in_force.in_force() is judge_in_force.kept(second.pk)


def test_a_judge_of_before_reads_no_more_and_the_shipped_one_decides(room) -> None:
    row = judge(room)
    del row.data["zone"]
    row.save(update_fields=["data"])
    own_judge.put_in_force(row, by=room.ruth, now=NOON)
    assert judge_in_force.in_force() is None


def test_refuses_who_made_it_who_is_no_chief_what_is_worse_and_the_second_click(room) -> None:
    row = judge(room)
    for who, why in ((room.cass, HandInIt), (room.ida, NotYours)):
        with pytest.raises(why):
            own_judge.put_in_force(row, by=who, now=NOON)
    with pytest.raises(Unsound):
        own_judge.put_in_force(judge(room, worse=True), by=room.ruth, now=NOON)
    own_judge.put_in_force(row, by=room.ruth, now=NOON)
    with pytest.raises(Stale):
        own_judge.put_in_force(row, by=room.ruth, now=NOON)


def test_the_page_and_its_acts(room, finding, client) -> None:
    story, found = finding
    client.force_login(room.ida)
    page = client.get(reverse("desk:story", args=[story.slug])).content.decode()
    assert "Not about an attack" in page
    given = {"fingerprint": found.fingerprint, "label": "other"}
    assert client.post(reverse("desk:verdicts", args=[story.slug]), given).status_code == 302
    row = judge(room)
    client.force_login(room.ruth)
    assert client.post(reverse("desk:judge-approval", args=[row.pk])).status_code == 302
    assert "in force" in client.get(reverse("desk:judges")).content.decode()
    assert client.post(reverse("desk:judges-made")).status_code >= 400


def test_the_trial_says_of_how_many_each_share_is_and_who_may_act(room, client) -> None:
    row = judge(room)
    client.force_login(room.cass)
    page = client.get(reverse("desk:judges")).content.decode()
    assert "18 of 20" in page
    assert page.count("none</td>") == 4, "of no sure finding nothing is right"
    assert "another chief puts it in force" in page
    assert reverse("desk:judge-approval", args=[row.pk]) not in page
    client.force_login(room.ruth)
    assert reverse("desk:judge-approval", args=[row.pk]) in client.get(reverse("desk:judges")).content.decode()  # fmt: skip


def test_while_one_is_made_none_other_is_offered(room, client) -> None:
    OwnJudge.objects.create(by=room.cass, at=NOON)
    client.force_login(room.ruth)
    page = client.get(reverse("desk:judges")).content.decode()
    assert 'aria-describedby="not-now"' in page
    assert "One is being made" in page


def test_rupert_and_strangers(room, finding, client) -> None:
    story, _ = finding
    assert client.get(reverse("desk:judges")).status_code == 302
    client.force_login(room.rupert)
    assert client.post(reverse("desk:verdicts", args=[story.slug])).status_code == 404


def test_a_judge_has_the_time_that_its_training_takes_and_less_than_its_lease() -> None:
    assert app.conf.task_soft_time_limit < 600 <= make_judges.soft_time_limit
    assert make_judges.time_limit < own_judge.LEASE.total_seconds()
