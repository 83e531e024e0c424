"""An embargo in a field bars, with its hour, with a day, or with neither; an absent field bars nothing."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.make import NOON
from tests.wires.test_store import parsed, put, wire
from wires.models import Item
from wires.notices import read
from wires.parse import parse

G2 = '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:2"><itemMeta>%s</itemMeta><contentMeta><headline>Water is low</headline></contentMeta></newsItem>'
ML1 = '<NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>x.example</ProviderId><NewsItemId>two</NewsItemId></NewsIdentifier></Identification><NewsManagement><Status FormalName="%s"/>%s</NewsManagement><NewsComponent><NewsLines><HeadLine>Water is low</HeadLine></NewsLines></NewsComponent></NewsItem></NewsML>'
WILL = "<StatusWillChange><FutureStatus FormalName='Usable'/><DateAndTime>%s</DateAndTime></StatusWillChange>"
NINJS = '{"uri":"urn:x:2","versioncreated":"2026-07-02T12:00:00Z","headline":"Water is low"%s}'
AP = '{"data":{"item":{"altids":{"itemid":"a1","etag":"a1_0"},"headline":"Water is low","type":"text"%s}}}'
NITF = '<nitf><head><title>Water is low</title><docdata management-status="%s"><doc-id id-string="x2"/>%s</docdata></head><body><body.content><p>Water is low in the Luda.</p></body.content></body></nitf>'
SIX = datetime(2026, 7, 3, 6, tzinfo=UTC)
DAY = datetime(2026, 7, 4, 12, tzinfo=UTC)  # 3 July is over in the last place on earth


@pytest.mark.parametrize(
    ("document", "holds", "until"),
    [
        (G2 % "<embargoed>2026-07-03T06:00:00Z</embargoed>", True, SIX),
        (G2 % "<embargoed>2026-07-03T08:00:00+02:00</embargoed>", True, SIX),
        (G2 % "<embargoed>2026-07-03T06:00:00</embargoed>", True, datetime(2026, 7, 3, 18, tzinfo=UTC)),
        (G2 % "<embargoed>2026-07-02T06:00:00-04:00</embargoed>", False, None),
        (G2 % "<embargoed>2026-07-02T06:00:00</embargoed>", True, datetime(2026, 7, 2, 18, tzinfo=UTC)),
        (G2 % "<embargoed/>", True, None),
        (G2 % "<embargoed> </embargoed>", True, None),
        (G2 % '<embargoed/><pubStatus qcode="stat:usable"/>', False, None),
        (G2 % '<embargoed> </embargoed><pubStatus qcode="stat:embargoed"/>', True, None),
        (G2 % '<embargoed>2026-07-03T06:00:00Z</embargoed><pubStatus qcode="stat:usable"/>', True, SIX),
        (G2 % "<embargoed>2026-07-03</embargoed>", True, DAY),
        (G2 % "<embargoed>after the speech</embargoed>", True, None),
        (G2 % "<embargoed>2026-07-02</embargoed>", True, datetime(2026, 7, 3, 12, tzinfo=UTC)),
        (G2 % "<embargoed>2026-07-01</embargoed>", False, None),
        (G2 % "<embargoed>2026-06-30</embargoed>", False, None),
        (G2 % "<embargoed>2026-07-02T11:00:00Z</embargoed>", False, None),
        (G2 % "", False, None),
        (ML1 % ("Embargoed", WILL % "20260703T060000Z"), True, SIX),
        (ML1 % ("Embargoed", ""), True, None),
        (ML1 % ("Embargoed", WILL % "20260703"), True, DAY),
        (ML1 % ("Usable", WILL % "20260703T060000Z"), False, None),
        (NINJS % ',"embargoed":"2026-07-03T06:00:00Z"', True, SIX),
        (NINJS % ',"embargoed":"2026-07-03"', True, DAY),
        (NINJS % ',"embargoed":"until the speech"', True, None),
        (NINJS % ',"embargoed":"2026-07-03T06:00:00"', True, datetime(2026, 7, 3, 18, tzinfo=UTC)),
        (NINJS % ',"embargoed":null', False, None),
        (NINJS % ',"embargoed":""', False, None),
        (NINJS % ',"embargoed":false', False, None),
        (NINJS % "", False, None),
        (AP % ',"embargoed":"2026-07-03T06:00:00Z"', True, SIX),
        (AP % ',"embargoed":"2026-07-03"', True, DAY),
        (AP % ',"pubstatus":"embargoed"', True, None),
        (AP % ',"pubstatus":"embargoed","releasedatetime":"2026-07-03T06:00:00Z"', True, SIX),
        (AP % ',"editorialtypes":["HoldForRelease"]', True, None),
        (AP % ',"pubstatus":"usable"', False, None),
        (NINJS % ',"pubstatus":"embargoed"', True, None),
        (G2 % '<pubStatus qcode="stat:embargoed"/>', True, None),
        (G2 % '<pubStatus qcode="stat:usable"/>', False, None),
        (NITF % ("embargoed", ""), True, None),
        (NITF % ("embargoed", '<date.release norm="20260703T060000Z"/>'), True, SIX),
        (NITF % ("embargoed", '<date.release norm="20260703"/>'), True, DAY),
        (NITF % ("embargoed", '<date.release norm="20260703T060000"/>'), True, datetime(2026, 7, 3, 18, tzinfo=UTC)),
        (NITF % ("usable", '<date.release norm="20260702"/>'), False, None),
        (NITF % ("usable", '<date.release norm="20260703T060000Z"/>'), True, SIX),
        (NITF % ("", ""), False, None),
    ],
)  # fmt: skip
def test_what_a_field_bars(document, holds, until) -> None:
    notice = read(parse(document.encode()).items[0], NOON)
    assert (notice.embargoed, notice.embargo_until) == (holds, until)
    assert not notice.worded


@pytest.mark.django_db
@pytest.mark.parametrize("said", ["no hour stated", "2026-07-03"])
def test_an_embargo_without_an_hour_ends_when_its_field_is_gone(said) -> None:
    on = wire("lantern")
    put([parsed("a/1", "Water is low", embargo_said=said)], on)
    held = Item.objects.get()
    assert held.embargoed
    assert said in held.notice
    put([parsed("a/1", "Water is low", "More.", embargo_said=said)], on, after=timedelta(hours=1))
    assert Item.objects.get().embargoed
    put([parsed("a/1", "Water is low", "More.")], on, after=timedelta(hours=2))
    assert not Item.objects.get().embargoed


@pytest.mark.django_db
def test_a_field_that_comes_later_beside_the_same_text_bars() -> None:
    on = wire("lantern")
    put([parsed("a/1", "Water is low")], on)
    put([parsed("a/1", "Water is low", embargo_said="no hour stated")], on, after=timedelta(hours=1))  # fmt: skip
    assert Item.objects.get().embargoed
