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


NOTE = {"@context": "https://www.w3.org/ns/activitystreams", "type": "Note", "id": "https://quay.example/users/ida/11",
        "url": "https://quay.example/@ida/11", "attributedTo": "https://quay.example/users/ida",
        "published": "2026-07-01T23:18:00Z", "content": "<p>Nine hurt.</p><p>Two missing.</p>",
        "contentMap": {"en": "<p>Nine hurt.</p><p>Two missing.</p>"}}  # fmt: skip
NOTED = {"external_id": NOTE["id"], "url": NOTE["url"], "text": "Nine hurt.\n\nTwo missing.",
         "author": "https://quay.example/users/ida", "posted_at": "2026-07-01T23:18:00+00:00"}  # fmt: skip
HERE = {"@context": ["https://www.w3.org/ns/activitystreams", {}]}
NELL = {
    "type": "Person",
    "id": "https://pier.example/nell",
    "preferredUsername": "nell",
    "name": "Nell",
}
BOOSTS = HERE | {
    "type": "Announce",
    "id": "https://pier.example/b/1",
    "actor": NELL,
    "published": "2026-07-02T01:00:00Z",
}
PASSED = {
    "external_id": BOOSTS["id"],
    "url": BOOSTS["id"],
    "author": "Nell",
    "posted_at": "2026-07-02T01:00:00+00:00",
}
GONE = {"external_id": NOTE["id"], "url": NOTE["id"], "withdrawn": True}


def does(what, thing, **more) -> dict:
    """An activity of Nell's."""
    return (
        HERE
        | {"type": what, "id": "https://pier.example/a/1", "actor": NELL, "object": thing}
        | more
    )


@pytest.mark.parametrize(
    ("data", "items"),
    [
        pytest.param(NOTE, [NOTED], id="a note"),
        pytest.param(does("Create", NOTE), [NOTED], id="made"),
        pytest.param(
            does("Create", {"type": "Note", "id": "u:1", "content": "Hi"}, published="2026-07-01T23:18:00Z"),
            [{"external_id": "u:1", "text": "Hi", "author": "Nell", "posted_at": NOTED["posted_at"]}], id="made, said by the making only",
        ),
        pytest.param(
            does("Update", NOTE | {"updated": "2026-07-02T00:00:00Z"}), [NOTED | {"updated_at": "2026-07-02T00:00:00+00:00"}], id="changed",
        ),
        pytest.param(does("Update", NELL), [], id="an account changed"),
        pytest.param(does("Delete", NOTE["id"]), [GONE], id="deleted by name"),
        pytest.param(does("Delete", {"type": "Tombstone", "id": NOTE["id"]}), [GONE], id="deleted"),
        pytest.param(does("Delete", NELL["id"]), [], id="an account deleted"),
        pytest.param(HERE | {"type": "Tombstone", "id": NOTE["id"], "formerType": "Note"}, [GONE], id="a tombstone"),
        pytest.param(does("Undo", BOOSTS), [{"external_id": BOOSTS["id"], "url": BOOSTS["id"], "withdrawn": True}], id="a boost taken back"),
        pytest.param(does("Undo", does("Like", NOTE["id"])), [], id="a like taken back"),
        pytest.param(does("Like", NOTE), [], id="a like"),
        pytest.param(
            BOOSTS | {"object": NOTE["id"]}, [PASSED | {"relay_of": RelayOf(NOTE["id"], None, NOTE["id"])}], id="a boost by name",
        ),
        pytest.param(
            BOOSTS | {"object": does("Create", NOTE)},
            [PASSED | {"text": NOTED["text"], "relay_of": RelayOf(NOTE["url"], NOTED["author"], NOTE["id"])}], id="a group's boost",
        ),
        pytest.param(
            HERE | {"type": "OrderedCollection", "totalItems": 2, "first": {"type": "OrderedCollectionPage", "orderedItems": [
                does("Create", NOTE), BOOSTS | {"object": NOTE["id"]}]}},
            [NOTED, PASSED | {"relay_of": RelayOf(NOTE["id"], None, NOTE["id"])}], id="an outbox",
        ),
        pytest.param(HERE | NELL | {"outbox": "https://pier.example/o"}, [], id="an account"),
        pytest.param(
            NOTE | {"summary": "The fire", "inReplyTo": {"id": "u:2"}, "attachment": [
                {"type": "Document", "mediaType": "image/png", "url": "/p.png", "name": "A ladder"},
                {"type": "PropertyValue", "name": "x", "value": "y"}]},
            [NOTED | {"title": "The fire", "reply_to": "u:2",
                      "media": (Medium("https://asked.example/p.png", "image/png", "A ladder"),)}], id="warned, a reply, a picture",
        ),
        pytest.param(NOTE | {"quoteUrl": "https://pier.example/n/2"},
                     [NOTED | {"relay_of": RelayOf("https://pier.example/n/2", None, "https://pier.example/n/2")}], id="a quote"),
        pytest.param(
            HERE | {"type": "Article", "id": "u:3", "nameMap": {"uk": "Дев’ять поранених"}, "summaryMap": {"uk": "На набережній."},
                    "url": [{"type": "Link", "mediaType": "text/html", "href": "https://quay.example/3"}], "published": "2026-07-01"},
            [{"external_id": "u:3", "url": "https://quay.example/3", "title": "Дев’ять поранених", "text": "На набережній.",
              "posted_on": "2026-07-01"}], id="an article in a map",
        ),
        pytest.param(
            HERE | {"type": "Video", "id": "u:4", "name": "The fire", "mediaType": "text/markdown", "content": "Seen *there*", "url": [
                {"type": "Link", "mediaType": "video/mp4", "href": "https://tube.example/4.mp4"},
                {"type": "Link", "mediaType": "text/html", "href": "https://tube.example/w/4"}],
                "attributedTo": [{"type": "Person", "id": "https://tube.example/a/ida"}]},
            [{"external_id": "u:4", "url": "https://tube.example/w/4", "title": "The fire", "text": "Seen *there*",
              "author": "https://tube.example/a/ida", "media": (Medium("https://tube.example/4.mp4", "video/mp4"),)}], id="a film",
        ),
        pytest.param(HERE | {"type": "Question", "id": "u:5", "content": "Who?", "oneOf": [{"type": "Note", "name": "Ida"}]},
                     [{"external_id": "u:5", "text": "Who?"}], id="a question"),
        pytest.param({"objectType": "note", "id": "tag:x", "content": "Hi", "author": {"displayName": "Ida"}},
                     [{"external_id": "tag:x", "text": "Hi", "author": "Ida"}], id="Activity Streams 1"),
    ],
)  # fmt: skip
def test_activitypub(data, items) -> None:
    assert read(data, "activitypub") == items


DID = "did:plc:ida"
URI = f"at://{DID}/app.bsky.feed.post/3k1"
BY_IDA = {"did": DID, "handle": "ida.example", "displayName": "Ida"}
SAID = {
    "$type": "app.bsky.feed.post",
    "text": "Nine hurt",
    "createdAt": "2026-07-01T23:18:00.000Z",
    "langs": ["en"],
}
VIEW = {
    "uri": URI,
    "cid": "c",
    "author": BY_IDA,
    "record": SAID,
    "indexedAt": "2026-07-01T23:19:00Z",
}
SKY = {"external_id": URI, "url": "https://bsky.app/profile/ida.example/post/3k1", "text": "Nine hurt", "author": "Ida",
       "posted_at": "2026-07-01T23:18:00+00:00"}  # fmt: skip
BARE = {"text": "Nine hurt", "posted_at": SKY["posted_at"]}
BY_DID = {"external_id": URI, "url": f"https://bsky.app/profile/{DID}/post/3k1"}
SECOND = {
    "uri": URI.replace("3k1", "3k2"),
    "author": BY_IDA,
    "record": SAID | {"reply": {"parent": {"uri": URI}}},
}
ANSWER = SKY | {
    "external_id": SECOND["uri"],
    "url": SKY["url"].replace("3k1", "3k2"),
    "reply_to": URI,
}
REASON = {
    "$type": "app.bsky.feed.defs#reasonRepost",
    "by": {"handle": "nell.example"},
    "indexedAt": "2026-07-02T01:00:00Z",
}
OF_IDA = RelayOf(SKY["url"], "Ida", URI)


@pytest.mark.parametrize(
    ("data", "items"),
    [
        pytest.param({"feed": [{"post": VIEW}], "cursor": "x"}, [SKY], id="a feed"),
        pytest.param({"posts": [VIEW]}, [SKY], id="posts"),
        pytest.param({"posts": [], "cursor": "0"}, [], id="a search that finds nothing"),
        pytest.param({"thread": {"post": SECOND, "parent": {"post": VIEW}, "replies": [
            {"uri": "at://x/app.bsky.feed.post/9", "blocked": True}, {"uri": "at://x/app.bsky.feed.post/8", "notFound": True}]}},
            [SKY, ANSWER, {"external_id": "at://x/app.bsky.feed.post/8", "url": "https://bsky.app/profile/x/post/8", "withdrawn": True}],
            id="a thread"),
        pytest.param({"thread": [{"uri": URI, "depth": 0, "value": {"post": VIEW}}]}, [SKY], id="a flat thread"),
        pytest.param({"records": [{"uri": URI, "cid": "c", "value": SAID}]}, [BARE | BY_DID], id="records"),
        pytest.param({"uri": URI, "value": SAID}, [BARE | BY_DID], id="one record"),
        pytest.param(SAID, [BARE], id="a record without its address"),
        pytest.param({"feed": [{"post": VIEW, "reason": REASON}]},
                     [SKY | {"author": "nell.example", "posted_at": "2026-07-02T01:00:00+00:00", "relay_of": OF_IDA}], id="a repost"),
        pytest.param({"feed": [{"post": VIEW, "reason": {"$type": "app.bsky.feed.defs#reasonPin"}}]}, [SKY], id="pinned"),
        pytest.param({"records": [{"uri": "at://x/app.bsky.feed.repost/1", "value": {
            "$type": "app.bsky.feed.repost", "subject": {"uri": URI}, "createdAt": "2026-07-02T01:00:00Z"}}]},
            [{"external_id": "at://x/app.bsky.feed.repost/1", "posted_at": "2026-07-02T01:00:00+00:00",
              "relay_of": RelayOf(BY_DID["url"], None, URI)}], id="a repost's record"),
        pytest.param(SECOND | {"embed": {"record": {"record": {"uri": URI, "author": BY_IDA}}, "media": {"images": [
            {"fullsize": "https://cdn.example/1", "alt": "A ladder"}]}}},
            [ANSWER | {"relay_of": OF_IDA, "media": (Medium("https://cdn.example/1", "image", "A ladder"),)}], id="a quote with a picture"),
        pytest.param({"uri": URI, "value": SAID | {"embed": {"images": [{"alt": "A ladder", "image": {"ref": {"$link": "baf1"}}}]}}},
                     [BARE | BY_DID | {"media": (
                         Medium(f"https://cdn.bsky.app/img/feed_fullsize/plain/{DID}/baf1@jpeg", "image", "A ladder"),)}], id="a record's picture"),
        pytest.param({"$type": "app.bsky.feed.like", "subject": {"uri": URI}, "createdAt": ""}, [], id="a like"),
        pytest.param(BY_IDA, [], id="an account"),
        pytest.param({"did": DID, "kind": "commit", "commit": {
            "operation": "delete", "collection": "app.bsky.feed.post", "rkey": "3k1"}}, [BY_DID | {"withdrawn": True}], id="a deletion"),
        pytest.param({"objectType": "note", "id": URI, "content": "Hi"}, [{"external_id": URI, "text": "Hi"}], id="Activity Streams 1"),
    ],
)  # fmt: skip
def test_bluesky(data, items) -> None:
    assert read(data, "bluesky") == items
