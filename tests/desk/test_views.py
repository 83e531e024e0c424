"""Views: they work, ask for a sign-in, hide what is not one's own, answer htmx with the part."""

import html
import json
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from desk.copyflow import sign_in, submit
from desk.copyflow.retract import retract
from desk.models import Person
from tests import make
from tests.desk.copyflow.test_verbs import published
from tests.make import NOON

pytestmark = pytest.mark.django_db


PAGES = [
    "board",
    "owed",
    "wires",
    "notes",
    "sources",
    "story-new",
    "watches-all",
    "watch-new",
    "digest",
]


@pytest.mark.parametrize("name", PAGES)
def test_pages_work_when_empty(ida, name) -> None:
    assert ida.get(reverse(f"desk:{name}")).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_pages_ask_for_a_sign_in(db, client, name) -> None:
    answer = client.get(reverse(f"desk:{name}"))
    assert answer.status_code == 302
    assert reverse("desk:sign-in") in answer.url


STORY_GETS = [
    "story",
    "policies",
    "review",
    "log",
    "document",
    "steps",
    "findings",
    "rail",
]
STORY_POSTS = ["steps", "fields", "check", "details", "spike", "attachments", "watches", "questions", "dismissals", "overrides",
               "lowerings", "judgements", "breaking", "fixes", "release", "policy-seen", "mends", "first-word", "versions", "returns", "approval", "publication", "hold", "corrections", "retraction"]  # fmt: skip


@pytest.mark.parametrize("name", STORY_GETS)
def test_a_story_can_be_read_by_its_desk(room, ida, name) -> None:
    one = make.story(room)
    submit.submit(one, by=room.ida, now=NOON)
    make.item()
    assert ida.get(reverse(f"desk:{name}", args=[one.slug])).status_code == 200


def test_who_signs_sees_what_a_version_rests_on(room, ida) -> None:
    one = make.story(room)
    assert "Nothing is cited" not in ida.get(reverse("desk:review", args=[one.slug])).content.decode()  # fmt: skip
    cited = make.item()
    make.cite(one, cited, by=room.ida)
    submit.submit(one, by=room.ida, now=NOON)
    page = ida.get(reverse("desk:review", args=[one.slug])).content.decode()
    assert "[1]Five people were hurt" in page
    assert f"<b>{cited.source.name}</b>" in page
    assert "1 post or report from 1 origin." in page
    assert reverse("desk:item", args=[cited.pk]) in page


def test_the_pane_of_wires_opened_by_itself_is_its_story(room, ida, client) -> None:
    where = reverse("desk:story-wires", args=[make.story(room).slug])
    assert "<html" not in ida.get(where, headers={"HX-Request": "true"}).content.decode()
    assert ida.get(where).status_code == 302
    client.force_login(room.rupert)
    assert client.get(where).status_code == 404


def test_what_was_searched_beside_a_story_stays_when_the_pane_renews_itself(room, ida) -> None:
    one = make.story(room)
    make.item("The weir at Lypova burst.")
    page = ida.get(reverse("desk:story", args=[one.slug]), {"q": "weir OR (dam)"}).content.decode()
    [renews] = re.findall(r'hx-get="([^"]*/wires/[?]q=[^"]*)"', page)
    part = ida.get(html.unescape(renews), headers={"HX-Request": "true"}).content.decode()
    assert 'value="weir OR (dam)"' in part
    assert "</mark> at Lypova burst." in part


@pytest.mark.parametrize("name", STORY_GETS)
def test_rupert_may_not_know_of_it(room, client, name) -> None:
    one = make.story(room)
    client.force_login(room.rupert)
    assert client.get(reverse(f"desk:{name}", args=[one.slug])).status_code == 404


@pytest.mark.parametrize("name", STORY_POSTS)
def test_rupert_may_not_act_on_it(room, client, name) -> None:
    one = make.story(room)
    client.force_login(room.rupert)
    assert client.post(reverse(f"desk:{name}", args=[one.slug])).status_code == 404


@pytest.mark.parametrize("name", STORY_POSTS)
def test_a_bad_form_is_refused_in_words_and_changes_nothing(room, ida, name) -> None:
    one = make.story(room)
    answer = ida.post(reverse(f"desk:{name}", args=[one.slug]))
    assert answer.status_code in {200, 302, 403, 409, 422}
    before = (one.headline, one.doc)
    one.refresh_from_db()
    assert (one.headline, one.doc) == before


def test_htmx_gets_the_part_only(ida) -> None:
    whole = ida.get(reverse("desk:board")).content.decode()
    part = ida.get(reverse("desk:board"), headers={"HX-Request": "true"}).content.decode()
    assert "<html" in whole
    assert part.lstrip().startswith('<div id="rows-board"')


def test_steps_are_taken_and_answered(room, ida) -> None:
    one = make.story(room)
    step = {
        "stepType": "replace",
        "from": 1,
        "to": 1,
        "slice": {"content": [{"type": "text", "text": "Now: "}]},
    }
    url = reverse("desk:steps", args=[one.slug])
    body = json.dumps({"version": one.doc_version, "client": "c", "steps": [step]})
    assert ida.post(url, body, content_type="application/json").json() == {
        "version": one.doc_version + 1
    }
    late = ida.post(url, body, content_type="application/json")
    assert late.status_code == 409
    assert late.json()["clients"] == ["c"]


@pytest.mark.parametrize(
    "content",
    [[{"type": "script", "text": "x"}], [{"type": "text", "text": "x", "marks": [{"type": "link", "attrs": {"href": "javascript:x()"}}]}],
     [{"type": "cite", "attrs": {"item": 999, "text": 1, "display": "linked"}}], "not a list"],
)  # fmt: skip
def test_a_step_that_does_not_fit_is_refused(room, ida, content) -> None:
    one = make.story(room)
    step = {"stepType": "replace", "from": 1, "to": 1, "slice": {"content": content}}
    body = json.dumps({"version": one.doc_version, "client": "c", "steps": [step]})
    answer = ida.post(reverse("desk:steps", args=[one.slug]), body, content_type="application/json")
    assert answer.status_code == 422
    assert answer.json()["error"]


def test_a_link_signs_in_once_and_from_this_machine_only(room, client) -> None:
    token = sign_in.make_link(room.ida, now=NOON.now(NOON.tzinfo), loopback_only=True)
    url = reverse("desk:sign-in-link", args=[token])
    assert client.get(url).status_code == 200
    assert client.post(url, REMOTE_ADDR="93.184.216.34").status_code == 422
    assert client.post(url, REMOTE_ADDR="127.0.0.1").status_code == 302
    assert client.post(url, REMOTE_ADDR="127.0.0.1").status_code == 422


def test_guesses_are_counted(db) -> None:
    # Counters outlive a test run: a person and a machine of this run's own.
    run = uuid4()
    email, machine = f"{run}@desk.example", f"192.0.2.{run.int % 250 + 1}"
    client = Client(REMOTE_ADDR=machine)
    Person.objects.create_user(email, "Mark", "a long enough password")
    url = reverse("desk:sign-in")
    codes = [client.post(url, {"email": email, "password": "no"}).status_code for _ in range(12)]
    assert codes[0] == 422
    assert codes[-1] == 429
    right = client.post(url, {"email": email, "password": "a long enough password"})
    assert right.status_code == 429


def test_readers_get_no_cookie_and_no_script(db, client) -> None:
    for path in ("/", "/corrections/", "/feed.atom"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert not answer.cookies
        assert b"<script" not in answer.content
    assert client.get("/2026/01/01/nothing/").status_code == 404


def test_an_agencys_kill_stands_on_the_story_and_on_the_board(room, client) -> None:
    story, killed = make.story(room), make.item(name="post/9")
    make.cite(story, killed, by=room.ida)
    type(killed).objects.filter(pk=killed.pk).update(
        killed_at=NOON, corrected_at=NOON + timedelta(hours=1), notice="Not as reported."
    )
    client.force_login(room.ida)
    page = client.get(reverse("desk:story", args=[story.slug])).content.decode()
    assert "killed this: Not as reported." in page
    assert "Cited in this draft." in page
    board = client.get(reverse("desk:board")).content.decode()
    assert "An agency killed what it cites" in board
    assert "An agency corrected what it cites" in board
    line = board[board.index('<span class="line">') :]
    assert line.index("</span>") < line.index("An agency killed"), "no long headline cuts it off"


def test_what_policy_found_before_an_agencys_kill_is_not_told_as_of_now(room, client) -> None:
    one, item = make.story(room), make.item()
    make.cite(one, item, by=room.ida)
    version = submit.submit(one, by=room.ida, now=NOON)
    version.evaluations.update(findings=[], complete=True)
    make.as_(client, room.cass)
    board = client.get(reverse("desk:board")).content.decode()
    assert '<span class="mark clear">None</span>' in board
    type(item).objects.filter(pk=item.pk).update(killed_at=NOON + timedelta(hours=1))
    board = client.get(reverse("desk:board")).content.decode()
    assert '<span class="mark clear">None</span>' not in board
    assert "None when last asked" in board


def test_a_missing_page_of_the_desk_leads_back_to_the_board(client, db) -> None:
    assert 'href="/desk/"' in client.get("/desk/nothing/").content.decode()
    assert 'href="/desk/"' not in client.get("/nothing/").content.decode()


def test_a_refused_new_story_keeps_what_was_chosen_and_says_why_at_the_slug(ida, room) -> None:
    given = {"slug": "Not a Slug!", "desk": "night", "topics": ["elections"], "places": "Kyiv"}
    answer = ida.post(reverse("desk:story-new"), given)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert '<option value="night" selected>' in page
    assert '<option value="elections" selected>' in page
    assert page.index('id="slug"') < page.index("cannot be a slug") < page.index('id="desk"')


def test_a_published_story_says_when_it_went_out_and_a_withdrawn_one_that_it_did(
    room, client
) -> None:
    story = published(room)
    where = reverse("desk:story", args=[story.slug])
    client.force_login(room.cass)
    assert "It is out." in client.get(where).content.decode()
    retract(story, reason="Another harbour.", by=room.cass, now=NOON)
    page = client.get(where).content.decode()
    assert "It went out and is withdrawn." in page
    assert "It is out." not in page
