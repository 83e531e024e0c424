"""A page for people as an item's words: a day is one that it states of itself."""

import pytest

from wires import article

WORDS = "Firefighters worked on Sadova Street until the morning, the mayor’s office said. " * 8
PAGE = "<!doctype html><html><head><title>Fire</title>{}</head><body><article><h1>Fire</h1><p>{}</p>{}</article></body></html>"


@pytest.mark.parametrize(
    ("url", "head", "foot", "day"),
    [
        ("https://paper.example/fire", "", "<footer>© 2026 The Paper</footer>", ""),
        ("https://paper.example/fire", "", "<p>In 2019 the mill burned too.</p>", ""),
        ("https://paper.example/2026/fire", "", "", ""),
        ("https://paper.example/2026/07/02/fire", "", "<p>© 2024</p>", "2026-07-02"),
        ("https://paper.example/fire", "", "<time datetime='2026-07-02'>2 July</time>", "2026-07-02"),
        ("https://paper.example/fire", "<meta name='date' content='2026-07-02'>", "<p>© 2024</p>", "2026-07-02"),
    ],
)  # fmt: skip
def test_a_page_is_of_the_day_that_it_states_and_of_no_year_in_its_words(url, head, foot, day) -> None:  # fmt: skip
    page = article.read(PAGE.format(head, WORDS, foot).encode(), url)
    assert (page.posted_at, page.posted_on) == (None, day)
