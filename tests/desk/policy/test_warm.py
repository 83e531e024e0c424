"""What the desk's process reads before anybody types is what a check asks for."""

import gc

import pytest

from desk.policy import packs, terms, warm
from desk.policy.framing import grammar, head
from desk.policy.hours import zone_names
from desk.policy.review import review
from desk.policy.types import Stage
from tests.desk.policy.drafts import facts_of


@pytest.fixture(autouse=True)
def _collector():
    """The tests' own rhythm again."""
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


def test_a_check_after_it_reads_none_of_it_again() -> None:
    readers = (head.shipped, grammar.every, terms.all_lists, zone_names.zone_cities)
    warm.up()
    read = [one.cache_info().misses for one in readers]
    notes = tuple(note for name in packs.names() for note in packs.load(name).notes)
    review(facts_of("Nine people were killed in Kyiv at 23:48 UTC."), notes, Stage.PUBLISH)
    assert [one.cache_info().misses for one in readers] == read


def test_the_collector_seldom_looks_and_never_at_what_is_there() -> None:
    warm.up()
    assert gc.get_freeze_count() > 1000
    assert gc.get_threshold() == (warm.AT_MOST, *warm.BETWEEN[1:])


def test_it_looks_between_requests_where_much_was_made() -> None:
    warm.up()
    few = [[n] for n in range(10)]
    warm.tidy()
    assert gc.get_count()[0] >= len(few)
    many = [[n] for n in range(warm.BETWEEN[0])]
    warm.tidy()
    assert gc.get_count()[0] < len(many) / 10
