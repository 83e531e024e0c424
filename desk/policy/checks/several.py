"""Several of one kind told where one of the kind is listed, or where the copy says that they are one. Pure."""

import re
from collections.abc import Iterator

from desk.policy import known
from desk.policy.checks.credited import telling
from desk.policy.checks.linked import links
from desk.policy.checks.nobody import house_of
from desk.policy.checks.unknown import PUBLIC
from desk.policy.once import once
from desk.policy.sources import almanac
from desk.policy.sources.admitted import admitted
from desk.policy.sources.evidence import Evidence, source_of_link
from desk.policy.sources.voices import of_one, said_of, several
from desk.policy.text import cut
from desk.policy.types import Facts, Span
from wires.links import Link, read


def one_of_the_kind(facts: Facts, rest: list[Evidence]) -> Iterator[tuple[Span, str]]:
    """The words for several of a kind of which one is listed."""
    for one in known.prose(facts.body, several):
        if alone(facts, rest, one.kind):
            yield one.span, cut(facts.body.text, one.span)
    for span in known.prose(facts.body, that_are_one):
        yield span, cut(facts.body.text, span)
    for one in known.prose(facts.body, admitted):
        if one.many:
            yield one.span, cut(facts.body.text, one.span)


def admitted_of_some(facts: Facts) -> Span | None:
    """Some who tell, uncounted, of whom the copy goes on to say that they are one; those that are counted are told by themselves."""
    found = known.prose(facts.body, admitted)
    return None if any(one.many for one in found) else next((one.span for one in found), None)


def that_are_one(text: str) -> tuple[Span, ...]:
    """Where several report in a block that says in the next sentences that they have it all of one."""
    return tuple(one.span for one in several(text) if of_one(said_of(text, one.span)))


def alone(facts: Facts, rest: list[Evidence], kind: str) -> bool:
    """Whether what is listed has one of the kind, and no other is named."""
    if kind == "monitors":
        one_account = one_origin(rest) and not pages(rest)
        return one_account or (len({e.source.key for e in rest if e.source.kind == "monitor"}) == 1 and all_known(rest))  # fmt: skip
    if kind == "accounts":
        return len({k.handle.lower() for _, k in links(facts) if k.handle}) == 1
    # Houses that are listed are that one voice, whose copy they carry.
    theirs = {n for _, k in links(facts) for n in almanac.at_host(k.host)}
    others = [whose for whose in houses_telling(facts) if not whose & theirs]
    return len(voices(facts)) == 1 and len(others) < 2


def pages(rest: list[Evidence]) -> bool:
    """Whether some page is listed: it may have heard many people, as one account has not."""
    return any(e.source.key.startswith("link:web") or e.source.kind in {"agency", "outlet"} for e in rest)  # fmt: skip


def one_origin(rest: list[Evidence]) -> bool:
    """Whether all that is listed is one post, one account or one source."""
    everybody = {e.source.key for e in rest}
    people = {key for key in everybody if not key.startswith("link:web")}
    origins = {e.origin for e in rest}
    return len(origins) == 1 or len(everybody) == 1 or len(people or origins) == 1


# Pages that say in their address whose copy they carry; France 24’s wire is one agency’s.
WIRED = re.compile(r"[-_/](afp|reuters|dpa|efe|ansa)(?=[-_/.]|$)|france24\.com/\w\w/live-news/", re.IGNORECASE)  # fmt: skip


@once
def voices(facts: Facts) -> frozenset[str]:
    """Who speaks through what is listed, each house once however it is linked; no public body."""
    found = {voice(facts, link) for _, link in links(facts)}
    return frozenset(v for v in found if v)


def voice(facts: Facts, link: Link) -> str:
    """Whose a link is: a source of the register, a house, an account or a host."""
    if link.is_opaque or link.is_private:
        return ""
    if link.is_proxy and link.offer:
        link = read(link.offer)
    wire = WIRED.search(link.key)
    if wire:
        return (
            wire.group(1) or "afp"
        ).lower()  # several pages with one agency’s copy are one voice
    source = source_of_link(facts, link.url)
    if PUBLIC.search(link.host) or (source and source.kind == "public-body"):
        return ""
    hosts = source.domains if source else (link.host,)
    house = min((n for host in hosts for n in almanac.at_host(host)), default=None)
    house = house_of(link.handle) if house is None and link.handle else house
    return f"house:{house}" if house is not None else link.handle.lower() or link.domain


@once
def houses_telling(facts: Facts) -> frozenset[frozenset[int]]:
    """The known houses that report in the copy."""
    return frozenset(whose for _, whose in known.prose(facts.body, telling) if whose)


def all_known(rest: list[Evidence]) -> bool:
    """Whether it is known of everything that is listed what kind it is."""
    return all(e.source.kind or almanac.at_host(read(e.origin).host) for e in rest)
