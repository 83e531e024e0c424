"""Law and safety: a duty of its own, and a legal hold that no transition passes."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils.timezone import now

from desk import access
from desk.copyflow import (  # fmt: skip
    approve,
    attach,
    correct,
    gate,
    hold_page,
    legal_hold,
    lower,
    notes,
    override,
    publish,
    remove,
    retract,
    send_back,
    spike,
    submit,
)
from desk.errors import HandInIt, NotYours, OnLegalHold, Stale, Unsound
from desk.models import Override, Role, RoleName
from desk.policy.types import Stage
from tests import make
from tests.desk.copyflow.test_roads import LATER, headline
from tests.make import NOON

pytestmark = pytest.mark.django_db
WHY = "The court lifted its order at 11:40."
MINOR = {
    "key": "minors-named",
    "structured": {"kind": "forbid", "terms": ["schoolboy Danylo"]},
    "enforcement": dict.fromkeys(("publish", "update"), "blocking"),
    "must_match": [{"body": "The schoolboy Danylo ran."}, {"body": "A schoolboy Danylo knew ran."}],
    "must_not_match": [{"body": "A schoolboy ran."}, {"body": "Danylo, a teacher, ran."}],
}
WORDS = "The schoolboy Danylo was hurt on Sadova Street, the rescue service said."


@pytest.fixture
def room():
    return make.newsroom()


@pytest.fixture
def lena(room):
    call_command("give_duty", room.nellie.email, "--desk", "night", stdout=StringIO())
    Role.objects.filter(person=room.nellie, name=RoleName.EDITOR).delete()
    return room.nellie


def law_note(room, lena, **more):
    data = {"precedence": "law", "rules": [MINOR], **more}
    version = notes.propose(title="Minors", data=data, by=room.ida, now=NOON)
    return notes.approve_note(version, by=lena, now=NOON)


def blocking(story):
    version = story.latest()
    return gate.look(story, version, stage=Stage.PUBLISH, now=LATER).blocking()


def handed(room, words=WORDS):
    story = make.story(room, words=words)
    submit.submit(story, by=room.ida, now=LATER)
    return story


def test_a_chief_lets_no_finding_of_law_pass(room, lena) -> None:
    law_note(room, lena)
    story = handed(room)
    [finding] = blocking(story)
    assert finding.law
    with pytest.raises(NotYours, match="law and safety"):
        override.override(story, fingerprint=finding.fingerprint, reason=WHY, by=room.cass, now=LATER)  # fmt: skip
    override.override(story, fingerprint=finding.fingerprint, reason=WHY, by=lena, now=LATER)
    assert not blocking(story)


def test_the_duty_signs_for_nothing_else_and_never_on_its_own_story(room, lena) -> None:
    story = make.story(room)
    cited = make.item()
    make.cite(story, cited, by=room.ida)
    from wires.store import withdraw

    withdraw(cited, now=NOON)
    story.refresh_from_db()
    submit.submit(story, by=room.ida, now=NOON)
    [finding] = blocking(story)
    with pytest.raises(NotYours, match="desk chief"):
        override.override(story, fingerprint=finding.fingerprint, reason=WHY, by=lena, now=LATER)
    Role.objects.create(person=room.ida, desk=None, name=RoleName.LAW)
    law_note(room, lena)
    own = make.story(room, words=WORDS, slug="own")
    submit.submit(own, by=room.ida, now=LATER)
    [finding] = blocking(own)
    with pytest.raises(HandInIt):
        override.override(own, fingerprint=finding.fingerprint, reason=WHY, by=room.ida, now=LATER)


def test_a_chief_lowers_no_rule_of_law(room, lena) -> None:
    law_note(room, lena)
    until = LATER.replace(hour=14)
    for rule in ("minors-named", "private-link"):
        with pytest.raises(NotYours):
            lower.lower(rule, until=until, reason="late", by=room.cass, now=LATER)
    row = lower.lower("minors-named", until=until, reason="order lifted", by=lena, now=LATER)
    story = handed(room)
    assert not blocking(story)
    lower.raise_again(row, by=lena, now=LATER)
    assert blocking(story)
    other = lower.lower("civilian-lead", until=until, reason="late", by=room.cass, now=LATER)
    with pytest.raises(NotYours):
        lower.raise_again(other, by=lena, now=LATER)


def test_a_lowering_signed_before_the_rule_was_of_law_reaches_it_no_more(room, lena) -> None:
    lower.lower("minors-named", until=NOON.replace(hour=18), reason="late", by=room.cass, now=NOON)
    law_note(room, lena)
    assert blocking(handed(room))


def test_a_chief_neither_approves_nor_retires_nor_unmarks_a_note_of_law(room, lena) -> None:
    version = law_note(room, lena)
    with pytest.raises(NotYours):
        notes.retire_note(version, reason="in the way", by=room.cass, now=NOON)
    unmarked = notes.propose(
        title="Minors", data={"rules": [MINOR]}, note=version.note, by=room.ida, now=NOON
    )
    with pytest.raises(NotYours):
        notes.approve_note(unmarked, by=room.cass, now=NOON)


def test_a_chief_takes_no_place_of_a_note_of_law_that_waits_for_its_hour(room, lena) -> None:
    data = {"precedence": "law", "rules": [MINOR]}
    version = notes.propose(title="Minors", data=data, by=room.ida, now=NOON)
    version.effective_from = LATER.replace(hour=18)
    version.save(update_fields=["effective_from"])
    notes.approve_note(version, by=lena, now=NOON)
    unmarked = notes.propose(
        title="Minors", data={"rules": [MINOR]}, note=version.note, by=room.ida, now=NOON
    )
    with pytest.raises(NotYours):
        notes.approve_note(unmarked, by=room.cass, now=NOON)
    version.refresh_from_db()
    assert version.state == "approved"


def test_a_house_note_does_not_weaken_a_built_in_code_of_law(room) -> None:
    quiet = {
        "key": "quiet-links",
        "structured": {"kind": "provenance", "code": "private-link"},
        "enforcement": {"publish": "shadow"},
        "must_match": [{"body": "Seen.", "links": ["https://t.me/c/12/3"]}, {"body": "Seen.", "links": ["https://t.me/+abcdef"]}],
        "must_not_match": [{"body": "Seen.", "links": ["https://t.me/a/1"]}, {"body": "Seen.", "links": ["https://t.me/b/2"]}],
    }  # fmt: skip
    version = notes.propose(title="Quiet", data={"rules": [quiet]}, by=room.ida, now=NOON)
    notes.approve_note(version, by=room.cass, now=NOON)
    story = make.story(room, words="Seen by Olena.")
    from desk.copyflow import edit

    mark = {"type": "link", "attrs": {"href": "https://t.me/c/12/3"}}
    step = {"stepType": "addMark", "mark": mark, "from": 1, "to": 5}
    edit.take_steps(story.pk, version=story.doc_version, client="l", steps=[step], by=room.ida, now=NOON)  # fmt: skip
    story.refresh_from_db()
    submit.submit(story, by=room.ida, now=NOON)
    assert "private-link" in {f.code for f in blocking(story)}


def test_an_unknown_precedence_is_refused_in_words(room) -> None:
    with pytest.raises(Unsound, match="none of law, accuracy"):
        notes.propose(title="N", data={"precedence": "god", "rules": []}, by=room.ida, now=NOON)


def test_a_legal_hold_stops_every_transition_but_not_taking_back(room, lena) -> None:
    story = handed(room, "Five people were hurt, the rescue service said.\n\nThe bakery burned.")
    approve.approve(story, version_number=1, by=room.cass, now=LATER)
    publish.publish(story, by=room.cass, now=LATER)
    story.refresh_from_db()
    hold_page.hold_page(story, by=room.cass, now=LATER)
    headline(story, "Six hurt on Sadova Street", room.ida)
    legal_hold.place(story, reason="An order of the Lviv court.", by=room.cass, now=LATER)
    roads = [
        lambda: submit.submit(story, by=room.ida, now=LATER),
        lambda: submit.withdraw(story, by=room.ida, now=LATER),
        lambda: approve.approve(story, version_number=1, by=room.ruth, now=LATER),
        lambda: publish.publish(story, by=room.cass, now=LATER, changed="x"),
        lambda: correct.correct(story, words="x", by=room.cass, now=LATER),
        lambda: send_back.send_back(story, words="x", by=room.cass, now=LATER),
        lambda: spike.spike(story, by=room.ida, now=LATER),
        lambda: spike.reopen(story, by=room.ida, now=LATER),
        lambda: hold_page.lift_hold(story, by=room.cass, now=LATER),
    ]
    for road in roads:
        with pytest.raises(OnLegalHold, match="legal hold"):
            road()
    retract.retract(story, reason="Withdrawn.", by=room.cass, now=LATER)


def test_only_the_duty_lifts_a_legal_hold_once(room, lena) -> None:
    story = handed(room)
    with pytest.raises(NotYours):
        legal_hold.place(story, reason="x", by=room.ida, now=NOON)
    with pytest.raises(Unsound):
        legal_hold.place(story, reason=" ", by=room.cass, now=NOON)
    legal_hold.place(story, reason="An order.", by=room.cass, now=NOON)
    with pytest.raises(Stale):
        legal_hold.place(story, reason="An order.", by=lena, now=NOON)
    with pytest.raises(NotYours):
        legal_hold.lift(story, by=room.cass, now=NOON)
    legal_hold.lift(story, by=lena, now=NOON)
    with pytest.raises(Stale):
        legal_hold.lift(story, by=lena, now=NOON)


def test_the_reason_of_a_legal_hold_is_for_two_pairs_of_eyes(room, lena) -> None:
    story = handed(room)
    legal_hold.place(story, reason="Zzyzx order", by=room.cass, now=now())
    seen = {}
    for who in (room.ida, room.cass, room.ruth, lena):
        browser = Client()
        browser.force_login(who)
        pages = [browser.get(f"/desk/stories/sadova/{p}").content for p in ("", "review/", "log/")]
        seen[who.name] = any(b"Zzyzx" in page for page in pages)
        assert b"Legal hold" in pages[0]
        assert b"On a legal hold" in browser.get("/desk/").content
    assert seen == {"Ida": False, "Cass": True, "Ruth": False, "Nellie": True}


def test_whoever_answers_for_law_of_the_house_knows_every_story(room) -> None:
    Role.objects.create(person=room.rupert, desk=None, name=RoleName.LAW)
    assert access.stories(room.rupert).filter(pk=make.story(room).pk).exists()
    assert not access.is_editor(room.rupert, room.night)


@pytest.mark.parametrize(
    ("minutes", "status", "ends"),
    [("", 302, False), ("60", 302, True), ("0", 422, None), ("1441", 422, None), ("-1", 422, None),
     ("soon", 422, None), ("9" * 5000, 422, None)],
)  # fmt: skip
def test_the_form_takes_two_texts_and_an_end(room, client, minutes, status, ends) -> None:
    story = make.story(room)
    cited = make.item()
    make.cite(story, cited, by=room.ida)
    from wires.store import withdraw

    withdraw(cited, now=NOON)
    story.refresh_from_db()
    submit.submit(story, by=room.ida, now=NOON)
    [finding] = blocking(story)
    client.force_login(room.cass)
    page = client.get("/desk/stories/sadova/review/").content.decode()
    assert 'name="minutes"' in page
    answer = client.post(
        "/desk/stories/sadova/overrides/",
        {"fingerprint": finding.fingerprint, "reason": WHY, "reader_words": "", "minutes": minutes, "from": "review"},
    )  # fmt: skip
    assert answer.status_code == status
    if status == 302:
        assert answer.url.endswith("/review/")
        assert bool(Override.objects.get().expires_at) is ends
        assert Override.objects.get().reader_words == ""


def test_an_author_is_offered_no_form(room, client) -> None:
    story = make.story(room, by=room.cass)
    cited = make.item()
    make.cite(story, cited, by=room.cass)
    from wires.store import withdraw

    withdraw(cited, now=NOON)
    story.refresh_from_db()
    submit.submit(story, by=room.ida, now=NOON)
    client.force_login(room.cass)
    page = client.get("/desk/stories/sadova/review/").content.decode()
    assert 'name="minutes"' not in page
    assert "You wrote in this story" in page


def test_findings_are_told_apart_by_version(room, client) -> None:
    story = handed(room, "TK the rescue service said five were hurt.")
    make.write(story, "XXX the rescue service said five were hurt.", by=room.ida)
    client.force_login(room.ida)
    page = client.get("/desk/stories/sadova/").content.decode()
    assert "new since version 1" in page
    assert "gone since version 1" in page


@pytest.mark.parametrize("rests", ["cited", "beside", "no more"])
def test_what_a_story_on_a_legal_hold_rests_on_is_not_taken_away(room, lena, rests) -> None:
    item, other = make.item(name="post/1"), make.item("It rained.", name="post/2")
    story = make.story(room)
    if rests == "beside":
        attach.attach(story, item, by=room.ida, now=NOON)
    else:
        make.cite(story, item, by=room.ida)
        submit.submit(story, by=room.ida, now=NOON)
    if rests == "no more":
        make.write(story, "It rained, the mayor said.", by=room.ida)
        assert not story.citations.exists()
    legal_hold.place(story, reason="An order.", by=room.cass, now=NOON)
    with pytest.raises(OnLegalHold, match="evidence stays"):
        remove.remove_item(item, ground="court", by=room.cass, now=LATER)
    remove.remove_item(other, ground="court", by=room.cass, now=LATER)
    remove.remove_item(item, ground="safety", by=lena, now=LATER)
    item.refresh_from_db()
    assert item.removed_at == LATER
