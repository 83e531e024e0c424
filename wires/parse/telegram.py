"""Telegram's public channel pages (the preview at /s/). Pure.

Albums skip ids and are no deletion. A page without any message of its own is told apart: previews
switched off, or no such channel.
"""

import re
from collections.abc import Iterable, Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from wires import dates, links, text
from wires.language import language_of
from wires.parse.errors import Unreadable
from wires.types import Medium, Parsed, ParsedItem, RelayOf

POST = re.compile(r"[\w.]+/\d+")
BACKGROUND = re.compile(r"url\(['\"]?(https?://[^'\")]+)")
COORDINATES = re.compile(r"[?&]q=(-?\d+\.\d+,-?\d+\.\d+)")
AT = ("src", "data-webp")
MOST = 500
SPARE = 4_000_000  # characters that posts may have beyond twice their page's


def read(body: bytes, base_url: str | None, content_type: str | None) -> Parsed:  # noqa: ARG001
    """Posts of a channel page in its order, oldest first as the page has them.

    What Telegram itself says between them is none: who pinned what, that the channel has a name.
    """
    markup = body.decode("utf-8", "replace")
    if text.depth(markup) > text.DEEPEST:
        raise Unreadable("This page nests more deeply than any channel page does.")
    tree = LexborHTMLParser(markup)
    posts = tree.css(".tgme_widget_message[data-post]:not(.service_message)")
    items = [found for node in apart(posts[:MOST], len(markup)) if (found := item(node))]
    title = tree.css_first(".tgme_channel_info_header_title, .tgme_page_title")
    if (
        not items
        and tree.css_first(".tgme_page_action, .tgme_page_extra")
        and not tree.css_first(".tgme_channel_info")
    ):
        raise Unreadable(
            "This channel shows no preview: its owner has switched it off, or there is no such channel."
        )
    return Parsed("telegram_html", tuple(items), words(title), home(tree))


def apart(posts: Iterable[LexborNode], size: int) -> Iterator[LexborNode]:
    """Posts of a page as long as they are its parts: broken marks put some into one another, a page of
    nothing else is not read again for each."""
    left = SPARE + 2 * size
    for node in posts:
        left -= len(node.html or "")
        if left < 0:
            return
        yield node


def words(node: LexborNode | None) -> str:
    """One line of an element's text."""
    return " ".join(node.text().split()) if node is not None else ""


def home(tree: LexborHTMLParser) -> str | None:
    """The channel's address."""
    found = tree.css_first('meta[property="og:url"], .tgme_channel_info_header_username a')
    if found is None:
        return None
    return found.attributes.get("content") or found.attributes.get("href")


def item(node: LexborNode) -> ParsedItem | None:
    """One post; its id is `channel/123`."""
    post = node.attributes.get("data-post") or ""
    if not POST.fullmatch(post):
        return None
    body = own_text(node)
    said = text.plain(body.html or "") if body is not None else unwritten(node)
    stamp = node.css_first(
        ".tgme_widget_message_date time[datetime], .tgme_widget_message_info time[datetime], time[datetime]"
    )
    posted, posted_on = dates.hour(stamp.attributes.get("datetime") if stamp is not None else None)
    url = f"https://t.me/{post}"
    reply = node.css_first(".tgme_widget_message_reply")
    return ParsedItem(
        external_id=post,
        url=url,
        canonical_url=links.canonical(url),
        title="",
        text=said,
        author=author(node),
        posted_at=posted,
        posted_on=posted_on,
        language=language_of(said),
        media=media(node),
        relay_of=forwarded(node),
        reply_to=reply.attributes.get("href") if reply is not None else None,
    )


def author(node: LexborNode) -> str | None:
    """Who signed the post or wrote it in a group, else the channel."""
    names = (
        f".tgme_widget_message_{name}" for name in ("from_author", "author_name", "owner_name")
    )
    return next((said for name in names for part in own(node, name) if (said := words(part))), None)


def unwritten(node: LexborNode) -> str:
    """What a post without a text says: a poll's question and answers, a place, a file's name."""
    poll = node.css(".tgme_widget_message_poll_question, .tgme_widget_message_poll_option_text")
    if poll:
        return "\n".join(said for part in poll if (said := words(part)))
    place = node.css_first(".tgme_widget_message_location_wrap")
    at = COORDINATES.search(place.attributes.get("href") or "") if place is not None else None
    named = node.css(
        ".tgme_widget_message_location_title, .tgme_widget_message_location_address, .tgme_widget_message_document_title"
    )
    told = [said for part in named if (said := words(part))]
    return "\n".join([*told, at.group(1)] if at else told)


def own(node: LexborNode, name: str) -> Iterator[LexborNode]:
    """The post's parts of a name, without those of the post it answers."""
    for found in node.css(name):
        parent = found.parent
        while parent is not None and parent.mem_id != node.mem_id:
            if "tgme_widget_message_reply" in (parent.attributes.get("class") or "").split():
                break
            parent = parent.parent
        else:
            yield found


def own_text(node: LexborNode) -> LexborNode | None:
    """The post's own words, not those of the post it answers."""
    found = own(node, ".tgme_widget_message_text:not(.js-message_reply_text)")
    return next(found, None)


def forwarded(node: LexborNode) -> RelayOf | None:
    """Whose post this passes on: a name, and its address where the page gives one."""
    found = node.css_first(".tgme_widget_message_forwarded_from_name")
    if found is None:
        return None
    href = found.attributes.get("href")
    link = links.read(href) if href else None
    post = f"{link.handle}/{link.post_id}" if link and link.is_post else None
    return RelayOf(url=href, author=words(found) or None, external_id=post)


def media(node: LexborNode) -> tuple[Medium, ...]:
    """Pictures, films and voices by address; nothing is loaded."""
    found: dict[str, Medium] = {}
    for part in node.css(
        ".tgme_widget_message_photo_wrap, .tgme_widget_message_video_thumb, .tgme_widget_message_roundvideo_thumb, "
        "video[src], audio[src], .tgme_widget_message_sticker"
    ):
        style = BACKGROUND.search(part.attributes.get("style") or "")
        url = next((at for name in AT if (at := part.attributes.get(name))), None)
        url = url or (style.group(1) if style else None)
        if url and url.startswith("http"):
            found.setdefault(url, Medium(url, kind_of(part)))
    return tuple(found.values())


def kind_of(part: LexborNode) -> str:
    """What a part of a post shows, by its element and its name."""
    if part.tag in {"video", "audio"}:
        return part.tag
    return "video" if "video" in (part.attributes.get("class") or "") else "image"
