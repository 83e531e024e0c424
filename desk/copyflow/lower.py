"""Lower a rule to advisory: one chief, at once, with a reason, until an hour."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from desk import access
from desk.copyflow import gate
from desk.copyflow.freeze import writers
from desk.errors import HandInIt, Stale, Unsound
from desk.models import LogEntry, Lowering, Person, Story, Verb
from desk.nudge import board_changed

LONGEST = timedelta(hours=24)
RULE_CHARACTERS = 120
FOR = {"hour": timedelta(hours=1), "shift": timedelta(hours=8)}
CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]?([0-5]\d)")


def until_when(long: str, clock: str, *, zone: str, now: datetime) -> datetime:
    """When a lowering ends: at the next such hour by a place's clock where one is named, else after a while."""
    if not clock.strip():
        return now + FOR.get(long, FOR["shift"])
    said = CLOCK.fullmatch(clock.strip())
    if said is None:
        raise Unsound(
            f"“{clock.strip()[:20]}” is no hour.", satisfy="Write it as 06:00.", field="clock"
        )
    here = now.astimezone(ZoneInfo(zone))
    named = here.replace(hour=int(said[1]), minute=int(said[2]), second=0, microsecond=0, fold=0)
    if named.astimezone(UTC) <= now:
        named += timedelta(days=1)
    return named.astimezone(UTC)


@transaction.atomic
def lower(
    rule: str,
    *,
    until: datetime,
    reason: str,
    by: Person,
    now: datetime,
    story: Story | None = None,
) -> Lowering:
    """Lower for everybody, or for one story; readers are told that a printed rule was set aside."""
    law = rule in gate.law_keys(now)
    access.need_signer(by, story.desk if story else None, law=law)
    if story is not None and by.pk in writers(story, None):
        raise HandInIt(
            "You wrote in this story, so another chief decides.",
            satisfy="Ask a chief who did not write in it.",
        )
    if not rule.strip() or len(rule) > RULE_CHARACTERS:
        raise Unsound("Say which rule is lowered.", field="rule")
    if not reason.strip():
        raise Unsound("Say why the rule is lowered.", field="reason")
    if not now < until <= now + LONGEST:
        raise Unsound(
            "A rule is lowered for the shift.",
            satisfy="Name an hour within the next 24 hours.",
            field="until",
        )
    row = Lowering.objects.create(
        rule=rule, story=story, by=by, at=now, until=until, reason=reason.strip(), by_law=law
    )
    told = f"{rule}, until {until:%H:%M} UTC: {reason.strip()}"
    LogEntry.record(story, Verb.LOWER, by, now, told, rule=rule)
    transaction.on_commit(board_changed)
    return row


@transaction.atomic
def raise_again(lowering: Lowering, *, by: Person, now: datetime) -> Lowering:
    """End a lowering before its hour: a chief, or for law and safety whoever answers for it too."""
    desk = lowering.story.desk if lowering.story else None
    if not (lowering.by_law and access.answers_for_law(by, desk)):
        access.need_chief(by, desk)
    lowering = Lowering.objects.select_for_update(of=("self",)).get(pk=lowering.pk)
    if lowering.ended_at or lowering.until <= now:
        raise Stale("This rule is in force again already.")
    lowering.ended_at = now
    lowering.save(update_fields=["ended_at"])
    LogEntry.record(lowering.story, Verb.RAISE, by, now, lowering.rule, rule=lowering.rule)
    transaction.on_commit(board_changed)
    return lowering
