"""Adding sources: what an address is, what looks like what, lists in and out."""

import time

import pytest

from wires import discover, opml
from wires.lookalike import Known, alike, distance, likeness, likenesses, skeleton


@pytest.mark.parametrize(
    ("typed", "polled"),
    [
        ("https://t.me/staromist_rescue", "https://t.me/staromist_rescue"),
        ("https://t.me/s/staromist_rescue", "https://t.me/s/staromist_rescue"),
        ("https://t.me/staromist_rescue/12", "https://t.me/staromist_rescue"),
        ("https://twitter.com/kpszsu/status/2072466146037514484", "https://x.com/kpszsu"),
        ("https://bsky.app/profile/delo.example/post/3k", "https://bsky.app/profile/delo.example"),
        ("https://mastodon.example/@desk", "https://mastodon.example/@desk"),
        ("https://www.youtube.com/channel/UCabc", "https://www.youtube.com/feeds/videos.xml?channel_id=UCabc"),
        ("https://post.example/feed.xml", "https://post.example/feed.xml"),
    ],
)  # fmt: skip
def test_a_platform_has_an_address_that_can_be_polled(typed, polled) -> None:
    assert discover.road(typed).address == polled


@pytest.mark.parametrize(
    "typed",
    ["https://t.me/+abc", "https://t.me/c/1/2", "https://t.me/joinchat/abc"],
)
def test_what_cannot_be_polled_says_why(typed) -> None:
    road = discover.road(typed)
    assert road.closed
    assert road.rule.endswith(".")


def named(body: bytes, at: str = "https://post.example/news/", kind: str = "") -> list[str]:
    return [one.address for one in discover.page(body, at, kind).offers]


def test_a_page_names_its_feeds() -> None:
    body = b"""<html><head><title> The  Post </title>
      <link rel="alternate" type="application/rss+xml" title="All news" href="/rss.xml">
      <link rel="ALTERNATE" type="application/atom+xml; charset=utf-8" href="atom.xml">
      <link rel="stylesheet" href="/x.css"><link rel="alternate" hreflang="uk" href="/uk/">
      <link rel="alternate" type="application/rss+xml" href="javascript:x()"></head>"""
    found = discover.page(body, "https://post.example/news/")
    assert [(one.address, one.title, one.kind) for one in found.offers] == [
        ("https://post.example/rss.xml", "All news", "rss"),
        ("https://post.example/news/atom.xml", "", "atom"),
    ]
    assert found.title == "The Post"


def test_without_a_head_links_that_look_like_feeds_are_offered() -> None:
    body = b"<a href='/about'>About</a><a href='/feeds/world'>World</a><a href='/rss.xml'>RSS</a><a href='/breakfeeding'>x</a>"
    assert named(body, "https://p.example/") == [
        "https://p.example/feeds/world",
        "https://p.example/rss.xml",
    ]


FEED = "<link rel=alternate type=application/rss+xml href='{}'>"


@pytest.mark.parametrize(
    ("body", "addresses"),
    [
        ("<base href='https://cdn.example/x/'>" + FEED.format("rss"), ["https://cdn.example/x/rss"]),
        ("<base href='/deep/'>" + FEED.format("rss"), ["https://post.example/deep/rss"]),
        ("<base href='javascript:x'>" + FEED.format("rss"), ["https://post.example/news/rss"]),
        ("<base href='http://['>" + FEED.format("rss"), ["https://post.example/news/rss"]),
        ("<base target=x>" + FEED.format("rss"), ["https://post.example/news/rss"]),
        (FEED.format(""), []),
        (FEED.format("#top"), []),
        (FEED.format("https://post.example/news/"), []),
        (FEED.format("/rss#a") + FEED.format("/rss#b"), ["https://post.example/rss"]),
        (FEED.format("http://me:secret@post.example/rss"), []),
        (FEED.format("http://["), []),
        (FEED.format("/" + "x" * 2000), []),
        (FEED.format("data:text/xml,x"), []),
        (FEED.format("file:///etc/passwd"), []),
        (FEED.format("//post.example/rss"), ["https://post.example/rss"]),
    ],
)  # fmt: skip
def test_what_a_page_may_name(body, addresses) -> None:
    assert named(body.encode()) == addresses


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("<!doctype html><meta charset=windows-1251><title>Новости</title>".encode("cp1251"), ""),
        ("<html><head><meta http-equiv=Content-Type content='text/html; charset=koi8-u'><title>Новости</title>".encode("koi8-u"), "text/html"),
        ("<title>Новости</title>".encode("cp1251"), "text/html; charset=windows-1251"),
        ("\ufeff<title>Новости</title>".encode("utf-16"), ""),
        ("<!doctype html><meta charset=windows-1251><title>Новости</title>".encode(), ""),
        (b"<!doctype html><meta charset=no-such><title>\xd0\x9d\xd0\xbe\xd0\xb2\xd0\xbe\xd1\x81\xd1\x82\xd0\xb8</title>", ""),
    ],
)  # fmt: skip
def test_a_page_is_read_in_its_own_letters(body, kind) -> None:
    assert discover.page(body, "https://post.example/", kind).title == "Новости"


@pytest.mark.parametrize(
    "body",
    [
        b"<a href='/feed'>" * 60_000,
        b"<a href='/feed?x=" + b"'>".join(b"<b>%d" % n for n in range(90_000)),
        b"<div>" * 150_000 + b"<a href='/rss'>x",
        b"<link rel=alternate type=application/rss+xml href=/x>" * 20_000,
        b"<" * 900_000,
        b"<title>" + b"x" * 5_000_000,
        b"\x00" * 1_000_000,
        b"",
    ],
    ids="anchors bold depth links signs title zeros empty".split(),
)
def test_a_huge_page_takes_little_time(body) -> None:
    begun = time.process_time()
    discover.page(body, "https://post.example/")
    assert time.process_time() - begun < 2.0


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        ("https://social.example/@desk", True), ("https://medium.com/@desk", False), ("https://www.tiktok.com/@desk", False),
        ("https://social.example/@desk/1", False), ("https://social.example/@", False), ("http://[/@x", False),
    ],
)  # fmt: skip
def test_what_looks_like_an_account_of_mastodon(address, is_one) -> None:
    assert discover.like_mastodon(address) is is_one


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("lantem_wire", "lantern_wire", True), ("BВСWorld", "BBCWorld", True), ("staromist.rescue", "staromist_rescue", True),
        ("staromist_rescu", "staromist_rescue", True), ("staromist_resuce", "staromist_rescue", True), ("paypa1", "paypal", True),
        ("AP", "AFP", False), ("bbc", "abc", False), ("reuters", "Reuters", False), ("kyivpost", "odesapost", False),
        ("delo", "dela", True), ("delo", "delux", False), ("unian", "guardian", False), ("", "delo", False),
    ],
)  # fmt: skip
def test_what_can_be_taken_for_each_other(one, other, near) -> None:
    assert alike(one, other) is near


def test_edits_are_counted_and_bounded() -> None:
    assert [
        distance(a, b)
        for a, b in [("abc", "abc"), ("abcd", "abdc"), ("abc", "xbcd"), ("abcdef", "uvwxyz")]
    ] == [0, 1, 2, 3]
    assert skeleton("Ünïän") == skeleton("UNIAN")


def test_a_source_is_compared_with_the_registered_ones() -> None:
    lantern = Known("lantern", "Lantern Wire", ("lantern_wire",), ("lantern.example",))
    assert "@lantem_wire looks like @lantern_wire" in likeness(
        Known("", "x", ("lantem_wire",)), lantern
    )
    assert "lanterm.example looks like" in likeness(
        Known("", "x", (), ("lanterm.example",)), lantern
    )
    assert "bears the name" in likeness(Known("", "Lantern Wire", ("quite_another",)), lantern)
    assert likeness(Known("", "Lantern Wire", ("lantern_wire",)), lantern) == ""
    assert likenesses(lantern, [lantern]) == []


OPML = b"""<?xml version="1.0"?><opml version="1.1"><head/><body>
 <outline text="News"><outline type="rss" title="The Post" xmlUrl="https://post.example/rss"/>
 <outline type="rss" text="Again" xmlUrl="https://post.example/rss"/></outline>
 <outline type="rss" text="No address"/><outline text="Odd" xmlUrl="ftp://x.example/"/></body></opml>"""


def test_a_list_is_read_with_its_bad_rows() -> None:
    rows = opml.read(OPML)
    assert [(row.title, bool(row.wrong)) for row in rows] == [
        ("The Post", False), ("Again", True), ("No address", True), ("Odd", True),
    ]  # fmt: skip
    assert all(row.wrong.endswith(".") for row in rows[1:])


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not xml",
        b"<rss/>",
        b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x>&a;</x>",
        b"x" * (opml.LARGEST + 1),
    ],
)
def test_what_is_no_list_says_so(body) -> None:
    with pytest.raises(opml.OpmlError, match=r"\.$"):
        opml.read(body)


def test_our_list_can_be_read_again() -> None:
    said = opml.write([("A & B “<x>”", "https://a.example/?x=1&y=2", "official")], "Wires & more")
    assert [(row.title, row.address) for row in opml.read(said.encode())] == [
        ("A & B “<x>”", "https://a.example/?x=1&y=2")
    ]
