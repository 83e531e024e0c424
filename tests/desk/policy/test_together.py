"""What says the same of several places is told once with its places; what wants an answer of its own is not."""

import pytest

from desk.policy.compare import Known, counted
from desk.policy.together import kept_sayings, sayings, together
from desk.policy.types import Enforcement, Finding, ZoneKind


def one(start: int, message: str = "Not so.", **more) -> Finding:
    given = {"exact": "so", "rule": "r", "fingerprint": f"f{start}", **more}
    return Finding("c", ZoneKind.BODY, start=start, end=start + 2, message=message, **given)


@pytest.mark.parametrize(
    ("found", "starts"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param([one(0), one(9)], [[0, 9]], id="the same of two places"),
        pytest.param([one(0), one(5, "Else."), one(9)], [[0, 9], [5]], id="others between"),
        pytest.param([one(0), one(9, enforcement=Enforcement.BLOCKING)], [[0], [9]], id="one that stops"),
        pytest.param([one(0), one(9, note_version=2, note="n")], [[0], [9]], id="of another note"),
        pytest.param([one(0), one(9, law=True)], [[0], [9]], id="of law"),
        pytest.param([one(0, evidence={"opening": 1}), one(9, evidence={"opening": 1})], [[0], [9]], id="the judge of the lead"),
        pytest.param([one(0, evidence={"kind": "judgement"}), one(9, evidence={"kind": "judgement"})], [[0], [9]], id="a question"),
        pytest.param([one(0, exact=""), one(9, exact="")], [[0], [9]], id="what is missing has no place"),
    ],
)  # fmt: skip
def test_together(found, starts) -> None:
    assert [[f.start for f in group] for group in together(found)] == starts


def test_no_finding_has_more_places_than_are_answered_in_one_act() -> None:
    groups = together([one(n) for n in range(150)])
    assert [len(group) for group in groups] == [60, 60, 30]


def test_what_is_said_is_said_once_and_no_more_than_three_times() -> None:
    found = [one(0), one(5, "Else."), one(9), one(11, "Third."), one(12, "Fourth.")]
    assert sayings(found) == ["Not so (in 2 places).", "Else.", "Third.", "And 1 more."]
    assert sayings([]) == []


def test_a_difference_says_each_thing_once() -> None:
    known = [Known(str(n), "c", said, Enforcement.ADVISORY) for n, said in enumerate("aba")]
    assert [(found.message, places) for found, places in counted(known)] == [("a", 2), ("b", 1)]


def test_kept_findings_say_each_thing_once_with_its_words() -> None:
    kept = [
        {"message": "Say hurt.", "exact": exact} for exact in ("hurt", "hurt", "Hurt", "a", "b")
    ]
    [said] = kept_sayings(kept)
    assert (said.message, said.quotes, said.more) == ("Say hurt.", ("hurt", "Hurt", "a"), 2)
    [bare] = kept_sayings([{"message": "No tally.", "exact": ""}] * 2)
    assert (bare.quotes, bare.more) == ((), 0)
