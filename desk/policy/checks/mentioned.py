"""Whether a piece credits who is behind a page: by name, by a name that two share, or by its kind. Pure."""

import re
from collections.abc import Sequence
from functools import lru_cache

from desk.policy import known
from desk.policy.checks.base import zones
from desk.policy.checks.linked import carries, different
from desk.policy.cued import Cued
from desk.policy.hours.zone_names import lands
from desk.policy.once import once
from desk.policy.sources import almanac, evidence, listed
from desk.policy.sources.attribution import answered_for, speakers
from desk.policy.sources.binding import house_named, is_place, names_in, runs, unaccented
from desk.policy.text import by_parts, cut, scan_parts, sentences
from desk.policy.types import Facts, ZoneText
from wires.links import Link, registrable_domain


def facts_name(facts: Facts, link: Link) -> bool:
    """Whether a piece names the house behind a page."""
    host = listed.kept(link).host
    theirs, every = almanac.at_host(host), zones(facts)
    if theirs & houses_named(every):
        return bool(theirs & credited(facts))
    if any(written_close(zone, n) for zone in every for n in theirs) or addressed(every, host):
        return True
    own = without_land(registrable_domain(host).split(".")[0].replace("-", ""))
    if len(own) > 5 and any(own in b for zone in every for b in known.each(zone, squeezed)):
        return True
    fits = of_its_words if theirs else house_named
    if any(fits(zone, host) or spelled(zone, host) for zone in every):
        return True
    source = evidence.source_of_link(facts, link.url)
    register = listed.register(facts.sources)
    said = {
        s for zone in every for block in known.each(zone, listed.named, register) for s in block
    }
    return source in said or any(s.kind == "agency" and carries(facts, s) for s in said)


def addressed(where: Sequence[ZoneText], host: str) -> bool:
    """Whether a piece names a house by its very address, with or without the end: “ge.globo”, “el-pais.example.com”."""
    stems = [stem for stem in (host, host.rpartition(".")[0]) if "." in stem]
    return any(stem in zone.text.lower() for zone in where for stem in stems)


@lru_cache(maxsize=1024)
def without_land(label: str) -> str:
    """A house's name in its address without the land that stands behind it: biobiochile.cl is “Radio Bio Bio”."""
    ends = (label.removesuffix(name.lower()) for name in lands() if label.endswith(name.lower()))
    return next((end for end in ends if len(end) > 5), label)


@lru_cache(maxsize=2048)
def squeezed(text: str) -> str:
    """Letters and figures alone, in lower case and without accents."""
    return "".join(filter(str.isalnum, unaccented(text)))


def written_close(zone: ZoneText, house: int) -> bool:
    """Whether a zone writes a house’s name of two words as one, “JoyNews”, or one of one word as two."""
    names = {re.sub(r"\W", "", name).lower() for name in almanac.houses()[house].names}
    runs_here = {"".join(run) for block in known.each(zone, runs) for run in block}
    return any(len(name) > 5 and name in runs_here for name in names)


def of_its_words(zone: ZoneText, host: str) -> bool:
    """Whether a zone has a long word of a host: of a house that is known, a short one is not enough."""
    names, bare = names_in(zone), host.replace("-", "")
    whole = {label for label in bare.split(".") if len(label) > 3}
    return not whole.isdisjoint(names.whole) or any(len(p) > 5 and p in bare for p in names.parts)


def spelled(zone: ZoneText, host: str) -> bool:
    """Whether a name of a zone is what a host writes by the beginnings of its words."""
    labels = [label for label in host.replace("-", "").split(".") if len(label) > 1]
    names = by_letter(zone)
    return any(almanac.spells(name, label) or compound(name, label) for label in labels for name in names.get(label[0], ()))  # fmt: skip


def compound(name: str, label: str) -> bool:
    """Whether a label is made of letters of one long word, in their order: Südwestrundfunk is swr.de."""
    rest = iter(name if " " not in name else "")
    return 2 < len(label) < 5 and all(letter in rest for letter in label)


LONG = 11  # letters of a word that may be a compound


@lru_cache(maxsize=16)
def by_letter(zone: ZoneText) -> dict[str, tuple[str, ...]]:
    """Names of two words and more in a zone, and long ones of one word, by their first letter."""
    names = {
        " ".join(run)
        for block in known.each(zone, runs)
        for run in block
        if len(run) > 1 or len(run[0]) > LONG
    }
    return {letter: tuple(n for n in names if n[0] == letter) for letter in {n[0] for n in names}}


# What a body is or what it puts out; “the agency” of an agency that is named is that agency.
ISSUED = (
    r"filings?|judge?ments?|rulings?|verdicts?|decisions?|orders?|registers?|census|statements?|notices?|communiqu[ée]s?|bulletins?|sheets?|reports?|study|studies|papers?|surveys?|memos?|gazettes?|statistics|figures|data|"
    r"websites?|sites?|pages?|dockets?|petitions?|decrees?|laws?|acts?|bills?|budgets?|tenders?|auctions?|prospectus|videos?|films?|footage|recordings?|podcasts?|threads?|posts?|letters?|documents?|transcripts?|lists?|tables?|maps?|forecasts?|warnings?|advisor(?:y|ies)|"
    r"charts?|notes?|memoirs?|speech(?:es)?|briefings?|releases?|results|accounts?|logs?|timetables?|guidelines?|circulars?|indictments?|charges?|complaints?|lawsuits?|announcements?|apolog(?:y|ies)|blogs?|newsletters?|books?|reviews?"
)
WHO = (
    r"minist(?:ry|er|ers|ries)|agenc(?:y|ies)|courts?|judges?|tribunals?|commissions?|councils?|authorit(?:y|ies)|departments?|offices?|services?|institutes?|universit(?:y|ies)|observator(?:y|ies)|bureaus?|(?<!on )boards?|unions?|leagues?|federations?|associations?|"
    r"compan(?:y|ies)|firms?|operators?|exchanges?|banks?|hospitals?|clinics?|army|military|police|navy|air force|coast ?guard|prosecutors?|governors?|mayors?|presidents?|spokes\w+|officials?|regulators?|utilit(?:y|ies)|clubs?|church(?:es)?|dioceses?|committees?|parliaments?|senate|congress|"
    r"part(?:y|ies)|charit(?:y|ies)|foundations?|museums?|schools?|laborator(?:y|ies)|labs?|cent(?:re|er)s?|municipalit(?:y|ies)|town halls?|city halls?|administrations?|governments?|embass(?:y|ies)|forces|brigades?|insurers?|makers?|manufacturers?|airlines?|railways?|ports?|airports?|seismolog\w+|meteorolog\w+|forecasters?|geolog\w+|researchers?|scientists?|economists?|statisticians?|auditors?|ombuds\w+|organi[sz]ers?|rescuers?|firefighters?"
)
PUT_OUT = Cued(
    rf"\b(?:an?|the|its|his|her|their|this|that|own|of|in|by|on|to|from|\w+[’']s|official|press|\d+)\s(?:[\w-]+\s){{0,2}}?(?:{ISSUED})\b",
    re.IGNORECASE,
)
BODIES = Cued(rf"(?<![’'])\b(?:{WHO})\b", re.IGNORECASE)
THEIRS = Cued(rf"\b(?:{WHO})[’']s?\s", re.IGNORECASE)
# Words that take up a house which is named: “the agency adds”, “its page”, “Suspilne’s footage”.
TAKEN_UP = re.compile(
    r"\b(?:[Tt]he|[Tt]hat|[Tt]his|[Ii]ts|[A-ZÀ-ÝĀ-Ž][\w-]*[’']s?)\s(?:[\w-]+\s)?(?:agency|paper|newspaper|reports?|account|story|broadcaster|station|site|website|page|bulletin|magazine|channel|list|count|table|post|footage|film|map)(?:[’']s\s\w+)?\b"
)


def loose(text: str) -> bool:
    """Whether a block tells of what a body puts out, or gives something to a body, that no named house takes up."""
    return any(loose_in(cut(text, span)) for span in sentences(text))


@lru_cache(maxsize=8192)
def loose_in(said: str) -> bool:
    """The same of one sentence; in a paragraph that is typed in all others are as they were."""
    left = TAKEN_UP.sub(" ", said)
    put_out = PUT_OUT.search(left) or THEIRS.search(left)
    if put_out or (BODIES.search(left) and (left != said or answered_for(said))):
        return True
    return any(of_a_body(name) for name, _ in speakers(said))


# Lands of many zones, which the clock keeps by their cities.
LARGE = frozenset(
    "Canada Australia Russia America Brazil Mexico Indonesia Congo Portugal Spain Ukraine".split()
)


def of_a_body(name: str) -> bool:
    """Whether a speaker’s name is a body’s: capitals alone, or a place and more, “Environment Canada”; no house’s."""
    words = name.split()
    body = name.isupper() or (
        len(words) > 1 and any(w in LARGE or w in lands() or is_place(w.lower()) for w in words)
    )
    return body and not almanac.named(name)


@once
def credited(facts: Facts) -> frozenset[int]:
    """The houses whose names stand in a piece, each name given to one of those that share it.

    “The Standard of Nairobi” is not standard.co.uk: of two that are listed, the page whose address has
    more of the piece’s words is meant; “the Independent” of a piece with “the Irish Independent” is that.
    """
    told = {(name, whose) for zone in zones(facts) for name, whose in known.scan(zone, houses_in)}
    full = {
        name.split()[-1]: whose
        for name, whose in told
        if len(name.split()) > 2 or name[:4].lower() != "the "
    }
    found: set[int] = set()
    for name, whose in told:
        short = name[:4].lower() == "the " and " " not in name[4:]
        found |= nearest(facts, full.get(name[4:], whose) if short else whose)
    return frozenset(found)


def houses_in(text: str) -> tuple[tuple[str, frozenset[int]], ...]:
    """The names of houses in a block, and whose they may be."""
    return tuple((cut(text, span), whose) for span, whose in by_parts(text, almanac.named))


def nearest(facts: Facts, whose: frozenset[int]) -> frozenset[int]:
    """Of houses that share a name and are listed, those whose page tells what the piece tells."""
    words = frozenset().union(*(w for zone in zones(facts) for w in known.each(zone, long_words)))
    scores = {
        n: len(words & frozenset(re.findall(r"[a-z]{4,}", link.key.lower())))
        for _, link in different(facts)
        for n in almanac.at_host(link.host) & whose
    }
    best = max(scores.values(), default=0)
    return frozenset(n for n, score in scores.items() if score > best - 2) or whose


def long_words(text: str) -> frozenset[str]:
    """Words of four letters and more, as addresses have them."""
    return frozenset(re.findall(r"[a-z]{4,}", unaccented(text)))


def houses_named(where: Sequence[ZoneText]) -> frozenset[int]:
    """The houses that a piece may name."""
    return frozenset(
        n for zone in where for _, whose in scan_parts(zone, almanac.named) for n in whose
    )
