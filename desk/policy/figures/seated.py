"""Names with a figure behind each, and the whole before them: seats by party, a toll by place. Pure."""

import re

from desk.policy.cued import Cued
from desk.policy.figures import ledger
from desk.policy.figures.differences import Slip
from desk.policy.figures.enumerated import value_of
from desk.policy.figures.numbers import IN_WORDS

# “31 of the 100 seats, the Greens 24, Stability 19 and the Bloc 27”: parties and what each has of one whole.
SEATS = Cued(rf"\b(?P<n>\d+|{IN_WORDS}) of (?:the |its |their )?(?P<all>\d+|{IN_WORDS}) (?:seats|mandates|deputies|councillors|constituencies|places|votes)\b")  # fmt: skip
# A party: women and alliances hold seats that their parties hold as well.
WINS = re.compile(r"\b(?<!women )(?<!alliance )(?<!coalition )(?<!bloc )(?:w[io]ns?|won|took|taken|takes|gained|secured|captured|led with)\s(?:only |just )?$", re.IGNORECASE)  # fmt: skip
SEATED = re.compile(rf"(?:, and|,| and) (?:the )?(?:[A-ZÀ-Ý][\w’&-]*(?: (?:and |of |for |the )?[A-ZÀ-Ý][\w’&-]*){{0,4}})(?: (?:had|has|took|won|got))? (?P<k>\d+|{IN_WORDS})(?=[,;.]| and\b|$)")  # fmt: skip


def seated(said: str) -> Slip | None:
    """More seats given to parties than there are."""
    for m in SEATS.finditer(said):
        if not WINS.search(said, max(0, m.start() - 30), m.start()):
            continue
        taken, end = [value_of(m.group("n"))], m.end()
        while one := SEATED.match(said, end):
            taken.append(value_of(one.group("k")))
            end = one.end()
        total, all_told = value_of(m.group("all")), sum(filter(None, taken))
        if total and None not in taken and len(taken) > 2 and total < all_told < 1.2 * total:
            return m.start(), end, total, all_told
    return None


# “21 dead: Albay 12, Camarines Sur 5 and Sorsogon 3.”: places and how many of one toll each has.
TOLL = Cued(rf"\b(?P<all>\d+|{IN_WORDS}) (?:people )?(?:dead|deaths|killed|hurt|injured|wounded|missing|rescued|evacuated): (?=[A-ZÀ-Ý])")  # fmt: skip
EACH_PLACE = re.compile(rf"(?:(?:, and|[,;]| and) )?(?:the )?(?:[A-ZÀ-Ý][\w’-]*(?: (?:of |de |del |la )?[A-ZÀ-Ý][\w’-]*){{0,3}}),? (?P<k>\d+|{IN_WORDS})(?=[,;.]| and\b|$)")  # fmt: skip


def by_place(said: str) -> Slip | None:
    """A toll and the places it comes from, to the end of the sentence."""
    for m in TOLL.finditer(said):
        parts, end = list[float | None](), m.end()
        while one := EACH_PLACE.match(said, end):
            parts.append(value_of(one.group("k")))
            end = one.end()
        total, come = value_of(m.group("all")), sum(filter(None, parts))
        if total and len(parts) > 1 and None not in parts and not said[end:].strip(". ") and ledger.close(come, total) and come != total:  # fmt: skip
            return m.start(), end, total, come
    return None
