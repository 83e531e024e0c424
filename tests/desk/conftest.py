"""The newsroom of the tests, and a browser in which Ida is signed in."""

import pytest
from django.test import Client

from tests import make


@pytest.fixture
def room() -> make.Newsroom:
    """Everybody and their desks."""
    return make.newsroom()


@pytest.fixture
def ida(room: make.Newsroom, client: Client) -> Client:
    """An editor, signed in."""
    return make.as_(client, room.ida)
