"""Who passes on whom, as a small drawing and as sentences: each edge with what was seen."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.text import Truncator

from wires.models import Edge, Item

MOST = 14  # items drawn
NAMING = frozenset({"relay", "repost", "quote", "reply"})
ROW, STEP, LEFT, TOP = 34, 118, 12, 20
LONGEST = 26  # letters of a name beside a dot


@dataclass(frozen=True, slots=True)
class Line:
    """One edge in words: who, to whom, how and on what evidence."""

    edge: Edge
    words: str
    evidence: str


def of(item: Item) -> dict[str, Any]:
    """The edges round an item and its event, drawn and told; confidential and removed items are not there."""
    open_items = Item.objects.open()
    near = Q(from_item=item) | Q(to_item=item)
    if item.cluster_id:
        near |= Q(from_item__cluster=item.cluster_id, to_item__cluster=item.cluster_id)
    rows = [
        edge
        for edge in Edge.objects.filter(near, from_item__in=open_items)
        .filter(Q(to_item=None) | Q(to_item__in=open_items))
        .select_related("from_item__source", "to_item__source")[:60]
        if edge.to_item_id or edge.from_item_id == item.pk
    ]
    lines = [Line(edge, sentence(edge), evidence(edge)) for edge in rows]
    own = [one for one in lines if item.pk in {one.edge.from_item_id, one.edge.to_item_id}]
    return {
        "edges": lines,
        "told": [(own, False), ([one for one in lines if one not in own], True)],
        **drawn(item, rows),
    }


def sentence(edge: Edge) -> str:
    """“Frontline Digest passes it on: Nightwatch Monitor”, as verb and target."""
    target = named(edge.to_item) if edge.to_item else edge.to_key
    verbs = {
        "relay": "passes on",
        "repost": "reposts",
        "quote": "quotes",
        "reply": "answers",
        "same-url": "has the same address as",
        "exact": "has the same words as",
        "near": "has nearly the same words as",
    }
    return f"{named(edge.from_item)} {verbs.get(edge.kind, edge.kind)} {target}".rstrip(",")


def named(item: Item) -> str:
    """“Frontline Digest, 22:25”, since one source may pass on twice."""
    return f"{label(item.source.name, item)},"


def label(name: str, item: Item) -> str:
    """A name, which keeps its own way of running whatever its letters, and the item's hour."""
    return f"\u2068{name}\u2069, {item.effective_at:%H:%M}"


def evidence(edge: Edge) -> str:
    """What was seen, in words."""
    seen = edge.evidence if isinstance(edge.evidence, dict) else {}
    if "both pass on" in seen:
        return f"Both pass on {seen['both pass on']}."
    if "contained" in seen:
        held, agreed = round(100 * seen["contained"]), round(100 * seen.get("agreed", 0))
        return f"{held} in 100 of the shorter one’s runs of words stand in the longer; figures and names agree in {agreed} of 100."
    if "words" in seen:
        return f"All {seen['words']} words are the same."
    if "address" in seen:
        return f"Both bear {seen['address']}."
    said = str(seen.get("said", "")).capitalize()
    key = seen.get("key", "")
    return f"{said}: {key}." if said and key else (f"{said}." if said else "Seen when it arrived.")


def drawn(item: Item, rows: Sequence[Edge]) -> dict[str, Any]:
    """Places of the drawing: origins left, who passes on to the right, a row each; straight lines between."""
    nodes: dict[int, Item] = {item.pk: item}
    for edge in rows:
        nodes.setdefault(edge.from_item_id, edge.from_item)
        if edge.to_item:
            nodes.setdefault(edge.to_item.pk, edge.to_item)
    kept = dict(sorted(nodes.items(), key=lambda pair: pair[1].effective_at)[:MOST])
    kept.setdefault(item.pk, item)
    ties = strokes(rows, kept)
    depth = depths(list(kept), ties)
    places = {
        pk: (LEFT + depth[pk] * STEP, TOP + n * ROW)
        for n, pk in enumerate(sorted(kept, key=lambda pk: (depth[pk], kept[pk].effective_at)))
    }
    return {
        "dots": [
            {
                "x": x,
                "y": y,
                "label_x": x + 12,
                "label_y": y + 4,
                "label": label(Truncator(kept[pk].source.name).chars(LONGEST), kept[pk]),
                "here": pk == item.pk,
                "origin": depth[pk] == 0,
            }
            for pk, (x, y) in places.items()
        ],
        "strokes": [
            {"x1": places[a][0], "y1": places[a][1], "x2": places[b][0], "y2": places[b][1]}
            for a, b in dict.fromkeys(ties)
        ],
        "width": LEFT + (max(depth.values(), default=0) + 1) * STEP + 150,
        "height": TOP + len(places) * ROW,
    }


def strokes(rows: Sequence[Edge], kept: Collection[int]) -> list[tuple[int, int]]:
    """The edges that are drawn: who names a post is tied to it, who names none to the earliest of those that
    it is like. All of them are told in words."""
    seen = [e for e in rows if e.to_item and e.to_item_id in kept and e.from_item_id in kept]
    named = [(e.from_item_id, e.to_item.pk) for e in seen if e.to_item and e.kind in NAMING]
    first: dict[int, Item] = {}
    for edge in seen:
        like, before = edge.to_item, first.get(edge.from_item_id)
        if like and (before is None or like.effective_at < before.effective_at):
            first[edge.from_item_id] = like
    speak = {one for one, _ in named}
    return [*named, *((one, like.pk) for one, like in first.items() if one not in speak)]


def depths(nodes: Sequence[int], ties: Iterable[tuple[int, int | None]]) -> dict[int, int]:
    """How many steps each is from a start, at most three; a circle ends by itself and begins at the left too."""
    depth = dict.fromkeys(nodes, 0)
    known = list(ties)
    for _ in range(3):
        for a, b in known:
            if b is not None and depth[a] < depth[b] + 1 <= 3 and a != b:
                depth[a] = depth[b] + 1
    least = min(depth.values(), default=0)
    return {pk: steps - least for pk, steps in depth.items()}
