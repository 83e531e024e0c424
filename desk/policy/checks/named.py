"""The check on whom the copy names: sources that speak and are not listed.

A mention is not evidence. A name counts where it stands as one who reports: before a verb of telling,
after “told”, “according to”, “verified by”, in a dateline, or with its own report, footage or count.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from desk.policy import evidence, known, listed
from desk.policy.attribution import TELLING
from desk.policy.binding import house_named
from desk.policy.checks.base import BLOCKING, Check, body_finding
from desk.policy.checks.houses import outlets, surnames
from desk.policy.checks.linked import bare_address, carries, links
from desk.policy.checks.unknown import PUBLIC
from desk.policy.lookalike import alike
from desk.policy.matching import sentence_of
from desk.policy.once import once
from desk.policy.text import cut, in_quotes, overlaps
from desk.policy.types import Confidence, Facts, Finding, SourceFacts, Span
from wires.links import read

WORK = (
    r"(?:footage|videos?|images?|pictures?|photographs?|reports?|reporting|investigations?|analys[ie]s|stor(?:y|ies)|dispatch(?:es)?|"
    r"data|figures|tally|tallies|count|interviews?|live ?blog|maps?|database|survey|account)"
)
PERSON = r"(?:correspondents?|reporters?|journalists?|photographers?)"
NEXT_NAME = r"[A-Z][\w’.-]*(?: (?:of |the |de |la )?[A-Z][\w’.-]*){0,3}"
AUX = r"(?:(?:has|have|had|also|later|first|then|since|already|itself|previously|separately|both|\w+ly)\s+){0,3}"
SPEAKS = re.compile(
    rf"^(?:,[^,.;]{{0,60}},)?(?:(?:, {NEXT_NAME}){{0,3}},? (?:and|or|&) (?:the )?{NEXT_NAME})?\s+{AUX}(?:{TELLING})\b"
)
OWN_WORK = re.compile(rf"^(?:[’']s|s[’'])?\s+(?:own\s+|\w+\s+){{0,2}}?{WORK}\b(?P<rest>.{{0,60}})")
THEIR_PERSON = re.compile(rf"^(?:[’']s|s[’'])?\s+(?:\w+\s+){{0,2}}?{PERSON}\b(?P<rest>.{{0,60}})")
WORK_SHOWS = re.compile(rf"^(?:,[^,]{{0,40}},)?\s*(?:(?:from|of|in|on)\s[^,.;]{{1,40}}\s)?{AUX}(?:{TELLING}|shows?|showed|showing|suggests?|puts?|placed?s?|found|finds|indicates?|identified)\b")  # fmt: skip
LED_BY = re.compile(
    rf"(?:\b(?:according to|citing|quoting|told|telling|speaking (?:to|with)|(?:comes?|came|coming) from|spoke (?:to|with)|spoken to|in (?:an )?(?:interview|comments|remarks|statements?) "
    rf"(?:with|to|by|for|given to)|interviewed by|(?:reported|verified|geolocated|confirmed|published|posted|shared|seen|obtained|reviewed|analysed|analyzed|compiled|"
    rf"relayed|collected|broadcast|aired|carried|counted|recorded|documented|revealed|first told|quoted|cited) (?:by|in|on|via)|"
    rf"\b{WORK} (?:by|from|in|of|for|compiled by|published by|shared by)|as)\s+|\bvia\s+|\b(?:said|says|wrote|writes|reported)\s+)(?:both )?(?:the (?:newspaper |agency |broadcaster |news agency |website |channel |monitor )?)?(?:{NEXT_NAME},? and (?:the )?)?$",
    re.IGNORECASE,
)
DATELINE = re.compile(r"(?:^|\n)[A-ZÀ-Ý][A-ZÀ-Ý ,’.-]{2,40}(?:, [A-Z][a-z]+(?: \d+)?)? ?\($")
CREDIT = re.compile(r"\((?:via |source: |photo: )?$", re.IGNORECASE)
CARRIED = re.compile(r"\bcarr(?:y|ies|ied|ying)\s+(?:the|an?)\s+$")
SECOND_HAND = re.compile(r"\b(?:citing|quoting|as quoted|cited|quoted (?:by|in)|referring to|(?:the same|one) (?:dispatch|copy|story|report) (?:of|from|by))\b[^.;]{0,30}$")  # fmt: skip
NOT_YET = re.compile(
    r"\b(?:as usual|will|would|once|expected to|are due to|is due to|may|might|did not|has not|have not|had not|declined|"
    r"no longer|never|neither|nor)\b"
)
TELLS = re.compile(rf"\b(?:{TELLING})\b")
PLAIN = frozenset("the of and de la el le al times post news press radio tv daily agency world today herald tribune new international".split())  # fmt: skip


def attributed_but_unlisted(facts: Facts) -> Iterator[Finding]:
    """Sources that speak in the copy and have no link in the list."""
    if "links" not in facts.known or not (facts.links or facts.citations) or hidden(facts):
        return
    keys = listed_keys(facts)
    spoken = known.scan(facts.body, speaking, listed.register(facts.sources))
    found = list(unlisted(facts, spoken, keys))
    # A shortened link may lead to any house that is named.
    spare = sum(link.is_opaque for _, link in links(facts))
    for span, source in found[spare:]:
        yield body_finding(facts, span, f"{source.name} is named as a source and not listed.")
    left = max(0, spare - len(found))
    yield from outlets_unlisted(facts, [span for span, _, _ in spoken], keys, left)


def unlisted(
    facts: Facts, spoken: Iterable[tuple[Span, SourceFacts, bool]], keys: set[str]
) -> Iterator[tuple[Span, SourceFacts]]:
    """Sources of the register that report in the copy, each where it first does, and are not listed."""
    told: set[str] = set(keys)
    here = listed_of(facts)
    for span, source, reporting in spoken:
        if not reporting or source.key in told or not wire_like(source):
            continue
        if here.by_account(cut(facts.body.text, span)) or relayed(facts, span, keys):
            continue
        told.add(source.key)
        if not carries(facts, source) and not mimicked(facts, source):
            yield span, source


def mimicked(facts: Facts, source: SourceFacts) -> bool:
    """Whether an account is listed that passes for one of the source’s: that is told as a look-alike."""
    handles = [link.handle for _, link in links(facts) if link.handle]
    return any(alike(one, other) for one in handles for other in source.handles)


def outlets_unlisted(
    facts: Facts, taken: list[Span], keys: set[str], spare: int
) -> Iterator[Finding]:
    """Houses that report in the copy, and that no register and no link has."""
    told: set[str] = set()
    unknown: int | None = None
    seen: dict[str, bool] = {}
    here, people = listed_of(facts), frozenset[str]().union(*known.each(facts.body, surnames))
    for span, reporting in known.scan(facts.body, outlets_speaking):
        name = cut(facts.body.text, span)
        if not reporting or name in told or name in people or overlaps(taken, span):
            continue
        if name not in seen:
            seen[name] = here.has(name)
        heard = TOLD_TO.match(facts.body.text, span.end)
        if heard and here.has(heard.group("house")):
            continue  # a listed house heard it
        if not seen[name] and not relayed(facts, span, keys):
            told.add(name)
            unknown = spare + pages_of_nobody(facts) if unknown is None else unknown
            unknown -= 1
            if unknown >= 0:
                continue
            said = f"{name} is named as a source and not listed."
            yield body_finding(facts, span, said, confidence=Confidence.UNSURE)


def pages_of_nobody(facts: Facts) -> int:
    """How many pages listed are of a house that neither the register nor the copy names, and of no public body.

    Each may be the very report of a name the register does not know.
    """
    return sum(
        source.key.startswith("link:web")
        and not PUBLIC.search(read(link.href).host)
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
    found = listed.mentions(text, register)
    return tuple((span, source, reports(text, span)) for span, source in found)


def outlets_speaking(text: str) -> tuple[tuple[Span, bool], ...]:
    """Where a block names houses that no register has, and whether each reports there."""
    return tuple((span, reports(text, span)) for span in outlets(text))


# “The commission calls for an escort “that is not …””: quoted words are told by somebody.
CALLS = re.compile(
    r"\s(?:calls?|called|demands?|demanded|asks|asked|urges|urged|speaks|spoke) [^.\n]{0,60}[\"“]"
)
TOLD_TO = re.compile(r"[^.;\n]{0,30}?\b(?:told|speaking to|spoke to|in an interview with)\s(?:the )?(?P<house>[A-Z][\w’-]*(?: [A-Z][\w’-]*){0,3})")  # fmt: skip


def reports(text: str, span: Span) -> bool:
    """Whether the name stands there as one who reports."""
    low = max(text.rfind("\n", 0, span.start), text.rfind(". ", 0, span.start), span.start - 90, 0)
    before, after = text[low : span.start], text[span.end : span.end + 160].partition("\n")[0]
    if in_quotes(text, span) or CARRIED.search(before):
        return False
    silent = not_yet(after[:50])
    if LED_BY.search(before) or ((SPEAKS.match(after) or CALLS.match(after)) and not silent):
        return True
    if silent:
        return False
    if after[:1] == ")":
        return bool(DATELINE.search(text[max(0, span.start - 60) : span.start]) or CREDIT.search(before))  # fmt: skip
    work = OWN_WORK.match(after) or THEIR_PERSON.match(after)
    return bool(work and WORK_SHOWS.match(work.group("rest")))


def not_yet(after: str) -> bool:
    """Whether what follows a name says that it does not tell: “did not say”; “said that it would” is telling."""
    found, verb = NOT_YET.search(after), TELLS.search(after)
    return found is not None and (verb is None or found.start() < verb.start())


def relayed(facts: Facts, span: Span, keys: set[str]) -> bool:
    """Whether a listed source is the one that passes this name's word on, in the same sentence."""
    sentence = sentence_of(facts.body, span)
    if not SECOND_HAND.search(facts.body.text[sentence.start : span.start]):
        return False
    every = known.scan(facts.body, speaking, listed.register(facts.sources))
    low, high = (bisect_left(every, at, key=named_at) for at in (sentence.start, span.start))
    return any(source.key in keys for _, source, _ in every[low:high])


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


@dataclass(frozen=True, slots=True)
class Listed:
    """What a piece lists, laid out for looking up names: hosts, their parts, accounts, cited sources."""

    hosts: str
    joined: str
    parts: frozenset[str]
    handles: tuple[str, ...]
    cited: str

    def by_account(self, name: str) -> bool:
        """Whether some listed account bears the name in another spelling."""
        flat = re.sub(r"\W+", "", name.lower())
        return len(flat) > 3 and any(h in flat or flat in h for h in self.handles)

    def has(self, name: str) -> bool:
        """Whether a link’s host or account, or a cited source, carries a word of the name."""
        low = plain(name)
        every = re.findall(r"\w+", low)
        flat = re.sub(r"\W+", "", low.removeprefix("the "))
        initials = "".join(w[0] for w in every if w not in {"the", "of", "de"})
        if flat in self.joined or flat in self.cited or self.by_account(name):
            return True
        if len(initials) > 1 and initials in self.parts:
            return True
        return any(len(w) > 2 and w not in PLAIN and w in self.hosts for w in every)


@once
def listed_of(facts: Facts) -> Listed:
    """The same of one piece."""
    hosts = [plain(link.host).replace("-", "") for _, link in links(facts)]
    every = "\n".join(hosts)
    handles = {link.handle.lower() for _, link in links(facts) if len(link.handle) > 3}
    cited = {re.sub(r"\W+", "", plain(c.item.source.name)) for c in facts.citations}
    # ptinews.com is PTI’s, as pti.in would be.
    parts = frozenset(part for host in hosts for part in re.split(r"(?:news|online)?\.", host))
    return Listed(every, every.replace(".", ""), parts, tuple(handles), "\n".join(cited))


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
