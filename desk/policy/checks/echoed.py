"""Reports that rest on each other, or on us: nobody in the ring is a witness."""

import re
from collections.abc import Iterator

from desk.policy import known
from desk.policy.checks.base import body_finding, link_finding
from desk.policy.checks.ours import PROOF, at_home, come_back, names_of_ours
from desk.policy.cued import Cued
from desk.policy.letters import needing
from desk.policy.text import body_sentences, cut, in_quotes, sentence_at, told
from desk.policy.types import Confidence, Facts, Finding, Span
from desk.policy.values import record
from wires.links import read

NAME = r"(?:The )?[A-ZÀ-ÝĀ-Ž][\w’'&.-]*(?: (?:of |the |de |and )?[A-ZÀ-ÝĀ-Ž][\w’'&-]*){0,3}"
CREDITS = (
    r"(?:credit(?:s|ed|ing)?|attribut(?:es|ed|ing) (?:\w+ ){0,3}?to|cit(?:es|ed|ing)|quot(?:es|ed|ing)|(?:rest|draw|rel(?:y|ie))(?:s|ed|ing|d)? on|"
    r"bas(?:es|ed|ing) (?:\w+ ){0,4}?on|point(?:s|ed|ing)? (?:\w+ )?to|refer(?:s|red|ring)? (?:\w+ )?to|(?:takes|took) (?:\w+ ){1,3}?from|relay(?:s|ed)?|"
    r"(?:had|has|got|gets|heard) (?:it|this|that|the \w+|its \w+) from|(?:nam(?:es|ed|ing)|giv(?:es|ing)|gave|list(?:s|ed|ing)?|has|had)(?=\s(?:the )?(?:[A-ZÀ-Ý][\w’-]*\s){1,4}as (?:its|their|the|a) (?:only |sole )?source)|(?:gives?|gave|names?|named|lists?|listed|cites?|cited) as (?:its|their|the) (?:only |sole )?source|(?:information|story|news|report|account|claim|figure) (?:comes|came) from|sources? (?:it|its \w+|the \w+) to|links? (?:back )?to)"
)
KIND = r"(?:newspaper|paper|agency|broadcaster|site|website|station|channel|magazine|daily|weekly|network|portal)"
EDGE = re.compile(rf"(?P<one>{NAME})(?:[’']s)?\b[^;.]{{0,60}}?\b{CREDITS}\s+(?:the |only )?(?:(?:[A-ZÀ-Ý]\w+ |[a-z]+ )?{KIND} )?(?P<other>{NAME})")  # fmt: skip
CREDIT = Cued(rf"\b{CREDITS}\s")
CLAUSES = re.compile(r"[;.]\s|\b(?:and|while|but|whereas)\s(?:the |that |in turn )?(?=[A-ZÀ-Ý])")
# “The BBC attributes it to Skerry Radio, and Skerry Radio to the BBC.”
GAPPED = Cued(
    rf"(?P<one>{NAME})(?:[’']s)?\b[^;.]{{0,30}}?\b{CREDITS}\s+(?:the |only )?(?P<other>{NAME}),? (?:and|while|as|but) (?:the )?(?P=other),?(?: in (?:its )?turn,?)? (?:to|on|from|credits|cites|quotes|names)? ?(?:the )?(?P=one)"
)
# “Newsweek attributes it to the Post, which in turn attributes it to Newsweek”, “the paper has it from NDTV, and NDTV …, citing the paper”.
ONE = rf"(?:{NAME}|[Tt]he (?:newspaper|paper|site|station|agency|broadcaster|channel|magazine|daily|weekly|website|network))"
THERE_AND_BACK = Cued(
    rf"(?P<one>{ONE})(?:[’']s)?\b[^;.]{{0,30}}?\b{CREDITS}\s+(?:it |this |that )?(?:to |from )?(?:only )?(?P<other>{ONE})\b[^;.]{{0,12}}?\b(?:which|who|(?P=other))\b[^.;]{{0,50}}?\b{CREDITS}\s+(?i:(?:the )?(?P=one))\b"
)
EACH_OTHER = Cued(
    r"\b(?:each|both|the two|they|all)\b[^.;]{0,40}?\b(?:cit(?:es?|ed|ing)|credit(?:s|ed|ing)?|quot(?:es?|ed|ing))\s(?:each|the|one an)\s?other\b"
    r"|\b(?:reports?|papers?|outlets?|agenc(?:y|ies)|stations?|sites?|accounts?|newsrooms?|stories)\b[^.;]{0,40}?\b(?:rest(?:s|ed)?|rel(?:y|ies|ied)|draws?) on (?:each|the|one an)\s?other\b"
)
BACKED = re.compile(
    rf"\b(?:confirmed|borne out|backed(?: up)?|corroborated|supported|verified|echoed|matched) by (?:the )?{NAME}"
    r"|\b(?:bears?|bore) (?:this|it|that|the \w+) out\b|\b(?:confirm(?:s|ed)|corroborat(?:es|ed)|back(?:s|ed)|support(?:s|ed)) (?:this|it|that|the (?:news|report|account|story|claim))\b"
)


@record
class Credit:
    """One name that rests on another, and the sentence that says so."""

    one: str
    other: str
    sentence: int


OUR_REPORT = re.compile(r"(?:first )?(?:reported|revealed|disclosed|published|told|broken) (?:first )?by\b")  # fmt: skip


def credit_in_a_ring(facts: Facts) -> Iterator[Finding]:
    """Two reports that each credit the other, told as one that bears the other out; one that credits us."""
    ours = list(rests_on_us(facts))
    if ours:
        # “The attack, reported by this newspaper, has been confirmed”: what credits us says more, further on.
        yield next((one for one in ours if not OUR_REPORT.match(one.exact)), ours[0])
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


def rests_on_us(facts: Facts) -> Iterator[Finding]:
    """Where a report that the piece rests on is our own, come back; where our own page is listed."""
    names = names_of_ours(facts)
    for zone in filter(None, (facts.headline, facts.dek)):
        for where in known.prose(zone, come_back, names):
            yield Finding("", zone.kind, cut(zone.text, where), where.start, where.end, OURS, confidence=Confidence.UNSURE)  # fmt: skip
    for where in known.prose(facts.body, come_back, names):
        # A credit is quoted with our name in it; who says “us” in a quotation is somebody else.
        if not in_quotes(facts.body.text, where) or any(n in cut(facts.body.text, where) for n in names):  # fmt: skip
            yield body_finding(facts, as_proof(facts, where), OURS, confidence=Confidence.UNSURE)
    yield from own_page(facts, names)


def as_proof(facts: Facts, where: Span) -> Span:
    """The words that owe it to us, with the sentence beside them that takes them for a proof."""
    spans = body_sentences(facts.body)
    at = sentence_at(spans, where.start)
    if at is None:
        return where
    start, end = (spans[at].start, spans[at].end) if in_quotes(facts.body.text, where) else (where.start, where.end)  # fmt: skip
    proofs = [n for n in range(max(0, at - 2), min(len(spans), at + 3)) if n != at and PROOF.search(cut(facts.body.text, spans[n]))]  # fmt: skip
    if proofs:
        start, end = min(start, spans[proofs[0]].start), max(end, spans[proofs[-1]].end)
    return Span(start, end)


def own_page(facts: Facts, names: tuple[str, ...]) -> Iterator[Finding]:
    """Our own page, listed among the sources."""
    domain = names[1]
    for n, link in enumerate(facts.links):
        if at_home(read(link.href), domain):
            yield link_finding(facts, n, OURS, confidence=Confidence.UNSURE)


OURS = "This rests on our own piece."


@needing(CREDIT.letters, EACH_OTHER.letters)
def gives_credit(said: str) -> bool:
    """Whether a sentence says that one report rests on another."""
    credit = CREDIT.search(said) and (EDGE.search(said) or THERE_AND_BACK.search(said))
    return bool(credit or EACH_OTHER.search(said))


def asked(facts: Facts, span: Span, message: str) -> Iterator[Finding]:
    """The finding, unless somebody is quoted as saying it."""
    if not in_quotes(facts.body.text, span):
        yield body_finding(facts, span, message, confidence=Confidence.UNSURE)


def ring_of(said: list[str]) -> tuple[int, int] | None:
    """The sentences between which two names credit each other."""
    found: list[Credit] = []
    for n, sentence in enumerate(said):
        if (
            EACH_OTHER.search(sentence)
            or GAPPED.search(sentence)
            or THERE_AND_BACK.search(sentence)
        ):
            return n, n
        found += edges(n, sentence, said[n - 1] if n else "")
    for n, credit in enumerate(found):
        for back in found[n + 1 :]:
            if back.sentence - credit.sentence <= 3 and same(credit.one, back.other) and same(credit.other, back.one):  # fmt: skip
                return credit.sentence, back.sentence
    return None


def edges(n: int, sentence: str, before: str) -> Iterator[Credit]:
    """The names of a sentence that rest on another; “It gave as its source” is of whoever the sentence before opens on."""
    for clause in CLAUSES.split(sentence):
        who = FIRST_NAME.match(before) if HE_WHO.match(clause or "") else None
        m = EDGE.search(who.group() + clause[2:] if who else clause or "")
        if m:
            yield Credit(plain(m.group("one")), plain(m.group("other")), n)


HE_WHO = re.compile(r"It\s")
FIRST_NAME = re.compile(NAME)


def plain(name: str) -> str:
    """A name in lower case without its article."""
    return re.sub(r"(?:[’']s|\.)$", "", name.lower()).removeprefix("the ")


def same(one: str, other: str) -> bool:
    """Whether two names are one: “Balkan Insight”, “Insight”."""
    return one == other or (min(len(one), len(other)) > 3 and (one in other or other in one))
