"""The check on totals and their parts: lists after a colon, “of the 30”, “900 in all”, shares, differences."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any

from desk.policy import clock, known, ledger, times
from desk.policy.apportioned import told_singly
from desk.policy.checks.base import Check, body_finding, words_finding, zones
from desk.policy.cued import Cued
from desk.policy.differences import (
    Slip,
    apart,
    changed_by,
    kept,
    left_over,
    whole,
)
from desk.policy.numbers import IN_WORDS, Number, in_words, numbers
from desk.policy.partition import NOT_ALL, WHO, Parts, parts_after, plain_counts
from desk.policy.quantities import quantities
from desk.policy.tallied import Room, tallies, uneven
from desk.policy.text import body_sentences, cut, in_quotes, overlaps, told
from desk.policy.tolls import Figure, casualty_figures
from desk.policy.types import STARTS, Confidence, Facts, Finding, Span, ZoneText

LONGEST = 3000  # characters of a sentence that adds up; more is no sentence
OPENS = re.compile(r"(?<!\d)\s*:\s|:\s(?!\d\d\b)|\s[–—-]\s|\s?\(|,\s(?=(?:namely|that is)\b)")
# “All 23 of the crew, 14 Filipinos, seven Indians and a Greek master, were picked up”
APPOSED = re.compile(rf",\s(?=(?:\d[\d,]*|{IN_WORDS}|one)\s[a-z])", re.IGNORECASE)
PART = re.compile(
    rf"(?:(?:and|plus|as well as|another|a further|the other|namely|that is|some)\s+)*(?P<n>\d[\d,]*|{IN_WORDS}|an?)\s+(?!(?:km|per|%|o[’']clock|a\.m|p\.m|UTC)\b)[A-Za-zÀ-ÿ(]",
    re.IGNORECASE,
)
COMMAS = re.compile(r"\s*(?:,(?!\d{3}\b)|;|\band\b|&|\bplus\b)\s*(?:and\s+)?")
STOPS = re.compile(
    r"[);.]|,\s(?:[\w’'-]+\s){0,6}(?:said|says|reported|told|wrote|according)\b|\s[–—]\s"
)
SOME_ONLY = re.compile(r"\b(?:includ\w+|among|amongst|such as|at least|most|mostly|some of|of them|of whom|up to|or|from|between)\b", re.IGNORECASE)  # fmt: skip


def sum_slip(facts: Facts) -> Iterator[Finding]:
    """A total and its parts that do not add up."""
    found: list[Span] = []
    for sentence, said in told(facts.body, counts):
        slip = within(said) or by_category(facts, sentence) or carried(facts, sentence)
        if slip:
            start, end, total, parts = slip
            found.append(Span(sentence.start + start, sentence.start + end))
            yield from does_not_add(facts, found[-1], total, parts)
    for far in unsettled(facts):
        if not overlaps(sorted(found, key=STARTS), far.span):
            found.append(far.span)
            yield from does_not_add(facts, far.span, far.whole, far.parts, confidence=Confidence.UNSURE)  # fmt: skip
    for zone, uneven_one in by_place(facts):
        span, said = uneven_one.span, come_to(uneven_one.whole, uneven_one.parts)
        twice = zone is facts.body and overlaps(sorted(found, key=STARTS), span)
        if not twice and not in_quotes(zone.text, span):
            yield words_finding(facts, zone, span, said, confidence=Confidence.UNSURE)


def unsettled(facts: Facts) -> Iterator[ledger.Unequal]:
    """Wholes of the body that what stands round them does not come to."""
    text, every = facts.body.text, known.scan(facts.body, quantities)
    spans = body_sentences(facts.body)
    for w in known.scan(facts.body, ledger.wholes):
        slip = ledger.unequal(text, spans, every, w)
        if slip:
            yield slip
    yield from told_singly(text, spans, every)


def by_place(facts: Facts) -> Iterator[tuple[ZoneText, ledger.Unequal]]:
    """Lists by place that do not come to the figure they break down, each with the zone it stands in."""
    seen = zones(facts)
    lists = [known.scan(zone, tallies) for zone in seen]
    if any(lists):
        rooms = [Room(z.text, known.scan(z, quantities), found) for z, found in zip(seen, lists, strict=True)]  # fmt: skip
        yield from ((seen[n], slip) for n, slip in uneven(rooms))


def does_not_add(facts: Facts, span: Span, total: float, parts: float, **more: Any) -> Iterator[Finding]:  # fmt: skip
    """What is told of a total, outside quotations."""
    if not in_quotes(facts.body.text, span):
        yield body_finding(facts, span, come_to(total, parts), **more)


def come_to(total: float, parts: float) -> str:
    """What is told of a total and its parts."""
    return f"The figures come to {parts:,g}, not {total:,g}."


def counts(said: str) -> bool:
    """Whether a sentence has parts of a total, there or in what stands before it."""
    several = len(said) <= LONGEST and len(numbers(said)) > 1
    return several and bool(within(said) or BARE.match(said) or "; " in said or any(m.group("of") for m in SHARE.finditer(said)))  # fmt: skip


@lru_cache(maxsize=4096)
def within(said: str) -> Slip | None:
    """A total and its parts in one sentence."""
    return (
        listed(said)
        or divided(said)
        or of_which(said)
        or in_all(said)
        or left_over(said)
        or kept(said)
        or apart(said)
        or changed_by(said)
    )


def listed(said: str) -> Slip | None:
    """“Nine people were killed: four men, three women and one child”, and the same between commas."""
    for opening in OPENS.finditer(said):
        slip = enumerated(said, opening, least=2)
        if slip:
            return slip
    for opening in APPOSED.finditer(said):
        whole_list = ALL_OF.search(said, 0, opening.start()) is not None
        slip = enumerated(said, opening, least=2 if whole_list else 3)
        if slip:
            return slip if ledger.close(slip[3], slip[2]) else None
    return None


ALL_OF = re.compile(r"\b(?:all|each|every one)\b(?: of)?(?: the)? [\w-]+(?: [\w’'-]+){0,5}$", re.IGNORECASE)  # fmt: skip


AMONG_OTHERS = re.compile(
    r",?\s(?:among|amongst|and) (?:others|elsewhere|other \w+)\b", re.IGNORECASE
)


def enumerated(said: str, opening: re.Match[str], *, least: int) -> Slip | None:
    """A total before an opening that the list behind it does not come to."""
    stop = STOPS.search(said, opening.end())
    end = stop.start() if stop else len(said)
    tail = said[opening.end() : end]
    parts, read = parts_of(tail)
    if (
        len(parts) < least
        or SOME_ONLY.search(tail[:read])
        or AMONG_OTHERS.match(said, opening.end() + read)
    ):
        return None
    total = total_before(said, opening.start(), len(parts))
    if total is None:
        return None
    if sum(parts) == total.value or max(parts) > total.value:
        return None
    if read < len(tail) and not ledger.close(sum(parts), total.value):
        return None
    end = opening.end() + read
    closing = 1 if said[end : end + 1] == ")" else 0
    figure = next((f for f in casualty_figures(said) if f.number.start == total.start), None)
    start = figure.start if figure else total.start
    return start, len(said[:end].rstrip(" ,;")) + closing, total.value, sum(parts)


def total_before(said: str, at: int, parts: int) -> Number | None:
    """The one exact number in the words before a list of so many parts, near its opening."""
    head = said[:at]
    hours = [(h.start, h.end) for h in clock.hours(head, 2000)]
    days = [(d.start, d.end) for d in times.dates(head, 2000)]
    found = [
        n
        for n in numbers(head)
        if not (n.said.isdigit() and len(n.said) == 4)
        and not any(a <= n.start < b for a, b in hours + days)
    ]
    harmed = [f.number for f in casualty_figures(head) if f.exact]
    if len(found) > 1 and harmed and harmed[0].start == found[0].start:
        found = harmed[:1]  # “eight members of one family were killed”
    if len(found) == 2 and found[1].value == parts:
        found = found[:1]  # “48,000 doses, enough for three districts: …”
    if len(found) != 1 or not found[0].exact or found[0].value < 2:
        return None
    return found[0] if len(head[found[0].end :].split()) <= (12 if parts > 2 else 9) else None


def parts_of(tail: str) -> tuple[list[float], int]:
    """The numbers of an enumeration in which every part opens with one, and where it ends.

    It may go on behind the part that “and” brings in; where another part has no number there is none.
    """
    values: list[float] = []
    at, last = 0, False
    for low, high, joint in stretches(tail):
        part = tail[low:high].strip()
        m = PART.match(part + " x") if part else None
        value = value_of(m.group("n")) if m else None
        if part and value is None:
            return (values, at) if last else ([], 0)
        if value is not None:
            values.append(value)
            at, last = high, "and" in joint
    return values, len(tail)


def stretches(tail: str) -> Iterator[tuple[int, int, str]]:
    """Where the parts of an enumeration stand, each with what joins it to the one before."""
    low, joint = 0, ""
    for m in COMMAS.finditer(tail):
        yield low, m.start(), joint
        low, joint = m.end(), m.group()
    yield low, len(tail), joint


def value_of(words: str) -> float | None:
    """A number in digits or words; an article is one."""
    low = words.lower().replace(",", "")
    if low in {"a", "an"}:
        return 1.0
    return float(low) if low.isdigit() else in_words(low)


SHARE = re.compile(
    rf"(?:^|[,;:]\s|\band\s|—\s|\swith\s)(?:(?:she|he|it|they|the \w+) (?:said|wrote)[,;]?\s)?(?:and\s)?(?P<n>\d[\d,]*|{IN_WORDS})(?P<of>\s+of (?:them|those|these|the (?:dead|victims|killed|injured|wounded|hurt|children)))?\s+(?:was|were|is|are|on|in|at|from|had|came|died|lay|children|women|men|boys|girls|aged)\b",
    re.IGNORECASE,
)


PART_ONLY = re.compile(r"\b(?:includ\w+|among|at least|most|some of|up to)\b", re.IGNORECASE)


def by_category(facts: Facts, sentence: Span) -> Slip | None:
    """“Ten people were killed … Four of them were children, three were women and two were men”."""
    said = cut(facts.body.text, sentence)
    shares = list(SHARE.finditer(said))
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
    totals = [f for f in casualty_figures(head) if f.exact and not f.portion] or counts_of_people(
        head
    )
    values = [value_of(m.group("n")) for m in shares]
    known = [v for v in values if v is not None]
    if not totals or len(known) != len(values):
        return None
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
# “Of the wounded, forty-six by the ministry’s count, twenty were taken to …”: the whole is told after its noun.
OF_THE_NOUN = re.compile(
    rf"\b[Oo]f (?:the |its |their |those )(?:[a-z-]+ ){{0,2}}?[a-z-]+,\s(?:who (?:number|numbered|came to) |numbering |put at |now |all |some )?(?P<n>\d[\d,.]*|{IN_WORDS})(?:\s[^,;.]{{1,70}})?,\s(?=\d|[a-z]|[A-Z])"
)
FATES = re.compile(r"\b(?:died|dead|killed|hurt|injured|wounded|missing|unhurt|rescued|saved|survived|escaped)\b")  # fmt: skip


def divided(said: str) -> Slip | None:
    """“Of the 30 injured, 12 are children and 21 adults”; “Of the 36 on board 19 died, 14 were hurt and two …”."""
    for m in OF_THE.finditer(said):
        total = whole(said, m.start("n"))
        if total is None:
            continue
        start = first_part(said, total)
        if start >= 2 and len(said[total.end : start].split()) <= 7:
            slip = parts_slip(said, m.start(), total, start)
            if slip:
                return slip
    for m in OF_THE_NOUN.finditer(said):
        total = whole(said, m.start("n"))
        slip = parts_slip(said, m.start(), total, m.end()) if total else None
        if slip:
            return slip
    return None


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
        gaps = [said[a.end : b.start] for a, b in pairwise(before)]
        if not all(n.exact for n in before) or not all(re.search(r",|;|\b(?:and|plus)\b", gap) for gap in gaps):  # fmt: skip
            continue
        # A figure before the list is no part of it: “with twelve tables counted, 68, 61 and 29, 158 in all”.
        sums = [sum(n.value for n in before[k:]) for k in range(len(before) - 1)]
        if total.value not in sums and total.value > max(n.value for n in before):
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
