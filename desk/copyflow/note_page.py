"""A note as its page shows it: rules with what they come to and why, figures, and what it asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from desk import access, facts
from desk.copyflow import fall, hits, promote, proven
from desk.copyflow.fall import Habit
from desk.copyflow.promote import Figures
from desk.models import (
    BacktestRun,
    Challenge,
    Lowering,
    NoteState,
    Person,
    PolicyNote,
    PolicyVersion,
    Promotion,
    RuleFall,
    Story,
)
from desk.noteform import guidance, marked, versus
from desk.noteform.given import STAGES
from desk.policy import advice, geography, trial
from desk.policy.kinds import KINDS
from desk.policy.kinds.fields import FIELDS
from desk.policy.kinds.forms import to_form
from desk.policy.precision import Share, hundred, share
from desk.policy.rollout import ORDER, stands, wanted
from desk.policy.types import Enforcement, Finding, Note, Stage

SAID = {
    Enforcement.SHADOW: "shadow",
    Enforcement.ADVISORY: "advises",
    Enforcement.BLOCKING: "blocks",
}


TOLD = (
    (Enforcement.BLOCKING, "rule blocks publish", "rules block publish"),
    (Enforcement.ADVISORY, "advises", "advise"),
    (Enforcement.SHADOW, "in shadow", "in shadow"),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A rule at one stage: what it comes to now, and the most its note lets it come to."""

    stage: str
    label: str
    now: str
    mark: str
    most: str


@dataclass(frozen=True, slots=True)
class ShownExample:
    """One example with its verdict and the words that were found."""

    wanted: bool
    well: bool
    fired: bool
    near_miss: bool
    intended: str
    wrong: str
    links: tuple[str, ...]
    zones: tuple[marked.Zone, ...]
    added_by: str


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule as its row and its examples."""

    key: str
    kind: str
    what: str
    message: str
    why: str
    params: tuple[tuple[str, str], ...]
    cells: tuple[Cell, ...]
    examples: tuple[ShownExample, ...]
    in_a_hundred: str
    habit: Habit
    figures: Figures | None
    raises: tuple[tuple[str, str], ...]
    fall: RuleFall | None
    lowering: Lowering | None
    known: str

    @property
    def failing(self) -> int:
        """Examples that do not come out as written."""
        return sum(not one.well for one in self.examples)


@dataclass(frozen=True, slots=True)
class Tested:
    """A back-test in figures, for the note and for its own page."""

    run: BacktestRun
    told: dict[str, Any]
    per_hundred: float
    precision: Share
    false_alarms: float | None
    ms: float


def words(version: PolicyVersion) -> dict[str, Any]:
    """What a version says in words; a pack's file leaves out what it does not say."""
    data = version.data
    return {
        "words": data.get("words", ""),
        "rationale": data.get("rationale", ""),
        "precedence": data.get("precedence", "framing"),
        "guidance": [guidance.said_of(line) for line in data.get("guidance") or []],
        "public": [
            {
                "text": said.get("text", ""),
                "otherwise": said.get("otherwise", ""),
                "intention": bool(said.get("intention")),
                "rules": ", ".join(said.get("rules", [])),
                "others": [
                    {
                        "language": code,
                        "text": w.get("text", ""),
                        "otherwise": w.get("otherwise", ""),
                    }
                    for code, w in sorted((said.get("in") or {}).items())
                ],
            }
            for said in data.get("public", [])
        ],
    }


def rules(version: PolicyVersion, *, now: datetime) -> list[RuleLine]:
    """Every rule of a version."""
    run = hits.of_version(version)
    falls = {f.rule: f for f in version.note.falls.filter(answered_at=None)}
    low = Lowering.objects.filter(story=None, at__lte=now, until__gt=now, ended_at=None)
    lowered = {row.rule: row for row in low.select_related("by")}
    added = {(a.rule, a.expect, n): a.by.name for a, n in numbered(version)}
    counts = dict(rates(run))
    every = fall.habits(since=now - fall.WINDOW, until=now)
    # After an owner's answer the count begins anew, so those rules are counted by themselves.
    anew = set(version.note.falls.exclude(answered_at=None).values_list("rule", flat=True))
    active = version.state == NoteState.ACTIVE
    fired = promote.firings(version, now=now) if active else {}
    out: list[RuleLine] = []
    for raw in proven.with_added(version).get("rules", []):
        key = str(raw.get("key"))
        out.append(
            RuleLine(
                key=key,
                kind=str(raw["structured"].get("kind")),
                what=KINDS[raw["structured"]["kind"]].what,
                message=str(raw.get("message", "")),
                why=str(raw.get("why", "")),
                params=params(raw),
                cells=cells(raw, version, weak=key in falls and falls[key].weakens),
                examples=examples(version, raw, added),
                in_a_hundred=f"{counts.get(key, 0.0):.1f}" if run else "",
                habit=every.get(key, Habit(0, 0)),
                figures=promote.figures(
                    version,
                    key,
                    fired.get(key, 0),
                    now=now,
                    habit=None if key in anew else every.get(key, Habit(0, 0)),
                )
                if active
                else None,
                raises=tuple(can_raise(raw, version)) if active and key not in falls else (),
                fall=falls.get(key),
                lowering=lowered.get(key),
                known=str(raw.get("known_false_positives", "")),
            )
        )
    return out


def numbered(version: PolicyVersion) -> "list[tuple[Any, int]]":
    """Added examples with the place each has behind the version's own."""
    places: dict[tuple[str, str], int] = {}
    out = []
    for one in version.added.select_related("by"):
        rows: list[dict[str, Any]] = version.data["rules"]
        raw = next((r for r in rows if r.get("key") == one.rule), {})
        at = places.setdefault((one.rule, one.expect), len(raw.get(one.expect) or []))
        places[one.rule, one.expect] += 1
        out.append((one, at))
    return out


def rates(run: BacktestRun | None) -> list[tuple[str, float]]:
    """Hits in a hundred pieces in scope, rule by rule."""
    if run is None:
        return []
    return [(row["rule"], hundred(row["n"], run.in_scope)) for row in hits.tally(run)["by_rule"]]


def params(raw: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """A rule's parameters with an editor's labels; empty ones are left out."""
    said = to_form(raw["structured"])
    specs = FIELDS[raw["structured"]["kind"]]
    return tuple((s.label, said[s.name].replace("\n", "; ")) for s in specs if said.get(s.name))


def cells(raw: Mapping[str, Any], version: PolicyVersion, *, weak: bool) -> tuple[Cell, ...]:
    """What it comes to at each stage; a version not in force shows what it would begin with."""
    most = wanted(raw)
    out = []
    for stage, label in STAGES:
        here = stands(raw, version.rollout, stage)
        if version.written_here and version.rollout is None:
            here = Enforcement.SHADOW
        if weak and here is Enforcement.BLOCKING:
            here = Enforcement.ADVISORY
        most_said = "" if most[stage] is here else f"{SAID[most[stage]]} at most"
        out.append(Cell(stage.value, label, SAID[here], here.value, most_said))
    return tuple(out)


def at_publish(version: PolicyVersion) -> str:
    """How many rules of a version do what at publish: “2 rules block publish, 1 advises”."""
    fallen = set(version.note.falls.filter(answered_at=None, weakens=True).values_list("rule", flat=True))  # fmt: skip
    raws = version.data.get("rules", [])
    said = [
        cell.now
        for raw in raws
        for cell in cells(raw, version, weak=raw.get("key") in fallen)
        if cell.stage == Stage.PUBLISH.value
    ]
    parts = [
        f"{n} {one if n == 1 else many}"
        for weight, one, many in TOLD
        if (n := said.count(SAID[weight]))
    ]
    return ", ".join(parts) or without_rules(version)


def without_rules(version: PolicyVersion) -> str:
    """What a note does that has no rule of its own."""
    eased = len(version.data.get("relaxes") or [])
    if not eased:
        return "guidance alone, no rule"
    return f"relaxes {eased} rule{'' if eased == 1 else 's'} of other notes"


def can_raise(raw: Mapping[str, Any], version: PolicyVersion) -> "list[tuple[str, str]]":
    """Stages and weights one may still ask for, as values and words."""
    most, out = wanted(raw), []
    for stage, label in STAGES:
        here = stands(raw, version.rollout, stage)
        out += [
            (f"{stage.value}:{weight.value}", f"{label}: {SAID[weight]}")
            for weight in (Enforcement.ADVISORY, Enforcement.BLOCKING)
            if ORDER[here] < ORDER[weight] <= ORDER[most[stage]]
        ]
    return out


def examples(
    version: PolicyVersion, raw: Mapping[str, Any], added: Mapping[tuple[str, str, int], str]
) -> tuple[ShownExample, ...]:
    """Examples with what each does now."""
    out = []
    for one in proven.verdicts(version, raw):
        draft = raw[one.list][one.index]
        out.append(
            ShownExample(
                wanted=one.wanted,
                well=one.well,
                fired=one.fired,
                near_miss=bool(draft.get("near_miss")),
                intended=str(draft.get("intended", "")),
                wrong=one.wrong,
                links=tuple(str(href) for href in draft.get("links") or []),
                zones=marked.zones(draft, one.findings),
                added_by=added.get((str(raw.get("key")), one.list, one.index), ""),
            )
        )
    return tuple(out)


def tested(run: BacktestRun) -> Tested:
    """A run in figures."""
    told = hits.tally(run)
    known = share(told["right"], told["judged"])
    per_hundred = hundred(told["hits"], run.in_scope)
    wrong = per_hundred * (1 - known.value) if told["judged"] else None
    ms = run.micros / 1000 / run.looked if run.looked else 0.0
    return Tested(run, told, per_hundred, known, wrong, ms)


def scope_lines(scope: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The scope in words."""
    labels = {
        "topics": "Topic",
        "places": "Place",
        "desks": "Desk",
        "formats": "Format",
        "languages": "Language",
        "entities": "Names",
    }
    out = []
    for facet, label in labels.items():
        said = [named(facet, str(v)) for v in scope.get(facet) or [] if v != "*"]
        out.append((label, ", ".join(said) or "any"))
    if scope.get("from"):
        out.append(("From", f"events of {scope['from']} on"))
    if scope.get("until"):
        out.append(("Until", str(scope["until"])))
    if none_of := scope.get("none_of"):
        out.append(("Not", "; ".join(named(f, str(v)) for f, vs in none_of.items() for v in vs)))
    return [line for line in out if line[1] != "any"] or [("Scope", "every story")]


def named(facet: str, value: str) -> str:
    """A value of a facet as people call it."""
    if facet == "topics":
        return str(geography.topics().get(geography.topic(value), {}).get("name", value))
    return value


def changes(version: PolicyVersion) -> tuple[PolicyVersion | None, list[versus.Change]]:
    """What is different from the version before: the one in force, else the one of the number before."""
    earlier = version.note.versions.filter(number__lt=version.number).exclude(
        state__in=[NoteState.DRAFT, NoteState.REJECTED]
    )
    before = earlier.order_by("-number").first()
    return before, versus.changes(before.data, version.data) if before else []


@dataclass(frozen=True, slots=True)
class Preview:
    """One story under a draft and under what is in force."""

    story: Story
    ran: bool
    in_scope: bool
    draft: tuple[Finding, ...]
    active: tuple[Finding, ...]
    active_number: int | None
    advice: tuple[advice.Shown, ...]


def preview(version: PolicyVersion, story: Story, *, now: datetime) -> Preview:
    """What the draft says of an open story, beside what the version in force says."""
    house = facts.house(now)
    read = facts.gather(story, None, now=now, house_now=house)
    note = proven.parsed(version)
    active = proven.active_of(version.note)
    beside = [one for one in house.notes if one.slug != note.slug]
    new = trial.tried(read, [note], beside)
    old: tuple[Finding, ...] = ()
    if active:
        in_force: list[Note] = [one for one in house.notes if one.slug == note.slug]
        old = trial.tried(read, in_force, beside).findings
    said = tuple(advice.lines(note, read)) if new.in_scope else ()
    return Preview(
        story, new.ran, new.in_scope, new.findings, old, active.number if active else None, said
    )


def open_promotions(version: PolicyVersion) -> QuerySet[Promotion]:
    """What is asked and not decided."""
    return version.promotions.filter(decided_at=None).select_related("asked_by")


def challenges(note: PolicyNote, who: Person) -> list[Challenge]:
    """Contested rules, open ones first; words of a story one may not know of stay out."""
    rows = list(note.challenges.select_related("by", "answered_by").order_by("answered_at", "due"))
    known = set(access.stories(who).filter(challenges__in=rows).values_list("pk", flat=True))
    for row in rows:
        if row.story_id is not None and row.story_id not in known:
            row.exact = ""
    return rows


def notes(who: Person) -> QuerySet[PolicyNote]:
    """Notes a person may know of: those of the house, those of their desks, and those that ask to relax one of these."""
    theirs = PolicyNote.objects.filter(desk__in=access.desks(who))
    known = Q(desk=None) | Q(pk__in=theirs.values("pk"))
    for slug in theirs.values_list("slug", flat=True):
        asking = PolicyVersion.objects.filter(
            state=NoteState.IN_REVIEW, data__relaxes__contains=[{"note": slug}]
        )
        known |= Q(pk__in=asking.values("note"))
    return PolicyNote.objects.filter(known)
