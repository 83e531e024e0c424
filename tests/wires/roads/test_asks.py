"""What a platform is asked, and what its answer teaches. Tables of plain values."""

import json

import pytest

from wires.roads.asks import Ask, NeedsToken, WireState, learned, next_ask, older_page


@pytest.mark.parametrize(
    ("address", "cursor", "begins", "looks_up"),
    [
        pytest.param("https://x.com/ridgewatch", {}, "https://api.x.com/2/users/by/username/ridgewatch", True, id="X: who is it"),
        pytest.param("https://twitter.com/ridgewatch/", {"account": "7"}, "https://api.x.com/2/users/7/tweets?", False, id="X: posts"),
        pytest.param("https://t.me/rescue", {}, "https://t.me/s/rescue", False, id="a channel’s preview"),
        pytest.param("https://bsky.app/profile/ida.example", {}, "https://public.api.bsky.app/xrpc/app.bsky.feed.getAuthorFeed?actor=ida.example", False, id="Bluesky"),
        pytest.param("https://quay.example/@ida", {}, "https://quay.example/api/v1/accounts/lookup?acct=ida", True, id="Mastodon: who is it"),
        pytest.param("https://quay.example/users/ida", {}, "https://quay.example/users/ida", False, id="ActivityPub: an account"),
        pytest.param("https://new.example/users/quay", {"page": "https://films.example/out?page=1"}, "https://new.example/users/quay", False, id="ActivityPub: not the page of another site"),
        pytest.param("https://films.example/video-channels/quay/", {"page": "https://films.example/out?page=1"}, "https://films.example/out?page=1", False, id="ActivityPub: its page"),
        pytest.param("https://quay.example/ap/7/outbox", {}, "https://quay.example/ap/7/outbox", False, id="ActivityPub: what it sent"),
        pytest.param("https://quay.example/@ida", {"account": "11"}, "https://quay.example/api/v1/accounts/11/statuses", False, id="Mastodon: posts"),
    ],
)  # fmt: skip
def test_what_is_asked(address, cursor, begins, looks_up) -> None:
    asked = next_ask(WireState(address, cursor, "secret"))
    assert asked.url.startswith(begins)
    assert asked.looks_up is looks_up


@pytest.mark.parametrize(
    "address",
    [
        "https://paper.example/feed.xml", "https://t.me/s/rescue", "https://x.com/ridgewatch/status/1", "https://medium.com/@ida",
        "https://quay.example/@ida.rss", "https://quay.example/@ida/11", "https://t.me/rescue/12", "https://bsky.app/", "https://x.com/",
        "https://paper.example/users/ida.rss", "https://paper.example/users/", "https://paper.example/accounts/ida/feed",
    ],
)  # fmt: skip
def test_other_addresses_are_asked_themselves(address) -> None:
    assert next_ask(WireState(address, token="secret")) is None


def test_x_without_a_token_says_what_would_help() -> None:
    with pytest.raises(NeedsToken, match="token"):
        next_ask(WireState("https://x.com/ridgewatch"))


def test_the_token_goes_with_the_request_and_not_into_its_address() -> None:
    asked = next_ask(
        WireState("https://x.com/ridgewatch", {"account": "7", "since": "99"}, "secret")
    )
    assert asked.bearer == "secret"
    assert "secret" not in asked.url
    assert "since_id=99" in asked.url


LOOKS = Ask("https://a.example/lookup", looks_up=True)
POSTS = Ask("https://a.example/posts")


@pytest.mark.parametrize(
    ("ask", "said", "cursor"),
    [
        pytest.param(LOOKS, {"data": {"id": "7"}}, {"since": "5", "account": "7"}, id="X’s number"),
        pytest.param(LOOKS, {"id": "11", "acct": "ida"}, {"since": "5", "account": "11"}, id="Mastodon’s number"),
        pytest.param(LOOKS, {"id": "../../admin"}, {"since": "5"}, id="a number that is none"),
        pytest.param(POSTS, {"meta": {"newest_id": "9"}}, {"since": "9"}, id="newer"),
        pytest.param(POSTS, {"meta": {"newest_id": "4"}}, {"since": "5"}, id="older"),
        pytest.param(POSTS, {"meta": "x"}, {"since": "5"}, id="another form"),
        pytest.param(POSTS, [1], {"since": "5"}, id="a list"),
    ],
)  # fmt: skip
def test_what_an_answer_teaches(ask, said, cursor) -> None:
    state = WireState("https://x.com/a", {"since": "5"})
    assert learned(state, ask, json.dumps(said).encode()) == cursor


def test_an_answer_that_is_no_json_teaches_nothing() -> None:
    assert learned(WireState("https://x.com/a", {"since": "5"}), POSTS, b"<html>") == {"since": "5"}


@pytest.mark.parametrize(
    ("body", "before"),
    [
        (b'<a href="/s/rescue?before=70" class="tme_messages_more js-messages_more" data-before="70"></a>', "70"),
        (b'<a data-before="12" class="tme_messages_more"></a>', "12"),
        (b'<a class="other" data-before="12"></a>', None),
        (b"", None),
    ],
)  # fmt: skip
def test_where_older_posts_are(body, before) -> None:
    assert older_page(body) == before
