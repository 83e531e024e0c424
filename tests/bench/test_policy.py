"""What a whole check costs, as CPU time and as a ratio to splitting the same text into sentences and words."""

import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from desk.policy import article, packs
from desk.policy.review import review
from desk.policy.text import sentences, words
from desk.policy.types import Facts, Stage

CLEAN = Path(__file__).parents[1] / "desk" / "policy" / "clean-d.jsonl"
SAID = "Russia struck Kyiv overnight, killing {} people, officials said on Tuesday. "


def cost(act: Callable[[int], object], rounds: int) -> tuple[float, float]:
    """Median and 95th percentile of the CPU seconds of a call; each round gets its number."""
    taken = []
    for number in range(rounds):
        began = time.process_time()
        act(number)
        taken.append(time.process_time() - began)
    return statistics.median(taken), sorted(taken)[int(rounds * 0.95)]


def piece(body: str) -> Facts:
    """A clean piece of the examples with another body."""
    base = json.loads(CLEAN.read_text(encoding="utf-8").splitlines()[0])
    line = json.dumps({**base, "topic": "russia-ukraine", "body": body})
    return article.read_line(line, packs.all_sources(), packs.load("russia-ukraine").anchors)[1]


def test_a_whole_check() -> None:
    notes = tuple(note for name in packs.names() for note in packs.load(name).notes)
    lines = [json.loads(line)["body"] for line in CLEAN.read_text(encoding="utf-8").splitlines()]
    long = " ".join(" ".join(lines).split()[:1200])
    review(piece(SAID.format(0)), notes, Stage.PUBLISH)  # the model is read once, before

    def whole(number: int) -> object:
        return review(piece(f"{long} Round {number}."), notes, Stage.PUBLISH)

    def floor(number: int) -> object:
        said = f"{long} Floor {number}."
        return sentences(said), words(said)

    middle, high = cost(whole, 20)
    base, _ = cost(floor, 20)
    sys.stdout.write(f"\nwhole check, 1,200 words: {middle * 1e3:.0f} ms of CPU, p95 {high * 1e3:.0f} ms, {middle / base:.0f} times splitting the text\n")  # fmt: skip
    last = 0.0
    for count in (200, 800, 3200):
        body = "".join(SAID.format(n) for n in range(count))
        took, _ = cost(lambda number, body=body: review(piece(f"{body} {number}."), notes, Stage.PUBLISH), 2)  # fmt: skip
        grown = f", {took / last:.1f} times as long for 4 times the text" if last else ""
        sys.stdout.write(f"{count} sentences: {took:.2f} s{grown}\n")
        last = took
    assert last
