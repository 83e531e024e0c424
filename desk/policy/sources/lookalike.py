"""Whether one account’s name can be taken for another’s. Pure.

Letters that look alike count as one; of longer names also one letter put in, left out, changed or
turned round. A name with words added is another account and not a look-alike.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from desk.policy.sources import almanac
from desk.policy.sources.binding import RUN

# Pairs first, since rn reads as m; capital I, l, 1 and i are one shape in most faces.
PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"))
SHAPES = str.maketrans("I1|!0O5$ı", "llllooss" + "l")
MIDDLING, LONG = 6, 8
VERY_LONG = 11
LEAST, LONGEST = 5, 40  # letters of a word or name that an account may copy
Shaped = dict[str, list[tuple[int, str]]]


@lru_cache(maxsize=4096)
def shape(name: str) -> str:
    """A name as the eye takes it: look-alike letters folded together."""
    flat = name.translate(SHAPES).lower().replace("i", "l")
    flat = bare(flat)
    for pair, one in PAIRS:
        flat = flat.replace(pair, one)
    return flat


def twin_of(handle: str, known: Iterable[tuple[str, str]]) -> str:
    """The name behind a registered account that this one looks like; nothing where it is registered itself."""
    pairs = list(known)
    if any(handle.lower() == other.lower() for other, _ in pairs):
        return ""
    return next((name for other, name in pairs if alike(handle, other)), "")


@lru_cache(maxsize=8192)
def alike(handle: str, other: str) -> bool:
    """Whether two different accounts’ names can be taken for one another."""
    one, two = handle.lower(), other.lower()
    if min(len(one), len(two)) < 3 or abs(len(one) - len(two)) > 2 or bare(one) == bare(two):
        return False
    if shape(handle) == shape(other):
        return True
    return min(len(one), len(two)) >= LEAST and misspelled(one, two)


def misspelled(one: str, two: str) -> bool:
    """Whether one of two names in small letters reads as the other with a letter or two gone wrong."""
    longer, shorter = sorted((one, two), key=len, reverse=True)
    if longer == shorter + shorter[-1]:
        return True
    if longer.startswith(shorter) or longer.endswith(shorter) or one[0] != two[0]:
        return False
    if re.sub(r"\d+", "", one) == re.sub(r"\d+", "", two):
        return False  # a number of its own: another service of the house
    apart = distance(one, two)
    least = len(shorter)
    turned = sorted(one) == sorted(two) and apart == 1
    if least == LEAST and len(longer) == MIDDLING and apart == 1:
        return one[-1] == two[-1]  # a letter left out of six, neither the first nor the last
    return turned or apart <= (2 if least >= VERY_LONG else 1 if least >= MIDDLING else 0)


@lru_cache(maxsize=8192)
def two_scripts(name: str) -> bool:
    """Whether a name mixes Latin letters with Cyrillic or Greek ones: no honest name does."""
    name = spelled(name)
    if name.isascii():
        return False
    scripts = {unicodedata.name(c, "").partition(" ")[0] for c in name if c.isalpha()}
    return "LATIN" in scripts and not scripts.isdisjoint({"CYRILLIC", "GREEK"})


def spelled(label: str) -> str:
    """A part of a host as it is shown: “xn--…” is letters that an address cannot carry."""
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label


def bare(name: str) -> str:
    """A name without its dashes and dots: with or without them it is one house on two platforms."""
    return re.sub(r"[_.\-]", "", name)


def distance(a: str, b: str) -> int:
    """Edits between two words, a turned pair of letters as one."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row, older = row, [i, *([0] * len(b))], before
        for j, y in enumerate(b, 1):
            row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                row[j] = min(row[j], older[j - 2] + 1)
        before = last
    return row[-1]


def capitals(text: str) -> tuple[str, ...]:
    """Words of the names in a text and each name of two or three written as one, each once."""
    runs = [re.findall(r"\w{2,40}", m.group()) for m in RUN.finditer(text)]
    words = (word for run in runs for word in run if len(word) >= LEAST)
    joined = ("".join(run[:n]) for run in runs for n in (2, 3) if len(run) >= n)
    return tuple(
        dict.fromkeys([*words, *(name for name in joined if LEAST < len(name) <= LONGEST)])
    )


def by_shape(words: Iterable[str]) -> Shaped:
    """Words by their shape, each with its place in the order given."""
    found: Shaped = {}
    for n, word in enumerate(dict.fromkeys(words)):
        found.setdefault(shape(word), []).append((n, word))
    return found


def spelled_like(handle: str, words: Shaped) -> str:
    """The first name that the account has only to the eye: Zelensky, of @ZeIenskyyUa."""
    plain, seen = bare(handle.lower()), shape(handle)
    parts = {seen[a:b] for a in range(len(seen)) for b in range(a + 1, min(a + 40, len(seen)) + 1)}
    hits = sorted(hit for part in parts for hit in words.get(part, ()))
    fits = (w for _, w in hits if w.lower() not in plain and not spelling(w, plain))
    return next(fits, "")


@lru_cache(maxsize=4096)
def house_copied(handle: str) -> str:
    """The known house whose name of some length the account has only to the eye: Al Jazeera, of @AIJazeeraNow."""
    return spelled_like(handle, houses_by_shape())


@lru_cache(maxsize=1)
def houses_by_shape() -> Shaped:
    """Names of known houses as accounts write them, by their shape."""
    return by_shape(name for house in almanac.houses() for full in house.names if len(name := written(full)) >= LONG)  # fmt: skip


def written(name: str) -> str:
    """A name as an account writes it: without spaces and accents."""
    return re.sub(r"\W+", "", almanac.unaccented(name.removeprefix("The ")))


def disguised(handle: str) -> str:
    """The everyday word, or the name in capitals, that the account has only to the eye: online, of @CAF_0nline."""
    word = spelled_like(handle, EVERYDAY)
    found = None if word else ODD_ONE.search(handle)
    return found.group().replace("l", "I").replace("0", "O").replace("1", "I") if found else word


# A small l, a nought or a one within capitals: @UNlFIL_, @UN0CHA; not the number that a name ends on.
ODD_ONE = re.compile(r"(?<![A-Za-z])(?:[A-Z]{2,}[l01][A-Z]+|l[A-Z]{2,}|[A-Z]{2,}l)(?![a-z0-9])")


@lru_cache(maxsize=1)
def often_copied() -> tuple[tuple[str, str], ...]:
    """Accounts that others pass themselves off as, each with whose it is."""
    rows = (line.strip() for line in ACCOUNTS.read_text(encoding="utf-8").splitlines())
    pairs = (row.split(" = ") for row in rows if row and not row.startswith("#"))
    return tuple((handle, name) for name, handles in pairs for handle in handles.split())


@lru_cache(maxsize=1)
def genuine() -> frozenset[str]:
    """The accounts that are often copied, in small letters."""
    return frozenset(handle.lower() for handle, _ in often_copied())


@lru_cache(maxsize=4096)
def copy_of(handle: str) -> str:
    """Whom an account passes itself off as, of those that are often copied."""
    return twin_of(handle, often_copied())


ACCOUNTS = Path(__file__).with_name("accounts.txt")


def spelling(word: str, plain: str) -> bool:
    """Whether the account has the word in a plain spelling of it: i for y, no marks on letters."""
    return word.lower().replace("y", "i") in plain.replace("y", "i")


# What houses add to their names on a platform.
EVERYDAY = by_shape(
    "online official office news info live world global media police radio report reports update updates monitor daily times post herald tribune breaking "
    "international national press service digital network channel football team group agency bureau".split()
)
