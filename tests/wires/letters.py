"""Letters as mailboxes give them: who stands in the From line, and what the mailbox's server says of that."""

from tests.wires.test_store import parsed, wire
from wires.models import Source, Wire
from wires.types import Checked, Envelope, Method

SERVER = "mx.desk.example"


def box(name: str = "post", *, domains: tuple[str, ...] = ("lantern.example",), server: str = SERVER) -> Wire:  # fmt: skip
    """A mailbox whose source has these domains."""
    on = wire(name)
    Source.objects.filter(pk=on.source_id).update(domains=list(domains))
    on.source.refresh_from_db()
    on.address, on.checked_by = f"imaps://desk@{name}.example/INBOX", server
    on.save()
    return on


def said(domain: str, result: str = "pass", server: str = SERVER) -> Checked:
    return Checked(server, (Method("dmarc", result, (("header.from", domain),)),))


def letter(name: str, title: str, text: str, *, sender: str = "press@lantern.example", proven: bool = True, **more):  # fmt: skip
    """A letter; unless it is proven it says what its sender likes to have said, under another server's name."""
    domain = sender.rpartition("@")[2]
    checked = (said(domain),) if proven else (said(domain, "fail"), said(domain))
    more.setdefault("author", "Lantern Press")
    return parsed(name, title, text, envelope=Envelope(sender, domain, 1, checked), **more)
