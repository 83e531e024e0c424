"""Train the head from labelled openings and measure it on hands it has not seen.

    python -m desk.policy.framing.train ../shared/examples            prints leave-one-hand-out tables
    python -m desk.policy.framing.train ../shared/examples --write    also writes head.json

The examples are not in the repository; the head is numbers only. Needs scikit-learn (the dev lock).
"""

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from desk.policy.framing.features import features
from desk.policy.framing.head import LABELS, PATH, Head, scaled
from desk.policy.framing.judge import findings
from desk.policy.types import Confidence, Facts, Finding, ZoneKind, ZoneText

WARS = {
    "russia-ukraine",
    "israel-gaza",
    "sudan",
    "other-war",
    "other-wars",
    "disaster",
    "myanmar",
    "yemen",
}
OWN = Path(__file__).with_name("openings-f.jsonl")
OTHER = Path(__file__).with_name("openings-d.jsonl")
ZONES = ("headline", "dek", "body")
Case = dict[str, Any]


def read(path: Path) -> list[Case]:
    """Cases of one hand."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def fit(cases: Iterable[Case]) -> Head:
    """A head from every labelled unit of the cases."""
    units = [(u["text"], LABELS.index(u["label"])) for case in cases for u in case["units"]]
    model = LogisticRegression(C=1.0, max_iter=2000, class_weight="balanced")
    model.fit(scaled(features([text for text, _ in units])), [label for _, label in units])
    return Head(model.coef_.astype(np.float32), model.intercept_.astype(np.float32))


def facts_of(case: Case) -> Facts:
    """A case as policy sees it."""
    return Facts(
        headline=ZoneText(ZoneKind.HEADLINE, case["headline"]),
        dek=ZoneText(ZoneKind.DEK, case.get("dek", "")),
        body=ZoneText(ZoneKind.BODY, case["body_start"]),
        topics=(case["topic"],),
    )


def fired(case: Case, head: Head) -> dict[str, Finding]:
    """Findings by zone; nothing for a topic that no note of the packs covers."""
    if case["topic"] not in WARS:
        return {}
    return {
        f.zone.value: f for f in findings(facts_of(case), ["headline", "dek", "sentence"], head)
    }


def expected(case: Case, zone: str) -> bool:
    """Whether a zone's finding is labelled."""
    return bool(zone in case["findings"] if "findings" in case else case["finding_expected"])


def table(cases: Sequence[Case], head: Head, zones: Sequence[str]) -> dict[str, str]:
    """Precision, recall, and the precision and share of the sure ones, per zone and together."""
    rows: dict[str, str] = {}
    counted = {zone: [0, 0, 0, 0, 0] for zone in (*zones, "all")}
    for case in cases:
        found = fired(case, head)
        for zone in zones:
            if zone == "dek" and not case.get("dek"):
                continue
            finding, wanted = found.get(zone), expected(case, zone)
            sure = finding is not None and finding.confidence is Confidence.SURE
            for name in (zone, "all"):
                tally = counted[name]
                tally[0] += finding is not None and wanted
                tally[1] += finding is not None and not wanted
                tally[2] += finding is None and wanted
                tally[3] += sure and wanted
                tally[4] += sure and not wanted
    for name, (hit, false, missed, sure_hit, sure_false) in counted.items():
        precision, recall = hit / max(hit + false, 1), hit / max(hit + missed, 1)
        sure_precision = sure_hit / max(sure_hit + sure_false, 1)
        rows[name] = (
            f"P {precision:.3f} R {recall:.3f} n {hit + missed:3d} | sure P {sure_precision:.3f} "
            f"({sure_hit}/{sure_hit + sure_false}) covers {sure_hit / max(hit + missed, 1):.2f}"
        )
    return rows


def hands_of(folder: Path) -> dict[str, list[Case]]:
    """The hands whose every sentence is labelled: two of the examples, two of ours."""
    given = {hand: read(folder / f"ledes-{hand.lower()}.jsonl") for hand in "BC"}
    return {**given, "F": read(OWN), "D": read(OTHER)}


def without(hands: dict[str, list[Case]], name: str) -> Head:
    """A head that never saw the named hand."""
    return fit(case for other, cases in hands.items() if other != name for case in cases)


def show(name: str, rows: dict[str, str]) -> None:
    """Rows of one hand, printed."""
    for zone, row in rows.items():
        sys.stdout.write(f"{name:10} {zone:9} {row}\n")


def main(arguments: list[str]) -> int:
    """Print the tables; write the head where asked."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args(arguments)
    hands = hands_of(given.folder)
    every = fit(case for cases in hands.values() for case in cases)
    for name, cases in hands.items():
        show(f"others → {name}", table(cases, without(hands, name), ZONES))
    show("all → A", table(read(given.folder / "ledes.jsonl"), every, ZONES[2:]))
    if given.write:
        data = {
            "labels": list(LABELS),
            "weights": np.round(every.weights, 4).tolist(),
            "biases": np.round(every.biases, 4).tolist(),
        }
        PATH.write_text(json.dumps(data, separators=(",", ":")) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
