"""Three ways from feed to store, each in a program of its own that prints its items and its CPU.

ours: fetched, archived, parsed, stored, clustered and committed; reader: lemon24/reader into its
SQLite; floor: downloaded, hashed, parsed by lxml alone, and every element copied into PostgreSQL.
"""

import hashlib
import http.client
import json
import os
import sys
import time
from pathlib import Path


def ours(count: int, port: int) -> int:
    """Claims the wires that are due and polls each once; items that are new."""
    from datetime import timedelta

    import django

    django.setup()
    from django.utils.timezone import now

    from wires import warm
    from wires.models import Wire
    from wires.poll import poll

    first = Wire.objects.earliest("pk")
    poll(first.pk, now=now(), force=True)  # modules, models and connections are there
    warm.up()  # as a worker does before its hands are made
    Wire.objects.exclude(pk=first.pk).update(next_poll_at=now(), lease_until=None)
    begin()
    claims = Wire.objects.claim_due(now=now(), lease=timedelta(minutes=10), most=count)
    return sum(
        done.new for one in claims if (done := poll(one.wire_id, now=now(), token=one.token))
    )


def reader(count: int, port: int) -> int:
    """Updates each feed once; new entries."""
    from reader import make_reader

    place = Path(os.environ["NIGHTDESK_VAR"]) / "reader.sqlite"
    fresh = not place.exists()
    one = make_reader(str(place))
    if fresh:
        for n in range(count):
            one.add_feed(f"http://127.0.0.1:{port}/w{n}.example", allow_invalid_url=True)
    before = one.get_entry_counts().total or 0
    begin()
    for _ in one.update_feeds_iter(scheduled=False):
        pass
    return (one.get_entry_counts().total or 0) - before


def floor(count: int, port: int) -> int:
    """Downloads, hashes, parses and copies."""
    import psycopg
    from lxml import etree

    line = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)
    line.execute("drop table if exists floor; create table floor (digest text, item jsonb)")
    begin()
    items = 0

    def local(node: etree._Element) -> str:
        return str(node.tag).rpartition("}")[2]

    for n in range(count):
        asked = http.client.HTTPConnection("127.0.0.1", port)
        asked.request("GET", f"/w{n}.example")
        body = asked.getresponse().read()
        digest = hashlib.sha256(body).hexdigest()
        root = etree.fromstring(body, etree.XMLParser(recover=True, resolve_entities=False))
        found = [] if root is None else [e for e in root.iter() if isinstance(e.tag, str) and local(e) in {"item", "entry"}]  # fmt: skip
        with line.cursor() as cursor, cursor.copy("copy floor from stdin") as copy:
            for one in found:
                fields = {local(e): e.text for e in one if isinstance(e.tag, str)}
                copy.write_row((digest, json.dumps(fields).replace("\\u0000", "")))
        items += len(found)
    return items


STARTED: list[float] = []


def begin() -> None:
    """Start the clock, once everything is imported and connected."""
    STARTED[:] = [time.process_time(), time.monotonic()]


if __name__ == "__main__":
    act = {"ours": ours, "reader": reader, "floor": floor}[sys.argv[1]]
    new = act(int(sys.argv[2]), int(sys.argv[3]))
    took = {"cpu": time.process_time() - STARTED[0], "wall": time.monotonic() - STARTED[1]}
    sys.stdout.write(json.dumps({"items": new, **took}) + "\n")
