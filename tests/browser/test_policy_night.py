"""A note from its first word to the door it closes, in browsers of the people who have a hand in it."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import axe, laid_out, until
from tests.browser.test_night import fill_field, saved

SLUG = "nothing-is-routine"
KEY = "no-routine-strikes"
STORY = "harbour-night"
EXAMPLES = (
    ("must_match", "headline", "Routine strikes hit the harbour", False),
    ("must_match", "body", "It was a routine strike, in the end.", False),
    ("must_not_match", "headline", "The harbour was hit", False),
    ("must_not_match", "body", "“A routine strike,” the spokesman called it.", True),
)
BAD = "Routine strike hits the harbour, two people hurt"
GOOD = "Two people hurt as the harbour is hit"


@pytest.fixture
def note(desk) -> str:
    """Where the note will be."""
    return f"{desk.address}/desk/notes/{SLUG}/"


def kept(page, place: str, words: str = "Kept") -> None:
    """What was typed is kept, without a press of a button."""
    until(lambda: words in page.inner_text(place), what=f"{place} says {words}")


def story(page, desk) -> None:
    """A piece that calls a strike routine; nothing of it is of a topic."""
    page.goto(f"{desk.address}/desk/stories/new/")
    page.fill("#slug", STORY)
    page.click("main button[type=submit]")
    page.wait_for_url(f"**/stories/{STORY}/")
    fill_field(page, "headline", BAD)
    fill_field(page, "dek", "Two people were hurt at the harbour, the rescue service says.")
    fill_field(page, "byline", "By a Nightdesk reporter")
    page.locator("#body-editor .ProseMirror").click()
    page.keyboard.type("Two people were hurt at the harbour, the rescue service said.")
    saved(page)
    handed(page, desk)


def handed(page, desk) -> None:
    """Handed over as it stands."""
    page.goto(f"{desk.address}/desk/stories/{STORY}/")
    page.click("button:has-text('Submit')")
    page.wait_for_url("**/review/")


def refused(page, desk) -> list[str]:
    """What the door says to this version of the story: codes of what blocks."""
    page.goto(f"{desk.address}/desk/stories/{STORY}/")
    token = page.locator("meta[name=csrf-token]").get_attribute("content")
    answer = page.request.post(
        f"{desk.address}/desk/stories/{STORY}/publication/",
        headers={"X-CSRFToken": token, "Accept": "application/json"},
    )
    assert answer.status != 200
    return [finding["code"] for finding in answer.json().get("findings", [])]


def test_a_note_from_its_first_word_to_the_door_it_closes(desk, open_page, note) -> None:
    ida = open_page("ida")
    cass = open_page("cass")
    story(ida, desk)
    written(ida, desk, note)
    back_tested(ida, note)
    approved(ida, cass, note)
    # In shadow: it is counted, and stops nobody.
    fill_field_again(ida, desk, f"{BAD} tonight")
    handed(ida, desk)
    assert KEY not in refused(cass, desk)
    ida.goto(note)
    assert "1 place" in ida.inner_text(".rule-table.figures")
    raised(ida, cass, note)
    # Copy handed over before is bound by what the rule came to then; copy handed over now is not let out.
    assert KEY not in refused(cass, desk)
    fill_field_again(ida, desk, f"{BAD} overnight")
    handed(ida, desk)
    assert KEY in refused(cass, desk)
    cass.click("button:has-text('Publish')")
    cass.wait_for_selector("text=No strike is routine.")
    fill_field_again(ida, desk, GOOD)
    handed(ida, desk)
    assert KEY not in refused(cass, desk)


def fill_field_again(page, desk, words: str) -> None:
    """Another headline."""
    page.goto(f"{desk.address}/desk/stories/{STORY}/")
    page.wait_for_selector("#body-editor .ProseMirror")
    fill_field(page, "headline", words)


def written(ida, desk, note: str) -> None:
    """By form and without JSON: words, a rule with its fields, four examples, a sentence for readers."""
    ida.goto(f"{desk.address}/desk/notes/")
    ida.click("text=New note")
    ida.fill("#title", "Nothing is routine")
    ida.click("main button[type=submit]")
    ida.wait_for_url("**/draft/")
    ida.fill("#words-words", "We never call a strike routine.")
    kept(ida, "#kept-words")
    # What cannot be taken stands at its field, and is there again after a reload.
    ida.fill("#scope-places", "Atlantis")
    kept(ida, "#kept-scope", "a field waits to be mended")
    expect(ida.locator("#scope-w-places")).to_contain_text("no place the desk knows")
    ida.reload()
    assert ida.input_value("#scope-places") == "Atlantis"
    assert ida.input_value("#words-words") == "We never call a strike routine."
    ida.fill("#scope-places", "")
    until(lambda: ida.inner_text("#scope-w-places") == "", what="the field is mended")
    ida.fill("#rule-title", "No routine strikes")
    ida.select_option("#kind", "forbid")
    ida.click("text=Add the rule")
    ida.wait_for_url("**/rules/**")
    ida.fill("#rule-terms", "(routine strike")
    until(lambda: "not a pattern" in ida.inner_text("#rule-w-terms"), what="the field says why")
    ida.fill("#rule-terms", "routine strike*")
    ida.fill("#rule-unless", "in-quote")
    ida.fill("#rule-message", "No strike is routine.")
    for stage in ("publish", "update"):
        ida.select_option(f"#rule-at-{stage}", "blocking")
    for n, (where, zone, words, near) in enumerate(EXAMPLES):
        ida.select_option(f"#list-{n}", where)
        ida.fill(f"#{zone}-{n}", words)
        if near:
            ida.check(f"[name=near-{n}]")
        said = "Found, as it must be" if where == "must_match" else "Let through, as it must be"
        kept(ida, f"#verdict-{n}", said)
        if n < len(EXAMPLES) - 1:
            ida.click("text=Keep it, and another example")
            ida.wait_for_selector(f"#list-{n + 1}")
    expect(ida.locator("#verdict-0")).to_contain_text("“Routine strikes”")
    kept(ida, "#kept-rule", "Ready to be proposed")
    # Over the open story, beside what is in force: nothing is.
    ida.select_option("#look-story", STORY)
    until(lambda: ida.locator("text=No version of this note is in force").count(), what="a look")
    expect(ida.locator("div[id^=look-]")).to_contain_text("Routine strike")
    ida.goto(f"{note}draft/")
    ida.fill("#text-0", "We do not call a strike routine.")
    ida.fill("#otherwise-0", "In this piece the desk let the word stand.")
    ida.check("[name=rules-0]")
    kept(ida, "#kept-public")
    for theme in ("light", "dark"):
        ida.emulate_media(color_scheme=theme)
        assert axe(ida) == []
    ida.emulate_media(color_scheme="light")
    ida.click("button:has-text('Propose version 1')")
    ida.wait_for_selector("text=Version 1, in review")
    assert ida.locator("button:has-text('Approve version')").count() == 0


def back_tested(ida, note: str) -> None:
    """Over the archive, by a worker, with the page looking on."""
    ida.goto(note)
    ida.click("button:has-text('Back-test version 1')")
    ida.wait_for_url("**/backtests/**")
    ida.wait_for_selector("h2:has-text('In figures')")
    expect(ida.locator("#sample")).to_contain_text(BAD)
    ida.click("#sample button:has-text('Right')")
    ida.wait_for_selector("text=Judged right by Ida Marsh")


def approved(ida, cass, note: str) -> None:
    """By somebody else, who has opened the hits; whoever wrote is refused."""
    token = ida.locator("meta[name=csrf-token]").get_attribute("content")
    own = ida.request.post(f"{note}versions/1/approval/", headers={"X-CSRFToken": token})
    assert own.status == 403
    cass.goto(note)
    cass.click("button:has-text('Approve version 1')")
    cass.wait_for_selector("text=You have not opened the list of hits")
    cass.goto(note)
    cass.click("text=Open the list of hits")
    cass.wait_for_selector("h2:has-text('A sample to judge')")
    cass.goto(note)
    cass.click("button:has-text('Approve version 1')")
    cass.wait_for_selector("text=Version 1, in force")
    expect(cass.locator(".rule-table .mark.shadow")).to_have_count(4)


def raised(ida, cass, note: str) -> None:
    """From shadow to blocking at publish: asked by one, decided by the other."""
    ida.goto(note)
    ida.click("summary:has-text('Ask to raise it')")
    ida.select_option("[name=raise]", "publish:blocking")
    ida.fill("form[action$='promotions/'] textarea", "Right on all we judged.")
    ida.click("form[action$='promotions/'] button")
    ida.wait_for_selector("text=You asked, so another person decides.")
    cass.goto(note)
    cass.click("button:has-text('Raise it')")
    cass.wait_for_selector(".rule-table .mark.blocking")
    # On a phone nothing runs out of the page.
    cass.set_viewport_size({"width": 390, "height": 844})
    for place in ("", "challenges/", "../packs/", "../audit/", ".."):
        cass.goto(f"{note}{place}")
        laid_out(cass)
        assert cass.evaluate("document.documentElement.scrollWidth") <= 390, place
    cass.set_viewport_size({"width": 1440, "height": 900})


def test_a_note_is_written_without_scripts(desk, open_page) -> None:
    nellie = open_page("nellie", scripts=False)
    nellie.goto(f"{desk.address}/desk/notes/new/")
    nellie.fill("#title", "Plain forms")
    sent(nellie, "main button[type=submit]")
    nellie.fill("#words-words", "It works without scripts.")
    nellie.fill("#words-review_by", "2099-01-01")
    sent(nellie, "#kept-words button")
    nellie.fill("#f-guidance", "Ask twice.")
    sent(nellie, "#kept-guidance button")
    assert nellie.input_value("#words-words") == "It works without scripts."
    assert nellie.input_value("#f-guidance") == "Ask twice."
    sent(nellie, "button:has-text('Propose version 1')")
    assert "Version 1, in review" in nellie.inner_text("main")


def sent(page, button: str) -> None:
    """A form sent by its button, and the page that answers it."""
    with page.expect_navigation():
        page.click(button)


def test_rupert_may_not_know_of_a_story_by_way_of_a_note(desk, open_page) -> None:
    rupert = open_page("rupert")
    rupert.goto(f"{desk.address}/desk/notes/new/")
    rupert.fill("#title", "Ruperts note")
    rupert.click("main button[type=submit]")
    rupert.wait_for_url("**/draft/")
    answer = rupert.request.get(f"{rupert.url}preview/?story=staromist-strikes")
    assert answer.status == 404
