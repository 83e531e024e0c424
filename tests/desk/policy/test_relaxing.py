"""A rule gives way only to a narrower note that names it, where the piece tells that it lies there."""

from dataclasses import replace

import pytest

from desk.policy import packs, relaxing
from desk.policy.printed import printed_note
from desk.policy.review import review
from desk.policy.rules import RuleError, parse_scope
from desk.policy.scope import narrower
from desk.policy.types import Enforcement, Stage
from tests.desk.policy.drafts import facts_of

RULE = {
    "key": "no-tram",
    "structured": {"kind": "forbid", "terms": ["tram"]},
    "enforcement": {"publish": "blocking"},
}
PUBLIC = {"text": "We never say tram.", "rules": ["no-tram"], "otherwise": "Here we had to."}
LINK = {"note": "house", "rule": "no-tram", "to": "advisory", "because": "It is its name."}


def note(slug, scope=None, precedence="style", **more):
    data = {"scope": scope or {}, "precedence": precedence, **more}
    return packs.parse_note(slug, slug.title(), 1, data)


def weight(*notes, topics=("transport",), body="The tram was late.", **more):
    """What the wide rule comes to, and which note eased it."""
    read = replace(facts_of(body, headline="Late"), topics=topics, **more)
    [found] = [f for f in review(read, notes, Stage.PUBLISH).findings if f.rule == "no-tram"]
    return found.enforcement.value, found.evidence.get("relaxed", "")


HOUSE = note("house", rules=[RULE], public=[PUBLIC])
TRAMS = {"topics": ["transport"]}


@pytest.mark.parametrize(
    ("others", "piece", "came_to"),
    [
        pytest.param([], {}, ("blocking", ""), id="nobody relaxes it"),
        pytest.param([note("trams", TRAMS, relaxes=[LINK])], {}, ("advisory", "trams"), id="a narrower note does"),
        pytest.param([note("trams", TRAMS, relaxes=[{**LINK, "to": "shadow"}])], {}, ("shadow", "trams"), id="to a record"),
        pytest.param([note("trams", TRAMS)], {}, ("blocking", ""), id="being narrower is not enough"),
        pytest.param([note("trams", TRAMS, relaxes=[LINK])], {"topics": ("economy",)}, ("blocking", ""), id="another topic"),
        pytest.param([note("trams", TRAMS, relaxes=[LINK])], {"topics": ()}, ("blocking", ""), id="a piece that tells no topic"),
        pytest.param([note("trams", {**TRAMS, "places": ["UA"]}, relaxes=[LINK])], {}, ("blocking", ""), id="a piece that tells no place"),
        pytest.param([note("trams", {**TRAMS, "places": ["UA"]}, relaxes=[LINK])], {"places": ("London",)}, ("blocking", ""), id="another place"),
        pytest.param([note("trams", {**TRAMS, "places": ["UA"]}, relaxes=[LINK])], {"places": ("Odesa, Ukraine",)}, ("advisory", "trams"), id="a place in it"),
        pytest.param([note("trams", {"formats": ["feature"]}, relaxes=[LINK])], {}, ("blocking", ""), id="news is no feature"),
        pytest.param([note("trams", {}, relaxes=[LINK])], {}, ("blocking", ""), id="as wide as the other"),
        pytest.param([note("trams", {"none_of": {"topics": ["economy"]}}, relaxes=[LINK])], {}, ("blocking", ""), id="narrower by what it leaves out alone"),
        pytest.param([note("trams", TRAMS, relaxes=[{**LINK, "rule": "no-bus"}])], {}, ("blocking", ""), id="another rule"),
        pytest.param([note("b", TRAMS, relaxes=[{**LINK, "to": "shadow"}]), note("trams", TRAMS, relaxes=[LINK])], {}, ("advisory", "trams"), id="of two the one that eases less"),
    ],
)  # fmt: skip
def test_what_a_relaxed_rule_comes_to(others, piece, came_to) -> None:
    assert weight(HOUSE, *others, **piece) == came_to


def test_no_note_relaxes_law_and_safety() -> None:
    law = note("house", precedence="law", rules=[RULE])
    assert weight(law, note("trams", TRAMS, relaxes=[LINK])) == ("blocking", "")


def test_a_built_in_check_of_law_asked_by_a_rule_is_not_relaxed() -> None:
    private = {"key": "no-tram", "structured": {"kind": "provenance", "code": "private-link"}, "enforcement": {"publish": "blocking"}}  # fmt: skip
    house, trams = note("house", rules=[private]), note("trams", TRAMS, relaxes=[LINK])
    read = replace(facts_of("See https://t.me/c/1/2.", ["https://t.me/c/1/2"]), topics=("transport",))  # fmt: skip
    found = [f for f in review(read, [house, trams], Stage.PUBLISH).findings if f.rule == "no-tram"]
    assert [f.enforcement for f in found] == [Enforcement.BLOCKING]


def test_readers_are_told_of_a_relaxed_rule_as_of_any_that_is_not_met() -> None:
    read = replace(facts_of("The tram was late."), topics=("transport",))
    trams = note("trams", TRAMS, relaxes=[{**LINK, "to": "shadow"}])
    said = printed_note(HOUSE, review(read, [HOUSE, trams], Stage.PUBLISH))
    assert [one.text for one in said] == ["Here we had to."]


def test_it_is_said_in_words() -> None:
    read = replace(facts_of("Nothing."), topics=("transport",))
    answer = review(read, [HOUSE, note("trams", TRAMS, relaxes=[LINK])], Stage.PUBLISH)
    assert list(relaxing.told("house", answer.relaxed)) == [
        "no-tram only advises here, as “Trams” says: It is its name."
    ]


@pytest.mark.parametrize(
    ("inner", "outer", "is_narrower"),
    [
        ({"topics": ["transport"]}, {}, True),
        ({}, {}, False),
        ({}, {"topics": ["transport"]}, False),
        ({"topics": ["russia-ukraine-war"]}, {"topics": ["war"]}, True),
        ({"topics": ["transport", "economy"]}, {"topics": ["transport"]}, False),
        ({"topics": ["transport"], "places": ["kyiv"]}, {"topics": ["transport"], "places": ["UA"]}, True),
        ({"places": ["UA"]}, {"places": ["kyiv"]}, False),
        ({"desks": ["night"]}, {"desks": ["night", "economy"]}, True),
        ({"languages": ["pt-BR"], "desks": ["night"]}, {"languages": ["pt"]}, True),
        ({"from": "2026-02-01"}, {"from": "2026-01-01"}, True),
        ({"from": "2025-01-01"}, {"from": "2026-01-01"}, False),
        ({"until": "2026-01-01T00:00:00+00:00"}, {}, True),
        ({"entities": ["Lantern"]}, {"topics": ["transport"]}, False),
    ],
)  # fmt: skip
def test_a_scope_is_narrower_facet_by_facet(inner, outer, is_narrower) -> None:
    one, other = parse_scope(inner), parse_scope(outer)
    assert narrower(one, other) is is_narrower
    assert not (narrower(one, other) and narrower(other, one))


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ({**LINK, "to": "blocking"}, "only advises, or is only recorded"),
        ({**LINK, "because": ""}, "Say why no-tram"),
        ({**LINK, "rule": ""}, "which rule"),
        ({**LINK, "until": "noon"}, "What a note relaxes"),
        ("no-tram", "What a note relaxes"),
    ],
)
def test_a_link_that_cannot_be_read_says_why(link, said) -> None:
    with pytest.raises(RuleError, match=said):
        relaxing.parse(link)
