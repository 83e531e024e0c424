"""Whether a change is a slip that may be mended under an approval that stands. Pure.

Six conditions, all decided by machine: at most twelve characters in one sentence, and no digit,
negation, name, quotation, link or citation touched. Beside them a slip touches no word that policy
reads: "hurt" and "killed" are six keys apart and the whole story apart. Nor does it put one word for another,
however near their letters: "lawful" and "awful" (`spelling`). Nor does it touch a sign that
nobody sees, or make a word its opposite: "armed" and "unarmed".
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

from desk.copyflow.spelling import ENGLISH, is_word, why_another
from desk.policy import terms
from desk.policy.figures.numbers import SCALES, TENS, UNITS
from desk.policy.sources.attribution import is_softener
from desk.policy.text import QUOTE_PAIRS, cut, sentences
from desk.policy.types import Span

LONGEST = 12
TOKEN = re.compile(r"\ufffc|\d[\d.,:]*\d%?|\w+(?:[’'-]\w+)*|[^\w\s]|\s+")
OPENS, CLOSES = frozenset("“«„"), frozenset("”»")
MEANS = frozenset('“”"«»„‘’‹›‚「」『』?:%‰@#/&')
# Marks that are laid over the letter before them, where no letter of its own has them.
OVERLAID = re.compile(r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
ADDRESS = re.compile(r"https?://\S+|\S+@\S+|(?:[\w-]+\.)+[^\W\d_]{2,}(?:[/:?#]\S*)?", re.IGNORECASE)
TURNED = re.compile(
    r"^(?:un|in|im|il|ir|dis|mis|non|anti|pro|counter|pre|post|under|over|de|re)-?(?=\w{3})|(?:less|ful)$"
)
# Short words that turn a sentence round; longer ones are in the lists that policy reads.
TURNS = frozenset(
    "north south east west northern southern eastern western before after above below over under up down "
    "more less fewer most least all some many few several both half only first last next more his her their "
    "our us we he she they it in out off on to from by with without against for yes may might will would can "
    "could must should is are was were has had be been if unless or and but because since until near far left "
    "right inside outside friend enemy new old same other another own true false real fake dead alive always "
    "often seldom rarely sometimes usually ever again already still yet just almost nearly nowhere somewhere "
    "anywhere everywhere none nor neither either too".split()
)
FIGURES = frozenset(
    "dozen dozens score scores hundreds thousands millions billions once twice thrice double triple single "
    "pair pairs couple couples quarter quarters third thirds second fourth fifth sixth seventh eighth ninth "
    "tenth tenths".split()
)
FIGURES |= frozenset([*UNITS, *TENS, *SCALES])
CITE = "\ufffc"
# A missing article is a slip, but for "a few" and "few"; any other word that comes or goes says something.
ARTICLES, COUNTS_WITHOUT = frozenset({"a", "an", "the"}), frozenset({"few", "little"})


@dataclass(frozen=True, slots=True)
class Text:
    """A piece as it is compared: zones by name, each as its words with citations in their places.

    `frame` is everything that is no word: kinds of blocks, marks with the words they hold, which
    items are cited in which order.
    """

    zones: tuple[tuple[str, str], ...]
    frame: tuple[Any, ...]


def text_of(headline: str, dek: str, byline: str, doc: dict[str, Any]) -> Text:
    """The words of a draft or a version, and its frame."""
    zones = [("headline", headline), ("dek", dek), ("byline", byline)]
    frame: list[Any] = []
    for n, node in enumerate(textblocks(doc, frame), 1):
        said = ""
        for child in node.get("content", []):
            if child["type"] == "text":
                said += child["text"]
                if child.get("marks"):
                    frame.append((n, child["text"], repr(child["marks"])))
            elif child["type"] == "cite":
                said += CITE
                frame.append((n, repr(child["attrs"])))
            else:
                said += "\n"
        zones.append((f"paragraph {n}", said))
    return Text(tuple(zones), tuple(frame))


def textblocks(node: dict[str, Any], frame: list[Any]) -> list[dict[str, Any]]:
    """Paragraphs and headings in order; the kinds of all that holds them go into the frame."""
    attrs = {key: value for key, value in (node.get("attrs") or {}).items() if key != "id"}
    frame.append((node["type"], repr(attrs)))
    if node["type"] in {"paragraph", "heading"}:
        return [node]
    return [block for child in node.get("content", []) for block in textblocks(child, frame)]


def why_not(before: Text, after: Text, *, language: str = ENGLISH) -> str:
    """Why a change is more than a slip, in a sentence; nothing where it is one."""
    if before.frame != after.frame or len(before.zones) != len(after.zones):
        return "It touches a paragraph, a link, a citation or how words are set."
    changed = [
        (name, old, new)
        for (name, old), (_, new) in zip(before.zones, after.zones, strict=True)
        if old != new
    ]
    if not changed:
        return "Nothing has changed."
    if len(changed) > 1:
        return f"It changes {' and '.join(name for name, _, _ in changed[:3])}; a slip is in one sentence."
    name, old, new = changed[0]
    if name == "byline":
        return "It changes the byline."
    return why_not_zone(old, new, language)


def why_not_zone(old: str, new: str, language: str = ENGLISH) -> str:
    """The one zone that changed: which sentence, how far, which words."""
    old, new = unicodedata.normalize("NFC", old), unicodedata.normalize("NFC", new)
    was, now = sentences(old), sentences(new)
    if len(was) != len(now):
        return "It makes other sentences of the words."
    pairs = [(a, b) for a, b in zip(was, now, strict=True) if cut(old, a) != cut(new, b)]
    if len(pairs) > 1:
        return "It changes more than one sentence."
    if not pairs:
        return ""
    before, after = (Side(old, pairs[0][0]), Side(new, pairs[0][1]))
    if distance(before.said, after.said) > LONGEST:
        return f"It changes more than {LONGEST} characters."
    if before.words != after.words and sorted(before.words) == sorted(after.words):
        return "It changes the order of the words."
    return why_not_words(before, after, language)


class Side:
    """One sentence as it was or as it is now: its tokens, and where each stands in its zone."""

    def __init__(self, zone: str, span: Span) -> None:
        self.zone, self.start = zone, span.start
        self.said = cut(zone, span)
        self.tokens = TOKEN.findall(self.said)
        self.words = [t.casefold() for t in self.tokens if t[0].isalnum()]

    def why_not(self, first: int, last: int) -> str:
        """Why the tokens of a range may not be touched."""
        start, end = (len("".join(self.tokens[:n])) for n in (first, last))
        if quoted(self.zone, self.start + start):
            return "It touches a quotation."
        if any(m.start() < end and start < m.end() for m in ADDRESS.finditer(self.said)):
            return "It touches a link."
        beside = self.tokens[max(first - 1, 0) : first] + self.tokens[last : last + 1]
        if last > first and any(t[0].isnumeric() for t in beside):
            return "It touches what stands at a number."
        opens = not any(t[0].isalnum() for t in self.tokens[:first])
        for token in self.tokens[first:last]:
            if opens and token[0].isalnum():
                return "It touches the word that opens the sentence, which may be a name."
            if why := why_not_token(token):
                return why
        return ""

    def lone_word(self, first: int, last: int, other: Sequence[str]) -> str:
        """Why a word that stands on this side alone is more than a slip: "toy gun" and "gun"."""
        alone = [t for t in self.tokens[first:last] if t[0].isalnum()]
        if not alone or any(t[0].isalnum() for t in other):
            return ""
        before = next((t for t in reversed(self.tokens[:first]) if t[0].isalnum()), "")
        after = next((t for t in self.tokens[last:] if t[0].isalnum()), "")
        article = alone[0] in ARTICLES and after not in COUNTS_WITHOUT
        if len(alone) == 1 and (article or alone[0] in {before, after}):
            return ""
        return f"It puts in or takes out “{' '.join(alone)}”, which says something else."


def why_not_words(before: Side, after: Side, language: str) -> str:
    """The words and signs that differ in one sentence."""
    matcher = SequenceMatcher(None, before.tokens, after.tokens, autojunk=False)
    for act, i1, i2, j1, j2 in matcher.get_opcodes():
        if act == "equal" or capital_only(before, after, (i1, i2), (j1, j2)):
            continue
        if why := before.why_not(i1, i2) or after.why_not(j1, j2):
            return why
        if why := opposed(before.tokens[i1:i2], after.tokens[j1:j2]):
            return why
        gone, came = before.tokens[i1:i2], after.tokens[j1:j2]
        if act == "replace" and (why := another(gone, came, language)):
            return why
        if why := before.lone_word(i1, i2, came) or after.lone_word(j1, j2, gone):
            return why
    return ""


def opposed(gone: Sequence[str], came: Sequence[str]) -> str:
    """Why a word is another one now, where only a "un-" or a "-less" was put to it or taken from it."""
    was = {TURNED.sub("", token): token for token in gone if token[0].isalnum()}
    for token in came:
        old = was.get(TURNED.sub("", token), token)
        if old != token:
            return f"It makes “{token}” of “{old}”, which says something else."
    return ""


def another(gone: Sequence[str], came: Sequence[str], language: str) -> str:
    """Why words are others now and no spellings of those that stood there: "won" and "lost"."""
    old, new = ([t for t in one if t[0].isalnum()] for one in (gone, came))
    if not old or not new or old == new:
        return ""
    if len(old) == len(new) == 1:
        return why_another(old[0], new[0], language)
    # "alot" and "a lot": the same letters, of which words are made that were none before.
    whole = language == ENGLISH and "".join(old) == "".join(new) and all(map(is_word, new))
    if whole and not all(map(is_word, old)):
        return ""
    return f"It puts “{' '.join(new)}” for “{' '.join(old)}”, which is another word."


def capital_only(before: Side, after: Side, was: tuple[int, int], now: tuple[int, int]) -> bool:
    """Whether only the first letter of a sentence became a capital."""
    old, new = "".join(before.tokens[slice(*was)]), "".join(after.tokens[slice(*now)])
    opens = not any(t[0].isalnum() for t in after.tokens[: now[0]])
    return opens and bool(old) and old[0].islower() and old[0].upper() + old[1:] == new


def quoted(zone: str, at: int) -> bool:
    """Whether a place stands inside quotation marks, closed or not."""
    if any(m.start() < at < m.end() for m in QUOTE_PAIRS.finditer(zone)):
        return True
    before = zone[:at].rpartition("\n")[2]
    opened = sum(c in OPENS for c in before) > sum(c in CLOSES for c in before)
    return opened or before.count('"') % 2 == 1


def why_not_token(token: str) -> str:
    """Why one word or sign may not change under an approval."""
    if token == CITE:
        return "It touches a citation."
    if unicodedata.category(token[0]).startswith("C") or OVERLAID.match(token):
        return "It touches a sign that is not seen by itself."
    if token in MEANS or unicodedata.category(token[0]).startswith("S"):
        return f"It touches “{token}”, which changes what is said."
    return why_not_word(token) if token[0].isalnum() else ""


def why_not_word(token: str) -> str:
    """Why a word is more than a spelling."""
    word = token.casefold()
    if any(c.isnumeric() for c in token) or FIGURES & set(re.split(r"[’'-]", word)):
        return f"It touches a number: “{token}”."
    if token != word:
        return f"It touches a name: “{token}”."
    if terms.present("negation", word):
        return f"It touches a negation: “{token}”."
    if word in TURNS or is_softener(word) or read_by_policy(word):
        return f"It touches “{token}”, a word that the sentence turns on."
    return ""


@lru_cache(maxsize=4096)
def read_by_policy(word: str) -> bool:
    """Whether the word is in one of the lists that rules read.

    The judge's own lists (`lead_…`) are left out: they hold everyday words, which it weighs and no
    rule asks for. A slip in one of them keeps the approval only where no verdict turns (`mend.need_same_verdicts`).
    """
    read = (name for name in terms.names() if not name.startswith("lead_"))
    return any(terms.present(name, word) for name in read)


def distance(one: str, other: str) -> int:
    """Characters put in, taken out or replaced (Levenshtein)."""
    row = list(range(len(other) + 1))
    for n, a in enumerate(one, 1):
        last, row[0] = row[0], n
        for m, b in enumerate(other, 1):
            last, row[m] = row[m], min(row[m] + 1, row[m - 1] + 1, last + (a != b))
    return row[-1]
