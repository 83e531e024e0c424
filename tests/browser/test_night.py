"""The whole night, in a browser, against the started program."""

import re
import urllib.error
import urllib.request
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import CORPUS, DOCUMENT, ROOM, axe, turned, until


@dataclass(frozen=True)
class Night:
    """What one night is about: its story, what a watch looks for, and the words that are typed.

    `wanted` are words of the two items that are cited; `body` is typed before, between and after
    the two citations. `weapons` is the dek that is refused, `people` the one that is taken.
    """

    slug: str
    place: str
    watch: str
    wanted: tuple[str, str]
    headline: str
    headline_refused: str
    headline_corrected: str
    weapons: str
    people: str
    body: tuple[str, str, str]
    source: str
    correction: str


INVENTED = Night(
    slug="sadova-street",
    place="staromist",
    watch="Sadova AND (hurt OR ladder*)",
    wanted=("five people hurt, two of them", "ladders at the eighth floor"),
    headline="Five hurt as missile hits block of flats in Staromist",
    headline_refused="Another night, another barrage: five hurt in Staromist",
    headline_corrected="Five hurt as missile hits block of flats",
    weapons="Drones and ballistic missiles came over Staromist for two hours.",
    people="Five people were hurt on Sadova Street in Staromist, the rescue service says.",
    body=(
        "Five people were hurt, two of them children, when a missile hit a block of flats on Sadova Street, the rescue service said",
        ". Neighbours told the Staromist Post of ladders at the eighth floor",
        ".",
    ),
    source="Staromist Rescue Service",
    correction="The headline named the city twice.",
)
REAL = Night(
    slug="kyiv-debris",
    place="kyiv",
    watch="уламк* OR Хмельничини",
    wanted=("влучання уламків у трьох районах міста", "Хмельниччину атакували"),
    headline="People hurt as debris hits three districts of Kyiv",
    headline_refused="Another night, another barrage of drones over Kyiv",
    headline_corrected="People hurt as debris hits three districts",
    weapons="Attack drones came over Ukraine, the air force warned.",
    people="People were hurt when debris fell on three districts of Kyiv, Suspilne reports.",
    body=(
        "People were hurt when debris came down in three districts of Kyiv in the night to 22 December, Suspilne reported",
        ". Residents of the Khmelnytskyi region may have heard explosions, it said",
        ".",
    ),
    source="Suspilne",
    correction="The headline named the city twice.",
)


def status_of(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=ROOM / 1000) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as wrong:
        return wrong.code, wrong.read().decode()


def saved(page) -> None:
    until(
        lambda: page.evaluate("Boolean(window.nightdesk && window.nightdesk.saved())"),
        what="the words were saved",
    )


def fill_field(page, name: str, words: str) -> None:
    page.fill(f"[data-field={name}]", words)
    page.locator(f"[data-field={name}]").blur()
    saved(page)


def test_the_whole_night(desk, open_page) -> None:
    """The invented newsroom's own wires."""
    said = {}

    def arrive(_editor) -> None:
        said["number"] = desk.at_source(
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

    def change(_editor) -> None:
        desk.at_source(
            "edit",
            channel="staromist_rescue",
            number=said["number"],
            text="Sadova Street, Staromist: six people hurt, two of them children, when a block of flats was hit.",
        )

    walk(desk, open_page, INVENTED, arrive, change)


@pytest.mark.parametrize("folder", [CORPUS] if CORPUS.is_dir() else [])
def test_the_whole_night_on_a_real_document(desk, open_page, folder) -> None:
    """A broadcaster's feed of 2023 as it was served, edited at the end as its publisher marks edits."""

    def arrive(editor) -> None:
        make_new(desk.documents / DOCUMENT)
        page = editor.context.new_page()
        page.goto(f"{desk.address}/desk/sources/")
        page.fill("#name", "Suspilne")
        page.fill("#address", f"http://corpus.example/{DOCUMENT}")
        turned(page, lambda: page.click("text=Add and poll"))
        page.close()

    def change(editor) -> None:
        document = desk.documents / DOCUMENT
        words = document.read_text(encoding="utf-8")
        title = "є влучання уламків у трьох районах міста: є постраждалі"
        assert title in words
        document.write_text(words.replace(title, f"{title} (оновлено)"), encoding="utf-8")

        # Asked within fifteen seconds of a poll the desk refuses, and a poll under way may have read the old words.
        def told() -> int:
            editor.goto(f"{desk.address}/desk/sources/")
            editor.click("button[aria-label='Poll Suspilne now']")
            until(lambda: editor.locator(".asked:not(:empty)").count(), what="the press is answered")  # fmt: skip
            editor.goto(f"{desk.address}/desk/")
            return editor.locator("tr", has_text=REAL.slug).locator("text=A cited post was").count()

        until(told, 180, "the edit is told")

    walk(desk, open_page, REAL, arrive, change)


def make_new(document: Path) -> None:
    """Move a feed's hours so that its newest item is minutes old: of what is older than two days when
    a wire is added, nobody is told."""
    words = document.read_text(encoding="utf-8")
    hours = [parsedate_to_datetime(said) for said in re.findall(r"<pubDate>(.*?)</pubDate>", words)]
    later = datetime.now(UTC) - max(hours) - timedelta(minutes=5)

    def moved(found: re.Match[str]) -> str:
        return f"<pubDate>{format_datetime(parsedate_to_datetime(found[1]) + later)}</pubDate>"

    document.write_text(re.sub(r"<pubDate>(.*?)</pubDate>", moved, words), encoding="utf-8")


def walk(desk, open_page, night: Night, arrive, change) -> None:
    """From the wire to the reader and back; `arrive` makes the items come, `change` edits one."""
    slug = night.slug
    ida = open_page("ida")
    # A story with a topic, and a watch on it.
    ida.goto(f"{desk.address}/desk/stories/new/")
    ida.fill("#slug", slug)
    ida.select_option("#topics", "russia-ukraine-war")
    ida.fill("#places", night.place)
    ida.click("main button[type=submit]")
    ida.wait_for_url(f"**/stories/{slug}/")
    ida.click("text=Watches")
    ida.fill("#watch", night.watch)
    turned(ida, lambda: ida.click("main button:has-text('Watch')"))
    # A wire arrives and lays itself beside the draft, without a reload.
    arrive(ida)
    keys = []
    for words in night.wanted:
        item = ida.locator(".item", has_text=words).first
        item.wait_for()
        keys.append(item.get_attribute("data-cite-key"))
    # The draft, cited with the keyboard.
    fill_field(ida, "headline", night.headline)
    fill_field(ida, "dek", night.weapons)
    fill_field(ida, "byline", "By a Nightdesk reporter")
    body = ida.locator("#body-editor .ProseMirror")
    body.click()
    ida.keyboard.type(night.body[0])
    ida.keyboard.press(f"Alt+{keys[0]}")
    ida.keyboard.type(night.body[1])
    ida.keyboard.press(f"Alt+{keys[1]}")
    ida.keyboard.type(night.body[2])
    saved(ida)
    assert ida.evaluate("nightdesk.text()").count("[c]") == 2
    # The finding under the dek, and two in the list.
    until(
        lambda: "dek opens" in ida.inner_text("[data-under=dek]"),
        what="a finding stands under the dek",
    )
    fill_field(ida, "headline", night.headline_refused)
    until(lambda: ida.locator(".finding.blocking").count() >= 2, what="two findings that block")
    # Handed over with its findings; nobody approves their own.
    ida.click("button:has-text('Submit')")
    ida.wait_for_url("**/review/")
    expect(ida.locator(".finding.blocking").nth(1)).to_be_visible()
    assert ida.locator("button:has-text('Approve')").count() == 0
    token = ida.locator("meta[name=csrf-token]").get_attribute("content")
    own = ida.request.post(
        f"{desk.address}/desk/stories/{slug}/approval/",
        form={"version": "1"},
        headers={"X-CSRFToken": token, "Accept": "application/json"},
    )
    assert own.status == 403
    # Publication is refused, by whatever road, with the findings and what would satisfy them.
    cass = open_page("cass")
    cass.goto(f"{desk.address}/desk/stories/{slug}/")
    token = cass.locator("meta[name=csrf-token]").get_attribute("content")
    straight = cass.request.post(
        f"{desk.address}/desk/stories/{slug}/publication/",
        headers={"X-CSRFToken": token, "Accept": "application/json"},
    )
    assert straight.status == 422
    assert {f["code"] for f in straight.json()["findings"]} >= {
        "civilian-lead",
        "inevitability-framing",
    }
    cass.click("button:has-text('Publish')")
    cass.wait_for_selector("h1:has-text('House policy refuses this piece')")
    expect(cass.locator("text=To satisfy it").nth(1)).to_be_visible()
    # Returned with a suggestion, which the editor takes.
    cass.goto(f"{desk.address}/desk/stories/{slug}/review/")
    cass.click("summary:has-text('Return it')")
    cass.fill("#words", "People first.")
    cass.select_option("#zone", "dek")
    cass.fill("#find-words", night.weapons)
    cass.fill("#offer", night.people)
    cass.click("button:has-text('Return it')")
    cass.wait_for_url(f"**/stories/{slug}/")
    ida.goto(f"{desk.address}/desk/stories/{slug}/")
    turned(ida, lambda: ida.click("button:has-text('Take it')"))
    saved(ida)
    expect(ida.locator("[data-field=dek]")).to_have_value(night.people)
    fill_field(ida, "headline", night.headline)
    until(lambda: ida.locator(".finding.blocking").count() == 0, what="nothing blocks any more")
    ida.click("button:has-text('Submit')")
    ida.wait_for_url("**/review/")
    # The chief, who has no hand in it, approves and publishes.
    cass.goto(f"{desk.address}/desk/stories/{slug}/review/")
    cass.click("button:has-text('Approve version 2')")
    cass.wait_for_selector("text=Approved")
    cass.click("button:has-text('Publish version 2')")
    cass.wait_for_selector("text=Readers")
    path = cass.locator(".public a").first.get_attribute("href")
    assert re.fullmatch(rf"/\d{{4}}/\d\d/\d\d/{slug}/", path)
    # The reader's page, without JavaScript, without cookies, naming no account.
    reader = open_page(scripts=False)
    reader.goto(desk.address + path)
    words = reader.inner_text("main")
    assert night.headline in words
    assert "Wire provenance" in words
    assert "We lead with the people a strike harmed." in words
    assert night.source in words
    assert "Ida Marsh" not in reader.content()
    assert "Cass Arden" not in reader.content()
    assert reader.context.cookies() == []
    cass.goto(desk.address + path)
    for theme in ("light", "dark"):
        cass.emulate_media(color_scheme=theme)
        assert axe(cass) == []
    assert slug in status_of(f"{desk.address}/feed.atom")[1]
    # A cited post is edited at its source; the board says so.
    change(ida)
    ida.goto(f"{desk.address}/desk/")
    ida.wait_for_selector(
        f"li:has-text('{slug}'):has-text('A cited post was edited'), tr:has-text('{slug}'):has-text('A cited post was edited')",
    )
    # Held from a phone.
    phone = open_page("ruth", width=390, height=844)
    phone.goto(f"{desk.address}/desk/stories/{slug}/")
    phone.click("button:has-text('Hold the page')")
    phone.wait_for_selector("button:has-text('Lift the hold')")
    assert "We are checking this piece" in status_of(desk.address + path)[1]
    assert "We are checking this piece" in status_of(f"{desk.address}/feed.atom")[1]
    phone.click("button:has-text('Lift the hold')")
    phone.wait_for_selector("button:has-text('Hold the page')")
    # Corrected downwards: words only go, so one chief is enough.
    ida.goto(f"{desk.address}/desk/stories/{slug}/")
    fill_field(ida, "headline", night.headline_corrected)
    cass.goto(f"{desk.address}/desk/stories/{slug}/")
    cass.click("summary:has-text('Correct')")
    cass.fill("#correction", night.correction)
    # A pane that renews itself meanwhile keeps what was typed.
    cass.evaluate("document.querySelector('.rail').dataset.old = 'yes'")
    cass.evaluate("document.body.dispatchEvent(new CustomEvent('nightdesk:checked'))")
    until(lambda: cass.evaluate("document.querySelector('.rail').dataset.old === undefined"))
    # It comes back when the pane has settled, a moment after the new one stands there.
    until(
        lambda: cass.input_value("#correction") == night.correction,
        what="the pane gives back what was typed",
    )
    cass.click("button:has-text('Correct')")
    until(
        lambda: "Correction," in status_of(desk.address + path)[1],
        what="the correction stands on the page",
    )
    # Retracted: 410 with the reason, and the feed is told.
    cass.goto(f"{desk.address}/desk/stories/{slug}/")
    cass.click("summary:has-text('Retract')")
    cass.fill("#reason", "The block was another one.")
    turned(cass, lambda: cass.click("button:has-text('Retract the piece')"))
    code, gone = status_of(desk.address + path)
    assert code == 410
    assert "The block was another one." in gone
    assert "withdrawn" in status_of(f"{desk.address}/feed.atom")[1].lower()


def test_rupert_of_another_desk_gets_404(desk, open_page) -> None:
    rupert = open_page("rupert")
    for place in ("", "review/", "log/", "document/", "steps/"):
        answer = rupert.request.get(f"{desk.address}/desk/stories/staromist-strikes/{place}")
        assert answer.status == 404, place
