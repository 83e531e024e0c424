"""What a finished piece lists: jokes, look-alikes, unclassed sites, old posts, embargoes, rings, open questions."""

import pytest

from desk.policy.sources import listed
from desk.policy.sources.lookalike import alike, by_shape, capitals, spelled_like
from desk.policy.types import SourceFacts
from tests.desk.policy.pieces import BBC, REUTERS, exact, piece, whole, x_post

ONION = "https://theonion.com/town-to-rent-out-its-fog-1851000000/"
SMALL = "https://valley-bell.example/fog"


@pytest.mark.parametrize(
    ("body", "links", "fires"),
    [
        ("A town is to rent out its fog, The Onion reported.", [ONION], True),
        ("A town is to rent out its fog, an account said.", ["https://x.com/TheBabylonBee/status/2064600000000000000"], True),
        ("A town is to rent out its fog, it said.", ["https://x.com/MayorParody/status/2064600000000000000"], True),
        ("A town is to rent out its fog, it said.", ["https://www.der-postillon.com/2026/06/nebel.html"], True),
        ("The satirical site The Onion wrote that a town would rent out its fog.", [ONION], False),
        ("A deputy read out a spoof about fog, and nobody laughed.", [ONION, BBC], False),
        ("The onion harvest is late, the BBC reported.", [BBC], False),
        ("A baker sells onions, she said.", ["https://onion-growers.example/prices"], False),
    ],
)  # fmt: skip
def test_satire(body, links, fires) -> None:
    assert bool(exact("satire", piece(body, *links))) is fires


@pytest.mark.parametrize(
    ("handle", "other", "twins"),
    [
        ("Kyivlndependent", "KyivIndependent", True),
        ("bellingcaat", "bellingcat", True),
        ("kpzsu", "KpsZSU", True),
        ("kpszs", "KpsZSU", False),
        ("TheStudyofVVar", "TheStudyofWar", True),
        ("Reuetrs", "Reuters", True),
        ("meduzapr0ject", "meduzaproject", True),
        ("bellingcatt", "bellingcat", True),
        ("NBCNews", "CBSNews", False),
        ("KyivPost_", "KyivPost", False),
        ("ReutersUK", "Reuters", False),
        ("SkyNews2", "SkyNews", False),
        ("trtworld", "itvnews", False),
    ],
)
def test_names_that_pass_for_one_another(handle, other, twins) -> None:
    assert alike(handle, other) is twins


@pytest.mark.parametrize(
    ("handle", "text", "name"),
    [
        ("SanduMaIa_md", "President Malandra spoke. So did Maia Sandu.", ""),
        ("VaIeriaRossi", "Valeria Rossi wrote on X.", "Valeria"),
        ("MarinKl1nic", "Klinic said so.", "Klinic"),
        ("valeriarossi", "Valeria Rossi wrote on X.", ""),
        ("AI_Watan_Daily", "Al Watan had a picture.", "AlWatan"),
        ("Al_Watan_Daily", "Al Watan had a picture.", ""),
    ],
)
def test_a_name_that_the_account_has_only_to_the_eye(handle, text, name) -> None:
    assert spelled_like(handle, by_shape(capitals(text))) == name


@pytest.mark.parametrize(
    ("account", "said", "fires"),
    [
        ("sentdefemder", "A monitor posted the clip.", True),
        ("BBCBreaklng", "The BBC posted the clip.", True),
        ("ZeIenskyyOffice", "Volodymyr Zelenskyy wrote on X.", True),
        ("dwnevvs", "The broadcaster posted the clip.", True),
        ("CAF_0nline", "The confederation named a referee.", True),
        ("PortNevvs", "The harbour shut.", True),
        ("UNlFIL_", "The UN Interim Force in Lebanon wrote on X.", True),
        ("ldf", "The army wrote on X.", True),
        ("AIJazeeraNow", "The broadcaster posted the clip.", True),
        ("KyivIndependant", "The Kyiv Independent posted the clip.", True),
        ("UN_HRC", "The council wrote on X.", False),
        ("IDF", "The army wrote on X.", False),
        ("COP30Brasil", "The hosts wrote on X.", False),
        ("aljazeeraenglish", "The broadcaster posted the clip.", False),
        ("CAF_Online", "The confederation named a referee.", False),
        ("Radio1Dakar", "The harbour shut.", False),
        ("ucddublin", "The harbour shut.", False),
        ("sentdefender", "A monitor posted the clip.", False),
        ("BBCWorld", "The BBC posted the clip.", False),
        ("harbourcam", "Harbour Cam posted the clip.", False),
        ("ZelenskyyUa", "Volodymyr Zelenskyy wrote on X.", False),
    ],
)
def test_look_alikes_in_the_list(account, said, fires) -> None:
    facts = piece(said, x_post(account, "2026-06-10T08:00:00"), BBC)
    assert bool(exact("lookalike-handle", facts)) is fires


@pytest.mark.parametrize(
    ("said", "links", "fires"),
    [
        ("The mill burned down, according to a local news site.", [SMALL], True),
        ("A blog counts nine such fires.", [SMALL, REUTERS], True),
        ("An anonymous channel said the mill burned.", ["https://t.me/mill_watch/44"], True),
        ("A small website in the valley said so.", [SMALL], True),
        ("A Telegram channel opened in May said so.", ["https://t.me/mill_watch/44"], True),
        ("A channel of the river was dredged in May.", ["https://t.me/mill_watch/44"], False),
        ("Tickets were sold on a website, the fair said.", [SMALL], False),
        ("The mill burned down, the Valley Bell reported.", [SMALL], False),
        ("It said so in an update on its website.", ["https://aidgroup.example/update"], False),
        ("Valley Bell, a newsletter by two retired engineers, said so.", [SMALL], False),
        ("The mill burned down, according to a local news site.", [BBC], False),
        ("A website of the ministry has the list.", ["https://www.mfa.gov.example/list"], False),
    ],
)
def test_sites_that_nobody_has_classed(said, links, fires) -> None:
    assert bool(exact("unclassed-source", piece(said, *links))) is fires


@pytest.mark.parametrize(
    ("said", "at", "fires"),
    [
        ("Footage shared by OSINTdefender shows the dyke break.", "2023-06-06T04:00:00", True),
        ("OSINTdefender posted a picture of the smoke.", "2025-08-14T04:00:00", True),
        ("A clip that OSINTdefender put on X shows the queue.", "2026-02-01T04:00:00", True),
        ("OSINTdefender wrote on X that the quay was empty.", "2024-01-09T04:00:00", True),
        (
            "A post of June 2023 by OSINTdefender shows the dyke break.",
            "2023-06-06T04:00:00",
            False,
        ),
        ("An old clip by OSINTdefender shows how it looked.", "2023-06-06T04:00:00", False),
        ("OSINTdefender posted a picture two years ago.", "2024-06-06T04:00:00", False),
        ("Footage shared by OSINTdefender shows the dyke break.", "2026-06-09T04:00:00", False),
        ("Reuters reported that the dyke broke.", "2023-06-06T04:00:00", False),
    ],
)
def test_old_posts(said, at, fires) -> None:
    facts = whole(said, x_post("sentdefender", at), REUTERS)
    assert bool(exact("old-post", facts)) is fires


@pytest.mark.parametrize(
    ("said", "fires"),
    [
        ("The paper, embargoed until 20:00 GMT on Wednesday 10 June 2026, counts 300 wells.", True),
        ("The list is not for release before 9am on 11 June, it says.", True),
        ("The speech, under strict embargo until 6pm, names nobody.", True),
        ("The figures may not be published before Thursday.", True),
        ("EMBARGOED: 11 June, 06:00. The paper counts 300 wells.", True),
        ("Editors were asked to hold the report until 20:00 GMT on Wednesday.", True),
        ("Editors were asked to hold the report until 09:00 GMT on Wednesday.", False),
        ("The list (for release after 06:00 GMT on 11 June) is long.", True),
        ("The list (for release after 06:00 GMT on 9 June) is long.", False),
        ("Drivers were told to keep left until noon.", False),
        ("The paper, embargoed until 10:00 GMT on Wednesday, counts 300 wells.", False),
        ("The report’s embargo ended at 00:01 on Wednesday.", False),
        ("The country has been under an arms embargo since 2011.", False),
        ("The film is for release in cinemas on 1 August.", False),
    ],
)
def test_an_embargo_that_the_copy_states(said, fires) -> None:
    facts = piece(said, place="London, United Kingdom")
    assert bool(exact("embargoed-item", facts)) is fires


@pytest.mark.parametrize(
    ("said", "fires"),
    [
        ("The news has been confirmed by Radio Norte. El Sur credits Radio Norte; Radio Norte says that it rests on El Sur.", True),
        ("Both papers have it, and each cites the other.", True),
        ("Daily Post cites Radio Norte, and Radio Norte quotes Daily Post.", True),
        ("An agency, citing our report, had it an hour later.", True),
        ("The news has been confirmed by Radio Norte, which spoke to the minister.", False),
        ("The Coast Times, which names Radio Norte as its source, bears this out. Radio Norte had it from the Coast Times.", True),
        ("The Coast Times names Radio Norte as its source. Radio Norte had it from the police.", False),
        ("Daily Post cites Radio Norte, and Radio Norte cites the minister.", False),
        ("Daily Post said he had fled. It gave as its source the northern paper Coast Times. Coast Times has it too, and says that the news comes from Daily Post.", True),
        ("Daily Post said he had fled. It gave as its source the northern paper Coast Times. Coast Times says that the news comes from the police.", False),
        ("Daily Post has it from Radio Norte. Radio Norte, for its part, gives Daily Post as its source.", True),
        ("Ann Lee quoted Marta Gil, and Omar Sy quoted the poet.", False),
        ("Both families rely on each other.", False),
        ("The agency cited court papers.", False),
    ],
)  # fmt: skip
def test_reports_that_rest_on_each_other(said, fires) -> None:
    assert bool(exact("circular-report", piece(said))) is fires


@pytest.mark.parametrize(
    ("said", "fires"),
    [
        ("Whether the smelter has closed is not known. Its furnaces were shut on Tuesday, the owner told the BBC.", True),
        ("It is unclear who will lead the energy agency. The cabinet announced that Ines Mora would lead the energy agency.", True),
        ("What began the fire was not clear; the brigade has not said. It was a heater, the brigade said on Tuesday.", True),
        ("The court will rule on 2 June, its clerk said.", True),
        ("Whether the smelter has closed is not known. Its owner may say on Friday.", False),
        ("Whether the smelter has closed is not known. The road was shut, police said.", False),
        ("How many boats were lost is unknown. The port found that 40 boats had been lost, it said.", True),
        ("How many boats were lost is unknown. The port said that rain was due.", False),
        ("Nobody can say whether the mill will run again. The owner said that it had restarted.", True),
        ("It is not known what set off the alarm. Rain fell. A moth set off the alarm, the guard said.", True),
        ("It is not known what set off the alarm. Rain fell, the guard said.", False),
        ("It is unclear who will lead the agency. Nobody answered.", False),
        ("The court will rule on 2 June next year, its clerk said.", False),
        ("The court will rule on 2 July, its clerk said.", False),
        ("Ferries ran. They stopped at noon, the port said.", False),
    ],
)  # fmt: skip
def test_questions_that_the_piece_answers(said, fires) -> None:
    assert bool(exact("stale-question", piece(said))) is fires


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Izmir Valiligi", "The İZMİR VALİLİGİ said so."),
        ("Istanbul Governor", "ıstanbul governor said so."),
        ("ΕΛΛΑΣ", "ΕΛΛΑΣ’s men said so."),
        ("Mass Post", "maſs poſt said so."),
    ],
)
def test_letters_that_a_pattern_takes_for_one_hide_no_name(name, text) -> None:
    register = listed.Register((SourceFacts(name=name, key="k"),))
    assert [source.name for _, source in listed.mentions(text, register)] == [name]
