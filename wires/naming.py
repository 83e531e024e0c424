"""Which stored item each of a document's is: by the way its wire's items are known, which may change with what comes."""

from collections.abc import Sequence
from datetime import datetime

from wires import edits, hands, identity, rows, second_ids, writethrus
from wires.edits import Known
from wires.models import Item, Rekeying, Wire
from wires.second_ids import Named
from wires.types import ParsedItem

# An id that was replaced names the text before: what comes now is of the newest one.
AT_ADDRESS = """
    select key, coalesce((select n.name from wires_itemname n
                           where n.item_id = wires_item.id and n.superseded_at is null
                             and exists (select 1 from wires_itemname o where o.source_id = wires_item.source_id
                                            and o.name = external_id and o.superseded_at is not null)
                           order by n.id desc limit 1), external_id), posted_at, digest, raw_hash, title, text from wires_item
     where wire_id = %s and key = any(%s::text[]) order by received_at desc, id desc
"""


def known_as(
    parsed: Sequence[ParsedItem], wire: Wire, hand: hands.Hand | None, *, now: datetime
) -> tuple[Named, dict[str, Known]]:
    """Each item with its name, under the way this wire's items are known, and what is stored under
    those names; the way may change here."""
    way = identity.way(parsed, wire.known_by)
    if way != wire.known_by:
        change_way(wire, way)
    named = identity.named(parsed, way)
    if way == identity.BY_BOTH:
        named = with_bare_names(named, wire)
    held = edits.known(wire.source_id, [name for name, _ in named])
    if held and hand:
        named = hands.apart(named, {name: (row.pk, row.raw) for name, row in held.items()}, hand)
        return named, edits.known(wire.source_id, [name for name, _ in named])
    if way == identity.BY_ID:
        second_ids.set_apart(named, held, now=now)
        named, held = under_new_ids(parsed, named, held, wire, now=now)
    return second_ids.that_stand(named, held, wire.source_id, now=now), held


def under_new_ids(
    parsed: Sequence[ParsedItem], named: Named, held: dict[str, Known], wire: Wire, *, now: datetime
) -> tuple[Named, dict[str, Known]]:
    """Items by the names they have here, where their source calls them otherwise now: all of a wire by
    their addresses from now on, where many do; else those that are sure. One question where any may."""
    known, listed = set(held), second_ids.given(named, now)
    urls = identity.worth_asking(listed, known)
    if not urls:
        return named, held
    standing = [
        (key, identity.Standing(*row))
        for key, *row in rows.asked(AT_ADDRESS, wire.pk, rows.names(urls))
    ]
    first = {key: one.name for key, one in standing}
    if moved := identity.rekeyed(listed, known, first):
        named = by_address_from_now_on(parsed, moved, wire, now=now)
        return named, edits.known(wire.source_id, [name for name, _ in named])
    if old := identity.again(listed, known, standing):
        held |= edits.known(wire.source_id, list(old.values()))
        before, named = (
            named,
            [(old.get(item.canonical_url or "", name), item) for name, item in named],
        )
        given = {
            new: held[name].pk
            for (new, _), (name, _) in zip(before, named, strict=True)
            if new != name
        }
        writethrus.name_too(given, wire.source_id, now=now)
    return named, held


def by_address_from_now_on(
    parsed: Sequence[ParsedItem], moved: dict[str, str], wire: Wire, *, now: datetime
) -> Named:
    """Give stored items their addresses for names, where the ids have changed."""
    change_way(wire, identity.BY_ADDRESS)
    for row in Item.objects.filter(wire=wire).exclude(key="").only("pk", "key", "external_id"):
        taken = Item.objects.filter(source_id=wire.source_id, external_id=row.key)
        if not taken.exists():
            Item.objects.filter(pk=row.pk).update(external_id=row.key, raw_hash=0)
    Rekeying.objects.create(
        wire=wire,
        items=len(moved),
        at=now,
        words=f"{len(moved)} items came again under other ids at the same addresses; "
        "they are known by their addresses from now on.",
    )
    return identity.named(parsed, identity.BY_ADDRESS)


def change_way(wire: Wire, way: str) -> None:
    """Write down how a wire's items are known."""
    wire.known_by = way
    wire.save(update_fields=["known_by"])


def with_bare_names(named: Named, wire: Wire) -> Named:
    """An item stored under its id alone, before that id stood at a second address, keeps its name."""
    own = [identity.identity(item) for _, item in named]
    stored = Item.objects.filter(source=wire.source_id, external_id__in=own)
    kept = set(stored.values_list("external_id", "key"))
    return [
        (bare if (bare, item.canonical_url or "") in kept else name, item)
        for bare, (name, item) in zip(own, named, strict=True)
    ]
