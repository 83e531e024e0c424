"""Add a wire: an address we poll, of a source that is there or of a new, unclassed one."""

from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from desk import access
from desk.copyflow.classify import add_source, need_right_to_widen
from desk.copyflow.wire_care import need_clock
from desk.errors import NotYours, Unsound
from desk.models import LogEntry, Person, Verb
from wires import discover, guard, links
from wires.addresses import domain_of
from wires.models import Source, Wire
from wires.probe import own_road
from wires.roads import folder, mailbox

PACES = {"mailbox": (15, 60), "folder": (2, 10)}  # seconds, the least and the most between polls


@transaction.atomic
def register_wire(
    *,
    name: str,
    address: str,
    by: Person,
    now: datetime,
    floor_s: int = 30,
    invented: bool = False,
    hours_in: str = "",
) -> Wire:
    """Poll an address from now on; private and unreadable ones are refused here already."""
    if not access.is_administrator(by) and not access.desks(by).exists():
        raise NotYours("Only people of a desk add wires.")
    if not name.strip():
        raise Unsound("A source needs a name.", field="name")
    need_clock(hours_in)
    way = discover.road(discover.whole(address))
    if way.closed:
        raise Unsound(way.rule, satisfy="Paste single posts under Wires.", field="address")
    need_reachable(way.address, by)
    source = Source.objects.filter(name__iexact=name.strip()).first()
    read = links.read(way.address)
    if source and not is_at_home(source, read):
        need_right_to_widen(source, by)
    if source is None:
        source = add_source(
            name=name,
            by=by,
            now=now,
            handles=(read.handle,) if read.handle else (),
            domains=(read.host,) if read.platform == "web" else (),
            invented=invented,
        )
    try:
        with transaction.atomic():
            wire = Wire.objects.create(
                source=source,
                address=way.address,
                domain=domain_of(way.address),
                added_at=now,
                next_poll_at=now,
                **pace(way.address, floor_s),
                hours_in=hours_in.strip(),
            )
    except IntegrityError as clash:
        raise Unsound("This address is polled already.", field="address") from clash
    LogEntry.record(None, Verb.ADD_SOURCE, by, now, f"{source.name}: {wire.address}")
    return wire


def pace(address: str, floor_s: int) -> dict[str, int]:
    """Between which seconds an address is polled: what is the desk's own is nobody's burden, and a letter or a
    file waits for no rhythm."""
    least, most = PACES.get(own_road(address), (floor_s, 0))
    return {"interval_s": least, "floor_s": least, **({"ceiling_s": most} if most else {})}


def is_at_home(source: Source, read: links.Link) -> bool:
    """Whether an address is of an account or a site that the source is registered with."""
    if read.platform == "web":
        return bool({read.host, read.domain} & set(source.domains))
    return (read.handle or "").casefold() in {handle.casefold() for handle in source.handles}


def need_reachable(address: str, by: Person) -> None:
    """Refuse what is no road: an address off the open web, and an operator's road for anybody else."""
    if mailbox.mailbox(address) or folder.ADDRESS.fullmatch(address):
        if access.is_administrator(by):
            return
        raise Unsound(
            "Mailboxes and folders are this desk’s own, so the operator adds them.",
            satisfy="A feed or a channel page of the open web; or ask the operator.",
            field="address",
        )
    try:
        guard.check(address, guard.doors(settings.ALLOW_WIRES))
    except guard.Refused as refusal:
        raise Unsound(
            str(refusal),
            satisfy="A feed or a channel page of the open web, imaps://name@host/Folder or folder:name.",
            field="address",
        ) from refusal
