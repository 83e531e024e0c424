"""Words that are not saved are asked about in memory: nothing is written, nothing is let slip."""

import json
import re

import pytest
from django.urls import reverse

from desk.copyflow import edit, notes, report
from desk.models import Evaluation, Story
from desk.policy import packs
from desk.policy.framing import features
from tests import make
from tests.desk.copyflow.test_roads import cited
from tests.make import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return make.newsroom()


def ask(client, **given):
    answer = client.post(
        reverse("desk:check", args=["sadova"]), json.dumps(given), content_type="application/json"
    )
    return answer.status_code, answer.json()


def doc(*paragraphs, item=None) -> dict:
    content = [
        {"type": "paragraph", "attrs": {"id": f"b{n}"}, "content": [{"type": "text", "text": said}]}
        for n, said in enumerate(paragraphs)
    ]
    if item:
        cite = {"type": "cite", "attrs": {"item": item.pk, "text": 1, "display": "linked"}}
        content[0]["content"].append(cite)
    return {"type": "doc", "content": content}


def test_unsaved_words_are_found_and_kept_nowhere(room, client) -> None:
    story = cited(room)
    client.force_login(room.ida)
    before = Story.objects.values().get(pk=story.pk)
    status, data = ask(
        client, doc=doc("Five were hurt.", "TK the sum, said the mayor."), caret=None
    )
    assert status == 200
    [mark] = [f for f in data["findings"] if f["code"] == "notes-left-in-copy"]
    assert (mark["block"], mark["from"], mark["to"], mark["exact"]) == ("b1", 0, 2, "TK")
    assert Story.objects.values().get(pk=story.pk) == before
    assert not Evaluation.objects.exists()


def test_the_sense_of_the_sentence_at_the_caret_is_read_when_the_keys_rest(room, client) -> None:
    load_lead(room)
    cited(room)
    client.force_login(room.ida)
    first, typed = (
        "Drones crossed the border on Friday, the army said.",
        "Two bakers were carried to the ambul",
    )
    words = doc(f"{first} {typed}")
    for zone, read in (("body", False), ("elsewhere", True)):
        status, _ = ask(client, doc=words, caret={"zone": zone, "offset": len(f"{first} {typed}")})
        assert status == 200
        assert (first in features._kept, typed in features._kept) == (True, read)


def load_lead(room) -> None:
    """The civilian lead in force."""
    data = packs.read("conflict")["notes"]
    lead = next(note for note in data if any(r["key"].endswith("lead") for r in note["rules"]))
    version = notes.propose(title=lead["title"], data={**lead, "scope": {}}, by=room.ida, now=NOON)
    notes.approve_note(version, by=room.cass, now=NOON)


def test_an_answer_says_what_it_cost(room, client) -> None:
    cited(room)
    client.force_login(room.ida)
    asked = {"doc": doc("TK the sum."), "caret": None}
    url = reverse("desk:check", args=["sadova"])
    answer = client.post(url, json.dumps(asked), content_type="application/json")
    assert re.fullmatch(r"cpu;dur=\d+\.\d", answer["Server-Timing"])


@pytest.mark.parametrize(("offset", "drawn"), [(8, False), (21, True), (4, False), (None, True)])
def test_nothing_is_drawn_on_the_sentence_at_the_caret(room, client, offset, drawn) -> None:
    cited(room)
    client.force_login(room.ida)
    caret = None if offset is None else {"zone": "body", "offset": offset}
    _, data = ask(client, doc=doc("TK the sum. He said so."), caret=caret)
    assert ("notes-left-in-copy" in {f["code"] for f in data["findings"]}) is drawn


def test_unsaved_headlines_are_asked_about_too(room, client) -> None:
    cited(room)
    client.force_login(room.ida)
    _, data = ask(client, headline="TKTK people hurt on Sadova Street")
    assert [f["zone"] for f in data["findings"] if f["code"] == "notes-left-in-copy"] == [
        "headline"
    ]


def test_a_citation_in_unsaved_words_lets_no_confidential_source_slip(room, client) -> None:
    cited(room)
    item = report.report(
        words="Nine were killed.", said_by="Zzyzx", confidential=True, by=room.nellie, now=NOON,
        story=make.story(room, slug="other"),
    )  # fmt: skip
    from wires.store import withdraw

    withdraw(item, now=NOON)
    client.force_login(room.ida)
    _, data = ask(client, doc=doc("Five were hurt, it said.", item=item))
    assert "cited-item-gone" not in {f["code"] for f in data["findings"]}
    client.force_login(room.nellie)
    _, data = ask(client, doc=doc("Five were hurt, it said.", item=item))
    assert "cited-item-gone" in {f["code"] for f in data["findings"]}


@pytest.mark.parametrize("given", [{"doc": {"type": "script"}}, {"doc": {"type": "doc", "content": [{"type": "cite"}]}}])  # fmt: skip
def test_what_is_no_draft_is_refused_in_words(room, client, given) -> None:
    cited(room)
    client.force_login(room.ida)
    status, data = ask(client, **given)
    assert status == 422
    assert data["error"]


@pytest.mark.parametrize("given", [{"doc": 7}, {"caret": "x"}, {"caret": {"offset": "1"}}, {"headline": 5}])  # fmt: skip
def test_odd_questions_are_about_the_stored_draft(room, client, given) -> None:
    cited(room)
    client.force_login(room.ida)
    assert ask(client, **given)[0] == 200


def test_a_draft_that_has_hardly_begun_is_asked_for_nothing(room, client) -> None:
    story = make.story(room, headline="Kyiv", words="x")
    edit.take_field(story.pk, field="headline", value="", base="Kyiv", by=room.ida, now=NOON)
    client.force_login(room.ida)
    assert ask(client, doc={"type": "doc", "content": [{"type": "paragraph", "attrs": {"id": "a"}}]})[1]["findings"] == []  # fmt: skip
