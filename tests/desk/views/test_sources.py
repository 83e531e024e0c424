"""The register in the browser: probe, add, a source's page, health, raw answers, lists, classes."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from desk.copyflow import classify, saved_classes
from desk.models import Candidate
from tests import make
from tests.make import NOON
from wires import archive
from wires.models import Fetch, Source, Wire

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def wire(room):
    return Wire.objects.create(
        source=make.source(), address="https://t.example/f", added_at=NOON, next_poll_at=NOON,
        health="failing", words="The server sends a page for people instead.", moved_to="https://t.example/g", moved_seen=2,
    )  # fmt: skip


@pytest.fixture
def fetch(wire):
    body = b"<rss><script>alert('x')</script>\xff\xfe</rss>"
    kept = archive.keep(body, media_type="text/html", now=NOON)
    return Fetch.objects.create(
        wire=wire, snapshot=kept, started_at=NOON, status=200, outcome="failed", words="No feed.",
        headers={"server": "<b>x</b>"}, faults=["A tag was not closed."],
    )  # fmt: skip


PAGES = ["sources", "lists", "classes", "lists-export"]


@pytest.mark.parametrize("name", PAGES)
def test_pages_work_and_ask_for_a_sign_in(client, room, wire, name) -> None:
    assert client.get(reverse(f"desk:{name}")).status_code == 302
    client.force_login(room.ida)
    assert client.get(reverse(f"desk:{name}")).status_code == 200


def test_every_page_of_a_wire_works_and_asks_for_a_sign_in(client, room, wire, fetch) -> None:
    places = [
        reverse("desk:source", args=[wire.source.key]),
        reverse("desk:wire", args=[wire.pk]),
        reverse("desk:fetch", args=[fetch.pk]),
    ]
    assert {client.get(place).status_code for place in places} == {302}
    client.force_login(room.ida)
    assert {client.get(place).status_code for place in places} == {200}
    assert client.get(reverse("desk:source", args=["nobody"])).status_code == 404


def test_what_came_raw_can_do_nothing(ida, wire, fetch) -> None:
    page = ida.get(reverse("desk:fetch", args=[fetch.pk])).content.decode()
    assert "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;" in page
    assert "<script>alert" not in page
    assert "&lt;b&gt;x&lt;/b&gt;" in page
    assert "A tag was not closed." in page


def test_a_failing_wire_says_so_in_words_with_the_answer_one_click_away(ida, wire, fetch) -> None:
    page = ida.get(reverse("desk:sources")).content.decode()
    assert "a page for people instead" in page
    assert reverse("desk:wire", args=[wire.pk]) in page
    part = ida.get(reverse("desk:sources"), headers=HTMX).content.decode()
    assert part.lstrip().startswith('<div id="health-list"')
    own = ida.get(reverse("desk:wire", args=[wire.pk])).content.decode()
    assert "https://t.example/g" in own
    assert reverse("desk:fetch", args=[fetch.pk]) in own


def test_a_wire_that_failed_once_is_nowhere_said_to_be_ok(ida, wire) -> None:
    said = "The last poll failed: There is nothing at this address."
    Wire.objects.update(health="ok", errors=1, words=said, moved_to="")
    for place in (reverse("desk:sources"), reverse("desk:wire", args=[wire.pk])):
        page = ida.get(place).content.decode()
        assert (said in page, ">Failed once<" in page, ">Ok<" in page) == (True, True, False)


def test_an_address_is_looked_at_before_it_is_added(ida) -> None:
    answer = ida.post(reverse("desk:probe"), {"address": "https://x.com/kpszsu"}, headers=HTMX)
    page = answer.content.decode()
    assert page.lstrip().startswith('<section class="found" id="found-probe"')
    assert "only to a token" in page
    whole = ida.post(reverse("desk:probe"), {"address": "http://127.0.0.1/"}).content.decode()
    assert "not an address of the open internet" in whole
    assert "<html" in whole


def test_a_source_is_written_about(room, ida, wire) -> None:
    key = wire.source.key
    Source.objects.filter(key=key).update(classed_at=None)
    ida.post(reverse("desk:source-notes", args=[key]), {"words": "Right most nights. <b>"})
    ida.post(
        reverse("desk:objections", args=[key]), {"said_by": "Its editor", "words": "We object."}
    )
    ida.post(reverse("desk:source-terms", args=[key]), {"shown_as": "described", "terms": "No."})
    ida.post(
        reverse("desk:source-accounts", args=[key]),
        {"handles": "@a_b, c_d", "domains": "n.example"},
    )
    ida.post(reverse("desk:classing", args=[key]), {"kind": "monitor", "voice": "outlet", "evidence": "https://n.example/", "review_by": "2999-01-01"})  # fmt: skip
    page = ida.get(reverse("desk:source", args=[key])).content.decode()
    for words in (
        "Right most nights. &lt;b&gt;",
        "We object.",
        "described only",
        "@a_b",
        "You proposed this",
    ):
        assert words in page
    client_of_cass = ida
    client_of_cass.force_login(room.cass)
    page = client_of_cass.get(reverse("desk:sources")).content.decode()
    assert "Approve" in page
    proposal = wire.source.proposals.get()
    client_of_cass.post(
        reverse("desk:classing-approval", args=[proposal.pk]), {"decline": "1", "because": "Thin."}
    )
    proposal.refresh_from_db()
    assert proposal.declined_by == room.cass


def test_a_likeness_is_shown_on_the_page(room, ida) -> None:
    make.source("Lantern Wire", handles=["lantern_wire"])
    twin = classify.add_source(name="Lantem", by=room.ida, now=NOON, handles=("lantem_wire",))
    page = ida.get(reverse("desk:source", args=[twin.key])).content.decode()
    assert "@lantem_wire looks like @lantern_wire" in page


def test_a_list_is_brought_and_our_own_taken(ida, wire) -> None:
    file = SimpleUploadedFile("a.opml", b'<opml><body><outline text="A" xmlUrl="https://192.0.2.9/f"/><outline type="rss" text="B"/></body></opml>')  # fmt: skip
    answer = ida.post(reverse("desk:lists"), {"file": file})
    assert answer.status_code == 302  # a reload does not send it again
    page = ida.get(answer["Location"]).content.decode()
    assert "1 new address" in page
    assert "1 is still to be looked at" in page
    assert "It names no address of a feed." in page
    Candidate.objects.update(state="answered")
    page = ida.get(answer["Location"]).content.decode()
    part = ida.get(f"{answer['Location']}&page=1", headers=HTMX).content.decode()
    assert ("All of them have been looked at." in part, "hx-get" in part) == (True, False)
    assert ("new address" in page, "All of them have been looked at." in page) == (False, True)
    assert ida.post(reverse("desk:lists"), {}).status_code == 422
    part = ida.get(reverse("desk:lists"), headers=HTMX).content.decode()
    assert part.lstrip().startswith('<section id="rows-lists"')
    own = ida.get(reverse("desk:lists-export"))
    assert b'xmlUrl="https://t.example/f"' in own.content


def test_a_long_list_comes_in_pages(room, ida) -> None:
    Candidate.objects.bulk_create(
        Candidate(address=f"https://f.example/{n:03}", by=room.ida, at=NOON) for n in range(130)
    )
    page = ida.get(reverse("desk:lists")).content.decode()
    assert "https://f.example/099" in page
    assert "https://f.example/100" not in page
    assert "Page 1 of 2" in page
    assert "https://f.example/129" in ida.get(reverse("desk:lists"), {"page": 2}).content.decode()
    assert ida.get(reverse("desk:lists"), {"page": "x"}).status_code == 200


def test_a_class_is_made_by_two(room, ida) -> None:
    make.source("NTB", kind="agency", country="NO")
    url = reverse("desk:classes")
    assert ida.post(url, {"name": "x"}).status_code == 422
    ida.post(url, {"name": "Nordic", "kind": ["agency"], "country": "NO, SE", "why": "Sourcing."})
    row = saved_classes.SavedClass.objects.get()
    ida.force_login(room.cass)
    ida.post(reverse("desk:class-approval", args=[row.pk]))
    page = ida.get(url).content.decode()
    assert "kind is agency, and country is NO or SE" in page
    assert "NTB" in page


def test_who_adds_a_source_is_led_to_its_wire_which_says_what_comes(ida, settings) -> None:
    settings.ALLOW_WIRES = ["courts.example=127.0.0.1:9"]
    given = {"name": "Staromist Courts", "address": "http://courts.example/feed"}
    answer = ida.post(reverse("desk:source-new"), given)
    made = Wire.objects.get()
    assert answer["Location"] == reverse("desk:wire", args=[made.pk])
    page = ida.get(answer["Location"]).content.decode()
    assert "It is asked within seconds, and this page says what came." in page
    assert "Say what it is" in page
    assert 'hx-trigger="nightdesk:wires' in page
    assert ida.post(reverse("desk:source-new"), given).status_code == 422
    Wire.objects.update(health="ok", words="It answers.")
    Fetch.objects.create(wire=made, started_at=NOON, status=200, outcome="changed", new=4, seen=4)
    part = ida.get(answer["Location"], headers={"HX-Request": "true"}).content.decode()
    assert ("It answers." in part, "4 new" in part, 'hx-swap-oob="true"' in part) == (True,) * 3
    assert ("every 10s" in part, "<html" in part) == (True, False)


def test_polls_that_brought_nothing_are_one_line(ida, wire, fetch) -> None:
    for n, outcome in enumerate(["unchanged", "not-modified", "changed", "unchanged"]):
        Fetch.objects.create(wire=wire, started_at=NOON + timedelta(minutes=n + 1), status=200, outcome=outcome)  # fmt: skip
    page = ida.get(reverse("desk:wire", args=[wire.pk])).content.decode()
    assert "2 polls: nothing new" in page
    assert page.count("<tr>") == 5  # a head and four lines


def polled_page(wire: Wire, after: int, *, ago: int = 0) -> str:
    """Where a press that came after a fetch asks what has come of it."""
    return f"{reverse('desk:wire-polled', args=[wire.pk])}?after={after}&at={int(now().timestamp()) - ago}"


def test_a_press_is_answered_beside_the_button_until_something_came(ida, client, wire) -> None:
    Wire.objects.update(health="ok")
    ask, page = (reverse(f"desk:{name}", args=[wire.pk]) for name in ("wire-poll", "wire"))
    before = Fetch.objects.create(wire=wire, started_at=NOON, status=200, outcome="unchanged")
    said = ida.post(ask, headers=HTMX).content.decode()
    assert said.startswith(f'<span id="asked-{wire.pk}"')
    assert ("Asked; this page says what came." in said, "hx-get" in said) == (True, True)
    there = ida.post(ask)["Location"]
    assert there.startswith(f"{page}?after={before.pk}&at=")
    assert "Asked; this page says what came." in ida.get(there).content.decode()
    later = polled_page(wire, before.pk)
    assert "Asked;" in (waits := ida.get(later, headers=HTMX)).content.decode()
    Fetch.objects.create(wire=wire, started_at=now(), status=404, outcome="failed", late_ms=3)
    came = ida.get(later, headers=HTMX)
    assert (waits.get("HX-Trigger"), came["HX-Trigger"]) == (None, "nightdesk:polled")
    assert (": it failed." in came.content.decode(), b"hx-get" in came.content) == (True, False)
    client.logout()
    assert {client.post(ask).status_code, client.get(later).status_code} == {302}


def test_what_a_poll_brought_piece_by_piece_is_counted_and_what_was_pushed_is_no_poll(
    ida, wire
) -> None:
    Fetch.objects.create(wire=wire, started_at=now(), outcome="changed", new=2)
    later = polled_page(wire, 0)
    assert "Asked;" in ida.get(later, headers=HTMX).content.decode()
    Fetch.objects.create(wire=wire, started_at=now(), outcome="not-modified", late_ms=0)
    assert ": 2 new, 0 changed." in ida.get(later, headers=HTMX).content.decode()
    Fetch.objects.create(wire=wire, started_at=now(), outcome="failed", late_ms=0)
    assert ": 2 new, 0 changed." in ida.get(later, headers=HTMX).content.decode()


def test_a_press_that_leads_to_nothing_is_waited_for_no_longer(ida, wire) -> None:
    late = ida.get(polled_page(wire, 0, ago=100), headers=HTMX).content.decode()
    assert ("Asked, and not polled yet." in late, "hx-get" in late) == (True, False)
    Wire.objects.update(paused=True)
    paused = ida.get(polled_page(wire, 0), headers=HTMX).content.decode()
    assert ("Asked, and paused since." in paused, "hx-get" in paused) == (True, False)


def test_a_wires_page_that_renews_itself_reads_no_bytes_of_what_came(ida, wire) -> None:
    kept = archive.keep(b"x" * 100, media_type="text/plain", now=NOON)
    Fetch.objects.create(wire=wire, started_at=NOON, status=200, outcome="changed", snapshot=kept)
    with CaptureQueriesContext(connection) as asked:
        part = ida.get(reverse("desk:wire", args=[wire.pk]), headers=HTMX).content.decode()
    assert kept.digest[:12] in part
    assert [one["sql"] for one in asked if '"packed"' in one["sql"]] == []


def test_a_poll_that_is_refused_says_so_in_its_row(ida, wire) -> None:
    ask = reverse("desk:wire-poll", args=[wire.pk])
    Fetch.objects.create(wire=wire, started_at=now(), status=200, outcome="unchanged")
    answer = ida.post(ask, headers=HTMX)
    assert (answer.status_code, "<html" in answer.content.decode()) == (422, False)
    assert "polled less than 15 seconds ago" in answer.content.decode()
    assert b"hx-get" not in answer.content
    rows = ida.get(reverse("desk:sources")).content.decode()
    assert f'hx-post="{ask}" hx-target="#asked-{wire.pk}"' in rows


def test_a_wire_is_paused_and_its_new_address_taken(ida, wire) -> None:
    ida.post(reverse("desk:wire-pause", args=[wire.pk]))
    ida.post(reverse("desk:wire-address", args=[wire.pk]), {"address": "https://t.example/g"})
    wire.refresh_from_db()
    assert (wire.paused, wire.address) == (True, "https://t.example/g")
    rhythm = reverse("desk:wire-rhythm", args=[wire.pk])
    assert ida.post(rhythm, {"seconds": "1"}).status_code == 422
    assert ida.post(rhythm, {"seconds": "soon"}).status_code == 422
    ida.post(rhythm, {"seconds": "5"})
    wire.refresh_from_db()
    assert wire.pinned_s == 5
    ida.post(rhythm, {"seconds": ""})
    wire.refresh_from_db()
    assert wire.pinned_s is None
