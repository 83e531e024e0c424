"""What a sentence reckons out: so many times so many, more than planned by so much, shares of one vote. Pure."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations

from desk.policy.cued import Cued
from desk.policy.figures.differences import Slip
from desk.policy.figures.ledger import equal
from desk.policy.figures.partition import NOT_ALL
from desk.policy.figures.quantities import Quantity, quantities, same_thing
from desk.policy.figures.restated import SPANS_OF_TIME, coin, rounds
from desk.policy.letters import Letters

FEW = 6  # quantities of a sentence that are held against each other
EACH = Cued(r"\b(?:each|apiece|every one|per head|a head|a piece|at a time|every)\b", re.IGNORECASE)
PRODUCT = re.compile(
    r"\b(?:or|making|makes|made|for a total of|a total of|in all|in total|altogether|together|that is|which is|comes? to|came to|all told|worth|costing)\b",
    re.IGNORECASE,
)


# Letters without which nothing is reckoned out here.
OF_RECKONING = Letters("each", "apiece", "every", "per head", "a head", "a piece", "at a time", "%", "percent", "per cent", " more", " less", " fewer", " higher", " lower", " above", " below", " over", " under", "er than")  # fmt: skip


@lru_cache(maxsize=2048)
def reckoned(said: str) -> Slip | None:
    """The first thing that a sentence reckons out and has wrong."""
    if not OF_RECKONING.stand_in(said):
        return None
    every = [q for q in quantities(said) if q.noun not in SPANS_OF_TIME][:FEW]
    return (
        times_each(said, every) or by_so_much(said, every) or over_the_whole(said, quantities(said))
    )


def times_each(said: str, every: Sequence[Quantity]) -> Slip | None:
    """“24 trucks, each with 20 tonnes, or 460 tonnes altogether”."""
    each = EACH.search(said)
    if each is None or len(every) != 3 or NOT_ALL.search(said) or not all(q.exact for q in every):
        return None
    some, many, total = every
    if each.end() > total.start or not PRODUCT.search(said, many.end):
        return None
    if not (total.noun == many.noun or not total.noun or total.kind == many.kind == "money"):
        return None
    come = some.value * many.value
    if equal(come, total) or rounds(come, total.value) or not 0.4 < total.value / come < 2.5:
        return None
    return some.start, total.stop, total.value, come


BY = re.compile(
    # “Sixteen machines over the region” are more than nothing.
    r"\s(?:[a-z]+\s){0,2}?(?!(?:above|below|over|under) the (?!(?:[\w-]+ ){0,2}(?:budget|plans?|limit|estimates?|target|price|cost|forecast|level|threshold|mark|norm|sum|amount|figure|bid|offer|quota|ceiling|minimum|maximum)\b))(?P<more>more|less|fewer|higher|lower|above|below|over|under|dearer|cheaper|heavier|lighter|longer|shorter|taller)\b(?:\s(?:than|the|its|last|what|in|a|an)\b|[.,;)]|$)"
)
# What a difference is measured from: not a third time or place.
OTHER_BASE = re.compile(
    r"\bthan (?:in|on|at|the (?:year|month|week|day)|a (?:year|month|week)|last|usual|average|(?:its|his|her|their) )|\bsea level\b|\b(?:average|normal|usual|record)\b"
)


def by_so_much(said: str, every: Sequence[Quantity]) -> Slip | None:
    """“It was to cost 80 million and cost 112 million, 30 million more than planned”."""
    for q in every:
        m = BY.match(said, q.stop) if q.exact and not q.portion else None
        others = [o for o in every if o is not q and measured_alike(o, q)] if m else []
        if m is None or len(others) != 2 or not all(o.exact and not o.portion for o in others):
            continue
        if OTHER_BASE.search(said, q.stop) or NOT_ALL.search(said[: q.start]) or len(every) > 4:
            continue
        one, other = others
        come = abs(one.value - other.value)
        if come and not equal(come, q) and 0.4 < q.value / come < 2.5:
            ends = [one, other, q]
            return min(p.start for p in ends), max(p.stop for p in ends), q.value, come
    return None


def measured_alike(q: Quantity, by: Quantity) -> bool:
    """Whether a quantity is measured as its difference is."""
    if by.noun == "point":
        return q.kind == "share"
    if "money" in {q.kind, by.kind}:
        both = q.kind == by.kind == "money"
        bare = q if by.kind == "money" else by
        return coin(q.noun) == coin(by.noun) if both else not bare.noun and bare.value >= 1000
    return q.kind == by.kind != "share" and (
        q.noun == by.noun or not q.noun or not by.noun or same_thing(q.noun, by.noun)
    )


VOTED = Cued(
    r"\b(?:shares?|vot\w+|polls?|polled|round|candidates?|rivals?|party|parties|ballots?|elect\w+|respondents|of those asked|undecided|backed|support\w*)\b",
    re.IGNORECASE,
)
# Who may choose more than one thing; what is told of several votes or years.
SEVERAL = re.compile(
    r"\b(?:also|both|respectively|several answers|more than one|turnout|each|while in|last (?:year|time|month)|previous|earlier|compared|against|than|from|up|down|rose|fell|men|women|among|approv\w+|disapprov\w+|over \d\d|under \d\d|(?:1[89]|20)\d\d)\b",
    re.IGNORECASE,
)
MOST_OVER = 14  # points beyond a hundred that are still a slip of one figure


def over_the_whole(said: str, every: Sequence[Quantity]) -> Slip | None:
    """“41 percent for her, 38 for her rival and 24 for the third”: shares of one vote beyond the whole."""
    told = [q for q in every if q.kind == "share"]
    shares = told if len(told) > 2 else [q for q in every if q.kind == "share" or (q.kind == "count" and not q.noun)]  # fmt: skip
    if len(shares) < 3 or len(told) < 2 or (len(told) < 3 and len(shares) != len(every)):
        return None
    come = sum(q.value for q in shares)
    exact = all(q.exact and q.value < 100 for q in shares)
    if (
        not exact
        or not 100.6 < come <= 100 + MOST_OVER
        or not VOTED.search(said)
        or SEVERAL.search(said)
    ):
        return None
    if any(abs(a.value - b.value) < 0.05 for a, b in combinations(shares, 2)) and come > 104:
        return None
    return shares[0].start, shares[-1].stop, 100.0, come
