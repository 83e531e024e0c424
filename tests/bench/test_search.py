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

# Word number n is drawn about as often as 1/n: the inverse of the cumulated harmonic numbers. A later
# item has a later hour, as it has at a desk.
MAKE = """
    insert into wires_item (
        kind, source_id, external_id, key, url, author, slug, language, title, text, digest, raw_hash, said, texts_count,
        quiet_edits, posted_on, posted_raw, received_at, effective_at, backfill, notice, relay_of_url,
        relay_of_author, media, confidential, search)
    select 'wire', %(source)s, 'bench/' || n, '', '', '', '', (array['en', 'uk', 'ru', 'ar'])[1 + n %% 4], said.title,
        said.text, '', 0, 0, 1, 0, '', '', hour, hour, false, '', '', '', '[]', false,
        setweight(to_tsvector('simple', said.title), 'A') || setweight(to_tsvector('simple', said.text), 'B')
      from generate_series(%(first)s::bigint, %(last)s::bigint) as n
      cross join lateral (select now() - ((%(most)s - n) * interval '3 seconds') as hour) as clock
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
    """Make the items of these numbers; the index of words is built after them, which is quicker."""
    with connection.cursor() as cursor:
        cursor.execute("set statement_timeout = 0")
        cursor.execute("drop index item_search")
        for start in range(first, last + 1, 25_000):
            given = {"source": source, "first": start, "last": min(start + 24_999, last), "words": WORDS, "most": MOST}  # fmt: skip
            cursor.execute(MAKE, given)
        cursor.execute("create index item_search on wires_item using gin (search)")
        cursor.execute("vacuum analyze wires_item")
        cursor.execute("reset statement_timeout")
        # What one backend costs is what is measured: no helpers.
        cursor.execute("set max_parallel_workers_per_gather = 0")


class Cost:
    """CPU seconds of a piece of work: this thread's and those of its database backend."""

    def __enter__(self) -> "Cost":
        self.began = self.spent()
        self.wall = time.perf_counter()
        return self

    def __exit__(self, *_: object) -> None:
        self.cpu = self.spent() - self.began
        self.wall = time.perf_counter() - self.wall

    def spent(self) -> float:
        connection.ensure_connection()
        backend = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
        return time.thread_time() + int(backend.read_text().split()[0]) / 1e9


def p95(taken: list[float]) -> float:
    return sorted(taken)[int(len(taken) * 0.95)]


def timed_searches(rounds: int) -> list[Cost]:
    """What the board's first page costs for each query, as the page asks it."""
    chance, taken = random.Random(7), []
    for _ in range(rounds):
        for said in queries(chance):
            with Cost() as cost:
                rows = search.found_items(Item.objects.open(), said).select_related("source")
                search.newest_of(rows, 61)
            taken.append(cost)
    return taken


def timed_batches(rounds: int) -> list[Cost]:
    """What matching one batch of items that no watch has seen with every watch costs."""
    seen = WatchHit.objects.values("item")
    fresh = Item.objects.exclude(pk__in=seen).order_by("-id").values_list("pk", flat=True)
    ids, taken = list(fresh[: rounds * BATCH]), []
    for n in range(rounds):
        with Cost() as cost:
            watch.run_watches(ids[n * BATCH : (n + 1) * BATCH], now=now())
        taken.append(cost)
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
        found, batches = timed_searches(12), timed_batches(30)
        cpu, walls = [one.cpu for one in found], [one.wall for one in found]
        matched = [one.cpu for one in batches]
        rows.append((size, p95(cpu), statistics.median(cpu), p95(matched)))
        with capsys.disabled():
            sys.stdout.write(
                f"\n{size:>9,} items (made in {time.perf_counter() - began:.0f} s): a search costs {p95(cpu) * 1e3:.1f} ms"
                f" of CPU at p95, {statistics.median(cpu) * 1e3:.1f} at the median, and took {p95(walls) * 1e3:.1f} ms;"
                f" {WATCHES} watches on {BATCH} items {p95(matched) * 1e3:.1f} ms at p95,"
                f" {statistics.median(matched) * 1e3:.1f} at the median"
            )
    if os.environ.get("NIGHTDESK_BENCH_PLOT"):
        drawn = plot.growth([row[0] for row in rows], {
            f"a search’s first page, 95 in 100 (at most {LIMIT_SEARCH * 1e3:.0f} ms)": [row[1] * 1e3 for row in rows],
            "a search’s first page, half": [row[2] * 1e3 for row in rows],
            f"{WATCHES} watches on {BATCH} items, 95 in 100 (at most {LIMIT_WATCHES * 1e3:.0f} ms)": [row[3] * 1e3 for row in rows],
        })  # fmt: skip
        (ROOT / "docs" / "growth.svg").write_text(drawn, encoding="utf-8")
    assert rows[-1][1] <= LIMIT_SEARCH
    assert rows[-1][3] <= LIMIT_WATCHES
