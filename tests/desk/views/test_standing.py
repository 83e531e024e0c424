"""How items stood when they were shown, read back from an address."""

import pytest

from desk.views.standing import read


@pytest.mark.parametrize(
    ("said", "stood"),
    [
        ("71.2_72.1x", {71: (2, False), 72: (1, True)}),
        ("", {}),
        ("71", {}),
        ("71.2y_x.1_73.1", {73: (1, False)}),
        ("²¹.1", {}),
        ("9" * 19 + ".1", {}),
        ("_".join(f"{n}.1" for n in range(2000)), dict.fromkeys(range(250), (1, False))),
    ],
    ids=["two", "none", "no text", "one of three", "no digits", "no key is so long", "no more than a board"],
)  # fmt: skip
def test_what_is_no_mark_is_passed_over(said, stood) -> None:
    assert read(said) == stood
