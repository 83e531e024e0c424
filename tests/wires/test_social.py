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


POST = {"id": "1940187654321000001", "text": "Nine hurt &amp; two missing https://t.co/aB1", "author_id": "5", "lang": "en",
        "created_at": "2026-07-01T23:18:00.000Z", "edit_history_tweet_ids": ["1940187654321000001"],
        "entities": {"urls": [{"url": "https://t.co/aB1", "expanded_url": "https://lantern.example/a"}]}}  # fmt: skip
OLD = {"id": "1940100000000000001", "text": "First of all the whole long text.", "author_id": "6"}
BESIDE = {
    "users": [
        {"id": "5", "name": "Ida", "username": "ida_q"},
        {"id": "6", "name": "Nell", "username": "nell"},
    ]
}
POSTED = {"external_id": POST["id"], "url": f"https://x.com/ida_q/status/{POST['id']}", "author": "Ida",
          "text": "Nine hurt & two missing https://lantern.example/a", "posted_at": "2026-07-01T23:18:00+00:00"}  # fmt: skip
FROM_NELL = RelayOf(f"https://x.com/nell/status/{OLD['id']}", "Nell", OLD["id"])


def x(post, **more) -> dict:
    """An answer with one post and its authors."""
    return {"data": post, "includes": BESIDE | more}


def refers(kind) -> dict:
    """A reference to the old post."""
    return {"referenced_tweets": [{"type": kind, "id": OLD["id"]}]}


@pytest.mark.parametrize(
    ("data", "items"),
    [
        pytest.param(x(POST), [POSTED], id="one post"),
        pytest.param(x([POST]) | {"meta": {"result_count": 1}}, [POSTED], id="a list"),
        pytest.param(b"\n".join(json.dumps(x(POST)).encode() for _ in "ab"), [POSTED, POSTED], id="a line each"),
        pytest.param(x(POST | {"note_tweet": {"text": "Long\n\nwords"}}), [POSTED | {"text": "Long\n\nwords"}], id="long"),
        pytest.param(x(POST | refers("replied_to")), [POSTED | {"reply_to": OLD["id"]}], id="a reply"),
        pytest.param(x(POST | refers("quoted"), tweets=[OLD]), [POSTED | {"relay_of": FROM_NELL}], id="a quote"),
        pytest.param(
            x(POST | refers("retweeted") | {"text": "RT @nell: First of al…"}, tweets=[OLD]),
            [POSTED | {"text": "RT @nell: First of all the whole long text.", "relay_of": FROM_NELL}], id="a retweet made whole",
        ),
        pytest.param(
            x(POST | refers("retweeted") | {"text": "RT @nell: First of al…"}),
            [POSTED | {"text": "RT @nell: First of al…",
                       "relay_of": RelayOf(f"https://x.com/i/status/{OLD['id']}", "nell", OLD["id"])}], id="a retweet alone",
        ),
        pytest.param(
            x(POST | {"attachments": {"media_keys": ["7_1", "3_2"]}}, media=[
                {"media_key": "3_2", "type": "photo", "url": "https://pbs.example/2.jpg", "alt_text": "A ladder"},
                {"media_key": "7_1", "type": "video", "variants": [
                    {"bit_rate": 1, "url": "https://v.example/lo.mp4"}, {"url": "https://v.example/x.m3u8"},
                    {"bit_rate": 9, "url": "https://v.example/hi.mp4"}]}]),
            [POSTED | {"media": (Medium("https://v.example/hi.mp4", "video"),
                                 Medium("https://pbs.example/2.jpg", "photo", "A ladder"))}], id="media",
        ),
        pytest.param(
            {"data": [{"id": POST["id"], "text": "Bare"}]},
            [{"external_id": POST["id"], "url": f"https://x.com/i/status/{POST['id']}", "text": "Bare",
              "posted_at": "2025-07-01T23:15:58+00:00"}], id="the hour in the id",
        ),
        pytest.param(
            b'{"id":"99","action":"delete","reason":"deleted"}\n{"delete":{"tweet":{"id":"98","author_id":"5"}}}',
            [{"external_id": n, "url": f"https://x.com/i/status/{n}", "withdrawn": True} for n in ("99", "98")], id="deletions",
        ),
        pytest.param({"data": [{"id": "5", "name": "Ida", "username": "ida_q"}]}, [], id="accounts"),
        pytest.param({"meta": {"result_count": 0}}, [], id="nothing new"),
        pytest.param(
            {"errors": [{"type": "https://api.twitter.com/2/problems/resource-not-found", "detail": "Could not find"}]},
            [], id="only errors",
        ),
    ],
)  # fmt: skip
def test_x(data, items) -> None:
    assert read(data, "x_api_v2") == items


def test_what_x_cannot_find_is_a_fault_and_what_it_refuses_an_error() -> None:
    wrong = {
        "type": "https://api.x.com/2/problems/resource-not-found",
        "detail": "Could not find tweet.",
    }
    assert parse(json.dumps({"errors": [wrong]}).encode()).faults == ("Could not find tweet.",)
    with pytest.raises(Unreadable, match="Too many requests"):
        parse(
            b'{"title":"Too Many Requests","detail":"Too many requests","status":429}',
            kind="x_api_v2",
        )
