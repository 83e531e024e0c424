"""Every page passes axe in both themes, and real documents walk in by the real road."""

import re

import pytest

from tests.browser.conftest import CORPUS, DOCUMENT, axe, turned, until

PAGES = ["", "stories/staromist-strikes/", "stories/staromist-strikes/review/", "stories/staromist-strikes/log/", "stories/new/",
         "wires/", "notes/", "notes/strikes-on-cities/", "sources/", "sources/nightwatch-monitor/",
         "sources/classes/", "sources/lists/", "watches/", "watches/new/?query=Staromist", "watches/digest/"]  # fmt: skip
REAL = sorted(CORPUS.glob("rss/*"))[:40] if CORPUS.is_dir() else []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(desk, open_page, theme) -> None:
    page = open_page("cass")
    page.emulate_media(color_scheme=theme)
    told = []
    for place in [*(f"/desk/{p}" for p in PAGES), "/", "/corrections/"]:
        page.goto(desk.address + place)
        told += [f"{theme} {place}: {one}" for one in axe(page)]
    assert told == []


@pytest.mark.parametrize("folder", [CORPUS] if REAL else [])
def test_real_documents_come_in_by_the_real_road(desk, open_page, folder) -> None:
    page = open_page("ida")
    names = [p.name for p in REAL if p.stat().st_size > 2000 and p.name != DOCUMENT][:5]
    for name in names:
        page.goto(f"{desk.address}/desk/sources/")
        page.fill("#name", f"Corpus {name[:40]}")
        page.fill("#address", f"http://corpus.example/{name}")
        turned(page, lambda: page.click("text=Add and poll"))

    def polled() -> bool:
        page.goto(f"{desk.address}/desk/sources/")
        rows = page.locator("tr", has=page.locator("b", has_text=re.compile("^Corpus ")))
        return rows.count() == len(names) and "Not polled yet" not in " ".join(
            rows.all_inner_texts()
        )

    until(polled, what="every wire was polled")

    def here() -> bool:
        page.goto(f"{desk.address}/desk/wires/")
        return page.locator("[data-row]").count() > 10

    until(here, what="what they sent is on the board")
