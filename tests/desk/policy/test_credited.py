"""Who is credited in words, against which links are listed: houses by name, bodies by kind, links by either."""

from dataclasses import replace

import pytest

from desk.policy.checks import CHECKS
from desk.policy.checks.credited import reports
from desk.policy.checks.mentioned import loose
from desk.policy.sources import almanac
from desk.policy.sources.binding import SPOKE_BEFORE
from desk.policy.types import Confidence, Span
from tests.desk.policy.pieces import exact, piece


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Deccan Herald and the Herald differ.", ["Deccan Herald", "the Herald"]),
        ("Le Monde diplomatique is not Le Monde.", ["Le Monde diplomatique", "Le Monde"]),
        ("L’Équipe, or L'Equipe, said so.", ["L’Équipe", "L'Equipe"]),
        ("He put down the sun and took up nature.", []),
        ("Capital FM was on; the capital was not.", ["Capital FM"]),
        ("Independent dockers have the times on their side.", []),
        ("The Science Museum opens at nine.", []),
        ("It was on @Reuters and in half-Reuters prose.", []),
    ],
)
def test_a_house_is_known_by_its_name(text, names) -> None:
    assert [text[span.start : span.end] for span, _ in almanac.named(text)] == names


@pytest.mark.parametrize(
    ("name", "label", "is_it"),
    [
        ("New Zealand Herald", "nzherald", True),
        ("Gazzetta di Parma", "gdp", True),
        ("South China Morning Post", "scmp", True),
        ("Otago Daily Times", "odt", True),
        ("Radio Cooperativa", "cooperativa", True),
        ("L'Avenir", "lavenir", True),
        ("Daily Trust", "thisday", False),
        ("Le Nouvelliste", "lematin", False),
        ("Reuters", "re", False),
    ],
)
def test_a_host_may_spell_a_name_by_its_beginnings(name, label, is_it) -> None:
    assert almanac.spells(name, label) is is_it


def test_the_longest_host_says_whose_a_page_is() -> None:
    (own,) = almanac.at_host("news.err.ee")
    assert "ERR" in almanac.houses()[own].names
    assert not almanac.at_host("www.gov.uk")


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("Fares rise in May, the Gazette understands.", True),
        ("Asked by the Gazette, the minister laughed.", True),
        ("The Gazette, which was shown the list, counts nine.", True),
        ("The Gazette’s Anna Holm has written that nine are left.", True),
        ("The nine are the Gazette’s.", True),
        ("She said so in conversation with the Gazette.", True),
        ("Nine were left (so the Gazette).", True),
        ("The Gazette: nine are left.", True),
        ("He had worked for the Gazette for nine years.", False),
        ("The Gazette will print in Leeds from May.", False),
        ("It likes to be known as the Gazette of rice.", False),
        ("The Gazette runs a shelter for cats.", False),
        ("The editor of the Gazette is ill.", False),
    ],
)
def test_a_house_reports_or_is_only_told_of(text, does) -> None:
    at = text.index("Gazette")
    assert reports(text, Span(at, at + len("Gazette"))) is does


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("The ministry said that the road was shut.", True),
        ("A filing with the exchange runs to nine pages.", True),
        ("The weather office put a warning on its page.", True),
        ("Environment Canada says in its bulletin that it will blow.", True),
        ("The paper’s reporter rang; the agency adds that nobody was in.", False),
        ("It counted nine, Suspilne’s footage shows.", False),
        ("The school lost its chalk, and the pupils sang.", False),
    ],
)
def test_a_body_is_told_of_by_its_kind(text, is_told) -> None:
    assert loose(text) is is_told


SAID = (
    "A ferry went aground off Moss on Tuesday night with ninety people on board, NRK reports, and all were brought ashore by a tug "
    "before the tide had turned. The captain had taken the inner channel because of the wind. A brass band played on the quay, "
    "the broadcaster says, until the last of them was off."
)
NRK = "https://www.nrk.no/ostfold/ferge-1.17512345"


@pytest.mark.parametrize(
    ("body", "links", "found"),
    [
        (SAID, [NRK, "https://apnews.com/article/norway-ferry-0a1b2c"], ["https://apnews.com/article/norway-ferry-0a1b2c"]),
        (SAID, [NRK, "https://www.kystverket.no/en/notice/17-june"], ["https://www.kystverket.no/en/notice/17-june"]),
        (SAID.replace("a tug", "a tug, the coastal authority said,"), [NRK, "https://www.kystverket.no/en/notice/17-june"], []),
        (SAID.replace("NRK", "Norway’s public broadcaster"), [NRK, "https://apnews.com/article/norway-ferry-0a1b2c"], []),
        (SAID.replace("the broadcaster", "the Associated Press"), [NRK, "https://apnews.com/article/norway-ferry-0a1b2c"], []),
        (SAID, [NRK], []),
        (SAID.replace("The captain", "A ministry said that the captain"), [NRK, "https://www.skerryradio.no/moss/ferge-paa-grunn"], ["https://www.skerryradio.no/moss/ferge-paa-grunn"]),
        (SAID.replace("The captain", "A local radio station said that the captain"), [NRK, "https://www.skerryradio.no/moss/ferge-paa-grunn"], []),
        (SAID.replace("The captain", "Skerry-Radio said that the captain"), [NRK, "https://www.skerryradio.no/moss/ferge-paa-grunn"], []),
        (SAID.replace("NRK", "JoyNews"), ["https://www.myjoyonline.com/ferry", "https://apnews.com/article/norway-ferry-0a1b2c"], ["https://apnews.com/article/norway-ferry-0a1b2c"]),
        (SAID.replace("The captain", "The owner said in a notice that the captain"), [NRK, "https://www.eqs-news.com/news/ferries/2214405"], []),
        (SAID.replace("The captain", "Judges have found that the captain"), [NRK, "https://noticias.stf.jus.br/postsnoticias/balsa"], []),
        (SAID, [NRK, "https://t.me/+Qx7ZrT2mLpY0NDgy"], []),
        (SAID * 3, [NRK, "https://t.me/+Qx7ZrT2mLpY0NDgy"], ["https://t.me/+Qx7ZrT2mLpY0NDgy"]),
        (SAID * 3 + " So runs a message in a group of owners.", [NRK, "https://t.me/+Qx7ZrT2mLpY0NDgy"], []),
        (SAID * 3 + " An inventory of the cargo is kept.", [NRK, "https://docs.google.com/document/d/1qTz8cWm2fUoYx0/edit"], []),
    ],
)  # fmt: skip
def test_a_link_is_used_where_words_credit_it(body, links, found) -> None:
    facts = piece(body, *links, headline="Ferry aground off Moss")
    assert exact("orphan-link", facts) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Rents rose by a tenth, the Brussels Times said. “It is the same here,” a landlord told De Standaard.", ["De Standaard"]),
        ("Rents rose by a tenth, the Brussels Times said. The Times, which has asked ninety landlords, expects more.", []),
        ("Rents rose by a tenth, the Brussels Times said, quoting a report of the city’s housing board.", []),
        ("Rents rose by a tenth, the Brussels Times said. The owner of De Standaard is a landlord.", []),
        ("Rents rose by a tenth, according to the International Organization for Migration, as quoted by the Brussels Times.", []),
        ("Rents rose by a tenth, the Brussels Times said. The International Organization for Migration wrote that fewer came.", ["International Organization for Migration"]),
    ],
)  # fmt: skip
def test_a_house_that_is_credited_is_listed(body, found) -> None:
    facts = piece(body, "https://www.brusselstimes.com/1234/rents-rise")
    assert exact("attributed-but-unlisted", facts) == found


def test_a_credit_in_the_headline_counts() -> None:
    facts = piece("Rents rose, the Brussels Times said.", "https://www.brusselstimes.com/1234/rents", headline="Le Soir: rents to rise again")  # fmt: skip
    assert exact("attributed-but-unlisted", facts) == ["Le Soir"]


TEHRAN = "https://en.irna.ir/news/85912345/port"
RATES = "https://www.lloydslist.com/LL1153987/rates"
CALM = "Ships berthed at Chabahar again on Monday after a night that left no trace on the quay, and the cranes were at work by seven. "
MORE = "\n\nA day of hire now costs a tenth more than it did in May, Lloyd’s List reported. Nobody could say for how long it would."


@pytest.mark.parametrize(
    ("body", "links", "found"),
    [
        (f"{CALM}IRNA, which had a camera there, counted nine of them. {CALM}", [TEHRAN], ["IRNA"]),
        (f"{CALM}So runs the account of IRNA.{MORE}", [TEHRAN, RATES], ["IRNA"]),
        (f"{CALM}{CALM}The agency makes no more of it than that.", ["https://eng.belta.by/economics/view/1234-2026/"], ["https://eng.belta.by/economics/view/1234-2026/"]),
        (f"{CALM}IRNA counted nine of them; Reuters, whose reporter was there, counted four.{MORE}", [TEHRAN, RATES], []),
        (f"The harbour master told Lloyd’s List so. {CALM}IRNA spoke of nine.{MORE}", [TEHRAN, RATES], []),
        (f"{CALM}Ukrinform reported that nine cranes were at work.{MORE}", ["https://www.ukrinform.net/rubric-economy/4101922-cranes.html"], []),
        (f"Nine cranes were at work, the Anadolu agency said. {CALM}{MORE}", ["https://www.aa.com.tr/en/economy/cranes/3501001"], []),
        (f"Nine cranes were at work, the state-run Anadolu agency said. {CALM}{MORE}", ["https://www.aa.com.tr/en/economy/cranes/3501001"], ["Anadolu"]),
        (f"Nine cranes were at work, state television said. {CALM}{MORE}", ["https://www.sarn-tv.org/cranes"], ["state television"]),
        (f"Nine cranes were at work, the Sarn Courier said. State television was dark. {CALM}{MORE}", ["https://www.sarncourier.org/cranes"], []),
        (f"Nine cranes were at work, state broadcaster RTÉ said. {CALM}{MORE}", ["https://www.rte.ie/news/2026/0610/cranes"], []),
    ],
)  # fmt: skip
def test_a_piece_that_opens_on_a_state_or_rests_on_it(body, links, found) -> None:
    facts = piece(body, *links, headline="Port of Chabahar at work")
    marked = exact("state-media-only-lead", facts)
    assert [bool(words) for words in marked] == [bool(words) for words in found]
    assert all(word in words for word, words in zip(found, marked, strict=True))


NIGHT = "https://t.me/river_night_watch/214"
QUIET = "Ropes were short that week and tar was dear. Boats were tied up by noon, and the market opened an hour late. Nobody on the quay had slept, and a baker gave his bread away. It rained on it. "


@pytest.mark.parametrize(
    ("opening", "links", "is_nobodys"),
    [
        ("A depot burned on the left shore from three, according to the Telegram channel River Night Watch.", [NIGHT], True),
        ("A depot burned on the left shore from three, the regional governor wrote on Telegram.", ["https://t.me/river_oda/214"], False),
        ("A depot burned on the left shore from three, River Night Watch wrote on Telegram.", [NIGHT], True),
        ("A depot burned on the left shore from three, Reuters reported. A channel called River Night Watch has a picture.", ["https://www.reuters.com/world/depot", NIGHT], False),
        ("The figures are on a page called Ledger Notes, which has no masthead.", ["https://ledger-notes.info/figures"], True),
        ("The figures are in the harbour’s yearbook.", ["https://port-of-sarn.info/yearbook"], False),
        ("“The rent is paid,” a Mastodon account says. The account appeared last week.", ["https://mastodon.social/@rents/116482910345678901"], True),
        ("The account of the talks appeared in 1987.", ["https://memoirs-of-sarn.info/talks"], False),
        ("Two men were hurt, an Instagram page named Quay Alerts said. It appeared this summer and does not say who makes it.", ["https://www.instagram.com/p/DQx7Lm2oKfa/"], True),
        ("The pier cracked, the website Delta Observer reported. It is not clear who runs it.", ["https://delta-observer.info/pier"], True),
        ("The pier cracked, a Telegram channel whose administrators have not been identified wrote.", [NIGHT], True),
        ("The pier cracked, a self-styled monitoring account wrote on X.", ["https://x.com/delta_obs/status/2064437373957046272"], True),
        ("The pier cracked, according to a site that carries neither names nor an address.", ["https://delta-observer.info/pier"], True),
        ("QuayLeaks, found on Instagram, has the letter that the board sent to its men.", ["https://www.instagram.com/p/DQx7Lm2oKfa/"], True),
        ("Rockets passed the temple, according to the account Clash Report.", ["https://x.com/clashreport/status/2123713000423007895"], False),
        ("The yard is to lose 2,300 posts, and 1,100 posts go in Sarn.", ["https://www.eqs-news.com/news/yard/2214405"], False),
        ("Sarn Power announced it on X.", ["https://x.com/SarnPower_Care/status/2060793868959079611"], False),
        ("The yard said so in a notice on its site. It was founded in May.", ["https://www.sarnyard.com/notice"], False),
        ("Whether the count is to be held again is not known, Sarn’s judges wrote on their site.", ["https://www.sarncourts.org/notice"], False),
        ("Nobody knows who runs the pier, said the harbour master, whose log is on the site of the port.", ["https://www.sarnport.org/log"], False),
    ],
)  # fmt: skip
def test_a_piece_that_opens_on_nobodys_channel(opening, links, is_nobodys) -> None:
    facts = piece(f"{opening} {QUIET}", *links, headline="Night on the river")
    assert bool(exact("unclassed-source", facts)) is is_nobodys


OBSERVATORY = "https://www.syriahr.com/en/371905/"
BALADI = "https://www.enabbaladi.net/english/2026/04/column/"
DAILY = "https://www.primicias.ec/seguridad/machala-1/"
SECOND = "https://www.primicias.ec/seguridad/machala-2/"


@pytest.mark.parametrize(
    ("body", "links", "found"),
    [
        ("Several monitoring groups counted six dead on the road.", [OBSERVATORY, BALADI], ["Several monitoring groups"]),
        ("Six were dead, according to a number of rights groups.", [OBSERVATORY, BALADI], ["a number of rights groups"]),
        ("A handful of Ecuadorean news organisations confirmed the blast.", [DAILY, SECOND], ["A handful of Ecuadorean news organisations"]),
        ("Four regional newspapers reported the blast.", [DAILY, SECOND], ["Four regional newspapers"]),
        ("Several Telegram channels reported a blast, and Reuters a fire.", ["https://t.me/one_river/12", "https://www.reuters.com/world/fire"], ["Several Telegram channels"]),
        ("Several Telegram channels reported a blast.", ["https://t.me/one_river/12", "https://t.me/other_river/9"], []),
        ("Several newspapers reported the blast.", [DAILY, "https://www.elcomercio.com/blast"], []),
        ("Two radar stations gave the hour.", [DAILY, SECOND], []),
        ("The law closed several newspapers.", [DAILY, SECOND], []),
        ("A number of papers put the loss at nine.", ["https://bit.ly/4kafue", DAILY], ["A number of papers"]),
        ("Ecuadorean newspapers carried photographs of the pier.", [DAILY], ["Ecuadorean newspapers"]),
        ("As local media told it, the pier had cracked.", [DAILY, "https://www.port.gob.ec/notice"], ["local media"]),
        ("A clutch of war trackers put the front at the mill. All of them use the same map.", [BALADI, DAILY], ["A clutch of war trackers"]),
        ("Half a dozen sources confirmed the sale; each of these accounts goes back to one deputy.", [BALADI, DAILY], ["Half a dozen sources"]),
        ("Two broadcasters showed the fire, each from its own camera.", [BALADI, DAILY], []),
        ("Local media were shut out of the hearing, Primicias reported.", [DAILY], []),
        ("State media reported calm, Primicias wrote.", [DAILY], []),
        ("Several newspapers, Primicias and El Comercio among them, carried the letter.", [DAILY], []),
        ("Polish media outlets are owned by one group, Primicias reported.", [DAILY], []),
        ("Two papers on the gene have been published in one journal, Primicias reported.", [DAILY], []),
    ],
)  # fmt: skip
def test_several_of_a_kind_of_which_one_is_listed(body, links, found) -> None:
    assert exact("single-source-as-many", piece(body, *links)) == found


@pytest.mark.parametrize(
    ("said", "links", "found"),
    [
        ("Trains stood still, BNO News wrote on X.", ["https://x.com/BNONews/status/2103200795983613952"], []),
        ("Five dockers were hurt, Al Masirah said.", ["https://english.masirahtv.net/post/51880", "https://www.wfp.org/yemen"], []),
        ("Five dockers were hurt, Al Masirah said.", ["https://www.masaar.example/post/51880", "https://www.wfp.org/yemen"], ["Al Masirah"]),
        ("Trains stood still, Khit Thit Media wrote.", ["https://x.com/KhitThitNews/status/2103200795983613952"], []),
        ("Five were burned, Médecins Sans Frontières reported.", ["https://x.com/MSF/status/2103200795983613952"], []),
        ("Trains stood still, BNO News wrote on X.", ["https://x.com/nexta_tv/status/2103200795983613952"], ["BNO News"]),
    ],
)  # fmt: skip
def test_a_house_is_listed_by_its_account(said, links, found) -> None:
    assert exact("attributed-but-unlisted", piece(said, *links)) == found


FERRY = "A ferry with some 400 passengers ran on to a sandbar near Chandpur at about eleven on Saturday night and lay there until morning."
BREAD = "The cooks boiled what rice there was, and a lawyer shared out dates on the lower deck. Nobody fell. The tea fell, and there was no more of it till noon. "


@pytest.mark.parametrize(
    ("body", "links", "fires"),
    [
        (f"{FERRY} {BREAD}", [], True),
        (f"{BREAD}{BREAD}", [], False),
        (f"{BREAD}It has been established that two mills were sold off for a tenth of their price. {BREAD}", [DAILY], True),
        (f"{BREAD}As everybody knows, the referee’s brother is on the payroll of the other club. {BREAD}", [DAILY], True),
        (f"{BREAD}It is known as the house of forty doors. {BREAD}", [DAILY], False),
        (f"{BREAD}It has been established that two mills were sold off, the auditor said. {BREAD}", [DAILY], False),
        (f"{BREAD}Everybody knows the baker. {BREAD}", [DAILY], False),
    ],
)  # fmt: skip
def test_a_hard_claim_that_rests_on_nothing(body, links, fires) -> None:
    data = piece(body, headline="Night on the river")
    facts = piece(body, *links, headline="Night on the river") if links else replace(data, links=())
    assert bool(exact("uncited-claim", facts)) is fires


F24 = "https://www.france24.com/en/europe/20260610-pier-burns"


@pytest.mark.parametrize(
    ("said", "links", "found"),
    [
        ("Three men swam ashore, AFP said in a dispatch that is on the site of France 24.", [F24], []),
        ("Three men swam ashore, a correspondent of AFP wrote, whose report was carried by France 24. AFP counted two boats.", [F24], []),
        ("Three men swam ashore, France 24 said. AFP counted two boats.", [F24], ["AFP"]),
        ("Three men swam ashore, AFP said in a dispatch that is on the site of Le Monde.", [F24], ["AFP"]),
    ],
)  # fmt: skip
def test_an_agency_whose_dispatch_a_listed_house_carries(said, links, found) -> None:
    assert sorted(exact("attributed-but-unlisted", piece(said, *links))) == found


def test_an_agency_beside_an_outlet_closes_no_door() -> None:
    facts = piece("Three men swam ashore, France 24 said. AFP counted two boats.", F24)
    found = CHECKS["attributed-but-unlisted"].look(facts)
    assert [f.confidence for f in found] == [Confidence.UNSURE]


@pytest.mark.parametrize(
    ("said", "same"),
    [
        ("It said that two bridges were shut.", True),
        ("The account, which names nobody, reported that two bridges were shut.", True),
        ("They have since added that two bridges were shut.", True),
        ("Two bridges were shut. The gulls left.", False),
        ("The account has been closed for years.", False),
    ],
)
def test_who_spoke_before_speaks_again(said, same) -> None:
    assert bool(SPOKE_BEFORE.search(said)) is same
