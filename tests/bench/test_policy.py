"""What a whole check costs, as CPU time and as a ratio to splitting the same text into sentences and words."""

import json
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
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


KINDS_MADE = ("forbid", "prefer", "require", "attribute", "limit")


def many_rules(count: int, terms: int):
    """A note of as many rules of five kinds, each with as many terms that nobody writes."""
    rules = []
    for n in range(count):
        words = [f"qz{n}word{i} of note" for i in range(terms)]
        stored = {
            "forbid": {"kind": "forbid", "terms": words, "unless": ["in-quote"]},
            "prefer": {"kind": "prefer", "swap": dict.fromkeys(words, "other")},
            "require": {
                "kind": "require",
                "when": words[0],
                "pattern": words,
                "within": "sentence",
            },
            "attribute": {"kind": "attribute", "claim": words, "to": "any"},
            "limit": {"kind": "limit", "measure": f"matches:{words[0]}", "zone": "body", "max": 3},
        }[KINDS_MADE[n % 5]]
        rules.append({"key": f"r{n}", "structured": stored, "enforcement": {"publish": "advisory"}})
    return packs.parse_note("made", "Made", 1, {"rules": rules})


def without_framing(notes):
    """Notes without the rules that ask the judge of framing: its sentences are kept, and timed with it."""
    kept = [replace(n, rules=tuple(r for r in n.rules if not getattr(r.params, "framing", False))) for n in notes]  # fmt: skip
    return tuple(kept)


def test_many_rules_and_one_changed_paragraph() -> None:
    shipped = without_framing(note for name in packs.names() for note in packs.load(name).notes)
    lines = [json.loads(line)["body"] for line in CLEAN.read_text(encoding="utf-8").splitlines()]
    long = " ".join("\n\n".join(lines).split(" ")[:1200])
    base, _ = cost(lambda n: (sentences(f"{long} Floor {n}"), words(f"{long} Floor {n}")), 20)
    limits = ((300, 3, 0.050), (2000, 5, 0.150))
    for count, terms, most in limits:
        notes = (*shipped, many_rules(count, terms))
        review(piece(long), notes, Stage.PUBLISH)
        pieces = [piece(f"{long} Round {n}.") for n in range(40)]
        middle, high = cost(lambda n: review(pieces[n], notes, Stage.PUBLISH), 40)  # noqa: B023
        sys.stdout.write(f"{count} rules of {terms} terms and all packs, one paragraph changed: {middle * 1e3:.0f} ms of CPU, p95 {high * 1e3:.0f} ms (at most {most * 1e3:.0f}), {middle / base:.0f} times splitting the text\n")  # fmt: skip
        assert high <= most
