"""Where somebody else's report rests on our own, told as one that bears it out. Pure."""

import re
from functools import lru_cache

from desk.policy.cued import Cued
from desk.policy.sources import almanac
from desk.policy.text import cut, sentences
from desk.policy.types import Facts, Span
from wires.links import Link

TITLES = r"(?:this (?:publication|desk|newsroom|newspaper|paper|site|agency|service|title|reporter|website|magazine|station|programme|channel|network|bulletin|column)|the present writer|these pages)"
MADE = r"(?:(?!own reporter)(?:own|first|earlier|original|initial|morning|evening|draft|[a-z]+day(?:[’']s)?|[A-Z][a-z]+day(?:[’']s)?|[\w’:.-]+)\s){0,3}?"
WORK = r"(?:reports?|stor(?:y|ies)|accounts?|pieces?|coverage|articles?|reporting|dispatch(?:es)?|interviews?|scoop|live ?blog|blog|investigation|figures?|numbers?|count|tally|survey|alerts?|bulletins?|newsletters?|sites?|pages?|website|homepage|programmes?|schedule|cutting|text|feed|wire|posts?|threads?|video|footage|pictures?|photographs?|map|list|database|podcast|broadcast|edition|issue|front page|photos?|findings?|research|columns?|exclusive|revelations?|disclosures?|work|words|line|readings?|telling|versions?|notes|analys[ei]s|estimates?|reporters?[’'] notes)"
# What names a source, by itself: “cites us”, “credits its story to us”, “traces it to this desk”.
NAMES_US = (
    r"(?:cit(?:es?|ed|ing)|credit(?:s|ed|ing)?|attribut(?:es?|ed|ing) (?:[\w’-]+ ){0,4}?to|credit(?:s|ed|ing)? (?:[\w’-]+ ){1,4}?to|trac(?:es?|ed|ing) (?:[\w’-]+ ){1,4}?(?:back )?to|quot(?:es?|ed|ing)(?= (?:us|ours|this \w+|[A-Z]\w+)(?: (?:for|as|in|by|at|throughout|on)\b|[,.]))|"
    r"link(?:s|ed|ing)? (?:back )?to|thank(?:s|ed|ing)?|lead(?:s|ing)? (?:[\w’-]+ ){0,3}?back to|goes back to|went back to|(?:rest(?:s|ed|ing)?|buil(?:t|ds|ding)|model(?:s|led|ling)) (?:[\w’-]+ ){0,2}?(?:up)?on|bas(?:es?|ed|ing) (?:[\w’-]+ ){0,4}?(?:up)?on|(?:takes?|took|taken|taking|had|has|have|got|gets?|getting|copied|lifted|drawn|borrowed|extracted|pulled|gleaned|culled|reproduced|learned|learnt|heard|downloaded) (?:it|them|this|that|all|its \w+|his \w+|her \w+|their \w+|the (?:[\w’-]+ ){1,3}|each \w+|every \w+)?\s?(?:straight |directly |word for word |verbatim )?(?:from|off)|sourc(?:es|ed|ing) (?:[\w’-]+ ){0,3}?to|ow(?:es?|ed|ing) (?:[\w’-]+ ){0,3}?to|(?:nam(?:es?|ed|ing)|giv(?:es?|en|ing)|gave|list(?:s|ed|ing)?)(?= (?:us|this \w+|[A-Z]\w+)(?: \w+)? as\b)|"
    r"(?:found|seen|read|heard|discovered|picked (?:it |that |this )?up|spotted) (?:\w+ ){0,2}?(?:in|on|from|at|by way of)|sources? (?:for \w+ )?(?:is|are|was|were|being|:)|(?:nod|thanks|thank-you|tribute|hat[- ]tip|credit|bow) to|courtesy of|by way of|on the (?:authority|word|strength|basis|evidence|say-so|testimony|back) of|with reference to|with (?:a )?credit to|according to|as (?:reported|seen|published|printed|told|quoted) (?:by|in|on)|per|via|acknowledg(?:es?|ed|ing)|(?:first )?(?:reported|revealed|disclosed|published|told|broken) (?:first )?by)"
)
# What names a work as its source: “repeating our report”, “based on this newspaper’s account”.
NAMES_WORK = (
    r"(?:quot(?:es?|ed|ing)|reprint(?:s|ed|ing)?|repeat(?:s|ed|ing)?|relay(?:s|ed|ing)?|echo(?:es|ed|ing)?|lift(?:s|ed|ing)?(?: \w+){0,4}?|copi(?:es|ed)|copying|carri(?:es|ed)|carrying|republish(?:es|ed|ing)?|rewr(?:ites?|ote|itten|iting)|translat(?:es?|ed|ing)|summari[sz](?:es?|ed|ing)|paraphras(?:es?|ed|ing)|"
    r"pick(?:s|ed|ing)? up|point(?:s|ed|ing)? to|refer(?:s|red|ring)? to|link(?:s|ed|ing)? to|opens|bas(?:ed|es|ing) (?:[\w’-]+ ){0,4}?(?:up)?on|dr(?:aws?|ew|awn|awing) (?:[\w’-]+ ){0,2}?(?:up)?on|rel(?:y|ies|ied|ying) (?:[\w’-]+ ){0,2}?(?:up)?on|"
    r"(?:takes?|took|taken|had|has|got|gets) (?:[\w’-]+ ){1,4}?from|built on|play(?:s|ed)? (?:\w+ ){1,4}?of|read(?:s|ing)? (?:aloud |out )?from|add(?:s|ed|ing)? weight to|extract(?:s|ed)?|reproduc(?:es?|ed|ing)|us(?:es|ed|ing)|borrow(?:s|ed|ing)?|follow(?:s|ed|ing)?(?: \w+)?(?: on from| up on)?|nam(?:es?|ed|ing)|the text of|a copy of|cop(?:y|ies) of|a cutting of|none other than|nothing but|no more than|only|word for word)"
)
PRINTED = r"(?:ran|published|posted|printed|wrote|carried|broke|reported|put out|filed|aired)"


@lru_cache(maxsize=16)
def of_ours(names: tuple[str, ...]) -> re.Pattern[str]:
    """Somebody else's report that names ours, or us by one of our names, as what it rests on."""
    called = "|".join(re.escape(name) for name in names if name) or "(?!)"
    title = rf"(?:{TITLES}|(?:the |an? )?(?:{called})(?:\.[a-z.]+)?)"
    work = rf"(?:(?:[Oo]ur|{title}[’']s|(?:an? |the )?(?:{called})|{TITLES})\s{MADE}{WORK}|(?:an? |the |its |last )?{MADE}{WORK} (?:(?:by|of|in|on|from) (?:us|{title})|we (?:had )?(?:ran|published|posted|printed|wrote|sent|put out)))"
    far = r"(?:[\w’'-]+\s){0,3}?"
    return re.compile(
        rf"\b(?:{NAMES_US}\s(?:{far}{work}|us|ours|{title})\b(?![’']s\b)|(?:{NAMES_US}|{NAMES_WORK})\s(?:[\w’'-]+\s){{0,2}}?{work}\b"
        rf"|(?:our|{title}[’']s)\s{MADE}{WORK}\s(?:is|was|being|as)\s(?:its|their|the) (?:only |sole |one |single )?(?:source|basis|authority)"
        rf"|(?:repeat\w*|confirm\w*|carr(?:y|ies|ied|ying)|cop(?:y|ies|ied|ying)|back(?:s|ed|ing)|relay\w*|follow(?:s|ed|ing)|quot(?:es|ed|ing)|cit(?:es|ed|ing)|bear(?:s|ing)? out|match(?:es|ed)|reprint\w*|echo\w*|say(?:s|ing)?|said|report(?:s|ed)|ha[sd]|print(?:s|ed))\b[^.;]{{0,30}}?\bwhat (?:we|{title})(?: (?:had|have|has|first|already|itself))* (?:printed|published|reported|wrote|written|revealed|disclosed|carried|ran|run|posted|told|said)\b(?! (?:was|is|were|are|had been|has been|to be|of|about)\b)"
        rf"|(?:rel(?:y|ies|ied|ying)|dr[ae]w(?:s|n|ing)?|bas(?:ed|es|ing)|buil(?:t|ding|ds)|rest(?:s|ed|ing)?|lean(?:s|ed|ing)|go(?:es|ing)|went|founded) (?:\w+ )?(?:up)?(?:on|from|by) what (?:we|{title})(?: (?:had|have|has|first|already|itself))* {PRINTED}\b"
        rf"|{title}[’']s(?=[,.;]) ?|(?:translation|rewrite|rewriting|copy|summary|reprint|echo|version|digest|rehash|repeat|repetition|retelling|paraphrase) of (?:ours|our own|{work})|the (?:one|same|very one|very same|same \w+) (?:that |which )?(?:we|{title}) (?:had )?(?:first )?(?:printed|published|ran|posted|gave|reported|carried)\b"
        rf"|{work} (?:was|were|has been|have been|had been) (?:since |then |later )?(?:picked up|repeated|carried|copied|reprinted|republished|lifted|relayed|translated|quoted|followed) by (?:the )?[A-Z]"
        rf"|{work},? (?:of [^,.;]{{1,20}},? )?(?:from which|whence|which (?:its|his|her|their|the) \w+)\b[^.;]{{0,50}}\b(?:lift|t(?:ake|ook)|copi|quot|cit|had|draw|dr[ae]w|got|came)\w*"
        rf"|(?:[Ss]ources?|[Cc]redits?|[Vv]ia|[Pp]er|[Aa]ccording to|(?i:citing|quoting)):?\s(?:the )?(?:{called})\b(?![’']s)"
        rf"|(?:read|seen|heard|had|found|broken|published|posted|reported) (?:it |this |that |so |them )?(?:here|on these pages|in these pages|on this \w+) first\b|\bfirst (?:read|seen|heard|found|published|reported|told|posted) (?:it )?(?:here|in these pages|on these pages)\b"
        rf"|(?:was|is|were|are|:|proved to be|turned out to be|turns out to be)\s(?:ours|our own|(?:the text of |a copy of |that of |from |in |taken from )(?:our|{title}[’']s)\s{MADE}{WORK})(?=[\s,.:;])(?! (?:to|and|alone|as|reporter|sum|tally))"
        rf"|(?i:credit\w*|cit(?:es|ed|ing)|quot(?:es|ed|ing)|follow(?:s|ed|ing)|repeat\w*) (?:an?|the) (?:\w+ )?{WORK} (?:that (?:was )?)?(?:carried|published|printed|run|put out|filed|posted|first (?:carried|published|printed|run)) by (?:{called}|us|{TITLES})\b"
        rf"|(?:with|under|bearing|carrying|over|above|beneath) (?:our|{title}[’']s) (?:watermark|byline|logo|credit|caption|masthead)\b|\bas (?:{called})[’']s\b"
        rf"|{work}\b[^.;:]{{0,60}}?\b{BORNE}\b[^.;:]{{0,60}}?\b(?:which|who|that|whose \w+|(?:by|from)\s\w+ing)\s(?:(?:has|had|itself|only|merely|simply|in turn|\w+ly)\s)*(?:quot|cit|credit|nam|thank|link|follow|repeat|reprint|carri|relay|echo|lift|cop[iy]|rel[iy]|bas|rest|dr[ae]w|refer|point|read|seen|heard|t[ao]k)\w*\s(?:(?:up)?on |to |from |back to )?(?:it|us|ours|this \w+)\b(?![’']s)"
        rf"|(?:which|that|having)\s(?:had |has |only )?(?:read|seen|heard|found|learned|learnt|got|taken|took|had) (?:it|this|that|so|them) (?:here|in these pages|on these pages|on (?:our|this) \w+|from (?:us|here))\b"
        rf"|agree[sd]? with us\b|(?:[Aa]s|which) (?:had been |was )?first (?:reported|revealed|disclosed|told|published) by (?:{called}|us|{TITLES})\b)"
    )


BORNE = r"(?:borne out|confirmed|corroborated|backed(?: up)?|verified|echoed|matched|supported|vindicated|upheld|repeated|joined|shared|seconded)"


# What owes, in whatever form, and our work right behind it: “gives as its authority the article that we printed”.
OWES = r"(?:sources?|authority|references?|basis|cit\w+|credit\w*|attribut\w+|acknowledg\w+|nam(?:es|ed|ing)|quot\w+|link\w*|footnotes?|refer\w*|point(?:s|ed|ing)?|rel(?:y|ies|ied|ying)|rest(?:s|ed|ing)?|bas(?:es|ed|ing)|dr[ae]w(?:s|n|ing)?|follow(?:s|ed|ing)?|repeat\w*|reprint\w*|strength|borrow\w*|lift(?:s|ed)|t(?:akes?|ook|aken)|picked up|cop(?:y|ies|ied)|heard|read|thanks)"


@lru_cache(maxsize=16)
def owed(names: tuple[str, ...]) -> re.Pattern[str]:
    """Words that owe something, and our work, our pages or us behind them in the clause."""
    called = "|".join(re.escape(name) for name in names if name) or "(?!)"
    title = rf"(?:{TITLES}|(?:the )?(?:{called}))"
    work = rf"(?:(?:our|{title}[’']s) (?:[\w’-]+ ){{0,3}}?{WORK}|{WORK} (?:of ours|(?:that |which )?we (?:\w+ )?{PRINTED})|what (?:we (?:had )?{PRINTED}|(?:was|had been) {PRINTED} (?:here|on these pages))|these pages)"
    return re.compile(
        rf"\b{OWES}\b(?:[^.;:]{{0,40}}?[\s“\"]{work}| (?:us|ours|{title})(?=[,.;”\"]| (?:as|for|and|in|by)\b))"
    )


# Who credits us must be one who reports: a minister who cites us to open an inquiry bears nothing out.
CREDITED = re.compile(
    r"\bwhat\b|credit|as (?:its|the|their) (?:only |sole )?source|gi?v(?:es?|ing|en) us|gave us|attribut|trac|translation|rewrit|copy of|summary|reprint|echo of|version of|digest|rehash|repeat|retelling|paraphrase|the one|the same|very|quoting|sourc|Sourc|link|ow(?:es?|ed|ing) |lead|(?:read|seen|heard|had) (?:it|so|this|that) (?:here|in)|bas(?:ed|es|ing)|lift|copi|rewr|reprint|republish|(?:t[ao]k|took|had|has|got)\w* [^.;]{0,40}from|name?s? (?:us|our)|naming|as first|the text of|turn|quotes us|found on|play|whence|authority|basis|thank|here\b|\bby\b.*\b(?:which|who)\b|watermark|byline|masthead|from which|which (?:its|his|her|their) "
)
REPORTS = re.compile(
    r"\b(?:report(?:s|ed|ing|ers?)?|stor(?:y|ies)|account|article|dispatch|item|entry|bulletin|footnote|hyperlink|paragraph|presenter|anchor|confirm\w*|borne? out|bears? (?:it|this|that|us) out|corroborat\w+|back(?:s|ed)|repeat(?:s|ed)?|news|agency|paper|newspaper|titles|site|broadcaster|station|channel|outlet|newsrooms?|houses|portal|wire|website|monitor|says? the same|same (?:account|figure|story)|"
    r"independent(?:ly)?|second source|another source|support(?:s|ed)|match(?:es|ed)|verified|wrote|writes|published|carried|prints|ran it|followed|aired|broadcast|posted|tweeted|Wikipedia|Radio|Times|Post|News|Herald|Tribune|Online|TV|FM|Television|Press|Agency|Gazette|Journal|Daily|Weekly|Star|Mirror|Guardian|Observer|Standard|Courier|Monitor)\b"
)
BORNE_OUT = re.compile(
    r"\b(?:confirmed|borne out|backed|corroborated|verified|echoed|matched|bears? (?:it|this|that|us) out)\b"
)
# What makes a proof of it.
PROOF = re.compile(
    r"\b(?:confirm\w*|borne out|bears? (?:it|this|that|us|the \w+) out|corroborat\w+|verified|settle[ds]?|beyond (?:all )?(?:doubt|question|dispute)|no longer (?:be )?(?:doubt|in doubt|disput|only|just)\w*|prove[dsn]?|proof|agree[sd]?|match(?:es|ed)|backup|backed|"
    r"second (?:source|newsroom|outlet|voice|witness|house|report|title|paper)|(?:[Tt]wo|[Tt]hree|[Ff]our|[Bb]oth) (?:[\w-]+ )?(?:newsrooms|newspapers|titles|houses|outlets|papers|sources|stations|agencies|authorities|offices|channels|sites)|(?:more|greater|added|full) (?:confidence|certainty|weight)|firmer ground|sure|certain|removes?|check (?:up)?on|independent\w*|"
    r"stands? by|establish(?:ed|es)|vindicat\w+|no doubt|now (?:says?|saying|reports?|reporting|has|have|it is)|not (?:just|only) (?:us|our)|need not any longer|(?:it|so|this|that|the same) (?:too|as well|also)|the (?:very )?same (?:figure|number|count|story))\b"
)
# A credit that is quoted: “citing Nightdesk”, “Nightdesk's photographs”.
LINE = re.compile(
    r"\b(?:cit|credit|accord|sourc|via|courtesy|reveal|report|disclos|photograph|picture|video|image|footage)",
    re.IGNORECASE,
)
QUOTED = re.compile(r"[“\"‘'](?P<said>[^“”\"\n]{4,60})[”\"’']")
# Those who speak of us, correct us, or went to look for themselves, do not repeat us.
OF_THEIR_OWN = re.compile(
    r"\b(?:of (?:its|their|his|her) own|for (?:itself|themselves|himself|herself)|(?:tells?|told|gives?|gave|teach\w*) (?:us|readers|nobody|anybody) nothing|nothing (?:new|more|further)|adds? nothing|proves? nothing|no (?:second|other|new) source|is no (?:proof|confirmation)|independently of|(?:its|their) own (?:reporters?|count|copy|inquiries|sources?))\b"
)
# What is said against us counts in the clause that owes: “citing our report, and nobody has denied it” is no denial.
AGAINST_US = re.compile(
    r"\b(?:we were wrong|our (?:error|mistake)|correct(?:s|ed|ing|ion)|disput(?:es?|ed|ing)|denie[ds]|calls? (?:our|us)|complain\w*|sued?|pointed out)\b"
)
CLAUSE_ENDS = re.compile(r"[;:]\s|,\s(?:and|but|while|though|so)\s")


def against_us(said: str, m: re.Match[str]) -> bool:
    """Whether the clause that owes to us is said against us."""
    low = max((e.end() for e in CLAUSE_ENDS.finditer(said, 0, m.start())), default=0)
    end = CLAUSE_ENDS.search(said, m.end())
    return AGAINST_US.search(said, low, end.start() if end else len(said)) is not None


# “We cite our report”: it is us who speak.
WE = re.compile(r"\b(?:[Ww]e|I)(?: (?:have|had|also|first|now|then|\w+ly))*\s$")
# Letters of which some stand wherever we are named.
OF_US = Cued(rf"\b(?:(?:us|we|here)\b|[Oo]ur|on this|{TITLES})")


def come_back(text: str, names: tuple[str, ...]) -> tuple[Span, ...]:
    """Where a block says that somebody's report rests on ours, from the words that make a proof of it on."""
    found: list[Span] = []
    for sentence in sentences(text):
        said = cut(text, sentence)
        m = debt(said, names)
        if m is not None:
            proof = BORNE_OUT.search(said[: m.start()])
            start = proof.start() if proof else m.start()
            found.append(Span(sentence.start + start, sentence.start + m.end()))
    return tuple(found)


@lru_cache(maxsize=4096)
def debt(said: str, names: tuple[str, ...]) -> re.Match[str] | None:
    """Where a sentence owes to us what somebody else reports."""
    by_name = OF_US.search(said) or any(name.lower() in said.lower() for name in names)
    if not by_name or OF_THEIR_OWN.search(said):
        return None
    quoted = (m for m in QUOTED.finditer(said) if LINE.search(m.group("said")))
    line = next((m for m in quoted if any(name in m.group("said") for name in names)), None)
    if line:
        return line
    for m in of_ours(names).finditer(said):
        beside = said[: m.start()] + said[m.end() :]
        named = HOUSE.search(said[: m.start()])
        if against_us(said, m):
            continue
        if not WE.search(said[: m.start()]) and not NO_HOUSE.search(said[: m.start()]) and (CREDITED.search(m.group()) or REPORTS.search(beside) or named):  # fmt: skip
            return m
    found = owed(names).finditer(said) if almanac.named(said) else ()
    return next((m for m in found if not against_us(said, m) and not WE.search(said[: m.start()]) and not NO_HOUSE.search(said[: m.start()])), None)  # fmt: skip


# “The minister cited our report”: no house that could bear it out.
NO_HOUSE = re.compile(r"\b(?:minister|judge|court|police|prosecutors?|lawyers?|senators?|deput(?:y|ies)|MPs?|lawmakers?|mayor|governor|president|commission|council|councillors?|ministry|regulator|board|union|opposition|campaigners?|inquiry|parliament|committee|company|petition|residents)(?: (?:has|had|have|also|then|later|even))*\s$", re.IGNORECASE)  # fmt: skip
# “Euronews relied on”: one name alone is a house more often than a person, and no minister.
HOUSE = re.compile(
    r"^(?:[Tt]he )?[A-Z][\w’-]+(?: (?:has|had|have|also|then|later|simply|only))* $|\w\.[a-z]{2,4} (?:says|said|writes|wrote|adds|added|has it),? $"
)


def names_of_ours(facts: Facts) -> tuple[str, ...]:
    """What we are called, and where we are read: “nightdesk.example” is “nightdesk” and the rest."""
    name = str(facts.extra.get("our_name", "Nightdesk"))
    domain = str(facts.extra.get("our_domain", "")) or re.sub(r"\W", "", name.lower())
    return (name, domain)


def at_home(link: Link, domain: str) -> bool:
    """Whether a link leads to our own pages, by our domain or its first word."""
    return bool(domain) and domain in {link.domain, link.domain.split(".")[0]}
