"""A notice that names its story in a field only, and comes before that story or among too many."""

from datetime import timedelta

import pytest

from tests.make import NOON
from tests.wires.test_store import LONG, parsed, put, wire
from wires import advisories, removal
from wires.models import Advisory, Item
from wires.parse.marks import NO_HOUR

HOUR = timedelta(hours=1)
NOTICES = {
    "killed": {"title": "MANDATORY KILL"},
    "killed by a field": {"title": "Advisory", "status": "killed"},
    "corrected": {"title": "Advisory", "status": "corrected"},
    "embargoed without an hour": {"title": "Advisory", "embargo_said": NO_HOUR},
}


def state(name: str) -> set[str]:
    row = Item.objects.get(external_id=name)
    said = {"killed": row.killed_at, "corrected": row.corrected_at, "embargoed": row.embargoed}
    return {word for word, yes in said.items() if yes}


@pytest.mark.parametrize(("kind", "fields"), NOTICES.items(), ids=NOTICES)
def test_a_notice_that_names_a_late_story_in_a_field_finds_it(db, kind, fields) -> None:
    on = wire("lantern")
    put([parsed("k/1", text="It was wrong.", about=("a/1",), **fields)], on)
    put([parsed("a/1", "Water is low in the Luda river", LONG)], on, after=HOUR)
    assert state("a/1") == set()
    assert advisories.again(now=NOON + 2 * HOUR) == 1
    assert state("a/1") == {kind.split()[0]}
    assert advisories.again(now=NOON + 2 * HOUR) == 0


def test_it_waits_for_what_its_field_names_now(db) -> None:
    on = wire("lantern")
    put([parsed("k/1", "MANDATORY KILL", "It was wrong.", about=("a/1",))], on)
    put([parsed("k/1", "MANDATORY KILL", "It was wrong.", about=("a/2\x00",))], on, after=HOUR)
    put([parsed(f"a/{n}", f"Title {n}", f"{LONG} {n}") for n in (1, 2)], on, after=2 * HOUR)
    advisories.again(now=NOON + 3 * HOUR)
    assert (state("a/1"), state("a/2")) == (set(), {"killed"})


def test_of_many_notices_at_once_each_finds_what_its_field_names(db, monkeypatch) -> None:
    monkeypatch.setattr(advisories, "AT_ONCE", 2)
    on = wire("lantern")
    put([parsed(f"a/{n}", f"Title {n}", f"{LONG} {n}") for n in range(5)], on)
    put([parsed(f"k/{n}", "MANDATORY KILL", f"It was wrong, {n}.", about=(f"a/{n}",)) for n in range(5)], on, after=HOUR)  # fmt: skip
    for _ in range(2):
        advisories.again(now=NOON + 2 * HOUR)
    assert all(state(f"a/{n}") == {"killed"} for n in range(5))
    assert not Advisory.objects.filter(item=None).exists()


def test_a_notice_that_was_removed_names_nothing_more(db) -> None:
    on = wire("lantern")
    put([parsed("k/1", "MANDATORY KILL", "It was wrong.", about=("a/1",))], on)
    removal.remove(Item.objects.get(), ground="privacy", by="Cass", now=NOON)
    assert Advisory.objects.get().named == []
    put([parsed("a/1", "Water is low in the Luda river", LONG)], on, after=HOUR)
    assert advisories.again(now=NOON + 2 * HOUR) == 0
    assert state("a/1") == set()
