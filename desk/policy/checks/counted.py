"""Checks on figures: sums, headline against body, figures and quotations against what is cited."""

import re
from collections.abc import Iterator

from desk.policy.checks.base import Check, body_finding
from desk.policy.numbers import SMALL, casualty_figures, in_words, numbers
from desk.policy.text import body_sentences, cut, quotes
from desk.policy.types import Confidence, Facts, Finding, Span, ZoneKind

PART = re.compile(
    rf"(?:\d+|{SMALL})(?:[- ](?:{SMALL}))?(?= (?:[\w-]+ )?(?:men|women|man|woman|children|child|boys?|girls?|teenagers?|adults?|civilians?|soldiers?|police officers?|medics?|rescuers?|residents?|workers?|babies|infants?|people))",
    re.IGNORECASE,
)


def value(words: str) -> float | None:
    """A number in digits or words."""
    return float(words) if words.isdigit() else in_words(words)


def sum_slip(facts: Facts) -> Iterator[Finding]:
    """A total and its parts, listed after a colon or a dash, that do not add up."""
    for sentence in body_sentences(facts.body):
        said = cut(facts.body.text, sentence)
        m = re.search(r"[:–—]", said)
        if not m:
            continue
        total = casualty_figures(said[: m.start()])
        tail = re.split(r"[;.]|, (?:[\w ]+ )?(?:said|reported|according)", said[m.end() :])[0]
        parts = [value(p) for p in PART.findall(tail)]
        known = [p for p in parts if p is not None]
        if len(total) != 1 or not total[0].exact or len(known) < 2 or len(known) != len(parts):
            continue
        if "includ" in tail or "among" in tail or sum(known) == total[0].value:
            continue
        end = m.end() + len(tail.rstrip())
        yield body_finding(
            facts,
            Span(sentence.start, sentence.start + end),
            f"The parts add up to {sum(known):g}, not {total[0].value:g}.",
        )


def number_mismatch(facts: Facts) -> Iterator[Finding]:
    """A toll in headline or dek that the body gives otherwise."""
    body = [f for f in casualty_figures(facts.body.text) if f.exact]
    for zone in (facts.headline, facts.dek):
        for figure in casualty_figures(zone.text) if zone else ():
            same = [f for f in body if f.harm == figure.harm]
            if (
                not zone
                or not figure.exact
                or not same
                or any(f.value == figure.value for f in same)
            ):
                continue
            if len({f.value for f in same}) > 1:
                continue  # several counts: which of them the headline means is a question for a person
            yield Finding(
                code="",
                zone=zone.kind,
                exact=figure.said,
                start=figure.start,
                end=figure.end,
                message=f"{figure.said} here, {same[0].said} in the body.",
            )


def figure_not_in_source(facts: Facts) -> Iterator[Finding]:
    """A figure of people harmed in a cited sentence that none of the texts cited has."""
    for sentence in body_sentences(facts.body):
        texts = [
            c.item.text
            for c in facts.citations
            if sentence.start < c.span.start <= sentence.end + 1
        ]
        if not texts:
            continue
        have = {n.value for text in texts for n in numbers(text)}
        for figure in casualty_figures(cut(facts.body.text, sentence)):
            if figure.value and figure.value not in have and have:
                span = Span(sentence.start + figure.start, sentence.start + figure.end)
                yield body_finding(
                    facts,
                    span,
                    "The text cited here has another figure.",
                    confidence=Confidence.UNSURE,
                )


def quote_not_in_source(facts: Facts) -> Iterator[Finding]:
    """Quoted words in a cited sentence that the text cited does not have, in the same language."""
    for sentence in body_sentences(facts.body):
        cited = [
            c.item for c in facts.citations if sentence.start < c.span.start <= sentence.end + 1
        ]
        same = [i for i in cited if (i.language or facts.language)[:2] == facts.language[:2]]
        if not same or len(same) != len(cited):
            continue
        have = plain(" ".join(i.text for i in same))
        said = cut(facts.body.text, sentence)
        for q in quotes(said):
            words = plain(said[q.start + 1 : q.end - 1])
            if len(words.split()) >= 3 and words not in have:
                span = Span(sentence.start + q.start, sentence.start + q.end)
                yield body_finding(
                    facts,
                    span,
                    "The text cited here does not have these words.",
                    confidence=Confidence.UNSURE,
                )


def translated_quote(facts: Facts) -> Iterator[Finding]:
    """Quotation marks round words whose source is in another language, with no word of translation."""
    if re.search(r"\btranslat(?:ed|ion)\b", facts.body.text, re.IGNORECASE):
        return
    for sentence in body_sentences(facts.body):
        for cite in facts.citations:
            language = cite.item.language or ""
            if not (sentence.start < cite.span.start <= sentence.end + 1) or not language:
                continue
            found = [q for q in quotes(cut(facts.body.text, sentence)) if q.end - q.start > 12]
            if found and language[:2] != facts.language[:2]:
                span = Span(sentence.start + found[0].start, sentence.start + found[0].end)
                yield body_finding(
                    facts,
                    span,
                    f"The source is in another language ({language}): who translated it?",
                    confidence=Confidence.UNSURE,
                )
                return


def plain(text: str) -> str:
    """Words in lower case without marks, for comparing quotations."""
    return " ".join(re.findall(r"\w+", text.lower()))


def notes_left_in_copy(facts: Facts) -> Iterator[Finding]:
    """Instructions to colleagues that readers would get."""
    pattern = re.compile(
        r"\bTK(?:TK)*\b|\bTO COME\b|\[(?:check|confirm|tk|cq|sic\?|verify|source\??|link|name|photo)[^\]]*\]|\bXX+\b|\bLOREM IPSUM\b|\?\?\?+"
        r"|\b(?:[Tt]he )?brief for (?:editors|writers|reporters|the desk)(?: covering [^.,;]{3,60}?)?(?= is\b| are\b|[.,;:])"
        r"|\b(?:[Nn]ote|[Mm]emo) (?:to|for) (?:editors?|the desk|subs?|writers)\b|\b(?:[Tt]he |[Tt]his )?(?:desk|house|editorial) note applies to\b"
        r"|\b[Ee]ditors? (?:should|must|please)\b|\b[Dd]o not publish\b|\b[Ss]ub(?:s|editors?) please\b"
    )
    for zone in (facts.headline, facts.dek, facts.body, facts.note):
        if not zone:
            continue
        for m in pattern.finditer(zone.text):
            yield Finding(
                code="",
                zone=zone.kind,
                exact=m.group(),
                start=m.start(),
                end=m.end(),
                message="This is written to colleagues, not to readers.",
                confidence=Confidence.SURE if zone.kind is not ZoneKind.NOTE else Confidence.UNSURE,
            )


CHECKS = [
    Check(
        "sum-slip",
        "A total and parts that do not add up.",
        "Readers add.",
        "Count again.",
        sum_slip,
    ),
    Check(
        "number-mismatch",
        "A toll in headline or dek that the body gives otherwise.",
        "One of them is wrong, or they are two counts.",
        "Say which count is whose, or make them one.",
        number_mismatch,
    ),
    Check(
        "figure-not-in-source",
        "A figure in a cited sentence that the text cited does not have.",
        "Figures are typed from memory at night.",
        "Open the text cited and compare.",
        figure_not_in_source,
    ),
    Check(
        "quote-not-in-source",
        "Quoted words that the text cited does not have.",
        "A quotation is exact or it is none.",
        "Compare with the text cited, or take the marks away.",
        quote_not_in_source,
    ),
    Check(
        "translated-quote",
        "Quotation marks round a translation.",
        "Nobody spoke these words.",
        "Say who translated it.",
        translated_quote,
    ),
    Check(
        "notes-left-in-copy",
        "Words to colleagues left in the copy.",
        "Readers get them.",
        "Take them out.",
        notes_left_in_copy,
    ),
]
