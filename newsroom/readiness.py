"""What both doors do once: read what policy needs, and let the collector look between requests."""

from threading import Thread

from django.core.signals import request_finished

from desk.policy import warm


def begin() -> None:
    """The judge of framing and the lists are read before the first editor types, not while they wait."""
    Thread(target=warm.up, name="warm the policy", daemon=True).start()
    request_finished.connect(tidy, dispatch_uid="collector between requests")


def tidy(**_: object) -> None:
    """An answer has gone out: nobody waits."""
    warm.tidy()
