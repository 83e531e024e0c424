"""Roads that must stay closed: each was open once, and somebody tried it."""

from datetime import timedelta

import pytest
from django.test import Client
from lxml import etree

from desk.copyflow import (
    approve,
    ask,
    correct,
    details,
    edit,
    gate,
    hold_page,
    lower,
    notes,
    override,
    publish,
    report,
    retract,
    send_back,
    submit,
)
from desk.copyflow.weigh import weigh
from desk.errors import HandInIt, Stale, Unsound, WrongPhase
from desk.models import Evaluation
from desk.policy.types import Stage
from tests import make
from tests.make import NOON
from wires.store import withdraw

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(minutes=5)
WEAPONS = "Russian drones and missiles strike Kyiv in overnight barrage"
WAR = (
    "Russia fired 40 drones and 12 missiles at Kyiv overnight, the air force said.\n\n"
    "Five people were killed and 20 wounded when an apartment block was hit, the rescue service said."
)


@pytest.fixture
def room():
    return make.newsroom()


def cited(room, **more):
    story = make.story(room, **more)
    make.cite(story, make.item(name=f"{story.slug}/1"), by=more.get("by") or room.ida)
    story.refresh_from_db()
    return story


def out(room, **more):
    story = cited(room, **more)
    go(room, story)
    return story


def go(room, story, changed: str = "More is known.") -> None:
    version = submit.submit(story, by=room.ida, now=NOON)
    approve.approve(story, version_number=version.number, by=room.cass, now=NOON)
    publish.publish(story, by=room.cass, now=NOON, changed=changed)
    story.refresh_from_db()


def headline(story, words: str, by) -> None:
    edit.take_field(story.pk, field="headline", value=words, base=story.headline, by=by, now=NOON)
    story.refresh_from_db()


def page(story) -> str:
    story.page.refresh_from_db()
    return bytes(story.page.body).decode()


def notes_in_force(room) -> None:
    for version in notes.load_pack("russia-ukraine", by=room.ida, now=NOON):
        notes.approve_note(version, by=room.cass, now=NOON)


def war_story(room, by=None):
    notes_in_force(room)
    story = cited(room, by=by, headline=WEAPONS, words=WAR)
    details.set_details(
        story, by=by or room.ida, now=NOON, topics=["russia-ukraine-war"], places=["kyiv"]
    )
    story.refresh_from_db()
    return story


def test_a_retraction_is_for_good(room) -> None:
    story = out(room)
    retract.retract(story, reason="wrong", by=room.cass, now=NOON)
    headline(story, "Six hurt on Sadova Street", room.ida)
    with pytest.raises(WrongPhase, match="retracted"):
        go(room, story)
    assert story.page.status == 410


def test_a_hold_outlives_a_publication_and_a_correction(room) -> None:
    story = out(room)
    hold_page.hold_page(story, by=room.cass, now=NOON)
    headline(story, "Six hurt on Sadova Street", room.ida)
    go(room, story)
    assert "We are checking this piece" in page(story)
    headline(story, "Six hurt on Sadova", room.ida)
    correct.correct(story, words="The street was named twice.", by=room.cass, now=NOON)
    assert "We are checking this piece" in page(story)
    hold_page.lift_hold(story, by=room.cass, now=NOON)
    assert "Six hurt on Sadova" in page(story)


def test_an_approval_taken_back_counts_no_more(room) -> None:
    story = cited(room, by=room.ruth)
    version = submit.submit(story, by=room.ruth, now=NOON)
    approve.approve(story, version_number=version.number, by=room.cass, now=NOON)
    send_back.send_back(story, words="I take it back.", by=room.cass, now=NOON)
    headline(story, "Five hurt", room.ida)
    version = submit.submit(story, by=room.ida, now=NOON)
    with pytest.raises(HandInIt):
        approve.approve(story, version_number=version.number, by=room.ruth, now=NOON)


def test_nobody_lowers_a_rule_on_what_they_wrote(room) -> None:
    story = cited(room, by=room.cass)
    with pytest.raises(HandInIt):
        lower.lower(
            "civilian-lead", story=story, until=LATER, reason="late", by=room.cass, now=NOON
        )


def test_what_a_story_is_about_is_approved_with_it(room) -> None:
    story = cited(room)
    version = submit.submit(story, by=room.ida, now=NOON)
    approve.approve(story, version_number=version.number, by=room.cass, now=NOON)
    details.set_details(story, by=room.ida, now=NOON, topics=["disaster"])
    with pytest.raises(WrongPhase):
        publish.publish(story, by=room.cass, now=NOON)


def test_a_question_asked_after_approval_waits(room) -> None:
    story = cited(room)
    version = submit.submit(story, by=room.ida, now=NOON)
    approve.approve(story, version_number=version.number, by=room.cass, now=NOON)
    ask.ask(story, question="Did he order it?", who_would_know="He", by=room.ida, now=LATER)
    publish.publish(story, by=room.cass, now=LATER)
    assert "Did he order it?" not in page(story)


def test_one_chief_alone_adds_neither_link_nor_question(room) -> None:
    story = out(room)
    ask.ask(story, question="Did he order it?", who_would_know="He", by=room.ruth, now=NOON)
    headline(story, "Five hurt", room.ruth)
    correct.correct(story, words="Cut.", by=room.ruth, now=LATER)
    assert "Did he order it?" not in page(story)
    assert "approved by a desk chief" not in page(story)
    mark = {"type": "link", "attrs": {"href": "https://elsewhere.example/x"}}
    step = {"stepType": "addMark", "mark": mark, "from": 4, "to": 12}
    edit.take_steps(
        story.pk, version=story.doc_version, client="l", steps=[step], by=room.ruth, now=LATER
    )
    story.refresh_from_db()
    headline(story, "Five", room.ruth)
    assert not correct.correct(story, words="Cut.", by=room.ruth, now=LATER).downward


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The strike hit a “terrorist headquarters” there.", "The strike hit a terrorist headquarters there."),
        ("Was the mayor paid?", "The mayor paid."),
        ("About 1,200 people died.", "About 200 people died."),
        ("The army hit a depot near a school.", "The army hit a school."),
        ("Two men who fled were later cleared; police hunted the killer.", "Two men who fled were killer."),
        ("Five were hurt, 5% badly.", "Five were hurt, 5 badly."),
        ("Either Russia or Ukraine struck the dam.", "Russia struck the dam."),
        ("Officials fear 40 are dead.", "40 are dead."),
        ("Moscow’s version: Kyiv shelled the plant.", "Kyiv shelled the plant."),
        ("An attempt to kill the general failed.", "An attempt to kill the general."),
        ("The strike would have killed 40.", "The strike killed 40."),
        ("Half a million people fled.", "A million people fled."),
        ("Fewer than 10 people died.", "10 people died."),
        ("Two of the 10 men were armed.", "10 men were armed."),
        ("The man mistaken for the killer fled.", "The killer fled."),
        ("The mayor survived; his aide was killed.", "The mayor was killed."),
        ("A man in a Russian uniform fired.", "A man fired."),
        ("Rebels rather than the army fired.", "Rebels the army fired."),
        ("The shells hit an empty “school” there.", "The shells hit an “school” there."),
    ],
)  # fmt: skip
def test_a_cut_that_claims_more_takes_the_whole_road(before, after) -> None:
    assert not weigh([before], [after]).downward


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Five hurt in Staromist", "Five hurt"),
        ("Five died. The army did it. Ten were hurt.", "Five died. Ten were hurt."),
        ("He called it “a crime” on Monday evening.", "He called it “a crime” on Monday."),
        ("The bakery, built in 1901, burned. It rained.", "The bakery burned. It rained."),
        ("The bakery burned in an hour, and it rained.", "The bakery burned, and it rained."),
        ("“It burned.” It rained. “It stood.”", "“It burned.” “It stood.”"),
        ("It burned. It rained for days.", "It rained for days."),
    ],
)
def test_a_cut_that_claims_less_is_one_chiefs(before, after) -> None:
    assert weigh([before], [after]).downward


def test_our_notes_are_not_for_readers(room) -> None:
    story = make.story(room)
    words = "Call with Olena Kovalenko, nurse, +380 50 123 4567: five hurt"
    item = report.report(words=words, said_by="Olena Kovalenko", by=room.ida, now=NOON, story=story)
    make.cite(story, item, by=room.ida, display="named")
    story.refresh_from_db()
    go(room, story)
    assert "own reporting" in page(story)
    assert "Kovalenko" not in page(story)
    assert "+380" not in page(story)


def test_a_person_classed_private_later_is_not_named(room) -> None:
    source = make.source("Vasyl K", voice="outlet", kind="outlet")
    story = make.story(room)
    make.cite(story, make.item("five hurt", of=source, name="vasylk/77"), by=room.ida)
    story.refresh_from_db()
    source.kind = source.voice = "private-person"
    source.save()
    go(room, story)
    assert "Vasyl K" not in page(story)
    assert "vasylk" not in page(story)


def test_confidential_words_reach_no_finding_and_no_other_hand(room) -> None:
    story = war_story(room)
    item = report.report(
        words="Nine children were killed on Zzyzx Street, an officer told us.",
        confidential=True,
        by=room.ida,
        now=NOON,
        story=story,
    )
    make.cite(story, item, by=room.ida, display="confidential")
    story.refresh_from_db()
    submit.submit(story, by=room.ida, now=NOON)
    nellie = Client()
    nellie.force_login(room.nellie)
    for place in ("", "review/", "findings/", "log/"):
        answer = nellie.get(f"/desk/stories/sadova/{place}")
        assert b"Zzyzx" not in answer.content, place
    assert "Zzyzx" not in str(list(Evaluation.objects.values_list("findings", flat=True)))
    other = make.story(room, slug="other")
    for display in ("linked", "confidential"):
        with pytest.raises(Unsound, match="not on this desk"):
            make.cite(other, item, by=room.nellie, display=display)


def test_a_lowering_is_told_to_its_own_desk_only(room) -> None:
    story = make.story(room, slug="quiet-raid")
    from django.utils.timezone import now

    lower.lower(
        "civilian-lead",
        story=story,
        until=now() + timedelta(hours=2),
        reason="a raid tonight",
        by=room.cass,
        now=now(),
    )
    rupert = Client()
    rupert.force_login(room.rupert)
    assert b"quiet-raid" not in rupert.get("/desk/notes/").content


def test_letting_one_items_finding_pass_lets_no_other_pass(room) -> None:
    story = make.story(room)
    first = make.item(name="a/1")
    second = make.item("Other words.", of=make.source("Other"), name="b/1")
    make.cite(story, first, by=room.ida)
    story.refresh_from_db()
    withdraw(first, now=NOON)
    version = submit.submit(story, by=room.ida, now=NOON)
    for finding in gate.look(story, version, stage=Stage.PUBLISH, now=NOON).blocking():
        override.override(
            story, fingerprint=finding.fingerprint, reason="x" * 25, by=room.cass, now=NOON
        )
    make.cite(story, second, by=room.ida)
    withdraw(second, now=NOON)
    story.refresh_from_db()
    version = submit.submit(story, by=room.ida, now=NOON)
    blocking = gate.look(story, version, stage=Stage.PUBLISH, now=NOON).blocking()
    assert [f.message for f in blocking] == ["Other has taken this down."]


def test_words_for_readers_go_with_the_finding_they_were_for(room) -> None:
    story = war_story(room)
    version = submit.submit(story, by=room.ida, now=NOON)
    standing = gate.look(story, version, stage=Stage.PUBLISH, now=NOON).blocking()
    assert standing
    for finding in standing:
        override.override(
            story, fingerprint=finding.fingerprint, reason="x" * 25, reader_words="Weapons first here.",
            by=room.cass, now=NOON,
        )  # fmt: skip
    headline(story, "Five people killed in Kyiv apartment block", room.ida)
    make.write(story, WAR.split("\n\n")[1], by=room.ida)
    make.cite(story, make.item(name="post/9"), by=room.ida)
    story.refresh_from_db()
    go(room, story)
    assert "Weapons first here." not in page(story)


def test_an_older_note_does_not_come_back_over_a_newer(room) -> None:
    first = notes.load_pack("russia-ukraine", by=room.ida, now=NOON)[0]
    second = notes.propose(
        title=first.note.title, data=first.data, note=first.note, by=room.ida, now=NOON
    )
    notes.approve_note(second, by=room.cass, now=NOON)
    with pytest.raises(Stale, match="newer version"):
        notes.approve_note(first, by=room.cass, now=NOON)


def test_the_feed_is_well_formed_whatever_was_typed(room, client) -> None:
    story = out(room, headline="Five hurt\x08 on Sadova Street")
    etree.fromstring(client.get("/feed.atom").content)
    retract.retract(story, reason="A wrong\x1f name", by=room.cass, now=NOON)
    etree.fromstring(client.get("/feed.atom").content)


def test_the_next_page_is_ours_or_the_board(room, client) -> None:
    room.ida.set_password("a long enough password")
    room.ida.save()
    for after in ("foo", "//elsewhere.example", "javascript:alert(1)"):
        answer = client.post(
            "/desk/sign-in/",
            {"email": room.ida.email, "password": "a long enough password", "next": after},
        )
        assert answer.headers["Location"] == "/desk/"
