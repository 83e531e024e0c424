"""Letting pass with an end, in one act for breaking news; and questions that only a person answers."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from desk.copyflow import (
    approve,
    call,
    dismiss,
    gate,
    judge,
    lower,
    mend,
    override,
    publish,
    standing,
    submit,
)
from desk.copyflow.judged import AT_MOST
from desk.errors import Blocked, HandInIt, NotYours, PassEnded, Stale, Unsound
from desk.models import Call, Judgement, Override, Publication, Verb
from desk.policy.types import Stage
from tests import make
from tests.desk.copyflow.test_alone import comma
from tests.desk.copyflow.test_roads import cited, headline, page
from tests.desk.copyflow.test_roads_policy import in_force, rule
from tests.make import NOON
from wires.store import withdraw

pytestmark = pytest.mark.django_db
BEFORE = NOON - timedelta(hours=1)
LATER = NOON + timedelta(minutes=30)
AFTER = NOON + timedelta(minutes=61)
WHY = "A court ruled an hour ago."


@pytest.fixture
def room():
    return make.newsroom()


def approved(room, story):
    version = submit.submit(story, by=room.ida, now=NOON)
    approve.approve(story, version_number=version.number, by=room.cass, now=NOON)
    story.refresh_from_db()
    return story


def blocking(story, now=LATER):
    return gate.look(story, story.latest(), stage=Stage.PUBLISH, now=now).blocking()


def breaking(room, *, words="Five people were hurt, the rescue service said.\n\nThe tram burned."):
    in_force(room, rule("hurt", "blocking"), rule("tram", "blocking"), at=BEFORE)
    story = approved(room, cited(room, words=words))
    override.break_news(story, reason=WHY, by=room.ruth, now=NOON)
    return story


def test_breaking_news_lets_all_pass_for_sixty_minutes_in_one_act(room) -> None:
    story = breaking(room)
    assert Override.objects.count() == 3  # headline and body
    assert {row.expires_at for row in Override.objects.all()} == {NOON + timedelta(minutes=60)}
    publish.publish(story, by=room.cass, now=NOON + timedelta(minutes=59))
    with pytest.raises(Unsound, match="Nothing"):
        override.break_news(story, reason=WHY, by=room.ruth, now=LATER)


def test_breaking_news_is_no_road_for_an_editor_an_author_or_without_a_reason(room) -> None:
    in_force(room, rule("hurt", "blocking"), at=BEFORE)
    story = approved(room, cited(room))
    with pytest.raises(NotYours):
        override.break_news(story, reason=WHY, by=room.nellie, now=NOON)
    with pytest.raises(Unsound, match="too short"):
        override.break_news(story, reason="x" * 19, by=room.ruth, now=NOON)
    headline(story, "Five hurt, Sadova Street", room.ruth)
    with pytest.raises(HandInIt):
        override.break_news(story, reason=WHY, by=room.ruth, now=NOON)
    assert not Override.objects.exists()
    assert story.log.filter(verb=Verb.REFUSED, by=room.ruth).count() == 2


def test_breaking_news_lets_nothing_of_law_pass(room) -> None:
    in_force(room, rule("hurt", "blocking"), at=BEFORE)
    story = cited(room)
    from desk.copyflow import edit

    mark = {"type": "link", "attrs": {"href": "https://t.me/c/12/3"}}
    step = {"stepType": "addMark", "mark": mark, "from": 2, "to": 6}
    edit.take_steps(story.pk, version=story.doc_version, client="l", steps=[step], by=room.ida, now=NOON)  # fmt: skip
    story.refresh_from_db()
    approved(room, story)
    override.break_news(story, reason=WHY, by=room.ruth, now=NOON)
    with pytest.raises(Blocked):
        publish.publish(story, by=room.cass, now=NOON)
    assert {f.code for f in blocking(story)} == {"private-link"}


def test_at_minute_sixty_one_nothing_comes_down_and_everybody_is_told(room) -> None:
    story = breaking(room)
    publish.publish(story, by=room.cass, now=NOON)
    call.go_on_call(room.night, until=NOON + timedelta(hours=4), by=room.ruth, now=NOON)
    assert override.tell_ended(now=NOON + timedelta(minutes=59)) == 0
    for _ in range(2):
        override.tell_ended(now=AFTER)
    assert "were hurt" in page(story)
    assert story.page.state == "live"
    rows = Call.objects.filter(kind="override")
    assert rows.count() == 3
    assert rows[0].to == room.ruth


def test_the_next_update_waits_until_it_is_closed(room) -> None:
    story = breaking(room)
    publish.publish(story, by=room.cass, now=NOON)
    headline(story, "Five hurt on Sadova Street, tram stopped", room.ida)
    version = submit.submit(story, by=room.ida, now=AFTER)
    approve.approve(story, version_number=version.number, by=room.cass, now=AFTER)
    with pytest.raises(Blocked):
        publish.publish(story, by=room.cass, now=AFTER, changed="More.")
    assert story.publications.count() == 1


def test_lowering_the_rule_does_not_close_what_was_signed(room) -> None:
    story = breaking(room, words="Five people were hurt, the rescue service said.")
    publish.publish(story, by=room.cass, now=NOON)
    comma(story, room.nellie, out="service said.", into="service  said.")
    mend.mend(story, by=room.nellie, now=LATER)
    until = AFTER + timedelta(hours=1)
    lower.lower("no-hurt", until=until, reason="The rule is wrong.", by=room.cass, now=AFTER)
    with pytest.raises(PassEnded, match="was not closed"):
        publish.publish(story, by=room.cass, now=AFTER)
    assert story.log.filter(verb=Verb.REFUSED, words__contains="not closed").exists()
    override.tell_ended(now=AFTER)
    for row in gate.ended(story, AFTER):
        override.close(story, pk=row.pk, words="The rule was lowered.", by=room.ruth, now=AFTER)
    assert not Call.objects.filter(kind="override", answered_at=None).exists()
    publish.publish(story, by=room.cass, now=AFTER)
    with pytest.raises(Stale):
        override.close(story, pk=row.pk, words="Again.", by=room.ruth, now=AFTER)


def test_one_whose_words_are_gone_closes_itself(room) -> None:
    in_force(room, rule("tram", "blocking"), at=BEFORE)
    story = approved(room, cited(room, words="The tram burned, the mayor said."))
    override.break_news(story, reason=WHY, by=room.ruth, now=NOON)
    make.write(story, "The bus burned, the mayor said.", by=room.ida)
    submit.submit(story, by=room.ida, now=LATER)
    override.tell_ended(now=AFTER)
    assert Override.objects.get().withdrawn_words == "Its words are gone."
    assert not Call.objects.exists()


def test_readers_are_always_told_of_sourcing_that_was_set_aside(room) -> None:
    story = cited(room)
    withdraw(story.citations.get().item, now=NOON)
    approved(room, story)
    [finding] = blocking(story)
    override.override(story, fingerprint=finding.fingerprint, reason=WHY, by=room.ruth, now=NOON)
    publish.publish(story, by=room.cass, now=NOON)
    assert "A rule of ours on sourcing was set aside" in page(story)
    assert WHY not in page(story)


def test_a_slip_of_hours_that_was_let_pass_is_told_as_one(room) -> None:
    words = "The tram burned at 10am Kyiv time (1000 GMT), the rescue service said."
    story = approved(room, cited(room, words=words))
    [finding] = [one for one in blocking(story) if one.code == "timezone-slip"]
    override.override(story, fingerprint=finding.fingerprint, reason=WHY, by=room.ruth, now=NOON)
    publish.publish(story, by=room.cass, now=NOON)
    assert "A check of ours on hours and figures was set aside" in page(story)
    assert "on sourcing was set aside" not in page(story)


def test_a_chiefs_own_words_stand_in_its_place(room) -> None:
    story = cited(room)
    withdraw(story.citations.get().item, now=NOON)
    approved(room, story)
    [finding] = blocking(story)
    told = "The post we rest on was taken down; we kept a copy."
    override.override(
        story,
        fingerprint=finding.fingerprint,
        reason=WHY,
        reader_words=told,
        by=room.ruth,
        now=NOON,
    )
    publish.publish(story, by=room.cass, now=NOON)
    assert told in page(story)
    assert "on sourcing was set aside" not in page(story)


def question(n: int, weight: str) -> dict:
    word = ("hurt", "street", "rescue")[n]
    return {
        "key": f"ask-{word}",
        "structured": {"kind": "judgement", "checklist": f"Who saw that it was {word}?", "cue": [word]},
        "enforcement": dict.fromkeys(("publish", "update"), weight),
        "must_match": [{"body": f"It was {word} there."}, {"body": f"They saw {word} again."}],
        "must_not_match": [{"body": "It was there."}, {"body": "They saw it again."}],
    }  # fmt: skip


def answer(story, room, n=0, **more):
    given = {"words": "Our own editor stood there at nine.", "by": room.nellie, "now": LATER}
    rule = f"ask-{('hurt', 'street', 'rescue')[n]}"
    number = more.pop("version_number", story.latest().number)
    return judge.judge(story, rule=rule, version_number=number, **{**given, **more})


def test_an_unanswered_question_comes_to_what_its_rule_says(room) -> None:
    in_force(room, question(0, "blocking"), at=BEFORE)
    story = approved(room, cited(room))
    with pytest.raises(Blocked) as refusal:
        publish.publish(story, by=room.cass, now=LATER)
    assert [f.message for f in refusal.value.findings] == ["Who saw that it was hurt?"]
    assert not Publication.objects.exists()
    answer(story, room)
    publish.publish(story, by=room.cass, now=LATER)
    assert story.log.filter(verb=Verb.JUDGE, by=room.nellie).exists()


def test_an_advisory_question_stops_nothing(room) -> None:
    in_force(room, question(0, "advisory"), at=BEFORE)
    publish.publish(approved(room, cited(room)), by=room.cass, now=LATER)


@pytest.mark.parametrize("reason", ["x" * 19, "a" + " " * 30 + "b", "\u200b" * 25, "why\u200b" * 6])
def test_a_reason_is_as_long_as_what_is_read_of_it(room, reason) -> None:
    in_force(room, rule("hurt", "blocking"), at=BEFORE)
    story = approved(room, cited(room))
    [mark, *_] = [f.fingerprint for f in blocking(story)]
    with pytest.raises(Unsound, match="too short"):
        override.override(story, fingerprint=mark, reason=reason, by=room.ruth, now=NOON)


@pytest.mark.parametrize("words", ["", "yes", "  ok  ", "✓", "\u200b" * 12])
def test_a_tick_is_no_answer(room, words) -> None:
    in_force(room, question(0, "blocking"), at=BEFORE)
    story = approved(room, cited(room))
    with pytest.raises(Unsound, match="tick"):
        answer(story, room, words=words)
    for link in ("javascript:x", "https://", "https://x", "http://[", "https://."):
        with pytest.raises(Unsound, match="no link"):
            answer(story, room, words=words, link=link)
    answer(story, room, words=words, link="https://court.example/ruling")
    assert Judgement.objects.get().by == room.nellie


def test_an_answer_is_for_one_text_and_one_version_of_the_rule(room) -> None:
    in_force(room, question(0, "blocking"), at=BEFORE)
    story = approved(room, cited(room))
    answer(story, room)
    with pytest.raises(Stale):
        answer(story, room)
    headline(story, "Five people hurt on Sadova Street", room.ida)
    with pytest.raises(Blocked):
        publish.publish(approved(room, story), by=room.cass, now=LATER)
    with pytest.raises(Stale, match="another version"):
        answer(story, room, version_number=1)
    answer(story, room)
    in_force(room, question(0, "blocking"), at=LATER, at_once=True)
    with pytest.raises(Blocked):
        publish.publish(story, by=room.cass, now=LATER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Judgement.objects.update(words="", link="")


def test_never_more_than_two_are_asked_and_the_heavier_first(room) -> None:
    in_force(room, *(question(n, w) for n, w in enumerate(("advisory", "advisory", "blocking"))), at=BEFORE)  # fmt: skip
    story = approved(room, cited(room))
    asked = gate.questions(story, story.latest(), stage=Stage.PUBLISH, now=LATER)
    assert len(asked) == AT_MOST
    assert asked[0].rule == "ask-rescue"
    with pytest.raises(Unsound, match="not asked"):
        answer(story, room, 1)


def test_who_is_of_no_desk_answers_nothing(room) -> None:
    in_force(room, question(0, "blocking"), at=BEFORE)
    with pytest.raises(NotYours):
        answer(approved(room, cited(room)), room, by=room.rupert)


def test_a_mend_keeps_the_answers(room) -> None:
    in_force(room, question(0, "blocking"), at=BEFORE)
    story = approved(room, cited(room, words="Five people were hurt , the rescue service said."))
    answer(story, room)
    comma(story, room.nellie)
    mend.mend(story, by=room.nellie, now=LATER)
    publish.publish(story, by=room.cass, now=LATER)


def test_a_signature_lets_one_of_two_like_sentences_pass(room) -> None:
    in_force(room, rule("tram", "blocking"), at=BEFORE)
    like = "The tram burned, the mayor said."
    story = approved(room, cited(room, words=f"{like}\n\nIt rained.\n\n{like}"))
    first, second = blocking(story)
    assert first.exact == second.exact
    override.override(story, fingerprint=first.fingerprint, reason=WHY, by=room.ruth, now=NOON)
    assert [f.start for f in blocking(story)] == [second.start]
    with pytest.raises(Blocked):
        publish.publish(story, by=room.cass, now=LATER)
    override.override(story, fingerprint=second.fingerprint, reason=WHY, by=room.ruth, now=NOON)
    publish.publish(story, by=room.cass, now=LATER)


def test_a_sentence_that_is_pasted_again_is_asked_about_again(room) -> None:
    in_force(room, rule("tram", "advisory"), at=BEFORE)
    like = "The tram burned, the mayor said."
    story = cited(room, words=f"{like}\n\nIt rained.")
    [one] = asked_of(story)
    dismiss.dismiss(story, fingerprint=one.fingerprint, code=one.code, answer="intended", by=room.ida, now=NOON)  # fmt: skip
    assert asked_of(story) == ()
    make.write(story, f"{like}\n\nIt rained.\n\n{like}", by=room.ida)
    story.refresh_from_db()
    assert len(asked_of(story)) == 1


def test_a_signature_goes_with_its_sentence(room) -> None:
    in_force(room, rule("tram", "blocking"), at=BEFORE)
    like, rain = (
        "The tram burned, the mayor said.",
        "It rained on the bridges until nine in the morning.",
    )
    story = approved(room, cited(room, words=f"{like}\n\n{rain}\n\n{like}"))
    first, _ = blocking(story)
    override.override(story, fingerprint=first.fingerprint, reason=WHY, by=room.ruth, now=NOON)
    make.write(story, f"{rain}\n\n{like}", by=room.ida)
    story.refresh_from_db()
    with pytest.raises(Blocked):
        publish.publish(approved(room, story), by=room.cass, now=LATER)
    make.write(story, f"{like}\n\n{rain}", by=room.ida)
    story.refresh_from_db()
    publish.publish(approved(room, story), by=room.cass, now=LATER)


def test_a_dismissal_goes_with_its_sentence(room) -> None:
    in_force(room, rule("tram", "advisory"), at=BEFORE)
    like, rain = (
        "The tram burned, the mayor said.",
        "It rained on the bridges until nine in the morning.",
    )
    story = cited(room, words=f"{like}\n\n{rain}\n\n{like}")
    first, second = asked_of(story)
    dismiss.dismiss(story, fingerprint=first.fingerprint, code=first.code, answer="intended", by=room.ida, now=NOON)  # fmt: skip
    make.write(story, f"{rain}\n\n{like}", by=room.ida)
    story.refresh_from_db()
    [left] = asked_of(story)
    assert left.fingerprint == second.fingerprint


def asked_of(story):
    """What the draft is asked about trams, less what was put away."""
    found = gate.look(story, None, stage=Stage.PUBLISH, now=LATER).findings
    return tuple(f for f in standing.undismissed(story, found) if f.code == "no-tram")


def test_one_act_signs_for_every_place_of_a_finding_or_for_none(room) -> None:
    in_force(room, rule("tram", "blocking"), at=BEFORE)
    story = approved(room, cited(room, words="The tram burned, he said.\n\nA tram stood there."))
    marks = [f.fingerprint for f in blocking(story)]
    assert len(marks) == 2
    with pytest.raises(Unsound, match="no longer stands"):
        override.override_each(story, fingerprints=[marks[0], "0" * 64], reason=WHY, by=room.ruth, now=NOON)  # fmt: skip
    assert not Override.objects.exists()
    override.override_each(story, fingerprints=marks, reason=WHY, reader_words="It is its name.", by=room.ruth, now=NOON)  # fmt: skip
    assert blocking(story) == ()
    assert sorted(row.reader_words for row in Override.objects.all()) == ["", "It is its name."]


def test_one_act_puts_every_place_of_a_finding_away(room, client) -> None:
    in_force(room, rule("tram", "advisory"), at=BEFORE)
    story = cited(room, words="The tram burned, he said.\n\nA tram stood there.")
    client.force_login(room.ida)
    page_ = client.get(f"/desk/stories/{story.slug}/").content.decode()
    assert "Intended, all 2" in page_
    assert "paragraph 1, paragraph 2" in page_
    marks = [f.fingerprint for f in asked_of(story)]
    sent = {"fingerprint": marks, "code": "no-tram", "answer": "intended"}
    client.post(f"/desk/stories/{story.slug}/dismissals/", sent)
    assert asked_of(story) == ()
