"""Several who tell, and the words further on that admit one: “Witnesses said … The account is that of a shepherd, the only person found”. Pure."""

import re
from collections.abc import Sequence

from desk.policy.cued import Cued
from desk.policy.letters import needing
from desk.policy.sources import almanac
from desk.policy.sources.attribution import TELLING
from desk.policy.sources.voices import COUNT, OF_ONE, PERSON, THING, theirs
from desk.policy.text import cut, in_quotes, sentences
from desk.policy.types import Span
from desk.policy.values import record

PERSONS = (
    r"(?:(?:eye)?witnesses|onlookers|bystanders|survivors|residents|villagers|townspeople|neighbou?rs|locals|passengers|drivers|motorists|commuters|relatives|parents|families|mothers|students|pupils|teachers|workers|employees|traders|shopkeepers|vendors|fishermen|farmers|miners|sailors|"
    r"doctors|medics|nurses|paramedics|surgeons|experts|analysts|economists|scientists|researchers|scholars|academics|historians|engineers|observers|monitors|pollsters|forecasters|lawyers|insiders|sources|diplomats|soldiers|fighters|activists|campaigners|volunteers|aid workers|critics|bloggers|users|fans|guests|customers|colleagues|friends|aides|inspectors|protesters|demonstrators|refugees|migrants|prisoners|patients)"
)
# Told as many more seldom; of a chorus of all sorts they are no part.
OTHERS = r"(?:pilots|captains|stewards|crew members|inmates|shoppers|worshippers|pensioners|tourists|visitors|spectators|travellers|cyclists|hikers|campers|tenants|householders|hunters|herders|boatmen|guides|guards|midwives|veterans|conscripts|deserters|reservists|settlers|islanders|clerics|priests|watchers|spotters|trackers|mappers|sleuths|geolocators|photographers|reporters|correspondents|stringers|enthusiasts|hobbyists)"
BODIES = r"(?:groups|charities|organi[sz]ations|unions|channels|accounts|pages|feeds|forums|blogs|think tanks|NGOs)"
MATERIAL = r"(?:polls|surveys|studies|videos|clips|films|pictures|photographs|photos|images|recordings|posts|messages|threads|documents|letters|testimonies|accounts|estimates|projections|tests|models)"
PRESS = r"(?:outlets|newspapers|papers|reports|broadcasters|newsrooms|websites|sites|media|stations|agencies|publications|titles)"
# “All independent monitors”, “a range of aid groups”, “Ship-spotting channels”; not “the parents of”.
PLURAL = Cued(
    rf"(?:\b(?P<count>{COUNT}|more than one|numbers? of|independent|separate) (?:of (?:the |its |their )?|the )?(?:(?!(?:of|and|in|the|that|was|were|had|by|from|to)\b)[\w’-]+ ){{0,3}}?|(?:^|(?<=[.!?] )|(?<=[.!?]” )|(?<=, and )|(?<=, but )|(?<=; )|(?<=according to )|(?<=According to ))(?:(?!(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Oo]ur|[Mm]y|[Tt]hese|[Tt]hose|[Nn]o)\b)[A-Za-z][\w’-]*,? ){{0,3}}?)"
    rf"(?:[A-Za-z]+-)?(?P<noun>{PERSONS}|{OTHERS}|{BODIES}|{MATERIAL}|{PRESS})\b",
    re.IGNORECASE,
)
NOUNS = PLURAL.letters
TELL = re.compile(
    rf"^(?:(?: (?:in|at|from|on|of|around|across|near|inside|outside|along|who|that|which|with|working|based|living|close to|by) [^.;:]{{1,60}}?)|,[^,.;:]{{1,60}},(?: [^,.;:]{{1,60}},)?){{0,2}}(?: (?:alike|all|both|each|also|have|had|has|now|since|then|later|together|separately|\w+ly)){{0,4}} (?:{TELLING}|agree[ds]?|concur\w*|corroborat\w+|back(?:ed|s)?|put|(?:had|have|has)(?! (?:\w+ly |not |all )?(?:\w+ed|come|gone|been|run|left|taken|begun|fallen|lost|built|got|kept|met|set)\b)|made|saw|see|speak|spoke|blame[ds]?|believe[ds]?|think|thought|expect(?:ed|s)?|fear(?:ed)?|point(?:ed)?|doubt(?:ed|s)?|question(?:ed|s)?|dispute[ds]?|support(?:ed|s)?|favou?r(?:ed|s)?|recommend(?:ed|s)?|advise[ds]?|want(?:ed)?|call(?:ed|s)?|stand by|stood by|place[ds]?|differ|predict(?:ed|s)?|show|capture[ds]?|suggest|appear(?:ed)? to)\b",
    re.IGNORECASE,
)
GIVEN = re.compile(r"\b(?:according to|citing|quoting|as|(?:confirmed|reported|described|counted|seen|shared|posted|backed|told) (?:by|in|on|to)|accounts? (?:from|of|by)) (?:the )?$", re.IGNORECASE)  # fmt: skip

ONE = r"(?:one|a single|a lone|the same|just one|only one|the one)"
DONE = r"(?:written|posted|sent|made|filed|shared|signed|shot|filmed|recorded|published|put up|put out|run|uploaded|drawn|taken|kept|owned|issued|released|compiled|conducted|commissioned|carried out|paid for|relayed|told|given|supplied|provided)"
HEARD = r"(?:found|reach\w*|heard|sp[eo]ke\w*|quot\w+|cit(?:es?|ed|ing)|nam(?:es?|ed|ing)|talk\w*|answer\w*|asked|interview\w*|give|gave|given|willing|prepared|ready|agreed|would (?:say|speak|talk|give|tell)|tell|told|come forward|came forward|has come|have come|we have|linked|listed|in (?:its|his|her|their|our|the) (?:account|report|story|piece|article|dispatch|film|bulletin)|in hand|to hand|so far)"
MEMBER = (
    rf"(?:{THING}|{PERSON}|person|one|voice|name|outlet|clip|survey|poll|study|channel|newsroom)"
)
REVEALS = (
    OF_ONE,
    *(
        Cued(pattern, re.IGNORECASE)
        for pattern in (
            # “the only person whom the site found”, “the only one in its account”
            rf"\bthe (?:only|sole|one) (?:\w+ )?{MEMBER}\b(?! (?:who |willing |prepared |ready )?(?:to )?(?:give|gave|given|be named))[^.;]{{0,50}}?\b{HEARD}\b",
            rf"\b(?:all|everything) that (?:has|had|have) (?:yet |so far )?(?:come out|been (?:seen|published|shown|posted|heard|released|found)|surfaced|emerged|appeared|reached \w+)\b|\b(?:so far |as yet |to date )?(?:all|the only {MEMBER}) (?:there is|we have|that (?:there )?is (?:known|listed|linked))\b",
            rf"\b(?:no other|no second|not a second|no further) {MEMBER}\b[^.;]{{0,40}}?\b{HEARD}|\b(?:nobody|no one) else (?:was|is|has been|had been|could be|would|has|had) (?:\w+ )?{HEARD}",
            # “: one Ifop survey”; “there is one such channel”; “that is, one man”
            rf"[:;—–] ?(?:it is |there is |there was |that is |namely |in fact |just |only ){{0,2}}{ONE} (?:and only )?(?:(?!of\b)[\w’-]+ ){{0,2}}?{MEMBER}\b(?! (?:said|says) (?:it|he|she|they) (?:was|were|is) not)",
            # “doubt it: one hydrologist, Pia Roth, said”
            r"[:;—–] ?(?:just |only )?(?:one|a single|a lone) (?:[a-z-]+ )?[a-z-]+, (?-i:[A-ZÀ-Ý])(?![^.;]{0,80}\b(?:and (?:two|another|one|an?|the)|another|the other|the second)\b)",
            rf"\b(?:there (?:is|was)|that is|that was|it is|it was|they (?:are|were)|the \w+ (?:are|were|is|was)) (?:in fact |really |only |just )?(?:(?<!there is )(?<!there was ){ONE}|one|a single|a lone|just one|only one) (?:such |and only |\w+ )?(?:{MEMBER}|whom)\b",
            # “the report has one, a fisherman”, “: the paper quotes a tailor who saw it”, “all are of one family, in a single call”
            r"\b(?:account|report|story|piece|article|dispatch|film|bulletin|despatch|interview) (?:itself )?(?:has|had|gives?|gave|names?d?|quotes?d?|cites?d?|contains?|offers?) (?:just |only )?one(?=[,.;:]| of them\b| such\b)",
            r": (?:[\w’-]+ ){1,5}?(?:quote[sd]?|cite[sd]?|name[sd]?|sp(?:oke|eaks) (?:to|with)|heard|reached|interviewed|found|met) (?:an?|one) (?:[a-z-]+ ){0,2}?[a-z-]+(?= (?:who|whose|from|in|at|of)\b|[,.;])(?![^.;]{0,90}\b(?:and (?:an?|another|two|one|the)|another)\b)",
            r"\b(?:all|both|every one|each)\b[^.;]{0,50}? (?:are|were|is|was|belong(?:s|ed)? to) (?:members? )?(?:of )?(?:one|a single|the same|the (?-i:[A-ZÀ-Ý])[\w’-]+) (?:family|household)\b|\b(?:in|from|by|over|on|during) (?:a single|one|the same|just one|only one) (?:(?:tele)?phone |video |long |short |hurried |joint )?(?:call|interview|conversation|sitting)\b",
            # “all of them written by the charity”
            rf"\b(?:all|both|each|every one)(?: (?:two|three|four|five|six|seven|\d+))?(?: of (?:them|which|these|those|the \w+))?,? (?:were |was |are |is |had been |have been )?(?:\w+ly )?(?:{DONE} )(?:on \w+ )?by (?!different|various|several|other|two|three|four)",
            # “each of them carrying the agency’s dispatch”
            r"\b(?:all|both|each|every one)(?: (?:two|three|four|five|six))?(?: of (?:them|which|these|those|the \w+))? (?:\w+ly )?(?:carr(?:y|ies|ied|ying)|ran|run|runs|running|print(?:s|ed|ing)?|reprint(?:s|ed|ing)?|publish(?:es|ed|ing)?|us(?:e|es|ed|ing)|reproduc(?:e|es|ed|ing)|repeat(?:s|ed|ing)?|t(?:ake|akes|ook|aking)|cit(?:e|es|ed|ing)|quot(?:e|es|ed|ing)|credit(?:s|ed|ing)?) (?:it from )?(?:the|that) (?:[\w’-]+ ){0,3}?(?:dispatch|copy|wire|report|story|text|version|article|statement|despatch)\b",
            # “each signed Agence France-Presse”, “each under AFP’s name”, “both bear the AFP byline”
            r"\b(?:all|both|each|every one|the (?:two|three|four|five) (?:\w+ )?)(?: of (?:them|which|these|those|the \w+)| (?:posts|clips|videos|pictures|photographs|films|messages|threads|entries))?,? (?:(?:are|is|were|was|being|of them) )*(?:signed|bylined|credited|attributed|sourced|marked|labelled|labeled|under|with|bear(?:s|ing)?|carr(?:y|ies|ying)|by|from|courtesy of|end(?:s|ing)? (?:on|with)|open(?:s|ing)? (?:on|with)) (?:to |by |with |from |as |under )?(?:the )?(?:name of |byline of |credit of |line |words )?[“\"‘']?(?-i:[A-ZÀ-Ý][\w’&-]*(?: (?:[A-ZÀ-Ý][\w’&-]*)){0,3})(?:[’']s (?:name|byline|credit|initials|logo|signature|mark|text|copy|dispatch)| (?:name|byline|credit|initials|logo|signature|text|copy|dispatch|line|tag|mark)|(?=[”\"’'.,;)]|$))",
            # “the dispatch which each of them carries is one and the same”
            r"\b(?:dispatch|despatch|report|text|copy|story|wire|source|statement|film|clip|post)\b[^.;]{0,50}? (?:is|was|are|were) (?:one and )?the same\b|\b(?:is|are|was|were) one and the same\b",
            # “shot on one telephone”; “spoke to a single doctor”, “names just one analyst”
            rf"\b{DONE} (?:all )?(?:on|by|with|from) {ONE} [a-z]+\b",
            rf"\b(?:sp(?:oke|eaks) (?:to|with)|talk(?:s|ed) (?:to|with)|heard(?: from)?|asked|reached|found|quote[ds]?|name[ds]?|cite[ds]?|interview(?:s|ed)|rel(?:ies|ied) on) (?:only |just )?(?:one|a single|a lone|just one|only one) (?:[a-z-]+ )?{MEMBER}\b",
            # “is in each case the dispatch of AFP”, “in the words of AFP”, “carries what AFP wrote”, “the rest have it there”
            r"\b(?:in (?:each|every|either|both) (?:case|instance)s?|each time|both times|every time)\b[^.;]{0,50}?\b(?:dispatch|despatch|copy|wire|report|story|text|article|statement|release|post|account|film|clip|words?)\b",
            r"\b(?:in|with) the (?:very |same )*words of (?:the |an? |one )?(?-i:[A-Z])",
            r"\b(?:carr(?:y|ies|ied)|print(?:s|ed)?|r[au]ns?|use[sd]?|g[ia]ven?|publish(?:es|ed)?) (?:only |simply |just )?what (?:the )?(?-i:[A-Z])[\w’]+",
            r"\b(?:the (?:rest|others?)|all (?:the )?(?:rest|others|of them)|each of them|every one of them|everybody else)\b[^.;]{0,24}? (?:have|has|had|got|t(?:ake|akes|ook)|lifted|dr[ae]ws?|copied) (?:it|theirs|the \w+|its \w+|their \w+) (?:from|too|there|second[- ]hand|off)\b",
            # “both quoted a statement by the ambulance service”, “each attributed it to the count of the network”
            r"\b(?:all|both|each|every one)(?: of \w+)? (?:quot(?:e|es|ed)|cit(?:e|es|ed)|credit(?:s|ed)?|attribut(?:e|es|ed)|trac(?:e|es|ed)|carr(?:y|ies|ied)) (?:(?:it|them|this|that|(?:the|their|its) \w+) )?(?:back )?(?:to )?(?:the|an?|one|that) (?:same |single )?(?:[\w-]+ )?(?:statement|post|bulletin|count|tally|release|message|briefing|communiqu[ée]|update|notice) (?:of|by|from|issued by|put out by)\b",
            # “their accounts were read out by the commander”, “their words came through a spokesman”
            rf"\b(?:their|these|those|the) (?:accounts?|words|versions?|stories|descriptions|testimon(?:y|ies)|messages|recordings|notes) (?:were|was|are|is|came|come|reached|have been|had been)\b[^.;]{{0,50}}?\b(?:by|through|via) (?:(?-i:[A-ZÀ-Ý])|(?:an?|one|the|its|their|his|her) (?:[\w-]+ )?{PERSON}\b)",
            # “the account cited here”; “whose message is cited here”
            r"\b(?:the|whose) (?:\w+ )?(?:account|channel|post|one|page|message|video|clip|group|site|report|film|thread|survey|poll|tally|count|figure) (?:that is |that we |which is |we |is |was )?(?:cited|link(?:ed)?|quote[d]?|listed|given|used|cite)(?: to)? (?:here|below|above)\b",
            # “drawing on the survey made by Ipsos”
            rf"\b(?:drawing|relying|resting|based|drawn|leaning) (?:up)?on (?:the|an?|one|its) (?:\w+ ){{0,2}}?{MEMBER}\b(?= (?:made|by|of|from|conducted|taken|published|commissioned|in|that|who|which)\b)",
            rf"\b(?:(?:an? |the |that )(?:account|story|report|version|description|word|words|testimony|claim|tale|figure|number) (?:is|was|comes|came|are|were) (?:that |those |the word )?(?:of|from)|by the account of|in the words of) (?:an? |one )(?:single |lone )?(?:[\w’-]+ ){{0,2}}?{MEMBER}\b",
        )
    ),
)
# “The newspaper quotes the monitor”, “all took it from Reuters”, “read out the Gazette’s text”: one has it of another.
ANOTHERS = r"(?:cit(?:es?|ed|ing)|credit(?:s|ed|ing)?|quot(?:es?|ed|ing)|cop(?:y|ies|ied|ying)|repeat(?:s|ed|ing)?|reprint(?:s|ed|ing)?|republish(?:es|ed)?|translat(?:es?|ed)|rewr(?:ote|ites?)|relay(?:s|ed)?|echo(?:es|ed)?|follow(?:s|ed)?|lift(?:s|ed)|r[au]ns?|reads? out|prints?(?:ed)?|carr(?:y|ies|ied)|us(?:es?|ed)|rel(?:y|ies|ied) on|rests? on|attribut(?:es?|ed) (?:it|this|that|the \w+) to|(?:took|takes?|had|has|have|got|lifted|copied|borrowed) (?:it|this|that|them|(?:the|its|their) \w+) from)"
HOUSE = r"(?:agency|monitor|newspaper|paper|station|broadcaster|channel|wire|outlet|site|website|account|newsroom|magazine|daily|first|former|other|others|latter|second|third|rest|wires|group|charity|page|blog|radio)"
OWING = Cued(
    rf"\b(?:the|an?|one of the|two of the|one|another|(?:all|both|each|every one)(?: of (?:them|these|those|which))?|which) (?:(?:\w+ )?{HOUSE} |(?=[a-z]))(?:and (?:\w+ ){{1,3}}?{HOUSE} )?(?:in turn |simply |only |merely |openly |itself |\w+ly )*{ANOTHERS} (?:only |no one but |nobody but )?(?:(?:the|that) (?P<house>{HOUSE})\b|(?:the )?(?P<named>(?-i:[A-ZÀ-Ý])[\w’&.-]*(?: (?-i:[A-ZÀ-Ý])[\w’&.-]*){{0,3}}))",
    re.IGNORECASE,
)
NAME = r"[A-ZÀ-Ý][\w’.-]*(?: [A-ZÀ-Ý0-9][\w’.-]*){0,3}"
# “France 24, which gives the same number in an article signed “with RFI””: of two named, the one has it of the other.
OWES = re.compile(
    rf"\b(?:which|who|whose|that|and) (?:[\w’-]+ ){{0,9}}?(?:signed|cit(?:es|ed|ing)|credit(?:s|ed|ing)|quot(?:es|ed|ing)|repeat(?:s|ed|ing)|reprint(?:s|ed|ing)|republish(?:es|ed|ing)|copied|from|had it from|has it from|with reference to|on the word of|carries|carried) [“\"‘']?(?:with |by |from |to )?(?:the )?(?P<name>{NAME})"
)


@record
class Admitted:
    """Several who tell, of whom the copy itself says that they are one; whether they are counted, or a press."""

    span: Span
    many: bool

    def moved(self, by: int) -> "Admitted":
        """The same so many code points on."""
        return Admitted(self.span.moved(by), self.many)


@needing(NOUNS)
def admitted(text: str) -> tuple[Admitted, ...]:
    """Where a block tells of several, and its next sentences admit one."""
    reveals = tuple(p for p in REVEALS if p.letters.stand_in(text))
    spans = sentences(text)
    found: list[Admitted] = []
    for n, sentence in enumerate(spans):
        said, stop = cut(text, sentence), spans[min(n + 2, len(spans) - 1)].end
        # What reveals one is looked for first: it stands behind few of the plurals.
        window = cut(text, Span(sentence.start, stop))
        if not NOUNS.stand_in(said) or not reveals_one(window, reveals):
            continue
        for m in PLURAL.finditer(said):
            span = Span(sentence.start + m.start(), sentence.start + m.end())
            verb = TELL.match(said[m.end() :])
            tells = (verb and theirs(verb.group())) or GIVEN.search(said[: m.start()])
            if not tells or in_quotes(text, span):
                continue
            if reveals_one(cut(text, Span(span.end, stop)), reveals):
                press = re.fullmatch(PRESS, m.group("noun"), re.IGNORECASE)
                found.append(Admitted(span, bool(m.group("count") or press)))
    return tuple(found)


def reveals_one(after: str, reveals: Sequence[Cued]) -> bool:
    """Whether words that follow several say that one thing or one person is all there is of them."""
    if any(cued.search_all(after) for cued in reveals):
        return True
    if any(m.group("name").rstrip(".") in after[: m.start()] for m in OWES.finditer(after)):
        return True
    return any(m.group("house") or almanac.named(m.group("named")) or THEIR_TEXT.search(m.group("named")) for m in OWING.finditer(after))  # fmt: skip


THEIR_TEXT = re.compile(r"[’']s?$")
