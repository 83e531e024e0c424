"""Editors' patterns, compiled in RE2: linear in time, so that no pattern can hang the desk."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Any

import re2

from desk.policy.alike import UNSEEN, go_on, read, signs
from desk.policy.types import Span

LONGEST = 1000
# What a compiled pattern may take; `(a{1000}){1000}` is refused, not run.
MEMORY = 4 << 20


class PatternError(ValueError):
    """A sentence that says why a pattern cannot be read."""


@lru_cache(maxsize=2048)
def compiled(pattern: str, *, cased: bool = False) -> Any:
    """An RE2 pattern; letters match in any case unless `cased` or the pattern has a capital class."""
    if len(pattern) > LONGEST:
        raise PatternError(
            f"A pattern has at most {LONGEST} characters; this one has {len(pattern)}."
        )
    flag = "" if cased else "(?i)"
    options = re2.Options()
    options.log_errors = False
    options.max_mem = MEMORY
    try:
        return re2.compile(flag + pattern, options=options)
    except re2.error as wrong:
        said = wrong.args[0] if wrong.args else wrong
        words = said.decode() if isinstance(said, bytes) else str(said)
        raise PatternError(f"“{pattern}” is not a pattern the desk can run: {words}") from wrong


# Places of one pattern in one block. After each, RE2 may read all that follows: “a.*z|a” where no z is.
MOST_PLACES = 500


def where_it_stands(pattern: str, text: str, *, cased: bool = False) -> tuple[Span, ...]:
    """Where an editor's pattern stands in a text as it is read, without overlaps or empty matches; the first 500."""
    said = read(text)
    every = compiled(signs(read(pattern).plain), cased=cased).finditer(signs(said.plain))
    found = islice(every, MOST_PLACES)
    return said.back(tuple(Span(m.start(), m.end()) for m in found if m.end() > m.start()))


WORD = r"[\p{L}\p{M}\p{N}_’'-]*"
MARKS = re.compile(r"[\\()\[\]|?+{}^$]")


def phrase_pattern(phrase: str, *, whole: bool = True) -> str:
    """A pattern for a term: words with any white space, `*` for the rest of a word.

    A phrase that already has pattern marks other than `*` at a word's end is taken as one, and begins
    and ends with its words where it is `whole`. RE2 knows the edges of Latin words alone: what is
    found is asked again by `bounded`.
    """
    if MARKS.search(phrase):
        return edged(phrase) if whole else phrase
    parts = [re.escape(part).replace(r"\*", "\0") for part in phrase.split()]
    body = re.sub("[’']", "[’']", r"\s+".join(parts)).replace("\0", WORD)
    return f"{edge(phrase[:1])}{body}{edge(phrase[-1:])}"


def edge(letter: str) -> str:
    """Where a word begins or ends, as far as RE2 can tell."""
    return r"\b" if letter.isascii() and letter.isalnum() else ""


# What opens a wording before its first letter: groups, flags.
OPENING = re.compile(r"^(?:\((?:\?(?:[a-zA-Z-]*:|[a-zA-Z-]+\)|P?<\w+>))?)*")
# “terrorist*|extremist*”: the rest of a word, as in a phrase, and not more letters of the last kind.
STAR = re.compile(r"(?<!\\)([^\W\d_])\*(?=$|[|)\s])")
PLAIN_GROUP = re.compile(r"((?<!\\)\((?:\?:)?)((?:[^\W_]*\|)+[^\W_]*)(?=\))")


def edged(pattern: str) -> str:
    """“our (troops|boys)” as whole words: not in “four troops”, and “overdos(e|ed)” not cut at its first e.

    An edge that one of the wordings lacks is left out: of “5%|five percent” the first ends on no letter.
    """
    pattern = STAR.sub(lambda letter: letter[1] + WORD, pattern)
    wordings = pattern.split("|")
    firsts = (OPENING.sub("", one).lstrip(")") for one in wordings)
    lasts = (one.rstrip("(") and one.rstrip(")?*+") for one in wordings)
    begins = r"\b" if all(edge(one[:1]) for one in firsts if one) else ""
    ends = r"\b" if all(ends_on_word(one) for one in lasts if one) else ""
    return f"{begins}{PLAIN_GROUP.sub(longest_first, f'(?:{pattern})')}{ends}"


def ends_on_word(wording: str) -> bool:
    """Whether a wording ends with a plain letter or figure; of classes “\\d” is one and “\\s” is none."""
    if re.search(r"\\[A-Za-z]$", wording):
        return wording.endswith((r"\w", r"\d", r"\b"))
    return bool(edge(wording[-1:]))


def longest_first(group: re.Match[str]) -> str:
    """“(а|ами)” with the longer ending first: where RE2 knows no edge of words, it takes the first that fits."""
    return group[1] + "|".join(sorted(group[2].split("|"), key=len, reverse=True))


def bounded(text: str, start: int, end: int) -> bool:
    """Whether a match begins and ends with its words, in any script."""
    if start and go_on(text[start - 1], text[start]):
        return False
    while end < len(text) and text[end] in UNSEEN:
        end += 1
    return end >= len(text) or not go_on(text[end - 1], text[end])


PLAIN = re.compile(r"[\w\s’'*.,&/-]+")


@lru_cache(maxsize=65536)
def needle(phrase: str) -> str:
    """The longest plain run of letters that a phrase needs, in lower case; empty for a pattern.

    To look for it costs a hundredth of running the pattern, and nearly every term of a long list is
    in no text. Only ASCII: there lower case is the same everywhere.
    """
    if not phrase.isascii() and not phrase.replace("’", "").isascii():
        return ""
    if not PLAIN.fullmatch(phrase):
        return ""
    return max(re.findall(r"[a-z0-9]+", phrase.lower()), key=len, default="")


@lru_cache(maxsize=512)
def lowered(text: str) -> str:
    """A text as it is read in lower case, kept: every term of every rule asks for it; to RE2 a long s is an s."""
    return read(text).plain.lower().replace("ſ", "s")


# What letters match in any case beside their own capitals: the long s, the dotless i.
ALIKE = str.maketrans({"ſ": "s", "ı": "i"})


@lru_cache(maxsize=512)
def small(text: str) -> str:
    """A text in lower case, its letters alike where a pattern that ignores case takes them for one.

    It is as long as the text but where a letter has no single small one (ẞ has, İ is taken for i).
    """
    low = text.lower()
    return low if low.isascii() else low.replace("i\u0307", "i").translate(ALIKE)


# What stays as it is in a pattern that is written small: escapes, and the sign of a group with a name.
NO_LETTER = re.compile(r"(\\.|\(\?P)|[^\W\d_]")


def in_small_letters(pattern: str) -> str:
    """A pattern with its own letters small."""
    return NO_LETTER.sub(lambda found: found[1] or found[0].lower(), pattern)


class AnyCase:
    """A pattern that matches in any case: looked for in small letters, in the text in lower case.

    That takes a third of the time of a pattern that ignores case. What a match says is in lower case
    where the text has one; where it stands is the same.
    """

    __slots__ = ("folded", "slow")

    def __init__(self, pattern: str) -> None:
        self.folded, self.slow = (
            re.compile(in_small_letters(pattern)),
            re.compile(pattern, re.IGNORECASE),
        )

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Every match in order."""
        low = small(text)
        same = len(low) == len(text)
        return self.folded.finditer(low) if same else self.slow.finditer(text)


def any_of(text: str, letters: tuple[str, ...]) -> bool:
    """Whether some of these letters stand in a text, in any case: asked before a pattern that needs them."""
    return any(map(small(text).__contains__, letters))


RUN = re.compile(r"[a-z0-9]+")


def runs(text: str) -> frozenset[str]:
    """Runs of plain letters and figures in a text, in lower case: what a phrase without a star needs whole."""
    return frozenset(RUN.findall(lowered(text)))


def letters_of(pattern: str) -> str:
    """The same for a pattern as it is typed: there a star may take away the letter before it."""
    return "" if "*" in pattern else needle(pattern)
