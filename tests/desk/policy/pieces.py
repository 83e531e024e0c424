"""A short piece for a check: its words, its links, and what the check finds in it."""

from datetime import UTC, datetime
from typing import Any

from desk.policy import article, packs
from desk.policy.checks import CHECKS
from desk.policy.printed import not_met
from desk.policy.review import run_checks
from desk.policy.types import Facts, Finding, Stage

BBC = "https://www.bbc.co.uk/news/articles/c9q2kz7e1y0o"
REUTERS = "https://www.reuters.com/world/europe/bridge-closed-2026-06-10/"
PUBLISHED = "2026-06-10T12:00:00Z"
PLAIN = "The road to the coast was quiet by noon, and the ferries ran. "


def piece(body: str, *links: str, **fields: Any) -> Facts:
    """A piece as `check_copy` reads one."""
    data = {"body": body, "links": list(links or (BBC,)), "published_at": PUBLISHED, **fields}
    anchors = packs.load("russia-ukraine").anchors
    return article.facts_of(data, packs.all_sources(), anchors)


def whole(body: str, *links: str, **fields: Any) -> Facts:
    """The same as a whole piece: headline, dek, and enough words round the sentences that matter."""
    more = {"headline": "Road to the coast opens", "dek": "Ferries ran.", **fields}
    return piece(f"{body}\n\n{PLAIN * 6}", *links, **more)


def exact(code: str, facts: Facts) -> list[str]:
    """The words that a check marks, in order."""
    return [found.exact for found in CHECKS[code].look(facts)]


def of_note(facts: Facts) -> list[Finding]:
    """What the printed note promises and the piece does not keep."""
    return not_met(facts, (), run_checks(facts, Stage.PUBLISH, skip=set()), Stage.PUBLISH)


def x_post(account: str, at: str) -> str:
    """A post on X whose id carries an hour."""
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
    number = (int(moment.timestamp() * 1000) - 1288834974657) << 22
    return f"https://x.com/{account}/status/{number}"
