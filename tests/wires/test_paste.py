"""A pasted page: in its own letters, under its source's terms, and never deeper than it need be read."""

import time

import pytest

from tests.make import NOON, item, source
from tests.wires.served import Answer, serving
from wires import paste
from wires.tombstones import KeptOut

pytestmark = pytest.mark.django_db
WORDS = "Пожарные тушили склад на набережной до утра, сообщили в мэрии города. " * 20
PAGE = f"<!doctype html><html><head><meta charset=windows-1251><title>Склад горел</title></head><body><article><h1>Склад горел</h1><p>{WORDS}</p></article></body></html>"


@pytest.fixture
def site(settings):
    with serving(lambda _: Answer(PAGE.encode("cp1251"), headers={"Content-Type": "text/html"})) as one:  # fmt: skip
        settings.ALLOW_WIRES = one.doors("paper.example")
        yield one


def pasted(link: str = "http://paper.example/fire", text: str = ""):
    brought = paste.bring(link, now=NOON)
    return paste.paste(link, text=text, by_name="Ida", now=NOON, brought=brought)


def test_a_page_is_read_in_its_own_letters(site) -> None:
    made = pasted()
    assert made.title == "Склад горел"
    assert "Пожарные тушили склад" in made.text
    assert len(made.text) > 1000


def test_terms_hold_for_what_is_pasted_as_for_what_is_polled(site) -> None:
    source("Paper", domains=["paper.example"], full_text=False)
    made = pasted()
    assert made.text.endswith("…")
    assert len(made.text) < 410


def test_what_an_editor_typed_is_kept_whole(site) -> None:
    source("Paper", domains=["paper.example"], full_text=False)
    assert pasted(text=WORDS).text.strip() == WORDS.strip()


@pytest.mark.parametrize("inside", ["<div>", "<div x='<'>", "<section><p>"], ids=["blocks", "signs", "sections"])  # fmt: skip
def test_a_page_without_a_bottom_is_read_soon(site, inside) -> None:
    body = f"<!doctype html><title>Deep</title>{inside * 60_000}The words at the bottom."
    site.answer = lambda _: Answer(body.encode(), headers={"Content-Type": "text/html"})
    pasted("http://paper.example/warm")  # trafilatura is loaded once
    begun = time.process_time()
    made = pasted("http://paper.example/deep")
    assert time.process_time() - begun < 3.0
    assert made.text


def test_who_comes_second_to_one_link_gets_the_item_of_the_first() -> None:
    first = item()
    assert item().pk == first.pk
    assert first.texts.count() == 1


def test_under_the_name_of_a_confidential_item_nothing_is_told_of_it() -> None:
    item(confidential=True)
    with pytest.raises(KeptOut, match="cannot take this in"):
        item()
