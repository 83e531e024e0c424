"""A figure of copy rests on a count: its counter may count anew, and a count grows old."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desk.policy.checks.recounted import count_moved
from desk.policy.types import CitationFacts, CountFacts, ItemFacts, SourceFacts, Span
from tests.desk.policy.drafts import facts_of

AT = datetime(2026, 7, 2, 0, 55, tzinfo=UTC)
RESCUE = SourceFacts("Rescue Service", "rescue", classed=True)
NINE = CountFacts("killed", "nine", "Rescue Service", AT, 9, 9)
ELEVEN = CountFacts("killed", "eleven", "Rescue Service", AT + timedelta(hours=1), 11, 11)
SEVEN = CountFacts("killed", "seven", "Rescue Service", AT + timedelta(hours=1), 7, 7)


def found(body, *counts, headline="", now=AT + timedelta(hours=2), cited=True):
    at = body.find(".") + 1
    item = ItemFacts("1", body, RESCUE, "o", counts=counts)
    cites = (CitationFacts(1, item, Span(at, at)),) if cited else ()
    read = replace(facts_of(body, headline=headline), citations=cites, now=now, published_at=now)
    return [(f.zone.value, f.exact, f.message, f.confidence.value) for f in count_moved(read)]


SAID = "Nine people were killed in Staromist. The tram burned."


@pytest.mark.parametrize(
    ("body", "counts", "more"),
    [
        pytest.param(SAID, [NINE], {}, id="the count stands"),
        pytest.param(SAID, [], {}, id="the text counts nothing"),
        pytest.param(SAID, [replace(NINE, newer=ELEVEN)], {"cited": False}, id="it rests on no text"),
        pytest.param(SAID, [replace(NINE, harm="hurt", newer=ELEVEN)], {}, id="another harm"),
        pytest.param("Ten people were killed in Staromist.", [replace(NINE, newer=ELEVEN)], {}, id="another figure"),
        pytest.param("Nine people were killed as of 00:55 UTC.", [replace(NINE, newer=ELEVEN)], {}, id="it says as of when"),
        pytest.param("Earlier, nine people were said to have been killed.", [replace(NINE, newer=ELEVEN)], {}, id="it says that this was earlier"),
        pytest.param("Nine people were killed by midnight.", [NINE], {"now": AT + timedelta(hours=9)}, id="old, and says when"),
    ],
)  # fmt: skip
def test_a_figure_that_stands(body, counts, more) -> None:
    assert found(body, *counts, **more) == []


def test_a_counter_that_counts_more_is_told_at_the_figure() -> None:
    [(zone, exact, said, sure)] = found(SAID, replace(NINE, newer=ELEVEN))
    assert (zone, sure) == ("body", "sure")
    assert exact.startswith("Nine")
    assert said == "Rescue Service counts eleven killed as of 01:55 UTC; this is nine, of 00:55."


def test_the_hour_of_the_strike_is_not_that_of_the_count() -> None:
    assert found("Nine people were killed at 02:30 in Staromist.", replace(NINE, newer=ELEVEN))


def test_counts_may_fall() -> None:
    assert "counts seven killed" in found(SAID, replace(NINE, newer=SEVEN))[0][2]


def test_the_same_figure_in_the_headline_is_told_too() -> None:
    said = found(SAID, replace(NINE, newer=ELEVEN), headline="Nine killed in Staromist")
    assert [zone for zone, *_ in said] == ["body", "headline"]
    assert [z for z, *_ in found(SAID, NINE, headline="Nine killed in Staromist")] == []


def test_a_count_of_six_hours_ago_is_asked_its_hour_on_a_piece_of_today() -> None:
    [(_, _, said, sure)] = found(SAID, NINE, now=AT + timedelta(hours=6))
    assert said == "This count is of 00:55 UTC on 2 July: say as of when."
    assert sure == "unsure"
    assert found(SAID, NINE, now=AT + timedelta(hours=5, minutes=59)) == []
