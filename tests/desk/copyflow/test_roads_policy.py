"""Policy that moves after an approval: whom it binds, who must look, and what readers have already."""

from datetime import timedelta

import pytest

from desk.copyflow import (
    approve,
    gate,
    lower,
    moves,
    notes,
    override,
    promote,
    publish,
    recheck,
    release,
    schedule,
    see_policy,
    submit,
)
from desk.errors import Blocked, NotYours, PolicyMoved, Stale, Unsound
from desk.models import Call, DryRun, PolicySeen, Publication, Recheck, RecheckedPiece, Verb
from desk.policy.types import Stage
from tests import make
from tests.desk.copyflow.test_roads import cited, go, headline
from tests.make import NOON

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(minutes=30)
AT = NOON + timedelta(hours=2)


def rule(word: str, weight: str) -> dict:
    return {
        "key": f"no-{word}",
        "structured": {"kind": "forbid", "terms": [word]},
        "enforcement": dict.fromkeys(("publish", "update"), weight),
        "must_match": [{"body": f"It was {word} there."}, {"body": f"They saw {word} again."}],
        "must_not_match": [{"body": "It was there."}, {"body": "They saw it again."}],
    }


def in_force(room, *rules, at=LATER, title="House words", **more):
    version = notes.propose(title=title, data={"rules": list(rules), **more}, by=room.ida, now=at)
    return notes.approve_note(version, by=room.cass, now=at)


@pytest.fixture
def room():
    return make.newsroom()


def approved(room, **more):
    story = cited(room, **more)
    version = submit.submit(story, by=room.ida, now=NOON)
    approve.approve(story, version_number=version.number, by=room.cass, now=NOON)
    story.refresh_from_db()
    return story


def fingerprint(story, now=LATER) -> str:
    version = story.latest()
    answer = gate.look(story, version, stage=Stage.PUBLISH, now=now)
    return gate.moved_since(story, version, answer, now).fingerprint


def test_a_note_changed_at_night_does_not_undo_the_nights_approvals(room) -> None:
    story = approved(room)
    in_force(room, rule("hurt", "blocking"))
    publish.publish(story, by=room.cass, now=LATER)
    assert story.publications.exists()


def test_it_binds_what_is_handed_over_after_its_hour(room) -> None:
    story = approved(room)
    in_force(room, rule("hurt", "blocking"))
    headline(story, "Five people hurt on Sadova Street", room.ida)
    version = submit.submit(story, by=room.ida, now=LATER)
    approve.approve(story, version_number=version.number, by=room.cass, now=LATER)
    with pytest.raises(Blocked):
        publish.publish(story, by=room.cass, now=LATER)
    assert not Publication.objects.exists()
    assert story.log.filter(verb=Verb.REFUSED, data__codes=["no-hurt"]).exists()


def test_a_version_superseded_meanwhile_still_binds_what_it_bound(room) -> None:
    in_force(room, rule("hurt", "blocking"), at=NOON - timedelta(hours=1))
    story = cited(room)
    version = submit.submit(story, by=room.ida, now=NOON)
    approve.approve(story, version_number=version.number, by=room.cass, now=NOON)
    in_force(room, rule("zebra", "blocking"))
    with pytest.raises(Blocked):
        publish.publish(story, by=room.cass, now=LATER)


def test_a_note_that_is_retired_binds_nothing(room) -> None:
    version = in_force(room, rule("hurt", "blocking"), at=NOON - timedelta(hours=1))
    story = approved(room)
    newer = in_force(room, rule("hurt", "blocking"))
    notes.retire_note(newer, reason="wrong", by=room.cass, now=LATER)
    publish.publish(story, by=room.cass, now=LATER)
    assert version.note.versions.filter(state="active").count() == 0


def test_at_once_closes_the_door_on_what_was_approved(room) -> None:
    story = approved(room)
    in_force(room, rule("hurt", "blocking"), at_once=True)
    with pytest.raises(Blocked):
        publish.publish(story, by=room.cass, now=LATER)
    assert not Publication.objects.exists()


def test_at_once_wants_the_difference_seen_though_nothing_blocks(room) -> None:
    story = approved(room)
    in_force(room, rule("hurt", "advisory"), at_once=True)
    with pytest.raises(
        PolicyMoved, match="“House words” came in version 1: 2 new findings, 0 gone"
    ):
        publish.publish(story, by=room.cass, now=LATER)
    assert story.log.filter(verb=Verb.REFUSED, words__contains="Policy moved").exists()
    with pytest.raises(NotYours):
        see_policy.see_policy(story, fingerprint=fingerprint(story), by=room.ida, now=LATER)
    see_policy.see_policy(story, fingerprint=fingerprint(story), by=room.ruth, now=LATER)
    publish.publish(story, by=room.cass, now=LATER)
    assert PolicySeen.objects.get().difference == {"new": ["no-hurt", "no-hurt"], "gone": []}


def test_a_chief_is_led_to_the_difference_before_the_button_that_would_be_refused(
    room, client
) -> None:
    story = approved(room)
    in_force(room, rule("hurt", "advisory"), at_once=True)
    client.force_login(room.ruth)
    copy = client.get(f"/desk/stories/{story.slug}/").content.decode()
    assert f'href="/desk/stories/{story.slug}/review/#moved">See what policy moved' in copy
    assert f'action="/desk/stories/{story.slug}/publication/"' not in copy
    review = client.get(f"/desk/stories/{story.slug}/review/").content.decode()
    assert 'aria-disabled="true" aria-describedby="moved-why">Publish version 1' in review
    see_policy.see_policy(story, fingerprint=fingerprint(story), by=room.ruth, now=LATER)
    for place in ("", "review/"):
        page = client.get(f"/desk/stories/{story.slug}/{place}").content.decode()
        assert f'action="/desk/stories/{story.slug}/publication/"' in page
        assert "moved-why" not in page


def test_what_was_seen_is_that_version_and_no_other(room) -> None:
    story = approved(room)
    in_force(room, rule("hurt", "advisory"), at_once=True)
    first = fingerprint(story)
    see_policy.see_policy(story, fingerprint=first, by=room.ruth, now=LATER)
    in_force(room, rule("street", "advisory"), at=LATER, at_once=True)
    with pytest.raises(PolicyMoved):
        publish.publish(story, by=room.cass, now=LATER)
    with pytest.raises(Stale, match="moved again"):
        see_policy.see_policy(story, fingerprint=first, by=room.ruth, now=LATER)


def test_an_override_signed_under_an_older_version_does_not_outlive_it(room) -> None:
    in_force(room, rule("hurt", "blocking"), at=NOON - timedelta(hours=1))
    story = cited(room)
    version = submit.submit(story, by=room.ida, now=NOON)
    approve.approve(story, version_number=version.number, by=room.cass, now=NOON)
    for finding in gate.look(story, version, stage=Stage.PUBLISH, now=NOON).blocking():
        override.override(
            story, fingerprint=finding.fingerprint, reason="x" * 25, by=room.ruth, now=NOON
        )
    in_force(room, rule("hurt", "blocking"), at_once=True)
    with pytest.raises(Blocked):
        publish.publish(story, by=room.cass, now=LATER)


def test_scheduled_then_policy_at_once_is_told_and_held(room) -> None:
    story = approved(room)
    schedule.schedule(story, at=AT, by=room.cass, now=NOON)
    in_force(room, rule("hurt", "blocking"), at_once=True)
    recheck.start_rechecks(now=LATER)
    moves.work(now=LATER)
    run = DryRun.objects.get(cause="policy")
    assert not run.passes
    assert Call.objects.filter(story=story, kind="dry-run").exists()
    assert Call.objects.filter(story=story, kind="policy").exists()
    for pk in release.claim_due(now=AT):
        release.release(pk, now=AT)
    assert not Publication.objects.exists()
    assert story.releases.get().state == "held"


def test_a_version_not_at_once_marks_no_approved_story(room) -> None:
    approved(room)
    in_force(room, rule("hurt", "advisory"))
    recheck.start_rechecks(now=LATER)
    moves.work(now=LATER)
    assert not Call.objects.exists()


def out(room, **more):
    story = cited(room, **more)
    go(room, story)
    return story


def asked_again(now=LATER) -> dict[str, str]:
    recheck.start_rechecks(now=now)
    while recheck.work(now=now):
        pass
    newest = Recheck.objects.first()
    return {row.story.slug: row.state for row in newest.pieces.all()}


def test_what_readers_have_is_asked_again_once(room) -> None:
    out(room)
    out(room, slug="bakery", headline="Bakery burns", words="The bakery burned, the mayor said.")
    in_force(room, rule("hurt", "blocking"))
    assert asked_again() == {"sadova": "short", "bakery": "clear"}
    before = RecheckedPiece.objects.count()
    assert asked_again() == {"sadova": "short", "bakery": "clear"}
    assert RecheckedPiece.objects.count() == before
    assert Recheck.objects.get().finished_at == LATER
    assert Publication.objects.count() == 2


def test_what_a_piece_had_when_it_went_out_is_no_news(room) -> None:
    in_force(room, rule("hurt", "advisory"), at=NOON - timedelta(hours=1))
    out(room)
    in_force(room, rule("hurt", "advisory"))
    assert asked_again() == {"sadova": "clear"}
    in_force(room, rule("hurt", "blocking"), at=LATER)
    assert asked_again() == {"sadova": "short"}


def test_a_rule_that_is_raised_later_is_asked_again_and_told_once(room) -> None:
    out(room)
    version = in_force(room, rule("hurt", "blocking"))
    version.rollout = {"no-hurt": {"publish": "shadow", "update": "shadow"}}
    version.save(update_fields=["rollout"])
    assert asked_again() == {"sadova": "clear"}
    for to in ("advisory", "blocking"):
        row = promote.ask(
            version, rule="no-hurt", stage="update", to=to, reason="It is right.",
            by=room.ida, now=LATER,
        )  # fmt: skip
        promote.decide(row, take=True, words="", by=room.cass, now=LATER)
        version.refresh_from_db()
        asked_again()
    states = sorted(RecheckedPiece.objects.values_list("state", flat=True))
    assert states == ["old", "old", "short"]


def test_outside_its_scope_and_advisory_are_told_apart(room) -> None:
    story = out(room)
    story.topics = ["disaster"]
    story.save(update_fields=["topics"])
    in_force(room, rule("hurt", "blocking"), scope={"topics": ["israel-gaza"]})
    assert asked_again() == {"sadova": "outside"}
    in_force(room, rule("hurt", "advisory"), title="Other words", at=LATER)
    assert asked_again() == {"sadova": "asks"}


def test_a_piece_that_falls_short_is_answered_once(room) -> None:
    story = out(room)
    in_force(room, rule("hurt", "blocking"))
    asked_again()
    row = RecheckedPiece.objects.get()
    with pytest.raises(NotYours):
        recheck.open_correction(row, by=room.rupert, now=LATER)
    with pytest.raises(Unsound):
        recheck.answer(row, words=" ", by=room.ida, now=LATER)
    recheck.open_correction(row, by=room.ida, now=LATER)
    with pytest.raises(Stale, match="Ida"):
        recheck.answer(row, words="It stands.", by=room.cass, now=LATER)
    assert story.log.filter(verb=Verb.RECHECK, by=room.ida).exists()


def test_a_correction_that_was_opened_stays_open_while_the_copy_is_changed(room, client) -> None:
    story = out(room)
    in_force(room, rule("hurt", "blocking"))
    asked_again()
    client.force_login(room.ida)
    row = RecheckedPiece.objects.get()
    opened = client.post(f"/desk/owed/rechecks/{row.pk}/")
    page = client.get(opened.url.partition("#")[0]).content.decode()
    again = f"/desk/stories/{story.slug}/rail/?correct={row.pk}"
    assert f'hx-get="{again}"' in page
    rail = client.get(again, headers={"HX-Request": "true"}).content.decode()
    assert '<details id="correct" open>' in rail
    assert "Under “House words”, version 1" in rail


def test_what_readers_have_waits_for_nobody_to_see_a_difference(room, client) -> None:
    story = out(room)
    in_force(room, rule("hurt", "advisory"), at_once=True)
    client.force_login(room.ruth)
    page = client.get(f"/desk/stories/{story.slug}/").content.decode()
    assert "Policy moved" not in page


def test_what_is_owed_says_each_thing_once(room, client) -> None:
    out(room)
    in_force(room, rule("hurt", "blocking"))
    asked_again()
    row = RecheckedPiece.objects.get()
    assert len(row.findings) == 2  # headline and body
    client.force_login(room.ida)
    owed = client.get("/desk/owed/").content.decode()
    assert owed.count(row.findings[0]["message"]) == 1


def test_policy_that_cannot_be_asked_closes_the_door(room) -> None:
    version = in_force(room, rule("hurt", "advisory"), at=NOON - timedelta(hours=1))
    story = approved(room)
    version.data = {"rules": [{"key": "broken", "structured": {"kind": "no-such-kind"}}]}
    version.number = 7  # what is parsed is kept by row and number
    version.save()
    from desk.errors import CannotAsk

    with pytest.raises(CannotAsk, match="nothing goes on"):
        publish.publish(story, by=room.cass, now=NOON)
    assert not Publication.objects.exists()
    assert story.log.filter(verb=Verb.REFUSED, words__contains="could not be asked").exists()


def test_whoever_wrote_lowers_nothing_for_their_own_story(room) -> None:
    in_force(room, rule("hurt", "blocking"), at=NOON - timedelta(hours=1))
    story = cited(room, by=room.cass)
    version = submit.submit(story, by=room.cass, now=NOON)
    approve.approve(story, version_number=version.number, by=room.ruth, now=NOON)
    lower.lower("no-hurt", until=AT, reason="It cries wolf.", by=room.cass, now=NOON)
    with pytest.raises(Blocked):
        publish.publish(story, by=room.ruth, now=LATER)
    assert gate.lowered(story, LATER) == {}
    others = approved(room, slug="another-street")
    publish.publish(others, by=room.cass, now=LATER)
    lower.lower("no-hurt", until=AT, reason="It cries wolf.", by=room.ruth, now=NOON)
    publish.publish(story, by=room.cass, now=LATER)
