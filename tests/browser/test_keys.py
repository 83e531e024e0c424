"""Keys of the copy and of the review: from finding to finding, from pane to pane, from change to change."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import settled, turned, until
from tests.browser.test_night import fill_field, saved

SLUG = "three-marks"
HERE = "document.activeElement"
PANES = ("findings", "wires", "rail", "body", "rail")


def at(page) -> str:
    """The part of the story that has the focus."""
    return page.evaluate(
        f"{HERE}.dataset.field ?? {HERE}.closest('#body-editor, .pane, .finding')?.id ?? ''"
    )


@pytest.fixture
def story(desk, open_page):
    """A piece with a note to colleagues in its headline, dek and copy, and an hour of the wrong zone."""
    page = open_page("ida", height=700)
    page.goto(f"{desk.address}/desk/stories/{SLUG}/")
    if "404" in page.title() or page.locator("#body-editor").count() == 0:
        page.goto(f"{desk.address}/desk/stories/new/")
        page.fill("#slug", SLUG)
        page.click("main button[type=submit]")
        page.wait_for_url(f"**/stories/{SLUG}/")
        fill_field(page, "headline", "Harbour shut, TK boats wait")
        fill_field(page, "dek", "The pilots slept until TK in the morning.")
        page.locator("#body-editor .ProseMirror").click()
        page.keyboard.type(
            "It rained. At 23:48 UTC, just before midnight Kyiv time, the master slept."
        )
        page.keyboard.press("Enter")
        page.keyboard.type("The gulls went home. TK the pilots.")
        saved(page)
    page.locator("#body-editor .ProseMirror").wait_for()
    until(lambda: page.locator("#body-editor .words-found").count() >= 2, what="they are found")
    settled(page)
    return page


def test_f8_visits_headline_dek_and_copy_and_comes_round(story) -> None:
    story.locator(".pane h2").first.click()
    seen = []
    for _ in range(9):
        story.keyboard.press("F8")
        seen.append((at(story), story.inner_text("#said")))
        letter = re.match(r"Finding (\w+)", seen[-1][1])[1]
        expect(story.locator(".finding[aria-current=true] .letter-of")).to_have_text([letter])
        if seen[-1] == seen[0] and len(seen) > 1:
            break
    places = [place for place, _ in seen]
    assert places[0] == "headline"
    assert "dek" in places
    assert places.count("body-editor") >= 2
    assert places[-1] == "headline", "and round again"
    assert ", headline: " in seen[0][1]
    # What is chosen in a field is the words found there.
    chosen = story.evaluate(f"{HERE}.value.slice({HERE}.selectionStart, {HERE}.selectionEnd)")
    assert chosen in "Harbour shut, TK boats wait"
    story.keyboard.press("Shift+F8")
    assert at(story) != "headline", "the one before is the last of the piece"


def test_f6_goes_from_pane_to_pane(story) -> None:
    story.click("#f-headline")
    for key, pane in zip(("F6", "F6", "F6", "F6", "Shift+F6"), PANES, strict=True):
        story.keyboard.press(key)
        until(lambda pane=pane: at(story).rsplit("-", 1)[0] == pane, what=f"{key} to {pane}")


def test_the_letter_in_the_copy_is_the_letter_beside_it(story) -> None:
    story.locator("#body-editor p").first.click()
    story.keyboard.press("End")
    story.keyboard.press("Backspace")
    story.keyboard.type(" twice")
    drawn = "#body-editor .words-found"
    until(lambda: story.locator(drawn).count() == 1, what="the sentence being typed is left alone")

    # The other one comes back when the hand has rested, and letters are dealt anew.
    def told() -> list[str]:
        letter = story.locator(drawn, has_text=re.compile("^TK$")).get_attribute("data-letter")
        card = story.locator(f".finding:has(.letter-of:text-is('{letter}'))")
        return [*card.locator(".zone").all_inner_texts(), str(card.locator(".places li").count())]

    until(lambda: told() == ["headline, dek, paragraph 2", "3"], what="the card has that letter")


def test_keys_of_the_review(desk, story, open_page) -> None:
    saved(story)
    story.keyboard.press("Control+Enter")
    story.wait_for_url("**/review/")
    cass = open_page("cass")
    cass.goto(f"{desk.address}/desk/stories/{SLUG}/review/")
    places = []
    for key in ("]", "]", "[", "["):
        cass.keyboard.press(key)
        places.append(cass.evaluate(f"{HERE}.dataset.place"))
    assert places[:3] == ["headline", "dek", "headline"]
    assert places[3] == cass.locator("[data-place]").last.get_attribute("data-place")
    assert cass.inner_text("#said").startswith("Change ")
    letters = cass.locator(".beside .finding .letter-of").all_inner_texts()
    for letter in [*letters, letters[0]]:
        cass.keyboard.press("F8")
        assert cass.inner_text(".finding[aria-current=true] .letter-of") == letter
        assert cass.evaluate(f"{HERE}.matches('.finding[aria-current]')")
        assert cass.inner_text("#said").startswith(f"Finding {letter}, ")
        met = cass.locator("[data-met]")
        assert met.count() == 0 or met.first.is_visible()
        assert set(met.evaluate_all("all => all.map((one) => one.dataset.block)")) <= set(
            cass.get_attribute(".finding[aria-current=true]", "data-at").split("|")
        )
    cass.keyboard.press("Shift+F8")
    assert cass.inner_text(".finding[aria-current=true] .letter-of") == letters[-1]
    cass.keyboard.press("?")
    assert {"F8", "]", "[", "Ctrl"} <= set(cass.locator("#keys-help[open] kbd").all_inner_texts())
    cass.keyboard.press("Escape")
    cass.wait_for_selector("#keys-help", state="hidden")
    # In a form the key sends the form; it never approves what one was only writing a note about.
    cass.click("summary:has-text('Return it')")
    cass.fill("#words", "Find out how many boats wait.")
    cass.keyboard.press("Control+Enter")
    until(lambda: "In review" not in cass.inner_text("main"), what="it goes back to its writer")
    story.goto(f"{desk.address}/desk/stories/{SLUG}/")
    assert "Returned by Cass" in story.inner_text("main")


def test_a_gives_a_story_to_somebody_from_the_board(desk, story, open_page) -> None:
    saved(story)
    cass = open_page("cass")
    cass.goto(f"{desk.address}/desk/")
    row = cass.locator("tr[data-row]", has=cass.locator(f"a:text-is('{SLUG}')"))
    cass.keyboard.press("a")
    assert "Go to a story first" in cass.inner_text("#said")

    def there() -> bool:
        cass.keyboard.press("j")
        return row.get_attribute("aria-current") == "true"

    until(there, what="j comes to its row")
    # What changes on the board draws it anew and loses nobody's place.
    cass.evaluate("document.getElementById('rows-board').dataset.before = 'yes'")
    cass.evaluate("document.body.dispatchEvent(new Event('nightdesk:board'))")
    cass.wait_for_selector("#rows-board:not([data-before])")
    until(lambda: row.get_attribute("aria-current") == "true", what="it is the current row still")
    cass.keyboard.press("a")
    cass.locator("#assign[open] select").wait_for()
    cass.keyboard.press("Escape")
    expect(cass.locator("#assign[open]")).to_have_count(0)
    cass.keyboard.press("a")
    cass.locator("#assign[open] select").wait_for()
    cass.select_option("#to", label="Nellie Voss")
    turned(cass, lambda: cass.keyboard.press("Control+Enter"))
    expect(row).to_contain_text("Nellie Voss")


def test_a_part_that_is_open_stays_open_whatever_comes_beside_it(story) -> None:
    rail = "aside.rail"
    story.click(f"{rail} summary:text-is('Ask')")
    story.evaluate(
        """() => {
        const rail = document.querySelector("aside.rail");
        rail.insertAdjacentHTML("afterbegin", "<details open><summary>Goes</summary></details>");
        document.body.dispatchEvent(new Event("nightdesk:checked"));
        }"""
    )
    until(
        lambda: story.locator(f"{rail} summary:text-is('Goes')").count() == 0, what="it is renewed"
    )
    # It is opened again once what came has been laid out, a moment later.
    ask = story.locator(f"{rail} details:has(#question)")
    until(lambda: ask.get_attribute("open") is not None, what="it is open")
    expect(story.locator(f"{rail} details[open]")).to_have_count(1)
