"""Real documents, broken: each is read or refused with a sentence, whatever was cut, doubled or swapped in it."""

import random

import pytest

from tests.oracle.places import CORPUS
from wires.parse import Unreadable, parse
from wires.parse.kinds import guess

ROUNDS = 12
LARGEST = 60_000
NOISE = (b"\x00", b"\xff\xfe", b"<![CDATA[", b"]]>", b"&", b"&#x1F4A9;", b"&#0;", b"<", b'"', b"{", b"\\u0000", b"\xe2\x80", b"<!--", b"9" * 400)  # fmt: skip
REAL = [p for p in sorted(CORPUS.glob("*/*")) if p.is_file() and p.stat().st_size <= LARGEST]


def broken(body: bytes, chance: random.Random) -> bytes:
    """One to four slips: a piece cut out, doubled, swapped for noise, or a byte changed."""
    data = bytearray(body)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data) + 1)
        end = min(at + chance.choice((1, 7, 60, 900)), len(data))
        slip = chance.randrange(4)
        if slip == 0:
            del data[at:end]
        elif slip == 1:
            data[at:at] = data[at:end]
        elif slip == 2:
            data[at:end] = chance.choice(NOISE)
        elif at < len(data):
            data[at] = chance.randrange(256)
    return bytes(data)


@pytest.mark.parametrize("path", REAL, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_a_broken_document_is_read_or_refused(path) -> None:
    body, chance = path.read_bytes(), random.Random(path.name)
    for _ in range(ROUNDS):
        data = broken(body, chance)
        for kind in {None, guess(body)}:
            try:
                items = parse(data, kind=kind, base_url="https://asked.example/").items
            except Unreadable as refusal:
                assert str(refusal).endswith(".")
                continue
            for item in items:
                assert item.url is None or item.url.lower().startswith(("http://", "https://"))
                assert "\x00" not in item.title + item.text
