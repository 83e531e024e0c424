"""What people of another desk, people of no desk and people who left are told: nothing that is not theirs."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from desk.copyflow import challenge, digest, second_look, submit, watch
from desk.models import Call, Digest, Evaluation, Letter, Person, Role, SecondLook
from tests import make, make_note
from tests.make import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return make.newsroom()


def signed_in(who) -> Client:
    client = Client()
    client.force_login(who)
    return client


def test_a_contested_rule_quotes_no_copy_to_another_desk(room) -> None:
    version = make_note.in_force(room)
    story = make.story(room)
    challenge.contest(version.note, rule="no-routine", words="It is a quote.", story=story, exact="hurt on Sadova", by=room.ida, now=NOON)  # fmt: skip
    address = reverse("desk:note", args=[version.note.slug])
    assert "hurt on Sadova" in signed_in(room.nellie).get(address).content.decode()
    page = signed_in(room.rupert).get(address).content.decode()
    assert "It is a quote." in page
    assert "hurt on Sadova" not in page


def test_a_desks_own_note_stands_in_no_other_desks_audit(room) -> None:
    version = make_note.in_force(room)
    version.note.desk = room.night
    version.note.save(update_fields=["desk"])
    submit.submit(make.story(room), by=room.ida, now=NOON)
    address = "/desk/notes/audit/?month=2026-07"
    assert "no-routine" in signed_in(room.ida).get(address).content.decode()
    assert "no-routine" not in signed_in(room.rupert).get(address).content.decode()


@pytest.mark.parametrize("month", ["9999-12", "0001-01", "1999-12", "2026-13", "x"])
def test_a_month_that_nobody_worked_is_this_one(room, month) -> None:
    answer = signed_in(room.ida).get(f"/desk/notes/audit/?month={month}")
    assert answer.status_code == 200


def test_whoever_writes_on_no_desk_sets_no_watch_and_sends_nobody_out(room) -> None:
    stranger = Person.objects.create_user("s@desk.example", "Stranger")
    client = signed_in(stranger)
    answer = client.post(reverse("desk:watch-new"), {"query": "kyiv", "alerts": "1"})
    assert answer.status_code == 403
    assert "people who write on a desk" in answer.content.decode()
    answer = client.post(reverse("desk:probe"), {"address": "https://post.example/"})
    assert answer.status_code == 403


def test_who_has_left_is_mailed_nothing(room, settings) -> None:
    settings.MAIL_IS_CONFIGURED = True
    kept = watch.set_watch(room.night, query="sadova", by=room.ida, now=NOON)
    watch.run_watches([make.item().pk], now=NOON)
    row = digest.choose(room.ida, hours=list(range(24)), watches=[kept.pk], by_mail=True)
    Person.objects.filter(pk=room.ida.pk).update(is_active=False)
    assert digest.tell(now=NOON + timedelta(minutes=1)) == 0
    assert not Letter.objects.exists()
    assert Digest.objects.get(pk=row.pk).told_at is None


def test_one_look_answers_its_own_call_only(room) -> None:
    story = make.story(room)
    Role.objects.create(person=room.rupert, desk=room.night, name="editor")
    looks = []
    for number in (1, 2):
        version = story.versions.create(number=number, reason="mend", headline="h", doc=story.doc, doc_version=1, fields_version=1, digest=str(number), made_by=room.ida, made_at=NOON)  # fmt: skip
        looks.append(second_look.owe(version, "mend", by=room.ida, now=NOON, due_at=NOON))
    assert second_look.tell_late(now=NOON) == 2
    assert second_look.tell_late(now=NOON) == 0
    second_look.look(looks[0], by=room.nellie, now=NOON)
    assert Call.objects.get(answered_at=None).key == f"look-{looks[1].pk}"
    assert SecondLook.objects.filter(looked_at=None).count() == 1


def test_the_board_asks_no_more_often_for_more_stories(room, django_assert_max_num_queries) -> None:
    client = signed_in(room.ida)
    for n in range(12):
        story = make.story(room, slug=f"sadova-{n}")
        version = story.versions.create(number=1, reason="submit", headline="h", doc=story.doc, doc_version=1, fields_version=1, digest=str(n), made_by=room.ida, made_at=NOON)  # fmt: skip
        for hour in range(2):
            Evaluation.objects.create(version=version, stage="submit", at=NOON + timedelta(hours=hour), complete=True, findings=[{"enforcement": "blocking"}] * hour)  # fmt: skip
    client.get(reverse("desk:board"))
    with django_assert_max_num_queries(36):
        page = client.get(reverse("desk:board")).content.decode()
    assert page.count("sadova-") >= 12
