"""The sample wire server's invented hosts, as the guard's one door wants them. Standard library only."""

HOSTS = (
    "staromist.example",
    "lantern.example",
    "post.example",
    "channels.example",
    "corpus.example",
)


def allow_wires(port: int) -> str:
    """NIGHTDESK_ALLOW_WIRES for a sample server on this port of loopback."""
    return ",".join(f"{host}=127.0.0.1:{port}" for host in HOSTS)
