"""What a chief compares: words and citations that came, went or stand."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from desk import diff


@dataclass
class Copy:
    """A version as far as it is compared."""

    doc: dict[str, Any]
    headline: str = "Weir closed"
    dek: str = ""
    id: str = field(default="v")


def copy(*parts: str | int) -> Copy:
    """One paragraph of words and cited items."""
    content = [
        {"type": "cite", "attrs": {"item": one}} if isinstance(one, int) else {"type": "text", "text": one}
        for one in parts
    ]  # fmt: skip
    return Copy({"type": "doc", "content": [{"type": "paragraph", "attrs": {"id": "p1"}, "content": content}]})  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        (None, copy("Rain fell", 7, ". Wind too", 9, "."), "Rain fell[1]. Wind too[2]."),
        (copy("Rain fell", 7, "."), copy("Rain fell", 7, "."), "Rain fell[1]."),
        (copy("Rain fell."), copy("Rain fell", 7, "."), "Rain fell+[1]+."),
        (copy("Rain fell", 7, "."), copy("Rain fell."), "Rain fell-[1]-."),
        (copy("Rain fell", 7, "."), copy("Rain fell", 9, "."), "Rain fell-[2]-+[1]+."),
        (copy(), copy(7), "+[1]+"),
        (copy(7, "Rain fell."), copy(7, "Rain fell twice."), "[1]Rain fell+ twice+."),
    ],
)  # fmt: skip
def test_citations_show_as_words_do(old, new, shown) -> None:
    sign = {"same": "", "ins": "+", "del": "-"}
    runs = next(one for one in diff.versions(old, new) if one.place == "paragraph 1").runs
    assert "".join(f"{sign[r.kind]}{r.text}{sign[r.kind]}" for r in runs) == shown


def test_numbers_are_those_of_the_list() -> None:
    shown = diff.versions(None, copy("Rain fell", 7, "."), {7: 4})
    assert shown[-1].runs[0].text == "Rain fell[4]."
