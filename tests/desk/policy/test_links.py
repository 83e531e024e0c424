"""Links by what they are: four that a reader cannot check for every code, and four that only look like it."""

import pytest

from tests.desk.policy.pieces import exact, piece, whole

FIRES = {
    "duplicate-link": [
        ("https://www.dw.com/en/a/a-1", "https://dw.com/en/a/a-1"),
        ("https://x.com/dwnews/status/2064600000000000000", "https://twitter.com/dwnews/status/2064600000000000000?s=20"),
        ("https://t.me/kpszsu/44", "https://t.me/s/kpszsu/44"),
        ("https://www.dw.com/en/a/a-1?utm_source=x", "https://www.dw.com/en/a/a-1#top"),
        ("https://www.dw.com/en/a/a-1", "https://www.dw.com/en/a/a-1?amp"),
    ],
    "channel-not-post": [("https://t.me/kpszsu",), ("https://www.youtube.com/@dwnews",), ("https://x.com/dwnews",), ("https://www.reuters.com/world/africa/",), ("https://www.news24.com/southafrica/crime-and-courts",), ("https://www.monitor.co.ug/uganda/news/national",), ("https://apnews.com/hub/kenya",), ("https://www.bbc.com/swahili",), ("https://nation.africa/kenya/counties/mombasa",), ("https://x.com/search?q=quay",)],
    "truncated-id": [("https://x.com/dwnews/status/20646",), ("https://x.com/dwnews/status/2064600…",), ("https://x.com/dwnews/status/",), ("https://www.instagram.com/p/",), ("https://www.youtube.com/watch?v=a1b2",), ("https://www.tiktok.com/@dwnews/video/7301",)],
    "opaque-link": [("https://bit.ly/3xYz",), ("https://tinyurl.com/quay",), ("https://t.co/abc123",), ("http://10.0.0.8/minutes.pdf",)],
    "private-link": [("https://t.me/c/19876/44",), ("https://t.me/+Qx7ZrT2mLpY0",), ("https://drive.google.com/file/d/1a2b/view",), ("https://chat.whatsapp.com/Gk2Z",)],
    "leaky-link": [("https://dw.com/a?token=9f2c",), ("https://dw.com/a?sessionid=9f2c",), ("https://dw.com/a?X-Amz-Signature=9f",), ("https://dw.com/a?u=eyJhbGciOiJIUzI1NiJ9.e30",), ("https://www.instagram.com/p/DQx7LkMoT2c/?igsh=MzRlODBi",), ("https://dw.com/a?fbclid=IwY2xjawPq7d",), ("https://www.nytimes.com/2026/a.html?unlocked_article_code=1.abc",)],
    "proxy-link": [
        ("https://nitter.net/dwnews/status/2064600000000000000",),
        ("https://www-dw-com.translate.goog/a?_x_tr_sl=de",),
        ("https://webcache.googleusercontent.com/search?q=cache:https://www.dw.com/a",),
        ("https://12ft.io/https://www.dw.com/a",),
        ("https://12ft.io/proxy?q=https://www.dw.com/a",),
        ("https://cdn.ampproject.org/c/s/www.dw.com/a",),
    ],
    "image-not-post": [("https://pbs.twimg.com/media/Gq1?format=jpg",), ("https://i.imgur.com/abc.png",), ("https://cdn4.telesco.pe/file/a.jpg",), ("https://www.dw.com/image/71.jpeg",)],
}  # fmt: skip
NEAR = {
    "duplicate-link": [
        ("https://www.dw.com/en/a/a-1", "https://www.dw.com/en/b/a-2"),
        ("https://t.me/kpszsu/44", "https://t.me/kpszsu/45"),
        ("https://x.com/dwnews/status/2064600000000000000", "https://x.com/dwnews/status/2064600000000000001"),
        ("https://www.dw.com/a?page=1", "https://www.dw.com/a?page=2"),
    ],
    "channel-not-post": [("https://t.me/kpszsu/44",), ("https://www.youtube.com/watch?v=a1b2c3d4e5f",), ("https://x.com/dwnews/status/2064600000000000000",), ("https://www.reuters.com/world/africa/quay-falls-2026-06-09/",), ("https://www.gullrock.example/news/pier-crocodile/",), ("https://www.metoffice.gov.uk/weather/warnings-and-advice",), ("https://www.samoaobserver.ws/category/samoa/120001",), ("https://apnews.com/article/quay",), ("https://www.nytimes.com/interactive/quay",), ("https://www.state.gov/travel/chad",), ("https://www.gov.uk/world/kenya",)],
    "truncated-id": [("https://x.com/dwnews/status/2064600000000000000",), ("https://t.me/kpszsu/4",), ("https://www.instagram.com/p/C8xYz12AbCd/",), ("https://www.dw.com/en/a/a-1",)],
    "opaque-link": [("https://www.dw.com/s/quay",), ("https://www.bitly.com/blog/quay",), ("https://tinyurl.example.org/quay",), ("https://ten.example.org/0.8",)],
    "private-link": [("https://t.me/kpszsu/44",), ("https://workspace.google.com/blog/drive",), ("https://faq.whatsapp.com/1",), ("https://docs.google.com/document/d/e/2PACX-1vQ/pub",), ("https://support.discord.com/hc/a",)],
    "leaky-link": [("https://dw.com/token-sale?page=3",), ("https://dw.com/a?id=71834",), ("https://dw.com/a?lang=en",), ("https://dw.com/a?date=2026-06-09",), ("https://x.com/dwnews/status/2064600000000000000?s=20",), ("https://dw.com/a?utm_source=newsletter",)],
    "proxy-link": [("https://web.archive.org/web/20260609/https://www.dw.com/a",), ("https://translate.google.com/about",), ("https://www.dw.com/amp-station",), ("https://www.dw.com/en/cache/a-1",)],
    "image-not-post": [("https://x.com/dwnews/status/2064600000000000000/photo/1",), ("https://www.dw.com/en/jpg-turns-30/a-1",), ("https://www.instagram.com/p/C8xYz12AbCd/",), ("https://imgur.example.org/gallery",), ("https://commons.wikimedia.org/wiki/File:Quay.jpg",)],
}  # fmt: skip


def told(table):
    """Every case of a table with its code."""
    return [pytest.param(code, links, id=f"{code}: {links[-1]}") for code, cases in table.items() for links in cases]  # fmt: skip


@pytest.mark.parametrize(("code", "links"), told(FIRES))
def test_a_link_that_a_reader_cannot_check(code, links) -> None:
    assert exact(code, piece("The quay fell.", *links))[-1] == links[-1]


@pytest.mark.parametrize(("code", "links"), told(NEAR))
def test_a_link_that_only_looks_like_one(code, links) -> None:
    assert exact(code, piece("The quay fell.", *links)) == []


def test_a_bare_picture_is_told_as_one_and_no_more() -> None:
    links = ("https://www.bbc.co.uk/news/articles/c9q2kz7e1y0o", "https://i.imgur.com/abc.png")
    facts = whole("The quay burned, the BBC reported.", *links)
    assert exact("image-not-post", facts) == [links[1]]
    assert exact("orphan-link", facts) == []
