"""Accounts and sites that pass on, count or map, and hear nobody: told by a list, by the register or by the copy. Pure."""

import json
import re
from functools import lru_cache
from pathlib import Path

from desk.policy import known
from desk.policy.once import once
from desk.policy.sources import evidence
from desk.policy.types import Facts
from wires.links import read

FORUMS = frozenset({"reddit"})
# What the copy itself calls such a one.
CALLED = re.compile(
    r"\b(?:aggregators?|(?:re)?posted from a passer-by|passe[ds] on by|fan (?:account|page|site)|digest|(?:flight|ship|vessel|storm)?[- ]?track(?:er|ing (?:site|service))|weather (?:site|map)|list-?server|mailing list|encyclop\w+|site of enthusiasts|enthusiasts[’']? site|(?:clips|pictures|film|images) (?:gathered|collected|passed on|reposted) by|reposted)\b"
)
# An office that speaks on pages of its own.
OFFICE = r"(?:governor|mayor|minist(?:ry|er)|president|police|army|navy|air force|military|council|prosecutors?|department|authority|commission|embassy|administration|service|agency|coast ?guard|district|municipality|office|brigade|board)"
OWN_PAGES = re.compile(
    rf"\b{OFFICE}[’']s (?:own )?(?:\w+ ){{0,2}}?(?:posts?|channels?|pages?|account|website|statement|bulletin|feed|notice|video|order|note)\b|\b{OFFICE}\b[^.;]{{0,40}}?\b(?:wrote|writes|posted|posts|published|said|says|announced) (?:it |so |this |this one )?(?:on|in) (?:X|Telegram|Facebook|Instagram|YouTube|TikTok|VK|Twitter|its|his|her|their)\b"
)


@lru_cache(maxsize=1)
def listed() -> tuple[frozenset[str], frozenset[str]]:
    """Handles and domains of those who are widely known to hear nobody."""
    named = json.loads(Path(__file__).parents[1].joinpath("relays.json").read_text("utf-8"))
    return frozenset(named["accounts"]), frozenset(named["sites"])


def is_relay(facts: Facts, href: str) -> bool:
    """Whether a link is of one who passes on, counts or maps."""
    link, (accounts, sites) = read(href), listed()
    source = evidence.source_of_link(facts, href)
    named = link.handle.lower() in accounts or link.domain in sites or link.platform in FORUMS
    return named or (source is not None and source.kind == "aggregator")


@once
def nothing_else(facts: Facts) -> bool:
    """Whether all that is listed hears nobody, and no office speaks on pages of its own."""
    if not facts.links or not (all_relays(facts) or called_one(facts)):
        return False
    return not any(known.each(facts.body, own_pages))


def all_relays(facts: Facts) -> bool:
    """Whether each link is of one who passes on, counts or maps."""
    return all(is_relay(facts, link.href) for link in facts.links)


def called_one(facts: Facts) -> bool:
    """Whether the only link is of nobody the register has, and the copy calls it such a one."""
    if len(facts.links) > 1 or evidence.source_of_link(facts, facts.links[0].href) is not None:
        return False
    return any(known.each(facts.body, is_called_so))


def own_pages(text: str) -> bool:
    """Whether a block tells of an office that speaks on pages of its own."""
    return OWN_PAGES.search(text) is not None


def is_called_so(text: str) -> bool:
    """Whether a block calls what it rests on one that passes on, counts or maps."""
    return CALLED.search(text) is not None
