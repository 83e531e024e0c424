"""Build a judge from labelled hands: its three lines, and the chances from which it asks and is sure.

    python -m desk.policy.framing.train            writes head.json from the repository's hands, and
                                                   from ../shared/examples where that is there
    python -m desk.policy.framing.train --without J,K PATH
                                                   writes one that has not seen these, for their test

Zones are weighed and chances chosen on each hand by judges that had not seen it, so that what `make
judge` prints of a hand left out was made without that hand at every step. Drills are always among what
units are learnt from.
"""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from desk.policy.framing import drill
from desk.policy.framing.embed import Array
from desk.policy.framing.features import features, plain
from desk.policy.framing.fit import logistic
from desk.policy.framing.head import LABELS, PATH, ZONES, Head, Line, packed
from desk.policy.framing.signs import COUNT, leaders, signs
from desk.policy.framing.units import units_of
from desk.policy.framing.weigh import NEVER, Seen, crossed, scores, weigher
from desk.policy.types import Facts, ZoneKind, ZoneText

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[3] / "shared" / "examples"
WARS = frozenset(
    "russia-ukraine israel-gaza sudan other-war other-wars disaster myanmar yemen".split()
)
FULL_ROOM, LISTED_ROOM = 0.7, 1.0
NO_LINE = Line(np.zeros((2, COUNT), np.float32), np.zeros(2, np.float32))
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
    return fit([*(unit for hand in ordered for unit in hand.units()), *drill.units(), *extra])


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


def build(given: Iterable[Hand], extra: Units = (), also: Sequence[Seen] = ()) -> Head:
    """A judge from these hands and units and no other: zones weighed by leaving each hand out in turn.

    `also` is what judges that had not seen them saw in further pieces.
    """
    hands = frozenset(given)
    seen = list(also)
    for hand in sorted(hands, key=lambda one: one.name):
        head = open_head(hands - {hand}, extra)
        seen += [one for case in hand.cases for one in looked_at(case, head, part=hand.name)]
    return Head(*lines(hands, extra), weigher(seen), *scores(crossed(seen)))


def open_head(hands: frozenset[Hand], extra: Units = ()) -> Head:
    """A judge of units alone, for which nothing is chosen yet."""
    return Head(
        *lines(hands, extra), NO_LINE, dict.fromkeys(ZONES, 0.0), dict.fromkeys(ZONES, NEVER)
    )


def looked_at(case: Case, head: Head, *, part: str) -> list[Seen]:
    """What a judge sees in each zone of a case."""
    if case["topic"] not in WARS:
        return []
    units = units_of(facts_of(case))
    texts = [unit.text for unit in units]
    chances, second = head.probabilities(texts), head.second_look(texts)
    found = leaders(units, chances, second)
    return [
        Seen(
            part,
            one.zone.value,
            row,
            one.outweighs,
            one.outweighs and one.agreed and not one.people_above,
            expected(case, one.zone.value),
        )
        for one, row in zip(found, signs(found, units, chances, second), strict=True)
    ]


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


def write(path: Path, hands: Mapping[str, Hand]) -> str:
    """Make a judge of hands and write it; what it asks and is sure from, in a line."""
    data = packed(build(hands.values()), hands=describe(hands))
    path.write_text(json.dumps(data, separators=(",", ":")) + "\n", encoding="utf-8")
    return f"{path.name}: asks from {data['ask']}, is sure from {data['sure']}\n"


def main(given: Sequence[str]) -> int:
    """Write the head that ships, or one that has not seen a hand."""
    hands = hands_of()
    if given[:1] == ["--without"]:
        rest = {name: hand for name, hand in hands.items() if name not in given[1].split(",")}
        sys.stdout.write(write(Path(given[2]), rest))
    else:
        sys.stdout.write(write(PATH, hands))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
