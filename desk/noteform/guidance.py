"""Guidance as a form: lines that are always shown, and lines that wait for their cue. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desk.noteform.given import Errors, Sent, lines, many, one
from desk.noteform.words import Json, known_places
from desk.policy import advice
from desk.policy.rules import RuleError

CLAIMS = tuple((name, claim.label) for name, claim in advice.CLAIMS.items())


@dataclass(frozen=True, slots=True)
class Row:
    """A line with its cue, as a form shows it."""

    at: int
    text: str
    terms: str
    places: str
    claims: frozenset[str]
    wrong: str


@dataclass(frozen=True, slots=True)
class Form:
    """All lines of a note: those without a cue one below the other, and one row for each other."""

    always: str
    rows: tuple[Row, ...]


def form(stored: Sequence[Any], sent: Sent | None, errors: Errors) -> Form:
    """The lines as stored or as typed, and one empty row to write the next in."""
    always = [line for line in stored if isinstance(line, str)]
    cued = [line for line in stored if not isinstance(line, str)]
    if sent is not None:
        always, cued = lines(sent, "guidance"), cued_of(sent)
    rows = tuple(row(n, said, errors) for n, said in enumerate([*cued, {}]))
    return Form("\n".join(always), rows)


def row(at: int, said: Mapping[str, Any], errors: Errors) -> Row:
    """One line with its cue."""
    cue = said.get("cue") or {}
    return Row(
        at,
        str(said.get("text", "")),
        "\n".join(cue.get("terms") or []),
        "\n".join(cue.get("places") or []),
        frozenset(cue.get("claims") or ()),
        errors.get(f"advice-{at}", ""),
    )


def cued_of(sent: Sent) -> list[Json]:
    """Lines with their cues as typed, in order; a row in which nothing stands is taken out."""
    places = sorted(int(k[7:]) for k in sent if k.startswith("advice-") and k[7:].isdigit() and len(k) < 11)  # fmt: skip
    found: list[Json] = []
    for n in places:
        cue = {
            "terms": lines(sent, f"terms-{n}"),
            "places": lines(sent, f"places-{n}"),
            "claims": many(sent, f"claims-{n}"),
        }
        said: Json = {"text": one(sent, f"advice-{n}"), "cue": {k: v for k, v in cue.items() if v}}
        if said["text"] or said["cue"]:
            found.append(said)
    return found


def read(sent: Sent) -> tuple[list[Any], Errors]:
    """The lines from what was sent; a cue that nothing can bring is told at its line."""
    rows, errors = cued_of(sent), Errors()
    for n, said in enumerate(rows):
        cue = said["cue"]
        if "places" in cue:
            at: Errors = {}
            cue["places"] = known_places({"places": ["\n".join(cue["places"])]}, "places", at)
            errors |= {f"advice-{n}": wrong for wrong in at.values()}
        try:
            advice.parse_cue(cue)
            advice.parse(said)
        except RuleError as wrong:
            errors.setdefault(f"advice-{n}", str(wrong))
    return [*lines(sent, "guidance"), *rows], errors


def said_of(line: Any) -> str:
    """A line of advice with its cue, in words, for a page and for what changes between versions."""
    if isinstance(line, str):
        return line
    cue = cue_words(line.get("cue") or {})
    return (
        f"{line.get('text', '')} (where the copy has {cue})" if cue else str(line.get("text", ""))
    )


def cue_words(cue: Mapping[str, Any]) -> str:
    """A cue in words."""
    words = [f"“{term}”" for term in cue.get("terms") or []]
    places = [str(place) for place in cue.get("places") or []]
    claims = [advice.CLAIMS[c].label for c in cue.get("claims") or [] if c in advice.CLAIMS]
    return " or ".join([*words, *places, *claims])
