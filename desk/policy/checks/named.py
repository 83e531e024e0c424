"""The check on whom the copy names: sources that speak and are not listed.

A mention is not evidence. A name counts where it stands as one who reports: before a verb of telling,
after “told”, “according to”, “verified by”, in a dateline, or with its own report, footage or count.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import lru_cache

from desk.policy import known
from desk.policy.checks.base import BLOCKING, Check, words_finding
from desk.policy.checks.credited import reports
from desk.policy.checks.houses import outlets, surnames
from desk.policy.checks.linked import bare_address, carries, links
from desk.policy.checks.mentioned import loose
from desk.policy.matching import sentence_of
from desk.policy.once import once
from desk.policy.sources import almanac, evidence, listed
from desk.policy.sources.binding import bound, house_named
from desk.policy.sources.lookalike import alike
from desk.policy.sources.offices import PUBLIC
from desk.policy.text import by_parts, cut, overlaps
from desk.policy.types import Confidence, Facts, Finding, SourceFacts, Span, ZoneText
from desk.policy.values import record
from wires.links import Link, read

SECOND_HAND = re.compile(r"\b(?:citing|quoting|as quoted|cited|quoted (?:by|in)|referring to|(?:the same|one) (?:dispatch|copy|story|report) (?:of|from|by))\b[^.;]{0,30}$")  # fmt: skip
TOLD_TO = re.compile(r"[^.;\n]{0,30}?\b(?:told|tells?|speaking to|spoke to|in an interview with|(?:quoted|cited|reported|relayed|carried|published|seen) (?:by|in|on)|wrote in|speaking in)\s(?:the )?(?P<house>[A-Z][\w’-]*(?: [A-Z][\w’-]*){0,3})")  # fmt: skip
PLAIN = frozenset("the of and de la el le al times post news press radio tv daily agency world today herald tribune new international".split())  # fmt: skip


def attributed_but_unlisted(facts: Facts) -> Iterator[Finding]:
    """Sources that speak in the copy and have no link in the list."""
    if "links" not in facts.known or not (facts.links or facts.citations) or hidden(facts):
        return
    keys = listed_keys(facts)
    found = list(unlisted(facts, keys))
    # A shortened link may lead to any house that is named.
    spare = sum(link.is_opaque for _, link in links(facts))
    strange = pages_of_nobody(facts) if found[spare:] else 0
    houses = any(s.kind == "outlet" or s.key.startswith("link:web") for _, s in evidence.of_links(facts))  # fmt: skip
    for zone, span, source in found[spare:]:
        said = f"{source.name} is named as a source and not listed."
        # An outlet's page may carry the agency's dispatch, and a page of nobody we know may be the very report.
        doubt = strange or (source.kind == "agency" and houses)
        sure = Confidence.UNSURE if doubt else Confidence.SURE
        yield words_finding(facts, zone, span, said, confidence=sure)
    others = list(outlets_unlisted(facts, keys))
    left = max(0, spare - len(found)) + (pages_of_nobody(facts) if others else 0)
    for zone, span in others[left:]:
        said = f"{cut(zone.text, span)} is named as a source and not listed."
        yield words_finding(facts, zone, span, said, confidence=Confidence.UNSURE)


def zones(facts: Facts) -> list[ZoneText]:
    """What readers see of a piece, the body first: there a source is named in full."""
    return [zone for zone in (facts.body, facts.dek, facts.headline) if zone]


Spoken = tuple[tuple[Span, SourceFacts, bool], ...]


def spoken_in(facts: Facts, zone: ZoneText) -> Spoken:
    """Sources of the register that a zone names, and whether each reports there."""
    return known.scan(zone, speaking, listed.register(facts.sources))


def unlisted(facts: Facts, keys: set[str]) -> Iterator[tuple[ZoneText, Span, SourceFacts]]:
    """Sources of the register that report in the copy, each where it first does, and are not listed."""
    told, here = set(keys), listed_of(facts)
    for zone in zones(facts):
        for span, source, reporting in spoken_in(facts, zone):
            if not reporting or source.key in told or not wire_like(source):
                continue
            name = cut(zone.text, span)
            if (
                here.by_account(name)
                or relayed(facts, zone, span, keys)
                or carried(facts, zone, source)
                or on_another_host(facts, name)
                or pictured(facts, zone, span)
                or meant(facts, here, name)
                or heard_by_another(zone, span, here)
            ):
                continue
            told.add(source.key)
            if not carries(facts, source) and not mimicked(facts, source):
                yield zone, span, source


def outlets_unlisted(facts: Facts, keys: set[str]) -> Iterator[tuple[ZoneText, Span]]:
    """Houses that report in the copy, and that no register and no link has."""
    told: set[str] = {str(facts.extra.get("our_name", "Nightdesk"))}
    here = listed_of(facts)
    for zone in zones(facts):
        taken = [span for span, _, _ in spoken_in(facts, zone)]
        for span, reporting in known.scan(zone, outlets_speaking):
            name = cut(zone.text, span)
            if not reporting or name in told or overlaps(taken, span):
                continue
            if heard_by_another(zone, span, here) or name in people(facts):
                continue
            if here.has(name) or relayed(facts, zone, span, keys) or meant(facts, here, name):
                continue
            if not pictured(facts, zone, span) and not ran_whole(facts, zone, span):
                told.add(name)
                yield zone, span


@once
def people(facts: Facts) -> frozenset[str]:
    """Words of the persons and places that a piece names."""
    return frozenset[str]().union(*known.each(facts.body, surnames))


def heard_by_another(zone: ZoneText, span: Span, here: "Listed") -> bool:
    """Whether a house heard what a name tells: one that is listed, or one that is told of by itself."""
    heard = TOLD_TO.match(zone.text, span.end)
    if heard is None:
        return False
    return here.has(heard.group("house")) or bool(almanac.named(heard.group("house")))


PICTURE = re.compile(r"\b(?:photo(?:s|graphs?)?|pictures?|images?|screenshots?)\b")


def pictured(facts: Facts, zone: ZoneText, span: Span) -> bool:
    """Whether a name is that of whoever took a picture, where a bare picture is listed: it may be that one."""
    if not any(link.is_image for _, link in links(facts)):
        return False
    return PICTURE.search(cut(zone.text, sentence_of(zone, span))) is not None


def meant(facts: Facts, here: "Listed", name: str) -> bool:
    """Whether a name is short for a longer one that the copy has, or one that a listed house shares.

    “The Tampa Bay Times … the Times”; “the Telegraph” of a piece that lists telegraphindia.com.
    """
    if almanac.called(name) & here.houses:
        return True
    word = re.sub(r"^[Tt]he ", "", name)
    if any(here.has(longer) for longer in longer_names(facts, word)):
        return True
    theirs = (full for n in here.houses for full in almanac.houses()[n].names)
    return " " not in word and (
        word in known_tails(facts) or any(full.endswith(f" {word}") for full in theirs)
    )


def longer_names(facts: Facts, name: str) -> Iterator[str]:
    """The longer names of a piece that end on a name of two words or more: “Anchorage Daily News”, of “Daily News”."""
    longer = re.compile(rf"(?<!\w)(?:{CAPITAL} (?:of |& )?){{1,3}}{re.escape(name)}\b")
    for zone in zones(facts) if " " in name else ():
        yield from (m.group().removeprefix("The ") for m in longer.finditer(zone.text))


@once
def known_tails(facts: Facts) -> frozenset[str]:
    """Last and first words of the longer names of a piece."""
    return frozenset().union(*(words for zone in zones(facts) for words in known.each(zone, tails)))


CAPITAL = r"[A-ZÀ-ÝĀ-Ž][\w’'-]*"
LONG_NAME = re.compile(
    rf"(?<!\w)(?:{CAPITAL} (?:of |& )?){{1,4}}{CAPITAL}|(?:[Tt]he )({CAPITAL})(?: of|,) {CAPITAL}|(?<!\w){CAPITAL}[’']s ({CAPITAL})\b"
)


OPENS = re.compile(almanac.OPENS)


def tails(text: str) -> frozenset[str]:
    """Words by which a longer name of a block may be called again: “Winnipeg Free Press”, “the Observer of Kampala”."""
    found: set[str] = set()
    for m in LONG_NAME.finditer(text):
        words = m.group().split()
        short = m.group(1) or m.group(2) or words[-1]
        if not OPENS.fullmatch(words[0]) or len(words) > 2 or m.group(1):
            found.add(short)
    return frozenset(found)


def mimicked(facts: Facts, source: SourceFacts) -> bool:
    """Whether an account is listed that passes for one of the source’s: that is told as a look-alike."""
    handles = [link.handle for _, link in links(facts) if link.handle]
    return any(alike(one, other) for one in handles for other in source.handles)


def pages_of_nobody(facts: Facts) -> int:
    """How many pages listed are of a house that neither the register nor the copy names, and of no public body.

    Each may be the very report of a name the register does not know; where a body is told by its kind, its page is that.
    """
    bodies = any(told for zone in zones(facts) for told in known.each(zone, loose))
    return sum(
        source.key.startswith("link:web")
        and not read(link.href).is_image
        and not almanac.at_host(read(link.href).host)
        and not PUBLIC.search(read(link.href).host)
        and (not bodies or almanac.reads_as_press(read(link.href).host))
        and not house_named(facts.body, read(link.href).host)
        for link, source in evidence.of_links(facts)
    )


def hidden(facts: Facts) -> bool:
    """Whether every link hides what it leads to: any may be the very report."""
    found = [link for _, link in links(facts)]
    return bool(found) and all(
        k.is_opaque or bare_address(k.host) or "." not in k.domain for k in found
    )


def speaking(text: str, register: listed.Register) -> tuple[tuple[Span, SourceFacts, bool], ...]:
    """Where a block names sources of the register, and whether each stands there as one who reports."""
    found = by_parts(text, listed.mentions, register)
    return tuple((span, source, reports(text, span)) for span, source in found)


def outlets_speaking(text: str) -> tuple[tuple[Span, bool], ...]:
    """Where a block names houses that no register has, and whether each reports there."""
    return tuple((span, reports(text, span)) for span in outlets(text))


def relayed(facts: Facts, zone: ZoneText, span: Span, keys: set[str]) -> bool:
    """Whether a listed source is the one that passes this name's word on, in the same sentence."""
    sentence = sentence_of(zone, span)
    if not SECOND_HAND.search(zone.text[sentence.start : span.start]):
        return False
    every = spoken_in(facts, zone)
    low, high = (bisect_left(every, at, key=named_at) for at in (sentence.start, span.start))
    return any(source.key in keys for _, source, _ in every[low:high])


def on_another_host(facts: Facts, name: str) -> bool:
    """Whether a page of no house we know has the name’s own word in its host: masirahtv.net, of Al Masirah."""
    own = [word for word in re.findall(r"\w{5,}", plain(name)) if word not in PLAIN]
    flat = re.sub(r"\W+", "", plain(name))
    every = [read(k.href).host for k, s in evidence.of_links(facts) if s.key.startswith("link:web")]
    hosts = [host for host in every if not almanac.at_host(host)]
    if any(flat in host.replace("-", "").split(".") for host in hosts):
        return True  # elpais.bo is an El País, though not that of Madrid
    return bool(own) and any(all(word in host for word in own) for host in hosts)


CARRIES = re.compile(
    r"\b(?:(?:carried|published|printed|reprinted|run|posted|distributed|put out|picked up|syndicated) (?:by|on|in|at|through)|carries|carried|ran|reprinted|reprints"
    r"|on the (?:web ?)?(?:site|pages?) of|(?:is|stands|appeared|appears) (?:on|in|at)|via|through)\b"
)


def carried(facts: Facts, zone: ZoneText, source: SourceFacts) -> bool:
    """Whether the piece says that a listed house carries this agency: “AFP, in a dispatch on the site of France 24”."""
    if source.kind != "agency":
        return False
    at = {
        sentence_of(zone, span) for span, one, _ in spoken_in(facts, zone) if one.key == source.key
    }
    told = (cut(zone.text, sentence) for sentence in at)
    return any(CARRIES.search(said) and bound(facts, said) for said in told)


def ran_whole(facts: Facts, zone: ZoneText, span: Span) -> bool:
    """Whether the sentence that names an agency says that a listed house ran its dispatch."""
    said = cut(zone.text, sentence_of(zone, span))
    return RAN.search(said) is not None and bool(bound(facts, said))


RAN = re.compile(r"\b(?:dispatch|copy|report|story|text|wire|despatch)\b[^.;]{0,40}?\b(?:ran|run|carried|carries|printed|prints|published|reprinted|took|used)\b")  # fmt: skip


def named_at(spoken: tuple[Span, SourceFacts, bool]) -> int:
    """Where a source is named."""
    return spoken[0].start


def listed_keys(facts: Facts) -> set[str]:
    """Register keys of everything the piece lists or cites."""
    keys = {source.key for _, source in evidence.of_links(facts)}
    return keys | {c.item.source.key for c in facts.citations}


def wire_like(source: SourceFacts) -> bool:
    """Whether a source is one whose word can be linked: an outlet, an agency, a monitor, an aggregator."""
    return source.kind in {"agency", "outlet", "monitor", "aggregator"}


@record
class Listed:
    """What a piece lists, laid out for looking up names: hosts, their parts, accounts, cited sources."""

    hosts: str
    joined: str
    parts: frozenset[str]
    handles: tuple[str, ...]
    cited: str
    houses: frozenset[int] = frozenset()
    by_letter: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    paths: str = ""

    def by_account(self, name: str) -> bool:
        """Whether some listed account bears the name in another spelling."""
        short = re.sub(r"^[Tt]he ", "", name)
        if short.isupper() and len(short) > 1 and any(h.startswith(short.lower()) for h in self.handles):  # fmt: skip
            return True  # the BBC is @bbcproms, too
        whole = re.sub(r"\W+", "", plain(name))
        pairs = ((flat, h) for flat, h in self.spelt(whole) if len(flat) > 3 and len(h) > 3)
        return any(h in flat or flat in h for flat, h in pairs)

    def spelt(self, name: str) -> Iterator[tuple[str, str]]:
        """A name beside each account, as they stand and without what accounts add."""
        for handle in self.handles:
            yield name, handle
            yield bare(name), bare(handle)

    def has(self, name: str) -> bool:
        """Whether a link’s host or account, or a cited source, carries a word of the name."""
        if almanac.called(name) & self.houses:
            return True
        low = plain(name)
        every = re.findall(r"\w+", low)
        flat = re.sub(r"\W+", "", low.removeprefix("the "))
        initials = "".join(w[0] for w in every if w not in almanac.SMALL)
        if len(every) < 3 and low.startswith("the ") and flat in self.joined:
            return True  # “the Times” is latimes.com where that is listed
        if flat in self.joined or flat in self.cited or self.by_account(name):
            return True
        # A paper may have its pages at another one’s: nzherald.co.nz/bay-of-plenty-times.
        at_another = len(every) > 2 and flat in self.paths
        # Médecins Sans Frontières is @MSF.
        short = initials in self.parts if len(initials) > 1 else False
        if at_another or short or (len(initials) > 2 and initials in self.handles):
            return True
        if any(almanac.spells(name, part) for part in self.by_letter.get(flat[:1], ())):
            return True
        return any(len(w) > 2 and w not in PLAIN and w in self.hosts for w in every)


def bare(name: str) -> str:
    """A name without what accounts add to it: @KhitThitNews is Khit Thit Media."""
    return re.sub(r"(?:news|media|official|online|tv)+$", "", name) or name


@once
def listed_of(facts: Facts) -> Listed:
    """The same of one piece."""
    names = tuple(c.item.source.name for c in facts.citations)
    return listed_among(tuple(link for _, link in links(facts)), names)


@lru_cache(maxsize=64)
def listed_among(given: tuple[Link, ...], names: tuple[str, ...]) -> Listed:
    """The same of its links and the sources it cites: while copy is typed they stay as they are."""
    hosts = [plain(listed.kept(link).host).replace("-", "") for link in given]
    every = "\n".join(hosts)
    paths = "\n".join(re.sub(r"[\W_]+", "", plain(link.key)) for link in given)
    # “Astra took it down; an archived copy is linked”: the archive’s address has the account’s in it.
    posts = (one for link in given for one in (link, listed.kept(link)))
    handles = {one.handle.lower().replace("_", "") for one in posts if len(one.handle) > 2}
    cited = {re.sub(r"\W+", "", plain(name)) for name in names}
    # ptinews.com is PTI’s, as pti.in would be.
    parts = frozenset(part for host in hosts for part in re.split(r"(?:news|online)?\.", host))
    known = frozenset(n for link in given for n in almanac.at_host(listed.kept(link).host))
    letters = {
        letter: tuple(p for p in parts if p[:1] == letter) for letter in {p[:1] for p in parts}
    }
    return Listed(
        every,
        every.replace(".", ""),
        parts,
        tuple(handles),
        "\n".join(cited),
        known,
        letters,
        paths,
    )


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Lower case without accents."""
    spread = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in spread if not unicodedata.combining(c))


CHECKS = [
    Check(
        "attributed-but-unlisted",
        "A source speaks in the copy and is not listed.",
        "Readers are told of a source they cannot look up.",
        "List its report, or take the attribution out.",
        attributed_but_unlisted,
        BLOCKING,
    ),
]
