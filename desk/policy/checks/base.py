"""What a built-in check declares: its code, what it catches, why, how to mend it, what it comes to."""

from collections.abc import Callable, Iterator
from dataclasses import field

from desk.policy.types import Enforcement, Facts, Finding, Span, Stage, ZoneKind, ZoneText
from desk.policy.values import record

ADVISORY = dict.fromkeys(Stage, Enforcement.ADVISORY)
# Submit is a hand-over: what blocks, blocks at the door (DESIGN principle 2).
BLOCKING = {
    Stage.SUBMIT: Enforcement.ADVISORY,
    Stage.APPROVE: Enforcement.ADVISORY,
    Stage.PUBLISH: Enforcement.BLOCKING,
    Stage.UPDATE: Enforcement.BLOCKING,
}
Look = Callable[[Facts], Iterator[Finding]]


@record
class Check:
    """A built-in check in an editor's words; `look` is a pure function of the facts.

    `law` marks what a chief cannot let pass, only whoever answers for law and safety.
    """

    code: str
    what: str
    why: str
    fix: str
    look: Look
    enforcement: dict[Stage, Enforcement] = field(default_factory=lambda: dict(ADVISORY))
    law: bool = False


def link_finding(facts: Facts, index: int, message: str, **more: object) -> Finding:
    """A finding on a link of the list: its zone is `sources`, `exact` is the link as written."""
    start = sum(len(link.href) + 1 for link in facts.links[:index])
    href = facts.links[index].href
    return Finding(
        code="",
        zone=ZoneKind.SOURCES,
        exact=href,
        start=start,
        end=start + len(href),
        message=message,
        **more,  # type: ignore[arg-type]
    )


def body_finding(facts: Facts, span: Span, message: str, **more: object) -> Finding:
    """A finding at words of the body."""
    block = facts.body.block_at(span.start)
    return Finding(
        code="",
        zone=ZoneKind.BODY,
        exact=facts.body.text[span.start : span.end],
        start=span.start,
        end=span.end,
        message=message,
        block_id=block.id if block else None,
        **more,  # type: ignore[arg-type]
    )


def zones(facts: Facts) -> list[ZoneText]:
    """All that readers see of a piece but its note."""
    return [z for z in (facts.headline, facts.dek, facts.body) if z]


def words_finding(
    facts: Facts, zone: ZoneText, span: Span, message: str, **more: object
) -> Finding:
    """A finding at words of any zone."""
    if zone is facts.body:
        return body_finding(facts, span, message, **more)
    exact = zone.text[span.start : span.end]
    return Finding("", zone.kind, exact, span.start, span.end, message, **more)  # type: ignore[arg-type]
