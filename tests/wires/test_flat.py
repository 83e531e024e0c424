"""Simple markup without a tree says what a tree says, or nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wires.flat import flat
from wires.text import by_tree, plain, tidy

TAGS = "p div b i a br hr ul li ol dl dt dd h1 h2 span blockquote figure table td script pre em iframe center".split()  # fmt: skip
PIECES = st.one_of(
    st.sampled_from(TAGS).map(lambda name: f"<{name}>"),
    st.sampled_from(TAGS).map(lambda name: f"</{name}>"),
    st.sampled_from(
        ["<br/>", "<BR />", "<p class='a b'>", '<a href="x?a=1&b">', "<img src=x alt='>'>", "<!-- c -->", "<!-->", "<a href=x/>",
         "&", "&amp;", "&nbsp;", "&#10;", "&#8217;", "&lt", "&lt;", "lt;", "&#x41", "&ensp;", "<", ">", '"', "'", "\n", "\u00a0", "\u2003",
         "<iframe src=x></iframe>", "<iframe>a</iframe>", "<div a=it's>", "</ p>", "<p", "]]>", "  "]
    ),
    st.text("abc é", max_size=4),
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_says_what_a_tree_says_or_nothing(markup):
    simple = flat(markup)
    assert simple is None or tidy(simple) == tidy(by_tree(markup))


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<p>One <b>two</b>.</p><p>Three<br>four</p>", "One two.\n\nThree\nfour"),
        ("<div><ul><li>a<li>b</ul>c</div>", "a\n\nb\n\nc"),
        ("Tom &amp; <a href='x' title=\"y\">Ann&#8217;s</a>", "Tom & Ann’s"),
        ("<P>A<BR/>b</P>", "A\nb"),
        ("a<!-- SC_OFF --><iframe src='x'></iframe>b", "ab"),
    ],
)
def test_reads_what_feeds_carry(markup, words):
    assert tidy(flat(markup)) == words == tidy(by_tree(markup))


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param("a</div>b", id="an end tag of nothing"),
        pytest.param("<div>a<ul>b</div>c</ul>", id="blocks that cross"),
        pytest.param("<p>a<center>b", id="an element that it does not know"),
        pytest.param("<script>a<b>c</script>", id="what is not for reading"),
        pytest.param("&am<b>p;</b>", id="a character torn by a tag"),
        pytest.param("<p>a&#10;&#10;b</p>", id="a line feed by its number"),
        pytest.param("<p>a < b</p>", id="a sign that is no tag"),
        pytest.param("<b>" * 501, id="too many tags"),
    ],
)
def test_leaves_to_a_tree(markup):
    assert flat(markup) is None
    assert plain(markup) == tidy(by_tree(markup))
