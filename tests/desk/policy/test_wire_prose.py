"""Slips of plain agency prose, each beside what only looks like one."""

import pytest

from tests.desk.policy.pieces import BBC, exact, piece, whole, x_post


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Hobart led with 31 of the 60 seats, the Reform League 17 and Dawn 14, the BBC said.", ["31 of the 60 seats, the Reform League 17 and Dawn 14"]),
        ("Hobart led with 31 of the 60 seats, the Reform League 17 and Dawn 12, the BBC said.", []),
        ("Hobart led with 31 of the 60 seats, the Reform League 17 and Dawn 5, the BBC said.", []),
        ("Prices rose by 3.6 percent in May from 4.1 percent in April, a fall of half a point, the BBC said.", []),
        ("Of what it sold, 55 percent went to the Union, 9 percent to China, 6 percent to Chile and 31 percent elsewhere, the BBC said.", []),
        ("The BBC told of seven strikes: three on Kfar, two on Zawtar and one on the road between them.", ["seven strikes: three on Kfar, two on Zawtar and one on the road between them"]),
        ("The BBC told of six strikes: three on Kfar, two on Zawtar and one on the road between them.", []),
        ("A raid killed 24 people, the BBC said. It was told that 65 people were carried in: 24 of them were dead, and 41 are being treated.", []),
        ("Six of the dead are women, four are men and one is a boy of three, the BBC said.", []),
        ("Three people were killed and 14 were hurt: nine in the flats, three at the quay and one in the street, the BBC said.", ["14 were hurt: nine in the flats, three at the quay and one in the street"]),
        ("Three people were killed and 14 were hurt: nine in the flats, four at the quay and one in the street, the BBC said.", []),
        ("Three people were killed and 14 were hurt: a man and two boys, the BBC said.", []),
        ("21 dead: Albay 12, Camarines Sur 5 and Sorsogon 3.", ["21 dead: Albay 12, Camarines Sur 5 and Sorsogon 3"]),
        ("20 dead: Albay 12, Camarines Sur 5 and Sorsogon 3.", []),
        ("21 dead: Albay 12, Camarines Sur 5 and others elsewhere.", []),
        ("21 dead: Flight 12, the BBC said.", []),
        ("Some 820,000 people are in shelters, the BBC reported from both of their lists: 510,000 in Bengal, 290,000 in Khulna.", []),
        ("820,000 people are in shelters, the BBC reported from both of their lists: 510,000 in Bengal, 290,000 in Khulna.", ["820,000 people are in shelters, the BBC reported from both of their lists: 510,000 in Bengal, 290,000 in Khulna"]),
        ("Fourteen bodies were found and eight people are missing. Nine of the dead were women and three were children; the other two were crew, the BBC said.", []),
    ],
)  # fmt: skip
def test_sums(body, found) -> None:
    assert exact("sum-slip", piece(body)) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Moran, born in May 1971, said he had passed the letters on. The 45-year-old wept, the BBC said.", ["45-year-old"]),
        ("Moran, born in May 1971, said he had passed the letters on. The 55-year-old wept, the BBC said.", []),
        ("The army seized the plant in March 2022, and for more than five years its staff have been under pressure, the BBC said.", ["more than five years"]),
        ("The army seized the plant in March 2021, and for more than five years its staff have been under pressure, the BBC said.", []),
        ("The refinery, which makes 500,000 barrels a day, was opened in 1912, the BBC said.", []),
        ("The strike runs from 7 p.m. on Wednesday to 8 a.m. on Friday, a total of 27 hours, the BBC said.", ["27 hours"]),
        ("The strike runs from 7 p.m. on Wednesday to 8 a.m. on Friday, a total of 37 hours, the BBC said.", []),
        ("Moran was arrested on 3 March. She has been in a cell for nine weeks, the BBC said.", ["nine weeks"]),
        ("Moran was arrested on 3 March. She has been in a cell for 14 weeks, the BBC said.", []),
        ("Moran wrote on 3 March. She has been in town for nine weeks, the BBC said.", []),
        ("At noon, when crews had come, it was nine; a bulletin of 3 p.m., nearly ten hours after the quake, has 11, the BBC said.", []),
        ("The storm came ashore at 11:40 p.m. on Saturday. By 5 a.m. on Sunday (2000 GMT on Saturday), a little over five hours later, its eye was at sea, the BBC said.", []),
        ("It rained for 14 hours, from 22:00 to 09:00 (Sanaa), the BBC said.", ["14 hours"]),
        ("It rained for 11 hours, from 22:00 to 09:00 (Sanaa), the BBC said.", []),
        ("It is washed three times a week since 1 June 2024, the BBC said.", []),
    ],
)  # fmt: skip
def test_lengths_of_time(body, found) -> None:
    assert exact("elapsed-time-slip", piece(body)) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Several outlets gave the count. The paper and the station both quoted a statement by the ambulance service.", ["Several outlets"]),
        ("Several outlets gave the count. The paper quoted a nurse, and the station had a statement by the mayor.", []),
        ("Independent witnesses told of two aircraft. Their accounts were read out by Ko Tin, a commander.", ["Independent witnesses"]),
        ("Independent witnesses told of two aircraft. Their accounts were taken down in four villages.", []),
    ],
)  # fmt: skip
def test_several_who_are_one(body, found) -> None:
    links = (BBC, "https://www.theguardian.com/world/2026/jun/10/count")
    assert exact("single-source-as-many", piece(body, *links)) == found


def test_one_moment_on_two_clocks_is_told_once() -> None:
    post = x_post("sentdefender", "2026-06-09T22:41:00")
    body = "The missile struck at 02:10 on Wednesday (23:10 GMT on Tuesday), the mayor told the BBC. Footage of the fire was shared on X by OSINTdefender."
    facts = piece(body, BBC, post, place="Kyiv")
    assert exact("time-contradiction", facts) == ["02:10 on Wednesday"]


def test_what_a_repair_costs_is_no_toll() -> None:
    assert exact("unattributed-casualties", piece("The press was repaired at a cost of 260,000 shekels.")) == []  # fmt: skip
    assert exact("unattributed-casualties", piece("The ridge was taken at a cost of 260 men.")) == ["at a cost of 260"]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("A video shared on X by OSINTdefender shows the roof falling on Tuesday night.", ["on Tuesday night"]),
        ("A video posted on X by OSINTdefender on Tuesday night shows the roof falling.", []),
        ("A video of December 2024, shared on X by OSINTdefender, shows a roof falling, as one did on Tuesday night.", []),
    ],
)  # fmt: skip
def test_a_day_that_an_old_post_cannot_show(body, found) -> None:
    post = x_post("sentdefender", "2024-12-11T20:00:00")
    facts = whole(f"The roof of the hall fell, the BBC said.\n\n{body}", BBC, post)
    assert exact("time-contradiction", facts) == found


def test_one_slip_is_told_once() -> None:
    post = x_post("sentdefender", "2024-12-11T20:00:00")
    shown = "A video shared on X by OSINTdefender shows the roof falling"
    old = whole(f"The roof fell, the BBC said.\n\n{shown}.", BBC, post)
    dated = whole(f"The roof fell, the BBC said.\n\n{shown} on Tuesday night.", BBC, post)
    assert (exact("old-post", old), exact("old-post", dated)) == ([post], [])


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("A bus with 34 people on board was swept off the road.", []),
        ("Nine people were killed. Those are the figures of the police in Chitwan.", []),
        ("Nine people were killed. Those are the roads of the north.", ["Nine people were killed"]),
    ],
)  # fmt: skip
def test_whose_figures(body, found) -> None:
    assert exact("unattributed-casualties", piece(body)) == found


def test_one_channel_under_two_spellings() -> None:
    links = ("https://t.me/DeepStateUA/23071", "https://x.com/Deepstate_UA/status/2018600000000000000")  # fmt: skip
    body = "Three separate monitoring channels showed the broken span. DeepState wrote that it was hit by two bombs."
    assert exact("single-source-as-many", piece(body, *links)) == ["Three separate monitoring channels"]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Doctors at the hospital spoke to the Palestinian agency Wafa, and the BBC heard them.", ["Wafa"]),
        ("The infrastructure company RFI says that it has stopped all work, the BBC said.", []),
    ],
)  # fmt: skip
def test_an_agency_of_a_land_and_a_company_of_a_houses_name(body, found) -> None:
    assert exact("attributed-but-unlisted", whole(body)) == found


def test_the_day_of_a_war_in_a_dek() -> None:
    top = {"headline": "Hotel hit", "published_at": "2026-08-12T05:30:00Z", "topic": "russia-ukraine"}  # fmt: skip
    assert exact("elapsed-time-slip", whole("The hall fell, the BBC said.", dek="Day 1,613 of the invasion.", **top)) == ["Day 1,613"]  # fmt: skip
    assert exact("elapsed-time-slip", whole("The hall fell, the BBC said.", dek="Day 1,631 of the invasion.", **top)) == []  # fmt: skip


def test_what_a_count_passes_is_no_count() -> None:
    top = {"headline": "Measles cases pass 60", "dek": ""}
    assert exact("number-mismatch", whole("Measles cases rose to 64, the BBC said.", **top)) == []
    top = {"headline": "Measles cases at 60", "dek": ""}
    assert exact("number-mismatch", whole("Measles cases rose to 64, the BBC said.", **top)) == ["60"]  # fmt: skip


CLEAN = {
    "attributed-but-unlisted": (
        "The Guardian has a contract with the port to carry its mail, the BBC said.",
        "Al Jazeera has the names of its dead on a wall, the BBC said.",
        "The European agency Frontex said it had sent two boats, the BBC said.",
        "The Express told passengers at Voi to wait, the BBC said.",
    ),
    "timezone-slip": (
        "The boat left at 10:00 in Pemba (07:00 GMT), the BBC said.",
        "The match began at 18:00 in Guadalajara (16:00 GMT), the BBC said.",
    ),
    "elapsed-time-slip": (
        "The striker, who signed in July 2024, is 22 years old, the BBC said.",
        "The senator, first elected in 1996, is 81 years old, the BBC said.",
        "Moran was elected on 3 March. She has been in parliament for eleven years, the BBC said.",
        "The mill closed on 1 March. It has been losing money for a decade, the BBC said.",
        "The firm bought the plant in 2020, and for two years its workers have been asking for masks, the BBC said.",
        "The ferry left at 21:15 and the fire broke out at 23:40, an hour into the second crossing, the BBC said.",
        "The bus ran from 06:00 to 18:00 with stops, a total of four hours on the road, the BBC said.",
    ),
    "sum-slip": (
        "The five drivers have 40 years of service between them. Two got 10 medals and three got 8 medals, the BBC said.",
        "Five men were jailed for a total of 60 years. Two were given 20 years and three got 10 years, of which they will serve half, the BBC said.",
        "The alliance has 60 of the 100 seats, the Greens 30 and the Bloc 28, the BBC said.",
        "Labour ran in 31 of the 50 constituencies, the Greens 14 and the Bloc 9, the BBC said.",
    ),
    "number-mismatch": (
        "Twelve people were hurt, the BBC said. The nine wounded were flown out and three went home.",
    ),
    "date-slip": (
        "The old hall opened on a Friday, which was 1 June, and closed in 1951, the BBC said.",
        "By the Julian calendar it fell on the Wednesday, which was 25 December in that calendar, the BBC said.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("code", "body"), [(code, body) for code, bodies in CLEAN.items() for body in bodies]
)
def test_what_only_looks_like_a_slip(code, body) -> None:
    assert exact(code, whole(body)) == []


@pytest.mark.parametrize("body", ["UPDATE: four people were killed.", "Four people were killed at the quay (PHOTO).", "Four people were killed. The fare is 40 shillings per the notice board."])  # fmt: skip
def test_a_word_in_capitals_answers_for_no_toll(body) -> None:
    assert len(exact("unattributed-casualties", piece(body))) == 1


def test_a_post_of_ten_days_ago_is_still_old() -> None:
    post = x_post("sentdefender", "2026-05-31T20:00:00")
    body = "The roof fell, the BBC said.\n\nA video shared on X by OSINTdefender shows the roof falling on Tuesday night."
    assert exact("time-contradiction", whole(body, BBC, post)) == ["on Tuesday night"]
    body = "The roof fell, the BBC said.\n\nA video shared on X by OSINTdefender shows the roof as it stood before it fell on Tuesday night."
    facts = whole(body, BBC, post)
    assert (exact("time-contradiction", facts), exact("old-post", facts)) == ([], [post])
