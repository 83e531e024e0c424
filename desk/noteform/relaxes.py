"""What a note relaxes as a form: a rule of a wider note, what it comes to, and why. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desk.noteform.given import Errors, Sent, one
from desk.noteform.public import numbered
from desk.noteform.words import Json
from desk.policy import relaxing
from desk.policy.rules import RuleError

TO = tuple((weight.value, said) for weight, said in relaxing.TO.items())


@dataclass(frozen=True, slots=True)
class Row:
    """One rule that is relaxed, as a form shows it; `chosen` is its note and key in one value."""

    at: int
    chosen: str
    to: str
    because: str
    gone: bool
    wrong: str


def rows(
    stored: Sequence[Mapping[str, Any]], sent: Sent | None, errors: Errors, offered: Sequence[str]
) -> list[Row]:
    """Each rule that is relaxed, and one empty row to choose the next in."""
    said = stored if sent is None else links_of(sent)
    return [row(n, link, errors, offered) for n, link in enumerate([*said, {}])]


def row(at: int, link: Mapping[str, Any], errors: Errors, offered: Sequence[str]) -> Row:
    """One rule that is relaxed; one that is not offered any more can still be kept or taken out."""
    chosen = f"{link['note']}:{link['rule']}" if link.get("note") else ""
    return Row(
        at,
        chosen,
        str(link.get("to", "")),
        str(link.get("because", "")),
        bool(chosen) and chosen not in offered,
        errors.get(f"relaxed-{at}", ""),
    )


def links_of(sent: Sent) -> list[Json]:
    """Links as typed, in order; a row without a rule or a word is taken out."""
    found: list[Json] = []
    for n in numbered(sent, "relaxed-"):
        note, _, rule = one(sent, f"relaxed-{n}").partition(":")
        because = one(sent, f"because-{n}")
        if note or because:
            found.append(
                {"note": note, "rule": rule, "to": one(sent, f"to-{n}"), "because": because}
            )
    return found


def read(sent: Sent) -> tuple[list[Json], Errors]:
    """What is relaxed from what was sent; each says why."""
    said, errors = links_of(sent), Errors()
    for n, link in enumerate(said):
        try:
            relaxing.parse(link)
        except RuleError as wrong:
            errors[f"relaxed-{n}"] = str(wrong)
    return said, errors


def words_of(link: Mapping[str, Any]) -> str:
    """A link in a line."""
    to = dict(TO).get(str(link.get("to")), "")
    return f"{link.get('rule')} of {link.get('note')} {to}: {link.get('because')}"
