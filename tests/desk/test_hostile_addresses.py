"""Whatever is typed, pasted or brought where an address or a search belongs is taken or refused in words."""

import socket
from html import escape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from desk.copyflow import candidates
from desk.models import Candidate
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESSES = [
    "http://[", "http://[::1", "http://]", "http://[v1.x]/", "http://:80/", "http://a:99999/", "http://a:-1/",
    "http://a:b/", "http://a.example:80:80/", "http://exa mple/", "http://%00/", "http://xn--/", "http://xn--a.example",
    f"http://{'a' * 300}.example/", f"http://{'a.' * 200}example/", "http://a..b/", "http://.../", "//", "http:///x",
    "http://?", "http://#", "javascript:alert(1)", "file:///etc/passwd", "gopher://x/", "ftp://x/", "data:,x",
    "http://user:pw@a.example/", "http://127.1/", "http://0x7f.1/", "http://2130706433/", "http://[::ffff:127.0.0.1]/",
    "http://[fe80::1%25eth0]/", "http://[fe80::1%eth0]/", "http://1.1.1.1 &@2.2.2.2# @3.3.3.3/",
    "http://a.example\\@127.0.0.1/", "http://a.example\r\nHost: b/", "http://１２７.0.0.1/", "http://127。0。0。1/",
    "https://t.me/", "https://t.me/s/", "https://t.me/%2e%2e/", "https://t.me/c/1/2", "https://x.com/", "https://x.com/@/status/",
    "https://x.com/i/status/99999999999999999999999999", "https://bsky.app/profile/", "https://bsky.app/profile/did:plc:/post/",
    "https://mastodon.example/@", "https://mastodon.example/@a@b@c", "at://", "at://x/y/z", "imaps://", "imaps://a@", "imaps://[",
    "folder:", "folder:../x", "folder:/etc", "acct:@", "@", "#", "\u202ehttp://a.example/", "\ufeffhttp://a.example/",
    "http://a.example/" + "%" * 500, "http://a.example/%zz", "http://a.example/?" + "a=1&" * 2000, "http://\u0130.example/",
    "http://" + "\u0301" * 50 + "/", "HTTP://A.EXAMPLE", "http:a.example", "http:\\\\a.example\\x", "https://www.youtube.com/@",
    "x" * 20_000, "\U0001f525", "http://\U0001f525.example/", "<a href='http://a.example'>x</a>", "\n", "%s%s%n", "{{ 7 }}",
]  # fmt: skip
SEARCHES = [
    "'", '"', "“", "(((", ")))", "a b*", "* *", "NOT", "NOT NOT a", "AND", "a AND", "OR OR", "a OR (b", "!", "\\", "a:*", "&", "|", "<->",
    "class:", "class:(", "source:[", "lang:\\", "place:'", "urgency:x", ":x", "-", "--", "a -", "-(a)", "()", "(\u202e)", "%", "_", "\u0301",
    "a" * 10_000, "a " * 3000, "(" * 3000, "NOT " * 1000 + "a", "\U0001f525", "‘’", "a\tb\nc", "class:x class:y class:", "* OR *", "е́",
    "“a b", "a*b*c*", "**", "a AND (b OR (c AND (d OR (e))))", "x:y:z", "//", "1/0", "<script>", "');drop table desk_story;--",
]  # fmt: skip


@pytest.fixture(autouse=True)
def no_names(monkeypatch) -> None:
    """No name resolves here, so that no refusal waits for a network."""

    def nobody(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "nobody")

    monkeypatch.setattr(socket, "getaddrinfo", nobody)


@pytest.fixture
def chief() -> Client:
    room = make.newsroom()
    make.story(room, slug="sadova")
    make.source("Rescue Service")
    client = Client(raise_request_exception=False, REMOTE_ADDR="192.0.2.78")
    client.force_login(room.cass)
    return client


DOORS = {
    "probe": ("/desk/sources/probe/", "address", {}),
    "a new source": ("/desk/sources/new/", "address", {"name": "Delo"}),
    "the paste box": ("/desk/wires/pasted/", "link", {}),
    "the paste box with words": ("/desk/wires/pasted/", "link", {"words": "Typed."}),
    "pasted words": ("/desk/wires/pasted/", "words", {}),
    "the paste box of a story": ("/desk/stories/sadova/attachments/", "link", {}),
    "domains": ("/desk/sources/rescue-service/accounts/", "domains", {}),
    "handles": ("/desk/sources/rescue-service/accounts/", "handles", {}),
    "a name": ("/desk/sources/new/", "name", {"address": "https://192.0.2.1/f"}),
}


@pytest.mark.parametrize("door", DOORS)
def test_no_address_breaks_a_door(chief, door) -> None:
    place, field, beside = DOORS[door]
    broken = []
    for n, address in enumerate(ADDRESSES):
        sent = beside | {field: address}
        if "name" in beside:
            sent["name"] = f"Delo {n}"
        answer = chief.post(place, sent)
        if answer.status_code >= 500 or (answer.status_code >= 400 and b"<h1" not in answer.content):  # fmt: skip
            broken.append((answer.status_code, address[:60]))
    assert broken == []


def test_no_address_in_a_list_breaks_the_list_or_stops_the_rest(chief) -> None:
    rows = "".join(f'<outline type="rss" text="{n}" xmlUrl="{escape(one)}"/>' for n, one in enumerate(ADDRESSES))  # fmt: skip
    answer = upload(chief, f"<opml><body>{rows}</body></opml>".encode())
    assert answer.status_code == 200
    while candidates.look_at_next(now=NOON):
        pass
    assert not Candidate.objects.filter(state="waiting").exists()
    assert not Candidate.objects.filter(state="answered").exists()
    assert chief.post("/desk/sources/lists/added/").status_code < 500
    assert chief.get("/desk/sources/lists/").status_code == 200


def test_an_address_that_breaks_the_look_stops_no_other(chief, monkeypatch) -> None:
    upload(chief, b'<opml><outline type="rss" text="a" xmlUrl="http://a.example/"/><outline type="rss" text="b" xmlUrl="http://b.example/"/></opml>')  # fmt: skip

    def broken(address: str, **_: object) -> None:
        raise ZeroDivisionError(address)

    monkeypatch.setattr(candidates.probe, "look", broken)
    assert candidates.look_at_next(now=NOON) == 2
    assert set(Candidate.objects.values_list("state", "words")) == {("wrong", "The desk could not look at this address.")}  # fmt: skip


def upload(client, body: bytes, name: str = "wires.opml"):
    sent = {"file": SimpleUploadedFile(name, body)}
    return client.post("/desk/sources/lists/", sent, follow=True)


BOMB = b'<!DOCTYPE opml [<!ENTITY a "' + b"x" * 1000 + b'"><!ENTITY b "' + b"&a;" * 1000 + b'">]><opml><body><outline type="rss" text="&b;" xmlUrl="http://a.example/&b;"/></body></opml>'  # fmt: skip


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 422),
        (b"\x00" * 100, 422),
        (b"not xml", 422),
        (b"<html></html>", 422),
        (b"<opml>" + b"<outline>" * 50_000, 200),
        (b"\xff\xfe<opml/>", 422),
        (b'<opml><body><outline type="rss" text="\xff" xmlUrl="http://a.example/"/></body></opml>', 200),
        (b'<!DOCTYPE opml SYSTEM "file:///etc/passwd"><opml><body/></opml>', 200),
        (BOMB, 200),
        (b"<opml>" + b"x" * 3_000_000, 422),
        (b"x" * 10_000_000, 422),
        (b"x" * 30_000_000, 413),
    ],
    ids="empty zeros words page deep encoding byte entity bomb 3-MB 10-MB 30-MB".split(),
)  # fmt: skip
def test_a_file_is_read_or_refused_in_words(chief, body, status) -> None:
    answer = upload(chief, body)
    assert answer.status_code == status
    assert b"<h1" in answer.content
    if status == 422:
        assert b"file" in answer.content.lower()


@pytest.mark.parametrize("place", ["/desk/wires/pasted/", "/desk/stories/sadova/attachments/", "/desk/notes/packs/uploads/"])  # fmt: skip
@pytest.mark.parametrize("size", [3_000_000, 30_000_000])
def test_more_than_a_form_may_send_is_refused_in_words(chief, place, size) -> None:
    sent = {"words": "x" * size, "file": SimpleUploadedFile("p.json", b"x" * size)}
    answer = chief.post(place, sent)
    assert 400 <= answer.status_code < 500
    assert b"<h1" in answer.content
    plain = chief.post(place, f"words={'x' * size}", content_type="application/x-www-form-urlencoded")  # fmt: skip
    assert plain.status_code == 413
    assert b"too large" in plain.content.lower()


def test_a_length_that_is_no_number_is_refused_in_words(client) -> None:
    for sent in ("²", "-1", "1e9"):
        answer = client.post("/", b"", content_type="text/plain", CONTENT_LENGTH=sent)
        assert answer.status_code == 413


@pytest.mark.parametrize("place", ["/desk/wires/?q=", "/desk/wires/arrived/?q=", "/desk/watches/new/?query=", "/desk/stories/sadova/wires/?q="])  # fmt: skip
def test_no_search_breaks_a_page(chief, place) -> None:
    from urllib.parse import quote

    broken = [one[:60] for one in SEARCHES + ADDRESSES[::6] if chief.get(place + quote(one)).status_code >= 500]  # fmt: skip
    assert broken == []


@pytest.mark.parametrize("place", ["/desk/watches/new/", "/desk/stories/sadova/watches/"])
def test_no_query_breaks_a_watch(chief, place) -> None:
    broken = []
    for one in SEARCHES:
        for more in ({}, {"look": "1"}):
            answer = chief.post(place, {"query": one, "desk": "night", "alerts": "1"} | more)
            if answer.status_code >= 500:
                broken.append(one[:60])
    assert broken == []
