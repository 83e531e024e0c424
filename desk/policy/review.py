"""Ask policy about a piece: notes in force, their rules, the built-in checks. Pure, fails closed.

A rule that throws is a finding itself, blocking at publish if the rule would have blocked. Only what
the machine is sure of can block. The same words found by a rule and by the built-in check it names
are told once.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from time import perf_counter, thread_time

from desk.policy import asking, relaxing
from desk.policy.apart import ZONE_ORDER, Setting, Signed, fingerprint, settings, told_apart
from desk.policy.checks import CHECKS
from desk.policy.checks.base import Check
from desk.policy.checks.beyond import trimmed
from desk.policy.kinds import KINDS
from desk.policy.kinds.provenance import ProvenanceParams
from desk.policy.printed import not_met, printed_note
from desk.policy.scope import in_force, matches
from desk.policy.text import at_caret, word_count
from desk.policy.together import Group, together
from desk.policy.types import (
    LAW,
    Confidence,
    Enforcement,
    Facts,
    Finding,
    InForce,
    Note,
    Review,
    Rule,
    Stage,
    ZoneKind,
)

__all__ = ["Setting", "Signed", "fingerprint", "printed_note", "review", "settings_of", "shown"]
COULD_NOT_RUN = "rule-could-not-run"
WEIGHT = {Enforcement.BLOCKING: 0, Enforcement.ADVISORY: 1, Enforcement.SHADOW: 2}
AT_MOST = 7
TYPING = 0.02
NEEDS_WORDS = frozenset({"require", "limit", "lead"})


def review(
    facts: Facts,
    notes: Iterable[Note],
    stage: Stage,
    *,
    overridden: Mapping[str, int | None] | None = None,
    lowered: frozenset[str] = frozenset(),
    lowered_by_law: frozenset[str] = frozenset(),
    within: float | None = None,
    signed: Signed | None = None,
) -> Review:
    """Findings at a stage in order of weight, and the notes in force.

    `overridden` gives the fingerprints a chief let pass with the note version each was signed
    under; `lowered` names rules that come to advisory at most, `lowered_by_law` those that whoever
    answers for law and safety has lowered: no other lowering reaches their findings. `within` is the
    processor time in seconds that one rule or check may take (`TYPING` while somebody types); one that takes
    more is told as a rule that could not run. `signed` gives what is remembered of each finding that
    somebody answered or signed for.
    """
    facts = trimmed(facts)
    active = in_force(notes, facts)
    found, named = run_rules(facts, active, stage, within)
    found += run_checks(facts, stage, skip=named, within=within)
    complete = all(f.code != COULD_NOT_RUN for f in found)
    eased = relaxing.relaxed(active, facts)
    told = [ease(f, eased) for f in once(found)] if eased else once(found)
    settled = [settle(f, facts, lowered_by_law if f.law else lowered) for f in told]
    settled += [
        f.but(fingerprint=fingerprint(f, facts)) for f in not_met(facts, active, settled, stage)
    ]
    settled = [lift(f, overridden or {}) for f in told_apart(settled, facts, signed)]
    settled.sort(key=lambda f: (WEIGHT[f.enforcement], ZONE_ORDER[f.zone], f.start))
    return Review(tuple(settled), active, complete, eased)


class Overran(Exception):
    """A rule took more time of the processor than it may while somebody types."""


def judged(rule: Rule) -> bool:
    """Whether a rule asks the judge of framing: its time is the model's, which keeps its own budget."""
    return bool(getattr(rule.params, "framing", False))


def run_rules(
    facts: Facts, active: Sequence[InForce], stage: Stage, within: float | None = None
) -> tuple[list[Finding], set[str]]:
    """Findings of every rule in force, and the built-in codes rules name."""
    found: list[Finding] = []
    named: set[str] = set()
    for one in active:
        for rule in asking.rules(one.note, facts):
            if rule.scope and matches(rule.scope, facts) is None:
                continue
            named |= code_asked(rule, one.note)
            try:
                found += asked(facts, rule, one.note, stage, within)
            except Exception as fault:  # noqa: BLE001 - a broken rule must not open the door
                found.append(could_not_run(rule, one.note, stage, fault))
    return found, named


def asked(
    facts: Facts, rule: Rule, note: Note, stage: Stage, within: float | None
) -> list[Finding]:
    """The findings of one rule."""
    limit = None if judged(rule) else within
    found = timed(lambda: list(KINDS[rule.kind].look(facts, rule.params)), limit)
    return [dress(finding, rule, note, stage) for finding in found]


def timed(look: Callable[[], list[Finding]], within: float | None) -> list[Finding]:
    """What a rule or check finds; where it took longer than it may, none of it is trusted.

    It is asked twice before it is told: the first time of a process, or of a long text, it reads what
    is kept from then on.
    """
    began = perf_counter()
    found = look()
    # Processor time is never more than the clock's, and to read it is a call to the system.
    if within is None or perf_counter() - began <= within:
        return found
    began = thread_time()
    found = look()
    took = thread_time() - began
    if took > within:
        raise Overran(f"{took * 1e3:.0f} ms")
    return found


def code_asked(rule: Rule, note: Note) -> set[str]:
    """The built-in code that a rule asks in its own way; no house note but one of law weakens law."""
    if not isinstance(rule.params, ProvenanceParams):
        return set()
    code = rule.params.code
    return {code} if note.precedence == LAW or not CHECKS[code].law else set()


def dress(finding: Finding, rule: Rule, note: Note, stage: Stage) -> Finding:
    """A kind's finding with the rule's words, note and enforcement."""
    meant = rule.enforcement.get(stage, Enforcement.SHADOW)
    # A built-in check keeps its code when a note asks it: one name for one slip, whoever asks.
    code = rule.params.code if isinstance(rule.params, ProvenanceParams) else rule.key
    return finding.but(
        code=code,
        rule=rule.key,
        note=note.slug,
        note_version=note.version,
        message=rule.message or finding.message,
        why=finding.why or rule.why or note.words,
        fix=finding.fix or rule.fix,
        enforcement=at_most(meant, finding.enforcement if finding.evidence.get("asks") else meant),
        evidence={**finding.evidence, "kind": rule.kind, "saw": finding.message},
        law=is_law(rule, note),
    )


def is_law(rule: Rule, note: Note) -> bool:
    """Whether only whoever answers for law and safety may set the rule aside."""
    code = rule.params.code if isinstance(rule.params, ProvenanceParams) else ""
    return note.precedence == LAW or (code in CHECKS and CHECKS[code].law)


def law_keys(notes: Iterable[Note]) -> frozenset[str]:
    """Keys of rules and codes of checks that a chief can neither lower nor let pass."""
    rules = {rule.key for note in notes for rule in note.rules if is_law(rule, note)}
    return frozenset(rules | {check.code for check in CHECKS.values() if check.law})


def at_most(one: Enforcement, other: Enforcement) -> Enforcement:
    """The weaker of two."""
    return one if WEIGHT[one] >= WEIGHT[other] else other


def could_not_run(rule: Rule, note: Note, stage: Stage, fault: Exception) -> Finding:
    """The finding that a rule could not be asked."""
    return Finding(
        code=COULD_NOT_RUN,
        zone=ZoneKind.BODY,
        exact="",
        start=0,
        end=0,
        message=f"The rule “{rule.key}” could not be asked ({reason(fault)}).",
        why="A rule that cannot run keeps the door closed where it would have blocked.",
        fix="A chief lets it pass with a reason, or lowers the rule; tell whoever looks after the desk.",
        rule=rule.key,
        note=note.slug,
        note_version=note.version,
        enforcement=rule.enforcement.get(stage, Enforcement.SHADOW),
        law=is_law(rule, note),
    )


def reason(fault: Exception) -> str:
    """Why a rule could not be asked, in a word or two."""
    return f"it took {fault}" if isinstance(fault, Overran) else type(fault).__name__


def run_checks(
    facts: Facts, stage: Stage, *, skip: set[str], within: float | None = None
) -> list[Finding]:
    """Findings of the built-in checks that no rule in force names."""
    found: list[Finding] = []
    for check in CHECKS.values():
        if check.code in skip:
            continue
        try:
            seen = timed(partial(asked_of, check, facts), within)
            found += [dress_check(f, check, stage) for f in seen]
        except Exception as fault:  # noqa: BLE001 - as above
            found.append(check_could_not_run(check, stage, fault))
    return found


def asked_of(check: Check, facts: Facts) -> list[Finding]:
    """What a built-in check finds."""
    return list(check.look(facts))


def dress_check(finding: Finding, check: Check, stage: Stage) -> Finding:
    """A built-in finding with its words and what it comes to."""
    return finding.but(
        code=check.code,
        why=finding.why or check.why,
        fix=finding.fix or check.fix,
        enforcement=check.enforcement[stage],
        law=check.law,
    )


def check_could_not_run(check: Check, stage: Stage, fault: Exception) -> Finding:
    """The finding that a built-in check could not be asked."""
    return Finding(
        code=COULD_NOT_RUN,
        zone=ZoneKind.BODY,
        exact="",
        start=0,
        end=0,
        message=f"The check “{check.code}” could not be asked ({reason(fault)}).",
        why="What cannot be checked is not clear.",
        fix="A chief lets it pass with a reason, or lowers the check; tell whoever looks after the desk.",
        rule=check.code,
        enforcement=check.enforcement[stage],
        law=check.law,
    )


def once(found: Sequence[Finding]) -> list[Finding]:
    """One finding a code and span; the heavier stays."""
    kept: dict[tuple[str, str, int, int], Finding] = {}
    for finding in found:
        key = (finding.code, finding.zone, finding.start, finding.end)
        if finding.code == COULD_NOT_RUN:
            key = (finding.message, finding.zone, 0, 0)
        if key not in kept or WEIGHT[finding.enforcement] < WEIGHT[kept[key].enforcement]:
            kept[key] = finding
    return list(kept.values())


def ease(finding: Finding, eased: relaxing.Eased) -> Finding:
    """A finding of a rule that a narrower note relaxes, with what it comes to here and who says so."""
    by = eased.get((finding.note or "", finding.rule or ""))
    if by is None or finding.law:
        return finding
    return finding.but(
        enforcement=at_most(finding.enforcement, by.to),
        evidence={**finding.evidence, "relaxed": by.note, "relaxed_by": by.title},
    )


def settle(
    finding: Finding,
    facts: Facts,
    lowered: frozenset[str],
) -> Finding:
    """Weight after confidence and lowerings, with its fingerprint."""
    light = (finding.rule or finding.code) in lowered
    weak = light or finding.confidence is Confidence.UNSURE
    meant = finding.enforcement
    return finding.but(
        fingerprint=fingerprint(finding, facts),
        enforcement=at_most(meant, Enforcement.ADVISORY) if weak else meant,
        evidence={**finding.evidence, "lowered": True} if light else finding.evidence,
    )


def lift(finding: Finding, overridden: Mapping[str, int | None]) -> Finding:
    """A finding that a chief let pass, under this very version of its rule, is advisory."""
    if finding.fingerprint not in overridden:
        return finding
    if overridden[finding.fingerprint] != finding.note_version:
        return finding
    return finding.but(
        enforcement=at_most(finding.enforcement, Enforcement.ADVISORY),
        evidence={**finding.evidence, "overridden": True},
    )


def settings_of(findings: Iterable[Finding], facts: Facts) -> dict[str, Setting]:
    """What each finding of a piece stands in, to be kept by whoever signs for it."""
    return settings(findings, trimmed(facts))


def shown(findings: Sequence[Finding], facts: Facts | None = None) -> tuple[tuple[Group, ...], int]:
    """At most seven to show, each with its places, blocking first, and how many more findings there are.

    None that asks a zone for what it is too short to have.
    """
    quiet = [f for f in findings if not too_early(f, facts)]
    groups = together(sorted(quiet, key=lambda f: WEIGHT[f.enforcement]))
    return tuple(groups[:AT_MOST]), sum(map(len, groups[AT_MOST:]))


def under_caret(finding: Finding, caret: tuple[str, int] | None, facts: Facts | None) -> bool:
    """Whether a finding stands on the sentence that is being typed."""
    if caret is None or facts is None or finding.zone.value != caret[0]:
        return False
    zone = facts.zone(finding.zone)
    if zone is None:
        return False
    typed = at_caret(zone.text, caret[1])
    return typed is not None and finding.start < typed.end and finding.end > typed.start


def too_early(finding: Finding, facts: Facts | None) -> bool:
    """Whether a zone has too few words yet to be asked what it lacks or opens on."""
    if facts is None or finding.evidence.get("kind") not in NEEDS_WORDS:
        return False
    zone = facts.zone(finding.zone)
    return zone is not None and word_count(zone) < 5
