"""An event whose one hour is later than a post that tells of it, in whatever paragraphs the two stand. Pure.

“A missile came down at 15:40”, and two paragraphs on “the monitor wrote on X that it was gone into the cabbage”:
that post is of 14:58. Posts that warn of what is coming are none that tell of it.
"""

import re
from collections.abc import Iterator
from datetime import timedelta

from desk.policy.checks.base import body_finding
from desk.policy.checks.moments import LATER, post_hours, posts_there, sentence_round
from desk.policy.checks.paired import joined
from desk.policy.hours import clock
from desk.policy.hours.clock import StatedHour
from desk.policy.sources.binding import bound_at
from desk.policy.text import body_sentences, cut, in_quotes
from desk.policy.types import Confidence, Facts, Finding, Span

HAPPENED = re.compile(
    r"\b(?:happened|occurred|took place|came (?:down|through|ashore|off)|ran (?:into|aground)|went (?:off|down|up)|struck(?! (?:a|the) (?:deal|chord|bargain|note|balance))|hit(?! (?:a |an |its |their )?(?:record|low|high|peak|target|[$€£]?\d))|exploded|crashed|collided|collapsed|fell(?! (?:to|by|from|below|short|silent|ill|[$€£]?\d))|landed|derailed|capsized|sank|foundered|erupted|blew up|burst|broke (?:out|off)|slammed|smashed|opened fire|shot|killed|detonated|gave way|turned over|overturned|rammed|ploughed|tore|attacked|shook(?! (?:hands|his|her|their))|caught fire)\b"
)
# A post of what is still to come, of another day, or that passes on what was known before.
WARNS = re.compile(
    r"\b(?:warn\w*|alert\w*|alarm\w*|sirens?|forecast\w*|expect\w*|heading|headed|inbound|approach\w*|on (?:its|their|the) way|towards?|toward|take cover|shelter|about to|before|earlier|previous\w*|will|would|plans?|planned|ahead of|advance|yesterday|urged|asked|told (?:people|residents)|closed|launch\w*|take-?off|until)\b",
    re.IGNORECASE,
)
TELLS = re.compile(r"\b(?:post(?:ed|s)?|wrote|writes|told of|tells of|reported|reports|said|says|showed|shows|published|shared|put (?:out|up|it)|announced|tweeted|confirmed)\b")  # fmt: skip
CLAUSE = re.compile(r"[;:—]\s|,\s|\b(?:while|but|which|who)\b")
SOON = timedelta(hours=3)


def told_before_it_happened(
    facts: Facts, hours: list[StatedHour], slack: timedelta
) -> Iterator[Finding]:
    """The hour of the event, where a post that the copy says tells of it was there before."""
    posts = [] if facts.citations else post_hours(facts)
    if not posts:
        return
    found = events(facts, hours)
    moment = clock.nearest(found[0], max(at for _, at in posts)) if len(found) == 1 else None
    if moment is None:
        return
    early = {n: at for n, at in posts if slack < moment - at <= SOON}
    first = next((early[n] for n in telling(facts) if n in early), None) if early else None
    span = Span(found[0].start, found[0].end)
    if first and not in_quotes(facts.body.text, span):
        said = f"A post that tells of it is of {first:%H:%M} UTC, before this hour."
        yield body_finding(facts, span, said, confidence=Confidence.UNSURE)


def events(facts: Facts, hours: list[StatedHour]) -> list[StatedHour]:
    """The hours at which something is said to have happened; of two clocks that show one moment the first."""
    found: list[StatedHour] = []
    last = 0
    for hour in hours:
        again = last and joined(facts.body.text[last : hour.start])
        last = hour.end
        if again or not hour.zone or hour.shift or hour.vague or hour.how in LATER | {"by"} or posts_there(facts, hour):  # fmt: skip
            continue
        sentence = sentence_round(facts, hour.start)
        before = facts.body.text[sentence.start : hour.start]
        clause = CLAUSE.split(before)[-1]
        clause = clause if len(clause.split()) > 2 else before  # “…, at 15:40”
        after = CLAUSE.split(facts.body.text[hour.end : sentence.end])[0]
        if HAPPENED.search(clause) or (len(before.split()) < 3 and HAPPENED.search(after)):
            found.append(hour)
    return found


def telling(facts: Facts) -> Iterator[int]:
    """The links of which some sentence says that they tell what happened, in order."""
    for sentence in body_sentences(facts.body):
        said = cut(facts.body.text, sentence)
        if TELLS.search(said) and not WARNS.search(said):
            yield from bound_at(facts, sentence.start)
