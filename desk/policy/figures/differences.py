"""Differences that a sentence states: what is left, what was kept, votes, a rise or a fall. Pure."""

import re

from desk.policy.cued import Cued
from desk.policy.figures.numbers import Number
from desk.policy.figures.partition import NOT_ALL, plain_counts

# Where a slip stands, what the sentence says, and what its figures come to.
Slip = tuple[int, int, float, float]


def whole(said: str, at: int) -> Number | None:
    """The exact count that stands at an offset."""
    return next((n for n in plain_counts(said) if n.start == at and n.exact and n.value > 1), None)


LEAVING = Cued(
    r"\b(?:leaving|which leaves|which left|so that)\s(?:it |them |him |her |us )?(?:with )?(?:only |just )?(?P<n>\d[\d,.]*|[a-z-]+)\b"
)


# “The other nine fell”, and not “the other six markets” where the six are stalls.
REST = Cued(r"\bthe (?:remaining|other) (?P<n>\d[\d,.]*|[a-z-]+)\b(?! of\b)(?: (?P<noun>[a-z-]+s)\b)?")  # fmt: skip


TAKEN = re.compile(r"\b(?:took|taken|sold|lost|withdr[ae]w\w*|burned|burnt|shut|shed|sheds|dropped|retired|dismissed|laid off|scrapped|cut|closed|removed|sent (?:home|back)|shot down|downed|intercepted|stopped|released|freed|failed|left|sank|sunk|died|fell|crashed|collapsed|broke down|flooded|destroyed|killed)\b")  # fmt: skip


KEPT = re.compile(
    r"\b(?P<b>\d[\d,]*|[a-z-]+) of (?:the |its |their |those |all )?(?:[\w-]+[’']s? )?(?P<a>\d[\d,]*|[a-z-]+)\b[^.;]{0,90}?\b(?:keeps?|kept|left with|retains?|still ha(?:s|ve)|remain(?:s|ing)?|spar(?:es?|ed))\s(?:only |just )?(?P<n>\d[\d,]*|[a-z-]+)\b(?! of| per)",
    re.IGNORECASE,
)


def kept(said: str) -> Slip | None:
    """“It lost 34 of its 90 routes and will keep 46”."""
    for m in KEPT.finditer(said):
        taken, total, rest = (whole(said, m.start(name)) for name in "ban")
        if not (taken and total and rest) or max(taken.value, rest.value) >= total.value:
            continue
        if TAKEN.search(said[: m.start("a")]) and not NOT_ALL.search(m.group()):
            come = total.value - taken.value
            if rest.value not in {come, taken.value}:
                return taken.start, rest.end, rest.value, come
    return None


HALVES = Cued(
    r"\b(?P<a>\d[\d,]*|[a-z-]+) of (?:the |its |their |his |her |those |all )?(?P<n>\d[\d,]*|[a-z-]+)\b[^.;\d]{0,60}?\b(?:and|while)\s(?:(?:was|were|has|have|had|the|a|she|he|it|they)\s){0,2}(?:lost|failed|missed|refused|rejected|dismissed|died|closed|shut|sank|crashed|opposed|against|did not|declined)\s(?P<b>\d[\d,]*|[a-z-]+)\b"
)


def halved(said: str) -> Slip | None:
    """“She won 54 of her 71 matches and lost 19”."""
    m = HALVES.search(said)
    one, total, other = (whole(said, m.start(name)) for name in "anb") if m else (None, None, None)
    if not (one and total and other) or len(plain_counts(said)) != 3 or NOT_ALL.search(said):
        return None
    come = one.value + other.value
    near = abs(come - total.value) <= max(2.0, total.value / 6)
    return (one.start, other.end, total.value, come) if come != total.value and near else None


BY_FROM_TO = re.compile(
    r"\bby (?P<n>[\d,.]+(?: (?:thousand|million|billion))?|[a-z-]+)(?: [a-z]+)?,? from (?P<a>[\d,.]+(?: (?:thousand|million|billion))?|[a-z-]+)(?: [a-z]+)? to (?P<b>[\d,.]+(?: (?:thousand|million|billion))?|[a-z-]+)"
)

BY_TO_FROM = re.compile(r"\bby (?P<n>[\d,.]+|[a-z-]+)(?: [a-z]+)?,? to (?P<b>[\d,.]+|[a-z-]+)(?: [a-z]+)?,? from (?P<a>[\d,.]+|[a-z-]+)")  # fmt: skip


VOTES = re.compile(
    r"\b(?P<a>\d[\d,]*)(?: votes)? (?:to|against) (?P<b>\d[\d,]*)(?: votes)?,? (?:with |by |giving )?(?:\w+ )?an? (?:majority|margin|lead|difference) of (?P<n>\d[\d,]*|[a-z-]+)\b"
)


def apart(said: str) -> Slip | None:
    """“up by 40 million, from 120 million to 150 million”; “29 votes to 24, a majority of six”."""
    for m in [*VOTES.finditer(said), *BY_FROM_TO.finditer(said), *BY_TO_FROM.finditer(said)]:
        by, one, two = (whole(said, m.start(name)) for name in "nab")
        if by and one and two and by.value != abs(one.value - two.value):
            start, end = min(by.start, one.start), max(by.end, two.end)
            return start, end, by.value, abs(one.value - two.value)
    return None


def rest_of(said: str) -> re.Match[str] | None:
    """“The remaining nine”, of what the sentence has counted."""
    m = REST.search(said)
    return m if m and (not m.group("noun") or m.group("noun") in said[: m.start()]) else None


def left_over(said: str) -> Slip | None:
    """“It tested 40 lorries and took 13 off the road, leaving 28”; “61 of 70 were shot down, the other eight fell”."""
    m = LEAVING.search(said) or rest_of(said)
    rest = whole(said, m.start("n")) if m else None
    if m is None or rest is None:
        return None
    before = [n for n in plain_counts(said) if n.end <= m.start()]
    if len(before) != 2 or not all(n.exact for n in before):
        return None
    if not TAKEN.search(said[: m.start()]) or NOT_ALL.search(said[before[0].start : m.end()]):
        return None
    large, small = max(n.value for n in before), min(n.value for n in before)
    if rest.value in {large - small, small} or rest.value >= large:
        return None
    return before[0].start, rest.end, rest.value, large - small


CHANGE = re.compile(
    r",\s(?:or )?(?:an? )?(?:(?P<up>rise|increase|jump|gain|growth|up)|(?P<down>fall|drop|decline|cut|decrease|loss|down)|change|difference) (?:of |by )?(?P<n>\d+(?:\.\d+)?)\s?(?:%|per ?cent)"
)


def changed_by(said: str) -> Slip | None:
    """“12 million hens in October and 9 million in January, a fall of 40%”."""
    m = CHANGE.search(said)
    if m is None:
        return None
    before = [n for n in plain_counts(said) if n.end <= m.start() and n.value]
    if len(before) != 2 or not all(n.exact for n in before):
        return None
    small, large = sorted(n.value for n in before)
    stated = float(m.group("n"))
    shares = [(large - small) / (small if m.group("up") else large) * 100]
    if not (m.group("up") or m.group("down")):
        shares.append((large - small) / small * 100)
    scale = large / small
    if scale > 5 or any(abs(stated - share) <= max(1.0, 0.06 * share) for share in shares):
        return None
    return before[0].start, m.end(), stated, round(shares[0], 1)
