"""Build a judge from labelled hands: two heads, and the scores from which it asks and is sure.

    python -m desk.policy.framing.train            writes head.json from the repository's hands, and
                                                   from ../shared/examples where that is there

Scores are chosen on each hand by heads that had not seen it, so that what `make judge` prints of a hand
left out was chosen without that hand at every step.
"""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from desk.policy.framing.embed import Array
from desk.policy.framing.features import features, plain
from desk.policy.framing.fit import logistic
from desk.policy.framing.head import LABELS, PATH, ZONES, Head, Line, packed
from desk.policy.framing.judge import verdicts
from desk.policy.framing.units import units_of
from desk.policy.types import Facts, ZoneKind, ZoneText

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[3] / "shared" / "examples"
WARS = frozenset(
    "russia-ukraine israel-gaza sudan other-war other-wars disaster myanmar yemen".split()
)
FULL_ROOM, LISTED_ROOM = 0.7, 1.0
CAUGHT = 0.91  # share of the zones to be asked about that the asking score must catch
MISTAKEN = 0.015  # share of sure findings that may be wrong on the hands it is chosen on
NEVER = 2.0
Case = dict[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Hand:
    """Labelled openings in one person's hand; the same object each time, so that fits are kept."""

    name: str
    cases: tuple[Case, ...]

    def units(self) -> list[tuple[str, int]]:
        """Every labelled unit with its class."""
        return [(u["text"], LABELS.index(u["label"])) for c in self.cases for u in c["units"]]


def read(path: Path) -> list[Case]:
    """Cases of one file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


@lru_cache(maxsize=4)
def hands_of(folder: Path = EXAMPLES) -> dict[str, Hand]:
    """The hands whose every sentence is labelled: the repository's, and the examples' where they are."""
    found = [(path, path.stem.removeprefix("openings-")) for path in HERE.glob("openings-*.jsonl")]
    found += [(path, path.stem.removeprefix("ledes-")) for path in folder.glob("ledes-*.jsonl")]
    return {name.upper(): Hand(name.upper(), tuple(read(path))) for path, name in sorted(found)}


Units = tuple[tuple[str, int], ...]


@lru_cache(maxsize=128)
def lines(hands: frozenset[Hand], extra: Units = ()) -> tuple[Line, Line]:
    """The two judges fitted on hands and further units; kept, since hands are left out two at a time."""
    ordered = sorted(hands, key=lambda hand: hand.name)
    return fit([unit for hand in ordered for unit in hand.units()] + list(extra))


def fit(units: Sequence[tuple[str, int]]) -> tuple[Line, Line]:
    """The two judges fitted on labelled units."""
    texts, classes = [text for text, _ in units], np.array([label for _, label in units])
    return (
        line(features(texts), classes, FULL_ROOM),
        line(np.stack([plain(text) for text in texts]), classes, LISTED_ROOM),
    )


def line(rows: Array, classes: Any, room: float) -> Line:
    """One judge as the numbers it is kept as."""
    found = logistic(rows.astype(np.float64), classes, many=len(LABELS), room=room)
    return Line(found.weights.astype(np.float32), found.biases.astype(np.float32))


def build(given: Iterable[Hand], extra: Units = (), also: Sequence["Seen"] = ()) -> Head:
    """A judge from these hands and units and no other: scores chosen by leaving each hand out in turn.

    `also` is what judges that had not seen them saw in further pieces.
    """
    hands = frozenset(given)
    seen = list(also)
    for hand in sorted(hands, key=lambda one: one.name):
        head = open_head(hands - {hand}, extra)
        seen += [one for case in hand.cases for one in looked_at(case, head)]
    return Head(*lines(hands, extra), *scores(seen))


def open_head(hands: frozenset[Hand], extra: Units = ()) -> Head:
    """A judge whose scores are not chosen yet."""
    return Head(*lines(hands, extra), dict.fromkeys(ZONES, 0.0), dict.fromkeys(ZONES, NEVER))


@dataclass(frozen=True, slots=True)
class Seen:
    """One zone of one case: its score, whether nothing but the score speaks against blocking, its label."""

    zone: str
    score: float
    agreed: bool
    wanted: bool


def looked_at(case: Case, head: Head) -> list[Seen]:
    """What a judge sees in each zone of a case."""
    if case["topic"] not in WARS:
        return []
    units = units_of(facts_of(case))
    texts = [unit.text for unit in units]
    found = verdicts(units, head.probabilities(texts), head.second_look(texts))
    return [
        Seen(v.zone.value, v.score, v.agreed and not v.people_above, expected(case, v.zone.value))
        for v in found
    ]


def scores(seen: Sequence[Seen]) -> tuple[dict[str, float], dict[str, float]]:
    """For each zone the score that catches enough, and the lowest that is hardly ever wrong."""
    ask: dict[str, float] = {}
    sure: dict[str, float] = {}
    for zone in ZONES:
        rows = [one for one in seen if one.zone == zone]
        ask[zone] = catches([one.score for one in rows if one.wanted])
        sure[zone] = holds([(one.score, one.wanted) for one in rows if one.agreed])
    return ask, sure


def catches(wanted: Sequence[float]) -> float:
    """The highest score that catches the share asked for."""
    ordered = sorted(wanted, reverse=True)
    if not ordered:
        return NEVER
    return ordered[min(int(np.ceil(CAUGHT * len(ordered))), len(ordered)) - 1]


def holds(rows: Sequence[tuple[float, bool]]) -> float:
    """The lowest score from which hardly any finding is wrong."""
    lowest, false = NEVER, 0
    for count, (score, wanted) in enumerate(sorted(rows, reverse=True), start=1):
        false += not wanted
        if false <= MISTAKEN * count:
            lowest = score
    return lowest


def facts_of(case: Case) -> Facts:
    """A case as policy sees it."""
    return Facts(
        headline=ZoneText(ZoneKind.HEADLINE, case["headline"]),
        dek=ZoneText(ZoneKind.DEK, case.get("dek", "")),
        body=ZoneText(ZoneKind.BODY, case["body_start"]),
        topics=(case["topic"],),
    )


def expected(case: Case, zone: str) -> bool:
    """Whether a zone's finding is labelled."""
    return bool(zone in case["findings"] if "findings" in case else case["finding_expected"])


def describe(hands: Mapping[str, Hand]) -> dict[str, int]:
    """How many openings of each hand a head was made from."""
    return {name: len(hand.cases) for name, hand in hands.items()}


def main() -> int:
    """Write the head that ships."""
    hands = hands_of()
    head = build(hands.values())
    data = packed(head, hands=describe(hands))
    PATH.write_text(json.dumps(data, separators=(",", ":")) + "\n", encoding="utf-8")
    sys.stdout.write(f"{PATH.name}: asks from {data['ask']}, is sure from {data['sure']}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
