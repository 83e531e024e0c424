"""Letters in any case: a pattern asked of the text in lower case finds what one that ignores case does."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.policy.checks import counted, leftover, officials, promised, single
from desk.policy.figures import numbers
from desk.policy.hours import durations
from desk.policy.patterns import AnyCase
from desk.policy.sources import chorus, listed
from tests.desk.policy.drafts import SOURCES, TEXTS

PATTERNS = {
    "number": numbers.NUMBER,
    "duration": durations.DURATION,
    "officials": officials.OFFICIALS,
    "embargo": promised.EMBARGO,
    "chorus": chorus.NOUN,
}
LETTERS = {
    "of holding": (promised.HELD_BACK, promised.OF_HOLDING),
    "an order": (leftover.ADDRESSED, leftover.LIKE_AN_ORDER),
    "in brackets": (leftover.BRACKETS, leftover.LIKE_A_WORD),
    "of prisoners": (counted.HELD, counted.OF_PRISONERS),
    "only": (single.ONE_THING, single.ONLY),
    "more": (single.MORE, single.OF_MORE),
}
CAPITALS = "[A-Z]{2}|ſ|K|ı|İ|ẞ"


def spans(found) -> list[tuple[int, int]]:
    return [m.span() for m in found]


@pytest.mark.parametrize("name", PATTERNS)
@given(st.data())
@settings(max_examples=40, deadline=None)
def test_any_case_finds_what_ignoring_case_does(name, data) -> None:
    pattern: AnyCase = PATTERNS[name]
    one = st.from_regex(pattern.slow) | TEXTS | st.from_regex(CAPITALS, fullmatch=True)
    text = " ".join(data.draw(st.lists(one, max_size=4)))
    for said in (text, text.upper(), text.title()):
        assert spans(pattern.finditer(said)) == spans(pattern.slow.finditer(said))


@pytest.mark.parametrize("name", LETTERS)
@given(st.data())
@settings(max_examples=40, deadline=None)
def test_a_pattern_never_matches_where_its_letters_do_not_stand(name, data) -> None:
    pattern, letters = LETTERS[name]
    assert letters.stand_in(data.draw(st.from_regex(pattern)))


@given(st.from_regex(leftover.TO_SOMEBODY))
@settings(max_examples=40, deadline=None)
def test_a_note_to_somebody_has_a_bracket_a_colon_or_its_own_words(text) -> None:
    assert leftover.LIKE_A_WORD.stand_in(text) or leftover.NOTE_TO.search(text)


@given(st.lists(st.sampled_from([s.name for s in SOURCES]) | TEXTS, max_size=4), st.booleans())
@settings(max_examples=40, deadline=None)
def test_a_name_in_a_text_is_likely_there(said, close) -> None:
    text = ("" if close else " ").join(said)
    register = listed.register(SOURCES)
    likely = set(register.likely(text))
    for n in range(len(SOURCES)):
        if any(pattern.search(text) for pattern in register.pattern(n)):
            assert n in likely
