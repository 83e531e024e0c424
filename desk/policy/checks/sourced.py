"""Checks on whose word a piece rests on: named but unlisted, one source told as many, state media alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from desk.policy import evidence
from desk.policy.attribution import attributed, speakers
from desk.policy.checks.base import BLOCKING, Check, body_finding, link_finding
from desk.policy.matching import sentence_of
from desk.policy.numbers import Figure, casualty_figures, numbers
from desk.policy.text import body_sentences, cut, in_quotes, sentence_at
from desk.policy.types import Confidence, Facts, Finding, SourceFacts, Span
from desk.policy.zones import whole
from wires.links import read

MANY = re.compile(
    r"\b(?:(?:several|multiple|numerous|various|many|a number of|two|three|four|five|other|independent|different|separate|all)\s+"
    r"(?:independent |separate |different |other |local |news |western |Telegram |social-media |open-source ){0,3}"
    r"(?:sources|accounts|outlets|channels|reports|witnesses|agencies|media|monitors|posts|newsrooms|threads)"
    r"|(?:the sources|media reports|news reports|first reports|outlets|channels|Telegram channels|social media accounts))\b",
    re.IGNORECASE,
)
SPEAK = re.compile(
    r"^[^.;]{0,40}?\b(?:say|said|report(?:ed)?|confirm(?:ed)?|describe[ds]?|agree|claim(?:ed)?|showed?|suggest(?:ed)?|"
    r"indicate[ds]?|post(?:ed)?|put|began|do not (?:yet )?agree|have (?:reported|said|confirmed)|carried|carry)\b",
    re.IGNORECASE,
)
NOT_SOURCES = re.compile(r"\b(?:carry adverts|banned|blocked|funding|owned)\b", re.IGNORECASE)
PLATFORM_WORDS = {
    "telegram": re.compile(r"\bTelegram\b"),
    "x": re.compile(r"(?<!\w)(?:X|Twitter|tweet(?:s|ed)?)(?!\w)"),
    "facebook": re.compile(r"\bFacebook\b"),
    "instagram": re.compile(r"\bInstagram\b"),
    "tiktok": re.compile(r"\bTikTok\b"),
    "youtube": re.compile(r"\bYouTube\b"),
    "bluesky": re.compile(r"\bBluesky\b"),
}
RELIED_ON = re.compile(
    r"\b(?:relayed|posted|shared|cited|reported|published|footage|video|thread|threads|post|posts|channel|channels|on)\b",
    re.IGNORECASE,
)
NAMED_BUT = re.compile(
    r"\b(?:as usual|will|would|once|expected to|are due to|is due to|may|might|did not|has not|have not|had not|declined)\b",
    re.IGNORECASE,
)


def listed_keys(facts: Facts) -> set[str]:
    """Register keys of everything the piece lists or cites."""
    keys = {source.key for _, source in evidence.of_links(facts)}
    return keys | {c.item.source.key for c in facts.citations}


def attributed_but_unlisted(facts: Facts) -> Iterator[Finding]:
    """Sources that speak in the copy and have no link in the list."""
    if "links" not in facts.known or not (facts.links or facts.citations):
        return
    if any(
        read(link.href).is_opaque or not read(link.href).domain.count(".") for link in facts.links
    ):
        return  # what hides behind such a link may be the very report
    keys, told = listed_keys(facts), set()
    for region in whole(facts.body):
        for name, span in [
            *speakers(region.text),
            *evidence.joined_speakers(region.text),
            *before_and(region.text),
            *heard_by(region.text),
        ]:
            source = evidence.register_name(facts, name)
            if not source or source.key in keys or source.key in told or not wire_like(source):
                continue
            sentence = sentence_of(facts.body, span)
            said = cut(facts.body.text, sentence)
            if in_quotes(facts.body.text, span) or NAMED_BUT.search(
                said[span.start - sentence.start :][:60]
            ):
                continue
            if by_account(facts, name):
                continue
            told.add(source.key)
            exact = name_in(region.text, span, source)
            yield body_finding(facts, exact, f"{source.name} is named as a source and not listed.")


def wire_like(source: SourceFacts) -> bool:
    """Whether a source is one whose word can be linked: an outlet, an agency, a monitor, an aggregator."""
    return source.kind in {"agency", "outlet", "monitor", "aggregator"}


def by_account(facts: Facts, name: str) -> bool:
    """Whether some listed account bears the name in another spelling."""
    flat = re.sub(r"\W+", "", name.lower())
    handles = [read(link.href).handle.lower() for link in facts.links]
    return any(h and (h in flat or flat in h) and min(len(h), len(flat)) > 3 for h in handles)


def before_and(text: str) -> list[tuple[str, Span]]:
    """The first of two who speak together: “Kyiv Post and Suspilne reported”."""
    name = evidence.NAME
    pattern = rf"\b({name})(?:, {name}){{0,4}} and {name} (?=\w+ed\b|say)"
    return [(m.group(1), Span(*m.span(1))) for m in re.finditer(pattern, text)]


def heard_by(text: str) -> list[tuple[str, Span]]:
    """Whom somebody spoke to: “its duty doctor told Lantern Wire” rests on what that agency heard."""
    pattern = rf"\btold (?:the )?({evidence.NAME})"
    return [(m.group(1), Span(*m.span(1))) for m in re.finditer(pattern, text)]


def name_in(text: str, span: Span, source: SourceFacts) -> Span:
    """Where the source's own name stands inside the speaker's words."""
    said = text[span.start : span.end]
    for name in sorted((source.name, *source.aliases), key=len, reverse=True):
        at = said.lower().find(name.lower())
        if name and at >= 0:
            return Span(span.start + at, span.start + at + len(name))
    return span


def single_source_as_many(facts: Facts) -> Iterator[Finding]:
    """A plural of sources that rests on one account, or on one owner."""
    if "links" not in facts.known or not (facts.links or facts.citations):
        return
    rest = evidence.everything(facts)
    people = {e.source.key for e in rest if not e.source.key.startswith("link:web")} or {
        e.origin for e in rest
    }
    one_origin = len({e.origin for e in rest}) == 1 or len(people) == 1
    dispatch = re.search(
        r"\b(?:both|all|each) carr(?:y|ies|ied) the (\w+) (?:dispatch|report|copy|story)",
        facts.body.text,
    )
    if not one_origin and not dispatch:
        return
    for sentence in body_sentences(facts.body):
        said = cut(facts.body.text, sentence)
        for m in MANY.finditer(said):
            span = Span(sentence.start + m.start(), sentence.start + m.end())
            if (
                in_quotes(facts.body.text, span)
                or NOT_SOURCES.search(said)
                or named_speaker_only(said, m)
            ):
                continue
            if SPEAK.match(said[m.end() :]):
                yield body_finding(
                    facts,
                    span,
                    f"“{m.group()}” rests on one origin.",
                    confidence=Confidence.SURE,
                )
                return


def named_speaker_only(sentence: str, match: re.Match[str]) -> bool:
    """Whether the plural is what a named source speaks of, not who speaks."""
    tail = sentence[match.end() :]
    return bool(re.search(r",\s+[A-Z]\w+(?: \w+){0,3} (?:said|reported)\.?$", tail))


def unattributed_casualties(facts: Facts) -> Iterator[Finding]:
    """Figures of people killed or hurt, at first mention, that nobody answers for."""
    spans = body_sentences(facts.body)
    told: set[str] = set()
    figures: list[Figure | Lost] = [*casualty_figures(facts.body.text), *losses(facts.body.text)]
    for figure in figures:
        at = sentence_at(spans, figure.start)
        if at is None or figure.harm in told:
            continue
        told.add(figure.harm)
        sentence = spans[at]
        said = cut(facts.body.text, sentence)
        around = " ".join(cut(facts.body.text, s) for s in spans[max(0, at - 1) : at + 2])
        cited = any(sentence.start <= c.span.start <= sentence.end + 2 for c in facts.citations)
        if cited or re.search(r"\[\d+\]|\]\(http", said) or attributed(around) or past(said, facts):
            continue
        yield body_finding(
            facts, Span(figure.start, figure.end), "Nobody is named for this figure."
        )


def losses(text: str) -> list["Lost"]:
    """“Russia lost 1,210 soldiers”: a figure of people given as losses."""
    pattern = r"\b(?:lost|losing|suffered)\s+(?:about |some |at least |more than )?\d[\d,]*\s+(?:soldiers|troops|men|personnel|casualties|fighters|people)"
    return [Lost(m.start(), m.end()) for m in re.finditer(pattern, text)]


@dataclass(frozen=True, slots=True)
class Lost:
    """A span with the harm it tells of."""

    start: int
    end: int
    harm: str = "killed"


def past(sentence: str, facts: Facts) -> bool:
    """Whether the sentence tells of another year: history, on the record."""
    years = [int(y) for y in re.findall(r"\b((?:19|20)\d{2})\b", sentence)]
    now = facts.published_at.year if facts.published_at else None
    return bool(years) and (now is None or all(y < now for y in years))


def state_media_only_lead(facts: Facts) -> Iterator[Finding]:
    """Everything the piece lists is state-run media or a party's own account."""
    if "links" not in facts.known or not (facts.links or facts.citations):
        return
    rest = evidence.everything(facts)
    if not all(one_sided(e.source) for e in rest):
        return
    for name, _ in speakers(facts.body.text):
        source = evidence.register_name(facts, name)
        if source and not one_sided(source):
            return
    message = "Everything this rests on is state-run media or a party to the conflict."
    ministry = re.search(r"\b(?:the )?(?:defen[cs]e )?ministry said\b", facts.body.text)
    if ministry:
        yield body_finding(facts, Span(*ministry.span()), message)
    elif facts.links:
        yield link_finding(facts, 0, message)
    else:
        span = sentence_of(facts.body, rest[0].span)
        yield body_finding(facts, span, message)


def one_sided(source: SourceFacts) -> bool:
    """State-run media, or an aggressor's own voice; the register decides, for every state alike."""
    return source.control == "state-run" and source.kind in {
        "outlet",
        "agency",
        "aggregator",
        "public-body",
    }


def uncited_claim(facts: Facts) -> Iterator[Finding]:
    """An attack with its hour or its toll in a piece that lists nothing at all."""
    if "links" not in facts.known or facts.links or facts.citations or not facts.body.text.strip():
        return
    if "story" in facts.known and "whole-body" in facts.known and len(facts.body.text) < 40:
        return
    for sentence in body_sentences(facts.body):
        said = cut(facts.body.text, sentence)
        if casualty_figures(said) or (
            numbers(said)
            and re.search(r"\b(?:hit|struck|killed|destroyed|landed|exploded)\b", said)
        ):
            end = re.search(
                r",\s+(?:[\w’' ]{2,40}\s)?(?:said|says|reported|according to)\b.*$", said
            )
            stop = sentence.start + (end.start() if end else len(said.rstrip(".")))
            yield body_finding(
                facts, Span(sentence.start, stop), "Nothing is listed that this rests on."
            )
            return


def platform_mismatch(facts: Facts) -> Iterator[Finding]:
    """The copy says it rests on a platform from which nothing is listed."""
    if "links" not in facts.known or not (facts.links or facts.citations):
        return
    hrefs = [link.href for link in facts.links] + [
        c.item.url for c in facts.citations if c.item.url
    ]
    posts = {read(h).platform for h in hrefs if read(h).is_post}
    social = posts - {"web"}
    if not social:
        return
    for sentence in body_sentences(facts.body):
        said = cut(facts.body.text, sentence)
        for platform, words in PLATFORM_WORDS.items():
            m = words.search(said)
            if m is None or platform in posts or not RELIED_ON.search(said):
                continue
            span = Span(sentence.start + m.start(), sentence.start + m.end())
            if speaks_of_others(said, m) or in_quotes(facts.body.text, span):
                continue
            names = " and ".join(sorted({"x": "X"}.get(p, p.title()) for p in social))
            yield body_finding(
                facts,
                phrase(said, m, sentence),
                f"The posts listed are on {names}, none on {m.group()}.",
            )


def speaks_of_others(sentence: str, match: re.Match[str]) -> bool:
    """Whether the platform is spoken of, not relied on: milbloggers, adverts, framings."""
    near = sentence[max(0, match.start() - 50) : match.end() + 40].lower()
    return any(
        w in near
        for w in ("milblog", "advert", "ecosystem", "propagand", "framing", "framed", "banned")
    )


def phrase(said: str, match: re.Match[str], sentence: Span) -> Span:
    """The platform with the words that rely on it: “relayed on Telegram”, “Telegram threads”."""
    m = re.search(
        rf"(?:\w+ (?:on|through|via|by) )?{re.escape(match.group())}(?:\s+(?:channels?|threads?|footage|posts?|videos?|accounts?))?",
        said,
    )
    start, end = m.span() if m else match.span()
    return Span(sentence.start + start, sentence.start + end)


def plural_from_one(facts: Facts) -> Iterator[Finding]:
    """Several buildings in one sentence where another says that the source shows one."""
    text = facts.body.text
    one = re.search(
        r"\b(?:one|an|a single) ((?:apartment|residential|tower|office|school)\s+(?:building|block|tower)|high-rise)\s+(?:ablaze|on fire|burning|was hit|hit)\b",
        text,
        re.IGNORECASE,
    )
    if not one:
        return
    nouns = re.compile(
        r"\b(?:apartment|residential|tower|office|school)\s+(?:buildings|blocks|towers)\b[^.,;]{0,45}\b(?:burning|ablaze|catching fire|on fire|were hit|collapsing)\b",
        re.IGNORECASE,
    )
    for m in nouns.finditer(text):
        yield body_finding(
            facts,
            Span(*m.span()),
            f"Elsewhere the piece has “{one.group()}”.",
            confidence=Confidence.UNSURE,
        )


def officials_without_official(facts: Facts) -> Iterator[Finding]:
    """“Officials say” where no public body and no reporting of our own is cited."""
    if not facts.citations or any(
        c.item.source.kind in {"public-body", "own"} or c.item.own for c in facts.citations
    ):
        return
    for m in re.finditer(
        r"\b(?:officials|authorities|rescuers|police|the mayor|the ministry)\s+(?:say|said|have said|confirmed)\b",
        facts.body.text,
        re.IGNORECASE,
    ):
        yield body_finding(
            facts,
            Span(*m.span()),
            "No official is among what this piece cites.",
            confidence=Confidence.UNSURE,
        )
        return


def unclassed_source(facts: Facts) -> Iterator[Finding]:
    """A cited source that nobody has classed yet."""
    told: set[str] = set()
    for cite in facts.citations:
        source = cite.item.source
        if not source.classed and source.key not in told and not cite.item.own:
            told.add(source.key)
            span = sentence_of(facts.body, Span(max(0, cite.span.start - 1), cite.span.start))
            yield body_finding(
                facts, span, f"{source.name} has not been classed: it counts as no second origin."
            )


CHECKS = [
    Check(
        "attributed-but-unlisted",
        "A source speaks in the copy and is not listed.",
        "Readers are told of a source they cannot look up.",
        "List its report, or take the attribution out.",
        attributed_but_unlisted,
        BLOCKING,
    ),
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
        "state-media-only-lead",
        "Everything listed is state-run media.",
        "A state’s account of its own strike is a claim.",
        "Find a source of another control, or say in the copy that there is none yet.",
        state_media_only_lead,
    ),
    Check(
        "uncited-claim",
        "An attack with its hour or toll, and nothing listed.",
        "Nobody can check it.",
        "Cite the item it rests on.",
        uncited_claim,
    ),
    Check(
        "platform-mismatch",
        "The copy names a platform from which nothing is listed.",
        "It tells readers of sources that are not there.",
        "Name the platform the posts are on, or list the others.",
        platform_mismatch,
        BLOCKING,
    ),
    Check(
        "plural-from-one",
        "Several where the source shows one.",
        "A plural is a claim.",
        "Write what was seen.",
        plural_from_one,
    ),
    Check(
        "officials-without-official",
        "Officials speak and none is cited.",
        "An aggregator’s “officials say” is not an official.",
        "Cite the official, or say who reported it.",
        officials_without_official,
    ),
    Check(
        "unclassed-source",
        "A cited source that two people have not classed.",
        "It satisfies no rule and is no second origin.",
        "Propose its class with evidence; a second person approves it.",
        unclassed_source,
    ),
]
