"""The first chief, and the desk they get."""

import pytest
from django.core.management import CommandError, call_command

from desk.models import Desk, Person, Role, RoleName

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "slug"),
    [("News", "news"), ("Night desk", "night-desk"), ("Нічний", "nichnyi")],
)
def test_makes_a_chief_of_a_desk_of_that_name(name, slug) -> None:
    call_command("create_chief", "cass@desk.example", "Cass", "--desk", name)
    assert Role.objects.get(name=RoleName.CHIEF).desk == Desk.objects.get(slug=slug, name=name)


@pytest.mark.parametrize("name", ["", " ", "***", "—", "!?"])
def test_refuses_a_desk_named_in_signs_and_joins_none(name) -> None:
    Desk.objects.create(slug="news", name="News")
    with pytest.raises(CommandError, match="no letter or figure"):
        call_command("create_chief", "cass@desk.example", "Cass", "--desk", name)
    assert not Person.objects.filter(email="cass@desk.example").exists()
