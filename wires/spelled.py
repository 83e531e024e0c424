"""Words as the index has them, and every spelling of a name: a table first, a script's letters after. Pure.

PostgreSQL folds the same way in `wire_fold` (migration `words_folded_alike`); what differs here only
costs a highlight, never a hit.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

SHORTEST_NAME = 3  # letters from which a Cyrillic word is also looked for in Latin ones
KEPT = frozenset("йїў")  # letters of their own, not accented ones
LETTERS = str.maketrans({
    "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ħ": "h",
    "ı": "i", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ـ": None,
})  # fmt: skip

# The Ukrainian table of 2010 and the commonest one for Russian (passports since 2013).
UKRAINIAN = dict(zip(
    "абвгґдежзийклмнопрстуфхцчшщьіэыъё",
    ["a", "b", "v", "h", "g", "d", "e", "zh", "z", "y", "i", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u",
     "f", "kh", "ts", "ch", "sh", "shch", "", "i", "e", "y", "", "e"],
    strict=True,
)) | {"є": "ie", "ї": "i", "ю": "iu", "я": "ia"}  # fmt: skip
UKRAINIAN_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
RUSSIAN = UKRAINIAN | {"г": "g", "и": "i", "й": "y", "ъ": "", "ю": "yu", "я": "ya", "ё": "e", "є": "e", "ї": "i"}  # fmt: skip
ENDINGS = (("skyi", "sky"), ("skiy", "sky"), ("tskyi", "tsky"), ("iy", "y"), ("yi", "y"))


@dataclass(frozen=True, slots=True)
class Form:
    """One way a name is written; with `rest`, as the beginning of its words."""

    words: str
    rest: bool = False


def fold(word: str) -> str:
    """A word without case, accents, or the forms of one Arabic letter."""
    out = []
    for letter in unicodedata.normalize("NFC", word.lower()):
        if letter in KEPT or "\u0621" <= letter <= "\u064a":
            out.append(letter)
        else:
            parts = unicodedata.normalize("NFKD", letter)
            out.append("".join(c for c in parts if not unicodedata.combining(c)))
    return "".join(out).translate(LETTERS)


def is_cyrillic(word: str) -> bool:
    """Whether a word is written in Cyrillic letters."""
    return any("\u0400" <= letter <= "\u04ff" for letter in word)


@lru_cache(maxsize=1)
def table() -> dict[str, tuple[Form, ...]]:
    """Every spelling of a name, by each of them. Rows are parted by commas; `*` is any ending."""
    found: dict[str, tuple[Form, ...]] = {}
    for line in Path(__file__).with_name("spellings.txt").read_text("utf-8").splitlines():
        said = [part.strip() for part in line.split("#", maxsplit=1)[0].split(",") if part.strip()]
        row = tuple(
            Form(" ".join(fold(one.rstrip("*")).split()), one.endswith("*")) for one in said
        )
        for form in row:
            found[form.words] = row
    return found


@lru_cache(maxsize=1)
def longest() -> int:
    """Words of the longest name in the table."""
    return max((len(name.split()) for name in table()), default=1)


def named(words: str) -> tuple[Form, ...] | None:
    """The spellings of a name that the table knows; a stem of the table's counts for its endings."""
    key = " ".join(fold(words).replace("-", " ").split())
    known = table().get(key)
    if known or not is_cyrillic(key):
        return known
    for cut in range(len(key) - 1, max(len(key) - 4, SHORTEST_NAME), -1):
        row = table().get(key[:cut])
        if row and any(form.rest and form.words == key[:cut] for form in row):
            return row
    return None


def in_latin(words: str) -> tuple[str, ...]:
    """A Cyrillic name in the Latin letters it is likely to have, Ukrainian's and Russian's."""
    found: list[str] = []
    for letters, first in ((UKRAINIAN, UKRAINIAN_FIRST), (RUSSIAN, {})):
        said = " ".join(spelled(fold(word), letters, first) for word in words.split())
        for long, short in (("", ""), *ENDINGS):
            one = said[: -len(long)] + short if long and said.endswith(long) else said
            if one and one not in found:
                found.append(one)
    return tuple(found)


def spelled(word: str, letters: dict[str, str], first: dict[str, str]) -> str:
    """One word letter by letter; зг is zgh, so that it is not read as ж."""
    out = [
        first.get(c, letters.get(c, c)) if n == 0 else letters.get(c, c) for n, c in enumerate(word)
    ]
    return "".join(out)


def forms(words: str, *, rest: bool = False) -> tuple[Form, ...]:
    """Every form to look for: as typed, as the table has it, else in Latin letters."""
    typed = Form(words, rest)
    known = () if rest else named(words)
    if known:
        return (typed, *(form for form in known if form.words != fold(words) or form.rest))
    if is_cyrillic(words) and len(words) >= SHORTEST_NAME:
        return (typed, *(Form(one, rest) for one in in_latin(words)))
    return (typed,)
