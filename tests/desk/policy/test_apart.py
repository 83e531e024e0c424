"""A signature stays with the place it was given for, though another like it goes or comes."""

from itertools import combinations, pairwise, permutations, product

import pytest

from desk.policy.apart import fingerprint, nth, settings, told_apart
from desk.policy.types import Block, Facts, Finding, ZoneKind, ZoneText

X = "The tram burned, the mayor said."
RAIN = "It rained all night on the upper town, and the river rose by a hand."
SNOW = "Snow lay on the bridges by six, when the first of the trains came in."
WIND = "Wind took three roofs in the harbour; nobody was under any of them."


def piece(*paragraphs: str) -> Facts:
    blocks, at = [], 0
    for n, words in enumerate(paragraphs):
        blocks.append(Block(at, at + len(words), id=f"b{n}"))
        at += len(words) + 2
    return Facts(None, None, ZoneText(ZoneKind.BODY, "\n\n".join(paragraphs), tuple(blocks)))


def found(facts: Facts, signed=None) -> list[Finding]:
    text, told, at = facts.zone(ZoneKind.BODY).text, [], -1
    while (at := text.find("tram burned", at + 1)) >= 0:
        one = Finding("no-tram", ZoneKind.BODY, "tram burned", at, at + 11, "Say where.")
        told.append(one.but(fingerprint=fingerprint(one, facts)))
    return told_apart(told, facts, signed)


def signing(facts: Facts, *which: int) -> dict:
    """What is remembered once these of the findings are signed."""
    told = found(facts)
    every = settings(told, facts)
    return {told[n].fingerprint: every[told[n].fingerprint] for n in which}


def stands(before: tuple[str, ...], which: tuple[int, ...], after: tuple[str, ...]) -> list[bool]:
    """Of each finding in the later text, whether nobody has signed for it."""
    signed = signing(piece(*before), *which)
    return [one.fingerprint not in signed for one in found(piece(*after), signed)]


@pytest.mark.parametrize(
    ("before", "which", "after", "left"),
    [
        pytest.param((X, RAIN, X), (0,), (X, RAIN, X), [False, True], id="nothing has changed"),
        pytest.param((X, RAIN, X), (0,), (RAIN, X), [True], id="the first is gone: the second was not signed"),
        pytest.param((X, RAIN, X), (1,), (RAIN, X), [False], id="the first is gone: the second was signed"),
        pytest.param((X, RAIN, X), (1,), (X, RAIN), [True], id="the second is gone: the first was not signed"),
        pytest.param((X, RAIN, X), (0,), (X, RAIN), [False], id="the second is gone: the first was signed"),
        pytest.param((X, RAIN, X), (0, 1), (RAIN, X), [False], id="both were signed"),
        pytest.param((X, RAIN), (0,), (RAIN, X), [False], id="the only one has moved"),
        pytest.param((X, RAIN), (0,), (X, RAIN, SNOW, X), [False, True], id="another comes below"),
        pytest.param((RAIN, X, SNOW), (0,), (X, RAIN, X, SNOW), [True, False], id="another comes above"),
        pytest.param((RAIN, X, SNOW, X), (0,), (RAIN, X, WIND, X), [False, True], id="one side has changed"),
        pytest.param((RAIN, X, SNOW, X), (0,), (WIND, X, WIND, X), [True, True], id="both sides have changed"),
        pytest.param((X, RAIN, X), (0,), (X,), [True], id="an end of the copy tells nothing by itself"),
        pytest.param((RAIN, X, RAIN, X, RAIN), (0,), (RAIN, X, RAIN), [True], id="a passage that stood twice stands once"),
        pytest.param((RAIN, X, RAIN, X, RAIN), (0, 1), (RAIN, X, RAIN, X, RAIN), [False, False], id="both of a passage that stands twice"),
        pytest.param((X, RAIN, X, SNOW, X), (0, 2), (RAIN, X, SNOW, X), [True, False], id="of three the unsigned one stands"),
        pytest.param((RAIN, X, SNOW, X), (0,), (RAIN, X.replace("the ", "the  "), SNOW, X), [False, True], id="white space is folded"),
    ],
)  # fmt: skip
def test_whose_signature_it_is(before, which, after, left) -> None:
    assert stands(before, which, after) == left


def test_what_was_signed_before_settings_were_kept_stays_valid() -> None:
    first, second = found(piece(X, RAIN, X))
    told = found(piece(X, RAIN, X), {second.fingerprint: None})
    assert [one.fingerprint for one in told] == [first.fingerprint, second.fingerprint]
    [one] = found(piece(X, RAIN), {first.fingerprint: None})
    assert one.fingerprint == first.fingerprint


def test_no_two_places_bear_one_name() -> None:
    signed = signing(piece(X, RAIN, X, SNOW, X), 0, 1)
    for after in ((X, X, X, X), (SNOW, X, RAIN, X), (X, RAIN, X, SNOW, X, WIND, X)):
        names = [one.fingerprint for one in found(piece(*after), signed)]
        assert len(names) == len(set(names))


def test_the_first_of_a_kind_bears_its_fingerprint() -> None:
    facts = piece(X, RAIN, X)
    kind = fingerprint(found(facts)[0], facts)
    assert [one.fingerprint for one in found(facts)] == [kind, nth(kind, 2)]


def test_whatever_is_taken_out_no_signature_passes_another_place() -> None:
    for middle in permutations((RAIN, SNOW, WIND)):
        before = (X, middle[0], X, middle[1], X, middle[2])
        for which, n in product(range(3), range(1, 6)):
            signed = signing(piece(*before), which)
            for left in combinations(range(6), n):
                # Side by side, like sentences are one to every reader.
                if any(a % 2 == b % 2 == 0 for a, b in pairwise(left)):
                    continue
                told = found(piece(*(before[at] for at in left)), signed)
                marks = (at // 2 for at in left if at % 2 == 0)
                passed = [at for at, one in zip(marks, told, strict=True) if one.fingerprint in signed]  # fmt: skip
                assert set(passed) <= {which}
