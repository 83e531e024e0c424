"""What a text is made of, for comparing: bare words, runs of words, anchors, names and numbers. Pure.

Runs of three words weigh how much of one text stands in another; a sample of runs of four finds
who may be alike (research, ingestion 2.6). Hashes are stable: they are kept in the database.
"""

import hashlib
import re
import unicodedata
import zlib
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

# Letters, digits and the low line; of all else in ASCII a blank.
LETTERS = bytes(n if n > 127 or chr(n).isalnum() or n == ord("_") else 32 for n in range(256))
SIGNS = re.compile(r"[^\w\x00-\x7f]")  # beyond ASCII what is part of no word
ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\b(?:t\.me|x\.com|twitter\.com)/\S+", re.IGNORECASE)
HANDLE = re.compile(
    r"@(?<!\w@)\w+"
)  # its sign first: a pattern that begins with one is sought by it
SHORT = 12  # words; below, only the same words are the same post
LONGEST = 4000  # words of a text that are compared
SAMPLED = np.uint64(2**61)  # a run of four below it is an anchor: one in eight
LEAST_ANCHORS = 24  # a short text keeps more of its runs, so that it is found at all
MOST_ANCHORS = 400

Codes = NDArray[np.uint64]
FACTORS = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93],
    dtype=np.uint64,
)
STIR = np.uint64(0xFF51AFD7ED558CCD)


@dataclass(frozen=True)
class Shape:
    """A text for comparing; each part is worked out when it is first asked for."""

    text: str

    @cached_property
    def words(self) -> list[bytes]:
        """Its bare words in UTF-8, so many at most."""
        kept = bare(self.text)
        plain = kept if kept.isascii() else SIGNS.sub(" ", kept)
        return plain.encode("utf-8", "surrogatepass").translate(LETTERS).split()[:LONGEST]

    @cached_property
    def codes(self) -> Codes:
        """A number for each word."""
        return np.fromiter(map(zlib.crc32, self.words), np.uint64, len(self.words))

    @cached_property
    def threes(self) -> Codes:
        """Runs of three words, each once, in order of their numbers."""
        return distinct(runs(self.codes, 3))

    @cached_property
    def anchors(self) -> list[int]:
        """The sample of runs of four that the database keeps, as its signed numbers."""
        # In their order, so that a long text that holds this one has kept the same.
        every = runs(self.codes, 4)
        sampled = distinct(every[every < SAMPLED])[:MOST_ANCHORS]
        if len(sampled) < LEAST_ANCHORS:
            sampled = distinct(every)[:LEAST_ANCHORS]
        kept: list[int] = sampled.view(np.int64).tolist()
        return kept

    @cached_property
    def said(self) -> int:
        """A number for its bare words; 0 where it has none."""
        if not self.words:
            return 0
        hashed = hashlib.blake2b(self.codes.tobytes(), digest_size=8).digest()
        return int.from_bytes(hashed, "big", signed=True) or 1

    @cached_property
    def is_short(self) -> bool:
        """Whether it has too few words for runs to tell anything."""
        return len(self.words) < SHORT

    @cached_property
    def slots(self) -> frozenset[str]:
        """Names and numbers: what another event in the same form of words would have otherwise."""
        return frozenset(named(self.text))


def runs(codes: Codes, size: int) -> Codes:
    """A number for each run of so many words."""
    count = len(codes) - size + 1
    if count < 1:
        return np.empty(0, dtype=np.uint64)
    summed = np.zeros(count, dtype=np.uint64)
    for place in range(size):
        summed += codes[place : place + count] * FACTORS[place]
    summed ^= summed >> np.uint64(31)
    summed *= STIR
    return summed ^ (summed >> np.uint64(29))


def distinct(numbers: Codes) -> Codes:
    """Each number once, in order."""
    ordered = np.sort(numbers)
    return ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(ordered) else ordered


def shows_address(text: str) -> bool:
    """Whether an address may stand there; to look for one in every word costs more than all the rest."""
    return "://" in text or "www." in text or ".me/" in text or ".com/" in text


def bare(text: str) -> str:
    """The words as they are compared: no addresses, no handles, no capitals, letters in one form."""
    kept = text
    if shows_address(text):
        kept = " ".join(ADDRESS.sub(" ", w) if shows_address(w) else w for w in text.split())
    if "@" in kept:
        kept = HANDLE.sub(" ", kept)
    # To ask takes a fifth of the time of doing it, and most texts are in this form.
    if not (kept.isascii() or unicodedata.is_normalized("NFKC", kept)):
        kept = unicodedata.normalize("NFKC", kept)
    return kept.casefold()


OPENERS = frozenset(
    "the a an in on at by of to for from with as it its he she they we i you his her their our this that these "
    "those there here but and or if when while after before during since until where what who how why not no "
    "yes also more most all some many several two one both each every another other new now then today "
    "according however meanwhile earlier later".split()
)  # fmt: skip
FIGURES = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred dozen dozens "
    "один два две три четыре пять шесть семь восемь девять десять двое трое четверо пятеро двоє троє четверо п’ятеро "
    "дві чотири п’ять шість сім вісім дев’ять десять uno dos tres cuatro cinco seis siete ocho nueve diez".split()
)  # fmt: skip
MARKS = frozenset(
    "breaking urgent update updated updates flash alert exclusive video photo photos watch live rt via forwarded "
    "subscribe follow read source sources correction corrected recasts adds lead writethru ld "
    "срочно терміново молния важно увага внимание urgente última último vídeo".split()
)  # fmt: skip
NEVER = OPENERS | MARKS
NAMED = re.compile(
    r"(?P<end>[.!?…\n:|]\s*|^\W*)?(?P<word>\w+(?:[.,:]\d+)*)(?=(?P<after>[:,—–]|\s+(?:[A-ZА-ЯЄІЇҐ]|\d))?)"
)
CAPITALS = 5  # longer words all in capitals are shouted, not named


def named(text: str) -> set[str]:
    """Numbers, and words with a capital that no sentence gave them."""
    found: set[str] = set()
    for match in NAMED.finditer(unaddressed(text[:20_000])):
        word = match.group("word")
        low = word.casefold()
        if (
            (not word.isalpha() and any(c.isdigit() for c in word))
            or low in FIGURES
            or (is_name(word, low) and (match.group("end") is None or match.group("after")))
        ):
            found.add(low)
    return found


def unaddressed(text: str) -> str:
    """Words without addresses and handles."""
    kept = ADDRESS.sub(" ", text) if shows_address(text.lower()) else text
    return HANDLE.sub(" ", kept) if "@" in kept else kept


def is_name(word: str, low: str) -> bool:
    """Whether a word looks like a name where no sentence begins."""
    shouted = word.isupper() and len(word) > CAPITALS
    return word[0].isupper() and len(word) > 1 and not shouted and low not in NEVER
