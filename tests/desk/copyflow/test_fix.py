"""One key mends what words that are there can mend: swapped, cut, moved with what they cite."""

import pytest

from desk import blocks, schema
from desk.copyflow import fix, gate
from desk.errors import NotYours, Unsound
from desk.policy.types import Stage
from tests import make
from tests.desk.copyflow.test_roads import WAR, cited, headline, notes_in_force
from tests.desk.copyflow.test_roads_policy import in_force
from tests.make import NOON

pytestmark = pytest.mark.django_db
SWAP = {
    "key": "kyiv",
    "structured": {"kind": "prefer", "swap": {"Kiev": "Kyiv"}},
    "enforcement": {"publish": "advisory"},
    "must_match": [{"body": "Kiev was quiet."}, {"body": "In Kiev it rained."}],
    "must_not_match": [{"body": "Kyiv was quiet."}, {"body": "In Kyiv it rained."}],
}


@pytest.fixture
def room():
    return make.newsroom()


def offered(story, code: str):
    found = gate.look(story, None, stage=Stage.PUBLISH, now=NOON).findings
    return next(f for f in found if f.code == code and f.mend)


def text(story) -> str:
    story.refresh_from_db()
    return blocks.plain(story.doc).text


def test_a_word_is_swapped_in_copy_and_headline(room) -> None:
    in_force(room, SWAP, at=NOON)
    story = cited(room, words="In Kiev five people were hurt, the rescue service said.")
    headline(story, "Kiev hit", room.ida)
    for _ in range(2):
        fix.fix(story, fingerprint=offered(story, "kyiv").fingerprint, by=room.nellie, now=NOON)
        story.refresh_from_db()
    assert text(story).startswith("In Kyiv five")
    assert story.headline == "Kyiv hit"
    assert story.steps.filter(by=room.nellie).count() == 1
    assert len(blocks.plain(story.doc).cites) == 1


def test_a_sentence_moves_up_with_what_it_cites(room) -> None:
    notes_in_force(room)
    story = make.story(room, headline="Five killed in Kyiv block", words=WAR)
    from desk.copyflow import details, edit

    details.set_details(
        story, by=room.ida, now=NOON, topics=["russia-ukraine-war"], places=["kyiv"]
    )
    item = make.item(name="k/1")
    story.refresh_from_db()
    body = blocks.plain(story.doc)
    at = blocks.position(body, len(body.text), after_cites=True)
    cite = {"type": "cite", "attrs": {"item": item.pk, "text": 1, "display": "linked"}}
    step = {"stepType": "replace", "from": at, "to": at, "slice": {"content": [cite]}}
    edit.take_steps(story.pk, version=story.doc_version, client="c", steps=[step], by=room.ida, now=NOON)  # fmt: skip
    story.refresh_from_db()
    finding = offered(story, "civilian-lead")
    fix.fix(story, fingerprint=finding.fingerprint, by=room.ida, now=NOON)
    first, _, _ = text(story).partition("\n")
    assert first.startswith("Five people were killed")
    assert "Russia fired 40 drones" in first
    body = blocks.plain(story.doc)
    assert len(body.blocks) == 1
    [moved] = body.cites
    assert body.text[: moved.offset].endswith("the rescue service said.")


@pytest.mark.parametrize(
    ("said", "moving", "gap", "wanted"),
    [
        ("One. Two. Three.", "Three.", 1, "Three. One. Two."),
        ("One. Two. Three.", "Two.", 1, "Two. One. Three."),
        ("One.\n\nTwo.", "Two.", 0, "Two. One."),
    ],
)
def test_moving(said, moving, gap, wanted) -> None:
    doc = schema.from_paragraphs(said.split("\n\n"))
    body = blocks.plain(doc)
    at = body.text.index(moving)
    start = blocks.position(body, at, after_cites=True)
    end = blocks.position(body, at + len(moving), after_cites=True)
    after = schema.apply(doc, schema.move_steps(doc, start, end, 1, gap=gap))
    assert blocks.plain(after).text == wanted


def test_nothing_to_mend_and_nobody_elses_copy(room) -> None:
    story = cited(room)
    with pytest.raises(Unsound):
        fix.fix(story, fingerprint="0" * 64, by=room.ida, now=NOON)
    with pytest.raises(NotYours):
        fix.fix(story, fingerprint="0" * 64, by=room.rupert, now=NOON)
