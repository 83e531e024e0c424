"""What a worker reads once, before it has its hands: they share it, and their first polls do not pay."""

from wires import counts, door, hosts, language, tongues


def up() -> None:
    """The model of languages, the patterns of counts, the machine's certificates, the public suffixes."""
    language.model()
    for tongue in tongues.TONGUES.values():
        for pattern in (counts.stems, counts.harmed, counts.figure_first, counts.harm_first):
            pattern(tongue)
    door.trust()
    hosts.suffixes()("desk.example")
