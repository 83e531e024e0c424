"""The web of `make run`: one ASGI program for pages and streams, on a door it is handed."""

import socket
import sys

import uvicorn


def main() -> None:
    """Serve on the open socket whose number is the one argument, until told to end."""
    door = socket.socket(fileno=int(sys.argv[1]))
    config = uvicorn.Config(
        "newsroom.asgi:application",
        log_config=None,
        access_log=False,
        lifespan="off",
        server_header=False,
        timeout_graceful_shutdown=2,
    )
    uvicorn.Server(config).run(sockets=[door])


if __name__ == "__main__":
    main()
