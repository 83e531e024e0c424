"""A desk's own judge: the shipped hands with the desk's verdicts, tried before it changes anything.

The trial sets the new beside the old on each hand left out, and on verdicts that the new had not seen
(by story, in five parts). It is not worth taking when its sure findings are less often right.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from desk.policy.framing import measure, train
from desk.policy.framing.head import LABELS, Head
from desk.policy.framing.judge import findings
from desk.policy.framing.measure import Tally
from desk.policy.framing.train import Case, Hand, Units
from desk.policy.framing.weigh import Seen
from desk.policy.values import record

PARTS = 5
ASKED = ["headline", "dek", "sentence"]


@record
class Said:
    """A verdict: the unit that the judge saw, what a person calls it, and the opening it stood in."""

    story: int
    zone: str
    text: str
    label: str
    opening: Case

    @property
    def right(self) -> bool:
        """Whether the finding was right."""
        return self.label == "other"


@record
class Trial:
    """The new judge, and old beside new on hands and on verdicts."""

    head: Head
    hands: tuple[Tally, Tally]
    verdicts: tuple[Tally, Tally]

    @property
    def worse(self) -> bool:
        """Whether what could block would be less often right."""
        return any(less_right(old, new) for old, new in (self.hands, self.verdicts))

    def figures(self) -> dict[str, Any]:
        """Counts and shares, to be kept."""
        return {
            name: {side: shares(tally) for side, tally in zip(("old", "new"), pair, strict=True)}
            for name, pair in (("hands", self.hands), ("verdicts", self.verdicts))
        }


def less_right(old: Tally, new: Tally) -> bool:
    """Whether what a judge is sure of is less often right, by one finding at least.

    With as many wrong and one right fewer the share falls by a hair: 488 of 490 is no worse than 489 of 491.
    """
    if new.sure_precision >= old.sure_precision:
        return False
    sure, was = new.sure_right + new.sure_false, old.sure_right + old.sure_false
    expected = sure * old.sure_false / was if was else 0
    return new.sure_false > old.sure_false or new.sure_false - expected >= 1


def shares(tally: Tally) -> dict[str, float]:
    """A tally with the shares people read."""
    return {
        **asdict(tally),
        "precision": round(tally.precision, 3),
        "recall": round(tally.recall, 3),
        "sure_precision": round(tally.sure_precision, 3),
    }


@record
class Share:
    """A share as people read it: of how many how many, or that there were none."""

    some: int
    whole: int

    @property
    def words(self) -> str:
        """In words."""
        return f"{self.some / self.whole:.3f}" if self.whole else "none"


# What the rows of a trial are called, in the order they are read.
ROWS = (
    ("hands", "old", "Openings of hands it was not made of, now"),
    ("hands", "new", "The same, with it"),
    ("verdicts", "old", "Your verdicts, now"),
    ("verdicts", "new", "The same, not seen when it was made, with it"),
)
Line = tuple[str, tuple[tuple[str, Share], ...]]


def read_out(figures: dict[str, Any]) -> list[Line]:
    """The rows of a trial that was kept: of what each judge finds, of what is there, of what it is sure."""
    return [(label, columns(figures[name][side])) for name, side, label in ROWS] if figures else []


def columns(row: dict[str, Any]) -> tuple[tuple[str, Share], ...]:
    """One row's shares, each under what it is a share of."""
    right = row["right"]
    return (
        ("Right of all found", Share(right, right + row["false"])),
        ("Found of all there", Share(right, right + row["missed"])),
        ("Right of the sure", Share(row["sure_right"], row["sure_right"] + row["sure_false"])),
    )


def units(said: Iterable[Said]) -> Units:
    """Verdicts as labelled units."""
    return tuple((one.text, LABELS.index(one.label)) for one in said)


def retrain(hands: Sequence[Hand], said: Sequence[Said], old: Head) -> Trial:
    """Make the desk's judge and try it; `old` is the one in force."""
    parts = [[s for s in said if s.story % PARTS == n] for n in range(PARTS)]
    unseen: list[Seen] = []
    new_said, old_said = Tally(), Tally()
    for part in (part for part in parts if part):
        rest = units(one for one in said if one not in part)
        head = train.build(hands, rest)
        for one in part:
            unseen += looked_at(one, train.open_head(frozenset(hands), rest))
            new_said = new_said.plus(judged(one, head))
            old_said = old_said.plus(judged(one, old))
    return Trial(
        train.build(hands, units(said), unseen),
        (on_hands(hands), on_hands(hands, units(said))),
        (old_said, new_said),
    )


def looked_at(one: Said, head: Head) -> list[Seen]:
    """What a judge sees in the zone of a verdict."""
    case = {**one.opening, "findings": [one.zone] if one.right else []}
    part = f"verdicts {one.story % PARTS}"
    return [seen for seen in train.looked_at(case, head, part=part) if seen.zone == one.zone]


def judged(one: Said, head: Head) -> Tally:
    """Whether a judge would say what the person said."""
    found = {f.zone.value: f for f in findings(train.facts_of(one.opening), ASKED, head)}
    tally = Tally()
    tally.add(found.get(one.zone), wanted=one.right)
    return tally


def on_hands(hands: Sequence[Hand], extra: Units = ()) -> Tally:
    """All zones of each hand, by judges made without it."""
    rows = [measure.of_hand(hand, hands, extra) for hand in hands]
    return measure.together(rows)["all"]
