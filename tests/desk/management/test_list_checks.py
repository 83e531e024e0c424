"""The page of what policy can ask names every kind and every code that a finding may have."""

from desk.management.commands.list_checks import page
from desk.policy.checks import CHECKS
from desk.policy.kinds import KINDS


def test_the_page_names_every_kind_and_every_code() -> None:
    headings = {
        line.removeprefix("### ") for line in page().splitlines() if line.startswith("### ")
    }
    assert headings == {*KINDS, *CHECKS, "note-not-met"}
