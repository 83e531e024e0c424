"""Words are found as readers see them: whatever space, accent, script or quotation mark they were typed with."""

import pytest

from desk.policy import packs
from desk.policy.article import facts_of
from desk.policy.kinds import KINDS
from desk.policy.matching import parse_term
from desk.policy.rules import parse_rule
from desk.policy.terms import spans
from desk.policy.types import Block, BlockKind, Facts, ZoneKind, ZoneText


def fires(structured: dict, **draft) -> list[str]:
    rule = parse_rule("rule", structured)
    facts = facts_of({"body": "", **draft}, packs.all_sources(), {})
    return [finding.exact for finding in KINDS[rule.kind].look(facts, rule.params)]


@pytest.mark.parametrize(
    ("said", "text", "found"),
    [
        pytest.param("just another night", "Just\u00a0another night.", ["Just\u00a0another night"], id="a space that keeps"),
        pytest.param("no-brainer", "a no\u2011brainer", ["no\u2011brainer"], id="a hyphen that keeps"),
        pytest.param("Russia’s (full )?war", "on Russia's full war", ["Russia's full war"], id="a straight apostrophe"),
        pytest.param("Russia's (full )?war", "on Russia’s war", ["Russia’s war"], id="a round one"),
        pytest.param("café bomber", "the cafe\u0301 bomber", ["cafe\u0301 bomber"], id="an accent laid over"),
        pytest.param("cafe bomber", "the cafe\u0301 bomber", [], id="an accent is no ornament"),
        pytest.param("inevitable", "an inevit\u00adable war", ["inevit\u00adable"], id="a soft hyphen"),
        pytest.param("inevit", "an inevit\u00adable war", [], id="no word ends at a soft hyphen"),
        pytest.param("inevitable", "an in\u200bevi\u200dtable war", ["in\u200bevi\u200dtable"], id="spaces without width"),
        pytest.param("不可避免", "这是不可避免的。", ["不可避免"], id="no spaces between words"),
        pytest.param("राम", "रामायण", [], id="a vowel laid on goes on with its word"),
        pytest.param("👩\u200d🚒", "We 👩\u200d🚒 go", ["👩\u200d🚒"], id="one picture of two"),
        pytest.param("각", "\u1100\u1161\u11a8 하나", ["\u1100\u1161\u11a8"], id="letters in parts"),
    ],
)  # fmt: skip
def test_finds_words_as_they_are_read(said: str, text: str, found: list[str]) -> None:
    at = parse_term(said, whole=True).spans(text)
    assert [text[span.start : span.end] for span in at] == found


@pytest.mark.parametrize("said", ["according\u00a0to", "accord\u00ading to", "according to"])
def test_lists_find_them_too(said: str) -> None:
    text = f"Nine died, {said} Reuters."
    assert [text[s.start : s.end] for s in spans("attribution", text)] == [said]


FORBID = {"kind": "forbid", "terms": ["regime", "政权", "режим"], "unless": ["in-quote"]}


@pytest.mark.parametrize(
    ("body", "found"),
    [
        pytest.param("“First we hid. The regime came.\n\n“Then it left,” she said.", [], id="a speech that goes on"),
        pytest.param("\"First we hid. The regime came.\n\n\"Then it left,\" she said.", [], id="in straight marks"),
        pytest.param("“It came,” she said. The regime fell.\n\n“Then it left,” he said.", ["regime"], id="closed before"),
        pytest.param("She said “it’s late. The ‘regime’ came.\n\n“It left.” The regime fell.", ["regime"], id="one held in it"),
        pytest.param("»Das regime«, sagte er.", [], id="marks turned round"),
        pytest.param("”En regime”, sa han.", [], id="one mark on both sides"),
        pytest.param("他说「政权」倒了。", [], id="corners"),
        pytest.param("“" + "We walked on and on. " * 60 + "The regime came.”", [], id="a long one"),
        pytest.param("The regime fell.\n\n“It left,” he said.", ["regime"], id="our own voice before one"),
    ],
)  # fmt: skip
def test_a_quotation_is_one_in_any_marks(body: str, found: list[str]) -> None:
    assert fires(FORBID, body=body) == found


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ({"kind": "forbid", "terms": ["regime"], "unless": ["in-quote"]}, "The regime fell."),
        ({"kind": "prefer", "swap": {"Kiev": "Kyiv"}}, "Kiev fell silent."),
        ({"kind": "consistent", "either": {"rebels": "militants"}}, "Militants and rebels."),
    ],
    ids=["forbid", "prefer", "consistent"],
)
@pytest.mark.parametrize("kind", [BlockKind.QUOTE, BlockKind.PARAGRAPH])
def test_a_block_set_as_a_quotation_is_others_words(rule, said: str, kind: BlockKind) -> None:
    body = ZoneText(ZoneKind.BODY, said, (Block(0, len(said), kind, "p1"),))
    parsed = parse_rule("rule", rule)
    found = list(KINDS[parsed.kind].look(Facts(None, None, body), parsed.params))
    assert bool(found) is (kind is BlockKind.PARAGRAPH)


def test_sentences_end_in_every_script() -> None:
    late = {"kind": "forbid", "terms": ["战争"], "zones": ["sentence:2"]}
    assert fires(late, body="雨停了。战争开始。人们离开。") == ["战争"]
    late = {"kind": "forbid", "terms": ["الحرب"], "zones": ["sentence:2"]}
    assert fires(late, body="هل بدأت؟ الحرب بدأت.") == ["الحرب"]
