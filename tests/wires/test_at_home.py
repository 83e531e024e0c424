"""Hours that name no zone are on the clock of the wire's house, where somebody has said which; else UTC."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.make import NOON, source
from wires import at_home, clocks
from wires.dates import UNZONED, hour
from wires.deliver import deliver
from wires.models import Item, Wire
from wires.parse import parse
from wires.replay import changed, replay

LOCAL = datetime(2026, 7, 2, 14, 5, tzinfo=UNZONED)
SOON = datetime(2026, 7, 2, 12, 6, tzinfo=UTC)
DPA = b"bdt0042 4 pl 100 dpa 0042\nBrand/Staromist\n\x02Brand in Staromist =\nStaromist (dpa) - In Staromist hat in der Nacht ein Lager gebrannt, sagte die Feuerwehr am Morgen.\n\x03%s\n\x04"
RSS = b"<rss version='2.0'><channel><item><guid>1</guid><title>Fire</title><pubDate>%s</pubDate></item></channel></rss>"


@pytest.mark.parametrize(
    ("said", "unzoned"),
    [
        ("2026-07-02T14:05:00", True), ("2026-07-02T14:05:00Z", False), ("2026-07-02 14:05 +0200", False), ("20260702T140500", True),
        ("20260702T140500Z", False), ("Thu, 02 Jul 2026 14:05:00", True), ("Thu, 02 Jul 2026 14:05:00 GMT", False), ("July 2, 2026 2:05 pm", True),
    ],
)  # fmt: skip
def test_an_hour_remembers_that_it_named_no_zone(said, unzoned) -> None:
    at, _ = hour(said)
    assert at is not None
    assert (at.tzinfo is UNZONED) is unzoned


@pytest.mark.parametrize(
    ("document", "zone", "at"),
    [
        (DPA % b"021405 Jul 26", "Europe/Berlin", SOON - timedelta(minutes=1)),
        (DPA % b"021405 Jul 26", "", SOON + timedelta(minutes=119)),
        (DPA % b"021405 GMT Jul 26", "Europe/Berlin", SOON + timedelta(minutes=119)),
        (DPA % b"021405 Jan 26", "Europe/Berlin", datetime(2026, 1, 2, 13, 5, tzinfo=UTC)),
        (RSS % b"Thu, 02 Jul 2026 14:05:00", "Europe/Kyiv", datetime(2026, 7, 2, 11, 5, tzinfo=UTC)),
        (RSS % b"Thu, 02 Jul 2026 14:05:00 +0000", "Europe/Kyiv", datetime(2026, 7, 2, 14, 5, tzinfo=UTC)),
    ],
    ids=["dpa", "nobody has said", "it says so itself", "in winter", "a feed", "a feed that says so"],
)  # fmt: skip
def test_hours_without_a_zone_are_those_of_the_house(document, zone, at) -> None:
    [item] = at_home.housed(parse(document), zone).items
    assert item.posted_at == at


@pytest.mark.parametrize(
    ("said", "at"),
    [
        (b"Sun, 25 Oct 2026 01:59:00", datetime(2026, 10, 24, 23, 59, tzinfo=UTC)),
        (b"Sun, 25 Oct 2026 02:30:00", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (b"Sun, 25 Oct 2026 03:00:00", datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
        (b"Sun, 29 Mar 2026 02:30:00", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
    ],
    ids=["before", "an hour that comes twice", "after", "an hour that never comes"],
)
def test_hours_at_which_a_clock_is_turned_are_hours_like_others(said, at) -> None:
    [one] = at_home.housed(parse(RSS % said), "Europe/Berlin").items
    assert one.posted_at == at
    [other] = at_home.housed(parse(RSS % b"Sun, 25 Oct 2026 03:00:00"), "Europe/Berlin").items
    assert other.posted_at - one.posted_at == datetime(2026, 10, 25, 2, tzinfo=UTC) - at


@pytest.mark.parametrize(("said", "name"), [(b"020030 Jul 26", "2026-07-02 bdt0042"), (b"022359 Jul 26", "2026-07-02 bdt0042"), (b"012330 GMT Jul 26", "2026-07-01 bdt0042")])  # fmt: skip
@pytest.mark.parametrize("zone", ["", "Europe/Berlin", "America/New_York"])
def test_a_teleprinters_number_is_of_the_day_that_it_states_whatever_clock_its_house_has(said, name, zone) -> None:  # fmt: skip
    assert at_home.housed(parse(DPA % said), zone).items[0].external_id == name


@pytest.mark.parametrize(
    ("trailer", "at"),
    [
        (b"AP-NY-07-02-26 1000GMT", datetime(2026, 7, 2, 10, tzinfo=UTC)),
        (b"AP-NY-07-02-26 1000EDT", datetime(2026, 7, 2, 14, tzinfo=UTC)),
        (b"AP-NY-07-02-26 1000EDT<", datetime(2026, 7, 2, 14, tzinfo=UTC)),
        (b"AP-NY-07-02-26 1000", datetime(2026, 7, 2, 10, tzinfo=UTC)),
    ],
)
def test_an_anpa_hour_is_in_the_zone_that_stands_behind_it(trailer, at) -> None:
    body = b"\x16\x16\x01a0001\x1f\nr i a4001 \x02\nBC-Fire,100<\n^Fire in Staromist<\n   Words of the fire.<\n\x03" + trailer + b"\x04"  # fmt: skip
    assert parse(body).items[0].posted_at == at


@pytest.mark.parametrize(
    ("hours", "country", "languages", "came", "proposed"),
    [
        ((LOCAL,), "", ("de",), SOON, "Europe/Berlin"),
        ((LOCAL,), "AT", ("de",), SOON, "Europe/Vienna"),
        ((LOCAL,), "", ("uk",), SOON, "Europe/Kyiv"),  # an hour ago, and may be
        ((LOCAL,), "", ("en",), SOON, ""),
        ((LOCAL,), "", ("de",), SOON - timedelta(hours=2), ""),
        ((LOCAL,), "", ("de",), SOON + timedelta(days=2), ""),
        ((LOCAL, LOCAL + timedelta(days=40)), "", ("de",), SOON, "Europe/Berlin"),
        ((SOON,), "DE", ("de",), SOON, None),
        ((), "DE", ("de",), SOON, None),
    ],
    ids=["by its language", "by its land", "any clock that fits", "a tongue of many lands", "it does not fit", "too old to tell", "beside what is to come", "it names its zone", "no hours"],
)  # fmt: skip
def test_a_clock_is_proposed_where_the_newest_hour_fits(hours, country, languages, came, proposed) -> None:  # fmt: skip
    items = [parse(RSS % b"").items[0]] * len(hours)
    dated = [replace(one, posted_at=at) for one, at in zip(items, hours, strict=True)]
    found = at_home.clock(dated, country=country, languages=languages, came=came)
    assert (found and found.proposed) == proposed


G2 = b"<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='1'><itemMeta><versionCreated>2026-07-02T14:05:00</versionCreated><embargoed>2026-07-03T06:00:00</embargoed></itemMeta><contentMeta><headline>Fire</headline></contentMeta></newsItem>"


@pytest.mark.parametrize(
    ("zone", "until", "said"),
    [("Europe/Helsinki", datetime(2026, 7, 3, 3, tzinfo=UTC), ""), ("", None, "2026-07-03T06:00:00")],
)  # fmt: skip
def test_an_embargo_without_a_zone_ends_on_the_clock_of_the_house(zone, until, said) -> None:
    [item] = at_home.housed(parse(G2), zone).items
    assert (item.embargo_until, item.embargo_said) == (until, said)


@pytest.fixture
def teleprinter(db) -> Wire:
    return Wire.objects.create(source=source("dpa"), address="folder:dpa", added_at=NOON, next_poll_at=NOON, hours_in="Europe/Berlin")  # fmt: skip


def test_files_that_are_dropped_are_read_on_the_clock_of_their_house(teleprinter) -> None:
    deliver(teleprinter.pk, DPA % b"021405 Jul 26", now=SOON)
    assert Item.objects.get().posted_at == SOON - timedelta(minutes=1)
    assert replay(teleprinter, changed(teleprinter), whole=True).differences == []


def test_a_number_of_another_day_that_is_dropped_is_another_item(teleprinter) -> None:
    deliver(teleprinter.pk, DPA % b"021405 Jul 26", now=SOON)
    deliver(teleprinter.pk, (DPA % b"031405 Jul 26").replace(b"Lager", b"Schiff"), now=SOON + timedelta(days=1))  # fmt: skip
    assert sorted(Item.objects.values_list("external_id", "texts_count")) == [("2026-07-02 bdt0042", 1), ("2026-07-03 bdt0042", 1)]  # fmt: skip


def test_what_a_wire_sent_last_says_which_clock_it_may_be(teleprinter) -> None:
    Wire.objects.update(hours_in="")
    teleprinter.source.country = "DE"
    teleprinter.source.save(update_fields=["country"])
    deliver(teleprinter.pk, DPA % b"021405 Jul 26", now=SOON)
    teleprinter.refresh_from_db()
    assert clocks.of(teleprinter) == at_home.Clock(LOCAL, "Europe/Berlin")
