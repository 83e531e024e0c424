"""A plural in headline or dek of what the body says was one: “Bridges blown”, and “no other crossing was touched”. Pure."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, pairwise

from desk.policy import known
from desk.policy.cued import Cued
from desk.policy.figures.nouns import WORDS, singular
from desk.policy.figures.numbers import IN_WORDS
from desk.policy.figures.quantities import one, plural
from desk.policy.letters import Letters, needing
from desk.policy.text import body_sentences, cut, in_quotes, parts, sentence_at, told
from desk.policy.types import Facts, Finding, Span, ZoneText

NOUN = r"[a-z][a-z-]{2,}"
AFTER_NOUN = r"(?:of|and|in|on|at|to|that|which|who|with|was|is|for|from|by|as|has|had|out|near|left|ever|so|it|he|she|they|we|hit|struck|damaged|destroyed|burned|burnt|affected|shot|sunk|found|seen|spotted|recorded|reported|confirmed|attacked|targeted|involved|ablaze|alight|touched|closed|shut|flooded|killed|injured|taken|seized)"
ONE_THING = re.compile(
    rf"\b(?:(?:an?|the|its|his|her|their|one) (?:single|lone|sole|solitary)|only one|just one|exactly one|one (?:only|solitary|single)|the only|the one|no (?:other|second|further)|not a second|nor any other|none other|was one)\s(?!of\b)(?P<words>{NOUN}(?: (?!{AFTER_NOUN}\b){NOUN}){{0,3}})(?P<rest>[^.;]{{0,50}})"
    rf"|\bthe last (?P<last>{NOUN})\s(?:working|standing|left|still|open|remaining)\b",
    re.IGNORECASE,
)
# “It was the only one sighted”: of what, the sentences before it say.
ALONE = Cued(r"\b(?:the only one|no others?(?=[.,;:]| was| were| had| is)|none other|nothing else|(?<!lived )(?<!lives )(?<!living )(?<!was )(?<!were )(?<!been )(?<!is )(?<!are )(?<!left )(?<!stood )(?<!sat )(?<!stay )(?<!go )(?<!him )(?<!her )(?<!it )alone|the sole one|the (?:one|only|sole|single) (?:site|place|spot|point|location|installation|facility|target|object|property|building|structure|house|vehicle|vessel|ship|boat|aircraft|plane|thing)(?= (?:(?:to be |that (?:was|were|had been) )?(?:hit|bombed|shelled|burned|destroyed|attacked|targeted|involved|lost)|struck|touched|damaged|reached|affected|burn|that (?:was|had|burn)|to (?:be|have|burn|suffer))))\b")  # fmt: skip
# Where one is what was spared, the others are what was hit.
SPARED = re.compile(r"^\W*(?:[^,.;]{1,30}, )?(?:was |is |still |that |which |were |has been |had been )*(?:left|shot down|downed|intercepted|brought down|empty|full|failed|missed|standing|stands?|spared|surviv\w+|intact|undamaged|untouched|unhurt|open|stay\w*|remain\w*|escaped|to (?:survive|escape|stand|stay|remain|give|answer|reply|comment|speak|say|talk|agree)|without|not\b)")  # fmt: skip
LEFT_ALONE = re.compile(
    r"\b(?:stayed|remained|spared|survived|escaped|kept (?:open|going|working))\b"
)
MANY = re.compile(rf"\b(?P<noun>{NOUN}s)\b", re.IGNORECASE)
NEGATED = re.compile(
    r"\b(?:no|no other|neither|without|without other|few)\s(?:[\w-]+\s)?$", re.IGNORECASE
)
COUNTED = re.compile(r"\b(?:rubber|inflatable|rescue|life|patrol|police|fire|army|coastguard)\s$|(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens? of|no)\s(?:(?!(?:from|in|on|at|of|by|to|off|near|with|and|as|after|for)\s)[\w-]+\s){0,2}$", re.IGNORECASE)  # fmt: skip


ONLY = Letters("single", "lone", "sole", "solitary", "only", "just one", "exactly one", "no other", "no second", "no further", "not a second", "nor any", "none other", "the one", "was one", "the last")  # fmt: skip


def ones(text: str) -> frozenset[str]:
    """What a block says there was one of, in every word for it."""
    return frozenset().union(*(WORDS.get(noun, {noun}) for noun, *_ in singles(text)))


@needing(ONLY)
def singles(text: str) -> list[tuple[str, str, bool]]:
    """What a block says there was one of: the noun, the words before it that narrow it, whether the only one."""
    if not ONLY.stand_in(text):
        return []
    found = []
    for m in ONE_THING.finditer(text):
        words = (m.group("words") or m.group("last")).lower().split()
        words = joined(words)
        at = next((n for n, w in enumerate(words) if w in WORDS), len(words) - 1)
        # “No other roads were cut” tells of one road, “the only roads” does not.
        noun = one(words[at]) if m.group().lower().startswith("no ") else words[at]
        after = " ".join(words[at + 1 :]) + (m.group("rest") or "")
        if (
            not plural(noun)
            and not SPARED.match(after)
            and not LEFT_ALONE.search(after[:40])
            and noun not in NO_THING
            and not THE_OTHER.search(after)
        ):
            # “A single ferry had food” may be one of several.
            found.append((noun, " ".join(words[:at]), not m.group().lower().startswith("a ")))
    return found


def joined(words: list[str]) -> list[str]:
    """Words of which two that make one noun are one: “health centre”."""
    for n, pair in enumerate(pairwise(words)):
        if " ".join(pair) in WORDS:
            return [*words[:n], " ".join(pair), *words[n + 2 :]]
    return words


THE_OTHER = re.compile(
    r"\b(?:at )?the other\b|^ (?:among|of) (?:them|those|these)\b"
)  # “From 510 at the one edge to 1,090 at the other”
NO_THING = frozenset("one way thing time place day reason question part other side point word man woman person people comment sign news hope answer".split())  # fmt: skip


INDEFINITE = Cued(rf"\b(?P<which>an?|one|each|every)\s(?:[a-z-]+\s){{0,2}}?(?P<noun>{'|'.join(map(re.escape, sorted(WORDS, key=len, reverse=True)))})\b", re.IGNORECASE)  # fmt: skip


DEFINITE = Cued(rf"\b(?:the|this|that)\s(?:[a-z-]+\s)?(?P<noun>{'|'.join(map(re.escape, sorted(WORDS, key=len, reverse=True)))})\b", re.IGNORECASE)  # fmt: skip


def definite(text: str) -> frozenset[str]:
    """What a block tells of as “the boat”."""
    return frozenset(m.group("noun").lower() for m in DEFINITE.finditer(text))


MORE = re.compile(
    r"\b(?:another|the second|a second|a third|both|the others?|two more|elsewhere)\b"
)
OF_MORE = Letters(
    "another", "the second", "a second", "a third", "both", "the other", "two more", "elsewhere"
)


def indefinite(text: str) -> frozenset[str]:
    """What a block tells of as “a bridge”, once and not as one of two."""
    if OF_MORE.stand_in(text) and MORE.search(text):
        return frozenset()
    told = list(chain.from_iterable(things(said) for _, said in parts(text)))
    kinds = Counter(WORDS[noun] for noun in told)
    return frozenset(noun for noun in told if kinds[WORDS[noun]] == 1)


@lru_cache(maxsize=4096)
def things(said: str) -> tuple[str, ...]:
    """Nouns of a sentence that stand behind “a” or “one”; twice behind “each”."""
    found: list[str] = []
    for m in INDEFINITE.finditer(said):
        found += [m.group("noun").lower()] * (1 if m.group("which").lower() in {"a", "an", "one"} else 2)  # fmt: skip
    return tuple(found)


def several(text: str) -> frozenset[str]:
    """What a block has a plural of, each in the singular; “no other bridges” is none."""
    return frozenset[str]().union(*(several_within(said) for _, said in parts(text)))


@lru_cache(maxsize=4096)
def several_within(said: str) -> frozenset[str]:
    """The same of a sentence."""
    return frozenset(
        singular(m.group("noun"))
        for m in MANY.finditer(said)
        if not NEGATED.search(said[max(0, m.start() - 30) : m.start()])
    )


def headline_of_many(facts: Facts, harmed: frozenset[str]) -> Iterator[Finding]:
    """A plural in headline or dek, where the body tells one of the kind and no more.

    `harmed` are nouns of which the body says that one burned or fell.
    """
    zones = [zone for zone in (facts.headline, facts.dek) if zone]
    if not zones or "whole-body" not in facts.known:
        return
    single = frozenset[str]().union(
        *known.each(facts.body, ones), *(WORDS.get(noun, ()) for noun in harmed)
    )
    single |= told_alone(facts)
    many = frozenset[str]().union(*known.each(facts.body, several)) if single else frozenset()
    for zone in zones if single else ():
        if " but one" in zone.text:
            continue
        for span, noun in plurals(zone):
            like = WORDS.get(noun, frozenset({noun}))
            kin = like if noun in OF_ANY_SORT else {word for word in like if kindred(word, noun)}
            if like & single and not kin & many and not in_quotes(zone.text, span):
                said = f"The body tells of one {noun}."
                exact = zone.text[span.start : span.end]
                yield Finding("", zone.kind, exact, span.start, span.end, said)


def told_alone(facts: Facts) -> frozenset[str]:
    """What a piece tells of in the sentence that says that there was no other, or in the two before it."""
    spans, found = body_sentences(facts.body), frozenset[str]()
    for span, _ in told(facts.body, alone):
        n = sentence_at(spans, span.start) or 0
        near = [cut(facts.body.text, one) for one in spans[max(0, n - 2) : n + 1]]
        if not any(map(MORE.search, near)):
            found = found.union(indefinite(" ".join(near)), *map(definite, near))
    return found


@needing(ALONE.letters)
def alone(text: str) -> bool:
    """Whether a sentence says of something that there was no other."""
    return ALONE.search(text) is not None


THE_MANY = re.compile(
    rf"(?:(?:^|(?<=[.!?] )|(?<=\n))(?:(?!(?i:{IN_WORDS}|two|three|both|no|all|some|several|many|few|most|other)\b)[A-Z][a-z]+ )?(?P<bare>[A-Za-z][a-z-]{{2,}}s)\b(?= [a-z])|(?<!\bof )\b(?:the|[A-Z]\w+’s|[A-Z]\w+'s) (?P<noun>{NOUN}s)\b(?! of\b))"
)


# “Ships” may be the sole tanker; “ferries” are not.
OF_ANY_SORT = frozenset(
    "ship boat vessel craft building structure house home vehicle plane aircraft".split()
)


def kindred(word: str, noun: str) -> bool:
    """Whether two words for one kind of thing may name the same: “vessel” and “ferry”, “footbridge” and “bridge”."""
    return word in noun or noun in word or bool({word, noun} & OF_ANY_SORT)


def body_of_many(facts: Facts) -> Iterator[tuple[Span, str]]:
    """“Ships burned at anchor”, and further down “the sole vessel in the roads”."""
    said = chain.from_iterable(known.each(facts.body, singles))
    told = {noun for noun, narrowed, sole in said if sole and not narrowed}
    like = {word: noun for noun in told for word in WORDS.get(noun, {noun}) if kindred(word, noun)}  # fmt: skip
    for m in THE_MANY.finditer(facts.body.text) if told else ():
        name = "bare" if m.group("bare") else "noun"
        noun = singular(m.group(name).lower())
        if noun in like and plural(m.group(name).lower()):
            yield Span(*m.span()), like[noun]


def plurals(zone: ZoneText) -> Iterator[tuple[Span, str]]:
    """Plural nouns of a headline that no number counts."""
    for m in MANY.finditer(zone.text):
        if not COUNTED.search(zone.text[max(0, m.start("noun") - 50) : m.start("noun")]):
            yield Span(*m.span("noun")), singular(m.group("noun"))
