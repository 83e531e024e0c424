"""What policy reads once, before the first editor types: they do not wait for it.

The collector never looks at what is there by then, and at what a check makes only between requests, when an
answer has gone out: nearly all of that goes by itself. To look each 700 objects cost a tenth of a keystroke,
and one look in the midst of a whole check a quarter of it.
"""

import gc

from desk.policy import packs, terms
from desk.policy.framing import embed, head
from desk.policy.framing.grammar import every
from desk.policy.hours import zone_names
from desk.policy.sources import lookalike

BETWEEN = (50_000, 20, 50)  # objects made, and rounds, before the collector looks at them
AT_MOST = 1_000_000  # objects made before it looks at them in the midst of a request


def up() -> None:
    """The judge of framing, the packs, the lists of words, the cities with a clock, the names of houses."""
    embed.read(["Ready."])
    head.shipped()
    every()
    packs.all_sources()
    terms.all_lists()
    zone_names.zone_cities()
    lookalike.house_copied("warm")
    gc.collect()
    gc.freeze()
    gc.set_threshold(AT_MOST, *BETWEEN[1:])


def tidy() -> None:
    """Let the collector look at what was made since, where that is much: asked when nobody waits."""
    young, middle, old = gc.get_count()
    if young >= BETWEEN[0]:
        gc.collect(0 if middle < BETWEEN[1] else 1 if old < BETWEEN[2] else 2)
