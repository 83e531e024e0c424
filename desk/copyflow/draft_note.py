"""Write a note: one draft a note, saved part by part as one works; then it is proposed.

A part is `words`, `scope`, `relaxes`, `guidance`, `public` or `rule:<key>`. What cannot be taken is kept as it was
typed, in `given`, so that nothing is lost; a draft with such a part cannot be proposed.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from copy import deepcopy
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from desk import access
from desk.copyflow import proven
from desk.errors import NotYours, Stale, Unsound
from desk.models import (
    AddedExample,
    Desk,
    LogEntry,
    NoteHand,
    NoteState,
    Part,
    Person,
    PolicyNote,
    PolicyVersion,
    Verb,
)
from desk.nudge import board_changed
from desk.policy.kinds import KINDS
from desk.policy.rollout import starts
from desk.slugs import slug_of

REVIEW_AFTER = timedelta(days=180)
EMPTY: dict[str, Any] = {"words": "", "rationale": "", "scope": {}, "public": [], "guidance": [], "rules": []}  # fmt: skip
# Words that are addresses beside the notes' own.
RESERVED = frozenset(
    {"new", "audit", "judge", "packs", "backtests", "promotions", "falls", "challenges"}
)
MOST_ADDED = 60  # examples laid beside one version in review
COLUMNS = ("effective_from", "effective_until", "review_by")
Json = dict[str, Any]


def need_writer(by: Person, desk: Desk | None = None) -> None:
    """Anybody with a role on a desk may write a note of the house; a desk's own note, its people."""
    theirs = access.desks(by)
    if not theirs.exists() or (desk and not theirs.filter(pk=desk.pk).exists()):
        raise NotYours("Only people of a desk write notes.", satisfy="Ask an administrator.")


@transaction.atomic
def start_note(title: str, *, desk: Desk | None, by: Person, now: datetime) -> PolicyVersion:
    """A new note with an empty draft; whoever starts it owns it until somebody else does."""
    need_writer(by, desk)
    slug = slug_of(title, otherwise="note")
    if not slug or slug in RESERVED:
        raise Unsound("A note needs a title.", satisfy="Name it in a few words.", field="title")
    if PolicyNote.objects.filter(slug=slug).exists():
        raise Unsound(
            f"There is a note called “{title.strip()}” already.",
            satisfy="Write a new version of that one, or give yours another title.",
            field="title",
        )
    note = PolicyNote.objects.create(slug=slug, title=title.strip()[:200], desk=desk, owner=by)
    version = new_draft(note, {**deepcopy(EMPTY), "title": note.title}, {}, now=now)
    LogEntry.record(None, Verb.DRAFT_NOTE, by, now, note.title)
    return version


@transaction.atomic
def open_draft(note: PolicyNote, *, by: Person, now: datetime) -> PolicyVersion:
    """The note's draft, made of its newest version where there is none; a second caller gets the first's."""
    need_writer(by, note.desk)
    note = PolicyNote.objects.select_for_update(of=("self",)).get(pk=note.pk)
    draft = note.versions.filter(state=NoteState.DRAFT).first()
    if draft:
        return draft
    newest = note.versions.order_by("-number").first()
    data = {**deepcopy(EMPTY), **(deepcopy(newest.data) if newest else {}), "title": note.title}
    if newest:
        take_over_added(data, newest.added.all())
    version = new_draft(note, data, newest.pack_data if newest else {}, now=now)
    LogEntry.record(None, Verb.DRAFT_NOTE, by, now, f"{note.title}, version {version.number}")
    return version


def new_draft(note: PolicyNote, data: Json, pack_data: Json, *, now: datetime) -> PolicyVersion:
    """The row; the loser of a race is told."""
    newest = note.versions.order_by("-number").first()
    try:
        with transaction.atomic():
            version = PolicyVersion.objects.create(
                note=note,
                number=newest.number + 1 if newest else 1,
                state=NoteState.DRAFT,
                data=data,
                pack_data=pack_data,
                written_here=True,
                review_by=(now + REVIEW_AFTER).date(),
            )
    except IntegrityError as clash:
        raise Stale(
            "A draft of this note is open already.", satisfy="Write in that one."
        ) from clash
    return version


def take_over_added(data: Json, added: Iterable[AddedExample]) -> None:
    """Examples that were laid beside the last version in review are part of the next."""
    for one in added:
        for rule in data["rules"]:
            if rule.get("key") == one.rule:
                rule.setdefault(one.expect, []).append(one.draft)


def locked(version: PolicyVersion, *, by: Person) -> PolicyVersion:
    """The draft, locked, for somebody who may write in it."""
    row = (
        PolicyVersion.objects.select_for_update(of=("self",))
        .select_related("note", "note__desk")
        .get(pk=version.pk)
    )
    need_writer(by, row.note.desk)
    if row.state != NoteState.DRAFT:
        raise Stale(
            f"This version is {NoteState(row.state).label}, so its words stand.",
            satisfy="Write a new version.",
        )
    return row


def part_of(version: PolicyVersion, part: str) -> Any:
    """What is stored of one part."""
    if part == "words":
        stored = {name: version.data.get(name, "") for name in ("title", "words", "rationale")}
        stored["precedence"] = version.data.get("precedence", "framing")
        stored["at_once"] = bool(version.data.get("at_once"))
        return {**stored, **{name: getattr(version, name) for name in COLUMNS}}
    if part.startswith("rule:"):
        return rule_of(version.data, part.removeprefix("rule:"))
    return version.data.get(part)


def rule_of(data: Mapping[str, Any], key: str) -> Json | None:
    """One rule of a note's data."""
    return next((r for r in data.get("rules", []) if r.get("key") == key), None)


def seen_of(version: PolicyVersion, part: str) -> str:
    """A mark of a part as it stands, for telling whether somebody else changed it meanwhile."""
    said = [part_of(version, part), version.given.get(part)]
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()[:16]


@transaction.atomic
def save_part(
    version: PolicyVersion,
    *,
    part: str,
    said: Any,
    given: Json | None,
    seen: str,
    by: Person,
    now: datetime,
) -> PolicyVersion:
    """Keep one part; with `given`, what was typed could not be taken and waits to be mended.

    Whoever saves wrote. Of two who changed one part the second is told, and has their own words
    still before them.
    """
    version = locked(version, by=by)
    # Somebody who saves twice in a row, from one window or two, overtakes nobody but themselves.
    if seen != seen_of(version, part) and version.kept_by.get(part) != by.pk:
        raise Stale(
            "Somebody changed this part while you wrote.",
            satisfy="Your words are still in the form: compare, then save again.",
        )
    if part.startswith("rule:") and rule_of(version.data, part.removeprefix("rule:")) is None:
        raise Stale("This rule was taken out.", satisfy="Add it again.")
    version.given.pop(part, None)
    if given is not None:
        version.given[part] = given
    else:
        put_part(version, part, said)
    version.kept_by[part] = by.pk
    version.save(update_fields=["data", "given", "kept_by", *COLUMNS])
    wrote(version, by=by, now=now)
    return version


def put_part(version: PolicyVersion, part: str, said: Any) -> None:
    """Put a part in its place."""
    if part == "words":
        for name in COLUMNS:
            setattr(version, name, said[name])
        version.data |= {k: v for k, v in said.items() if k not in COLUMNS}
    elif part.startswith("rule:"):
        key = part.removeprefix("rule:")
        version.data["rules"] = [said if r.get("key") == key else r for r in version.data["rules"]]
    else:
        version.data[part] = said


def wrote(version: PolicyVersion, *, by: Person, now: datetime) -> None:
    """Whoever changes a draft wrote it."""
    NoteHand.objects.get_or_create(
        version=version, person=by, defaults={"part": Part.WROTE, "at": now}
    )


@transaction.atomic
def add_rule(
    version: PolicyVersion, *, kind: str, title: str, by: Person, now: datetime
) -> tuple[PolicyVersion, str]:
    """A rule of one of ten kinds, still without its fields; its key comes from its title."""
    version = locked(version, by=by)
    if kind not in KINDS:
        raise Unsound("Choose one of the ten kinds.", field="kind")
    key = slug_of(title, longest=100, otherwise="rule")
    if not key:
        raise Unsound("Name the rule in a few words.", field="rule-title")
    if rule_of(version.data, key) or key in proven.keys_elsewhere(version.note, now):
        raise Unsound(
            f"There is a rule called “{key}” already.",
            satisfy="Give this one another name; findings and lowerings go by it.",
            field="rule-title",
        )
    version.data["rules"] = [
        *version.data.get("rules", []),
        {"key": key, "structured": {"kind": kind}, "must_match": [], "must_not_match": []},
    ]
    version.save(update_fields=["data"])
    wrote(version, by=by, now=now)
    return version, key


@transaction.atomic
def drop_rule(version: PolicyVersion, *, key: str, by: Person, now: datetime) -> PolicyVersion:
    """Take a rule out of a draft; sentences for readers that were tied to it are tied to it no more."""
    version = locked(version, by=by)
    if rule_of(version.data, key) is None:
        raise Stale("This rule is taken out already.")
    version.data["rules"] = [r for r in version.data["rules"] if r.get("key") != key]
    for sentence in version.data.get("public", []):
        sentence["rules"] = [one for one in sentence.get("rules", []) if one != key]
    version.given.pop(f"rule:{key}", None)
    version.save(update_fields=["data", "given"])
    wrote(version, by=by, now=now)
    return version


@transaction.atomic
def drop_draft(version: PolicyVersion, *, by: Person, now: datetime) -> None:
    """Throw a draft away; a note that has nothing else goes with it."""
    version = locked(version, by=by)
    note = version.note
    LogEntry.record(None, Verb.DRAFT_NOTE, by, now, f"{note.title}: the draft was thrown away")
    version.delete()
    if not note.versions.exists():
        note.delete()


@transaction.atomic
def propose_draft(version: PolicyVersion, *, by: Person, now: datetime) -> PolicyVersion:
    """Put a draft in review; one that cannot run, or whose examples fail, cannot be proposed."""
    version = locked(version, by=by)
    proven.need_ready(version, now=now)
    version.state, version.proposed_at = NoteState.IN_REVIEW, now
    version.rollout = first_rollout(version)
    newest = version.note.versions.order_by("-number").first()
    if newest and newest.number > version.number:
        # A pack brought a version while this one was written: numbers follow the order of proposals.
        version.number = newest.number + 1
    version.save(update_fields=["state", "number", "proposed_at", "rollout"])
    wrote(version, by=by, now=now)
    said = f"{version.data['title']}, version {version.number}"
    LogEntry.record(None, Verb.PROPOSE, by, now, said)
    transaction.on_commit(board_changed)
    return version


def first_rollout(version: PolicyVersion) -> dict[str, dict[str, str]]:
    """What each rule of a version written here begins with: shadow, but for what it took over unchanged."""
    active = version.note.versions.filter(state=NoteState.ACTIVE).first()
    return starts(version.data, active.data if active else None, active.rollout if active else None)


@transaction.atomic
def add_example(
    version: PolicyVersion,
    *,
    rule: str,
    expect: str,
    draft: Json,
    by: Person,
    now: datetime,
) -> AddedExample:
    """Lay an example beside a version in review: a question put to the rule, not a hand in it."""
    version = (
        PolicyVersion.objects.select_for_update(of=("self",))
        .select_related("note")
        .get(pk=version.pk)
    )
    need_writer(by, version.note.desk)
    if version.state != NoteState.IN_REVIEW:
        raise Stale("This version is not in review.", satisfy="Write a new version.")
    if rule_of(version.data, rule) is None or expect not in {"must_match", "must_not_match"}:
        raise Unsound("Say which rule, and whether it must fire.", field="rule")
    if not any(str(draft.get(zone, "")).strip() for zone in ("headline", "dek", "body")):
        raise Unsound("An example needs words.", satisfy="A headline is enough.", field="headline")
    if version.added.count() >= MOST_ADDED:
        raise Unsound(
            f"This version has {MOST_ADDED} added examples; each of them is run at every look.",
            satisfy="Give the version back with these words, and propose a better rule.",
        )
    added = AddedExample.objects.create(
        version=version, rule=rule, expect=expect, draft=draft, by=by, at=now
    )
    LogEntry.record(None, Verb.ADD_EXAMPLE, by, now, f"{version.note.title}: {rule}")
    return added
