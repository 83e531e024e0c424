"""One quantity given twice and otherwise: above and below, or once more as “all 430”, “the 6.7 tremor”. Pure.

What is told again is looked for among what was told: the same value of the same thing settles it, and so does a
sum, a difference or a round figure. Where nothing settles it, and the one quantity of that thing which the text
has is near it, or has the same digits but for one, one of the two is wrong.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, pairwise

from desk.policy.cued import Cued
from desk.policy.figures.digits import anagram, change_of_places, digits_of, one_digit, tenfold
from desk.policy.figures.numbers import numbers
from desk.policy.figures.quantities import Quantity, person, quantities, same_thing
from desk.policy.types import STARTS
from desk.policy.values import record

AGAIN = re.compile(
    r"\b(?:all|each of|every one of|one of|both|those|these|the same|the whole|the entire)(?: of)?(?: the| those| these| its| their| his| her)?\s(?:\w+\s)?$",
    re.IGNORECASE,
)
THE = re.compile(r"(?:\b(?:the|her|his|its|their)|\w[’']s)\s(?:\w+\s)?$", re.IGNORECASE)
NEW = re.compile(r"\b(?:other|another|more|further|first|last|next|past|previous|remaining|only|latest|some|about|nearly)\b", re.IGNORECASE)  # fmt: skip
CHANGED = re.compile(
    r"\b(?:revis\w+|correct\w+|updat\w+|earlier|previous\w*|initial\w*|at first|first (?:put|gave|said|reported)|since then|later (?:put|raised)|rose|risen|rises|fell|fallen|climb(?:s|ed|ing)?\b|grown?|grew|up from|down from|instead of|compared|against|than|wanted|sought|asked for|demand\w*|planned|expected|forecast|promised|originally|not \w+ but)\b",
    re.IGNORECASE,
)


# “Rents rose by 21 percent” is no change of the figure itself.
TOLD_FIRST = re.compile(r"\b(?:revis\w+|correct\w+|updat\w+|earlier|previous\w*|initial\w*|at first|since then|expected|forecast|originally|instead of|not \w+ but|against|compared|than)\b", re.IGNORECASE)  # fmt: skip


@record
class Otherwise:
    """A quantity that is told again, and what it was."""

    again: Quantity
    was: Quantity


def alike(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities may be of one thing."""
    if a.kind != b.kind:
        return False
    if a.noun in SPANS_OF_TIME:
        return False
    if a.kind == "share":
        return True
    if a.kind == "money":
        return coin(a.noun) == coin(b.noun)
    return same_thing(a.noun, b.noun)


SPANS_OF_TIME = frozenset("year month week day hour minute second time".split())
# Of these a piece counts many things in turn: a bowler’s wickets and a side’s.
OF_MANY = frozenset("goal wicket run try set game round case word star cent seat other".split())  # fmt: skip
COINS = {
    "$": "dollar", "us$": "dollar", "usd": "dollar", "€": "euro", "eur": "euro", "£": "pound", "gbp": "pound", "sterling": "pound", "¥": "yen", "₹": "rupee",
    "rs": "rupee", "rs.": "rupee", "₦": "naira", "sh": "shilling", "ksh": "shilling", "r": "rand", "₽": "rouble", "ruble": "rouble", "₺": "lira",
}  # fmt: skip


def coin(noun: str) -> str:
    """The name of money by its sign."""
    return COINS.get(noun, noun)


def slip_of(a: Quantity, b: Quantity, far: float = 2.5) -> bool:
    """Whether one figure may be a slip for the other: near it, or the same digits but for one or two that changed places."""
    small, large = sorted((a.value, b.value))
    if small == large or small <= 0:
        return False
    if a.noun in OF_MANY:
        return change_of_places(small, large)
    if a.kind == "share":
        far = min(far, 1.2)
    near = 1.5 if a.noun != b.noun and a.kind == "count" else far
    return large / small <= near or (large / small < 11 and one_digit(small, large))


def settled(q: Quantity, told: Sequence[Quantity], *, of_all: bool = False) -> bool:
    """Whether a value stands among others, or is a sum, a difference or a round figure of them."""
    values = {t.value for t in told if t.kind == q.kind or q.value == t.value}
    if q.value in values or any(rounds(v, q.value) for v in values):
        return True
    kin = {
        t.value
        for t in told
        if t.kind == q.kind and (of_all or not t.noun or not q.noun or alike(t, q))
    }
    near = sorted(v for v in kin if v < q.value * 4)[:40]
    if any(abs(q.value - t) < 1e-9 * q.value for a, b in combinations(near, 2) for t in (a + b, b - a)):  # fmt: skip
        return True
    same = [t.value for t in told if t.kind == q.kind]
    return any(q.value == sum(same[n : n + k]) for k in (3, 4, 5) for n in range(len(same) - k + 1))


def rounds(exact: float, said: float) -> bool:
    """Whether a figure is another one rounded to its own last digit."""
    if said < 100 and said == int(said) and exact == int(exact):
        return False
    text = f"{said:.15g}"
    digits = len(text.rstrip("0")) - text.find(".") - 1 if "." in text else 0
    unit = 10.0**-digits if digits else 10.0 ** (len(text) - len(text.rstrip("0")))
    if said == int(said) and unit >= said:
        unit = said / 10
    return abs(exact - said) <= unit / 2


def above(top: Sequence[Quantity], body: Sequence[Quantity], text: str, told: Sequence[Quantity] = ()) -> Iterator[Otherwise]:  # fmt: skip
    """What headline or dek give of a thing that the body has otherwise; `told` has the nouns of what is listed."""
    told = told or body
    for q in top:
        if not q.exact or q.value <= 1:
            continue
        own = [b for b in told if not foreign(q, b)]
        if q.value in {b.value for b in own} or settled(q, [b for b in own if adds(text, b, told)]):
            continue
        was = named_alike(q, body, text) or done_alike(q, body, text)
        if was is not None:
            yield Otherwise(q, was)


# “The first two coaches” are some of those that were counted.
NTH = re.compile(r"\b(?:first|last|next|top|front|rear|same|past|previous) $")


def adds(text: str, b: Quantity, told: Sequence[Quantity]) -> bool:
    """Whether a figure may be added to another: it is none of those that were counted before."""
    return not (of_those(text, b, told) or NTH.search(text, max(0, b.start - 14), b.start))


def of_those(text: str, b: Quantity, told: Sequence[Quantity]) -> bool:
    """“Two of the seventeen”: some of those that were counted before."""
    if not b.portion:
        return False
    whole = next(iter(numbers(text[b.end : b.end + 30])), None)
    return whole is not None and any(t.value == whole.value and t.start < b.start for t in told)


def foreign(q: Quantity, b: Quantity) -> bool:
    """Whether a figure surely counts something else: people, and things; things, and hours."""
    if not (q.noun and b.noun) or q.noun == b.noun:
        return False
    if b.noun in SPANS_OF_TIME or "measure" in {q.kind, b.kind} or "share" in {q.kind, b.kind}:
        return q.kind != b.kind
    return q.kind == b.kind == "count" and person(q.noun) is not person(b.noun) and not {"body", "life", "victim"} & {q.noun, b.noun}  # fmt: skip


# “Tally reaches 38”: what is counted is left to the reader.
TALLY = re.compile(
    r"\b(?:tall(?:y|ies)|tolls?|count|total|number|cases|list|sum|figure|bill|score)\b[^.;:,]{0,24}?\b(?:at|of|to|is|was|stands|stood|reach(?:es|ed)?|hits?|pass(?:es|ed)?|tops?|topped|nears?)\s$",
    re.IGNORECASE,
)
NUMBER = re.compile(r"\b(?:number|tall(?:y|ies)|toll|count|total|sum|figure|cases)\b[^.;]{0,120}?\b(?:at|of|to|is|was|stands|stood|reach(?:es|ed)?|hits?|pass(?:es|ed)?)\s$", re.IGNORECASE)  # fmt: skip


def tallied(top_text: str, top: Sequence[Quantity], body: Sequence[Quantity], text: str) -> Iterator[Otherwise]:  # fmt: skip
    """“Tally reaches 38” above, and below “taking the number of cases to 36”."""
    for q in top:
        bare = q.exact and not q.noun and q.kind == "count"
        if (
            not bare
            or not TALLY.search(top_text, max(0, q.start - 60), q.start)
            or settled(q, body)
        ):
            continue
        told = [b for b in body if b.exact and b.kind == "count" and NUMBER.search(text, max(0, b.start - 150), b.start)]  # fmt: skip
        alone = len({b.value for b in told}) == 1 and not any(changed(text, b) for b in told)
        if alone and slip_of(q, told[0], 1.3):
            yield Otherwise(q, told[0])


def named_alike(q: Quantity, body: Sequence[Quantity], text: str) -> Quantity | None:
    """The one figure that the body gives of the thing, near enough to be a slip of it."""
    # Of its size: the price of a share is no price of the firm.
    same = [
        b
        for b in body
        if q.noun
        and alike(q, b)
        and b.value > 1
        and (1 / 4 < b.value / q.value < 4 or tenfold(q, b))
    ]
    whole = [b for b in same if b.portion is q.portion]
    was = next((b for b in same if change_of_places(q.value, b.value)), whole[0] if whole else None)
    if was is not None and (
        was.exact or change_of_places(q.value, was.value) or beyond(q, was, text)
    ):
        alone = len({b.value for b in whole}) == 1 or one_digit(q.value, was.value)
        turned = q.kind == "share" and change_of_places(q.value, was.value)
        far = 3 if q.noun == was.noun and q.kind == "count" and not q.portion else 2.5
        if alone and (slip_of(q, was, far) or tenfold(q, was)) and not (TOLD_FIRST.search(around(text, was)) if turned else changed(text, was)):  # fmt: skip
            return was
    # “Cancelled 160 of its 400 flights”: the one that is near, whatever else is counted.
    near = [
        b
        for b in same
        if q.value >= LARGE and b.exact and q.kind != "share" and 2 / 3 < b.value / q.value < 1.5
    ]
    alone = len({b.value for b in near}) == 1
    return near[0] if alone and not any(changed(text, b) for b in near) else None


def beyond(q: Quantity, was: Quantity, text: str) -> bool:
    """Whether a figure is farther from a rough one than “about” reaches: 140, and “about 210”."""
    rough = ROUGHLY.search(text, max(0, was.start - 22), was.start) is not None
    return rough and q.noun == was.noun and not 4 / 5 < q.value / was.value < 5 / 4


ROUGHLY = re.compile(r"\b(?:about|around|some|roughly|approximately|close to|an estimated|perhaps)\s(?:the\s)?$", re.IGNORECASE)  # fmt: skip
LARGE = 20  # of smaller figures one is near another by chance


def done_alike(q: Quantity, body: Sequence[Quantity], text: str) -> Quantity | None:
    """“Forty dismissals” above, and below “has dismissed 34 cleaners”: the deed that the noun is of, with its figure."""
    if len(q.noun) < 6 or not DEED.search(q.noun):
        return None
    stem = q.noun[: max(5, len(q.noun) - 5)]
    near = [b for b in body if b.exact and b.kind == "count" and b.value > 1 and stem in text[max(0, b.start - 30) : b.stop + 24].lower()]  # fmt: skip
    alone = len({b.value for b in near}) == 1
    return near[0] if alone and slip_of(q, near[0], 1.6) else None


DEED = re.compile(r"(?:al|ment|tion|sion|rest|ing|ance|ure|ty|tence|ath|ion)$")


def digits_changed(top: Sequence[Quantity], body: Sequence[Quantity]) -> Iterator[Otherwise]:
    """“1,400 roofs” above, “1,040 houses” below, and 1,400 nowhere: the same digits in another order, whatever they count."""
    for q in top:
        if q.kind != "count" or q.value < LARGE or not q.exact or settled(q, body, of_all=True):
            continue
        same = {b.value: b for b in body if b.kind == "count" and b.value != q.value and anagram(q.value, b.value)}  # fmt: skip
        if len(same) == 1:
            yield Otherwise(q, *same.values())


OF_WHOLE = re.compile(r"\s(?:out )?of (?:the |its |their |all |some )*$")


def of_one_whole(top_text: str, top: Sequence[Quantity], body: Sequence[Quantity], text: str) -> Iterator[Otherwise]:  # fmt: skip
    """“88 of 112 drones” above; below “launched 112 drones and 78 were shot down”."""
    for part, total in pairwise(top):
        if not (part.exact and OF_WHOLE.fullmatch(top_text[part.end : total.start])):
            continue
        if settled(part, body, of_all=True):
            continue
        for n, b in enumerate(body):
            if b.value != total.value or b.kind != part.kind:
                continue
            near = [o for o in body[max(0, n - 2) : n + 3] if o is not b and o.kind == part.kind and o.value < b.value and one_sentence(text, o, b)]  # fmt: skip
            if len(near) == 1 and 2 / 3 <= part.value / near[0].value <= 3 / 2:
                yield Otherwise(part, near[0])


def one_sentence(text: str, a: Quantity, b: Quantity) -> bool:
    """Whether no sentence ends between two quantities."""
    return re.search(r"[.!?]\s|\n", text[min(a.end, b.end) : max(a.start, b.start)]) is None


def changed(text: str, q: Quantity) -> bool:
    """Whether what stands round a quantity in its sentence tells of a change, a wish or a comparison."""
    return CHANGED.search(around(text, q)) is not None


def around(text: str, q: Quantity) -> str:
    """The words beside a quantity, as far as its sentence goes."""
    head = text[max(0, q.start - 60) : q.start].rpartition(". ")[2]
    return head + text[q.start : q.stop + 40].partition(". ")[0]


TOLD_AS_OTHER = re.compile(
    r"\b(?:revis\w+|correct\w+|updat\w+|earlier|previous\w*|initial\w*|at first|since then|instead of|compared|wanted|sought|asked for|demand\w*|planned|originally|rose|fell|up from|down from|lower|higher|fewer|than|last year|of (?:19|20)\d\d)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=2048)
def told_as_other(said: str) -> bool:
    """Whether the words beside a quantity say that it is of another time or was mended."""
    return TOLD_AS_OTHER.search(said) is not None


# “In 2023 there were 16 candidates”, of 61 now.
IN_A_YEAR = re.compile(r"\b(?:in|since|until|by|for|during|from) (?:19|20)\d\d\b|\b(?:last time|(?:years?|decades?) (?:ago|before|earlier)|previous)\b", re.IGNORECASE)  # fmt: skip
WHOSE = re.compile(r"\sof (?:the |its |their )?([a-z-]+)")


def of_others(text: str, a: Quantity, b: Quantity) -> bool:
    """Whether “members of the public” and “members of the committee” are two kinds."""
    one, other = WHOSE.match(text, a.stop), WHOSE.match(text, b.stop)
    return bool(one and other and one.group(1) != other.group(1))


@lru_cache(maxsize=4096)
def pointed(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text that “all”, “the” or “those” stands before: they may have been told before."""
    return tuple(q for q in quantities(text) if q.exact and q.value >= 2 and points_back(text[max(0, q.start - 30) : q.start]))  # fmt: skip


def points_back(head: str) -> bool:
    """Whether the words before a quantity may speak of one that was told."""
    return bool(AGAIN.search(head) or THE.search(head))


def told_again(text: str, body: Sequence[Quantity], pointed_at: Sequence[Quantity], top: Sequence[Quantity]) -> Iterator[Otherwise]:  # fmt: skip
    """“Power was cut to 340 schools … each of the 430 will be reconnected”."""
    for q in pointed_at:
        n = bisect_left(body, q.start, key=STARTS)
        if n == len(body) or not again(text, q, body[n - 1].end if n else 0):
            continue
        told_all = AGAIN.search(text, max(0, q.start - 30), q.start) is not None
        if q.value == A_PAIR and not told_all and ONE_AND_ANOTHER.search(text, 0, q.start):
            continue
        same = [b for b in body[:n] if b.noun and not b.portion and was_of(q, b, told_all=told_all)]
        others = [*body[:n], *body[n + 1 :], *top] if same else []
        if not same or settled(q, others, of_all=told_all) or told_as_other(around(text, q)):
            continue
        was = same[-1] if q.noun else max(same, key=lambda b: one_digit(q.value, b.value))
        alone = len({b.value for b in same}) == 1 if q.noun else bare_again(text, q, was)
        if alone and slip_of(q, was, 1.5) and was.exact and not of_others(text, q, was):
            yield Otherwise(q, was)


A_PAIR = 2
# “One man was held and a second is sought. … The two men”: they were told one by one.
ONE_AND_ANOTHER = Cued(r"\b[Oo]ne (?:\w+ )?(?:man|woman|boy|girl|person|suspect|driver|gunman|attacker|youth|teenager)\b[^.;\n]{0,120}?\b(?:an?|the) (?:second|other)\b|\b[Oo]ne (?:\w+ )?(?:man|woman|boy|girl|person|suspect|driver|gunman|attacker|youth|teenager)\b[^.;\n]{0,120}?\banother\b")  # fmt: skip


def bare_again(text: str, q: Quantity, was: Quantity) -> bool:
    """Whether “each of the 430” is the 340 schools, and “one of the 189” the 198 soldiers."""
    if AGAIN.search(text, max(0, q.start - 30), q.start) and q.value >= 10:
        return one_digit(q.value, was.value)
    return change_of_places(q.value, was.value)


def was_of(q: Quantity, b: Quantity, *, told_all: bool) -> bool:
    """Whether what is told again may be what was told: all the people of a piece go by many names."""
    if not q.noun:
        return b.kind == q.kind
    if q.kind != b.kind or not 1 / 2 <= b.value / q.value <= 2:
        return alike(q, b) and one_digit(q.value, b.value)
    by_another_name = (person(q.noun) and person(b.noun)) or (q.kind == "count" and change_of_places(q.value, b.value))  # fmt: skip
    return alike(q, b) or (told_all and by_another_name)


SOME_WHO = re.compile(
    r"\s(?:who|whose|that|which) (?!(?:had |have |were |was )?(?:died|dead|killed|drowned|perished|hurt|injured|arrested|detained|held))"
)


def again(text: str, q: Quantity, last: int) -> bool:
    """Whether a quantity is spoken of as one that was told before."""
    head = text[max(0, q.start - 30) : q.start]
    tail = text[q.end : q.stop + 1]
    if not q.joined and len(tail.split()) > 1 and not AGAIN.search(head):
        return False  # “his ten surviving patients”
    if SOME_WHO.match(text, q.stop):
        return False  # “each of the seven victims who came from Shela”
    if q.start - last < 9:
        return False  # “forty-two of the forty-three counts”
    return spoken_again(head, tail, one_of_them=q.kind != "share" and bool(q.noun or q.value >= 10))


@lru_cache(maxsize=4096)
def spoken_again(head: str, tail: str, *, one_of_them: bool) -> bool:
    """Whether the words before and behind a quantity say that it was told before."""
    if NEW.search(head[-14:]) or NEW.search(tail):
        return False
    return bool(AGAIN.search(head) or (one_of_them and THE.search(head)))


def swapped(text: str, body: Sequence[Quantity]) -> Iterator[Otherwise]:
    """“A 41-kilogram calf … at 14 kilos”: one measure of a text twice, two of its digits in each other’s place."""
    measured = [
        q for q in body if (q.kind != "count" or q.noun) and q.noun not in SPANS_OF_TIME and q.exact
    ]
    values = Counter(q.value for q in body)
    twins = Counter(digits_of(value) for value in values)
    for n, q in enumerate(measured):
        lone = values[q.value] == 1 and twins[digits_of(q.value)] > 1
        for was in measured[max(0, n - 8) : n] if lone else ():
            if not alike(q, was) or not change_of_places(q.value, was.value):
                continue
            if settled(q, [b for b in body if b is not q], of_all=True):
                continue  # “212 passengers and nine crew … all 221”
            if q.kind in {"share", "count"} and one_sentence(text, was, q):
                continue  # “41 percent for her … 14 for the third man”
            beside = around(text, q)
            if not of_others(text, q, was) and not TOLD_AS_OTHER.search(beside) and not IN_A_YEAR.search(beside):  # fmt: skip
                yield Otherwise(q, was)
                break
