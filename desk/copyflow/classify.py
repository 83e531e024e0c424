"""Class a source: proposed with evidence by one person, approved by a second."""

import logging
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q

from desk import access
from desk.errors import HandInIt, NotYours, Stale, Unsound
from desk.models import ClassingProposal, LogEntry, Person, PolicyVersion, Verb
from desk.nudge import board_changed
from desk.slugs import slug_of
from wires.hands import is_unfiled
from wires.models import Control, Source, SourceKind, Voice

FACTS = ("kind", "control", "country", "side", "owner", "voice")
log = logging.getLogger(__name__)
RESERVED = frozenset({"new", "probe", "lists", "classes", "wires", "fetches"})  # addresses of ours
CHOICES = {"kind": SourceKind.values, "control": Control.values, "voice": Voice.values}


@transaction.atomic
def add_source(
    *,
    name: str,
    by: Person,
    now: datetime,
    handles: tuple[str, ...] = (),
    domains: tuple[str, ...] = (),
    invented: bool = False,
) -> Source:
    """A new source, unclassed: readable and citable, it satisfies no rule."""
    if not access.is_administrator(by) and not access.desks(by).exists():
        raise NotYours("Only people of a desk add sources.")
    key = slug_of(name, otherwise="source")
    if not key:
        raise Unsound("A source needs a name.", field="name")
    if key in RESERVED:
        key = f"{key}-source"
    try:
        with transaction.atomic():
            source = Source.objects.create(
                key=key,
                name=name.strip(),
                handles=list(handles),
                domains=list(domains),
                invented=invented,
                added_at=now,
            )
    except IntegrityError as clash:
        raise Unsound(f"There is a source called {name} already.", field="name") from clash
    LogEntry.record(None, Verb.ADD_SOURCE, by, now, source.name)
    return source


@transaction.atomic
def propose_class(
    source: Source,
    *,
    facts: dict[str, Any],
    evidence: str,
    by: Person,
    now: datetime,
    effective_on: date | None = None,
    review_by: date | None = None,
) -> ClassingProposal:
    """Say what a source is, on what evidence, since when, and when to look again."""
    if not access.desks(by).exists():
        raise NotYours("Only people of a desk class sources.")
    need_somebody(source)
    kept = {name: str(facts.get(name, "")).strip() for name in FACTS}
    for name, values in CHOICES.items():
        if kept[name] not in values:
            raise Unsound(f"“{kept[name]}” is not a {name} we know.", field=name)
    if not kept["kind"] or not evidence.strip():
        raise Unsound(
            "A class needs its kind and the evidence.",
            satisfy="A link, the date, and who says so.",
            field="evidence" if kept["kind"] else "kind",
        )
    if len(kept["country"]) not in {0, 2}:
        raise Unsound("A country is its code of two letters.", satisfy="UA, GB …", field="country")
    if review_by and review_by <= now.date():
        raise Unsound("The day to look again lies ahead.", field="review_by")
    row = ClassingProposal.objects.create(
        source=source,
        facts=kept | {"country": kept["country"].upper(), "satire": bool(facts.get("satire"))},
        evidence=evidence.strip(),
        by=by,
        at=now,
        effective_on=effective_on,
        review_by=review_by,
    )
    LogEntry.record(None, Verb.CLASSIFY, by, now, f"Proposed for {source.name}")
    return row


@transaction.atomic
def approve_class(proposal: ClassingProposal, *, by: Person, now: datetime) -> Source:
    """Put the second name under a proposal; the source is classed from now on, or from its day on."""
    proposal = ClassingProposal.objects.select_for_update().get(pk=proposal.pk)
    if not access.is_chief(by, None):
        raise NotYours("Only a chief approves a class.", satisfy="Ask a chief.")
    if proposal.approved_at or proposal.declined_at:
        raise Stale("This is decided already.", satisfy="Propose what the source is now.")
    if proposal.by_id == by.pk:
        raise HandInIt("You proposed this, so another chief approves it.")
    proposal.approved_by, proposal.approved_at = by, now
    proposal.save(update_fields=["approved_by", "approved_at"])
    day = proposal.effective_on
    if day and day > now.date():
        said = f"{proposal.source.name} is classed from {day:%-d %B %Y} on"
        LogEntry.record(None, Verb.CLASSIFY, by, now, said)
        return proposal.source
    return put_proposed(proposal, now=now)


def put_due(*, now: datetime) -> int:
    """Class the sources whose approved class begins today, oldest first; how many.

    What two people decided later of the same source stands. Two workers at once do no harm: each row is
    taken by one of them.
    """
    newer = ClassingProposal.objects.filter(
        source=OuterRef("source"), approved_at__gt=OuterRef("approved_at")
    )
    due = ClassingProposal.objects.filter(
        ~Exists(newer), approved_at__isnull=False, applied_at=None, effective_on__lte=now.date()
    )
    order = due.order_by("effective_on", "approved_at").values_list("pk", flat=True)
    return sum(put_alone(pk, now=now) for pk in order)


def put_alone(pk: int, *, now: datetime) -> bool:
    """One class that is due, by itself; that it could not begin is told on the board, and stops no other."""
    try:
        with transaction.atomic():
            row = ClassingProposal.objects.select_for_update(skip_locked=True, of=("self",))
            one = row.filter(pk=pk, applied_at=None).first()
            if one is not None:
                put_proposed(one, now=now)
            return one is not None
    except Exception as fault:  # the others of the day are due all the same
        kind = type(fault).__name__
        if ClassingProposal.objects.filter(pk=pk).exclude(failed=kind).update(failed=kind):
            log.exception("class %s could not begin", pk)
            board_changed()
        return False


def put_proposed(proposal: ClassingProposal, *, now: datetime) -> Source:
    """Write an approved class, in the name of whoever approved it."""
    assert proposal.approved_by is not None
    proposal.applied_at, proposal.failed = now, ""
    proposal.save(update_fields=["applied_at", "failed"])
    return put_class(proposal.source, proposal.facts, by=proposal.approved_by, now=now)


@transaction.atomic
def decline_class(
    proposal: ClassingProposal, *, because: str, by: Person, now: datetime
) -> ClassingProposal:
    """Say no to a proposal, with the reason, or take back one that waits for its day; the source stays
    what it was."""
    proposal = ClassingProposal.objects.select_for_update().get(pk=proposal.pk)
    if not access.is_chief(by, None):
        raise NotYours("Only a chief decides on a class.", satisfy="Ask a chief.")
    if proposal.applied_at or proposal.declined_at:
        raise Stale("This is decided already.", satisfy="Propose what the source is now.")
    if not because.strip():
        raise Unsound("Say why not.", field="because")
    proposal.approved_by = proposal.approved_at = None
    proposal.declined_by, proposal.declined_at = by, now
    proposal.declined_because = because.strip()[:300]
    proposal.save(
        update_fields=[
            "approved_by",
            "approved_at",
            "declined_by",
            "declined_at",
            "declined_because",
        ]
    )
    LogEntry.record(None, Verb.CLASSIFY, by, now, f"Declined for {proposal.source.name}")
    return proposal


def need_somebody(source: Source) -> None:
    """Refuse what holds the letters of anybody."""
    if is_unfiled(source):
        raise Unsound(
            "These letters are of senders who are not proven or whom the register does not know.",
            satisfy="Add who sends them as a source, with the domain that its letters come from.",
        )


def need_right_to_widen(source: Source, by: Person) -> None:
    """Refuse an editor who gives a classed source one more account or address: all that comes from
    there would be of a class that two people gave to something else."""
    if source.classed_at and not access.is_chief(by, None):
        raise NotYours(
            f"{source.name} is classed, and what comes from a new address would be of its class.",
            satisfy="Ask a chief to add it; or add it as a source of its own.",
        )


def operates(source: Source, who: Person) -> bool:
    """Whether a person looks after this source’s wires: an administrator, or who added it."""
    added = LogEntry.objects.filter(verb=Verb.ADD_SOURCE, by=who)
    return (
        access.is_administrator(who)
        or added.filter(Q(words=source.name) | Q(words__startswith=f"{source.name}: ")).exists()
    )


def put_class(source: Source, facts: dict[str, Any], *, by: Person, now: datetime) -> Source:
    """Write the class and the log."""
    for name in FACTS:
        if name in facts:
            setattr(source, name, facts[name])
    source.satire = bool(facts.get("satire", source.satire))
    source.classed_at = now
    source.save(update_fields=[*FACTS, "satire", "classed_at"])
    LogEntry.record(None, Verb.CLASSIFY, by, now, f"{source.name} is classed")
    return source


def class_from_pack(version: PolicyVersion, *, by: Person, now: datetime) -> list[Source]:
    """Class the sources that the approved pack names, found by domain or account.

    The pack's writer proposed, the chief who approves its note is the second person. A source that
    two people of this desk classed themselves is left as they said.
    """
    classed: list[Source] = []
    proposer = version.hands.filter(part="wrote").first()
    for entry in version.pack_data.get("sources", []):
        handles = [h.lower() for h in entry.get("handles", [])]
        same = Q(domains__overlap=entry.get("domains", []) or ["-"])
        same |= Q(handles__overlap=[*handles, *entry.get("handles", [])] or ["-"])
        for source in Source.objects.filter(same, classed_at=None):
            facts = {name: entry.get(name) or "" for name in FACTS if name != "voice"}
            facts["voice"] = entry.get("voice") or source.voice
            if proposer and proposer.person_id != by.pk:
                ClassingProposal.objects.create(
                    source=source,
                    facts=facts,
                    evidence=f"The pack {version.pack}, with note “{version.note.title}”.",
                    by=proposer.person,
                    at=version.proposed_at or now,
                    approved_by=by,
                    approved_at=now,
                    applied_at=now,
                )
            classed.append(put_class(source, facts, by=by, now=now))
    return classed
