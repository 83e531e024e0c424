"""What renews itself while one looks loses no news and takes no press away; what is typed early is kept."""

from playwright.sync_api import expect

from tests.browser.conftest import axe, settled, turned, until
from tests.browser.test_kept import COPY, new_story
from tests.browser.test_night import saved

CHECKED = "document.body.dispatchEvent(new Event('nightdesk:checked'))"
WIRES = "document.body.dispatchEvent(new Event('nightdesk:story-wires'))"


def test_a_pane_told_while_it_asks_asks_once_more(desk, open_page) -> None:
    page = open_page("ida")
    new_story(desk, page, "asked-twice")
    settled(page)
    asked = []
    page.on("request", lambda one: asked.append(one) if one.url.endswith("/rail/") else None)
    page.evaluate(f"{CHECKED}; {CHECKED};")
    until(lambda: page.evaluate("1") and len(asked) == 2, what="it asks for what came meanwhile")


def test_what_is_pressed_stays_until_the_finger_is_lifted(desk, open_page) -> None:
    page = open_page("ida")
    new_story(desk, page, "pressed")
    settled(page)
    summary = page.locator("aside.rail summary:text-is('Ask')")
    summary.hover()
    page.mouse.down()
    with page.expect_response(lambda answer: answer.url.endswith("/rail/")) as answer:
        page.evaluate(f"document.querySelector('.rail').dataset.before = 'yes'; {CHECKED}")
    answer.value.finished()
    until(lambda: page.evaluate("!document.querySelector('.rail.htmx-request')"))
    page.mouse.up()
    expect(page.locator("#question")).to_be_visible()
    expect(page.locator(".rail[data-before]")).to_have_count(0)
    expect(page.locator("#question")).to_be_visible()


def test_what_is_typed_before_the_scripts_have_come_is_kept(desk, open_page) -> None:
    page = open_page("ida")
    page.goto(f"{desk.address}/desk/notes/new/")
    page.fill("#title", "Typed early")
    page.click("main button[type=submit]")
    page.wait_for_url("**/draft/")
    held = []
    # A handler has to be a function of Python: a method of a list is none.
    page.route("**/htmx-2*.js", lambda route: held.append(route))  # noqa: PLW0108
    page.goto(f"{page.url}?again", wait_until="commit")
    page.fill("#words-words", "We were quick.")
    until(lambda: page.evaluate("1") and held, what="the script is asked for")
    held.pop().continue_()
    expect(page.locator("#kept-words")).to_contain_text("Kept")


def test_a_press_of_poll_now_is_answered_where_it_was_made(desk, open_page) -> None:
    page = open_page("ida")
    page.goto(f"{desk.address}/desk/sources/")
    rows = page.locator("tr[data-row]")
    key = rows.first.get_attribute("id")
    row = page.locator(f"#{key}")
    asked = row.locator(".asked")
    count = rows.count()

    def press() -> int:
        with page.expect_response("**/poll/") as answer:
            page.click(
                "#state-wire ~ .does >> text=Poll now" if "wires/" in page.url else f"#{key} button"
            )
        return answer.value.status

    until(lambda: press() == 200, what="it was not polled just now")
    expect(asked).to_contain_text("Polled")
    until(lambda: "Polled" in page.inner_text("#said"), what="it is read out too")
    until(lambda: press() == 422, what="it was polled just now")
    expect(asked).to_contain_text("seconds ago")
    # The list renews itself round what was said.
    with page.expect_response("**/desk/sources/"):
        page.evaluate("document.body.dispatchEvent(new Event('nightdesk:polled'))")
    expect(page.locator("#health-list.htmx-request")).to_have_count(0)
    expect(asked).to_contain_text("seconds ago")
    assert rows.count() == count
    assert axe(page) == []
    # So does the page of one wire.
    turned(page, lambda: row.locator("a.state").click())
    page.evaluate("document.getElementById('state-wire').dataset.before = 'yes'")
    until(lambda: press() == 200, what="it was not polled just now")
    expect(page.locator(".asked")).to_contain_text("Polled")
    expect(page.locator("#state-wire[data-before]")).to_have_count(0)
    assert axe(page) == []


def test_findings_and_the_job_follow_what_changes_at_the_source_and_who_looked(
    desk, open_page
) -> None:
    page = open_page("ida", height=500)
    new_story(desk, page, "ferry-pier")
    page.click("summary:has-text('Watches')")
    page.fill("#watch", "pier AND ferry")
    turned(page, lambda: page.click("main button:has-text('Watch')"))
    words = "Ferry pier, Staromist: three people hurt."
    number = desk.at_source("post", channel="staromist_rescue", text=words)["number"]
    card = page.locator(".item[data-cite-key='1']")
    card.wait_for()
    page.locator(COPY).click()
    page.keyboard.type("Three people were hurt on the ferry pier, the rescue service said")
    page.keyboard.press("Alt+1")
    page.keyboard.type(".")
    saved(page)
    other = open_page("nellie")
    other.goto(page.url)
    tabs = (page, other)
    edited = "changed this after it was cited"
    for tab in tabs:
        settled(tab)
        expect(tab.locator(".rail .checklist >> nth=0")).to_contain_text("Nothing blocks")
        expect(tab.locator(f"{COPY} a.cite.words-found")).to_have_count(0)
    desk.at_source("edit", channel="staromist_rescue", number=number, text=words.replace("three", "four"))  # fmt: skip
    for tab in tabs:
        expect(tab.locator(".item[data-cite-key='1'] .changed")).to_have_count(1)
        expect(tab.locator(".margin .finding", has_text=edited)).to_have_count(1)
        expect(tab.locator(".rail .checklist >> nth=0")).to_contain_text("1 blocking")
        expect(tab.locator(f"{COPY} a.cite.words-found")).to_have_count(1)
    # One of them has read it: so the other's page says too, without being asked.
    turned(page, lambda: page.click("button:has-text('I have read it')"))
    for tab in tabs:
        expect(tab.locator(".item[data-cite-key='1'] .changed")).to_have_count(0)
        expect(tab.locator(".margin .finding", has_text=edited)).to_have_count(0)
        expect(tab.locator(".rail .checklist >> nth=0")).to_contain_text("Nothing blocks")
        expect(tab.locator(f"{COPY} a.cite.words-found")).to_have_count(0)


def test_a_pane_that_renews_itself_stays_where_it_was_scrolled_to(desk, open_page) -> None:
    page = open_page("ida", height=500)
    new_story(desk, page, "scrolled")
    for n in range(3):
        page.click("summary:has-text('Paste a link')")
        page.fill("#words", f"Account {n} of the night. {'It rose and fell. ' * 20}")
        turned(page, lambda: page.click("button:has-text('Lay it here')"))
    last = page.locator(".wires li.item").last.get_attribute("id")
    turned(page, lambda: page.goto(f"{desk.address}/desk/stories/scrolled/?again#{last}"))
    settled(page)
    stands = "Math.round(document.querySelector('.wires').scrollTop)"
    until(lambda: page.evaluate(stands) > 100, what="the item stands in sight")
    at = page.evaluate(stands)
    for act in ("", "document.querySelector('.wires').scrollTop = 40;"):
        page.evaluate(f"document.querySelector('.wires').dataset.before = 'yes'; {act} {WIRES}")
        expect(page.locator(".wires[data-before]")).to_have_count(0)
        settled(page)
        there = 40 if act else at
        until(lambda: page.evaluate(stands) == there, what="the pane stands where it was")  # noqa: B023
