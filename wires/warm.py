"""What a worker reads once, before it has its hands: they share it, and their first polls do not pay."""

import gc

from wires import counts, door, hosts, language, tongues

BETWEEN = (50_000, 20, 50)  # objects made, and rounds, before the collector looks at them


def up() -> None:
    """The model of languages, the patterns of counts, the machine's certificates, the public suffixes.

    The collector never looks at what is there by then, and seldom at what a poll makes: nearly all of
    that goes by itself, and to look each 700 objects took a twelfth of a poll.
    """
    language.model()
    for tongue in tongues.TONGUES.values():
        for pattern in (counts.stems, counts.harmed, counts.figure_first, counts.harm_first):
            pattern(tongue)
    door.trust()
    hosts.suffixes()("desk.example")
    gc.collect()
    gc.freeze()
    gc.set_threshold(*BETWEEN)
