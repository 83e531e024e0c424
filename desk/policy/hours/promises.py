"""What a printed note promises of a piece, in plain words, and whether the piece keeps it. Pure.

A note may be typed in any words; only promises of a few plain sorts are read, and what is found here asks
and does not block.
"""

import re
from collections.abc import Callable, Sequence

from desk.policy.figures.tolls import casualty_figures
from desk.policy.sources import evidence
from desk.policy.terms import present
from desk.policy.text import body_sentences, cut
from desk.policy.types import Facts, Finding

PEOPLE = r"(?:civilian (?:impact|harm|suffering|lives)|civilians|people|residents|families|victims|those (?:who|it|they|harmed|hurt|under)|the (?:dead|injured|harmed|human))"
PEOPLE_FIRST = re.compile(
    rf"\b{PEOPLE}\b[^.;]{{0,40}}?\b(?:is the lead|are the lead|comes? first|goes? first|come before|at the top|lead the|first[,;.]|first$)"
    rf"|\b(?:leads?|opens?|begins?|starts?) (?:\w+ )?(?:with|on|from) (?:the )?{PEOPLE}\b|\bputs? (?:the )?{PEOPLE}\b[^.;]{{0,30}} first\b",
    re.IGNORECASE,
)
MORE_THAN_ONE = re.compile(
    r"\b(?:never|not|no)\b[^.;]{0,40}?\b(?:one|a single|just one|only one)\s(?:source|newsroom|outlet|account|witness|agency|post|house)\b"
    r"|\b(?:at least two|two or more|more than one|two independent|several independent|a second)\s(?:independent |separate |unconnected )?(?:sources?|newsrooms?|outlets?|accounts?|agenc(?:y|ies)|owners?)\b",
    re.IGNORECASE,
)
OF_TOLLS = re.compile(r"\b(?:tolls?|deaths?|dead|casualt\w+|killed|victims)\b", re.IGNORECASE)
# Promises that a built-in check keeps: broken where it found something.
KEPT_BY: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (re.compile(said, re.IGNORECASE), codes)
    for said, codes in (
        (r"\b(?:says?|tells?|names?|states?) (?:readers )?who (?:counted|counts|gave|said|is counting)\b|\b(?:every|each|all|any|no)\b[^.;]{0,20}\b(?:tolls?|figures?|counts?|numbers?|casualt\w+)\b[^.;]{0,40}\b(?:attribut\w+|sourced?|named|without|who)\b|\battribut\w+ (?:every|each|all)\b",
         ("unattributed-casualties",)),
        (r"\b(?:every|each|all)\b[^.;]{0,30}\b(?:claims?|facts?|sources?|posts?|statements?)\b[^.;]{0,40}\b(?:link|cit|list|sourced|checked)\w*|\b(?:links?|lists?|cites?|names?)\b (?:to )?(?:every|each|all)\b",
         ("uncited-claim", "attributed-but-unlisted", "channel-not-post", "truncated-id", "dead-anchor")),
        (r"\b(?:not|never|nor|no)\b[^.;]{0,40}\bstate(?:[- ](?:run|owned|controlled))?[- ](?:media|television|outlets?|agenc\w+)\b[^.;]{0,30}\b(?:alone|lead|first|only|on its own)?\b",
         ("state-media-only-lead", "state-media-leads")),
        (r"\btranslat\w+\b[^.;]{0,40}\b(?:mark|sa(?:y|id)|tell|told|named?|shown)\w*|\b(?:marks?|says?|tells?|names?)\b[^.;]{0,40}\btranslat\w+", ("translated-quote",)),
        (r"\b(?:times?|hours?)\b[^.;]{0,40}\b(?:UTC|GMT|local)\b", ("timezone-slip",)),
        (r"\b(?:dates?|says? when|old)\b[^.;]{0,40}\b(?:footage|pictures?|posts?|videos?|images?)\b", ("old-post", "time-contradiction")),
        (r"\b(?:count|treat|tell)s?\b[^.;]{0,30}\b(?:one|relays?|repeats?)\b[^.;]{0,30}\b(?:as one|once)\b", ("single-source-as-many", "duplicate-link", "plural-from-one")),
        (r"\b(?:corrects?|checks?)\b[^.;]{0,30}\b(?:sums?|arithmetic|figures add)\b", ("sum-slip", "number-mismatch")),
        (r"\bsatir\w+\b", ("satire",)),
    )
)  # fmt: skip


def broken(facts: Facts, said: str, findings: Sequence[Finding]) -> str:
    """Why a promise of a printed note is not kept here; nothing where it is, or where none is read."""
    tests: tuple[tuple[re.Pattern[str], Callable[[Facts, str], str]], ...] = (
        (PEOPLE_FIRST, people_later),
        (MORE_THAN_ONE, one_house),
    )
    for pattern, test in tests:
        reason = test(facts, said) if pattern.search(said) else ""
        if reason:
            return reason
    for pattern, codes in KEPT_BY:
        against = next((f for f in findings if f.code in codes), None) if pattern.search(said) else None  # fmt: skip
        if against:
            return f"This piece does not keep it: {against.message}"
    return ""


def people_later(facts: Facts, _: str) -> str:
    """Whether people come after something else: nobody in headline, dek or lede, somebody harmed further down."""
    spans = body_sentences(facts.body)
    tops = [z.text for z in (facts.headline, facts.dek) if z]
    lede = [cut(facts.body.text, s) for s in spans[:2]]
    if "whole-body" not in facts.known or any(of_people(said) for said in [*tops[:1], *lede]):
        return ""
    later = next((s for s in spans[2:] if of_people(cut(facts.body.text, s))), None)
    return f"Its first word of people is: “{cut(facts.body.text, later)[:90]}”." if later else ""


def of_people(said: str) -> bool:
    """Whether a sentence tells of what was done to people."""
    return bool(casualty_figures(said)) or (present("lead_harm", said) and present("people", said))


def one_house(facts: Facts, said: str) -> str:
    """Whether all that is listed is of one house, where figures or claims are promised from more."""
    if "links" not in facts.known or not (facts.links or facts.citations):
        return ""
    if OF_TOLLS.search(said) and not casualty_figures(facts.body.text):
        return ""
    names = dict.fromkeys(e.source.name for e in evidence.everything(facts))
    return f"All that is listed is of {next(iter(names))}." if len(names) == 1 else ""
