"""Looking at an address: pages that name feeds, feeds that are none, redirects without end, private places."""

import pytest

from tests.make import NOON, source
from tests.wires.served import Answer, rss, serving
from wires import addresses, discover, links, moves, poll, probe, turns
from wires.models import Wire
from wires.types import Fetched

pytestmark = pytest.mark.django_db
HTML = {"Content-Type": "text/html"}
LINK = "<!doctype html><title>The Post</title><link rel=alternate type=application/rss+xml title=All href='{}'>"


@pytest.fixture(autouse=True)
def no_pause(monkeypatch) -> None:
    monkeypatch.setattr(turns, "PAUSE", 0.001)


@pytest.fixture
def site(settings):
    """A site whose answers a test gives by path."""
    pages: dict[str, Answer] = {}
    with serving(lambda asked: pages.get(asked.path, Answer(b"", 404))) as one:
        settings.ALLOW_WIRES = one.doors("post.example")
        one.pages = pages
        yield one


def look(site, path: str = "/", settings=None) -> probe.Probe:
    return probe.look(f"http://post.example{path}", now=NOON, allowed=site.doors("post.example"))


def test_a_page_that_names_one_feed_is_followed_to_it(site) -> None:
    site.pages["/"] = Answer(LINK.format("/feed.xml").encode(), headers=HTML)
    site.pages["/feed.xml"] = Answer(rss(("1", "Five hurt", "x")))
    found = look(site)
    assert (found.address, found.kind, found.items) == ("http://post.example/feed.xml", "rss", 1)
    assert found.can_be_polled
    Wire.objects.create(source=source("a"), address="http://post.example/feed.xml", added_at=NOON, next_poll_at=NOON)  # fmt: skip
    assert look(site).polled_already


def test_an_index_of_sitemaps_offers_those_it_names(site) -> None:
    site.pages["/sitemap.xml"] = Answer(b"<sitemapindex><sitemap><loc>/a.xml</loc></sitemap><sitemap><loc>http://post.example/news.xml</loc></sitemap></sitemapindex>")  # fmt: skip
    found = look(site, "/sitemap.xml")
    assert [one.address for one in found.offers] == ["http://post.example/news.xml", "http://post.example/a.xml"]  # fmt: skip
    assert not found.can_be_polled
    assert "names these" in found.wrong
    site.pages["/none.xml"] = Answer(b"<sitemapindex></sitemapindex>")
    assert look(site, "/none.xml").wrong == "This sitemap names no page."


@pytest.mark.parametrize(
    "there",
    [
        "http://127.0.0.1:1/feed", "http://169.254.169.254/latest/meta-data/", "http://[::1]/", "http://localhost/",
        "http://10.0.0.1/feed", "http://post.example:22/", "/gone", "/",
    ],
)  # fmt: skip
def test_what_a_page_names_is_never_fetched_where_nobody_may(site, there) -> None:
    site.pages["/"] = Answer(LINK.format(there).encode(), headers=HTML)
    found = look(site)
    assert not found.can_be_polled
    assert "page for people" in found.wrong or "names no feed" in found.wrong
    assert {one.host for one in site.asked} == {"post.example"}


def test_pages_that_name_each_other_are_followed_one_step(site) -> None:
    site.pages["/"] = Answer(LINK.format("/b").encode(), headers=HTML)
    site.pages["/b"] = Answer(LINK.format("/").encode(), headers=HTML)
    assert not look(site).can_be_polled
    assert [one.path for one in site.asked] == ["/", "/b"]


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("/", "without an end"),
        ("http://127.0.0.1/", "not an address of the open internet"),
        ("http://169.254.169.254/", "not an address of the open internet"),
        ("file:///etc/passwd", "away from the web"),
        ("http://[", "cannot be read"),
        ("//user:pass@post.example/", "name and password"),
    ],
)
def test_a_redirect_that_leads_nowhere_good_is_said(site, where, words) -> None:
    site.pages["/"] = Answer(b"", 301, {"Location": where})
    found = look(site)
    assert words in found.wrong
    assert not found.can_be_polled


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        (" post.example/feed ", "https://post.example/feed"), ("post.example", "https://post.example"), ("www.post.example:8443/a?b=c", "https://www.post.example:8443/a?b=c"),
        ("http://post.example/", "http://post.example/"), ("ftp://post.example/", "ftp://post.example/"), ("javascript:alert(1)", "javascript:alert(1)"),
        ("folder:dpa", "folder:dpa"), ("imaps://a@b.example/", "imaps://a@b.example/"), ("two words", "two words"), ("desk@mail.example", "desk@mail.example"), ("word", "word"), ("12.99", "12.99"), ("", ""),
    ],
)  # fmt: skip
def test_an_address_is_meant_to_be_of_the_web(typed, whole) -> None:
    assert discover.whole(typed) == whole


@pytest.mark.parametrize(
    ("address", "operator", "kind", "wrong"),
    [
        ("folder:dpa", True, "folder", ""), ("folder:dpa", False, "folder", probe.OPERATORS),
        ("imaps://desk@mail.example/INBOX", True, "mailbox", ""), ("imaps://desk@mail.example/INBOX", False, "mailbox", probe.OPERATORS),
        ("ftp://post.example/", True, "", probe.NO_ADDRESS), ("javascript:alert(1)", True, "", probe.NO_ADDRESS), ("", True, "", probe.NO_ADDRESS),
    ],
)  # fmt: skip
def test_only_an_operator_adds_what_is_the_desks_own(db, address, operator, kind, wrong) -> None:
    found = probe.look(address, now=NOON, allowed=[], operator=operator)
    assert (found.kind, found.wrong, found.can_be_polled) == (kind, wrong, kind != "" and operator)


@pytest.mark.parametrize(
    ("address", "twin"),
    [
        ("http://a.example/f?x=1", "https://a.example/f?x=1"),
        ("http://a.example:80/f", "https://a.example/f"),
        ("http://[2001:db8::1]/f", "https://[2001:db8::1]/f"),
        ("http://user:pass@a.example/f", "https://a.example/f"),
        ("https://a.example/f", None),
        ("http://a.example:8080/f", None),
        ("imaps://a@b/", None),
    ],
)
def test_the_https_form_of_an_address(address, twin) -> None:
    assert moves.safe_twin(address) == twin


def dead(settings, **more) -> Wire:
    settings.ALLOW_WIRES = ["post.example=127.0.0.1:1"]
    wire = Wire.objects.create(
        source=source("a"), address="http://post.example/feed", added_at=NOON, next_poll_at=NOON, errors=3, **more
    )  # fmt: skip
    poll.poll(wire.pk, now=NOON, force=True)
    wire.refresh_from_db()
    return wire


def test_a_twin_that_is_dead_too_is_not_proposed_nor_asked_again_soon(
    settings, monkeypatch
) -> None:
    asked: list[str] = []
    fetched = poll.fetch
    monkeypatch.setattr(poll, "fetch", lambda url, **more: asked.append(url) or fetched(url, **more))  # fmt: skip
    wire = dead(settings)
    assert wire.proposed_address == ""
    poll.poll(wire.pk, now=NOON.replace(hour=13), force=True)
    assert asked.count("https://post.example/feed") == 1


@pytest.mark.parametrize(
    ("body", "proposed"),
    [(rss(("1", "x", "y")), True), (b"<!doctype html><title>This domain is for sale</title>", False), (b"", False)],
    ids=["feed", "parked", "empty"],
)  # fmt: skip
def test_a_twin_is_proposed_only_where_it_can_be_read(
    settings, monkeypatch, body, proposed
) -> None:
    fetched = poll.fetch

    def answer(url: str, **more):
        if url.startswith("https://"):
            return Fetched(url, url, 200, {}, body, NOON)
        return fetched(url, **more)

    monkeypatch.setattr(poll, "fetch", answer)
    wire = dead(settings, kind="rss")
    assert bool(wire.proposed_address) is proposed
    assert wire.address == "http://post.example/feed"


def test_a_twin_that_another_wire_polls_is_not_asked(settings) -> None:
    Wire.objects.create(source=source("b"), address="https://post.example/feed", added_at=NOON, next_poll_at=NOON)  # fmt: skip
    wire = Wire(address="http://post.example/feed", errors=3)
    assert addresses.twin_to_try(wire, unreached=True, now=NOON) is None


def test_a_feed_that_moves_to_an_endless_address_is_still_read(site) -> None:
    there = "/" + "x" * 1500
    site.pages["/"] = Answer(b"", 301, {"Location": there})
    site.pages[there] = Answer(rss(("1", "Five hurt", "x")))
    wire = Wire.objects.create(source=source("a"), address="http://post.example/", added_at=NOON, next_poll_at=NOON)  # fmt: skip
    made = poll.poll(wire.pk, now=NOON, force=True)
    wire.refresh_from_db()
    assert (made.new, wire.moved_to) == (1, "")


@pytest.mark.parametrize("value", ["\u00b2", "\u00b2\u00b3", "-1", "1e9", "9" * 40, "soon", "Wed, 99 Foo 2026 25:61:61 GMT"])  # fmt: skip
@pytest.mark.parametrize("status", [429, 503])
def test_an_hour_to_come_back_that_is_none_is_passed_over(site, value, status) -> None:
    site.pages["/"] = Answer(b"busy", status, {"Retry-After": value})
    wire = Wire.objects.create(source=source("a"), address="http://post.example/", added_at=NOON, next_poll_at=NOON)  # fmt: skip
    made = poll.poll(wire.pk, now=NOON, force=True)
    assert (made.outcome, made.status) == ("failed", status)


def test_what_nobody_foresaw_in_an_answer_is_a_state_of_the_wire(site, monkeypatch) -> None:
    def broken(url: str, **_: object) -> None:
        raise ZeroDivisionError(url)

    monkeypatch.setattr(poll, "fetch", broken)
    wire = Wire.objects.create(source=source("a"), address="http://post.example/", added_at=NOON, next_poll_at=NOON)  # fmt: skip
    assert poll.poll(wire.pk, now=NOON, force=True).outcome == "failed"
    wire.refresh_from_db()
    assert wire.lease_token is None
    assert "could not take" in wire.words


@pytest.mark.parametrize("address", ["https://t.me/s/rescue", "https://t.me/rescue"])
@pytest.mark.parametrize(("led", "off"), [("https://t.me/rescue", True), ("https://t.me/s/rescue", False)])  # fmt: skip
def test_a_channel_without_preview_is_told_by_where_it_leads(address, led, off) -> None:
    answer = Fetched(address, led, 200, {}, b"", NOON)
    assert poll.preview_is_off(address, answer) is off


def test_the_number_of_a_post_has_plain_figures() -> None:
    odd = "https://x.com/desk/status/" + "\u00b2" * 18
    assert links.posted_at(links.read(odd)) is None
