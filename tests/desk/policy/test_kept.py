"""An update does not leave what readers have with less behind it."""

import pytest

from desk.policy import packs
from desk.policy.checks import CHECKS
from desk.policy.checks.kept import sourcing_reduced
from desk.policy.types import (  # fmt: skip
    CitationFacts,
    Facts,
    ItemFacts,
    Out,
    SourceFacts,
    Span,
    Stage,
    ZoneKind,
    ZoneText,
)


def source(name, kind="public-body", owner="", *, classed=True):
    return SourceFacts(name, name.lower(), kind=kind, owner=owner or name, classed=classed)


SOURCES = {
    "R": source("Rescue Service"),
    "L": source("Lantern", "agency"),
    "L2": source("Lantern TV", "outlet", owner="Lantern"),
    "D": source("Frontline Digest", "aggregator"),
    "U": source("New Channel", classed=False),
}


def text(said):
    """A body and its citations, as “Five were hurt.[R][L] The tram burned.”"""
    words, cites = "", []
    for piece in said.split("["):
        name, closed, rest = piece.partition("]")
        if closed and name in SOURCES:
            item = ItemFacts(name, "", SOURCES[name], origin=f"{name}/1")
            cites.append(CitationFacts(len(cites) + 1, item, Span(len(words), len(words))))
            words += rest
        else:
            words += piece
    zone = ZoneText(ZoneKind.BODY, words, packs.blocks_of(words))
    return zone, tuple(cites)


def found(was, now):
    body, cites = text(now)
    facts = Facts(None, None, body, citations=cites, out=Out(*text(was)) if was else None)
    return [(f.exact, f.message, f.confidence.value) for f in sourcing_reduced(facts)]


HURT = "Five people were hurt on Sadova Street."
SIX = "Six people were hurt on Sadova Street."
TRAM = "The tram burned for an hour."


@pytest.mark.parametrize(
    ("was", "now"),
    [
        pytest.param("", HURT, id="readers have nothing yet"),
        pytest.param(f"{HURT}[R]", f"{HURT}[R]", id="as it was"),
        pytest.param(f"{HURT}[R] {TRAM}", TRAM, id="the claim is taken out with what it rests on"),
        pytest.param(f"{HURT}[R] {TRAM}", f"{HURT}[R]", id="a claim on nothing is taken out"),
        pytest.param(f"{HURT}[R]", f"{HURT} {TRAM}[R]", id="the citation moved to the end of the paragraph"),
        pytest.param(f"{HURT}[R]", f"{TRAM}\n\n{HURT}[R]", id="the paragraph moved"),
        pytest.param(f"{HURT}[L]", f"{HURT}[R]", id="as good a source takes its place"),
        pytest.param(f"{HURT}[L][L2]", f"{HURT}[L]", id="one of two of one owner goes"),
        pytest.param(f"{HURT}[U]", f"{HURT}[R]", id="a better one takes its place"),
        pytest.param(f"{HURT}[R]", f"{SIX}[R]", id="the figure grew, its source stands"),
        pytest.param(f"{HURT}[R] {TRAM}[L]", f"{HURT}[R]", id="a source goes with its claim"),
    ],
)  # fmt: skip
def test_an_update_that_rests_on_as_much(was, now) -> None:
    assert found(was, now) == []


@pytest.mark.parametrize(
    ("was", "now", "at", "said", "confidence"),
    [
        pytest.param(f"{HURT}[R]", HURT, HURT, "Readers have this resting on Rescue Service; here it rests on nothing.", "sure", id="the citation is gone"),
        pytest.param(f"{HURT}[R][L]", f"{HURT}[R]", HURT, "Readers have this resting on 2 owners; without Lantern it is one owner.", "sure", id="one of two is gone"),
        pytest.param(f"{HURT}[R]", f"{HURT}[U]", HURT, "without Rescue Service it is no owner we know", "sure", id="an unclassed one takes its place"),
        pytest.param(f"{HURT}[R]", f"{HURT}\n\n{TRAM}[R]", HURT, "here it rests on nothing", "sure", id="the citation moved to another paragraph"),
        pytest.param(f"{HURT}[R]", SIX, SIX, "here it rests on nothing", "unsure", id="the claim was rewritten"),
        pytest.param(f"{HURT}[R]", f"{HURT}[D]", HURT, "Frontline Digest only passes on", "unsure", id="who passes on takes its place"),
        pytest.param(f"{HURT}[R] {TRAM}[L]", f"{HURT}[R]\n\nThe mayor resigned.", "The mayor resigned.", "rested on 2 owners and now on one owner", "unsure", id="new words on nothing, and a source less"),
    ],
)  # fmt: skip
def test_an_update_that_rests_on_less(was, now, at, said, confidence) -> None:
    [(exact, message, sure)] = found(was, now)
    assert exact == at
    assert said in message
    assert sure == confidence


def test_it_stops_an_update_and_no_hand_over() -> None:
    weights = {stage: w.value for stage, w in CHECKS["sourcing-reduced"].enforcement.items()}
    assert weights == {Stage.SUBMIT: "advisory", Stage.APPROVE: "advisory", Stage.PUBLISH: "blocking", Stage.UPDATE: "blocking"}  # fmt: skip
