"""From a key to the finding painted in the browser, in a piece of 1,200 words with the demo's packs on.

A finding is kept from the sentence that is being typed; the key that is measured is the first letter of
the next sentence. Measured from the key's own event to the second frame after the underline is in the page. What holds on any
machine is the processor time that the desk takes for an answer; the whole way is held to its bound where
nobody else is at work.
"""

import json
import os
import statistics
import sys
from pathlib import Path

import pytest

from tests.browser.conftest import browser, desk, open_page, sessions, until  # noqa: F401 - fixtures

CLEAN = Path(__file__).parents[1] / "desk" / "policy" / "clean-d.jsonl"
SLUG = "staromist-strikes"
ROUNDS = 30
BUDGET_MS = 300
CPU_MS = 40  # of the desk for an answer, whatever else the machine does
WATCH = """
window.bench = { pressed: 0, took: [] };
addEventListener("keydown", () => { window.bench.pressed = performance.now(); }, true);
window.bench.wait = (words, budget) => new Promise((done) => {
  const body = document.querySelector("#body-editor .ProseMirror");
  const there = () => [...body.querySelectorAll(".words-found")].some((one) => one.textContent.includes(words));
  const began = performance.now();
  const tick = () => {
    if (there()) { requestAnimationFrame(() => requestAnimationFrame((at) => done(at - window.bench.pressed))); return; }
    if (performance.now() - began > budget) { done(null); return; }
    requestAnimationFrame(tick);
  };
  tick();
});
true;
"""
ANSWERS = """() => performance.getEntriesByType("resource").filter((one) => one.name.endsWith("/check/")).map((one) => one.duration)"""
CPU = """() => performance.getEntriesByType("resource").filter((one) => one.name.endsWith("/check/"))
  .flatMap((one) => one.serverTiming.filter((part) => part.name === "cpu").map((part) => part.duration))"""


@pytest.fixture
def page(desk, open_page):  # noqa: F811
    """A long piece, open and saved."""
    ida = open_page("ida")
    ida.goto(f"{desk.address}/desk/stories/{SLUG}/")
    until(lambda: ida.evaluate("Boolean(window.nightdesk)"), 15)
    lines = [json.loads(line)["body"] for line in CLEAN.read_text(encoding="utf-8").splitlines()]
    long = " ".join(" ".join(lines).split()[:1200])
    parts = [long[n : n + 500] for n in range(0, len(long), 500)]
    ida.locator("#body-editor .ProseMirror").click()
    ida.keyboard.press("Control+a")
    ida.keyboard.insert_text(parts[0])
    for part in parts[1:]:
        ida.keyboard.press("Enter")
        ida.keyboard.insert_text(part)
    ida.keyboard.press("Enter")
    until(lambda: ida.evaluate("nightdesk.saved()"), 60, "the piece is saved")
    # The model is read and every sentence is looked at once, before anything is measured.
    until(lambda: len(ida.evaluate(ANSWERS)) > 1, 90, "the desk has answered")
    ida.wait_for_timeout(3000)
    ida.evaluate(WATCH)
    return ida


def one_round(page, number: int) -> float | None:
    """Type a sentence with a slip and begin the next one; how long until the slip is underlined."""
    slip = "TKTK" if number % 2 else "XXX"
    page.keyboard.type(f"Now {slip}. ", delay=40)
    page.keyboard.press("N")
    took = page.evaluate("([words, budget]) => bench.wait(words, budget)", [slip, 8000])
    page.keyboard.press("Shift+Home")
    page.keyboard.press("Backspace")
    page.wait_for_timeout(100)
    return took


def test_from_a_key_to_a_painted_finding(page) -> None:
    first = one_round(page, 0)
    assert first is not None, "no finding was painted"
    before = len(page.evaluate(CPU))
    took = [one_round(page, n) for n in range(1, ROUNDS + 1)]
    missed = [n for n, one in enumerate(took) if one is None]
    assert not missed, f"not painted in rounds {missed}"
    told = sorted(one for one in took if one is not None)
    middle, high = statistics.median(told), told[int(len(told) * 0.95) - 1]
    words = len(page.evaluate("nightdesk.text()").split())
    answers = sorted(page.evaluate(ANSWERS))
    spent = sorted(page.evaluate(CPU)[before:])
    busy = spent[int(len(spent) * 0.95) - 1]
    sys.stdout.write(
        f"\nkey to painted finding, {words} words, {len(told)} rounds: p50 {middle:.0f} ms, "
        f"p95 {high:.0f} ms, longest {told[-1]:.0f} ms; of that the desk's answer: p50 "
        f"{statistics.median(answers):.0f} ms, p95 {answers[int(len(answers) * 0.95) - 1]:.0f} ms; "
        f"its processor time p50 {statistics.median(spent):.0f} ms, p95 {busy:.0f} ms (at most {CPU_MS}); "
        f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n"
    )
    assert busy <= CPU_MS
    # A machine that others work on says nothing of the desk but its processor time.
    if os.getloadavg()[0] <= (os.cpu_count() or 1):
        assert high <= BUDGET_MS
