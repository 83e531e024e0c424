"""Findings as a screen shows them: a letter, the place, who may let each pass, what is new."""

from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from desk import access, blocks
from desk.copyflow.freeze import writers
from desk.copyflow.judged import is_question
from desk.models import Person, Role, RoleName, Story, Version
from desk.policy.together import Group
from desk.policy.types import Enforcement, Finding, ZoneKind


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a finding: its words, what fixes it there. `start`/`end` are UTF-16 units in its block or field."""

    finding: Finding
    words: str
    block_id: str | None
    start: int
    end: int
    fixes: str
    since: str


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding as the desk shows it, with every place it says the same of.

    `asks` marks a question that a person answers; `place` is the first of `places`.

    `may_pass` says whether whoever looks may let it pass, `not_you` why not; `since` is "new" or
    "unchanged" against the version before, empty where there is none.
    """

    letter: str
    finding: Finding
    places: tuple[Place, ...]
    blocks: bool
    can_pass: str
    may_pass: bool
    not_you: str
    asks: bool

    @property
    def place(self) -> str:
        """Where it stands, in words; every place once."""
        told = list(dict.fromkeys(one.words for one in self.places))
        more = f" and {len(told) - 3} more" if len(told) > 3 else ""
        return ", ".join(told[:3]) + more

    @property
    def since(self) -> str:
        """Whether any of it came with these words."""
        return "new" if any(p.since == "new" for p in self.places) else self.places[0].since

    @property
    def fingerprints(self) -> str:
        """The name of each of its places, as a list in a page."""
        return " ".join(one.finding.fingerprint for one in self.places)


FIXES = {"swap": "Use the house’s words", "cut": "Cut it", "move-up": "Move that sentence up"}


def letters(
    story: Story,
    version: Version | None,
    groups: Sequence[Group],
    *,
    who: Person | None,
    fresh: set[str] | None,
) -> tuple[ShownFinding, ...]:
    """Findings with their letters and where they stand in a block, in UTF-16 units.

    `fresh` holds the fingerprints that the version before did not have, None where there is none.
    """
    body = blocks.plain((version or story).doc)
    laws = {group[0].law for group in groups}
    signers = {law: signers_of(story, law=law) for law in laws}
    not_you = {law: why_not_sign(story, who, law=law) for law in laws}
    return tuple(
        ShownFinding(
            letter=letter,
            finding=group[0],
            places=tuple(place_of(body, one, version or story, fresh) for one in group),
            blocks=group[0].enforcement is Enforcement.BLOCKING,
            can_pass=f"{signers[group[0].law]}, with a reason",
            may_pass=not not_you[group[0].law],
            not_you=not_you[group[0].law],
            asks=is_question(group[0]),
        )
        for letter, group in zip(ascii_uppercase, groups, strict=False)
    )


def place_of(
    body: blocks.Body, finding: Finding, words: Story | Version, fresh: set[str] | None
) -> Place:
    """Where one finding stands, and the mend it offers there."""
    block_id, start, end, place = where(body, finding, words)
    fixes = FIXES.get(finding.mend.act, "") if finding.mend else ""
    return Place(finding, place, block_id, start, end, fixes, since(finding, fresh))


def since(finding: Finding, fresh: set[str] | None) -> str:
    """Whether the finding came with these words."""
    if fresh is None:
        return ""
    return "new" if finding.fingerprint in fresh else "unchanged"


def signers_of(story: Story, *, law: bool) -> str:
    """Who may let a finding pass: for law and safety its holder, else the desk's chiefs."""
    return access.law_names(story.desk) if law else chiefs_of(story)


def why_not_sign(story: Story, who: Person | None, *, law: bool) -> str:
    """Why this person cannot let such a finding pass; nothing where they can."""
    if who is not None and who.pk in writers(story, None):
        return "You wrote in this story, so another person decides."
    if law:
        allowed = who is not None and access.answers_for_law(who, story.desk)
        return "" if allowed else "A matter of law and safety: a chief cannot let it pass."
    return "" if who is not None and access.is_chief(who, story.desk) else "Ask a desk chief."


def where(
    body: blocks.Body, finding: Finding, words: Story | Version
) -> tuple[str | None, int, int, str]:
    """Block, UTF-16 range and the place in words."""
    if finding.zone is ZoneKind.BODY:
        for n, block in enumerate(body.blocks, 1):
            if block.start <= finding.start < max(block.end, block.start + 1):
                at = blocks.utf16(body.text, block.start, finding.start)
                to = blocks.utf16(body.text, block.start, min(finding.end, block.end))
                return block.id, at, to, f"paragraph {n}"
        return None, 0, 0, "the piece"
    if finding.zone in {ZoneKind.HEADLINE, ZoneKind.DEK}:
        text = getattr(words, finding.zone.value)
        at = blocks.utf16(text, 0, finding.start)
        return None, at, blocks.utf16(text, 0, finding.end), finding.zone.value
    return (
        None,
        0,
        0,
        {"sources": "sources", "media": "pictures", "note": "printed note"}[finding.zone.value],
    )


def chiefs_of(story: Story) -> str:
    """Names of the desk's chiefs, as "Ruth Okafor or Marc Aubel"."""
    names = list(
        Role.objects.filter(desk=story.desk, name=RoleName.CHIEF)
        .order_by("person__name")
        .values_list("person__name", flat=True)
    )
    return " or ".join(names) if names else "a desk chief"
