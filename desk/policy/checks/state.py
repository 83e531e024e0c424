"""The check on pieces that stand on state-run media alone, or open on it."""

import re
from collections.abc import Iterator, Sequence

from desk.policy import known
from desk.policy.checks.base import Check, body_finding, link_finding, words_finding
from desk.policy.checks.credited import telling
from desk.policy.checks.linked import complete
from desk.policy.cued import Cued
from desk.policy.hours.zones import Region
from desk.policy.matching import sentence_of
from desk.policy.once import once
from desk.policy.sources import almanac, evidence, listed
from desk.policy.sources.attribution import TELLING, answered_for, speakers
from desk.policy.sources.evidence import Evidence
from desk.policy.text import body_sentences, by_parts, cut, scan_parts
from desk.policy.types import Facts, Finding, SourceFacts, Span
from wires.links import read


def state_media_only_lead(facts: Facts) -> Iterator[Finding]:
    """The lede, or everything the piece lists, is the word of state-run media or of a party."""
    if "links" not in facts.known or not (facts.links or facts.citations):
        return
    # What only members can open, or what is shortened, says nothing of whose word it is.
    rest = [e for e in evidence.everything(facts) if not hides(e)]
    told = lede_speaker(facts)
    if told is None and not all_one_sided(facts, rest):
        told = called_the_states(facts)
        if told and not heard_ourselves(facts, opening=True):
            yield body_finding(facts, told, MESSAGE)
        return
    if heard_ourselves(facts, opening=told is not None and all_one_sided(facts, rest)):
        return
    yield where_it_rests(facts, told or in_the_lede(facts), rest)


def hides(one: Evidence) -> bool:
    """Whether an address tells a reader nothing of whose it is."""
    link = read(one.origin)
    return link.is_private or link.is_opaque


def where_it_rests(facts: Facts, told: Span | None, rest: Sequence[Evidence]) -> Finding:
    """The words or the page on which a piece stands that has nothing but a state's."""
    above = None if told else above_the_lede(facts)
    passed_on = told and len(facts.links) == 1 and passes_on(cut(facts.body.text, told))
    if told and not passed_on:
        return body_finding(facts, told, MESSAGE)
    if above:
        return above
    if facts.links:
        return link_finding(facts, 0, MESSAGE)
    return body_finding(facts, sentence_of(facts.body, rest[0].span), MESSAGE)


# “The ministry told TASS”, “TASS quoted the governor”: the words are somebody’s, and what a state runs is the page.
PASSED_ON = re.compile(
    r"\b(?:told|telling|tells|in (?:comments|remarks|an interview) (?:to|with)|(?:sp(?:oke|eaking)) to) (?:the )?[A-Z]|\bquot(?:ed|es|ing)$"
)


def passes_on(said: str) -> bool:
    """Whether words give a lede to somebody whom state media only passed on."""
    return PASSED_ON.search(said) is not None


def in_the_lede(facts: Facts) -> Span | None:
    """The words of the first paragraph that give it to a state; where it opens on nobody’s word, the link is what is wrong."""
    spans = body_sentences(facts.body)[:1]
    end = facts.body.text.find("\n", spans[0].start) if spans else -1
    end = end if end >= 0 else len(facts.body.text)
    ministry = MINISTRY.search(facts.body.text, 0, end)
    if ministry or not complete(facts):
        return Span(*ministry.span()) if ministry else None
    if len(facts.links) > 1:
        end = len(facts.body.text)  # of several links none is the one
    told = given_to(facts)
    return told if told and told.start < end else called_so(facts, end) or first_named(facts, end)


def called_so(facts: Facts, end: int) -> Span | None:
    """Where the lede gives it to what the copy calls state media and does not name: “Ethiopia’s state-run agency says”."""
    m = STATES_OWN.search(facts.body.text, 0, end)
    verb = THEN_TELLS.match(facts.body.text, m.end()) if m else None
    return Span(m.start(), verb.end()) if m and verb else None


def above_the_lede(facts: Facts) -> Finding | None:
    """Headline or dek that is given to a house which a state runs: “according to Xinhua”."""
    for zone in (facts.dek, facts.headline):
        for span, whose in telling(zone.text) if zone else ():
            if zone and of_a_state(facts, whose):
                return words_finding(facts, zone, span, MESSAGE)
    return None


def all_one_sided(facts: Facts, rest: Sequence[Evidence]) -> bool:
    """Whether all that is listed is state-run, and nobody else of the register speaks."""
    if not rest or not all(one_sided(facts, e.source) or run_by_a_state(facts, e) for e in rest):
        return False
    spoke = [evidence.register_name(facts, name) for name, _ in known.scan(facts.body, speakers)]
    if not all(source is None or one_sided(facts, source) for source in spoke):
        return False
    houses = (whose for span, whose in known.scan(facts.body, telling) if whose)
    return all(of_a_state(facts, whose) for whose in houses)


def run_by_a_state(facts: Facts, one: Evidence) -> bool:
    """Whether a page that no register has is that of a house which a state runs."""
    if evidence.source_of_link(facts, one.origin):
        return False
    return of_a_state(facts, almanac.at_host(read(one.origin).host))


def first_named(facts: Facts, end: int) -> Span | None:
    """Where a house that a state runs first reports before some place of a piece, in whatever words; else where it is named."""
    named = known.prose(facts.body, by_parts, almanac.named)
    told = known.prose(facts.body, telling)
    every = (pair for found in (told, named) for pair in found if pair[0].start < end)
    return next((span for span, whose in every if of_a_state(facts, whose)), None)


MESSAGE = "This rests on state-run media, or on a party’s own voice, alone."
MINISTRY = re.compile(
    r"(?:\b[A-Z][\w-]+(?:[’']s)? |\bthe )?\b(?:(?:defen[cs]e|foreign) )?ministry (?:has )?(?:sa(?:id|ys)|report(?:ed|s)|claim(?:ed|s)|announce[ds])\b"
)
# Somebody spoke to us: our own reporting needs no link.
OWN_WORD = re.compile(
    r"\b(?:this (?:desk|newspaper|newsroom|publication|reporter)|told us|our (?:reporter|correspondent))\b"
)


def own_reporting(text: str) -> bool:
    """Whether a block says that somebody spoke to us."""
    return bool(OWN_WORD.search(text))


def heard_ourselves(facts: Facts, *, opening: bool) -> bool:
    """Whether somebody spoke to us; where the lede and all that is listed are the state's, in the opening."""
    if not opening:
        return any(known.each(facts.body, own_reporting))
    first = body_sentences(facts.body)[:3]
    return any(own_reporting(cut(facts.body.text, span)) for span in first)


def given_to(facts: Facts) -> Span | None:
    """The words that first give a whole piece to state media: “TASS reported”, “according to Press TV”."""
    return next(
        iter(known.prose(facts.body, given, listed.register(facts.sources), calls_it_so(facts))),
        None,
    )


def given(text: str, register: listed.Register, owned: bool) -> tuple[Span, ...]:  # noqa: FBT001 - asked of a block
    """Where a block gives something to state media."""
    found: list[Span] = []
    for span, source in listed.mentions(text, register):
        lead = ACCORDING_TO.search(text[: span.start])
        verb = THEN_TELLS.match(text[span.end :])
        if runs_it(source, owned=owned) and (lead or verb):
            start = lead.start() if lead else span.start
            found.append(Span(start, span.end + (verb.end() if verb else 0)))
    return tuple(found)


ACCORDING_TO = re.compile(r"(?i)\b(?:according to|told|telling) (?:the )?$")
THEN_TELLS = re.compile(
    rf"(?:\s(?:news )?(?:agency|service|wire|channel|network)\b)?(?:,[^,\n]{{0,40}},)?\s(?:\w+ly\s|also\s)?(?:{TELLING})\b"
)


def lede_speaker(facts: Facts) -> Span | None:
    """The words by which the opening of a whole piece is given to state media and to nobody else."""
    spans = body_sentences(facts.body)
    if not complete(facts) or not spans:
        return None
    said = cut(facts.body.text, spans[0])
    register = listed.register(facts.sources)
    state = [s for s in listed.named(said, register) if one_sided(facts, s)]
    # Somebody else answers in the next sentence: then it is not alone.
    both = answer(facts, spans) + said
    others = [s for s in listed.named(both, register) if not one_sided(facts, s)]
    heard = any(not of_a_state(facts, whose) for _, whose in telling(both))
    if others or heard or told_of_state(facts):
        return None
    if not state:
        return told_beside(facts, spans)
    region, last = Region(facts.body, spans[0].start, spans[0].end), TOLD_AT_END.search(said)
    if last is None or state[0] not in listed.named(last.group(), register):
        first = given(said, register, calls_it_so(facts))[:1]
        return region.span(first[0].start, first[0].end) if first else None
    return region.span(last.start("who"), len(said.rstrip(".")))


def answer(facts: Facts, spans: tuple[Span, ...]) -> str:
    """The second sentence, where it goes on about the first: in its paragraph, or by a word of answer."""
    if len(spans) < 2:
        return ""
    said = cut(facts.body.text, spans[1])
    return said if beside(facts, spans) or ANSWERS.search(said) else ""


def beside(facts: Facts, spans: tuple[Span, ...]) -> bool:
    """Whether the second sentence stands in the paragraph of the first."""
    return len(spans) > 1 and "\n" not in facts.body.text[spans[0].end : spans[1].start]


def told_beside(facts: Facts, spans: tuple[Span, ...]) -> Span | None:
    """State media that a lede told by nobody is given to in its second sentence, “so IRNA”."""
    if not beside(facts, spans) or answered_for(cut(facts.body.text, spans[0])):
        return None
    end = facts.body.text.find("\n", spans[0].start)
    opening = [
        (s, w)
        for s, w in known.prose(facts.body, by_parts, almanac.named)
        if end < 0 or s.end <= end
    ]
    told = [
        s
        for s, w in known.prose(facts.body, telling)
        if of_a_state(facts, w, sure=True) and s.end <= spans[1].end
    ]
    return told[0] if told and all(of_a_state(facts, w) for _, w in opening) else None


def told_of_state(facts: Facts) -> bool:
    """Whether the headline is about a house that a state runs: then the piece is about it."""
    if facts.headline is None:
        return False
    given_there = {span for span, _ in telling(facts.headline.text)}
    named = scan_parts(facts.headline, almanac.named)
    return any(of_a_state(facts, whose) for span, whose in named if span not in given_there)


def of_a_state(facts: Facts, whose: frozenset[int], *, sure: bool = False) -> bool:
    """Whether a name may be that of a house which a state runs; or can be no other’s."""
    houses = [almanac.houses()[n] for n in whose]
    runs = [house.state or (house.owned and calls_it_so(facts)) for house in houses]
    return all(runs) if sure else any(runs)


# What copy calls a house that is a state’s: of one whose state lets others speak, only this makes it that.
STATES_OWN = Cued(
    r"\b(?:(?:state|government)(?:[- ](?:run|owned|controlled|backed|aligned))? (?:news )?(?:agenc(?:y|ies)|media|broadcasters?|television|TV|radio|newspapers?|papers?|dail(?:y|ies)|channels?|outlets?|wires?|press|portals?|sites?)|(?:state|government)[- ](?:run|owned|controlled) (?=[A-Z])|(?:party|army|military|ruling party[’']s) (?:newspaper|paper|organ|daily)|(?:official|government[’']s|country[’']s own|regime[’']s|junta[’']s) (?:news )?(?:agency|newspaper|gazette|mouthpiece|news service|television))\b",
    re.IGNORECASE,
)


@once
def calls_it_so(facts: Facts) -> bool:
    """Whether a piece calls somebody who reports a state’s."""
    return any(known.each(facts.body, of_the_states_own))


def of_the_states_own(text: str) -> bool:
    """Whether a block has words for state media."""
    return STATES_OWN.search(text) is not None


def called_the_states(facts: Facts) -> Span | None:
    """Where the opening is given to what the copy calls state media, and the one house listed is nobody’s we know."""
    if not complete(facts) or len(facts.links) != 1 or told_of_state(facts):
        return None
    if evidence.source_of_link(facts, facts.links[0].href) or almanac.at_host(read(facts.links[0].href).host):  # fmt: skip
        return None
    for span in body_sentences(facts.body)[:2]:
        said = cut(facts.body.text, span)
        m = STATES_OWN.search(said)
        others = [w for _, w in telling(said) if not of_a_state(facts, w)]
        if m and not others and (THEN_TELLS.search(said, m.end()) or BEFORE_IT.search(said[: m.start()])):  # fmt: skip
            return Span(span.start + m.start(), span.start + m.end())
    return None


BEFORE_IT = re.compile(
    r"\b(?:according to|said|says|reported|told|reports|announced|shown (?:on|by)|quoted (?:by|in|on)|so|on|in)\b[^.;]{0,40}$"
)


# What answers a claim in the next paragraph, whoever it is.
ANSWERS = re.compile(
    r"\b(?:den(?:y|ies|ied)|confirm(?:s|ed)|disput(?:es|ed)|reject(?:s|ed)|contradict(?:s|ed)|but|however|said it|also)\b",
    re.IGNORECASE,
)
TOLD_AT_END = re.compile(
    rf",\s(?P<who>(?:according to\s)?[^,]{{0,60}}?[A-Z][^,]{{0,40}}?(?:\s(?:{TELLING})\b[^,]{{0,30}})?)\.?$"
)


def one_sided(facts: Facts, source: SourceFacts) -> bool:
    """State-run media, or a state’s own voice; the register decides, for every state alike."""
    return runs_it(source, owned=calls_it_so(facts))


def runs_it(source: SourceFacts, *, owned: bool) -> bool:
    """The same; those that a state owns beside a press of others only where `owned` ones count."""
    houses = {"outlet", "agency", "aggregator"}
    run = source.control == "state-run" and source.kind in {*houses, "public-body"}
    # The channel of a movement that holds a town is its voice there, as a state’s would be.
    partys = source.control == "party" and source.kind in houses
    return partys or (run and (owned or not beside_others(source)))


def beside_others(source: SourceFacts) -> bool:
    """Whether a source is a state’s that has a press which may contradict it."""
    return any(almanac.houses()[n].owned for host in source.domains for n in almanac.at_host(host))


CHECKS = [
    Check(
        "state-media-only-lead",
        "Everything listed is state-run media.",
        "A state’s account of its own strike is a claim.",
        "Find a source of another control, or say in the copy that there is none yet.",
        state_media_only_lead,
    ),
]
