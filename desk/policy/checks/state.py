"""The check on pieces that stand on state-run media alone, or open on it."""

import re
from collections.abc import Iterator, Sequence

from desk.policy import evidence, known, listed
from desk.policy.attribution import TELLING, speakers
from desk.policy.checks.base import Check, body_finding, link_finding
from desk.policy.checks.linked import whole_piece
from desk.policy.evidence import Evidence
from desk.policy.matching import sentence_of
from desk.policy.text import body_sentences, cut
from desk.policy.types import Facts, Finding, SourceFacts, Span
from desk.policy.zones import Region
from wires.links import read


def state_media_only_lead(facts: Facts) -> Iterator[Finding]:
    """The lede, or everything the piece lists, is the word of state-run media or of a party."""
    if "links" not in facts.known or not (facts.links or facts.citations):
        return
    # What only members can open says nothing of whose word it is.
    rest = [e for e in evidence.everything(facts) if not read(e.origin).is_private]
    told = lede_speaker(facts)
    if told is None and not all_one_sided(facts, rest):
        return
    if heard_ourselves(facts, opening=told is not None and all_one_sided(facts, rest)):
        return
    ministry = MINISTRY.search(facts.body.text)
    told = told or (Span(*ministry.span()) if ministry else None)
    told = told or (given_to(facts) if whole_piece(facts) else None)
    if told:
        yield body_finding(facts, told, MESSAGE)
    elif facts.links:
        yield link_finding(facts, 0, MESSAGE)
    else:
        yield body_finding(facts, sentence_of(facts.body, rest[0].span), MESSAGE)


def all_one_sided(facts: Facts, rest: Sequence[Evidence]) -> bool:
    """Whether all that is listed is state-run, and nobody else of the register speaks."""
    if not rest or not all(one_sided(e.source) for e in rest):
        return False
    spoke = [evidence.register_name(facts, name) for name, _ in known.scan(facts.body, speakers)]
    return all(source is None or one_sided(source) for source in spoke)


MESSAGE = "This rests on state-run media, or on a party’s own voice, alone."
MINISTRY = re.compile(r"\b(?:the )?(?:defen[cs]e )?ministry said\b")
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
    return next(iter(known.prose(facts.body, given, listed.register(facts.sources))), None)


def given(text: str, register: listed.Register) -> tuple[Span, ...]:
    """Where a block gives something to state media."""
    found: list[Span] = []
    for span, source in listed.mentions(text, register):
        lead = ACCORDING_TO.search(text[: span.start])
        verb = THEN_TELLS.match(text[span.end :])
        if one_sided(source) and (lead or verb):
            start = lead.start() if lead else span.start
            found.append(Span(start, span.end + (verb.end() if verb else 0)))
    return tuple(found)


ACCORDING_TO = re.compile(r"(?i)\b(?:according to|told|telling) (?:the )?$")
THEN_TELLS = re.compile(rf"(?:,[^,\n]{{0,40}},)?\s(?:\w+ly\s|also\s)?(?:{TELLING})\b")


def lede_speaker(facts: Facts) -> Span | None:
    """The words by which a first sentence of a whole piece is given to state media and to nobody else."""
    spans = body_sentences(facts.body)
    if not whole_piece(facts) or not spans:
        return None
    said = cut(facts.body.text, spans[0])
    region = Region(facts.body, spans[0].start, spans[0].end)
    register = listed.register(facts.sources)
    state = [s for s in listed.named(said, register) if one_sided(s)]
    last = TOLD_AT_END.search(said)
    # Somebody else answers in the next sentence: then it is not alone.
    second = cut(facts.body.text, spans[1]) if len(spans) > 1 else ""
    others = [s for s in listed.named(second + said, register) if not one_sided(s)]
    if not state or others:
        return None
    if last is None or state[0] not in listed.named(last.group(), register):
        first = given(said, register)[:1]
        return region.span(first[0].start, first[0].end) if first else None
    return region.span(last.start("who"), len(said.rstrip(".")))


TOLD_AT_END = re.compile(
    rf",\s(?P<who>(?:according to\s)?[^,]{{0,60}}?[A-Z][^,]{{0,40}}?(?:\s(?:{TELLING})\b[^,]{{0,30}})?)\.?$"
)


def one_sided(source: SourceFacts) -> bool:
    """State-run media, or a state's own voice; the register decides, for every state alike."""
    return source.control == "state-run" and source.kind in {
        "outlet",
        "agency",
        "aggregator",
        "public-body",
    }


CHECKS = [
    Check(
        "state-media-only-lead",
        "Everything listed is state-run media.",
        "A state’s account of its own strike is a claim.",
        "Find a source of another control, or say in the copy that there is none yet.",
        state_media_only_lead,
    ),
]
