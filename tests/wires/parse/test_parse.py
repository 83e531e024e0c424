"""Documents to items: small ones of our own, and every real one that is at hand."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wires.management.commands.parse import lines
from wires.parse import Unreadable, guess, parse

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
