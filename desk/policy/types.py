"""Frozen values that policy reads and returns. No Django, no clock, no database.

`Facts` is all that a rule may know of a piece; `desk.facts` fills it from rows and
`desk.policy.article` fills it from a finished text. Offsets are code points in the zone's
own text unless a name says otherwise.
"""

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime
from enum import StrEnum
from operator import attrgetter
from typing import Any

from desk.policy.material import (
    STARTS,
    Block,
    BlockKind,
    CitationFacts,
    CountFacts,
    ItemFacts,
    LinkFacts,
    Out,
    RequestFacts,
    SourceFacts,
    Span,
    ZoneKind,
    ZoneText,
)
from desk.policy.values import record

__all__ = [
    "HAD",
    "LAW",
    "PRECEDENCE",
    "STARTS",
    "Advice",
    "Block",
    "BlockKind",
    "CitationFacts",
    "Confidence",
    "CountFacts",
    "Enforcement",
    "Facts",
    "Finding",
    "Fix",
    "InForce",
    "ItemFacts",
    "LinkFacts",
    "Note",
    "Out",
    "PublicSentence",
    "Relaxed",
    "Relaxes",
    "RequestFacts",
    "Review",
    "Rule",
    "Scope",
    "SourceFacts",
    "Span",
    "Stage",
    "Wording",
    "ZoneKind",
    "ZoneText",
]


class Stage(StrEnum):
    """The transitions at which policy is asked."""

    SUBMIT = "submit"
    APPROVE = "approve"
    PUBLISH = "publish"
    UPDATE = "update"


class Enforcement(StrEnum):
    """What a finding comes to at a stage: recorded, shown, or a closed door."""

    SHADOW = "shadow"
    ADVISORY = "advisory"
    BLOCKING = "blocking"


class Confidence(StrEnum):
    """Whether the machine is sure; an unsure finding never blocks (DESIGN section 7)."""

    SURE = "sure"
    UNSURE = "unsure"


# Where notes pull apart, the earlier wins. Findings of `law` have an owner of their own.
PRECEDENCE = ("law", "accuracy", "framing", "style")
LAW = "law"


@record
class Facts:
    """All that a rule may know of one piece. None, or an empty `known`, means "not known".

    `known` names what the caller could fill: a check of absence asks for what it needs
    (`"links"`, `"citations"`, `"topics"`, `"whole-body"`, `"note"`, `"published_at"` …) and keeps
    silent when it is missing. `citations` are those of a story's own copy; a finished article
    has `links` only. `caret` is where somebody types at this moment: a zone and an offset in it.
    `unseen` are links that are too many to be looked at. `out` is what readers have, of a piece that is out.
    `requests` are those for comment that are on the record.
    `answers` is what was asked of this very piece (`desk/policy/once.py`): a copy of it begins without any.
    """

    headline: ZoneText | None
    dek: ZoneText | None
    body: ZoneText
    note: ZoneText | None = None
    links: tuple[LinkFacts, ...] = ()
    citations: tuple[CitationFacts, ...] = ()
    attached: tuple[ItemFacts, ...] = ()
    topics: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    desk: str = ""
    format: str = ""
    language: str = "en"
    published_at: datetime | None = None
    event_date: date | None = None
    now: datetime | None = None
    revision: str = ""
    images: tuple[str, ...] = ()
    open_questions: tuple[str, ...] = ()
    known: frozenset[str] = frozenset()
    sources: tuple[SourceFacts, ...] = ()
    caret: tuple[ZoneKind, int] | None = None
    unseen: tuple[str, ...] = ()
    out: Out | None = None
    requests: tuple[RequestFacts, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)
    answers: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def zone(self, kind: ZoneKind) -> ZoneText | None:
        """The zone of that name, None where the piece has none."""
        if kind is ZoneKind.BODY:
            return self.body
        if kind is ZoneKind.NOTE:
            return self.note
        return {ZoneKind.HEADLINE: self.headline, ZoneKind.DEK: self.dek}.get(kind)


@record
class Fix:
    """A mend that moves, cuts, swaps or respells words that are there; never a new fact.

    `act` is `swap` (put `text` in the place of `span`), `cut`, or `move-up` (bring `offer` before
    everything else in its zone).
    """

    act: str
    zone: ZoneKind
    span: Span
    text: str = ""
    offer: Span | None = None


@record
class Finding:
    """What one rule or built-in check saw, with what would satisfy it in an editor's words.

    `start`/`end` are code points in the zone's own text and `exact` is `text[start:end]`; a finding
    of absence quotes the sentence where the gap shows, or nothing (start = end = 0, exact = "").
    For zone `sources` the zone's text is the links as written, joined by line feeds. `law` marks
    what only whoever answers for law and safety may let pass.
    """

    code: str
    zone: ZoneKind
    exact: str
    start: int
    end: int
    message: str
    why: str = ""
    fix: str = ""
    rule: str | None = None
    note: str | None = None
    note_version: int | None = None
    enforcement: Enforcement = Enforcement.ADVISORY
    confidence: Confidence = Confidence.SURE
    block_id: str | None = None
    mend: Fix | None = None
    evidence: dict[str, Any] = field(default_factory=dict)
    fingerprint: str = ""
    law: bool = False

    def but(self, **more: Any) -> "Finding":
        """The same with other values for some fields; `replace` asks five times as long of as many fields."""
        made = Finding(*HAD(self))
        for name, value in more.items():
            setattr(made, name, value)
        return made


HAD = attrgetter(*Finding.__dataclass_fields__)


@record
class Scope:
    """Where a note is in force: OR within a facet, AND across facets, `none_of` wins."""

    topics: tuple[str, ...] = ("*",)
    places: tuple[str, ...] = ()
    desks: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    from_date: date | None = None
    until: datetime | None = None
    none_of: dict[str, tuple[str, ...]] = field(default_factory=dict)


@record
class Rule:
    """One machine-checkable part of a note: the stored form, parsed once.

    `params` is the kind's own typed value (`LeadParams`, …). `enforcement` says what a sure finding
    comes to per stage; stages left out are shadow.
    """

    key: str
    kind: str
    params: Any
    enforcement: dict[Stage, Enforcement]
    message: str = ""
    why: str = ""
    fix: str = ""
    scope: Scope | None = None


@record
class Wording:
    """A public sentence and its second form in a language other than the house's."""

    language: str
    text: str
    otherwise: str = ""


@record
class PublicSentence:
    """One sentence of a note's public text, the rules that make it true, and its second form.

    `intention=True` marks a sentence that promises nothing about one piece. `otherwise` is printed
    where a piece does not meet it. `wordings` are the same in other languages.
    """

    text: str
    rules: tuple[str, ...] = ()
    otherwise: str = ""
    intention: bool = False
    wordings: tuple[Wording, ...] = ()


@record
class Advice:
    """A line of advice; without a cue it is shown wherever its note is in force.

    `cue` is typed by `desk.policy.advice`, which reads it.
    """

    text: str
    cue: Any = None


@record
class Relaxes:
    """A rule of a wider note that a note relaxes in its own scope, what it comes to there, and why."""

    note: str
    rule: str
    to: Enforcement
    because: str = ""


@record
class Relaxed:
    """Which note relaxes a rule for a piece, to what, and why."""

    note: str
    title: str
    to: Enforcement
    because: str = ""


@record
class Note:
    """A policy note version in force: plain words, scope, rules, what readers are told."""

    slug: str
    title: str
    version: int
    words: str
    public: tuple[PublicSentence, ...]
    scope: Scope
    rules: tuple[Rule, ...]
    guidance: tuple[Advice, ...] = ()
    precedence: str = "framing"
    relaxes: tuple[Relaxes, ...] = ()


@record
class InForce:
    """A note that applies to a piece, and which facets matched, in words."""

    note: Note
    because: tuple[str, ...]


@record
class Review:
    """The answer of policy: findings in order of weight, the notes in force, whether all ran."""

    findings: tuple[Finding, ...]
    in_force: tuple[InForce, ...]
    complete: bool = True
    relaxed: Mapping[tuple[str, str], Relaxed] = field(default_factory=dict)

    def blocking(self) -> tuple[Finding, ...]:
        """Those that close the door at the stage asked for."""
        return tuple(f for f in self.findings if f.enforcement is Enforcement.BLOCKING)
