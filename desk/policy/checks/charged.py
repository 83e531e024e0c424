"""What a piece lays to somebody’s charge, or counts in money, between sentences that are credited, and gives to nobody. Pure."""

import re
from collections.abc import Iterator

from desk.policy import known
from desk.policy.checks.deeds import our_own
from desk.policy.checks.linked import whole_piece
from desk.policy.cued import Cued
from desk.policy.letters import Letters, needing
from desk.policy.sources.attribution import answered_for, speakers
from desk.policy.text import cut, quotes, sentences
from desk.policy.types import Facts, Span

WRIT = r"(?:warnings?|reports?|files?|records?|findings|complaints?|letters?|evidence|minutes|results|tests?|inspections?|logs?|audits?|memos?|advice|figures|accounts|certificates?|signatures?|invoices?|documents?|ballots?|samples?)"
WARNED = (
    r"(?:was|were|had been|has been|have been) (?:\w+ )?(?:warned|alerted|informed|tipped off)\b"
)
# Who knew, was warned and did it, hid it, or was paid for it.
CHARGE = Cued(
    rf"\b(?:{WARNED}[^.;]{{0,40}}?\b(?:that|of|about|over|twice|repeatedly|in writing|in (?:[A-Z]|20)|(?:weeks|months|years|times) (?:before|earlier|ago))\b|(?:had|has|have) known (?:of|about|that|for|since)\b|knew (?:of|about|that|for|all along)\b[^.;]{{0,80}}\b(?:but|and|for (?:months|years|weeks)|since)\b"
    rf"|(?:ignored|overruled|brushed aside|sat on|buried|shelved|suppressed|withheld|shredded|deleted|backdated|doctored|altered|falsified|faked|rigged|destroyed|burned|hid) (?:the|an?|every|all|two|three|its|his|her|their|that|those) (?:[\w’-]+ ){{0,3}}?{WRIT}\b"
    r"|(?:signed|went ahead|shipped|sailed|opened|approved|sold|flew|launched|built|paid|carried on|stayed open|let it|kept|licensed|certified)\b[^.;]{0,60}\b(?:regardless|anyway|all the same|nonetheless|nevertheless)\b|on the payroll of\b"
    r"|(?:took|taken|accepted|pocketed|received) (?:money|cash|a bribe|bribes|kickbacks|payments?|gifts) (?:from|for|to)\b|(?:bought|paid|bribed) (?:off |two |three |the |an? )(?:\w+ )?(?:inspectors?|judges?|officials?|witness(?:es)?|officers?|votes?|signatures?|doctors?|jurors?|referees?)\b"
    r"|(?:has|have|had) (?:not|never) (?:repaid|declared|disclosed|handed over|accounted for)\b|(?:kept|left) (?:[\w’-]+ ){0,3}?(?:out of|off) the (?:log|books|record|report|minutes|register|accounts)\b|(?:looked|looking) the other way\b|turned a blind eye\b)"
)
SUM = r"(?:[$€£¥₦₹]\s?\d[\d.,]*(?:\s?(?:million|billion|bn|m|trillion))?|\d[\d.,]*\s?(?:million|billion|bn|trillion|crore|lakh)\b)"
# What something has cost, or who has lost or been paid how much.
COST = Cued(
    rf"\b(?:at (?:a|an estimated) cost (?:to (?:[\w’-]+ ){{1,4}})?of|cost|(?:had|has|have|was|were)(?: been)? (?:paid|spent|lost|fined|owed|borrowed|lent|stolen|embezzled)|lost|paid|spent|borrowed|embezzled|stole)\s(?:[\w’-]+\s){{0,5}}?(?:{SUM})",
)
MONEY = Letters("million", "billion", "bn", "trillion", "crore", "lakh", "$", "€", "£", "¥", "₦", "₹")  # fmt: skip
SUPPOSED = re.compile(r"\b(?:would|will|could|might|may|should|if|if not|not)\b|\?")
# “That is the finding of the auditors”: the next sentence answers for it.
TAKES_IT_UP = re.compile(r"(?:That|This|It|Both|These|Those|So|The (?:figures?|sum|number|charge|claim|account|finding|list|warning|report))\b")  # fmt: skip
FOUND_BY = re.compile(r",\s(?:(?:the|an?|its|his|her|their)\s)?[\w’ -]{2,40}\s(?:found|heard|saw|learn(?:ed|t)|shows?|showed|has it)\b")  # fmt: skip
PAST_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\b(?:last (?:year|month|week|spring|summer|autumn|winter)|\w+ (?:years|months|weeks) (?:ago|earlier|before))\b")  # fmt: skip


def laid_to_nobody(facts: Facts) -> Iterator[Span]:
    """A charge, or what something cost in a year told, that a whole piece gives to nobody; the first of them."""
    if whole_piece(facts):
        yield from known.prose(facts.body, charges)[:1]


@needing(CHARGE.letters, MONEY)
def charges(text: str) -> tuple[Span, ...]:
    """Such sentences of a block."""
    found: list[Span] = []
    spans = sentences(text)
    for n, span in enumerate(spans):
        said = cut(text, span)
        if not (CHARGE.search(said) or (MONEY.stand_in(said) and COST.search(said) and PAST_YEAR.search(said))) or SUPPOSED.search(said):  # fmt: skip
            continue
        if credited(said) or our_own(text) or (n + 1 < len(spans) and answers(cut(text, spans[n + 1]))):  # fmt: skip
            continue
        found.append(Span(span.start, span.start + len(said.rstrip("."))))
    return tuple(found)


def credited(said: str) -> bool:
    """Whether somebody in a sentence answers for it; who was warned does not."""
    left = re.sub(WARNED, " ", said)
    return bool(answered_for(left) or speakers(left) or quotes(left) or FOUND_BY.search(left))


def answers(said: str) -> bool:
    """Whether a sentence takes up the one before it and gives it to somebody."""
    return bool(TAKES_IT_UP.match(said)) and credited(said)
