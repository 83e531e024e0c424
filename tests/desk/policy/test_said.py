"""Who is said to say what: notes left in, tolls, officials, houses named and not listed, plurals, promises."""

import pytest

from tests.desk.policy.pieces import BBC, REUTERS, exact, of_note, piece, whole, x_post

TASS = "https://tass.com/society/2071833"
TG = "https://t.me/harbourwatch/220"


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        ("The mill employs TK people.", ["TK"]),
        ("Some XX homes were lost.", ["XX"]),
        ("TODO ring the mayor about the gate. It rained.", ["TODO ring the mayor about the gate."]),
        ("It rained.\n\n// SUBS: is this ours?\n\nIt stopped.", ["// SUBS: is this ours?"]),
        ("It rained. [SEE EARLIER TAKE] It stopped.", ["[SEE EARLIER TAKE]"]),
        ("It rained. (DESK: check with Ana)", ["(DESK: check with Ana)"]),
        ("<map of the valley>\n\nIt rained.", ["<map of the valley>"]),
        ("If x < 3 and y > 2, it rained.", []),
        ("It rained [citation missing] all night.", ["[citation missing]"]),
        ("It rained [on Monday] and [UN] trucks stood still.", []),
        ("TK Maxx opens a shop in Lund.", []),
        ("Louis XX is a hoax, and Apollo XX never flew.", []),
        ("It rained.\n\nNow XXX. Nothing more.", ["XXX"]),
        ("It rained.\n\nPolice XX.", ["XX"]),
        ("The chapel is of the XX century.", []),
        ("Numbers will come TK TK, and it rained.", ["TK TK"]),
        (
            "It rained.\n\nXXX quote from the clerk, she rings back XXX\n\nIt stopped.",
            ["XXX quote from the clerk, she rings back XXX"],
        ),
        ("He has much to do, he said.", []),
        ("It rained. [Night: the stringer rings back at 1.30, hold par 2.] It stopped.", ["[Night: the stringer rings back at 1.30, hold par 2.]"]),
        ("The mayor {name to come} said that it rained.", ["{name to come}"]),
        ("The mayor, ____, said that it rained.", ["____"]),
        ("The mill employs tk people.", ["tk"]),
        ("Otto Berg (who he?) said that it rained.", ["(who he?)"]),
        ("It rained for an hour (move up?) and stopped.", ["(move up?)"]),
        ("It rained. Awaiting reply from the ministry. It stopped.", ["Awaiting reply from the ministry"]),
        ("It rained. Marta, can you check the hour with the port? It stopped.", ["Marta, can you check the hour with the port?"]),
        ("“They [the men from the ministry] left,” she said.", []),
        ("[Published on 6 May and updated the day after.] It rained.", []),
        ("The fine is Tk 500 crore, and tk 20 a day.", []),
        ("Awaiting trial, he wrote poems. Needs must.", []),
        ("It rained ([how they are made](#the-counts)) all day.", []),
    ],
)  # fmt: skip
def test_notes_left_in_copy(said, marked) -> None:
    assert exact("notes-left-in-copy", piece(said)) == marked


@pytest.mark.parametrize(
    ("said", "fires"),
    [
        ("Shells fell at noon. Seven porters were killed.\n\nTraders had come back in May, the BBC reported.", True),
        ("The crash killed eleven pickers.\n\nA driver said the road was dry.", True),
        ("Seven porters were killed at noon.\n\nThe dead were brothers, the clinic said.", False),
        ("They played on after the first shots, a piper said.\n\nSeven porters were killed at noon, and a cook.\n\nA van was stolen, the port said.", True),
        ("Seven porters were killed at noon.\n\nFour more were hurt, police said.", False),
        ("Seven porters were killed at noon. The mayor said so.", False),
        ("Two figures are given for the people killed.", False),
        ("The war in the valley has claimed some 300 lives.", True),
        ("The war in the valley has claimed some 300 lives, a monitor said.", False),
        ("A tally clerk saw it. Four porters drowned.", True),
        ("Four porters drowned by the steps where the ferrymen put their boats out.", True),
        ("Four porters drowned, and the wardens put the flag at half mast.", True),
        ("Four porters drowned; the port puts the number of the hurt at nine.", False),
        ("By the port’s tally four porters drowned.", False),
    ],
)  # fmt: skip
def test_tolls_that_nobody_answers_for(said, fires) -> None:
    assert bool(exact("unattributed-casualties", piece(said))) is fires


@pytest.mark.parametrize(
    ("said", "links", "marked"),
    [
        ("A depot burned near Kursk, TASS reported.", [TASS], ["TASS reported"]),
        ("Guards told TASS that a depot burned near Kursk.", [TASS], [TASS]),
        ("According to TASS a depot burned near Kursk.", [TASS], ["According to TASS"]),
        (
            "Drones were “destroyed”, TASS reports from Kursk, and the port works.\n\nIt rained. It snowed. A cook told this desk that he slept.",
            [TASS],
            ["TASS reports"],
        ),
        (
            "Drones were “destroyed”, TASS reports from Kursk. Reuters has a film.",
            [TASS, REUTERS],
            [],
        ),
        (
            "A depot burned near Kursk, TASS reported. A guard told this desk that he saw it.",
            [TASS],
            [],
        ),
        ("A depot burned near Kursk, TASS reported, and Reuters said so.", [TASS, REUTERS], []),
    ],
)
def test_a_piece_given_to_state_media(said, links, marked) -> None:
    found = exact("state-media-only-lead", whole(said, *links))
    assert [words.lower() for words in found] == [words.lower() for words in marked]


@pytest.mark.parametrize(
    ("said", "links", "fires"),
    [
        ("Western officials said the runway would stay shut.", [x_post("sentdefender", "2026-06-10T02:00:00")], True),
        ("Security officials told us the gate was open.", [BBC], True),
        ("Senior officials confirmed the loss.", [TG], True),
        ("Health officials in three towns believe the water is foul.", [TG], True),
        ("EU officials, who would not be named, said the deal was off.", [TG], True),
        ("EU officials, who would not be named, told Reuters that the deal was off.", [REUTERS], False),
        ("Western officials said the runway would stay shut.", [REUTERS], False),
        ("Western officials said the runway would stay shut.", ["https://www.state.gov/briefing"], False),
        ("The officials said nothing.", [TG], False),
        ("A friend carried him to the road, police said.", [TG], False),
    ],
)  # fmt: skip
def test_officials_whom_nobody_heard(said, links, fires) -> None:
    assert bool(exact("officials-without-official", piece(said, *links))) is fires


@pytest.mark.parametrize(
    ("said", "links", "marked"),
    [
        ("Haaretz and The New York Times reported that shops would open.", [BBC], ["Haaretz", "The New York Times"]),
        ("A clerk told Deutsche Welle that the office would close.", [BBC], ["Deutsche Welle"]),
        ("The counts come from Le Monde.", [BBC], ["Le Monde"]),
        ("Le Monde did not say.", [BBC], []),
        ("He reads old copies of Le Monde, the BBC reported.", [BBC], []),
        ("Haaretz, Le Monde and the BBC reported a runoff.", [BBC], ["Haaretz", "Le Monde"]),
        ("Le Monde reported a runoff.", ["https://www-lemonde-fr.translate.goog/a.html?_x_tr_sl=fr"], []),
        ("The storm passed, AFP reported.", ["https://www.france24.com/en/live-news/20260610-storm-afp"], []),
        ("Reuters reported a levy, and the BBC a tax.", [BBC, "https://reut.rs/4kQ"], []),
        ("The monitor OSINTdefender said so.", [x_post("sentdefemder", "2026-06-10T02:00:00"), BBC], []),
    ],
)  # fmt: skip
def test_houses_named_and_not_listed(said, links, marked) -> None:
    assert exact("attributed-but-unlisted", piece(said, *links)) == marked


@pytest.mark.parametrize(
    ("said", "links", "orphans"),
    [
        ("The court freed him, Reuters reported.", [REUTERS, BBC], [BBC]),
        ("The court freed him, Reuters and the BBC reported.", [REUTERS, BBC], []),
        ("The storm passed, AFP reported, and Reuters said so.", [REUTERS, "https://www.france24.com/en/20260610-storm-afp"], []),
        ("The court freed him.", [BBC], []),
        ("The road was cut, Reuters said. OCHA counted nine villages.", [REUTERS, "https://reliefweb.int/road-cut"], []),
        ("The road was cut, Reuters said. Who cut it?", [REUTERS, "https://reliefweb.int/road-cut"], ["https://reliefweb.int/road-cut"]),
        ("The court freed him, Reuters reported.", [REUTERS, "https://www.court.example/ruling"], []),
        ("The court freed him, Reuters reported.", [REUTERS, "https://www.rappler.com/court-frees"], ["https://www.rappler.com/court-frees"]),
        ("The court freed him, Reuters and La República said.", [REUTERS, "https://www.larepublica.pe/libre"], []),
        ("The court freed him, Reuters and RPP reported.", [REUTERS, "https://rpp.pe/libre-noticia"], []),
        ("It freed him, Reuters said; a notice is on the judiciary’s website.", [REUTERS, "https://judiciary.example/14"], []),
    ],
)  # fmt: skip
def test_houses_listed_and_not_named(said, links, orphans) -> None:
    assert exact("orphan-link", whole(said, *links)) == orphans


@pytest.mark.parametrize(
    ("said", "handle", "orphan"),
    [
        ("A clinic on the border took in six, it said.", "maetaoclinic", False),
        ("The regional prosecutor’s office named the dead.", "odesaprosecutor", False),
        ("The monitor wrote of two more.", "sudan_monitor", False),
        ("The rescue service counted five.", "staromist_rescue", False),
        ("The Israeli military said it had aimed at a depot.", "idf", False),
        ("Ukraine’s air force said it had downed nine.", "kpszsu", False),
        ("A neighbour said she had counted five.", "staromist_rescue", True),
        ("A reporter counted five.", "kyivbakery", True),
    ],
)
def test_who_is_told_by_what_they_are_is_named(said, handle, orphan) -> None:
    found = exact("orphan-link", whole(said, f"https://t.me/{handle}/5521"))
    assert bool(found) is orphan


@pytest.mark.parametrize(
    ("said", "links", "fires"),
    [
        ("Local Telegram channels described a glow.", [TG, REUTERS], True),
        ("Passengers shared photographs of the roof.", [BBC], True),
        ("Many residents spoke of a smell. A resident said that it was tar.", ["https://valley-bell.example/tar"], True),
        ("Telegram channels described a glow.", [TG, "https://t.me/quayside/9", REUTERS], False),
        ("Two Telegram channels described a glow.", [TG, REUTERS], True),
        ("Passengers shared photographs of the roof, according to the BBC.", [BBC], False),
        ("Many residents spoke to the BBC of a smell.", [BBC], False),
        ("Videos on Telegram showed the glow.", [TG, REUTERS], True),
        ("Videos on Telegram showed the glow.", [TG, "https://t.me/quayside/9", REUTERS], False),
        ("Telegram channels were blocked, Reuters said.", [TG, REUTERS], False),
    ],
)  # fmt: skip
def test_several_where_one_is_listed(said, links, fires) -> None:
    assert bool(exact("plural-from-one", piece(said, *links))) is fires


@pytest.mark.parametrize(
    ("said", "fires"),
    [
        ("Speaking in Spanish to a crowd, she said: “We have no boats.”", True),
        ("He told reporters in Arabic, “The well is dry and we are going.”", True),
        ("The verdict was read in Portuguese. “You knew of the leak,” the judge said.", True),
        ("Speaking in Spanish, she said, in our translation: “We have no boats.”", False),
        ("The cook, who speaks only Hausa, told the BBC: “We were four and now we are one.”", True),
        ("The cook, who speaks Hausa and English, told the BBC: “We were four.”", False),
        ("He wrote, in English, “The well is dry.”", False),
        ("He was in Russian custody. “I was cold and I sang,” he said.", False),
        ("She sang in Welsh to the end.", False),
    ],
)
def test_words_put_between_marks_from_another_tongue(said, fires) -> None:
    assert bool(exact("translated-quote", piece(said))) is fires


@pytest.mark.parametrize(
    ("headline", "body", "fires"),
    [
        ("Two held over theft of bells", "Police arrested two men on Friday. Five suspects will appear on Monday.", True),
        ("Six arrested after march", "Police detained nine people, the mayor said.", True),
        ("Two held over theft of bells", "Police arrested two men on Friday. Two suspects will appear.", False),
        ("Firm shuts 41 depots", "It will shut 14 depots, the firm said.", True),
        ("38 ships wait at Gullrock", "Forty-one vessels are at anchor, the port said.", True),
        ("41 ships wait at Gullrock", "Forty-one vessels are at anchor, the port said.", False),
        ("Two substations hit", "A drone hit a substation at noon. Crews waited two hours.", True),
        ("Two substations hit", "A drone hit a substation at noon and another at one.", False),
        ("Two substations hit", "A drone hit a substation at noon. Two were hit in all.", False),
        ("Two drones stray, one crashes", "A drone came down in a field.", False),
        ("Three bridges fall", "The flood took a bridge at Oro. It took the other bridges at night.", False),
        ("Firm shuts 14 depots", "It will shut 14 depots and keep 41 shops, the firm said.", False),
        ("Five held over theft", "Police arrested three men on Monday and two women on Friday. The five suspects will appear.", False),
        ("Two held over theft of bells", "Police arrested two men on Friday. Another three men were detained.", False),
    ],
)  # fmt: skip
def test_how_many_are_held(headline, body, fires) -> None:
    assert bool(exact("number-mismatch", piece(body, headline=headline))) is fires


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ("The storm tore 40 boats from the quay at 05:10 on 8 June.", 1),
        ("The river carried off 90 sheep. The fire took 30 barns on 8 June.", 2),
        ("The storm took 40 boats from the quay at 05:10 on 8 June, the port said.", 0),
        ("The storm of 1953 tore 40 boats from the quay.", 0),
        ("One wants to say that the river has no memory.", 0),
        ("Two goats were quarantined on Tuesday. Nine contacts have been traced.", 1),
        ("A clerk of the port was convicted on Friday of taking sand.", 1),
        ("Water from the spring was positive for cholera this week.", 1),
        ("Two goats were quarantined on Tuesday, the vet said.", 0),
        ("A clerk of the port was convicted in 1987 of taking sand.", 0),
        ("A case for the flute was found, and the band went on.", 0),
        ("The firm moved 31 million crowns out through a bank in Vell in May.", 1),
        ("The company cut the water for nine days and told nobody.", 1),
        ("The heir left the country at 23:40, hours before police came.", 1),
        ("The firm moved 31 million crowns out through a bank in Vell, a court was told.", 0),
        ("She told nobody of the cake.", 0),
        (
            "The striker hit the post on 63 minutes. “We were dead,” the coach said. A penalty followed.",
            0,
        ),
        (
            "The storm tore 40 boats from the quay at 05:10 on 8 June; bombs, a coach, a striker, a penalty.",
            1,
        ),
    ],
)
def test_hard_facts_and_nothing_listed(said, count) -> None:
    facts = whole(said, links=[])
    assert len(exact("uncited-claim", facts)) == count


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        ("The board will rule on the bridge by 11 a.m. on Wednesday, it said.", ["will rule on the bridge by 11 a.m. on Wednesday"]),
        ("The minister is to answer today at 10:00, her office said.", ["is to answer today at 10:00"]),
        ("The rate is due at two this afternoon.", ["is due at two this afternoon"]),
        ("The chair promised a number at 14:10, and we shall see.", ["promised a number at 14:10"]),
        ("The chair promised a number at 14:10, and gave it.", []),
        ("Floods will take three this afternoon.", []),
        ("Bids close at noon on Wednesday, the port said.", ["Bids close at noon on Wednesday"]),
        ("Drivers have until 9 a.m. today to move.", ["have until 9 a.m."]),
        ("The board will rule on the bridge by 6 p.m. on Wednesday, it said.", []),
        ("The board will rule on the bridge by 11 a.m. on Thursday, it said.", []),
        ("The board said that it would rule by 11 a.m. on Wednesday.", []),
        ("The shop is to open at 8 a.m. on Wednesdays.", []),
        ("“We will rule by 11 a.m. on Wednesday,” the judge said.", []),
        ("The ferry left at 9 a.m. on Wednesday and will be back by Friday.", []),
    ],
)  # fmt: skip
def test_what_is_to_come_at_an_hour_that_has_passed(said, marked) -> None:
    facts = piece(said, place="Lagos, Nigeria", published_at="2026-06-10T14:30:00Z")
    assert exact("stale-question", facts) == marked


@pytest.mark.parametrize(
    ("headline", "body", "fires"),
    [
        ("Driver of runaway tram dies", "It rained. It is not known whether the driver is alive.", True),
        ("Mayor resigns over bells", "The council met. Whether the mayor would resign was unclear.", True),
        ("Driver of runaway tram dies", "It rained. It is not known who the passengers were.", False),
        ("Count stalls", "Whether the count would be done by noon nobody at the council would say. It was completed at 11:40, the clerk said.", True),
        ("Count stalls", "Whether the count would be done by noon nobody at the council would say. The clerk said so.", False),
        ("Pilots may strike", "It is not known whether the pilots will strike.", False),
        ("Tram runs away", "The driver of the tram died at noon. It rained. It snowed. It is not known whether the tram driver is alive.", True),
        ("Tram runs away", "Two cyclists died at noon. It rained. It snowed. It is not known whether the tram driver is alive.", False),
    ],
)  # fmt: skip
def test_a_question_that_is_answered_above(headline, body, fires) -> None:
    assert bool(exact("stale-question", piece(body, headline=headline))) is fires


NOTE = "\n\nThis publication {}"
LEVY = "Oil rose 3% on Monday, Reuters reported. Traders bought cargoes. Banks were calm. Nine people were hurt in a hostel, the governor said, according to Reuters."


@pytest.mark.parametrize(
    ("body", "note", "fires"),
    [
        (LEVY, "puts people first: civilian harm is the lead.", True),
        ("Nine people were hurt in a hostel, Reuters reported. Oil rose.", "puts people first: civilian harm is the lead.", False),
        ("Nine people died, the governor said, according to Reuters.", "never rests a death toll on one newsroom.", True),
        ("The library reopened, Reuters reported.", "never rests a death toll on one newsroom.", False),
        ("Nine people died in the crush. Rain fell.", "says who counted the dead in every piece.", True),
        ("Nine people died in the crush, police said.", "says who counted the dead in every piece.", False),
        ("The library reopened, Reuters reported.", "is read in forty countries.", False),
    ],
)  # fmt: skip
def test_what_a_note_typed_under_a_piece_promises(body, note, fires) -> None:
    facts = piece(body + NOTE.format(note), REUTERS, headline="Quiet", dek="Rain.")
    assert facts.note is not None
    assert bool(of_note(facts)) is fires


OLD = x_post("ALRKvakes", "2024-03-02T09:00:00")


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        ("A film put out this afternoon by the quake service, ALRK, shows the tower fall.", ["A film put out this afternoon"]),
        ("Fresh pictures from ALRK show the tower fall.", ["Fresh pictures"]),
        ("The clip, posted on Tuesday night by ALRK, shows the tower fall.", ["The clip, posted on Tuesday night"]),
        ("A new video shared within the hour shows the tower fall.", ["A new video shared within the hour"]),
        ("The film lasts a minute. It was shared tonight, readers say. It comes from the quake service, ALRK.", ["It was shared tonight"]),
        ("The quake service, ALRK, has three posts. The account’s newest clip, from this afternoon, shows the tower.", ["The account’s newest clip, from this afternoon"]),
        ("The film lasts a minute. It was shared tonight, readers say. It comes from the BBC.", []),
        ("The service ALRK posted on X a picture of the tower.", [OLD]),
        ("A film put out in March 2024 by the quake service, ALRK, shows the tower fall.", []),
        ("An old film, shown again this afternoon by ALRK, has the tower fall.", []),
        ("The tower fell, the BBC reported.", []),
    ],
)  # fmt: skip
def test_an_old_post_is_told_where_the_copy_calls_it_new(said, marked) -> None:
    again = OLD.replace("x.com", "twitter.com") + "/video/1"
    assert exact("old-post", whole(said, OLD, again, BBC)) == marked


@pytest.mark.parametrize(
    ("code", "href", "fires"),
    [
        ("private-link", "https://discord.com/channels/8840127712/119002233", True),
        ("private-link", "https://newsroom.slack.com/archives/C01/p1", True),
        ("private-link", "https://discord.com/blog/safety", False),
        ("private-link", "https://slack.com/blog/news", False),
        ("leaky-link", "https://addisstandard.com/a/?mc_cid=5d0b&mc_eid=9a77", True),
        ("leaky-link", "https://www.lrt.lt/a?session_id=8f2c", True),
        ("leaky-link", "https://example.org/a?user=night.editor%40desk.example", True),
        ("leaky-link", "https://example.org/a?page=2&sort=date", False),
        ("leaky-link", "https://example.org/session-token-key?id=4", False),
    ],
)
def test_links_that_only_some_can_open_or_that_tell_on_somebody(code, href, fires) -> None:
    assert bool(exact(code, piece("It said so.", href))) is fires


@pytest.mark.parametrize(
    ("dek", "body", "fires"),
    [
        ("Three women died on Mill Lane.", "Two women in their seventies were killed when one came down on a bakery, the warden said.", True),
        ("Three women died on Mill Lane.", "Two women were killed in the bakery and one on the road, the warden said.", False),
        ("Twelve died in the two fires.", "Nine people died at the mill, three on the quay, the warden said.", False),
        ("Twelve died in the two fires.", "Nine people died at the mill, where three pumps had failed, the warden said.", True),
    ],
)  # fmt: skip
def test_a_toll_above_and_below(dek, body, fires) -> None:
    assert bool(exact("number-mismatch", piece(body, dek=dek))) is fires
