"""What the sample server shows: channel pages, feeds, and the page of one post."""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from newsroom.demo.world import NOTICE

AROUND = 10  # posts on either side of the one that is asked for


@dataclass(slots=True)
class Post:
    """One invented post."""

    number: int
    text: str
    at: datetime
    title: str = ""
    edited: datetime | None = None
    forwarded: tuple[str, int, str] | None = None


def telegram(channel: str, title: str, posts: list[Post]) -> str:
    """A channel page as previews look."""
    rows = []
    for post in posts:
        forwarded = ""
        if post.forwarded:
            name, number, origin = post.forwarded
            forwarded = f'<div class="tgme_widget_message_forwarded_from">Forwarded from <a class="tgme_widget_message_forwarded_from_name" href="https://t.me/{origin}/{number}">{html.escape(name)}</a></div>'
        edited = "edited " if post.edited else ""
        rows.append(
            f'<div class="tgme_widget_message_wrap"><div class="tgme_widget_message" data-post="{channel}/{post.number}">'
            f'<div class="tgme_widget_message_author"><a class="tgme_widget_message_owner_name">{html.escape(title)}</a></div>{forwarded}'
            f'<div class="tgme_widget_message_text js-message_text">{html.escape(post.text)}</div>'
            f'<div class="tgme_widget_message_info"><span class="tgme_widget_message_meta">{edited}<a class="tgme_widget_message_date" href="https://t.me/{channel}/{post.number}">'
            f'<time datetime="{post.at.isoformat()}">{post.at:%H:%M}</time></a></span></div></div></div>'
        )
    return (
        f'<!doctype html><html><head><meta property="og:url" content="https://t.me/{channel}"></head><body><div class="tgme_channel_info">'
        f'<div class="tgme_channel_info_header_title">{html.escape(title)}</div><div class="tgme_channel_info_description">{NOTICE}</div></div>'
        f'<section class="tgme_channel_history">{"".join(rows)}</section></body></html>'
    )


def rss(host: str, title: str, posts: list[Post]) -> str:
    """RSS 2.0."""
    items = "".join(
        f'<item><title>{escape(p.title)}</title><link>http://{host}/{p.number}</link><guid isPermaLink="false">{host}-{p.number}</guid>'
        f"<pubDate>{p.at:%a, %d %b %Y %H:%M:%S} +0000</pubDate><description>{escape(p.text)}</description></item>"
        for p in reversed(posts)
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>{escape(title)}</title><link>http://{host}/</link><description>{NOTICE}</description><language>en</language>{items}</channel></rss>'


def atom(host: str, title: str, posts: list[Post]) -> str:
    """Atom 1.0."""
    entries = "".join(
        f'<entry><id>urn:{host}:{p.number}</id><title>{escape(p.title)}</title><link href="http://{host}/{p.number}"/>'
        f'<published>{p.at.isoformat()}</published><updated>{(p.edited or p.at).isoformat()}</updated><content type="text">{escape(p.text)}</content></entry>'
        for p in reversed(posts)
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>{escape(title)}</title><subtitle>{NOTICE}</subtitle><id>urn:{host}</id><updated>{datetime.now(UTC).isoformat()}</updated>{entries}</feed>'


def around(posts: Sequence[Post], number: int) -> list[Post]:
    """The posts beside a number, and the one that bears it where it stands."""
    before = [post for post in posts if post.number < number][-AROUND:]
    return before + [post for post in posts if post.number >= number][: AROUND + 1]


def page(title: str, post: Post) -> str:
    """The page of one report, for people."""
    name, words = html.escape(post.title), html.escape(post.text)
    return f'<!doctype html><html lang="en"><head><title>{name}</title></head><body><article><h1>{name}</h1><p>{words}</p></article><footer>{html.escape(title)}. {NOTICE}</footer></body></html>'
