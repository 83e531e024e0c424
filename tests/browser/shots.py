"""Pictures of the screens for the README: `make shots`. A started desk, a night of its own, both widths and themes."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
SHOTS = ROOT / "docs" / "shots"
COPY = "Three people were hurt, one of them a child, when a block of flats on Sadova Street was hit, the rescue service said"


def cite(page: Page, source: str) -> None:
    """The key beside this source's item, whatever order they arrived in."""
    row = page.locator(".item", has=page.locator(".source", has_text=source)).first
    page.keyboard.press("Alt+" + row.locator(":scope > kbd").inner_text())


def write(page: Page, base: str) -> None:
    """A draft with a finding under its dek and two citations."""
    page.goto(f"{base}/desk/stories/staromist-strikes/")
    page.wait_for_timeout(2500)
    for name, words in (
        ("headline", "Child among three people hurt as a high-rise in Staromist is hit"),
        ("dek", "Drones and ballistic missiles came over Staromist for two hours."),
        ("byline", "By a Nightdesk reporter"),
    ):
        page.fill(f"[data-field={name}]", words)
    page.locator("#body-editor .ProseMirror").click()
    page.keyboard.type(COPY)
    cite(page, "Staromist Rescue Service")
    page.keyboard.type(
        ". The hospital on Lypova Street took in four people after the strike, its duty doctor told Lantern Wire"
    )
    cite(page, "Lantern Wire")
    page.keyboard.type(".")
    page.wait_for_timeout(6000)


def look(page: Page, name: str, url: str) -> None:
    """Both widths, both themes."""
    for width, height in ((1440, 900), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            page.goto(url)
            page.wait_for_timeout(2500 if name == "story" else 500)
            page.screenshot(path=SHOTS / f"{name}-{width}-{theme}.png", full_page=name == "article")


def read_again(page: Page, story: str) -> None:
    """Say of each cited item that changed meanwhile that the sentence stands, as the gate asks."""
    page.goto(story)
    page.wait_for_timeout(2500)
    while page.locator("button:has-text('the sentence stands')").count():
        page.locator("button:has-text('the sentence stands')").first.click()
        page.wait_for_timeout(1500)


def published(chief: Page, editor: Page, base: str, link: str) -> str:
    """The piece mended, handed over, approved and put out; where readers find it."""
    editor.set_viewport_size({"width": 1440, "height": 900})
    read_again(editor, f"{base}/desk/stories/staromist-strikes/")
    editor.fill(
        "[data-field=dek]",
        "Three people were hurt on Sadova Street, one of them a child, the rescue service says.",
    )
    editor.wait_for_timeout(2500)
    editor.click("button:has-text('Submit')")
    editor.wait_for_url("**/review/")
    chief.goto(link)
    chief.click("button[type=submit]")
    chief.wait_for_url("**/desk/")
    chief.goto(f"{base}/desk/stories/staromist-strikes/review/")
    chief.click("button:has-text('Approve version')")
    chief.wait_for_selector("text=Approved")
    chief.screenshot(path=SHOTS / "review-1440-light.png")
    read_again(editor, f"{base}/desk/stories/staromist-strikes/")
    chief.reload()
    chief.click("button:has-text('Publish version')")
    chief.wait_for_selector("text=Readers")
    return str(chief.locator(".public a").first.get_attribute("href"))


def shoot(base: str, link: str, chief_link: str) -> None:
    """Every screen of one night, once."""
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium")
        )
        page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
        page.goto(link)
        page.click("button[type=submit]")
        page.wait_for_timeout(9000)
        write(page, base)
        places = {
            "board": "/desk/",
            "story": "/desk/stories/staromist-strikes/",
            "wires": "/desk/wires/",
            "note": "/desk/notes/strikes-on-cities/",
        }
        for name, place in places.items():
            look(page, name, base + place)
        look(page, "article", base + published(browser.new_page(), page, base, chief_link))
        look(page, "home", base + "/")
        browser.close()


def main() -> None:
    """Start, shoot, end; the desk ends whatever happened to the pictures."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    var = ROOT / "var" / "shots"
    subprocess.run(["rm", "-rf", str(var)], check=True)
    environment = {
        **os.environ,
        "NIGHTDESK_VAR": str(var),
        "PORT": "8500",
        "NIGHTDESK_SAMPLE_PACE": "25",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "newsroom.local.up"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        told = ""
        for line in process.stdout:
            told += line
            if "Ctrl-C" in line:
                break
        link, chief_link = re.findall(r"(?:editor|chief): (\S+)", told)
        shoot(re.findall(r"Readers: (\S+)/", told)[0], link, chief_link)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)


if __name__ == "__main__":
    main()
