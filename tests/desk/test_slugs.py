"""Names of every script become addresses."""

import hashlib
import unicodedata

import pytest

from desk.slugs import slug_of


def digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:8]


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
        ("BBC", "bbc"),
        ("BBC 中文", f"bbc-{digest('BBC 中文')}"),
        ("BBC  فارسی", f"bbc-{digest('BBC فارسی')}"),
        ("Қазақ", f"aza-{digest('Қазақ')}"),
        ("C++", "c"),
        ("…", ""),
        ("", ""),
    ],
)
def test_a_name_as_an_address(name, slug) -> None:
    assert slug_of(name, otherwise="source") == slug


def test_an_address_is_no_longer_than_it_may_be() -> None:
    assert len(slug_of("суд " * 60, longest=60)) <= 60
    assert slug_of("新华社") == ""


def test_a_name_is_one_address_however_its_letters_are_put_together() -> None:
    names = {unicodedata.normalize(form, "한국 Ένωση") for form in ("NFC", "NFD")}
    assert len(names) == 2
    assert len({slug_of(name, otherwise="source") for name in names}) == 1
    assert len(slug_of("新" * 200 + "x" * 200, otherwise="source")) <= 80
