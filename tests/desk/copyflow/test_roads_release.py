"""A scheduled piece goes out at its hour, or is held and said so; no schedule is a way round the gate."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from desk.copyflow import (
    approve,
    call,
    gate,
    legal_hold,
    override,
    post,
    publish,
    rehearse,
    release,
    retract,
    schedule,
    send_back,
    spike,
    submit,
)
from desk.errors import Blocked, NotApproved, NotYours, Stale, Unsound, WrongPhase
from desk.models import Call, Cause, DryRun, Phase, Publication, Release, Role, RoleName, Verb
from desk.policy.types import Stage
from desk.tasks import release_one, sweep_releases
from tests import make
from tests.desk.copyflow.test_roads import cited, go, headline, war_story
from tests.make import NOON
from wires.store import withdraw

pytestmark = pytest.mark.django_db
AT = NOON + timedelta(hours=2)


@pytest.fixture
def room():
    return make.newsroom()


def approved(room, **more):
    story = cited(room, **more)
    version = submit.submit(story, by=room.ida, now=NOON)
    approve.approve(story, version_number=version.number, by=room.cass, now=NOON)
    story.refresh_from_db()
    return story


def scheduled(room, **more):
    story = approved(room, **more)
    schedule.schedule(story, at=AT, by=room.cass, now=NOON)
    return story


def at_hour(hour=AT) -> Release:
    for pk in release.claim_due(now=hour):
        release.release(pk, now=hour)
    return Release.objects.latest("pk")


def nothing_out(story, *, said: str) -> None:
    """Nothing was published, the piece is held, the log and a call say why."""
    row = Release.objects.latest("pk")
    assert not Publication.objects.filter(published_at__gte=AT).exists()
    assert row.state == "held"
    assert said in row.words
    assert story.log.filter(verb=Verb.HELD, words__contains=said).exists()
    assert Call.objects.filter(story=story, kind="held", answered_at=None).exists()


def test_it_goes_out_at_its_hour_once(room) -> None:
    story = scheduled(room)
    assert release.claim_due(now=AT - timedelta(seconds=1)) == []
    assert at_hour().state == "out"
    assert story.publications.get().published_at == AT
    assert story.log.filter(verb=Verb.PUBLISH, by=room.cass).exists()
    assert release.release(Release.objects.get().pk, now=AT) is None
    assert story.publications.count() == 1


def test_two_workers_claim_it_once(room) -> None:
    scheduled(room)
    assert len(release.claim_due(now=AT)) == 1
    assert release.claim_due(now=AT) == []
    assert len(release.claim_due(now=AT + release.LEASE)) == 1


def test_only_approved_copy_is_scheduled(room) -> None:
    story = cited(room)
    with pytest.raises(NotApproved):
        schedule.schedule(story, at=AT, by=room.cass, now=NOON)
    submit.submit(story, by=room.ida, now=NOON)
    with pytest.raises(NotApproved):
        schedule.schedule(story, at=AT, by=room.cass, now=NOON)
    assert not Release.objects.exists()
    assert story.log.filter(verb=Verb.REFUSED, words__startswith="scheduled:").count() == 2


def test_an_editor_schedules_nothing_and_may_take_off(room) -> None:
    story = approved(room)
    with pytest.raises(NotYours):
        schedule.schedule(story, at=AT, by=room.ida, now=NOON)
    schedule.schedule(story, at=AT, by=room.cass, now=NOON)
    assert schedule.unschedule(story, by=room.ida, now=NOON).state == "ended"
    with pytest.raises(WrongPhase):
        schedule.unschedule(story, by=room.ida, now=NOON)
    assert release.claim_due(now=AT) == []


@pytest.mark.parametrize("ahead", [timedelta(0), timedelta(hours=-1), timedelta(days=61)])
def test_an_hour_that_cannot_be(room, ahead) -> None:
    with pytest.raises(Unsound):
        schedule.schedule(approved(room), at=NOON + ahead, by=room.cass, now=NOON)


def test_an_hour_with_a_clock_of_its_own_is_that_hour(room, client) -> None:
    story = approved(room)
    client.force_login(room.cass)
    hour = (timezone.now() + timedelta(days=1)).replace(microsecond=0)
    there = hour.astimezone(ZoneInfo("Asia/Kolkata")).isoformat()
    client.post(f"/desk/stories/{story.slug}/release/", {"at": there})
    assert Release.objects.get().at == hour
    wrong = client.post(f"/desk/stories/{story.slug}/release/", {"at": "0001-01-01T00:00+14:00"})
    assert wrong.status_code == 422


def test_edited_after_it_was_scheduled(room) -> None:
    story = scheduled(room)
    headline(story, "Six hurt on Sadova Street", room.ida)
    at_hour()
    nothing_out(story, said="The copy has changed")


def test_handed_over_anew_after_it_was_scheduled(room) -> None:
    story = scheduled(room)
    headline(story, "Six hurt on Sadova Street", room.ida)
    version = submit.submit(story, by=room.ida, now=NOON)
    approve.approve(story, version_number=version.number, by=room.cass, now=NOON)
    at_hour()
    nothing_out(story, said="not the newest text")


def test_a_cited_post_taken_down_meanwhile_holds_it(room) -> None:
    story = scheduled(room)
    withdraw(story.citations.get().item, now=NOON)
    at_hour()
    nothing_out(story, said="has taken this down")


def test_on_a_legal_hold_at_its_hour(room) -> None:
    story = scheduled(room)
    legal_hold.place(story, reason="A secret order", by=room.cass, now=NOON)
    at_hour()
    nothing_out(story, said="legal hold")
    assert "secret" not in Release.objects.get().words


def test_whoever_scheduled_is_no_chief_any_more(room) -> None:
    story = scheduled(room)
    Role.objects.filter(person=room.cass, name=RoleName.CHIEF).delete()
    at_hour()
    nothing_out(story, said="Only a desk chief")


def test_an_override_that_ends_before_the_hour_holds_it(room) -> None:
    story = war_story(room)
    version = submit.submit(story, by=room.ida, now=NOON)
    for finding in gate.look(story, version, stage=Stage.PUBLISH, now=NOON).blocking():
        override.override(
            story, fingerprint=finding.fingerprint, reason="x" * 25, minutes=60,
            by=room.cass, now=NOON,
        )  # fmt: skip
    approve.approve(story, version_number=version.number, by=room.cass, now=NOON)
    schedule.schedule(story, at=AT, by=room.cass, now=NOON)
    assert not DryRun.objects.get(cause=Cause.SCHEDULED).passes
    at_hour()
    nothing_out(story, said="House policy refuses")


@pytest.mark.parametrize("road", ["return", "withdraw", "spike"])
def test_what_goes_back_is_off_the_schedule(room, road) -> None:
    story = scheduled(room)
    if road == "return":
        send_back.send_back(story, words="Not yet.", by=room.cass, now=NOON)
    elif road == "withdraw":
        submit.withdraw(story, by=room.ida, now=NOON)
    else:
        spike.spike(story, by=room.ida, now=NOON)
    assert Release.objects.get().state == "ended"
    assert at_hour().state == "ended"
    assert not story.publications.exists()


def test_retracted_before_its_update_goes_out(room) -> None:
    story = cited(room)
    go(room, story)
    headline(story, "Six hurt on Sadova Street", room.ida)
    version = submit.submit(story, by=room.ida, now=NOON)
    approve.approve(story, version_number=version.number, by=room.cass, now=NOON)
    with pytest.raises(Unsound, match="what changed"):
        schedule.schedule(story, at=AT, by=room.cass, now=NOON)
    schedule.schedule(story, at=AT, by=room.cass, now=NOON, changed="A sixth person.")
    retract.retract(story, reason="wrong", by=room.cass, now=NOON)
    assert at_hour().state == "ended"
    assert story.publications.count() == 1


def test_published_by_hand_before_its_hour(room) -> None:
    story = scheduled(room)
    publish.publish(story, by=room.ruth, now=NOON)
    assert at_hour().state == "ended"
    assert story.publications.count() == 1


def test_it_was_the_only_release_at_a_time(room) -> None:
    story = scheduled(room)
    schedule.schedule(story, at=AT + timedelta(hours=1), by=room.ruth, now=NOON)
    assert sorted(Release.objects.values_list("state", flat=True)) == ["ended", "scheduled"]


def test_dry_runs_come_an_hour_and_a_quarter_before_once(room) -> None:
    story = scheduled(room)
    withdraw(story.citations.get().item, now=NOON)
    for ahead in (61, 60, 59, 15, 14):
        rehearse.rehearse_due(now=AT - timedelta(minutes=ahead))
        rehearse.rehearse_due(now=AT - timedelta(minutes=ahead))
    runs = {run.cause: run for run in DryRun.objects.all()}
    assert set(runs) == {"scheduled", "t-60", "t-15"}
    assert runs["scheduled"].passes
    assert not runs["t-60"].passes
    assert runs["t-60"].findings[0]["code"] == "cited-item-gone"
    assert Call.objects.filter(kind="dry-run").count() == 1  # the second run says the same
    assert Release.objects.get().state == "scheduled"
    assert not story.publications.exists()


def test_a_run_that_passes_again_answers_the_call_of_one_that_was_refused(room) -> None:
    story = scheduled(room)
    item = story.citations.get().item
    withdraw(item, now=NOON)
    rehearse.rehearse_due(now=AT - timedelta(minutes=59))
    assert Call.objects.filter(kind="dry-run", answered_at=None).count() == 1
    item.refresh_from_db()
    item.withdrawn_at = None
    item.save(update_fields=["withdrawn_at"])
    rehearse.rehearse_due(now=AT - timedelta(minutes=14))
    assert DryRun.objects.get(cause="t-15").passes
    assert not Call.objects.filter(kind="dry-run", answered_at=None).exists()


def test_a_dry_run_writes_nothing_of_the_road(room) -> None:
    story = scheduled(room)
    story.refresh_from_db()
    assert DryRun.objects.get().passes
    assert not Publication.objects.exists()
    assert story.phase == Phase.APPROVED
    assert not story.log.filter(verb=Verb.PUBLISH).exists()


def test_a_release_near_its_hour_has_only_the_runs_that_are_left(room) -> None:
    schedule.schedule(approved(room), at=NOON + timedelta(minutes=20), by=room.cass, now=NOON)
    rehearse.rehearse_due(now=NOON + timedelta(minutes=6))
    assert set(DryRun.objects.values_list("cause", flat=True)) == {"scheduled", "t-15"}


def test_an_hour_missed_while_nothing_ran_is_held(room) -> None:
    story = scheduled(room)
    at_hour(AT + timedelta(hours=3))
    nothing_out(story, said="was not running")


def test_what_cannot_be_carried_out_is_held_after_three_tries(room) -> None:
    story = scheduled(room)
    for n in range(4):
        claimed = release.claim_due(now=AT + n * release.LEASE)
    release.release(claimed[0], now=AT + 3 * release.LEASE)
    nothing_out(story, said="could not be carried out")


def test_the_task_called_directly_before_the_hour_does_nothing(room) -> None:
    from django.utils.timezone import now

    story = approved(room)
    schedule.schedule(story, at=now() + timedelta(hours=1), by=room.cass, now=now())
    release_one(Release.objects.get().pk)
    sweep_releases()
    assert Release.objects.get().state == "scheduled"
    assert not Publication.objects.exists()


def test_the_call_goes_to_whoever_is_on_call_and_is_answered_once(room) -> None:
    call.go_on_call(room.night, until=AT + timedelta(hours=3), by=room.ruth, now=NOON)
    story = scheduled(room)
    headline(story, "Six hurt", room.ida)
    at_hour()
    row = Call.objects.get(kind="held")
    assert row.to == room.ruth
    with pytest.raises(NotYours):
        call.answer(row, by=room.ida, now=AT)
    call.answer(row, by=room.cass, now=AT)
    with pytest.raises(Stale, match="Cass"):
        call.answer(row, by=room.ruth, now=AT)
    with pytest.raises(NotYours):
        call.go_on_call(room.night, until=AT, by=room.ida, now=NOON)


def test_nobody_on_call_means_every_chief(room) -> None:
    call.go_on_call(room.night, until=NOON + timedelta(hours=1), by=room.ruth, now=NOON)
    assert call.chief_on_call(room.night, AT) is None


def test_a_call_is_mailed_once_where_mail_is_set_up(room, settings, mailoutbox) -> None:
    story = scheduled(room)
    headline(story, "Six hurt", room.ida)
    at_hour()
    assert call.mail_open(now=AT) == 0
    settings.MAIL_IS_CONFIGURED = True
    assert [call.mail_open(now=AT) for _ in range(2)] == [1, 0]
    assert post.send_due(now=AT) == 2
    assert {sent.subject for sent in mailoutbox} == {"Held at its hour: sadova"}
    assert sorted(sent.to for sent in mailoutbox) == [["cass@desk.example"], ["ruth@desk.example"]]
    assert not any("Six hurt" in sent.body for sent in mailoutbox)


@pytest.mark.parametrize(
    ("ahead", "state"), [(timedelta(minutes=1), "held"), (timedelta(0), "out")]
)
def test_an_embargo_of_a_cited_item_is_the_pieces_own(room, ahead, state) -> None:
    story = cited(room)
    item = story.citations.get().item
    item.embargo_until = AT + ahead
    item.save(update_fields=["embargo_until"])
    version = submit.submit(story, by=room.ida, now=NOON)
    approve.approve(story, version_number=version.number, by=room.cass, now=NOON)
    with pytest.raises(Blocked):
        publish.publish(story, by=room.cass, now=NOON)
    schedule.schedule(story, at=AT, by=room.cass, now=NOON)
    assert DryRun.objects.get().passes is (state == "out")
    assert at_hour().state == state
    assert story.publications.exists() is (state == "out")
