"""Every key that the sheet under `?` names does what it says, on the open wire board."""

import re

import pytest

from tests.browser.conftest import axe, turned, until
from tests.browser.test_wires_night import serve

ONE = "A lighthouse keeper on the Lypa estuary found a barge without a crew before dawn, the harbour office said."
TWO = "Ferry crossings at the Lypa estuary stop for repairs to the landing stage, the harbour office said on Friday."
HELD = "document.activeElement.closest('[data-row]')?.dataset.item"
NAMED = {
    "j", "k", "Enter", ".", "a", "t", "c", "o", "x", "m", "s", "w", "/", "g", "b",
}  # fmt: skip


@pytest.fixture
def board(desk, open_page):
    """The board with two items about an estuary and a story of Ida's, at the first item."""
    page = open_page("ida")
    page.goto(f"{desk.address}/desk/wires/?q=estuary")
    if page.locator("[data-row]").count() < 2:
        serve(desk, ONE, channel="lantern", title="Barge without a crew in the estuary")
        serve(desk, TWO, channel="lantern", title="Estuary ferry stops for repairs")
        page.goto(f"{desk.address}/desk/stories/new/")
        page.fill("#slug", "estuary-barge")
        turned(page, lambda: page.click("main button[type=submit]"))

        def here() -> bool:
            page.goto(f"{desk.address}/desk/wires/?q=estuary")
            return page.locator("[data-row]").count() == 2

        until(here, what="both items are on the board")
    return page


def chosen(page) -> int:
    return page.locator("[data-row] .choose input:checked").count()


def at(page) -> str:
    """The id of the current row."""
    return page.evaluate(
        "document.querySelector('[data-row][aria-current=true]')?.dataset.item ?? ''"
    )


def press(page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def opened(page, desk) -> None:
    page.goto(f"{desk.address}/desk/wires/?q=estuary")
    press(page, "j")
    until(lambda: at(page))


def test_keys_of_the_board(desk, board) -> None:
    page = board
    # The sheet, and what it names.
    press(page, "?")
    page.wait_for_selector("#keys-help[open]")
    assert set(re.findall(r"\S+", " ".join(page.locator("#keys-help kbd").all_inner_texts()))) >= NAMED  # fmt: skip
    press(page, "Escape")
    page.wait_for_selector("#keys-help", state="hidden")
    # Down and up, and open what is current; a list that renews itself keeps it current.
    press(page, "j")
    first = until(lambda: at(page))
    page.evaluate("document.getElementById('events-list').dataset.was = 'before'")
    page.evaluate("document.body.dispatchEvent(new Event('nightdesk:show'))")
    page.wait_for_selector("#events-list:not([data-was])")
    until(lambda: at(page) == first)
    until(lambda: page.evaluate(HELD) == first, what="and the focus stays on it")
    press(page, "j")
    until(lambda: at(page) not in {"", first})
    press(page, "k")
    until(lambda: at(page) == first)
    press(page, "Enter")
    page.wait_for_selector(f"#opened article[data-item='{first}']")
    # Open at the source, in a page of its own that knows nothing of this one.
    with page.context.expect_page() as other:
        press(page, "o")
    assert other.value.evaluate("window.opener") is None
    other.value.close()
    # Choose and un-choose.
    press(page, "x")
    until(lambda: chosen(page) == 1)
    press(page, "x")
    until(lambda: chosen(page) == 0)
    # The search as a watch; find.
    press(page, "w")
    page.wait_for_url("**/watches/new/?**")
    assert "estuary" in page.input_value("#query")
    page.go_back()
    press(page, "/")
    until(lambda: page.evaluate("document.activeElement.id") == "q")
    press(page, "j")
    assert page.input_value("#q") == "j", "in a field a key is a letter"
    # Without a search there is nothing to keep, and it says so.
    page.goto(f"{desk.address}/desk/wires/")
    press(page, "w")
    until(lambda: "Search for something first" in page.inner_text("#said"))
    # Who sees is told as well, once, over nothing that stands at the foot; after a while it goes.
    assert page.locator("#said").bounding_box()["height"] > 20
    assert page.locator("[role=status]", has_text="Search for something first").count() == 1
    until(lambda: page.inner_text("#said") == "", what="what was said goes")


def test_escape_lets_go_of_the_story_and_the_letters_live_again(desk, board) -> None:
    page = board
    opened(page, desk)
    here = at(page)
    for key in ("a", "c"):
        press(page, key)
        until(lambda: page.evaluate("document.activeElement.id") == "attach-story")
        press(page, "Escape")
        until(lambda: page.evaluate(HELD) == here, what="the row is held again")
    press(page, "j")
    until(lambda: at(page) not in {"", here}, what="letters are keys again")


def test_m_and_s_make_one_event_of_two_and_two_of_one_where_one_stands(desk, board) -> None:
    page = board
    opened(page, desk)
    press(page, "s")
    until(lambda: "an event of its own already" in page.inner_text("#regroup-said"))
    assert chosen(page) == 1
    press(page, "x")
    assert not page.locator("#regroup-said").is_visible()
    press(page, "m")
    until(lambda: "Choose a second item" in page.inner_text("#said"))
    assert chosen(page) == 1
    press(page, "j", "m")
    until(lambda: page.locator("text=Seen 2 times").count() == 1, what="m joins the two")
    assert page.locator("details.folded").count() == 1
    assert (chosen(page), page.url.endswith("?q=estuary")) == (0, True)
    assert "2 items are one event now." in page.inner_text("#said")
    # Down stops at what is seen: the other one is folded away.
    press(page, "k", "j", "j")
    assert page.evaluate("document.querySelector('[data-row][aria-current=true]').closest('details')") is None  # fmt: skip
    press(page, "s")
    until(lambda: page.locator("text=Seen 2 times").count() == 0, what="s parts what m joined")
    assert (chosen(page), page.url.endswith("?q=estuary")) == (0, True)


def test_a_t_and_c_lay_it_beside_a_story(desk, board) -> None:
    page = board
    for key in ("t", "a"):
        opened(page, desk)
        press(page, key)
        until(lambda: page.evaluate("document.activeElement.id") == "attach-story")
    page.select_option("#attach-story", "estuary-barge")
    here = at(page)
    press(page, "Enter")
    # It is said, the list stays, and the letters go on from the same row.
    until(lambda: "Attached to estuary-barge." in page.inner_text("#said"))
    page.wait_for_selector("#opened >> text=Beside")
    assert (page.url.endswith("?q=estuary"), at(page)) == (True, here)
    press(page, "j")
    until(lambda: at(page) not in {"", here}, what="j goes on")
    press(page, "c")
    until(lambda: page.evaluate("document.activeElement.id") == "attach-story")
    page.select_option("#attach-story", "estuary-barge")
    press(page, "Enter")
    page.wait_for_url("**/stories/estuary-barge/#i-*")


def test_the_dot_shows_what_arrived_and_g_goes_places(desk, board) -> None:
    page = board
    opened(page, desk)
    shown = page.locator("[data-row]").count()
    serve(desk, "Third word from the estuary: the barge is towed in.", channel="lantern", title="Estuary barge is towed in")  # fmt: skip
    page.wait_for_selector(".arrived")
    assert page.locator("[data-row]").count() == shown, "the list does not jump"
    press(page, ".")
    until(lambda: page.locator("[data-row]").count() > shown, what="the dot shows it")
    for key, place in {"s": "/desk/sources/", "d": "/desk/owed/", "o": "/desk/notes/", "w": "/desk/wires/", "b": "/desk/"}.items():  # fmt: skip
        press(page, "g", key)
        page.wait_for_url(f"{desk.address}{place}")


def test_single_letters_can_be_turned_off(desk, board) -> None:
    page = board
    press(page, "?")
    page.uncheck("#keys-on")
    press(page, "Escape")
    page.wait_for_selector("#keys-help", state="hidden")
    press(page, "j", "x")
    assert page.locator("[data-row][aria-current=true]").count() == 0
    assert chosen(page) == 0


def test_every_page_that_names_the_sheet_has_it(desk, board) -> None:
    page = board
    for place in ("", "sources/", "watches/"):
        page.goto(f"{desk.address}/desk/{place}")
        press(page, "?")
        page.wait_for_selector("#keys-help[open]")
        assert "merge" not in page.inner_text("#keys-help"), "only keys that do something here"
        press(page, "Escape")
        page.wait_for_selector("#keys-help", state="hidden")


def test_what_stands_at_an_address_is_brought_into_view(desk, board) -> None:
    page = board
    page.goto(f"{desk.address}/desk/sources/")
    press(page, "n")
    until(lambda: page.evaluate("document.activeElement.id") == "address", what="one can type")
    assert page.input_value("#address") == ""
    page.fill("#address", "http://127.0.0.1/feed")
    page.click("button:has-text('Fetch it once and show me')")
    page.wait_for_selector("#found-probe .wrong")
    inside = "(() => { const box = document.querySelector('#found-probe .wrong').getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; })()"
    until(lambda: page.evaluate(inside), what="the answer can be seen without scrolling")


def test_what_is_edited_while_it_is_open_is_told_on_the_board_and_in_the_pane(desk, board) -> None:
    page = board
    number = serve(
        desk, "The pontoon is shut to four boats.", channel="lantern", title="Pontoon is shut"
    )

    def here() -> bool:
        page.goto(f"{desk.address}/desk/wires/?q=pontoon")
        return page.locator("[data-row]").count() == 1

    until(here, what="the item is on the board")
    press(page, "j", "Enter")
    page.wait_for_selector("#opened article")
    desk.at_source(
        "edit", channel="lantern", number=number, text="The pontoon is shut to nine boats."
    )
    page.wait_for_selector(".arrived:has-text('1 edited')")
    page.wait_for_selector("#opened .news:has-text('There is a newer text')")
    assert "four boats" in page.inner_text("#opened .said"), "what one reads does not jump"
    page.click("#opened .news a")
    page.wait_for_selector("#opened article > .said:has-text('nine boats')")
    assert page.locator("#opened .news .arrived").count() == 0
    press(page, ".")
    page.wait_for_selector("[data-row] >> text=Text 2")
    until(lambda: page.locator(".live .arrived").count() == 0, what="the line has no more to tell")
    assert axe(page) == []


def test_what_a_watch_counted_is_marked_while_other_words_stand_above_it(desk, board) -> None:
    page = board
    page.goto(f"{desk.address}/desk/watches/new/?query=estuary")
    assert "In the last week: estuary" in page.inner_text("#preview-watch")
    page.fill("#query", "estuary NOT ferry")
    page.wait_for_selector("#preview-watch .stale")
    assert axe(page) == []
    page.click("button:has-text('Look back a week')")
    page.wait_for_selector("#preview-watch h2:has-text('estuary NOT ferry')")
    page.wait_for_selector("#preview-watch .stale", state="hidden")
