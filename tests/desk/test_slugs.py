"""Names of every script become addresses."""

import pytest

from desk.slugs import slug_of


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Lantern Wire", "lantern-wire"),
        ("Суспільне Харків", "suspilne-kharkiv"),
        ("Українська правда", "ukrainska-pravda"),
        ("Følsom & Łódź Straße", "folsom-lodz-strasse"),
        ("Agência Pública", "agencia-publica"),
        ("ТАСС", "tass"),
        ("新华社", "source-b8be4ac9"),
        ("…", ""),
        ("", ""),
    ],
)
def test_a_name_as_an_address(name, slug) -> None:
    assert slug_of(name, otherwise="source") == slug


def test_an_address_is_no_longer_than_it_may_be() -> None:
    assert len(slug_of("суд " * 60, longest=60)) <= 60
    assert slug_of("新华社") == ""
