"""What an agency says of its own item: how urgent, killed, corrected, under embargo. Pure.

From fields first, then from the words that agencies put before or into the first lines.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from wires import dates
from wires.types import ParsedItem

TAKEN_BACK = frozenset({"killed", "withdrawn"})
LAST_PLACE = timedelta(hours=12)  # that the last place on earth is behind UTC
READ = 300  # characters in which such words stand
FLASH, BULLETIN, URGENT = 1, 2, 3
LABELS = {
    FLASH: r"FLASH|NEWSFLASH|EIL\s?\+\+\+|МОЛНИЯ|БЛИСКАВКА",
    BULLETIN: r"BULLETIN|NEWS ?ALERT|(?:AP|AFP|REUTERS) ?ALERT|ALERT",
    URGENT: r"URGENT|URGENTE|СРОЧНО|ТЕРМІНОВО|EILMELDUNG|EIL",
}
LABEL = {
    level: re.compile(rf"\W{{0,6}}(?:{words})\b(?=\s*(?:[-–—:|!*/+.(]|\d|$|\n))")
    for level, words in LABELS.items()
}
KILL = re.compile(
    r"\b(?:(?:mandatory|bulletin|advisory)[ :,-]{1,3}kill\b|(?:please |(?m:^)\W{0,4})kill (?:this|the) (?:story|item|photo|headline)|"
    r"(?:please )?kill (?:and do not use|all)|editors?[ ,:'’-]{1,4}kill\b|kill advisory|story is (?:killed|withdrawn)|"
    r"do not (?:use|publish)\b(?: (?:this|the|it|any)\b)?|(?:story|item|report|alert) (?:is|has been|was) withdrawn|withdraws? (?:this|the) (?:story|item|alert|report))",
    re.IGNORECASE,
)
KILL_LABEL = re.compile(r"\W{0,6}(?:KILL|WITHDRAWN|WITHDRAWAL|ELIMINATION)\b\s*(?:[-–—:|!*]|$|\n)")
# Without one of these the patterns find nothing, and looking for them is cheaper by far.
KILL_SIGNS = ("kill", "do not", "withdr", "elimination")
CORRECT_SIGNS = ("corr", "clarifies", "bericht", "korrektur", "виправлено", "исправлено")
LIFT_SIGNS = ("embarg", "ембарго", "эмбарго", "sperrfrist", "release", "may now be", "can now be")
EMBARGO_SIGNS = ("embarg", "ембарго", "эмбарго", "not for", "hold for", "check against")
NOT_THEIRS = re.compile(r"do not (?:use|publish)(?: (?:the|it|any))?", re.IGNORECASE)
CORRECTS = re.compile(
    r"\W{0,6}(?:CORRECTS|CORRECTED|CORRECTING|CORRECTION|CORR|CLARIFIES|BERICHTIGUNG|KORREKTUR|ВИПРАВЛЕНО|ИСПРАВЛЕНО)\b"
    r"|[^\n]{0,120}\((?:corrects|corrected|correcting|corrects? (?:to|that)|this story corrects)\b"
    r"|\W{0,6}(?:this story|this version|this item) (?:has been corrected|corrects)\b|\W{0,6}(?:eds|editors)[:,.]? corrects\b",
)
EMBARGO = re.compile(
    r"\b(?:embargo(?:ed)?(?: for release)?(?: until| till| to|:)|not for (?:release|publication)(?: or broadcast)? (?:before|until)|"
    r"(?:strictly |under )embargo(?:ed)?|hold for release|check against delivery|embargado hasta|ембарго до|эмбарго до)",
    re.IGNORECASE,
)
# What is freed: “EMBARGO LIFTED”, as a label; “the embargo on the story … is lifted”, as a sentence.
LIFT_LABEL = re.compile(
    r"\W{0,6}(?:(?:advisory|editors?|attention|attn|eds|notice|urgent|bulletin)\W+)*(?:embargo (?:is |has been |now )*(?:lifted|removed|off|ended|over|cancell?ed)|lifts embargo|"
    r"release (?:now|at once|immediately)|released for (?:immediate )?(?:use|publication)|sperrfrist (?:ist )?(?:aufgehoben|beendet)|embargo levé|embargo levantado|эмбарго снято|ембарго знято)\b"
    r"(?=\s*(?:[-–—:|!*/.(;,]|$|\n))",
    re.IGNORECASE,
)
LIFT = re.compile(
    r"\bembargo\b[^.\n]{0,160}?\b(?:(?:is|are|was|has been|is hereby) (?:now |hereby |herewith )?(?:lifted|removed|off|cancell?ed|void|over)|no longer (?:holds|applies))\b"
    r"|\b(?:lifts?|have lifted|has lifted|are lifting) (?:the|its|our) embargo on (?:the|this|our) (?:story|item|report|text|release|copy|material|interview|statement)s?\b"
    r"|\b(?:story|stories|item|report|text|copy|release|material|interview|statement)s?\b[^.\n]{0,160}?\b(?P<free>(?:may|can) now be (?:used|published|released|broadcast)|"
    r"(?:is|are) (?:now |hereby )?(?:free|released|cleared) for (?:immediate )?(?:release|publication|use|broadcast))\b",
    re.IGNORECASE,
)
# What may be published now is news of a court as well: an agency's word to desks names its own copy.
TO_DESKS = re.compile(r"\b(?:embargo\w*|slug\w*|editors?|advisory|attn|eds)\b", re.IGNORECASE)
NOT_YET = re.compile(
    r"\b(?:until|till|unless|before|once|when|if|after|not|never)\b", re.IGNORECASE
)
STILL = re.compile(r"\b(?:not for (?:release|publication|broadcast)|hold for release|(?:new|now|re)[ -]?embargo(?:ed)?)\b", re.IGNORECASE)  # fmt: skip
LIFTS_AT = re.compile(r"\bembargo (?:is |will be |to be )*(?:lifts|lifted|ends|expires|over) (?:at|on)\b", re.IGNORECASE)  # fmt: skip
CLOCK = re.compile(r"\b(\d{1,2})[:.h]?(\d{2})?\s?(a\.?m\.?|p\.?m\.?)?\s?(GMT|UTC|Z|BST|CET|CEST|EST|EDT|ET|MSK|EET|EEST)\b|\b(\d{2})[:.](\d{2})\b", re.IGNORECASE)  # fmt: skip
AT = re.compile(r"\s*(?:at|on|as of|from)\b", re.IGNORECASE)
ZONES = {"GMT": 0, "UTC": 0, "Z": 0, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "EST": -5, "EDT": -4, "ET": -5}  # fmt: skip
DAY = re.compile(r"\b(?:(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?((?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})\.?|((?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})\.?\s+(\d{1,2})(?:st|nd|rd|th)?)(?:,?\s+(\d{4}))?\b|\b(\d{4}-\d{2}-\d{2})\b", re.IGNORECASE)  # fmt: skip
MONTHS = {name: n for n, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Notice:
    """`embargo_until` may be empty though `embargoed` says that there is one; `words` say it.

    `worded` says that the embargo stands in its words, `over` that a field names an hour that has passed.
    """

    urgency: int | None = None
    killed: bool = False
    corrected: bool = False
    embargoed: bool = False
    lifted: bool = False
    worded: bool = False
    over: bool = False
    embargo_until: datetime | None = None
    words: str = ""


def read(item: ParsedItem, now: datetime) -> Notice:
    """What fields and first lines say, nothing where they say nothing."""
    opening = f"{item.title}\n{item.text[:READ]}"[:READ]
    heads = (item.title[:READ], item.text[:READ])
    kill = killed(opening, heads, item.status)
    correction = item.status == "corrected" or first(CORRECTS, heads, CORRECT_SIGNS)
    barred, until, worded = embargo(item, opening, heads, now)
    lift = lifted(opening, heads, now) if not kill else ""
    if lift:
        barred, until, worded = "", None, False
    found = kill or lift or barred
    if not found and correction:
        found = correction if isinstance(correction, str) else "corrected"
    return Notice(
        urgency=urgency(item, heads),
        killed=bool(kill),
        corrected=bool(correction) and not kill,
        embargoed=bool(until or barred),
        lifted=bool(lift),
        worded=worded,
        over=is_over(item, now),
        embargo_until=until,
        words=" ".join(str(found).split())[:200],
    )


def embargo(
    item: ParsedItem, opening: str, heads: tuple[str, ...], now: datetime
) -> tuple[str, datetime | None, bool]:
    """The words of an embargo, its hour, and whether the text itself says so. A field goes before the
    words; one that a field says is over is none, one without an hour bars without an hour."""
    found = EMBARGO.search(opening) if has(EMBARGO_SIGNS, heads) else None
    ends = LIFTS_AT.search(opening) if has(EMBARGO_SIGNS, heads) else None
    if ends and (at := stated_hour(opening[ends.end() :], now)) and at > now:
        return around(opening, ends), item.embargo_until or at, True
    until = field_hour(item)
    if until and until <= now:
        return "", None, False
    if found:
        return around(opening, found), until or stated_hour(opening[found.end() :], now), True
    words = f"Embargoed, {item.embargo_said}" if item.embargo_said else ""
    return f"{words}: until that is over in the last place on earth" if words and until else words, until, False  # fmt: skip


def field_hour(item: ParsedItem) -> datetime | None:
    """The hour at which an embargo of its fields is over; a day without an hour, or an hour without a
    zone, is over when it is everywhere."""
    at, day = dates.hour(item.embargo_said)
    if day:
        at = datetime.fromisoformat(f"{day}T00:00:00+00:00") + timedelta(days=1)
    return item.embargo_until or (at and at + LAST_PLACE)


def is_over(item: ParsedItem, now: datetime) -> bool:
    """Whether a field names an hour that has passed."""
    until = field_hour(item)
    return until is not None and until <= now


def lifted(opening: str, heads: tuple[str, ...], now: datetime) -> str:
    """The words that free an item of its embargo; what says when it will be free does not yet."""
    if not has(LIFT_SIGNS, heads) or STILL.search(opening):
        return ""
    for head in heads:
        if (label := LIFT_LABEL.match(head)) and not ahead(head[label.end() :], now):
            return head.strip().partition("\n")[0]
    found = LIFT.search(opening)
    if found is None or ahead(opening[found.end() :], now):
        return ""
    if found["free"] and not TO_DESKS.search(opening):
        return ""
    begin = max(opening.rfind(mark, 0, found.start()) for mark in (". ", "\n", "! "))
    sentence = opening[max(begin, 0) : found.end()]
    return "" if NOT_YET.search(sentence) else around(opening, found)


def ahead(said: str, now: datetime) -> bool:
    """Whether words go on with an hour that has not come: “is lifted at 0600 GMT on July 3”."""
    at = stated_hour(said, now) if AT.match(said) else None
    return bool(at and at > now)


def has(signs: tuple[str, ...], heads: tuple[str, ...]) -> bool:
    """Whether any of these stands at the head of title or text."""
    return any(map(lowered(heads).__contains__, signs))


@lru_cache(maxsize=8)
def lowered(heads: tuple[str, ...]) -> str:
    """Both heads without capitals; each kind of sign is looked for in the same."""
    return "\n".join(heads).lower()


def first(pattern: re.Pattern[str], heads: tuple[str, ...], signs: tuple[str, ...]) -> str:
    """The words at the head of title or text that fit."""
    if not has(signs, heads):
        return ""
    return next((m.group().strip() for head in heads if (m := pattern.match(head))), "")


def killed(opening: str, heads: tuple[str, ...], status: str) -> str:
    """The words of a kill; a quoted “do not use it” in a story is none."""
    if status in TAKEN_BACK:
        return "killed by its agency"
    if first(KILL_LABEL, heads, KILL_SIGNS):
        # The line of the label says what is killed.
        return next(one for one in heads if KILL_LABEL.match(one)).strip().partition("\n")[0]
    found = KILL.search(opening) if has(KILL_SIGNS, heads) else None
    if found is None or (
        NOT_THEIRS.fullmatch(found.group().strip()) and not shouted(found.group())
    ):
        return ""
    return around(opening, found)


def shouted(words: str) -> bool:
    """Whether words stand in capitals, as agencies write to desks."""
    return words.upper() == words


def around(text: str, found: re.Match[str]) -> str:
    """The line of a match, for people to read."""
    begin = text.rfind("\n", 0, found.start()) + 1
    end = text.find("\n", found.end())
    return text[begin : end if end >= 0 else len(text)]


def urgency(item: ParsedItem, heads: tuple[str, ...]) -> int | None:
    """1 to 3 where a field or a label says so; routine copy has none."""
    by_label = next((n for n, p in LABEL.items() for head in heads if p.match(head)), None)
    by_field = item.urgency if item.urgency and 1 <= item.urgency <= 3 else None
    return min((n for n in (by_label, by_field) if n), default=None)


def stated_hour(said: str, now: datetime) -> datetime | None:
    """The hour after “embargoed until”, in UTC; none where it names no hour that can be told."""
    words = " ".join(said[:120].split()).lstrip(" :,-–")
    whole, _ = dates.hour(words.split(" ")[0].rstrip(".,;")) if "T" in words[:16] else (None, None)
    if whole:
        return whole
    clock, day = CLOCK.search(words), DAY.search(words)
    if clock is None or clock.group(5):
        # An hour without its zone is somebody's, not ours to choose.
        return None
    hours, minutes = int(clock.group(1)), int(clock.group(2) or 0)
    half = (clock.group(3) or "").lower().replace(".", "")
    if half:
        hours = hours % 12 + (12 if half == "pm" else 0)
    offset = ZONES[clock.group(4).upper()]
    try:
        base = date_of(day, now)
        at = datetime(base.year, base.month, base.day, hours, minutes, tzinfo=UTC)
    except ValueError:
        return None
    at -= timedelta(hours=offset)
    return at if day else at + timedelta(days=1) * (at < now - timedelta(hours=12))


def date_of(found: re.Match[str] | None, now: datetime) -> datetime:
    """The day a match names, today where there is none; a day without its year is the nearest."""
    if found is None:
        return now
    if found.group(6):
        return datetime.fromisoformat(f"{found.group(6)}T00:00:00+00:00")
    name = (found.group(2) or found.group(3)).lower()[:3]
    day = int(found.group(1) or found.group(4))
    year = int(found.group(5) or now.year)
    at = datetime(year, MONTHS.get(name, 0), day, tzinfo=UTC)
    if not found.group(5) and now - at > timedelta(days=180):
        at = at.replace(year=year + 1)
    return at
