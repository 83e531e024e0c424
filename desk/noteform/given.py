"""What a browser sent, and fields as a form shows them. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from desk.policy.types import Enforcement, Stage

Sent = Mapping[str, Sequence[str]]
Errors = dict[str, str]
LONGEST = 20_000  # characters of one field: more is a mistake of somebody's clipboard
STAGES = (
    (Stage.SUBMIT, "Submit"),
    (Stage.APPROVE, "Approve"),
    (Stage.PUBLISH, "Publish"),
    (Stage.UPDATE, "Update"),
)
WEIGHTS = (
    (Enforcement.SHADOW, "shadow"),
    (Enforcement.ADVISORY, "advises"),
    (Enforcement.BLOCKING, "blocks"),
)


@dataclass(frozen=True, slots=True)
class Field:
    """One field: how it is shown, what stands in it, and what is wrong with that.

    `type` is text, long, lines, number, date, hour, choice, many or tick; `options` are pairs of
    value and words, `chosen` the values of those that are picked.
    """

    name: str
    label: str
    value: str = ""
    help: str = ""
    type: str = "text"
    wrong: str = ""
    required: bool = False
    options: tuple[tuple[str, str], ...] = ()
    chosen: frozenset[str] = frozenset()
    rows: int = 2


def one(sent: Sent, name: str) -> str:
    """A field's words, without a zero sign that no database keeps."""
    values = sent.get(name) or [""]
    return str(values[0]).replace("\x00", "").replace("\r\n", "\n").strip()[:LONGEST]


def many(sent: Sent, name: str) -> list[str]:
    """Every value of a field that may have several."""
    return [v for v in (str(v).replace("\x00", "").strip() for v in sent.get(name) or []) if v]


def lines(sent: Sent, name: str) -> list[str]:
    """One value a line."""
    return [line.strip() for line in one(sent, name).splitlines() if line.strip()]


def day(sent: Sent, name: str, errors: Errors) -> date | None:
    """A day, or what is wrong with it."""
    said = one(sent, name)
    if not said:
        return None
    try:
        return date.fromisoformat(said)
    except ValueError:
        errors[name] = f"“{said[:40]}” is no day. Write it as 2026-07-02."
        return None


def hour(sent: Sent, name: str, errors: Errors) -> datetime | None:
    """An hour in UTC, or what is wrong with it."""
    said = one(sent, name).removesuffix("Z")
    if not said:
        return None
    try:
        found = datetime.fromisoformat(said)
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        errors[name] = f"“{said[:40]}” is no hour. Write it as 2026-07-02T18:00, in UTC."
        return None


def shown_hour(value: datetime | None) -> str:
    """An hour as a field takes it."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M") if value else ""


def raw(sent: Sent, names: Sequence[str]) -> dict[str, Any]:
    """What was typed, to be kept where it cannot be taken."""
    return {
        name: [str(v).replace("\x00", "")[:LONGEST] for v in sent[name]]
        for name in names
        if name in sent
    }
