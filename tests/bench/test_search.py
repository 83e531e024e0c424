"""Search over a million items and watches at ingest, and how each grows from ten thousand: `make bench`.

Items are made in the database with words as rare and as common as real ones are (Zipf). The plot goes
to docs/growth.svg where NIGHTDESK_BENCH_PLOT is set; NIGHTDESK_BENCH_ITEMS bounds the size.
"""

import os
import random
import statistics
import sys
import time
from pathlib import Path

import pytest
from django.db import connection
from django.utils.timezone import now

from desk.copyflow import search, watch
from desk.models import Watch, WatchHit
from tests import make
from tests.bench import plot
from wires.models import Item

ROOT = Path(__file__).resolve().parents[2]
MOST = int(os.environ.get("NIGHTDESK_BENCH_ITEMS", "1000000"))
SIZES = [size for size in (10_000, 100_000, 1_000_000) if size <= MOST] or [MOST]
WORDS = 60_000  # of the vocabulary
WATCHES = 300
BATCH = 50  # items: two seconds of a busy night
LIMIT_SEARCH, LIMIT_WATCHES = 0.150, 0.020

# Word number n is drawn about as often as 1/n: the inverse of the cumulated harmonic numbers.
MAKE = """
    insert into wires_item (
        kind, source_id, external_id, key, url, author, language, title, text, digest, raw_hash, said, texts_count,
        quiet_edits, posted_on, posted_raw, received_at, effective_at, backfill, notice, relay_of_url,
        relay_of_author, media, confidential, search)
    select 'wire', %(source)s, 'bench/' || n, '', '', '', (array['en', 'uk', 'ru', 'ar'])[1 + n %% 4], said.title,
        said.text, '', 0, 0, 1, 0, '', '', hour, hour, false, '', '', '', '[]', false,
        wire_words(said.title, said.text, '')
      from generate_series(%(first)s::bigint, %(last)s::bigint) as n
      cross join lateral (select now() - (n * interval '3 seconds') as hour) as clock
      cross join lateral (
        select string_agg(word, ' ') filter (where place <= 8) as title,
               string_agg(word, ' ') filter (where place > 8) as text
          from (select place, 'w' || floor(exp(random() * ln(%(words)s::float)))::int as word
                  from generate_series(1, 48) as place where n = n) as drawn) as said
"""


def word(rank: int) -> str:
    return f"w{rank}"


def queries(chance: random.Random) -> list[str]:
    """What a desk types: a name and a verb, a choice, a phrase, a beginning, something ruled out."""
    rare, middle = lambda: word(chance.randint(300, 8000)), lambda: word(chance.randint(40, 400))
    return [
        f"{rare()} {middle()}",
        f"{rare()} AND ({middle()} OR {middle()} OR {rare()})",
        f"{rare()} NOT {middle()}",
        f"“{middle()} {middle()}”",
        f"w{chance.randint(100, 999)}* {middle()}",
        f"{rare()} lang:uk",
        f"{middle()} {word(chance.randint(3, 20))}",
        rare(),
    ]


def grow(source: int, first: int, last: int) -> None:
    """Make the items of these numbers, in slices that a statement can take."""
    with connection.cursor() as cursor:
        cursor.execute("set statement_timeout = 0")
        for start in range(first, last + 1, 25_000):
            given = {
                "source": source,
                "first": start,
                "last": min(start + 24_999, last),
                "words": WORDS,
            }
            cursor.execute(MAKE, given)
        cursor.execute("vacuum analyze wires_item")
        cursor.execute("reset statement_timeout")


def p95(taken: list[float]) -> float:
    return sorted(taken)[int(len(taken) * 0.95)]


def timed_searches(rounds: int) -> list[float]:
    """Seconds of the board's first page of each query, as the page asks it."""
    chance, taken = random.Random(7), []
    for _ in range(rounds):
        for said in queries(chance):
            began = time.perf_counter()
            list(search.found_items(Item.objects.open(), said).select_related("source")[:61])
            taken.append(time.perf_counter() - began)
    return taken


def timed_batches(rounds: int) -> list[float]:
    """Seconds of matching one batch of items that no watch has seen with every watch."""
    seen = WatchHit.objects.values("item")
    fresh = Item.objects.exclude(pk__in=seen).order_by("-id").values_list("pk", flat=True)
    ids, taken = list(fresh[: rounds * BATCH]), []
    for n in range(rounds):
        began = time.perf_counter()
        watch.run_watches(ids[n * BATCH : (n + 1) * BATCH], now=now())
        taken.append(time.perf_counter() - began)
    return taken


def set_watches(room, story) -> None:
    """Three hundred watches of the kind that desks set, half of them beside a story."""
    chance = random.Random(11)
    for n in range(WATCHES):
        said = queries(chance)[n % 6]
        watch.set_watch(
            room.night, query=said, story=story if n % 2 else None, by=room.ida, now=now()
        )


@pytest.mark.django_db(transaction=True)
def test_search_and_watches_over_many_items(capsys) -> None:
    room = make.newsroom()
    story, source = make.story(room), make.source()
    set_watches(room, story)
    assert Watch.objects.live().count() == WATCHES
    rows, made = [], 0
    for size in SIZES:
        began = time.perf_counter()
        grow(source.pk, made + 1, size)
        made = size
        timed_searches(1)  # warm, as a desk that is open is
        found = timed_searches(12)
        batches = timed_batches(30)
        rows.append(
            (size, p95(found), statistics.median(found), p95(batches), statistics.median(batches))
        )
        with capsys.disabled():
            sys.stdout.write(
                f"\n{size:>9,} items (made in {time.perf_counter() - began:.0f} s): search p95 {p95(found) * 1e3:.1f} ms,"
                f" median {statistics.median(found) * 1e3:.1f} ms; {WATCHES} watches on {BATCH} items p95"
                f" {p95(batches) * 1e3:.1f} ms, median {statistics.median(batches) * 1e3:.1f} ms"
            )
    if os.environ.get("NIGHTDESK_BENCH_PLOT"):
        drawn = plot.growth([row[0] for row in rows], {
            f"search, 95 in 100 (at most {LIMIT_SEARCH * 1e3:.0f} ms)": [row[1] * 1e3 for row in rows],
            "search, half": [row[2] * 1e3 for row in rows],
            f"{WATCHES} watches on {BATCH} items, 95 in 100 (at most {LIMIT_WATCHES * 1e3:.0f} ms)": [row[3] * 1e3 for row in rows],
        })  # fmt: skip
        (ROOT / "docs" / "growth.svg").write_text(drawn, encoding="utf-8")
    assert rows[-1][1] <= LIMIT_SEARCH
    assert rows[-1][3] <= LIMIT_WATCHES
