"""What one wrote, cited or took stays as it was, whatever comes beside it."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import cut, settled, turned, until
from tests.browser.test_night import fill_field, saved

SLUG = "quay-street"
HURT = "Quay Street, Staromist: three people hurt, one of them a child."
HARDWARE = "Drones and missiles flew over Staromist for two hours."
PEOPLE = "Three people were hurt on Sadova Street, the rescue service said."
COPY = "#body-editor .ProseMirror"
TEXT = "window.nightdesk?.text() ?? ''"
HOUSE_STYLE = """
from django.utils.timezone import now
from desk.copyflow.notes import approve_note, load_pack
from desk.models import Person
ida, cass = (Person.objects.get(email=f"{name}@desk.example") for name in ("ida", "cass"))
for version in load_pack("house-style", by=ida, now=now()):
    approve_note(version, by=cass, now=now())
"""


@pytest.fixture
def story(desk, open_page):
    """A piece that lies beside what a watch on Quay Street finds."""
    page = open_page("ida", height=600)
    page.goto(f"{desk.address}/desk/stories/{SLUG}/")
    if page.locator(COPY).count() == 0 and page.locator("#body-editor").count() == 0:
        new_story(desk, page, SLUG)
    page.locator(COPY).wait_for()
    return page


def new_story(desk, page, slug):
    """A story of its own, open to be written."""
    page.goto(f"{desk.address}/desk/stories/new/")
    page.fill("#slug", slug)
    page.select_option("#topics", "russia-ukraine-war")
    page.fill("#places", "staromist")
    page.click("main button[type=submit]")
    page.wait_for_url(f"**/stories/{slug}/")


def test_a_citation_keeps_its_number_under_a_finding(desk, story) -> None:
    story.click("text=Watches")
    story.fill("#watch", "Quay AND hurt")
    turned(story, lambda: story.click("main button:has-text('Watch')"))
    number = desk.at_source("post", channel="staromist_rescue", text=HURT)["number"]
    story.locator(".item[data-cite-key='1']").wait_for()
    fill_field(story, "headline", "Three hurt on Quay Street in Staromist")
    story.locator(COPY).click()
    story.keyboard.type("Three people were hurt on Quay Street, the rescue service said")
    story.keyboard.press("Alt+1")
    story.keyboard.type(".")
    saved(story)
    expect(story.locator(f"{COPY} a.cite")).to_have_text("1")
    desk.at_source(
        "edit", channel="staromist_rescue", number=number, text=HURT.replace("three", "four")
    )

    def drawn() -> int:
        story.reload()
        settled(story)
        return story.locator(f"{COPY} a.cite.words-found").count()

    until(drawn, 120, "the edit is told at the citation")
    expect(story.locator(f"{COPY} a.cite")).to_have_text("1")


def test_a_mend_is_undone_like_what_was_typed(desk, open_page) -> None:
    page = open_page("ida")
    new_story(desk, page, "two-hours")
    page.locator(COPY).click()
    page.keyboard.type(f"{HARDWARE} {PEOPLE}")
    saved(page)
    until(lambda: page.locator("form[data-fix]").count(), what="a fix is offered")
    page.locator(COPY).click()
    page.keyboard.press("Alt+Enter")
    until(lambda: page.evaluate(TEXT).startswith(PEOPLE), what="the people lead")
    page.keyboard.press("Control+z")
    until(lambda: page.evaluate(TEXT).startswith(HARDWARE), what="it is as it was typed")
    saved(page)
    page.reload()
    until(lambda: page.evaluate(TEXT).startswith(HARDWARE), what="at the desk too")


def test_a_mend_of_the_headline_is_undone_in_its_field(desk, open_page) -> None:
    desk.manage("shell", "--no-imports", "-c", HOUSE_STYLE)
    page = open_page("ida")
    new_story(desk, page, "spelling")
    fill_field(page, "headline", "Three people hurt in Peking")
    saved(page)
    headline = page.locator("#f-headline")
    until(lambda: page.locator("form[data-fix]").count(), what="a fix is offered")
    headline.press("Alt+Enter")
    until(lambda: headline.input_value() == "Three people hurt in Beijing", what="it is mended")
    page.keyboard.press("Control+z")
    until(
        lambda: headline.input_value() == "Three people hurt in Peking", what="and as it was typed"
    )
    saved(page)
    page.reload()
    until(lambda: headline.input_value() == "Three people hurt in Peking", what="at the desk too")


def test_a_word_on_unsent_copy_is_in_sight_wherever_one_writes(desk, story) -> None:
    story.locator(COPY).click()
    story.keyboard.press("Control+End")
    saved(story)
    cut(story, off=True)
    for _ in range(12):
        story.keyboard.press("Enter")
        story.keyboard.type("On.")
    story.locator("button:has-text('Submit')").click()
    word = story.locator("#adrift")
    word.wait_for()
    story.locator(COPY).press("Control+End")
    until(lambda: 0 < word.bounding_box()["y"] < 300, what="the word is in sight")
    # A try that fails once more takes nothing back of what was said.
    states = "window.states = []; new MutationObserver(() => states.push(document.getElementById('saved').textContent)).observe(document.getElementById('saved'), { childList: true })"
    story.evaluate(states)
    story.evaluate("dispatchEvent(new Event('online'))")
    until(lambda: len(story.evaluate("states")) > 1, what="it is tried once more, for nothing")
    assert "have not reached the desk" in word.inner_text()
    cut(story, off=False)


def test_words_of_a_note_are_kept_before_another_form_is_sent(desk, open_page) -> None:
    page = open_page("ida")
    page.goto(f"{desk.address}/desk/notes/new/")
    page.fill("#title", "Ships by name")
    page.click("main button[type=submit]")
    page.wait_for_url("**/draft/")
    page.fill("#words-words", "We name the ship.")
    page.fill("#rule-title", "Name the ship")
    page.click("text=Add the rule")
    page.wait_for_url("**/rules/**")
    page.fill("#rule-message", "Which ship?")
    page.click("a:has-text('Ships by name')")
    page.wait_for_url("**/draft/")
    expect(page.locator("#words-words")).to_have_value("We name the ship.")
    until(lambda: kept_message(page, desk) == "Which ship?", what="kept as one left")


def kept_message(page, desk) -> str:
    page.goto(f"{desk.address}/desk/notes/ships-by-name/draft/rules/name-the-ship/")
    return page.input_value("#rule-message")
