"""Words, hours, scope and sentences for readers, from a form; what differs between versions. Pure."""

from datetime import UTC, date, datetime

import pytest

from desk.noteform import marked, public, versus, words
from desk.policy.types import Finding, ZoneKind
from tests.make_note import RULE, data


def one(**typed):
    return {k: [v] for k, v in typed.items()}


def test_hours_are_read_in_utc() -> None:
    said, errors = words.read_words(
        one(title="T", precedence="law", effective_from="2026-07-02T18:00", review_by="2027-01-01", at_once="on")
    )  # fmt: skip
    assert errors == {}
    assert said["effective_from"] == datetime(2026, 7, 2, 18, tzinfo=UTC)
    assert said["review_by"] == date(2027, 1, 1)
    assert said["at_once"]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"precedence": "god"}, "precedence"),
        ({"review_by": "soon"}, "review_by"),
        ({"effective_from": "yesterday"}, "effective_from"),
        ({"effective_until": "0001-01-01T00:00+14:00"}, "effective_until"),
        (
            {"effective_from": "2026-07-02T18:00", "effective_until": "2026-07-02T17:00"},
            "effective_until",
        ),
    ],
)
def test_what_is_wrong_with_the_words_stands_at_its_field(typed, field) -> None:
    _, errors = words.read_words(one(**{"title": "T", "precedence": "style", **typed}))
    assert list(errors) == [field]


@pytest.mark.parametrize(
    ("typed", "scope"),
    [
        ({}, {}),
        ({"places": ["Kyiv\nua\nXX"]}, {"places": ["kyiv", "UA", "XX"]}),
        (
            {"topics": ["war", "economy"], "not_topics": ["sport"]},
            {"topics": ["war", "economy"], "none_of": {"topics": ["sport"]}},
        ),
        (
            {"from": ["2026-01-01"], "until": ["2026-07-02T18:00"]},
            {"from": "2026-01-01", "until": "2026-07-02T18:00:00+00:00"},
        ),
    ],
)
def test_a_scope_is_read_as_it_is_stored(typed, scope) -> None:
    assert words.read_scope(typed) == (scope, {})
    fields = words.scope_fields(scope, [("night", "Night desk")], None, {})
    assert not any(field.wrong for field in fields)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"places": "Atlantis"}, "places"),
        ({"not_places": "Nowhere at all"}, "not_places"),
        ({"languages": "english"}, "languages"),
        ({"from": "spring"}, "from"),
        ({"until": "night"}, "until"),
    ],
)
def test_what_is_wrong_with_a_scope_stands_at_its_field(typed, field) -> None:
    assert field in words.read_scope(one(**typed))[1]


def test_a_sentence_is_tied_or_an_intention_and_has_a_second_wording() -> None:
    typed = {
        "text-0": ["We lead with people."], "rules-0": ["lead", "no-such-rule"], "otherwise-0": ["Not here."],
        "text-1": ["We try."], "intention-1": ["on"],
        "text-2": [""], "text-3": ["Loose."], "text-4": ["Half."], "rules-4": ["lead"],
    }  # fmt: skip
    rows, errors = public.read(typed, ["lead"], "en")
    assert rows[0] == {
        "text": "We lead with people.",
        "rules": ["lead"],
        "otherwise": "Not here.",
    }
    assert rows[1] == {"text": "We try.", "rules": [], "intention": True}
    assert set(errors) == {"text-2", "text-3"}
    assert [row.text for row in public.rows(rows, None, {})][-1] == ""


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        pytest.param({"in-0-0": "uk", "said-0-0": "Так.", "else-0-0": "Ні."}, "", id="both forms"),
        pytest.param({"in-0-0": "uk", "else-0-0": "Ні."}, "Write the sentence in uk", id="no words"),
        pytest.param({"in-0-0": "uk", "said-0-0": "Так."}, "Write in uk what is printed", id="no second form"),
        pytest.param({"in-0-0": "en-GB", "said-0-0": "Yes.", "else-0-0": "No."}, "house’s own language", id="the house's"),
        pytest.param({"in-0-0": "", "said-0-0": "Так.", "else-0-0": "Ні."}, "no language code", id="no language"),
    ],
)  # fmt: skip
def test_a_sentence_in_another_language_has_both_forms(typed, wrong) -> None:
    house = {"text-0": "We lead with people.", "rules-0": "lead", "otherwise-0": "Not here."}
    rows, errors = public.read(one(**house, **typed), ["lead"], "en")
    assert wrong in errors.get("text-0", "")
    assert bool(errors) is bool(wrong)
    assert len(public.rows(rows, None, {})[0].wordings) == 2
    old, new = {"public": []}, {"public": rows}
    assert "uk: Так. (Ні.)" in str(versus.changes(old, new)) or wrong


def test_versions_differ_by_words_and_by_parameters() -> None:
    old, new = data(), data(words="We never call any strike routine.")
    new["rules"][0]["structured"]["terms"] = ["ordinary strike*"]
    new["rules"].append({**RULE, "key": "second"})
    said = {c.what: [(r.kind, r.text) for r in c.runs] for c in versus.changes(old, new)}
    assert ("ins", "any") in said["In plain words"]
    assert ("ins", "ordinary") in said["Rule no-routine, words"]
    assert said["Rule second"] == [("ins", "second")]
    assert versus.changes(old, old) == []


def test_found_words_are_marked_where_they_stand() -> None:
    found = [
        Finding("", ZoneKind.HEADLINE, "bc", 1, 3, ""),
        Finding("", ZoneKind.HEADLINE, "c", 2, 3, ""),
        Finding("", ZoneKind.HEADLINE, "", 0, 0, ""),
        Finding("", ZoneKind.BODY, "x", 0, 1, ""),
    ]
    [headline] = marked.zones({"headline": "abcd", "dek": "", "body": ""}, found)
    assert [(r.text, r.found) for r in headline.runs] == [("a", False), ("bc", True), ("d", False)]
