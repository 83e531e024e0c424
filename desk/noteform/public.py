"""Sentences for readers as a form: in the house’s language, and in others where a note has words for them. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desk.noteform.given import Errors, Sent, many, one
from desk.noteform.words import Json
from desk.policy.tongues import is_language, same_language


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence in another language, as a form shows it."""

    at: int
    language: str
    text: str
    otherwise: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence for readers, as a form shows it."""

    at: int
    text: str
    otherwise: str
    intention: bool
    rules: frozenset[str]
    wordings: tuple[Wording, ...]
    wrong: str


def rows(stored: Sequence[Mapping[str, Any]], sent: Sent | None, errors: Errors) -> list[Sentence]:
    """Each sentence, and one empty row to write the next in."""
    said = stored if sent is None else sentences_of(sent)
    return [row(n, one, errors) for n, one in enumerate([*said, {}])]


def row(at: int, said: Mapping[str, Any], errors: Errors) -> Sentence:
    """One sentence with its wordings, and an empty one to write the next in."""
    others = [*(said.get("in") or {}).items(), ("", {})]
    return Sentence(
        at,
        str(said.get("text", "")),
        str(said.get("otherwise", "")),
        bool(said.get("intention")),
        frozenset(said.get("rules") or ()),
        tuple(
            Wording(m, code, str(words.get("text", "")), str(words.get("otherwise", "")))
            for m, (code, words) in enumerate(others)
        ),
        errors.get(f"text-{at}", ""),
    )


def numbered(sent: Sent, prefix: str) -> list[int]:
    """The numbers of the fields whose names begin so, in order."""
    ends = (name.removeprefix(prefix) for name in sent if name.startswith(prefix))
    return sorted(int(end) for end in ends if end.isdigit() and len(end) < 4)


def sentences_of(sent: Sent) -> list[Json]:
    """Sentences as typed, in order; an empty one is taken out."""
    found: list[Json] = []
    for n in numbered(sent, "text-"):
        text = one(sent, f"text-{n}")
        if not text:
            continue
        said: Json = {"text": text, "rules": many(sent, f"rules-{n}")}
        if otherwise := one(sent, f"otherwise-{n}"):
            said["otherwise"] = otherwise
        if one(sent, f"intention-{n}"):
            said["intention"] = True
        if others := wordings_of(sent, n):
            said["in"] = others
        found.append(said)
    return found


def wordings_of(sent: Sent, n: int) -> Json:
    """A sentence’s words in other languages, by code; of one language typed twice the later."""
    found: Json = {}
    for m in numbered(sent, f"in-{n}-"):
        code = one(sent, f"in-{n}-{m}")
        text, otherwise = one(sent, f"said-{n}-{m}"), one(sent, f"else-{n}-{m}")
        if code or text or otherwise:
            found[code] = {"text": text} | ({"otherwise": otherwise} if otherwise else {})
    return found


def read(sent: Sent, keys: Sequence[str], house: str) -> tuple[list[Json], Errors]:
    """Sentences for readers; each is tied to rules of the note or marked as intention."""
    said, errors = sentences_of(sent), Errors()
    for n, row in enumerate(said):
        row["rules"] = [key for key in row["rules"] if key in keys]
        if wrong := wrong_with(row, house):
            errors[f"text-{n}"] = wrong
    return said, errors


def wrong_with(said: Json, house: str) -> str:
    """What a sentence lacks."""
    if not said["rules"] and not said.get("intention"):
        return "Tie it to a rule that makes it true, or mark it as an intention."
    if said["rules"] and not said.get("otherwise"):
        return "Write what is printed where a piece does not meet it."
    tied = bool(said["rules"])
    others = (said.get("in") or {}).items()
    wrong = (wrong_in(code, words, house, tied=tied) for code, words in others)
    return next(filter(None, wrong), "")


def wrong_in(code: str, words: Json, house: str, *, tied: bool) -> str:
    """What a sentence lacks in another language."""
    if not is_language(code):
        return f"“{code[:20]}” is no language code. Write uk, or pt-BR."
    if same_language(code, house):
        return f"{code} is the house’s own language: its words stand above."
    if not words.get("text"):
        return f"Write the sentence in {code}, or take the language out."
    if tied and not words.get("otherwise"):
        return f"Write in {code} what is printed where a piece does not meet it."
    return ""


def words_of(said: Mapping[str, Any]) -> str:
    """A sentence with its second wording, and both in other languages, in one line."""
    second = "intention" if said.get("intention") else said.get("otherwise", "")
    others = [
        f"{code}: {words.get('text', '')} ({words.get('otherwise', '')})".removesuffix(" ()")
        for code, words in sorted((said.get("in") or {}).items())
    ]
    return " ".join([f"{said.get('text', '')} ({second})", *others])
