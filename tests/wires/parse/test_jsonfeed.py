"""JSON Feed as its makers read it differently: invented feeds."""

import json

import pytest

from wires.parse import parse
from wires.types import Medium

FEED = {"version": "https://jsonfeed.org/version/1.1", "language": "en-GB", "authors": [{"name": "The Lantern"}]}  # fmt: skip
HOUR = "2026-07-01T23:18:00Z"


def entry(**said):
    """The one entry of a feed."""
    (item,) = parse(json.dumps(FEED | {"items": [{"id": "1"} | said]}).encode()).items
    return item


@pytest.mark.parametrize(
    ("said", "field", "value"),
    [
        pytest.param({}, "author", "The Lantern", id="the feed's author where the entry has none"),
        pytest.param({"author": {"name": "Ida"}}, "author", "Ida", id="an author as 1.0 has them"),
        pytest.param({"author": "Ida"}, "author", "Ida", id="an author who is a name only"),
        pytest.param({"authors": [{"url": "https://a.example/"}]}, "author", "The Lantern", id="an author without a name"),
        pytest.param({}, "language", "en-gb", id="a language as other readers write it"),
        pytest.param({"language": "fr"}, "language", "fr", id="the entry's own language"),
        pytest.param({"image": "https://a.example/1.png", "attachments": [{"url": "https://a.example/2.mp3", "mime_type": "audio/mpeg"}]},
                     "media", (Medium("https://a.example/2.mp3", "audio/mpeg"), Medium("https://a.example/1.png", "image")), id="a picture"),
        pytest.param({"date_modified": "2026-07-01"}, "posted_on", "2026-07-01", id="the day of a change where no other is told"),
    ],
)  # fmt: skip
def test_an_entry(said, field, value) -> None:
    assert getattr(entry(**said), field) == value


def test_the_hour_of_a_change_stands_in_for_one_of_publication() -> None:
    found = entry(date_modified=HOUR)
    assert found.posted_at == found.updated_at == entry(date_published=HOUR).posted_at
