"""Documents made to hurt: each ends in a clear state, and soon. The bound is three times the budget, so as not to flake.

Uncovered: to count lines costs more than to read these documents.
"""

import contextlib
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from wires import dates, links, text
from wires.parse import anpa, parse
from wires.parse.errors import Unreadable

pytestmark = pytest.mark.no_cover
ROOT = Path(__file__).resolve().parents[2]
MANY = 100_000
SECONDS = 3.0


def rss(inside: bytes) -> bytes:
    return (
        b'<rss version="2.0"><channel><title>t</title><item><title>x</title><guid>1</guid><description>'
        + inside
        + b"</description></item></channel></rss>"
    )


def laughs() -> bytes:
    entities = b'<!ENTITY a0 "lol">' + b"".join(
        b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12)
    )
    return (
        b'<?xml version="1.0"?><!DOCTYPE l [' + entities + b']><rss version="2.0"><channel><item>'
        b"<title>&a11;</title></item></channel></rss>"
    )


HOSTILE = {
    "nested blocks, escaped": rss(b"&lt;div&gt;" * MANY),
    "nested blocks in CDATA": rss(b"<![CDATA[" + b"<div>" * MANY + b"]]>"),
    "tags that never end": rss(b"&lt;a" * MANY),
    "scripts that never end": rss(b"&lt;script&gt;" * MANY),
    "comments that never end": rss(b"&lt;!--" * MANY),
    "CDATA that never ends": rss(b"<![CDATA[" * MANY),
    "deep XML": b'<rss version="2.0"><channel>' + b"<a>" * MANY + b"</a>" * MANY + b"</channel></rss>",
    "attributes": b'<rss version="2.0" ' + b" ".join(b'a%d="x"' % n for n in range(MANY)) + b"><channel/></rss>",
    "laughs": laughs(),
    "a title of ten megabytes": b'<rss version="2.0"><channel><item><title>' + b"x" * 10_000_000 + b"</title></item></channel></rss>",
    "items": b'<rss version="2.0"><channel>' + b"".join(b"<item><guid>%d</guid></item>" % n for n in range(MANY)) + b"</channel></rss>",
    "a DTD told again and again": b"<!-- <!ENTITY --><!--" + b"<!DOCTYPE" * MANY + b"-->" + rss(b"x"),
    "a DTD begun again and again": b"<!-- <!ENTITY -->" + b"<!DOCTYPE[" * 19_900 + rss(b"x"),
    "CDATA without end": b"<rss><channel><item><title>" + b"<![CDATA[]]>" * 820_000,
    "zero signs": rss(b"a\x00b" * 1000),
    "deep JSON": b'{"items":' * MANY,
    "a number of many digits": b'{"version":"https://jsonfeed.org/version/1","items":[{"id":' + b"9" * MANY + b"}]}",
    "a deep channel page": b"<!doctype html><body>" + b"<div class='tgme_widget_message'>" * 30_000,
    "a deep channel page with signs in its marks": b"<!doctype html><body>" + b"<div class='tgme_widget_message' x='<'>" * 30_000,
    "nested blocks with signs in their marks": rss(b"&lt;div x='&lt;'&gt;" * MANY),
    "instructions": b"<?x ?>" * MANY,
    "a date of many digits": b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><updated>' + b"2020-" * MANY + b"</updated></entry></feed>",
    "pages of a sitemap inside one another": b"<urlset>" + b"<url><loc>https://a.example/1</loc>" * 240 + b"<news><title>a</title></news>" * 5000 + b"</url>" * 240 + b"</urlset>",
    "empty titles of a sitemap inside one another": b"<urlset><url><loc>https://a.example/1</loc><news>" + b"<title>" * 200 + b"<b/>" * 100_000 + b"</title>" * 200 + b"</news></url></urlset>",
    "empty pictures of a sitemap inside one another": b"<urlset><url><loc>https://a.example/1</loc>" + b"<image><loc>" * 120 + b"<b/>" * 100_000 + b"</loc></image>" * 120 + b"</url></urlset>",
    "pictures of a sitemap inside one another": b"<urlset><url>" + b"<image><loc>" * 100 + b"x " * 100_000 + b"</loc></image>" * 100 + b"</url></urlset>",
    "comments before anything that never end": b"<!--" * 2_000_000,
    "comments before a list that never end": b"[" + b"<!--" * 2_000_000,
    "marks": b'<rss version="2.0"><channel>' + b"<a/>" * 2_000_000 + b"</channel></rss>",
    "marks of a news item": b"<NewsML><NewsItem><NewsComponent><ContentItem><DataContent>" + b"<a/>" * 150_000 + b"</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>",
    "news items inside one another": b"<NewsML>" + b"<NewsItem><NewsComponent>" * 90 + b"<a/>" * 100_000 + b"</NewsComponent></NewsItem>" * 90 + b"</NewsML>",
    "remarks that never end": b"dpa001 3 pl 100 dpa 001\nKey\n" + b"(a\n" * 200_000,
    "messages of short lines": (b"dpa001 3 PL 100 dpa 001\nKey\n" + b"- a\n" * 5000 + b"010203 GMT Jul 2026\n") * 400,
    "parts of a letter": b"From: a@b.example\nSubject: x\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\na\n" * MANY,
    "parts of a letter inside one another": b"From: a@b.example\nSubject: x\n" + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(150)) + b"a\n" * 1_000_000,
    "parts of a letter whose sign is written in pieces": b"From: a@b.example\nSubject: x\nContent-Type: multipart/mixed; boundary*0=b; boundary*1=c\n\n" + b"--bc\n\na\n" * MANY,
    "posts of a channel inside one another": b"<!doctype html><body>" + b"<div class='tgme_widget_message' data-post='a/1'><div class='tgme_widget_message_text js-message_text'>" * 170 + b"<p><i class='emoji'><b>a</b></i>" * 40_000,
    "entries inside titles of entries": b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>" + b"<item><title>" * 80 + b"&lt;li&gt;&amp;lt;" * MANY + b"</rdf:RDF>",
    "contents of a news item inside one another": b"<NewsML><NewsItem><NewsComponent>" + b"<ContentItem><DataContent>" * 80 + b"<b>a</b>" * 60_000 + b"</NewsComponent></NewsItem></NewsML>",
    "a sitemap of fifty thousand pages": b"<urlset>" + b"<url><loc>https://a.example/1</loc><lastmod>2026-07-02</lastmod><priority>1</priority></url>" * 50_000 + b"</urlset>",
    "marks of a NewsML-G2 item": b"<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='a'><contentMeta><headline>a</headline></contentMeta><contentSet>" + b"<p>a</p>" * 90_000,
    "pictures of an entry": rss(b"") .replace(b"<guid>", b"<enclosure url='a'/>" * 190_000 + b"<guid>"),
    "lines that are no answer": b'{"data":[' + b'\n{"id":"1"}\n' * 500_000,
    "beginnings of messages": b"\x01a0001\x02\n" + b"\x01" * 5_000_000,
    "drawings in a channel page that other marks end": b"<!doctype html><div class='tgme_widget_message' data-post='a/1'>" + b"</div><svg>" * MANY,
    "lines above a letter": b"From: a@b.example\nSubject: x\n" + b"X:\n" * 2_000_000 + b"\nWords.",
    "stories inside one another": b"<nitf><body>" + b"<body.content><abstract>" * 100 + b"<a/>" * MANY,
    "a type of a letter without an end": b"From: a@b.example\nSubject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n" + b"Content-Type: text/plain;" * 40_000,
    "quotation marks of a sender": b"Subject: x\nFrom: a " + b'"' * MANY + b"\n\nWords.",
    "remarks on how a part is written": b"From: a@b.example\nSubject: x\nContent-Transfer-Encoding: a " + b"(" * MANY + b"\n\nWords.",
    "pictures of a story beside one another": b"<nitf><body><body.content>" + b"<media-reference source='a'>a</media-reference>" * 95_000,
    "persons of a byline inside one another": b"<nitf><body><body.head><byline>" + b"<person>" * 150 + b"<person>a</person>" * 95_000,
    "stories inside one another, in another document": b"<nitfs><nitf>" + b"<nitf><body><body.content>" * 60 + b"<p>a</p>" * 95_000,
    "texts of a story inside marks": b"<nitf><body>" + b"<q>" * 170 + b"<body.content>a</body.content>" * 95_000,
    "descriptions of a NewsML-G2 item": b"<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='a'><contentMeta>" + b"<description>a</description>" * 95_000,
    "headlines of a NewsML-G2 item, all of them empty": b"<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='a'><contentMeta>" + b"<headline> </headline>" * 95_000,
    "items of a package": b"<packageItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='a'><groupSet>" + b"<itemRef href='a'><title>a</title></itemRef>" * 45_000,
    "NewsML-G2 items inside one another": b"<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='a'>" + b"<newsItem>" * 150 + b"<newsItem>a</newsItem>" * 95_000,
    "what a news item replaces, and its ids inside one another": b"<NewsML><NewsItem><NewsComponent>" + b"<PublicIdentifier><AssociatedWith FormalName='replaces' NewsItem='urn:newsml:a:b:c:1'>" * 80 + b"<AssociatedWith FormalName='replaces' NewsItem='urn:newsml:a:b:c:1'>a</AssociatedWith>" * 90_000,
    "short lines of an AP story": b"\x01a0001\x02BC-a,100<\n" + b"a\n" * 4_000_000,
    "lines above an AP story": b"\x01a0001\x02BC-a,100<\n" + b"^12 a<\n" * 1_000_000,
    "blanks behind an AP slug": b"\x01a0001\x02BC-a," + b" " * 390_000 + b"a<\nWords.",
    "signs of an address in a writer's name": rss(b"").replace(b"<guid>", b"<author>" + b"@" * 300_000 + b"</author><guid>"),
    "names in the query of an address": rss(b"").replace(b"<guid>", b"<link>https://a.example/?" + b"a&amp;" * 300_000 + b"</link><guid>"),
    "blanks in every field of a NewsML-G2 item": b"<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='a'><itemMeta>" + b"".join(b"<%b>%b</%b>" % (name, b"10:10 " * 300_000, name) for name in (b"edNote", b"embargoed")) + b"</itemMeta><contentMeta>" + b"".join(b"<%b>%b</%b>" % (name, b"10:10 " * 300_000, name) for name in (b"slugline", b"headline", b"by")) + b"</contentMeta></newsItem>",
    "mail in mail": b"MIME-Version: 1.0\r\nFrom: a@b\r\nSubject: y\r\nContent-Type: message/rfc822\r\n\r\n" * 3000,
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_document_ends_in_a_clear_state_and_soon(name) -> None:
    began = time.process_time()
    try:
        said = parse(HOSTILE[name]).items
    except Unreadable as refusal:
        assert str(refusal).endswith(".")
    else:
        assert all("lollol" not in item.title for item in said)
    assert time.process_time() - began < SECONDS


MEGABYTES = 100


def peak() -> int:
    """The most this program has held, in megabytes."""
    said = Path("/proc/self/status").read_text(encoding="ascii")
    return int(said.partition("VmHWM:")[2].split()[0]) // 1024


def swelling(bodies: dict[str, bytes], into: str) -> None:
    """How much each document costs, each read in a copy of this program that has read none."""
    parse(rss(b"&lt;p&gt;Words enough that their language is told, so that its model is there."))
    for name, body in bodies.items():
        child = os.fork()
        if child:
            os.waitpid(child, 0)
            continue
        before = peak()
        with contextlib.suppress(Unreadable):
            parse(body)
        with Path(into).open("a", encoding="utf-8") as rows:
            rows.write(f"{name}\t{peak() - before}\n")
        os._exit(0)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_hostile_documents_take_little_memory(tmp_path) -> None:
    """In a program of its own: this one is large already and has threads."""
    rows = tmp_path / "rows"
    begun = f"import tests.wires.test_hostile as t; t.swelling(t.HOSTILE, {str(rows)!r})"
    subprocess.run([sys.executable, "-c", begun], cwd=ROOT, check=True)
    took = dict(line.split("\t") for line in rows.read_text(encoding="utf-8").splitlines())
    assert took.keys() == HOSTILE.keys()
    assert {name: mb for name, mb in took.items() if int(mb) > MEGABYTES} == {}


def test_nothing_outside_is_read() -> None:
    body = (
        b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        b'<rss version="2.0"><channel><item><title>&x;</title></item></channel></rss>'
    )
    assert "root" not in parse(body).items[0].title


@pytest.mark.parametrize(
    ("markup", "deep"),
    [
        ("<p>one<p>two<p>three", 0),
        ("<div><div>x</div></div>", 2),
        ("<div><br><img></div><div></div>", 1),
        ("</div></div><div>", 1),
        ("a < b > c", 0),
    ],
)
def test_depth(markup, deep) -> None:
    assert text.depth(markup) == deep


def test_words_too_deep_for_a_tree_are_read_all_the_same() -> None:
    markup = "<div>" * 600 + "<script>bad()</script>First.<p>Second &amp; <b>third</b>."
    assert text.plain(markup) == "First.\n\nSecond & third."


def test_what_is_long_is_not_kept_in_memory() -> None:
    before = links.remembered.cache_info().currsize, dates.remembered.cache_info().currsize
    for number in range(20):
        long = f"{number}{'x' * 20_000}"
        assert links.read(f"https://paper.example/{long}").host == "paper.example"
        assert dates.hour(f"{long} 1 July 2026") == (None, None)
    assert (
        links.remembered.cache_info().currsize,
        dates.remembered.cache_info().currsize,
    ) == before


@pytest.mark.parametrize("wrapped", [False, True], ids=["one element", "many elements"])
def test_name_spaces_without_end_cost_no_more_for_every_entry(wrapped) -> None:
    around = " ".join(f"xmlns:a{n}='u{n}'" for n in range(3000))
    one = "<wrap><item><guid>{}</guid></item></wrap>" if wrapped else "<item><guid>{}</guid></item>"
    entries = "".join(one.format(n) for n in range(2000))
    body = f"<rss {around}><channel>{entries}</channel></rss>".encode()
    begun = time.process_time()
    assert len(parse(body).items) == 2000
    assert time.process_time() - begun < SECONDS


@pytest.mark.parametrize(
    "unit",
    ["<option>x", "<OPTION>x</OPTION>", "<rt>x", "<br>x", "<a><p>x", "<dt><li>x", "<LI><dd>x"],
)
def test_markup_of_any_kind_is_read_in_a_moment(unit) -> None:
    begun = time.process_time()
    assert "x" in text.plain("<select>" * ("option" in unit.lower()) + unit * 22_000)
    assert time.process_time() - begun < 1


@pytest.mark.parametrize(
    "unsaid",
    ["<!-- unsaid -->", "<script>unsaid</script >", "<title>unsaid</title>", "<iframe>unsaid</iframe>"],
)  # fmt: skip
def test_what_is_not_said_is_not_said_deep_down_either(unsaid) -> None:
    assert text.plain("<div>" * 600 + f"one {unsaid}two") == "one two"


def test_a_paragraph_of_many_short_lines_costs_their_sum_and_not_their_square() -> None:
    times = []
    for many in (200_000, 800_000):
        body = "a\n" * (many // 2)
        begun = time.process_time()
        anpa.joined(body)
        times.append(time.process_time() - begun)
    assert times[1] < 8 * times[0] + 0.1
