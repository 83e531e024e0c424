"""The wires' pure hearts: counting origins, dates, queries, guard."""

import pytest

from wires import dates, guard
from wires.origins import Seen, count
from wires.text import plain


def test_four_links_to_one_post_are_one_source() -> None:
    assert (
        count([Seen("o", "a"), Seen("o"), Seen("o", "b")]).words
        == "Seen 3 times, 1 origin, 1 owner"
    )
    assert count([Seen("o"), Seen("p")]).owners == 1


@pytest.mark.parametrize(
    ("said", "hour"),
    [
        ("Wed, 01 Jul 2026 23:18:00 +0000", ("2026-07-01T23:18:00+00:00", None)),
        ("01 Jul 2026 23:18 GMT", ("2026-07-01T23:18:00+00:00", None)),
        ("2026-07-01T23:18:00+03:00", ("2026-07-01T20:18:00+00:00", None)),
        ("2026-07-01", (None, "2026-07-01")),
        ("Wed, 1 Jul 26 23:18 EST", ("2026-07-02T04:18:00+00:00", None)),
        ("Wed Jul 01 2026 23:18:00 GMT+0200 (CEST)", ("2026-07-01T21:18:00+00:00", None)),
        ("Wed Jul  1 23:18:00 2026", ("2026-07-01T23:18:00+00:00", None)),
        ("July 1, 2026 1:30 PM", ("2026-07-01T13:30:00+00:00", None)),
        ("Wednesday, July 1st, 2026", (None, "2026-07-01")),
        ("1 Jul 2026 24:00:00 Z", ("2026-07-02T00:00:00+00:00", None)),
        ("Mon, 01 Jan 0001 00:00:00 +0000", (None, None)), ("31 Feb 2026 10:00 GMT", (None, None)),
        ("1 Jul 2026 10:00 +3000", (None, None)), ("July 2026", (None, None)), ("1 Foo 2026", (None, None)),
        ("12.99", (None, None)), ("yesterday", (None, None)), ("2026-13-45", (None, None)), ("", (None, None)),
    ],
)  # fmt: skip
def test_hours_as_written(said, hour) -> None:
    at, on = dates.hour(said)
    assert (at.isoformat() if at else None, on) == hour


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "fe80::1",
        "2002:7f00:1::",
    ],
)
def test_no_inner_address_is_fetched(address) -> None:
    with pytest.raises(guard.Refused):
        guard.check(
            "http://lantern.example/feed", {}, resolver=lambda *_: ["93.184.216.34", address]
        )


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "gopher://a.example/",
        "http://u:p@a.example/",
        "http://a.example:8080/",
        "http:///x",
    ],
)
def test_only_the_open_web_is_fetched(url) -> None:
    with pytest.raises(guard.Refused):
        guard.check(url, {}, resolver=lambda *_: ["93.184.216.34"])


def test_the_one_door_is_exact() -> None:
    doors = guard.doors(["lantern.example=127.0.0.1:8105"])
    assert guard.check("http://lantern.example/f", doors) == guard.Target(
        "lantern.example", "127.0.0.1", 8105
    )
    with pytest.raises(guard.Refused):
        guard.check("http://x.lantern.example/f", doors, resolver=lambda *_: ["127.0.0.1"])
    with pytest.raises(guard.Refused):
        guard.doors(["lantern.example"])


def test_markup_becomes_words() -> None:
    assert (
        plain("<p>One<br>two</p><script>x()</script><p>Three &amp; four</p>")
        == "One\ntwo\n\nThree & four"
    )
