"""Who writes is told at the figure that its counter counts otherwise now."""

from datetime import timedelta

import pytest

from desk.copyflow import edit, gate
from desk.policy.types import Stage
from tests import make
from tests.make import NOON
from tests.wires.test_store import parsed, put, wire
from wires.models import Item

pytestmark = pytest.mark.django_db
SAY = "{} people were killed in Staromist, the rescue service said."
WORDS = SAY.format("Nine")


def test_a_draft_is_told_that_the_count_it_rests_on_has_moved() -> None:
    room, on = make.newsroom(), wire()
    put([parsed("1", text=SAY.format("Nine"))], on)
    story = make.story(room, words=WORDS)
    node = {"type": "cite", "attrs": {"item": Item.objects.get().pk, "text": 1, "display": "named"}}
    end = 1 + len(WORDS)
    step = {"stepType": "replace", "from": end, "to": end, "slice": {"content": [node]}}
    edit.take_steps(story.pk, version=story.doc_version, client="cite", steps=[step], by=room.ida, now=NOON)  # fmt: skip
    story.refresh_from_db()

    def told():
        answer = gate.look(story, None, stage=Stage.PUBLISH, now=NOON + timedelta(hours=2))
        return [f.message for f in answer.findings if f.code == "count-moved"]

    assert told() == []
    later = NOON + timedelta(hours=1)
    put([parsed("2", text=SAY.format("Eleven"), posted_at=later)], on, after=timedelta(hours=1))
    [said] = told()
    assert "eleven killed as of" in said.lower()
