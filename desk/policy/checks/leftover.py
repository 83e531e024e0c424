"""A check on what was written to colleagues and would be printed to readers."""

import re
from collections.abc import Iterator

from desk.policy import known
from desk.policy.checks.base import Check
from desk.policy.cued import Cued
from desk.policy.letters import Letters
from desk.policy.text import cut, in_quotes, overlaps
from desk.policy.types import STARTS, Confidence, Facts, Finding, Span, ZoneKind

# Marks that no reader is meant to see, whatever stands round them.
MARKS = re.compile(
    r"\bXXX+ [^\n]{3,200}? XXX+|\bTK(?:TK)*(?: TK(?:TK)*)*\b|\b(?:TO COME|TKTK|TBC|TBD|TBA|LOREM IPSUM|FIXME|CHECKME)\b|\bXX+\b|(?<!\w)_{3,}(?!\w)|(?<![\w-])tk(?: ?tk)*\b(?! ?\d)|\bxx+\b(?! ?[A-Z])|\?\?+|\bLorem ipsum\b|<<[^<>\n]{1,80}>>|\{\{[^{}\n]{1,60}\}\}"
    r"|(?:^|(?<=\n))(?i:slug(?:line)?|catch ?line|word ?count|folio)\s?:[^\n]{1,160}"
    r"|\b(?:TODO\b(?: ?\([^)\n]{1,30}\))?[ :–—-]+|TO[- ]DO: ?)\w[^.\n]{0,160}\.?|(?:^|(?<=\n))/(?:ends?|more|mf|mfl|add|continues)\b[^\n]{0,100}|(?:^|(?<=\n))[ \t]*(?://|/\*|<!--|%%|@@)[^\n]{2,200}"
    r"|\b(?:ADD|INSERT|CHECK|CONFIRM|VERIFY|UPDATE|NEED|NEEDS|GET|MORE|QUOTE|PHOTO|LINK|NAME|FIGURE|DELETE|CUT|HOLD|SUBS?|LEGAL|EDITORS?|DESK|PARAS?|DO NOT|NOT FOR|PICS?|CAPTION|BACKGROUND|PICK|RUN|USE|KEEP|MOVE|SPIKE|KILL|LOSE|LEAVE|DROP|REWRITE|RECHECK|TRIM|AWAITING|WAITING FOR|INTRO|LEDE|QUERY|STAND BY FOR)"
    r"(?: [A-Z]{2,}){1,8}\b(?=[\s.:,)\]]|$)"
)
# Every mark has two capitals or one of these signs.
CAPITALS = re.compile("[A-Z][A-Z]")
LIKE_MARKS = Letters("slug", "catch", "count:", "count :", "folio", "xx", "orem ipsum", "??", "<<", "{{", "//", "\n/", "/*", "<!--", "%%", "@@", "___", " tk ", " tk.", " tk,", "tktk", "(tk", "tk)")  # fmt: skip
# The same for the other patterns, in lower case.
LIKE_A_WORD = Letters(*"([{<:")
LIKE_AN_ORDER = Letters("brief for", "note applies", "not publish", "not for publication", "please", "pls ", "plz ", "should ", "must ", "are asked", "are reminded")  # fmt: skip
# “TK Elevator”, “XX Marzo”, “Apollo XX”, “the XX century”: letters of a name or a number.
NAMED_AFTER = re.compile(r"(?:[’']s)? (?:[A-ZÀ-Ý][a-zà-ÿ]|centur)|[-’']\w")
ASKED_AFTER = re.compile(r"\s?[(\[](?:check|confirm|tbc|name|surname|age|spelling|ask|get|find|\?)", re.IGNORECASE)  # fmt: skip
NAMED_BEFORE = re.compile(
    r"[^.!?\n ] [A-ZÀ-Ý][a-zà-ÿ]+ $|\b(?:of|and|called) $|\b(?:Article|Chapter|Book|Part|Section|Title|Volume|Annex|Appendix|Psalm|Canto|Act|Scene|Figure|Table|No\.|Number) $"
)
# “Louis XX is a hoax” at the head of a paragraph, but neither “Some XX homes” nor “Now XXX.”
NAMED_FIRST = re.compile(
    r"(?!(?:Some|About|Around|Over|Nearly|Almost|At|The|More|Another|All|In|Of|By|On|With|Roughly|Now|Then|Only|And|But|For|From)\b)[A-ZÀ-Ý][a-zà-ÿ]+ "
)
WORDS_TO_US = (
    r"check|confirm|refs?|cite|citation|missing|pending|awaiting|rewrite|tk|cq|sic\?|verify|source\??|link|name|photo|insert|add|caption|needs?|get|ask|to come|tbc|update|date\??|figure\??|age\??|spelling|"
    r"more|legal|ed(?:itor)?s?|sub(?:s|editor)?|desk|note|query|who\b|when\b|where\b|which\b|is this|are we|do we|can we|not sure|unconfirmed\?"
)
# What stands in square brackets for readers.
TO_READERS = r"(?:published|updated|corrected|correction|translat\w+|editor[’']s note|live|read|see|watch|listen|photo|picture|credit|source|music|applause|laughter|jingle|ends?|sic|this (?:article|story|piece))"
BRACKETS = re.compile(
    rf"\[(?!\s*{TO_READERS}\b)(?:[^\s\[\]]{{1,40}} ){{3,40}}[^\s\[\]]{{1,40}} ?\](?!\()|(?<!\{{)\{{[A-Za-z][^{{}}\n]{{2,60}}\}}(?!\}})|\[\s*(?:{WORDS_TO_US})\b[^\]\n]{{0,120}}\](?!\()|\[[^\]\n?]{{3,120}}\?\](?!\()|(?-i:\[[A-Z][A-Z0-9’',:;/.-]+(?: [A-Z0-9’',:;/.-]+){{1,14}}\](?!\())",
    re.IGNORECASE,
)
# Whom a note is to; “Guidance for editors says …” is of others, and only the sign makes it ours.
US = r"(?:the )?(?:(?:night|news|copy|picture|photo|back|foreign|city|sports?) ?)?(?:desk|bench|editors?|subs?|sub-?editors?|writers|reporters|legal|lawyers?|colleagues|whoever (?:subs|edits))"
TO_SOMEBODY = re.compile(
    r"[(\[{]\s*(?:ED(?:ITOR)?S?|DESK|SUBS?|LEGAL|NOTE|PHOTO|COPY)(?:[’']?S)?(?: NOTE| DESK)?\s*[:–—-][^)\]}\n]{0,200}[)\]}]"
    r"|<(?:insert|map|photo|picture|graphic|chart|table|add|check|caption|embed|image|video|pull ?quote|quote|link|name|tk)\b[^<>\n]{0,60}>|"
    r"[(\[{]\s*(?:(?:[Nn]ote )?(?:[Tt]o |[Ff]or )?(?:[Dd]esk|[Ee]d(?:itor)?s?|[Ss]ubs?(?:editors?)?|[Nn]ight (?:desk|editor)|[Pp]hoto desk|[Ll]egal|[Cc]opy(?: ?desk)?|[Nn]ote)\s*[:–—-]|please (?:check|confirm|add|verify))"
    r"[^)\]}\n]{0,200}[)\]}]"
    rf"|(?:^|(?<=[.!?\n] )|(?<=\n))(?:[Nn]ote|[Mm]emo|[Mm]essage|[Rr]eminder|[Qq]uery) (?:to|for) (?:self|{US})\b\s*[:–—-]?"
    rf"|(?:^|(?<=[.!?\n] )|(?<=\n))(?:[Bb]rief|[Ss]teer|[Gg]uidance|[Ii]nstructions?|[Aa]dvice|[Ww]ord|[Rr]equest|[Qq]uestion) (?:to|for) {US}\s*(?:[:–—]|-\s)"
    r"|(?:^|(?<=[.!?\n] )|(?<=\n))(?:Desk|DESK|Subs?|SUBS?|Ed(?:itor)?s?|ED(?:ITOR)?S?|Night desk|NIGHT DESK|Copy ?desk|COPY ?DESK|Legal|(?:PICTURE|PHOTO|GRAPHICS) DESK|BACK ?BENCH|NB)\s*:\s[^\n.]{1,160}",
)
# Asides from one who writes to others who write: questions, promises, orders.
TO_DO = r"(?:confirm|check|stand|verify|get|find|ring|call|name|use|run|add|cut|source|link|reach|ask|print|credit|match|clear|chase|lose|keep|trim|move)"
ASIDES = re.compile(
    rf"[(\[]\s*(?:[Cc]an|[Cc]ould|[Dd]o|[Dd]id|[Ss]hould|[Ww]ill|[Hh]as|[Hh]ave|[Aa]re) (?:we|you|anyone|anybody|somebody|someone|I) (?:\w+ ){{0,3}}?{TO_DO}\b[^)\]\n]{{0,80}}[)\]]"
    r"|[(\[][^()\[\]\n]{0,80}\b(?:pls|plz|recheck|double[- ]check|fact[- ]?check|before pub(?:lication)?|stand (?:this|it) up|(?:legal|(?<!his )(?<!her )(?<!heir )(?<!’s )lawyers?) (?:ok|okay|to (?:read|see|clear|check)|has not|have not)|(?i:desk|subs?|editors?|legal|(?<!his )(?<!her )(?<!heir )(?<!’s )lawyers?|photo|pictures?|graphics?|ed) to (?:add|check|confirm|see|cut|fix|write|advise|decide|supply|find)|cut from here|cut if (?:short|long|needed)|tk|to be (?:added|confirmed|cropped|checked|supplied|updated))\b[^()\[\]\n]{0,80}[)\]](?!\()"
    r"|\((?:sp|spelling|ck|cq|tbc|tbd|name|date|age|year|source|figure|link|title|which|who|when|where|how many|right|true|still|who (?:he|she|they))\?{1,3}\)|\(\?+\)"
    r"|\((?:[Cc]ut|[Tt]rim|[Mm]ove|[Ll]ose|[Dd]rop|[Mm]erge|[Cc]heck|[Rr]ephrase|[Rr]eword|[Rr]epeats?)\b[^()\n]{0,40}(?:\?|\b(?:(?:first |last |sur)names?|spelling|stringer|reporter|paras?|pars?|grafs?|legal|desk|subs|up|down|intro|lede|top|headline|here))\)"
    r"|@[A-Z][a-z]+,? (?:can|could|please|pls|do|did|are|is|have|has|will) (?:you|we|this|it)\b[^.?\n]{0,80}\??"
    r"|\*{2,}\s?(?:[Ii]nsert\b|[Tt][Kk]\b|[^*\n]{0,60}\b(?:quote|figure|name|photo|para|date|link) (?:here|to come|tbc|tk)\b)[^*\n]{0,60}\*{2,}"
    r"|(?:^|(?<=[.!?\n] )|(?<=\n))NB\b[ :,–—-]+\w[^.\n]{0,160}"
    r"|\bI(?:[’']ll| will|[’']ve| have| need to| must|[’']m| am)(?: still| only| just| not)? (?:fix|rewrite|rewritten|check|checked|add|tidy|polish|ring|chase|update|file|left|waiting|going to (?:check|add|rewrite|ring|fix))\b[^.\n]{0,60}\b(?:later|intro|lede|top|para(?:graph)?s?|quotes?|copy|ending|headline|byline|spelling)\b"
)
REQUESTS = re.compile(
    r"(?:^|(?<=[.!?] )|(?<=\n))(?:(?:Still )?[Nn]eeds?|Awaiting|Waiting (?:for|on)|Missing:|Chas(?:e|ing)) (?:an? |the |another |more )?(?:quotes?|lines?|reply|response|comment|names?|picture|photo|caption|confirmation|copy|legal|byline|figures?)\b[^.\n]{0,100}"
    r"|(?:^|(?<=[.!?] )|(?<=\n))[A-Z][a-z]+(?:,| [–—-]) (?:can|could|please|pls)\b(?: you| someone| somebody)? (?:please |pls )?(?:check|confirm|ring|call|add|find|get|cut|look|fix|verify|ask|chase|read)\b[^.?\n]{0,80}\??"
)
ASKS = Letters("need a", "needs a", "need quote", "need line", "need comment", "need more", "need the", "await", "waiting on", "waiting for", "missing:", "chase ", "chasing ", ", can ", ", could ", "– can ", "– could ", "- can ", "- could ", ", please", ", pls", "– please", "- pls")  # fmt: skip
LIKE_AN_ASIDE = Letters("(", "[", "@", "**", "NB ", "NB:", "NB,", "I ", "I'", "I’", cased=True)
NOTE_TO = Cued(
    r"(?:ote|emo|essage|eminder|uery|rief|teer|uidance|nstructions?|dvice|ord|equest|uestion) (?:to|for) "
)
ADDRESSED = re.compile(
    r"\b(?:[Tt]he )?brief for (?:editors|writers|reporters|the desk)(?: covering [^.,;]{3,60}?)?(?= is\b| are\b|[.,;:])"
    r"|\b(?:[Tt]he |[Tt]his )?(?:desk|house|editorial) note applies to\b"
    r"|\b(?:[Ee]ditors?|[Ss]ub(?:s|editors)|[Ww]riters|[Rr]eporters) (?:should|must|please|are asked to|are reminded to) (?:note|use|check|add|hold|see|keep|remove|refer|avoid|treat|be aware|"
    r"put|lead|cut|follow|attribute|not use|make sure)\b|\b[Dd]o not publish\b|\b[Nn]ot for publication\b|\b[Ss]ub(?:s|editors?) please\b|\b[Pp]l[sz] [a-z]{2,}\b(?: [a-z]+\b)?"
)


def notes_left_in_copy(facts: Facts) -> Iterator[Finding]:
    """Instructions to colleagues that readers would get."""
    for zone in filter(None, (facts.headline, facts.dek, facts.body, facts.note)):
        # The printed note may say whom it is for and where it applies.
        for span in known.scan(zone, written_to_us, zone.kind is not ZoneKind.NOTE):
            sure = Confidence.UNSURE if zone.kind is ZoneKind.NOTE else Confidence.SURE
            said = "This is written to colleagues, not to readers."
            exact = cut(zone.text, span)
            yield Finding("", zone.kind, exact, span.start, span.end, said, confidence=sure)


def written_to_us(text: str, copy: bool) -> tuple[Span, ...]:  # noqa: FBT001 - asked of a block
    """Where a block of copy or of a note speaks to colleagues, each stretch once, quotations left out."""
    taken: list[Span] = []
    marked = LIKE_MARKS.stand_in(text) or text.startswith("/") or CAPITALS.search(text)
    marks = (MARKS,) if marked else ()
    words = (TO_SOMEBODY, BRACKETS) if LIKE_A_WORD.stand_in(text) or NOTE_TO.search(text) else ()
    asides = (ASIDES,) if copy and LIKE_AN_ASIDE.stand_in(text) else ()
    requests = (REQUESTS,) if copy and ASKS.stand_in(text) else ()
    orders = (ADDRESSED,) if copy and LIKE_AN_ORDER.stand_in(text) else ()
    for pattern in (*words, *asides, *requests, *marks, *orders):
        free = [m for m in pattern.finditer(text) if not overlaps(taken, Span(*m.span()))]
        said = [m for m in free if not in_quotes(text, Span(*m.span())) and not of_a_name(text, m)]
        taken = sorted([*taken, *(Span(*m.span()) for m in said)], key=STARTS)
    return tuple(side_by_side(text, taken))


def side_by_side(text: str, taken: list[Span]) -> Iterator[Span]:
    """What stands side by side as one: “TK (check surname)”."""
    last = None
    for span in taken:
        if last and last.end <= span.start and text[last.end : span.start] in {"", " "}:
            last = Span(last.start, span.end)
            continue
        if last:
            yield last
        last = span
    if last:
        yield last


def of_a_name(text: str, mark: re.Match[str]) -> bool:
    """Whether TK or XX are letters of a name or a Roman number here."""
    if not re.fullmatch(r"TK|XX+", mark.group()):
        return False
    if NAMED_AFTER.match(text, mark.end()):
        return True
    if ASKED_AFTER.match(text, mark.end()):
        return False  # “Sani Bello TK (check surname)”
    if NAMED_BEFORE.search(text[max(0, mark.start() - 24) : mark.start()]):
        return True
    before = text[max(0, mark.start() - 40) : mark.start()]
    head = before.rpartition("\n")[2]
    at_head = len(head) < len(before) or len(before) == mark.start()
    goes_on = text[mark.end() : mark.end() + 2].strip().islower()
    return goes_on and at_head and NAMED_FIRST.fullmatch(head) is not None


CHECKS = [
    Check(
        "notes-left-in-copy",
        "Words to colleagues left in the copy.",
        "Readers get them.",
        "Take them out.",
        notes_left_in_copy,
    ),
]
