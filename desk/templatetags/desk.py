"""Tags of the desk: marks, classes of sources, times in short."""

from datetime import UTC, datetime
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import now

from desk.languages import language_name
from desk.policy.together import Said, kept_sayings
from wires.hands import is_unfiled
from wires.models import Count, Item, Source
from wires.text import below

register = template.Library()
register.filter(language_name)
STATES = {
    "drafting": "undone",
    "review": "half",
    "approved": "full",
    "published": "clear",
    "spiked": "cross",
}


@register.filter
def phase_mark(phase: str) -> str:
    """The shape of a phase."""
    return STATES.get(phase, "bar")


@register.filter
def below_its_headline(item: Item) -> str:
    """An item’s words as they stand under its headline, which is not said twice."""
    return below(item.title, item.text)


@register.filter
def bound_words(count: Count) -> str:
    """How a figure is meant, where it does not say so itself: not “at least at least 12”."""
    words = count.get_bound_display()
    return "" if count.said.casefold().startswith(words.casefold()) else words


@register.filter
def sayings(findings: list[dict[str, Any]]) -> list[Said]:
    """Kept findings, each message once with the words it is said of."""
    return kept_sayings(findings)


@register.filter
def at(value: datetime | None) -> SafeString | str:
    """“01:12” today, “1 Jul 23:10” before, as a `<time>`; always UTC."""
    if value is None:
        return ""
    hour = value.astimezone(UTC)
    words = f"{hour:%H:%M}" if hour.date() == now().date() else f"{hour.day} {hour:%b %H:%M}"
    return format_html('<time datetime="{}">{}</time>', hour.strftime("%Y-%m-%dT%H:%M:%SZ"), words)


@register.filter
def is_ahead(value: datetime | None) -> bool:
    """Whether an hour is still to come: an embargo that has passed bars nothing."""
    return value is not None and value > now()


@register.filter
def embargo(item: Item) -> SafeString | str:
    """The embargo that an item is under now, in words; nothing where it is free."""
    until = item.embargo_until
    if until:
        return format_html("Embargo until {} UTC", at(until)) if is_ahead(until) else ""
    return "Under embargo, no hour stated" if item.embargoed else ""


@register.filter
def is_nobodys(source: Source) -> bool:
    """Whether it holds letters that are no source's: their sender is not proven, or not in the register."""
    return is_unfiled(source)


@register.filter
def ago(value: datetime | None) -> str:
    """“40 s”, “6 min”, “2 h 05”, “1 d 3 h” since."""
    if value is None:
        return ""
    seconds = max(int((now() - value).total_seconds()), 0)
    if seconds < 60:
        return f"{seconds} s"
    if seconds < 3600:
        return f"{seconds // 60} min"
    if seconds < 86400:
        return f"{seconds // 3600} h {seconds % 3600 // 60:02d}"
    return f"{seconds // 86400} d {seconds % 86400 // 3600} h"


@register.filter
def class_mark(source: Source) -> str:
    """The shape of a source's class; every state-run outlet and every party is set in reverse."""
    if source.classed_at is None:
        return "unclassed"
    if source.control in {"state-run", "party"}:
        return "state-ru"
    by_kind = {
        "public-body": "official",
        "monitor": "osint",
        "aggregator": "aggregator",
        "agency": "western-wire",
    }
    return by_kind.get(source.kind, "ukrainian" if source.country == "UA" else "outlet")


KINDS = {
    "rss": "an RSS feed",
    "atom": "an Atom feed",
    "rdf": "an RDF feed",
    "jsonfeed": "a JSON Feed",
    "newsmlg2": "NewsML-G2",
    "newsml1": "NewsML 1",
    "nitf": "NITF",
    "ninjs": "ninjs",
    "ap_json": "the AP’s media API",
    "anpa_iptc7901": "teleprinter copy",
    "telegram_html": "a Telegram channel’s page",
    "x_api_v2": "X’s API",
    "bluesky": "a Bluesky account",
    "activitypub": "an ActivityPub outbox",
    "mastodon": "an account of Mastodon’s kind",
    "news_sitemap": "a news sitemap",
    "sitemap": "a sitemap",
    "email": "mail",
}


@register.filter
def kind_words(kind: str) -> str:
    """What kind of document a wire sends, in words."""
    return KINDS.get(kind, kind)


@register.filter
def class_words(source: Source) -> str:
    """What the register says of a source, in a word or two."""
    if source.classed_at is None:
        return "not classed"
    if source.control == "state-run":
        return f"state {source.country}".strip()
    if source.control == "party":
        return f"party: {source.side}" if source.side else "party"
    words = {
        "public-body": "official",
        "monitor": "monitor",
        "private-person": "private person",
        "own": "own",
    }
    return words.get(source.kind, source.kind or "not known")


@register.filter
def floor_display(item: Item) -> str:
    """How openly an item may be shown to readers at most."""
    from desk.copyflow.cite import floor  # noqa: PLC0415 - tags are loaded before the verbs

    return floor(item).value


@register.filter
def split_words(line: str) -> list[str]:
    """A line as its words."""
    return line.split()


@register.filter
def spell_seconds(seconds: int) -> str:
    """“40 s”, “6 min”, “3 h”, “2 days”."""
    if seconds < 90:
        return f"{seconds} s"
    if seconds < 5400:
        return f"{round(seconds / 60)} min"
    if seconds < 129600:
        return f"{round(seconds / 3600)} h"
    return f"{round(seconds / 86400)} days"


@register.filter
def fact_words(facts: dict[str, Any]) -> str:
    """A proposal’s facts in a line: “public body, independent, UA, owner City of Staromist”."""
    said = [facts.get("kind"), facts.get("control"), facts.get("country")]
    said += [f"side {facts['side']}" if facts.get("side") else ""]
    said += [f"owner {facts['owner']}" if facts.get("owner") else ""]
    said += [str(facts.get("voice", "")).replace("-", " "), "satire" if facts.get("satire") else ""]
    return ", ".join(
        one.replace("-", " ") if one == facts.get("kind") else one for one in said if one
    )
