"""The same file under many addresses, and where it was seen before."""

from datetime import timedelta

import pytest

from tests.make import NOON
from tests.wires.test_store import LONG, parsed, put, wire
from wires.media import medium_key, seen_before
from wires.models import Item, ItemMedium
from wires.types import Medium, RelayOf


@pytest.mark.parametrize(
    "same",
    [
        ("https://pbs.twimg.com/media/GabcD_1?format=jpg&name=small", "https://pbs.twimg.com/media/GabcD_1.jpg:large"),
        ("https://cdn4.telesco.pe/file/abc-DEF.jpg?token=1", "https://cdn1.telesco.pe/file/abc-DEF.jpg?token=2"),
        ("https://scontent.fbcdn.net/v/t1/9_n.jpg?oh=1&oe=2", "https://scontent-b.xx.fbcdn.net/v/t1/9_n.jpg?oh=9"),
        ("https://a.example/p.jpg?utm_source=x", "https://a.example/p.jpg"),
        ("https://proxy.example/i?url=https://a.example/p.jpg&w=3", "https://a.example/p.jpg"),
    ],
)  # fmt: skip
def test_one_file_has_one_key(same) -> None:
    assert len({medium_key(url) for url in same}) == 1


def test_two_files_have_two() -> None:
    assert medium_key("https://pbs.twimg.com/media/A1") != medium_key("https://pbs.twimg.com/media/A2")  # fmt: skip
    assert medium_key("https://a.example/x?id=1") != medium_key("https://a.example/x?id=2")


PICTURE = (Medium("https://pbs.twimg.com/media/GabcD_1?name=small", "image"),)
MARCH = NOON.replace(month=3, day=3)


@pytest.mark.django_db
def test_an_old_picture_under_a_new_post_is_told() -> None:
    put([parsed("1", text="Old street.", media=PICTURE, posted_at=MARCH)], wire("a"))
    put([parsed("2", text=LONG, media=(Medium("https://pbs.twimg.com/media/GabcD_1.jpg"),))], wire("b"))  # fmt: skip
    old, new = Item.objects.order_by("pk")
    found = seen_before([old, new])
    assert [b.words for b in found[new.pk]] == ["Seen before on 3 March 2026, from a"]
    assert old.pk not in found


@pytest.mark.django_db
def test_what_passes_a_post_on_shows_no_old_picture() -> None:
    relay = RelayOf("https://x.com/i/status/1", None, None)
    put([parsed("1", text="x", url="https://x.com/i/status/1", media=PICTURE)], wire("a"))
    put([parsed("2", text="y", media=PICTURE, relay_of=relay)], wire("b"), after=timedelta(hours=1))
    assert not seen_before(Item.objects.all())


@pytest.mark.django_db
def test_the_same_bytes_elsewhere_are_told_by_their_hash() -> None:
    put([parsed("1", text="Old.", media=(Medium("https://a.example/1"),), posted_at=MARCH)], wire("a"))  # fmt: skip
    put([parsed("2", text=LONG, media=(Medium("https://b.example/2"),))], wire("b"))
    assert not seen_before(Item.objects.all())
    ItemMedium.objects.update(digest="f" * 64)
    new = Item.objects.get(external_id="2")
    assert seen_before([new])[new.pk][0].by_bytes
