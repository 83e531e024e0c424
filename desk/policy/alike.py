"""What readers take for one and the same word, and machines for two. Pure.

A space that does not break is a space, “’” is “'”, “e” with an accent laid over it is “é”, and a soft
hyphen is no letter. Terms and patterns look at copy as it is read; what they find is told as it stands.
"""

import unicodedata
from functools import lru_cache

from desk.policy.types import Span
from desk.policy.values import record

# Signs that no reader sees: soft hyphen, spaces without width, joiners, marks of direction.
UNSEEN = frozenset("\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069\ufeff")
SIGNS = {
    **dict.fromkeys("’‘ʼ", "'"),
    **dict.fromkeys("\u00a0\u202f\u2007\u2009", " "),
    **dict.fromkeys("\u2010\u2011", "-"),
}
# Scripts that set no space between words: Thai to Lao, Burmese, Khmer, kana and Han.
UNSPACED = (("\u0e00", "\u0eff"), ("\u1000", "\u109f"), ("\u1780", "\u17ff"), ("\u3040", "\u9fff"))
HAN_BEYOND = "\U00020000"


@record
class Read:
    """A text as it is read; where any letter moved, `at` has the stretch of the text for each."""

    plain: str
    at: tuple[tuple[int, int], ...] = ()

    def back(self, spans: tuple[Span, ...]) -> tuple[Span, ...]:
        """Spans of what is read as spans of the text."""
        if not self.at:
            return spans
        return tuple(Span(self.at[span.start][0], self.at[span.end - 1][1]) for span in spans)


@lru_cache(maxsize=4096)
def read(text: str) -> Read:
    """A text without signs that nobody sees, each letter with the marks laid over it as one."""
    if text.isascii():
        return Read(text)
    if unicodedata.is_normalized("NFC", text) and not any(map(text.__contains__, UNSEEN)):
        return Read(text)
    letters: list[str] = []
    at: list[tuple[int, int]] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or not laid_on(text[end]):
            seen = "".join(sign for sign in text[start:end] if sign not in UNSEEN)
            one = unicodedata.normalize("NFC", seen)
            letters.append(one)
            at += [(start, end)] * len(one)
            start = end
    return Read("".join(letters), tuple(at))


def laid_on(sign: str) -> bool:
    """Whether a sign is seen with the one before it, or not at all."""
    return sign in UNSEEN or unicodedata.combining(sign) > 0 or "\u1160" <= sign <= "\u11ff"


@lru_cache(maxsize=4096)
def signs(text: str) -> str:
    """A text, or a pattern, with one sign for all that look alike; as long as before."""
    if not text.isascii():
        for sign, one in SIGNS.items():
            text = text.replace(sign, one)
    return text


def go_on(one: str, other: str) -> bool:
    """Whether two signs side by side are of one word."""
    return of_word(one) and of_word(other)


def of_word(sign: str) -> bool:
    """Whether a sign binds itself to those beside it: a letter, a figure, a mark laid over one."""
    if sign.isascii():
        return sign.isalnum()
    return (sign.isalnum() or unicodedata.category(sign)[0] == "M") and not unspaced(sign)


def unspaced(sign: str) -> bool:
    """Whether a sign is of a script in which words stand without spaces."""
    return sign >= HAN_BEYOND or any(low <= sign <= high for low, high in UNSPACED)
