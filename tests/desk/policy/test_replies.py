"""What the copy says of an answer, against the requests for comment on the record."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from desk.policy.checks.replies import reply_mismatch
from desk.policy.types import RequestFacts
from tests.desk.policy.drafts import facts_of

ASKED = datetime(2026, 7, 2, 0, 40, tzinfo=UTC)
AT = datetime(2026, 7, 2, 1, 20, tzinfo=UTC)
DUE = datetime(2026, 7, 2, 2, 0, tzinfo=UTC)
NOW = datetime(2026, 7, 2, 1, 50, tzinfo=UTC)
COUNCIL = RequestFacts("The city council", ASKED)


def found(body, *requests, now=NOW):
    read = replace(facts_of(body), requests=requests, now=now)
    return [(f.exact, f.message, f.confidence.value) for f in reply_mismatch(read)]


SAYS_SO = "The city council did not respond to a request for comment."


@pytest.mark.parametrize(
    ("body", "requests"),
    [
        pytest.param(SAYS_SO, [], id="no request on the record: it is not asked"),
        pytest.param(SAYS_SO, [COUNCIL], id="it did not answer"),
        pytest.param("The city council said it was looking into it.", [replace(COUNCIL, outcome="answered", answered_at=AT)], id="it answered and is quoted"),
        pytest.param("The city council declined to comment.", [replace(COUNCIL, outcome="declined", answered_at=AT)], id="it declined"),
        pytest.param("The council has not responded.", [COUNCIL], id="part of its name"),
        pytest.param("Ms Orr could not be reached.", [RequestFacts("Anna Orr", ASKED), COUNCIL], id="a surname"),
        pytest.param("Residents did not sleep.", [COUNCIL], id="another not"),
        pytest.param(SAYS_SO, [replace(COUNCIL, reply_by=ASKED.replace(minute=50))], id="its hour is over"),
    ],
)  # fmt: skip
def test_copy_that_fits_the_record(body, requests) -> None:
    assert found(body, *requests) == []


@pytest.mark.parametrize(
    ("body", "request_", "said", "confidence"),
    [
        pytest.param(SAYS_SO, replace(COUNCIL, outcome="answered", answered_at=AT), "The city council answered at 01:20 UTC", "sure", id="it answered"),
        pytest.param("City council officials had not immediately replied.", replace(COUNCIL, outcome="answered", answered_at=AT), "answered at 01:20", "sure", id="in other words"),
        pytest.param("The mayor could not be reached.", COUNCIL, "No request for comment on the record", "unsure", id="somebody nobody asked"),
        pytest.param(SAYS_SO, replace(COUNCIL, reply_by=DUE), "has until 02:00 UTC to answer", "unsure", id="it still has its time"),
        pytest.param("The tram burned.", replace(COUNCIL, reply_by=DUE), "has until 02:00 UTC to answer", "unsure", id="and the copy does not name it"),
    ],
)  # fmt: skip
def test_copy_that_does_not(body, request_, said, confidence) -> None:
    [(_, message, sure)] = found(body, request_)
    assert said in message
    assert sure == confidence


def test_after_its_hour_nobody_is_told_to_wait() -> None:
    assert found(SAYS_SO, replace(COUNCIL, reply_by=DUE), now=DUE) == []
