"""What an arriving item means: by identity and digest, never by being newer."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.make import NOON
from wires import identity
from wires.decide import MOST_QUIET, believed, decide, effective, fingerprint, missing, said_by
from wires.text import digest
from wires.types import KnownItem, ParsedItem, Verdict


def item(text="Words.", **more) -> ParsedItem:
    return ParsedItem("a/1", None, None, "", text, **more)


KNOWN = KnownItem(digest("", "Words."), 1)
MIDNIGHT = NOON.replace(hour=0)
IN_INDIA = NOON.replace(hour=18, minute=30)
MOMENT = NOON.replace(minute=7)
NOISY = KnownItem(
    "x", 30, quiet=MOST_QUIET + 1, changed_at=NOON - timedelta(hours=2), stated_at=NOON
)
RESTED = KnownItem("x", 30, quiet=MOST_QUIET + 1, changed_at=NOON - timedelta(hours=25))


@pytest.mark.parametrize(
    ("arriving", "known", "verdict"),
    [
        pytest.param(item(), None, Verdict.NEW, id="not known"),
        pytest.param(item(), KNOWN, Verdict.UNCHANGED, id="the same"),
        pytest.param(item(" Words.\n"), KNOWN, Verdict.UNCHANGED, id="white space"),
        pytest.param(item("Other."), KNOWN, Verdict.WRITETHRU, id="another text"),
        pytest.param(item("Other."), NOISY, Verdict.UNCHANGED, id="a clock in the text"),
        pytest.param(item("Other."), RESTED, Verdict.WRITETHRU, id="a clock, a day later"),
        pytest.param(
            item("Other.", updated_at=NOON + timedelta(hours=1)), NOISY, Verdict.WRITETHRU, id="a new hour is an edit"
        ),
        pytest.param(item(withdrawn=True), KNOWN, Verdict.WITHDRAWN, id="killed"),
        pytest.param(item(withdrawn=True), None, Verdict.UNCHANGED, id="killed before we had it"),
    ],
)  # fmt: skip
def test_decide(arriving, known, verdict) -> None:
    assert decide(arriving, known, NOON) is verdict


def test_only_what_a_page_skips_is_missing() -> None:
    known = {"1": 0, "2": 1, "3": 2, "4": 3}
    assert missing(["2", "4"], known) == ["3"]
    assert missing(["3", "4"], known) == []
    assert missing(["9"], known) == []


def test_everything_said_is_in_the_fingerprint() -> None:
    assert fingerprint(item()) == fingerprint(item())
    assert fingerprint(item()) != fingerprint(item(urgency=1))
    assert fingerprint(item()) != fingerprint(item(updated_at=NOON))


@pytest.mark.parametrize(
    ("more", "posted", "sorted_by"),
    [
        ({"posted_at": NOON - timedelta(days=3)}, NOON - timedelta(days=3), NOON - timedelta(days=3)),
        ({"posted_at": NOON + timedelta(minutes=5)}, NOON + timedelta(minutes=5), NOON),
        ({"posted_at": NOON + timedelta(days=9)}, None, NOON),
        ({}, None, NOON),
        ({"posted_on": "2026-06-01"}, None, NOON.replace(month=6, day=1, hour=23, minute=59, second=59)),
        ({"posted_on": "2026-07-02"}, None, NOON),
    ],
)  # fmt: skip
def test_an_hour_is_the_earlier_of_posted_and_received(more, posted, sorted_by) -> None:
    arriving = item(**more)
    assert believed(arriving, NOON)[0] == posted
    assert effective(arriving, NOON) == sorted_by


def test_an_hour_to_come_is_kept_as_given() -> None:
    assert believed(item(posted_at=NOON + timedelta(days=9)), NOON)[1].startswith("2026-07-11")


def at(name: str, url: str) -> ParsedItem:
    return ParsedItem(name, url, url, "t", "x")


def test_an_id_at_two_addresses_is_no_name_alone() -> None:
    items = [at("g", "https://a.example/1"), at("g", "https://a.example/2")]
    assert identity.way(items, "id") == "both"
    assert len({name for name, _ in identity.named(items, "both")}) == 2
    assert identity.way([at("g", "u"), at("g", "u")], "id") == "id"


def test_new_ids_at_known_addresses_are_old_items() -> None:
    listed = identity.named([at(f"new{n}", f"https://a.example/{n}") for n in range(5)], "id")
    stored = {f"https://a.example/{n}": f"old{n}" for n in range(4)}
    assert identity.rekeyed(listed, set(), stored) == stored
    assert identity.rekeyed(listed, set(), dict(list(stored.items())[:2])) == {}


def test_one_address_for_every_entry_says_nothing() -> None:
    listed = identity.named([at(f"new{n}", "https://a.example/live") for n in range(5)], "id")
    assert identity.rekeyed(listed, set(), {"https://a.example/live": "old"}) == {}


@pytest.mark.parametrize(
    ("more", "stored", "same"),
    [
        ({"posted_at": NOON}, {"posted_at": NOON}, True),
        ({"posted_at": MOMENT, "text": "Edited."}, {"posted_at": MOMENT}, True),
        ({"posted_at": NOON, "text": "Edited."}, {"posted_at": NOON}, False),
        (
            {"posted_at": NOON, "text": "Edited.", "title": "Fire on Sadova"},
            {"posted_at": NOON, "title": "Fire on Sadova"},
            True,
        ),
        ({"posted_at": NOON + timedelta(seconds=1)}, {"posted_at": NOON}, False),
        ({"posted_at": None}, {"posted_at": None}, False),
        ({"posted_at": MIDNIGHT}, {"posted_at": MIDNIGHT}, True),
        ({"posted_at": MIDNIGHT, "text": "The next."}, {"posted_at": MIDNIGHT}, False),
        (
            {"posted_at": IN_INDIA, "text": "The next."},
            {"posted_at": IN_INDIA},
            False,
        ),  # midnight there
        ({"posted_at": NOON, "replaces": ("old",)}, {"posted_at": NOON}, False),
        ({"known_as": 7}, {"raw": 7}, True),
        ({"known_as": 7}, {"raw": 8}, False),
    ],
)
def test_one_post_is_known_by_its_address_and_hour_whatever_its_id(more, stored, same) -> None:
    one = identity.Standing(**{"name": "old", "posted_at": None, "digest": digest("t", "x"), "raw": 1, **stored})  # fmt: skip
    listed = [("new", replace(at("new", "https://a.example/1"), **more))]
    found = identity.again(listed, set(), [("https://a.example/1", one)])
    assert found == ({"https://a.example/1": "old"} if same else {})


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["new", "new"], "old"),  # one post that is listed twice
        (["new", "newer"], None),
        (["new", "old"], None),
    ],
)
def test_an_address_under_two_names_is_no_name(names, found) -> None:
    one = identity.Standing("old", MOMENT, "", 0)
    listed = [(name, replace(at(name, "https://a.example/1"), posted_at=MOMENT)) for name in names]
    assert identity.again(listed, {"old"}, [("https://a.example/1", one)]).get("https://a.example/1") == found  # fmt: skip


def test_new_posts_beside_them_do_not_hide_that_ids_have_changed() -> None:
    addresses = [f"https://a.example/{n}" for n in range(60)]
    listed = [(f"new-{n}", ParsedItem(f"new-{n}", at, at, "", "Words.")) for n, at in enumerate(addresses)]  # fmt: skip
    stored = {at: f"old-{n}" for n, at in enumerate(addresses[:9])}
    assert identity.rekeyed(listed, set(), stored) == stored
    unmoved = {f"new-{n}" for n in range(9, 60)}
    assert identity.rekeyed(listed, unmoved, stored) == {}


def test_a_name_of_any_length_can_be_kept() -> None:
    long = identity.identity(at("я" * 2000, "u"))
    assert len(long.encode()) < 1000
    assert long != identity.identity(at("я" * 2001, "u"))


def test_documents_say_the_same_only_where_every_item_does() -> None:
    one, other = item("One."), item("Other.")
    assert said_by([one, other], [1, 2]) == said_by([one, other], [1, 2])
    assert said_by([one, other], [1, 2]) != said_by([other, one], [1, 3])


def test_an_item_that_was_not_read_again_has_the_fingerprint_it_had() -> None:
    assert fingerprint(replace(item(), title="", text="", known_as=7)) == 7
