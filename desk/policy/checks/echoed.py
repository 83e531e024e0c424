"""Reports that rest on each other, or on us: nobody in the ring is a witness."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from desk.policy.checks.base import body_finding
from desk.policy.text import body_sentences, cut, in_quotes, told
from desk.policy.types import Confidence, Facts, Finding, Span

NAME = r"(?:The )?[A-ZÀ-ÝĀ-Ž][\w’'&.-]*(?: (?:of |the |de |and )?[A-ZÀ-ÝĀ-Ž][\w’'&-]*){0,3}"
CREDITS = (
    r"(?:credit(?:s|ed|ing)?|attribut(?:es|ed|ing) (?:\w+ ){0,3}?to|cit(?:es|ed|ing)|quot(?:es|ed|ing)|(?:rest|draw|rel(?:y|ie))(?:s|ed|ing|d)? on|"
    r"bas(?:es|ed|ing) (?:\w+ ){0,4}?on|point(?:s|ed|ing)? (?:\w+ )?to|refer(?:s|red|ring)? (?:\w+ )?to|(?:takes|took) (?:\w+ ){1,3}?from|relay(?:s|ed)?|"
    r"(?:had|has|got|gets|heard) (?:it|this|that|the \w+|its \w+) from|nam(?:es|ed|ing)(?=\s(?:the )?(?:[A-ZÀ-Ý][\w’-]*\s){1,4}as (?:its|the|a) source)|sources? (?:it|its \w+|the \w+) to|links? (?:back )?to)"
)
EDGE = re.compile(rf"(?P<one>{NAME})(?:[’']s)?\b[^;.]{{0,45}}?\b{CREDITS}\s+(?:the |only )?(?P<other>{NAME})")  # fmt: skip
CREDIT = re.compile(rf"\b{CREDITS}\s")
CLAUSES = re.compile(r"[;.]\s|\b(?:and|while|but|whereas)\s(?=[A-ZÀ-Ý])")
EACH_OTHER = re.compile(
    r"\b(?:each|both|the two|they|all)\b[^.;]{0,40}?\b(?:cit(?:es?|ed|ing)|credit(?:s|ed|ing)?|quot(?:es?|ed|ing))\s(?:each|the|one an)\s?other\b"
    r"|\b(?:reports?|papers?|outlets?|agenc(?:y|ies)|stations?|sites?|accounts?|newsrooms?|stories)\b[^.;]{0,40}?\b(?:rest(?:s|ed)?|rel(?:y|ies|ied)|draws?) on (?:each|the|one an)\s?other\b"
)
BACKED = re.compile(
    rf"\b(?:confirmed|borne out|backed(?: up)?|corroborated|supported|verified|echoed|matched) by (?:the )?{NAME}"
    r"|\b(?:bears?|bore) (?:this|it|that|the \w+) out\b|\b(?:confirm(?:s|ed)|corroborat(?:es|ed)|back(?:s|ed)|support(?:s|ed)) (?:this|it|that|the (?:news|report|account|story|claim))\b"
)
TITLE = r"this (?:publication|desk|newsroom|newspaper|paper|site|agency|service|title|reporter|website|magazine|station|programme)"
OUR_WORK = r"(?:(?:own|first|earlier|original|initial)\s)?(?:\w+\s){0,2}?(?:reports?|stor(?:y|ies)|accounts?|pieces?|coverage|articles?|reporting|dispatch(?:es)?|interviews?|scoop|live ?blog|investigation|figures?|count|tally)"
# What names a source, by itself: “cites us”, “credits its story to us”, “traces it to this desk”.
NAMES_US = (
    r"(?:cit(?:es|ed|ing)|credit(?:s|ed|ing)?|attribut(?:es|ed|ing) (?:[\w’-]+ ){0,4}?to|credit(?:s|ed|ing)? (?:[\w’-]+ ){1,4}?to|trac(?:es|ed|ing) (?:[\w’-]+ ){1,4}?to|"
    r"link(?:s|ed|ing)? back to|rest(?:s|ed|ing)? (?:[\w’-]+ ){0,2}?(?:up)?on|(?:takes|took|taken|had|has|got|gets) (?:it|this|that|its \w+|the (?:\w+ ){1,2})\s?from|sourc(?:es|ed|ing) (?:[\w’-]+ ){0,3}?to|owes (?:[\w’-]+ ){1,3}?to)"
)
# What names a work as its source: “repeating our report”, “based on this newspaper’s account”.
NAMES_WORK = (
    r"(?:quot(?:es|ed|ing)|reprint(?:s|ed|ing)?|repeat(?:s|ed|ing)?|relay(?:s|ed|ing)?|echo(?:es|ed|ing)?|lift(?:s|ed|ing)?|copi(?:es|ed)|copying|carri(?:es|ed)|carrying|republish(?:es|ed|ing)?|"
    r"pick(?:s|ed|ing)? up|point(?:s|ed|ing)? to|refer(?:s|red|ring)? to|link(?:s|ed|ing)? to|bas(?:ed|es|ing) (?:[\w’-]+ ){0,4}?(?:up)?on|dr(?:aws?|ew|awn|awing) (?:[\w’-]+ ){0,2}?(?:up)?on|rel(?:y|ies|ied|ying) (?:[\w’-]+ ){0,2}?(?:up)?on|"
    r"(?:takes|took|taken|had|has|got|gets) (?:[\w’-]+ ){1,4}?from|built on)"
)
# Somebody else's report that names ours as what it rests on.
OURS = re.compile(
    rf"\b(?:{NAMES_US}\s(?:(?:our|{TITLE}[’']s)\s{OUR_WORK}|us|ours|{TITLE})\b(?![’']s\b)|(?:{NAMES_US}|{NAMES_WORK})\s(?:our|{TITLE}[’']s)\s{OUR_WORK}\b"
    rf"|(?:our|{TITLE}[’']s)\s{OUR_WORK}\s(?:is|was|being|as)\s(?:its|their|the) (?:only |sole |one |single )?(?:source|basis|authority))"
)
# Who credits us must be one who reports: a minister who cites us to open an inquiry bears nothing out.
CREDITED = re.compile(r"credit|attribut|trac|sourc|link")
REPORTS = re.compile(
    r"\b(?:report(?:s|ed|ing)?|stor(?:y|ies)|account|article|dispatch|confirm\w*|borne? out|bears? (?:it|this|that) out|corroborat\w+|back(?:s|ed)|repeat(?:s|ed)?|news|agency|paper|newspaper|site|broadcaster|station|channel|outlet|portal|wire|website|says? the same|same (?:account|figure|story)|"
    r"independent(?:ly)?|second source|another source|support(?:s|ed)|match(?:es|ed)|verified|wrote|published|carried|Radio|Times|Post|News|Herald|Tribune|Online|TV|Television|Press|Agency|Gazette|Journal|Daily|Weekly)\b"
)


@dataclass(frozen=True, slots=True)
class Credit:
    """One name that rests on another, and the sentence that says so."""

    one: str
    other: str
    sentence: int


def credit_in_a_ring(facts: Facts) -> Iterator[Finding]:
    """Two reports that each credit the other, told as one that bears the other out; one that credits us."""
    given = told(facts.body, gives_credit)
    for sentence, said_so in given:
        m = ours(said_so)
        if m:
            where = Span(sentence.start + m.start(), sentence.start + m.end())
            yield from asked(facts, where, "This rests on our own piece.")
            return
    if not given:
        return
    spans = body_sentences(facts.body)
    said = [cut(facts.body.text, s) for s in spans]
    ring = ring_of(said)
    if ring is None:
        return
    first, last = ring
    for n in range(max(0, first - 3), last + 1):
        m = BACKED.search(said[n])
        if m:
            where = Span(spans[n].start + m.start(), spans[n].start + m.end())
            yield from asked(facts, where, "Each of them rests on the other.")
            return
    yield from asked(facts, Span(spans[first].start, spans[last].end), "Each rests on the other.")


def gives_credit(said: str) -> bool:
    """Whether a sentence says that one report rests on another."""
    named = CREDIT.search(said) and EDGE.search(said)
    return bool(named or EACH_OTHER.search(said) or ours(said))


def ours(said: str) -> re.Match[str] | None:
    """Where a sentence says that somebody's report rests on ours."""
    m = OURS.search(said)
    beside = said[: m.start()] + said[m.end() :] if m else ""
    return m if m and (CREDITED.match(m.group()) or REPORTS.search(beside)) else None


def asked(facts: Facts, span: Span, message: str) -> Iterator[Finding]:
    """The finding, unless somebody is quoted as saying it."""
    if not in_quotes(facts.body.text, span):
        yield body_finding(facts, span, message, confidence=Confidence.UNSURE)


def ring_of(said: list[str]) -> tuple[int, int] | None:
    """The sentences between which two names credit each other."""
    found: list[Credit] = []
    for n, sentence in enumerate(said):
        if EACH_OTHER.search(sentence):
            return n, n
        for clause in CLAUSES.split(sentence):
            m = EDGE.search(clause or "")
            if m:
                found.append(Credit(plain(m.group("one")), plain(m.group("other")), n))
    for n, credit in enumerate(found):
        for back in found[n + 1 :]:
            if back.sentence - credit.sentence <= 3 and same(credit.one, back.other) and same(credit.other, back.one):  # fmt: skip
                return credit.sentence, back.sentence
    return None


def plain(name: str) -> str:
    """A name in lower case without its article."""
    return re.sub(r"[’']s$", "", name.lower()).removeprefix("the ")


def same(one: str, other: str) -> bool:
    """Whether two names are one: “Balkan Insight”, “Insight”."""
    return one == other or (min(len(one), len(other)) > 3 and (one in other or other in one))
