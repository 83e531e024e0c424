"""What every test may ask for; the servers start with the first test that needs them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom.local.servers import ServersForNow

HERE = Path(__file__).parent
# They go through the same lines hundreds of times: traced, they take twice as long and show nothing more.
UNTRACED = {
    "desk/copyflow/test_roads_round.py",
    "desk/policy/test_any_case.py",
    "desk/policy/test_cued.py",
    "desk/policy/test_examples.py",
    "desk/policy/test_known.py",
    "desk/policy/test_linear.py",
    "desk/policy/test_linear_rules.py",
    "desk/policy/test_needs.py",
    "desk/policy/test_slips.py",
    "desk/policy/test_unseen_hand.py",
    "desk/test_bad_input.py",
    "desk/test_hostile_addresses.py",
    "wires/test_cluster.py",
    "wires/test_hostile.py",
    "wires/test_ledger.py",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out of coverage what only takes longer by it."""
    for item in items:
        if item.path.relative_to(HERE).as_posix() in UNTRACED:
            item.add_marker(pytest.mark.no_cover)


@pytest.fixture(scope="session")
def servers() -> Iterator[None]:
    """PostgreSQL and Valkey for the life of this run, without safety on a crash."""
    with ServersForNow("pytest", forgetful=True):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(servers: None) -> None:
    """Have PostgreSQL answer before pytest-django makes the test database."""
