"""Hours, days and spans of time that a piece gives twice, and that do not fit."""

import pytest

from desk.policy.review import run_checks
from desk.policy.types import Stage
from tests.desk.policy.pieces import BBC, REUTERS, exact, piece, x_post

POST = x_post("sentdefender", "2026-06-10T02:06:00")
MAPS = x_post("GeoConfirmed", "2026-06-10T02:06:00")


@pytest.mark.parametrize(
    ("said", "links", "fires"),
    [
        ("The depot was hit at 0545 local on 10 June, the monitor OSINTdefender wrote.", [POST, REUTERS], True),
        ("GeoConfirmed matched the film. The strike came at 02:50 UTC on 10 June, it said.", [MAPS, REUTERS], True),
        ("GeoConfirmed matched the film. The strike came at 01:50 UTC on 10 June, it said.", [MAPS, REUTERS], False),
        ("GeoConfirmed matched the film. Reuters wrote of smoke. The strike came at 02:50 UTC, it said.", [MAPS, REUTERS], False),
        ("The depot was hit at 0445 local on 10 June, the monitor OSINTdefender wrote.", [POST, REUTERS], False),
    ],
)  # fmt: skip
def test_an_hour_after_the_post_it_rests_on(said, links, fires) -> None:
    facts = piece(said, *links, place="kharkiv")
    assert bool(exact("time-contradiction", facts)) is fires


@pytest.mark.parametrize(
    ("said", "place", "published", "posted", "fires"),
    [
        ("Raiders rode in at about 09:40 IST, the force said on X.", "Imphal, India", "2026-08-15T15:00:00Z", "2026-08-15T03:25:00", True),
        ("Raiders rode in at about 09:10 IST, the force said on X.", "Imphal, India", "2026-08-15T15:00:00Z", "2026-08-15T03:25:00", False),
        ("Raiders rode in at about 09:40 IST, the force said on X.", "Haifa, Israel", "2026-08-15T15:00:00Z", "2026-08-15T06:50:00", False),
        ("A tram left the rails at 17:20 on Sunday. Nobody was hurt, the line said on X. It rained.", "Fez, Morocco", "2026-04-26T21:00:00Z", "2026-04-26T15:38:00", True),
        ("A tram left the rails at 16:20 on Sunday. Nobody was hurt, the line said on X. It rained.", "Fez, Morocco", "2026-04-26T21:00:00Z", "2026-04-26T15:38:00", False),
        ("A tram left the rails at 17:20 on Sunday. Nobody was hurt, the BBC reported. It rained.", "Fez, Morocco", "2026-04-26T21:00:00Z", "2026-04-26T15:38:00", False),
        ("A tram left the rails at 17:20 on Sunday, the BBC reported. The line said on X that it was an old one.", "Fez, Morocco", "2026-04-26T21:00:00Z", "2026-04-26T15:38:00", False),
        ("It left the rails at 17:20, the BBC reported. A rider put a picture of the tilted tram on X.", "Fez, Morocco", "2026-04-26T21:00:00Z", "2026-04-26T15:38:00", True),
        ("It left the rails at 16:20, the BBC reported. A rider put a picture of the tilted tram on X.", "Fez, Morocco", "2026-04-26T21:00:00Z", "2026-04-26T15:38:00", False),
        ("It left the rails at 17:20, the BBC reported. An earlier picture on X shows the tram at a stop.", "Fez, Morocco", "2026-04-26T21:00:00Z", "2026-04-26T15:38:00", False),
        ("It left the rails at 21:20, the BBC reported. A rider put a picture of the tram on X.", "Fez, Morocco", "2026-04-26T22:00:00Z", "2026-04-26T15:38:00", False),
        ("The line said on X that trams would run again at 17:20.", "Fez, Morocco", "2026-04-26T21:00:00Z", "2026-04-26T15:38:00", False),
    ],
)  # fmt: skip
def test_an_hour_by_the_clock_of_the_place(said, place, published, posted, fires) -> None:
    post = x_post("linefirst", posted)
    facts = piece(said, post, BBC, place=place, published_at=published)
    assert bool(exact("time-contradiction", facts)) is fires


@pytest.mark.parametrize(
    ("said", "place", "published", "fires"),
    [
        ("The siren went on Saturday at 22:40 Kyiv time (19:40 UTC).", "kyiv", "2026-10-26T09:00:00Z", False),
        ("The siren went at 22:40 Kyiv time (19:40 UTC).", "kyiv", "2026-10-26T09:00:00Z", False),
        ("The siren went at 22:40 Kyiv time on Sunday (19:40 UTC).", "kyiv", "2026-10-26T09:00:00Z", True),
        ("The siren went at 22:40 Kyiv time (18:40 UTC).", "kyiv", "2026-10-26T09:00:00Z", True),
        ("The siren went at 20:44, Tehran time, which makes 16:14 in UTC.", "Tehran, Iran", "2026-07-15T21:00:00Z", True),
        ("The siren went at 20:44, Tehran time, which makes 17:14 in UTC.", "Tehran, Iran", "2026-07-15T21:00:00Z", False),
        ("It struck at 01:17 in Tehran on Friday 5 June. A survey put it at 21:47 UTC on Friday.", "Tehran, Iran", "2026-06-08T09:00:00Z", True),
        ("It struck at 01:17 in Tehran on Friday 5 June. A survey put it at 21:47 UTC on Thursday.", "Tehran, Iran", "2026-06-08T09:00:00Z", False),
        ("It struck at 01:17 in Tehran on Friday 5 June. A survey put the next at 22:40 UTC on Friday.", "Tehran, Iran", "2026-06-08T09:00:00Z", False),
    ],
)  # fmt: skip
def test_one_moment_on_two_clocks(said, place, published, fires) -> None:
    facts = piece(said, place=place, published_at=published)
    assert bool(exact("timezone-slip", facts)) is fires


@pytest.mark.parametrize(
    ("said", "fires"),
    [
        ("The gate opened on Monday 8 June, a day earlier than planned; it had been set for 11 June.", True),
        ("The gate opened on Monday 8 June, two weeks later than announced, since 1 June had been promised.", True),
        ("The gate opened on Monday 8 June, three days earlier than planned; it had been set for 11 June.", False),
        ("Crowds came early. It was 13 June, the second day of the fair.", True),
        ("The ferry sank on 14 June, the navy said.", True),
        ("The last bus left on 14 June with two aboard.", True),
        ("The last bus will have left by 14 June.", False),
        ("In 1987 a ferry left in a gale. She sank on 14 June with her lights on.", False),
        ("The fair will open on 13 June, the mayor said.", False),
        ("The judge put the hearing off until 14 June.", False),
        ("The ferry sank on 9 June, the navy said.", False),
        ("The ferry sank on 14 March, the navy said.", False),
        ("The fire on Monday took two sheds. An inquiry into the fire of 7 June has opened.", True),
        ("Monday’s fire took two sheds. An inquiry into the 7 June fire has opened.", True),
        ("The fire on Monday took two sheds. An inquiry into the fire of 8 June has opened.", False),
        ("The fire on Monday took two sheds. The flood of 7 June is another matter.", False),
    ],
)  # fmt: skip
def test_days_that_do_not_fit(said, fires) -> None:
    assert bool(exact("date-slip", piece(said))) is fires


@pytest.mark.parametrize(
    ("said", "fires"),
    [
        ("Water reached the quay at 03:15. An hour later, at 05:40, it was in the hall.", True),
        ("The guard rang at 2.20am. Within five minutes, at 2.55am, a ladder stood there.", True),
        ("Water reached the quay at 03:15. Two hours later, at 05:20, it was in the hall.", False),
        ("The guard rang at 2.20am.\n\nTwo hours later, at 9.55am, a ladder stood there.", False),
        ("The truce began on 20 May, and on Day 30 of it, 8 June, a bridge opened.", True),
        ("The truce began on 20 May, and on Day 20 of it, 8 June, a bridge opened.", False),
        ("The strike, which began on 1 June 2026, is on Day 24 of a stoppage.", True),
        ("The pump failed at 08:10 and the next started at 09:40, half an hour later.", True),
        ("The pump failed at 08:10 and the next started at 08:40, half an hour later.", False),
        ("The pool has been dry for two years; it shut in June 2022.", True),
        ("The pool has been dry for four years; it shut in June 2022.", False),
        ("Payments begin in September, 40 months after the flood of 2 May 2023.", False),
        ("Payments begin in September, 60 months after the flood of 2 May 2023.", True),
        ("The siren began at 23:10 and the all-clear was given at 02:30; the alert lasted under two hours.", True),
        ("The siren began at 23:10 and the all-clear was given at 00:50; the alert lasted under two hours.", False),
        ("The ferry sailed at 08:15 and docked at 12:40, a crossing of two hours.", True),
        ("The ferry sailed at 08:15 and docked at 12:40, a crossing of four and a half hours.", False),
        ("Water was cut at 06:00 on Monday and restored at 09:00 on Tuesday, within twelve hours.", True),
        ("Water was cut at 06:00 on Monday and restored at 09:00 on Tuesday, within thirty hours.", False),
        ("The gates were shut at 06:10. They reopened at 11:30. It had taken two hours.", True),
        ("The bell rang at 20:00 and again at 21:30; the mass lasted an hour.", False),
        ("The call came at 22:10. Within ten minutes engines stood there; they arrived at 22:38.", True),
        ("The call came at 22:10. Within half an hour engines stood there; they arrived at 22:38.", False),
        ("He rang at 15:05 local time, 13:05 UTC; at 15:31 it was down. Those twelve minutes were long.", True),
        ("He rang at 15:05 local time, 13:05 UTC; at 15:31 it was down. Those 26 minutes were long.", False),
        ("They had waited two years and five months. On 1 January 2024 the rails bent; on 2 June 2026 a train went over.", False),
        ("They had waited two years and two months. On 1 January 2024 the rails bent; on 2 June 2026 a train went over.", True),
        ("They had waited two years and two months. Rain fell on 2 June 2026.", False),
        ("The first calf fell ill in August 2024. That was 18 months ago.", True),
        ("The first calf fell ill in August 2024. That was 22 months ago.", False),
        ("He was jailed in June 2019. It was two years, he said, of cold soup.", False),
        ("It was seen at a quarter to six and the valve was closed at ten past nine. That is under two hours.", True),
        ("It was seen at a quarter to six and the valve was closed at ten past seven. That is under two hours.", False),
        ("The band came on at 20:00 and the next at 21:30; the first set lasted an hour.", False),
        ("From six o’clock on Wednesday morning no ship was loaded. The dockers were called out for 48 hours, and it ends on Friday, again at six.", False),
        ("The court sat from 10:00 to 13:00, with an hour for lunch; the judge spoke for 40 minutes.", False),
        ("The lock shut at 06:10.\n\nIt was cleared at 11:30 and the inquiry lasted an hour.", False),
    ],
)  # fmt: skip
def test_spans_of_time(said, fires) -> None:
    assert bool(exact("elapsed-time-slip", piece(said))) is fires


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        ("She was born, the court found, in April 1979.\n\nA clerk signed. She is 39 and teaches.", ["39"]),
        ("He was born in 1960. He is now 58 years old.", ["58"]),
        ("Born in 1948, the diver died on Monday aged 88.", ["88"]),
        ("Born in 1948, the diver died on Monday aged 78.", []),
        ("Born in 1948, the diver died aged 61, and his boat was sold.", []),
        ("Born in 1948, the diver, whose son died aged 12, has died.", []),
        ("Born in 1948, the diver, who lost a husband who died at 44, died on Monday.", []),
        ("Born in 1948, the diver died on Monday aged 88, his son said.", ["88"]),
        ("Ana Prle was born in Split in 1958. Prle, who paints, sold two. Prle is 76.", ["76"]),
        ("She was born in that street in 1941. Her father mended nets. Now 79, she paints.", ["79"]),
        ("She was born in that street in 1941. Her father mended nets. Now 85, she paints.", []),
        ("She was born, the court found, in April 1979. She is 47 and teaches.", []),
        ("She was born in April 1979. Her sister is 39.", []),
        ("She was born in April 1979. He is 39.", []),
        ("She was born in April 1979. She was 39 when the court found it.", []),
        ("She was born in 1979 and he was born in 1987. He is 39. She is 47.", []),
    ],
)  # fmt: skip
def test_an_age_and_a_birth_further_up(said, marked) -> None:
    assert exact("elapsed-time-slip", piece(said)) == marked


def test_a_page_linked_twice_in_the_copy_is_one_source() -> None:
    body = f"The mill shut, [the BBC reported]({BBC}). It owes rent, [it said]({BBC})."
    assert exact("duplicate-link", piece(body, BBC)) == []
    assert exact("duplicate-link", piece("The mill shut.", BBC, BBC)) == [BBC]


@pytest.mark.parametrize(
    ("said", "place", "message", "fix"),
    [
        ("The council meets on Saturday, 31 October 2025.", "kyiv", "31 October 2025 is a Friday.", "Write Friday; or, if the weekday is right, 1 November."),
        ("The strikes came at 22:40 UTC on the night of 31 July, the mayor said.", "kyiv", "22:40 UTC is 01:40 on 1 August there: the night of 31 July to 1 August.", "Write the night as both days, or say whose clock it is."),
    ],
)  # fmt: skip
def test_what_mends_a_day(said, place, message, fix) -> None:
    facts = piece(said, place=place, published_at="2025-08-01T09:00:00Z")
    found = [f for f in run_checks(facts, Stage.PUBLISH, skip=set()) if f.code == "date-slip"]
    assert [(f.message, f.fix) for f in found] == [(message, fix)]


@pytest.mark.parametrize(
    ("said", "place", "published", "fires"),
    [
        ("Voting closed at 2100 GMT (2300 in Kampala).", "Jinja, Uganda", "2026-10-06T10:00:00Z", True),
        ("Voting closed at 2100 GMT (midnight in Kampala).", "Jinja, Uganda", "2026-10-06T10:00:00Z", False),
        ("The match starts at 1900 IST, which readers abroad will know as 1400 GMT.", "Pune, India", "2026-02-06T10:00:00Z", True),
        ("The match starts at 1900 IST, which readers abroad will know as 1330 GMT.", "Pune, India", "2026-02-06T10:00:00Z", False),
        ("The bell rang at nine, Moscow time. It was five in the morning by Greenwich.", "Moscow, Russia", "2026-02-11T10:00:00Z", True),
        ("The bell rang at nine, Moscow time. It was six in the morning by Greenwich.", "Moscow, Russia", "2026-02-11T10:00:00Z", False),
        ("The call came at nine on a May morning in Washington, when Berlin had four in the afternoon.", "Berlin, Germany", "2026-05-20T18:00:00Z", True),
        ("The call came at nine on a May morning in Washington, when Berlin had three in the afternoon.", "Berlin, Germany", "2026-05-20T18:00:00Z", False),
        ("It fell at 22:40 UTC on 3 May. On Poltava’s own clocks that was 01:40 in the morning of 3 May.", "Poltava, Ukraine", "2026-05-04T12:00:00Z", True),
        ("It fell at 22:40 UTC on 3 May. On Poltava’s own clocks that was 01:40 in the morning of 4 May.", "Poltava, Ukraine", "2026-05-04T12:00:00Z", False),
        ("The first came at 21:10 UTC. In Poltava it was 01:15 when the second fell.", "Poltava, Ukraine", "2026-10-14T12:00:00Z", False),
        ("The first was in at 03:40 Canary time (02:40 GMT), the second at 05:55 (04:55 GMT).", "La Restinga, Spain", "2026-05-19T12:00:00Z", False),
        ("He spoke in Beijing on the stroke of noon. In London it was five in the morning.", "London", "2026-02-03T09:00:00Z", True),
        ("He spoke in Beijing on the stroke of noon. In London it was four in the morning.", "London", "2026-02-03T09:00:00Z", False),
    ],
)  # fmt: skip
def test_one_moment_as_reporters_tell_it(said, place, published, fires) -> None:
    facts = piece(said, place=place, published_at=published)
    assert bool(exact("timezone-slip", facts)) is fires


@pytest.mark.parametrize(
    ("hour", "fires"),
    [("seven minutes past one", True), ("twenty-five to two", False), ("1.37am", False)],
)
def test_the_half_hour_of_a_zone_left_out(hour, fires) -> None:
    post = x_post("AAI_Official", "2026-12-07T20:07:00")
    said = f"The authority put the closure on X at {hour}, Indian Standard Time."
    facts = piece(said, post, BBC, place="Guwahati, India", published_at="2026-12-08T03:30:00Z")
    assert bool(exact("timezone-slip", facts)) is fires


@pytest.mark.parametrize(
    ("said", "fires"),
    [
        ("Armed men took the chief from his house on 3 April and let him go on 21 April. His four-week ordeal ended at the palace.", True),
        ("Armed men took the chief from his house on 3 April and let him go on 21 April. His eighteen-day ordeal ended at the palace.", False),
        ("Play stopped at twenty past two and went on at ten past three. The twenty-minute interruption cost six overs.", True),
        ("Play stopped at twenty past two and went on at ten past three. The fifty-minute interruption cost six overs.", False),
        ("The first cut was made at nine on Saturday night and the last stitch at four on Sunday morning. The five-hour operation went well.", True),
        ("The first cut was made at nine on Saturday night and the last stitch at four on Sunday morning. The seven-hour operation went well.", False),
        ("The hill slid on 14 May. A fortnight on, the road is still shut, the council said.", True),
        ("The hill slid on 1 June. A fortnight on, the road is still shut, the council said.", False),
        ("They last voted in the spring of 2014. In the two decades since, four mayors have put it off.", True),
        ("They last voted in the spring of 2006. In the two decades since, four mayors have put it off.", False),
        ("She handed in her notice on 1 January and was gone on 1 March. The three months in between are for the juniors.", True),
        ("She handed in her notice on 1 January and was gone on 1 April. The three months in between are for the juniors.", False),
        ("The order was signed on 5 August 2024 and the appeal came on 9 January 2026. The city had waited eleven months before filing.", True),
        ("Since 24 February 2022 the ovens have gone cold once. The war is now in its third year.", True),
        ("Since 24 February 2022 the ovens have gone cold once. The war is now in its fifth year.", False),
        ("The choir sang first in 1966. This weekend it celebrates fifty years on the stage.", True),
        ("The choir sang first in 1966. This weekend it celebrates sixty years on the stage.", False),
        ("Trade stopped at 13:20 Seoul time, or 04:20 GMT. That was less than three hours after the alarm, which went off at 09:12.", True),
        ("Trade stopped at 13:20 Seoul time, or 04:20 GMT. That was more than four hours after the alarm, which went off at 09:12.", False),
        ("Work began on 9 May and was to start on 23 May. Engineers spent 19 days on one fault.", False),
        ("The house closed in 1999. He worked in its projection room for 22 years. It had opened in 1934.", False),
        ("The plane left at nine in the morning and landed at half past eleven. The seven-hour flight was full.", False),
        ("He was jailed on 15 March 2021 and came home on 9 June 2026. The eight-year sentence was cut by a third.", False),
        ("The match began at three. The whistle blew at twenty to six. They had played for ninety minutes, it says.", True),
    ],
)  # fmt: skip
def test_a_span_that_its_two_ends_belie(said, fires) -> None:
    facts = piece(said, published_at="2026-06-15T09:00:00Z")
    assert bool(exact("elapsed-time-slip", facts)) is fires


def test_the_age_of_one_who_died_against_the_birth() -> None:
    said = "Vernon Amara, who read the news, died on Tuesday at the age of 58. He was born at Galle in March 1961."
    facts = piece(said, published_at="2026-05-20T09:00:00Z")
    assert exact("elapsed-time-slip", facts) == ["58"]
    right = piece(said.replace("58", "65"), published_at="2026-05-20T09:00:00Z")
    assert not exact("elapsed-time-slip", right)


@pytest.mark.parametrize(
    ("said", "published", "fires"),
    [
        ("Polls open tomorrow, Saturday, in eleven wards.", "2026-11-26T13:00:00Z", True),
        ("Polls open tomorrow, Friday, in eleven wards.", "2026-11-26T13:00:00Z", False),
        ("By two votes, yesterday, a Monday it will not forget, the government lived.", "2026-05-06T07:00:00Z", True),
        ("By two votes, yesterday, a Tuesday it will not forget, the government lived.", "2026-05-06T07:00:00Z", False),
        ("Nobody may be out after eight tonight, 14 May, the mayor said.", "2026-05-15T12:00:00Z", True),
        ("Nobody may be out after eight tonight, 14 May, the mayor said.", "2026-05-15T02:00:00Z", False),
        ("“Be home tonight, 14 May,” the leaflet said.", "2026-05-16T12:00:00Z", False),
        ("On 31 December it was 43 degrees and on the day following, 2 January, 44.", "2026-01-05T12:00:00Z", True),
        ("On 31 December it was 43 degrees and on the day following, 1 January, 44.", "2026-01-05T12:00:00Z", False),
        ("The parish climbs on the first Sunday of June, which fell on the 14th.", "2026-06-16T12:00:00Z", True),
        ("The parish climbs on the first Sunday of June, which fell on the 7th.", "2026-06-16T12:00:00Z", False),
        ("The road is shut on the weekend of 14 and 15 July.", "2026-07-07T12:00:00Z", True),
        ("The road is shut on the weekend of 11 and 12 July.", "2026-07-07T12:00:00Z", False),
        ("It was the Thursday of 4 August 2020 when the store went up.", "2026-05-30T12:00:00Z", True),
        ("It was the Tuesday of 4 August 2020 when the store went up.", "2026-05-30T12:00:00Z", False),
        ("They sign on Friday the thirteenth of August, in Colombo.", "2026-08-10T12:00:00Z", True),
        ("They sign on Thursday the thirteenth of August, in Colombo.", "2026-08-10T12:00:00Z", False),
        ("With Christmas Day falling on a Thursday this year, post early.", "2026-11-20T12:00:00Z", True),
        ("With Christmas Day falling on a Friday this year, post early.", "2026-11-20T12:00:00Z", False),
        ("Christmas Day was a Thursday last year.", "2026-01-20T12:00:00Z", False),
        ("No bus runs on Easter Monday, which is 13 April.", "2026-03-31T12:00:00Z", True),
        ("No bus runs on Easter Monday, which is 6 April.", "2026-03-31T12:00:00Z", False),
        ("The clinic opens every Wednesday: the 9th, 16th, 24th and 30th of September.", "2026-09-07T12:00:00Z", True),
        ("The clinic opens every Wednesday: the 9th, 16th, 23rd and 30th of September.", "2026-09-07T12:00:00Z", False),
        ("2026-05-14 (Friday): the cable is cut.", "2026-05-28T12:00:00Z", True),
        ("2026-05-14 (Thursday): the cable is cut.", "2026-05-28T12:00:00Z", False),
        ("They counted 366 days, for the year had a 29 February.", "2026-03-01T12:00:00Z", False),
        ("The meeting, put off twice, is now to be held on 24 October.", "2026-10-02T12:00:00Z", False),
    ],
)  # fmt: skip
def test_a_day_told_by_its_place(said, published, fires) -> None:
    assert bool(exact("date-slip", piece(said, published_at=published))) is fires


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Thika Road was a canal by eight. So it looks in a clip that RoadWatch put out on X, filmed in the night’s downpour. Drains were cleared in March, the city said, and stalls were counted at noon on Wednesday.", ["the night’s"]),
        ("The lifeboat service has just uploaded pictures to X, on RoadWatch, of a whale under the bridge and asks that nobody go near it by boat. It came up on the tide and a vet hopes that it will go out with it.", ["has just"]),
        ("RoadWatch, on X, has a film of brown water in the street. Drains were cleared in March, the city said, and stalls were counted at noon on Wednesday by men in boots who had been sent for it.", [x_post("RoadWatch", "2024-04-24T05:00:00")]),
        ("The city had been warned. RoadWatch wrote of the drain on X in April 2024, and the words can still be read. Stalls were counted at noon on Wednesday by men in boots who had been sent for it by the mayor.", []),
        ("RoadWatch put the same film on X two years ago. Drains were cleared in March, the city said, and stalls were counted at noon on Wednesday by men in boots who had been sent for it by the mayor.", []),
        ("“Over my dead body,” ran the RoadWatch post on X of 24 April 2024. Drains were cleared in March, the city said, and stalls were counted at noon on Wednesday by men in boots whom the mayor had sent.", []),
    ],
)  # fmt: skip
def test_an_old_post_told_as_new_in_a_short_piece(said, found) -> None:
    post = x_post("RoadWatch", "2024-04-24T05:00:00")
    facts = piece(said, post, headline="Nairobi under water", published_at="2026-05-06T13:00:00Z")
    assert exact("old-post", facts) == found


@pytest.mark.parametrize(
    ("said", "fires"),
    [
        ("RoadWatch has this morning’s film of the slide on X.", True),
        ("RoadWatch just posted a film of the slide on X.", True),
        ("RoadWatch has a film of the slide on X.", False),
        ("RoadWatch posted the film of the slide on X on Sunday; this morning’s rain took the rest.", False),
    ],
)  # fmt: skip
def test_a_post_of_some_days_that_the_copy_calls_of_this_morning(said, fires) -> None:
    post = x_post("RoadWatch", "2026-05-03T06:00:00")
    more = " The council shut the road and sent the children home by the upper path, where two teachers stood with lamps, and the baker gave bread to all who came."
    facts = piece(said + more, post, headline="Slide", published_at="2026-05-06T13:00:00Z")
    assert bool(exact("old-post", facts)) is fires


@pytest.mark.parametrize(
    ("said", "fires"),
    [
        ("Etna was quiet when the line wrote on X at 06:10 UTC that it trembled. At 09:00 UTC the crater opened.", False),
        ("The line wrote on X that two dockers were hurt. Its figures had not changed by noon UTC.", False),
        ("The crater opened at 09:00 UTC, the line wrote on X.", True),
    ],
)  # fmt: skip
def test_an_hour_of_what_came_after_the_post(said, fires) -> None:
    post = x_post("linefirst", "2026-07-12T06:10:00")
    facts = piece(said, post, BBC, published_at="2026-07-12T16:00:00Z", headline="Etna opens")
    assert bool(exact("time-contradiction", facts)) is fires


def test_one_moment_on_two_clocks_is_one_slip() -> None:
    post = x_post("linefirst", "2026-07-12T06:10:00")
    said = "The crater opened at 11:00 local time (09:00 UTC), the line wrote on X."
    facts = piece(said, post, place="Catania, Italy", published_at="2026-07-12T16:00:00Z")
    assert exact("time-contradiction", facts) == ["11:00 local time"]
