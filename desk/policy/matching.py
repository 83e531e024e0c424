"""What every kind of rule shares: terms as stored, exceptions, windows, and making findings. Pure."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Generic, Protocol, TypeVar

from desk.policy import known
from desk.policy.hours.when import Condition, WhenError, parse_when, places
from desk.policy.hours.zones import Region, Zone, ZoneError, parse_zones, region_sentences
from desk.policy.patterns import (
    PatternError,
    bounded,
    compiled,
    needle,
    phrase_pattern,
    where_it_stands,
)
from desk.policy.sources import attribution, listed
from desk.policy.terms import NoSuchList, load, spans
from desk.policy.text import body_sentences, cut, paragraphs, quoted, sentence_at
from desk.policy.types import STARTS, BlockKind, Facts, Finding, Fix, Span, ZoneKind, ZoneText
from desk.policy.values import record

EXCUSES = frozenset(
    {
        "in-quote",
        "attributed",
        "negated",
        "mentioned-as-framing",
        "proper-name",
        "followed-by-noun",
        "convicted",
        "disputed",
    }
)
WITHIN = re.compile(
    r"sentence|paragraph|zone|(\d+) sentences|sentence±(\d+)|first-mention (?:sentence|paragraph)"
)


class RuleError(ValueError):
    """A sentence that says why a rule cannot run, for the form it is written in."""


@record
class Terms:
    """Words a rule looks for: a named list, or a pattern made of a phrase, with letters that it needs.

    A pattern that is `whole` begins and ends with its words: “our (troops|boys)” is not in “four troops”.
    """

    said: str
    name: str = ""
    pattern: str = ""
    letters: str = ""
    whole: bool = False

    @property
    def plain(self) -> str:
        """Letters that a text must have as a run of their own, empty where it need not."""
        return "" if "*" in self.said else self.letters

    def spans(self, text: str) -> tuple[Span, ...]:
        """Where they stand in a text."""
        if self.name:
            return spans(self.name, text)
        if self.letters and not known.stands(text, self.letters, whole="*" not in self.said):
            return ()
        found = places(text, self.letters, self.pattern, "[A-Z]" in self.pattern)
        if self.whole:
            return tuple(span for span in found if bounded(text, span.start, span.end))
        return found


class Lettered(Protocol):
    """A thing that is looked for by letters."""

    @property
    def plain(self) -> str: ...


L = TypeVar("L", bound=Lettered)


class Sought(Generic[L]):
    """Things that a rule looks for, in its order: a text that has none of their letters is asked for none of them."""

    __slots__ = ("always", "every", "plain")

    def __init__(self, things: Iterable[L]) -> None:
        self.every = tuple(things)
        self.always = tuple(one for one in self.every if not one.plain)
        self.plain = frozenset(one.plain for one in self.every if one.plain)

    def __iter__(self) -> Iterator[L]:
        return iter(self.every)

    def __len__(self) -> int:
        return len(self.every)

    def __getitem__(self, n: int) -> L:
        return self.every[n]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sought) and self.every == other.every

    def __hash__(self) -> int:
        return hash(self.every)

    def near(self, text: str) -> Sequence[L]:
        """Those that may stand in a text."""
        if "\n" not in text:
            return self.every
        words = known.vocabulary(text)
        if self.plain.isdisjoint(words):
            return self.always
        return [one for one in self.every if not one.plain or one.plain in words]


def cues(terms: Iterable[Terms]) -> frozenset[str]:
    """Letters of which some stand wherever one of the terms does; empty where a term may need none."""
    letters = frozenset(term.letters for term in terms)
    return frozenset() if "" in letters else letters


def parse_terms(said: object, what: str) -> Sought[Terms]:
    """Terms from a string or a list of strings."""
    given = [said] if isinstance(said, str) else said
    if not isinstance(given, list) or not given or not all(isinstance(t, str) for t in given):
        raise RuleError(f"“{what}” needs at least one word, list or pattern.")
    return Sought(parse_term(term, whole=what != "pattern") for term in given)


def parse_term(said: str, *, whole: bool) -> Terms:
    """One term: `@list`, a phrase, or a pattern, of whole words or of any letters."""
    try:
        if re.fullmatch(r"@[a-z_]+", said):
            try:
                load(said[1:])
            except NoSuchList:
                # A name with no list is plain text: @kpszsu is a handle.
                return Terms(said, pattern=re.escape(said), letters=needle(said))
            return Terms(said, name=said[1:])
        compiled(phrase_pattern(said, whole=False))  # what is wrong with it is told as it was typed
        pattern = phrase_pattern(said, whole=whole)
        compiled(pattern)
    except PatternError as wrong:
        raise RuleError(str(wrong)) from wrong
    return Terms(said, pattern=pattern, letters=needle(said), whole=whole)


def parse_condition(said: object) -> Condition:
    """The rule's `when`."""
    if said is not None and not isinstance(said, str):
        raise RuleError("“when” is a line of conditions.")
    try:
        return parse_when(said)
    except (WhenError, ZoneError) as wrong:
        raise RuleError(str(wrong)) from wrong


def zones_of(structured: dict[str, Any], default: str | list[str]) -> tuple[Zone, ...]:
    """The rule's `zones` or `zone`."""
    said = structured.get("zones", structured.get("zone", default))
    try:
        return parse_zones(said)
    except ZoneError as wrong:
        raise RuleError(str(wrong)) from wrong


def parse_unless(said: object) -> tuple[str, ...]:
    """Exceptions: those the desk knows, `source in class:x`, or words that are let be."""
    given = said or []
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
        raise RuleError("“unless” is a list of exceptions.")
    return tuple(given)


def parse_within(said: object, default: str = "sentence") -> str:
    """How near something must stand."""
    within = said or default
    if not isinstance(within, str) or not WITHIN.fullmatch(within):
        raise RuleError(
            f"“{said}” is not a distance. Write sentence, 2 sentences, sentence±1, paragraph, zone "
            "or first-mention sentence."
        )
    return within


def near(region: Region, span: Span, within: str) -> str:
    """The words near a span, as far as `within` says."""
    if within == "zone":
        return region.zone.text
    if within.endswith("paragraph"):
        return paragraph_at(region.zone, span.start) or region.text
    spans = sentences_of(region.zone)
    at = sentence_at(spans, span.start)
    if at is None:
        return region.text
    around, ahead = reach(within)
    chosen = spans[max(0, at - around) : at + ahead + 1]
    return region.zone.text[chosen[0].start : chosen[-1].end]


@lru_cache(maxsize=256)
def reach(within: str) -> tuple[int, int]:
    """How many sentences before and after its own a distance takes in."""
    found = WITHIN.fullmatch(within)
    around = int(found.group(2) or 0) if found else 0
    return around, int(found.group(1)) - 1 if found and found.group(1) else around


def paragraph_at(zone: ZoneText, offset: int) -> str:
    """The words of the paragraph that holds an offset; none of a heading."""
    if block := zone.block_at(offset):
        return "" if block.kind is BlockKind.HEADING else zone.text[block.start : block.end]
    found = () if zone.blocks else paragraphs(zone)
    return next((cut(zone.text, p) for p in found if p.start <= offset < p.end), "")


def sentences_of(zone: ZoneText) -> tuple[Span, ...]:
    """Every sentence of a zone."""
    if zone.kind is ZoneKind.BODY:
        return body_sentences(zone)
    return region_sentences(Region(zone, 0, len(zone.text)))


def sentence_of(zone: ZoneText, span: Span) -> Span:
    """The sentence a span stands in, or the span itself."""
    spans = sentences_of(zone)
    at = sentence_at(spans, span.start)
    return spans[at] if at is not None else span


def excused(facts: Facts, zone: ZoneText, span: Span, unless: Sequence[str]) -> bool:
    """Whether one of a rule's exceptions covers a span."""
    return any(excuse_holds(facts, zone, span, excuse) for excuse in unless)


def excuse_holds(facts: Facts, zone: ZoneText, span: Span, excuse: str) -> bool:
    """Whether one exception covers a span; words that are no known exception are let be."""
    if excuse.startswith("source in class:"):
        return source_in_class(facts, zone, span, excuse.removeprefix("source in class:").strip())
    if excuse not in EXCUSES:
        let: tuple[Span, ...] = known.scan_text(zone.text, let_be, excuse)
        n = bisect_right(let, span.start, key=STARTS) - 1
        return n >= 0 and span.end <= let[n].end
    if excuse == "in-quote":
        return quoted(zone, span)
    sentence = sentence_of(zone, span)
    if excuse in {"proper-name", "followed-by-noun"}:
        of_name = excuse == "proper-name"
        return (
            proper_name(zone.text, span, sentence) if of_name else followed_by_noun(zone.text, span)
        )
    said = cut(zone.text, sentence)
    if excuse == "negated":
        return attribution.negated(said, span.start - sentence.start)
    return OF_SENTENCE[excuse](said)


FRAMING = re.compile(
    r"\b(?:framings?|framed|frames?|the (?:phrase|language|word|words|term|notion|idea|story) (?:of|that)|"
    r"so-called|what .{0,40} calls?|call(?:s|ed|ing)? (?:it|them|this|that|such)|as if|treat(?:s|ed|ing)?|"
    r"file under|refuses?|rhetoric|narrative|headline[sd]?|clich[eé])\b",
    re.IGNORECASE,
)
CONVICTED = re.compile(
    r"\b(?:convicted|found guilty|pleaded guilty|sentenced|jailed for)\b", re.IGNORECASE
)
DISPUTED = re.compile(
    r"\b(?:without evidence|disputed|contested|no evidence|offered no|gave no)\b", re.IGNORECASE
)
OF_SENTENCE: dict[str, Callable[[str], bool]] = {
    "attributed": attribution.attributed,
    "mentioned-as-framing": lambda said: FRAMING.search(said) is not None,
    "convicted": lambda said: CONVICTED.search(said) is not None,
    "disputed": lambda said: attribution.denied(said) or DISPUTED.search(said) is not None,
}
FUNCTION = frozenset(
    "and or but of in on at to for from by with as is was are were has have had will would who which that "
    "when where while after before since if than then also still not said says".split()
)


def let_be(text: str, excuse: str) -> tuple[Span, ...]:
    """Where words that a rule lets be stand in a block, as whole words."""
    found = where_it_stands(phrase_pattern(excuse), text)
    return tuple(span for span in found if bounded(text, span.start, span.end))


def proper_name(text: str, span: Span, sentence: Span) -> bool:
    """Whether the words are part of a name: capitals in the middle of a sentence."""
    words = text[span.start : span.end].split()
    following = re.match(r"\s+([A-Z]\w+)", text[span.end : span.end + 40])
    capital = all(w[:1].isupper() for w in words if w.lower() not in FUNCTION)
    return capital and (span.start > sentence.start or following is not None)


def followed_by_noun(text: str, span: Span) -> bool:
    """Whether the words only stand before a noun they belong to, as in “the Ukraine war”."""
    following = re.match(r"\s+([a-z][\w’'-]*)", text[span.end : span.end + 40])
    return following is not None and following.group(1) not in FUNCTION


def source_in_class(facts: Facts, zone: ZoneText, span: Span, name: str) -> bool:
    """Whether the speaker of the sentence is a source of that class, or speaks for its state."""
    sentence = cut(zone.text, sentence_of(zone, span))
    if any(name in s.classes for s in listed.named(sentence, listed.register(facts.sources))):
        return True
    states = {"state-ru": r"\b(?:Moscow|Kremlin|Russia(?:’s|n)?|Putin)\b"}
    pattern = states.get(name)
    return bool(pattern and re.search(pattern, sentence))


def found(
    zone: ZoneText,
    span: Span,
    message: str,
    *,
    mend: Fix | None = None,
    **more: Any,
) -> Finding:
    """A finding of a rule at a span; code, note and enforcement are filled in by the review."""
    kind = zone.kind
    block = zone.block_at(span.start)
    return Finding(
        code="",
        zone=kind,
        exact=cut(zone.text, span),
        start=span.start,
        end=span.end,
        message=message,
        block_id=block.id if block else None,
        mend=mend,
        **more,
    )


def nothing(zone: ZoneKind, message: str, **more: Any) -> Finding:
    """A finding of absence that no sentence shows."""
    return Finding(code="", zone=zone, exact="", start=0, end=0, message=message, **more)


def each_match(
    facts: Facts, found_regions: Sequence[Region], terms: Sought[Terms], unless: Sequence[str]
) -> Iterator[tuple[Region, Span, Terms]]:
    """Every place where terms stand and no exception covers them, each place once."""
    seen: set[tuple[str, int, int]] = set()
    for region in found_regions:
        text = region.text
        for term in terms.near(text):
            for local in term.spans(text):
                span = region.span(local.start, local.end)
                key = (region.zone.kind, span.start, span.end)
                if key not in seen and not excused(facts, region.zone, span, unless):
                    seen.add(key)
                    yield region, span, term
