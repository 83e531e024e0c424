"""Two hours of one moment, of which one says no zone: by whose clock it is."""

import pytest

from tests.desk.policy.pieces import exact, piece

WINTER, SUMMER = "2026-01-14T09:15:00Z", "2026-07-14T09:15:00Z"


@pytest.mark.parametrize(
    ("said", "place", "published", "fires"),
    [
        ("The call came at 20:52 GMT, eight minutes to ten by the pilots' watches, which were on Norwegian time.", "GB", WINTER, False),
        ("The call came at 20:52 GMT, eight minutes to eleven by the pilots' watches, which were on Norwegian time.", "GB", WINTER, True),
        ("The alarm went at 20:52 GMT (21:52 by the ship's clock).", "GB", WINTER, False),
        ("The ship's clocks said 21:52, or 20:52 GMT, when the alarm went.", "GB", WINTER, False),
        ("The alarm went at 20:52 GMT, 21:52 ship's time.", "GB", WINTER, False),
        ("The rig, forty miles off Oslo, called at 20:52 GMT, 21:52 there.", "GB", WINTER, False),
        ("It was 20:52 GMT, ten to ten for the crew, whose bodies were still in Bergen.", "GB", WINTER, False),
        ("On the navigator's chronometer it was 21:52, or 20:52 GMT.", "GB", WINTER, False),
        ("She rang at 20:52 GMT, when it was 15:52 where her son works.", "GB", WINTER, False),
        ("The call came at 20:52 GMT, eight minutes to ten.", "GB", WINTER, True),
        ("The call came at 20:52 GMT, eight minutes to ten by the clock on the town hall.", "GB", WINTER, True),
        ("The call came at 20:52 UTC, 23:52 in the village.", "kharkiv", WINTER, True),
        ("The call came at 20:52 UTC, 23:52 aboard the tender.", "kharkiv", WINTER, False),
        ("The shell fell at 23:40 UTC, 02:40 by the hospital clock.", "kharkiv", WINTER, True),
        ("The shell fell at 23:40 UTC, 01:40 by the hospital clock.", "kharkiv", WINTER, False),
        ("The shell fell at 23:40 UTC on Tuesday, which is half past two or so on Wednesday morning in Kharkiv.", "kharkiv", WINTER, True),
        ("The shell fell at 22:40 UTC, 02:40 there.", "kharkiv", SUMMER, True),
        ("The crew of a Dubai tug heard it at 22:40 UTC, 02:40 there.", "kharkiv", SUMMER, False),
    ],
)  # fmt: skip
def test_an_hour_is_by_the_place_s_clock_unless_somebody_else_s_is_told(
    said, place, published, fires
) -> None:
    facts = piece(f"{said} Nobody was hurt, the BBC reported.", place=place, published_at=published)
    assert bool(exact("timezone-slip", facts)) is fires
