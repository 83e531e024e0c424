"""Documents to items: small ones of our own, and every real one that is at hand."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wires.management.commands.parse import lines
from wires.parse import Unreadable, guess, parse
from wires.types import ParsedItem

ROOT = Path(__file__).resolve().parents[3]
CORPUS = ROOT.parent / "shared" / "corpus"
REAL = [
    str(p) for kind in ("rss", "atom", "telegram_html") for p in sorted((CORPUS / kind).glob("*"))
]

RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Lantern</title><link>http://lantern.example/</link>
<item><title>Five &amp; six</title><link>/a/1</link><guid isPermaLink="false">L-1</guid><pubDate>Wed, 01 Jul 2026 23:18:00 GMT</pubDate>
<description>&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;</description></item></channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://post.example/"><title>Post</title><id>urn:p</id>
<entry><id>urn:p:1</id><title type="html">&lt;b&gt;Ladders&lt;/b&gt;</title><link href="n/1"/><updated>2026-07-02T00:20:15+03:00</updated><content type="text">Eighth floor.</content></entry></feed>"""
CHANNEL = b"""<div class="tgme_channel_info"><div class="tgme_channel_info_header_title">Rescue</div></div><div class="tgme_widget_message" data-post="rescue/12">
<a class="tgme_widget_message_forwarded_from_name" href="https://t.me/watch/3">Watch</a><div class="tgme_widget_message_text">Nine hurt.<br/>Two children.</div>
<a class="tgme_widget_message_date"><time datetime="2026-07-02T00:41:50+00:00"></time></a></div>"""


def test_rss() -> None:
    (item,) = parse(RSS).items
    assert (item.external_id, item.url, item.title, item.text) == (
        "L-1",
        "http://lantern.example/a/1",
        "Five & six",
        "One\n\nTwo",
    )
    assert item.posted_at.isoformat() == "2026-07-01T23:18:00+00:00"


def test_atom() -> None:
    (item,) = parse(ATOM).items
    assert (item.external_id, item.url, item.title, item.text) == (
        "urn:p:1",
        "http://post.example/n/1",
        "Ladders",
        "Eighth floor.",
    )
    assert item.updated_at.isoformat() == "2026-07-01T21:20:15+00:00"


ENTRY = "<entry><id>urn:p:1</id><title>Ladders</title><updated>{}</updated></entry>"
GONE = '<at:deleted-entry xmlns:at="http://purl.org/atompub/tombstones/1.0" ref="urn:p:1"{}><at:comment>In error</at:comment></at:deleted-entry>'


@pytest.mark.parametrize(
    ("inside", "gone"),
    [
        (GONE.format(' when="2026-07-02T01:00:00Z"'), [True]),
        (GONE.format(""), [True]),
        (GONE.format("").replace('"urn:p:1"', '" "'), []),
        (GONE.format("").replace("purl.org/atompub", "other.example"), []),
        (ENTRY.format("2026-07-02T00:30:00Z") + GONE.format(' when="2026-07-02T01:00:00Z"'), [True]),
        (ENTRY.format("2026-07-02T02:00:00Z") + GONE.format(' when="2026-07-02T01:00:00Z"'), [False]),
        (ENTRY.format("2026-07-02T02:00:00Z") + GONE.format(""), [False]),
        (GONE.format("") + GONE.format(""), [True]),
    ],
    ids=["with its hour", "without", "of nothing", "another's word", "listed before", "listed again", "listed, no hour", "told twice"],
)  # fmt: skip
def test_an_entry_that_atom_says_is_gone(inside, gone) -> None:
    body = f'<feed xmlns="http://www.w3.org/2005/Atom">{inside}</feed>'
    items = parse(body.encode()).items
    assert [item.withdrawn for item in items] == gone
    assert {item.external_id for item in items} <= {"urn:p:1"}


def feed_item(inside: str, head: str = "") -> ParsedItem:
    """The one item of a small feed."""
    body = f'{head}<rss version="2.0"><channel><item>{inside}</item></channel></rss>'
    (item,) = parse(body.encode()).items
    return item


@pytest.mark.parametrize(
    ("inside", "field", "value"),
    [
        pytest.param("<title>BrÃ¸ndby</title>", "title", "Brøndby", id="UTF-8 written twice"),
        pytest.param("<title>Itâ€™s</title>", "title", "It’s", id="twice, by way of Windows"),
        pytest.param("<title>«CAFÉ»</title>", "title", "«CAFÉ»", id="a word that only looks so"),
        pytest.param("<title>a&#146;b</title>", "title", "a’b", id="a Windows number"),
        pytest.param("<title>a &lt;b&gt;c&lt;/b&gt;<x>&</y></title>", "title", "a c&", id="signs survive broken markup"),
        pytest.param("<link>http://a.example/1</link><link>http://a.example/2</link>", "url", "http://a.example/2", id="the last of two links"),
        pytest.param("<id>https://a.example/9</id>", "url", "https://a.example/9", id="an id that is an address"),
        pytest.param('<guid isPermaLink="false">https://a.example/9</guid>', "url", None, id="an id that says it is none"),
        pytest.param("<title type='application/octet-stream'>UGllcg==</title>", "title", "Pier", id="base64"),
        pytest.param("<title type='xhtml'>say &lt;b&gt;</title>", "title", "say <b>", id="words in XHTML stay words"),
        pytest.param("<updated>2021-02-03</updated>", "posted_on", "2021-02-03", id="a bare day of the last change"),
    ],
)  # fmt: skip
def test_what_feeds_get_wrong(inside, field, value) -> None:
    assert getattr(feed_item(inside), field) == value


def test_a_declaration_after_a_comment_breaks_nothing() -> None:
    item = feed_item("<title>1 &lt; 2</title>", head='<!-- ours --><?xml version="1.0"?>')
    assert item.title == "1 < 2"


def test_an_entry_alone_is_a_document() -> None:
    (item,) = parse(b'<entry xmlns="http://www.w3.org/2005/Atom"><id>urn:1</id></entry>').items
    assert item.external_id == "urn:1"


def test_the_page_comes_before_other_alternates() -> None:
    body = b"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>urn:1</id><link href="http://a.example/1.pdf" type="application/pdf"/>
<link href="http://a.example/1"/><link href="http://a.example/1.html" type="text/html"/></entry></feed>"""
    assert parse(body).items[0].url == "http://a.example/1.html"


def test_items_of_a_module_are_not_the_feeds() -> None:
    body = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
xmlns:c="http://purl.org/rss/1.0/modules/content/"><item rdf:about="urn:1"><dc:identifier>doi:1</dc:identifier><c:items><c:item/></c:items></item></rdf:RDF>"""
    (item,) = parse(body).items
    assert item.external_id == "urn:1"


def test_a_channel_page() -> None:
    (item,) = parse(CHANNEL).items
    assert (item.external_id, item.canonical_url, item.text) == (
        "rescue/12",
        "https://t.me/rescue/12",
        "Nine hurt.\nTwo children.",
    )
    assert item.relay_of.external_id == "watch/3"


@pytest.mark.parametrize(
    "body", [b"", b"   ", b"hello", b"<html><body>No feed</body></html>", b"{}", b"\x00\xff" * 50]
)
def test_what_is_no_document_says_so(body) -> None:
    with pytest.raises(Unreadable):
        parse(body)


def test_a_local_entity_is_never_opened(tmp_path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("do not print")
    bad = f'<!DOCTYPE r [<!ENTITY x SYSTEM "file://{secret}">]><rss version="2.0"><channel><item><title>&x;</title></item></channel></rss>'
    found = parse(bad.encode())
    assert all("do not print" not in item.title for item in found.items)


def test_bad_input_is_one_error_and_the_rest_go_on(tmp_path) -> None:
    good = tmp_path / "good.xml"
    good.write_bytes(RSS)
    found = [line for name in (str(tmp_path / "none.xml"), str(good)) for line in lines(name, None)]
    assert set(found[0]) == {"file", "error"}
    assert found[1]["id"] == "L-1"
    assert list(found[1]) == [
        "file",
        "kind",
        "id",
        "url",
        "canonical_url",
        "title",
        "text",
        "author",
        "posted_at",
        "updated_at",
        "language",
    ]


@pytest.mark.parametrize("path", REAL, ids=lambda path: Path(path).name[:40])
def test_no_real_document_raises(path) -> None:
    for line in lines(path, None):
        json.dumps(line)
        assert "error" in line or line["kind"] == guess(Path(path).read_bytes())


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([RSS, ATOM, CHANNEL]), st.integers(0, 900), st.binary(max_size=12))
def test_a_broken_document_is_unreadable_or_read(body, at, noise) -> None:
    try:
        parse(body[:at] + noise + body[at:])
    except Unreadable as wrong:
        assert wrong.words.endswith((".", "yet."))
