"""Where one post answers for itself, and when an answer says that it is gone."""

import json

import pytest

from tests.make import NOON
from tests.wires.roads.test_backfill import page
from wires.roads import single
from wires.roads.single import NotAsked, Place, Stands
from wires.types import Failure, Fetched

AT = "at://did:plc:abc234/app.bsky.feed.post/3kq"
X_POST = "https://x.com/rescue/status/2072466146037514484"


@pytest.mark.parametrize(
    ("url", "name", "kind", "asked"),
    [
        ("https://t.me/rescue/77", "rescue/77", "telegram_html", "https://t.me/s/rescue/77"),
        ("https://t.me/s/rescue/77?single", "rescue/77", "", "https://t.me/s/rescue/77"),
        ("https://mas.example/@rescue/112", "https://mas.example/users/rescue/statuses/112", "mastodon", "https://mas.example/api/v1/statuses/112"),
        ("https://mas.example/@rescue/112", "https://mas.example/@rescue/112", "rss", "https://mas.example/@rescue/112"),
        ("https://bsky.app/profile/rescue.example/post/3kq", AT, "bluesky", "https://public.api.bsky.app/xrpc/app.bsky.feed.getPosts?uris=at%3A//did%3Aplc%3Aabc234/app.bsky.feed.post/3kq"),
        ("https://paper.example/2026/fire", "g-1", "rss", "https://paper.example/2026/fire"),
    ],
)  # fmt: skip
def test_a_post_is_asked_for_at_its_own_address(url, name, kind, asked) -> None:
    assert single.place(url, name, kind).url == asked


@pytest.mark.parametrize(
    ("wire", "kind", "asked"),
    [
        ("https://t.me/s/rescue", "telegram_html", "https://t.me/s/rescue/77"),
        ("https://telegram.me/rescue", "telegram_html", "https://t.me/s/rescue/77"),
        ("http://mirror.example/s/rescue", "telegram_html", "http://mirror.example/s/rescue/77"),
        ("https://bridge.example/feed", "rss", "https://t.me/s/rescue/77"),
    ],
)
def test_a_channel_is_asked_for_where_its_wire_has_it_from(wire, kind, asked) -> None:
    assert single.place("https://t.me/rescue/77", "rescue/77", kind, wire=wire).url == asked


@pytest.mark.parametrize(
    ("wire", "asked"),
    [
        ("https://mas.example/@rescue", "https://mas.example/api/v1/statuses/112"),
        ("https://other.example/@news", "https://mas.example/@rescue/112"),
    ],
)
def test_a_post_that_another_server_lists_is_asked_for_by_its_page(wire, asked) -> None:
    assert single.place("https://mas.example/@rescue/112", "7", "mastodon", wire=wire).url == asked


def test_x_is_asked_for_one_post_with_its_token() -> None:
    found = single.place(X_POST, "2072466146037514484", "x_api_v2", token="secret")
    assert found.url.startswith("https://api.x.com/2/tweets?ids=2072466146037514484&")
    assert found.bearer == "secret"


@pytest.mark.parametrize(
    ("url", "why"),
    [
        (X_POST, "token only"),
        ("https://x.com/rescue/status/2", "names no post"),
        ("https://t.me/rescue", "do not say|no page of its own"),
        ("https://facebook.com/rescue/posts/1", "Pages of facebook"),
        ("https://youtube.com/watch?v=abc", "Pages of youtube"),
        ("https://bsky.app/profile/rescue.example/post/3kq", "Pages of bluesky"),
        ("https://paper.example/", "no page of its own"),
        ("https://docs.google.com/document/d/1", "no page of its own"),
        ("", "no page of its own"),
    ],
)
def test_what_nobody_can_ask_says_so(url, why) -> None:
    with pytest.raises(NotAsked, match=why):
        single.place(url, "1", "")


CHANNEL = Place("https://t.me/s/rescue/77", "telegram_html", "rescue/77")
PAGE = Place("https://paper.example/fire", "page", "x")
MASTODON = Place("https://mas.example/api/v1/statuses/1", "mastodon", "x")
BLUESKY = Place("https://public.api.bsky.app/", "bluesky", AT)
X = Place("https://api.x.com/2/tweets", "x_api_v2", "20")
LOST = {"errors": [{"resource_id": "20", "type": "https://api.twitter.com/2/problems/resource-not-found", "detail": "Could not find tweet."}]}  # fmt: skip
LOCKED = {"errors": [{"resource_id": "20", "type": "https://api.twitter.com/2/problems/not-authorized-for-resource", "detail": "Not for you."}]}  # fmt: skip
GAP = page(60, 76, older=None).replace(b"</section>", b"") + page(78, 80, older=None)


def answer(body: object, final: str = "https://a.example/") -> Fetched:
    given = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Fetched(final, final, 200, {}, given, NOON)


@pytest.mark.parametrize(
    ("place", "said", "stands"),
    [
        pytest.param(CHANNEL, answer(page(70, 80, older=None)), Stands.THERE, id="channel: there"),
        pytest.param(CHANNEL, answer(GAP), Stands.GONE, id="channel: between its neighbours it is not"),
        pytest.param(CHANNEL, answer(page(78, 99, older=None)), Stands.UNTOLD, id="channel: another stretch"),
        pytest.param(CHANNEL, answer(GAP.replace(b"rescue/", b"other/")), Stands.UNTOLD, id="channel: of others"),
        pytest.param(CHANNEL, answer(b"<!doctype html><div class='tgme_page_action'></div>"), Stands.UNTOLD, id="channel: no preview"),
        pytest.param(PAGE, answer(b"<p>Anything", "https://paper.example/fire"), Stands.THERE, id="page: there"),
        pytest.param(PAGE, answer(b"<p>Anything", "https://paper.example/world/fire-2"), Stands.THERE, id="page: moved"),
        pytest.param(PAGE, answer(b"<p>News", "https://paper.example/"), Stands.UNTOLD, id="page: leads to the front, for us"),
        pytest.param(PAGE, answer(b"<p>Sign in", "https://login.paper.example/"), Stands.UNTOLD, id="page: leads to a login"),
        pytest.param(PAGE, answer(b"<p>We value", "https://consent.example/"), Stands.UNTOLD, id="page: leads to a wall"),
        pytest.param(PAGE, answer(b"<p>Are you", "https://captcha.example/?ssa=1"), Stands.UNTOLD, id="page: leads to a captcha"),
        pytest.param(Place("https://bit.ly/3xYz", "page", "x"), answer(b"<p>Fire", "https://paper.example/fire"), Stands.THERE, id="page: behind a short address"),
        pytest.param(CHANNEL, answer(GAP + b'<a href="https://t.me/Rescue/77?single">'), Stands.THERE, id="channel: a picture of an album"),
        pytest.param(CHANNEL, answer(GAP + b'<a href="https://t.me/rescue/77">'), Stands.GONE, id="channel: only linked"),
        pytest.param(BLUESKY, answer({"posts": []}), Stands.GONE, id="bluesky: no post"),
        pytest.param(BLUESKY, answer({"error": "NotFound", "message": "x"}), Stands.UNTOLD, id="bluesky: an error"),
        pytest.param(BLUESKY, answer(b"<html>"), Stands.UNTOLD, id="bluesky: no JSON"),
        pytest.param(X, answer(LOST), Stands.GONE, id="x: lost"),
        pytest.param(X, answer(LOCKED), Stands.UNTOLD, id="x: locked"),
        pytest.param(X, answer({"errors": "what"}), Stands.UNTOLD, id="x: strange"),
        pytest.param(X, answer({"data": [{"id": "20", "text": "Words.", "created_at": "2026-07-02T10:00:00Z"}]}), Stands.THERE, id="x: there"),
    ],
)  # fmt: skip
def test_gone_is_only_what_cannot_be_read_otherwise(place, said, stands) -> None:
    assert single.shown(place, said).stands == stands


@pytest.mark.parametrize(
    ("place", "failure", "vouched", "stands"),
    [
        (PAGE, Failure("No.", 404), True, Stands.GONE), (PAGE, Failure("No.", 410), True, Stands.GONE),
        (PAGE, Failure("No.", 404), False, Stands.UNTOLD), (PAGE, Failure("No.", 410), False, Stands.UNTOLD),
        (PAGE, Failure("No.", 403), True, Stands.UNTOLD), (PAGE, Failure("No."), True, Stands.UNTOLD),
        (MASTODON, Failure("No.", 404, body=b'{"error":"Record not found"}'), False, Stands.GONE),
        (MASTODON, Failure("No.", 404, body=b"<html>nginx</html>"), False, Stands.UNTOLD),
        (CHANNEL, Failure("No.", 404), True, Stands.UNTOLD), (BLUESKY, Failure("No.", 404), True, Stands.UNTOLD),
        (X, Failure("No.", 404), True, Stands.UNTOLD),
    ],
)  # fmt: skip
def test_a_failure_says_gone_only_where_its_server_is_known_to_answer_us(place, failure, vouched, stands) -> None:  # fmt: skip
    assert single.refused(place, failure, vouched=vouched).stands == stands


@pytest.mark.parametrize(
    ("place", "status", "front"),
    [(PAGE, 404, "https://paper.example/"), (PAGE, 410, "https://paper.example/"), (PAGE, 403, ""), (MASTODON, 404, ""), (X, 404, "")],
)  # fmt: skip
def test_the_front_page_is_the_witness_of_a_page_that_is_not_there(place, status, front) -> None:
    assert single.witness(place, Failure("No.", status)) == front


def test_a_page_that_leads_to_the_front_is_gone_where_its_site_shows_us_others() -> None:
    led = answer(b"<p>News", "https://paper.example/")
    assert single.shown(PAGE, led, vouched=True).stands == Stands.GONE


@pytest.mark.parametrize(
    ("front", "other"),
    [
        (b"<a href='/a'>A</a><a class=x href=/2026/long-story>B</a>", "https://paper.example/2026/long-story"),
        (b"<A HREF='https://www.paper.example/b?x=1&amp;y=2'>", "https://www.paper.example/b?x=1&y=2"),
        (b"<a href='/login?next=/2026/a-very-long-story'><a href='/2026/b'>", "https://paper.example/2026/b"),
        (b"<a href='/account/subscribe-to-all-that-we-print'>", ""),
        (b"<a href='/fire'><a href='/'><a href='#top'><a href='https://other.example/a-long-story'>", ""),
        (b"<a href='javascript:go()'><a href='mailto:desk@paper.example'><a>", ""),
        (b"<a " * 100_000, ""), (b"<a href='" * 100_000, ""), (b"", ""),
    ],
)  # fmt: skip
def test_another_page_of_a_site_is_the_longest_that_its_front_page_links_to(front, other) -> None:
    assert single.another(PAGE, answer(front, "https://paper.example/")) == other


def test_a_list_of_posts_is_one_address() -> None:
    posts = [Place("https://api.x.com/2/tweets?ids=1", "x_api_v2", str(n), bearer="t") for n in (1, 2)]  # fmt: skip
    found = single.together(posts)
    assert found.url.startswith("https://api.x.com/2/tweets?ids=1,2&")
    assert (found.bearer, single.together(posts[:1])) == ("t", posts[0])
    assert single.together([BLUESKY, BLUESKY]).url.count("uris=at%3A//") == 2


@pytest.mark.parametrize(
    ("body", "stands"),
    [
        ({"posts": [{"uri": "at://did:plc:abc234/app.bsky.feed.post/other"}]}, Stands.GONE),
        ({"posts": [{"uri": AT, "strange": 1}]}, Stands.UNTOLD),
        ({"posts": [{"no": "uri"}]}, Stands.UNTOLD),
    ],
)
def test_a_post_that_bluesky_leaves_out_of_a_list_is_gone(body, stands) -> None:
    assert single.shown(BLUESKY, answer(body)).stands == stands
