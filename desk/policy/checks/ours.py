"""Where somebody else's report rests on our own, told as one that bears it out. Pure."""

import re
from functools import lru_cache

from desk.policy.text import cut, sentences
from desk.policy.types import Span

TITLES = r"this (?:publication|desk|newsroom|newspaper|paper|site|agency|service|title|reporter|website|magazine|station|programme)"
OUR_WORK = r"(?:(?:own|first|earlier|original|initial)\s)?(?:\w+\s){0,2}?(?:reports?|stor(?:y|ies)|accounts?|pieces?|coverage|articles?|reporting|dispatch(?:es)?|interviews?|scoop|live ?blog|investigation|figures?|count|tally)"
# What names a source, by itself: “cites us”, “credits its story to us”, “traces it to this desk”.
NAMES_US = (
    r"(?:cit(?:es|ed|ing)|credit(?:s|ed|ing)?|attribut(?:es|ed|ing) (?:[\w’-]+ ){0,4}?to|credit(?:s|ed|ing)? (?:[\w’-]+ ){1,4}?to|trac(?:es|ed|ing) (?:[\w’-]+ ){1,4}?to|"
    r"link(?:s|ed|ing)? back to|rest(?:s|ed|ing)? (?:[\w’-]+ ){0,2}?(?:up)?on|(?:takes|took|taken|had|has|got|gets) (?:it|this|that|its \w+|the (?:\w+ ){1,2})\s?from|sourc(?:es|ed|ing) (?:[\w’-]+ ){0,3}?to|owes (?:[\w’-]+ ){1,3}?to)"
)
# What names a work as its source: “repeating our report”, “based on this newspaper’s account”.
NAMES_WORK = (
    r"(?:quot(?:es|ed|ing)|reprint(?:s|ed|ing)?|repeat(?:s|ed|ing)?|relay(?:s|ed|ing)?|echo(?:es|ed|ing)?|lift(?:s|ed|ing)?|copi(?:es|ed)|copying|carri(?:es|ed)|carrying|republish(?:es|ed|ing)?|"
    r"pick(?:s|ed|ing)? up|point(?:s|ed|ing)? to|refer(?:s|red|ring)? to|link(?:s|ed|ing)? to|bas(?:ed|es|ing) (?:[\w’-]+ ){0,4}?(?:up)?on|dr(?:aws?|ew|awn|awing) (?:[\w’-]+ ){0,2}?(?:up)?on|rel(?:y|ies|ied|ying) (?:[\w’-]+ ){0,2}?(?:up)?on|"
    r"(?:takes|took|taken|had|has|got|gets) (?:[\w’-]+ ){1,4}?from|built on)"
)


@lru_cache(maxsize=16)
def of_ours(names: tuple[str, ...]) -> re.Pattern[str]:
    """Somebody else's report that names ours, or us by one of our names, as what it rests on."""
    called = "|".join(re.escape(name) for name in names if name)
    title = f"(?:{TITLES}|(?:the )?(?:{called}))" if called else TITLES
    by_name = rf"|according to (?:the )?(?:{called})\b" if called else ""
    return re.compile(
        rf"\b(?:{NAMES_US}\s(?:(?:our|{title}[’']s)\s{OUR_WORK}|us|ours|{title})\b(?![’']s\b)|(?:{NAMES_US}|{NAMES_WORK})\s(?:our|{title}[’']s)\s{OUR_WORK}\b"
        rf"|(?:our|{title}[’']s)\s{OUR_WORK}\s(?:is|was|being|as)\s(?:its|their|the) (?:only |sole |one |single )?(?:source|basis|authority){by_name})"
    )


# Who credits us must be one who reports: a minister who cites us to open an inquiry bears nothing out.
CREDITED = re.compile(r"credit|attribut|trac|sourc|link")
REPORTS = re.compile(
    r"\b(?:report(?:s|ed|ing)?|stor(?:y|ies)|account|article|dispatch|confirm\w*|borne? out|bears? (?:it|this|that) out|corroborat\w+|back(?:s|ed)|repeat(?:s|ed)?|news|agency|paper|newspaper|site|broadcaster|station|channel|outlet|portal|wire|website|says? the same|same (?:account|figure|story)|"
    r"independent(?:ly)?|second source|another source|support(?:s|ed)|match(?:es|ed)|verified|wrote|published|carried|Radio|Times|Post|News|Herald|Tribune|Online|TV|Television|Press|Agency|Gazette|Journal|Daily|Weekly)\b"
)


BORNE_OUT = re.compile(
    r"\b(?:confirmed|borne out|backed|corroborated|verified|echoed|matched|bears? (?:it|this|that|us) out)\b"
)


# Letters of which some stand wherever we are named.
OF_US = re.compile(r"\b(?:us|ours?|this)\b")


def come_back(text: str, names: tuple[str, ...]) -> tuple[Span, ...]:
    """Where a block says that somebody's report rests on ours, from the words that make a proof of it on."""
    if not OF_US.search(text) and not any(name in text for name in names):
        return ()
    found: list[Span] = []
    for sentence in sentences(text):
        said = cut(text, sentence)
        m = of_ours(names).search(said)
        beside = said[: m.start()] + said[m.end() :] if m else ""
        if m and (CREDITED.match(m.group()) or REPORTS.search(beside)):
            proof = BORNE_OUT.search(said[: m.start()])
            start = proof.start() if proof else m.start()
            found.append(Span(sentence.start + start, sentence.start + m.end()))
    return tuple(found)
