"""Ways in for what is pushed: a hub's subscription, or a webhook for a source that signs."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now

from wires import guard, push
from wires.fetch import fetch
from wires.models import Push, Source, Wire
from wires.roads.bring import PUSHED
from wires.roads.signing import hub_of
from wires.types import Failure


class Command(BaseCommand):
    """`push hub WIRE` subscribes at the hub a feed names; `push webhook NAME --source KEY` opens a door."""

    help = "Subscribe a feed at its hub (WebSub), or open a signed webhook for a source."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which of the two, and for what."""
        parser.add_argument("how", choices=("hub", "webhook"))
        parser.add_argument("name", help="a wire's number or address; a plain name for a webhook")
        parser.add_argument("--source", help="key of the source that sends to a webhook")

    def handle(self, *_: Any, **given: Any) -> None:
        """Do it and print what the sender must be told."""
        if given["how"] == "hub":
            self.hub(given["name"])
        else:
            self.webhook(given["name"], given["source"] or "")

    def hub(self, name: str) -> None:
        """Find the hub that a feed names, and ask it."""
        by = {"pk": int(name)} if name.isdigit() else {"address": name}
        wire = Wire.objects.filter(**by).first()
        if wire is None:
            raise CommandError(f"There is no wire “{name}”.", returncode=2)
        answer = fetch(wire.address, now=now(), allowed=guard.doors(settings.ALLOW_WIRES))
        if isinstance(answer, Failure):
            raise CommandError(answer.words)
        named = hub_of(answer.body, answer.headers, answer.final_url)
        if named is None:
            raise CommandError("This feed names no hub, so it can only be polled.")
        asked = push.subscribe(wire, hub=named[0], topic=named[1], now=now())
        if isinstance(asked, Failure):
            raise CommandError(asked.words)
        self.stdout.write(f"{named[0]} was asked; it will ask back at {push.callback(asked)}")

    def webhook(self, name: str, key: str) -> None:
        """Open a door and print its address and secret, which are shown here only."""
        source = Source.objects.filter(key=key).first()
        if source is None:
            raise CommandError(
                "Say --source KEY of a source that is in the register.", returncode=2
            )
        wire, _ = Wire.objects.get_or_create(
            address=f"{PUSHED}{name}",
            defaults={"source": source, "added_at": now(), "next_poll_at": now()},
        )
        made: Push = push.open_webhook(wire, now=now())
        self.stdout.write(f"address: {push.callback(made)}")
        self.stdout.write(f"secret: {made.secret}")
        self.stdout.write(
            "sign: X-Nightdesk-Timestamp: seconds since 1970; "
            "X-Nightdesk-Signature: sha256=HMAC-SHA-256 of “timestamp.body”, in hex"
        )
