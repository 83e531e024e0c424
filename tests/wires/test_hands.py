"""A letter is filed by what proves its sender, never by the name that it gives itself."""

from datetime import timedelta

import pytest

from tests.make import NOON, source
from tests.wires.letters import SERVER, box, letter
from tests.wires.test_store import LONG, parsed, put
from wires import advisories, archive, removal
from wires.hands import is_unfiled
from wires.models import Advisory, Item, Sender, Source, Wire
from wires.store import store

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def filed(on: Wire, **given) -> Source:
    put([letter("<a@x>", "Quay closed", LONG, **given)], on, whole=False)
    return Item.objects.latest("pk").source


@pytest.mark.parametrize(
    ("given", "with_whom"),
    [
        ({}, "own"),
        ({"sender": "alerts@news.lantern.example"}, "own"),
        ({"sender": "press@beacon.example"}, "beacon"),
        ({"proven": False}, "nobody"),
        ({"sender": "press@beacon.example", "proven": False}, "nobody"),
        ({"sender": "press@unknown.example"}, "nobody"),
        ({"sender": "press@lantern.example.evil.example"}, "nobody"),
        ({"sender": "press@evillantern.example"}, "nobody"),
        ({"sender": "press@shared.example"}, "nobody"),
    ],
)
def test_with_whom_a_letter_is_filed(given, with_whom) -> None:
    on = box()
    source("beacon", domains=["beacon.example"])
    source("one", domains=["shared.example"])
    source("two", domains=["shared.example"])
    found = filed(on, **given)
    nobody = found.name == "Letters to desk@post.example"
    assert (found == on.source, found.name == "beacon", nobody).index(True) == ["own", "beacon", "nobody"].index(with_whom)  # fmt: skip
    if nobody:
        assert (found.classed_at, found.archive_shown, found.shown_as) == (None, False, "described")


@pytest.mark.parametrize(("server", "domains"), [("", ("lantern.example",)), ("mx.other.example", ("lantern.example",)), (SERVER, ())])  # fmt: skip
def test_nothing_is_a_sources_where_nobody_checks_or_it_has_no_domain(server, domains) -> None:
    assert filed(box(server=server, domains=domains)).name.startswith("Letters to")


def test_who_sent_it_is_kept_with_why() -> None:
    on = box()
    filed(on, author="Harbour Authority", proven=False)
    row = Sender.objects.get()
    assert (row.address, row.domain, row.proven, row.server) == ("press@lantern.example", "lantern.example", False, SERVER)  # fmt: skip
    assert row.words == f"{SERVER} found that it was not sent by lantern.example (DMARC)."
    removal.remove(Item.objects.get(), ground="privacy", by="Cass", now=on.added_at)
    assert not Sender.objects.exists()


def test_two_letters_of_nobody_under_one_id_are_two_and_the_same_one_is_one() -> None:
    on = box()
    for words in (LONG, "Another text.", LONG, "Another text."):
        put([letter("<a@x>", "Quay closed", words, proven=False)], on, whole=False)
    assert sorted(row.texts_count for row in Item.objects.all()) == [1, 1]


def test_a_letter_that_comes_again_after_its_sender_is_proven_is_the_same_letter() -> None:
    on = box(server="")
    filed(on)
    on.checked_by = SERVER
    put([letter("<a@x>", "Quay closed", LONG)], on, after=HOUR, whole=False)
    assert Item.objects.get().source.name.startswith("Letters to")


def test_a_copy_that_nobody_vouches_for_keeps_no_letter_from_its_source() -> None:
    on = box()
    list_s, ours = (archive.keep(said, media_type="message/rfc822", now=NOON) for said in (b"1", b"2"))  # fmt: skip
    for proven, snapshot in ((False, list_s), (True, ours), (False, list_s), (True, ours)):
        given = [letter("<a@x>", "Quay closed", LONG, proven=proven)]
        store(given, wire=on, snapshot=snapshot, now=NOON, whole=False)
    assert [is_unfiled(row.source) for row in Item.objects.order_by("pk")] == [True, False]


def test_a_forged_letter_takes_nothing_from_the_one_that_comes_after_it() -> None:
    on = box()
    put([letter("<a@x>", "Quay closed", "Forged.", proven=False)], on, whole=False)
    put([letter("<a@x>", "Quay closed", LONG)], on, after=HOUR, whole=False)
    assert Item.objects.get(source=on.source).text == LONG


def test_a_proven_sender_whom_the_register_does_not_know_acts_on_its_own_letters_only() -> None:
    on = box()
    put([letter("<a@x>", "Fire in Zhorin burns on", LONG, sender="a@known.example")], on, whole=False)  # fmt: skip
    put([letter("<k@x>", "KILL: Fire in Zhorin burns on", "Wrong.", sender="b@other.example")], on, whole=False)  # fmt: skip
    assert Item.objects.get(external_id="<a@x>").killed_at is None
    put([letter("<l@x>", "KILL: Fire in Zhorin burns on", "Wrong.", sender="c@known.example")], on, whole=False)  # fmt: skip
    assert Item.objects.get(external_id="<a@x>").killed_at


def test_a_proven_kill_by_mail_reaches_what_its_source_sent_by_another_wire() -> None:
    on = box()
    other = Wire.objects.create(source=on.source, address="https://lantern.example/f", added_at=on.added_at, next_poll_at=on.added_at)  # fmt: skip
    put([letter("a/1", "Fire in Zhorin burns on", LONG)], other)
    put([letter("<k@x>", "KILL: Fire in Zhorin burns on", "Wrong.", proven=False)], on, after=HOUR, whole=False)  # fmt: skip
    assert Item.objects.get(external_id="a/1").killed_at is None
    put([letter("<l@x>", "KILL: Fire in Zhorin burns on", "Wrong.")], on, after=HOUR, whole=False)
    assert Item.objects.get(external_id="a/1").killed_at


def test_a_notice_of_nobody_waits_for_a_person_though_its_item_comes_later() -> None:
    on = box()
    put([letter("<k@x>", "KILL: Fire in Zhorin burns on", "Wrong.", proven=False)], on, whole=False)
    put([letter("<a@x>", "Fire in Zhorin burns on", LONG)], on, after=HOUR, whole=False)
    advisories.again(now=on.added_at + HOUR)
    assert Item.objects.get(external_id="<a@x>").killed_at is None
    assert Advisory.objects.proposed().get().item.external_id == "<a@x>"


def test_what_came_is_nobodys_where_it_is_no_letter() -> None:
    on = box()
    put([parsed("n/1", "Quay closed", LONG)], on, whole=False)
    assert Item.objects.get().source.name.startswith("Letters to")
    assert Sender.objects.get().words == "It names no address that sent it."


@pytest.mark.parametrize(("proven", "urgency"), [(True, 1), (False, None)])
def test_a_letter_that_is_no_sources_rings_no_bell(proven, urgency) -> None:
    on = box()
    put([letter("<a@x>", "FLASH - Quay closed", "Words.", proven=proven)], on, whole=False)
    assert Item.objects.get().urgency == urgency


def test_a_forged_kill_that_is_dated_back_is_no_origin_of_what_it_copies() -> None:
    on = box()
    put([letter("<a@x>", "Fire in Zhorin burns on", LONG)], on, whole=False)
    for n, title in enumerate(("KILL: Fire in Zhorin burns on", "Fire in Zhorin burns on")):
        forged = letter(f"<f{n}@x>", title, LONG, proven=False, posted_at=on.added_at - 9 * HOUR)
        put([forged], on, after=HOUR, whole=False)
    real = Item.objects.get(external_id="<a@x>")
    assert (real.origin, real.killed_at) == (None, None)
    assert not Item.objects.exclude(killed_at=None).exists()
    assert Advisory.objects.proposed().filter(act="killed", item=real).exists()
