"""Where authorities speak without a name: officials, police, aides, those in charge. Pure; offsets are code points."""

import re
from functools import lru_cache

from desk.policy.letters import Letters
from desk.policy.sources.attribution import ALSO_OTHERWISE, FORMS
from desk.policy.text import cut, sentences
from desk.policy.types import Span

# Who holds an office, in numbers; what stands before it says of what.
ROLES = (
    r"(?:[Oo]fficials|[Aa]uthorities|[Oo]fficialdom|[Aa]ides|[Pp]olice(?:men)?|[Dd]etectives|[Pp]rosecutors|[Ii]nvestigators|[Cc]hiefs|[Dd]iplomats|[Mm]inisters|[Cc]ommanders|[Ii]nspectors|[Cc]ommissioners|[Rr]egulators|[Gg]enerals|[Cc]olonels|"
    r"[Ff]unctionaries|[Bb]ureaucrats|[Mm]andarins|[Ss]uperintendents|[Bb]rass|[Mm]agistrates|[Cc]ouncillors|[Ee]nvoys|[Nn]egotiators|[Ss]pokes(?:men|people|persons)|[Tt]roopers|[Aa]gents|[Mm]arshals|[Rr]escuers|[Ff]irefighters|[Ff]irst responders|[Pp]aramedics|[Ll]awmakers|(?:[Ll]ocal|[Rr]egional|[Cc]ivic|[Mm]ilitary|[Pp]olitical) leaders)"
)
FIELD = r"(?:(?!(?:[Tt]he|[Aa]n?|[Aa]nd|[Tt]hat|[Bb]y|[Tt]o|[Ff]rom|[Ss]aid|[Ww]hich|[Ww]ho|[Bb]ut|[Tt]hese|[Tt]hose|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Ff]ormer|[Uu]nion|[Mm]atch|[Ff]ootball|[Cc]ompany|[Bb]ank|[Cc]lub|[Rr]etired|[Rr]eal)\b)[\w’-]+ )"
# Of a union, a club or a game: they hold no office.
PRIVATE = "".join(rf"(?<!\b[{w[0].upper()}{w[0]}]{w[1:]} )" for w in "union match game race club bank company former retired football league".split())  # fmt: skip
WHO = (
    rf"(?:{PRIVATE}{ROLES}|(?:[Dd]istrict|[Cc]ustoms|[Ii]mmigration|[Pp]olice|[Aa]rmy|[Ii]ntelligence|[Ss]enior|[Pp]rison|[Bb]order|[Ee]lection|[Rr]evenue) (?:officers|guards|staff|sources)"
    r"|(?:[Cc]ity hall|[Tt]own hall|[Mm]inistry|[Aa]irport|[Ee]lection|[Gg]overnment|[Ee]mbassy) (?:staff|people|sources|insiders|workers)|(?:[Ee]mergency|[Dd]isaster|[Cc]risis) managers|[Hh]ealth secretaries|[Pp]ublic works engineers"
    r"|(?:[Ss]ecurity|[Mm]ilitary|[Pp]olice|[Ii]ntelligence|[Dd]iplomatic|[Dd]efen[cs]e|[Oo]fficial) sources|[Tt]hose in (?:charge|command|authority|power|government|office|uniform)|(?:[Oo]ne|[Aa]n?|[Aa]nother) (?:(?!(?:union|club|match|company|bank)\b)[\w-]+ ){0,3}?(?:official|policeman|officer|diplomat|aide|minister|commander|prosecutor|investigator|(?:defen[cs]e|security|military|government|police|intelligence|ministry|official|diplomatic) source|spokes(?:man|woman|person))(?=,? (?:who|speaking|familiar|briefed|said|says|told|confirmed|put|explained|described|insisted|added|denied|blamed|warned|admitted|believes?|in|at|with|close)\b)|(?:[Rr]escue|[Ee]mergency|[Rr]elief|[Aa]mbulance) (?:workers|crews|teams|services)|[Ii]ntelligence(?= (?:believes?|says|said|assess\w*)\b)|[Pp]eople at the ministry|[Mm]ission control|[Pp]ort-state control|[Tt]he (?:prefecture|ministry|governor|mayor|(?:\w+ )?board)[’']s (?:people|men|staff)"
    r"|[Gg]overnment(?= (?:says|said))|(?:[Tt]he )?(?:\w+ )?(?:[Mm]inistry|[Cc]oast [Gg]uard|[Pp]refecture|[Mm]unicipality|[Gg]eneral [Ss]taff|[Mm]ilitary|[Aa]rmy|[Gg]overnment)|Whitehall|(?:[Tt]he )?(?:Kremlin|Pentagon|White House)|[Cc]ity hall|[Tt]own hall)"
)
WHOM = rf"(?:{FIELD}{{0,3}}{WHO})"  # after a verb: “predicted by canal officials”
SPOKE = (
    rf"(?:{'|'.join(form for form in FORMS if form not in ALSO_OTHERWISE and form != 'identif(?:y|ies|ied)')}|believe[ds]?|denie[sd]|deny|hold|held|rul(?:e|ed) out|admit(?:s|ted)?|blam(?:e|ed|es)|maintain(?:s|ed)?|assur(?:e|ed|es)|predict(?:s|ed)?|explain(?:s|ed)?|swear|swore|reckon(?:s|ed)?|promis(?:e|ed|es)|"
    r"insist(?:s|ed)?|gave (?:the|an?|no)|g[ai]ve assurances|lets? (?:it be known|drop|slip)|cleared|refus(?:e|ed) to|speak|spoke|think|thought|fear(?:ed)?|hope[ds]?|expect(?:ed|s)?|suspect(?:ed|s)?|agree[ds]?|advis(?:e|ed|es)|order(?:s|ed)?|assess(?:es|ed)?|call(?:s|ed)?|urg(?:e|ed|es)|hint(?:ed|s)?|conced(?:e|ed|es)|warn(?:s|ed)?|put (?:it|(?:the|its|that) (?:\w+ )?(?:tolls?|numbers?|figures?|dead|count|total|cost|damage|loss(?:es)?|blame|start|cause|hour|time))|say|tell)"
)
ASIDE = r"(?:\s(?:in|from|at|with|there|on|around|near|close to|who|of|familiar|briefed|involved|working|speaking|quoted|posted)\s?[^,.;]{0,40}?)?(?:,[^,.;]{1,60},)?"
# “Officials said”; “airport officials explained”; “Insisted city hall staff”; “(officials)”.
SPEAKS = re.compile(
    rf"(?<![\w’-])(?P<who>{WHO}){ASIDE}\s(?:have |has |had |also |later |now |then |since |\w+ly )*(?:{SPOKE}|(?:is|are|was|were) (?:calling|saying|repeating|telling|insisting|warning|speaking|blaming|promising|unanimous|adamant))\b(?! (?:nothing|no more|little|very little|yes|no)\b)"
    rf"|\b(?:sa(?:y|id|ys)|insist(?:ed|s)?|explain(?:ed|s)?|admit(?:ted|s)?|told|announced|confirmed|warned|thus|claimed|insists|says|reported|added) (?P<after>{WHOM})(?![\w’-])(?! (?:who|that|of|were|was|are|is)\b)"
    rf"|\b(?:[Aa]ccording to|in the words of|on the (?:word|authority) of|by the account of|as told by|(?:predicted|confirmed|announced|said|reported|denied|explained|described|given|admitted|blamed|ruled out) by) (?:the )?(?P<by>{WHOM})(?![\w’-])"
    rf"|\((?:also |say |per )?(?P<bracket>officials|police|authorities)\)"
    r"|\b(?:[Aa]n? |[Tt]he )?(?:promise|admission|word|assurances?|confirmation|denial|statement|explanation|warning|figure|answer|news)s? (?:has |have |had )?(?:come|came|comes) from (?P<from>(?:the )?(?:government|police|authorities|officials|army|military|ministry))\b"
    r"|\b[Ff]rom (?P<out>(?:the )?(?:government|police|authorities|officials|army|ministry)) (?:there )?(?:comes?|came) (?:a |an |the |word|no )"
    r"|\b[Ii]t (?:is|was) (?:said|maintained|held|claimed|denied|believed|thought|understood|made known) (?:at|in|by) (?P<at>(?:the |an? )?(?:ministry|police|city hall|town hall|government|palace|White House|embassy|headquarters)\b)"
)
LETTERS = Letters("official", "authorit", "aides", "police", "detective", "prosecutor", "investigator", "chiefs", "diplomat", "minist", "commander", "inspector", "officer", "guards", "staff", "sources", "those in", "people", "commissioner", "regulator", "generals", "colonels", "functionar", "bureaucrat", "mandarin", "superintendent", "brass", "magistrate", "councillor", "envoys", "negotiator", "spokes", "trooper", "agents", "marshals", "managers", "secretaries", "engineers", "control", "prefecture", "municipal", "coast guard", "staff", "whitehall", "kremlin", "pentagon", "mission control", "government", "city hall", "town hall", "army", "military", "palace", "white house", "embassy", "headquarters", "rescue", "firefighter", "responder", "paramedic", "lawmaker", "leaders", "emergency", "relief", "ambulance", "intelligence", "source", "commander", "prosecutor")  # fmt: skip
# Of games, and those who say nothing.
NONE = re.compile(
    r"\b(?:match|game|race|line|technical) officials\b|\b(?:would|could|will|did|do|does|has|have|had)(?: not|n[’']t)(?: immediately| yet)? (?:say|comment|answer|respond|speak|confirm|give|disclose|tell|be drawn)\b|\b(?:declined|refused) to (?:comment|say|answer|confirm|discuss|speak)\b|\bwould say nothing\b|\b(?:referee|film|novel|play|documentary|umpire|VAR)\b"
)


@lru_cache(maxsize=4096)
def nameless(text: str) -> tuple[tuple[Span, bool], ...]:
    """Where authorities without a name speak in a block, and whether to us."""
    if not LETTERS.stand_in(text):
        return ()
    found: list[tuple[Span, bool]] = []
    for sentence in sentences(text):
        said = cut(text, sentence)
        if NONE.search(said):
            continue
        for m in SPEAKS.finditer(said):
            us = bool(TO_US.match(said, m.end()) or m.group().endswith("told us"))
            # “Senior police officials”: what stands before says of what.
            of = OF_WHAT.search(said, max(0, m.start() - 48), m.start()) if m.group("who") else None
            start = of.start() if of else m.start()
            found.append((Span(sentence.start + start, sentence.start + m.end()), us))
    return tuple(found)


OF_WHAT = re.compile(rf"(?<![\w’-]){FIELD}{{1,3}}$")
TO_US = re.compile(r"\s(?:us|this (?:desk|newsroom|newspaper)|our reporter)\b")
