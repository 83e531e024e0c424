"""Ages against the year of birth that the piece gives, beside them or in what it says before. Pure."""

import re
from datetime import date

from desk.policy import known
from desk.policy.checks.gaps import Slip
from desk.policy.cued import Cued
from desk.policy.figures.numbers import TENS as BY_TENS
from desk.policy.figures.numbers import UNITS, in_words
from desk.policy.hours.durations import TENS_OF
from desk.policy.text import told
from desk.policy.types import Facts, Span

BORN = Cued(r"\bborn\b[^.;]{0,60}?\b(?P<year>(?:19|20)\d{2})\b", re.IGNORECASE)
TENS, ONES = "|".join(BY_TENS), "|".join(UNITS)
YEARS = rf"\d{{1,3}}|{TENS_OF}"
AGE = re.compile(
    rf"(?:\b(?P<a>{YEARS})(?:[- ]years?[- ]old|\s+years of age)|,\s(?:now\s)?(?P<b>\d{{2,3}}|(?:{TENS})(?:-(?:{ONES}))?),|\b(?:is|was|turned|turns|aged|age|[Nn]ow|(?<!\w)At)\s(?P<c>\d{{2,3}}|{TENS_OF})\b(?!\s(?:to|of|on|in a|other|more)\b|\s(?!years old\b)[a-z]+s\b|\s*(?:per|%|people|homes|km)|-[a-z]|’?\s?o[’']clock|:|\.\d))"
)
THEN = re.compile(
    r"\b(?:died|was killed|then|at the time|when|would have been|(?:since|until|till|before|after|from|while|as) (?:s?he|they))\b"
)
# “He was 12 that summer, and is 64 now”
THAT_YEAR = re.compile(r"\s(?:that|in that|in the|by the|on the|during the|last|the) (?:same )?(?:spring|summer|autumn|fall|winter|year|month|day|night|week|time)\b|\s(?:years old )?(?:then|at the time|back then|when)\b")  # fmt: skip
# “… who is nine and whose cousin died”: somebody else’s fate.
OTHERS = re.compile(r"\b(?:whose|(?:and|but) (?:his|her|their|its|the))\b")
# “Born in 1921, she lost a husband who died at 44”.
KIN = re.compile(r"\b(?:husband|wife|widow(?:er)?|partner|fianc[eé]e?|sons?|daughters?|father|mother|parents?|brothers?|sisters?|twins?|child|children|bab(?:y|ies)|cousins?|uncles?|aunts?|nephews?|nieces?|grand\w+|friends?)\b", re.IGNORECASE)  # fmt: skip
# Whose birth a sentence gives: “She was born”, “Marta Olsen, who was born”.
WHOSE = re.compile(r"(?:\b(?P<they>[Ss]he|[Hh]e)\s(?:\w+ ){0,2}?(?:was|is) born\b|(?P<name>[A-ZÀ-Ý][\w’-]+)(?:,[^,.;]{0,40},)?(?:,?\s(?:who )?(?:was|is)|,) born\b)")  # fmt: skip
NEXT = 3  # and between two sentences that stand side by side
PRONOUN = re.compile(r"(?:She|He)(?:[’']s| is| turn(?:s|ed)| has turned)\s")
NEAR = 900  # characters after a birth in which “she is 39” is still hers


RECENT = re.compile(
    r"\bon (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:today|yesterday|overnight|this (?:morning|week)|last night|has died)\b"
)


def born_told(said: str) -> bool:
    """Whether a sentence tells of a birth and its year."""
    return BORN.search(said) is not None


def age_slips(said: str, ref: date | None) -> list[Slip]:
    """An age that the year of birth beside it belies."""
    born = BORN.search(said)
    if not born or ref is None:
        return []
    if len({m.group() for m in YEAR.finditer(said)}) > 1:
        return [s for s in beside_birth(said, born, ref) if not THEN.search(said, s.start, s.end)]
    died = DIED.search(said)
    theirs = died is not None and KIN.search(said, 0, died.start()) is None
    age = ref.year - int(born.group("year"))
    if died and theirs and RECENT.search(said) and not age - 1 <= int(died.group("age")) <= age:
        right = f"Born in {born.group('year')}, {age - 1} or {age} in {ref.year}."
        return [Slip(died.start("age"), died.end("age"), right)]
    # “… is 58 and has come here since her husband died”: only beside the age it tells of another time.
    slips = against(said, int(born.group("year")), ref)
    slips = [s for s in slips if not THAT_YEAR.match(said, s.end)]
    return [s for s in slips if not THEN.search(said, max(0, s.start - 48), s.end) and not THEN.search(OTHERS.split(said[s.end : s.end + 30])[0])]  # fmt: skip


YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
OF_A_YEAR = re.compile(r"[^,;.]{0,30}\b(?:19|20)\d\d\b|\s(?:when|then|at the time)\b")
IS_NOW = re.compile(r"\b(?:is|[Nn]ow|turns|aged|age)\s$")


def beside_birth(said: str, born: re.Match[str], ref: date) -> list[Slip]:
    """“Born in March 1986 and is forty-two”, of a sentence with more years: no other stands between, or with the age."""
    found = against(said, int(born.group("year")), ref)
    return [
        s for s in found
        if s.start > born.end() and not YEAR.search(said, born.end(), s.start) and IS_NOW.search(said, 0, s.start) and not OF_A_YEAR.match(said, s.end)
    ]  # fmt: skip


def against(said: str, year: int, ref: date) -> list[Slip]:
    """Ages of a sentence that a year of birth belies."""
    age = ref.year - year
    found: list[Slip] = []
    for m in AGE.finditer(said):
        name = next(n for n in "abc" if m.group(n))
        said_age = in_words(m.group(name)) if m.group(name)[0].isalpha() else int(m.group(name))
        if said_age and not age - 1 <= said_age <= age:
            right = f"Born in {year}, {age - 1} or {age} in {ref.year}."
            end = m.end() if name == "a" else m.end(name)
            found.append(Slip(m.start(name), end, right))
        elif said_age:
            return []  # “The youngest is 17; the eldest, born in 1960, is 65”: the other is somebody else's
    return found


def aged_later(facts: Facts, ref: date | None) -> list[tuple[Span, Slip]]:
    """“She was born … in May 1977. … She is 39”: the one birth of a piece, and an age further down."""
    births = told(facts.body, born_told) if any(known.each(facts.body, of_births)) else ()
    if len(births) != 1 or ref is None:
        return []
    sentence, said = births[0]
    born, whose = BORN.search(said), WHOSE.search(said)
    if born is None or whose is None or whose.start() > born.start():
        return []
    who = whose.group("they") or whose.group("name")
    found: list[tuple[Span, Slip]] = []
    for later, words in told(facts.body, tells_age):
        if 0 < later.start - sentence.start <= NEAR and (of_them(words, who) or (whose.group("name") and later.start - sentence.end < NEXT and PRONOUN.match(words))) and not THEN.search(words):  # fmt: skip
            found += [(later, slip) for slip in against(words, int(born.group("year")), ref)]
    return found + died_before(facts, sentence, int(born.group("year")), ref)


# “… died on Tuesday at the age of 58. He was born in March 1961 …”
DIED = re.compile(r"\b(?:died|dies|has died|passed away)\b[^.;]{0,60}?\b(?:at the age of|aged|at)\s(?P<age>\d{2,3})\b")  # fmt: skip


def died_before(facts: Facts, birth: Span, year: int, ref: date) -> list[tuple[Span, Slip]]:
    """The age of the one whose death the piece tells, before it tells of the birth."""
    found: list[tuple[Span, Slip]] = []
    for sentence, said in told(facts.body, DIED.search):
        m = DIED.search(said)
        now = m is not None and not re.search(r"\b(?:1[89]|20)\d\d\b", said)
        if m is None or not now or not 0 < birth.start - sentence.start <= NEAR // 2:
            continue
        if not ref.year - year - 1 <= int(m.group("age")) <= ref.year - year:
            right = f"Born in {year}, {ref.year - year - 1} or {ref.year - year} in {ref.year}."
            found.append((sentence, Slip(m.start("age"), m.end("age"), right)))
    return found


def of_births(text: str) -> bool:
    """Whether a block may tell of a birth."""
    return "born" in text


def tells_age(said: str) -> bool:
    """Whether a sentence gives an age."""
    return AGE.search(said) is not None


def of_them(said: str, who: str) -> bool:
    """Whether a sentence gives an age as its subject’s, and the subject is the one who was born."""
    name = who.title() if who.lower() in {"he", "she"} else rf"(?:[A-ZÀ-Ý][\w’-]+ ){{0,2}}{re.escape(who)}"  # fmt: skip
    if who.lower() in {"he", "she"} and re.match(
        rf"(?:Now|At|Aged) \d{{2,3}},\s{who.lower()}\b", said
    ):
        return True  # “Now 79, she has said …”
    return re.match(rf"(?:{name}|The)(?:,)?\s(?:is|turned|turns|has turned|\d+-year-old)\b", said) is not None  # fmt: skip
