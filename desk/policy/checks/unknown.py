"""Sites and accounts that a finished piece rests on and tells by their kind alone, or as nobody's. Pure."""

import re
from collections.abc import Iterator

from desk.policy.checks.base import link_finding
from desk.policy.checks.linked import different
from desk.policy.checks.nobody import account, opened_on
from desk.policy.checks.ours import at_home, names_of_ours
from desk.policy.cued import Cued
from desk.policy.hours.times import WEEKDAY
from desk.policy.letters import needing
from desk.policy.sources import almanac, evidence
from desk.policy.sources.binding import bound
from desk.policy.sources.offices import of_a_public_body
from desk.policy.text import body_sentences, cut, sentence_at, told
from desk.policy.types import Facts, Finding
from wires.links import Link

KIND = r"(?:news )?(?:site|website|portal|blog|forum|news page|fan page)"
# “X, a newsletter by a retired officer” says who it is; “a local news site” does not.
UNKNOWN_SITE = Cued(
    rf"\b[Aa]n?\s+(?:(?!(?:of|on|in|at|by|from|its|his|her|their|the|for)\b)[\w-]+\s){{0,3}}?{KIND}\b(?!\s+(?:of|for|by|run|kept|that|which|called|in which)\b|[’'])"
)
ACCOUNT = r"(?:account|channel|page|group|user|poster|feed|profile|handle|blog|bot)"
MADE = r"(?:joined|created|opened|set up|started|launched|registered|founded|begun|appeared|surfaced|emerged|(?:has |had )?spr[au]ng up|cropped up|went up|came online|first posted|began posting)"
RUNS = r"who (?:runs?|owns?|keeps?|makes?|made|writes?|publishes|edits?|posts|administers|manages|operates|started|set (?:it|them) up|is behind|stands behind|sits behind|pays|it is|it belongs to|they are|he is|she is)"
WHEN = rf"(?:(?:on \w+ )?since|in|on|this|last|only|two|three|four|a few|some|barely|just|less than|at|since|earlier|yesterday|{WEEKDAY})"
SOURCE = rf"(?:{ACCOUNT}|{KIND}|channel|newsletter|podcast|outlet|publication)"
OWNERS = r"(?:owners?|authors?|keepers?|operators?|administrators?|admins?|editors?|founders?|creators?|moderators?|publishers?|makers?|backers?|hosts?|identity|ownership|origins?)"
IDENTITY = r"(?:names?|owners?|authors?|editors?|address|contacts?|imprint|masthead|bylines?|publisher|telephone|phone|website|biography|bio|staff|newsroom|company|street)"
NEGATED = rf"(?:no (?:\w+ )?{IDENTITY}|neither (?:an? )?{IDENTITY}|not (?:an? |any )?{IDENTITY})"
# Nobody knows whose it is, or it has no past: an account that has still to be classed.
UNKNOWN_ACCOUNT = Cued(
    rf"\b[Aa]n?\s+(?:anonymous|unverified|little[- ]known|obscure|unnamed|unsigned|nameless|faceless|unattributed|unaffiliated|unidentified|uncredited|self[- ](?:styled|described|proclaimed|declared|appointed)|pseudonymous|newly (?:opened|created|registered)|previously unknown|hitherto unknown|unheard[- ]of)\s+(?:[\w-]+\s){{0,3}}?{SOURCE}\b(?!\s(?:of|for) (?:the|its|his|her)\b)"
    r"|\b[Aa] (?:new|recent|fresh|brand[- ]new|days-old|weeks-old|(?:\w+|\d+)-(?:day|week|month)-old) (?:[\w-]+\s){0,2}?(?:account|channel|handle|website|blog)\b"
    rf"|\b[Aa]n?\s+(?:[\w-]+\s){{0,3}}?{SOURCE}\b[^.;:]{{0,60}}?\b(?:(?:that|which) (?:was|had been) |(?:who|that|which|whose (?:domain|address|first post|page|profile)) )?(?:was |dates? from |is from )?{MADE} {WHEN}\b"
    rf"|\b[Aa]n?\s+(?:[\w-]+\s){{0,3}}?{SOURCE}\b[^.;:]{{0,60}}?\b(?:whose {OWNERS}\b|(?:that|which) (?:gives|names|has|carries|bears|shows|lists|states|prints) {NEGATED}|(?:with|without|under|bearing|carrying|giving|listing) (?:{NEGATED}|(?:an? |any )?{IDENTITY})(?= [^.;]{{0,6}}|[.,;]|$)|under (?:nobody[’']s|no one[’']s|no) name|of (?:unknown|uncertain|no known|unclear|doubtful) (?:owner|ownership|origin|provenance|authorship)|run by (?:nobody|no one|somebody|someone|persons?|people) |(?:that|which) (?:nobody|no one|(?:we|this desk) (?:had |have |has |do |does |did |could |can )?(?:not|never|cannot|n[o’']t|know nothing|knew nothing))\b ?|(?:that (?:was|is) |which (?:was|is) )?(?:unknown|new|not known|unfamiliar|unheard of) (?:to|until|before|here)\b)"
)
# “The account gives no name”, “nobody knows who runs the channel”: said of one that the sentence before named.
NO_NAME = Cued(
    rf"\b(?:(?:[Tt]he|[Tt]hat|[Tt]his|[Ii]ts) (?:\w+ )?(?:{SOURCE}|{OWNERS})|[Ii]t)\b[^.;]{{0,40}}?\b(?:(?:gives?|has|bears?|carr(?:y|ies)|shows?|names?|lists?|states?|prints?) {NEGATED}|(?:is|are|was|were|remains?) (?:not (?:known|named|identified)|unknown|unnamed|anonymous)|(?:do|does|did|would|will) not (?:say (?:{RUNS}|whose)|name (?:its|their)|identify (?:its|their|who)))\b"
    rf"|\b[Tt]he {SOURCE} (?:was |had been )?{MADE}\b[^.;]{{0,30}}?\b(?:(?:[a-z]+|\d+) (?:days?|weeks?|months?) (?:ago|before|earlier)|{WHEN})\b"
    rf"|\b[Tt]he {SOURCE} had (?:only |just |fewer than |some |about )?[\d,]+ (?:readers|followers|subscribers|members)\b|\bno (?:name|author|address|contact) (?:under|on|to|behind|beneath|beside) it\b|\b[Tt]he {SOURCE}\b[^.;]{{0,60}}?\bhas no (?:masthead|imprint|phone|bylines?|contacts?|website|editor|address)\b"
    rf"|\b[Ii]t (?:was |has been )?(?:{MADE}\b[^.;]{{0,12}}?\b(?:Telegram|X|Twitter|Facebook|Instagram|TikTok|YouTube|Bluesky)|(?:appeared|surfaced|emerged|sprang up|came online|opened|created|registered) (?:on |in )?{WHEN})\b"
    rf"|\b(?:[Nn]obody|[Nn]o one|[Ii]t is not|[Ii]t is un)[^.;]{{0,24}}?\b(?:knows?|known|clear|said|told) {RUNS}\b(?! (?:the|an?|his|her|its|their|our|[A-Z]\w+) (?!{SOURCE}\b))|\b[Ww]ho (?:runs?|owns?|keeps?|is behind|writes) (?:it|the {SOURCE}) (?:is|was) (?:not known|unknown|unclear|not (?:said|stated|given))\b"
)


def unclassed_listed(facts: Facts) -> Iterator[Finding]:
    """“According to a local news site”: told by its kind, and its link is of nobody the register has."""
    if facts.citations or "links" not in facts.known:
        return
    strange = [(n, k) for n, k in different(facts) if unregistered(facts, k)]
    posts = [(n, k) for n, k in strange if k.platform != "web"]
    pages = [(n, k) for n, k in strange if k.platform == "web" and not almanac.at_host(k.host)]
    for test, fits in ((of_a_site, pages), (of_an_account, posts or pages)):
        for _, said in told(facts.body, test) if fits else ():
            told_of = set(bound(facts, said))
            named = [(n, k) for n, k in fits if n in told_of]
            for n, link in named or (fits if len(fits) == 1 else []):
                yield unclassed(facts, n, link)
                return
    opening = opened_on(facts, strange)
    if opening:
        yield unclassed(facts, *opening)
        return
    yield from nameless(facts, posts or pages)


def unclassed(facts: Facts, n: int, link: Link) -> Finding:
    """The finding on a link of nobody the register has."""
    who = f"@{account(link)}" if account(link) else link.host
    return link_finding(facts, n, f"{who} has not been classed: it counts as no second origin.")


AT_MOST = 8  # sentences that are held against the links; a piece says it once


def nameless(facts: Facts, accounts: list[tuple[int, Link]]) -> Iterator[Finding]:
    """“The account gives no name”, of the one that the sentence before rests on."""
    spans = body_sentences(facts.body) if accounts else ()
    for sentence, _ in told(facts.body, gives_no_name)[:AT_MOST] if accounts else ():
        at = sentence_at(spans, sentence.start) or 0
        near = " ".join(cut(facts.body.text, s) for s in spans[max(0, at - 2) : at + 1])
        named = set(bound(facts, near))
        here = [(n, k) for n, k in accounts if n in named] or accounts
        if len(here) == 1 and THE_ACCOUNT.search(near):
            yield unclassed(facts, *here[0])
            return


@needing(NO_NAME.letters)
def gives_no_name(said: str) -> bool:
    """Whether a sentence says that nobody knows whose something is."""
    return NO_NAME.search(said) is not None


THE_ACCOUNT = re.compile(rf"(?<!its )(?<!his )(?<!her )(?<!our )(?<!own )(?<!their )\b{SOURCE}\b")


@needing(UNKNOWN_SITE.letters)
def of_a_site(said: str) -> bool:
    """Whether a sentence tells of a site by its kind alone."""
    return any(not USED.search(said[: m.start()]) for m in UNKNOWN_SITE.finditer(said)) and bool(SPEAKS.search(said))  # fmt: skip


@needing(UNKNOWN_ACCOUNT.letters)
def of_an_account(said: str) -> bool:
    """Whether a sentence tells of an account nobody knows."""
    return bool(UNKNOWN_ACCOUNT.search(said) and SPEAKS.search(said))


# “Sold on a website” rests on no site; “according to a website” does.
USED = re.compile(r"\b(?:on|through|via|from|into|at|for|of|to build|to run|runs?|built)\s$")
SPEAKS = re.compile(
    r"\b(?:[Aa]ccording to|sa(?:id|ys|ying)|report(?:ed|s)|counts?|counted|wr(?:ote|ites)|claim(?:ed|s)|publish(?:ed|es)|told|tells|posted|carried|quoted|by|calls?|puts?)\b"
)


def unregistered(facts: Facts, link: Link) -> bool:
    """Whether a link leads to somebody the register does not have, and is no public body’s and not our own."""
    plain = not (link.is_proxy or link.is_opaque or link.is_private or link.is_image)
    plain = plain and not at_home(link, names_of_ours(facts)[1])
    return plain and bool(link.key) and not of_a_public_body(link.host) and not evidence.source_of_link(facts, link.url)  # fmt: skip
