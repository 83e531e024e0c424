"""A rule is lowered for an hour, for the shift, or until a named hour by the clock of the place."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils.timezone import now as real_now

from desk.copyflow.lower import until_when
from desk.errors import Unsound
from desk.models import Lowering
from tests import make
from tests.make import NOON, as_

NIGHT = datetime(2026, 7, 2, 0, 15, tzinfo=UTC)  # 03:15 in Kyiv
KYIV = "Europe/Kyiv"


@pytest.mark.parametrize(
    ("long", "clock", "zone", "now", "until"),
    [
        pytest.param("hour", "", KYIV, NIGHT, NIGHT + timedelta(hours=1), id="an hour"),
        pytest.param("shift", "", KYIV, NIGHT, NIGHT + timedelta(hours=8), id="the shift"),
        pytest.param("", " ", KYIV, NIGHT, NIGHT + timedelta(hours=8), id="nothing said"),
        pytest.param("hour", "06:00", KYIV, NIGHT, NIGHT.replace(hour=3, minute=0), id="today there"),
        pytest.param("shift", "6.00", "UTC", NIGHT, NIGHT.replace(hour=6, minute=0), id="in UTC"),
        pytest.param("", "03:00", KYIV, NIGHT, datetime(2026, 7, 3, 0, 0, tzinfo=UTC), id="tomorrow there"),
        pytest.param("", "03:15", KYIV, NIGHT, datetime(2026, 7, 3, 0, 15, tzinfo=UTC), id="this very minute is tomorrow's"),
        pytest.param("", "06:00", KYIV, datetime(2026, 10, 24, 23, 0, tzinfo=UTC), datetime(2026, 10, 25, 4, 0, tzinfo=UTC), id="over the end of summer time"),
        pytest.param("", "2330", "America/New_York", NIGHT, datetime(2026, 7, 2, 3, 30, tzinfo=UTC), id="still yesterday there"),
    ],
)  # fmt: skip
def test_when_a_lowering_ends(long, clock, zone, now, until) -> None:
    assert until_when(long, clock, zone=zone, now=now) == until


@pytest.mark.parametrize("said", ["soon", "24:00", "06:61", "6", "06:00 UTC"])
def test_what_is_no_hour_is_refused(said) -> None:
    with pytest.raises(Unsound, match="is no hour"):
        until_when("shift", said, zone=KYIV, now=NOON)


@pytest.mark.django_db
def test_a_chief_names_the_hour_by_the_clock_of_the_story_s_desk(client) -> None:
    room = make.newsroom()
    make.story(room)
    cass = as_(client, room.cass)
    given = {"rule": "no-tram", "reason": "It cries wolf tonight.", "clock": "06:00"}
    assert cass.post("/desk/stories/sadova/lowerings/", given).status_code == 302
    row = Lowering.objects.get()
    local = row.until.astimezone(ZoneInfo(KYIV))
    assert (local.hour, local.minute) == (6, 0)
    assert real_now() < row.until <= real_now() + timedelta(hours=25)
    for place in ("/desk/stories/sadova/", "/desk/", "/desk/owed/"):
        assert "(06:00" in cass.get(place).content.decode(), place
    bad = cass.post("/desk/stories/sadova/lowerings/", given | {"clock": "soon"})
    assert bad.status_code == 422
    assert "Write it as 06:00." in bad.content.decode()
