"""The check on sources that are listed and used by nothing."""

import re
from collections.abc import Iterator
from functools import lru_cache

from desk.policy import known
from desk.policy.checks.base import Check, link_finding, zones
from desk.policy.checks.linked import (
    NUMBERED,
    bare_address,
    complete,
    different,
    marks,
    whole_piece,
)
from desk.policy.checks.mentioned import facts_name, loose, loose_in
from desk.policy.cued import Cued
from desk.policy.once import once
from desk.policy.sources import almanac, evidence
from desk.policy.sources.attribution import attributed
from desk.policy.sources.binding import (
    PLATFORMS,
    acronyms,
    bound,
    core,
    is_place,
    named_platforms,
    platform_of,
    runs,
    tokens,
)
from desk.policy.sources.lookalike import alike
from desk.policy.sources.offices import OF_ALL_LANDS, PUBLIC
from desk.policy.text import told
from desk.policy.types import Facts, Finding
from wires.links import Link, read

BODY = re.compile(
    r"\b(?:military|army|air force|navy|coast ?guard|general staff|ministry|police|prosecutors?|governor|mayor|council|"
    r"administration|service|office|agency|department|authorit(?:y|ies)|commission|embassy|hospital|clinic|company|operator|"
    r"union|party|committee|institute|university|church|club|brigade|forces|cent(?:re|er)|bureau|observatory|directorate|society|federation|association)\b",
    re.IGNORECASE,
)


def orphan_link(facts: Facts) -> Iterator[Finding]:
    """A listed source that nothing in the copy rests on: numbered ones no mark names, accounts never named."""
    if "links" not in facts.known or facts.citations:
        return
    used = set(marks(facts))
    strays = any(
        n > len(facts.links) for n in used
    )  # told as a dead mark; this may be the one meant
    if used:
        spare = [n for n, _ in different(facts) if n + 1 not in used] if not strays else []
        named = named_unmarked(facts) if spare else frozenset[int]()
        for n in spare:
            if n not in named:
                yield link_finding(facts, n, "Nothing in the copy rests on this source.")
        return
    if not complete(facts):
        return
    found = [(n, link) for n, link in different(facts) if unused(facts, n, link)]
    said = [s for _, s in told(facts.body, attributed)] if found else []
    borne = {n for s in said for n in bound(facts, s)}
    found = [(n, link) for n, link in found if n not in borne or almanac.at_host(link.host)]
    accounts = len({link.handle.lower() for _, link in found if link.handle})
    theirs = accounts <= len(bodies(facts)) if accounts else False
    for n, link in found:
        if not (link.handle and theirs):
            who = f"@{link.handle}" if link.handle else link.host
            yield link_finding(facts, n, f"{who} is listed and nothing in the copy rests on it.")


def named_unmarked(facts: Facts) -> frozenset[int]:
    """Links of houses that a sentence without a mark names, where the others have their marks: “Ukrinform reports that …”."""
    said = (s for _, s in told(facts.body, bool) if not NUMBERED.search(s))
    return frozenset(n for s in said for n in bound(facts, s))


def bodies(facts: Facts) -> set[str]:
    """Bodies that speak and whose words no listed link bears by name: an account may be theirs under
    another name, @idf of “the Israeli military”, @kpszsu of “Ukraine’s air force”."""
    said = (s for _, s in told(facts.body, attributed) if not bound(facts, s))
    return {m.group().lower() for s in said if (m := BODY.search(s))}


def unused(facts: Facts, n: int, link: Link) -> bool:
    """Whether a listed post’s account, or a page, is one that a piece credits neither by name nor by kind."""
    if (
        facts.links[n].span is not None
        or link.is_opaque
        or link.is_image
        or bare_address(link.host)
    ):
        return False  # a bare picture is told as one, and so is an address of our own network
    if link.is_private:
        return whole_piece(facts) and others_named(facts, n) and not spoken_of(facts, link)
    if link.handle and link.platform != "web":
        sparse = whole_piece(facts) or (others_named(facts, n) and not by_kind(facts))
        return sparse and not named(facts, link) and not passes_for(facts, link.handle)
    if len(facts.links) < 2 or n in named_links(facts) or not others_named(facts, n):
        return False
    source = evidence.source_of_link(facts, link.url)
    if OF_ALL_LANDS.search(link.host) and not any(known.each(facts.body, of_the_world)):
        return True
    listed = known_house(link.host) or (source and source.kind in {"agency", "outlet", "monitor"})
    press = of_the_press(link) or (tells_news(link) and not somebody_free(facts))
    listed = listed and not (press and any(known.each(facts.body, of_a_paper_unnamed)))
    return bool(listed) or not (by_some_paper(facts) if press else by_kind(facts))


def of_the_world(text: str) -> bool:
    """Whether a block tells of what all lands keep together, by some word for it."""
    return OF_THE_WORLD.search(text) is not None


OF_THE_WORLD = re.compile(r"\b(?:U\.?N\.?|United Nations|(?-i:(?:UN)?OCHA|UNICEF|UNHCR|UNRWA|UNDP|UNFPA|UNESCO|UNEP|OHCHR|FAO|WFP|WHO|IOM|IMF|IAEA|ICRC|IFRC|OSCE|MSF)|ReliefWeb|Red Cross|World Bank|agenc(?:y|ies)|organi[sz]ations?|bod(?:y|ies)|mission|peacekeepers|fund|programme|watchdog|committee|inspectors|monitors|global|world|international|humanitarian|aid|relief|report|bulletin|note)\b", re.IGNORECASE)  # fmt: skip


@once
def somebody_free(facts: Facts) -> bool:
    """Whether something is given to a body by its kind that no link which is named can be of: “the commission said”."""
    named = named_links(facts)
    homes = {w for n in named for w in re.split(r"[\W_]+", facts.links[n].href.lower()) if len(w) > 3}  # fmt: skip
    for _, said in told(facts.body, loose_in):
        if not homes & set(re.findall(r"[a-z]{4,}", said.lower())) and not named & set(bound(facts, said)):  # fmt: skip
            return True
    return False


def of_the_press(link: Link) -> bool:
    """Whether a page is a paper’s or a station’s by its address, which only the press can be credited for."""
    return almanac.reads_as_press(link.host) and not PUBLIC.search(link.host)


NEWS_PATH = re.compile(r"/(?:19|20)\d\d/\d\d?/\d\d?/[\w%]+(?:-[\w%]+){2,}")


def tells_news(link: Link) -> bool:
    """Whether a page is an article by its address, and no public body’s: “/2026/05/25/kindergartens-shut”."""
    target = read(link.offer) if link.is_proxy and link.offer else link
    return not PUBLIC.search(target.host) and not target.host.endswith(".org") and NEWS_PATH.search(target.key) is not None  # fmt: skip


@once
def by_some_paper(facts: Facts) -> bool:
    """Whether a piece credits a house of the press without its name."""
    return any(known.each(facts.body, of_some_paper))


# What a room of members or a shared paper is called where a piece rests on it.
ROOM = re.compile(r"\b(?:groups?|chats?|(?:Telegram|WhatsApp|Signal|private|closed|neighbourhood|local) channels?|members|messages?|invit\w+|forwarded|screenshots?|subscribers|thread)\b", re.IGNORECASE)  # fmt: skip
PAPER = re.compile(
    r"\b(?:documents?|repl(?:y|ies)|responses?|circulated|spreadsheets?|files?|folders?|lists?|logs?|tables?|sheets?|memos?|letters?|drafts?|records?|surveys?|data|registers?|minutes|(?:an?|the|its|his|her|their|internal|secret|draft) (?:statements?|reports?|notes?|papers?|texts?|plans?)|contracts?|timetables?|rota|inventor(?:y|ies)|ledgers?|manifests?|maps?|recordings?|photographs?|pictures|video|film|screenshots?|shared|shown to|seen by|obtained|leaked)\b",
    re.IGNORECASE,
)


def spoken_of(facts: Facts, link: Link) -> bool:
    """Whether a piece has a word for what only members can open: a group, a message, a document."""
    test = in_a_room if link.platform != "web" or ROOMS.search(link.host) else of_a_paper
    return any(known.each(facts.body, test))


ROOMS = re.compile(r"telegram|whatsapp|discord|slack|signal|viber|facebook|messenger|skype|zoom|teams|meet\.|line\.me")  # fmt: skip


def in_a_room(text: str) -> bool:
    """Whether a block has a word for a room of members."""
    return ROOM.search(text) is not None


def of_a_paper(text: str) -> bool:
    """Whether a block has a word for a shared paper."""
    return PAPER.search(text) is not None


# A paper, a station or a site that a piece credits without its name: it may be any page of the press.
SOME_PAPER = Cued(
    r"\b(?:an?|another|one|two|three|several|some|local|regional|national|foreign|state|the (?:local|regional|capital[’']s|city[’']s|country[’']s|island[’']s|town[’']s|state)) (?:[\w’-]+ ){0,3}?(?:newspapers?|papers?|dail(?:y|ies)|weekl(?:y|ies)|tabloids?|broadcasters?|stations?|radio|television|media|news (?:sites?|agenc(?:y|ies)|websites?|portals?)|outlets?|websites?|sites?|portals?|magazines?|broadsheets?|journals?)\b",
    re.IGNORECASE,
)


def of_some_paper(text: str) -> bool:
    """Whether a block credits a house of the press without its name."""
    return any(not NAME_BESIDE.match(text, m.end()) for m in SOME_PAPER.finditer(text))


def of_a_paper_unnamed(text: str) -> bool:
    """Whether a block gives something to one paper or station that it does not name: “a French newspaper”."""
    return any(not NAME_BESIDE.match(text, m.end()) for m in A_PAPER.finditer(text))


A_PAPER = Cued(
    r"\b(?:[Aa]n?|[Aa]nother|[Oo]ne) (?:[\w’-]+ ){0,2}?(?:newspaper|daily|weekly|tabloid|broadcaster|news (?:site|agency|website|portal)|magazine|broadsheet)\b(?= (?:\w+ )?(?:said|says|reported|reports|found|wrote|counted|put|has|had|told|claimed|published|quoted|spoke|was told)\b)"
)
NAME_BESIDE = re.compile(r",? (?:called |named )?[A-ZÀ-ÝĀ-Ž]")


@once
def by_kind(facts: Facts) -> bool:
    """Whether a piece credits some body by its kind, “the ministry”, “a filing”."""
    return any(word for zone in zones(facts) for word in known.each(zone, loose))


def others_named(facts: Facts, n: int) -> bool:
    """Whether a piece credits by name anything that it lists beside a link."""
    return bool(named_links(facts) - {n})


@once
def named_links(facts: Facts) -> frozenset[int]:
    """The links that a piece credits by name."""
    return frozenset(
        n
        for n, k in different(facts)
        if (named(facts, k) if k.handle and k.platform != "web" else facts_name(facts, k))
    )


def known_house(host: str) -> bool:
    """Whether an address is that of a paper or station by its name, whoever has classed it."""
    return bool(almanac.at_host(host))


def named(facts: Facts, link: Link) -> bool:
    """Whether an account is named in the copy, by its handle or its register name, or else its platform is.

    A source that the register knows has a name of its own: then the platform's is not enough.
    """
    every = "".join(block for zone in zones(facts) for block in known.each(zone, squeezed))
    registered = [
        s.name for s in facts.sources if link.handle.lower() in {h.lower() for h in s.handles}
    ]
    if any(squeezed(name) in every for name in [link.handle, *registered] if name):
        return True
    if by_a_word(facts, link.handle):
        return True
    if registered and link.is_account:
        return False
    # Where a platform is named that nothing is on, this may be the post that is meant: told there.
    told = (known.each(zone, named_platforms) for zone in zones(facts))
    platforms = {name for blocks in told for block in blocks for name in block}
    elsewhere = platforms - {platform_of(other.href) for other in facts.links}
    return link.platform not in PLATFORMS or link.platform in platforms or bool(elsewhere)


def by_a_word(facts: Facts, handle: str) -> bool:
    """Whether some word or name of a piece is an account’s, or an end of it."""
    own, bare, whole = squeezed(handle), core(handle), frozenset(tokens(handle))
    where = zones(facts)
    # “the prosecutor’s office” is @odesaprosecutor, “a clinic on the Thai side” @maetaoclinic.
    words = (w for z in where for b in known.each(z, plain_words) for w in b)
    if any(own.startswith(w) or own.endswith(w) for w in words):
        return True
    # “the RNLI’s own post” is @HolyheadRNLI
    if any(whole & b for z in where for b in known.each(z, acronyms)):
        return True
    names = (run for z in where for b in known.each(z, runs) for run in b)
    return any("".join(run) == bare or last_word(own, run) for run in names)


def last_word(own: str, run: tuple[str, ...]) -> bool:
    """Whether an account ends on a word of a name that is no place: “the naval force Aspides” is @EUNAVFORASPIDES."""
    return any(len(w) > LONG and own.endswith(w) and not is_place(w) for w in run)


LONG = 5  # letters of a word that tells an account


def plain_words(text: str) -> frozenset[str]:
    """Words that say what somebody is: in lower case, long enough to be part of an account's name."""
    return frozenset(re.findall(r"\b[a-z]{6,}\b", text))


@lru_cache(maxsize=2048)
def squeezed(text: str) -> str:
    """Letters and figures alone, in lower case."""
    return "".join(filter(str.isalnum, text.lower()))


def passes_for(facts: Facts, handle: str) -> bool:
    """Whether an account can be taken for a registered one: it is told as that."""
    return any(alike(handle, other) for s in facts.sources for other in s.handles)


CHECKS = [
    Check(
        "orphan-link",
        "A listed source that nothing in the copy rests on.",
        "A longer list is not a stronger piece.",
        "Cite it where it is used, or take it out.",
        orphan_link,
    ),
]
