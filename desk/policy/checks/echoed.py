"""Reports that rest on each other, or on us: nobody in the ring is a witness."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from desk.policy import known
from desk.policy.checks.base import body_finding
from desk.policy.checks.ours import come_back
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


@dataclass(frozen=True, slots=True)
class Credit:
    """One name that rests on another, and the sentence that says so."""

    one: str
    other: str
    sentence: int


def credit_in_a_ring(facts: Facts) -> Iterator[Finding]:
    """Two reports that each credit the other, told as one that bears the other out; one that credits us."""
    names = (str(facts.extra.get("our_name", "Nightdesk")),)
    for where in known.prose(facts.body, come_back, names):
        found = list(asked(facts, where, "This rests on our own piece."))
        if found:
            yield from found[:1]
            return
    if not told(facts.body, gives_credit):
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
    return bool(named or EACH_OTHER.search(said))


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
