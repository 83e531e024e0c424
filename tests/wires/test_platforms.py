"""One post under the addresses that the fediverse's servers give it."""

import pytest

from wires import links

POST = "https://quay.example/@ida/112233445566778899"
WRITTEN = "https://toot.example/@ida/statuses/01KWFZK72000000000000000A7"


@pytest.mark.parametrize(
    ("said", "key"),
    [
        (POST, POST),
        ("https://quay.example/users/ida/statuses/112233445566778899", POST),
        ("https://quay.example/users/ida/statuses/112233445566778899/activity", POST),
        ("https://quay.example/web/@ida/112233445566778899", POST),
        ("https://quay.example/deck/@ida/112233445566778899", POST),
        ("https://quay.example/@ida/112233445566778899/embed", POST),
        (WRITTEN, WRITTEN),
        ("https://toot.example/users/ida/statuses/01KWFZK72000000000000000A7", WRITTEN),
        ("https://quay.example/@ida", "https://quay.example/@ida"),
    ],
)
def test_a_post_of_the_fediverse_has_one_key(said, key) -> None:
    link = links.read(said)
    assert (link.key, link.handle, link.platform) == (key, "ida", "mastodon")
    assert link.is_post is (key != "https://quay.example/@ida")


@pytest.mark.parametrize(
    "said",
    [
        "https://blog.example/@ida/a-story-of-2026",
        "https://quay.example/users/ida/statuses",
        "https://quay.example/users/ida",
        "https://quay.example/web",
        "https://quay.example/@ida/statuses",
        "https://quay.example/@ida/followers",
    ],
)
def test_what_is_no_post_of_it_is_a_page(said) -> None:
    assert links.read(said).platform == "web"


def test_the_hour_is_in_the_letters_of_an_id() -> None:
    assert f"{links.posted_at(links.read(WRITTEN)):%Y-%m-%d %H:%M}" == "2026-07-01 23:18"
