"""Which figures of a sentence count nobody of now: none at all, a denial, a condition, another year, part of a
name, the figure before. Pure.

A false figure stands on an item as a count and is set against a true one; a missed one is read by the editor.
"""

import re

from wires.tongues import Tongue

NOT_ONE = re.compile(r"\b(?:no|not|nor|ni|ни|ні|half(?: of)?(?: the)?)\s$", re.IGNORECASE)
IN_PAST = re.compile(
    r"\b(?:in|since|during|until|en|desde|від|в|у|з|с) (?:the (?:year|war) )?(?:1[5-9]|20)\d\d\b|\b(?:1[5-9]|20)\d\d (?:року|году|года)\b|"
    r"\b(?:years?|decades?|century|centuries|months) (?:ago|earlier|before|after)\b|\banniversary\b|\blast (?:year|month)\b|"
    r"\b(?:лет|года?|месяцев) назад\b|\bгодовщин|\b(?:років|роки|місяців) тому\b|\bрічниц|\bhace (?:\w+ )?(?:años|meses)\b|\baniversario\b",
    re.IGNORECASE,
)
# “The deadliest attack on the city since 2022” is of now.
SINCE_THEN = re.compile(r"\b(?:deadliest|worst|first|largest|heaviest|biggest|bloodiest|highest|strongest|most \w+)\b[^.;]{0,60}?\bsince (?:[A-Z]\w+ )?(?:1[5-9]|20)\d\d\b", re.IGNORECASE)  # fmt: skip
# “There were no injuries among the crew”: of some, not of all.
OF_SOME = re.compile(r"\s(?:among|amongst|on the ground|at the|in the (?:second|first|other))\b", re.IGNORECASE)  # fmt: skip
IF = re.compile(
    r"\b(?:would|could|might|podr[íi]an?)\s(?:\w+\s){0,3}$|\b(?:if|unless|whether|den(?:y|ies|ied|ying)|dismiss(?:ed|es)|si|niega\w*|neg[óo]|desmint\w+|desmiente\w*|если|ли|"
    r"опроверг\w*|отриц\w+|якщо|спростув\w+|запереч\w+)\b(?:(?!\b(?:after|where|when|which)\b)[^,;:—–])*(?:, (?:что|що|будто|ніби|que)\s[^,;:—–]*)?$",
    re.IGNORECASE,
)
FALSE = re.compile(
    r"\b(?:is|are|was|were) (?:not true|false|untrue|fake|a hoax|wrong)\b|\b(?:es|son) falsos?\b|\bне соответству\w+|\bне відповіда\w+ дійсності",
    re.IGNORECASE,
)
ACTIVE = re.compile(
    r"\s(?:(?:the|his|her|its|their)\b|\d+\b(?!\s(?:injured|wounded|hurt|missing|dead|killed)\b))",
    re.IGNORECASE,
)
MOVED = re.compile(
    r"\b(?:rose|risen|rises|climb\w*|fell|falls?|fallen|drop\w*|revised|up|down|increas\w*|jump\w*|went|sube|subi\w+|asc\w+|baj\w+|aument\w*|pas[óa]\w*)\b"
    r"[^.;:]{0,25}?\b(?:from|by|de|en)\s$",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"\b(?:between|entre|между|між)\s$", re.IGNORECASE)
JOINED = re.compile(r"\s(?:and|y|и|та|і|й)\s", re.IGNORECASE)
TURNED = re.compile(r"\s?(?:\b(?:to|a)\b|[-–])\s?", re.IGNORECASE)
PARTS = frozenset({"in", "of", "out", "de", "из", "з", "із"})


def is_no_count(said: str) -> bool:
    """Whether a sentence tells of another year, or that what it repeats is false."""
    return bool(IN_PAST.search(SINCE_THEN.sub(" ", said)) or FALSE.search(said))


def is_no_zero(match: re.Match[str]) -> bool:
    """Whether “nobody was hurt” is a condition, a denial, or told of some alone."""
    told = match.string
    return bool(IF.search(told[: match.start()]) or OF_SOME.match(told, match.end()))


def is_doubtful(match: re.Match[str], tongue: Tongue) -> bool:
    """Whether a figure counts nobody: “no one”, “if ten people”, “one in five”, “Route 66 killed the deal”."""
    before, after = match.string[: match.start("bounded")], match.string[match.end() :]
    whom = (match.group("whom") or "").casefold().split()
    if NOT_ONE.search(before) or IF.search(before):
        return True
    if any(word in PARTS or word in tongue.numbers or word in tongue.scales for word in whom):
        return True
    bare = not whom and match.start("harm") - match.end("figure") <= 1
    return bare and match.start("harm") > match.end("figure") and bool(ACTIVE.match(after))


def part(match: re.Match[str], tongue: Tongue) -> tuple[int, int]:
    """Where the figure stands that is meant: of “killed five and six people were hurt” that beside its harm, of
    “rose from 12 to 14” the one of now; else the whole."""
    start, end = match.span("figure")
    words, before = match.group("figure"), match.string[: match.start("bounded")]
    if MOVED.search(before) and (turn := TURNED.search(words)):
        return start + turn.end(), end
    joint = JOINED.search(words)
    if joint and not BETWEEN.search(before) and not is_one(words[: joint.start()], words[joint.end() :], tongue):  # fmt: skip
        first = match.start("harm") < start
        return (start, start + joint.start()) if first else (start + joint.end(), end)
    return start, end


def is_one(first: str, second: str, tongue: Tongue) -> bool:
    """Whether two numbers in words are one: “six hundred and twelve”, «treinta y cinco»."""
    one, other = first.casefold(), tongue.numbers.get(second.casefold(), 0)
    return one.split()[-1] in tongue.scales or (tongue.numbers.get(one, 0) >= 20 and 0 < other < 10)
