"""One rule: the fields of its kind, its words, what it may come to by stage, and its examples. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desk.noteform.given import STAGES, WEIGHTS, Errors, Field, Sent, lines, one
from desk.policy.checks import CHECKS
from desk.policy.kinds.fields import FIELDS
from desk.policy.kinds.forms import from_form, problems, to_form
from desk.policy.rollout import wanted
from desk.policy.rules import RuleError, parse_rule
from desk.policy.types import Enforcement, Stage

WORDS = (
    ("message", "What a finding says", "Empty: the rule’s own words, with what it saw."),
    ("why", "Why, in a sentence", "It stands beside the finding. Empty: the note’s plain words."),
    ("fix", "What would satisfy it", "A true sentence an editor can write. Never a fact we do not have."),
    ("known_false_positives", "Known false alarms", "Where you have seen it speak wrongly."),
)  # fmt: skip
LISTS = (
    ("must_match", "must fire"),
    ("must_not_match", "must not fire"),
    ("out", "take it out"),
)
EXAMPLE = re.compile(r"list-(\d{1,3})")
AT_MOST = 60  # examples of one rule
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ExampleRow:
    """One example as the form shows it; `at` is its place in the form."""

    at: int
    list: str
    headline: str
    dek: str
    body: str
    links: str
    near_miss: bool
    intended: str


def kind_fields(rule: Mapping[str, Any], sent: Sent | None, errors: Errors) -> list[Field]:
    """The fields of the rule's kind, with labels and help."""
    kind = str(rule["structured"]["kind"])
    stored = to_form(rule["structured"])
    shown: list[Field] = []
    for spec in FIELDS[kind]:
        value = one(sent, spec.name) if sent is not None else stored.get(spec.name, "")
        options = tuple((c, c) for c in spec.choices) if spec.type in {"choice", "lines"} else ()
        help_words = spec.help
        if spec.name == "unless":
            help_words += f" Exceptions: {', '.join(spec.choices)}."
        if spec.name == "code":
            options = tuple((code, code) for code in sorted(CHECKS))
        shown.append(
            Field(
                name=spec.name,
                label=spec.label,
                value=value,
                help=help_words,
                type=widget(spec.type, spec.name),
                wrong=errors.get(spec.name, ""),
                required=spec.required,
                options=options,
                chosen=frozenset({"on"} if value == "on" else ()),
                rows=4 if spec.required else 2,
            )
        )
    return shown


def widget(said: str, name: str) -> str:
    """How a type of field is shown."""
    if name == "code":
        return "choice"
    return {
        "number": "number",
        "flag": "tick",
        "choice": "choice",
        "text": "text",
        "condition": "text",
    }.get(said, "lines")


def word_fields(rule: Mapping[str, Any], sent: Sent | None) -> list[Field]:
    """What an editor reads when it fires."""
    return [
        Field(
            name,
            label,
            one(sent, name) if sent is not None else str(rule.get(name) or ""),
            help_words,
            "long",
        )
        for name, label, help_words in WORDS
    ]


def stage_fields(rule: Mapping[str, Any], sent: Sent | None) -> list[Field]:
    """The most the rule may come to, by stage."""
    most = wanted(rule)
    options = tuple((weight.value, said) for weight, said in WEIGHTS)
    return [
        Field(
            f"at-{stage.value}",
            label,
            (one(sent, f"at-{stage.value}") if sent is not None else most[stage].value)
            or most[stage].value,
            type="choice",
            options=options,
            required=True,
        )
        for stage, label in STAGES
    ]


def example_rows(rule: Mapping[str, Any], sent: Sent | None) -> list[ExampleRow]:
    """Each example, and an empty row for the next."""
    if sent is not None:
        rows = [row_of(sent, n) for n in places(sent)]
        nth = max((row.at for row in rows), default=-1) + 1
        if rows and blank(rows[-1]):
            return rows
        return [*rows, ExampleRow(nth, "must_match", "", "", "", "", near_miss=False, intended="")]
    stored = [(name, draft) for name, _ in LISTS for draft in rule.get(name) or []]
    rows = [shown(n, name, draft) for n, (name, draft) in enumerate(stored)]
    name = "must_match" if len(rule.get("must_match") or []) < 2 else "must_not_match"
    return [*rows, ExampleRow(len(rows), name, "", "", "", "", near_miss=False, intended="")]


def shown(n: int, name: str, draft: Mapping[str, Any]) -> ExampleRow:
    """A stored example in the form."""
    return ExampleRow(
        at=n,
        list=name,
        headline=str(draft.get("headline", "")),
        dek=str(draft.get("dek", "")),
        body=str(draft.get("body", "")),
        links="\n".join(str(href) for href in draft.get("links") or []),
        near_miss=bool(draft.get("near_miss")),
        intended=str(draft.get("intended", "")),
    )


def places(sent: Sent) -> list[int]:
    """Numbers of the rows that were sent."""
    found = [int(m.group(1)) for name in sent if (m := EXAMPLE.fullmatch(name))]
    return sorted(found)[:AT_MOST]


def row_of(sent: Sent, n: int) -> ExampleRow:
    """One row as typed."""
    return ExampleRow(
        at=n,
        list=one(sent, f"list-{n}"),
        headline=one(sent, f"headline-{n}"),
        dek=one(sent, f"dek-{n}"),
        body=one(sent, f"body-{n}"),
        links=one(sent, f"links-{n}"),
        near_miss=bool(one(sent, f"near-{n}")),
        intended=one(sent, f"intended-{n}"),
    )


def blank(row: ExampleRow) -> bool:
    """Whether nothing was written in a row."""
    return not (row.headline or row.dek or row.body or row.links)


def read_rule(rule: Mapping[str, Any], sent: Sent) -> tuple[Json, Errors, dict[tuple[str, int], int]]:  # fmt: skip
    """The rule from what was sent, what is wrong field by field, and where each example stands in the form."""
    kind = str(rule["structured"]["kind"])
    typed = from_form(kind, {spec.name: one(sent, spec.name) for spec in FIELDS[kind]})
    kept = {k: rule["structured"][k] for k in ("scope", "severity") if k in rule["structured"]}
    read: Json = {**rule, "structured": {**typed, **kept}, "enforcement": {}}
    for name, _, _ in WORDS:
        read[name] = one(sent, name)
        if not read[name]:
            read.pop(name)
    for stage in Stage:
        said = one(sent, f"at-{stage.value}")
        read["enforcement"][stage.value] = said if said in set(Enforcement) else "shadow"
    read["must_match"], read["must_not_match"], where = [], [], {}
    for n in places(sent):
        row = row_of(sent, n)
        if blank(row) or row.list not in {"must_match", "must_not_match"}:
            continue
        where[row.list, len(read[row.list])] = n
        read[row.list].append(stored(row))
    return read, wrong_with(read), where


def stored(row: ExampleRow) -> Json:
    """A row as an example is stored."""
    draft: Json = {
        "headline": row.headline,
        "dek": row.dek,
        "body": row.body,
        "links": lines({"links": [row.links]}, "links"),
    }
    if row.near_miss and row.list == "must_not_match":
        draft["near_miss"] = True
    if row.intended:
        draft["intended"] = row.intended
    return draft


def wrong_with(rule: Mapping[str, Any]) -> Errors:
    """What is wrong with a rule's fields, each at its own."""
    errors: Errors = {}
    for said in problems(rule["structured"]):
        errors.setdefault(field_of(said, rule), tidy(said, rule))
    if not errors:
        try:
            parse_rule(str(rule["key"]), rule["structured"], dict(rule))
        except (RuleError, ValueError, TypeError) as wrong:
            errors[field_of(str(wrong), rule)] = str(wrong)
    return errors


def field_of(said: str, rule: Mapping[str, Any]) -> str:
    """The field a sentence speaks of: the one it names, the one that holds what it quotes, or the first."""
    names = [spec.name for spec in FIELDS[str(rule["structured"]["kind"])]]
    quoted = re.findall(r"“([^”]*)”", said)
    for word in quoted:
        if word in names:
            return str(word)
    shown_words = to_form(rule["structured"])
    for word in quoted:
        for name in names:
            if word and word in shown_words.get(name, ""):
                return name
    return names[0]


def tidy(said: str, rule: Mapping[str, Any]) -> str:
    """A sentence about a stored field with the label an editor sees."""
    for spec in FIELDS[str(rule["structured"]["kind"])]:
        said = said.replace(f"“{spec.name}” is needed: ", f"{spec.label} is needed. ")
        said = said.replace(f"“{spec.name}” is wrong. ", "This cannot be read. ")
    return said
