"""Checks on what the copy says its sources are and show: their platform, a thread, several things, a place found."""

import re
from collections.abc import Iterator
from dataclasses import replace

from desk.policy import known
from desk.policy.checks.base import BLOCKING, Check, body_finding
from desk.policy.checks.linked import links
from desk.policy.checks.several import admitted_of_some
from desk.policy.checks.single import body_of_many, headline_of_many
from desk.policy.checks.the_rest import all_but_one
from desk.policy.cued import Cued
from desk.policy.letters import needing
from desk.policy.sources.binding import (
    PLATFORMS,
    bound,
    named_platforms,
    names_account,
    names_of,
    platform_of,
)
from desk.policy.text import cut, in_quotes, told
from desk.policy.types import Confidence, Facts, Finding, Span
from wires.links import read

MATERIAL = r"(?:channels?|threads?|footage|posts?|videos?|accounts?|messages?|users?|reports?|clips?|pages?|streams?|feeds?|monitors?|groups?)"
SURFACED = (
    r"(?:relay(?:ed|s)?|posted|posts?|shared|published|wrote|written|surfaced|appeared|circulat(?:ed|ing)|emerged|spread(?:ing)?|uploaded|seen|said|"
    r"reported|announced|statements?|messages?|footage|videos?|clips?|threads?|live(?:streamed)?|broadcast|confirmed|pictures|images|first)"
)
RELIES = {
    platform: re.compile(
        rf"(?<!\w)(?P<all>(?:{SURFACED}\s+(?:[a-z]+\s+){{0,2}})?(?:[Oo]n|to|[Vv]ia|[Tt]hrough|over|from)\s+(?:the\s+)?(?:{name})(?!\w)(?:\s{MATERIAL})?"
        rf"|(?:{name})\s{MATERIAL}"
        rf"|(?:{name})\s(?:carried|carries|had|has|spread|showed|shows|is full of|was full of|filled with|lit up with)\s(?:it|them|this|that|the (?:film|picture|video|news|clip|photo\w*|footage|images?)|a (?:film|picture|video|clip|photo\w*))\b)" + (r"|(?<!\w)(?P<verb>tweet(?:s|ed)?)\b" if platform == "x" else "")
    )
    for platform, name in PLATFORMS.items()
}  # fmt: skip
SPOKEN_OF = re.compile(
    r"\b(?:milblog\w*|rumou?r\w*|hoax\w*|fakes?|conspirac\w+|adverts?|ecosystem|propagand\w*|framing|framed|ban(?:s|ned)?|block(?:s|ed|ing)?|shut down|restrict\w*|regulat\w*|fine[ds]?|(?:Telegram|Twitter|X|app|platform|company|firm)(?:[’']s)? (?:co-?)?founder|founder of (?:Telegram|Twitter|X)|"
    r"app|company|shares|moderat\w+|disinformation|recruit\w*|outage|said it would|owned|owner|lawsuit|sued)\b",
    re.IGNORECASE,
)


def platform_mismatch(facts: Facts) -> Iterator[Finding]:
    """The copy says it rests on a platform from which nothing is listed."""
    if "links" not in facts.known or not (facts.links or facts.citations):
        return
    hrefs = [link.href for link in facts.links]
    hrefs += [c.item.url for c in facts.citations if c.item.url]
    # A channel as a whole is no post, unless nothing else is listed; a picture from a platform's store, or a mirror, is on it.
    posts = {platform_of(h) for h in hrefs if not read(h).is_account and not read(h).is_home}
    social = {read(h).platform for h in hrefs if read(h).is_post} - {"web"}
    if not social:
        social = {read(h).platform for h in hrefs if read(h).is_account} - {"web"}
        posts |= social
    hides = any(read(h).is_opaque for h in hrefs)
    if not social or hides or any(c.item.own for c in facts.citations):
        return
    yield from no_page(facts)
    for sentence, said in told(facts.body, relies):
        for platform, pattern in RELIES.items():
            m = pattern.search(said) if platform not in posts else None
            if m is None or SPOKEN_OF.search(said):
                continue
            span = Span(sentence.start + m.start(), sentence.start + m.end())
            if in_quotes(facts.body.text, span):
                continue
            names = " and ".join(sorted({"x": "X"}.get(p, p.title()) for p in social))
            named = {"x": "X"}.get(platform, platform.title())
            yield body_finding(facts, span, f"The posts listed are on {names}, none on {named}.")


def relies(said: str) -> bool:
    """Whether a sentence rests on a platform."""
    return any(pattern.search(said) for pattern in RELIES.values())


def no_page(facts: Facts) -> Iterator[Finding]:
    """“On its website”, where the house that is named has a post on a platform listed, and no page."""
    hosts = [link.host for _, link in links(facts) if link.platform == "web"]
    for sentence, said in told(facts.body, on_website):
        m = WEBSITE.search(said)
        if m is None or named_platforms(said):
            continue
        posts = [k for _, k in links(facts) if k.is_post and k.handle and names_account(said, k.handle) > 1]  # fmt: skip
        if posts and not any(names_of(said).has(host) for host in hosts):
            span = Span(sentence.start + m.start(), sentence.start + m.end())
            yield body_finding(facts, span, f"What is listed of @{posts[0].handle} is on {posts[0].platform.title()}.")  # fmt: skip


def on_website(said: str) -> bool:
    """Whether a sentence rests on somebody's own pages."""
    return bool(WEBSITE.search(said))


WEBSITE = re.compile(r"\bon (?:its|his|her|their)(?: own)? (?:website|web ?site|site|web page)\b")


THREAD = re.compile(
    r"\b(?:(?:Telegram|X|Twitter|social[- ]media|[Tt]his|[Tt]hese|[Tt]he)\s+(?:\w+\s+)?threads?)\b(?! of)"
)


def thread_of_one(facts: Facts) -> Iterator[Finding]:
    """A thread, where one post of that account is listed."""
    if "links" not in facts.known:
        return
    found = [link for _, link in links(facts)]
    posts = {link.key for link in found if link.is_post}
    if len(posts) != 1 or any(not link.is_post and link.platform == "web" for link in found):
        return
    m = THREAD.search(facts.body.text)
    if m and not in_quotes(facts.body.text, Span(*m.span())):
        said = "One post is listed: is it a thread?"
        yield body_finding(facts, Span(*m.span()), said, confidence=Confidence.UNSURE)


STATE = (
    r"(?:ablaze|on fire|burn(?:ed|ing|t)|alight|in flames|catch(?:ing)? fire|caught fire|smouldering|without (?:its|their |a )?(?:roofs?|windows|walls)|"
    r"(?:was|were|being|been|lay)?\s?(?:hit|struck|destroyed|gutted|flattened|damaged|shelled|levelled|ruined|in ruins)|collaps(?:ed|ing)|"
    r"lost (?:(?:its|their|the|a|part of (?:its|their|the)|parts of (?:its|their|the)) )?(?:roofs?|windows|fronts?|walls?|ceilings?|chimneys?|spires?|towers?)|that had caught)"
)
# Words for one kind of thing: “homes were in flames”, “one house burned”.
KINDS = (
    "building block house home flat apartment tower high-rise structure dwelling bungalow villa",
    "car vehicle bus truck lorry van minibus coach",
    "ship boat vessel tanker ferry barge",
    "shop store stall kiosk market",
)
WORDS_OF = {word: group.split() for group in KINDS for word in group.split()}
ONE = Cued(
    r"\b(?:(?:the|only|just) one|one|a single|the only)\s+(?P<noun>(?:(?!of\b)[a-z-]+ ){0,2}?[a-z-]+)\b(?P<rest>[^.;]{0,70})",
    re.IGNORECASE,
)


def plural_from_one(facts: Facts) -> Iterator[Finding]:
    """Several where the source shows one; the same words once."""
    told: set[tuple[str, int]] = set()
    for found in several_of_one(facts):
        if (found.zone, found.start) not in told:
            told.add((found.zone, found.start))
            yield found


def several_of_one(facts: Facts) -> Iterator[Finding]:
    """Several buildings in one sentence where another says that the source shows one."""
    text = facts.body.text
    yield from one_voice_as_many(facts)
    harmed = frozenset(noun for _, noun in known.scan(facts.body, one_damaged))
    for found in (*headline_of_many(facts, harmed), *all_but_one(facts)):
        yield replace(found, confidence=Confidence.UNSURE)
    for span, noun in body_of_many(facts):
        if not in_quotes(text, span):
            said = f"The piece tells of one {noun}."
            yield body_finding(facts, span, said, confidence=Confidence.UNSURE)
    taken: set[int] = set()
    ones: dict[str, list[Span]] = {}
    for one, noun in known.scan(facts.body, one_damaged):
        ones[noun] = [*ones.get(noun, [])[:1], one]
    for noun, places in ones.items():
        for m in several(text, noun):
            # The first place or the last: a plural can stand over one of them, not over both.
            apart = [p for p in places if m.start() > p.end or p.start > m.end()]
            if m.start() in taken or not apart or in_quotes(text, Span(*m.span())):
                continue
            taken.add(m.start())
            one = apart[0]
            said = f"Elsewhere the piece has “{cut(text, one).strip()}”."
            yield body_finding(facts, Span(*m.span()), said, confidence=Confidence.UNSURE)


@needing(ONE.letters)
def one_damaged(text: str) -> tuple[tuple[Span, str], ...]:
    """Where a block says that one thing burns or lies in ruins, and what it is."""
    return tuple(
        (Span(*m.span()), m.group("noun").split()[-1].lower())
        for m in ONE.finditer(text)
        if IN_RUINS.search(m.group("rest"))
    )


IN_RUINS = re.compile(rf"^(?:(?:,[^,.;]{{1,30}}){{1,3}},\s(?:was|is|had been|has been)\s|\W|\b(?:is|was|being|that|still|seen|which|next to it)\b|\s)*.{{0,24}}?\b{STATE}", re.IGNORECASE)  # fmt: skip


def several(text: str, noun: str) -> Iterator[re.Match[str]]:
    """Where more than one of a thing, or of its like, burns or lies in ruins; counted ones are let be."""
    nouns = "|".join(
        f"{re.escape(w)}(?:s|es)|{re.escape(w[:-1])}ies" for w in WORDS_OF.get(noun, [noun])
    )
    pattern = rf"(?P<lead>(?:[a-z’][a-z’-]* ){{0,2}})\b(?:{nouns})\b[^.,;]{{0,45}}?\b{STATE}"
    for m in re.finditer(pattern, text, re.IGNORECASE):
        counted = re.search(r"\b(?:no|other|two|three|four|five|six|seven|eight|nine|ten|both|nearby|of the|these|\d+)\b", m.group("lead"), re.IGNORECASE)  # fmt: skip
        if not counted and not re.search(r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|no|dozens of)\s*$", text[max(0, m.start() - 14) : m.start()]):  # fmt: skip
            yield m


SOME = r"(?:(?:several|many|numerous|various|multiple|local|other|Ukrainian|Russian|dozens of|scores of|a number of|monitoring|news)\s){0,3}"
ON_PLATFORM = re.compile(
    rf"\b(?P<all>(?:[Pp]osts|[Vv]ideos|[Cc]lips|[Aa]ccounts|[Uu]sers|[Pp]ictures|[Ii]mages|[Cc]hannels) on (?P<on>{'|'.join(PLATFORMS.values())})|{SOME}(?P<platform>{'|'.join(PLATFORMS.values())})\s(?:channels|accounts|posts|users|groups|pages|videos|clips))\b(?=\s(?:have |had |also |all |later |then |in \w+ )?"
    r"(?:described?|showed?|shows?|said|say|report(?:ed)?|carr(?:y|ied)|posted|published|shared|spoke|told|put|claim(?:ed)?|suggest(?:ed)?|wrote|captured|filmed))"
)
THEY_POSTED = re.compile(
    r"\b(?:residents|witnesses|eyewitnesses|neighbours|neighbors|passengers|locals|villagers|onlookers|users|people|bystanders|drivers|students)\s(?:also |have |had |later |there )?"
    r"(?:posted|shared|uploaded|published|put up)\s(?:\w+ ){0,2}?(?:videos|clips|films|photographs|photos|pictures|images)\b",
    re.IGNORECASE,
)
MANY_PERSONS = re.compile(
    r"\b(?:several|many|numerous|multiple|various|dozens of|scores of|a number of)\s(?:other |local |independent )?(?P<who>eyewitnesses|witnesses|survivors|residents|neighbours|neighbors|passengers|villagers)\s(?:have |had |also |later )?"
    r"(?:said|say|spoke|told|described?|reported|recalled|remembered|saw|heard)\b",
    re.IGNORECASE,
)
ONE_PERSON = re.compile(r"\b(?:[Aa]|[Oo]ne) (?:survivor|resident|witness|neighbour|neighbor|passenger|villager|bystander)\b[^.;]{0,30}?\b(?:said|told|recalled|wrote)\b")  # fmt: skip


def one_voice_as_many(facts: Facts) -> Iterator[Finding]:
    """Some who tell and are one, as the copy goes on to say, or as its list does."""
    admitted = admitted_of_some(facts)
    if admitted is None:
        yield from one_post_as_many(facts)
        return
    said = f"Further on, “{cut(facts.body.text, admitted)}” are one."
    yield body_finding(facts, admitted, said, confidence=Confidence.UNSURE)


def one_post_as_many(facts: Facts) -> Iterator[Finding]:
    """A plural of posts, of people who post or of people who speak, where one of them is listed."""
    if "links" not in facts.known or facts.citations or not facts.links:
        return
    for sentence, said in told(facts.body, of_several):
        m = on_one_platform(facts, said)
        m = m or (None if bound(facts, said) else of_one_voice(facts, said))
        span = Span(sentence.start + m.start(), sentence.start + m.end()) if m else None
        if span and not in_quotes(facts.body.text, span):
            yield body_finding(facts, span, "One of them is listed.", confidence=Confidence.UNSURE)
            return


OF_MANY = Cued(
    r"channels|accounts|[Pp]osts|users|groups|pages|ideos|lips|films|photo|ictures|images|itnesses|urvivors|esidents|eighbo|assengers|illagers"
)


@needing(OF_MANY.letters)
def of_several(said: str) -> bool:
    """Whether a sentence tells of several posts or voices and gives them to nobody."""
    if not OF_MANY.search(said):
        return False
    plural = ON_PLATFORM.search(said) or THEY_POSTED.search(said) or MANY_PERSONS.search(said)
    return bool(plural) and not SPOKEN_OF.search(said) and not ACCORDING.search(said)


def on_one_platform(facts: Facts, said: str) -> re.Match[str] | None:
    """“Telegram channels described …”, where one post on Telegram is listed among other houses."""
    m = ON_PLATFORM.search(said)
    houses = {read(link.href).domain for link in facts.links} - {""}
    posts = [platform_of(link.href) for link in facts.links]
    alone = m and posts.count(on_platform(m.group("platform") or m.group("on"))) == 1
    return m if alone and len(houses) > 1 else None


def of_one_voice(facts: Facts, said: str) -> re.Match[str] | None:
    """“Residents posted videos” and no two posts are listed; “several witnesses” where one is heard."""
    posts = [p for link in facts.links if (p := platform_of(link.href)) != "web"]
    m = THEY_POSTED.search(said) if len(posts) < 2 else None
    if m is None and len(facts.links) == 1 and any(known.each(facts.body, one_person)):
        m = MANY_PERSONS.search(said)
    return m


def one_person(text: str) -> bool:
    """Whether a block hears one of those who were there."""
    return bool(ONE_PERSON.search(text))


ACCORDING = re.compile(r"\baccording to\b|,\s[^,]{2,40}\s(?:said|reported)\b")


def on_platform(name: str) -> str:
    """The platform of a name that a text gives it."""
    return next((p for p, names in PLATFORMS.items() if name in names.split("|")), "")


GEOLOCATED = Cued(
    r"\b(?:(?:was|were|has been|have been|been)\s+geolocated|geolocated\s+(?:footage|videos?|images?|pictures)|footage geolocated)\b",
    re.IGNORECASE,
)


def geolocation_unsigned(facts: Facts) -> Iterator[Finding]:
    """“Geolocated”, and nobody is named who did it."""
    for sentence, said in told(facts.body, geolocated):
        m = GEOLOCATED.search(said)
        if m is None or re.search(r"\b(?:geolocat\w+ by|by (?:the )?[A-Z]|[A-Z]\w+ (?:has |have |had )?geolocat|this (?:desk|newspaper|newsroom)|our )", said):  # fmt: skip
            continue
        span = Span(sentence.start + m.start(), sentence.start + m.end())
        if not in_quotes(facts.body.text, span):
            yield body_finding(facts, span, "By whom?", confidence=Confidence.UNSURE)


@needing(GEOLOCATED.letters)
def geolocated(said: str) -> bool:
    """Whether a sentence says that something was geolocated."""
    return bool(GEOLOCATED.search(said))


CHECKS = [
    Check(
        "platform-mismatch",
        "The copy names a platform from which nothing is listed.",
        "It tells readers of sources that are not there.",
        "Name the platform the posts are on, or list the others.",
        platform_mismatch,
        BLOCKING,
    ),
    Check(
        "thread-of-one",
        "A thread, where one post is listed.",
        "A thread reads as many observations; one post is one.",
        "Write “post”, or list the others.",
        thread_of_one,
    ),
    Check(
        "plural-from-one",
        "Several where the source shows one.",
        "A plural is a claim.",
        "Write what was seen.",
        plural_from_one,
    ),
    Check(
        "geolocation-unsigned",
        "Something is geolocated, and nobody is named who did it.",
        "It is a finding, and findings have authors.",
        "Say who placed it, and how.",
        geolocation_unsigned,
    ),
]
