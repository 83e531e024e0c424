"""What a worker reads before its hands are made is what its polls ask for."""

import gc

import pytest

from wires import counts, door, hosts, language, warm
from wires.tongues import TONGUES


@pytest.fixture(autouse=True)
def _collector():
    """The tests' own rhythm again."""
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


def test_the_collector_seldom_looks_and_never_at_what_is_there():
    warm.up()
    assert gc.get_freeze_count() > 1000
    assert gc.get_threshold() == warm.BETWEEN


def test_a_poll_after_it_reads_none_of_it_again():
    readers = (language.model, counts.stems, counts.harmed, counts.figure_first, counts.harm_first, door.trust, hosts.suffixes)  # fmt: skip
    warm.up()
    read = [one.cache_info().misses for one in readers]
    door.trust()
    hosts.registrable_domain("news.example")
    for code in TONGUES:
        counts.counts("Six people were killed. Погибли шесть человек. Загинули шість людей.", code)
    language.language_of("Crews were working at a block of flats near the river after a night of rain.")  # fmt: skip
    assert [one.cache_info().misses for one in readers] == read
