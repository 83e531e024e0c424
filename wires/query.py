"""A small query language for search and watches, compiled to PostgreSQL's. Pure.

Words, “phrases”, AND, OR, NOT, brackets, a `*` for any rest of a word; side by side means AND. A
name with several spellings finds all of them (trigrams do not find Kyiv for Kiev).
"""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

TOKEN = re.compile(r"\s*(?:(\()|(\))|[“”\"]([^“”\"]+)[“”\"]|([^\s()“”\"]+))")
LONGEST = 300
DEEPEST = 20


class QueryError(ValueError):
    """A sentence that says where a query cannot be read."""


@lru_cache(maxsize=1)
def spellings() -> dict[str, tuple[str, ...]]:
    """Every spelling of a name, by each of them."""
    table: dict[str, tuple[str, ...]] = {}
    for line in Path(__file__).with_name("spellings.txt").read_text("utf-8").splitlines():
        names = tuple(plain(word) for word in line.split("#")[0].split())
        table |= dict.fromkeys(names, names)
    return table


def plain(word: str) -> str:
    """A word as the index has it: lower case, without accents."""
    decomposed = unicodedata.normalize("NFKD", word.lower())
    # й and ї are letters, not accented ones; unaccent keeps them whole.
    kept = "".join(c for c in decomposed if not unicodedata.combining(c) or c in "\u0306\u0308")
    return unicodedata.normalize("NFC", kept)


def compile_query(query: str) -> str:
    """The text of a tsquery for `to_tsquery('simple', …)`-like casting; raises QueryError."""
    if len(query) > LONGEST:
        raise QueryError(f"A query can have {LONGEST} characters.")
    tokens = [m.groups() for m in TOKEN.finditer(query) if m.group().strip()]
    reader = Reader(tokens)
    compiled = reader.either(0)
    if reader.at < len(tokens):
        raise QueryError("There is a bracket too many.")
    if not compiled:
        raise QueryError("There is no word to look for.")
    return compiled


class Reader:
    """Reads tokens once, left to right."""

    def __init__(self, tokens: list[tuple[str | None, ...]]) -> None:
        self.tokens = tokens
        self.at = 0

    def peek(self) -> tuple[str | None, ...] | None:
        """The token to come."""
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def word(self, name: str) -> bool:
        """Whether the token to come is an operator of that name; takes it if so."""
        token = self.peek()
        if token and token[3] == name:
            self.at += 1
            return True
        return False

    def either(self, depth: int) -> str:
        """Parts joined by OR."""
        if depth > DEEPEST:
            raise QueryError("Brackets stand too deep.")
        parts = [self.all(depth)]
        while self.word("OR"):
            parts.append(self.all(depth))
        if not all(parts):
            raise QueryError("Something is missing beside OR.")
        return parts[0] if len(parts) == 1 else "(" + " | ".join(parts) + ")"

    def all(self, depth: int) -> str:
        """Parts that must all stand."""
        parts: list[str] = []
        while (token := self.peek()) is not None and not token[1] and token[3] != "OR":
            if self.word("AND"):
                if not parts:
                    raise QueryError("Something is missing before AND.")
                continue
            part = self.one(depth)
            if part:
                parts.append(part)
        if not parts:
            return ""
        return parts[0] if len(parts) == 1 else "(" + " & ".join(parts) + ")"

    def one(self, depth: int) -> str:
        """A word, a phrase, a bracket or a NOT."""
        if self.word("NOT"):
            inner = self.one(depth + 1) if self.peek() else ""
            if not inner:
                raise QueryError("Something is missing after NOT.")
            return f"!{inner}"
        token = self.peek()
        if token is None:
            return ""
        self.at += 1
        if token[0]:
            inner = self.either(depth + 1)
            if not (closing := self.peek()) or not closing[1]:
                raise QueryError("A bracket is not closed.")
            self.at += 1
            return f"({inner})" if inner else ""
        if token[2]:
            return phrase(token[2])
        return term(token[3] or "")


def phrase(said: str) -> str:
    """Words that stand side by side."""
    words = [quoted(w) for w in re.findall(r"\w+", plain(said))]
    return "(" + " <-> ".join(words) + ")" if len(words) > 1 else (words[0] if words else "")


def term(said: str) -> str:
    """One word in all its spellings, or its beginning."""
    words = re.findall(r"\w+", plain(said))
    if not words:
        return ""
    if len(words) > 1:
        return phrase(said)
    if said.endswith("*"):
        return f"{quoted(words[0])}:*"
    names = spellings().get(words[0], (words[0],))
    found = [quoted(name) for name in names]
    return found[0] if len(found) == 1 else "(" + " | ".join(found) + ")"


def quoted(word: str) -> str:
    """A lexeme as tsquery text."""
    return "'" + word.replace("'", "''") + "'"
