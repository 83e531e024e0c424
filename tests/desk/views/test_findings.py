"""A story's findings as a file: for its desk, for nobody else."""

import pytest
from django.urls import reverse

from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return make.newsroom()


def address(room) -> str:
    return reverse("desk:findings-sarif", args=[make.story(room).slug])


def test_the_desk_gets_a_log(room, client) -> None:
    client.force_login(room.ida)
    answer = client.get(address(room))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/sarif+json"
    assert answer.json()["version"] == "2.1.0"


def test_without_a_sign_in_there_is_none(room, client) -> None:
    assert client.get(address(room)).status_code == 302


def test_rupert_gets_none(room, client) -> None:
    client.force_login(room.rupert)
    assert client.get(address(room)).status_code == 404
