"""What a finding offers, taken by one key; what one says of it, kept for the judge of the lead."""

import pytest

from tests.browser.conftest import settled, turned, until
from tests.browser.test_night import fill_field, saved

HARDWARE = (
    "Forty drones and six ballistic missiles crossed the river in three waves, the air force said."
)
PEOPLE = "Three people were killed when one of them hit a block of flats on Sadova Street, the rescue service said."


@pytest.fixture
def story(desk, open_page):
    """A piece on an attack that opens on hardware, with its people in the second paragraph."""
    page = open_page("ida")
    page.goto(f"{desk.address}/desk/stories/new/")
    page.fill("#slug", "three-waves")
    page.select_option("#topics", "russia-ukraine-war")
    page.fill("#places", "staromist")
    page.click("main button[type=submit]")
    page.wait_for_url("**/stories/three-waves/")
    fill_field(page, "headline", "Three people killed on Sadova Street in Staromist")
    page.locator("#body-editor .ProseMirror").click()
    page.keyboard.type(HARDWARE)
    page.keyboard.press("Enter")
    page.keyboard.type(PEOPLE)
    saved(page)
    return page


def test_one_key_takes_the_fix_and_a_verdict_is_kept(desk, story) -> None:
    copy = "#body-editor .ProseMirror"
    opens = ".finding:has-text('The piece opens on forces or hardware')"

    def copied() -> str:
        """The words without the letters of findings that are drawn between them."""
        return story.evaluate("window.nightdesk ? nightdesk.text() : ''")

    until(lambda: story.locator(opens).count(), what="the finding stands")

    story.locator(f"{opens} summary:has-text('Teach the judge')").click()
    turned(story, lambda: story.locator(f"{opens} button:has-text('The finding is right')").click())
    story.goto(f"{desk.address}/desk/notes/judge/")
    assert "This desk has given 1 verdict on its findings" in story.inner_text("main")

    story.goto(f"{desk.address}/desk/stories/three-waves/")
    settled(story)
    until(lambda: story.locator(f"{opens} [data-fix]").count(), what="a fix is offered")
    said = story.locator("#adrift")
    until(lambda: story.locator(f"{copy} .words-found").count(), what="findings stand in the copy")
    # As it is sent, since the pane that holds it is drawn anew whenever it likes.
    gone = "(event) => { event.target.elements.fingerprint.value = 'of words that went'; }"
    story.evaluate(f"addEventListener('submit', {gone}, {{ capture: true, once: true }})")
    story.locator(f"{copy} p").first.click()
    story.keyboard.press("Alt+Enter")
    until(lambda: "There is nothing to mend by itself here" in said.inner_text(), what="it is said")
    assert copied().startswith(HARDWARE), "and nothing has changed"

    story.goto(f"{desk.address}/desk/stories/three-waves/")
    settled(story)
    until(lambda: story.locator(f"{copy} .words-found").count(), what="the findings stand again")
    story.locator(f"{copy} p").first.click()
    story.keyboard.press("Alt+Enter")
    until(lambda: copied().startswith(PEOPLE), what="the people lead")
    assert HARDWARE in story.evaluate("nightdesk.text()")
    until(lambda: not story.locator(opens).count(), what="the finding has gone")
    story.reload()
    until(lambda: copied().startswith(PEOPLE), what="the people lead still")


def test_a_key_goes_from_finding_to_finding_and_the_sheet_names_it(desk, open_page) -> None:
    page = open_page("ida", height=600)
    page.goto(f"{desk.address}/desk/stories/three-waves/")
    page.locator("#body-editor .ProseMirror").wait_for()
    page.locator("#body-editor .ProseMirror").click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.type("At 23:48 UTC, just before midnight Kyiv time, the sirens ended.")
    until(
        lambda: page.locator("#body-editor .words-found").count(),
        what="a finding stands in the copy",
    )
    settled(page)
    page.click("#f-headline")
    page.keyboard.press("F8")
    here = page.locator(".finding[aria-current=true]")
    until(lambda: here.count() == 1, what="the finding one stands at is the current one")
    page.evaluate("document.querySelector('.pane.margin').dataset.before = 'yes'")
    page.evaluate("document.body.dispatchEvent(new Event('nightdesk:checked'))")
    until(lambda: not page.locator("[data-before]").count(), what="the pane is written anew")
    until(lambda: here.count() == 1, what="and it still is the current one")
    assert page.evaluate("document.activeElement.closest('#body-editor') !== null")
    until(lambda: 0 <= here.locator("header").bounding_box()["y"] <= 600, what="and it is in sight")
    page.locator(".pane h2").first.click()
    page.keyboard.press("?")
    page.wait_for_selector("#keys-help[open]")
    assert {"F8", "Alt", "Ctrl"} <= set(page.locator("#keys-help kbd").all_inner_texts())
    page.keyboard.press("Escape")
