"""A small IMAP server of the tests' own: enough of RFC 3501 to sign in, look and fetch."""

import re
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager

PASSWORD = "open sesame"


class Postbox(socketserver.ThreadingTCPServer):
    """Letters by UID in one folder, INBOX."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self.letters: dict[int, bytes] = {}
        self.validity = 7
        self.commands: list[str] = []
        self.context = context
        super().__init__(("127.0.0.1", 0), Talk)

    def get_request(self):
        """A connection, under TLS where this server has a certificate."""
        made, address = super().get_request()
        return (self.context.wrap_socket(made, server_side=True) if self.context else made), address

    def handle_error(self, request, client_address) -> None:
        """A client that hangs up is no news."""


class Talk(socketserver.StreamRequestHandler):
    """One client's lines and our answers."""

    server: Postbox

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self) -> None:
        self.say("* OK ready")
        while line := self.rfile.readline().decode("utf-8", "replace").strip():
            tag, _, command = line.partition(" ")
            self.server.commands.append(command)
            self.answer(command)
            refused = command.upper().startswith("LOGIN") and PASSWORD not in command
            missing = command.upper().startswith("EXAMINE") and "INBOX" not in command
            said = "NO [AUTHENTICATIONFAILED] wrong password" if refused else "NO no such folder" if missing else "OK done"  # fmt: skip
            self.say(f"{tag} {said}")
            if command.upper() == "LOGOUT":
                return

    def answer(self, command: str) -> None:
        upper = command.upper()
        if upper == "CAPABILITY":
            self.say("* CAPABILITY IMAP4rev1")
        elif upper.startswith("EXAMINE"):
            self.say(f"* {len(self.server.letters)} EXISTS")
            self.say(f"* OK [UIDVALIDITY {self.server.validity}] valid")
        elif m := re.match(r"UID SEARCH UID (\d+):\*", upper):
            last = max(self.server.letters, default=0)
            found = [u for u in sorted(self.server.letters) if u >= int(m.group(1)) or u == last]
            self.say("* SEARCH " + " ".join(map(str, found)))
        elif m := re.match(r"UID FETCH (\d+) \((.*)\)", upper):
            self.fetch(int(m.group(1)), m.group(2))

    def fetch(self, uid: int, part: str) -> None:
        body = self.server.letters[uid]
        if part == "RFC822.SIZE":
            self.say(f"* 1 FETCH (UID {uid} RFC822.SIZE {len(body)})")
            return
        self.wfile.write(f"* 1 FETCH (UID {uid} BODY[] {{{len(body)}}}\r\n".encode() + body + b")\r\n")  # fmt: skip


@contextmanager
def postbox(context: ssl.SSLContext | None = None) -> Iterator[Postbox]:
    """A server for the length of a test."""
    with Postbox(context) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
