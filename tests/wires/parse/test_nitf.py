"""NITF of others: invented documents."""

from wires.parse import parse

NITF = """<nitf><body><body.head><hedline><hl1>Nine hurt</hl1></hedline><note><body.content><p>Not for radio.</p></body.content></note>
<byline>By Ida Quay, <byttl>Harbour Writer</byttl>.</byline></body.head><body.content><p>At the quay.</p></body.content></body></nitf>"""


def test_a_note_to_editors_is_no_part_of_the_story() -> None:
    assert parse(NITF.encode()).items[0].text == "At the quay."


def test_a_title_leaves_no_stop_behind() -> None:
    assert parse(NITF.encode()).items[0].author == "By Ida Quay"
