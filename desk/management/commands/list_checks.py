"""Write docs/policy.md from what the kinds and checks declare, or say whether it is current."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from desk.policy import advice, printed
from desk.policy.checks import CHECKS
from desk.policy.kinds import KINDS
from desk.policy.kinds.examples import EXAMPLES
from desk.policy.kinds.fields import FIELDS, schema
from desk.policy.types import Stage

PAGE = Path(__file__).resolve().parents[3] / "docs" / "policy.md"
SCHEMA = PAGE.with_name("policy-rules.schema.json")
HEAD = """# What policy can ask

Written by `make docs` from the code; do not edit by hand.

A note's rules are of ten kinds; their stored forms have a JSON Schema in `policy-rules.schema.json`. Built-in checks run on every piece. Enforcement is per stage; only what
the machine is sure of can block, and only at publish and update.
"""
GUIDANCE = """## Guidance

A line of guidance is words, or words with a cue: `{"text": "…", "cue": {"terms": ["@list", "words*"], "places": ["UA"], "claims": ["toll"]}}`. It is shown beside the copy where its
note is in force and any one thing of its cue stands in headline, dek or body; it makes no finding. Kinds of claim:
"""
RELAXES = """## What a note relaxes

A narrower note names the rule of a wider one that gives way in its own scope, and why: `"relaxes": [{"note": "house-words", "rule": "no-tram", "to": "advisory", "because": "…"}]`; `to` is `advisory` or
`shadow`. It holds for pieces that tell every facet of the narrower scope, a chief of the wider note's desk agrees to it, and a rule of law and safety never gives way. The rule is still asked, so a sentence for
readers that rests on it stays true.

## Sentences in other languages

A sentence of `public` may stand in several: `"in": {"uk": {"text": "…", "otherwise": "…"}}`. Readers get that of the piece's language, else the house's, and are told which.
"""


def page() -> str:
    """The page as it should be."""
    parts = [HEAD, "## Kinds of rule\n"]
    for kind in KINDS.values():
        names = "\n".join(
            f"- `{one.name}`{' (needed)' if one.required else ''}: {one.label}. {one.help}".strip()
            for one in FIELDS[kind.name]
        )
        rule, fires, passes = EXAMPLES[kind.name]
        stored = json.dumps(rule, ensure_ascii=False)
        shown = f"```json\n{stored}\n```\n\n- Fires: {fires}\n- Passes: {passes}\n"
        parts.append(f"### {kind.name}\n\n{kind.what}\n\n{names}\n\n{shown}")
    parts.append("## Built-in checks\n")
    for check in CHECKS.values():
        at_publish = check.enforcement[Stage.PUBLISH].value
        parts.append(
            f"### {check.code}\n\n{check.what} {check.why} To satisfy it: {check.fix} At publish: {at_publish}.\n"
        )
    at_publish = printed.weight(Stage.PUBLISH).value
    parts.append(
        f"### {printed.CODE}\n\n{printed.WHAT} {printed.WHY} To satisfy it: {printed.FIX} At publish: {at_publish}.\n"
    )
    claims = "\n".join(f"- `{name}`: {claim.label}" for name, claim in advice.CLAIMS.items())
    parts.append(f"{GUIDANCE}\n{claims}\n")
    parts.append(RELAXES)
    return "\n".join(parts)


def schemas() -> str:
    """The JSON Schema of a stored rule: one of the ten kinds'."""
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A rule of a policy note in its stored form",
        "oneOf": [schema(kind) for kind in KINDS],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def current() -> bool:
    """Whether both files say what the code says."""
    wanted = ((PAGE, page()), (SCHEMA, schemas()))
    return all(path.exists() and path.read_text("utf-8") == text for path, text in wanted)


class Command(BaseCommand):
    """`list_checks [--check | --write]`."""

    help = "The page of kinds and checks."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Print, write, or compare."""
        parser.add_argument("--check", action="store_true")
        parser.add_argument("--write", action="store_true")

    def handle(self, *_: Any, **given: Any) -> None:
        """Exit 1 when the page is behind the code."""
        if given["write"]:
            PAGE.write_text(page(), encoding="utf-8")
            SCHEMA.write_text(schemas(), encoding="utf-8")
        elif given["check"]:
            if not current():
                self.stdout.write("docs/policy.md is behind the code; run: make docs")
                raise SystemExit(1)
        else:
            self.stdout.write(page())
