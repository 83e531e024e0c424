"""One piece under a note that is tried out: where its rules fire, and what they would stop. Pure."""

from collections.abc import Sequence
from time import perf_counter

from desk.policy import relaxing, review
from desk.policy.apart import told_apart
from desk.policy.scope import in_force
from desk.policy.types import Confidence, Enforcement, Facts, Finding, Note, Stage
from desk.policy.values import record


@record
class Tried:
    """What notes found in one piece, as if raised to all they want; `ran` is false where one threw."""

    in_scope: bool
    findings: tuple[Finding, ...]
    ran: bool
    micros: int


def tried(
    facts: Facts, notes: Sequence[Note], beside: Sequence[Note] = (), stage: Stage = Stage.PUBLISH
) -> Tried:
    """Only these notes' own rules; what the machine is not sure of stops nothing, as at the gate.

    `beside` are other notes in force, which may relax a rule for a piece.
    """
    began = perf_counter()
    active = in_force(notes, facts)
    found, _ = review.run_rules(facts, active, stage)
    ran = all(f.code != review.COULD_NOT_RUN for f in found)
    eased = relaxing.relaxed(in_force([*notes, *beside], facts), facts)
    each = (review.settle(review.ease(f, eased), facts, frozenset()) for f in review.once(found))
    settled = told_apart(each, facts)
    micros = int((perf_counter() - began) * 1_000_000)
    return Tried(bool(active), tuple(settled), ran, micros)


def stops(finding: Finding) -> bool:
    """Whether a finding closes the door."""
    return (
        finding.enforcement is Enforcement.BLOCKING and finding.confidence is not Confidence.UNSURE
    )
