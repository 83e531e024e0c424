"""Whose word a whole piece stands on: the lede’s credit, the list, and who is named without a link."""

import pytest

from tests.desk.policy.pieces import PLAIN, exact, piece, whole

TASS = "https://tass.com/society/2071833"


@pytest.mark.parametrize(
    ("said", "links", "marked"),
    [
        ("The mill at Rovy has burned down, TASS reported.", [TASS], ["TASS reported"]),
        ("The mill at Rovy has burned down.\n\nTwo men are held, TASS reported.", [TASS], [TASS]),
        ("The mill at Rovy has burned down. TASS had the first picture of it.", [TASS], ["TASS"]),
        ("The mill at Rovy has burned down, TASS reported. A baker told Meduza that it had been shelled.", [TASS, "https://meduza.io/en/news/2026/07/01/mill"], []),
        ("Six dockers were killed at Ras Isa, Al Masirah said.", ["https://english.almasirah.net.ye/post/51822/six-dockers"], ["Al Masirah said"]),
        ("Nine were hurt in a mill at Rovy, Iran’s IRNA agency reported, citing a baker. IRNA gave no hour.", ["https://en.irna.ir/news/85990001/mill"], ["IRNA agency reported"]),
        ("The mill at Rovy has burned down, Meduza reported.", ["https://meduza.io/en/news/2026/07/01/mill"], []),
    ],
)  # fmt: skip
def test_a_lede_on_a_states_word(said, links, marked) -> None:
    assert exact("state-media-only-lead", whole(said, *links)) == marked


PICTURE = "https://pbs.twimg.com/media/G4k2mQdXwAAz91c?format=jpg&name=large"
HAARETZ = "https://www.haaretz.com/west-bank/2026-07-01/ty-article/orchard/00000199-f0a2"


@pytest.mark.parametrize(
    ("said", "links", "marked"),
    [
        ("The orchard was cut down, Haaretz reported. A photograph by B’Tselem shows the stumps.", [HAARETZ, PICTURE], []),
        ("The orchard was cut down, Haaretz reported. Two men were held, B’Tselem said.", [HAARETZ, PICTURE], ["B’Tselem"]),
        ("The engine had stopped, Alarm Phone wrote on X, and ANSA reported that all were ashore.", ["https://x.com/alarm_phone/status/2122027897896031687", "https://www.ansa.it/english/news/2026/07/01/boat_8c2f51e7.html"], []),
    ],
)  # fmt: skip
def test_named_and_not_listed(said, links, marked) -> None:
    assert exact("attributed-but-unlisted", whole(said, *links)) == marked


R = "https://www.reuters.com/world/africa/harbour-2026-06-10/"
D = "https://www.dawn.com/news/1951177/drug-trial"


@pytest.mark.parametrize(
    ("said", "links", "code"),
    [
        ("Several studies now point the same way, Dawn wrote. They are one study, of 41 rats, told four times.", [D], "single-source-as-many"),
        ("Multiple experts doubt it: one hydrologist, Pia Roth, told Reuters that the wall would not hold.", [R], "single-source-as-many"),
        ("Local papers reported the arrest, all of them with Dawn’s story.", [D], "single-source-as-many"),
        ("Two broadcasters, independently of each other, say that the judge resigned: Geo, and ARY, whose item credits Geo.", ["https://www.geo.tv/latest/1-x", "https://arynews.tv/x/"], "single-source-as-many"),
        ("Four radio stations have confirmed the resignation, each of them citing the Reuters report.", [R], "single-source-as-many"),
        ("A number of rights groups working in the valley gave the same count.", ["https://x.com/UNOCHA/status/2034456677889900112"], "single-source-as-many"),
        ("Traders said that rice had doubled. The trader was a woman with two sacks, the only one who would speak to Reuters.", [R], "plural-from-one"),
        ("Clips from the harbour show the crane falling. There is just one clip, Reuters says, and it lasts nine seconds.", [R], "plural-from-one"),
        ("Plane-spotters said that two jets had landed, Reuters reported. Both posts are by Jan Holm.", [R], "plural-from-one"),
        ("Plane-spotters said that two jets had landed, Reuters reported. Both posts are by people at the fence.", [R], ""),
        ("Lawyers say that the file was opened twice; no other lawyer than Mr Odhiambo was reached, Reuters wrote.", [R], "plural-from-one"),
        ("Several studies now point the same way, Dawn wrote. One, of 41 rats, was halted in May.", [D], ""),
        ("Traders said that rice had doubled. One trader told Reuters that she had two sacks left.", [R], ""),
        ("Witnesses said the lorry did not brake. The only one hurt was the driver, Reuters reported.", [R], ""),
        ("Experts doubt it, and one hydrologist, Pia Roth, told Reuters that the wall would not hold.", [R], ""),
        ("Residents said the water rose twice in a night. The only bridge was lost, they told Reuters.", [R], ""),
        ("Two doctors said that beds were full: one in the port clinic, the other at St Luke’s, Reuters reported.", [R], ""),
        ("Videos posted by residents show the crane falling. Reuters confirmed where two of them were filmed.", [R], ""),
    ],
)  # fmt: skip
def test_several_of_whom_the_copy_admits_one(said, links, code) -> None:
    facts = whole(said, *links)
    fires = [c for c in ("single-source-as-many", "plural-from-one") if exact(c, facts)]
    assert fires == ([code] if code else [])


@pytest.mark.parametrize(
    ("said", "links"),
    [
        ("One dozed off in the hall, the Bay of Plenty Times reported.", ["https://www.nzherald.co.nz/bay-of-plenty-times/news/strike-ends/H5Q7XK2V/"]),
        ("She spoke to The Mercury with ice on her ear.", ["https://web.archive.org/web/20260314063015/https://www.themercury.com.au/sport/bees-stop-stage"]),
        ("Astra, an outlet abroad, said on Telegram that a mast had burned. It took the post down; an archived copy is linked.", ["https://web.archive.org/web/20260911081500/https://t.me/astrapress/98412"]),
    ],
)  # fmt: skip
def test_a_house_at_another_ones_address(said, links) -> None:
    assert exact("attributed-but-unlisted", whole(f"{said} Reuters had it too.", R, *links)) == []


@pytest.mark.parametrize(
    "said",
    [
        "The shares fell two per cent, thought about it, and closed where they had opened.",
        "Polls open at 8am on Sunday and shut at 6pm, and the fine is 35,000 pesos.",
    ],
)
def test_prices_and_opening_hours_need_no_name(said) -> None:
    assert exact("uncited-claim", whole(f"The vote was set, Reuters reported.\n\n{said}", R)) == []


@pytest.mark.parametrize(
    ("said", "fires"),
    [
        ("The harbour master had been warned twice over the ropes and let the ferry go anyway.", True),
        ("The clinic’s director took payments from the maker and signed the tests.", True),
        ("Three letters from the parents were in the file, and the board shredded the file in May.", True),
        ("The second line was closed in 2021, and the repair cost the town 12 million crowns.", True),
        ("The mill lost $40 million two years ago and kept its dividend.", True),
        ("The harbour master had been warned twice over the ropes, Reuters reported.", False),
        ("The harbour master had been warned twice over the ropes. That is the finding of the inspectors, who said so in June.", False),
        ("People who were warned in the morning had blankets.", False),
        ("The repair would cost the town 12 million crowns.", False),
        ("The second line was closed in 2021, and the repair cost the town 12 million crowns, the auditors found.", False),
        ("“They shredded the file,” she said.", False),
        ("The contract, worth $3.1 million, went to a firm from Oslo.", False),
    ],
)  # fmt: skip
def test_a_charge_among_credited_sentences(said, fires) -> None:
    facts = whole(
        f"The ferry sank at noon, Reuters reported. Forty swam ashore, it said. {said}", R
    )
    assert bool(exact("uncited-claim", facts)) is fires


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        ("The bakery opened late on Friday, at ten, as on any day. Its owner was dragged from his car by four men on the ring road a week before. It was quiet.", "Its owner was dragged"),
        ("Within an hour the depot, the town’s one employer since 1971, was alight, and 340 people had been told to leave.", "Within an hour"),
    ],
)  # fmt: skip
def test_the_claim_that_wants_a_source_first(said, marked) -> None:
    found = exact("uncited-claim", piece(said + " " + PLAIN * 6, headline="Town wakes", links=[]))
    assert [one[: len(marked)] for one in found] == [marked]


@pytest.mark.parametrize(
    ("said", "fires"),
    [
        ("The figure is no longer ours alone: El Norte carried on Tuesday what we had published on Monday.", True),
        ("Radio Zet has confirmed what Nightdesk reported, with a credit.", True),
        ("A second newspaper, the Gazette, says what this publication said on Sunday, and links to it.", True),
        ("The minister denied what this newspaper had reported.", False),
        ("The mayor said what we reported was false.", False),
        ("The Gazette found for itself what we had reported.", False),
        ("The court upheld what the Gazette had printed.", False),
    ],
)  # fmt: skip
def test_what_we_had_printed_come_back(said, fires) -> None:
    assert bool(exact("circular-report", whole(said, R))) is fires


@pytest.mark.parametrize(
    ("said", "fires"),
    [
        ("Two of her crew were badly burned.", True),
        ("Nine of his passengers were gassed when the hatch was shut.", True),
        ("The night came to this:\n\n- three stokers dead;\n- nine cabins lost.", True),
        ("Two of the haystacks were burned.", False),
        ("Eleven wells were poisoned.", False),
        ("By noon, the port office said, the night came to this:\n\n- nine cabins lost;\n- three stokers dead.", False),
        ("The office gave these figures:\n\n1. Nine cabins lost.\n2. Three stokers dead.", False),
    ],
)  # fmt: skip
def test_harm_that_nobody_answers_for(said, fires) -> None:
    facts = whole(f"The ferry sank at noon, Reuters reported.\n\n{said}", R)
    assert bool(exact("unattributed-casualties", facts)) is fires


ASTRA = "https://t.me/astrapress/98812"
KABAR = "https://x.com/kabarselatraya/status/2043108414559494793"
MORE = "Its two streets were dry again by noon, and the market opened. "


@pytest.mark.parametrize(
    ("said", "links", "code", "marked"),
    [
        ("The shelter was full, Astra reported, and Reuters could not check it.", [R, ASTRA], "orphan-link", []),
        ("The shelter was full, the port office said, and Reuters could not check it.", [R, "https://t.me/ozeroday/98812"], "orphan-link", ["https://t.me/ozeroday/98812"]),
        ("A ferry sank in the small hours of Sunday, an account on X named Kabar Selat Raya wrote. Divers were sent, Antara reported.", ["https://en.antaranews.com/news/411962/divers-sent", KABAR], "unclassed-source", [KABAR]),
        ("The ship can see the city.\n\nThe wharf was shut, the site Zon Bleu reported.", ["https://zonbleu.info/quai-ferme"], "unclassed-source", ["https://zonbleu.info/quai-ferme"]),
        ("The wharf was shut, its master said.\n\nHe told the site Zon Bleu that it would open on Monday.", ["https://zonbleu.info/quai-ferme"], "unclassed-source", []),
        ("The wharf was shut, the rights group Zon Bleu reported.", ["https://zonbleu.info/quai-ferme"], "unclassed-source", []),
        ("A tremor shook the bay, the weather ministry said in a bulletin.\n\nThe alert account NERV wrote on X that stones lay on the road.", ["https://weather.gov.ws/bulletin-12", "https://x.com/UN_NERV/status/2045602069332418664"], "unclassed-source", []),
    ],
)  # fmt: skip
def test_who_is_behind_a_link(said, links, code, marked) -> None:
    assert exact(code, whole(f"{said}\n\n{MORE}", *links)) == marked


X = "https://x.com/harbourwatch/status/2043108414559494793"
BNO = "https://x.com/BNOFeed/status/2115852213264763005"


@pytest.mark.parametrize(
    ("said", "links", "code", "fires"),
    [
        ("The bridge was mined, according to authorities, and will be shut until Monday.", [X], "officials-without-official", True),
        ("A senior security official said the bridge had been mined.", [BNO], "officials-without-official", True),
        ("The bridge, officials in the capital maintain, was never mined.", [X], "officials-without-official", True),
        ("Officials said the list had come late.", ["https://www.wfp.org/news/convoy-turned-back-kissufim"], "officials-without-official", True),
        ("The municipality said the bridge had been mined.", [X], "officials-without-official", False),
        ("Emergency services put the fire out by nine.", [X], "officials-without-official", False),
        ("Police said the bridge had been mined.", ["https://x.com/PoliceSori/status/2043108414559494793"], "officials-without-official", False),
        ("A wall fell on a market at Sori, burying nine.", [R], "unattributed-casualties", True),
        ("Among the dead are two teachers and a midwife.", [R], "unattributed-casualties", True),
        ("Among the dead are no strangers to the sea.", [R], "unattributed-casualties", False),
        ("The dam is safe, if one believes El Tiempo.", [R], "attributed-but-unlisted", True),
        ("The weekly Kisiwa Mpya, which saw the letter, said the dam was safe.", [R], "attributed-but-unlisted", True),
        ("El Faro de Sori, the paper of the port, counted nine cracks.", [R], "attributed-but-unlisted", True),
        ("Cracks had been seen in May, the news site Tere Online has revealed.", [R], "attributed-but-unlisted", True),
        ("The weekly Kisiwa Mpya, which saw the letter, said the dam was safe.", [R, "https://kisiwampya.co.tz/habari/17"], "attributed-but-unlisted", False),
        ("It would hold, said Inés Vergara, an author of the paper.", [R], "attributed-but-unlisted", False),
        ("The dam, an engineer remarked to the newspaper Professor Eikrem reads, is safe.", [R], "attributed-but-unlisted", False),
        ("Newspapers across the region carried the claim.", [R, "https://www.reuters.com/world/africa/dam-2-2026-06-10/"], "single-source-as-many", True),
        ("The noise was described independently by three monitoring channels.", [X, "https://x.com/harbourwatch/status/2043108414559494799"], "single-source-as-many", True),
        ("Newspapers across the region were late, for the road was shut.", [R], "single-source-as-many", False),
    ],
)  # fmt: skip
def test_everyday_wordings(said, links, code, fires) -> None:
    assert bool(exact(code, whole(said, *links))) is fires
