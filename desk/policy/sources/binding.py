"""Which of a piece's links a sentence rests on, told from the names and platforms in it. Pure.

A finished piece has a list of links and no citations. “The analyst Marek Jasny wrote on X” rests on the
post of @marekjasny; “the water authority said on Telegram” on the one Telegram post there is.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from desk.policy import known
from desk.policy.geography import by_name
from desk.policy.hours.zone_names import zone_named
from desk.policy.sources import evidence, listed
from desk.policy.text import body_sentences, cut, parts, sentence_at
from desk.policy.types import Facts, ZoneText
from desk.policy.values import record
from wires.links import read

PLATFORMS = {
    "telegram": "Telegram",
    "x": "X|Twitter",
    "facebook": "Facebook",
    "instagram": "Instagram",
    "tiktok": "TikTok",
    "youtube": "YouTube",
    "bluesky": "Bluesky",
    "vk": "VK|VKontakte",
}
NAMED = {p: re.compile(rf"(?<![\w’-])(?:{name})(?![\w-])") for p, name in PLATFORMS.items()}
TWEETED = re.compile(r"\btweet(?:s|ed)?\b")
# Where platforms keep their pictures.
STORES = {
    "fbcdn.net": "facebook",
    "cdninstagram.com": "instagram",
    "twimg.com": "x",
    "telesco.pe": "telegram",
    "ytimg.com": "youtube",
}
RUN = re.compile(r"[A-ZÀ-ÝĀ-Ž][\w’/-]*(?: (?:of |the |de |al )?[A-ZÀ-ÝĀ-Ž][\w’/-]*){0,4}")
# Words that stand in many names and hosts and tell none.
COMMON = frozenset(
    "news post times daily press radio agency online official the and for city region mayor house world north south east west "
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september "
    "october november december telegram facebook twitter president minister ministry general".split()
)


@lru_cache(maxsize=2048)
def platform_of(href: str) -> str:
    """The platform a link is on, its picture store or a mirror of it included; "web" for a page."""
    link = listed.kept(read(href))
    for host, platform in STORES.items():
        if link.host.endswith(host):
            return platform
    if link.is_proxy and link.offer:
        return read(link.offer).platform
    return link.platform


@lru_cache(maxsize=2048)
def tokens(handle: str) -> tuple[str, ...]:
    """The words of an account’s name: KramFrames, sokil_khersonoda."""
    spread = re.sub(r"(?<=[a-z])(?=[A-Z])|[_.\W\d]+|(?<=\w{4})dotcom\b", " ", handle)
    return tuple(w.lower() for w in spread.split() if len(w) > 2)


def unaccented(text: str) -> str:
    """Lower case without accents, as addresses have it."""
    low = text.lower()
    if low.isascii():
        return low
    return "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))


@lru_cache(maxsize=4096)
def runs(text: str) -> tuple[tuple[str, ...], ...]:
    """Runs of capitalised words, in lower case and without accents, without those that tell nothing."""
    found = (tuple(re.findall(r"\w+", unaccented(m.group()).replace("’s", ""))) for m in RUN.finditer(text))  # fmt: skip
    return tuple(run for run in found if any(w not in COMMON and len(w) > 2 for w in run))


@lru_cache(maxsize=4096)
def acronyms(text: str) -> frozenset[str]:
    """Words of capitals alone, in lower case."""
    return frozenset(unaccented(word) for word in re.findall(r"\b[A-ZÀ-Ý]{3,}\b", text))


# What accounts add to a name: @astrapress is Astra, @RealKabar24 Kabar.
AFFIXES = r"(?:news|media|press|official|online|tv|live|hq|info|channel|telegram|en|eng|agency|radio|24|world|today|real|the)"
ADDED = re.compile(rf"^{AFFIXES}+(?=\w{{4}})|(?<=\w{{4}}){AFFIXES}+$")

# “@gazeta_net”, of Gazeta: the end of an address.
OF_A_SITE = re.compile(r"_(?:net|com|org|info|ua|ru|by|kz|pl|fr|de|es|uk|us|ir|il|tr|sd)$")


def core(handle: str) -> str:
    """An account’s name without what accounts add to names, in small letters alone."""
    flat = re.sub(r"[\W_]+", "", OF_A_SITE.sub("", handle.lower()))
    return ADDED.sub("", flat)


def names_account(text: str, handle: str) -> int:
    """How well a text names an account: 3 whole, 2 by every word of it, 1 by one of its words, 0 not."""
    named = runs(text)
    if not named:
        return 0
    flat = re.sub(r"[\W_]+", "", handle.lower())
    parts = tokens(handle)
    best = 0
    for run in named:
        said = "".join(run)
        heads = [p for p in parts if any(w.startswith(p) or p.startswith(w) for w in run if len(w) > 2)]  # fmt: skip
        if len(said) > 3 and (flat in said or (len(run) > 1 and said in flat)):
            best = max(best, 3)
        elif (
            len(run) == 1
            and said in acronyms(text)
            and (flat.startswith(said) or flat.endswith(said))
        ):
            best = max(best, 2)  # INGV is @INGVvulcani
        elif len(run) > 1 and (len(heads) == len(parts) > 1 or spelt_within(run, flat)):
            best = max(best, 2)
        elif any(w in parts for w in run if len(w) > 3 and w not in COMMON and not is_place(w)):
            best = max(best, 1)
    return best


def spelt_within(run: tuple[str, ...], flat: str) -> bool:
    """Whether every word of a name stands in an account’s, in whatever order: Iris Marín is @MarinOrtizIris."""
    long = [word for word in run if len(word) > 3]
    return len(long) > 1 and all(word in flat for word in long)


@lru_cache(maxsize=4096)
def is_place(word: str) -> bool:
    """Whether a word names a place: it stands in many accounts and tells none."""
    return word in by_name() or zone_named(word.title()) is not None


# Ends of addresses, which are nobody's initials.
TAILS = frozenset("com org net gov edu int mil info news www ac co tv".split())


def initials(run: tuple[str, ...]) -> str:
    """First letters of a name of three words or more: the Hellenic Coast Guard is hcg.gr."""
    words = [w for w in run if w not in {"of", "the", "de", "al", "and", "for"}]
    return "".join(w[0] for w in words) if len(words) > 2 else "-"


@record
class Names:
    """Names of a text as hosts have them: whole runs, and what may be a part of an address."""

    whole: frozenset[str]
    parts: frozenset[str]
    short: frozenset[str]

    def has(self, host: str) -> bool:
        """Whether the house behind a page is named by a word of its address."""
        bare = host.replace("-", "")
        labels = {label for label in bare.split(".") if len(label) > 3}
        short = self.short.intersection(short_parts_of(host)) - TAILS
        return bool(short) or not labels.isdisjoint(self.whole) or any(part in bare for part in self.parts)  # fmt: skip


@lru_cache(maxsize=2048)
def parts_of(host: str) -> tuple[str, ...]:
    """A host between its dots and hyphens."""
    return tuple(re.split(r"[.-]", host))


@lru_cache(maxsize=2048)
def short_parts_of(host: str) -> tuple[str, ...]:
    """The same, without “news” and “online” at an end."""
    return tuple(re.split(r"(?:news|online)?[.-]", host))


def names_of(text: str) -> Names:
    """Names of a text."""
    return together([names_within(said) for _, said in parts(text)])


def together(found: Sequence[Names]) -> Names:
    """The names of some texts as those of one."""
    return Names(
        frozenset().union(*(one.whole for one in found)),
        frozenset().union(*(one.parts for one in found)),
        frozenset().union(*(one.short for one in found)),
    )


@lru_cache(maxsize=4096)
def names_within(text: str) -> Names:
    """The same of a sentence."""
    whole = ["".join(run) for run in runs(text)]
    words = [w for run in runs(text) for w in run if len(w) > 3 and w not in COMMON and not is_place(w)]  # fmt: skip
    short = acronyms(text).union(initials(run) for run in runs(text))
    return Names(frozenset(whole), frozenset([*words, *(w for w in whole if len(w) > 5 and not is_place(w))]), short)  # fmt: skip


@lru_cache(maxsize=16)
def names_in(zone: ZoneText) -> Names:
    """Names of all blocks of a zone."""
    return together(known.each(zone, names_of))


def house_named(zone: ZoneText, host: str) -> bool:
    """Whether a zone names the house behind a page; “the judiciary’s website” is judiciary.mw."""
    return names_in(zone).has(host) or any(has_word(zone.text, part) for part in parts_of(host))


def has_word(text: str, word: str) -> bool:
    """Whether a long word in small letters stands in a text."""
    long = len(word) > 5 and word in text and LONG_WORD.fullmatch(word)
    return bool(long and re.search(rf"\b{word}\b", text))


LONG_WORD = re.compile("[a-z]+")


# “@moei_bend (X) has the smoke”: an account as it is written.
AT = re.compile(r"(?<![\w.])@(\w+)")


def bound(facts: Facts, said: str) -> list[int]:
    """The links that a sentence names, by account, by house, or by the one post of a platform."""
    platforms = [platform_of(link.href) for link in facts.links]
    handles = [read(link.href).handle for link in facts.links]
    # An account may bear another name than its owner: @sentdefender is OSINTdefender.
    told = listed.named(said, listed.register(facts.sources))
    called = [evidence.source_of_link(facts, link.href) in told for link in facts.links]
    written = {m.lower() for m in AT.findall(said)} if "@" in said else frozenset[str]()
    scores = [
        4 if handle.lower() in written else 3 if handle and named else names_account(said, handle) if handle else 0
        for handle, named in zip(handles, called, strict=True)
    ]  # fmt: skip
    best = max(scores, default=0)
    found = [n for n, score in enumerate(scores) if best and score == best]
    found += [
        n
        for n, link in enumerate(facts.links)
        if platforms[n] == "web" and (called[n] or names_of(said).has(read(link.href).host))
    ]
    if not any(platforms[n] != "web" for n in found):
        for platform in named_platforms(said):
            there = [n for n, on in enumerate(platforms) if on == platform]
            alone = [n for n in there if handles[n]] or there  # a picture in its store is no post
            one_post = len({read(facts.links[n].href).key for n in alone}) == 1
            found += alone if one_post else []
    return sorted(set(found))


# Who spoke before, told again by what it is.
SPEAKER = r"(?:group|monitor|account|channel|agency|analysts?|service|ministry|office|authority|authorities|police|army|military|navy|air force|company|operator|union|council|department|brigade|command|unit|coast ?guard|embassy|commission|network|organi[sz]ation|committee|charity|hospital|governor|mayor|spokes(?:man|woman|person)|statement|note|notice|bulletin|institute|observatory|watch|movement|party|militia|administration|federation|association|utility|railway|airline|club|school|university|journalist|researcher|reporter|blogger|resident|witness|driver|pilot|captain)"
SPOKE_BEFORE = re.compile(
    rf"\b(?:[Ii]t|[Hh]e|[Ss]he|[Tt]hey|[Tt]he (?:{SPEAKER}|post|clip|video|footage|update|message|thread|film)(?:[’']s \w+ \w+)?)\b[^.;]{{0,24}}?\b(?:sa(?:id|ys)|add(?:ed|s)|wrote|writes|post(?:ed|s)|report(?:ed|s)|puts?|shows?|showed|appear(?:ed|s)|count(?:ed|s)|not(?:ed|es)|told|tells|claim(?:ed|s))\b"
    rf"|\b[Tt]he {SPEAKER}[’']s (?:own |first |second |next |last |latest |newest |new )?(?:post|update|clip|message|footage|video|thread|film|map)\b"
    r"|\b(?:[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Tt]he|[Tt]hat|[Tt]his) (?:same |very |own |first |second |next |last )?(?:post|update|clip|message|footage|video|thread|film|map)\b"
)


def bound_at(facts: Facts, offset: int) -> list[int]:
    """The links a sentence of the body names, or those named last before it, where “it said” looks back."""
    spans = body_sentences(facts.body)
    at = sentence_at(spans, offset)
    if at is None:
        return []
    found = bound(facts, cut(facts.body.text, spans[at]))
    if found or not SPOKE_BEFORE.search(cut(facts.body.text, spans[at])):
        return found
    for n in range(at - 1, max(-1, at - 4), -1):
        found = bound(facts, cut(facts.body.text, spans[n]))
        if found:
            return found
    return []


@lru_cache(maxsize=4096)
def named_platforms(said: str) -> tuple[str, ...]:
    """Platforms that a text names."""
    found = [p for p, pattern in NAMED.items() if pattern.search(said)]
    if TWEETED.search(said) and "x" not in found:
        found.append("x")
    return tuple(found)
