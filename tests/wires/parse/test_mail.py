"""Letters as newsletters, press offices and Outlook send them: invented ones."""

from datetime import UTC, datetime

import pytest

from wires.parse import parse

HEAD = "From: desk@town.example\nMessage-ID: <m1@town.example>\nDate: Wed, 1 Jul 2026 12:00:00 +0200\nSubject: Fire\n"
PLAIN, MARKED = "Content-Type: text/plain\n\n", "Content-Type: text/html\n\n"
LONG = " ".join(["Nine people were hurt at the quay last night."] * 20)


def parts(kind: str, *inside: str, boundary: str = '"b"') -> str:
    """A letter of several parts."""
    sign = boundary.strip('"')
    joined = "".join(f"--{sign}\n{one}\n" for one in inside)
    return f"MIME-Version: 1.0\nContent-Type: multipart/{kind}; boundary={boundary}\n\n{joined}--{sign}--\n"


def letter(inside: str, head: str = HEAD):
    """The one letter read."""
    (item,) = parse((head + inside).encode(), kind="email").items
    return item


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        pytest.param(parts("mixed", f"{PLAIN}Above.", "Content-Type: image/png\n\nx", f"{PLAIN}Below."), "Above.\n\nBelow.",
                     id="words on both sides of a picture"),
        pytest.param(parts("alternative", f"{PLAIN}Nine hurt.", f"{MARKED}<p>Nine hurt.</p>"), "Nine hurt.", id="the plain of two"),
        pytest.param(parts("alternative", f"{PLAIN}Read this in a browser.", f"{MARKED}<p>{LONG}</p>"), LONG,
                     id="a plain part that only says where to read"),
        pytest.param(parts("alternative", f"{PLAIN}Nine hurt.", f"{MARKED}<p>Nine</p>", boundary="----=_Next.1"), "Nine hurt.",
                     id="a boundary that should stand in quotation marks"),
        pytest.param(parts("mixed", f"{PLAIN}See below.", 'Content-Type: text/plain; name="toll.txt"\n\n9'), "See below.", id="a file beside"),
        pytest.param(parts("mixed", 'Content-Type: text/plain\nContent-Disposition: attachment; filename="a.txt"\n\nNine hurt.'), "Nine hurt.",
                     id="a file that is all there is"),
        pytest.param(parts("mixed", f"{PLAIN}Passed on:", f"Content-Type: message/rfc822\n\nSubject: Old\n{PLAIN}Nine hurt."), "Passed on:\n\nNine hurt.",
                     id="a letter passed on whole"),
        pytest.param(parts("mixed", f"{PLAIN}Mine.", f"Content-Type: message/rfc822\nContent-Disposition: attachment\n\nSubject: Old\n{PLAIN}Theirs."),
                     "Mine.", id="a letter attached"),
    ],
)  # fmt: skip
def test_the_words_of_a_letter(inside, text) -> None:
    assert letter(inside).text == text


@pytest.mark.parametrize(
    ("lines", "answered"),
    [
        ("In-Reply-To: <a@b.example>\n", "<a@b.example>"),
        ("In-Reply-To: Your message of today <a@b.example>\n", "<a@b.example>"),
        ("References: <a@b.example> <c@d.example>\n", "<c@d.example>"),
        ("In-Reply-To:\n", None),
    ],
)
def test_what_a_letter_answers(lines, answered) -> None:
    assert letter(f"{PLAIN}x", HEAD + lines).reply_to == answered


@pytest.mark.parametrize(
    "date",
    [
        "Wed, 1 Jul 2026 12:00:00 (CEST) +0200",
        "Wed (a day of rest), 1 Jul 2026 12:00:00 +0200",
        "Wed, 1 Jul 2026 12:00:00 +0200 (W. Europe Daylight Time (DST))",
        'Wed, 1 Jul 2026 12:00:00 "GMT+02:00"',
        "Wed, 1 Jul 2026 12:00:00 +0200 (",
    ],
)
def test_when_a_letter_was_written(date) -> None:
    head = f"From: desk@town.example\nReceived: by a.example; Wed, 1 Jul 2026 11:00:00 +0000\nDate: {date}\n"
    assert letter(f"{PLAIN}x", head).posted_at == datetime(2026, 7, 1, 10, tzinfo=UTC)
