"""Claim the wires whose hour has come, no more at once than the workers can take, and lay them out."""

from datetime import datetime, timedelta

from wires import schedule, turns
from wires.addresses import domain_of
from wires.models import Claim, Wire
from wires.poll import LEASE

AT_ONCE = 200  # wires claimed and not yet done
AHEAD = timedelta(seconds=0.5)  # half of what is between sweeps: late and early are as much
SOON = 0.5  # seconds that are not worth putting a wire back for


def claim_due(*, now: datetime) -> list[Claim]:
    """Wires to poll now. Those of a domain that is asked already are put back, each to its turn."""
    room = AT_ONCE - Wire.objects.filter(lease_until__gte=now).count()
    if room <= 0:
        return []
    claims = Wire.objects.claim_due(now=now, lease=LEASE, most=room, ahead=AHEAD)
    starts = schedule.lay_out(
        [(one.wire_id, domain_of(one.address)) for one in claims], turns.pause
    )
    for one in claims:
        if starts[one.wire_id] > SOON:
            until = now + timedelta(seconds=starts[one.wire_id])
            Wire.objects.put_back(one.wire_id, one.token, until=until)
    return [one for one in claims if starts[one.wire_id] <= SOON]
