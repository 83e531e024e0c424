"""A desk started as `make run` starts it, and a browser; verbs are never called from here.

`NIGHTDESK_SLOW=<seed>` walks all of it as on a bad night: every page thinks four to six times slower, and each
answer comes some 0.2 to 0.9 s late by a thin line. What fails only so is a race, in the test or in the product.
"""

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    CDPSession,
    Error,
    Page,
    StorageState,
    expect,
    sync_playwright,
)

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
# What a page last told its reader, printed where a test fails.
TOLD = (
    "[...document.querySelectorAll('#said, #adrift, #saved')].map((one) => one.textContent.trim())"
)
STANDS = "!window.stoodBefore && document.readyState === 'complete'"
DOCUMENT = "Feeder__3e0974e674__rss_ukrnet.xml"  # the feed of the night on a real document
SLOW = os.environ.get("NIGHTDESK_SLOW", "")
LUCK = random.Random(SLOW)
LINES: dict[Page, CDPSession] = {}
ROOM = 60_000  # milliseconds that a page, an act or a wait may take before it counts as never
expect.set_options(timeout=ROOM)
# Nothing is under way: no word unsent, no finding asked for, no pane renewed, no colour or letter on its way.
SETTLED = "(!window.nightdesk || nightdesk.settled()) && !document.querySelector('.htmx-request')"
LAID_OUT = """document.readyState === 'complete' && document.fonts.status === 'loaded'
    && !document.querySelector('.htmx-request')
    && document.getAnimations().every((one) => one.playState !== 'running')"""


@dataclass
class Running:
    """A started desk: where it answers, where its sample wires do, and its process."""

    address: str
    wires: str
    links: dict[str, str]
    process: "subprocess.Popen[str]"
    var: Path

    def manage(self, *words: str) -> str:
        """One of our commands, beside the running desk."""
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env=self.environment(),
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    def environment(self) -> dict[str, str]:
        """What the desk was started with."""
        return {
            **os.environ,
            "NIGHTDESK_VAR": str(self.var),
            "NIGHTDESK_ALLOW_WIRES": f"corpus.example={self.wires.removeprefix('http://')}",
        }

    def link(self, who: str) -> str:
        """A fresh sign-in link."""
        return self.manage("sign_in_link", f"{who}@desk.example", "--base", self.address).strip()

    @property
    def documents(self) -> Path:
        """Real feed documents, copied to where a test may change them; served as corpus.example."""
        return self.var.parent / "test-browser-documents"

    def at_source(self, act: str, **data: object) -> dict[str, object]:
        """Make something happen at the sample server."""
        request = urllib.request.Request(
            f"{self.wires}/_control/{act}",
            json.dumps(data).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=ROOM / 1000) as answer:
            return dict(json.load(answer))


@pytest.fixture(scope="session")
def desk() -> Iterator[Running]:
    """The whole program on an empty folder; ended in good order."""
    var = ROOT / "var" / "test-browser"
    subprocess.run(["rm", "-rf", str(var)], check=True)
    environment = {
        **os.environ,
        "NIGHTDESK_VAR": str(var),
        "PORT": "8400",
        "NIGHTDESK_SAMPLE_PACE": "0",
    }
    if CORPUS.is_dir():
        copies = var.parent / "test-browser-documents"
        shutil.rmtree(copies, ignore_errors=True)
        shutil.copytree(CORPUS / "rss", copies)
        environment["NIGHTDESK_SAMPLE_FOLDER"] = str(copies)
    for name in ("DATABASE_URL", "REDIS_URL"):
        environment.pop(name, None)
    process = subprocess.Popen(
        [sys.executable, "-m", "newsroom.local.up"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    said: list[str] = []
    for line in process.stdout:
        said.append(line)
        if "Ctrl-C" in line:
            break
    told = "".join(said)
    assert "answers after" in told, told
    address = re.findall(r"Readers: (\S+)/", told)[0]
    wires = re.findall(r"corpus\.example=([\d.:]+)", told)[0]
    yield Running(
        address, f"http://{wires}", dict(re.findall(r"(editor|chief): (\S+)", told)), process, var
    )
    process.send_signal(signal.SIGINT)
    process.wait(180)
    process.stdout.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium."""
    with sync_playwright() as play:
        started = play.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium")
        )
        yield started
        started.close()


def roomy(context: BrowserContext) -> BrowserContext:
    """A context whose waits have room; its pages, those they open too, are slow where it was asked for."""
    context.set_default_timeout(ROOM)
    if SLOW:
        context.on("page", slowed)
    return context


def slowed(page: Page) -> None:
    """Another page, another pace; a page that has gone already needs none."""
    with suppress(Error):
        tools = LINES[page] = page.context.new_cdp_session(page)
        tools.send("Emulation.setCPUThrottlingRate", {"rate": LUCK.uniform(4, 6)})
        tools.send("Network.enable")
        tools.send("Network.emulateNetworkConditions", line(offline=False))


def line(*, offline: bool) -> dict[str, float]:
    """A thin line to the desk, or a cut one."""
    pace = {"downloadThroughput": 400_000, "uploadThroughput": 100_000}
    return {"offline": offline, "latency": LUCK.uniform(200, 900), **pace}


def cut(page: Page, *, off: bool) -> None:
    """Take the line from a page, or give it back; a slow one has it of its own."""
    page.context.set_offline(off)
    if page in LINES:
        LINES[page].send("Network.emulateNetworkConditions", line(offline=off))


@pytest.fixture(scope="session")
def sessions() -> dict[str, StorageState]:
    """Who signed in before, and the cookies that came of it: a link is made once a person."""
    return {}


@pytest.fixture
def open_page(browser: Browser, desk: Running, sessions: dict[str, StorageState]):
    """Pages of persons of their own; what the console complained of is at hand, and no policy may be broken."""
    contexts, complaints, refusals = [], [], []

    def opened(
        who: str = "", *, width: int = 1440, height: int = 900, scripts: bool = True
    ) -> Page:
        context = roomy(
            browser.new_context(
                viewport={"width": width, "height": height},
                java_script_enabled=scripts,
                storage_state=sessions.get(who),
            )
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("response", lambda answer: refusals.append(answer) if answer.status > 399 else None)
        if who and who not in sessions:
            page.goto(desk.link(who))
            page.click("button[type=submit]")
            page.wait_for_url("**/desk/")
            sessions[who] = context.storage_state()
        elif who:
            page.goto(f"{desk.address}/desk/")
        return page

    yield opened
    broken = [text for text in complaints if "Content Security Policy" in text]
    for answer in refusals:
        sys.stdout.write(f"{answer.status} {answer.request.method} {answer.url}\n")
    for context in contexts:
        for page in context.pages:
            with suppress(Error):
                sys.stdout.write(f"{page.url}: {page.evaluate(TOLD)}\n")
        context.close()
    assert not broken, broken


def turned(page: Page, act: Callable[[], object]) -> None:
    """Do what brings a new page, and wait until that page is there whole."""
    page.evaluate("window.stoodBefore = true")
    act()
    until(lambda: page.evaluate(STANDS), what="a new page stands")


def settled(page: Page) -> None:
    """Wait until the story's page rests: its editor is there, and all it asked for has come."""
    until(lambda: page.evaluate(f"Boolean(window.nightdesk) && {SETTLED}"), what="the page rests")


def laid_out(page: Page) -> None:
    """Wait until the page looks as it will: only then its widths, its places and its colours are judged."""
    until(lambda: page.evaluate(LAID_OUT), what="the page is laid out")


def axe(page: Page) -> list[str]:
    """What axe holds against the page as it stands."""
    laid_out(page)
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:140]}" for one in found]


def until(test, seconds: float = ROOM / 1000, what: str = "it did not happen"):
    """Wait for something to become true; what it gave. A page that is just leaving answers "not yet".

    Never `wait_for_function`: from its second look on it is an eval, which our pages' policy forbids.
    """
    end, refused = time.monotonic() + seconds, ""
    while time.monotonic() < end:
        try:
            if found := test():
                return found
        except Error as gone:
            refused = str(gone)
        time.sleep(0.15)
    raise AssertionError(f"{what}; {refused}" if refused else what)
