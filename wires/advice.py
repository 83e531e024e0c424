"""What an agency's notice says of another of its items, and by what it names that one. Pure.

A kill, a correction or an embargo often comes as an item of its own: it names the story by an id, by
its slug, or by its headline. Names are told here; whose they are is looked up in wires.advisories.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from wires import links
from wires.notices import Notice
from wires.types import ParsedItem

READ = 1500  # characters of a notice in which it names the story
FIRST = 400  # of a corrected story, which may link to others further down
LONGEST = 500  # characters of a headline that are compared
LEAST = 3  # words of a headline that are somebody's
KILLED, CORRECTED, EMBARGOED, LIFTED = "killed", "corrected", "embargoed", "lifted"

LABEL = re.compile(
    r"\W*(?:(?:mandatory|bulletin|urgent|advisory|editors?|attention|attn|eds|notice)\W+)*"
    r"(?:kill(?:ed)?(?: and withhold| notice| advisory)?|elimination|withdrawn|withdrawal|withdraws?|withhold|"
    r"embargo (?:is |has been |now )*(?:lifted|removed|off|ended|over|cancell?ed)|release (?:now|at once|immediately)|"
    r"correct(?:s|ed|ing|ion)?|corr|clarifies|clarification|berichtigung|korrektur|виправлено|исправлено|advisory)\b"
    r"\s*(?:[-–—:|!*/,]+\s*|\s(?=[“\"«„])|$)",
    re.IGNORECASE,
)
TAIL = re.compile(r"\s*\((?:corrects|corrected|corr|kill|killed|withdrawn)\b[^)]*\)?\s*$", re.IGNORECASE)  # fmt: skip
QUOTED = re.compile(r"“([^“”\n]{8,300})”|«([^«»\n]{8,300})»|„([^„“”\n]{8,300})[“”]|\"([^\"\n]{8,300})\"|‘([^‘’\n]{8,300})’")  # fmt: skip
SLUG = re.compile(
    r"\b(?:slug(?:ged|line)?|keyword(?:ed)?)\b(?:\s+(?:as|is|was))?\s*[:=]?\s*[“\"‘'«]?([\w][\w./-]*(?:(?<!\.),? (?-i:(?=[A-Z\d]))[\w./-]+){0,3})",
    re.IGNORECASE,
)
SPEAKS_OF_IT = re.compile(
    r"\b(?:story|stories|item|report|photo|picture|alert|version|dispatch|copy|id|number|transref|kill|killed|withdraw\w*|"
    r"correct\w*|embargo\w*|slug\w*|meldung|dépêche|повідомлення|сообщение)\b",
    re.IGNORECASE,
)
ID = re.compile(
    r"https?://[^\s<>\"“”]+|(?:urn|tag):[^\s<>\"“”]+|\b[A-Za-z]{1,6}-?\d{3,}[A-Za-z\d]*\b|\b[0-9a-f]{16,64}\b"
)
SENT = re.compile(r"\b(?:moved|sent|transmitted|filed|issued|published|timed)\b[^.\n]{0,30}?\b(\d{1,2})[:.h]?(\d{2})\s?(?:GMT|UTC|Z)\b", re.IGNORECASE)  # fmt: skip
PARTS = re.compile(
    r"\d+(?:st|nd|rd|th)|(?:lead|ld|writethru|urgent|bulletin|advisory|adv|mandatory|kill|killed|elimination|"
    r"withhold|withdrawal|correct(?:ion|ed|s)?|corr|korr|update|repeat|refile|add|sub|take\s*\d*)(?:[- ]*(?:ld|lead|writethru))?\.?"
)
CYCLE = re.compile(r"^(?:bc|am|pm|[ap]\.m\.)\s*-+\s*")


@dataclass(frozen=True, slots=True)
class Advice:
    """What a notice does to another item: `ids` as given, `slugs` and `heads` as they are compared.

    `own_slug` is the notice's own; `sent` the hour and minute at which it says that the story moved.
    """

    act: str
    ids: tuple[str, ...] = ()
    slugs: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    own_slug: str = ""
    sent: tuple[int, int] | None = None
    until: datetime | None = None
    words: str = ""


def read(item: ParsedItem, notice: Notice) -> Advice | None:
    """The advice of an arriving item; none where it says nothing of an agency's own copy."""
    act = act_of(notice)
    if not act:
        return None
    text = f"{item.title}\n{item.text}"[:READ]
    own = slug_key(item.slug)
    headline = "" if own and slug_key(item.title) == own else after_label(item.title)
    said = [*quoted(text)]
    if act != EMBARGOED and headline:
        # A handout under embargo is its own; a notice of one names the story by more than its title.
        said.insert(0, headline)
    sent = SENT.search(text)
    found = Advice(
        act=act,
        ids=once([*item.about, *ids(text[:FIRST] if act == CORRECTED else text)]),
        slugs=once(map(slug_key, SLUG.findall(text))),
        heads=once(bare(one) for one in said if len(bare(one).split()) >= LEAST),
        own_slug="" if act == EMBARGOED else own,
        sent=(int(sent.group(1)), int(sent.group(2))) if sent else None,
        until=notice.embargo_until,
        words=(item.title or notice.words or item.text)[:200],
    )
    return found if found.ids or found.slugs or found.heads or found.own_slug else None


def act_of(notice: Notice) -> str:
    """What a notice does, the gravest first; nothing where it takes nothing back and frees nothing."""
    said = {KILLED: notice.killed, CORRECTED: notice.corrected, EMBARGOED: notice.embargoed, LIFTED: notice.lifted}  # fmt: skip
    return next((act for act, yes in said.items() if yes), "")


def once(given: Iterable[str]) -> tuple[str, ...]:
    """Each once, in order; twelve are enough."""
    return tuple(dict.fromkeys(one for one in given if one))[:12]


def bare(words: str) -> str:
    """Words as headlines are compared: in lower case, without marks."""
    folded = unicodedata.normalize("NFKC", words).casefold()
    return " ".join(re.findall(r"\w+", folded))


def after_label(title: str) -> str:
    """A headline without the label before it and the remark behind it."""
    rest, before = title.strip()[:LONGEST], ""
    while rest != before:
        before, rest = rest, LABEL.sub("", rest, count=1) if LABEL.match(rest) else rest
    return TAIL.sub("", rest).strip(' “”"«»„‘’')


def quoted(text: str) -> list[str]:
    """What stands between quotation marks."""
    return [next(part for part in found if part) for found in QUOTED.findall(text)]


def slug_key(said: str) -> str:
    """A slug as slugs are compared: without the cycle before it and the version behind it."""
    low = CYCLE.sub("", " ".join(said.casefold().split()))
    parts = [part.strip(" -_.") for part in re.split(r"[,/\s]+", low)]
    kept = [part for part in parts if part and not PARTS.fullmatch(part) and not part.isdigit()]
    return "-".join(re.findall(r"\w+", " ".join(kept)))[:200]


def ids(text: str) -> list[str]:
    """Ids and addresses in sentences that speak of a story; addresses as the desk keeps them."""
    found: list[str] = []
    for sentence in re.split(r"(?<=[.!?])\s+|\n+", text):
        if SPEAKS_OF_IT.search(sentence):
            found += [one.rstrip(".,;:)]") for one in ID.findall(sentence)]
    return [links.canonical(one) or one if one.startswith("http") else one for one in found]


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of the shorter of two headlines stands in the other; nothing below four words in common."""
    common = len(one & other)
    return common / min(len(one), len(other)) if common > LEAST else 0.0
