"""A total and the list behind it: “nine people were killed: four men, three women and one child”. Pure."""

import re
from collections.abc import Iterator

from desk.policy.figures import ledger
from desk.policy.figures.differences import Slip
from desk.policy.figures.numbers import IN_WORDS, SMALL, Number, in_words, numbers
from desk.policy.figures.partition import HOW, TOLD
from desk.policy.figures.quantities import quantities
from desk.policy.figures.tolls import casualty_figures
from desk.policy.hours import clock, times

OPENS = re.compile(
    r"(?<!\d)\s*:\s|:\s(?!\d\d\b(?!\s[a-z]{3}))|\s[–—-]\s|\s?\(|,\s(?=(?:namely|that is)\b)"
)
# “All 23 of the crew, 14 Filipinos, seven Indians and a Greek master, were picked up”
APPOSED = re.compile(rf",\s(?=(?:\d[\d,]*|{IN_WORDS}|one)\s[a-z])", re.IGNORECASE)
PART = re.compile(
    rf"(?:(?:and|plus|as well as|another|a further|the other|namely|that is|some)\s+)*(?P<about>(?:about|around|roughly|nearly|almost|approximately)\s+)?(?P<n>an? (?:brace|pair|couple|dozen|score)(?= of\b)|(?!an?\s(?:bit|little|few|half|quarter|third|fraction|touch|lot)\b)(?:\d[\d,]*|{IN_WORDS}|an?))\s+(?!(?:km|per|%|o[’']clock|a\.m|p\.m|UTC)\b)[A-Za-zÀ-ÿ(]",
    re.IGNORECASE,
)
# “A point and a half” is one figure, and so is “one hundred and twelve”.
COMMAS = re.compile(rf"\s*(?:,(?!\d{{3}}\b)|;|(?<!(?i:hundred) )(?<!(?i:thousand) )(?<!(?i:million) )\band\b(?! (?:an? )?(?:half|quarter|third)\b)|\band\b(?! (?:an? )?(?:half|quarter|third)\b| (?:{SMALL})\b)|&|\bplus\b)\s*(?:and\s+)?")  # fmt: skip
STOPS = re.compile(
    r"[);.]|,\s(?!(?:or|who|which|as) )(?:[\w’'-]+\s){0,6}(?:said|says|reported|told|wrote|according)\b|\s[–—]\s"
)
SOME_ONLY = re.compile(rf"\b(?:includ\w+|among|amongst|such as|at least|most|mostly|some of|of them|of whom|up to|(?:or|from) (?:\d|(?:{SMALL})\b)|between(?! (?:them|it|us|the two|both)\b))(?!\w)", re.IGNORECASE)  # fmt: skip


# “41 passengers and a crew of two” are 43.
A_CREW_OF = re.compile(
    rf"\ban? (?:crew|team|party|group|family|gang|staff|escort|guard|company|bench|squad|choir|band) of (?=\d|(?:{SMALL})\b)"
)
OUT_OF = re.compile(r"\bfrom\b")  # “702 came from Mali, 388 from Senegal and 226 …”: no whole


def listed(said: str) -> Slip | None:
    """“Nine people were killed: four men, three women and one child”, and the same between commas."""
    for opening in OPENS.finditer(said):
        slip = enumerated(said, opening, least=2)
        if slip:
            return slip
    for opening in APPOSED.finditer(said):
        whole_list = ALL_OF.search(said, 0, opening.start()) is not None
        slip = enumerated(said, opening, least=2)
        if slip and SOME_OF.match(said, slip[0]):
            continue  # “Six of the dead are women, four are men and one is a boy”
        if slip and first_of_list(said, slip[0], opening.start(), slip[1]):
            continue
        full = slip and (whole_list or more_than_all(said, slip))
        if slip and full:
            return slip if ledger.close(slip[3], slip[2]) else None
    return None


SOME_OF = re.compile(r"[\w,-]+ of (?:the|them|those|these) (?:dead|killed|victims|injured|wounded|hurt|missing)\b", re.IGNORECASE)  # fmt: skip
PLACED = re.compile(r"\s(?:[a-z]+\s)?(?:in|at|on|for|from|by|to|of|with|and)\b")


# Of women no part are men: “The dead are eight women, six men and four children” opens with its first part.
SORTS = {
    "women": ("men", "boys", "girls", "children"), "men": ("women", "boys", "girls", "children"), "boys": ("girls", "women", "men"),
    "girls": ("boys", "women", "men"), "children": ("women", "men", "adults"), "adults": ("children", "boys", "girls"),
    "civilians": ("soldiers", "police", "fighters", "officers"), "soldiers": ("civilians", "police", "sailors"), "passengers": ("crew",),
}  # fmt: skip
SORT = re.compile(
    rf"\b(?:{'|'.join(dict.fromkeys([*SORTS, *(one for many in SORTS.values() for one in many)]))})\b"
)


def first_of_list(said: str, start: int, comma: int, end: int) -> bool:
    """Whether a figure before a comma counts what some of those behind it cannot be: it is one of them."""
    own = SORT.search(said, start, comma)
    others = SORTS.get(own.group(), ()) if own else ()
    return any(m.group() in others for m in SORT.finditer(said, comma, end))


ALL_OF = re.compile(r"\b(?:crew|party|group|team|panel|squad|convoy|bench|class|delegation|jury|staff|cast|fleet|band)\sof(?: the)? [\w-]+$|\b(?:all|each|every one)\b(?: of)?(?: the)? [\w-]+(?: [\w’'-]+){0,5}$", re.IGNORECASE)  # fmt: skip


def more_than_all(said: str, slip: Slip) -> bool:
    """Whether a list is long enough to be whole, or of two parts that come to more than all that are counted before them."""
    told = said[slip[0] : slip[1]]
    found = numbers(told)
    if len(found) > 3:
        return True
    # Children, and people in hospital: the same may be both.
    return slip[3] > slip[2] and not PLACED.match(told, found[0].end) and not HOW.search(told, found[0].end + 12)  # fmt: skip


AMONG_OTHERS = re.compile(r",?\s(?:among|amongst|and) (?:others|elsewhere|other \w+)\b", re.IGNORECASE)  # fmt: skip


def enumerated(said: str, opening: re.Match[str], *, least: int) -> Slip | None:
    """A total before an opening that the list behind it does not come to."""
    stop = STOPS.search(said, opening.end())
    end = stop.start() if stop else len(said)
    tail = A_CREW_OF.sub(lambda m: " " * len(m.group()), said[opening.end() : end])
    parts, read = parts_of(tail)
    apposed = opening.group().startswith(",")
    if len(parts) < least or SOME_ONLY.search(tail[:read]) or (apposed and OUT_OF.search(tail[:read])) or AMONG_OTHERS.match(said, opening.end() + read):  # fmt: skip
        return None
    total = total_before(said, opening.start(), len(parts))
    if total is None:
        return None
    if any(n.value == sum(parts) for n in numbers(said[: total.start])):
        return None  # “Three were killed and 14 hurt: a man and two boys”
    if abs(sum(parts) - total.value) <= rounded(tail[:read]) or max(parts) > total.value or of_another_kind(said, total, opening.end()):  # fmt: skip
        return None
    if read < len(tail) and not ledger.close(sum(parts), total.value):
        return None
    end = opening.end() + read
    closing = 1 if said[end : end + 1] == ")" else 0
    figure = next((f for f in casualty_figures(said) if f.number.start == total.start), None)
    start = figure.start if figure else total.start
    return start, len(said[:end].rstrip(" ,;")) + closing, total.value, sum(parts)


def rounded(tail: str) -> float:
    """How far the parts of a list may be from what they stand for: half of the last figure that a rough one tells."""
    rough = (m for m in PART.finditer(tail) if m.group("about"))
    values = (value_of(m.group("n")) or 0.0 for m in rough)
    return sum(10.0 ** (len(d) - len(d.rstrip("0"))) / 2 for v in values if (d := f"{v:.0f}"))


def of_another_kind(said: str, total: Number, at: int) -> bool:
    """Whether a whole is money, a share or a length, and what stands behind it counts something:
    “30 million euros a day: 800 flights, 100,000 passengers”."""
    every = quantities(said)
    whole = next((q for q in every if q.start == total.start), None)
    if whole is None or whole.kind == "count":
        return False
    # “55 percent went to the Union, 9 percent to America, 36 percent elsewhere”: shares of one thing in a row.
    row = whole.kind == "share" and said[:at].endswith(", ")
    return any(
        (q.kind == "count" and q.noun) or (row and q.kind == "share")
        for q in every
        if q.start >= at
    )


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
    if len(found) == len(harmed) == 2 and said.startswith(": ", at):
        found = harmed[1:]  # “Three were killed and 14 hurt: nine in …”
    if len(found) > 1 and harmed and harmed[0].start == found[0].start:
        found = harmed[:1]  # “eight members of one family were killed”
    if len(found) == 2 and found[1].value == parts:
        found = found[:1]  # “48,000 doses, enough for three districts: …”
    if len(found) != 1 or not found[0].exact or found[0].value < 2:
        return None
    words = len(head[found[0].end :].split())
    # “820,000 are in shelters, Reuters says from both lists: 510,000 in …, 290,000 in …”
    most = 14 if said.startswith(": ", at) and TOLD.search(head, found[0].end) else 12 if parts > 2 else 9  # fmt: skip
    return found[0] if words <= most else None


# “Six growers who had changed sides, or were said to, three lads”: what is told of one part.
ASIDE = re.compile(r"(?:or|who|which|whom|whose|as|though|if|not|all|both|none|it is said|so)\b(?! (?:the|an?) )", re.IGNORECASE)  # fmt: skip


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
        if part and value is None and values and ASIDE.match(part):
            continue
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


BUNCHES = {"brace": 2.0, "pair": 2.0, "couple": 2.0, "dozen": 12.0, "score": 20.0}


def value_of(words: str) -> float | None:
    """A number in digits or words; an article is one."""
    low = words.lower().replace(",", "")
    if low[:2] in {"a ", "an"} and low.split()[-1] in BUNCHES:
        return BUNCHES[low.split()[-1]]
    if low in {"a", "an"}:
        return 1.0
    return float(low) if low.isdigit() else in_words(low)
