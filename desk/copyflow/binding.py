"""Which notes bind a piece, and what moved since it was approved.

Copy is bound by the notes that were in force when it was handed over; a newer version reaches it
only where those who approved the version marked it "at once". So a note changed at one in the
morning does not undo the night's approvals.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from desk import judge_in_force
from desk.copyflow.freeze import moved
from desk.models import Approval, PolicySeen, Story, Version, VersionReason
from desk.policy.compare import Difference, compare, known
from desk.policy.types import Review


@dataclass(frozen=True, slots=True)
class Shift:
    """What policy did after an approval: note versions and a judge that came, and the findings that differ."""

    notes: tuple[tuple[str, int | None, int], ...]
    titles: dict[str, str]
    difference: Difference
    fingerprint: str
    judge: bool = False

    @property
    def words(self) -> str:
        """In a sentence."""
        came = [
            f"“{self.titles.get(slug, slug)}” "
            + (f"went from version {old} to {new}" if old else f"came in version {new}")
            for slug, old, new in self.notes
        ]
        came += ["another judge of the lead is in force"] if self.judge else []
        said = ", ".join(came)
        said = said[0].upper() + said[1:]
        new, gone = len(self.difference.new), len(self.difference.absent)
        return f"{said}: {new} new finding{'s' if new != 1 else ''}, {gone} gone."


def handed_at(story: Story, version: Version | None, now: datetime) -> datetime:
    """The hour by which the notes are chosen: of the hand-over, or now for a draft that has moved."""
    version = version or unmoved(story)
    return approved_text(version).made_at if version else now


def unmoved(story: Story) -> Version | None:
    """The newest text handed over, where the draft still reads like it."""
    newest = story.latest()
    return None if newest is None or moved(story, newest) else newest


def approved_text(version: Version) -> Version:
    """The text a chief has read: for a mended one, the one it mends; else itself."""
    if version.reason != VersionReason.MEND:
        return version
    kept = Approval.objects.filter(version=version).select_related("kept_from__version").first()
    return kept.kept_from.version if kept and kept.kept_from else version


def in_force_now(answer: Review) -> dict[str, int]:
    """Note versions in force, by slug."""
    return {one.note.slug: one.note.version for one in answer.in_force}


def fingerprint(policy: Mapping[str, int]) -> str:
    """One name for a set of note versions and the judge in force."""
    judge = judge_in_force.number()
    all_of_it = dict(policy) | ({"@judge": judge} if judge else {})
    return hashlib.sha256(json.dumps(all_of_it, sort_keys=True).encode()).hexdigest()


def another_judge(approval: Approval) -> bool:
    """Whether the judge of the lead is another than the one an approval was given under."""
    return approval.judge_id != judge_in_force.number()


def came(approval: Approval, answer: Review) -> bool:
    """Whether anything came in force that the approval was not given under."""
    return bool(came_since(approval, answer)) or another_judge(approval)


def came_since(approval: Approval, answer: Review) -> tuple[tuple[str, int | None, int], ...]:
    """Note versions that the approval was not given under; a note that was retired is no news."""
    was = approval.policy
    return tuple(
        (slug, was.get(slug), number)
        for slug, number in sorted(in_force_now(answer).items())
        if was.get(slug) != number
    )


def shift(approval: Approval, before: Review, answer: Review) -> Shift:
    """The difference between what was approved and what policy says now."""
    return Shift(
        notes=came_since(approval, answer),
        titles={one.note.slug: one.note.title for one in answer.in_force},
        difference=compare(map(known, before.findings), map(known, answer.findings)),
        fingerprint=fingerprint(in_force_now(answer)),
        judge=another_judge(approval),
    )


def tells_otherwise(before: Review, answer: Review) -> bool:
    """Whether readers would be told other sentences of a note than the chief approved with the text."""
    was = {one.note.slug: one.note.public for one in before.in_force}
    return any(one.note.public != was.get(one.note.slug, ()) for one in answer.in_force)


def seen(version: Version, answer: Review) -> bool:
    """Whether a chief has seen what these note versions change in this very text."""
    return PolicySeen.objects.filter(
        version=version, fingerprint=fingerprint(in_force_now(answer))
    ).exists()
