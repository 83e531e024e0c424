"""What teleprinters of several agencies send: invented messages."""

import pytest

from wires.parse import parse

HEAD = "\x01bdt0534 3 vm 144  dpa 2777\r\n\r\nHafen/Brand/\r\n\x02"
TAIL = "\r\n\r\n\x03051508 Sep 26\r\n\x7f\n\x04"
LONG = "The harbour master says that the quay has been shut since the morning"
TELEVISED = "\x01v2557 4 txx 613 1tvks\r\nNWT-1330:HarbourF\r\n\x02^NWT-1330: Harbour Fire<\r\n^Friday, 5 September 2026<\r\n{}\r\nNine hurt.\r\n\x03050932 sep 26EDT\r\n\x04"
AP = (
    "\x16\x16\x01W2346\x1f_n\r\nr i\x13\x11 BC-EU--Harbour Fire   09-05 0144\r\n\x02^BC-EU--Harbour Fire,27<\r\n"
    "^Nine hurt at the quay<\r\n{}\t   NORTHTON (AP) _ Nine were hurt.\r\n \r\n\x03\r\n09-05-2026 1144GMT\x04"
)
ABOVE = "^AP Photo XHG401, 102<\r\n^(Eds: Corrects the hour. With AP Photos.)<\r\n{}^By IDA WELL=\r\n^AP Harbor Writer=\r\n"
SUMMED = "^Among 3 things: AP Photo shows the quay<\r\n"
STORY = "NORTHTON (AP) — Nine were hurt."
PLUS = (
    "\x01a0105SEAGULL\x1f_g-\nu s\x14\x12 BC-Harbour   09-05 0344\r\n\x02BC-Harbour\r\nNine hurt at the quay+\r\n"
    "     NORTHTON, Sept. 5 - Nine were hurt.\r\n==Seagull\r\n\x03SWS\x04\r\n"
)
DAY = """[31-JUL-26  00:00]

HBF001 3 RES 0070 F HARBOUR-0001
FOOTBALL/
Quay 2, Pier 1 (3DER)

   NORTHTON 30/07 (HBR) = The quay won against
the pier.
   It rained.
./.CVN

./.
310001 JUL 26

HBF002 2 GEN 0091 F HARBOUR-0031
DIVERS/
Nine hurt at the quay

   NORTHTON 31/07 (HBR) = Nine were hurt.
./.
310100 JUL 26
"""


def read(said: str):
    """The messages' items."""
    return parse(said.encode()).items


@pytest.mark.parametrize(
    ("said", "field", "value"),
    [
        pytest.param(f"{HEAD}(Vorschau)\r\nNine hurt =\r\n\r\nAt the quay.{TAIL}", "title", "Nine hurt", id="a remark in parentheses is no headline"),
        pytest.param(f"{HEAD}Nine hurt\r\n(Foto\r\nArchiv) =\r\n\r\nAt the quay.{TAIL}", "title", "Nine hurt", id="nor is one over two lines below it"),
        pytest.param(f"{HEAD}(Nine hurt) =\r\n\r\nAt the quay.{TAIL}", "title", "(Nine hurt)", id="a headline that is nothing else stays"),
        pytest.param(f"{HEAD}(Berichtigung: Uhrzeit)\r\nNine hurt =\r\n\r\nAt the quay.{TAIL}", "status", "corrected", id="a remark that this corrects"),
        pytest.param(f"{HEAD}Nine hurt =\r\n\r\nAt the quay.\r\n\r\n* * * *\r\nDie folgenden Informationen sind nicht zur Veröffentlichung bestimmt\r\n- Tel. 12{TAIL}",
                     "text", "At the quay.", id="what is not for publication, in German"),
        pytest.param(f"{HEAD}Nine hurt =\r\n\r\n{LONG}\r\n- and the pier too.\r\n\r\nNow:\r\n- one\r\n- two{TAIL}",
                     "text", f"{LONG} - and the pier too.\n\nNow:\n- one\n- two", id="a dash in a sentence is no list"),
        pytest.param(f"{HEAD}Table =\r\n\r\n| Quay | 2 |\r\n| Pier | 1 |\r\n-----\r\nAt the\r\nquay.{TAIL}",
                     "text", "| Quay | 2 |\n| Pier | 1 |\n-----\nAt the quay.", id="rows of a table stay apart"),
        pytest.param(TELEVISED.format(""), "title", "NWT-1330: Harbour Fire", id="a day is no headline"),
        pytest.param(TELEVISED.format("^Nine hurt<"), "title", "Nine hurt", id="the line after it is"),
        pytest.param(TELEVISED.format(""), "posted_at", "2026-09-05T13:32", id="an hour in a zone that stands after its year"),
        pytest.param(AP.format(ABOVE.format("")), "text", STORY, id="pictures, notes and what a writer is stand above a story"),
        pytest.param(AP.format(ABOVE.format("")), "status", "corrected", id="a note in parentheses that this corrects"),
        pytest.param(AP.format(ABOVE.format("")), "author", "By IDA WELL", id="who wrote it"),
        pytest.param(AP.format(ABOVE.format(SUMMED)), "text", f"{SUMMED[1:-3]}\n\n{STORY}", id="what sums it up is told"),
        pytest.param(AP.format("^By The Associated Press=\r\n^WEST DIVISION=\r\n"), "text", f"WEST DIVISION\n\n{STORY}", id="a heading is no writer"),
        pytest.param(PLUS, "title", "Nine hurt at the quay", id="a headline that ends with a plus"),
        pytest.param(PLUS, "text", "NORTHTON, Sept. 5 - Nine were hurt.", id="who sent it is no part of the story"),
        pytest.param(PLUS, "external_id", "a0105", id="a number with the agency's name behind it"),
        pytest.param(f"{HEAD}Nine hurt =\r\n\r\nAt the quay.\r\n\x03051508 MESZ Sep 26\r\n\x04", "posted_at", "2026-09-05T13:08", id="a German zone"),
    ],
)  # fmt: skip
def test_a_message(said, field, value) -> None:
    (item,) = read(said)
    found = getattr(item, field)
    assert (found.strftime("%Y-%m-%dT%H:%M") if field == "posted_at" else found) == value


def test_a_days_messages_in_one_file_are_parted() -> None:
    first, second = read(DAY)
    assert (first.external_id, first.title) == ("HBF001", "Quay 2, Pier 1 (3DER)")
    assert first.text == "NORTHTON 30/07 (HBR) = The quay won against the pier.\n\nIt rained."
    assert (second.external_id, second.text, second.urgency) == (
        "HBF002",
        "NORTHTON 31/07 (HBR) = Nine were hurt.",
        2,
    )
    assert f"{first.posted_at:%d %H:%M} {second.posted_at:%d %H:%M}" == "31 00:01 31 01:00"
