"""Checks on figures and quotations against the texts they cite."""

import re
from collections.abc import Iterator

from desk.policy import known
from desk.policy.checks.base import Check, body_finding
from desk.policy.cued import Cued
from desk.policy.figures.numbers import numbers
from desk.policy.figures.tolls import casualty_figures
from desk.policy.letters import needing
from desk.policy.text import cut, in_quotes, quotes, sentences, some_part, told
from desk.policy.types import Confidence, Facts, Finding, ItemFacts, Span


def cited_in(facts: Facts, sentence: Span) -> list[ItemFacts]:
    """The items a sentence cites."""
    return [c.item for c in facts.citations if sentence.start < c.span.start <= sentence.end + 1]


def figure_not_in_source(facts: Facts) -> Iterator[Finding]:
    """A figure of people harmed in a cited sentence that none of the texts cited has."""
    for sentence, said in told(facts.body, casualty_figures) if facts.citations else ():
        texts = [i.text for i in cited_in(facts, sentence) if i.text.strip()]
        have = [n.value for text in texts for n in numbers(text)]
        sums = {a + b for n, a in enumerate(have[:40]) for b in have[n + 1 : 40]}
        for figure in casualty_figures(said) if have else ():
            value = figure.number.value
            near = not figure.exact and any(abs(value - h) <= 0.1 * max(h, 1) for h in have)
            if value and value not in have and value not in sums and not near:
                span = Span(sentence.start + figure.start, sentence.start + figure.end)
                message = "The text cited here has another figure."
                yield body_finding(facts, span, message, confidence=Confidence.UNSURE)


def quote_not_in_source(facts: Facts) -> Iterator[Finding]:
    """Quoted words in a cited sentence that the text cited does not have, in the same language."""
    for sentence, said in told(facts.body, quotes) if facts.citations else ():
        cited = [i for i in cited_in(facts, sentence) if i.text.strip()]
        same = [i for i in cited if (i.language or facts.language)[:2] == facts.language[:2]]
        if not same or len(same) != len(cited):
            continue
        have = plain(" ".join(i.text for i in same))
        for q in quotes(said):
            # What is left out or put in by the writer is marked; the pieces between must be there.
            pieces = re.split(r"…|\.\.\.|\[[^\]]*\]", said[q.start + 1 : q.end - 1])
            long = [words for p in pieces if len((words := plain(p)).split()) >= 3]
            if any(words not in have for words in long):
                span = Span(sentence.start + q.start, sentence.start + q.end)
                message = "The text cited here does not have these words."
                yield body_finding(facts, span, message, confidence=Confidence.UNSURE)


def translated_quote(facts: Facts) -> Iterator[Finding]:
    """Quotation marks round words whose source is in another language, with no word of translation,
    or with no person who stands for it."""
    if not facts.citations and facts.language[:2] == "en":
        yield from told_in_another_tongue(facts)
    marked = any(known.each(facts.body, says_translated)) if facts.citations else False
    for sentence, said in told(facts.body, quotes) if facts.citations else ():
        found = [q for q in quotes(said) if len(said[q.start : q.end].split()) >= 3]
        for item in cited_in(facts, sentence) if found else ():
            asked = who_translated(item, told=marked) if other_tongue(item, facts) else ""
            if asked:
                span = Span(sentence.start + found[0].start, sentence.start + found[0].end)
                yield body_finding(facts, span, asked, confidence=Confidence.UNSURE)
                return


LANGUAGES = (
    "Spanish|Ukrainian|Russian|Arabic|French|German|Portuguese|Italian|Polish|Turkish|Chinese|Mandarin|Cantonese|Japanese|Korean|Hebrew|Persian|Farsi|Hindi|Urdu|Bengali|"
    "Punjabi|Tamil|Nepali|Sinhala|Greek|Romanian|Hungarian|Czech|Slovak|Slovene|Serbian|Croatian|Bosnian|Bulgarian|Macedonian|Albanian|Dutch|Swedish|Norwegian|Danish|Finnish|"
    "Estonian|Latvian|Lithuanian|Belarusian|Georgian|Armenian|Azeri|Kazakh|Uzbek|Kurdish|Pashto|Dari|Swahili|Amharic|Tigrinya|Somali|Hausa|Yoruba|Igbo|Zulu|Lingala|Wolof|Creole|"
    "Burmese|Thai|Vietnamese|Khmer|Indonesian|Malay|Tagalog|Catalan|Basque|Welsh|Irish|Icelandic|Quechua|Aymara|Guarani"
)
SPOKEN_IN = Cued(rf"\b(?:in|speaking|(?:speaks?|spoke|knows?) (?:only|nothing but)) (?:fluent |her |his |their )?(?:native )?(?:{LANGUAGES})\b(?=[,.;:)]|\s(?:to|from|at|on|with|and|that|before|when|as|for|by|through|outside|over|during)\b)")  # fmt: skip
SPEECH = re.compile(r"\b(?:said|says|told|speaking|spoke|wrote|written|posted|given|read|shouted|sang|called|asked|answered|addressed|testified|declared|delivered)\b")  # fmt: skip
IN_ENGLISH = re.compile(r"\b(?:the|and|of|to|is|was|I|you|we|they|not|have|it|that|my|our|with)\b")


def told_in_another_tongue(facts: Facts) -> Iterator[Finding]:
    """“Speaking in Spanish, he said: “Nobody …””: English words between marks, and no word of translation."""
    for span in known.prose(facts.body, from_another_tongue)[:1]:
        said = "Spoken in another language: who translated it?"
        yield body_finding(facts, span, said, confidence=Confidence.UNSURE)


@needing(SPOKEN_IN.letters)
def from_another_tongue(text: str) -> tuple[Span, ...]:
    """Where a block puts between marks, in English, what it says was told in another language."""
    spans = sentences(text) if some_part(text, in_a_tongue) and not TRANSLATED.search(text) else ()
    for n, sentence in enumerate(spans):
        said = cut(text, sentence)
        tongue = SPOKEN_IN.search(said)
        if not tongue or in_quotes(said, Span(*tongue.span())) or not SPEECH.search(said):
            continue
        for near in spans[n : n + 2]:
            words = cut(text, near)
            for q in quotes(words):
                inside = words[q.start : q.end]
                if len(inside.split()) >= 3 and reads_as_english(inside[1:-1]):
                    return (q.moved(near.start),)
    return ()


def in_a_tongue(said: str) -> bool:
    """Whether somebody speaks in a named language."""
    return SPOKEN_IN.search(said) is not None


def reads_as_english(words: str) -> bool:
    """Whether quoted words may be English: its small words, or no letter that English lacks."""
    return IN_ENGLISH.search(words) is not None or not re.search(r"[^\W\d_a-zA-Z]", words)


TRANSLATED = re.compile(r"\b(?:translat\w+|interpret\w+|in English|subtitl\w+|in the desk[’']s words|paraphras\w+)\b", re.IGNORECASE)  # fmt: skip


def says_translated(text: str) -> bool:
    """Whether a block tells readers of a translation."""
    return bool(re.search(r"\btranslat(?:ed|ion|or|ing)\b", text, re.IGNORECASE))


def other_tongue(item: ItemFacts, facts: Facts) -> bool:
    """Whether an item is in another language than the piece."""
    return bool(item.language) and (item.language or "")[:2] != facts.language[:2]


def who_translated(item: ItemFacts, *, told: bool) -> str:
    """What to ask of words quoted from another language; nothing where readers are told and a person
    stands for them, or nobody here knows who does."""
    if item.by_machine:
        return f"Only a machine ({item.by_machine}) translated this: a person must stand for a quotation."
    if told:
        return ""
    if item.translator:
        return (
            f"{item.translator} translated this for the desk: tell readers that it is translated."
        )
    return f"The source is in another language ({item.language}): who translated it?"


def plain(text: str) -> str:
    """Words in lower case without marks, for comparing quotations."""
    return " ".join(re.findall(r"\w+", re.sub("[’']", "", text.lower())))


CHECKS = [
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
]
