"""Mastodon's and X's answers: invented ones, and every real one that is at hand."""

import json
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from wires.parse import Unreadable, guess, parse
from wires.types import Medium, RelayOf

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
RELAYED = RelayOf("https://quay.example/@ida/11", "Ida", "11", "repost")
QUOTED = replace(RELAYED, kind="quote")


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
        pytest.param(TOOT | {"quote": {"state": "accepted", "quoted_status": TOOT}}, [TOOTED | {"relay_of": QUOTED}], id="a quote"),
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
        pytest.param(
            [{name: value for name, value in TOOT.items() if name != "account"} | {"in_reply_to_account_id": None}],
            [{name: value for name, value in TOOTED.items() if name != "author"}], id="a status without its author",
        ),
        pytest.param(IDA, [], id="an account"),
        pytest.param([{"id": "1", "scheduled_at": "2026-07-02T23:18:00Z", "params": {"text": "Later"}}], [], id="not yet posted"),
    ],
)  # fmt: skip
def test_mastodon(read, data, items) -> None:
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
FROM_NELL = RelayOf(f"https://x.com/nell/status/{OLD['id']}", "Nell", OLD["id"], "quote")


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
            [POSTED | {"text": "RT @nell: First of all the whole long text.", "relay_of": replace(FROM_NELL, kind="repost")}], id="a retweet made whole",
        ),
        pytest.param(
            x(POST | refers("retweeted") | {"text": "RT @nell: First of al…"}),
            [POSTED | {"text": "RT @nell: First of al…",
                       "relay_of": RelayOf(f"https://x.com/i/status/{OLD['id']}", "nell", OLD["id"], "repost")}], id="a retweet alone",
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
        pytest.param({"data": [{"id": POST["id"], "text": "Between us", "event_type": "MessageCreate"}], "meta": {"result_count": 1}}, [],
                     id="a letter between accounts is no post"),
        pytest.param({"meta": {"result_count": 0}}, [], id="nothing new"),
        pytest.param(
            {"errors": [{"type": "https://api.twitter.com/2/problems/resource-not-found", "detail": "Could not find"}]},
            [], id="only errors",
        ),
    ],
)  # fmt: skip
def test_x(read, data, items) -> None:
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


CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
KINDS = ("x_api_v2", "bluesky", "activitypub", "sitemap", "news_sitemap")


def recorded() -> Iterator[tuple[str, bytes]]:
    """Answers inside Mastodon's recorded exchanges and examples, as documents."""
    yaml = pytest.importorskip("yaml")
    for path in sorted((CORPUS / "mastodon_cassette").glob("*")):
        for one in yaml.safe_load(path.read_text())["interactions"]:
            body = one["response"]["body"]["string"]
            yield "mastodon", body if isinstance(body, bytes) else body.encode()
    for path in sorted((CORPUS / "mastodon_doc").glob("*")):
        for example in re.findall(r"```json\n(.*?)```", path.read_text(), re.DOTALL):
            yield "mastodon", example.encode()


def real() -> Iterator[tuple[str, bytes]]:
    """Every real document of these kinds."""
    for kind in KINDS:
        yield from ((kind, path.read_bytes()) for path in sorted((CORPUS / kind).glob("*")))
    yield from recorded()


needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="the real documents are not at hand")
STAMPS = re.compile(
    rb'"(published|createdAt|indexedAt|created_at)":\s*"\d|<lastmod>|publication_date>'
)


@needs_corpus
def test_every_real_post_has_an_id_words_and_its_hour() -> None:
    read_at_all = 0
    for kind, body in real():
        try:
            found = parse(body)
        except Unreadable:
            # Servers' errors, empty answers, and an example with a comment in it.
            assert len(body) < 1000
            continue
        read_at_all += 1
        assert (found.kind, guess(body)) == (kind, kind)
        for item in found.items:
            assert item.external_id or item.url or item.title or item.text or item.media
            assert (
                item.withdrawn
                or item.url
                or item.title
                or item.text
                or item.media
                or kind == "activitypub"
            )
            assert item.posted_at or item.posted_on or not STAMPS.search(body)
    assert read_at_all > 100


@needs_corpus
def test_a_real_document_that_is_hurt_is_read_or_unreadable() -> None:
    dice = random.Random(7)
    for kind, body in real():
        for _ in range(3):
            at = dice.randrange(len(body) + 1)
            for hurt in (body[:at], body[:at] + bytes([dice.randrange(256)]) + body[at + 1 :]):
                try:
                    parse(hurt or b"{", kind=kind)
                except Unreadable as wrong:
                    assert wrong.words.endswith(".")


JUNK = (
    None,
    True,
    -1,
    1e400,
    "",
    "x\x00\ud800",
    "http://[",
    [],
    [[None]],
    {},
    {"id": {}, "url": [1]},
    "9" * 400,
)


def spoiled(value, junk, at: list[int]):
    """The value with junk in place of its n-th part."""
    at[0] -= 1
    if at[0] < 0:
        return junk
    if isinstance(value, dict):
        return {name: spoiled(one, junk, at) if at[0] >= 0 else one for name, one in value.items()}
    if isinstance(value, list):
        return [spoiled(one, junk, at) if at[0] >= 0 else one for one in value]
    return value


@pytest.mark.parametrize("kind", ["mastodon", "activitypub", "bluesky", "x_api_v2"])
@pytest.mark.parametrize(
    "data", [BOOST, x([POST]), {"orderedItems": [BOOST]}], ids=["boost", "post", "box"]
)
def test_no_field_of_a_wrong_type_breaks_a_reader(kind, data) -> None:
    for n in range(60):
        for junk in JUNK:
            body = json.dumps(spoiled(data, junk, [n])).encode()
            try:
                found = parse(body, kind=kind)
            except Unreadable:
                continue
            for item in found.items:
                f"{item.external_id}{item.url}{item.title}{item.text}{item.author}".encode()


@pytest.mark.parametrize("kind", ["mastodon", "activitypub", "bluesky", "x_api_v2"])
@pytest.mark.parametrize("name", ["object", "statuses", "replies", "parent", "items"])
def test_no_depth_breaks_a_reader(kind, name) -> None:
    opening = b'{"type":"Create","did":"x","handle":"y","thread":{},"%s":' % name.encode()
    for depth in (40, 400, 4000):
        try:
            parse(opening * depth + b"[]" + b"}" * depth, kind=kind)
        except Unreadable as wrong:
            assert wrong.words.endswith(".")
