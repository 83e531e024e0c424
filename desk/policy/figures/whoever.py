"""Who the dead or the hurt were, told one by one: “The wounded were three nurses, two pensioners and a boy”. Pure."""

import re
from functools import lru_cache

from desk.policy.figures.numbers import WORDED, in_words
from desk.policy.letters import Letters, needing
from desk.policy.text import cut, sentences
from desk.policy.types import Span
from desk.policy.values import record

HARM = {"dead": "killed", "killed": "killed", "victims": "killed", "wounded": "hurt", "injured": "hurt", "hurt": "hurt"}  # fmt: skip
WERE = re.compile(rf"(?<!of )\b[Tt]he (?P<who>{'|'.join(HARM)}) (?:were|are) (?=\d|[a-z])")
LETTERS = Letters(*(f"{who} {were} " for who in HARM for were in ("were", "are")))
ONE = re.compile(
    rf"(?:(?P<n>\d{{1,3}}|{WORDED})|(?:his|her|their) (?P<m>{WORDED})|an?|one|his|her|their)\s(?:[a-z][\w’-]*\s){{0,2}}?[a-z][\w’-]+"
    rf"(?: of (?:\d{{1,2}}|{WORDED})\b|,? aged (?:\d{{1,2}}|{WORDED})\b(?: and \d{{1,2}}\b)?)?(?: (?:from|in|on|at) [^,.;]{{1,30}}?)?(?=,|;|\.|$| and | who | with )"
)
JOINT = re.compile(r",? and |, |; ")
# “And several others”: not all are told.
OPEN = re.compile(
    r"\b(?:includ\w+|others?|mostly|mainly|some|many|several|at least|more|among|unknown|unidentified)\b"
)


# Nobody can say from such a word how many they were.
AT_ONCE = re.compile(
    r"\b(?:couples?|pairs?|twins?|triplets?|family|families|group|crew|team|household|parents|children|grandparents|party|band|dozens?|score)$"
)


@record
class Told:
    """Where a list of those who came to harm stands, which harm it was, and how many they are."""

    harm: str
    span: Span
    many: float

    def moved(self, by: int) -> "Told":
        """The same so many code points on."""
        return Told(self.harm, self.span.moved(by), self.many)


@needing(LETTERS)
@lru_cache(maxsize=1024)
def told_of(text: str) -> tuple[Told, ...]:
    """The lists of a block that say of everybody who came to harm who it was."""
    if not LETTERS.stand_in(text):
        return ()
    found = ((span, whole_list(cut(text, span))) for span in sentences(text))
    return tuple(one.moved(span.start) for span, one in found if one)


def whole_list(said: str) -> Told | None:
    """The list of one sentence, where it ends on “and” and leaves nobody out."""
    head = WERE.search(said)
    at, many, closed = head.end() if head else 0, 0.0, False
    while head and (one := ONE.match(said, at)):
        counted = one.group("n") or one.group("m")
        if not counted and AT_ONCE.search(one.group()):
            return None
        many += value(counted) if counted else 1
        joint = JOINT.match(said, one.end())
        if closed or joint is None:
            return ended(said, head, one, many) if closed else None
        closed, at = "and" in joint.group(), joint.end()
    return None


def ended(said: str, head: re.Match[str], last: re.Match[str], many: float) -> Told | None:
    """The list as it stands, unless it says that it is of some."""
    if OPEN.search(said, head.start(), last.end()):
        return None
    return Told(HARM[head.group("who")], Span(head.start(), last.end()), many)


def value(counted: str) -> float:
    """A number in digits or words."""
    return float(counted) if counted.isdigit() else in_words(counted) or 1.0
