"""Rows of the wires: who we receive from, what arrived, every text it had."""

from wires.models.advisory import Act, Advisory
from wires.models.cluster import Anchor, Apart, Cluster, ClusterAct, ClusterChange, Edge, EdgeKind
from wires.models.count import Bound, Count, Harm
from wires.models.event import EventKind, ItemEvent, Rekeying
from wires.models.item import Item, ItemKind, ItemMedium, ItemName, ItemText, Translation
from wires.models.look import Look
from wires.models.picture import PictureChange
from wires.models.push import Letter, Push, PushKind, PushState
from wires.models.removal import Ground, Removal, Tombstone
from wires.models.sender import Sender
from wires.models.snapshot import Fetch, Outcome, Snapshot
from wires.models.source import Control, Shown, Source, SourceKind, Voice
from wires.models.wire import Alert, Claim, FormerAddress, Host, Wire

__all__ = [
    "Act",
    "Advisory",
    "Alert",
    "Anchor",
    "Apart",
    "Bound",
    "Claim",
    "Cluster",
    "ClusterAct",
    "ClusterChange",
    "Control",
    "Count",
    "Edge",
    "EdgeKind",
    "EventKind",
    "Fetch",
    "FormerAddress",
    "Ground",
    "Harm",
    "Host",
    "Item",
    "ItemEvent",
    "ItemKind",
    "ItemMedium",
    "ItemName",
    "ItemText",
    "Letter",
    "Look",
    "Outcome",
    "PictureChange",
    "Push",
    "PushKind",
    "PushState",
    "Rekeying",
    "Removal",
    "Sender",
    "Shown",
    "Snapshot",
    "Source",
    "SourceKind",
    "Tombstone",
    "Translation",
    "Voice",
    "Wire",
]
