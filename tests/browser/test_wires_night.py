"""Wires in a browser, against the started program: from a pasted address to a changed text under one's copy."""

from playwright.sync_api import expect

from tests.browser.conftest import axe, laid_out, turned, until

FIRST = "A tram left the rails on Quay Street and four passengers were taken to hospital, the court’s clerk saw."
BOTH = "Two men were sent to prison for stealing copper from the tram depot on Weir Road, the court said on Tuesday."


def serve(desk, text: str, *, channel: str = "courts", title: str = "") -> int:
    return int(desk.at_source("post", channel=channel, text=text, title=title)["number"])


def test_the_wires_of_one_night(desk, open_page) -> None:
    ida = open_page("ida")
    base = desk.address
    # An address is pasted; it is a page for people, which names two feeds.
    ida.goto(f"{base}/desk/sources/")
    ida.fill("#address", "http://post.example/")
    ida.click("button:has-text('Fetch it once and show me')")
    ida.wait_for_selector("text=Feeds this page names")
    offer = ida.locator(".offers li", has_text="From the courts")
    offer.locator("button").click()
    ida.wait_for_selector("#found-probe dd:has-text('rss')")
    assert "Hearing on the ferry pier is put off" in ida.inner_text("#found-probe")
    ida.fill("#probe-name", "Staromist Courts")
    ida.click("button:has-text('Add this source and poll it')")
    # It becomes healthy by itself, while one looks: on its own page first, then in the register.
    ida.wait_for_url("**/desk/sources/wires/*/")
    ida.locator("#state-wire .mark:has-text('Ok')").wait_for()
    ida.locator("#fetches-wire b:has-text('new')").first.wait_for()
    assert axe(ida) == []
    ida.goto(f"{base}/desk/sources/")
    row = ida.locator("tr", has=ida.locator("b", has_text="Staromist Courts")).first
    row.locator(".mark:has-text('Ok')").wait_for()
    assert axe(ida) == []
    # For the night it is polled every two seconds.
    row.locator("a.state").click()
    ida.click("summary:has-text('How often')")
    ida.fill("#seconds", "2")
    turned(ida, lambda: ida.click("button:has-text('Keep')"))
    assert axe(ida) == []
    # Its posts come to the open board.
    ida.goto(f"{base}/desk/wires/")
    serve(desk, FIRST, title="Tram leaves the rails on Quay Street")
    ida.locator(".item", has_text="Tram leaves the rails").first.wait_for()
    # The keyboard alone opens it, and puts it beside nothing yet.
    ida.keyboard.press("j")
    until(lambda: ida.locator("[data-row][aria-current=true]").count() == 1)
    ida.keyboard.press("Enter")
    ida.wait_for_selector("#opened article h1")
    ida.keyboard.press("?")
    ida.wait_for_selector("#keys-help[open]")
    ida.keyboard.press("Escape")
    ida.wait_for_selector("#keys-help", state="hidden")
    assert axe(ida) == []
    # Two posts with the same words are one event; an editor says that they are two.
    # The second is served when the first is there: two that are written in one moment are tied a minute later.
    serve(desk, BOTH, title="Copper thieves sent to prison")
    ida.goto(f"{base}/desk/wires/")
    ida.locator(".item", has_text="Copper thieves").first.wait_for()
    serve(desk, BOTH, channel="lantern", title="Copper thieves sent to prison in Staromist")

    def together() -> bool:
        ida.goto(f"{base}/desk/wires/?q=copper")
        ida.wait_for_timeout(1500)  # the workers need the machine as well; nothing is decided by it
        return ida.locator("text=Seen 2 times").count() > 0

    until(together, 120, "the two posts are one event")
    ida.locator(".item a[data-opens]").first.click()
    ida.wait_for_selector("#opened .members")
    ida.locator("#opened .members li:not(:first-child) input").first.check()
    ida.fill("#opened #split-why", "Two thefts.")
    ida.click("#opened button:has-text('Split off the ticked')")
    ida.wait_for_url("**/desk/wires/*/")
    assert ida.locator("h2:has-text('The same event')").count() == 0
    ida.goto(f"{base}/desk/wires/?q=copper")
    assert ida.locator("text=Seen 2 times").count() == 0
    # Two ticks and a key make them one again; a split makes it stay apart whatever comes.
    # A story, and a watch that is looked back with before it is set.
    ida.goto(f"{base}/desk/stories/new/")
    ida.fill("#slug", "quay-street-tram")
    ida.click("main button[type=submit]")
    ida.wait_for_url("**/stories/quay-street-tram/")
    ida.goto(f"{base}/desk/watches/new/?story=quay-street-tram")
    ida.fill("#query", "(tram")
    ida.click("button:has-text('Look back a week')")
    ida.wait_for_selector("text=A bracket is not closed.")
    ida.fill("#query", "“Quay Street” AND (rail* OR tram*)")
    ida.check("input[name=attaches]")
    ida.click("button:has-text('Look back a week')")
    ida.wait_for_selector("text=In the last week")
    preview = ida.inner_text("#preview-watch")
    assert "Tram leaves the rails" in preview
    assert "It would have attached" in preview
    assert axe(ida) == []
    ida.click("button:has-text('Set the watch')")
    expect(ida.locator("tr", has_text="Quay Street")).to_have_count(1)
    # What arrives lies beside the story by itself, and says why.
    ida.goto(f"{base}/desk/stories/quay-street-tram/")
    number = serve(desk, "Quay Street: trams run again on one track, the operator said. Four passengers are in hospital.", title="Trams run again")  # fmt: skip
    item = ida.locator(".item", has_text="trams run again on one track").first
    item.wait_for()
    key = item.get_attribute("data-cite-key")
    # It is cited; then it is edited at its source, and the difference stands where it is cited.
    ida.locator("#body-editor .ProseMirror").click()
    ida.keyboard.type("Trams run again on Quay Street, the operator said")
    ida.keyboard.press(f"Alt+{key}")
    ida.keyboard.type(".")
    until(lambda: ida.evaluate("Boolean(window.nightdesk && window.nightdesk.saved())"))
    desk.at_source("edit", channel="courts", number=number, text="Quay Street: trams run again on one track, the operator said. Six passengers are in hospital.")  # fmt: skip
    changed = ida.locator(".item .changed").first
    changed.wait_for()
    expect(changed.locator("del")).to_have_text("Four")
    expect(changed.locator("ins")).to_have_text("Six")
    # Its own page has both texts, why it is here and where it is cited.
    ida.locator(".item", has_text="Edited since you cited it").first.locator(
        "a:has-text('Open')"
    ).click()
    ida.wait_for_url("**/desk/wires/*/")
    words = ida.inner_text("main")
    assert "It is here because the watch" in words
    assert "is cited in quay-street-tram" in words
    assert ida.locator(".writethrus ins").first.inner_text() == "Six"
    assert axe(ida) == []
    ida.click("a:has-text('raw')")
    ida.wait_for_selector("pre.received")
    assert "trams run again" in ida.inner_text("pre.received")


def test_a_flash_is_heard_only_where_one_asked(desk, open_page) -> None:
    page = open_page("nellie")
    page.goto(f"{desk.address}/desk/wires/")
    rang = "document.documentElement.dataset.rang ?? '0'"
    button = page.locator("[data-sound]")
    assert "off" in button.inner_text()
    serve(
        desk,
        "FLASH - Bridge over the Lypa closed",
        channel="lantern",
        title="FLASH - Bridge over the Lypa closed",
    )
    page.wait_for_selector(".on-top >> text=Bridge over the Lypa")
    assert page.evaluate(rang) == "0"
    button.click()
    until(lambda: page.evaluate(rang) == "1", what="the tone is heard when it is switched on")
    serve(
        desk,
        "FLASH - Second bridge closed",
        channel="lantern",
        title="FLASH - Second bridge closed",
    )
    until(lambda: page.evaluate(rang) == "2", what="a flash rings")


def test_the_board_of_wires_on_a_phone(desk, open_page) -> None:
    page = open_page("ruth", width=390, height=844)
    for place in (
        "wires/",
        "sources/",
        "watches/",
        "watches/new/",
        "watches/digest/",
        "sources/classes/",
        "sources/lists/",
    ):
        page.goto(f"{desk.address}/desk/{place}")
        laid_out(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, place
        assert axe(page) == [], place
    page.goto(f"{desk.address}/desk/wires/")
    assert not page.locator("details.folding").first.evaluate("part => part.open")
    page.locator(".item a[data-opens]").first.click()
    page.wait_for_url("**/desk/wires/*/")
