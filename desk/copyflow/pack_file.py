"""Packs as files that come and go: somebody else's pack read with care, and our notes as a pack."""

import json
import re
from collections.abc import Iterable
from copy import deepcopy
from datetime import date
from typing import Any

from django.utils.text import slugify

from desk.copyflow import draft_note, proven
from desk.copyflow.classify import CHOICES
from desk.errors import Unsound
from desk.models import PolicyVersion
from desk.policy import article, packs, proof

LARGEST = 2_000_000  # bytes
MOST_NOTES = 200
BESIDE = {"sources": list, "classes": dict, "anchors": dict, "swaps": list}
Json = dict[str, Any]


def read(sent: bytes) -> Json:
    """A pack from a file that somebody sent; every refusal says what in it is wrong."""
    if len(sent) > LARGEST:
        raise Unsound("This file is larger than two megabytes.", field="file")
    try:
        data = article.load(sent.decode("utf-8-sig").replace("\\u0000", ""))
    except (UnicodeDecodeError, ValueError, RecursionError) as wrong:
        said = str(wrong) if isinstance(wrong, json.JSONDecodeError) else "it is no JSON in UTF-8"
        raise Unsound(f"This file cannot be read: {said}.", field="file") from wrong
    if not isinstance(data, dict) or not isinstance(data.get("notes"), list):
        raise Unsound("This is not a pack: it holds no list of notes.", field="file")
    if not 0 < len(data["notes"]) <= MOST_NOTES:
        raise Unsound(f"A pack holds 1 to {MOST_NOTES} notes.", field="file")
    data["name"] = slugify(str(data.get("name") or ""))[:80]
    if not data["name"]:
        raise Unsound("The pack has no name.", satisfy="Give it one: “name”.", field="file")
    need_beside(data)
    for n, note in enumerate(data["notes"], 1):
        need_note(note, n, data)
    return data


def need_beside(data: Json) -> None:
    """What stands beside the notes: sources, classes, days, sides."""
    for name, form in BESIDE.items():
        data.setdefault(name, form())
        if not isinstance(data[name], form):
            raise Unsound(f"“{name}” of the pack is no {form.__name__}.", field="file")
    unread = [
        *(f"source {n}" for n, one in enumerate(data["sources"], 1) if not is_source(one)),
        *(f"the class “{name}”" for name, one in data["classes"].items() if not is_class(one)),
        *(f"the day “{name}”" for name, one in data["anchors"].items() if not is_day(one)),
        *(
            f"swap {n}"
            for n, one in enumerate(data["swaps"], 1)
            if not (is_words(one) and len(one) == 2)
        ),
    ]
    if unread:
        raise Unsound(
            f"Beside the notes, {unread[0]} cannot be read.",
            satisfy="A source has a name, and facts that the register knows; a day is 2022-02-24.",
            field="file",
        )


def is_words(said: object, longest: int = 200) -> bool:
    """A list of words, each as long as a column holds."""
    return isinstance(said, list) and all(
        isinstance(one, str) and len(one) <= longest for one in said
    )


def is_source(said: object) -> bool:
    """A source with its name and facts of the register's own words."""
    if not isinstance(said, dict) or not said.get("name"):
        return False
    texts = [said.get(name) or "" for name in ("name", "key", "owner", "side")]
    lists = [said.get(name) or [] for name in ("handles", "domains", "aliases")]
    return (
        is_words(texts)
        and all(is_words(one, 120) for one in lists)
        and is_words([said.get("country") or ""], 2)
        and all(not said.get(name) or said[name] in values for name, values in CHOICES.items())
    )


def is_class(said: object) -> bool:
    """Facts with the values they may have, or a list of such."""
    if isinstance(said, list):
        return all(isinstance(one, dict) and is_class(one) for one in said)
    return isinstance(said, dict) and all(
        isinstance(one, str) or is_words(one) for one in said.values()
    )


def is_number(said: object) -> bool:
    """The number of a version."""
    return isinstance(said, int) and not isinstance(said, bool) and 0 < said < 1_000_000


def is_day(said: object) -> bool:
    """A day as 2022-02-24."""
    try:
        return isinstance(said, str) and bool(date.fromisoformat(said))
    except ValueError:
        return False


def need_note(note: object, n: int, pack: Json) -> None:
    """One note of a pack: its slug, its title, its rules and its own examples."""
    if not isinstance(note, dict):
        raise Unsound(f"Note {n} is no note.", field="file")
    slug, title = named(note, n)
    try:
        for rule in note.get("rules", []):
            if not re.fullmatch(r"[\w.-]{1,100}", str(rule["key"])):
                raise Unsound(
                    f"{title}: a rule’s name is letters, digits, dots and hyphens.", field="file"
                )
        packs.parse_note(slug, title, 1, note)
        failing = proven.failing_in(note, proof.ground(pack))
    except packs.PackError as wrong:
        raise Unsound(str(wrong), field="file") from wrong
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        raise Unsound(f"{title}: a part of it cannot be read ({wrong}).", field="file") from wrong
    if failing:
        raise Unsound(f"{title}: {failing[0]}.", satisfy="Mend the rule or the example.", field="file")  # fmt: skip


def named(note: Json, n: int) -> tuple[str, str]:
    """The slug and the title of a note whose number and lines of advice can be read."""
    slug, title = str(note.get("slug") or ""), str(note.get("title") or "").strip()
    if not title or slug != slugify(slug)[:80] or not slug or slug in draft_note.RESERVED:
        raise Unsound(f"Note {n} needs a title, and a slug of small letters.", field="file")
    if not are_lines(note.get("guidance") or []) or not is_number(note.get("version", 1)):
        raise Unsound(
            f"Note {n}: its guidance or its version cannot be read.",
            satisfy="Guidance is a list of lines, each with its cue if it has one; a version is a whole number.",
            field="file",
        )
    return slug, title


def are_lines(said: object) -> bool:
    """Lines of advice, none longer than a form takes; what each may say is read with the note."""
    return isinstance(said, list) and all(
        isinstance(one, str | dict) and len(str(one)) <= 20_000 for one in said
    )


def pack_of(name: str, title: str, versions: Iterable[PolicyVersion]) -> Json:
    """Notes as a pack: as they are written, with what their own packs know of sources."""
    pack: Json = {"name": slugify(name)[:80], "title": title.strip(), "notes": []}
    beside: Json = {part: form() for part, form in BESIDE.items()}
    for version in versions:
        note = deepcopy(proven.with_added(version))
        note |= {
            "slug": version.note.slug,
            "title": proven.title_of(version),
            "version": version.number,
        }
        pack["notes"].append(note)
        gather(beside, version.pack_data)
    if not pack["notes"] or not pack["name"]:
        raise Unsound("Choose at least one note, and a name for the pack.", field="name")
    return {**pack, **beside}


def gather(beside: Json, own: Json) -> None:
    """What one version's pack knows, each source and pair once."""
    for part in ("classes", "anchors"):
        beside[part] |= own.get(part) or {}
    for part in ("sources", "swaps"):
        beside[part] += [one for one in own.get(part) or [] if one not in beside[part]]


def as_text(pack: Json) -> str:
    """The file."""
    return json.dumps(pack, ensure_ascii=False, indent=1) + "\n"
