"""Why arriving items belong to others: edges from what they say and from their words, then clusters.

Six questions to the database for a whole document, whatever it holds. What they answer is decided in
wires.cluster.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from wires import links
from wires.cluster import SHORT_REACH, Told, alike
from wires.rows import asked
from wires.shingles import Shape
from wires.text import keyed
from wires.types import RelayOf

EXACT_REACH = timedelta(days=14)
CONFIRMED = 5  # candidates of one item that are compared in full
VIA = re.compile(
    r"(?:\bvia|\bh/t|\bhat tip|\bsource|\bчерез|\bджерело|\bисточник|\bфото|©|📸|🎥)\s*[:—-]?\s*@([A-Za-z0-9_]{3,40})",
    re.IGNORECASE,
)
GLOBAL = re.compile(r"(?:at|urn|tag|https?|ap):\S", re.IGNORECASE)

BY_KEY = """
    select id, key, source_id, cluster_id, coalesce(origin_id, id), effective_at from wires_item
     where key = any(%s) and key <> '' and not confidential and removed_at is null
"""
WAITING = """
    select e.from_item_id, e.to_key, i.source_id, i.cluster_id, e.kind
      from wires_edge e join wires_item i on i.id = e.from_item_id
     where e.to_key = any(%s) and e.to_key <> ''
"""
BY_WORDS = """
    select id, said, source_id, cluster_id, coalesce(origin_id, id), effective_at from wires_item
     where said = any(%s) and said <> 0 and received_at >= %s and not confidential and removed_at is null
"""
# A run that many items have says little: of those only the newest three are looked at.
BY_ANCHORS = """
    with asked as (select * from unnest(%s::int[], %s::bigint[]) as t(n, h)),
    hits as (
        select n, asked.h, item_id, count(*) over w as spread, row_number() over (w order by item_id desc) as place
          from asked cross join lateral (
            select a.item_id from wires_anchor a where a.h = asked.h order by a.item_id desc limit 12) as found
        window w as (partition by n, asked.h)),
    counted as (
        select n, item_id, count(*) as shared from hits where spread < 12 or place <= 3 group by n, item_id),
    best as (
        select *, row_number() over (partition by n order by shared desc, item_id) as place from counted)
    select n, item_id, shared from best where place <= %s
"""
TEXTS = """
    select id, source_id, cluster_id, coalesce(origin_id, id), effective_at, title, text, texts_count from wires_item
     where id = any(%s) and not confidential and removed_at is null
"""


@dataclass(slots=True)
class Node:
    """An item on its way in, or one that changed: what is compared and what was found."""

    told: Told
    key: str
    relay: RelayOf | None = None
    reply_to: str = ""
    cluster: int | None = None
    origin: int | None = None
    relay_of: int | None = None
    edges: list["Found"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Found:
    """One edge from an arriving item: to an item, or to a key that nobody bears yet."""

    kind: str
    to: int | None
    to_key: str = ""
    score: float = 1.0
    evidence: dict[str, Any] = field(default_factory=dict)
    cluster: int | None = None
    origin: int | None = None
    source: int | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Late:
    """An edge that waited for the key of an item which arrives now."""

    from_item: int
    to_item: int
    to_key: str
    cluster: int | None
    kind: str


def global_key(canonical: str | None, external_id: str | None) -> str:
    """What an item is known by everywhere: its address, else an id that is one in the whole world."""
    if canonical:
        return keyed(canonical)
    return keyed(external_id) if external_id and GLOBAL.match(external_id) else ""


def target(relay: RelayOf | None) -> str:
    """The key of what is passed on."""
    if relay is None:
        return ""
    return global_key(links.canonical(relay.url) if relay.url else None, relay.external_id)


def find(nodes: Sequence[Node], *, now: datetime) -> list[Late]:
    """Fill every node's edges; what earlier items waited for comes back."""
    late = by_keys(nodes)
    by_words(nodes, now)
    by_anchors(nodes)
    return late


def by_keys(nodes: Sequence[Node]) -> list[Late]:
    """Relays, replies and equal addresses, in this document or stored; relays that waited."""
    own = {node.key: node for node in nodes if node.key}
    wanted = {target(node.relay) for node in nodes} | {
        key for node in nodes if (key := reply_key(node))
    }
    keys = sorted((set(own) | wanted) - {""})
    if not keys:
        return []
    stored: dict[str, list[tuple[Any, ...]]] = {}
    for row in asked(BY_KEY, keys):
        stored.setdefault(row[1], []).append(row)
    waiting = asked(WAITING, keys)
    for node in nodes:
        passed_on(node, own, stored, waiting)
        same_address(node, stored)
    return [
        Late(pk, own[key].told.pk, key, cluster, kind)
        for pk, key, _, cluster, kind in waiting
        if key in own and own[key].told.pk != pk and post_level(key)
    ]


def reply_key(node: Node) -> str:
    """The key of what a post answers."""
    return global_key(links.canonical(node.reply_to), node.reply_to) if node.reply_to else ""


def passed_on(
    node: Node,
    own: dict[str, Node],
    stored: dict[str, list[tuple[Any, ...]]],
    waiting: list[tuple[Any, ...]],
) -> None:
    """The edge of a relay to its origin, held or not, of a reply to what it answers, of a “via”."""
    for name, link in accounts(node):
        node.edges.append(Found("relay", None, link, 1.0, {"said": f"via @{name}", "key": link}))
    relay, answered = target(node.relay), reply_key(node)
    if relay and relay != node.key:
        kind = node.relay.kind if node.relay else "relay"
        node.edges += leads_to(node, relay, kind, own, stored) or [
            *waits_for(relay, kind),
            *both_pass_on(relay, waiting),
        ]
    if answered and answered != node.key:
        node.edges += leads_to(node, answered, "reply", own, stored) or waits_for(answered, "reply")


def leads_to(
    node: Node, key: str, kind: str, own: dict[str, Node], stored: dict[str, list[tuple[Any, ...]]]
) -> list[Found]:
    """The edge to whoever bears this key, in the same document or stored."""
    evidence = {"said": "named by the document", "key": key}
    other = own.get(key)
    if other is not None and other.told.pk != node.told.pk:
        return [Found(kind, other.told.pk, key, 1.0, evidence, source=other.told.source, at=other.told.at)]  # fmt: skip
    return [
        Found(kind, pk, key, 1.0, evidence, cluster, origin, source, at)
        for pk, _, source, cluster, origin, at in sorted(stored.get(key, []), key=lambda r: r[5])[
            :1
        ]
        if pk != node.told.pk
    ]


def waits_for(key: str, kind: str) -> list[Found]:
    """The edge to a key that nobody bears yet."""
    return [Found(kind, None, key, 1.0, {"said": "named by the document", "key": key})]


def both_pass_on(key: str, waiting: list[tuple[Any, ...]]) -> list[Found]:
    """Others that pass on the same post: one event, though nobody here has the post itself."""
    return [
        Found("same-url", pk, "", 1.0, {"both pass on": key}, cluster, None, source)
        for pk, to_key, source, cluster, kind in waiting
        if to_key == key and kind != "reply"
    ]


def accounts(node: Node) -> list[tuple[str, str]]:
    """Accounts that a post says it has this from, on its own platform; not a post, so not joined by it."""
    if "@" not in node.told.shape.text or not node.key:
        return []
    found = VIA.findall(node.told.shape.text[:5000])
    read = links.read(node.key)
    base = {"telegram": "https://t.me/", "x": "https://x.com/"}.get(read.platform)
    names = {name.lower() for name in found} - {read.handle.lower()}
    return [(name, f"{base}{name}") for name in sorted(names)[:3]] if base else []


def same_address(node: Node, stored: dict[str, list[tuple[Any, ...]]]) -> None:
    """Others with the same address, of another source; a home page is no post."""
    rows = [row for row in stored.get(node.key, []) if row[2] != node.told.source]
    if not rows or not post_level(node.key):
        return
    for pk, key, source, cluster, origin, at in rows[:5]:
        node.edges.append(Found("same-url", pk, "", 1.0, {"address": key}, cluster, origin, source, at))  # fmt: skip


def post_level(key: str) -> bool:
    """Whether an address names one post or page."""
    read = links.read(key)
    return not (read.is_home or read.is_account)


def by_words(nodes: Sequence[Node], now: datetime) -> None:
    """Items with the same bare words; the nearest in time of each source."""
    wanted = {node.told.shape.said for node in nodes} - {0}
    if not wanted:
        return
    rows = asked(BY_WORDS, sorted(wanted), now - max(EXACT_REACH, SHORT_REACH))
    for node in nodes:
        met = [
            (abs(at - node.told.at), pk, source, cluster, origin, at)
            for pk, said, source, cluster, origin, at in rows
            if said == node.told.shape.said and pk != node.told.pk
        ]
        met += [
            (abs(o.told.at - node.told.at), o.told.pk, o.told.source, None, None, o.told.at)
            for o in nodes
            if o is not node and o.told.pk < node.told.pk and o.told.shape.said == node.told.shape.said
        ]  # fmt: skip
        for _, pk, source, cluster, origin, at in sorted(met)[:3]:
            like = alike(node.told, Told(pk, source, at, node.told.shape))
            if like.kind:
                node.edges.append(Found(like.kind, pk, "", like.score, like.evidence, cluster, origin, source, at))  # fmt: skip


def by_anchors(nodes: Sequence[Node]) -> None:
    """Items with nearly the same words: candidates by anchors, confirmed by comparing whole texts."""
    long = [node for node in nodes if not node.told.shape.is_short]
    pairs = [(n, h) for n, node in enumerate(long) for h in node.told.shape.anchors]
    if not pairs:
        return
    rows = asked(BY_ANCHORS, [n for n, _ in pairs], [h for _, h in pairs], CONFIRMED + 1)
    among = inside(long)
    wanted = {pk for n, pk, shared in rows if shared >= least(long[n]) and pk != long[n].told.pk}
    stored = {row[0]: row for row in asked(TEXTS, sorted(wanted))} if wanted else {}
    for n, node in enumerate(long):
        known = {edge.to for edge in node.edges}
        ours = [pk for m, pk, shared in rows if m == n and pk in stored and shared >= least(node)]
        found = [(told(stored[pk]), stored[pk][2], stored[pk][3]) for pk in ours if pk not in known]
        found += [(long[m].told, None, None) for m in among.get(n, ())]
        node.edges += confirmed(node, found)


def least(node: Node) -> int:
    """Shared anchors from which a comparison is worth its time."""
    return 1 if len(node.told.shape.anchors) < 40 else 2 + len(node.told.shape.anchors) // 50


def inside(nodes: Sequence[Node]) -> dict[int, list[int]]:
    """For each node, earlier ones of the same document that share enough anchors."""
    places: dict[int, list[int]] = {}
    shared: dict[tuple[int, int], int] = {}
    for n, node in enumerate(nodes):
        for h in node.told.shape.anchors:
            held = places.setdefault(h, [])
            for m in held if len(held) < 4 else held[-1:]:
                shared[n, m] = shared.get((n, m), 0) + 1
            held.append(n)
    found: dict[int, list[int]] = {}
    for (n, m), count in shared.items():
        if count >= least(nodes[n]):
            found.setdefault(n, []).append(m)
    return {
        n: [m for _, m in sorted((-shared[n, m], m) for m in ms)[:CONFIRMED]]
        for n, ms in found.items()
    }


@lru_cache(maxsize=1024)
def shaped(pk: int, number: int, text: str) -> Shape:  # noqa: ARG001 - the key of what is kept
    """A stored text for comparing, worked out once while it is asked for."""
    return Shape(text)


def told(row: tuple[Any, ...]) -> Told:
    """A stored item for comparing."""
    pk, source, _, _, at, title, text, number = row
    return Told(pk, source, at, shaped(pk, number, f"{title} {text}"))


def confirmed(node: Node, found: Iterable[tuple[Told, int | None, int | None]]) -> list[Found]:
    """Edges to those that tell the same; a form of words that fits several events of its source is none."""
    met: list[Found] = []
    for other, cluster, origin in found:
        like = alike(node.told, other)
        if like.kind:
            met.append(Found(like.kind, other.pk, "", like.score, like.evidence, cluster, origin, other.source, other.at))  # fmt: skip
    own = {edge.cluster or -(edge.to or 0) for edge in met if edge.source == node.told.source}
    if len(own) > 1:
        met = [edge for edge in met if edge.source != node.told.source]
    return met
