"""Sitemaps: small ones of our own."""

from wires.parse import guess, parse, sitemap

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


def test_a_page_left_open_does_not_take_the_next_ones_words() -> None:
    found = parse(
        b"<urlset><url><loc>https://a.example/1</loc><image><loc>https://a.example/1.jpg</loc></image>"
        b"<url><loc>https://a.example/2</loc><news><title>Two</title></news></url></url></urlset>"
    )
    assert [(i.external_id, i.title, len(i.media)) for i in found.items] == [
        ("https://a.example/1", "", 1),
        ("https://a.example/2", "Two", 0),
    ]


def entries(count: int, *, dated: bool = True, name: str = "url") -> bytes:
    """So many pages, the one in the middle changed last, the others long ago."""
    told = ""
    for n in range(count):
        day = "2026-07-02T10:00:00Z" if n == count // 2 else f"2020-01-{1 + n % 28:02}"
        last = f"<lastmod>{day}</lastmod>" if dated else ""
        told += f"<{name}><loc>https://a.example/{n}</loc>{last}</{name}>"
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{told}</urlset>'.encode()


def test_of_more_pages_than_are_read_those_that_changed_last_are() -> None:
    found = parse(entries(9001))
    urls = [one.url for one in found.items]
    assert len(urls) == 2000
    assert "https://a.example/4500" in urls
    assert urls == sorted(urls, key=lambda url: int(url.rpartition("/")[2])), "in its own order"
    assert found.faults == ("it lists 9001 pages, of which the 2000 that changed last are read",)


def test_where_no_page_says_when_it_changed_the_first_are_read() -> None:
    assert parse(entries(2500, dated=False)).items[-1].url == "https://a.example/1999"


MAPS = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://a.example/2019.xml</loc><lastmod>2019-12-31</lastmod></sitemap>
<sitemap><loc>/2026.xml</loc><lastmod>2026-07-02</lastmod></sitemap>
<sitemap><loc>https://a.example/news.xml</loc></sitemap><sitemap></sitemap>
</sitemapindex>"""


def test_an_index_names_its_sitemaps_those_of_news_first() -> None:
    assert sitemap.named(MAPS, "https://a.example/sitemap.xml") == [
        "https://a.example/news.xml", "https://a.example/2026.xml", "https://a.example/2019.xml",
    ]  # fmt: skip
    assert "names other sitemaps" in parse(MAPS).faults[0]
