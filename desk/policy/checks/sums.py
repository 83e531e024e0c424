"""The check on totals and their parts: lists after a colon, “of the 30”, “900 in all”, shares, differences."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any

from desk.policy.checks.base import Check, body_finding, words_finding, zones
from desk.policy.cued import Cued
from desk.policy.figures import ledger
from desk.policy.figures.aboard import aboard, fates, passengers_and_crew
from desk.policy.figures.apportioned import told_singly
from desk.policy.figures.changes import changed
from desk.policy.figures.differences import (
    Slip,
    apart,
    changed_by,
    halved,
    kept,
    left_over,
    whole,
)
from desk.policy.figures.enumerated import listed, value_of
from desk.policy.figures.multiples import reckoned
from desk.policy.figures.numbers import IN_WORDS, Number, numbers
from desk.policy.figures.partition import NOT_ALL, WHO, Parts, parts_after, plain_counts
from desk.policy.figures.quantities import SIGN, Quantity, quantities
from desk.policy.figures.rollcall import Room, rolls, slips
from desk.policy.figures.seated import by_place, seated
from desk.policy.figures.tolls import Figure, casualty_figures
from desk.policy.figures.whoever import told_of
from desk.policy.text import (
    body_sentences,
    cut,
    in_quotes,
    overlaps,
    scan_parts,
    sentence_at,
    sentences,
    told,
)
from desk.policy.types import STARTS, Confidence, Facts, Finding, Span, ZoneText

LONGEST = 3000  # characters of a sentence that adds up; more is no sentence


def sum_slip(facts: Facts) -> Iterator[Finding]:
    """A total and its parts that do not add up."""
    found, wrong_wholes = list[Span](), set[float]()
    for sentence, said in told(facts.body, counts):
        slip = within(said) or by_category(facts, sentence) or carried(facts, sentence)
        if slip:
            start, end, total, parts = slip
            found.append(Span(sentence.start + start, sentence.start + end))
            wrong_wholes.add(total)
            yield from does_not_add(facts, found[-1], total, parts)
    for far in unsettled(facts):
        told_of = far.whole in wrong_wholes or overlaps(sorted(found, key=STARTS), whole_sentences(facts, far.span))  # fmt: skip
        if not told_of:
            found.append(far.span)
            wrong_wholes.add(far.whole)
            yield from does_not_add(facts, far.span, far.whole, far.parts, confidence=Confidence.UNSURE)  # fmt: skip
    for zone in (facts.headline, facts.dek):
        for one in in_lists(facts, zone) if zone else ():
            if zone and one.whole not in wrong_wholes and not in_quotes(zone.text, one.span):
                said = come_to(one.whole, one.parts)
                yield words_finding(facts, zone, one.span, said, confidence=Confidence.UNSURE)


def whole_sentences(facts: Facts, span: Span) -> Span:
    """A span as far as its sentences go: one sum is told once."""
    spans = body_sentences(facts.body)
    at = [n for n in (sentence_at(spans, span.start), sentence_at(spans, span.end - 1)) if n is not None]  # fmt: skip
    return Span(spans[at[0]].start, spans[at[-1]].end) if at else span


def unsettled(facts: Facts) -> Iterator[ledger.Unequal]:
    """Wholes of the body that what stands round them does not come to."""
    text, every = facts.body.text, scan_parts(facts.body, quantities)
    spans = body_sentences(facts.body)
    for w in scan_parts(facts.body, ledger.wholes):
        slip = ledger.unequal(text, spans, every, w)
        if slip:
            yield slip
    yield from told_singly(facts.body, spans, every)
    yield from in_lists(facts, facts.body)
    yield from listed_by_name(facts)
    yield from all_aboard(facts)


def listed_by_name(facts: Facts) -> Iterator[ledger.Unequal]:
    """Lists of who the dead or the hurt were, that do not come to the one count the piece has of them."""
    for one in scan_parts(facts.body, told_of):
        texts = [zone.text for zone in zones(facts)]
        counts = {f.value for text in texts for f in casualty_figures(text) if f.harm == one.harm and f.exact and not f.portion and f.value > 1}  # fmt: skip
        total = next(iter(counts), one.many)
        if len(counts) == 1 and one.many != total and abs(one.many - total) <= max(2, total / 10):
            yield ledger.Unequal(one.span, total, one.many)


def all_aboard(facts: Facts) -> Iterator[ledger.Unequal]:
    """Passengers and crew, or the living, the dead and the missing, that are not all who were aboard the one thing of a piece."""
    wholes = {one.value for zone in zones(facts) for one in scan_parts(zone, aboard)}
    parts = [one for look in (passengers_and_crew, fates) for one in scan_parts(facts.body, look)] if len(wholes) == 1 else []  # fmt: skip
    whole = next(iter(wholes), 0.0)
    if whole and not any(one.value == whole for one in parts):
        yield from (ledger.Unequal(one.span, whole, one.value) for one in parts if 1 / 2 < one.value / whole < 2)  # fmt: skip


def in_lists(facts: Facts, zone: ZoneText) -> Iterator[ledger.Unequal]:
    """The lists of a zone that do not come to the whole near them, or to that of headline or dek."""
    found = scan_parts(zone, rolls)
    if found:
        others = [other for other in zones(facts) if other is not zone]
        tops = [top for other in others if other is not facts.body for top in with_harm(other.text)]
        rest = () if zone is facts.body else scan_parts(facts.body, quantities)
        spans = body_sentences(zone) if zone is facts.body else sentences(zone.text)
        yield from slips(Room(zone.text, spans, scan_parts(zone, quantities), tops, rest), found)


@lru_cache(maxsize=256)
def with_harm(text: str) -> tuple[tuple[Quantity, str], ...]:
    """The quantities of headline or dek, each with the harm that it tells of."""
    harmed = {f.number.start: f.harm for f in casualty_figures(text)}
    return tuple((q, harmed.get(q.start, "")) for q in quantities(text))


def does_not_add(facts: Facts, span: Span, total: float, parts: float, **more: Any) -> Iterator[Finding]:  # fmt: skip
    """What is told of a total, outside quotations."""
    if not in_quotes(facts.body.text, span) and not left_out(total, parts):
        yield body_finding(facts, span, come_to(total, parts), **more)


def left_out(total: float, parts: float) -> bool:
    """Whether “95 million: 40 for the road, 30 …” and “fourteen thousand, eleven thousand and five” leave the scale out of some parts."""
    over = (scale - 1 for scale in (1e3, 1e6, 1e9) if total > parts)
    return any((total - parts) % one == 0 and (total - parts) / one <= parts for one in over)


def come_to(total: float, parts: float) -> str:
    """What is told of a total and its parts."""
    return f"The figures come to {plain(parts)}, not {plain(total)}."


def plain(value: float) -> str:
    """A value as readers have it: 1,204; 2.5; 52 million."""
    for scale, word in ((1e9, " billion"), (1e6, " million")):
        if value >= scale and value / scale * 1000 % 1 == 0:
            return f"{value / scale:,.12g}{word}"
    return f"{value:,.12g}"


def counts(said: str) -> bool:
    """Whether a sentence has parts of a total, there or in what stands before it."""
    several = len(said) <= LONGEST and (len(numbers(said)) > 1 or (SIGN.search(said) is not None and len(quantities(said)) > 1))  # fmt: skip
    return several and bool(within(said) or BARE.match(said) or "; " in said or any(m.group("of") for m in SHARE.finditer(said)))  # fmt: skip


@lru_cache(maxsize=4096)
def within(said: str) -> Slip | None:
    """A total and its parts in one sentence."""
    return (
        listed(said)
        or divided(said)
        or of_which(said)
        or in_all(said)
        or seated(said)
        or by_place(said)
        or left_over(said)
        or kept(said)
        or apart(said)
        or changed_by(said)
        or halved(said)
        or reckoned(said)
        or changed(said)
    )


SHARE = re.compile(
    rf"(?:^|[,;:]\s|\band\s|—\s|\swith\s)(?:(?:she|he|it|they|the \w+) (?:said|wrote)[,;]?\s)?(?:and\s)?(?P<n>\d[\d,]*|{IN_WORDS})(?P<of>\s+of (?:them|those|these|the (?:dead|victims|killed|injured|wounded|hurt|children)))?\s+(?:was|were|is|are|on|in|at|from|had|came|died|lay|children|women|men|boys|girls|aged)\b",
    re.IGNORECASE,
)


OF_THE_HARMED = re.compile(r"(?P<dead>dead|victims|killed)|injured|wounded|hurt")
PART_ONLY = re.compile(r"\b(?:includ\w+|among|at least|most|some of|up to)\b", re.IGNORECASE)


@lru_cache(maxsize=2048)
def shares_in(said: str) -> tuple[re.Match[str], ...]:
    """Where a sentence tells of some who are part of a whole."""
    return tuple(SHARE.finditer(said))


def by_category(facts: Facts, sentence: Span) -> Slip | None:
    """“Ten people were killed … Four of them were children, three were women and two were men”."""
    said = cut(facts.body.text, sentence)
    shares = shares_in(said)
    first = next((n for n, m in enumerate(shares) if m.group("of")), None)
    if first is None or len(shares) - first < 2 or PART_ONLY.search(said):
        return None
    shares = shares[first:]
    # Women, and people of one street: the same may be both.
    if len({bool(WHO.search(said[m.start("n") : m.end() + 12])) for m in shares}) > 1:
        return None
    head = (
        facts.body.text[max(0, sentence.start - 420) : sentence.start]
        + said[: shares[0].start("n")]
    )
    whose = OF_THE_HARMED.search(shares[0].group("of") or "")
    harm = whose and ("killed" if whose.group("dead") else "hurt")
    figures = [f for f in casualty_figures(head) if f.exact and not f.portion and harm in {None, f.harm}]  # fmt: skip
    totals = figures or ([] if harm else counts_of_people(head))
    values = [value_of(m.group("n")) for m in shares]
    known = [v for v in values if v is not None]
    if not totals or len(known) != len(values):
        return None
    if sum(known) in {n.value for n in numbers(head)}:
        return None  # “65 were carried in: 24 of them were dead, 41 are being treated”
    total = totals[0].number.value if len(totals) == 1 else totals[-1].number.value
    whole = re.search(r"\bwomen\b", said) and re.search(r"\bmen\b", said)
    if sum(known) > total or (whole and sum(known) < total and len(known) >= 3):
        return shares[0].start("n"), len(said.rstrip(".")), total, sum(known)
    return None


PEOPLE = re.compile(r"\s+(?:[a-z-]+\s)?(?:people|men|women|children|boys|girls|workers|dockers|miners|residents|passengers|soldiers|pupils|patients|farmers|fishermen|[a-z]+ers|[a-z]+ors|nurses|guests|cooks|clerks)\b")  # fmt: skip


def counts_of_people(text: str) -> list[Figure]:
    """Counts of people to whom something else was done: “five dockers were burned”."""
    return [
        Figure(n.value, "", n.start, n.end, n.said, n.exact, n.least, n)
        for n in numbers(text)
        if n.exact and n.value > 1 and PEOPLE.match(text, n.end)
    ][:1]


OF_THE = Cued(rf"\b[Oo]f (?:the |its |their |those |all |some )?(?P<n>\d[\d,.]*(?: (?:thousand|million|billion))?|{IN_WORDS})\b", re.IGNORECASE)  # fmt: skip
# “A choir made up of 20 nurses, 16 cooks and 11 clerks”: the first of a list.
CONTAINS = re.compile(r"\b(?:made up|consist\w*|composed|comprised|mix(?:ture)?|total|convoy|crew|cargo|load|group|party|team|choir|force|mission|delegation|jury|bench|fleet|column)\s$")  # fmt: skip
# “Of the wounded, forty-six by the ministry’s count, twenty were taken to …”: the whole is told after its noun.
OF_THE_NOUN = re.compile(
    rf"\b[Oo]f (?:the |its |their |those )(?:[a-z-]+ ){{0,2}}?[a-z-]+,\s(?:who (?:number|numbered|came to) |numbering |put at |now |all |some )?(?P<n>\d[\d,.]*|{IN_WORDS})(?:\s[^,;.]{{1,70}})?,\s(?=\d|[a-z]|[A-Z])"
)
FATES = re.compile(r"\b(?:died|dead|killed|hurt|injured|wounded|missing|unhurt|rescued|saved|survived|escaped)\b")  # fmt: skip


def divided(said: str) -> Slip | None:
    """“Of the 30 injured, 12 are children and 21 adults”; “Of the 36 on board 19 died, 14 were hurt and two …”."""
    for m in OF_THE.finditer(said):
        total = whole(said, m.start("n"))
        if total is None or CONTAINS.search(said, max(0, m.start() - 24), m.start()):
            continue
        start = first_part(said, total)
        if start >= 2 and len(said[total.end : start].split()) <= 7 and not AND_ONE.search(said, total.end, start):  # fmt: skip
            slip = parts_slip(said, m.start(), total, start)
            if slip:
                return slip
    for m in OF_THE_NOUN.finditer(said):
        counted = numbers(
            said[m.start() : m.start("n")]
        )  # “Of the fifty, 22 have cancer, 17 have …”
        total = None if counted else whole(said, m.start("n"))
        slip = parts_slip(said, m.start(), total, m.end()) if total else None
        if slip:
            return slip
    return None


# “Of the six it is only the harbourmaster and two of the owners who …”: one who is not counted.
AND_ONE = re.compile(r"\b(?:the|an?|his|her|its|their) [a-z-]+ and $")


def first_part(said: str, total: Number) -> int:
    """Where the first part of a whole begins; less than 2 where none does."""
    inner = [n for n in plain_counts(said) if n.start >= total.end]
    comma = said.find(", ", total.end)
    first = inner[0].start if inner else -1
    # “Of the 36 people on board 19 died”: no comma before the first part
    return first if first < 0 or comma < 0 or first < comma else comma + 2


def parts_slip(said: str, opening: int, total: Number, start: int) -> Slip | None:
    """Parts from an offset on that are not their whole."""
    parts = parts_after(said, start)
    fates = len({f.lower() for f in FATES.findall(said[total.end : parts.end])}) >= 3
    nearly = fates and 0 < total.value - parts.sum <= max(1.0, 0.1 * total.value)
    if wrong(total, parts, said[opening : parts.end], whole_list=nearly):
        return opening, parts.end, total.value, parts.sum
    return None


def wrong(total: Number, parts: Parts, said: str, *, whole_list: bool = False) -> bool:
    """Whether parts are more than their whole, or less where nothing is left over."""
    if len(parts.values) < 2 or NOT_ALL.search(said) or parts.sum == total.value:
        return False
    if parts.sum > total.value:
        return not parts.mixed and max(parts.values) <= total.value
    return parts.rest or whole_list


WHICH = re.compile(r",\s(?:of|out of) (?:which|whom|these|those|them)\s")
OF_THEM = re.compile(r",\s(?=(?P<n>\d[\d,.]*|[a-z-]+(?: [a-z-]+)?) (?:of|from among) (?:them|whom|these|those)\b)")  # fmt: skip


def of_which(said: str) -> Slip | None:
    """“45 million, of which 30 million comes from …, 10 million …”; “22 people, 3 of them … and 20 …”."""
    for cue in (*WHICH.finditer(said), *OF_THEM.finditer(said)):
        before = [n for n in plain_counts(said) if n.end <= cue.start()]
        parts = parts_after(said, cue.end())
        if before and before[-1].exact and wrong(before[-1], parts, said[before[-1].start : parts.end]):  # fmt: skip
            return before[-1].start, parts.end, before[-1].value, parts.sum
    return None


COUNT = rf"\d[\d,.]*(?: (?:thousand|million|billion))?|{IN_WORDS}"
# “the chamber’s 155”, “the full 155”: whose whole it is.
OF_ITS = r"(?:(?:the|a|all|its|their|that|full|whole|usual)\s|[\w-]+[’']s?\s){0,3}?"
IN_ALL = Cued(
    rf"(?:[,:;–—]|\()\s*(?:and so |or |making |that is,? |which (?:is|makes|comes to) )?(?P<n>{COUNT})(?: [a-z]+){{0,2}}? (?:in all|altogether|in total|all told|combined|between them)\b"
    rf"|,?\s(?:a total of|for a total of|making a total of|in total|bringing the total to|totalling|which adds up to|adding up to)\s(?P<m>{COUNT})\b"
    rf"|[,;]\s(?:and )?(?:which|that|together they|together these|these|the \w+ together)(?: together| (?:an? |the )?[a-z]+(?: [a-z]+){{0,4}}?)? (?:makes?(?: up)?|adds? up to|comes? to|gives?|amounts? to|fills?|account(?:s)? for)\s{OF_ITS}(?P<k>{COUNT})\b",
    re.IGNORECASE,
)


def in_all(said: str) -> Slip | None:
    """“410 posts would go in Germany, 280 in Portugal and 190 in Malaysia, 900 in all”."""
    for m in IN_ALL.finditer(said):
        at = next(m.start(name) for name in "nmk" if m.group(name))
        total = whole(said, at)
        before = [n for n in plain_counts(said) if n.end <= m.start()]
        if total is None or len(before) < 2 or NOT_ALL.search(said[before[0].start : m.start()]):
            continue
        if any(a.value * b.value == total.value for a, b in pairwise(before)):
            continue  # that many times so many
        gaps = [said[a.end : b.start] for a, b in pairwise(before)]
        if not all(n.exact for n in before) or not all(re.search(r",|;|\b(?:and|plus)\b", gap) for gap in gaps):  # fmt: skip
            continue
        # A figure before the list is no part of it: “with twelve tables counted, 68, 61 and 29, 158 in all”.
        sums = [sum(n.value for n in before[k:]) for k in range(len(before) - 1)]
        # “Seven months in the first, eleven in the second and six in the third”
        told = [n.value for n in numbers(said) if before[0].start <= n.start and n.end <= m.start()]
        sums_told = [sum(told[k:]) for k in range(len(told) - 1)]
        if total.value not in [*sums, *sums_told] and total.value > max(n.value for n in before):
            return before[0].start, total.end if m.group("k") else m.end(), total.value, sums[0]
    return None


BARE = re.compile(
    rf"(?P<n>\d[\d,]*|{IN_WORDS}|one)\s+(?:was|were|are|is|had|have|came|lay|died|lived|live|work|belong\w*|went|came|ran|swam|fled|got|took|sat|stood|remain|in|on|at|from|\w{{2,}}ed)\b",
    re.IGNORECASE,
)


def carried(facts: Facts, sentence: Span) -> Slip | None:
    """“Twelve people died when … Eight were residents of a home, and five were campers”."""
    text = facts.body.text
    said = cut(text, sentence)
    before = text[max(0, sentence.start - 420) : sentence.start].rpartition("\n")[2]
    half = said.find("; ") + 2
    if half > 1 and not BARE.match(said):  # “Fourteen were roped together; ten came down …”
        slip = carried_from(before + said[:half], said[half:])
        return (half + slip[0], half + slip[1], *slip[2:]) if slip else None
    return carried_from(before, said)


def carried_from(before: str, said: str) -> Slip | None:
    """Parts that open a sentence or its second half, and the one count of people before them."""
    opening = BARE.match(said)
    if opening is None or not before.strip() or re.search(r"\b(?:other|another|more|further)\b", said[:60]):  # fmt: skip
        return None
    parts = parts_after(said, 0)
    found = [n for n in plain_counts(before) if n.exact and n.value > 1]
    harmed = [f.number for f in casualty_figures(before) if f.exact and not f.portion] or [f.number for f in counts_of_people(before)]  # fmt: skip
    total = harmed[-1] if harmed and len(found) <= 2 else None
    if total is None or not wrong(total, parts, said[: parts.end]):
        return None
    # “Twelve people died. Nine were hurt and eight …”: another harm is another count.
    harm = {f.harm for f in casualty_figures(before)}
    if any(f.harm not in harm for f in casualty_figures(said)):
        return None
    return opening.start("n"), parts.end, total.value, parts.sum


CHECKS = [
    Check(
        "sum-slip",
        "A total and parts that do not add up.",
        "Readers add.",
        "Count again.",
        sum_slip,
    ),
]
