"""What is too much to be looked at whole: it is told, and what is not looked at keeps the door closed."""

from desk.policy.checks.beyond import MOST_LINKS
from desk.policy.checks.promised import QUESTIONS
from desk.policy.review import review
from desk.policy.text import LONGEST, cut, endless, sentences
from desk.policy.types import Enforcement, Stage
from tests.desk.policy.test_linear import piece

PRIVATE = "https://t.me/+AAAAAbbbbbCCCCCd"


def told(draft):
    """The findings of the check."""
    found = review(piece(draft), (), Stage.PUBLISH).findings
    return [f for f in found if f.code == "beyond-measure"]


def pages(count: int) -> list[str]:
    return [f"https://site{n}.org/a/{n}" for n in range(count)]


def test_a_link_that_is_not_looked_at_keeps_the_door_closed() -> None:
    (one,) = told({"body": "Quiet.", "links": [*pages(MOST_LINKS), PRIVATE, PRIVATE]})
    assert one.enforcement is Enforcement.BLOCKING
    assert one.message == "The 2 links after the first 1,000 were not looked at."
    assert one.exact == f"https://site{MOST_LINKS - 1}.org/a/{MOST_LINKS - 1}"


def test_other_links_that_are_not_looked_at_are_another_finding() -> None:
    (one,) = told({"body": "Quiet.", "links": [*pages(MOST_LINKS), *pages(1)]})
    (other,) = told({"body": "Quiet.", "links": [*pages(MOST_LINKS), PRIVATE]})
    assert one.fingerprint != other.fingerprint


def test_a_private_link_is_hidden_from_no_one_who_answers_for_law() -> None:
    (one,) = told({"body": "Quiet.", "links": [*pages(MOST_LINKS), PRIVATE]})
    assert one.law


def test_as_many_links_as_can_be_looked_at_are() -> None:
    draft = {"body": "Quiet.", "links": [*pages(MOST_LINKS - 1), PRIVATE]}
    assert told(draft) == []
    codes = {f.code for f in review(piece(draft), (), Stage.PUBLISH).findings}
    assert "private-link" in codes


def test_a_sentence_without_an_end_is_read_in_pieces_and_told() -> None:
    body = "It was quiet. " + "Nobody came and " * 300 + "all slept. It rained."
    (one,) = told({"body": body})
    assert one.enforcement is Enforcement.ADVISORY
    assert one.message == "This sentence has 4,810 characters; it was read in pieces."
    assert body.startswith(one.exact, 14)


def test_the_pieces_are_all_of_the_sentence_cut_between_words() -> None:
    text = "nobody came and " * 300 + "all slept."
    parts = [cut(text, span) for span in sentences(text)]
    assert " ".join(parts) == text
    assert max(map(len, parts)) <= LONGEST
    assert [cut(text, span) for span in endless(text)] == [text]


def test_letters_without_a_gap_are_cut_all_the_same() -> None:
    spans = sentences("a" * (2 * LONGEST + 5))
    assert [span.end - span.start for span in spans] == [LONGEST, LONGEST, 5]


def test_questions_past_the_last_that_is_compared_are_told() -> None:
    asked = [f"It is not known who fired at pier {n}." for n in range(QUESTIONS + 2)]
    assert told({"body": " ".join(asked[:QUESTIONS])}) == []
    (one,) = told({"body": " ".join(asked)})
    assert one.exact == asked[QUESTIONS]
    assert one.enforcement is Enforcement.ADVISORY
