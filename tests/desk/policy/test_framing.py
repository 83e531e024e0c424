"""The judge of framing: what it says, why, and what it is worth in hands it never saw."""

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from desk.policy.framing import drill, embed, measure, weigh
from desk.policy.framing.features import clause_of, features, main_clause
from desk.policy.framing.fit import logistic
from desk.policy.framing.grammar import grammar
from desk.policy.framing.head import packed, shipped, unpacked
from desk.policy.framing.judge import findings
from desk.policy.framing.told import opened_on
from desk.policy.framing.units import fell_as_fighters, harm_denied, tells_of_nobody
from desk.policy.types import Confidence, Facts, ZoneKind, ZoneText

ASKED = ["headline", "dek", "sentence"]
FORCE = "Air defence shot down 40 of 51 drones over the region, the air force said."
PEOPLE = "Four residents of a nine-storey block were killed and eleven injured."


def facts(headline: str, body: str, dek: str = "") -> Facts:
    return Facts(
        headline=ZoneText(ZoneKind.HEADLINE, headline),
        dek=ZoneText(ZoneKind.DEK, dek),
        body=ZoneText(ZoneKind.BODY, body),
    )


def test_it_never_says_that_nothing_is_there_beside_the_sentence_it_offers() -> None:
    lede = "At 23:48 UTC a missile hit Sadova Street, and at least five people were hurt, officials said."
    offered = "Three people were killed in the attack, which is almost four years into a war that began on 24 February 2022."
    piece = facts(
        "Staromist under fire as 5 hurt",
        f"{lede} {offered}",
        "Drones and missiles came for two hours.",
    )
    found = list(findings(piece, ASKED))
    assert found
    for one in found:
        assert offered in one.fix
        assert "no sentence of harm" not in one.evidence["because"]
    assert any("not sure that the sentence it offers" in f.evidence["because"] for f in found)


def test_a_tally_before_the_dead_is_sure_and_offers_the_sentence() -> None:
    piece = facts("Air defence downs 40 of 51 drones overnight", f"{FORCE} {PEOPLE}")
    found = {f.zone: f for f in findings(piece, ASKED)}
    body = found[ZoneKind.BODY]
    assert body.confidence is Confidence.SURE
    assert body.exact
    assert FORCE.startswith(body.exact)
    assert PEOPLE in body.fix
    assert body.mend is not None
    assert body.mend.act == "move-up"
    assert body.message == "The piece opens on forces or hardware, not on the people harmed."
    assert "It is sure" in str(body.evidence["because"])


@pytest.mark.parametrize(
    ("clause", "said"),
    [
        ("Forty drones crossed the border", "forces or hardware"),
        ("A quake of magnitude 6.1 struck the coast", "the size of the event"),
        ("The cabinet met over the strikes", "talks, offices or money"),
        ("Moscow said it had struck a depot", "somebody speaking"),
        ("The night was long", "something else"),
    ],
)
def test_says_what_stands_first(clause: str, said: str) -> None:
    assert opened_on(clause) == said


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        pytest.param("Drone kills four in Kharkiv", f"{PEOPLE} {FORCE}", id="the dead lead"),
        pytest.param("Bank holds rates", "The central bank held its rate at five per cent.", id="no attack"),
        pytest.param("", "", id="nothing written"),
    ],
)  # fmt: skip
def test_says_nothing(headline: str, body: str) -> None:
    assert list(findings(facts(headline, body), ASKED)) == []


def test_asks_where_an_attack_is_the_event_and_nothing_is_known() -> None:
    piece = facts("Missiles hit Odesa overnight", "Missiles struck Odesa overnight, the navy said.")
    for finding in findings(piece, ASKED):
        assert finding.confidence is Confidence.UNSURE
        assert "nothing is known yet of people" in str(finding.evidence["because"])
        assert finding.fix == "Say what is known of people, or that nothing is known yet."


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Nobody was hurt, the operator said.", True),
        ("There were no casualties.", True),
        ("No one was killed but eleven people were injured.", False),
        ("Four people were killed.", False),
    ],
)
def test_denied_harm_tells_of_nobody(text: str, denied: bool) -> None:
    assert harm_denied(text) is denied
    assert tells_of_nobody(text) is denied


def test_dead_soldiers_alone_tell_of_nobody() -> None:
    assert tells_of_nobody("Twelve soldiers were killed at a training ground.")


def test_grammar_knows_who_comes_first_and_stays_between_nought_and_one() -> None:
    for text in (FORCE, PEOPLE, "", "?"):
        row = grammar(text, clause_of(text))
        assert len(row) == len(grammar(PEOPLE, clause_of(PEOPLE)))
        assert all(0 <= value <= 1 for value in row)
    assert grammar(FORCE, clause_of(FORCE)) != grammar(PEOPLE, clause_of(PEOPLE))


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("After nine people were shot dead at the gate, the foundation issued a denial.", "the foundation issued a denial."),
        ("While ministers were still arguing, eighteen people were shot dead at a gate.", "eighteen people were shot dead at a gate."),
        ("Because the depot was hit, and because the pumps had failed, two towns went dry.", "two towns went dry."),
        ("Air defence downed forty drones, killing nobody.", "Air defence downed forty drones"),
        ("At least 12 dead, dozens under the rubble of a school", "At least 12 dead, dozens under the rubble of a school"),
        ("In Sumy, at dawn", "In Sumy, at dawn"),
        ("", ""),
    ],
)  # fmt: skip
def test_the_main_clause_stands_after_what_is_fronted(text: str, clause: str) -> None:
    assert main_clause(text) == clause
    span = clause_of(text)
    assert text[span.start : span.end] == clause


def test_drills_are_the_same_each_time_and_of_every_class() -> None:
    made = drill.units()
    assert made == drill.units.__wrapped__()
    assert {label for _, label in made} == {0, 1, 2}
    assert len(made) > 300
    assert not any("{" in text or "!c" in text for text, _ in made)


def test_an_older_judge_does_not_fit() -> None:
    data = packed(shipped())
    del data["zone"]
    assert not unpacked(data).fits


def test_soldiers_named_first_are_told_from_people_named_first() -> None:
    people, soldiers = (
        "Two nurses and four soldiers were killed.",
        "Four soldiers and two nurses were killed.",
    )
    assert grammar(people, clause_of(people)) != grammar(soldiers, clause_of(soldiers))


def test_the_judge_of_zones_learns_what_tells_them_apart() -> None:
    rng = np.random.default_rng(4)
    seen = [
        weigh.Seen("AB"[n % 2], "body", rng.normal(size=5).astype(np.float32) + np.float32(n % 3 == 0) * 4, outweighs=True, free=True, wanted=n % 3 == 0)
        for n in range(90)
    ]  # fmt: skip
    ask, sure = weigh.scores(rows := weigh.crossed(seen))
    assert len(rows) == 90
    assert all((row.score > 0.5) is row.wanted for row in rows)
    assert 0.5 < sure["body"] <= ask["body"] < 1
    assert ask["dek"] == weigh.NEVER


def test_a_sentence_reads_the_same_alone_and_in_company() -> None:
    texts = [FORCE, "Nobody slept.", PEOPLE]
    for one, seen in zip(texts, embed.read(texts), strict=True):
        assert np.allclose(seen.mean(1), embed.read([one])[0].mean(1), atol=1e-5)
    assert np.array_equal(features(texts), features(texts))


def test_the_fit_agrees_with_a_known_one() -> None:
    rng = np.random.default_rng(4)
    rows = rng.normal(size=(240, 12))
    classes = (rows @ rng.normal(size=(12, 3)) + rng.normal(size=(240, 3))).argmax(1)
    ours = logistic(rows, classes, many=3, room=0.7)
    known = LogisticRegression(C=0.7, tol=1e-8, max_iter=2000).fit(rows, classes)
    assert np.allclose(ours.weights, known.coef_, atol=2e-2)
    centred = known.intercept_ - known.intercept_.mean()
    assert np.allclose(ours.biases - ours.biases.mean(), centred, atol=2e-2)


def test_a_head_survives_being_kept() -> None:
    head = shipped()
    again = unpacked(packed(head))
    assert head.fits
    assert np.array_equal(again.full.weights, head.full.weights)
    assert np.array_equal(again.zone.weights, head.zone.weights)
    assert again.ask == head.ask
    assert again.sure == head.sure


@pytest.mark.parametrize(("some", "whole", "low", "high"), [(0, 0, 0, 1), (39, 39, 0.91, 1), (5, 10, 0.24, 0.76)])  # fmt: skip
def test_wilson(some: int, whole: int, low: float, high: float) -> None:
    assert measure.wilson(some, whole) == pytest.approx((low, high), abs=0.01)


@pytest.mark.parametrize(
    ("seen", "wanted"),
    [
        ([(0.9, True), (0.8, True), (0.7, False)], 0.8),
        ([(0.9, False), (0.8, True)], weigh.NEVER),
        ([], weigh.NEVER),
    ],
)
def test_sure_begins_where_hardly_any_is_wrong(
    seen: list[tuple[float, bool]], wanted: float
) -> None:
    assert weigh.holds(seen) == wanted


def test_asking_catches_its_share() -> None:
    wanted = [n / 100 for n in range(1, 101)]
    assert sum(score >= weigh.catches(wanted) for score in wanted) == round(100 * weigh.CAUGHT)


@pytest.mark.parametrize(
    ("text", "fighters"),
    [
        ("At least 40 volunteers from Nepal have been killed in its ranks.", True),
        ("Nine of them died in action last spring.", True),
        ("Two brothers from Lima were killed while fighting for the regiment.", True),
        ("Some sixty Kenyans have died at the front.", True),
        ("Nine people died in the market at the front of the station.", False),
        ("Six employees were killed on Thursday when two missiles hit the plant.", False),
        ("Two women were carrying parcels for sons at the front.", False),
    ],
)
def test_whoever_fell_as_a_fighter_is_no_civilian(text, fighters) -> None:
    assert fell_as_fighters(text) is fighters


def test_the_deaths_of_fighters_make_nothing_sure_and_are_no_lead() -> None:
    inquiry = "Prosecutors searched two offices in Kathmandu on Monday over the hiring of retired troops for the war in Ukraine."
    piece = facts("Kathmandu looks into hiring for the war", f"{inquiry} At least 40 of them have been killed in its ranks.")  # fmt: skip
    for finding in findings(piece, ASKED):
        assert finding.confidence is Confidence.UNSURE
        assert "killed in its ranks" not in finding.fix
