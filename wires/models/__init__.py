"""Rows of the wires: who we receive from, what arrived, every text it had."""

from wires.models.cluster import Cluster
from wires.models.event import EventKind, ItemEvent
from wires.models.item import Item, ItemKind, ItemText
from wires.models.snapshot import Fetch, Outcome, Snapshot
from wires.models.source import Control, Source, SourceKind, Voice, Wire

__all__ = [
    "Cluster",
    "Control",
    "EventKind",
    "Fetch",
    "Item",
    "ItemEvent",
    "ItemKind",
    "ItemText",
    "Outcome",
    "Snapshot",
    "Source",
    "SourceKind",
    "Voice",
    "Wire",
]
