"""Agencies' formats: small documents of our own making, and every real one that is at hand."""

import json
import warnings
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wires.parse import READERS, Unreadable, guess, parse

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
KINDS = ("newsmlg2", "newsml1", "nitf", "ninjs", "ap_json", "anpa_iptc7901", "email")
REAL = [path for kind in KINDS for path in sorted((CORPUS / kind).glob("*"))]
XHTML = 'xmlns="http://www.w3.org/1999/xhtml"'

STORY = f"""<?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><channel>TXT</channel></header>
<itemSet><newsItem guid="tag:quayside.example,2026:n1" version="3" xml:lang="en">
<itemMeta><versionCreated>2026-07-02T01:10:00+03:00</versionCreated><firstCreated>2026-07-01T23:18:00Z</firstCreated>
<pubStatus qcode="stat:usable"/><title>internal name</title></itemMeta>
<contentMeta><by>Olena Marsh</by><language tag="en-GB"/><slugline>PORT-FIRE</slugline>
<headline role="hld:subHeadline">Second</headline><headline>Harbour shed burns</headline></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html {XHTML}><head><title/></head><body>
<header><ul><li>Quay</li></ul></header><h1>Harbour shed burns</h1><p>A shed
burnt &amp; fell.</p><p/><p>Nobody was hurt.<br/>Seen from the pier.</p>
<img src="https://pix.example/shed.jpg" alt="The shed"/></body></html></inlineXML></contentSet></newsItem></itemSet></newsMessage>"""
PICTURE = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:p:7"><itemMeta>
<versionCreated>2026-07-02</versionCreated><pubStatus qcode="stat:canceled"/></itemMeta><contentMeta>
<creator qcode="x:1"><name>Ivo Reed</name></creator><headline>The pier</headline>
<description role="drol:caption" xml:lang="en">The pier at dusk.</description><description xml:lang="fr">La jetée.</description></contentMeta>
<contentSet><remoteContent href="https://pix.example/7.jpg" contenttype="image/jpeg"/><remoteContent href="7.jpg"/></contentSet></newsItem>"""
WRAPPED = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:w:1" xml:lang="en"><itemMeta><versionCreated/></itemMeta>
<contentMeta><contentCreated>2026-07-01T08:00:00Z</contentCreated></contentMeta><contentSet><inlineXML contenttype="application/nitf+xml">
<nitf><body><body.head><hedline><hl1>Two ferries meet</hl1></hedline><byline>By Ada Poole, <byttl>Ferry Writer</byttl></byline></body.head>
<body.content><p>They met.</p><media media-type="image"><media-caption>Not the text</media-caption></media></body.content></body></nitf>
</inlineXML></contentSet></newsItem>"""
PLAIN = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:d:1"><itemMeta><versionCreated>2026-07-01T08:00:00Z</versionCreated>
<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/withheld"/></itemMeta><contentMeta><slugline>TIDE</slugline></contentMeta>
<contentSet><inlineData contenttype="text/plain">High tide.

Low tide.</inlineData><inlineData encoding="base64">AAAA</inlineData></contentSet></newsItem>"""
PACKAGE = """<packageItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:k:1"><itemMeta><versionCreated>2026-07-01T08:00:00Z</versionCreated></itemMeta>
<contentMeta><headline>Morning list</headline></contentMeta><groupSet root="g"><group id="g"><itemRef residref="urn:w:1"><title>Two ferries meet</title></itemRef>
<itemRef residref="urn:d:1"><headline>Tides</headline></itemRef></group></groupSet></packageItem>"""
NEWSML1 = """<!DOCTYPE NewsML SYSTEM "http://agency.example/newsml.dtd" [
<!ENTITY x SYSTEM "file:///etc/hostname">]><NewsML><NewsEnvelope><DateAndTime>20260701T100000Z</DateAndTime></NewsEnvelope><NewsItem xml:lang="fr">
<Identification><NewsIdentifier><ProviderId>gulls.example</ProviderId><DateId>20260701</DateId><NewsItemId>G-12</NewsItemId><RevisionId PreviousRevision="1" Update="U">2</RevisionId>
<PublicIdentifier>urn:newsml:gulls.example:20260701:G-12:2</PublicIdentifier></NewsIdentifier></Identification>
<NewsManagement><NewsItemType FormalName="News"/><FirstCreated>20260701T094500+0200</FirstCreated><ThisRevisionCreated>20260701T100000Z</ThisRevisionCreated><Status FormalName="Canceled"/></NewsManagement>
<NewsComponent><NewsLines><HeadLine>Grève au port</HeadLine><ByLine>Luc Brun</ByLine></NewsLines>
<NewsComponent><Role FormalName="Caption"/><ContentItem><DataContent>Une longue légende qui ne fait pas partie du texte de la dépêche du port.</DataContent></ContentItem></NewsComponent>
<NewsComponent><Role FormalName="Main"/><ContentItem><MediaType FormalName="Text"/><DataContent><p>Le port ferme.</p><p>Rien ne part.</p></DataContent></ContentItem></NewsComponent>
<NewsComponent><ContentItem Href="https://pix.example/port.jpg"><MimeType FormalName="image/jpeg"/></ContentItem></NewsComponent></NewsComponent></NewsItem>
<NewsItem><Identification><NewsIdentifier><NewsItemId>topics</NewsItemId></NewsIdentifier></Identification><TopicSet/></NewsItem></NewsML>"""
CDATA = """<NewsML><NewsItem><Identification><NewsIdentifier><NewsItemId>R-1</NewsItemId></NewsIdentifier></Identification>
<NewsManagement><ThisRevisionCreated>20260701T100000Z</ThisRevisionCreated></NewsManagement><NewsComponent><NewsLines><HeadLine>Report</HeadLine></NewsLines>
<ContentItem><MimeType FormalName="text/html"/><DataContent><![CDATA[<h1>Report</h1><p>Profit &amp; loss.</p>]]></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"""
NITF = """<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf.dtd"><nitf baselang="no-NO"><head><title>Slug</title><docdata management-status="withheld">
<doc-id id-string="FJ-1"/><date.issue norm="20260702T004150+0200"/><date.release norm="YYYYMMDD"/><revision-history norm="20260702T020000+0200"/></docdata></head>
<body><body.head><hedline><hl1>Ferje&nbsp;står</hl1><hl2>Under</hl2></hedline><byline><person>Kari Vik</person><byttl>Fjordnytt</byttl></byline><abstract><p>Kort.</p></abstract></body.head>
<body.content><p lede="true">Ferjen <org>MF Lom</org> står.</p><table><tr><td>Lom</td><td>2</td></tr><tr><td>Vik</td><td>3</td></tr></table>
<media media-type="image"><media-reference mime-type="image/jpeg" source="https://pix.example/lom.jpg"/><media-caption>Lom</media-caption></media></body.content></body></nitf>"""
NINJS1 = """{"uri": "urn:mill:1", "type": "text", "versioncreated": "2026-07-01T10:00:00Z", "firstcreated": "2026-07-01T09:00:00Z", "pubstatus": "usable",
"language": "en-US", "byline": "By Nan Oakes", "headline": "Mill <b>reopens</b>", "body_text": "It opened. It turned.", "body_xhtml": "<p>It opened.</p><p>It turned.</p>",
"associations": {"main": {"uri": "urn:pic:1", "type": "picture", "headline": "The mill", "renditions": {"s": {"href": "https://pix.example/s.jpg", "mimetype": "image/jpeg", "width": 90},
"l": {"href": "https://pix.example/l.jpg", "mimetype": "image/jpeg", "width": 900}}}}}"""
NINJS3 = """{"standard": {"name": "ninjs", "version": "3.0"}, "uri": "https://mill.example/n/2", "versionCreated": "2026-07-01T10:00:00+02:00", "contentCreated": "2020-01-01T00:00:00Z",
"pubStatus": "canceled", "language": "en", "by": "Nan Oakes", "headlines": [{"role": "short", "value": "Mill"}, {"role": "main", "value": "Mill shuts"}],
"bodies": [{"role": "text", "contentType": "text/plain", "value": "It shut \\ud83d."}], "associations": [{"name": "p", "type": "picture", "renditions": [{"name": "o", "href": "/x.jpg"}]}]}"""
SEVERAL = """{"_items": [{"guid": "g1", "headline": "One", "body_html": "<p>A</p>", "versioncreated": "2026-07-01T10:00:00+0000"},
{"guid": "g2", "headline": "Two", "description_text": "B", "versioncreated": {"$date": "2026-07-01T11:00:00Z"}}]}"""
AP = """{"api_version": "2.1", "data": {"item": {"uri": "https://api.wire.example/c/1?qt=s", "altids": {"itemid": "abc123", "etag": "e", "friendlykey": "1"}, "type": "text",
"firstcreated": "2026-07-01T09:00:00Z", "versioncreated": "2026-07-01T09:30:00Z", "pubstatus": "usable", "editorialtypes": ["Kill"], "language": "en", "headline": "Well dug",
"bylines": [{"by": "By SAM DOE", "title": "Writer"}], "description_summary": "Short.", "links": [{"rel": "canonical", "href": "https://wire.example/1"}],
"renditions": {"nitf": {"href": "https://api.wire.example/1.xml", "type": "text"}}}}, "nitf": {"body_html": "<p>A well.</p><p>Deep.</p>"}}"""
AP_FEED = """{"api_version": "2.1", "data": {"items": [{"item": {"altids": {"itemid": "p1", "etag": "e"}, "type": "picture", "versioncreated": "2026-07-01T09:30:00Z", "headline": "Goat",
"photographer": {"name": "Jo Hill"}, "description_caption": "A goat.", "renditions": {"main": {"href": "https://pix.example/g.jpg", "type": "picture", "mimetype": "image/jpeg", "width": 9}}}},
{"item": {"altids": {"itemid": "p2", "etag": "e"}, "headline": "Sheep", "versioncreated": "2026-07-01T09:31:00Z"}}]}}"""
ANPA = (
    "\x16\x16\x01W0042\x1fworld\r\nb i\x13\x11 BC-ZZ--HillFire 1stLd-Writethru   07-01 0099\r\n\x02^BC-ZZ--Hill Fire, 1st Ld-Writethru,99<\r\n"
    "^Hill burns in the north<\r\n^Eds: Adds quote.<\r\n^By VERA STONE=\r\n\t   NORTHTON (WW) _ A hill burnt\r\nall night.<\r\n\t   It rained.<\r\n\r\n"
    "\t   \x03WW-WF-07-01-26 2350GMT<\r\n\x0c\r\n\x04\x16\x01W0043\x1fworld\r\nb i\x13\x11 BC-ZZ--Dam     07-01 0010\r\n\x02^BC-ZZ--Dam, KILL,10<\r\n\t   Kill it.\r\n\x03WW-WF-07-01-26 2355GMT<\r\n\x04"
)
IPTC = (
    "\x01nor0123 4 i 60 north 17\r\n\nHills/fire/\r\n\x02REFILE\n2ND LEAD\nHill burns\nin the north\nVon Vera Stone, nor =\r\n\nNorthton (nor) - A hill burnt all\r\nnight. It was\r\nhigh.\r\n\n"
    "It rained.\r\n\n* * * *\r\nThe following information is not intended for publication\r\n- Desk: 12\r\n\x03012350 GMT Jul 26\r\n\x7f\n\x7f\x04"
)
BARE = "nor0124 4 i 60 north 17\n\n/Hills/fire/\nEXTRA\nHill out =\n\nNorthton (nor) - It is out.\n\n- one\n- two\n\n\n312201 GMT Dez 25\n"
MAIL = (
    b"\n  \nReceived: from a by b; Wed, 01 Jul 2026 10:00:09 +0000\nMessage-ID: <m1@press.example>\nDate: Wed, 1 Jul 2026 12:00:00 +0200 (CEST)\n"
    b'Subject: =?utf-8?Q?Bridge_=E2=80=93_opened?=\nFrom: "Press, Town" <press@town.example>\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n'
    b"--b\nContent-Type: text/plain; charset=windows-1252; format=flowed\nContent-Transfer-Encoding: quoted-printable\n\nThe bridge=97new=20\nsince May=97opened.\n\nTwo lanes.\n\n-- \n\n"
    b"--b\nContent-Type: text/html\n\n<p>Other words</p>\n--b--\n"
)
HTML_MAIL = (
    b"From: desk@town.example\nSubject: =?bad-set?Q?x=ZZ?= road\nMessage-ID: <m2@town.example>\nDate: nonsense\nContent-Type: text/html; charset=no-such\n\n"
    b"<html><style>p{}</style><p>A road.</p><p>It is long.</p>"
)

# kind, document, then of its first item: id, title, text, author, first hour, hour of this version, language, media, withdrawn
TABLE = [
    pytest.param(
        "newsmlg2", STORY, "tag:quayside.example,2026:n1", "Harbour shed burns",
        "A shed burnt & fell.\n\nNobody was hurt.\nSeen from the pier.", "Olena Marsh", "2026-07-01T23:18", "2026-07-01T22:10",
        "en-gb", ["https://pix.example/shed.jpg"], False, id="G2: a message with XHTML, an empty title and a channel",
    ),
    pytest.param(
        "newsmlg2", PICTURE, "urn:p:7", "The pier", "The pier at dusk.", "Ivo Reed", "2026-07-02", None, None,
        ["https://pix.example/7.jpg"], True, id="G2: a cancelled picture with captions in two languages",
    ),
    pytest.param(
        "newsmlg2", WRAPPED, "urn:w:1", "Two ferries meet", "They met.", "By Ada Poole", "2026-07-01T08:00", None, "en", [], False,
        id="G2: NITF inside, hours left empty",
    ),
    pytest.param(
        "newsmlg2", PLAIN, "urn:d:1", "TIDE", "High tide.\n\nLow tide.", None, "2026-07-01T08:00", "2026-07-01T08:00", None, [], True,
        id="G2: inline data, withheld by uri",
    ),
    pytest.param(
        "newsmlg2", PACKAGE, "urn:k:1", "Morning list", "Two ferries meet\n\nTides", None, "2026-07-01T08:00", "2026-07-01T08:00",
        None, [], False, id="G2: a package",
    ),
    pytest.param(
        "newsml1", NEWSML1, "G-12", "Grève au port", "Le port ferme.\n\nRien ne part.", "Luc Brun", "2026-07-01T07:45",
        "2026-07-01T10:00", "fr", ["https://pix.example/port.jpg"], True, id="1: components, cancelled, with a DTD",
    ),
    pytest.param(
        "newsml1", CDATA, "R-1", "Report", "Profit & loss.", None, "2026-07-01T10:00", "2026-07-01T10:00", None, [], False,
        id="1: escaped HTML that repeats the headline",
    ),
    pytest.param(
        "nitf", NITF, "FJ-1", "Ferje står", "Ferjen MF Lom står.\n\nLom 2\nVik 3", "Kari Vik", "2026-07-01T22:41", "2026-07-02T00:00",
        "no-no", ["https://pix.example/lom.jpg"], True, id="NITF: a table, an entity of HTML, withheld",
    ),
    pytest.param(
        "ninjs", NINJS1, "urn:mill:1", "Mill reopens", "It opened.\n\nIt turned.", "By Nan Oakes", "2026-07-01T09:00", "2026-07-01T10:00",
        "en-us", ["https://pix.example/l.jpg"], False, id="ninjs 1: markup before plain text, the largest rendition",
    ),
    pytest.param(
        "ninjs", NINJS3, "https://mill.example/n/2", "Mill shuts", "It shut ?.", "Nan Oakes", "2026-07-01T08:00", "2026-07-01T08:00",
        "en", [], True, id="ninjs 3: lists with roles, cancelled, half a character",
    ),
    pytest.param(
        "ninjs", SEVERAL, "g1", "One", "A", None, "2026-07-01T10:00", "2026-07-01T10:00", None, [], False, id="ninjs: an answer with several",
    ),
    pytest.param(
        "ap_json", AP, "abc123", "Well dug", "A well.\n\nDeep.", "By SAM DOE", "2026-07-01T09:00", "2026-07-01T09:30", "en", [], True,
        id="AP: a killed item with its story beside it",
    ),
    pytest.param(
        "ap_json", AP_FEED, "p1", "Goat", "A goat.", "Jo Hill", "2026-07-01T09:30", "2026-07-01T09:30", None,
        ["https://pix.example/g.jpg"], False, id="AP: a feed",
    ),
    pytest.param(
        "anpa_iptc7901", ANPA, "W0042", "Hill burns in the north", "NORTHTON (WW) — A hill burnt all night.\n\nIt rained.",
        "By VERA STONE", "2026-07-01T23:50", "2026-07-01T23:50", "en", [], False, id="ANPA: two messages",
    ),
    pytest.param(
        "anpa_iptc7901", IPTC, "nor0123", "Hill burns in the north", "Northton (nor) - A hill burnt all night. It was high.\n\nIt rained.",
        "Von Vera Stone, nor", "2026-07-01T23:50", "2026-07-01T23:50", "en", [], False, id="7901: labels, headline and byline up to =",
    ),
    pytest.param(
        "anpa_iptc7901", BARE, "nor0124", "Hill out", "Northton (nor) - It is out.\n\n- one\n- two", None, "2025-12-31T22:01",
        "2025-12-31T22:01", None, [], False, id="7901: without control characters",
    ),
    pytest.param(
        "email", MAIL, "<m1@press.example>", "Bridge – opened", "The bridge—new since May—opened.\n\nTwo lanes.", "Press, Town",
        "2026-07-01T10:00", None, None, [], False, id="mail: blank lines above, flowed, two parts",
    ),
    pytest.param(
        "email", HTML_MAIL, "<m2@town.example>", None, "A road.\n\nIt is long.", "desk@town.example", None, None, None, [], False,
        id="mail: HTML alone, unknown charset, no hour",
    ),
]  # fmt: skip


def as_bytes(body):
    return body if isinstance(body, bytes) else body.encode()


def minutes(at, on=None):
    return at.strftime("%Y-%m-%dT%H:%M") if at else on


@pytest.mark.parametrize(
    ("kind", "body", "number", "title", "said", "author", "posted", "updated", "language", "media", "gone"), TABLE
)  # fmt: skip
def test_first_item(  # noqa: PLR0917 - a table's columns
    kind, body, number, title, said, author, posted, updated, language, media, gone
):
    assert guess(as_bytes(body)) == kind
    found = parse(as_bytes(body))
    item = found.items[0]
    assert found.kind == kind
    assert item.external_id == number
    assert title is None or item.title == title
    assert item.text == said
    assert item.author == author
    assert minutes(item.posted_at, item.posted_on) == posted
    assert minutes(item.updated_at) == updated
    assert language is None or item.language == language
    assert [one.url for one in item.media] == media
    assert item.withdrawn is gone


def test_every_message_of_a_file_is_an_item():
    first, second = parse(ANPA.encode()).items
    assert (first.external_id, first.withdrawn) == ("W0042", False)
    assert (second.external_id, second.withdrawn, second.title) == (
        "W0043",
        True,
        "BC-ZZ--Dam, KILL",
    )
    assert [item.external_id for item in parse(SEVERAL.encode()).items] == ["g1", "g2"]
    assert [item.external_id for item in parse(AP_FEED.encode()).items] == ["p1", "p2"]


def test_a_topic_set_and_a_concept_are_documents_without_news():
    assert len(parse(NEWSML1.encode()).items) == 1
    concept = '<conceptItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="c"/>'
    assert parse(concept.encode()).items == ()


def test_ap_gives_the_public_page_and_not_the_session():
    (item,) = parse(AP.encode()).items
    assert item.url == "https://wire.example/1"


def test_the_document_knows_better_than_the_wire_which_agency_format_it_is():
    assert parse(NEWSML1.encode(), kind="nitf").kind == "newsml1"
    assert parse(AP.encode(), kind="ninjs").kind == "ap_json"


def test_nothing_outside_is_opened(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("do not print")
    bad = f'<!DOCTYPE nitf [<!ENTITY x SYSTEM "file://{secret}">]><nitf><body><body.content><p>&x;</p></body.content></body></nitf>'
    for kind in ("nitf", "newsmlg2", "newsml1"):
        try:
            assert all(
                "do not print" not in item.text
                for item in READERS[kind](bad.encode(), None, None).items
            )
        except Unreadable:
            assert kind != "nitf"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "body", [b"", b"\x00\xff" * 9, b"{}", b"[1]", b"<a/>", b"<p>", b"hello there", b"\x01\x02\x03\x04", b'{"$schema": "s", "properties": {}, "id": "x"}', b"[" * 9000]
)  # fmt: skip
def test_what_is_no_such_document_says_so(kind, body):
    with pytest.raises(Unreadable, match=r"\.$"):
        READERS[kind](body, None, None)


def held(item):
    """What an item must bear: to be written out as it is."""
    values = [item.external_id, item.title, item.text, item.author, item.url, item.language]
    return json.dumps([values, [(m.url, m.alt) for m in item.media]], ensure_ascii=False).encode()


DOCUMENTS = [(param.values[0], as_bytes(param.values[1])) for param in TABLE]


@settings(max_examples=400, deadline=None)
@given(
    st.sampled_from(DOCUMENTS), st.integers(0, 2500), st.binary(max_size=8), st.integers(0, 40), st.booleans()
)  # fmt: skip
def test_a_broken_document_is_unreadable_or_read(document, at, noise, cut, ends):
    kind, body = document
    broken = body[:at] + noise + (b"" if ends else body[at + cut :])
    for read in (READERS[kind], lambda b, *_: parse(b)):
        try:
            assert all(held(item) for item in read(broken, None, None).items)
        except Unreadable as wrong:
            assert wrong.words.endswith(".")


def states_an_hour(body):
    names = (
        b"<versioncreated>2",
        b"<firstcreated>2",
        b'versioncreated": "2',
        b'date.issue norm="2',
        b"\ndate: ",
        b" gmt ",
        b"gmt<",
    )
    return any(name in body.lower() for name in names)


@pytest.mark.skipif(not REAL, reason="the corpus is not at hand")
@pytest.mark.parametrize("path", REAL, ids=lambda path: f"{path.parent.name}-{path.name[:44]}")
def test_real_documents(path):
    body = path.read_bytes()
    try:
        found = parse(body)
    except Unreadable as wrong:
        assert wrong.words.endswith(".")
        assert path.parent.name == "ninjs"  # schemas and validators lie among the samples
        return
    assert found.kind in KINDS
    for item in found.items:
        held(item)
        fragment = b"<contentSet>" in body[:40] or b'<doc-id regsrc="AP"/>' in body[:600]
        assert fragment or item.external_id
        assert item.posted_at or item.posted_on or not states_an_hour(body)


@pytest.mark.skipif(not REAL, reason="the corpus is not at hand")
def test_most_real_items_have_words():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        items = [item for path in REAL for item in readable(path)]
    told = [item for item in items if item.title or item.text]
    assert len(told) > 0.6 * len(items)  # IPTC's own samples of single fields have none


def readable(path):
    try:
        return parse(path.read_bytes()).items
    except Unreadable:
        return ()
