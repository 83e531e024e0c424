"""Checks on the items a piece cites: changed, gone, withdrawn, embargoed, relayed, look-alikes."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace

from desk.policy.checks import echoed, promised, strange
from desk.policy.checks.base import ADVISORY, BLOCKING, Check, body_finding
from desk.policy.matching import sentence_of
from desk.policy.sources.lookalike import twin_of
from desk.policy.types import CitationFacts, Confidence, Facts, Finding, ItemFacts, Span

EMBARGO = re.compile(
    r"\b(?:embargoed until|not for (?:release|publication) before|under embargo|strictly embargoed)\b",
    re.IGNORECASE,
)
KILL = re.compile(
    r"\b(?:advisory: kill|kill(?:ed)? this story|do not use|mandatory kill|bulletin kill)\b",
    re.IGNORECASE,
)


def at(facts: Facts, cite: CitationFacts) -> Span:
    """The sentence a citation stands in."""
    return sentence_of(facts.body, Span(max(0, cite.span.start - 1), cite.span.start))


def of_item(
    facts: Facts, cite: CitationFacts, message: str, confidence: Confidence = Confidence.SURE
) -> Finding:
    """A finding on the sentence of a citation, bound to the item as its source has it now."""
    found = body_finding(facts, at(facts, cite), message, confidence=confidence)
    return replace(found, evidence={**found.evidence, "item": f"{cite.item.key} {hash_of(cite)}"})


def hash_of(cite: CitationFacts) -> str:
    """The item's words in twelve hexadecimal digits."""
    return hashlib.sha256(cite.item.text.encode()).hexdigest()[:12]


def each(facts: Facts) -> Iterator[CitationFacts]:
    """Each cited item once."""
    seen: set[str] = set()
    for cite in facts.citations:
        if cite.item.key not in seen:
            seen.add(cite.item.key)
            yield cite


def cited_item_changed(facts: Facts) -> Iterator[Finding]:
    """Its words changed after it was cited and nobody has looked."""
    for cite in each(facts):
        if cite.item.changed_since_cited and not cite.item.gone:
            yield of_item(facts, cite, f"{cite.item.source.name} changed this after it was cited.")


def cited_item_gone(facts: Facts) -> Iterator[Finding]:
    """It is gone at its source."""
    for cite in each(facts):
        if cite.item.gone:
            yield of_item(facts, cite, f"{cite.item.source.name} has taken this down.")


def withdrawn_item(facts: Facts) -> Iterator[Finding]:
    """Its agency killed it."""
    for cite in each(facts):
        if cite.item.withdrawn or KILL.search(cite.item.text[:300]):
            yield of_item(facts, cite, f"{cite.item.source.name} has withdrawn this.")


def embargoed_item(facts: Facts) -> Iterator[Finding]:
    """Its hour has not come."""
    for cite in each(facts):
        until = cite.item.embargo_until
        if until and facts.now and facts.now < until:
            yield of_item(
                facts,
                cite,
                f"Embargoed until {until:%H:%M} UTC on {until.day} {until:%B}.",
            )
        elif not until and said_under_embargo(cite.item):
            yield of_item(
                facts,
                cite,
                "The item says it is under embargo.",
                confidence=Confidence.UNSURE,
            )
    yield from promised.embargo_told(facts)


def said_under_embargo(item: ItemFacts) -> bool:
    """Whether an item without an hour is held back: as the desk knows, else as its first lines say."""
    return bool(EMBARGO.search(item.text[:300])) if item.embargoed is None else item.embargoed


def relay_cited_origin_known(facts: Facts) -> Iterator[Finding]:
    """A relay is cited while its origin lies beside the story."""
    beside = {i.key: i for i in facts.attached} | {c.item.key: c.item for c in facts.citations}
    for cite in each(facts):
        origin = cite.item.origin.removeprefix("item:")
        if cite.item.origin.startswith("item:") and origin != cite.item.key and origin in beside:
            name = beside[origin].source.name
            yield of_item(facts, cite, f"This passes on {name}, which lies beside the story.")


def circular_report(facts: Facts) -> Iterator[Finding]:
    """The item reports what we published."""
    ours = str(facts.extra.get("our_domain", ""))
    for cite in each(facts):
        if ours and ours in cite.item.text:
            yield of_item(facts, cite, "This item rests on our own piece.")
    yield from echoed.credit_in_a_ring(facts)


def lookalike_handle(facts: Facts) -> Iterator[Finding]:
    """An unclassed account that can be taken for a registered one."""
    classed = (s for s in facts.sources if s.classed) if facts.citations else ()
    known = [(h, s.name) for s in classed for h in s.handles]
    for cite in each(facts):
        for handle in () if cite.item.source.classed else cite.item.source.handles:
            twin = twin_of(handle, known)
            if twin:
                yield of_item(facts, cite, f"@{handle} looks like {twin} and is not it.")
    yield from strange.lookalikes_listed(facts)


def satire(facts: Facts) -> Iterator[Finding]:
    """A source that says of itself that it jokes."""
    for cite in each(facts):
        name = f"{cite.item.source.name} {' '.join(cite.item.source.handles)}".lower()
        if "satire" in cite.item.source.classes or re.search(
            r"\b(?:parody|satire|satirical|fake news)\b", name
        ):
            yield of_item(facts, cite, f"{cite.item.source.name} is satire.")
    yield from strange.satire_listed(facts)


def stale_question(facts: Facts) -> Iterator[Finding]:
    """An open question whose hour has passed."""
    for question in facts.extra.get("overdue_questions", ()):
        yield body_finding(facts, Span(0, 0), f"Past its hour: {question}")
    yield from promised.answered_below(facts)


CHECKS = [
    Check(
        "cited-item-changed",
        "A cited text changed after it was cited.",
        "The sentence may rest on words that are gone.",
        "Read the new text; keep the sentence or mend it.",
        cited_item_changed,
        BLOCKING,
    ),
    Check(
        "cited-item-gone",
        "A cited item is gone at its source.",
        "Its author may have been wrong, or be in danger.",
        "Look at it, decide whether it stays and how it is shown.",
        cited_item_gone,
        BLOCKING,
    ),
    Check(
        "withdrawn-item",
        "An agency has killed the item.",
        "The agency no longer stands behind it.",
        "Take out what rests on it.",
        withdrawn_item,
        BLOCKING,
    ),
    Check(
        "embargoed-item",
        "An item whose hour has not come.",
        "Breaking an embargo costs the next handout.",
        "Wait, or take it out.",
        embargoed_item,
        BLOCKING,
    ),
    Check(
        "relay-cited-origin-known",
        "A relay is cited while its origin is here.",
        "The origin is the witness.",
        "Cite the origin.",
        relay_cited_origin_known,
        ADVISORY,
    ),
    Check(
        "circular-report",
        "An item that rests on our own piece.",
        "We would be our own second source.",
        "Take it out.",
        circular_report,
    ),
    Check(
        "lookalike-handle",
        "An account that looks like a registered one.",
        "Impersonators work at night.",
        "Compare the accounts letter by letter.",
        lookalike_handle,
    ),
    Check("satire", "A source that is satire.", "It is a joke.", "Take it out.", satire),
    Check(
        "stale-question",
        "An open question past its hour.",
        "Readers are told to wait for what has come.",
        "Settle it, or give it a new hour.",
        stale_question,
    ),
]
