"""What a stored form has wrong, and the lines an editor types as a stored form and back. Pure."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from desk.policy.kinds.fields import COMMON, FIELDS, NEAR, Field, Json


def problems(structured: Mapping[str, Any]) -> list[str]:
    """What the stored form of a rule lacks or has wrong, in sentences; empty where it fits its schema."""
    kind = str(structured.get("kind"))
    known = {one.name: one for one in FIELDS[kind]}
    if "zones" in known:
        known["zone"] = Field("zone", "Where", "", "zone")
    found = [
        f"A rule of kind {kind} has no “{name}”. It has {', '.join(known)}."
        for name in structured
        if name not in known and name not in COMMON
    ]
    for name, one in known.items():
        if structured.get(name) is None:
            found += [f"“{name}” is needed: {one.help}"] if one.required else []
        elif not fits(one, structured[name]):
            found.append(f"“{name}” is wrong. {one.help or 'It is a whole number.'}".strip())
    return found


def fits(one: Field, value: object) -> bool:
    """Whether a value has the form of its field."""
    return FITS.get(one.type, word)(value)


def words(value: object) -> bool:
    """One word or pattern, or a list of them with something in it."""
    return word(value) or (isinstance(value, list) and bool(value) and all(map(word, value)))


def lines(value: object) -> bool:
    """A list of words, perhaps an empty one."""
    return isinstance(value, list) and all(map(word, value))


def pairs(value: object) -> bool:
    """Pairs with words on both sides."""
    return isinstance(value, dict) and bool(value) and all(map(word, [*value, *value.values()]))


def days(value: object) -> bool:
    """Names with a date each."""
    return pairs(value) and isinstance(value, dict) and all(map(day, value.values()))


def number(value: object) -> bool:
    """A whole number that is not below nought."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def distance(value: object) -> bool:
    """How near something must stand."""
    return isinstance(value, str) and bool(re.fullmatch(NEAR, value))


def word(value: object) -> bool:
    """Whether a value is a string with something in it."""
    return isinstance(value, str) and value != ""


def day(value: object) -> bool:
    """Whether a value is a date as 2022-02-24."""
    try:
        return isinstance(value, str) and bool(date.fromisoformat(value))
    except ValueError:
        return False


FITS: dict[str, Callable[[object], bool]] = {
    "terms": words,
    "classes": words,
    "zones": words,
    "lines": lines,
    "pairs": pairs,
    "days": days,
    "number": number,
    "choice": distance,
    "flag": lambda value: isinstance(value, bool),
    "condition": lambda value: isinstance(value, str),
}


def from_form(kind: str, given: Mapping[str, str]) -> Json:
    """The stored form of what was typed into a kind's form; empty fields are left out."""
    out: Json = {"kind": kind}
    for one in FIELDS[kind]:
        said = given.get(one.name, "").strip()
        if said:
            out[one.name] = typed(one, said)
    return out


def typed(one: Field, said: str) -> object:
    """One field's words as its value; what cannot be read stays as typed and `problems` tells of it."""
    each = [line.strip() for line in said.splitlines() if line.strip()]
    match one.type:
        case "terms" | "classes" | "zones" | "lines":
            return each[0] if one.type == "terms" and len(each) == 1 else each
        case "pairs" | "days":
            halves = [line.partition("=") for line in each]
            return {old.strip(): new.strip() for old, _, new in halves}
        case "number":
            return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else said
        case "flag":
            return said.lower() in {"on", "true", "yes", "1"}
        case "condition":
            return " & ".join(each)
    return said


def to_form(structured: Mapping[str, Any]) -> dict[str, str]:
    """A stored form as the words of its kind's form."""
    out: dict[str, str] = {}
    for one in FIELDS[str(structured.get("kind"))]:
        value = structured.get(one.name)
        if one.name == "zones" and value is None:
            value = structured.get("zone")
        out[one.name] = shown(value)
    return out


def shown(value: object) -> str:
    """One value as it is typed."""
    if isinstance(value, list):
        return "\n".join(str(v) for v in value)
    if isinstance(value, dict):
        return "\n".join(f"{old} = {new}" for old, new in value.items())
    if isinstance(value, bool):
        return "on" if value else ""
    return "" if value is None else str(value)
