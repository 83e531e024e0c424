"""Which items are one event: real edits are found, other events in the same form of words are not."""

import random
import sys
from datetime import timedelta

import pytest

from tests.make import NOON
from tests.wires import near_pairs
from wires.cluster import Tie, Told, alike, unite
from wires.shingles import Shape


def told(text: str, *, source: int = 1, after: timedelta = timedelta(0), pk: int = 1) -> Told:
    return Told(pk, source, NOON + after, Shape(text))


def measured(pairs) -> tuple[float, float, list]:
    """Precision and recall of “one report”, and what was decided wrongly."""
    found = [(p, bool(alike(p.one, p.other).kind)) for p in pairs]
    right = sum(said and p.same for p, said in found)
    wrong = [p for p, said in found if said != p.same]
    said = sum(said for _, said in found)
    return right / max(said, 1), right / max(sum(p.same for p, _ in found), 1), wrong


def test_invented_reports_and_forms_of_words() -> None:
    rng = random.Random(7)
    texts = near_pairs.invented()
    pairs = [
        *near_pairs.edited(texts, rng, 60),
        *near_pairs.formed(rng, 30),
        *near_pairs.strangers(texts, rng, 200),
    ]
    precision, recall, wrong = measured(pairs)
    assert precision >= 0.98, [p.made for p in wrong if not p.same]
    assert recall >= 0.95, [p.made for p in wrong if p.same]


@pytest.mark.skipif(not near_pairs.CORPUS.is_dir(), reason="the corpus does not lie beside")
def test_real_reports(capsys) -> None:
    rng = random.Random(11)
    documents = near_pairs.corpus()
    texts = [t for found in documents.values() for t in found if near_pairs.long_enough(t, 20)]
    pairs = [
        *near_pairs.edited(texts, rng, 70),
        *near_pairs.formed(rng, 20),
        *near_pairs.strangers(texts, rng, 150),
    ]
    precision, recall, _ = measured(pairs)
    with capsys.disabled():
        said = f"precision {precision:.3f}, recall {recall:.3f}"
        sys.stdout.write(f"\nnear-duplicates, {len(pairs)} pairs: {said}\n")
    assert precision >= 0.98
    assert recall >= 0.95


LONG = (
    "A residential high rise on Sadova Street is hit and residents are led down by ladder tonight."
)


def test_an_addition_is_near_and_a_title_is_nothing() -> None:
    other = told(f"{LONG} More follows.", source=2)
    assert alike(told(LONG), other).kind == "near"
    assert alike(told("Breaking: Staromist"), told("Breaking: Staromist hit", source=2)).kind == ""


@pytest.mark.parametrize(
    ("source", "after", "kind"),
    [(2, timedelta(hours=3), "exact"), (2, timedelta(hours=50), ""), (1, timedelta(minutes=5), "exact"), (1, timedelta(hours=3), "")],
)  # fmt: skip
def test_few_words_are_one_alarm_for_a_while_only(source, after, kind) -> None:
    one = told("⚡️ Explosions in Kharkiv! https://t.me/x/1")
    assert alike(one, told("Explosions in #Kharkiv", source=source, after=after)).kind == kind


def test_what_an_editor_parted_no_tie_joins() -> None:
    ties = [Tie("i9", "c1", "near", 0.9), Tie("i9", "c2", "relay")]
    groups = {tuple(g) for g in unite(["i9", "c1", "c2"], ties, [("c1", "c2")]).values()}
    assert groups == {("c1",), ("c2", "i9")}
    assert len(unite(["i9", "c1", "c2"], ties, [])) == 1


def test_a_reply_is_no_tie() -> None:
    assert len(unite(["i1", "i2"], [Tie("i1", "i2", "reply")], [])) == 2


def test_a_text_of_any_length_is_compared() -> None:
    rng = random.Random(3)
    words = [f"word{rng.randrange(9000)}" for _ in range(60_000)]
    shape = Shape(" ".join(words))
    assert len(shape.anchors) <= 400
    assert alike(told(shape.text), told(" ".join(words[:500]), source=2)).kind == "near"
    assert Shape("").anchors == []
