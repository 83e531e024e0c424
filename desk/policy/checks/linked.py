"""Checks on the links a piece lists: what they are, whether a reader can open and check them."""

import re
from collections.abc import Iterator
from functools import lru_cache

from desk.policy import known
from desk.policy.checks.base import BLOCKING, Check, body_finding, link_finding
from desk.policy.hours.zone_names import lands
from desk.policy.once import once
from desk.policy.sources import almanac
from desk.policy.sources.offices import PUBLIC
from desk.policy.text import cut
from desk.policy.types import Confidence, Facts, Finding, SourceFacts, Span
from wires.links import Link, posted_at, read

NUMBERED = re.compile(r"\[(\d{1,3}(?:\s?[,–-]\s?\d{1,3})*)\]")
ANCHOR = re.compile(r"\[[^\]\n]{0,500}\]\((#[^)\s]+)\)")
SECTION = re.compile(
    r"[a-z]{2,14}(?:-and-[a-z]{2,10})?|[a-z]{2,12}-(?:news|east|west|america|asia|africa|europe|pacific|world|affairs|politics|business|life|sport|opinion)"
)
SECTIONS = frozenset(
    "news world africa europe asia americas us uk middle-east mideast latin-america australia international politics business "
    "ukraine russia war conflict conflicts latest live breaking home en eng english all topics topic tag category section "
    "sport opinion analysis video videos photos society economy security defense defence national local region regions "
    "crime courts justice health education environment climate science tech technology culture arts entertainment lifestyle travel markets finance companies energy "
    "football soccer cricket rugby athletics weather transport elections parliament headlines top-stories front-page".split()
)
# Under these a house gathers its pieces; under those each of them stands.
GATHERED = frozenset("hub category categories topic topics tag tags where section sections author authors keyword collection".split())  # fmt: skip
ONE_PIECE = frozenset("article articles story stories story-page item items post posts read doc document documents press release releases statement report reports page about contact interactive interactives graphics visual visuals extra projects longform specials".split())  # fmt: skip
PLAIN = re.compile(r"[a-z]{2,14}")
# “Crime-and-courts”: of a house it is a desk’s page, of a ministry it may be the very page that is meant.
TWO_FIELDS = re.compile(r"[a-z]{3,13}-(?:and|et|y|und)-[a-z]{3,13}")
NO_ID = re.compile(r"/(?:status|statuses|posts?|p|reel|video)/?(?:[?#].*)?$")


@once
def links(facts: Facts) -> list[tuple[int, Link]]:
    """The piece's links, read."""
    return [(n, read(link.href)) for n, link in enumerate(facts.links)]


def different(facts: Facts) -> list[tuple[int, Link]]:
    """Each post or page once: what is wrong with it is told once, its repetition is told apart."""
    seen: dict[str, tuple[int, Link]] = {}
    for n, link in links(facts):
        seen.setdefault(link.key or link.url.strip(), (n, link))
    return list(seen.values())


def cut_off(link: Link) -> bool:
    """Whether the address as written ends in dots."""
    return link.url.rstrip().endswith(("…", "..."))


def no_id(link: Link) -> bool:
    """Whether an address on a platform stops where the post's id should stand."""
    return link.platform not in {"web", "telegram"} and bool(NO_ID.search(link.url.rstrip()))


def duplicate_link(facts: Facts) -> Iterator[Finding]:
    """Each occurrence of a post or page after its first; the copy may link what is listed as often as it cites it."""
    seen: set[str] = set()
    for n, link in links(facts):
        key = link.key or link.url.strip()
        if key in seen and facts.links[n].span is None:
            yield link_finding(facts, n, "This post or page is listed already.")
        seen.add(key)


def channel_not_post(facts: Facts) -> Iterator[Finding]:
    """Links to an account, a channel, a section or a front page."""
    for n, link in different(facts):
        if cut_off(link) or no_id(link) or ROUTE.match(link.anchor):
            continue
        if (
            link.is_account
            or (link.is_home and link.key)
            or section(link)
            or LISTING.search(link.url)
        ):
            where = f"@{link.handle}" if link.handle and link.is_account else link.host
            yield link_finding(
                facts, n, f"This leads to {where} as a whole, not to one post or page."
            )


# What a platform found or put together: no post.
LISTING = re.compile(r"(?:^|//|\.)(?:x|twitter)\.com/(?:search\b|i/lists/|hashtag/|explore\b)")
# “#/in-review/7123”, “#!/event/12”, “#6/49.43/32.05”: behind the sign stands a page, or a place on a map.
ROUTE = re.compile(r"!|/\w|[^/]*/.*/")


def section(link: Link) -> bool:
    """Whether a page's address reads as a newspaper's section: a few plain words and no more."""
    if (
        link.platform != "web"
        or link.is_proxy
        or link.is_opaque
        or link.is_private
        or "?" in link.key
    ):
        return False
    path = link.key.split("://", 1)[-1].partition("/")[2]
    parts = [p for p in path.split("/") if p]
    # What an office says of a land stands on one page: “state.gov/travel/chad”.
    lands = all(p in SECTIONS or (of_a_land(p) and not PUBLIC.search(link.host)) for p in parts)
    if lands and any(p in SECTIONS for p in parts):
        return True
    house = 0 < len(parts) <= 3 and bool(almanac.at_host(link.host))
    if house and ((parts[0] in GATHERED and not re.search(r"\d|-\w+-", parts[-1])) or (all(map(PLAIN.fullmatch, parts)) and ONE_PIECE.isdisjoint(parts))):  # fmt: skip
        return True
    if 0 < len(parts) <= 3 and TWO_FIELDS.fullmatch(parts[-1]) and almanac.at_host(link.host):
        return all(p.isalpha() for p in parts[:-1])
    return (
        0 < len(parts) <= 3
        and link.url.rstrip().endswith("/")
        and all(SECTION.fullmatch(p) or p in SECTIONS for p in parts)
    )


@lru_cache(maxsize=1024)
def of_a_land(word: str) -> bool:
    """Whether a part of an address is the name of a land: “/uganda/news/national”."""
    return word.replace("-", " ").title() in lands()


def truncated_id(facts: Facts) -> Iterator[Finding]:
    """Post ids that are cut off: too short for their platform, or ending in dots."""
    for n, link in different(facts):
        short = cut_off(link) or no_id(link) or SHORT_ID.search(link.url) or ages_ago(facts, link)
        if not short and not (link.truncated and link.is_post):
            continue
        # Before snowflakes ids were short; a piece that speaks of those years may cite one.
        if not short and re.search(r"\b(?:2006|2007|2008|2009|2010)\b", facts.body.text):
            continue
        yield link_finding(facts, n, "The address of this post is cut off.")


# Ids of which every letter is written out: eleven of a film's, nineteen figures of a clip's.
SHORT_ID = re.compile(
    r"youtube\.com/watch\?(?:\S*&)?v=[\w-]{1,10}(?:[&#]|$)|youtu\.be/[\w-]{1,10}(?:[?#]|$)|tiktok\.com/@[^/]+/video/\d{1,14}(?:[/?#]|$)|instagram\.com/(?:p|reel)/[\w-]{1,7}/?(?:[?#]|$)|bsky\.app/profile/[^/]+/post/\w{1,11}/?$"
)


def ages_ago(facts: Facts, link: Link) -> bool:
    """Whether an id is too short for the years of the piece: cut, it reads as one of ages ago."""
    at = posted_at(link)
    if at is None or facts.published_at is None or len(link.post_id) > 18:
        return False
    named = str(at.year) in facts.body.text
    return not named and facts.published_at.year - at.year >= 5


def opaque_link(facts: Facts) -> Iterator[Finding]:
    """Shortened links and bare network addresses: a reader cannot see where they lead."""
    for n, link in different(facts):
        if link.is_opaque:
            yield link_finding(
                facts, n, "A shortened link hides where it leads and can be changed."
            )
        elif bare_address(link.host):
            yield link_finding(
                facts, n, "This is an address inside a network; no reader can open it."
            )


def bare_address(host: str) -> bool:
    """Whether a host is a number or a name only an inner network knows."""
    return bool(re.fullmatch(r"\d+(?:\.\d+){3}|\[.*\]|localhost", host)) or (
        "." not in host and bool(host)
    )


def private_link(facts: Facts) -> Iterator[Finding]:
    """Links that only members, guests or colleagues can open."""
    for n, link in different(facts):
        if link.is_private and not bare_address(link.host) and not FOR_ALL.search(link.url):
            yield link_finding(facts, n, "Only those invited can open this, and it may name them.")


# A document that its owner has put on the web for everybody.
FOR_ALL = re.compile(r"docs\.google\.com/\w+/d/e/[\w-]+/pub(?:html)?\b")


def leaky_link(facts: Facts) -> Iterator[Finding]:
    """Links that carry a key, a session or a signature."""
    for n, link in different(facts):
        if link.is_leaky and not link.is_private:
            yield link_finding(
                facts, n, "This address carries a key or a session of ours or a source’s."
            )
        elif SHARED_BY.search(link.url) and not link.is_private:
            said = "This address carries a mark of whoever shared it."
            yield link_finding(facts, n, said, confidence=Confidence.UNSURE)


# What a platform puts on a link for one person’s sharing of it, and not for a campaign.
SHARED_BY = re.compile(
    r"[?&](?:fbclid|gclid|dclid|msclkid|ttclid|twclid|yclid|gbraid|wbraid|li_fat_id|igsh|igshid|mibextid|sfnsn|xmt|wt_mc_o|share_?id|shared_?by|sharer|share_?token|invite|referrer_?id|unlocked_article_code|gift(?:_?(?:token|code|id|article))?|pwapi_token|gaa_at)=\w|(?:youtu\.be/|youtube\.com/|spotify\.com/)\S*[?&]si=\w"
)


def proxy_link(facts: Facts) -> Iterator[Finding]:
    """Links through a mirror, a translation or a cache."""
    told: set[str] = set()
    for n, link in [(n, within_archive(link)) for n, link in links(facts)]:
        if (link.is_proxy or MIRRORS.search(link.host)) and link.url not in told:
            told.add(link.url)
            offer = f" The page itself: {link.offer}" if link.offer else ""
            yield link_finding(
                facts, n, f"This goes through a mirror, a translation or a cache.{offer}"
            )


# Mirrors and caches of any page, whatever stands behind their names.
MIRRORS = re.compile(
    r"(?:^|\.)(?:ampproject\.org|webcache\.googleusercontent\.com|12ft\.io|1ft\.io|cc\.bingj\.com|translate\.goog|turbopages\.org|freedium\.cfd|scribe\.rip|outline\.com|jina\.ai)$"
)


def within_archive(link: Link) -> Link:
    """What an archive's copy holds: the copy of a cache is a cache."""
    found = re.match(r"https?://web\.archive\.org/web/\d+\w*/(https?://.+)", link.url)
    inner = read(found.group(1)) if found else link
    return inner if inner.is_proxy else link


def image_not_post(facts: Facts) -> Iterator[Finding]:
    """Links to a picture file instead of the post that carries it."""
    for n, link in different(facts):
        if link.is_image and "/wiki/File:" not in link.url:
            yield link_finding(
                facts, n, "This is a picture file: it says neither who posted it nor when."
            )


def dead_anchor(facts: Facts) -> Iterator[Finding]:
    """Citation marks and inner links that lead nowhere."""
    anchors = known.scan(facts.body, inner_links)
    ids = heading_ids(facts) if anchors else set()
    for span in anchors:
        if cut(facts.body.text, span).lstrip("#").lower() not in ids:
            yield body_finding(facts, span, "There is no such part in this piece.")
    if "links" not in facts.known or facts.citations:
        return
    for number, span in marks(facts).items():
        if not 1 <= number <= len(facts.links):
            yield body_finding(facts, span, f"There is no source number {number}.")


def inner_links(text: str) -> tuple[Span, ...]:
    """Where a block links to a part of its own piece."""
    return tuple(Span(*m.span(1)) for m in ANCHOR.finditer(text))


def marks(facts: Facts) -> dict[int, Span]:
    """Citation marks by their number, each where it first stands."""
    found: dict[int, Span] = {}
    for number, span in known.scan(facts.body, numbered):
        found.setdefault(number, span)
    return found


def numbered(text: str) -> tuple[tuple[int, Span], ...]:
    """Citation marks of a block: “[1]”, “[1, 3]”, “[2–4]”."""
    found: list[tuple[int, Span]] = []
    for m in NUMBERED.finditer(text):
        for part in m.group(1).split(","):
            ends = [int(n) for n in re.findall(r"\d+", part)]
            last = min(ends[-1], ends[0] + 40) if ends else 0
            found += [(n, Span(*m.span())) for n in range(ends[0], last + 1)] if ends else []
    return tuple(found)


def heading_ids(facts: Facts) -> set[str]:
    """Names under which headings can be reached: their words joined by hyphens."""
    heads = [
        facts.body.text[b.start : b.end].lstrip("# ")
        for b in facts.body.blocks
        if b.kind == "heading"
    ]
    heads += re.findall(r"^#+\s+(.+)$", facts.body.text, re.MULTILINE)
    return {"-".join(re.findall(r"\w+", head.lower())) for head in heads}


def carries(facts: Facts, source: SourceFacts) -> bool:
    """Whether an agency’s short name stands in the address of a page that carries its copy: “…-afp”; or it is one of its wire’s."""
    short = {a.lower() for a in (*source.aliases, source.name) if a.isupper() and len(a) > 1}
    if "afp" in short and any(link.host.endswith("france24.com") and "/live-news/" in link.key for _, link in links(facts)):  # fmt: skip
        return True  # those pages are all the agency’s
    paths = [link.key.partition("//")[2].partition("/")[2].lower() for _, link in links(facts)]
    return source.kind == "agency" and any(short & set(re.split(r"\W+|_", p)) for p in paths)


def whole_piece(facts: Facts) -> bool:
    """Whether the text is long enough to be a piece and not a fragment of one; a headline makes it one sooner."""
    least = 40 if facts.headline and facts.dek else 120
    return "whole-body" in facts.known and sum(known.each(facts.body, length)) > least


def complete(facts: Facts) -> bool:
    """Whether the text is a piece, however short: it has a headline and a body of some sentences."""
    if whole_piece(facts):
        return True
    return bool(facts.headline) and "whole-body" in facts.known and sum(known.each(facts.body, length)) > 40  # fmt: skip


def length(text: str) -> int:
    """How many words a block has, as a reader counts them."""
    return len(text.split())


CHECKS = [
    Check(
        "duplicate-link",
        "The same post or page is listed twice, perhaps under another form of its address.",
        "Readers count sources; one post is one.",
        "Take the second one out.",
        duplicate_link,
        BLOCKING,
    ),
    Check(
        "channel-not-post",
        "A link leads to an account, a channel, a section or a front page.",
        "Nobody can check a claim against a whole channel.",
        "Link the post itself.",
        channel_not_post,
        BLOCKING,
    ),
    Check(
        "truncated-id",
        "The id of a post is cut off.",
        "The link leads nowhere, or to something else.",
        "Copy the whole address again from the post.",
        truncated_id,
        BLOCKING,
    ),
    Check(
        "opaque-link",
        "A shortened link or a bare network address.",
        "A reader cannot see where it leads.",
        "Open it and list the address it leads to.",
        opaque_link,
        BLOCKING,
    ),
    Check(
        "private-link",
        "A link that only invited people can open.",
        "It proves nothing to a reader and may expose somebody.",
        "Cite it as described, or take it out.",
        private_link,
        BLOCKING,
        law=True,
    ),
    Check(
        "leaky-link",
        "A link that carries a key, a session or a signature.",
        "Whoever has it may get in as us or as a source.",
        "Use the address without it.",
        leaky_link,
        BLOCKING,
        law=True,
    ),
    Check(
        "proxy-link",
        "A link through a mirror, a translation or a cache.",
        "Mirrors vanish and can be changed.",
        "List the original’s address.",
        proxy_link,
    ),
    Check(
        "image-not-post",
        "A picture file instead of the post that carries it.",
        "A picture says neither who posted it nor when.",
        "Link the post.",
        image_not_post,
    ),
    Check(
        "dead-anchor",
        "A citation mark or inner link that leads nowhere.",
        "A claim looks sourced and is not.",
        "Point it at a source that is listed, or take it out.",
        dead_anchor,
        BLOCKING,
    ),
]
