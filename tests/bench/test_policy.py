"""What a whole check costs, as CPU time and as a ratio to splitting the same text into sentences and words."""

import gc
import json
import re
import statistics
import sys
import time
import tracemalloc
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from desk.policy import article, asking, known, packs, warm
from desk.policy.review import TYPING, review
from desk.policy.text import sentences, words
from desk.policy.types import Facts, Stage, ZoneKind

CLEAN = Path(__file__).parents[1] / "desk" / "policy" / "clean-d.jsonl"
SAID = "Russia struck Kyiv overnight, killing {} people, officials said on Tuesday. "


@pytest.fixture(autouse=True)
def _as_in_the_server():
    """The collector's rhythm is that of the desk's own process, and the tests' again behind it."""
    before = gc.get_threshold()
    warm.up()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


def cost(act: Callable[[int], object], rounds: int) -> tuple[float, float]:
    """Median and 95th percentile of the CPU seconds of a call; each round gets its number.

    Between two rounds the collector looks, as it does in the server when an answer has gone out.
    """
    taken = []
    for number in range(rounds):
        began = time.process_time()
        act(number)
        taken.append(time.process_time() - began)
        warm.tidy()
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
OFTEN = 10  # one rule in so many waits for words that the piece has


def many_rules(count: int, terms: int, said: list[str]):
    """A note of as many rules of five kinds, each with as many terms; most of them nobody writes."""
    rules = []
    for n in range(count):
        words = [f"qz{n}word{i} of note" for i in range(terms)]
        if n % OFTEN == n // OFTEN % OFTEN:
            words[0] = said[n % len(said)]
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
    """Notes without the rules that ask the judge of framing: a sentence of the opening costs its model."""
    kept = [replace(n, rules=tuple(r for r in n.rules if not getattr(r.params, "framing", False))) for n in notes]  # fmt: skip
    return tuple(kept)


LINES = [json.loads(line)["body"] for line in CLEAN.read_text(encoding="utf-8").splitlines()]
LONG = " ".join("\n\n".join(LINES).split(" ")[:1200])
PARAGRAPHS = LONG.split("\n\n")
# Words of eight letters and more that stand once in the piece.
RARE = [w for w, n in Counter(re.findall(r"[a-z]{8,}", LONG)).items() if n == 1]
OPENING = 2  # paragraphs that hold the sentences the judge of framing reads


def typed(number: int, at: int, words: str) -> Facts:
    """The piece with words typed at the end of a paragraph, the caret behind them."""
    before = "\n\n".join([*PARAGRAPHS[:at], f"{PARAGRAPHS[at]} {words}".format(number)])
    made = piece("\n\n".join([before, *PARAGRAPHS[at + 1 :]]))
    return replace(made, caret=(ZoneKind.BODY, len(before)))


def unseen(number: int) -> Facts:
    """The piece with every sentence another one: nothing of it is known."""
    return piece(re.sub(r"(\w)([.?!])", rf"\1 zq{number}\2", LONG))


def notes_of(count: int, terms: int):
    """As many rules and every pack that ships."""
    every = (note for name in packs.names() for note in packs.load(name).notes)
    return (*every, many_rules(count, terms, RARE))


ANYWHERE = range(len(PARAGRAPHS))


def quietest(notes, paragraphs=ANYWHERE, said="Round {}.") -> tuple[float, float]:
    """Typing once into each paragraph, ten times over, and the quietest of the ten: what others do
    on the machine only adds."""
    costs = []
    for turn in range(10):
        pieces = [typed(turn * 100 + n, at, said) for n, at in enumerate(paragraphs)]
        costs.append(cost(lambda n, run=pieces: review(run[n], notes, Stage.PUBLISH, within=TYPING), len(pieces)))  # fmt: skip
    return min(costs, key=lambda pair: pair[1])


@pytest.mark.parametrize(("count", "terms", "most"), [(300, 3, 0.050), (2000, 5, 0.150)])
def test_many_rules_and_a_piece_that_nobody_has_seen(count, terms, most) -> None:
    notes = without_framing(notes_of(count, terms))
    base, _ = cost(lambda n: (sentences(f"{LONG} {count} {n}"), words(f"{LONG} {count} {n}")), 20)
    review(unseen(count * 99), notes, Stage.PUBLISH)
    pieces = [unseen(count * 100 + n) for n in range(40)]
    began = time.process_time()
    middle, high = cost(lambda n: review(pieces[n], notes, Stage.PUBLISH), 40)
    mean = (time.process_time() - began) / 40
    sys.stdout.write(f"\n{count} rules of {terms} terms and all packs, a piece of 1,200 words never seen: {middle * 1e3:.0f} ms of CPU, p95 {high * 1e3:.0f} ms (at most {most * 1e3:.0f}), {middle / base:.0f} times splitting the text; {mean * 1e3:.0f} ms in the mean with the collector's looks between them\n")  # fmt: skip
    assert high <= most


@pytest.mark.parametrize(("count", "terms", "most"), [(300, 3, 0.005), (2000, 5, 0.015)])
def test_many_rules_and_one_changed_paragraph(count, terms, most) -> None:
    notes = without_framing(notes_of(count, terms))
    asked = sum(len(asking.rules(note, piece(LONG))) for note in notes)
    review(piece(LONG), notes, Stage.PUBLISH)
    middle, high = quietest(notes)
    sys.stdout.write(f"\n{count} rules of {terms} terms and all packs ({asked} have their words in the piece), one paragraph of {len(PARAGRAPHS)} changed: {middle * 1e3:.1f} ms of CPU, p95 {high * 1e3:.1f} ms (at most {most * 1e3:.0f})\n")  # fmt: skip
    assert high <= most


WHERE = {"anywhere": ANYWHERE, "in the opening": list(range(OPENING)) * 10}
SENTENCE = "Rescuers pulled {} people from a block of flats in the river quarter after a glide bomb fell on it before dawn, the mayor said."  # fmt: skip


@pytest.mark.parametrize("said", ["Round {}.", SENTENCE], ids=["short", "long"])
@pytest.mark.parametrize("where", WHERE)
def test_one_changed_paragraph_with_the_judge_of_framing(where: str, said: str) -> None:
    notes = notes_of(300, 3)
    review(piece(LONG), notes, Stage.PUBLISH)
    middle, high = quietest(notes, WHERE[where], said)
    sys.stdout.write(f"\n300 rules and all packs with the judge of framing, a paragraph {where} changed by {len(said.split())} words: {middle * 1e3:.1f} ms of CPU, p95 {high * 1e3:.1f} ms (at most 5)\n")  # fmt: skip
    assert high <= 0.005


def test_a_sentence_of_the_opening_when_the_keys_rest() -> None:
    """The model reads it then, once."""
    notes = notes_of(300, 3)
    review(piece(LONG), notes, Stage.PUBLISH)
    for said in ("Round {}.", SENTENCE):
        made = [replace(typed(7000 + n, n % OPENING, said), caret=None) for n in range(20)]
        middle, high = cost(lambda n, run=made: review(run[n], notes, Stage.PUBLISH), 20)
        again, _ = cost(lambda n, run=made: review(run[n], notes, Stage.PUBLISH), 20)
        sys.stdout.write(f"\na new sentence of {len(said.split())} words in the opening, read when the keys rest: {middle * 1e3:.1f} ms of CPU, p95 {high * 1e3:.1f} ms; asked again: {again * 1e3:.1f} ms\n")  # fmt: skip
        assert high <= 0.050


def test_what_is_kept_is_bounded() -> None:
    notes = without_framing(notes_of(300, 3))
    known.forget()
    gc.collect()
    tracemalloc.start()
    number = 0
    while known.MEMORY.characters < known.MOST * 0.99:
        review(unseen(number), notes, Stage.PUBLISH)
        number += 1
    gc.collect()
    full, blocks = tracemalloc.get_traced_memory()[0], len(known.MEMORY.blocks)
    characters = known.MEMORY.characters
    for more in range(number, number + 10):
        review(unseen(more), notes, Stage.PUBLISH)
    assert known.MEMORY.characters <= known.MOST
    known.forget()
    gc.collect()
    kept = full - tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    sys.stdout.write(f"\nkept of {number} pieces of 1,200 words: {blocks} blocks, {characters:,} characters (at most {known.MOST:,}), {kept / 1e6:.0f} MB\n")  # fmt: skip
    assert kept <= 64e6
