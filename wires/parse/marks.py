"""What an agency's fields say of an item: how urgent, until when under embargo, of what standing. Pure."""

import re
from collections.abc import Iterable
from datetime import datetime

from wires import dates

GONE = re.compile(r"(?:.*[:/#])?\s*(?:cancell?ed|withheld|killed|withdrawn)\s*", re.IGNORECASE)
CORRECTION = re.compile(r"(?:.*[:/#])?\s*correct(?:ion|ed)\s*", re.IGNORECASE)
ZONED = re.compile(r"(?:[a-z]|[+-]\d\d:?(?:\d\d)?)\s*$", re.IGNORECASE)
NO_HOUR = "no hour stated"
EMBARGOED = re.compile(r"(?:.*[:/#])?\s*(?:embargo(?:ed)?|hold[- ]?for[- ]?release)", re.IGNORECASE)
USABLE = re.compile(r"(?:.*[:/#])?\s*usable\s*", re.IGNORECASE)
CORRECTS = re.compile(
    r"\W{0,6}(?:(?:eds?|editors?|note|advisory|attn|attention)\b\W{0,4})*(?:correct(?:s|ed|ing|ions?)|rectificati(?:f|on)|rectifie|correctif|"
    r"corrige|corregge|correzione|correcci[oó]n|corrigido|corre[cç][aã]o|berichtigung|korrektur|korrigiert|korrigert|korjattu|korjaus|"
    r"rättelse|rättar|rettelse|исправлен[оие]+|виправлен[оня]+|поправка)\b",
    re.IGNORECASE,
)
# A slug line names its matter: “Corrections officer charged” corrects nothing, “CORRECTED-Officer charged” does.
CORRECTED = re.compile(
    r"\W{0,6}(?:corrected|rectifi(?:é|ée|ed|cado)|corrig[ée]e?|corretto|corregid[oa]|corrigid[oa]|berichtigt|korrigiert|"
    r"korrigert|korrigeret|korrigerad|rättad|rettet|korjattu|oikaisu|gecorrigeerd|исправлено|виправлено)(?!\w|\s+(?:to|by|for)\b)",
    re.IGNORECASE,
)
LETTERS = {"f": 1, "b": 2, "u": 3}


def urgency(said: str | None) -> int | None:
    """A figure from 1, the most urgent, to 9; what is no such figure says nothing."""
    digit = (said or "").strip()
    return int(digit) if len(digit) == 1 and digit in "123456789" else None


def by_letter(said: str | None) -> int | None:
    """A teleprinter's priority: flash, bulletin, urgent; the others are routine."""
    return LETTERS.get((said or "").strip().lower()[:1])


def until(said: str | None) -> datetime | None:
    """The hour of an embargo; a bare day names none, nor does an hour without its zone, which is somebody's."""
    return dates.hour(said)[0] if said and ZONED.search(said) else None


def is_embargoed(*status: str) -> bool:
    """Whether a status says that there is an embargo."""
    return any(EMBARGOED.fullmatch(one.strip()) for one in status)


def embargo(said: str | None, *status: str) -> str | None:
    """What a field says of when an embargo ends: nothing where only a status says that there is one. An empty
    field beside a status that says usable bars nothing: makers write it into every item."""
    if is_embargoed(*status):
        return said or ""
    return None if said == "" and any(map(USABLE.fullmatch, status)) else said


def held(said: str | None) -> str:
    """What a field of an embargo says where no hour can be told of it; nothing where it is not there."""
    if said is None or until(said):
        return ""
    return " ".join(said.split())[:60] or NO_HOUR


def standing(*said: str, notes: Iterable[str] = (), slug: str = "") -> str:
    """`killed` or `corrected` where a status or a signal says so, or a note to editors that this corrects, or a slug
    line that this was corrected."""
    if any(GONE.fullmatch(one) for one in said):
        return "killed"
    corrected = any(CORRECTION.fullmatch(one) for one in said) or any(map(corrects, notes))
    corrected = corrected or bool(CORRECTED.match(slug))
    return "corrected" if corrected else ""


def corrects(note: str) -> bool:
    """Whether a note to editors begins by saying that this corrects what was sent before."""
    return bool(CORRECTS.match(note))
