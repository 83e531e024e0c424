"""Posts without words of their own on channel pages: invented ones."""

import pytest

from wires.parse import parse
from wires.types import Medium

PAGE = """<div class="tgme_channel_info"></div><div class="tgme_widget_message" data-post="rescue/12">
<a class="tgme_widget_message_owner_name"><span>Rescue</span></a>{}<time datetime="2026-07-02T00:41:50+00:00"></time></div>"""
POLL = """<div class="tgme_widget_message_poll"><div class="tgme_widget_message_poll_question">Is the quay open?
</div><div class="tgme_widget_message_poll_type">Anonymous Poll</div><div class="tgme_widget_message_poll_option"><div>62%</div>
<div class="tgme_widget_message_poll_option_text">Yes</div></div><div class="tgme_widget_message_poll_option_text">No</div></div>"""
PLACE = '<a class="tgme_widget_message_location_wrap" href="https://maps.example/?q=50.1,-3.25&z=16">{}</a>'
NAMED = '<div class="tgme_widget_message_location_title">The quay</div><div class="tgme_widget_message_location_address">1 Pier St</div>'
FILE = '<a class="tgme_widget_message_document_wrap"><div class="tgme_widget_message_document_title">toll.pdf</div><div>9 KB</div></a>'
VOICE = '<audio class="tgme_widget_message_voice" src="https://cdn.example/v.ogg"></audio><time>0:12</time>'
ROUND = """<i class="tgme_widget_message_roundvideo_thumb" style="background-image:url('https://cdn.example/r.jpg')"></i>"""
WEBP = '<i class="tgme_widget_message_sticker" data-webp="https://cdn.example/s.webp"></i>'
STICKER = """<i class="tgme_widget_message_sticker" style="background-image:url('data:image/svg+xml;base64,x')"></i>"""
SAID = '<div class="tgme_widget_message_text">Nine hurt.</div>'
ASKED = """<a class="tgme_widget_message_reply" href="https://t.me/town/3"><span class="tgme_widget_message_author_name">
Bo</span><div class="tgme_widget_message_text">Who is hurt?</div></a>"""
MEMBER = '<a class="tgme_widget_message_author_name">Ida</a>'


def post(inside: str):
    """The one post of a page."""
    (item,) = parse(PAGE.format(inside).encode()).items
    return item


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        pytest.param(POLL, "Is the quay open?\nYes\nNo", id="a poll asks"),
        pytest.param(POLL + SAID, "Nine hurt.", id="words of its own come first"),
        pytest.param(PLACE.format(""), "50.1,-3.25", id="a place"),
        pytest.param(PLACE.format(NAMED), "The quay\n1 Pier St\n50.1,-3.25", id="a place with a name"),
        pytest.param(FILE, "toll.pdf", id="a file"),
        pytest.param(VOICE, "", id="a voice says nothing that can be read"),
    ],
)  # fmt: skip
def test_what_a_post_without_a_text_says(inside, text) -> None:
    assert post(inside).text == text


@pytest.mark.parametrize(
    ("inside", "media"),
    [
        pytest.param(VOICE, (Medium("https://cdn.example/v.ogg", "audio"),), id="a voice"),
        pytest.param(ROUND, (Medium("https://cdn.example/r.jpg", "video"),), id="a round film"),
        pytest.param(WEBP, (Medium("https://cdn.example/s.webp", "image"),), id="a sticker"),
        pytest.param(STICKER, (), id="a picture inside the page has no address"),
    ],
)
def test_what_a_post_shows(inside, media) -> None:
    assert post(inside).media == media


def test_a_member_of_a_group_is_the_author() -> None:
    assert (post(MEMBER + SAID).author, post(SAID).author) == ("Ida", "Rescue")


def test_who_is_answered_is_not_the_author() -> None:
    found = [post(inside) for inside in (ASKED + SAID, MEMBER + ASKED + SAID)]
    assert [(one.author, one.text) for one in found] == [("Rescue", "Nine hurt."), ("Ida", "Nine hurt.")]  # fmt: skip
    assert found[0].reply_to == "https://t.me/town/3"


def test_what_telegram_says_is_no_post() -> None:
    page = PAGE.replace('"tgme_widget_message"', '"tgme_widget_message service_message"')
    assert not parse(page.format(SAID).encode(), kind="telegram_html").items
