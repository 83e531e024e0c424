"""A phone and an overfull night: nothing runs out of the page, nothing pressed is small, words run their own way."""

import pytest

from tests.browser.conftest import axe, laid_out, roomy, until
from tests.browser.test_screens import PAGES
from tests.browser.test_wires_night import serve

LONG = "Verkehrsinfrastrukturfinanzierungsgesellschaft" * 4
ADDRESS = "https://example.org/a/path/that/has/no/hyphen/" + "abcdefghij" * 12
ARABIC = "قال شهود عيان إن انفجارات هزت حي الميناء القديم في ستاروميست قرابة الساعة الثانية فجراً."
# What is pressed with a thumb and is under 40 px high: a link inside a sentence may be, as in every browser.
SMALL = """() => [...document.querySelectorAll('#main :is(a[href], button, input:not([type=hidden]), select, textarea, summary)')]
    .filter((node) => node.checkVisibility() && node.getBoundingClientRect().width > 1 && !node.matches('.board .slug'))
    .filter((node) => {
        const label = node.matches('[type=checkbox], [type=radio]') ? node.closest('label') : null;
        const around = (node.parentElement.innerText ?? '').trim().length;
        const inWords = node.matches('a') && getComputedStyle(node).display === 'inline' && around > node.innerText.trim().length + 3;
        return !inWords && (label ?? node).getBoundingClientRect().height < 39.5;
    })
    .map((node) => `${node.tagName} ${(node.innerText || node.id).trim().slice(0, 40)}`)"""


@pytest.fixture(scope="module")
def overfull(desk, browser):
    """An item whose words do not break, one in Arabic, and a story whose headline does not break either."""
    page = roomy(browser.new_context()).new_page()
    page.goto(desk.link("ida"))
    page.click("button[type=submit]")
    page.wait_for_url("**/desk/")
    serve(desk, f"{LONG} {ADDRESS}", channel="lantern", title=f"Overfull {LONG}")
    serve(desk, ARABIC, channel="lantern", title=f"Overfull {ARABIC[:30]}")
    page.goto(f"{desk.address}/desk/stories/new/")
    page.fill("#slug", "overfull-" + "and-more-" * 7 + "end")
    page.fill("#headline", LONG)
    page.click("main button[type=submit]")
    page.wait_for_url("**/stories/overfull-*/")
    story = page.url

    def here() -> bool:
        page.goto(f"{desk.address}/desk/wires/?q=Overfull")
        return page.locator("[data-row]").count() == 2

    until(here, what="both items are on the board")
    items = [page.locator("[data-row]", has_text=words).first.locator("a[data-opens]").get_attribute("href") for words in ("Verkehrs", "شهود")]  # fmt: skip
    page.context.close()
    return {"story": story, "long": desk.address + items[0], "arabic": desk.address + items[1]}


@pytest.mark.parametrize("width", [390, 1280])
def test_long_words_break_and_the_page_does_not(desk, open_page, overfull, width) -> None:
    page = open_page("cass", width=width)
    told = []
    for place in (*overfull.values(), f"{desk.address}/desk/wires/?q=Overfull", f"{desk.address}/desk/"):  # fmt: skip
        page.goto(place)
        laid_out(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
        told += [f"{place}: {wide} px"] if wide > width else []
    assert told == []
    page.goto(overfull["long"])
    assert axe(page) == []


def test_words_run_the_way_their_letters_do(desk, open_page, overfull) -> None:
    page = open_page("ida")
    page.goto(overfull["arabic"])
    laid_out(page)
    box = "(node) => { const line = document.createRange(); line.selectNodeContents(node); const words = line.getBoundingClientRect(), place = node.getBoundingClientRect(); return [words.left - place.left, place.right - words.right]; }"
    left, right = page.locator("article > .said").first.evaluate(box)
    assert right < 2 < left, "Arabic begins at the right"


def test_whatever_is_pressed_is_large_enough_for_a_thumb(desk, open_page, overfull) -> None:
    page = open_page("cass", width=390, height=844)
    told = []
    places = [f"{desk.address}/desk/{place}" for place in [*PAGES, "owed/", "notes/audit/", "notes/packs/", "notes/judge/"]]  # fmt: skip
    for place in [*places, *overfull.values()]:
        page.goto(place)
        laid_out(page)
        told += [f"{place}: {one}" for one in page.evaluate(SMALL)]
    assert told == []


def test_an_empty_page_says_where_one_writes(desk, open_page) -> None:
    page = open_page("nellie")
    page.goto(f"{desk.address}/desk/stories/new/")
    page.fill("#slug", "not-a-word-yet")
    page.click("main button[type=submit]")
    page.wait_for_selector("#body-editor [contenteditable=true]")
    hint = "getComputedStyle(document.querySelector('#body-editor [contenteditable=true]'), '::before').content"
    until(lambda: "Write here" in page.evaluate(hint), what="the page says where to write")
    page.click("#body-editor [contenteditable=true]")
    page.keyboard.type("Five")
    until(lambda: page.evaluate(hint) == "none", what="the hint gives way to words")


def test_a_filter_that_must_be_mended_stays_open_on_a_phone(desk, open_page) -> None:
    page = open_page("nellie", width=390, height=844)
    page.goto(f"{desk.address}/desk/wires/?q=(tram")
    assert page.locator("#q-wrong").is_visible()


def test_the_bar_at_the_foot_counts_what_stands_now(desk, open_page) -> None:
    page = open_page("ida", width=390, height=844)
    page.goto(f"{desk.address}/desk/stories/new/")
    page.fill("#slug", "counted-as-it-stands")
    page.click("main button[type=submit]")
    page.wait_for_url("**/stories/counted-as-it-stands/")
    counts = page.locator(".jump a[href^='#findings-'] [data-counts]")
    assert counts.inner_text() == page.locator("[id^=findings-]").get_attribute("data-count")
    page.locator("#body-editor .ProseMirror").click()
    page.keyboard.type("Crews were at work on Saturday, 1 July 2026. TK: the number of flats.")
    found = page.locator("[id^=findings-] .finding")
    until(lambda: found.count() and counts.inner_text() == str(found.count()), what="the bar counts as the pane does")  # fmt: skip
