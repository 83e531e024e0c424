"""The list of what a piece rests on, rendered from its citations, never typed.

Each entry shows the least that lets the claim be checked (DESIGN principle 5): what is not linked
has no address here, what is described has no name, what is confidential is a count.
"""

from typing import Any

from desk import blocks, facts
from desk.copyflow.cite import least
from desk.models import Display, Version
from wires import links
from wires.models import Item, ItemText, SourceKind, Voice
from wires.origins import Seen, count, origin_key

BARE = {
    "url": "",
    "relays": "",
    "owner": "",
    "posted_at": "",
    "received_at": "",
    "edited_at": "",
    "text_number": 1,
}


def listed(version: Version) -> list[dict[str, Any]]:
    """One entry for each item cited, numbered by first use; JSON-ready.

    Confidential items share one entry, so that their number says how many and no more.
    """
    body = blocks.plain(version.doc)
    items = {
        item.pk: item
        for item in Item.objects.filter(pk__in={c.item for c in body.cites}).select_related(
            "source", "relay_of__source", "removal"
        )
    }
    texts = facts.texts_of(items)
    entries: list[dict[str, Any]] = []
    by_item: dict[int, dict[str, Any]] = {}
    for cite in body.cites:
        item, text = items.get(cite.item), texts.get((cite.item, cite.text))
        if item is None or text is None or cite.item in by_item:
            continue
        # A source may have been classed since it was cited: never more open than it allows now.
        display = least(cite.display, item)
        entry = confidential_entry(entries) if display == Display.CONFIDENTIAL else None
        if entry is None:
            entry = entry_of(item, text, display)
        if entry not in entries:
            entry["number"] = len(entries) + 1
            entries.append(entry)
        entry["items"].append(item.pk)
        entry["count"] = len(entry["items"])
        by_item[cite.item] = entry
    return entries


def confidential_entry(entries: list[dict[str, Any]]) -> dict[str, Any]:
    """The one entry for every confidential source."""
    for entry in entries:
        if entry["display"] == Display.CONFIDENTIAL:
            return entry
    return {
        "items": [],
        "display": Display.CONFIDENTIAL.value,
        "class": "confidential",
        "class_words": "Confidential",
        "name": "A source known to this desk",
        "says": "",
        "origin": "confidential",
        **BARE,
    }


def entry_of(item: Item, text: ItemText, display: str) -> dict[str, Any]:
    """What readers are shown of one item at its display level."""
    if item.removed_at:
        return removed_entry(item)
    word, label = class_of(item)
    entry: dict[str, Any] = {
        **BARE,
        "items": [],
        "display": display,
        "class": word,
        "class_words": label,
        "origin": origin_key(item),
        "owner": item.source.owner,
        "posted_at": iso(item.posted_at),
        "received_at": iso(text.seen_at if text.number > 1 else item.received_at),
        "edited_at": iso(text.stated_at or text.seen_at) if text.number > 1 else "",
        "text_number": text.number,
    }
    if display == Display.DESCRIBED:
        who = "A resident’s post" if private(item) else f"A report by a {label.lower()}"
        return {**entry, "name": f"{who}, seen by this desk", "says": "", "owner": ""}
    # Our notes hold names and numbers that were given to us, not to readers.
    own = item.source.kind == SourceKind.OWN
    entry |= {"name": item.source.name, "says": "" if own else brief(text)}
    if item.relay_of and not item.relay_of.removed_at:
        entry["relays"] = item.relay_of.source.name
    if display == Display.LINKED and item.url:
        entry["url"] = links.public(item.url)
    return entry


def removed_entry(item: Item) -> dict[str, Any]:
    """What is left to say of an item that was removed: when and on what ground."""
    return {
        **BARE,
        "items": [],
        "display": Display.DESCRIBED.value,
        "class": "unclassed",
        "class_words": "Removed",
        "origin": f"item:{item.pk}",
        "name": f"An item {item.removal.words}",
        "says": "",
    }


def private(item: Item) -> bool:
    """Whether a private person speaks."""
    return item.source.voice == Voice.PRIVATE_PERSON or item.source.kind == "private-person"


BY_KIND = {
    SourceKind.PUBLIC_BODY: ("official", "Official"),
    SourceKind.MONITOR: ("osint", "Open-source monitor"),
    SourceKind.AGGREGATOR: ("aggregator", "Aggregator"),
    SourceKind.AGENCY: ("western-wire", "News agency"),
    SourceKind.OWN: ("own", "Our own reporting"),
}


def class_of(item: Item) -> tuple[str, str]:
    """The mark of a source's class and its word for readers; every state's media alike."""
    source = item.source
    if source.classed_at is None and source.kind != SourceKind.OWN:
        return "unclassed", "Not yet classed by this desk"
    if source.control == "state-run":
        return "state-ru", f"State media ({source.country})" if source.country else "State media"
    if source.control == "party":
        return "party", f"Party to the conflict ({source.side})"
    other = ("ukrainian", "Ukrainian") if source.country == "UA" else ("outlet", "Other outlets")
    return BY_KIND.get(SourceKind(source.kind), other)


def brief(text: ItemText) -> str:
    """The title, or the first words of the text, up to 140 characters."""
    words = text.title or text.text
    first = words.split("\n", 1)[0].strip()
    return first if len(first) <= 140 else first[:139].rsplit(" ", 1)[0] + "…"


def iso(hour: Any) -> str:
    """RFC 3339 in UTC without fractions, or nothing."""
    return hour.strftime("%Y-%m-%dT%H:%M:%SZ") if hour else ""


def margins(entries: list[dict[str, Any]]) -> dict[int, str]:
    """What the margin says of each number: the name and what the source is."""
    return {e["number"]: f"{e['name']}, {e['class_words'].lower()}" for e in entries}


def by_class(entries: list[dict[str, Any]]) -> dict[str, Any]:
    """Entries grouped by class in order of first use, with counts in words for the page."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for entry in entries:
        groups.setdefault(entry["class_words"], []).append(entry)
    items = sum(e["count"] for e in entries)
    origins = origins_of(entries)
    said = f"{plural(items, 'item')}, {plural(origins, 'origin')}" if entries else ""
    return {
        "items_said": said,
        "sentence": f"{plural(items, 'post or report')} from {plural(origins, 'origin')}.",
        "classes": [
            {
                "mark": found[0]["class"],
                "words": words,
                "counted": f"{plural(sum(e['count'] for e in found), 'item')}, "
                + plural(origins_of(found), "origin"),
                "entries": found,
            }
            for words, found in groups.items()
        ],
    }


def origins_of(entries: list[dict[str, Any]]) -> int:
    """Where the entries' chains start, each once."""
    return count(Seen(entry["origin"]) for entry in entries).origins


def plural(number: int, noun: str) -> str:
    """“1 item”, “3 items”, “2 posts or reports”."""
    if number == 1:
        return f"1 {noun}"
    return f"{number} " + " or ".join(f"{part}s" for part in noun.split(" or "))
