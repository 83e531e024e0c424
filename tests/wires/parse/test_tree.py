"""Elements by their names, however a maker writes them."""

import pytest
from lxml import etree

from wires.parse import tree


@pytest.mark.parametrize(
    ("name", "written"),
    [(name, way) for name, ways in {
        "newsitem": ("newsItem", "NewsItem", "newsitem", "NEWSITEM", "Newsitem"),
        "headline": ("headline", "HeadLine", "Headline", "HEADLINE"),
        "inlinexml": ("inlineXML", "InlineXML", "inlinexml"),
        "body.content": ("body.content", "BODY.CONTENT", "Body.content"),
    }.items() for way in ways],
)  # fmt: skip
@pytest.mark.parametrize("around", ["<a>{}</a>", "<a xmlns='http://iptc.org/std/nar/2006-10-01/'>{}</a>"])  # fmt: skip
def test_an_element_is_found_however_it_is_written(name, written, around) -> None:
    top = etree.fromstring(around.format(f"<b><{written}/></b>"))
    assert [tree.first(top, name), tree.child(top[0], name)] == [top[0][0]] * 2


def test_the_first_of_the_first_name_that_there_is() -> None:
    top = etree.fromstring("<a><c n='1'/><d><b n='2'/></d><b n='3'/></a>")
    assert tree.first(top, "x", "b", "c").get("n") == "2"
    assert tree.child(top, "b", "c").get("n") == "3"
    assert tree.first(top, "x") is tree.child(None, "b") is None


def test_what_stands_in_one_of_its_own_name_is_none_of_the_outermost() -> None:
    top = etree.fromstring("<a><b n='1'><c><b n='2'/></c></b><c><b n='3'/><b n='4'/></c></a>")
    assert [one.get("n") for one in tree.outermost(top, "b", most=2)] == ["1", "3"]
    assert tree.is_in(top[0][0][0], "b")
    assert not tree.is_in(top[1][0], "b")
