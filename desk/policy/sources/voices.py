"""Several who report, told in the plural: “a number of monitors counted”, “local media”, “according to three channels”. Pure."""

import re
from functools import lru_cache

from desk.policy.cued import Cued
from desk.policy.letters import needing
from desk.policy.sources.attribution import TELLING
from desk.policy.text import cut, in_quotes, sentences
from desk.policy.types import Span
from desk.policy.values import record

COUNT = (
    r"(?:(?:at least|more than|as many as|no fewer than|some) )?(?:several|multiple|numerous|various|many|countless|other|different|separate|independent|"
    r"an? (?:\w+ )?(?:number|string|series|host|handful|range|variety|chorus|couple|score|array|raft|slew|dozen|wealth|multitude|flood|stream|crop|clutch|spate|cluster|majority) of|"
    r"dozens of|scores of|hundreds of|plenty of|half a dozen|a dozen|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2}|both|all)"
)
OF_THE = r"(?:of (?:the |its |our |their )?|the )?"
# Whose they are, for those that nobody counts: “local media”, “Chilean newspapers”.
WHOSE = r"(?:local|regional|national|domestic|foreign|international|western|independent|opposition|provincial|neighbou?ring|(?-i:[A-Z][\w’-]+(?:an|ian|ese|ish|ch|ic|qi|ni|ti|di|li|mi|ri|i|ss|ean|ek)))"
MEDIA = r"(?:(?:news|media|press|print|online) )?(?:media|outlets|newspapers|papers|broadcasters|news sites|news websites|news portals|news agencies|stations|newsrooms|networks|titles)"
KINDS = {
    "houses": r"(?:(?:news|media|press|mass[- ]media|wire|online|print) (?:organi[sz]ations|outlets|agencies|sites|media|networks|websites|portals|titles|services|houses|reports|groups|companies|channels|accounts)|(?:radio|TV|television) (?:stations|networks|channels)|outlets|media|newspapers|papers|dailies|weeklies|tabloids|broadsheets|magazines|journals|broadcasters|newsrooms|publications|agencies|wires)",
    "monitors": r"(?:(?:conflict|war|rights|human rights|election|media|monitoring|watchdog|aid|relief|observer|research|advocacy|environmental|press freedom|mapping|open[- ]source) (?:groups|organi[sz]ations|monitors|bodies|missions|agencies|projects|networks|analysts)|monitors|watchdogs|observatories|NGOs|trackers|mappers|geolocators|think tanks)",
    "accounts": r"(?:(?:Telegram|X|Twitter|Facebook|Instagram|TikTok|social[- ]media|OSINT|open[- ]source|messaging) )?(?:channels|accounts|feeds|pages|bloggers|posters|users)(?: on (?:Telegram|X|Twitter|Facebook|Instagram|TikTok|social media))?",
}
NAMED = "|".join(f"(?P<{kind}>{words})" for kind, words in KINDS.items())
SEVERAL = Cued(
    rf"\b(?P<all>{COUNT} {OF_THE}(?:[\w’-]+ ){{0,3}}?(?:{NAMED})|(?P<bare>{WHOSE} (?:and [\w-]+ )?{MEDIA}(?: and (?:[\w-]+ )?{MEDIA})?|(?:^|(?<=[.!?] ))(?-i:Newspapers|Outlets|Broadcasters|Newsrooms|News (?:sites|agencies|outlets|organi[sz]ations|websites)|Agencies|Stations)))\b(?P<rest>[^.;]{{0,90}})",
    re.IGNORECASE,
)
PLAIN = r"(?:(?!\b(?:have|has|had|be|been|is|are|was|were|will|would)\b)[^,.;]){1,45}?"
WHERE = rf"(?: (?:in|at|from|on|of|around|across|near|inside|outside|along|throughout|based in|close to|covering|monitoring|following|working|operating|active|present|stationed|reporting|accredited|still) {PLAIN})?(?: (?:who|that|which) [^,.;]{1, 40}?)?(?:,[^,.;]{1, 40},)?"
SPEAK = re.compile(
    rf"^{WHERE}(?: (?:alike|all|both|each|also|have|had|has|now|since|then|later|together|separately|\w+ly)){{0,4}} (?:{TELLING}|agree[ds]?|concur(?:red|s)?|carr(?:y|ied)|put|ran|run|corroborat(?:e|ed)|back(?:ed)?|point(?:ed)? to|speak|spoke|blam(?:e|ed)|ha(?:ve|s|d) (?:it|the|him|her|them|an?|film|footage|pictures|video|images))\b"
)
GIVEN = re.compile(
    r"\b(?:according to|citing|quoting|(?:confirmed|reported|corroborated|backed|described|verified|counted|carried|published|echoed|seen|shared|posted|cited|quoted|told|given|relayed|repeated|covered|documented|picked up)(?: \w+ly)? (?:by|in|on|across|to)|as|reports? (?:by|in|from|on)|say|said|claimed|told) (?:the )?$",
    re.IGNORECASE,
)
# Told of as a thing and not as those who speak: “closed several newspapers”, “state media”.
STATES = re.compile(r"\b(?:state|state-run|state-owned|government|official|pro-\w+|social|sister|rival|other) (?:news )?(?:media|outlets|channels|newspapers|papers|agencies|broadcasters)\b", re.IGNORECASE)  # fmt: skip

OWN = re.compile(r"\b(?:[Ww]hose|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir) $")
EARLIER = re.compile(
    r"[^.;:]{0,60}\b(?:before(?=[.,;]|$)|in the past|previously|last (?:year|month|week))"
)


@record
class Several:
    """Where several of a kind report."""

    span: Span
    kind: str

    def moved(self, by: int) -> "Several":
        """The same so many code points on."""
        return Several(self.span.moved(by), self.kind)


@needing(SEVERAL.letters)
@lru_cache(maxsize=4096)
def several(text: str) -> tuple[Several, ...]:
    """Where a block tells of several who report, and of what kind."""
    found: list[Several] = []
    for m in SEVERAL.finditer(text):
        whole = Span(m.start("all"), m.end("all"))
        if (
            STATES.search(m.group("all"))
            or EARLIER.match(m.group("rest"))
            or in_quotes(text, whole)
        ):
            continue
        if SPEAK.match(m.group("rest")) or GIVEN.search(text[max(0, m.start() - 40) : m.start()]):
            kind = next((k for k in KINDS if m.group(k)), "houses")
            found.append(Several(whole, kind))
    return tuple(found)


ALL = r"(?:all(?: of (?:them|it|these|those|the \w+)| (?:two|three|four|five|six|the \w+))?|both(?: of them)?|each(?: of (?:them|these|those|the \w+))?|every (?:one(?: of \w+)?|report|account|story|version|outlet|post)|the (?:whole|entire) \w+|they|these|those|the (?:two|three|four|five|six) ?\w*|the (?:\w+ )?(?:reports|accounts|posts|stories|pieces|items|sites|papers|newspapers|outlets|channels|dispatches|versions|figures?|number|count|claims?|story|news|word|toll)|it|that|this|everything)"
REST = r"(?:comes?|came|stems?|stemmed|goes? back|went back|traced?s?(?: back)?|leads? back|led back|rest(?:s|ed)?|dr[ae]ws?|rel(?:y|ies|ied)|cite[sd]?|quote[sd]?|credit(?:s|ed)?|name[sd]?|link(?:s|ed)?(?: back)?|cop(?:y|ies|ied)|carr(?:y|ies|ied)|repeat(?:s|ed)?|reprint(?:s|ed)?|runs?|ran|use[sd]?|t(?:ake|akes|ook)|are|were|is|was|ha[sd]|have|got|hangs?|lean(?:s|ed)?|derive[sd]?|originate[sd]?|with|in|from|on|by|citing|quoting|crediting|copying|carrying|repeating|reprinting|using|sharing|showing|relaying)"
THING = r"(?:dispatch|report|copy|story|wire|post|video|clip|source|text|account|channel|person|man|woman|witness|agency|outlet|statement|tweet|message|thread|page|notice|interview|paper|newspaper|bulletin|letter|original|hand|reporter|correspondent|official|document|release|feed|recording|photograph|picture|film|resident|doctor|nurse|driver|soldier|deputy|diplomat|aide|eyewitness|blogger|user|monitor|group|email|e-mail|article|map|list|data|survey|count|study|database|table|image|press release|press conference|briefing|news conference|family|household)"
# Anybody who can have told it: “all three figures come from one surgeon”.
PERSON = r"(?:witness|eyewitness|onlooker|bystander|survivor|resident|villager|neighbou?r|local|passenger|driver|relative|parent|mother|father|brother|sister|widow|student|pupil|teacher|worker|employee|trader|dealer|shopkeeper|vendor|fisherman|farmer|shepherd|miner|sailor|doctor|medic|nurse|paramedic|surgeon|physician|midwife|expert|analyst|economist|scientist|researcher|scholar|academic|historian|professor|engineer|observer|pollster|forecaster|lawyer|insider|diplomat|soldier|fighter|officer|commander|activist|campaigner|volunteer|aid worker|critic|blogger|user|guest|customer|colleague|friend|aide|adviser|inspector|policeman|policewoman|protester|refugee|migrant|prisoner|patient|clerk|broker|manager|owner|spokesman|spokeswoman|spokesperson|priest|imam|elder|mayor|councillor|pilot|captain|steward|crew member|inmate|shopper|pensioner|tourist|visitor|spectator|hiker|tenant|guide|guard|veteran|conscript|deserter|teenager|boy|girl|woman|man|couple)"
ONLY = r"(?:the (?:very )?same|one and the same|one|a single|a lone|just one|only one|an identical) (?:and only |single |anonymous |unnamed )?(?:\w+ ){0,2}?"
OF_ONE = Cued(
    rf"\b{ALL}\b[^.;\n]{{0,60}}?\b{REST}\b(?:[^.;\n]{{0,24}}?\b{ONLY}{THING}|(?:[^.;,\n]{{0,20}}? (?:to|from|of|on|by|with|in))? {ONLY}{PERSON})\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def of_one(text: str) -> bool:
    """Whether words say of several that one thing or one person is all they have."""
    return OF_ONE.search(text) is not None


def said_of(text: str, told: Span) -> str:
    """What a block says of several from where they are told to the end of the second sentence after."""
    spans = sentences(text)
    at = next((n for n, s in enumerate(spans) if s.start <= told.start < s.end), len(spans) - 1)  # fmt: skip
    return cut(text, Span(told.end, spans[min(at + 2, len(spans) - 1)].end))


# “Were asked, Nation reported”: what is done to them, or what somebody else tells in a clause of his own.
NOT_THEIRS = re.compile(
    r"(?:\b(?:were|was|are|is|been|being|be)\s(?:\w+ly\s)?(?!agreed|unanimous|at|of)|,\s(?:(?:and|but|as|so|while)\s)?(?:(?:the|an?|its|his|her|their)\s)?(?:(?!(?:have|had|has|all|both|each|also|now|since|then|later|alike|together|who|which|that|among|too|however|in|on|\w+ly)\b)[\w’-]+\s){1,3})\w+$"
)


def theirs(tells: str) -> bool:
    """Whether the verb at the end of some words is of those whom they follow."""
    return NOT_THEIRS.search(tells) is None
