"""A chorus: several who are said to tell one thing, by their number, their spread, or their agreement. Pure.

“Reports from across the front agreed”, “witnesses from every quarter”, “source after source”, “newsrooms in
Paris and Dubai have independently confirmed”, “corroborated from many sides”. Who they are is for the checks.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from desk.policy.letters import Letters
from desk.policy.patterns import AnyCase
from desk.policy.sources.admitted import PERSONS
from desk.policy.sources.attribution import TELLING
from desk.policy.sources.voices import COUNT
from desk.policy.text import cut, in_quotes, sentences
from desk.policy.types import Span

FIELD = r"(?:aid|relief|rights|human rights|humanitarian|monitoring|advocacy|civil society|conflict|war|research|environmental|medical|health|church|refugee|development|election|media|watchdog|press freedom|conservation|consumer|labou?r|charitable|voluntary|non-governmental|international|local)"
ORGS = rf"(?:{FIELD} (?:and [\w-]+ )?(?:groups|organi[sz]ations|agencies|bodies|charities|monitors|missions|projects|associations|networks|observers)|charities|NGOs|monitors|watchdogs|observatories|think tanks|institutes|trackers|pollsters)"
HOUSES = r"(?:(?:news|media|press|wire|print|broadcast) (?:organi[sz]ations|outlets|agencies|sites|websites|portals|services|houses|groups|companies|titles)|outlets|newsrooms|newspapers|papers|dailies|weeklies|tabloids|broadcasters|agencies|wires|websites|publications|media|correspondents|reporters|(?:radio|television|TV) (?:stations|channels|networks))"
ACCOUNTS = r"(?:channels|accounts|pages|feeds|posts|threads|posters|users|bloggers|videos|clips|geolocators|mappers|(?:open[- ]source|OSINT|online|amateur|satellite) (?:analysts|researchers|sleuths|investigators|trackers|monitors|observers|groups|enthusiasts))"
WORDS = r"(?:reports|reporting|sources|testimon(?:y|ies)|observers|voices|witness accounts|eyewitness accounts|teams|parties|statements|descriptions|versions)"
KINDS = {"orgs": ORGS, "houses": HOUSES, "accounts": ACCOUNTS, "persons": PERSONS, "words": WORDS}


def nouns(suffix: str) -> str:
    """Who tells, in the plural, each kind under its name."""
    return "|".join(f"(?P<{kind}{suffix}>{words})" for kind, words in KINDS.items())


PLACE = r"[A-ZÀ-Ý][\w’-]+(?: [A-ZÀ-Ý][\w’-]+)?"
# How far apart they are said to be.
SPREAD = (
    r"(?:(?:from |in |on |at |all )?(?:across|all over|throughout|up and down|along) |from (?:all (?:over|across|around|along) |every|all|various|several|different|many|both|either|as far|opposite|one end|[a-z]+ to [a-z]+)\b|(?:on|at|from) (?:both|either|all|every|different|opposite) (?:sides?|ends?|banks?|shores?|parts)|in (?:every|several|many|various|different|all|two|three|four|five|neighbou?ring|other)\b|the length (?:and breadth )?of|inside and outside|at home and abroad|far and wide|everywhere|around the|on the ground|on (?:two|three|four|five|several) continents"
    rf"|(?:in|from) (?:the )?{PLACE}(?:, (?:the )?{PLACE})*,? and (?:the )?{PLACE})"
)
AS_ONE = r"(?:agree[ds]?|concur(?:red|s)?|match(?:ed)?|tall(?:y|ied)|coincide[ds]?|converge[ds]?|are (?:agreed|unanimous|at one|of one mind)|were (?:agreed|unanimous|at one|of one mind)|sp[eo]ak(?:s|e)? with one voice|(?:tell|told|give|gave|have|had|paint|painted) (?:the same|much the same|one|an identical|a similar|matching)|say the same|said the same|point (?:the same|one) way|settled on|line up|add up to)"
TELLS = rf"(?:{TELLING}|{AS_ONE}|corroborat\w+|back(?:ed|s)?|put|place[ds]?|point(?:ed|s)?|see|saw|sp(?:eak|oke)|blame[ds]?|log(?:ged|s)?|show|captured?|suggest|fixed|dated|located|track(?:ed)?|mapped|believe[ds]?|hold|held|have (?:it|him|her|them|the)|had (?:it|him|her|them|the)|ran|printed|picked up)"
ADVERBS = r"(?: (?:alike|all|both|each|also|have|had|has|now|since|then|later|together|everywhere|online|abroad|here|there|\w+ly)){0,4}"
ASIDE = r"(?:(?: (?:in|at|from|on|of|around|across|near|inside|outside|along|throughout|all|up|who|that|which|with|and|working|based|living|close to|by) [^.;:]{1,70}?)|,[^,.;:]{1,60},){0,2}"
MANY = rf"(?:{COUNT}|more than one|a (?:growing|large|whole|wide) (?:number|body|list|chorus|crop|range) of|independent|separate|unconnected|unrelated|different|rival|competing)"
MODIFIERS = r"(?:(?!(?:of|and|in|the|that|was|were|had|by|from|to)\b)[\w’-]+ ){0,3}?"
SINGLES = r"(?:source|outlet|channel|account|witness|report|paper|newspaper|station|page|post|site|newsroom|voice|monitor|agency|group)"
EACH = rf"(?:{PERSONS}|{HOUSES}|{ORGS}|journalists)"
CHORUS = AnyCase(
    rf"\b(?P<counted>{MANY} (?:of (?:the |its |their |our )?|the )?{MODIFIERS}(?:{nouns('')}))\b"
    rf"|(?<![\w’-])(?P<spread>(?:{nouns('2')})\b(?: and [\w-]+)?(?: (?:working|living|based|still))? ?{SPREAD})"
    rf"|(?<![\w’-])(?P<agreed>{PERSONS}|{WORDS}|{ACCOUNTS}|{HOUSES}|{ORGS})\b(?=[^.;:,]{{0,60}}?{ADVERBS} {AS_ONE}\b)"
    rf"|\b(?P<after>{SINGLES} (?:after|upon) {SINGLES})\b"
    rf"|\b(?P<listed>{EACH}, (?:[\w-]+ )?{EACH},? and (?:[\w-]+ )?{EACH})\b(?= (?:all|alike|each|both)\b)"
    rf"|(?:^|(?<=, and )|(?<=, but )|(?<=; ))(?P<bare>(?:{nouns('3')}))\b"
    rf"|\b(?P<pair>[Bb]oth (?:the )?[\w’-]+(?: [\w’-]+){{0,3}}? and (?:the )?[\w’-]+(?: [\w’-]+){{0,3}}?)(?= (?:have |had |\w+ly )*(?:{TELLING})\b)"
)
FOLLOWS = re.compile(rf"{ASIDE}{ADVERBS} {TELLS}\b", re.IGNORECASE)
FOLLOWS_SPREAD = re.compile(rf"[^.;:]{{0,60}}?{ADVERBS} {TELLS}\b", re.IGNORECASE)
# Told as confirmed by many whom nobody names.
SUBJECTLESS = AnyCase(
    r"\b(?:(?:widely|repeatedly|independently|separately|variously) (?:reported|confirmed|corroborated|verified|attested|shared)|(?:confirmed|corroborated|borne out|backed(?: up)?|attested|verified|reported|echoed) (?:by|from|on) (?:many|several|all|various|multiple|different|independent|every) (?:sides?|quarters?|directions?|hands|angles?|parts|people|others)|by (?:all|every|most) accounts?)\b"
)
GIVEN = re.compile(
    r"\b(?:according to|citing|quoting|(?:confirmed|reported|corroborated|backed|described|verified|counted|carried|published|echoed|seen|shared|posted|repeated|documented|told|picked up|logged|recorded|gathered|borne out)(?: \w+ly)? (?:by|in|on|across|from)|accounts? (?:of|from|by)) (?:the )?$",
    re.IGNORECASE,
)
LETTERS = Letters("source", "report", "account", "channel", "outlet", "newsroom", "paper", "media", "agenc", "witness", "groups", "organi", "charities", "ngos", "monitor", "watchdog", "observ", "residents", "villagers", "analysts", "researchers", "users", "posts", "pages", "stations", "broadcasters", "experts", "survivors", "neighbo", "journalist", "correspond", "trackers", "think tank", "bloggers", "feeds", "tell", "told", "teams", "widely", "independently", "separately", "sides", "quarters", "activists", "wires", "voices", "websites", "people")  # fmt: skip
# Told of another time, or of what was done to them.
ELSEWHERE = re.compile(r"^[^.;:]{0,60}\b(?:before(?=[.,;]|$)|in the past|previously|last (?:year|month|week))|^ (?:could|would|might|may|will|should|did|were|was|are)\b(?! (?:agreed|unanimous|at one|of one))")  # fmt: skip

# “Whose two posts”, “two posts by the account”: nobody makes many of them.
OWN = re.compile(r"\b(?:[Ww]hose|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[’']s) $")
BY_ONE = re.compile(
    r" (?:on \w+ )?(?:by|from) (?:(?:the|one|a|that|this|its) (?:same |single |one )?(?:\w+ )?(?:account|channel|user|page)\b|@|[A-Z])"
)


@dataclass(frozen=True, slots=True)
class Chorus:
    """Where several are said to tell one thing, of what kind they are, and whether nothing says how many or how far apart."""

    span: Span
    kind: str
    bare: bool = False

    def moved(self, by: int) -> "Chorus":
        """The same so many code points on."""
        return Chorus(self.span.moved(by), self.kind, self.bare)


@lru_cache(maxsize=4096)
def chorus(text: str) -> tuple[Chorus, ...]:
    """Where a block lets a chorus tell something."""
    if not LETTERS.stand_in(text):
        return ()
    found: list[Chorus] = []
    for sentence in sentences(text):
        said = cut(text, sentence)
        found += [one.moved(sentence.start) for one in within(said) if not in_quotes(text, one.span.moved(sentence.start))]  # fmt: skip
    return tuple(found)


@lru_cache(maxsize=8192)
def within(said: str) -> tuple[Chorus, ...]:
    """The same of one sentence."""
    if not LETTERS.stand_in(said):
        return ()
    found = [Chorus(Span(*m.span()), "any") for m in SUBJECTLESS.finditer(said)]
    for m in CHORUS.finditer(said):
        name = next(n for n in FORMS if m.group(n))
        after = said[m.end() :]
        follows = FOLLOWS_SPREAD if name == "spread" else FOLLOWS
        told = name in SELF_TOLD or follows.match(after) or GIVEN.search(said[: m.start(name)])
        if not told or ELSEWHERE.match(after):
            continue
        if OWN.search(said[: m.start(name)]) or BY_ONE.match(after):
            continue
        kind = next((k for k in KINDS if any(m.group(f"{k}{n}") for n in ("", "2", "3"))), "any")
        if name == "bare" and kind in {"persons", "words"}:
            continue
        found.append(
            Chorus(
                Span(m.start(name), m.end(name)), "pair" if name == "pair" else kind, name == "bare"
            )
        )
    return tuple(found)


FORMS = ("counted", "spread", "agreed", "bare", "after", "listed", "pair")
SELF_TOLD = frozenset({"agreed", "after", "listed", "pair"})
