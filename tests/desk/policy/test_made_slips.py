"""Slips made by rule in clean pieces: one figure, one hour, one day or one link of each is changed, and must be found.

Whoever writes slips by hand writes those that he can think of; a rule meets what other people wrote. A piece is
changed only where the slip is surely one: the figure stands in the body as it stood above, and the new one nowhere.
"""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from desk.policy import article, packs
from desk.policy.checks import CHECKS
from desk.policy.figures.numbers import Number, in_words, numbers

Piece = dict[str, Any]
HERE = Path(__file__).parent
PIECES = [json.loads(line) for name in sorted(HERE.glob("clean-*.jsonl")) for line in name.read_text(encoding="utf-8").splitlines()]  # fmt: skip
SOURCES = packs.all_sources()
ANCHORS = packs.load("russia-ukraine").anchors
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
DATED = re.compile(rf"\b({'|'.join(DAYS)}),? \d{{1,2}} (?:January|February|March|April|May|June|July|August|September|October|November|December)\b")  # fmt: skip
CLOCK = re.compile(r"\((\d\d)([:.]?\d\d (?:UTC|GMT))")
OF_CLOCK = re.compile(r"[:.,/%]\d|%|[ -](?:a\.?m|p\.?m|year|UTC|GMT)\b")
CHANNEL = re.compile(r"(https://t\.me/\w{4,})/\d+")


def above(zone: str) -> Callable[[Piece], Iterator[Piece]]:
    """A figure of headline or dek, one higher."""

    def change(piece: Piece) -> Iterator[Piece]:
        values = {n.value for n in numbers(piece["body"])}
        for n in numbers(piece.get(zone) or ""):
            if (
                n.exact
                and is_count(piece[zone], n)
                and n.value in values
                and n.value + 1 not in values
            ):
                words = f"{piece[zone][: n.start]}{n.value + 1:.0f}{piece[zone][n.end :]}"
                yield {**piece, zone: words}

    return change


def is_count(text: str, n: Number) -> bool:
    """Whether a number counts, as far as a rule can tell: no hour, no year, no share, no name."""
    year = n.said.isdigit() and 1800 < n.value < 2100
    named = text[: n.start].rstrip().endswith(("No", "number", "Route", "route", "Day", "day"))
    return 2 <= n.value < 10_000 and not year and not named and not OF_CLOCK.match(text, n.end) and in_words(n.said) != 1  # fmt: skip


def weekday(piece: Piece) -> Iterator[Piece]:
    """A weekday before a date, the day after."""
    for m in DATED.finditer(piece["body"]):
        day = DAYS[(DAYS.index(m.group(1)) + 1) % 7]
        yield {**piece, "body": piece["body"][: m.start(1)] + day + piece["body"][m.end(1) :]}


def hour(piece: Piece) -> Iterator[Piece]:
    """An hour in UTC behind a local one, an hour later, in a piece that says where it is."""
    for m in CLOCK.finditer(piece["body"]) if piece.get("places") else ():
        later = f"{(int(m.group(1)) + 1) % 24:02}"
        yield {**piece, "body": piece["body"][: m.start(1)] + later + piece["body"][m.end(1) :]}


def post(piece: Piece) -> Iterator[Piece]:
    """A post on Telegram, its channel alone."""
    for n, link in enumerate(piece.get("links", [])):
        if m := CHANNEL.fullmatch(link):
            yield {**piece, "links": [*piece["links"][:n], m.group(1), *piece["links"][n + 1 :]]}


def again(piece: Piece) -> Iterator[Piece]:
    """A post listed once more, shared from a telephone."""
    for link in piece.get("links", []):
        if CHANNEL.fullmatch(link):
            yield {**piece, "links": [*piece["links"], f"{link}?single"]}


# The share that is found at the least; what remains is often no slip that its piece can show.
@pytest.mark.parametrize(
    ("code", "change", "share", "least"),
    [
        ("number-mismatch", above("headline"), 0.7, 120),
        ("number-mismatch", above("dek"), 0.6, 120),
        ("date-slip", weekday, 1.0, 8),
        ("timezone-slip", hour, 0.8, 25),
        ("channel-not-post", post, 1.0, 15),
        ("duplicate-link", again, 1.0, 15),
    ],
    ids=["headline", "dek", "weekday", "hour", "channel", "again"],
)
def test_a_slip_made_by_rule_is_found(code, change, share, least) -> None:
    look = CHECKS[code].look
    made = [one for piece in PIECES for one in change(piece)]
    missed = [one for one in made if not list(look(facts_of(one)))]
    told = "\n".join(f"{one['id']}: {one['headline']} | {one.get('dek', '')}" for one in missed)
    assert len(made) >= least
    assert 1 - len(missed) / len(made) >= share, told


def facts_of(piece: Piece) -> Any:
    return article.read_line(json.dumps(piece), SOURCES, ANCHORS)[1]
