"""The query language of search and watches, read into parts and compiled to PostgreSQL's. Pure.

Words, “phrases”, AND, OR, NOT, brackets, a `*` for any rest of a word; side by side means AND.
`class:official`, `lang:uk`, `source:lantern-wire`, `urgency:flash` and their like stand beside the
words and narrow them. A name finds all its spellings (trigrams do not find Kyiv for Kiev).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from wires import spelled
from wires.spelled import Form

TOKEN = re.compile(
    r"\s*(?:(\()|(\))|[“”„«»\"]([^“”„«»\"]+)[“”„«»\"]|([^\s()“”„«»\"]+(?:(?<=:)[“”\"][^“”\"]+[“”\"])?))"
)
FIELD = re.compile(r"(-?)([a-z]+):(.+)", re.DOTALL)
FIELDS = {
    "class": "class:official, as the register has it",
    "lang": "lang:uk, a code of two letters",
    "source": "source:lantern-wire, a source’s short name",
    "urgency": "urgency:flash, bulletin or urgent",
    "place": "place:kyiv, a place the desk knows",
    "state": "state:edited, withdrawn, killed, corrected or embargoed",
}
LONGEST = 300
DEEPEST = 20
WORD = re.compile(r"\w")
QUOTES = re.compile(r"['’ʼ‘`\\]+")


class QueryError(ValueError):
    """A sentence that says where a query cannot be read."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A word or a phrase as typed, with every form it is looked for in."""

    said: str
    forms: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class Both:
    """Parts that must all stand."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Either:
    """Parts of which one must stand."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Without:
    """A part that must not stand."""

    part: "Node"


Node = Leaf | Both | Either | Without


@dataclass(frozen=True, slots=True)
class Field:
    """`name:value` beside the words; negated by a minus or NOT."""

    name: str
    value: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A query read: its words as a tree, None where there are only fields."""

    words: Node | None
    fields: tuple[Field, ...] = ()

    @property
    def tsquery(self) -> str:
        """Text for `to_tsquery('simple', wire_fold(…))`; empty where there are no words."""
        return compiled(self.words) if self.words else ""

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """The words that are looked for, in the order typed."""
        return tuple(leaves(self.words)) if self.words else ()

    @property
    def narrows(self) -> bool:
        """Whether something must be there: NOT alone is nearly everything."""
        wanted = self.words is not None and demands(self.words)
        return wanted or any(not one.negated for one in self.fields)


def leaves(node: Node) -> Iterator[Leaf]:
    """Leaves that are wanted; those under NOT are not."""
    if isinstance(node, Leaf):
        yield node
    elif isinstance(node, Both | Either):
        for part in node.parts:
            yield from leaves(part)


def demands(node: Node) -> bool:
    """Whether nothing matches without at least one word being there."""
    if isinstance(node, Leaf):
        return True
    if isinstance(node, Both):
        return any(map(demands, node.parts))
    return isinstance(node, Either) and all(map(demands, node.parts))


def compiled(node: Node) -> str:
    """A tree as tsquery text, each operand quoted whole so that PostgreSQL parts its words."""
    if isinstance(node, Leaf):
        return joined(" | ", [quoted(form) for form in node.forms])
    if isinstance(node, Without):
        return f"!{compiled(node.part)}"
    mark = " & " if isinstance(node, Both) else " | "
    return joined(mark, [compiled(part) for part in node.parts])


def joined(mark: str, parts: list[str]) -> str:
    """Parts with a mark between, in brackets if there are several."""
    return parts[0] if len(parts) == 1 else f"({mark.join(parts)})"


def quoted(form: Form) -> str:
    """One operand."""
    return f"'{QUOTES.sub(' ', form.words)}'" + (":*" if form.rest else "")


def compile_query(query: str) -> str:
    """The tsquery text of a query that has words; raises QueryError."""
    asked = read(query)
    if not asked.tsquery:
        raise QueryError("There is no word to look for.")
    return asked.tsquery


def read(query: str) -> Asked:
    """A query as its parts; raises QueryError with a sentence."""
    if len(query) > LONGEST:
        raise QueryError(f"A query can have {LONGEST} characters.")
    reader = Reader([m.groups() for m in TOKEN.finditer(query) if m.group().strip()])
    words = reader.either(0)
    if reader.at < len(reader.tokens):
        raise QueryError("There is a bracket too many.")
    if words is None and not reader.fields:
        raise QueryError("There is no word to look for.")
    return Asked(words, tuple(reader.fields))


@dataclass(slots=True)
class Reader:
    """Reads tokens once, left to right."""

    tokens: list[tuple[str | None, ...]]
    at: int = 0
    fields: list[Field] = field(default_factory=list)

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

    def either(self, depth: int) -> Node | None:
        """Parts joined by OR."""
        if depth > DEEPEST:
            raise QueryError("Brackets stand too deep.")
        before = len(self.fields)
        parts = [self.all(depth)]
        while self.word("OR"):
            parts.append(self.all(depth))
        if len(parts) == 1:
            return parts[0]
        if len(self.fields) > before:
            raise QueryError(
                f"“{self.fields[-1].name}:” stands beside the words, not beside an OR."
            )
        if None in parts:
            raise QueryError("Something is missing beside OR.")
        return Either(tuple(part for part in parts if part))

    def all(self, depth: int) -> Node | None:
        """Parts that must all stand; words in a row that are one name are one part."""
        parts: list[Node] = []
        began = self.at
        while (token := self.peek()) is not None and not token[1] and token[3] != "OR":
            if self.word("AND"):
                if self.at - 1 == began:
                    raise QueryError("Something is missing before AND.")
                after = self.peek()
                if after is None or after[1] or after[3] in {"OR", "AND"}:
                    raise QueryError("Something is missing after AND.")
                continue
            part = self.name() or self.one(depth)
            if part:
                parts.append(part)
        return Both(tuple(parts)) if len(parts) > 1 else (parts[0] if parts else None)

    def name(self) -> Leaf | None:
        """Several bare words in a row that the table of spellings knows as one name."""
        for count in range(spelled.longest(), 1, -1):
            said = [token[3] for token in self.tokens[self.at : self.at + count]]
            if len(said) == count and all(said):
                words = " ".join(word for word in said if word)
                if known := spelled.named(words):
                    self.at += count
                    return Leaf(words, known)
        return None

    def one(self, depth: int) -> Node | None:
        """A word, a phrase, a bracket, a NOT, or a field."""
        if self.word("NOT"):
            return self.negated(depth)
        token = self.peek()
        if token is None:
            return None
        self.at += 1
        if token[0]:
            return self.bracket(depth)
        if token[2]:
            return leaf(token[2])
        said = token[3] or ""
        if said.rstrip(":") in FIELDS and said.endswith(":"):
            raise QueryError(f"“{said}” needs a value: {FIELDS[said[:-1]]}.")
        if (given := FIELD.fullmatch(said)) and given[2] in FIELDS:
            if depth:
                raise QueryError(f"“{given[2]}:” stands beside the words, not inside brackets.")
            self.fields.append(Field(given[2], given[3].strip('“”"'), bool(given[1])))
            return None
        return leaf(said.rstrip("*"), rest=said.endswith("*"))

    def negated(self, depth: int) -> Node | None:
        """What stands after NOT."""
        token = self.peek()
        given = FIELD.fullmatch((token and token[3]) or "")
        if given and given[2] in FIELDS and not depth:
            self.at += 1
            self.fields.append(Field(given[2], given[3].strip('“”"'), negated=True))
            return None
        if depth > DEEPEST:
            raise QueryError("NOT stands too often.")
        stands = token and not token[1] and token[3] not in {"AND", "OR"}
        inner = (self.name() or self.one(depth + 1)) if stands else None
        if inner is None:
            raise QueryError("Something is missing after NOT.")
        return Without(inner)

    def bracket(self, depth: int) -> Node | None:
        """What stands in brackets."""
        inner = self.either(depth + 1)
        closing = self.peek()
        if not closing or not closing[1]:
            raise QueryError("A bracket is not closed.")
        self.at += 1
        return inner


def leaf(said: str, *, rest: bool = False) -> Leaf | None:
    """A word or phrase in all its forms; None where there is no letter in it."""
    words = " ".join(QUOTES.sub(" ", said).split())
    return Leaf(words, spelled.forms(words, rest=rest)) if WORD.search(words) else None
