"""Build items again from stored bytes and compare."""

import json
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wires.models import Fetch, Snapshot, Wire
from wires.replay import Replay, changed, replay


class Command(BaseCommand):
    """`replay SNAPSHOT… | --wire WIRE | --all`."""

    help = "Build items again from stored bytes and say where they differ; writes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        """Snapshots by digest or its beginning, or all that wires brought."""
        parser.add_argument("snapshots", nargs="*", metavar="SNAPSHOT")
        parser.add_argument("--wire", type=int, help="everything that this wire brought")
        parser.add_argument("--all", action="store_true", help="everything")
        parser.add_argument("--json", action="store_true", help="one JSON object a wire")

    def handle(self, *_: Any, **given: Any) -> None:
        """One line a wire and one a difference; exit 1 where anything differs."""
        wrong = 0
        for done in self.replays(given):
            wrong += len(done.differences)
            self.tell(done, as_json=given["json"])
        if wrong:
            raise CommandError(f"{wrong} differences.", returncode=1)

    def replays(self, given: dict[str, Any]) -> Iterator[Replay]:
        """A replay for each wire that is asked for."""
        if given["all"] or given["wire"]:
            wires = Wire.objects.select_related("source").order_by("pk")
            chosen = wires if given["all"] else wires.filter(pk=given["wire"])
            if not chosen:
                raise CommandError("There is no such wire.", returncode=2)
            yield from (replay(wire, changed(wire), whole=True) for wire in chosen)
            return
        if not given["snapshots"]:
            raise CommandError("Name snapshots, a wire, or --all.", returncode=2)
        fetches = [one for name in given["snapshots"] for one in self.fetches(name)]
        for wire in {one.wire_id: one.wire for one in fetches}.values():
            mine = {one.pk: one for one in fetches if one.wire_id == wire.pk}
            yield replay(wire, sorted(mine.values(), key=lambda one: one.started_at))

    def fetches(self, name: str) -> list[Fetch]:
        """The fetches that brought a snapshot."""
        found = list(Snapshot.objects.filter(digest__startswith=name.lower()).defer("packed")[:2])
        if len(found) != 1 or len(name) < 6:
            raise CommandError(f"“{name}” is the beginning of no one snapshot.", returncode=2)
        brought = Fetch.objects.filter(snapshot=found[0], outcome="changed")
        rows = list(brought.select_related("wire__source", "snapshot").order_by("started_at"))
        if not rows:
            self.stderr.write(f"{found[0]}: no wire brought it, so there is nothing to replay.")
        return rows

    def tell(self, done: Replay, *, as_json: bool) -> None:
        """What came of one wire."""
        if as_json:
            line = {
                "wire": done.wire.pk, "address": done.wire.address, "snapshots": done.snapshots,
                "items": done.items, "texts": done.texts, "differences": done.differences,
            }  # fmt: skip
            self.stdout.write(json.dumps(line, ensure_ascii=False))
            return
        said = f"{len(done.differences)} differences" if done.differences else "the same"
        self.stdout.write(
            f"{done.wire.pk}  {done.wire.address}: {done.snapshots} snapshots, {done.items} items, {done.texts} texts, {said}"
        )
        for difference in done.differences:
            self.stdout.write(f"    {difference}")
