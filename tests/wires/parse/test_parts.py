"""An entry's children sorted once give what looking through them each time gave."""

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from wires.parse.parts import FOREIGN, parts_of
from wires.parse.xml import local, space

SPACES = {
    "": "",
    "atom": "http://www.w3.org/2005/Atom",
    "media": "http://search.yahoo.com/mrss/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "dc": "http://purl.org/dc/elements/1.1/",
}
NAMES = "title Title link author creator date pubDate content".split()


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(sorted(SPACES)), st.sampled_from(NAMES)), max_size=9))
def test_sorts_as_looking_through_would(children):
    node = etree.Element("item")
    for prefix, name in children:
        etree.SubElement(node, f"{{{SPACES[prefix]}}}{name}" if prefix else name)
    parts = parts_of(node)
    told = [c for c in node if "itunes" not in space(c)]
    own = [c for c in told if not any(mark in space(c) for mark in FOREIGN)]
    for name in ("title", "link", "date", "pubdate", "content"):
        assert list(parts.told.get(name, ())) == [c for c in told if local(c) == name]
        assert list(parts.own.get(name, ())) == [c for c in own if local(c) == name]
    either = [c for c in told if local(c) in {"author", "creator"}]
    assert list(parts.told.get("author", ())) == either
    first = next((c for name in ("content", "title") for c in own if local(c) == name), None)
    assert parts.first("content", "title") is first
