"""What a link is."""

import pytest

from wires.links import canonical, posted_at, public, read

HASH = "7c11e9a0d4f24b5f9a6e20b8aa31f0c2"
POST = "https://x.com/i/status/2072466146037514484"


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://twitter.com/a_b/status/2072466146037514484/video/1", POST),
        ("https://mobile.twitter.com/a_b/status/2072466146037514484?s=20", POST),
        ("x.com/a_b/status/2072466146037514484", POST),
        ("https://nitter.example/a_b/status/2072466146037514484", POST),
        ("https://t.me/s/Staromist_Rescue/12", "https://t.me/staromist_rescue/12"),
        (
            "https://www.lantern.example/a/1/?utm_source=x&b=2#part",
            "https://lantern.example/a/1?b=2",
        ),
        ("http://lantern.example/a/1?b=2", "https://lantern.example/a/1?b=2"),
        ("https://lantern-example.translate.goog/a/1", "https://lantern.example/a/1"),
        (
            f"https://lantern.example/article/pier-falls-{HASH}",
            f"https://lantern.example/article/{HASH}",
        ),
        (f"https://lantern.example/article/{HASH}/", f"https://lantern.example/article/{HASH}"),
        (
            f"https://lantern.example/article/pier-rises-{HASH}?utm_source=feed&fbclid=1",
            f"https://lantern.example/article/{HASH}",
        ),
        (f"https://pier-{HASH}/", f"https://pier-{HASH}"),
        (
            f"https://lantern.example/article/pier-{HASH[1:]}",
            f"https://lantern.example/article/pier-{HASH[1:]}",
        ),
        ("not an address", None),
        ("javascript:alert(1)", None),
    ],
)
def test_the_same_thing_has_the_same_key(url, key) -> None:
    assert canonical(url) == key


@pytest.mark.parametrize(
    ("url", "fact"),
    [
        ("https://t.me/staromist", "is_account"), ("https://x.com/lantern", "is_account"), ("https://t.me/c/12/3", "is_private"),
        ("https://t.me/+abcdef", "is_private"), ("https://docs.google.com/document/d/1", "is_private"), ("https://bit.ly/3x", "is_opaque"),
        ("https://lantern.example/a?token=abc", "is_leaky"), ("https://pbs.twimg.com/media/a.jpg", "is_image"),
        ("https://x.com/a/status/2", "truncated"), ("http://192.168.1.4/x", "is_private"),
    ],
)  # fmt: skip
def test_what_an_editor_should_know(url, fact) -> None:
    assert getattr(read(url), fact) is True


def test_the_hour_in_an_x_id() -> None:
    assert posted_at(read(POST)).isoformat(timespec="seconds") == "2026-07-01T23:43:28+00:00"


def test_share_marks_are_stripped_and_nothing_else() -> None:
    assert public("https://lantern.example/a?fbclid=1&id=7") == "https://lantern.example/a?id=7"
    assert public("https://youtu.be/abc?si=xyz") == "https://youtu.be/abc"
