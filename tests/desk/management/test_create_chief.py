"""The first chief, the desk they get, and the link that lets them in."""

from io import StringIO

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


@pytest.mark.parametrize(
    ("name", "more", "why"),
    [(" ", [], "called"), ("Cass", ["--zone", "Nowhere/City"], "No zone"), ("Cass", ["--zone", ""], "No zone")],
)  # fmt: skip
def test_refuses_nobody_and_no_zone(name, more, why) -> None:
    with pytest.raises(CommandError, match=why) as wrong:
        call_command("create_chief", "cass@desk.example", name, *more)
    assert wrong.value.returncode == 2
    assert not Desk.objects.exists()


@pytest.mark.parametrize(
    ("public", "given", "begins"),
    [
        ("https://paper.example", [], "https://paper.example/desk/sign-in/"),
        ("https://paper.example/", [], "https://paper.example/desk/sign-in/"),
        ("", [], "/desk/sign-in/"),
        ("https://paper.example", ["--base", "http://127.0.0.1:8000/"], "http://127.0.0.1:8000/desk/sign-in/"),
    ],
)  # fmt: skip
def test_the_link_stands_under_the_newsrooms_address(settings, public, given, begins) -> None:
    settings.PUBLIC_ADDRESS = public
    said = StringIO()
    call_command("create_chief", "cass@desk.example", "Cass", stdout=said)
    if not given:
        assert f"ten minutes: {begins}" in said.getvalue()
    call_command("sign_in_link", "cass@desk.example", *given, stdout=(link := StringIO()))
    assert link.getvalue().startswith(begins)
