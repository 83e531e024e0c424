"""What every test may ask for; the servers start with the first test that needs them."""

from collections.abc import Iterator

import pytest

from newsroom.local.servers import ServersForNow


@pytest.fixture(scope="session")
def servers() -> Iterator[None]:
    """PostgreSQL and Valkey for the life of this run, without safety on a crash."""
    with ServersForNow("pytest", forgetful=True):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(servers: None) -> None:
    """Have PostgreSQL answer before pytest-django makes the test database."""
