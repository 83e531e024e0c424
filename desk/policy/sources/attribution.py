"""Who says it: attribution cues, hedges, negations and denials. Pure.

Measured on quoted news (research): where a cue is found the sentence is attributed, precision 0.93;
where none is found one cannot be sure, so rules of absence are advisory but for casualty figures.
"""

import re
from functools import lru_cache

from desk.policy.cued import Cued
from desk.policy.terms import present
from desk.policy.text import cut
from desk.policy.types import Span

NAME = r"(?:[A-Z][\w’'.-]+|[A-Z]{2,})(?:\s+(?:of|the|de|al|and|for)?\s?(?:[A-Z][\w’'.-]+|[A-Z]{2,})){0,5}"
VERBS = (
    r"(?:says?|said|saying|told|tells|telling|reports?|reported|reporting|wrote|writes|posted|posts|"
    r"claims?|claimed|announced|announces|confirmed|confirms|added|adds|stated|states|noted|notes|"
    r"acknowledged|admitted|alleged|alleges|argued|argues|insisted|insists|warned|warns|denied|denies|"
    r"estimated|estimates|counted|counts|put|puts|published|shared|showed|described|describes|"
    r"explained|recalled|recalls|declared|briefed|tweeted|gave|listed|tallied|recorded|registered)"
)
SPEAKER_BEFORE = Cued(
    rf"(?P<who>{NAME})(?:,[^,.;]{{0,60}},)?\s+(?:has\s+|have\s+|had\s+|also\s+|later\s+)?{VERBS}\b"
)
SPEAKER_AFTER = Cued(rf"\b{VERBS}\s+(?P<who>{NAME})")
ACCORDING = Cued(
    rf"\b(?:[Aa]ccording\s+to|[Aa]s\s+reported\s+by|reported\s+by|citing|cited\s+by|quoting|in\s+the\s+words\s+of|"
    rf"per|from|told|[Cc]ounted\s+by|[Pp]osted\s+by|shared\s+by|published\s+by|relayed\s+by|by)\s+"
    rf"(?:both\s+|either\s+)?(?:the\s+)?(?P<who>{NAME})"
)


# Verbs of telling in any form: who does one of these answers for what is told.
FORMS = (
    r"sa(?:y|ys|id|ying) t(?:ell|ells|old|elling) report(?:s|ed|ing)? wr(?:ite|ites|ote|iting) written post(?:s|ed|ing)? "
    r"claim(?:s|ed|ing)? announc(?:e|es|ed|ing) confirm(?:s|ed|ing)? add(?:s|ed|ing)? stat(?:es|ed|ing) not(?:es|ed|ing) "
    r"acknowledg(?:e|es|ed|ing) admit(?:s|ted|ting)? alleg(?:e|es|ed|ing) argu(?:e|es|ed|ing) insist(?:s|ed|ing)? warn(?:s|ed|ing)? "
    r"den(?:y|ies|ied|ying) estimat(?:e|es|ed|ing) count(?:s|ed|ing)? put(?:s|ting)?\s(?:it|(?:the|its|that|their)\s(?:[\w’-]+\s){0,3}?(?:tolls?|number|figures?|dead|deaths?|count|total|cost|damage|loss(?:es)?|area|wounded|injured|missing|strength|size|crowd|turnout|speed|depth|price|share|age|time|hour|value|casualties|tally|estimate|rate|magnitude|height|length|width))\b "
    r"disclos(?:e|es|ed|ing) reveal(?:s|ed|ing)? recall(?:s|ed|ing)? recount(?:s|ed|ing)? relat(?:es|ed) explain(?:s|ed|ing)? "
    r"maintain(?:s|ed|ing)? assert(?:s|ed|ing)? conced(?:e|es|ed|ing) testif(?:y|ies|ied|ying) declar(?:e|es|ed|ing) "
    r"describ(?:e|es|ed|ing) quot(?:e|es|ed|ing) cit(?:e|es|ed|ing) mention(?:s|ed)? indicat(?:e|es|ed|ing) tall(?:ies|ied) "
    r"list(?:s|ed) record(?:s|ed) register(?:s|ed)? document(?:s|ed) tweet(?:s|ed|ing)? publish(?:es|ed|ing)? broadcast(?:s|ed)? "
    r"air(?:s|ed) show(?:s|ed) verif(?:y|ies|ied) geolocated identif(?:y|ies|ied) inform(?:s|ed|ing)? brief(?:s|ed|ing) "
    r"accus(?:e|es|ed|ing) conclud(?:e|es|ed) calculat(?:e|es|ed) learn(?:s|ed|t) understands? spoke speaks heard gives? gave given "
    r"suggest(?:s|ed) carr(?:y|ies|ied) releas(?:es|ed) issu(?:es|ed) relay(?:s|ed)? comment(?:s|ed)? remark(?:s|ed)? "
    r"observ(?:es|ed) certif(?:y|ies|ied) found remind(?:s|ed|ing)? stress(?:es|ed|ing)? emphasi[sz](?:es|ed|ing) repl(?:ies|ied) respond(?:s|ed) caution(?:s|ed|ing)? contend(?:s|ed) complain(?:s|ed) reckon(?:s|ed) clarif(?:ies|ied) reiterat(?:es|ed) underlin(?:es|ed) predict(?:s|ed) specif(?:ies|ied) "
).split()
TELLING = "|".join(FORMS)
# Whose count, by whatever verb: “the governor’s tally”, “a figure the director gave”, “figures from”.
OWNED = re.compile(
    r"\b(?:[Bb]y|[Ii]n|[Oo]n|[Ff]rom)\s+(?:the\s+)?(?:[\w’'-]+\s+){0,4}?[\w-]+(?:’s|'s|s’)\s+(?:\w+\s+){0,2}(?:tally|count|toll|figures?|numbers?|estimates?|reckoning|account|list|records?|register|bulletin)\b"
    r"|\b(?:figure|toll|count|tally|number|total|estimate)s?\s+(?:that\s+|which\s+)?(?:the\s+)?(?:[\w’'-]+[,]?\s+){1,8}(?:gave|gives|provided|supplied|released|issued|put)\b"
    r"|\b(?:figures?|toll|count|tally|numbers?|data|list|names|statement|records?|bulletin)\s+(?:\w+\s+)?(?:of|by|from|kept by|given by|provided by|released by|issued by|published by|compiled by)\s+(?:the\s+)?[\w’]"
    # What was cited before is meant: “by the same statement”, “on its reckoning”.
    r"|\b(?:[Bb]y|[Oo]n|[Pp]er|[Ii]n|[Ff]rom)\s(?:the same|that same|the very same|that)\s(?:[\w’-]+\s){0,2}?(?:accounts?|statements?|counts?|reckoning|tally|reports?|bulletins?|notes?|notices?|releases?|communiqu[ée]s?|versions?|telling|messages?|filings?|documents?|figures?|sources?|dispatch(?:es)?|estimates?|records?|logs?|readouts?|briefings?|letters?|threads?|surveys?)\b"
    r"|\b(?:[Bb]y|[Oo]n|[Pp]er|[Ff]rom)\s(?:the same|that same|the very same)\s(?:[\w’-]+\s){0,2}?(?:posts?|lists?|papers?|voices?|witness(?:es)?)\b"
    r"|(?:^|[,;:(—–]\s?|\b(?:and|but)\s)[Bb]y\s(?:its|his|her|their|this|the)\s(?:own\s)?(?:accounts?|statements?|counts?|reckoning|tally|telling|reports?|bulletins?|figures?|estimates?)\b"
    r"|\bas\s+per\b|\bper\s+(?:the\s+)?[A-Z]|\b(?:counted|confirmed|given|announced|reported|recorded|verified|certified|identified|released|named|posted) by\b",
)
# Verbs that also tell what happened to people answer for no figure: “were found dead”.
ALSO_OTHERWISE = ("found", "heard", "gives?", "gave", "given", "carr(?:y|ies|ied)", "air(?:s|ed)", "show(?:s|ed)", "add(?:s|ed|ing)?", "not(?:es|ed|ing)", "suggest(?:s|ed)")  # fmt: skip
TELLS = re.compile(
    rf"\b(?:{'|'.join(v for v in FORMS if v not in ALSO_OTHERWISE)})\b", re.IGNORECASE
)
# “were reported killed”, “is feared dead”: told by nobody.
AGENTLESS = re.compile(
    r"\b(?:(?:was|were|is|are|been|being|be)\s+(?:\w+ly\s+)?|it (?:is|was) )(?:reported|said|believed|feared|understood|thought|confirmed|presumed|known|"
    r"counted|estimated|listed|recorded|registered|declared)\b(?!\s+(?:\w+\s+){0,2}by\b)|\breportedly\b|\ballegedly\b"
    r"|\b(?:sources|reports|some|many|people) (?:say|said)\b(?! to\b)|\bby (?:most|all|many|some|every) accounts?\b|\bit is (?:thought|said|believed|known)\b",
    re.IGNORECASE,
)


# “212 admitted”, “added up”: what happened to people, and what a reader does, are nobody's word.
NO_WORD = re.compile(
    r"\b(?:\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty(?:-\w+)?) (?:\w+ )?admitted\b(?! (?:that|to|it|he|she|they))|\b(?:was|were|been|being|is|are|be|got)\s(?:told|asked|ordered|advised|warned|briefed|given|shown)\s(?:to|not to|of|about|the|an?|\d+|their|his|her|\w+ (?:minutes|hours|days|weeks))\b|\b[Aa]dded (?:up|together)\b"
)
# “Gave both numbers”, “gave the dead as five”, “the mayor's office believes that”.
GAVE = re.compile(
    r"\b(?:gave|gives?|giving|given) (?:[\w’-]+ ){0,3}?(?:numbers?|figures?|counts?|tolls?|dead|killed|wounded|injured|account|totals?|tally|list)\b|\b(?:gave|gives?|giving) (?:about |at least |some )?(?:\d[\d,]*|[a-z]+(?:-[a-z]+)?) (?:\w+ ){0,2}?(?:dead|deaths|killed|injured|wounded|hurt|missing|casualties|cases)\b|\bma(?:de|kes) it (?:about |around |roughly |some |nearly |almost |at least )?(?:\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty)\b|\bbelieve[sd]? (?:that|the|at least|some|about)\b"
)
# “has claimed 48 lives” tells nobody's word.
TOOK_LIVES = re.compile(
    r"\bclaim(?:ed|s|ing)?\s(?:the lives|(?:[\w,-]+\s){1,4}lives)\b", re.IGNORECASE
)


# Logs and lists: “AFAD: four buildings fell”, a line that is a name alone (“USGS.”), “the channel adds, in order:”,
# “per the governor”, “as the indictment had it”, a name in brackets at the end, “the council on X (@council): 4 dead”,
# “the clinic’s count at noon: 3 hurt”, “Both from COGEPAR.”, “The dead, COGEPAR, 09:00:”, “19 hurt, via ANSA”.
BODY = r"(?!(?:US|UK|USA|UAE|DRC|EU|RSF|IDF|M23|UPDATE[DS]?|LIVE|WATCH|PHOTOS?|VIDEOS?|NEW|NEWS|NOTE|NOTES|MAP|ALERT|BRIEF|AUDIO|FILE|GRAPHIC|READ|JUST|IN|NOW|FLASH|URGENT)\b)(?:[A-Z]{2,7}|(?:[A-Z][\w’'-]+ ){0,3}(?:Red (?:Cross|Crescent)|Observatory|Civil (?:Defen[cs]e|Protection)|Ministry|Police|Office|Agency|Service|Council|Institute|Administration|Hospital|Coast ?[Gg]uard))"
LOGGED = re.compile(
    rf"^(?:\d\d?[:.]\d\d\b[^–—-]{{0,40}}[–—-]\s)?(?:[Tt]he )?{BODY}(?: \[\d+\])?(?: again)?:\s|^(?:{BODY}|@\w+)(?:, [^.]{{1,40}})?\.$|\((?:the )?{BODY}(?:, [^()]{{1,20}})?\)\W*$"
    r"|\b(?:channel|agency|paper|ministry|station|broadcaster|account|post|statement|report|mayor|governor|[Hh]e|[Ss]he|[Ii]t|[Tt]hey) (?:also |then |later )?add(?:s|ed)\b"
    r"|\bper (?:the|its|his|her|their) (?:[\w’-]+ ){0,3}?(?:governor|mayor|ministry|minister|police|office|agency|army|military|hospital|service|council|authorit(?:y|ies)|department|administration|spokes\w+|chief|bulletin|statement|coast ?guard|union|bureau|cent(?:re|er)|institute|embassy|report|account|channel|officials?|regulator|operator|owner|institution|clinic|brigade|command|county|city|province|state|union|captain|commander)\b|\b[Aa]s (?:the|its|his|her|their) (?!(?:law|saying|proverb|song|story|stories|rumou?rs?)\b)(?:[\w-]+ ){1,3}(?:has|had|have) it\b"
    rf"|(?:\(@\w+\)|\bon (?:X|Telegram|Facebook|Bluesky)):\s|[’']s? (?:[a-z]+ ){{0,2}}?(?:tally|count|toll|bulletin|statement|sheet)(?: (?:at|of|for|as of|from) (?:[^:;.]|(?<=\d)[:.](?=\d)){{1,24}}?)?:\s"
    rf"|^(?:Both|All|Each|These|Figures|Counts?|Numbers) (?:from|via|per|by) (?:the )?[A-Z]|, (?:the )?{BODY}(?:, [^,;.]{{1,24}})?:\W*$|,? via {BODY}(?=[.,;)]|$)"
    r"|\b[A-Z][\w’-]+ (?:adds|added) up the\b|\bpass(?:es|ed) (?:it |them |this )?on from\b"
)


@lru_cache(maxsize=8192)
def attributed(sentence: str) -> bool:
    """Whether a cue in the sentence says whose word it is."""
    return present("attribution", sentence) or OWNED.search(sentence) is not None


@lru_cache(maxsize=8192)
def answered_for(sentence: str) -> bool:
    """Whether somebody in the sentence answers for a figure: a teller, a counter, a document; not “reportedly”."""
    told = NO_WORD.sub(" ", TOOK_LIVES.sub(" ", AGENTLESS.sub(" ", sentence)))
    return attributed(told) or any(p.search(told) for p in (TELLS, GAVE, LOGGED))


@lru_cache(maxsize=4096)
def speakers(text: str) -> tuple[tuple[str, Span], ...]:
    """Names in speaking position, where they stand; a mention without a cue is not one."""
    found: dict[int, tuple[str, Span]] = {}
    for pattern in (SPEAKER_BEFORE, SPEAKER_AFTER, ACCORDING):
        for match in pattern.finditer(text):
            start, end = match.span("who")
            found.setdefault(start, (match.group("who"), Span(start, end)))
    return tuple(found[start] for start in sorted(found))


@lru_cache(maxsize=8192)
def negated(text: str, start: int) -> bool:
    """Whether the words just before an offset take back what follows."""
    before = text[max(0, start - 45) : start]
    clause = re.split(r"[.;:!?]|,\s(?:but|and|yet)\s", before)[-1]
    return present("negation", clause)


@lru_cache(maxsize=8192)
def denied(sentence: str) -> bool:
    """Whether the sentence reports a denial."""
    return present("denial", sentence)


@lru_cache(maxsize=8192)
def hedged(sentence: str) -> bool:
    """Whether the sentence says that it is not certain."""
    return present("hedge", sentence)


def is_softener(run: str) -> bool:
    """Whether taking these words out makes a piece claim more (DESIGN principle 1)."""
    return any(present(name, run) for name in ("attribution", "negation", "denial", "hedge"))


def window(text: str, spans: tuple[Span, ...], index: int, around: int) -> str:
    """The words of a sentence and of `around` sentences on each side."""
    near = spans[max(0, index - around) : index + around + 1]
    return cut(text, Span(near[0].start, near[-1].end)) if near else ""
