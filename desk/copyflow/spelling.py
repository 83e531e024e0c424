"""Whether a change of letters mends a word or makes another one: "burnd" and "burned", "lawful" and "awful".

Words are those of the model's own vocabulary, what they are forms of, and their regular forms. It holds
22,000, and many that news needs are not among them ("outage", "embargo", "interment"): `words.txt` has a
thousand more. A rare word may be missing still: a slip is let pass only from what is no word to what is one,
by one stroke of the keys as hands make them. First and last letters stay, since they make "ailing" of "failing" and
"allegation" of "allegations".
Nor is a slip mended that may be one of two words: "rapd" is "rapid" or "raped", "wnidows" are windows or widows, and
only who wrote it knows. Every word of the list that one stroke makes of it counts, in whatever sense; a mere form of
one ("resents" of "resdents") counts only beside another form, and two spellings of one word are one.
Other languages than English have no list here, and there no word is changed under an approval.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from string import ascii_lowercase

from desk.policy.framing.embed import tokenizer

ENGLISH = "en"
VOWELS = frozenset("aeiouy")
# Endings of regular forms, and what stood before them: "shelled" is of "shell", "hoped" of "hope".
ENDINGS = (
    ("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"),
    ("ers", ""), ("ers", "e"), ("er", ""), ("er", "e"), ("ly", ""), ("ness", ""), ("less", ""), ("able", ""),
    ("ery", ""), ("ary", ""), ("ful", ""), ("ee", "e"), ("ees", "e"), ("or", "e"), ("ors", "e"),
)  # fmt: skip
BEGINNINGS = ("un", "re", "de", "dis", "mis", "over", "under", "out", "non", "pre", "anti", "co")
ARTICLE = {"a", "an"}
# Last letters that a form leaves out, and what it puts there: "bake" and "baking", "deny" and "denies".
DROPPED = {"e": ("ing", "ion", "ation"), "y": ("ies", "ied")}
STEM = 3  # letters that a form leaves of its word


@lru_cache(maxsize=1)
def vocabulary() -> frozenset[str]:
    """Whole words of the model's vocabulary and of our list; its single letters are no words but two."""
    more = Path(__file__).with_name("words.txt").read_text("utf-8").split()
    whole = (word for word in tokenizer().get_vocab() if word.isalpha() and len(word) > 1)
    return frozenset([*whole, *more])


def plain(word: str) -> str:
    """Lower case without marks over its letters, as the vocabulary has it."""
    spread = unicodedata.normalize("NFD", word.casefold())
    return "".join(c for c in spread if not unicodedata.combining(c))


@lru_cache(maxsize=4096)
def is_word(word: str) -> bool:
    """Whether some letters are a word, a regular form of one, or such parts joined by hyphens."""
    parts = [part for part in plain(word).replace("’", "-").replace("'", "-").split("-") if part]
    return bool(parts) and all(listed(part) or base(part) or formed(part) for part in parts)


def listed(word: str) -> bool:
    """Whether the vocabulary has a word."""
    return word in vocabulary() or word in {"a", "i"}


def base(word: str) -> bool:
    """Whether the vocabulary has a form of a word and not the word: "baked" and not "bake"."""
    forms = [word + ending for ending in ("s", "es", "d", "ed", "ing", "er", "ly", "ness", "ment")]
    forms += [word + word[-1] + ending for ending in ("ed", "ing", "er")]
    if word[-1] in DROPPED:
        forms += [word[:-1] + ending for ending in DROPPED[word[-1]]]
    return len(word) >= STEM and any(listed(form) for form in forms)


def formed(word: str) -> bool:
    """Whether a word is a regular form of one that the vocabulary has."""
    for begins in BEGINNINGS:
        rest = word.removeprefix(begins)
        if rest != word and len(rest) > STEM and (listed(rest) or with_ending(rest)):
            return True
    return with_ending(word)


def with_ending(word: str) -> bool:
    """Whether a word has an ending of a regular form."""
    for ending, before in ENDINGS:
        if not word.endswith(ending):
            continue
        stem = word.removesuffix(ending) + before
        if len(stem) < STEM or not (listed(stem) or base(stem)):
            continue
        # "stoped" is no form of "stop", which would be doubled: it is a slip.
        if not (doubles(stem) and ending[0] in VOWELS and not before):
            return True
    return False


def doubles(stem: str) -> bool:
    """Whether a short word doubles its last letter before an ending: "stop", "plan"."""
    last, vowel = stem[-1], stem[-2:-1]
    short = sum(c in VOWELS for c in stem) == 1
    return short and vowel in VOWELS and last not in VOWELS and last not in "wx"


ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
BESIDE = frozenset(
    frozenset(pair)
    for row, below in zip(ROWS, (*ROWS[1:], ""), strict=True)
    for n, key in enumerate(row)
    for pair in ((key, other) for other in row[n + 1 : n + 2] + below[max(n - 1, 0) : n + 1])
)


def one_stroke(old: str, new: str) -> bool:
    """Whether one letter more or less within the word, two that changed places, or one that hands take for
    another make one word of the other."""
    low, high = sorted((old, new), key=len)
    head = next((n for n, (a, b) in enumerate(zip(low, high, strict=False)) if a != b), len(low))
    if head == 0:
        return False
    if len(low) < len(high):
        inside = low[-1] == high[-1]
        return inside and len(high) - len(low) == 1 and low[head:] == high[head + 1 :]
    if low[head : head + 2] == high[head : head + 2][::-1]:
        return low[head + 2 :] == high[head + 2 :]
    last = head == len(low) - 1
    return not last and low[head + 1 :] == high[head + 1 :] and mistaken(old, new, head)


def mistaken(old: str, new: str, at: int) -> bool:
    """Whether a letter is taken for another: a vowel, a key beside it, or the wrong one of two doubled."""
    pair = frozenset((old[at], new[at]))
    doubled = all(word[at] in (word[at - 1], word[at + 1]) for word in (old, new))
    return pair <= VOWELS or pair in BESIDE or doubled


def why_another(old: str, new: str, language: str) -> str:
    """Why a word is another one now and no spelling of what stood there; nothing where it is one."""
    if {plain(old), plain(new)} == ARTICLE:
        return ""
    if language != ENGLISH:
        return f"It puts “{new}” for “{old}”; the desk has no list of words of this language."
    if is_word(old):
        return f"It puts “{new}” for “{old}”, which is a word: it may be another word."
    if not is_word(new):
        return f"It puts “{new}” for “{old}”; the desk does not know that word."
    if not one_stroke(plain(old), plain(new)):
        return f"It puts “{new}” for “{old}”, which is another word."
    other = other_sense(plain(old), plain(new))
    return f"It puts “{new}” for “{old}”, which may as well be “{other}”." if other else ""


def other_sense(slip: str, meant: str) -> str:
    """Another word that a slip may be of, at least as well known as the one that it is taken for."""
    known = listed if listed(meant) else is_word
    others = (word for word in words_beside(slip) if spelt_alike(word) != spelt_alike(meant))
    return next((word for word in others if known(word)), "")


def words_beside(slip: str) -> Iterator[str]:
    """Whatever one stroke of the keys makes of some letters, word or not, in order."""
    made: set[str] = set()
    for at in range(1, len(slip)):
        made.add(slip[:at] + slip[at + 1 :])
        made.add(slip[:at] + slip[at : at + 2][::-1] + slip[at + 2 :])
        for letter in ascii_lowercase:
            made |= {slip[:at] + letter + slip[at:], slip[:at] + letter + slip[at + 1 :]}
    return (word for word in sorted(made - {slip}) if one_stroke(slip, word))


def spelt_alike(word: str) -> str:
    """A word as one spelling of two has it: “organise” and “organize”, “harbour” and “harbor”."""
    return re.sub(r"(?<=\w{3})our(?=(?:s|ed|ing|ful)?$)", "or", re.sub(r"(?<=\w{3})is(?=(?:e|es|ed|er|ers|ing|ation|ations)$)", "iz", word))  # fmt: skip
