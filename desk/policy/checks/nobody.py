"""Channels, blogs and accounts that a piece opens on and nobody has classed. Pure.

A channel that a piece calls by its name is told from an office or a house by what the copy says it is: “the
Telegram channel Dnipro Night” is nobody’s, “the governor wrote on Telegram” is somebody’s.
"""

import re
from functools import lru_cache

from desk.policy import known
from desk.policy.checks.base import zones
from desk.policy.checks.credited import telling
from desk.policy.checks.linked import complete, different
from desk.policy.checks.mentioned import BODIES, loose_in
from desk.policy.checks.relays import called_one, is_relay
from desk.policy.hours.times import MONTH, WEEKDAY
from desk.policy.sources import almanac
from desk.policy.sources.attribution import answered_for
from desk.policy.sources.binding import names_account, runs
from desk.policy.text import body_sentences, cut
from desk.policy.types import Facts
from wires.links import Link

# Where anybody may publish: whose it is, the address does not say.
ANYBODY = re.compile(
    r"(?:^|\.)(?:substack\.com|medium\.com|blogspot\.\w+|wordpress\.com|tumblr\.com|ghost\.io|beehiiv\.com|podbean\.com|patreon\.com|livejournal\.com|buttondown\.\w+|neocities\.org|github\.io|wixsite\.com|weebly\.com|telegra\.ph|threads\.(?:net|com)|tiktok\.com|mastodon\.\w+|rumble\.com|whatsapp\.com|reddit\.com|discord\.\w+|bsky\.app)$|\.blog$"
)
PLATFORM = r"(?:Telegram|X|Twitter|Facebook|Instagram|TikTok|YouTube|Bluesky|Threads|Mastodon|WhatsApp|Substack|Medium|VK|Reddit)"
KIND = r"(?:channel|account|page|group|blog|newsletter|podcast|feed|forum|profile|monitor|bot|handle|diary|log|collective|watch|site|website|portal)"
NAME = r"[A-ZÀ-ÝĀ-Ž@][\w@.’-]*(?: (?:of |the |de )?[A-ZÀ-ÝĀ-Ž0-9][\w.’-]*){0,4}"
# “The Telegram channel Kaunti Leaks”, “Kisiwa Leo, a blog”, “HellshireBuzz, found on Instagram”.
CALLED = re.compile(
    rf"\b(?:[Tt]he|[Aa]n?|[Oo]ne)\s(?:[\w-]+\s){{0,3}}?(?:{PLATFORM}\s)?{KIND},?\s(?:on {PLATFORM},? )?(?:of |called |named |known as |of the name of |by the name of |(?:that |which )?go(?:es|ing) by (?:the name (?:of )?)?|titled |entitled |styled |that signs as |under the name of |of one )?(?P<one>{NAME})"
    rf"|(?<![\w@])(?!(?:{WEEKDAY}|{MONTH})\b)(?P<two>{NAME})(?:,\s|\s\(|, which is\s|\sis\s)(?:an?|the|one)\s(?:[\w-]+\s){{0,3}}?(?:{PLATFORM}\s)?{KIND}\b"
    rf"|(?<![\w@])(?!(?:{WEEKDAY}|{MONTH})\b)(?P<three>{NAME}),?\s(?:who [^.;]{{3,60}}?, )?(?:\w+ ){{0,3}}?on {PLATFORM}\b"
    rf"|\bon {PLATFORM},? where (?P<four>{NAME})\s"
)
# What the copy says of one whom nobody knows.
NEW = re.compile(
    r"\b(?:followers: ?\d|(?:has|have|had|with|counts?|after|of) (?:only |just |barely |fewer than |some |about )?(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?:followers|subscribers|posts|editions|entries)\b|(?:new|unknown) to (?:us|this desk|anybody|nobody)|known to (?:nobody|no one)|sent out \w+ editions|holds one entry|"
    r"(?:calls?|calling|styl(?:es|ing)|sign(?:s|ing)) (?:itself|himself|herself|themselves)\b|who (?:signs (?:as|with)|goes by)|under the name of|in no register|not (?:in|on) (?:the|any) register|nobody (?:vouches|knows who (?:it|he|she|they|\w+ (?:it|them))\b|has heard of it)|nothing is known|(?:had ?n[o’']t|had not|have not|never) heard of (?:it|him|her|them)|"
    r"who(?:ever)? (?:[\w’]+ ){1,4}(?:may be|is|are|was|were),? (?:we could|we can|nobody|is not|remains)|whoever (?:she|he|they|it) (?:is|are|may be)|no (?:masthead|imprint|byline|bylines|badge|bio|telephone number|publisher|editor)\b|(?:gives?|names?|has|have|with) no (?:author|owner|employer|address|names?|telephone|phone)\b|"
    r"(?:does ?n[o’']t|does not|do not|did not) (?:give|name|say) (?:an? |its |their |the )?(?:author|authors|owner|owners|who (?:pays|runs|owns|writes|he is|she is|they are))|(?:single|no) name under|no (?:university|register|directory) (?:lists|knows))"
    rf"|\b(?:channel|account|site|website|page|group|blog|portal|feed|newsletter|podcast|it|domain|address)\b(?:(?!\b(?:s?he|they|we|I|who|and|but|that|when|as)\b)[^.;]){{0,40}}?\b(?:opened|appeared|created|registered|set up|begun|started|launched|existed|exists|joined|dates|is from|came up)\b[^.;]{{0,14}}?\b(?:last (?:week|month|year|\w+day)|yesterday|this (?:week|month|year)|for \w+ days|\w+ (?:days|weeks) ago|(?:on|in|since|from) (?:{WEEKDAY}|{MONTH}))\b(?! (?:19|20)\d\d)",
    re.IGNORECASE,
)
MOST = 40
OPENING = 4  # sentences in which a piece says what it rests on


def opened_on(facts: Facts, strange: list[tuple[int, Link]]) -> tuple[int, Link] | None:
    """The link of nobody’s channel, blog or account that a piece opens on, or stands on alone."""
    if not strange or not complete(facts) or called_one(facts):
        return None
    mine = [(n, k) for n, k in strange if not (of_somebody(k) or is_relay(facts, k.url))]
    alone = {account(k) or k.host for _, k in different(facts)}
    if len(alone) > 1 and opens_on_a_house(facts):
        return None
    sole = len(alone) == 1
    names = called(facts, sole=sole)
    for n, link in mine if names else ():
        anybodys = link.platform != "web" or ANYBODY.search(link.host) is not None
        told = names if anybodys else [(name, on) for name, on in names if sole and a_site(facts, name)]  # fmt: skip
        if any(names_link(name, link) or names_unsigned(facts, name, on, link) for name, on in told):  # fmt: skip
            return n, link
    return mine[0] if len(mine) == 1 and any(known.each(facts.body, tells_new)) else None


def of_somebody(link: Link) -> bool:
    """Whether a link is a known house’s page or account, or gives a key away, which is told as that."""
    return bool(almanac.at_host(link.host)) or of_a_house(link) or link.is_leaky


# Where an address has a post’s kind in the place of a name: instagram.com/p/DTw4.
UNSIGNED = frozenset("p reel reels tv watch shorts channel c permalink.php groups share video photo status i".split())  # fmt: skip


def account(link: Link) -> str:
    """The account’s name in an address; none where a post’s kind stands there."""
    return "" if link.handle.lower() in UNSIGNED else link.handle


def names_unsigned(facts: Facts, name: str, on: tuple[str, ...], link: Link) -> bool:
    """Whether a name is told with the platform of the only post there, whose address names nobody."""
    if account(link) or not on or not name:
        return False
    there = [k for _, k in different(facts) if k.platform in on or k.host.split(".")[-2] in on]
    return len(there) == 1 and there[0].url == link.url


def opens_on_a_house(facts: Facts) -> bool:
    """Whether the first sentence is given to a known house."""
    first = body_sentences(facts.body)[:1]
    told = known.prose(facts.body, telling)
    return bool(first) and any(first[0].start <= span.start < first[0].end for span, _ in told)


def of_a_house(link: Link) -> bool:
    """Whether an account bears a known house’s name: @folha, @KhitThitNews."""
    return house_of(link.handle) is not None


@lru_cache(maxsize=2048)
def house_of(handle: str) -> int | None:
    """The known house whose name an account bears."""
    flat = re.sub(r"[\W_]+|(?:news|online|official)$", "", handle.lower())
    return house_names().get(flat) if flat else None


@lru_cache(maxsize=1)
def house_names() -> dict[str, int]:
    """Names of known houses as accounts write them, and whose each is."""
    return {
        re.sub(r"\W+", "", almanac.unaccented(name.removeprefix("The ")).lower()): n
        for n, house in enumerate(almanac.houses())
        for name in house.names
    }


def called(facts: Facts, *, sole: bool) -> list[tuple[str, tuple[str, ...]]]:
    """The names by which the opening calls a channel or an account, and that are no office’s, each with the platforms told there."""
    where = [z.text for z in zones(facts)[:-1]]
    # A piece that has nothing else rests on it wherever it is told.
    spans = body_sentences(facts.body)[: MOST if sole else OPENING]
    end = facts.body.text.find("\n", spans[0].start) if spans and not sole else -1
    lede = [cut(facts.body.text, s) for s in spans if end < 0 or s.start < end]
    # An opening that an office or a house answers for does not stand on the account that is told next.
    given = any(loose_in(said) and answered_for(said) for said in lede)
    opening = lede if given else [cut(facts.body.text, s) for s in spans]
    return [name for said in [*opening, *where] for name in names_called(said, sole=sole)]


@lru_cache(maxsize=2048)
def names_called(said: str, *, sole: bool) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The same of one sentence."""
    found: list[tuple[str, tuple[str, ...]]] = []
    for m in CALLED.finditer(said):
        name = next(filter(None, m.groups()))
        on_platform = m.group("three") or m.group("four")
        near = name if not on_platform else said[max(0, m.start() - 30) : m.end() + 30]
        fits = not on_platform or (sole and LIKE_A_CHANNEL.search(name) is not None)
        fits = fits and (sole or not SITE.search(m.group()))
        if fits and name not in NO_NAME and not BODIES.search(near):
            found.append((name, platforms_told(said)))
    return tuple(found)


SITE = re.compile(r"\b(?:site|website|portal)\b")
A_SITE = r"\b(?:site|website|portal|blog|newsletter|forum)\b"


def a_site(facts: Facts, name: str) -> bool:
    """Whether the copy, of which nobody answers for the opening, calls somebody a site: “the site Alèt Waf”; a group’s page is its own."""
    end = facts.body.text.find("\n")
    if answered_for(facts.body.text[: end if end >= 0 else None][:2000]):
        return False
    beside = rf"{A_SITE} (?:called |named )?{re.escape(name)}|{re.escape(name)}, (?:an?|the) (?:[\w-]+ ){{0,3}}{A_SITE}"
    return re.search(beside, facts.body.text) is not None


# Who is told with a platform alone may be anybody: “Kenya Power on X”; these names are channels’.
LIKE_A_CHANNEL = re.compile(
    r"^@|[a-z][A-Z0-9]|\d$|\b(?:Watch|Leaks?|Live|Alerts?|Alertes|Info|Updates?|Monitor|Eyes?|Buzz|Gossip|Insider|Overheard|Diary|Log|Ledger|Radar|Intel|Truth|Voices?|Whispers?|Rumou?rs?|Files|Confidential|Unfiltered|Uncensored|Exposed|Signals?|Spotter|Trackers?|Online|Now|Hub|Feed|Channel|Report|Bulletin|Notes?|Facts|Secrets?)$"
)
NO_NAME = frozenset("This That It He She They The These Those Its His Her There Here".split())
PLATFORM_WORD = re.compile(rf"\b{PLATFORM}\b")


def platforms_told(said: str) -> tuple[str, ...]:
    """Platforms that a sentence names, as addresses have them."""
    return tuple(m.group().lower() for m in PLATFORM_WORD.finditer(said))


def names_link(name: str, link: Link) -> bool:
    """Whether a name is that of an account or a page."""
    if (
        link.handle
        and names_account(
            name.lstrip("@").title() if name.islower() else name.lstrip("@"), link.handle
        )
        >= 2
    ):
        return True
    flat = re.sub(r"\W+", "", link.key.lower())
    return (
        any(len("".join(run)) > 4 and "".join(run) in flat for run in runs(name))
        or name.lstrip("@").lower() in link.key.lower()
    )


def tells_new(text: str) -> bool:
    """Whether a block says so."""
    return NEW.search(text) is not None
