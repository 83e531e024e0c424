"""What readers are told of one source of a piece."""

from datetime import timedelta

import pytest

from desk.copyflow.sources import entry_of, iso
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(minutes=20)


def test_the_hour_received_is_that_of_the_text_it_rests_on() -> None:
    item = make.item()
    first = item.texts.get()
    second = item.texts.create(number=2, text="Six people hurt.", digest="x", seen_at=LATER)
    told = [entry_of(item, text, "linked")["received_at"] for text in (first, second)]
    assert told == [iso(NOON), iso(LATER)]
