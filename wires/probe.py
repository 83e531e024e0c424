"""Look at an address once, keeping nothing: what it is, what it would bring, how often, whether we have it."""

import itertools
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db.models import Q

from wires import at_home, discover, guard, links
from wires.discover import Offer
from wires.fetch import fetch
from wires.language import language_of
from wires.models import Source, Wire
from wires.parse import Unreadable, parse, sitemap
from wires.roads import folder, mailbox
from wires.roads.asks import NeedsToken
from wires.roads.bring import platform
from wires.roads.secrets import Unsafe
from wires.types import Failure, Fetched, Parsed, ParsedItem

INDEX = "This is an index of sitemaps, which brings nothing itself; it names these."
EMPTY = "This sitemap names no page."
OPERATORS = "Only an operator adds mailboxes and folders; they are not looked at from here."
NO_ADDRESS = "This is no address of the web. One begins with https://."
OWN = {
    "mailbox": "A mailbox of this desk’s own. It is looked into when it is polled; its password stands in the desk’s secrets.",
    "folder": "A folder of this desk’s own, below the one where files are dropped. It is looked into when it is polled.",
}
PATIENCE = 10.0  # seconds for each of two fetches: a person waits for it


@dataclass(frozen=True, slots=True)
class Probe:
    """What stands at an address. `wrong` says why it cannot be polled, empty where it can."""

    asked: str
    address: str
    kind: str = ""
    title: str = ""
    items: int = 0
    newest_at: datetime | None = None
    gap_s: int | None = None
    languages: tuple[str, ...] = ()
    sample: tuple[str, ...] = ()
    offers: tuple[Offer, ...] = ()
    rule: str = ""
    wrong: str = ""
    source_key: str = ""
    source_name: str = ""
    polled_already: bool = False
    handles: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    clock: at_home.Clock | None = None
    faults: tuple[str, ...] = field(default=())

    @property
    def can_be_polled(self) -> bool:
        """Whether adding it would bring something."""
        return bool(self.kind) and not self.wrong and not self.polled_already

    @property
    def is_own(self) -> bool:
        """Whether it is a mailbox or a folder, of which nothing is told before it is polled."""
        return self.kind in OWN

    def as_data(self) -> dict[str, Any]:
        """For a program: hours in RFC 3339, UTC."""
        said: dict[str, Any] = asdict(self)
        at, clock = self.newest_at, said.pop("clock")
        clock = clock and {
            "newest": f"{clock['newest']:%Y-%m-%dT%H:%M:%S}",
            "proposed": clock["proposed"],
        }
        return said | {
            "newest_at": at.strftime("%Y-%m-%dT%H:%M:%SZ") if at else None,
            "clock": clock,
        }


def look(address: str, *, now: datetime, allowed: list[str], operator: bool = False) -> Probe:
    """Fetch an address once, and say what is there; a page that names one feed is followed to it. Mailboxes and
    folders are an operator's."""
    asked = discover.whole(address)
    if own := own_road(asked):
        wrong = "" if operator else OPERATORS
        return Probe(asked, asked, own, rule=OWN[own], wrong=wrong, **held(asked, asked))
    way = discover.road(asked)
    known = held(asked, way.address)
    if way.closed:
        return Probe(asked, way.address, rule=way.rule, wrong=way.rule, **known)
    answer = asked_once(way.address, now=now, allowed=allowed)
    if isinstance(answer, Failure):
        return Probe(asked, way.address, rule=way.rule, wrong=answer.words, **known)
    try:
        parsed = parse(answer.body, base_url=answer.final_url, content_type=answer.headers.get("content-type"))  # fmt: skip
    except Unreadable as wrong:
        page = of_page(asked, answer, rule=way.rule, wrong=wrong.words, known=known)
        return followed(page, now=now, allowed=allowed) or page
    if parsed.kind == "sitemap" and not parsed.items:
        maps = sitemap.named(answer.body, answer.final_url)[: discover.MOST]
        offers = tuple(Offer(url, "", "sitemap") for url in maps if len(url) <= discover.LONGEST)
        return Probe(asked, way.address, offers=offers, wrong=INDEX if offers else EMPTY, **known)
    return of_document(asked, way.address, parsed, rule=way.rule, now=now, known=known)


def own_road(address: str) -> str:
    """Whether an address is a mailbox's or a folder's, in a word; empty for any other."""
    return "mailbox" if mailbox.mailbox(address) else "folder" if folder.place(address) else ""


def asked_once(address: str, *, now: datetime, allowed: list[str]) -> Fetched | Failure:
    """What answers there: the platform's interface for an account, else the address itself."""
    if not address.lower().startswith(("http://", "https://")):
        return Failure(NO_ADDRESS)
    if not links.read(address).key:
        return Failure("This is not a web address.")
    try:
        answer = platform(Wire(address=address, cursor={}), now=now)
    except (NeedsToken, Unsafe) as wrong:
        return Failure(str(wrong))
    if isinstance(answer, Failure) and discover.like_mastodon(address):
        # Others write `/@name` as well; a page there may name its feed.
        page = fetch(address, now=now, allowed=guard.doors(allowed), whole=PATIENCE)
        return page if isinstance(page, Fetched) and discover.page(page.body, address).offers else answer  # fmt: skip
    return answer or fetch(address, now=now, allowed=guard.doors(allowed), whole=PATIENCE)


def followed(page: Probe, *, now: datetime, allowed: list[str]) -> Probe | None:
    """The one feed that a page names in its head, looked at in its place; one step and no further."""
    if len(page.offers) != 1 or not page.offers[0].kind:
        return None
    there = page.offers[0].address
    answer = fetch(there, now=now, allowed=guard.doors(allowed), whole=PATIENCE)
    if isinstance(answer, Failure):
        return None
    try:
        parsed = parse(answer.body, base_url=answer.final_url, content_type=answer.headers.get("content-type"))  # fmt: skip
    except Unreadable:
        return None
    known = held(page.asked, there) | {"handles": page.handles, "domains": page.domains}
    found = of_document(page.asked, there, parsed, rule=page.rule, now=now, known=known)
    return replace(found, title=found.title or page.title, offers=page.offers)


def of_page(asked: str, answer: Fetched, *, rule: str, wrong: str, known: dict[str, Any]) -> Probe:
    """A page for people: the feeds it names, if any."""
    page = discover.page(answer.body, answer.final_url, answer.headers.get("content-type", ""))
    named = page.offers
    words = (
        "This is a page for people; it names these feeds."
        if named
        else f"{wrong} It names no feed either."
    )
    return Probe(
        asked,
        answer.final_url,
        title=page.title,
        offers=named,
        rule=rule,
        wrong=words,
        **known,
    )


def of_document(
    asked: str, address: str, parsed: Parsed, *, rule: str, now: datetime, known: dict[str, Any]
) -> Probe:
    """A document that can be polled: what is in it."""
    hours = sorted(at for item in parsed.items if (at := item.posted_at or item.updated_at))
    spoken = languages(parsed.items)
    source = Source.objects.filter(key=known["source_key"]).first() if known["source_key"] else None
    country = source.country if source else ""
    return Probe(
        asked,
        address,
        kind=parsed.kind,
        title=parsed.title,
        items=len(parsed.items),
        newest_at=hours[-1] if hours else None,
        gap_s=gap(hours),
        languages=spoken,
        clock=at_home.clock(parsed.items, country=country, languages=spoken, came=now),
        sample=tuple((item.title or item.text)[:160] for item in parsed.items[:5]),
        rule=rule,
        faults=parsed.faults,
        **known,
    )


def gap(hours: Sequence[datetime]) -> int | None:
    """The usual seconds between two items, None where too few have an hour."""
    gaps = [(b - a).total_seconds() for a, b in itertools.pairwise(hours) if b > a]
    return int(statistics.median(gaps)) if len(gaps) >= 2 else None


def languages(items: Sequence[ParsedItem]) -> tuple[str, ...]:
    """The languages of the first items, the commonest first; the document's word before a guess."""
    said = Counter(
        code.split("-")[0].lower()
        for item in items[:20]
        if (code := item.language or language_of(f"{item.title}\n{item.text}"))
    )
    return tuple(code for code, _ in said.most_common(3))


def held(asked: str, address: str) -> dict[str, Any]:
    """Whether the register has the source behind an address, and whether it is polled."""
    link = links.read(asked)
    source = source_behind(link)
    return {
        "polled_already": Wire.objects.filter(address__in={asked, address}).exists(),
        "source_key": source.key if source else "",
        "source_name": source.name if source else "",
        "handles": (link.handle,) if link.handle else (),
        "domains": (link.host,) if link.platform == "web" and link.host else (),
    }


def source_behind(link: links.Link) -> Source | None:
    """The registered source of an account or a domain."""
    if link.handle:
        forms = {link.handle, link.handle.lower()}
        return Source.objects.filter(handles__overlap=list(forms)).first()
    if link.platform == "web" and link.host:
        same = Q(domains__overlap=[link.host, link.domain])
        return Source.objects.filter(same).first()
    return None
