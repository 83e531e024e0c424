"""Sentences, words, quotations and paragraphs of a plain text. Pure; offsets are code points."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from desk.policy import known
from desk.policy.row import ANSWERS, asked, moved
from desk.policy.types import STARTS, BlockKind, Span, ZoneText

# Short forms whose full stop ends no sentence, without the stop, in lower case.
ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof sr jr st rev fr hon gen lt col maj capt sgt cpl pvt adm cmdr brig gov sen rep "
    "pres no nos vol fig sec ch pp p ed eds est approx dept inc ltd co corp bros vs etc al e.g i.e "
    "cf ca jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu fri sat sun u.s u.k u.n "
    "a.m p.m d.c ph.d b.a m.a ave blvd rd sq mt ft km kg mm cm oz lb sgts gens lts cols".split()
)
# These may also end a sentence: they do where the next word has a capital and is no name's part.
ENDERS = frozenset(
    {"a.m", "p.m", "u.s", "u.k", "u.n", "etc", "inc", "ltd", "co", "corp", "jr", "sr"}
)
BREAK = re.compile(r"[.!?…؟۔।]+[\"”’')\]»]*(?=\s|$)|[。！？]+[」』”’）》]*|\n+")
# “Said on X. The train …”: the platform, no initial.
ON_X = re.compile(r"\b(?:on|via|over|to|from|through|and|or|off) X\Z")
# “5 p.m. Nairobi time”, “at 9 a.m. Tuesday”: whose hour it is, or of which day.
OF_AN_HOUR = re.compile(
    r"(?<=\b[apAP]\.[mM]\.) (?:(?:[A-Z][\w’-]+ ){1,3}(?:summer |standard |daylight )?time\b|(?:UTC|GMT|MSK|WIB|WITA|[A-Z]{1,3}T)\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?=[,.;)]| (?:and|to|in|at|when|after|before|night|for|with|on|as)\b|$))"
)
WORD = re.compile(r"\w+(?:[’'-]\w+)*")
QUOTE_PAIRS = re.compile(
    r"“[^“”\n]{1,4000}”|\"[^\"\n]{1,4000}\"|«[^«»\n]{1,4000}»|„[^„“”\n]{1,4000}[“”]"
    r"|»[^«»\n]{1,4000}«|「[^「」\n]{1,4000}」|『[^『』\n]{1,4000}』|(?<![\w.,!?…])”[^“”\n]{1,4000}”"
    r"|(?<!\w)‘[^‘’\n]{2,}?(?:’\w[^‘’\n]*?)*’(?!\w)|(?<![\w’])'[^'\n]{3,300}'(?!\w)"
)
OPENERS = "“\"«„‘'»「『”"
# A speech that goes on in the next paragraph is closed in its last one only; each opens with its mark.
GOES_ON = re.compile(r"\n\s*\n\s*(?=([“\"«„]))")


# Code points of a sentence that is read as one. What is asked of each thing in a sentence looks at all of it:
# without an end, it would cost the square of its length.
LONGEST = 2000


@lru_cache(maxsize=2048)
def sentences(text: str) -> tuple[Span, ...]:
    """Sentences in order, without the white space between them; one without an end in the stretches it is read in."""
    whole = whole_sentences(text)
    if all(span.end - span.start <= LONGEST for span in whole):
        return whole
    return tuple(part for span in whole for part in stretches(text, span))


def stretches(text: str, sentence: Span) -> Iterator[Span]:
    """A sentence cut at white space where it goes on too long."""
    start = sentence.start
    while sentence.end - start > LONGEST:
        gap = text.rfind(" ", start + 1, start + LONGEST)
        stop = gap if gap > 0 else start + LONGEST
        yield Span(start, stop)
        start = stop + (gap > 0)
    yield Span(start, sentence.end)


def endless(text: str) -> tuple[Span, ...]:
    """Sentences that go on too long to be read as one."""
    return tuple(span for span in whole_sentences(text) if span.end - span.start > LONGEST)


@lru_cache(maxsize=2048)
def whole_sentences(text: str) -> tuple[Span, ...]:
    """Sentences as they stand, however long; line feeds end one too."""
    spans: list[Span] = []
    start = 0
    for found in BREAK.finditer(text):
        if found.group()[0] != "\n" and not ends(text, found.start(), found.end()):
            continue
        add(spans, text, start, found.end())
        start = found.end()
    add(spans, text, start, len(text))
    return tuple(spans)


class Said:
    """A sentence, and what pure functions have said of its words: in a paragraph that is typed in all others are as they were."""

    __slots__ = ("answers", "held", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        # What a function finds, and whether it finds something: some are asked both ways.
        self.answers: dict[Any, Any] = {}
        self.held: dict[Any, bool] = {}

    def holds(self, test: Callable[[str], object]) -> bool:
        """Whether a test holds for it."""
        answer = self.held.get(test)
        if answer is None:
            if len(self.held) >= ANSWERS:
                self.held.clear()
            answer = self.held[test] = bool(test(self.text))
        return answer

    def number(self, look: Callable[[str], int]) -> int:
        """How many of something it has."""
        answer = self.answers.get(look)
        return int(self.keep(look, look(self.text)) if answer is None else answer)

    def keep(self, key: Any, answer: Any) -> Any:
        """Keep what was said."""
        if len(self.answers) >= ANSWERS:
            self.answers.clear()
        self.answers[key] = answer
        return answer


said_of = lru_cache(maxsize=2048)(Said)


@lru_cache(maxsize=2048)
def parts_said(text: str) -> tuple[tuple[int, Said], ...]:
    """A block in parts that are read each by itself: sentences, two as one where a short form stands between them.

    “10:20 p.m. HST” is one hour, and “the U.S. Geological Survey” one name.
    """
    found: list[tuple[int, Said]] = []
    start = None
    for span in sentences(text):
        start = span.start if start is None else start
        stop = text.rfind(".", start, span.end)
        word = last_word(text, max(start, stop - 30), stop) if stop >= span.end - 3 else ""
        if not (word and short_form(word, "a")):
            found.append((start, said_of(text[start : span.end])))
            start = None
    if start is not None:
        found.append((start, said_of(text[start:].rstrip())))
    return tuple(found)


def parts(text: str) -> tuple[tuple[int, str], ...]:
    """The same, each where it begins and its words."""
    return tuple([(start, said.text) for start, said in parts_said(text)])


@lru_cache(maxsize=2048)
def sentences_said(text: str) -> tuple[tuple[Span, Said], ...]:
    """Sentences of a block, each where it stands."""
    return tuple([(span, said_of(cut(text, span))) for span in sentences(text)])


def last_word(text: str, low: int, high: int) -> str:
    """The letters, stops, apostrophes and hyphens before a place, back to another one at most."""
    start = high
    while start > low and (text[start - 1].isalnum() or text[start - 1] in "_.’'-"):
        start -= 1
    return text[start:high]


def scan_parts(zone: ZoneText, look: Callable[..., tuple[Any, ...]], *more: Any) -> tuple[Any, ...]:  # fmt: skip
    """What a function that keeps its answers finds in the parts of a zone's blocks: a new sentence is read alone."""
    return known.scan(zone, by_parts, look, *more)


def by_parts(text: str, look: Callable[..., tuple[Any, ...]], *more: Any) -> tuple[Any, ...]:
    """The same of one block, each thing where it stands."""
    found: list[Any] = []
    key = asked(look, *more) if more else look
    for start, said in parts_said(text):
        here = said.answers.get(key)
        if here is None:
            here = said.keep(key, look(said.text, *more))
        if here:
            found += [moved(one, start) for one in here] if start else here
    return tuple(found)


def some_part(text: str, test: Callable[[str], object]) -> bool:
    """Whether a test of the words alone holds for some part of a block."""
    return any(said.holds(test) for _, said in parts_said(text))


def add(spans: list[Span], text: str, start: int, end: int) -> None:
    """Append a sentence trimmed of white space, if there is one."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append(Span(start, end))


def ends(text: str, mark: int, after: int) -> bool:
    """Whether the stop at `mark` ends a sentence; `after` is behind its closing quotes."""
    following = text[after:].lstrip(" \t")
    if not following or following[0] == "\n":
        return True
    nxt = following.lstrip("“\"'‘(«[")[:1]
    if text[mark] in "!?":
        return not nxt.islower()
    if nxt.islower():
        return False
    word = last_word(text, max(0, mark - 30), mark)
    if text[mark - 1] in "mM" and OF_AN_HOUR.match(text, after):
        return False
    if text[mark - 1] == "X" and ON_X.search(text, max(0, mark - 12), mark):
        return True
    return not (word and text[mark] == "." and short_form(word, nxt))


def short_form(word: str, following: str) -> bool:
    """Whether a stop belongs to a short form or an initial rather than to the sentence."""
    low = word.lower().strip(".’'")
    if low in ENDERS:
        return not following.isupper()
    if low in {"no", "nos", "p", "fig"}:
        return following.isdigit()
    return low in ABBREVIATIONS or bool(re.fullmatch(r"[A-ZА-Я]", word))


@lru_cache(maxsize=2048)
def words(text: str) -> tuple[Span, ...]:
    """Words with their inner apostrophes and hyphens."""
    return tuple(Span(*m.span()) for m in WORD.finditer(text))


def word_count(zone: ZoneText) -> int:
    """How many words a zone has."""
    return sum(known.each(zone, count))


def count(text: str) -> int:
    """How many words a block has."""
    return sum([said.number(words_of) for _, said in parts_said(text)])


def words_of(said: str) -> int:
    """How many words a sentence has."""
    return len(WORD.findall(said))


def quotes(text: str) -> tuple[Span, ...]:
    """Quotations with their marks: curly, straight, angle; single ones where no apostrophe is."""
    return quotes_of_blocks(text) if "\n" in text else quotes_within(text)


@lru_cache(maxsize=64)
def quotes_of_blocks(text: str) -> tuple[Span, ...]:
    """The same of several blocks; one that goes on in the next is a quotation to the end of its own."""
    found: tuple[Span, ...] = known.scan_text(text, quotes_within)
    carried: list[Span] = []
    for gap in GOES_ON.finditer(text):
        line = text.rfind("\n", 0, gap.start()) + 1
        n = bisect_left(found, gap.start(), key=STARTS) - 1
        after = found[n].end if n >= 0 and found[n].end <= gap.start() else line
        at = text.find(gap[1], max(line, after), gap.start())
        if at >= 0:
            carried.append(Span(at, gap.start()))
    apart = (quote for quote in found if not overlaps(carried, quote))
    return tuple(sorted([*apart, *carried], key=STARTS)) if carried else found


@lru_cache(maxsize=2048)
def quotes_within(text: str) -> tuple[Span, ...]:
    """Quotations of a block; none goes beyond its line."""
    if not any(mark in text for mark in OPENERS):
        return ()
    return tuple(Span(*m.span()) for m in QUOTE_PAIRS.finditer(text))


def in_quotes(text: str, span: Span) -> bool:
    """Whether a span lies inside a quotation."""
    found = quotes(text)
    n = bisect_right(found, span.start, key=STARTS) - 1
    return n >= 0 and span.end <= found[n].end


def quoted(zone: ZoneText, span: Span) -> bool:
    """Whether a span is somebody else's words: in quotation marks, or in a block that is set as a quotation."""
    block = zone.block_at(span.start)
    return (block is not None and block.kind is BlockKind.QUOTE) or in_quotes(zone.text, span)


def paragraphs(zone: ZoneText) -> tuple[Span, ...]:
    """Paragraphs of a zone, headings left out; a zone without blocks splits at blank lines."""
    if zone.blocks:
        return tuple(
            Span(b.start, b.end) for b in zone.blocks if b.kind != "heading" and b.end > b.start
        )
    spans: list[Span] = []
    start = 0
    for found in re.finditer(r"\n\s*\n", zone.text):
        add(spans, zone.text, start, found.start())
        start = found.end()
    add(spans, zone.text, start, len(zone.text))
    return tuple(spans)


def body_sentences(zone: ZoneText) -> tuple[Span, ...]:
    """Sentences of a zone's paragraphs in order, headings left out."""
    return known.prose(zone, sentences)


def told(zone: ZoneText, test: Callable[[str], object]) -> tuple[tuple[Span, str], ...]:
    """The sentences that a test holds for, each where it stands and its words; headings left out.

    The test is a function of the words alone: its answers are kept with the paragraph.
    """
    return known.prose(zone, which, test)


def which(text: str, test: Callable[[str], object]) -> tuple[tuple[Span, str], ...]:
    """The same of one block."""
    return tuple([(span, said.text) for span, said in sentences_said(text) if said.holds(test)])


def sentence_at(spans: Sequence[Span], offset: int) -> int | None:
    """Index of the sentence that holds an offset; `spans` in order, none over another."""
    n = bisect_right(spans, offset, key=STARTS) - 1
    return n if n >= 0 and offset < spans[n].end else None


def overlaps(taken: Sequence[Span], span: Span) -> bool:
    """Whether a stretch has letters of another; those taken stand in order and apart."""
    n = bisect_left(taken, span.end, key=STARTS)
    return n > 0 and taken[n - 1].end > span.start


def at_caret(text: str, offset: int) -> Span | None:
    """The sentence that is being typed: the one that holds the caret or ends at it."""
    spans, offset = sentences(text), min(offset, len(text))
    n = bisect_right(spans, offset, key=STARTS) - 1
    return spans[n] if n >= 0 and offset <= spans[n].end else None


def cut(text: str, span: Span) -> str:
    """The words of a span."""
    return text[span.start : span.end]
