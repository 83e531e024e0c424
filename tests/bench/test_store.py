"""What near-duplicates cost as the store grows: the question, the insert, the room; and how each grows.

Texts are made: a few thousand common words by their rank, names and numbers, every tenth text an edit
of an earlier one. Rows go in by the same statements that polls use.
"""

import os
import random
import resource
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from wires import rows
from wires.arrivals import Road, arrive, node_of
from wires.models import Anchor, Item, Source
from wires.relate import by_anchors
from wires.types import ParsedItem

pytestmark = pytest.mark.django_db(transaction=True)
SIZES = [int(n) for n in os.environ.get("NIGHTDESK_BENCH_ITEMS", "10000,100000").split(",")]
BATCH = 40
ASKED = 300
BEGAN = datetime(2026, 7, 1, tzinfo=UTC)
WORDS = [f"{a}{b}{c}" for a in ("ba", "de", "ki", "lo", "mu", "ra", "se", "to") for b in ("n", "r", "s", "l", "m") for c in ("a", "e", "i", "o", "u", "an", "en", "or", "is", "ut")]  # fmt: skip


def texts(chance: random.Random) -> Iterator[str]:
    """Copy without end: words by their rank, and edits of what was said a while ago."""
    weights = [1 / (rank + 3) for rank in range(len(WORDS))]
    kept: list[str] = []
    while True:
        if kept and chance.random() < 0.1:
            said = chance.choice(kept).split()
            yield " ".join(said[: max(14, len(said) // 2)]) + f" Update {chance.randrange(10**6)}."
            continue
        words = chance.choices(WORDS, weights, k=chance.randint(30, 160))
        for at in range(5, len(words), 17):
            words[at] = f"{chance.choice(WORDS).title()}{chance.randrange(90_000)}"
        said_now = " ".join(words) + "."
        kept = [*kept[-999:], said_now]
        yield said_now


def parsed(number: int, text: str) -> ParsedItem:
    at = BEGAN + timedelta(seconds=number)
    return ParsedItem(f"i{number}", None, None, "", text, posted_at=at)


def fill(upto: int, made: Iterator[str], source: Source) -> tuple[float, float]:
    """Store items until there are so many; CPU and wall seconds for each."""
    held = Item.objects.count()
    cpu, wall, first = time.process_time(), time.monotonic(), held
    while held < upto:
        at = BEGAN + timedelta(seconds=held + BATCH)
        given = [(f"i{n}", parsed(n, next(made))) for n in range(held, held + BATCH)]
        arrive(given, Road(source.pk, name=source.name), now=at)
        held += BATCH
    done = max(held - first, 1)
    return (time.process_time() - cpu) / done, (time.monotonic() - wall) / done


def ask(chance: random.Random, source: Source, upto: int) -> tuple[list[float], int, int]:
    """Wall seconds of finding near-duplicates of an edit of a stored item, and how many were found."""
    took, found, wanted = [], 0, 0
    ids = chance.sample(range(Item.objects.order_by("pk").first().pk, Item.objects.order_by("-pk").first().pk), ASKED * 2)  # fmt: skip
    for row in Item.objects.filter(pk__in=ids, source=source)[:ASKED]:
        said = row.text.split()
        if len(said) < 24:
            continue
        cut = " ".join([*said[: len(said) // 2], "agencies", "add", "more."])
        at = BEGAN + timedelta(seconds=upto)
        item = ParsedItem("q", None, None, "", cut, posted_at=row.effective_at + timedelta(hours=1))
        node = node_of(-1, item, Road(-1), at)
        begun = time.perf_counter()
        by_anchors([node])
        took.append(time.perf_counter() - begun)
        wanted += 1
        found += any(edge.to == row.pk for edge in node.edges)
    return took, found, wanted


def megabytes() -> float:
    """The anchors with their index, on disk."""
    return rows.asked("select pg_total_relation_size('wires_anchor') / 1e6")[0][0]


def test_near_duplicates_as_the_store_grows(settings) -> None:
    settings.DEBUG = False
    chance = random.Random(5)
    made = texts(chance)
    source = Source.objects.create(key="bench", name="Bench", added_at=BEGAN)
    before: dict[str, float] = {}
    sys.stdout.write("\n")
    for upto in SIZES:
        cpu, wall = fill(upto, made, source)
        rows.asked("select 1")
        took, found, wanted = ask(chance, source, upto)
        now = {
            "p50 ms": statistics.median(took) * 1e3,
            "p95 ms": sorted(took)[int(len(took) * 0.95)] * 1e3,
            "insert CPU ms": cpu * 1e3,
            "insert ms": wall * 1e3,
            "anchors MB": float(megabytes()),
            "process MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3,
        }
        grown = {k: f" ({v / before[k]:.1f}x)" if k in before else "" for k, v in now.items()}
        said = ", ".join(f"{k} {v:.2f}{grown[k]}" for k, v in now.items())
        sys.stdout.write(f"{upto:>9,} items, {Anchor.objects.count():,} anchors: {said}; found {found} of {wanted}\n")  # fmt: skip
        sys.stdout.flush()
        before = now
        assert found / wanted > 0.9
