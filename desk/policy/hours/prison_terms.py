"""How long somebody must go to prison, as a text states it: “jailed for nine years”, “ten years for clerk”. Pure."""

import re
from functools import lru_cache

from desk.policy.hours.durations import Stated, durations
from desk.policy.letters import Letters

PASSED = re.compile(r"\b(?:sentenc\w+|jail(?:ed|s)?|imprison\w*|gets?|got|gave|given|gives|handed(?: down)?|imposed|received|serve|prison|term of|behind bars|condemn\w+)\b", re.IGNORECASE)  # fmt: skip
# What was asked for, what the law allows, what was served before.
NOT_PASSED = re.compile(
    r"\b(?:asked|sought|seek\w*|demand\w*|wanted|want|call\w*|maximum|up to|faces?|facing|could|can|may|might|carr(?:y|ies)|already|first|suspended|instead of|rather than|not|earlier|previous\w*|minus|less|after|old|ago|aged?)\b",
    re.IGNORECASE,
)
OF_COURTS = Letters("sentenc", "jail", "prison", "judge", "court", "convict", "guilty", "verdict")
NEAR = 70


@lru_cache(maxsize=512)
def terms(text: str) -> tuple[Stated, ...]:
    """The terms of prison that a text says were passed."""
    return passed_terms(text) if OF_COURTS.stand_in(text) else ()


@lru_cache(maxsize=2048)
def passed_terms(text: str) -> tuple[Stated, ...]:
    """The same of a text that is known to be of a court."""
    found = durations(text)
    return tuple(d for d in found if d.unit in {"year", "month"} and not d.old and not d.how and passed(text, d))  # fmt: skip


def passed(text: str, term: Stated) -> bool:
    """Whether a term stands where one is passed."""
    head = re.split(r"[.;!?\n]\s", text[max(0, term.start - NEAR) : term.start])[-1]
    found = PASSED.search(head)
    return found is not None and not NOT_PASSED.search(head)


def in_months(term: Stated) -> float:
    """A term in months."""
    return term.amount * (12 if term.unit == "year" else 1)
