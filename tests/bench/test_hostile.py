"""What documents made to hurt cost each reader, in CPU seconds beside a parser of the same bytes that reads nothing.

For each reader its worst documents of `tests/wires/test_hostile.py`; XML beside lxml, pages beside selectolax, the
rest beside their bytes as text.
"""

import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from functools import partial

from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from tests.wires.test_hostile import HOSTILE, rss
from wires.parse import guess, parse
from wires.parse.errors import Unreadable
from wires.parse.xml import parser

BUDGET = 1.0  # CPU seconds that a document may take
WORST = 3  # documents of each reader that are shown
ROUNDS = 3
PAGES, LINES = ("telegram_html",), ("anpa_iptc7901", "email", "jsonfeed", "x_api_v2")


def seconds(act: Callable[[], object], *, rounds: int = ROUNDS) -> float:
    """CPU seconds of an act, the median of so many times."""
    took = []
    for _ in range(rounds):
        begun = time.process_time()
        act()
        took.append(time.process_time() - begun)
    return statistics.median(took)


def read(body: bytes) -> str:
    """What becomes of a document, in a word or a sentence."""
    try:
        return f"{len(parse(body).items):,} items"
    except Unreadable as refusal:
        return str(refusal)


def floor(kind: str, body: bytes) -> object:
    """Parse the same bytes alone."""
    if kind in PAGES:
        return LexborHTMLParser(body)
    if kind in LINES:
        return body.decode("utf-8", "replace")
    try:
        return etree.fromstring(body, parser(recover=True))
    except etree.XMLSyntaxError as wrong:
        return wrong


def test_what_hostile_documents_cost_each_reader() -> None:
    parse(
        rss(b"Words enough that their language is told, so that the model of languages is there.")
    )
    told: dict[str, list[tuple[float, float, str, bytes]]] = defaultdict(list)
    for name, body in HOSTILE.items():
        kind = guess(body) or "none"
        ours, alone = seconds(partial(read, body)), seconds(partial(floor, kind, body), rounds=1)
        told[kind].append((ours, alone, name, body))
    sys.stdout.write(f"\n{'reader':<16}{'MB':>6}{'ours':>7}{'floor':>7}  document → what became of it (CPU seconds, budget {BUDGET})\n")  # fmt: skip
    for kind, rows in sorted(told.items()):
        for ours, alone, name, body in sorted(rows, reverse=True)[:WORST]:
            sys.stdout.write(f"{kind:<16}{len(body) / 1e6:>6.1f}{ours:>7.2f}{alone:>7.2f}  {name} → {read(body)[:60]}\n")  # fmt: skip
    over = {name: ours for rows in told.values() for ours, _, name, _ in rows if ours > BUDGET}
    assert over == {}
