"""What is said to be still to come, when its hour or its day has passed, or the piece tells that it has come."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from desk.policy.hours.due import dues
from tests.desk.policy.pieces import exact, piece

LAGOS = {
    "place": "Lagos, Nigeria",
    "published_at": "2026-06-10T14:30:00Z",
}  # a Wednesday, 15:30 there


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        ("By 11 a.m. on Wednesday the port will know what sank, its master said.", ["11 a.m. on Wednesday the port will"]),
        ("Nobody may fish until the nets are sealed at 13:00, the warden said.", ["are sealed at 13:00"]),
        ("How many boats were lost is not known. The port will have a number at 1 p.m.", ["will have a number at 1 p.m."]),
        ("A shell fell on Wednesday at four. The number of the hurt will be known at noon.", ["will be known at noon"]),
        ("The pact is to be signed on Thursday. It is set for noon, and nobody knows by whom.", []),
        ("Whether the bar is open is for the pilot to say. He decides this morning.", ["decides this morning"]),
        ("The port has yet to say who pays: its board is to meet at 13:00 on Wednesday, it said.", ["The port has yet to say who pays: its board is to meet at 13:00 on Wednesday"]),
        ("The board is to meet at 13:00 on Wednesday, it said, and it remains to be seen who comes.", ["is to meet at 13:00 on Wednesday, it said, and it remains to be seen who comes"]),
        ("The crew was to dive at eight on Wednesday morning. Whether the hull is whole will be known then.", ["Whether the hull is whole will be known then"]),
        ("The crew was to dive at eight on Thursday morning. Whether the hull is whole will be known then.", []),
        ("The crew dived at eight on Wednesday morning. Who pays will be told by then.", []),
        ("The court hands down its ruling on Tuesday, 9 June, its clerk said.", ["hands down its ruling on Tuesday, 9 June"]),
        ("The owners have until 8 June to answer the charge.", ["have until 8 June"]),
        ("Can the ferry sail by 8 June? Its engineer would not say.", ["sail by 8 June"]),
        ("Will the council meet on 8 June? It did, the mayor said.", []),
        ("The board is to print its own count by the end of May.", ["is to print its own count by the end of May"]),
        ("The catch is to be weighed before dawn, the warden said, and the prize given then.", []),  # six hours and more ago
        ("The judge rules on bail by noon on the 10th, and her clerk would not be drawn.", ["rules on bail by noon on the 10th"]),
        ("The ministry promised an answer by 8 June.", ["promised an answer by 8 June"]),
        ("The ministry promised an answer by 8 June. It came on the 7th.", []),
        ("The ministry promised an answer by 8 June, and gave one.", []),
        ("The court was to rule by 11 a.m. on Wednesday.", []),
        ("A fall of rock closes the ramp at 11 a.m. on Wednesday, cutting off three men.", []),
        ("The office told of the boarding, which it timed at 10:20 UTC, or 11:20 in Lagos.", []),
        ("The inspection is timed for 11 a.m. on Wednesday.", ["is timed for 11 a.m. on Wednesday"]),
        ("Play in the one-day games will begin at 2.30pm in Lagos.", []),
        ("The port closes the ramp at 11 a.m. on Wednesday, its master said.", ["closes the ramp at 11 a.m. on Wednesday"]),
        ("The court will rule by 11 a.m. on Wednesday. The hour came and went.", []),
        ("The office counts the nets at noon every Wednesday, and nobody knows the number before.", []),
        ("The board will look into the crash of 8 June.", []),
        ("The board will examine the strike at 11 a.m. on Wednesday that killed a clerk.", []),
        ("The road will stay shut until 8 June next year.", []),
        ("The ferry is open since 8 June, and will be until Friday.", []),
        ("The port is open as of Wednesday noon.", []),
        ("The port will open at 9 a.m., its master said.", []),  # perhaps tomorrow's
        ("The museum would be told at noon on Wednesday, it said.", []),
        ("The court will rule at noon on Thursday.", []),
        ("The ferry went over where the Padma meets the Meghna on Tuesday evening.", []),
        ("The board meets at 13:00 on Tuesday, and says who pays.", ["meets at 13:00 on Tuesday"]),
    ],
)  # fmt: skip
def test_an_hour_or_a_day_that_has_passed(said, marked) -> None:
    assert exact("stale-question", piece(said, **LAGOS)) == marked


@pytest.mark.parametrize(
    ("headline", "dek", "marked"),
    [
        ("Court to rule on harbour at noon today", "", ["to rule on harbour at noon"]),
        ("Harbour case", "Ruling to be handed down at noon today", ["to be handed down at noon"]),
        ("Harbour case", "Port answer due on June 8", ["due on June 8"]),
        ("Court to rule on harbour at 6 p.m. today", "", []),
        ("Way to school shut at noon today", "", []),
    ],
)  # fmt: skip
def test_a_headline_that_still_waits(headline, dek, marked) -> None:
    facts = piece("Rain fell.", headline=headline, dek=dek, **LAGOS)
    assert exact("stale-question", facts) == marked


@pytest.mark.parametrize(
    ("place", "published", "links", "fires"),
    [
        ("", "2026-06-10T14:30:00+01:00", [], True),  # the clock by which the piece tells its hour
        ("", "2026-06-10T14:30:00Z", ["https://www.theboltonnews.co.uk/news/25312345.pit/"], True),
        ("", "2026-06-10T14:30:00Z", ["https://example.com/a/1"], False),  # by no clock
        ("Vancouver, Canada", "2026-06-10T14:30:00Z", [], False),  # half past seven there
    ],
)
def test_by_whose_clock(place, published, links, fires) -> None:
    said = "The pit will answer by 12:30 on Wednesday."
    facts = piece(said, *(links or ["https://example.com/a/2"]), place=place, published_at=published)  # fmt: skip
    assert bool(exact("stale-question", facts)) is fires


@pytest.mark.parametrize(
    ("said", "fires"),
    [
        ("The clerk handed the ledger to the court on Monday. Nobody can say what is missing until the ledger is handed over.", True),
        ("The pilot came ashore at noon. What he saw will not be known until the pilot lands.", True),
        ("The sirens fell silent at 04:10. The doors will open when the alarm is lifted, the warden said.", True),
        ("The lake stood at 3.1 metres on Monday. The dam will be opened only when the lake sinks under four metres.", True),
        ("The wind dropped to 30 knots at dusk. The search must wait until the wind falls below 45 knots.", True),
        ("The clerk will hand the ledger to the court. Nobody can say what is missing until the ledger is handed over.", False),
        ("The clerk handed a letter to the court. Nobody can say what is missing until the ledger is handed over.", False),
        ("The ledger has not been handed over. Nobody can say what is missing until the ledger is handed over.", False),
        ("The lake stood at 4.4 metres on Monday. The dam will be opened only when the lake sinks under four metres.", False),
        ("“Nobody can say until the ledger is handed over,” she said. The clerk handed the ledger to the court.", False),
    ],
)  # fmt: skip
def test_what_is_waited_for_has_come(said, fires) -> None:
    assert bool(exact("stale-question", piece(said))) is fires


NOW = datetime(2026, 6, 10, 15, 30, tzinfo=ZoneInfo("Africa/Lagos"))


@pytest.mark.parametrize(
    ("said", "last"),
    [
        ("at 2 p.m. on Wednesday", "2026-06-10T13:00"),
        ("at 03:00 UTC on the 10th", "2026-06-10T03:00"),
        ("at midnight on Tuesday", "2026-06-09T23:00"),
        ("at five this afternoon", "2026-06-10T16:00"),
        ("by 8 June", "2026-06-08T22:59"),
        ("on the 8th", "2026-06-08T22:59"),
        ("by the end of May", "2026-05-31T22:59"),
        ("before dawn", "2026-06-10T07:00"),
        ("at 2 p.m. on Thursday", None),
        ("on the 8th floor", None),
        ("at 9 a.m. tomorrow", None),
        ("in May", None),
    ],
)
def test_when_it_is_due_at_the_latest(said, last) -> None:
    found = [f"{d.last.astimezone(UTC):%Y-%m-%dT%H:%M}" for d in dues(f"The port will open {said}.", NOW, NOW.tzinfo)]  # fmt: skip
    assert found == ([last] if last else [])


@pytest.mark.parametrize(
    ("body", "fires"),
    [
        ("It was not yet known what the count, due at three, would say, the port said.", True),
        ("Ferries are to run again from 2 p.m. on Wednesday, the port said.", True),
        ("The inquiry reports on 8 June, the port said.", True),
        ("The inquiry reports on 18 June, the port said.", False),
        ("11.40 a.m. The gates close at 1 p.m. on Wednesday, the port said.\n\n1.20 p.m. The gates are shut, the port said.", False),
        ("2.40 p.m. The gates close at 1 p.m. on Wednesday, the port said.\n\n3.20 p.m. Rain fell.", True),
    ],
)  # fmt: skip
def test_what_is_said_in_an_entry_is_said_at_its_hour(body, fires) -> None:
    assert bool(exact("stale-question", piece(body, **LAGOS))) is fires
