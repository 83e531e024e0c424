"""Words of markup: what a slow walk through the tree says, said fast."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from wires.text import BLOCKS, DROPPED, depth, plain, tidy

TAGS = "p div b i a br hr ul li ol dl dt dd h1 h2 span blockquote figure table tr td script style template pre em iframe center svg title".split()  # fmt: skip
PIECES = st.one_of(
    st.sampled_from(TAGS).map(lambda name: f"<{name}>"),
    st.sampled_from(TAGS).map(lambda name: f"</{name}>"),
    st.sampled_from(
        ["<br/>", "<BR />", "<p class='a b'>", '<a href="x?a=1&b">', "<img src=x alt='>'>", "<!-- c -->", "<!-->", "<a href=x/>",
         "&", "&amp;", "&nbsp;", "&#10;", "&#13;", "&#0;", "&#8217;", "&lt", "&lt;", "lt;", "&#x41", "&ensp;", "<", ">", '"', "'", "\n", "\t", "\r",
         "\0", "\x1c", "\x85", "\u00a0", "\u2003", "<iframe src=x></iframe>", "<iframe>a</iframe>", "<div a=it's>", "</ p>", "<p", "]]>", "  "]
    ),
    st.text("abc éя", max_size=4),
)  # fmt: skip
WRITTEN = st.text("ab é\n\t\r\0\x0b\x1c\x85\u00a0\u2003\u2028\u200b", max_size=24)


def walked(node) -> str:
    """Each text with its white space folded, a blank line around each block, in the order of the tree."""
    if node.tag == "-text":
        said = node.text_content or ""
        words = " ".join(said.split())
        return f"{' ' * said[:1].isspace()}{words}{' ' * (said[-1:].isspace() and bool(words))}"
    if node.tag in {"-comment", *DROPPED}:
        return ""
    if node.tag == "br":
        return "\n"
    inside = "".join(map(walked, node.iter(include_text=True)))
    return f"\n\n{inside}\n\n" if node.tag in BLOCKS else inside


def slowly(text: str) -> str:
    """What `tidy` says of ASCII, paragraph by paragraph and line by line."""
    kept = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "", re.sub("\r\n|\r", "\n", text))
    paragraphs = re.split(r"\n[ \t]*\n\s*", kept)
    folded = ["\n".join(re.sub(r"[ \t]+", " ", line).strip() for line in one.split("\n")) for one in paragraphs]  # fmt: skip
    return "\n\n".join(one.strip() for one in folded if one.strip())


@settings(deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_says_what_a_walk_through_the_tree_says(markup):
    body = LexborHTMLParser(markup).body
    assert plain(f"<b></b>{markup}") == tidy(walked(body) if body else "")


@settings(deadline=None)
@given(WRITTEN)
def test_tidies_as_line_by_line(text):
    plainly = text.encode("ascii", "ignore").decode()
    assert tidy(plainly) == slowly(plainly)
    assert tidy(tidy(text)) == tidy(text)


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<p>One <b>two</b>.</p><p>Three<br>four</p>", "One two.\n\nThree\nfour"),
        ("<div><ul><li>a<li>b</ul>c</div>", "a\n\nb\n\nc"),
        ("Tom &amp; <a href='x' title=\"y\">Ann&#8217;s</a>", "Tom & Ann’s"),
        ("<P>A<BR/>b</P>", "A\nb"),
        ("a<!-- SC_OFF --><iframe src='x'></iframe>b", "ab"),
        ("a</div>b", "ab"),
        ("<p>a<center>b", "a\n\nb"),
        ("<script>a<b>c</script>d", "d"),
        ("<p>a&#10;&#10;b &#0;c</p>", "a b \N{REPLACEMENT CHARACTER}c"),
        ("<p>a < b\0</p>", "a < b"),
        ("<p>Кінець  дня<br><br>далі</p>", "Кінець дня\n\nдалі"),
    ],
)
def test_reads_what_feeds_carry(markup, words):
    assert plain(markup) == words


@pytest.mark.parametrize(
    ("markup", "deep"),
    [
        ("<b><i>a</i></b>", 2),
        ("</b></b></b><b>", 1),
        ("<p><p><p><br><li>", 0),
        ("<DIV></div><Div>", 1),
        ("<a title='<b>'><i>", 3),
    ],
)
def test_counts_the_elements_that_stand_open(markup, deep):
    assert depth(markup) == deep


@pytest.mark.parametrize(
    "empty",
    ["<iframe src='x' />", "<script src=x/>", "<title/>", "<style/>", "<TEXTAREA/>", "<object/>"],
)
def test_what_xml_closes_in_its_own_tag_swallows_nothing(empty) -> None:
    assert plain(f"<p>One</p>{empty}<p>two</p>") == "One\n\ntwo"


def test_what_is_closed_after_all_stays_unsaid() -> None:
    assert plain("<p>One</p><script src='x'/>x()</script><p>two</p>") == "One\n\ntwo"
