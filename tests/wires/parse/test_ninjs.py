"""Reuters Connect's way with ninjs: invented answers."""

import json

import pytest

from wires.parse import parse

HEAD = {"uri": "tag:town.example,2026:1", "headLine": "Nine hurt", "versionCreated": "2026-07-01T10:00:00Z"}  # fmt: skip
PAGE = "<html xmlns='http://www.w3.org/1999/xhtml'><head><title/></head><body><p>Nine were hurt.</p></body></html>"


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"bodyXhtml": PAGE, "caption": "The quay"}, "Nine were hurt."),
        ({"caption": "The quay at dawn"}, "The quay at dawn"),
    ],
)
def test_the_words_of_an_item(fields, text) -> None:
    document = json.dumps({"data": {"item": HEAD | fields}})
    (item,) = parse(document.encode(), kind="ninjs").items
    assert (item.title, item.text) == ("Nine hurt", text)
