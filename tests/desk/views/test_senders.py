"""Who sends letters, in the browser: proven or not on the item, counted on the mailbox, named by a chief."""

import pytest
from django.urls import reverse

from desk.copyflow import classify, source_file
from desk.errors import Unsound
from desk.models import LogEntry
from tests.make import NOON
from tests.wires.letters import SERVER, box, letter
from tests.wires.test_store import LONG, put
from wires import advisories
from wires.models import Item, Wire

pytestmark = pytest.mark.django_db


@pytest.fixture
def mailbox(room) -> Wire:
    on = box()
    put([letter("<a@x>", "Quay closed", LONG)], on, whole=False)
    put([letter("<b@x>", "Quay open", "Other words.", sender="x@evil.example", proven=False)], on, whole=False)  # fmt: skip
    return on


def page(client, name: str, *args) -> str:
    return client.get(reverse(name, args=args)).content.decode()


def test_an_item_says_in_words_whether_its_sender_is_proven(ida, mailbox) -> None:
    good, bad = Item.objects.get(external_id="<a@x>"), Item.objects.get(external_id="<b@x>")
    seen = page(ida, "desk:item", good.pk)
    assert "Sender proven" in seen
    assert "press@lantern.example" in seen
    seen = page(ida, "desk:item", bad.pk)
    assert "Sender not proven" in seen
    assert "x@evil.example" in seen
    assert "calls itself “Lantern Press”" in seen
    assert "Anybody may have written it" in seen


def test_a_mailboxs_page_counts_senders_and_a_chief_names_the_server(client, room, mailbox) -> None:
    client.force_login(room.ida)
    seen = page(client, "desk:wire", mailbox.pk)
    assert seen.count("Not proven") == 1
    assert "evil.example" in seen
    there = reverse("desk:wire-checker", args=[mailbox.pk])
    assert client.post(there, {"server": "mx.evil.example"}).status_code == 403
    client.force_login(room.cass)
    assert client.post(there, {"server": "two words"}).status_code == 422
    assert client.post(there, {"server": "mx2.desk.example"}).status_code == 302
    mailbox.refresh_from_db()
    assert mailbox.checked_by == "mx2.desk.example"
    assert "mx2.desk.example says who sent its letters" in LogEntry.objects.latest("pk").words
    assert f'<span class="hash">{SERVER}</span> (2)' in page(client, "desk:wire", mailbox.pk)
    client.post(there, {"server": ""})
    assert "No sender is proven" in page(client, "desk:wire", mailbox.pk)


def test_another_wire_has_no_server_that_checks(client, room, mailbox) -> None:
    Wire.objects.update(address="https://lantern.example/f")
    client.force_login(room.cass)
    there = reverse("desk:wire-checker", args=[mailbox.pk])
    assert client.post(there, {"server": "mx.desk.example"}).status_code == 422
    assert "Who sent its letters" not in page(client, "desk:wire", mailbox.pk)


def test_who_is_asked_of_a_notice_is_told_that_its_sender_is_not_proven(ida, mailbox) -> None:
    put([letter("<k@x>", "KILL: Quay closed after strike", "Wrong.", proven=False)], mailbox, whole=False)  # fmt: skip
    put([letter("<c@x>", "Quay closed after strike", LONG)], mailbox, whole=False)
    advisories.again(now=NOON)
    seen = page(ida, "desk:item", Item.objects.get(external_id="<c@x>").pk)
    assert "Perhaps meant by a notice that kills another" in seen
    assert "Letter of no known source" in seen


def test_what_is_nobodys_is_never_classed(ida, room, mailbox) -> None:
    nobody = Item.objects.get(external_id="<b@x>").source
    seen = page(ida, "desk:source", nobody.key)
    assert "whose sender is not proven" in seen
    assert reverse("desk:wire", args=[mailbox.pk]) in seen
    assert "Open a door" not in seen
    facts = {"kind": "agency", "control": "independent", "voice": "institution"}
    with pytest.raises(Unsound, match="not proven"):
        classify.propose_class(nobody, facts=facts, evidence="e", by=room.cass, now=NOON)
    with pytest.raises(Unsound, match="not proven"):
        source_file.set_accounts(nobody, handles=[], domains=["evil.example"], languages=[], by=room.cass, now=NOON)  # fmt: skip
    found = ida.get(reverse("desk:wires"), {"q": f"source:{nobody.key}", "view": "every"})
    assert "Quay open" in found.content.decode()
    assert "Quay closed" not in found.content.decode()


def test_the_board_calls_no_letter_a_kill_of_an_agency_whose_sender_is_not_proven(ida, mailbox) -> None:  # fmt: skip
    put([letter("<k@x>", "KILL: Quay closed", "Wrong.", proven=False)], mailbox, whole=False)
    seen = page(ida, "desk:wires")
    assert seen.count("Letter of no known source") == 2
    assert "Killed by its agency" not in seen
