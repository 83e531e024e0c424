"""Why arriving items belong to others: edges from what they say and from their words, then clusters.

Six questions to the database for a whole document, whatever it holds. What they answer is decided in
wires.cluster.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

import numpy as np

from wires import links
from wires.cluster import NEAR_REACH, SHORT_REACH, Told, alike
from wires.rows import asked, names, numbers, spread
from wires.shingles import Shape
from wires.text import keyed
from wires.types import RelayOf

EXACT_REACH = timedelta(days=14)
COMMON = 6  # items of one document; a run that more of them have is not looked at
CONFIRMED = 5  # candidates of one item that are compared in full
VIA = re.compile(
    r"(?:\bvia|\bh/t|\bhat tip|\bsource|\bчерез|\bджерело|\bисточник|\bфото|©|📸|🎥)\s*[:—-]?\s*@([A-Za-z0-9_]{3,40})",
    re.IGNORECASE,
)
# Hosts whose names are accounts.
ACCOUNTS = re.compile(r"(?:x|twitter)\.com|(?:t|telegram)\.(?:me|dog)")
GLOBAL = re.compile(r"(?:at|urn|tag|https?|ap):\S", re.IGNORECASE)

BY_KEY = """
    select id, key, source_id, cluster_id, coalesce(origin_id, id), effective_at from wires_item
     where key = any(%s::text[]) and key <> '' and not confidential and removed_at is null
"""
WAITING = """
    select e.from_item_id, e.to_key, i.source_id, i.cluster_id, e.kind
      from wires_edge e join wires_item i on i.id = e.from_item_id
     where e.to_key = any(%s::text[]) and e.to_key <> ''
"""
# Who speaks in an item: of what is passed on, its origin; its form of words is theirs.
BY_WORDS = """
    select id, said, coalesce((select o.source_id from wires_item o where o.id = i.origin_id), i.source_id), cluster_id, coalesce(origin_id, id), effective_at from wires_item i
     where said = any(%s::bigint[]) and said <> 0 and received_at >= %s and not confidential and removed_at is null
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
    select id, coalesce((select o.source_id from wires_item o where o.id = i.origin_id), i.source_id), cluster_id, coalesce(origin_id, id), effective_at, title, text, texts_count, said from wires_item i
     where id = any(%s::bigint[]) and not confidential and removed_at is null
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
    for node in nodes:
        if (said_by := speaker(node)) != node.told.source:
            node.told = replace(node.told, source=said_by)
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
    given = names(keys)
    for row in asked(BY_KEY, given):
        stored.setdefault(row[1], []).append(row)
    waiting = asked(WAITING, given)
    for node in nodes:
        passed_on(node, own, stored, waiting)
        same_address(node, stored)
    return [
        Late(pk, own[key].told.pk, key, cluster, kind)
        for pk, key, _, cluster, kind in waiting
        if key in own and own[key].told.pk != pk and post_level(key)
    ]


def speaker(node: Node) -> int:
    """Who speaks in an item: whoever it passes on, where that is here, else its source."""
    said = (e.source for e in node.edges if e.kind in {"relay", "repost"} and e.to and e.source)
    return next(said, node.told.source)


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
    if "@" not in node.told.shape.text or not ACCOUNTS.search(node.key):
        return []
    found = VIA.findall(node.told.shape.text[:5000])
    if not found:
        return []
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
    """Items with the same bare words; the nearest in time."""
    ours: dict[int, list[Node]] = {}
    for node in nodes:
        ours.setdefault(node.told.shape.said, []).append(node)
    ours.pop(0, None)
    if not ours:
        return
    stored: dict[int, list[tuple[Any, ...]]] = {}
    for row in asked(BY_WORDS, numbers(ours), now - max(EXACT_REACH, SHORT_REACH)):
        stored.setdefault(row[1], []).append(row)
    for said, alike_nodes in ours.items():
        if len(alike_nodes) > 1 or said in stored:
            for node in alike_nodes:
                node.edges += same_words(node, alike_nodes, stored.get(said, []))


def same_words(
    node: Node, others: Sequence[Node], stored: Iterable[tuple[Any, ...]]
) -> list[Found]:
    """Edges to the three nearest in time of those with the same words."""
    met = [
        (abs(at - node.told.at), pk, source, cluster, origin, at)
        for pk, _, source, cluster, origin, at in stored
        if pk != node.told.pk
    ]
    met += [
        (abs(o.told.at - node.told.at), o.told.pk, o.told.source, None, None, o.told.at)
        for o in others
        if o.told.pk < node.told.pk
    ]
    found: list[Found] = []
    for _, pk, source, cluster, origin, at in sorted(met, key=lambda m: m[:2])[:3]:
        like = alike(node.told, Told(pk, source, at, node.told.shape))
        if like.kind:
            found.append(Found(like.kind, pk, "", like.score, like.evidence, cluster, origin, source, at))  # fmt: skip
    return found


def by_anchors(nodes: Sequence[Node]) -> None:
    """Items with nearly the same words: candidates by anchors, confirmed by comparing whole texts."""
    long = [node for node in nodes if not node.told.shape.is_short]
    if not long:
        return
    places, anchors = spread((n, node.told.shape.anchors) for n, node in enumerate(long))
    met: dict[int, list[int]] = {}
    for n, pk, shared in asked(BY_ANCHORS, places, anchors, CONFIRMED + 1):
        if shared >= least(long[n]) and pk != long[n].told.pk:
            met.setdefault(n, []).append(pk)
    among = inside(long)
    wanted = {pk for pks in met.values() for pk in pks}
    stored = {row[0]: row for row in asked(TEXTS, numbers(wanted))} if wanted else {}
    for n in sorted(met.keys() | among.keys()):
        node = long[n]
        known = {edge.to for edge in node.edges}
        found = [
            (told(stored[pk]), stored[pk][2], stored[pk][3])
            for pk in met.get(n, ())
            if pk in stored and pk not in known and may_be_alike(node, stored[pk])
        ]
        found += [
            (long[m].told, None, None) for m in among.get(n, ()) if long[m].told.pk not in known
        ]
        node.edges += confirmed(node, found)


def may_be_alike(node: Node, row: tuple[Any, ...]) -> bool:
    """Whether a stored text is worth taking apart: the same words, or nearly the same not long after."""
    at, said = row[4], row[-1]
    return bool(said == node.told.shape.said or abs(at - node.told.at) <= NEAR_REACH)


def least(node: Node) -> int:
    """Shared anchors from which a comparison is worth its time."""
    return 1 if len(node.told.shape.anchors) < 40 else 2 + len(node.told.shape.anchors) // 50


def inside(nodes: Sequence[Node]) -> dict[int, list[int]]:
    """For each node, earlier ones of the same document that share enough anchors."""
    counts = [len(node.told.shape.anchors) for node in nodes]
    every = np.fromiter(
        (h for node in nodes for h in node.told.shape.anchors), np.int64, sum(counts)
    )
    order = np.argsort(every, kind="stable")
    owner = np.repeat(np.arange(len(nodes)), counts)[order]
    _, sizes = np.unique(every, return_counts=True)
    shared: dict[tuple[int, int], int] = {}
    ends = np.cumsum(sizes)
    # A run that many items of one document have is its form, not its news.
    for at in np.flatnonzero((sizes > 1) & (sizes <= COMMON)).tolist():
        held = owner[ends[at] - sizes[at] : ends[at]].tolist()
        for place, n in enumerate(held):
            for m in held[:place]:
                shared[n, m] = shared.get((n, m), 0) + 1
    found: dict[int, list[tuple[int, int]]] = {}
    for (n, m), count in shared.items():
        if count >= least(nodes[n]):
            found.setdefault(n, []).append((-count, m))
    return {n: [m for _, m in sorted(ms)[:CONFIRMED]] for n, ms in found.items()}


@lru_cache(maxsize=1024)
def shaped(pk: int, number: int, text: str) -> Shape:  # noqa: ARG001 - the key of what is kept
    """A stored text for comparing, worked out once while it is asked for."""
    return Shape(text)


def told(row: tuple[Any, ...]) -> Told:
    """A stored item for comparing."""
    pk, source, _, _, at, title, text, number, _ = row
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
