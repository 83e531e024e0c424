"""Built-in checks by code; each is declared where its reasons are (DESIGN section 7)."""

from collections.abc import Iterable

from desk.policy.checks import (
    bare,
    beyond,
    cited,
    counted,
    days,
    elapsed,
    hours,
    items,
    kept,
    leftover,
    linked,
    named,
    officials,
    posted,
    recounted,
    replies,
    shown,
    sourced,
    state,
    sums,
    unused,
)
from desk.policy.checks.base import Check
from desk.policy.types import Facts, Finding

CHECKS: dict[str, Check] = {
    check.code: check
    for module in (
        linked,
        unused,
        named,
        shown,
        sourced,
        officials,
        state,
        hours,
        posted,
        days,
        elapsed,
        bare,
        sums,
        counted,
        cited,
        leftover,
        items,
        kept,
        recounted,
        replies,
        beyond,
    )
    for check in module.CHECKS
}


def run(facts: Facts, codes: Iterable[str] | None = None) -> list[tuple[Check, Finding]]:
    """Every finding of the checks asked for, each with its check."""
    wanted = CHECKS if codes is None else {code: CHECKS[code] for code in codes}
    return [(check, finding) for check in wanted.values() for finding in check.look(facts)]
