"""Tolls that a piece comes back to, “the families of the eight who died”, where it has told of another. Pure."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from desk.policy.checks.base import body_finding
from desk.policy.cued import Cued
from desk.policy.figures.numbers import IN_WORDS, in_words, numbers
from desk.policy.figures.tolls import Figure
from desk.policy.hours.times import MONTH, WEEKDAY
from desk.policy.letters import needing
from desk.policy.text import in_quotes, scan_parts, told
from desk.policy.types import Confidence, Facts, Finding, Span
from desk.policy.values import record

ANYBODY = (
    r"(?:(?:people|persons|men and women|others|victims|souls|human beings|bodies|coffins)\s)?"
)
POINTS = r"(?:the|those|these|all(?: of)?(?: the| those)?|each of (?:the|those)|(?:famil(?:y|ies)|relatives|kin|widows|parents|names|bodies|coffins|funerals?|burials?|graves|photographs|memory|deaths|list) (?:of|for) (?:all )?(?:the |those )?)"
DEAD = r"(?:dead|died|killed|drowned|perished|lost their lives|burned to death|crushed to death|shot dead|slain)"
# All who died by the piece's own count; “the three women who died” and “the two who died at home” are some of them.
RECALLED = Cued(
    rf"\b{POINTS}\s?(?P<said>(?P<n>\d[\d,]*|{IN_WORDS})\s(?:{ANYBODY}(?:who|that|whom it|which)\s(?:had |have |were |was |has |been |all )*(?P<did>{DEAD})|(?:people |persons )?(?P<are>dead|killed|drowned|slain)|victims|fatalities|deaths|bodies|coffins|dead bodies))\b(?P<rest>[^.;:!?]{{0,24}})",
    re.IGNORECASE,
)
# “All seven of the injured”: the same of the dead.
ALL_OF_THEM = Cued(
    rf"\b(?:all(?: of)?(?: the)?|each of the|every one of the)\s(?P<said>(?P<n>\d[\d,]*|{IN_WORDS})\s(?:of (?:the|those)\s)?(?P<harm>injured|wounded|dead))\b(?P<rest>[^.;:!?]{{0,24}})",
    re.IGNORECASE,
)
# “The seven wounded soldiers” may be of more; “the seven injured were flown out” are all of them.
AND_A_NOUN = re.compile(r"\s(?!(?:were|are|was|had|have|has|will|would|could|can|may|must|and|but|or|is|came|went|lay|lie|said|told|left|remain\w*)\b)[a-z]")  # fmt: skip
HURT = Cued(r"\b(?:hurt|injur\w+|wound\w+|hospital\w*)\b", re.IGNORECASE)
KILLED = Cued(rf"\b{DEAD}\b", re.IGNORECASE)
# Of another day, another place, or of a count that has grown.
OF_OTHERS = re.compile(
    rf"\b(?:1[5-9]|20)\d\d\b|\b(?:{WEEKDAY}|{MONTH}|last|previous|earlier|before|since|first|second|third|ago|years?|months?|weeks?|war|other|another|more|further|next|now|later|already|so far|yet|identified|named|buried|recovered|found)\b"
)
GROWN = re.compile(
    r"\b(?:r[io]s(?:e|en|es) to|toll (?:has |had )?(?:r[io]se|risen|rises|climbed|climbs|grew|grown)|(?:\d+|two|three|four|five|six|one|several|some|another|others?|a further|a \w+th|a second|a third) (?:\w+ ){0,2}?(?:(?:more|others?)(?=[,.;]| (?:people|persons|men|women|children|boys?|girls?|bod(?:y|ies)|victims?|deaths?|dead|died|were|was|have|had|in|at|on|of|since|later|lay|\w+ers?)\b)|have died|had died|died|bod(?:y|ies)|succumbed)|(?:since|later) died|died (?:later|since|of (?:his|her|their) (?:wounds|injuries|burns))|revis\w+|correct\w+)\b",
    re.IGNORECASE,
)
SOME = re.compile(
    r"\s(?:who|whom|whose|that|in|on|at|by|from|inside|outside|near|aboard|under|there|here|when|as|while|instantly|of|with|without)\b"
)


AT_MOST = 12  # that are held against the counts of a piece


@record
class Recalled:
    """A toll that is spoken of as one already told: its value, and whether it must be all of them."""

    value: float
    span: Span
    whole: bool
    harm: str = "killed"

    def moved(self, by: int) -> "Recalled":
        """The same so many code points on."""
        return Recalled(self.value, self.span.moved(by), self.whole, self.harm)


@needing(RECALLED.letters, ALL_OF_THEM.letters)
def recalled(text: str) -> tuple[Recalled, ...]:
    """The tolls of a text that it comes back to, in order."""
    found: list[Recalled] = []
    for m in (*RECALLED.finditer(text), *ALL_OF_THEM.finditer(text)):
        n, rest = m.group("n"), m.group("rest")
        value = float(n.replace(",", "")) if n[0].isdigit() else in_words(n)
        harm = "hurt" if m.groupdict().get("harm", "dead").lower() != "dead" else "killed"
        taken = any(m.start("said") == one.span.start for one in found)
        if taken or (harm == "hurt" and AND_A_NOUN.match(rest)):
            continue
        if value and value > 1 and not OF_OTHERS.search(m.group("said") + rest):
            found.append(Recalled(value, Span(*m.span("said")), not SOME.match(rest), harm))
    return tuple(sorted(found, key=lambda one: one.span.start))


def recalled_otherwise(facts: Facts, figures: Sequence[Figure]) -> Iterator[Finding]:
    """A toll that the piece comes back to and has told otherwise; not one that has grown, or that its parts come to."""
    text = facts.body.text
    for one in scan_parts(facts.body, recalled)[:AT_MOST]:
        counts = [f for f in figures if f.harm == one.harm and not (one.span.start <= f.number.start < one.span.end)]  # fmt: skip
        values = {f.value for f in counts if f.exact and not f.portion}
        if len(values) != 1 or any(not f.exact for f in counts) or one.value in values:
            continue
        was = next(f for f in counts if f.exact)
        grown = GROWN.search(text, min(was.end, one.span.start), max(was.start, one.span.start))
        if grown or not (one.whole or one.value > was.value) or borne_out(facts, one):
            continue
        if not in_quotes(text, one.span):
            said = f"Elsewhere the piece has “{was.said}”."
            yield body_finding(facts, one.span, said, confidence=Confidence.UNSURE)


def borne_out(facts: Facts, one: Recalled) -> bool:
    """Whether another count of the piece is that value, or two counts of sentences that tell of the dead come to it."""
    every = [n for n in scan_parts(facts.body, numbers) if not one.span.start <= n.start < one.span.end]  # fmt: skip
    tells = of_the_dead if one.harm == "killed" else of_the_hurt
    of_them = [n.value for _, said in told(facts.body, tells) for n in numbers(said)][:40]
    return any(n.value == one.value for n in every) or any(a + b == one.value for a, b in combinations(of_them, 2))  # fmt: skip


@needing(KILLED.letters)
def of_the_dead(said: str) -> bool:
    """Whether a sentence tells of people who died."""
    return KILLED.search(said) is not None


@needing(HURT.letters)
def of_the_hurt(said: str) -> bool:
    """Whether a sentence tells of people who were hurt."""
    return HURT.search(said) is not None
