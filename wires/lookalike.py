"""Accounts, domains and names that look like registered ones and are not. Pure.

Letters that look alike are one letter first (Unicode's confusables, those that handles and domains
are made of); then one or two edits are near, in words long enough for that to mean something.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

NEAR = 2
SHORTEST = 4  # letters; below it one edit makes most words alike
LONG = 6  # letters from which two edits are near, below it one
ALIKE = str.maketrans(
    "аеорсухіјѕԁһӏкмтвнгпдзüöäéèáàíìóòúùñç01358$@|!",
    "aeopcyxijsdhlkmtbhrnazuoaeeaaiioouuncoieebsaii",
)
PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("nn", "m"))
PARTS = "_-. "


@dataclass(frozen=True, slots=True)
class Known:
    """A registered source, by what it can be mistaken for."""

    key: str
    name: str
    handles: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Likeness:
    """Why something looks like a registered source: a sentence, and the source."""

    words: str
    key: str


def skeleton(said: str) -> str:
    """A name with letters that look alike made one, without what parts it."""
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", said.casefold()) if not unicodedata.combining(c)
    ).translate(ALIKE)
    for two, one in PAIRS:
        plain = plain.replace(two, one)
    return "".join(c for c in plain if c not in PARTS)


def distance(one: str, other: str, most: int = NEAR) -> int:
    """Edits between two words, a swap of neighbours counted once; `most + 1` where there are more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, before, row = before, row, [i, *([0] * len(other))]
        for j, b in enumerate(other, 1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                row[j] = min(row[j], last[j - 2] + 1)
        if min(row) > most:
            return most + 1
    return row[-1]


def alike(one: str, other: str) -> bool:
    """Whether two names are not the same and can be taken for each other."""
    if not one or not other or one.casefold() == other.casefold():
        return False
    a, b = skeleton(one), skeleton(other)
    if a == b:
        return True
    least = min(len(a), len(b))
    return least >= SHORTEST and distance(a, b) <= (NEAR if least >= LONG else 1)


def likenesses(one: Known, registered: Iterable[Known]) -> list[Likeness]:
    """Which registered sources this one can be mistaken for, each with its strongest reason."""
    return [
        Likeness(words, other.key)
        for other in registered
        if other.key != one.key and (words := likeness(one, other))
    ]


def likeness(one: Known, other: Known) -> str:
    """The first reason that one source can be taken for another, empty where there is none."""
    own = {handle.casefold() for handle in one.handles} | {
        domain.casefold() for domain in one.domains
    }
    theirs = {h.casefold() for h in other.handles} | {d.casefold() for d in other.domains}
    if own & theirs:
        return ""
    for handle, known in product(one.handles, other.handles):
        if alike(handle, known):
            return f"@{handle} looks like @{known}, the account of {other.name}."
    for domain, known in product(one.domains, other.domains):
        if alike(bare(domain), bare(known)):
            return f"{domain} looks like {known}, the site of {other.name}."
    if one.name and skeleton(one.name) == skeleton(other.name) and own and theirs:
        return f"It bears the name of {other.name} and has another account or site."
    return ""


def bare(domain: str) -> str:
    """A domain without its www and its last part: bbc.co and bbc.com are alike."""
    parts = domain.casefold().removeprefix("www.").split(".")
    return ".".join(parts[:-1]) if len(parts) > 1 and len(parts[0]) >= 4 else ".".join(parts)
