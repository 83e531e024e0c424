"""An operator adds mailboxes and folders where everybody adds an address; nobody else does."""

import pytest
from django.urls import reverse

from desk.models import Role, RoleName
from tests import make
from wires.models import Wire

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["folder:dpa", "imaps://desk@mail.example/INBOX"])
def test_an_operator_is_offered_to_add_it(client, address) -> None:
    room = make.newsroom()
    Role.objects.create(person=room.cass, desk=None, name=RoleName.ADMINISTRATOR)
    make.as_(client, room.cass)
    seen = client.post(reverse("desk:probe"), {"address": address}).content.decode()
    assert "of this desk’s own" in seen
    assert "Add this source and poll it" in seen
    client.post(reverse("desk:source-new"), {"name": "dpa", "address": address})
    wire = Wire.objects.get()
    assert wire.address == address
    assert wire.ceiling_s <= 60
    assert "names no hub" not in client.get(reverse("desk:wire", args=[wire.pk])).content.decode()


def test_an_editor_is_told_whose_it_is(client) -> None:
    room = make.newsroom()
    make.as_(client, room.ida)
    seen = client.post(reverse("desk:probe"), {"address": "folder:dpa"}).content.decode()
    assert "Only an operator adds mailboxes and folders" in seen
    assert "Add this source and poll it" not in seen


@pytest.mark.parametrize("address", ["   ", "javascript:alert(1)"])
def test_what_is_no_address_is_told_so(client, address) -> None:
    make.as_(client, make.newsroom().ida)
    seen = client.post(reverse("desk:probe"), {"address": address}).content.decode()
    assert "This is no address of the web." in seen
