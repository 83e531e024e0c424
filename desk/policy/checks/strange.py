"""What a finished piece lists and no register vouches for: jokes, look-alikes, unclassed sites, old posts.

A story's own citations are judged by their items (`checks.items`); a finished text has only addresses
and what its sentences say of them. These are the halves of those checks that read the two together.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from desk.policy import evidence, known, satire
from desk.policy.binding import bound, bound_at, named_platforms, platform_of
from desk.policy.checks.base import body_finding, link_finding
from desk.policy.checks.linked import different, whole_piece
from desk.policy.lookalike import (
    Shaped,
    by_shape,
    capitals,
    disguised,
    spelled_like,
    twin_of,
    two_scripts,
)
from desk.policy.text import body_sentences, cut
from desk.policy.times import WEEKDAY
from desk.policy.types import Confidence, Facts, Finding, Span, ZoneText
from wires.links import Link, posted_at, read

WEEK = timedelta(days=7)


def typed(facts: Facts) -> Iterator[tuple[int, Link]]:
    """Links that stand in the piece and belong to no cited item."""
    cited = {read(c.item.url).key for c in facts.citations if c.item.url}
    for n, link in different(facts):
        if link.key not in cited:
            yield n, link


def satire_listed(facts: Facts) -> Iterator[Finding]:
    """A house or an account that jokes, in a piece that nowhere says so."""
    for n, link in typed(facts):
        source = evidence.source_of_link(facts, link.url)
        if not satire.jokes(link) and not (source and "satire" in source.classes):
            continue
        if not any(found for zone in zones(facts) for found in known.each(zone, says_so)):
            yield link_finding(facts, n, f"{link.handle or link.host} is satire.")


def lookalikes_listed(facts: Facts) -> Iterator[Finding]:
    """An account that is not in the register and looks like one that is, or like a name in the copy."""
    for n, link in typed(facts):
        mixed = next(
            (name for name in (link.handle, *link.host.split(".")) if two_scripts(name)), ""
        )
        if mixed:
            yield link_finding(
                facts, n, f"“{mixed}” mixes letters of two alphabets, to look like another name."
            )
    registered: list[tuple[str, str]] | None = None
    names: Shaped | None = None
    for n, link in typed(facts):
        if not link.handle or link.platform == "web" or two_scripts(link.handle):
            continue
        registered = registered or [
            (h, s.name) for s in facts.sources if s.classed for h in s.handles
        ]
        twin = twin_of(link.handle, registered)
        if not twin:
            names = names if names is not None else by_shape(words_of_names(facts))
            twin = spelled_like(link.handle, names)
        if twin:
            yield link_finding(facts, n, f"@{link.handle} looks like {twin} and is not it.")
        elif word := disguised(link.handle):
            yield link_finding(facts, n, f"@{link.handle} has “{word}” only to the eye, as names have that pass for others.")  # fmt: skip


def zones(facts: Facts) -> list[ZoneText]:
    """All that readers see of a piece but its note."""
    return [z for z in (facts.headline, facts.dek, facts.body) if z]


def says_so(text: str) -> bool:
    """Whether a block calls something a joke."""
    return bool(satire.SAID_SO.search(text))


def words_of_names(facts: Facts) -> Iterator[str]:
    """Words of the names that readers see."""
    return (w for zone in zones(facts) for block in known.each(zone, capitals) for w in block)


SHOWN = re.compile(
    r"\b(?:footage|videos?|clips?|pictures?|images?|photos?|photographs?|films?|filmed|posts?|posted|shared|shows?|showed|showing|wrote|tweet(?:ed)?)\b",
    re.IGNORECASE,
)
TOLD_AS_OLD = re.compile(
    r"\b(?:archiv\w+|old(?:er)?|years? (?:ago|earlier|before|on|old)|months? (?:ago|earlier|before|old)|last (?:year|month|summer|winter|spring|autumn|fall)|"
    r"previous(?:ly)?|at the time|back in|for the record|anniversary|years to the day|first posted|original(?:ly)?|library)\b",
    re.IGNORECASE,
)


def old_posts_listed(facts: Facts) -> Iterator[Finding]:
    """A post of more than a week before that its sentence tells as of now.

    In a line or two that rest on it alone, the words that say “now” are the slip (`posted.told_as_fresh`).
    """
    if facts.citations or facts.published_at is None or not (len(facts.links) > 1 or whole_piece(facts)):  # fmt: skip
        return
    spans = body_sentences(facts.body)
    sentences: list[str] = []
    shown: list[frozenset[int]] = []  # the links that each sentence shows something of
    for n, link in different(facts):
        at = posted_at(link)
        if at is None or facts.published_at - at < WEEK:
            continue
        sentences = sentences or [cut(facts.body.text, s) for s in spans]
        shown = shown or [shown_by(facts, k, spans) for k in range(len(spans))]
        near = [k for k, here in enumerate(shown) if n in here]
        about = " ".join(" ".join(sentences[max(0, k - 1) : k + 2]) for k in near)
        if near and not dated(about, at, facts.published_at):
            yield told_as_new(facts, n, [spans[k] for k in near], at)


def shown_by(facts: Facts, k: int, spans: tuple[Span, ...]) -> frozenset[int]:
    """The links that a sentence shows something of: those it names or looks back to.

    Told as new and named by nobody, it is of the post that the next sentences name, else of the one post there is.
    """
    said = cut(facts.body.text, spans[k])
    if not SHOWN.search(said):
        return frozenset()
    named = bound_at(facts, spans[k].start)
    if named or not SAID_NEW.search(said):
        return frozenset(named)
    posts = [n for n, link in enumerate(facts.links) if read(link.href).is_post and platform_of(link.href) != "web"]  # fmt: skip
    for span in spans[k + 1 : k + 3]:
        after = set(bound(facts, cut(facts.body.text, span)))
        if after:
            return frozenset(after.intersection(posts) if one_page(facts, after) else ())
    return frozenset(posts if one_page(facts, posts) and not named_platforms(said) else ())


def one_page(facts: Facts, found: Iterable[int]) -> bool:
    """Whether some links all lead to one post or page."""
    return len({read(facts.links[n].href).key for n in found}) == 1


SHOWING = r"(?:footage|videos?|clips?|pictures?|images?|photos?|photographs?|films?|posts?|threads?|messages?|updates?)"
PUT_OUT = r"(?:posted|published|shared|released|put (?:out|up|online)|uploaded|filmed|shot|taken|recorded|sent|made|issued|broadcast|aired|captured)"
NOW = rf"(?:tonight|today|yesterday|overnight|last night|this (?:morning|afternoon|evening|week)|hours? ago|just now|within the hour|(?:early |late )?on {WEEKDAY}(?: (?:night|morning|evening|afternoon))?|on the night|(?:minutes|an hour|hours|\w+ (?:minutes|hours)) (?:ago|later|before|after))"
# The words by which the copy itself says that a film is new: “a video published this morning”, “new footage”.
SAID_NEW = re.compile(
    rf"\b(?:(?:an? |the |its |the (?:account|channel|group|agency)[’']s )?(?:new|newest|newly released|newly published|fresh|latest|just released) (?:\w+ ){{0,2}}?{SHOWING}(?:,? (?:{PUT_OUT}(?: (?:\w+ )?{NOW})?|from {NOW}))?|(?:an? |the |its )?(?:\w+ )?{SHOWING}(?: \w+){{0,2}}?,? (?:\w+ )?(?:{PUT_OUT}(?: \w+){{0,2}}?|from|of) {NOW}|(?:it|they|this|the {SHOWING}) (?:was|were|has been|had been) (?:\w+ )?{PUT_OUT}(?: \w+){{0,2}}? {NOW})\b",
    re.IGNORECASE,
)


def told_as_new(facts: Facts, n: int, near: list[Span], at: datetime) -> Finding:
    """The finding on an old post: at the words that call it new, else at its link."""
    said = f"This post is of {at.day} {at:%B %Y}, and the copy does not say so."
    for span in near:
        m = SAID_NEW.search(cut(facts.body.text, span))
        if m:
            words = Span(span.start + m.start(), span.start + m.end())
            return body_finding(facts, words, said, confidence=sure_of(at, facts))
    return link_finding(facts, n, said, confidence=sure_of(at, facts))


def dated(about: str, at: datetime, now: datetime) -> bool:
    """Whether the words round a post say that it is of another time."""
    months = at.year == now.year and f"{at:%B}" in about
    return str(at.year) in about or months or TOLD_AS_OLD.search(about) is not None


def sure_of(at: datetime, facts: Facts) -> Confidence:
    """Old by two months it is told as new; younger, it may be part of the story."""
    assert facts.published_at is not None
    return Confidence.SURE if facts.published_at - at > timedelta(days=60) else Confidence.UNSURE
