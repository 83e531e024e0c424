"""Checks on whose word a piece rests on: one source told as many, figures nobody answers for, state media alone."""

import re
from collections.abc import Iterator

from desk.policy import known
from desk.policy.checks.base import Check, body_finding, words_finding
from desk.policy.checks.linked import links
from desk.policy.checks.ownerless import unattributed_casualties
from desk.policy.checks.several import one_of_the_kind, one_origin, pages
from desk.policy.checks.unknown import unclassed_listed
from desk.policy.cued import Cued
from desk.policy.figures.numbers import numbers
from desk.policy.letters import Letters, needing
from desk.policy.matching import sentence_of
from desk.policy.sources import almanac, evidence
from desk.policy.sources.attribution import TELLING
from desk.policy.sources.binding import bound
from desk.policy.sources.chorus import chorus
from desk.policy.sources.voices import of_one, said_of, theirs
from desk.policy.text import body_sentences, cut, in_quotes, sentence_at, sentences, told
from desk.policy.types import Confidence, Facts, Finding, Span
from wires.links import read

QUANTITY = (
    r"(?:(?:at least|more than|as many as)\s+)?(?:several|multiple|numerous|various|many|both|all|other|different|separate|independent|unconnected|"
    r"(?:a|an) (?:number|string|series|host|handful|range|variety|score|couple|growing number|array) of|dozens of|scores of|half a dozen|a dozen|"
    r"two|three|four|five|six|seven|eight|nine|ten|\d{1,2})"
)
ADJECTIVE = (
    r"(?:independent|separate|different|other|local|regional|foreign|news|western|Telegram|X|Twitter|social[- ]media|open[- ]source|OSINT|monitoring|online|"
    r"media|first|early|initial|eyewitness|credible|reliable|official|unofficial|military|pro-\w+|Ukrainian|Russian|Israeli|Sudanese|anonymous)"
)
PAPERS = r"(?:sources|accounts|outlets|channels|reports|agencies|media|monitors|posts|newsrooms|threads|networks|papers|newspapers|broadcasters|publications)"
PERSONS = r"(?:witnesses|eyewitnesses|observers|analysts|researchers|groups|users|bloggers|residents|correspondents|monitors|researchers)"
MANY = Cued(
    rf"\b(?:more than one\s+(?:{ADJECTIVE}\s+){{0,2}}(?:agency|outlet|source|channel|account|monitor|newsroom|paper|newspaper)|{QUANTITY}\s+(?:{ADJECTIVE}\s+){{0,3}}(?:{PAPERS}|{PERSONS})"
    rf"|(?:the sources|(?:{ADJECTIVE}\s+){{1,2}}(?:{PAPERS}|{PERSONS})|outlets|channels)"
    rf"(?:\s+and\s+(?:{ADJECTIVE}\s+){{0,2}}(?:{PAPERS}|{PERSONS}))?)\b",
    re.IGNORECASE,
)
SPEAK = re.compile(
    rf"^(?:\s+(?:in|at|from|on|of|around|across|near|inside|along|all along|up and down|throughout|all over|close to|based in|with|monitoring)\s[^,.;]{{1,45}}?)?(?:\s+who [^,.;]{{1,30}})?"
    rf"(?:\s+(?:alike|all|both|also|have|had|has|now|since|then|later|do not|don[’']t|did not|yet|\w+ly)){{0,4}}\s+"
    rf"(?:{TELLING}|agree[ds]?|suggest(?:ed|s)?|put|began|point(?:ed|s)? to|speak|concur(?:red)?|corroborat\w+|back(?:ed)?|said|(?:have|has|had)\s(?:it|the|him|her|them|an?))\b",
    re.IGNORECASE,
)
TOLD_BY = re.compile(r"(?:\baccording to|\bciting|\b(?:confirmed|reported|corroborated|backed|described|verified|shared|seen|carried|posted|echoed) by|\bin)\s+(?:the )?$", re.IGNORECASE)  # fmt: skip
# “Reuters, citing four sources, said”: whom a house has heard.
CITING = re.compile(r"\b(?:citing|quoting) (?:the )?$")
# “Three sources told Reuters”: so has it heard them.
TO_A_HOUSE = re.compile(
    r"\b(?:told|telling|spoke to|speaking to|in (?:interviews|an interview|comments) (?:with|to)|(?:quoted|cited|interviewed|reached|heard) by)\s(?:the )?(?=[A-Z])"
)
NOT_SOURCES = re.compile(r"^(?: on \w+)? (?:by|from|of) (?:the|one|a|that|this|its) (?:same |single |one )?(?:\w+ )?(?:account|channel)\b|\b(?:carry adverts|banned|blocked|funding|owned|frozen|closed)\b", re.IGNORECASE)  # fmt: skip


# “Several outlets, each with its own reporter’s account”.
OF_THEIR_OWN = re.compile(
    r"\beach\b[^.;]{0,30}?\b(?:its|his|her|their) own\b|\b(?:independently|separately) of (?:each|one an)\s?other\b"
)


def single_source_as_many(facts: Facts) -> Iterator[Finding]:
    """A plural of sources that rests on one account, or on one owner."""
    if "links" not in facts.known or not (facts.links or facts.citations):
        return
    rest = evidence.everything(facts)
    several = next(one_of_the_kind(facts, rest), None)
    if several:
        said = f"“{several[1]}” rests on one."
        yield body_finding(facts, several[0], said, confidence=Confidence.UNSURE)
        yield from many_above(facts, several[1].lower())
        return
    alone = one_origin(rest)
    found = known.prose(facts.body, many_that_speak, alone, not alone or pages(rest))
    posts = len({link.key for _, link in links(facts) if link.is_post})
    for span in found:
        if counted_posts(cut(facts.body.text, span), posts):
            continue
        said = f"“{cut(facts.body.text, span)}” rests on one origin."
        yield body_finding(facts, span, said)
        return
    yield from one_named_as_many(facts)


def many_above(facts: Facts, below: str) -> Iterator[Finding]:
    """The same several in headline or dek, where those of the body are one."""
    for zone in (facts.headline, facts.dek):
        sung = chorus(zone.text) if zone else ()
        one = next((c for c in sung if not c.bare and cut(zone.text, c.span).lower().split()[-1] in below), None) if zone else None  # fmt: skip
        if zone and one:
            said = f"“{cut(zone.text, one.span)}” rests on one."
            yield words_finding(facts, zone, one.span, said, confidence=Confidence.UNSURE)


def counted_posts(said: str, listed: int) -> bool:
    """Whether “two posts” are as many as are listed: then nobody is made more than one."""
    count = numbers(said)
    return said.endswith((" posts", " threads")) and bool(count) and count[0].value <= listed


@needing(MANY.letters)
def many_that_speak(text: str, alone: bool, pages: bool) -> tuple[Span, ...]:  # noqa: FBT001 - asked of a block
    """Where a block has a plural of sources that speaks: any, or one of which it says that all have it of one."""
    found: list[Span] = []
    for sentence in sentences(text) if alone or of_one(text) else ():
        said = cut(text, sentence)
        for m in MANY.finditer(said):
            span = Span(sentence.start + m.start(), sentence.start + m.end())
            people = pages and re.search(rf"{PERSONS}$", m.group(), re.IGNORECASE)
            let_be = NOT_SOURCES.search(said[m.end() :][:60]) or named_speaker_only(said, m)
            heard = pages and TO_A_HOUSE.search(said, m.end()) and almanac.named(said[m.end() :])
            cited = heard or (
                pages and CITING.search(said[: m.start()]) and almanac.named(said[: m.start()])
            )
            if let_be or cited or in_quotes(text, span) or (people and alone):
                continue
            speak = SPEAK.match(said[m.end() :])
            if OF_THEIR_OWN.search(said, m.end()):
                continue
            if not ((speak and theirs(speak.group())) or TOLD_BY.search(said[: m.start()])):
                continue
            if alone or of_one(said_of(text, span)):
                found.append(span)
    return tuple(found)


PLURALS = re.compile(
    rf"\b(?:(?:{QUANTITY}|{ADJECTIVE})\s+)*(?:channels|accounts|outlets|media|reports|posts|monitors|sources|(?:eye)?witness accounts|(?P<people>{PERSONS}))\b",
    re.IGNORECASE,
)
# Letters of which some stand in every such plural: to look for them is a twentieth of the work.
NOUNS = Letters(
    "channels",
    "accounts",
    "outlets",
    "media",
    "reports",
    "posts",
    "monitors",
    "sources",
    "witnesses",
    "observers",
    "users",
    "residents",
    "bloggers",
)
ONLY_ONE = re.compile(
    r"\b(?:a|one|the) (?:single )?(?:post|message|channel|account|clip|video|item) (?:by|of|on|from)\b|\bone such\b|\bthe (?:Telegram |X )?(?:channel|account)\b"
)


def one_named_as_many(facts: Facts) -> Iterator[Finding]:
    """“Channels reported …, according to the Telegram channel Dnipro Tryvoha”: one is named for many."""
    spans = body_sentences(facts.body)
    for sentence, said in told(facts.body, plural_speaks):
        m, n = PLURALS.search(said), sentence_at(spans, sentence.start)
        assert m is not None
        assert n is not None
        after = cut(facts.body.text, spans[n + 1]) if n + 1 < len(spans) else ""
        rest = said[m.end() :]
        if m.group(
            "people"
        ):  # whom a page may have heard: only where the next sentence says whose words they are
            rest, after = "", after if THEIRS.match(after) else ""
        where = rest if ONLY_ONE.search(rest) else after if ONLY_ONE.search(after) else ""
        span = Span(sentence.start + m.start(), sentence.start + m.end())
        if (
            where
            and len({read(facts.links[k].href).handle or k for k in bound(facts, where)}) == 1
            and not in_quotes(facts.body.text, span)
        ):
            yield body_finding(facts, span, f"“{m.group()}” rests on one account.")
            return


THEIRS = re.compile(
    r"(?:Their|They|These|Those|All (?:of )?(?:this|it|these|their|them)|It all|What they)\b"
)


@needing(NOUNS)
def plural_speaks(said: str) -> bool:
    """Whether a sentence opens on several that tell."""
    m = PLURALS.search(said) if NOUNS.stand_in(said) else None
    return m is not None and m.start() <= 40 and bool(SPEAK.match(said[m.end() :]))


def named_speaker_only(sentence: str, match: re.Match[str]) -> bool:
    """Whether the plural is what a named source speaks of, not who speaks."""
    tail = sentence[match.end() :]
    name = r"(?:the )?[A-Z]\w+(?:[’']s)?(?: \w+){0,3}"
    return bool(
        re.search(
            rf",\s+(?:{name} (?:said|says|reported|wrote|found)|according to {name})\.?$", tail
        )
    )


def unclassed_source(facts: Facts) -> Iterator[Finding]:
    """A cited source that nobody has classed yet."""
    seen: set[str] = set()
    for cite in facts.citations:
        source = cite.item.source
        if not source.classed and source.key not in seen and not cite.item.own:
            seen.add(source.key)
            span = sentence_of(facts.body, Span(max(0, cite.span.start - 1), cite.span.start))
            said = f"{source.name} has not been classed: it counts as no second origin."
            yield body_finding(facts, span, said)
    yield from unclassed_listed(facts)


CHECKS = [
    Check(
        "single-source-as-many",
        "A plural of sources that rests on one origin.",
        "Passing a post on does not make a second witness.",
        "Name the one source.",
        single_source_as_many,
    ),
    Check(
        "unattributed-casualties",
        "A figure of people killed or hurt that nobody answers for.",
        "Tolls change, and differ by who counts.",
        "Say who counted, where the figure first stands.",
        unattributed_casualties,
    ),
    Check(
        "unclassed-source",
        "A cited source that two people have not classed.",
        "It satisfies no rule and is no second origin.",
        "Propose its class with evidence; a second person approves it.",
        unclassed_source,
    ),
]
