"""What groups and boards write: invented documents."""

import pytest

from wires.types import Medium

HERE = {"@context": ["https://www.w3.org/ns/activitystreams", {}]}
GROUP, IDA = "https://board.example/c/harbour", "https://board.example/u/ida"
PAGE = {
    "type": "Page",
    "id": "https://board.example/post/7",
    "attributedTo": IDA,
    "name": "Nine hurt at the quay",
    "published": "2026-07-01T23:18:00Z",
}
POSTED = {
    "external_id": PAGE["id"],
    "url": PAGE["id"],
    "title": PAGE["name"],
    "author": IDA,
    "posted_at": "2026-07-01T23:18:00+00:00",
}
GONE = {"external_id": PAGE["id"], "url": PAGE["id"], "withdrawn": True}


def does(what: str, thing, who: str = IDA) -> dict:
    """Something done."""
    return {
        "type": what,
        "id": f"https://board.example/a/{what.lower()}",
        "actor": who,
        "object": thing,
    }


def told(thing) -> dict:
    """The group tells its readers of it."""
    return HERE | does("Announce", thing, GROUP)


@pytest.mark.parametrize(
    ("data", "items"),
    [
        pytest.param(told(does("Create", PAGE)), [POSTED], id="a post in the group is that post, at its own hour"),
        pytest.param(told(does("Update", PAGE | {"updated": "2026-07-02T00:00:00Z"})),
                     [POSTED | {"updated_at": "2026-07-02T00:00:00+00:00"}], id="so is its newer text"),
        pytest.param(told(does("Delete", PAGE["id"])), [GONE], id="a deletion in the group takes the post back"),
        pytest.param(told(does("Like", PAGE["id"])), [], id="a like in the group is no post"),
        pytest.param(told(does("Undo", does("Like", PAGE["id"]))), [], id="nor is one taken back"),
        pytest.param(told(does("Lock", PAGE["id"])), [], id="nor a doing that we have no name for"),
        pytest.param(HERE | does("Undo", does("Delete", PAGE["id"])), [], id="a deletion undone takes nothing back"),
        pytest.param(HERE | does("Create", [PAGE, PAGE | {"id": "https://board.example/post/8"}]),
                     [POSTED, POSTED | {"external_id": "https://board.example/post/8", "url": "https://board.example/post/8"}],
                     id="two posts made at once"),
        pytest.param(HERE | PAGE | {"url": "https://lantern.example/a/1"}, [POSTED], id="a post about a link is not the page it links to"),
        pytest.param(HERE | PAGE | {"url": "https://board.example/p/1.jpg"}, [POSTED], id="nor a post about a picture the picture"),
        pytest.param(HERE | PAGE | {"type": "Video", "url": [
            {"type": "Link", "mimeType": "video/mp4", "href": "https://tube.example/7.mp4"},
            {"type": "Link", "mimeType": "text/html", "href": "https://tube.example/w/7"}]},
            [POSTED | {"url": "https://tube.example/w/7", "media": (Medium("https://tube.example/7.mp4", "video/mp4"),)}],
            id="a film's page, as older tubes write it"),
        pytest.param(HERE | does("Create", {"type": "Note", "id": "u:1", "name": "Ida", "inReplyTo": "u:2"}), [], id="a vote is no post"),
        pytest.param(HERE | {"type": "LikeAuthorization", "id": "u:3", "attributedTo": IDA, "interactionTarget": PAGE["id"]}, [],
                     id="a leave to answer is no post"),
        pytest.param({"type": "CollectionPage", "partOf": "u:9", "items": [does("Create", PAGE)]}, [POSTED], id="a page of a collection alone"),
        pytest.param(HERE | PAGE | {"url": "https://board.example/p/quay"}, [POSTED | {"url": "https://board.example/p/quay"}],
                     id="its own page is its address"),
        pytest.param(HERE | PAGE | {"type": "Note", "quote": "<p>All is well</p>"}, [POSTED], id="words from a book are no post passed on"),
        pytest.param({"type": "Tombstone", "id": PAGE["id"]}, [GONE], id="a tombstone without a context"),
    ],
)  # fmt: skip
def test_activitypub(read, data, items) -> None:
    assert read(data, "activitypub") == items
