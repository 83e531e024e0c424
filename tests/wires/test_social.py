"""Sitemaps and the platforms' answers: small ones of our own, and every real one that is at hand."""

import json

import pytest

from wires.parse import Unreadable, guess, parse
from wires.types import Medium, RelayOf

MAP = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" xmlns:video="http://www.google.com/schemas/sitemap-video/1.1">
<url><loc> https://lantern.example/a?x=1&amp;y=2 </loc><lastmod>2026-07-01T23:18:00+03:00</lastmod>
<image:image><image:loc>https://lantern.example/a.jpg</image:loc><image:caption>A ladder</image:caption></image:image></url>
<url><loc><![CDATA[https://lantern.example/b]]></loc><lastmod>2026-07-01</lastmod><video:video><video:title>The fire</video:title>
<video:description>Seen from the quay.</video:description><video:content_loc>https://lantern.example/b.mp4</video:content_loc></video:video></url>
<url><lastmod>2026-07-01</lastmod></url></urlset>"""
NEWS = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://lantern.example/c</loc><lastmod>2026-07-02T08:00:00Z</lastmod><n:news><n:publication><n:name>The Lantern</n:name>
<n:language>uk</n:language></n:publication><n:publication_date>2026-07-01T23:18:00+03:00</n:publication_date>
<n:title>Nine hurt &amp; two missing</n:title></n:news></url></urlset>"""
INDEX = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://lantern.example/1.xml</loc>
<lastmod>2026-07-01</lastmod></sitemap></sitemapindex>"""


def test_a_sitemap() -> None:
    page, film = parse(MAP).items
    assert page.external_id == page.url == "https://lantern.example/a?x=1&y=2"
    assert page.posted_at == page.updated_at
    assert page.posted_at.isoformat() == "2026-07-01T20:18:00+00:00"
    assert (page.media[0].alt, page.media[0].kind) == ("A ladder", "image")
    assert (film.url, film.title, film.text) == (
        "https://lantern.example/b",
        "The fire",
        "Seen from the quay.",
    )
    assert (film.posted_at, film.posted_on) == (None, "2026-07-01")


def test_a_news_sitemap() -> None:
    found = parse(NEWS)
    (item,) = found.items
    assert (found.kind, found.title) == ("news_sitemap", "The Lantern")
    assert (item.title, item.language) == ("Nine hurt & two missing", "uk")
    assert item.posted_at.isoformat() == "2026-07-01T20:18:00+00:00"
    assert item.updated_at.isoformat() == "2026-07-02T08:00:00+00:00"


def test_an_index_of_sitemaps_has_no_stories() -> None:
    assert (parse(INDEX).kind, parse(INDEX).items) == ("sitemap", ())


def test_a_list_of_addresses_is_a_sitemap() -> None:
    body = b"https://lantern.example/a\nhttps://lantern.example/b\n"
    assert guess(body) == "sitemap"
    assert [item.url for item in parse(body).items] == [
        "https://lantern.example/a",
        "https://lantern.example/b",
    ]


def shown(item) -> dict:
    """What an item holds, hours as written, empty fields left out."""
    found = {name: getattr(item, name) for name in item.__slots__}
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in found.items()
        if value and name not in {"canonical_url", "language"}
    }


def read(data, kind) -> list[dict]:
    """Items of an answer whose kind is told from its bytes."""
    body = data if isinstance(data, bytes) else json.dumps(data).encode()
    assert guess(body) == kind
    found = parse(body, base_url="https://asked.example/api")
    assert found.kind == kind
    return [shown(item) for item in found.items]


IDA = {"id": "7", "username": "ida", "acct": "ida@quay.example", "display_name": "Ida"}
TOOT = {
    "id": "11", "uri": "https://quay.example/users/ida/statuses/11", "url": "https://quay.example/@ida/11",
    "created_at": "2026-07-01T23:18:00.123Z", "edited_at": None, "language": "en", "spoiler_text": "", "account": IDA,
    "content": '<p>Nine hurt.<br>See <a href="#"><span class="invisible">https://</span><span>quay.example/1</span></a></p>',
    "media_attachments": [], "reblog": None, "in_reply_to_id": None,
}  # fmt: skip
TOOTED = {
    "external_id": "11", "url": "https://quay.example/@ida/11", "text": "Nine hurt.\nSee https://quay.example/1",
    "author": "Ida", "posted_at": "2026-07-01T23:18:00+00:00",
}  # fmt: skip
PICTURE = {"type": "image", "url": "https://quay.example/p.png", "description": "A ladder"}
BOOST = TOOT | {
    "id": "12", "url": None, "uri": "https://quay.example/users/nell/statuses/12/activity", "content": "", "reblog": TOOT,
    "account": {"acct": "nell", "display_name": ""}, "created_at": "2026-07-02T01:00:00Z",
}  # fmt: skip
RELAYED = RelayOf("https://quay.example/@ida/11", "Ida", "11")


@pytest.mark.parametrize(
    ("data", "items"),
    [
        pytest.param(TOOT, [TOOTED], id="one status"),
        pytest.param([TOOT], [TOOTED], id="a timeline"),
        pytest.param({"accounts": [], "statuses": [TOOT], "hashtags": []}, [TOOTED], id="a search"),
        pytest.param({"ancestors": [TOOT], "descendants": []}, [TOOTED], id="a thread"),
        pytest.param([{"id": "1", "type": "mention", "account": IDA, "status": TOOT}], [TOOTED], id="notifications"),
        pytest.param({"stream": ["public"], "event": "update", "payload": json.dumps(TOOT)}, [TOOTED], id="a socket"),
        pytest.param(
            b":)\n\nevent: update\ndata: " + json.dumps(TOOT).encode() + b"\n\nevent: delete\ndata: 9\n\n",
            [TOOTED, {"external_id": "9", "withdrawn": True}], id="a stream",
        ),
        pytest.param(
            TOOT | {"spoiler_text": "The fire", "edited_at": "2026-07-02T00:00:00Z", "in_reply_to_id": "10",
                    "media_attachments": [PICTURE]},
            [TOOTED | {
                "title": "The fire", "updated_at": "2026-07-02T00:00:00+00:00", "reply_to": "10",
                "media": (Medium("https://quay.example/p.png", "image", "A ladder"),),
            }], id="warned, edited, a reply, a picture",
        ),
        pytest.param(
            [BOOST],
            [TOOTED | {
                "external_id": "12", "url": BOOST["uri"], "author": "nell", "posted_at": "2026-07-02T01:00:00+00:00",
                "relay_of": RELAYED,
            }], id="a boost",
        ),
        pytest.param(TOOT | {"quote": {"state": "accepted", "quoted_status": TOOT}}, [TOOTED | {"relay_of": RELAYED}], id="a quote"),
        pytest.param(
            [{"content": "<p>One</p>", "spoiler_text": "", "account": IDA, "created_at": "2026-07-01T23:18:00Z"},
             {"content": "<p>Two</p>", "spoiler_text": "", "account": IDA, "created_at": "2026-07-02T23:18:00Z"}],
            [{"text": "Two", "author": "Ida", "posted_at": "2026-07-01T23:18:00+00:00", "updated_at": "2026-07-02T23:18:00+00:00"}],
            id="a history",
        ),
        pytest.param(
            [{"url": "https://lantern.example/a", "title": "Nine hurt", "description": "At the quay.", "type": "link",
              "provider_name": "The Lantern", "published_at": "2026-07-01T23:18:00Z", "image": None}],
            [{"url": "https://lantern.example/a", "title": "Nine hurt", "text": "At the quay.", "author": "The Lantern",
              "posted_at": "2026-07-01T23:18:00+00:00"}], id="links passed on",
        ),
        pytest.param(IDA, [], id="an account"),
        pytest.param([{"id": "1", "scheduled_at": "2026-07-02T23:18:00Z", "params": {"text": "Later"}}], [], id="not yet posted"),
    ],
)  # fmt: skip
def test_mastodon(data, items) -> None:
    assert read(data, "mastodon") == items


def test_a_server_that_refuses_is_quoted() -> None:
    with pytest.raises(Unreadable, match=r"an error: Record not found\."):
        parse(b'{"error": "Record not found"}', kind="mastodon")
