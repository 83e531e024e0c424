"""What the judge is worth, printed: `make judge`.

Each hand is judged by heads and scores made without it. Clean pieces meet every pack with the head that
ships. Brackets are Wilson intervals of 95 in 100; "sure" can block, the rest only asks.
"""

import json
import math
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from desk.policy import article, packs
from desk.policy.framing import embed, train
from desk.policy.framing.head import ZONES, Head, shipped
from desk.policy.framing.judge import findings
from desk.policy.framing.train import Case, expected, facts_of
from desk.policy.review import review
from desk.policy.types import Confidence, Enforcement, Finding, Stage
from desk.policy.values import record

ROOT = Path(__file__).resolve().parents[3]
CLEAN = ROOT / "tests" / "desk" / "policy"
Say = Callable[[str], object]


@dataclass(slots=True)
class Tally:
    """Findings and labels of a zone, counted."""

    right: int = 0
    false: int = 0
    missed: int = 0
    sure_right: int = 0
    sure_false: int = 0

    def add(self, finding: Finding | None, *, wanted: bool) -> None:
        """Count one zone of one case."""
        self.right += finding is not None and wanted
        self.false += finding is not None and not wanted
        self.missed += finding is None and wanted
        sure = finding is not None and finding.confidence is Confidence.SURE
        self.sure_right += sure and wanted
        self.sure_false += sure and not wanted

    def plus(self, other: "Tally") -> "Tally":
        """Two tallies as one."""
        return Tally(
            self.right + other.right,
            self.false + other.false,
            self.missed + other.missed,
            self.sure_right + other.sure_right,
            self.sure_false + other.sure_false,
        )

    @property
    def precision(self) -> float:
        """Of the findings, how many are right."""
        return part(self.right, self.right + self.false)

    @property
    def recall(self) -> float:
        """Of what should be found, how much is."""
        return part(self.right, self.right + self.missed)

    @property
    def sure_precision(self) -> float:
        """Of the sure findings, how many are right."""
        return part(self.sure_right, self.sure_right + self.sure_false)

    def row(self) -> str:
        """One printed line."""
        wanted, found = self.right + self.missed, self.right + self.false
        sure = self.sure_right + self.sure_false
        f1 = part(2 * self.right, wanted + found)
        return (
            f"P {self.precision:.3f} {bracket(self.right, found)}  R {self.recall:.3f} {bracket(self.right, wanted)}"
            f"  F1 {f1:.3f}  n {wanted:3d} | sure {self.sure_right}/{sure} = {self.sure_precision:.3f}"
            f" {bracket(self.sure_right, sure)}, of what it finds {part(sure, found):.2f}"
        )


def part(some: int, whole: int) -> float:
    """A share; of nothing, 1."""
    return some / whole if whole else 1.0


def wilson(some: int, whole: int, z: float = 1.96) -> tuple[float, float]:
    """The interval a share of so few may really lie in."""
    if not whole:
        return 0.0, 1.0
    share = some / whole
    middle = (share + z * z / (2 * whole)) / (1 + z * z / whole)
    reach = z * math.sqrt(share * (1 - share) / whole + z * z / (4 * whole**2))
    reach /= 1 + z * z / whole
    return max(0.0, middle - reach), min(1.0, middle + reach)


def bracket(some: int, whole: int) -> str:
    """A Wilson interval in print."""
    low, high = wilson(some, whole)
    return f"[{low:.2f}–{high:.2f}]"


def fired(case: Case, head: Head) -> dict[str, Finding]:
    """Findings by zone; nothing for a topic that no note of the packs covers."""
    if case["topic"] not in train.WARS:
        return {}
    return {
        f.zone.value: f for f in findings(facts_of(case), ["headline", "dek", "sentence"], head)
    }


def tallied(cases: Sequence[Case], head: Head, zones: Sequence[str] = ZONES) -> dict[str, Tally]:
    """A tally for each zone."""
    counted = {zone: Tally() for zone in zones}
    for case in cases:
        found = fired(case, head)
        for zone in zones:
            if zone != "dek" or case.get("dek"):
                counted[zone].add(found.get(zone), wanted=expected(case, zone))
    return counted


def left_out(names: Iterable[str]) -> dict[str, dict[str, Tally]]:
    """Each hand's tallies by a judge made without it."""
    hands = train.hands_of()
    return {name: of_hand(hands[name], hands.values()) for name in names}


def of_hand(
    hand: train.Hand, hands: Iterable[train.Hand], extra: train.Units = ()
) -> dict[str, Tally]:
    """A hand's tallies by a judge made of the others."""
    return tallied(hand.cases, train.build(set(hands) - {hand}, extra))


def together(tallies: Iterable[Mapping[str, Tally]]) -> dict[str, Tally]:
    """Tallies of several hands as one, with all zones."""
    summed = {zone: Tally() for zone in ZONES}
    for one in tallies:
        summed = {zone: summed[zone].plus(one[zone]) for zone in ZONES}
    every = Tally()
    for tally in summed.values():
        every = every.plus(tally)
    return {**summed, "all": every}


@record
class Clean:
    """What a hand's clean pieces meet at publish, with every pack on."""

    pieces: int
    blocking: int
    advisory: int
    lead: int

    def row(self) -> str:
        """One printed line, by the hundred."""
        a_hundred = 100 / max(self.pieces, 1)
        return (
            f"{self.pieces} pieces: {self.blocking * a_hundred:.1f} blocking and "
            f"{self.advisory * a_hundred:.1f} advisory in a hundred; {self.lead * a_hundred:.1f} of the lead"
        )


def all_of(met: Iterable[Clean]) -> Clean:
    """Several hands' clean pieces as one."""
    rows = [(one.pieces, one.blocking, one.advisory, one.lead) for one in met]
    pieces, blocking, advisory, lead = (sum(column) for column in zip(*rows, strict=True))
    return Clean(pieces, blocking, advisory, lead)


def clean_files() -> list[Path]:
    """The clean pieces kept with the tests, one file a hand."""
    return sorted(CLEAN.glob("clean*.jsonl"))


def clean(path: Path) -> Clean:
    """One hand's clean pieces through every pack."""
    sources = packs.all_sources()
    anchors = packs.load("russia-ukraine").anchors
    notes = tuple(note for name in packs.names() for note in packs.load(name).notes)
    found: list[Finding] = []
    texts = [text for text in path.read_text(encoding="utf-8").splitlines() if text]
    for text in texts:
        _, facts = article.read_line(text, sources, anchors)
        found += review(facts, notes, Stage.PUBLISH).findings
    weights = [f.enforcement for f in found]
    return Clean(
        len(texts),
        weights.count(Enforcement.BLOCKING),
        weights.count(Enforcement.ADVISORY),
        sum("lead" in f.code and f.enforcement is not Enforcement.SHADOW for f in found),
    )


def pace(texts: Sequence[str]) -> tuple[float, float]:
    """CPU milliseconds a sentence, in one pass and one at a time."""
    embed.read(texts[:1])
    began = time.process_time()
    embed.read(texts)
    middle = time.process_time()
    for text in texts:
        embed.read([text])
    each = 1000 / len(texts)
    return (middle - began) * each, (time.process_time() - middle) * each


def tell(say: Say) -> None:
    """Every table."""
    hands = train.hands_of()
    say("Leave one hand out: heads and scores made without the hand named.\n")
    found = left_out(hands)
    for name, tallies in {**found, "together": together(found.values())}.items():
        for zone, tally in tallies.items():
            say(f"{name:9}{zone:9}{tally.row()}\n")
    first = train.EXAMPLES / "ledes.jsonl"
    if first.exists():
        body = tallied(train.read(first), shipped(), ["body"])["body"]
        say(f"{'A':9}{'body':9}{body.row()}\n")
    say("\nClean pieces, all packs, at publish, with the head that ships.\n")
    met = {path.stem: clean(path) for path in clean_files()}
    for name, one in met.items():
        say(f"{name:9}{one.row()}\n")
    say(f"{'together':9}{all_of(met.values()).row()}\n")
    openings = [text for text, _ in next(iter(hands.values())).units()[:48]]
    at_once, singly = pace(openings)
    say(f"\nA sentence costs {at_once:.1f} ms of CPU in a batch, {singly:.1f} ms alone.\n")


if __name__ == "__main__":
    if sys.argv[1:] == ["--json"]:
        rows = together(left_out(train.hands_of()).values())
        sys.stdout.write(json.dumps({zone: tally.row() for zone, tally in rows.items()}) + "\n")
    else:
        tell(sys.stdout.write)
