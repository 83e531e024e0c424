"""A printed note must be true of the piece: each sentence is tied to the rules that make it true.

Where a piece does not meet a sentence, that is `note-not-met`; the sentence then prints in its
second form. Pure.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from desk.policy.hours import promises
from desk.policy.sources import evidence
from desk.policy.text import cut, sentences
from desk.policy.tongues import same_language
from desk.policy.types import (
    Confidence,
    Enforcement,
    Facts,
    Finding,
    InForce,
    Note,
    PublicSentence,
    Review,
    SourceFacts,
    Stage,
    Wording,
    ZoneKind,
)
from desk.policy.values import record

CODE = "note-not-met"
WHAT = "A sentence that the note prints under a piece and that is not true of it."
WHY = "What readers are told about a piece is checked like the piece."
FIX = "Make it true in the copy, or let the note print that this piece could not follow it."
PROMISE = re.compile(
    r"\b(?:leads? with|puts? (?P<first>.{3,60}?) (?:first|before|ahead of|above)|prefers?|rests? on|begins? with|opens? with)\b",
    re.IGNORECASE,
)
ADJECTIVES = {
    "ukrainian": "ukrainian",
    "western-wire": "western-wire",
    "western wire": "western-wire",
    "western": "western-wire",
    "official": "official",
    "local": "local",
}


def broken_by(sentence: PublicSentence, note: Note, findings: Sequence[Finding]) -> Finding | None:
    """The finding of a tied rule that makes a sentence untrue here; an unsure one does not."""
    for finding in findings:
        if (
            finding.note == note.slug
            and finding.rule in sentence.rules
            and finding.confidence == "sure"
        ):
            return finding
    return None


@record
class Told:
    """A sentence as readers are told it; `language` names its own where that is not the house's."""

    text: str
    language: str = ""


def printed_note(note: Note, review: Review, language: str = "") -> list[Told]:
    """The note's public sentences as they may be printed under this piece.

    In the language asked for where the note has the words, else in the house's own.
    """
    out: list[Told] = []
    for sentence in note.public:
        met = sentence.intention or broken_by(sentence, note, review.findings) is None
        there = wording_in(sentence, language)
        said = (there.text if met else there.otherwise) if there else ""
        if said and there:
            out.append(Told(said, there.language))
        elif own := sentence.text if met else sentence.otherwise:
            out.append(Told(own))
    return out


def wording_in(sentence: PublicSentence, language: str) -> Wording | None:
    """A sentence's words in a language: in this very form of it, else in any."""
    if not language:
        return None
    same = [one for one in sentence.wordings if same_language(one.language, language)]
    exact = [one for one in same if one.language.lower() == language.lower()]
    return next(iter([*exact, *same]), None)


def not_met(
    facts: Facts, active: Sequence[InForce], findings: Sequence[Finding], stage: Stage
) -> list[Finding]:
    """Printed sentences that are not true of this piece.

    For a story the note prints itself: a sentence with a second form is never false, one without is
    left out, so only a finished text with its note typed in can be caught here.
    """
    if facts.note is None or not facts.note.text.strip():
        return untellable(active, findings, stage)
    found: list[Finding] = []
    for span in sentences(facts.note.text):
        said = cut(facts.note.text, span)
        message = promise_broken(facts, said) or tied_broken(said, active, findings)
        asked = "" if message else promises.broken(facts, said, findings)
        if message or asked:
            found.append(
                Finding(
                    code=CODE,
                    zone=ZoneKind.NOTE,
                    exact=said,
                    start=span.start,
                    end=span.end,
                    message=message or asked,
                    why=WHY,
                    fix=FIX,
                    enforcement=weight(stage) if message else Enforcement.ADVISORY,
                    confidence=Confidence.SURE if message else Confidence.UNSURE,
                )
            )
    return found


def weight(stage: Stage) -> Enforcement:
    """Blocking at the door, advisory at the desk."""
    late = stage in {Stage.PUBLISH, Stage.UPDATE}
    return Enforcement.BLOCKING if late else Enforcement.ADVISORY


def untellable(
    active: Sequence[InForce], findings: Sequence[Finding], stage: Stage
) -> list[Finding]:
    """Sentences of notes in force that are broken here and have no second form."""
    found: list[Finding] = []
    for one in active:
        for sentence in one.note.public:
            broken = None if sentence.intention else broken_by(sentence, one.note, findings)
            if broken and not sentence.otherwise:
                found.append(
                    replace(
                        broken,
                        code=CODE,
                        zone=ZoneKind.NOTE,
                        exact="",
                        start=0,
                        end=0,
                        rule=None,
                        message=f"The note prints “{sentence.text}”, which is not true of this piece.",
                        why=WHY,
                        fix=FIX,
                        enforcement=weight(stage),
                        mend=None,
                        block_id=None,
                    )
                )
    return found


def promise_broken(facts: Facts, said: str) -> str:
    """Why a sentence that promises whose sourcing leads is not true of what the piece lists."""
    if not PROMISE.search(said) or "sourc" not in said.lower() or "links" not in facts.known:
        return ""
    head = re.split(
        r"\brather than\b|\bnot\b|\binstead of\b|\bbefore\b|\bahead of\b|\babove\b", said
    )[0].lower()
    wanted = {name for word, name in ADJECTIVES.items() if re.search(rf"\b{word}\b", head)}
    if not wanted or not (facts.links or facts.citations):
        return ""
    have = [source for source in in_evidence(facts) if source.classes & wanted]
    if have:
        return ""
    names = " and ".join(sorted(w.replace("-", " ") for w in wanted))
    listed = ", ".join(dict.fromkeys(s.name for s in in_evidence(facts))) or "nothing we know"
    return f"It promises {names} sourcing; what the piece rests on is {listed}."


def in_evidence(facts: Facts) -> list[SourceFacts]:
    """Sources the piece lists or cites."""
    return [e.source for e in evidence.everything(facts)]


def tied_broken(said: str, active: Sequence[InForce], findings: Sequence[Finding]) -> str:
    """Why a sentence typed as a note in force prints it is broken by one of its rules."""
    flat = " ".join(said.split()).casefold()
    for one in active:
        for sentence in one.note.public:
            if sentence.intention or flat not in forms_of(sentence):
                continue
            broken = broken_by(sentence, one.note, findings)
            if broken:
                return f"This piece does not meet it: {broken.message}"
    return ""


def forms_of(sentence: PublicSentence) -> set[str]:
    """A sentence's words in every language, white space and case folded."""
    texts = [sentence.text, *(one.text for one in sentence.wordings)]
    return {" ".join(text.split()).casefold() for text in texts}
