"""A story's findings as a SARIF log, for other tools; nothing of a confidential item is in it."""

from datetime import datetime
from typing import Any

from desk import facts
from desk.copyflow import gate
from desk.models import Story
from desk.policy.sarif import sarif
from desk.policy.types import Stage


def export_findings(story: Story, *, now: datetime) -> dict[str, Any]:
    """What policy says of the draft now, at the door."""
    house = gate.house_for(story, None, now)
    known = facts.gather(story, None, now=now, house_now=house)
    stage = Stage.UPDATE if known.revision else Stage.PUBLISH
    hidden = {c.item.key for c in known.citations if c.display == "confidential"}
    found = [
        finding
        for finding in gate.look(story, None, stage=stage, now=now, house=house).findings
        if str(finding.evidence.get("item", "")).partition(" ")[0] not in hidden
    ]
    return sarif([(story.slug, known, found)])
