"""Hours in the ids of other networks, clocks by their whole name, pages behind a “#”, weekdays in quotations."""

from datetime import UTC, datetime

import pytest

from desk.policy.checks import CHECKS
from desk.policy.hours.zone_names import zone_told
from tests.desk.policy.drafts import facts_of
from tests.desk.policy.pieces import BBC, exact, piece, x_post
from wires.links import posted_at, read


@pytest.mark.parametrize(
    ("address", "hour"),
    [
        ("https://mastodon.social/@kolwezi_union/116470716825648678", datetime(2026, 4, 26, 11, 15, tzinfo=UTC)),
        ("https://www.tiktok.com/@bbcnews/video/7622724709055011103", datetime(2026, 3, 29, 17, 5, tzinfo=UTC)),
        ("https://bsky.app/profile/bellingcat.com/post/3mvhsxuooi7xr", datetime(2026, 9, 14, 9, 41, tzinfo=UTC)),
        ("https://www.linkedin.com/posts/a_b-activity-7319876543210987654-x", datetime(2025, 4, 21, 0, 16, tzinfo=UTC)),
        ("https://mastodon.social/@kolwezi_union", None),
        ("https://bsky.app/profile/bellingcat.com/post/1", None),
    ],
)  # fmt: skip
def test_a_post_carries_its_hour_in_its_id(address, hour) -> None:
    at = posted_at(read(address))
    assert (at and at.replace(second=0, microsecond=0)) == hour


@pytest.mark.parametrize(
    ("address", "fires"),
    [
        ("https://wahis.woah.org/#/in-review/7123", False),
        ("https://maps.example.gov/#!/event/123", False),
        ("https://deepstatemap.live/en#6/49.43/32.05", False),
        ("https://www.ansa.it/#top", True),
        ("https://www.ansa.it/", True),
    ],
)
def test_a_route_behind_a_sign_is_a_page(address, fires) -> None:
    facts = facts_of("The square is closed.", links=[address])
    assert bool(list(CHECKS["channel-not-post"].look(facts))) is fires


def test_a_clock_is_known_by_its_whole_name_only() -> None:
    assert str(zone_told("Central Indonesian", None, frozenset())[0]) == "Asia/Makassar"
    assert zone_told("Central Ruritanian", None, frozenset()) is None
    assert str(zone_told("New York City", None, frozenset())[0]) == "America/New_York"


def test_a_weekday_in_a_quotation_is_asked_about_and_blocks_nothing() -> None:
    facts = facts_of("“It happened on Sunday, 14 June 2026,” he said. “It was Monday, 14 June 2026,” she said.")  # fmt: skip
    assert [(f.exact, f.confidence.value) for f in CHECKS["date-slip"].look(facts)] == [("Monday, 14 June 2026", "unsure")]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "address"),
    [
        ("opaque-link", "https://aje.io/k2x9w"),
        ("opaque-link", "https://j.mp/3kXz"),
        ("proxy-link", "https://www.google.com/amp/s/www.ansa.it/a/b"),
        ("proxy-link", "https://r.jina.ai/https://www.ansa.it/a/b"),
        ("private-link", "https://mega.nz/file/abc"),
    ],
)
def test_more_addresses_that_hide_a_page(code, address) -> None:
    assert list(CHECKS[code].look(facts_of("The square is closed.", links=[address])))


POST = x_post("KyivIndependent", "2026-06-10T18:30:00")
LATE = {"place": "Kyiv, Ukraine", "published_at": "2026-06-11T08:00:00+03:00"}


@pytest.mark.parametrize(
    ("body", "fires"),
    [
        ("The harbour was busy. A shell fell on the quay at 9.50pm on Wednesday. It killed a dog, the Kyiv Independent wrote on X.", True),
        ("The harbour was busy. A shell fell on the quay at 9.10pm on Wednesday. It killed a dog, the Kyiv Independent wrote on X.", False),
        ("The harbour was busy. The gates had been shut at 9.50pm on Wednesday.\n\nIt killed a dog, the Kyiv Independent wrote on X of a shell.", False),
    ],
)  # fmt: skip
def test_an_hour_is_borne_by_the_post_that_the_next_sentence_goes_on_with(body, fires) -> None:
    facts = piece(body, POST, BBC, **LATE)
    assert bool(exact("time-contradiction", facts)) is fires


def test_the_zone_of_the_other_hour_is_no_place() -> None:
    said = "It struck Kharkiv at 10am local time (1000 GMT), the mayor of Kharkiv wrote."
    assert exact("timezone-slip", piece(said)) == ["10am local time (1000 GMT)"]
    assert not exact("timezone-slip", piece(said.replace("1000", "0700")))
    assert not exact("timezone-slip", piece(f"{said} In London the office was shut.".replace("1000", "0900")))  # fmt: skip
