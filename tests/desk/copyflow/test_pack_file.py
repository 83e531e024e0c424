"""A pack somebody sends: all that stands in it is read before anything rests on it."""

import copy
import json

import pytest

from desk.copyflow import pack_file
from desk.errors import Unsound
from desk.policy import packs


def sent(**more):
    whole = copy.deepcopy(packs.read("disaster")) | {"name": "theirs"}
    return json.dumps({**whole, **more}).encode()


@pytest.mark.parametrize("name", packs.names())
def test_every_pack_that_ships_could_be_sent(name) -> None:
    assert pack_file.read(json.dumps(packs.read(name)).encode())["notes"]


@pytest.mark.parametrize(
    ("beside", "says"),
    [
        ({"classes": {"wire": 5}}, "class “wire”"),
        ({"classes": {"wire": [{"kind": ["agency"]}, "x"]}}, "class “wire”"),
        ({"classes": {"wire": {"kind": {"a": 1}}}}, "class “wire”"),
        ({"anchors": {"invasion": 5}}, "day “invasion”"),
        ({"anchors": {"invasion": "soon"}}, "day “invasion”"),
        ({"swaps": [["a"]]}, "swap 1"),
        ({"swaps": [["a", "b"], "ab"]}, "swap 2"),
        ({"sources": [5]}, "source 1"),
        ({"sources": [{"name": "A", "handles": [5]}]}, "source 1"),
        ({"sources": [{"name": "A", "domains": "a.example"}]}, "source 1"),
        ({"sources": [{"name": "A", "kind": "newspaper"}]}, "source 1"),
        ({"sources": [{"name": "A", "owner": "o" * 300}]}, "source 1"),
        ({"sources": [{"name": "A", "country": "GBR"}]}, "source 1"),
    ],
)
def test_what_stands_beside_the_notes_is_read_too(beside, says) -> None:
    with pytest.raises(Unsound) as refusal:
        pack_file.read(sent(**beside))
    assert says in refusal.value.words
    assert refusal.value.satisfy


def test_advice_of_a_pack_with_a_cue_that_cannot_be_read_says_why() -> None:
    [note, *_] = copy.deepcopy(packs.read("disaster")["notes"])
    note["guidance"] = [{"text": "Ask.", "cue": {"claims": ["gossip"]}}]
    with pytest.raises(Unsound, match="“gossip” is no kind of claim"):
        pack_file.need_note(note, 1, {})


@pytest.mark.parametrize("part", [{"version": "x"}, {"version": None}, {"guidance": [None]}, {"guidance": "x"}])  # fmt: skip
def test_a_note_of_a_pack_has_a_number_and_lines_of_advice(part) -> None:
    [note, *_] = copy.deepcopy(packs.read("disaster")["notes"])
    with pytest.raises(Unsound, match="Note 1"):
        pack_file.read(sent(notes=[note | part]))
