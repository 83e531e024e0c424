"""What becomes of questions that only a person answers: which are asked, which are answered. Pure.

A judgement rule's finding is unsure by nature, since no machine decides it; unanswered, it comes to
what its rule says at the stage. Never more than two are asked of one piece: a longer list is ticked
by habit.
"""

from collections.abc import Collection
from dataclasses import replace

from desk.policy.types import Enforcement, Finding, Review, Stage

KIND = "judgement"
AT_MOST = 2
WEIGHT = {Enforcement.BLOCKING: 0, Enforcement.ADVISORY: 1, Enforcement.SHADOW: 2}
Answered = Collection[tuple[str, str, int]]


def is_question(finding: Finding) -> bool:
    """Whether a person is asked."""
    return finding.evidence.get("kind") == KIND


def key(finding: Finding) -> tuple[str, str, int]:
    """Which question under which version of its note."""
    return (finding.note or "", finding.rule or "", finding.note_version or 0)


def weighed(finding: Finding, review: Review, stage: Stage) -> Finding:
    """The question with what its rule says an unanswered one comes to; lowered or let pass, it stays light.

    Nobody can answer for a text before it is handed over, so there it is asked and stops nothing.
    """
    if finding.evidence.get("lowered") or finding.evidence.get("overridden"):
        return finding
    for one in review.in_force:
        for rule in one.note.rules:
            if one.note.slug == finding.note and rule.key == finding.rule:
                meant = rule.enforcement.get(stage, Enforcement.SHADOW)
                early = stage is Stage.SUBMIT and meant is Enforcement.BLOCKING
                return replace(finding, enforcement=Enforcement.ADVISORY if early else meant)
    return finding


def asked(review: Review, stage: Stage) -> tuple[Finding, ...]:
    """The questions put to a person: the two that weigh most."""
    found = [weighed(f, review, stage) for f in review.findings if is_question(f)]
    told = [f for f in found if f.enforcement is not Enforcement.SHADOW]
    return tuple(sorted(told, key=lambda f: WEIGHT[f.enforcement])[:AT_MOST])


def with_questions(review: Review, stage: Stage, answered: Answered) -> Review:
    """The review with the two questions that are asked, less those that somebody has answered."""
    if not any(is_question(f) for f in review.findings):
        return review
    left = [f for f in asked(review, stage) if key(f) not in answered]
    others = [f for f in review.findings if not is_question(f)]
    findings = sorted([*others, *left], key=lambda f: WEIGHT[f.enforcement])
    return replace(review, findings=tuple(findings))
