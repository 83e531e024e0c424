"""Whose word it is, where nobody knows or where it is our own come back."""

from dataclasses import replace

import pytest

from tests.desk.policy.pieces import BBC, REUTERS, exact, whole, x_post

TG = "https://t.me/gullrock_eye/41"
SITE = "https://gullrocknews.example/fire"
POST = x_post("GullrockEye", "2026-06-09T20:00:00")


@pytest.mark.parametrize(
    ("said", "links", "marked"),
    [
        ("The pier burned, according to an X account styled Gullrock Eye, set up in May, which posted four films.", [POST, BBC], [POST]),
        ("The pier burned, a Telegram channel called Gullrock Eye, whose owner is not known, wrote.", [TG, BBC], [TG]),
        ("The pier burned, the channel Gullrock Eye wrote on Telegram. It gives no name and has not answered.", [TG, BBC], [TG]),
        ("The pier burned, Gullrock Eye wrote on its Telegram channel. Nobody knows who runs the channel.", [TG, BBC], [TG]),
        ("The pier burned, an unsigned channel on Telegram reported.", [TG, BBC], [TG]),
        ("The pier burned, a new account on X said.", [POST, BBC], [POST]),
        ("The pier burned, the channel Gullrock Eye wrote. It was set up on Telegram in March.", [TG, BBC], [TG]),
        ("According to an anonymous account on X, the pier burned.", [POST, BBC], [POST]),
        ("The pier burned, the BBC said. A gauge on it was set up by Telegram in 1903.", [TG, BBC], []),
        ("The pier burned, the channel Gullrock Eye wrote on Telegram. The channel was opened nine days ago.", [TG, BBC], [TG]),
        ("The pier burned, the channel Gullrock Eye wrote on Telegram.\n\nIt rained. The channel had 300 readers on Tuesday.", [TG, BBC], [TG]),
        ("The pier burned, the BBC said. It burned for an hour, the channel Gullrock Eye wrote on Telegram.\n\nIt rained. The channel tunnel had 300 readers of meters.", [TG, BBC], []),
        ("The pier burned, the BBC said. It burned for an hour, the channel Gullrock Eye wrote on Telegram. It does not say who lit it.", [TG, BBC], []),
        ("The pier burned, the harbour’s channel on Telegram said. The account has been kept since 2016 by the harbour master.", [TG, BBC], []),
        ("The pier burned, the BBC reported. A new page was pinned to the gate.", [TG, BBC], []),
        ("The pier burned, a local news site reported.", [SITE, BBC], [SITE]),
    ],
)  # fmt: skip
def test_an_account_of_which_nothing_is_known(said, links, marked) -> None:
    assert exact("unclassed-source", whole(said, *links)) == marked


@pytest.mark.parametrize(
    ("said", "fires"),
    [
        ("That was confirmed by the Gull Rock Herald, which attributes the count to us.", True),
        ("The Herald bears it out; it traces its account to this desk.", True),
        ("A second site, Gull Rock Today, has the same figure and links back to us.", True),
        ("The agency carried the news an hour later, repeating our first report.", True),
        (
            "The station’s story matches ours, and this newspaper’s interview is its only source.",
            True,
        ),
        ("The broadcaster reported the same, having taken it from us.", True),
        ("It is borne out by the station, whose bulletin cited Nightdesk for every line.", True),
        (
            "It was confirmed over the river: the Herald carried it, with the words “according to Nightdesk”.",
            True,
        ),
        ("The trader told Nightdesk that the Herald had it wrong.", False),
        ("The minister, citing this newspaper’s report, opened an inquiry.", False),
        ("The ferry carried us across, and the harbour confirmed it.", False),
        ("He quoted us a price, and the Herald reported another.", False),
        ("The Herald confirmed it, citing the harbour master.", False),
        ("“They all cite us,” the Herald’s editor said.", False),
    ],
)
def test_our_own_report_come_back(said, fires) -> None:
    assert bool(exact("circular-report", whole(said, BBC))) is fires


def test_our_own_name_is_the_newsrooms() -> None:
    said = "The Herald confirmed it, citing the Gull Rock Bell’s report."
    facts = whole(said, BBC)
    assert exact("circular-report", facts) == []
    ours = replace(facts, extra={**facts.extra, "our_name": "Gull Rock Bell"})
    assert exact("circular-report", ours) == ["confirmed it, citing the Gull Rock Bell’s report"]


@pytest.mark.parametrize(
    ("href", "fires"),
    [
        ("https://t.me/ivan_sev\u0435rin/20", True),
        ("https://x.com/\u0410lertaNorte/status/2074511253306381366", True),
        ("https://www.reut\u0435rs.com/world/a-2026-06-10/", True),
        ("https://t.me/\u043d\u043e\u0432\u0438\u043d\u0438/20", False),
        ("https://www.m\u00fcnchen.example/a", False),
    ],
)
def test_a_name_of_two_alphabets(href, fires) -> None:
    assert bool(exact("lookalike-handle", whole("It rained, the BBC said.", BBC, href))) is fires


@pytest.mark.parametrize(
    ("said", "links", "fires"),
    [
        ("Forty boats sank, Reuters reported. Officials said that the harbour master had been warned.", [REUTERS], True),
        ("Forty boats sank, Reuters reported. Local officials have said that two men were held.", [REUTERS], True),
        ("Forty boats sank, Reuters reported. Two men were held, officials said.", [REUTERS], True),
        ("Forty boats sank, Reuters reported. Officials told Reuters that two men were held.", [REUTERS], False),
        ("Forty boats sank, the port authority said. Officials said that two men were held.", [REUTERS], False),
        ("Forty boats sank, Reuters reported. Officials at the port said that two men were held.", [REUTERS], False),
        ("Forty boats sank, Reuters reported. Peruvian officials said that two men were held.", [REUTERS], False),
        ("Forty boats sank, Reuters reported. Officials said that two men were held.", [REUTERS, "https://www.portauthority.example/notice"], False),
        ("Forty boats sank off the naval yard, Reuters reported. Officials said that two men were held.", [REUTERS], True),
    ],
)  # fmt: skip
def test_officials_of_no_office_in_a_whole_piece(said, links, fires) -> None:
    assert bool(exact("officials-without-official", whole(said, *links))) is fires


COUNCIL = "https://www.gullrock.gov.example/notice"
GUARD = "https://www.gcg.example/rescue"


@pytest.mark.parametrize(
    ("said", "links", "marked"),
    [
        ("The council shut the pier. Merivantaja reported that it had cracked.", [COUNCIL], ["Merivantaja"]),
        ("The Gullrock Coast Guard landed nine. El Faroleto reported that two were boys.", [GUARD], ["El Faroleto"]),
        ("The council shut the pier. Skerry Online reported in May that it had cracked.", [COUNCIL], ["Skerry Online"]),
        ("The council shut the pier, and Taipei Times has reported a crack.", [COUNCIL], ["Taipei Times"]),
        ("The council shut the pier. HarbourDay quotes a diver who saw the crack.", [COUNCIL], ["HarbourDay"]),
        ("The Skerry Human Rights Commission calls for a pier “that stands”.", [COUNCIL], ["The Skerry Human Rights Commission"]),
        ("The observers of the Organization of Northern Ports write that they saw cracks.", [COUNCIL], ["Organization of Northern Ports"]),
        ("The Organization of Northern Ports told the BBC that it saw cracks.", [BBC], []),
        ("Samia carried the smaller twin, and the council shut the pier.", [COUNCIL], []),
        ("Nine died in Kadugle. Kadugle reported that it had cracked.", [COUNCIL], []),
        ("Skerryblad carried a long interview with the harbour master.", [COUNCIL], ["Skerryblad"]),
        ("Anna Meriva spoke. Meriva reported that it had cracked.", [COUNCIL], []),
        ("The council shut the pier. They reported that it had cracked.", [COUNCIL], []),
        ("The council shut the pier. Nairobi reported that it had cracked.", [COUNCIL], []),
        ("The council shut the pier. Merivantaja reported that it had cracked.", [COUNCIL, "https://www.merivantaja.example/pier"], []),
        ("It rained. Merivantaja reported that it had cracked.", ["https://skerrycurrent.example/pier"], []),
    ],
)  # fmt: skip
def test_a_house_told_by_what_it_does(said, links, marked) -> None:
    assert exact("attributed-but-unlisted", whole(said, *links)) == marked


@pytest.mark.parametrize(
    ("headline", "body", "marked"),
    [
        ("Trains leave the rails", "A single tram lay on its side, the BBC reported.", ["Trains"]),
        ("Jets crash in the bay", "One aircraft was lost, and no other plane was hit, the BBC reported.", ["Jets"]),
        ("Mosques hit in raid", "A shell took the roof of the only mosque, the BBC reported.", ["Mosques"]),
        ("Depots burn in port", "One warehouse was on fire, the BBC reported.", ["Depots"]),
        ("Ferries adrift off Gullrock", "A single boat had food, and the other boats none, the BBC reported.", []),
        ("Bridges fall in flood", "Only one bridge was left standing, the BBC reported.", []),
        ("Two ferries adrift", "A single ferry had food, the BBC reported.", []),
        ("Ferries adrift off Gullrock", "A ferry drifted for a day, the BBC reported.", []),
        ("Pickers walk out", "A single picker stayed, the BBC reported.", []),
    ],
)  # fmt: skip
def test_a_headline_of_many_and_a_body_of_one(headline, body, marked) -> None:
    assert exact("plural-from-one", whole(body, BBC, headline=headline)) == marked


WIRES = ("https://www.dawn.com/news/1", "https://www.arabnews.com/2", REUTERS)
POSTS = (POST, x_post("GullrockEye", "2026-06-09T21:00:00"), BBC)


@pytest.mark.parametrize(
    ("said", "links", "fires"),
    [
        ("Several independent outlets confirm it: Dawn, Arab News and Reuters have it, all three with the same dispatch.", WIRES, True),
        ("Two agencies reported a fire, both using one and the same report.", WIRES, True),
        ("Several independent outlets confirm it: Dawn, Arab News and Reuters have it.", WIRES, False),
        ("Eyewitnesses all along the quay describe a wave. Their words are in two posts by the account Gullrock Eye.", POSTS, True),
        ("Residents described a wave. All of it comes from the account Gullrock Eye.", POSTS, True),
        ("Residents described a wave. A post by the account Gullrock Eye has a map.", POSTS, False),
        ("The wave is told in two posts on X by the account Gullrock Eye.", POSTS, False),
    ],
)  # fmt: skip
def test_many_who_are_one(said, links, fires) -> None:
    assert bool(exact("single-source-as-many", whole(said, *links))) is fires


@pytest.mark.parametrize(
    ("said", "links", "marked"),
    [
        ("Dawn and Reuters carry one dispatch of the Associated Press of Pakistan.", WIRES, []),
        ("The Associated Press reported a fire.", WIRES, ["The Associated Press"]),
        ("The Guardian of Nigeria reported a fire.", (REUTERS,), ["The Guardian of Nigeria"]),
    ],
)
def test_a_longer_name_is_another_house(said, links, marked) -> None:
    assert exact("attributed-but-unlisted", whole(said, *links)) == marked


@pytest.mark.parametrize(
    ("said", "links", "fires"),
    [
        ("Telegram carried it first, with hearts.", [POST, BBC], True),
        ("The pier fell, and Telegram had the film before the harbour.", [POST, BBC], True),
        ("Telegram carried it first, with hearts.", [POST, TG], False),
        ("Telegram has carried adverts since May.", [POST, BBC], False),
        (
            "Gullrock Eye showed the wave in a video on Facebook.",
            ["https://t.me/gullrockeye", BBC],
            True,
        ),
        (
            "Gullrock Eye showed the wave in a video on Telegram.",
            ["https://t.me/gullrockeye", BBC],
            False,
        ),
    ],
)
def test_a_platform_that_carried_it(said, links, fires) -> None:
    assert bool(exact("platform-mismatch", whole(said, *links))) is fires
