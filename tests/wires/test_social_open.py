"""ActivityPub's and Bluesky's answers: invented ones."""

from dataclasses import replace

import pytest

from wires.types import Medium, RelayOf

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
            BOOSTS | {"object": NOTE["id"]}, [PASSED | {"relay_of": RelayOf(NOTE["id"], None, NOTE["id"], "repost")}], id="a boost by name",
        ),
        pytest.param(
            BOOSTS | {"object": NOTE},
            [PASSED | {"text": NOTED["text"], "relay_of": RelayOf(NOTE["url"], NOTED["author"], NOTE["id"], "repost")}], id="a boost",
        ),
        pytest.param(
            HERE | {"type": "OrderedCollection", "totalItems": 2, "first": {"type": "OrderedCollectionPage", "orderedItems": [
                does("Create", NOTE), BOOSTS | {"object": NOTE["id"]}]}},
            [NOTED, PASSED | {"relay_of": RelayOf(NOTE["id"], None, NOTE["id"], "repost")}], id="an outbox",
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
                     [NOTED | {"relay_of": RelayOf("https://pier.example/n/2", None, "https://pier.example/n/2", "quote")}], id="a quote"),
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
def test_activitypub(read, data, items) -> None:
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
OF_IDA = RelayOf(SKY["url"], "Ida", URI, "repost")


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
              "relay_of": RelayOf(BY_DID["url"], None, URI, "repost")}], id="a repost's record"),
        pytest.param(SECOND | {"embed": {"record": {"record": {"uri": URI, "author": BY_IDA}}, "media": {"images": [
            {"fullsize": "https://cdn.example/1", "alt": "A ladder"}]}}},
            [ANSWER | {"relay_of": replace(OF_IDA, kind="quote"), "media": (Medium("https://cdn.example/1", "image", "A ladder"),)}], id="a quote with a picture"),
        pytest.param({"uri": URI, "value": SAID | {"embed": {"images": [{"alt": "A ladder", "image": {"ref": {"$link": "baf1"}}}]}}},
                     [BARE | BY_DID | {"media": (
                         Medium(f"https://cdn.bsky.app/img/feed_fullsize/plain/{DID}/baf1@jpeg", "image", "A ladder"),)}], id="a record's picture"),
        pytest.param(VIEW | {"embed": {"$type": "app.bsky.embed.gallery#view", "items": [{"fullsize": "https://cdn.example/1", "alt": "A ladder"}]}},
                     [SKY | {"media": (Medium("https://cdn.example/1", "image", "A ladder"),)}], id="a gallery"),
        pytest.param({"bookmarks": [{"subject": {"uri": URI}, "item": VIEW}]}, [SKY], id="what somebody has marked"),
        pytest.param({"post": SECOND, "parent": {"post": VIEW}}, [SKY, ANSWER], id="a thread out of its answer"),
        pytest.param({"$type": "app.bsky.feed.like", "subject": {"uri": URI}, "createdAt": ""}, [], id="a like"),
        pytest.param(BY_IDA, [], id="an account"),
        pytest.param({"did": DID, "kind": "commit", "commit": {
            "operation": "delete", "collection": "app.bsky.feed.post", "rkey": "3k1"}}, [BY_DID | {"withdrawn": True}], id="a deletion"),
        pytest.param({"objectType": "note", "id": URI, "content": "Hi"}, [{"external_id": URI, "text": "Hi"}], id="Activity Streams 1"),
    ],
)  # fmt: skip
def test_bluesky(read, data, items) -> None:
    assert read(data, "bluesky") == items
