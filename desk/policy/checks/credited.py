"""Whether a name stands in copy as one who reports: whose word it is, not whom it is about. Pure.

Before a verb of telling, after “told”, “according to”, “verified by”, in a dateline, or with its own
report, footage or count. An outlet that is sued, bought or worked for is no source.
"""

import re

from desk.policy.sources import almanac
from desk.policy.sources.attribution import TELLING
from desk.policy.text import by_parts, in_quotes
from desk.policy.types import Span

WORK = (
    r"(?:footage|videos?|images?|pictures?|photographs?|films?|reports?|reporting|investigations?|analys[ie]s|stor(?:y|ies)|dispatch(?:es)?|copy|"
    r"data|figures|tally|tallies|count|interviews?|live ?blog|maps?|database|survey|account|articles?|columns?|pieces?|bulletins?|broadcasts?|programmes?|footnotes?|(?:front|live) pages?|newsletters?|podcasts?|despatch(?:es)?)"
)
PERSON = r"(?:(?:[a-z]+ )?(?:correspondents?|reporters?|journalists?|photographers?|columnists?|critics?|editors?|stringers?|crews?|cameras?)|own (?:man|woman|people))"
NEXT_NAME = r"[A-Z][\w’.-]*(?: (?:of |the |de |la )?[A-Z][\w’.-]*){0,3}"
KIND_AFTER = r"(?: (?:television|TV|radio|news agency|agency|newspaper|channel|network|website|site|magazine|daily|weekly|online|broadcaster|state television))?"
AUX = r"(?:(?:has|have|had|also|later|first|then|since|already|itself|still|now|once|previously|separately|both|\w+ly)\s+){0,3}"
# What only a house of news does with what it knows.
GATHERS = (
    r"puts? (?:the|it|its|his|her|their|that) [^.;]{1,50}? at|saw|met|visited|reached|obtained|viewed|reviewed|spoke|asked|rang|filmed|photographed|pictured|interviewed|tracked|traced|pieced|laid out|"
    rf"(?:printed|prints|ran|runs|broke) (?:it|both|(?:an?|the|its|his|her|this|that) (?:\w+ ){{0,3}}?(?:{WORK}|news|letter|names?|list))|"
    r"learn(?:s|ed|t)|understands|quotes|reckon(?:s|ed)|explain(?:s|ed)|calculate[sd]?|conclude[sd]?|specif(?:y|ies|ied)|broken|has it|had it|ha(?:s|d) (?:most|all|much|half|part|some|none) of (?:it|them|the)|has (?:seen|pictures|film|footage|photographs)|mov(?:es|ed) the (?:front )?line (?:to|of|east|west|north|south|closer|forward|back)\b|speaks of|spoke of|talks of|talked of|was (?:told|shown|given|handed|sent|there)|has been (?:told|shown|given)|went (?:to see|there|up|in|along)"
)
APPOSED = r"(?:,(?:[^,.;]{0,60}| whose [^,.;]{0,100}),)?"
SPEAKS = re.compile(
    rf"^{KIND_AFTER}{APPOSED}(?:(?:, {NEXT_NAME}){{0,3}},? (?:and|or|&) (?:the )?{NEXT_NAME})?\s+{AUX}(?:{TELLING}|{GATHERS})\b"
    rf"|^,? (?:which|whose {PERSON}|to which|for which|in which|where)\s+{AUX}(?:{TELLING}|{GATHERS})\b"
)
OWN_WORK = re.compile(rf"^(?:[’']s|s?[’'])?\s+(?:own\s+|\w+\s+){{0,2}}?{WORK}\b(?P<rest>.{{0,60}})")
THEIR_PERSON = re.compile(rf"^(?:[’']s|s?[’'])?\s+(?:\w+\s+){{0,2}}?{PERSON}\b(?P<rest>.{{0,60}})")
# “Der Spiegel’s Marlene Oschatz has written”.
THEIR_NAMED = re.compile(
    r"^(?:[’']s|s[’'])\s+(?:\w+ (?:correspondent|editor) )?[A-Z][\w’-]+ [A-Z][\w’-]+(?P<rest>.{0,60})"
)
WORK_SHOWS = re.compile(rf"^(?:,[^,]{{0,40}},)?\s*(?:(?:from|of|in|on|for|at)\s[^,.;]{{1,40}}\s)?{AUX}(?:{TELLING}|{GATHERS}|is what|has|had|makes?|made|gives?|stands?|stood|shows?|showed|showing|suggests?|puts?|placed?s?|found|finds|indicates?|identified|who (?:was|is|saw|had))\b")  # fmt: skip
TOLD = (
    r"according to|citing|quoting|to go by|told (?:that|this|it|so|all) to|ow(?:e|es|ed) (?:\w+ ){0,2}?to|over at|as per|per|quoted (?:\w+ ){0,3}?by|(?:men|people|team|analysts|researchers) at|told|tells?|telling|(?:speaking|spoke|talk(?:ed|ing)|complained|confided|explained|confirmed|admitted|described it|said so|said this|said it|leaked|handed|given|sent) (?:to|with)|spoken to|"
    r"(?:comes?|came|coming) from|(?:in|in an?) (?:interview|comments|remarks|statements?|conversation|letter|call) (?:with|to|by|for|given to)|(?:interviewed|questioned|asked|visited|approached|reached|contacted) by|"
    r"rang(?: up)?|phoned|(?:readers|listeners|viewers) (?:of|to)|(?:learn(?:ed|t)|gather(?:s|ed)?|heard|has it|have it|had it|taken|quotes?|quoted) from|by way of|courtesy of|in the words of|on the word of|if you ask|if (?:one|you|we) (?:believes?|trusts?|goes by)|believ(?:e|ing)|tunes? in to"
)
DONE_BY = (
    r"reported|verified|geolocated|confirmed|published|posted|shared|seen|obtained|reviewed|analysed|analyzed|compiled|relayed|collected|broadcast|aired|carried|counted|recorded|documented|revealed|first told|"
    r"quoted|cited|heard|shown|printed|read|filmed|interviewed|photographed"
)
KIND = r"(?:(?:the )?[\w’'-]+[’']s )?(?:the )?(?:(?:[\w-]+ )?(?:newspaper|paper|agency|broadcaster|station|channel|magazine|weekly|daily|website|site|monitor|network|wire|news agency|news site|news website) )?"
LED_BY = re.compile(
    rf"(?:\b(?:{TOLD}|(?:{DONE_BY}) (?:by|in|on|via)|{WORK} (?:by|from|in|of|for|compiled by|published by|shared by)|as)\s+|\bvia\s+|\b(?:said|says|wrote|writes|reported|so)\s+)(?:both )?{KIND}(?:{NEXT_NAME},? and (?:the )?)?$",
    re.IGNORECASE,
)
# “Known as the Reuters of rice”, “worked for Al Jazeera”: no source.
NO_CREDIT = re.compile(r"\b(?:(?:known|such|described|styled|seen|regarded|famous|hired|job|career|years|stint) (?:as|at)|work(?:s|ed|ing) (?:for|at)|sued|sues|suing|owns?|owned|bought|against|(?:editor|owner|publisher|founder|director|head) of|(?<!media )(?<!news )(?:company|operator|firm|party|union|airline|carrier|bank|club|brand|insurer|manufacturer))\s(?:the )?$", re.IGNORECASE)  # fmt: skip
# “She is said to have remarked in the Gazette”, “he put it better on Radio Gamma”.
SAID_IN = re.compile(
    rf"\b(?:{TELLING}|put it|remarked|written|appeared?|appears)\b(?: (?!will|would|to|that|court)[\w’-]+){{0,3}} (?:in|on|to|by|with)\s{KIND}$",
    re.IGNORECASE,
)
BELIEVED = re.compile(r"^ (?:is|are|was) (?:to be (?:trusted|believed|followed)|right|correct)\b")
RECKONED = re.compile(
    r"^[’']s? (?:own |latest |running )?(?:reckoning|estimate|measure|tally|count|account|calculations?|lights|figures|telling|version)\b"
)
THEIRS = re.compile(r"\b(?:is|are|was|were)\s(?:the )?$")
DATELINE = re.compile(r"(?:^|\n)[A-ZÀ-Ý][A-ZÀ-Ý ,’.-]{2,40}(?:, [A-Z][a-z]+(?: \d+)?)? ?\($")
CREDIT = re.compile(
    r"\((?:via |sources?: |photos?: |pictures?: |so |as |see |per |in )?(?:the )?$", re.IGNORECASE
)
CARRIED = re.compile(r"\bcarr(?:y|ies|ied|ying)\s+(?:the|an?)\s+$")
NOT_YET = re.compile(
    r"\b(?:as usual|will|would|once|expected to|are due to|is due to|may|might|did not|has not|have not|had not|declined|"
    r"no longer|never|neither|nor)\b"
)
TELLS = re.compile(rf"\b(?:{TELLING})\b")


# “The commission calls for an escort “that is not …””: quoted words are told by somebody.
CALLS = re.compile(
    r"\s(?:calls?|called|demands?|demanded|asks|asked|urges|urged|speaks|spoke) [^.\n]{0,60}[\"“]"
)


def reports(text: str, span: Span) -> bool:
    """Whether the name stands there as one who reports."""
    low = max(text.rfind("\n", 0, span.start), text.rfind(". ", 0, span.start), span.start - 90, 0)
    before, after = text[low : span.start], text[span.end : span.end + 160].partition("\n")[0]
    service = SERVICE.match(after)
    after = after[service.end() :] if service else after
    if CARRIED.search(before) or NO_CREDIT.search(before) or OF_KIND.match(after) or in_quotes(text, span):  # fmt: skip
        return False
    if LED_BY.search(before) or SAID_IN.search(before) or heads(before, after):
        return True
    if not_yet(after[:50]):
        return False
    dated = after[:1] == ")" and DATELINE.search(text[max(0, span.start - 60) : span.start])
    told = SPEAKS.match(after) or CALLS.match(after) or CREDIT.search(before) or dated
    return bool(told) or theirs(before, after)


# “BBC Scotland said”, “CNN Türk reported”: a house's service for a land or in a tongue speaks for it.
SERVICE = re.compile(
    r" (?:Scotland|Wales|England|Northern Ireland|Ulster|India|Pakistan|Afrique|Africa|Asia|Europe|America|Latin America|Türk|Turk|Arabia|Arabic|Persian|Hausa|Swahili|Somali|Pidgin|Urdu|Hindi|Tamil|Marathi|Bangla|Russian|Ukrainian|Chinese|"
    r"Mundo|Brasil|Español|English|International|World|World Service|Online|Digital|Sport|Business|Radio|Television|TV|Verify|Monitoring|Newsnight|Breakfast|Today)(?= \(?[a-z])"
)


def heads(before: str, after: str) -> bool:
    """“El País: minister to go”; “if the Gazette is to be believed”; “by the Gazette’s reckoning”."""
    opens = after.startswith(": ") and not before.strip(" \n.").lower().removesuffix("the")
    return opens or bool(BELIEVED.match(after) or (BY.search(before) and RECKONED.match(after)))


BY = re.compile(r"\b(?:by|on|in|from) (?:the )?$", re.IGNORECASE)
# “The Reuters of rice” is a way of speaking.
OF_KIND = re.compile(r" of [a-z]")


def theirs(before: str, after: str) -> bool:
    """Whether its report, its people or its figures are what is told: “the numbers are ANSA’s”."""
    if THEIRS.search(before) and re.match(r"[’']s?(?:[.,;)]|$)", after):
        return True
    work = OWN_WORK.match(after) or THEIR_PERSON.match(after) or THEIR_NAMED.match(after)
    return bool(work and WORK_SHOWS.match(work.group("rest")))


def not_yet(after: str) -> bool:
    """Whether what follows a name says that it does not tell: “did not say”; “said that it would” is telling."""
    found, verb = NOT_YET.search(after), TELLS.search(after)
    return found is not None and (verb is None or found.start() < verb.start())


def telling(text: str) -> tuple[tuple[Span, frozenset[int]], ...]:
    """The houses that report in a block."""
    return tuple(
        (span, whose) for span, whose in by_parts(text, almanac.named) if reports(text, span)
    )
