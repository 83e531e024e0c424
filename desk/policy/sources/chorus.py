"""A chorus: several who are said to tell one thing, by their number, their spread, or their agreement. Pure.

“Reports from across the front agreed”, “witnesses from every quarter”, “source after source”, “newsrooms in
Paris and Dubai have independently confirmed”, “corroborated from many sides”. Who they are is for the checks.
"""

import re
from functools import lru_cache

from desk.policy.cued import Cued, needed_by
from desk.policy.letters import Letters, needing
from desk.policy.patterns import AnyCase
from desk.policy.sources.admitted import PERSONS
from desk.policy.sources.attribution import TELLING
from desk.policy.sources.voices import COUNT, theirs
from desk.policy.text import cut, in_quotes, sentences
from desk.policy.types import Span
from desk.policy.values import record

FIELD = r"(?:aid|relief|rights|human rights|humanitarian|monitoring|advocacy|civil society|conflict|war|research|environmental|medical|health|church|refugee|development|election|media|watchdog|press freedom|conservation|consumer|labou?r|charitable|voluntary|non-governmental|international|local)"
ORGS = rf"(?:{FIELD} (?:and [\w-]+ )?(?:groups|organi[sz]ations|agencies|bodies|charities|monitors|missions|projects|associations|networks|observers)|charities|NGOs|monitors|watchdogs|observatories|think tanks|institutes|trackers|pollsters)"
HOUSES = r"(?:(?:news|media|press|wire|print|broadcast) (?:organi[sz]ations|outlets|agencies|sites|websites|portals|services|houses|groups|companies|titles)|outlets|newsrooms|newspapers|papers|dailies|weeklies|tabloids|broadcasters|agencies|wires|websites|publications|media|correspondents|reporters|journalists|(?:radio|television|TV) (?:stations|channels|networks)|the (?:(?:world|country|capital|region|continent)[’']s|whole|entire|foreign|international|national|local|regional|Western|world) (?:press|media))"
ACCOUNTS = r"(?:channels|accounts|pages|feeds|posts|threads|posters|users|bloggers|videos|clips|geolocators|mappers|(?:open[- ]source|OSINT|online|amateur|satellite) (?:analysts|researchers|sleuths|investigators|trackers|monitors|observers|groups|enthusiasts))"
WORDS = r"(?:reports|reporting|sources|testimon(?:y|ies)|observers|voices|witness accounts|eyewitness accounts|teams|descriptions)"
KINDS = {"orgs": ORGS, "houses": HOUSES, "accounts": ACCOUNTS, "persons": PERSONS, "words": WORDS}
PLACE = r"[A-ZÀ-Ý][\w’-]+(?: [A-ZÀ-Ý][\w’-]+)?"
# How far apart they are said to be.
SPREAD = (
    r"(?:(?:from |in |on |at |all )?(?:across|all over|throughout|up and down|along) (?:(?:the|its|their|this|that|all|both|much|most|parts|of|several|many) ){0,3}[\w’-]+|at (?:several|various|many|different|all|both|two|three|four|five|six|every|other)\b|from (?:all (?:over|across|around|along) |every|all|various|several|different|many|both|either|as far|opposite|one end|[a-z]+ to [a-z]+)\b|(?:on|at|from) (?:both|either|all|every|different|opposite) (?:sides?|ends?|banks?|shores?|parts)|in (?:every|several|many|various|different|all|two|three|four|five|neighbou?ring|other)\b|the length (?:and breadth )?of|inside and outside|at home and abroad|far and wide|everywhere|around the [\w’-]+|on the ground|on (?:two|three|four|five|several) continents"
    rf"|(?:in|from) (?:the )?{PLACE}(?:, (?:the )?{PLACE})*,? and (?:the )?{PLACE})"
)
AS_ONE = r"(?:agree[ds]?|concur(?:red|s)?|match(?:ed)?|tall(?:y|ied)|coincide[ds]?|converge[ds]?|are (?:agreed|unanimous|at one|of one mind)|were (?:agreed|unanimous|at one|of one mind)|sp[eo]ak(?:s|e)? with one voice|(?:tell|told|give|gave|have|had|paint|painted) (?:the same|much the same|one|an identical|a similar|matching)|say the same|said the same|point (?:the same|one) way|settled on|line up|add up to)"
TELLS = rf"(?:{TELLING}|{AS_ONE}|corroborat\w+|back(?:ed|s)?|put|place[ds]?|point(?:ed|s)?|see|saw|sp(?:eak|oke)|blame[ds]?|log(?:ged|s)?|show|captured?|suggest|fixed|dated|located|track(?:ed)?|mapped|believe[ds]?|hold|held|have (?:it|him|her|them|the)|had (?:it|him|her|them|the)|ran|printed|picked up)"
ADVERBS = r"(?: (?:alike|all|both|each|also|have|had|has|having|now|since|then|later|together|everywhere|online|abroad|here|there|\w+ly)){0,4}"
ASIDE = r"(?:(?: (?:in|at|from|on|of|around|across|near|inside|outside|along|throughout|all|up|who|that|which|with|and|working|based|living|close to|by) [^.;:]{1,70}?)|,[^,.;:]{1,60},){0,2}"
MANY = rf"(?:{COUNT}|more than one|a (?:growing|large|whole|wide) (?:number|body|list|chorus|crop|range) of|independent|separate|unconnected|unrelated|different|rival|competing)"
MODIFIERS = r"(?:(?!(?:of|and|in|the|that|was|were|had|by|from|to)\b)[\w’-]+ ){0,3}?"
SINGLES = r"(?:source|outlet|channel|account|witness|report|paper|newspaper|station|page|post|site|newsroom|voice|monitor|agency|group)"
EACH = rf"(?:{PERSONS}|{HOUSES}|{ORGS})"
NOUNS = (
    rf"(?<![\w’-])(?:{'|'.join(f'(?P<{kind}>{words})' for kind, words in KINDS.items())})\b(?![-’])"
)
NOUN, LETTERS = AnyCase(NOUNS), Letters(*needed_by(NOUNS))
COUNTED = re.compile(rf"(?<![\w’-]){MANY} (?:of (?:the |its |their |our )?|the )?{MODIFIERS}$", re.IGNORECASE)  # fmt: skip
SPREAD_OUT = re.compile(rf"(?: and [\w-]+)?(?: (?:working|living|based|still))? {SPREAD}", re.IGNORECASE)  # fmt: skip
AGREE = re.compile(rf"[^.;:,]{{0,60}}?{ADVERBS} {AS_ONE}\b", re.IGNORECASE)
OPENS = re.compile(r"^$|(?:, and|, but|;) $")
LISTED = re.compile(rf",? (?:[\w-]+ )?{EACH},? and (?:[\w-]+ )?{EACH}(?= (?:all|alike|each|both)\b)", re.IGNORECASE)  # fmt: skip
AFTER = Cued(
    rf"\b{SINGLES} (?:after|upon) {SINGLES}\b"
    r"|\b[Oo]ne (?:source|outlet|channel|account|paper|newspaper|station|page|site|newsroom|agency|broadcaster) (?:after|upon) (?:another|the (?:other|next)) (?:(?:has|have|had) )?(?:carri\w+|report\w+|post\w+|ran|run|had|says?|said|told|tells?|wrote|written|shar\w+|publish\w+|confirm\w+|repeat\w+|showed|shown)\b"
    r"|\b[Ee](?:very|ach) (?:(?:independent|separate|single|published|known|other|available|first-hand|eyewitness) )?(?:account|report|telling|version|source|outlet|paper|channel|dispatch)(?: (?:of|from|on|about|in) [^.;:,]{1,40}?| that (?:has|had|have) (?:reached|come to) [a-z]+| so far| there is)? (?:agree[sd]|concur(?:s|red)|ha[sd] it that|tells? the same|told the same|sa(?:ys|id) the same|is agreed|bears? (?:it|this|that) out)\b",
    re.IGNORECASE,
)
PAIR = Cued(rf"\b[Bb]oth (?:the )?[\w’-]+(?: [\w’-]+){{0,3}}? and (?:the )?[\w’-]+(?: [\w’-]+){{0,3}}?(?= (?:have |had |\w+ly )*(?:{TELLING})\b)")  # fmt: skip
FOLLOWS = re.compile(rf"{ASIDE}{ADVERBS} {TELLS}\b", re.IGNORECASE)
FOLLOWS_SPREAD = re.compile(rf"[^.;:]{{0,60}}?{ADVERBS} {TELLS}\b", re.IGNORECASE)
HEAD = 90  # characters before a noun in which it is counted
# Told as confirmed by many whom nobody names.
SUBJECTLESS = Cued(
    r"\b(?:(?:widely|repeatedly|independently|separately|variously) (?:reported|confirmed|corroborated|verified|attested|shared)|(?:confirmed|corroborated|borne out|backed(?: up)?|attested|verified|reported|echoed) (?:by|from|on) (?:many|several|all|various|multiple|different|independent|every) (?:sides?|quarters?|directions?|hands|angles?|parts|people|others)|by (?:all|every|most) (?:accounts?|reports?|tellings?|versions?)|[Ff]rom (?:many|several|all|various|every|different|both|a dozen|a hundred) (?:sides?|quarters?|directions?|mouths|pens)(?:,? (?:it|one|we|there) (?:was|is|has been|hears?|heard|came|comes)| (?:came|comes|have come|had come)))\b",
    re.IGNORECASE,
)
GIVEN = re.compile(
    r"\b(?:according to|citing|quoting|(?:confirmed|reported|corroborated|backed|described|verified|counted|carried|published|echoed|seen|shared|posted|repeated|documented|told|picked up|logged|recorded|gathered|borne out)(?: \w+ly)? (?:by|in|on|across|from)|(?:accounts?|reporting|coverage|telling|version|words|judg?ment|reckoning|view) (?:of|from|by)) (?:the )?$",
    re.IGNORECASE,
)
# Told of another time, or of what was done to them.
ELSEWHERE = re.compile(r"^[^.;:]{0,60}\b(?:before(?=[.,;]|$)|in the past|previously|last (?:year|month|week))|^ (?:could|would|might|may|will|should|did|were|was|are)\b(?! (?:agreed|unanimous|at one|of one))")  # fmt: skip

# “Whose two posts”, “two posts by the account”: nobody makes many of them.
OWN = re.compile(
    r"\b(?:[Ww]hose|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[’']s) (?:(?:own|client|member|sister|partner|subscrib\w+|affiliated?|associated?|customer) )?$"
)
BY_ONE = re.compile(
    r" (?:on \w+ )?(?:by|from) (?:(?:the|one|a|that|this|its) (?:same |single |one )?(?:\w+ )?(?:account|channel|user|page)\b|@|[A-Z])"
)


@record
class Chorus:
    """Where several are said to tell one thing, of what kind they are, and whether nothing says how many or how far apart."""

    span: Span
    kind: str
    bare: bool = False

    def moved(self, by: int) -> "Chorus":
        """The same so many code points on."""
        return Chorus(self.span.moved(by), self.kind, self.bare)


@needing(LETTERS, SUBJECTLESS.letters, AFTER.letters, PAIR.letters)
@lru_cache(maxsize=4096)
def chorus(text: str) -> tuple[Chorus, ...]:
    """Where a block lets a chorus tell something."""
    found: list[Chorus] = []
    for sentence in sentences(text) if sings(text) else ():
        every = within(cut(text, sentence))
        found += [one for c in every if not in_quotes(text, (one := c.moved(sentence.start)).span)]
    return tuple(found)


def sings(text: str) -> bool:
    """Whether letters stand in a text without which no chorus does."""
    return LETTERS.stand_in(text) or any(p.letters.stand_in(text) for p in (SUBJECTLESS, AFTER, PAIR))  # fmt: skip


@lru_cache(maxsize=8192)
def within(said: str) -> tuple[Chorus, ...]:
    """The same of one sentence."""
    found = [Chorus(Span(*m.span()), "any") for p in (SUBJECTLESS, AFTER) for m in p.finditer(said)]
    found += [Chorus(Span(*m.span()), "pair") for m in PAIR.finditer(said)]
    plurals = NOUN.finditer(said) if LETTERS.stand_in(said) else ()
    found += [one for m in plurals if (one := told_by(said, m))]
    return tuple(found)


def told_by(said: str, m: re.Match[str]) -> Chorus | None:
    """The chorus that a plural of those who tell is, where it is counted, spread, agreed or opens its clause."""
    head, kind = said[max(0, m.start() - HEAD) : m.start()], m.lastgroup or "any"
    counted = COUNTED.search(head)
    start = m.start() - len(head) + counted.start() if counted else m.start()
    spread, listed = SPREAD_OUT.match(said, m.end()), LISTED.match(said, m.end())
    end = next((one.end() for one in (spread, listed) if one), m.end())
    after = said[end:]
    agreed = AGREE.match(after) is not None
    bare = not (counted or spread or listed or agreed)
    if bare and (kind in {"persons", "words"} or not OPENS.search(head)):
        return None
    follows = FOLLOWS_SPREAD if spread else FOLLOWS
    tells = follows.match(after)
    told = listed or agreed or (tells and theirs(tells.group())) or GIVEN.search(said[:start])
    if not told or ELSEWHERE.match(after) or OWN.search(said[:start]) or BY_ONE.match(after):
        return None
    return Chorus(Span(start, end), "any" if listed else kind, bare)
