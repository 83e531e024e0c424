"""The whole night, in a browser, against the started program."""

import re
import urllib.error
import urllib.request

from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import until

SLUG = "sadova-street"
WEAPONS = "Drones and ballistic missiles came over Staromist for two hours."
PEOPLE = "Five people were hurt on Sadova Street in Staromist, the rescue service says."


def status_of(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as wrong:
        return wrong.code, wrong.read().decode()


def saved(page) -> None:
    until(
        lambda: page.evaluate("Boolean(window.nightdesk && window.nightdesk.saved())"),
        15,
        "the words were saved",
    )


def fill_field(page, name: str, words: str) -> None:
    page.fill(f"[data-field={name}]", words)
    page.locator(f"[data-field={name}]").blur()
    saved(page)


def test_the_whole_night(desk, open_page) -> None:
    ida = open_page(desk.links["editor"])
    # A story with a topic, and a watch on it.
    ida.goto(f"{desk.address}/desk/stories/new/")
    ida.fill("#slug", SLUG)
    ida.select_option("#topics", "russia-ukraine-war")
    ida.fill("#places", "staromist")
    ida.click("main button[type=submit]")
    ida.wait_for_url(f"**/stories/{SLUG}/")
    ida.click("text=Watches")
    ida.fill("#watch", "Sadova AND (hurt OR ladder*)")
    ida.click("main button:has-text('Watch')")
    ida.wait_for_load_state()
    # A wire arrives and lays itself beside the draft, without a reload.
    number = desk.at_source(
        "post",
        channel="staromist_rescue",
        text="Sadova Street, Staromist: five people hurt, two of them children, when a block of flats was hit.",
    )["number"]
    desk.at_source(
        "post",
        channel="post",
        title="Ladders on Sadova Street",
        text="Neighbours on Sadova Street told the paper of ladders at the eighth floor.",
    )
    ida.wait_for_selector(".item:has-text('five people hurt, two of them')", timeout=20000)
    ida.wait_for_selector(".item:has-text('ladders at the eighth floor')", timeout=20000)
    rescue = ida.locator(".item", has_text="five people hurt, two of them")
    key = rescue.get_attribute("data-cite-key")
    other = ida.locator(".item", has_text="ladders at the eighth floor").get_attribute(
        "data-cite-key"
    )
    # The draft, cited with the keyboard.
    fill_field(ida, "headline", "Five hurt as missile hits block of flats in Staromist")
    fill_field(ida, "dek", WEAPONS)
    fill_field(ida, "byline", "By a Nightdesk reporter")
    body = ida.locator("#body-editor .ProseMirror")
    body.click()
    ida.keyboard.type(
        "Five people were hurt, two of them children, when a missile hit a block of flats on Sadova Street, the rescue service said"
    )
    ida.keyboard.press(f"Alt+{key}")
    ida.keyboard.type(". Neighbours told the Staromist Post of ladders at the eighth floor")
    ida.keyboard.press(f"Alt+{other}")
    ida.keyboard.type(".")
    saved(ida)
    assert ida.evaluate("nightdesk.text()").count("[c]") == 2
    # The finding under the dek, and two in the list.
    until(
        lambda: "dek opens" in ida.inner_text("[data-under=dek]"),
        20,
        "a finding stands under the dek",
    )
    fill_field(ida, "headline", "Another night, another barrage: five hurt in Staromist")
    until(lambda: ida.locator(".finding.blocking").count() >= 2, what="two findings that block")
    # Handed over with its findings; nobody approves their own.
    ida.click("button:has-text('Submit')")
    ida.wait_for_url("**/review/")
    assert ida.locator(".finding.blocking").count() >= 2
    assert ida.locator("button:has-text('Approve')").count() == 0
    token = ida.locator("meta[name=csrf-token]").get_attribute("content")
    own = ida.request.post(
        f"{desk.address}/desk/stories/{SLUG}/approval/",
        form={"version": "1"},
        headers={"X-CSRFToken": token, "Accept": "application/json"},
    )
    assert own.status == 403
    # Publication is refused, by whatever road, with the findings and what would satisfy them.
    cass = open_page(desk.links["chief"])
    cass.goto(f"{desk.address}/desk/stories/{SLUG}/")
    token = cass.locator("meta[name=csrf-token]").get_attribute("content")
    straight = cass.request.post(
        f"{desk.address}/desk/stories/{SLUG}/publication/",
        headers={"X-CSRFToken": token, "Accept": "application/json"},
    )
    assert straight.status == 422
    assert {f["code"] for f in straight.json()["findings"]} >= {
        "civilian-lead",
        "inevitability-framing",
    }
    cass.click("button:has-text('Publish')")
    cass.wait_for_selector("h1:has-text('House policy refuses this piece')")
    assert cass.locator("text=To satisfy it").count() >= 2
    # Returned with a suggestion, which the editor takes.
    cass.goto(f"{desk.address}/desk/stories/{SLUG}/review/")
    cass.click("summary:has-text('Return it')")
    cass.fill("#words", "People first.")
    cass.select_option("#zone", "dek")
    cass.fill("#find-words", WEAPONS)
    cass.fill("#offer", PEOPLE)
    cass.click("button:has-text('Return it')")
    cass.wait_for_url(f"**/stories/{SLUG}/")
    ida.goto(f"{desk.address}/desk/stories/{SLUG}/")
    ida.click("button:has-text('Take it')")
    ida.wait_for_load_state()
    saved(ida)
    assert ida.input_value("[data-field=dek]") == PEOPLE
    fill_field(ida, "headline", "Five hurt as missile hits block of flats in Staromist")
    until(lambda: ida.locator(".finding.blocking").count() == 0, 20, "nothing blocks any more")
    ida.click("button:has-text('Submit')")
    ida.wait_for_url("**/review/")
    # The chief, who has no hand in it, approves and publishes.
    cass.goto(f"{desk.address}/desk/stories/{SLUG}/review/")
    cass.click("button:has-text('Approve version 2')")
    cass.wait_for_selector("text=Approved")
    cass.click("button:has-text('Publish version 2')")
    cass.wait_for_selector("text=Readers")
    path = cass.locator(".public a").first.get_attribute("href")
    assert re.fullmatch(rf"/\d{{4}}/\d\d/\d\d/{SLUG}/", path)
    # The reader's page, without JavaScript, without cookies, naming no account.
    reader = open_page(scripts=False)
    reader.goto(desk.address + path)
    words = reader.inner_text("main")
    assert "Five hurt as missile hits block of flats" in words
    assert "Wire provenance" in words
    assert "We lead with the people a strike harmed." in words
    assert "Staromist Rescue Service" in words
    assert "Ida Marsh" not in reader.content()
    assert "Cass Arden" not in reader.content()
    assert reader.context.cookies() == []
    cass.goto(desk.address + path)
    for theme in ("light", "dark"):
        cass.emulate_media(color_scheme=theme)
        assert [v["id"] for v in Axe().run(cass).response["violations"]] == []
    assert SLUG in status_of(f"{desk.address}/feed.atom")[1]
    # A cited post is edited at its source; the board says so.
    desk.at_source(
        "edit",
        channel="staromist_rescue",
        number=number,
        text="Sadova Street, Staromist: six people hurt, two of them children, when a block of flats was hit.",
    )
    ida.goto(f"{desk.address}/desk/")
    ida.wait_for_selector("text=A cited post was edited", timeout=25000)
    # Held from a phone.
    phone = open_page(desk.link("ruth"), width=390, height=844)
    phone.goto(f"{desk.address}/desk/stories/{SLUG}/")
    phone.click("button:has-text('Hold the page')")
    phone.wait_for_selector("button:has-text('Lift the hold')")
    assert "We are checking this piece" in status_of(desk.address + path)[1]
    assert "We are checking this piece" in status_of(f"{desk.address}/feed.atom")[1]
    phone.click("button:has-text('Lift the hold')")
    phone.wait_for_selector("button:has-text('Hold the page')")
    # Corrected downwards: words only go, so one chief is enough.
    ida.goto(f"{desk.address}/desk/stories/{SLUG}/")
    fill_field(ida, "headline", "Five hurt as missile hits block of flats")
    cass.goto(f"{desk.address}/desk/stories/{SLUG}/")
    cass.click("summary:has-text('Correct')")
    cass.fill("#correction", "The headline named the city twice.")
    cass.click("button:has-text('Correct')")
    until(
        lambda: "Correction," in status_of(desk.address + path)[1],
        what="the correction stands on the page",
    )
    # Retracted: 410 with the reason, and the feed is told.
    cass.goto(f"{desk.address}/desk/stories/{SLUG}/")
    cass.click("summary:has-text('Retract')")
    cass.fill("#reason", "The block was another one.")
    cass.click("button:has-text('Retract the piece')")
    cass.wait_for_load_state()
    code, gone = status_of(desk.address + path)
    assert code == 410
    assert "The block was another one." in gone
    assert "withdrawn" in status_of(f"{desk.address}/feed.atom")[1].lower()


def test_rupert_of_another_desk_gets_404(desk, open_page) -> None:
    rupert = open_page(desk.link("rupert"))
    for place in ("", "review/", "log/", "document/", "steps/"):
        answer = rupert.request.get(f"{desk.address}/desk/stories/staromist-strikes/{place}")
        assert answer.status == 404, place
