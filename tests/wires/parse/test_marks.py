"""What agencies' fields say of urgency, embargo and standing, in every format that has them."""

import json
from datetime import UTC, datetime

import pytest

from wires.parse import parse

G2 = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:a.example:1" version="2">
<itemMeta><itemClass qcode="ninat:text"/><versionCreated>2026-07-01T20:00:00Z</versionCreated>
<embargoed>2026-07-02T06:00:00+02:00</embargoed><pubStatus qcode="{status}"/>{signal}</itemMeta>
<contentMeta><urgency>2</urgency><headline>Five hurt</headline></contentMeta>
<contentSet><inlineData contenttype="text/plain">Five people are hurt.</inlineData></contentSet></newsItem>"""
NITF = """<nitf><head><docdata><doc-id id-string="n1"/><urgency ed-urg="1"/><date.issue norm="20260701T200000Z"/>
<date.release norm="20260702T040000Z"/></docdata></head><body><body.head><hedline><hl1>Five hurt</hl1></hedline></body.head>
<body.content><p>Five people are hurt.</p></body.content></body></nitf>"""
NEWSML1 = """<NewsML><NewsItem><Identification><NewsIdentifier><NewsItemId>i1</NewsItemId></NewsIdentifier></Identification>
<NewsManagement><FirstCreated>20260701T200000Z</FirstCreated><ThisRevisionCreated>20260701T200000Z</ThisRevisionCreated>
<Status FormalName="Embargoed"/><StatusWillChange><FutureStatus FormalName="Usable"/><DateAndTime>20260702T040000Z</DateAndTime>
</StatusWillChange><Urgency FormalName="3"/></NewsManagement><NewsComponent><NewsLines><HeadLine>Five hurt</HeadLine></NewsLines>
<ContentItem><DataContent>Five people are hurt.</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"""
IPTC = "\x01abc0001 {} i 120\n\nConflict/\nFive hurt  =\nStaromist - Five people are hurt.\n012000 GMT Jul 26\n\x03"
AP = "\x01a1234 {} i BC-Strike, 50\n\x02^BC-Strike,50<\n^Five hurt<\n  STAROMIST (AP) _ Five people are hurt.\n\x03AP-07-01-26 2000GMT\x04"
UNTIL = datetime(2026, 7, 2, 4, tzinfo=UTC)


def one(body: str, kind: str | None = None):
    return parse(body.encode(), kind=kind).items[0]


@pytest.mark.parametrize(
    ("status", "signal", "standing"),
    [
        ("stat:usable", "", ""),
        ("stat:canceled", "", "killed"),
        ("stat:usable", '<signal qcode="sig:correction"/>', "corrected"),
    ],
)
def test_newsml_g2(status, signal, standing) -> None:
    item = one(G2.format(status=status, signal=signal))
    assert (item.urgency, item.embargo_until, item.status) == (2, UNTIL, standing)


def test_nitf() -> None:
    item = one(NITF)
    assert (item.urgency, item.embargo_until) == (1, UNTIL)


def test_newsml_1() -> None:
    item = one(NEWSML1)
    assert (item.urgency, item.embargo_until) == (3, UNTIL)


def test_ninjs() -> None:
    fields = {
        "uri": "urn:a.example:1", "versioncreated": "2026-07-01T20:00:00Z", "headline": "Five hurt", "urgency": 1,
        "embargoed": "2026-07-02T04:00:00Z", "pubstatus": "canceled", "body_text": "Five people are hurt.",
    }  # fmt: skip
    item = one(json.dumps(fields))
    assert (item.urgency, item.embargo_until, item.status, item.withdrawn) == (1, UNTIL, "killed", True)  # fmt: skip


@pytest.mark.parametrize(("priority", "urgency"), [("1", 1), ("3", 3), ("5", 5)])
def test_iptc_7901(priority, urgency) -> None:
    assert one(IPTC.format(priority), "anpa_iptc7901").urgency == urgency


@pytest.mark.parametrize(("letter", "urgency"), [("f", 1), ("b", 2), ("u", 3), ("r", None)])
def test_anpa(letter, urgency) -> None:
    assert one(AP.format(letter), "anpa_iptc7901").urgency == urgency


NOTED = [
    pytest.param(
        '<NewsML><NewsItem><NewsComponent><NewsLines><NewsLine><NewsLineType FormalName="AdvisoryLine"/><NewsLineText>{}</NewsLineText>'
        "</NewsLine></NewsLines></NewsComponent></NewsItem></NewsML>", id="NewsML 1",
    ),
    pytest.param('<newsItem guid="urn:1"><itemMeta><edNote>{}</edNote></itemMeta></newsItem>', id="NewsML-G2"),
    pytest.param('<nitf><head><docdata><ed-msg info="{}"/></docdata></head><body/></nitf>', id="NITF"),
    pytest.param('{{"uri": "urn:1", "versioncreated": "2026-07-01", "ednote": "{}"}}', id="ninjs"),
    pytest.param('{{"altids": {{"itemid": "1"}}, "headline": "x", "ednote": "{}"}}', id="AP"),
    pytest.param("\x01W0042\r\nb i BC-ZZ--Hill     07-01 0099\r\n\x02^BC-ZZ--Hill,99<\r\n^Hill burns<\r\n^Eds: {}<\r\n\tIt burns.\r\n\x03WW-WF-07-01-26 2350GMT<\r\n\x04", id="ANPA"),
]  # fmt: skip


@pytest.mark.parametrize("document", NOTED)
@pytest.mark.parametrize(
    ("note", "status"),
    [
        ("CORRECTS para 4 to say Thursday, not Friday", "corrected"),
        ("Eds: Corrected version", "corrected"),
        ("Korjattu aiempaa uutista", "corrected"),
        ("Updates with quotes", ""),
        ("Adds that the minister corrects a figure", ""),
    ],
)
def test_a_note_to_editors_says_that_this_corrects(document, note, status) -> None:
    assert parse(document.format(note).encode()).items[0].status == status


@pytest.mark.parametrize(
    ("slug", "status"),
    [
        ("///KORJATTU LEHTIVERSIO NIMI///", "corrected"), ("///OIKAISU///", "corrected"), ("CORRECTED-Fire/Staromist", "corrected"), ("Korrigiert: Brand", "corrected"),
        ("Corrections officer charged", ""), ("Correction-Facility", ""), ("Corrected to 4%", ""), ("///LEHTIVERSIO///", ""), ("Fire-corrected", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_slug_line_says_that_this_was_corrected(slug, status) -> None:
    g2 = f"<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='1'><itemMeta/><contentMeta><slugline>{slug}</slugline><headline>Fire</headline></contentMeta></newsItem>"
    one = f"<NewsML><NewsItem><Identification><NewsItemId>7</NewsItemId></Identification><NewsComponent><NewsLines><HeadLine>Fire</HeadLine><SlugLine>{slug}</SlugLine></NewsLines></NewsComponent></NewsItem></NewsML>"
    ninjs = json.dumps({"uri": "urn:x:1", "versioncreated": "2026-07-02T14:05:00Z", "headline": "Fire", "slugline": slug})  # fmt: skip
    assert [parse(said.encode()).items[0].status for said in (g2, one, ninjs)] == [status] * 3


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Von Anna Schmidt, dpa", "Von Anna Schmidt, dpa"), ("By dpa correspondents", "By dpa correspondents"), ("By The Harbour Press", "By The Harbour Press"), ("Da Maria De Luca", "Da Maria De Luca"),
        ("Par Jean DUPONT et Marie Le Goff", "Par Jean DUPONT et Marie Le Goff"), ("By REUTERS", "By REUTERS"),
        ("Da lunedì stop ai voli notturni", None), ("Da oggi le nuove regole", None), ("Von der Leyen in Kiew", None), ("By Friday, talks must end", None), ("Por la noche sube el agua", None),
    ],
)  # fmt: skip
def test_a_second_line_is_the_writers_only_where_it_names_one(line, author) -> None:
    said = f"abc0042 4 pl 100 abc 0042\nFire\n\x02Fire in Staromist\n{line} =\nStaromist - A warehouse burned in the night, firefighters said on Thursday.\n\x03021405 GMT Jul 26\n\x04"
    [item] = parse(said.encode()).items
    assert item.author == author
    assert item.title == ("Fire in Staromist" if author else f"Fire in Staromist {line}")
