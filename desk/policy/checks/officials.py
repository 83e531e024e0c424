"""The check on officials who speak for no office, and whom no newsroom that is listed heard."""

import re
from collections.abc import Iterator

from desk.policy import known
from desk.policy.checks import authorities, nobody, relays
from desk.policy.checks.base import Check, body_finding
from desk.policy.checks.linked import whole_piece
from desk.policy.checks.unknown import unclassed_listed
from desk.policy.matching import sentence_of
from desk.policy.patterns import AnyCase
from desk.policy.sources import evidence
from desk.policy.sources.attribution import TELLING
from desk.policy.sources.binding import bound
from desk.policy.sources.offices import OF_ALL_LANDS, PUBLIC
from desk.policy.text import cut, in_quotes, told
from desk.policy.types import Confidence, Facts, Finding, Span
from wires.links import read

OFFICIALS = AnyCase(
    r"\b(?:(?:local|city|regional|government|health|military|security|senior|intelligence|defen[cs]e|police|ukrainian|russian|israeli|us|western) )*"
    r"(?:officials|authorities|rescuers|police|the (?:mayor|ministry|governor|prosecutor|fire brigade))\s+"
    r"(?:say|said|have said|confirmed|reported|announced)\b"
)
RELAYED = re.compile(
    r"\b(?:aggregator|digest|relayed|passed on|picked up (?=by|from)|summ(?:ed|ari[sz]ed) (?:it )?(?:up )?(?=by|on|in)|reposted|(?:quoted|carried|cited|shared) (?:by|on|in)|in (?:a line|lines|a post) (?:by|of|from|relayed|picked))\b|\bthe (?:\w+ ){0,2}(?:account|channel)\b",
    re.IGNORECASE,
)


def officials_without_official(facts: Facts) -> Iterator[Finding]:
    """“Officials say” where no public body, no reporting of our own and no newsroom that heard them is cited."""
    if facts.citations:
        kinds = {"public-body", "own", "agency", "outlet"}
        heard = any(c.item.source.kind in kinds or c.item.own for c in facts.citations)
        places = [] if heard else list(known.scan(facts.body, officials)[:1])
    else:
        yield from over_relays(facts)
        places = [*passed_on(facts), *by_a_relay(facts), *heard_by_nobody(facts), *resting_on_relays(facts)][:1]  # fmt: skip
    for span in places:
        if not in_quotes(facts.body.text, span):
            yield body_finding(facts, span, NOBODY, confidence=Confidence.UNSURE)


NOBODY = "No official is among what this rests on."


def over_relays(facts: Facts) -> Iterator[Finding]:
    """Authorities who speak in a headline or a dek, where all that is listed hears nobody."""
    zones = (facts.headline, facts.dek) if relays.nothing_else(facts) else ()
    for zone in zones:
        spoken = authorities.nameless(zone.text) if zone else ()
        if zone and spoken:
            where = spoken[0][0]
            yield Finding("", zone.kind, cut(zone.text, where), where.start, where.end, NOBODY, confidence=Confidence.UNSURE)  # fmt: skip


def resting_on_relays(facts: Facts) -> Iterator[Span]:
    """Authorities of any kind who speak, where all that is listed hears nobody."""
    spoken = known.scan(facts.body, authorities.nameless) if relays.nothing_else(facts) else ()
    if spoken:
        yield from (span for span, _ in spoken if not in_quotes(facts.body.text, span))


def by_a_relay(facts: Facts) -> Iterator[Span]:
    """Authorities whose words a sentence gives to one who passes on, and to nobody else."""
    listed = any(relays.is_relay(facts, link.href) for link in facts.links)
    spoken = known.scan(facts.body, authorities.nameless) if listed else ()
    for span, _ in spoken:
        named = bound(facts, cut(facts.body.text, sentence_of(facts.body, span)))
        if named and all(relays.is_relay(facts, facts.links[n].href) for n in named):
            yield span


def officials(text: str) -> tuple[Span, ...]:
    """Where officials speak in a block."""
    return tuple(Span(*m.span()) for m in OFFICIALS.finditer(text))


def passed_on(facts: Facts) -> Iterator[Span]:
    """Where officials speak in a sentence that gives their words to an account that passes things on."""
    passes: dict[Span, bool] = {}
    for span in known.scan(facts.body, officials):
        if cut(facts.body.text, span).lower().startswith("the "):
            continue
        sentence = sentence_of(facts.body, span)
        if sentence not in passes:
            passes[sentence] = by_relay(facts, cut(facts.body.text, sentence))
        if passes[sentence]:
            yield span


def by_relay(facts: Facts, said: str) -> bool:
    """Whether a sentence gives its words to an account that passes things on, and to nobody who heard them."""
    if not RELAYED.search(said):
        return False
    sources = [evidence.source_of_link(facts, facts.links[n].href) for n in bound(facts, said)]
    return not any(s and s.kind in {"public-body", "agency", "outlet"} for s in sources)


NAMELESS = re.compile(
    rf"{authorities.PRIVATE}(?<!\b[Tt]he )(?!The )(?!Two )\b(?:[A-Z][A-Za-z]+ |government |local |regional |senior |military |security |health |intelligence |defen[cs]e )*(?:[Oo]fficials|[Aa]uthorities)(?:\s(?:in|from|at|with)\s[^,.;]{{1,40}}?)?(?:,[^,.;]{{1,60}},)?\s(?:have |had |also |later )?(?:say|said|confirm(?:ed)?|told (?P<us>us\b)|announced|insist(?:ed)?|warn(?:ed)?|believe[ds]?|put|estimated?|blame[ds]?|den(?:y|ied)|admit(?:ted)?|claim(?:ed)?|acknowledged?|conceded?|suspect(?:ed)?|fear(?:ed)?|expect(?:ed)?|report(?:ed)?|add(?:ed)?|explain(?:ed)?|maintain(?:ed)?|stress(?:ed)?|described?|attributed?|predict(?:ed)?|reckon(?:ed)?|hoped?|think|thought|suggest(?:ed)?|stated?|argued?|promised?|ruled? out|play(?:ed)? down|spoke|speak)\b"
)


def heard_by_nobody(facts: Facts) -> Iterator[Span]:
    """Officials without a name or an office, in a piece that lists no house that hears people; or “told us”."""
    spoken = known.scan(facts.body, persons if strangers_only(facts) else nameless)
    listed_here = list(evidence.of_links(facts)) if spoken else []
    public = any((s.kind == "public-body" or PUBLIC.search(host)) and not OF_ALL_LANDS.search(host) for k, s in listed_here for host in [read(k.href).host])  # fmt: skip
    if not listed_here or public or any(known.each(facts.body, relays.own_pages)):
        return
    strange = {found.exact for found in unclassed_listed(facts)}
    houses = [k for k, s in listed_here if s.kind in {"agency", "outlet"} or (s.key.startswith("link:web") and k.href not in strange)]  # fmt: skip
    yield from (span for span, us in spoken if us or not houses or of_no_office(facts, span))


def persons(text: str) -> tuple[tuple[Span, bool], ...]:
    """Where people in office without a name speak in a block; “the municipality” is a name of its own."""
    return tuple(one for one in authorities.nameless(text) if not ITSELF.search(cut(text, one[0])))


ITSELF = re.compile(r"(?i)\b(?:ministry|coast guard|prefecture|municipality|general staff|military|army|government|whitehall|kremlin|pentagon|white house|city hall|town hall)(?! (?:officials?|sources?|staff|spokes\w+|aides?|people|insiders)\b)")  # fmt: skip


def strangers_only(facts: Facts) -> bool:
    """Whether a whole piece lists nothing but accounts that nobody knows and that bear no office’s name."""
    every = [read(link.href) for link in facts.links]
    strange = all(k.handle and k.platform != "web" and not AN_OFFICES.search(k.handle.lower()) for k in every)  # fmt: skip
    return bool(every) and strange and whole_piece(facts) and not any(evidence.source_of_link(facts, k.url) or nobody.of_a_house(k) for k in every)  # fmt: skip


AN_OFFICES = re.compile(r"gov|polic|minist|mayor|army|milit|mod_|_mod|navy|coast|rescue|fire|dsns|emergency|state|city|council|embassy|prosec|official|oda|bombe|protec|secret|presid|gobier|defen|health|sante|salud|zoda|municip|prefe|alcald|guard|oda_|ova|command|force")  # fmt: skip


ADJECTIVES = r"government|local|regional|senior|military|security|health|intelligence|defen[cs]e|several|some"
OF_NO_OFFICE = re.compile(rf"(?:(?:{ADJECTIVES}) )*(?:officials|authorities)\s(?!in\b|from\b|at\b|with\b|of\b|who\b|there\b)", re.IGNORECASE)  # fmt: skip
OFFICE = (
    r"(?:ministr(?:y|ies)|minister|police|army|military|navy|air force|coast ?guard|council|governor|mayor|prosecutors?|administration|department|authorit(?:y|ies)|commission|court|embassy|"
    r"government|president|general staff|directorate|inspectorate|municipality|prefecture|parliament|spokes\w+|headquarters|command|bureau|committee|service)"
)
OFFICE_SPEAKS = re.compile(
    rf"\b{OFFICE}\b(?:(?!\b(?:is|are|was|were) (?:due |expected |set |scheduled )?to\b|\bwill\b|\bwould\b|\byet to\b)[^.;:]){{0,40}}?\b(?:{TELLING})\b|\b(?:according to|said|told by|confirmed by|announced by|counted by) [^,.;:]{{0,40}}?\b{OFFICE}\b|\b{OFFICE}[’']s (?:\w+ )?(?:figures?|count|statement|bulletin|account|list|post)\b",
    re.IGNORECASE,
)
OF_AN_OFFICE = re.compile(r"office|ministr|police|council|municip|govern|army|navy|district|prefect|provinc|coast-?guard|rescue|emergency|authority|parliament|president")  # fmt: skip
TO_NEWSROOM = re.compile(r"\b(?:told|speaking to|quoted by|according to|as reported by|reported|in an? interview)\b")  # fmt: skip


def of_no_office(facts: Facts, span: Span) -> bool:
    """Whether officials speak in a whole piece for no office that it has named, and to no newsroom it lists."""
    sentence = sentence_of(facts.body, span)
    if not whole_piece(facts) or not OF_NO_OFFICE.match(facts.body.text, span.start, sentence.end):
        return False
    # Officials who speak further down may be those of an office that spoke before, or that is listed.
    if any(OF_AN_OFFICE.search(read(link.href).host) for link in facts.links):
        return False
    first = next((s.start for s, _ in told(facts.body, office_speaks)), sentence.start)
    # Of “officials insisted; several fathers told the Times” the paper heard the fathers.
    low = facts.body.text.rfind("; ", sentence.start, span.start) + 1
    high = facts.body.text.find("; ", span.end, sentence.end)
    said = cut(facts.body.text, Span(max(low, sentence.start), high if high > 0 else sentence.end))
    return first >= sentence.start and not bound(facts, said) and not TO_NEWSROOM.search(said)


def office_speaks(said: str) -> bool:
    """Whether some office speaks in a sentence."""
    return OFFICE_SPEAKS.search(said) is not None


def nameless(text: str) -> tuple[tuple[Span, bool], ...]:
    """Where officials without a name or an office speak in a block, and whether to us."""
    found = NAMELESS.finditer(text) if "fficials" in text or "uthorities" in text else ()
    return tuple((Span(*m.span()), bool(m.group("us"))) for m in found)


CHECKS = [
    Check(
        "officials-without-official",
        "Officials speak and none is cited.",
        "An aggregator’s “officials say” is not an official.",
        "Cite the official, or say who reported it.",
        officials_without_official,
    ),
]
