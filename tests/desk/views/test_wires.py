"""The wire board: filters, folded events, pages that stand, arrivals that wait, what is urgent; pasting."""

import html
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import now

from desk.copyflow import attach
from desk.models import LogEntry
from tests import make
from tests.make import NOON
from wires.models import Act, Advisory, Item, Wire

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
LIST = reverse("desk:wires")


def page(client, **asked) -> str:
    return client.get(LIST, asked).content.decode()


def test_a_wire_that_is_chosen_stands_among_the_filters(ida) -> None:
    of = make.source()
    one, other = [
        Wire.objects.create(source=of, address=f"https://t.example/{n}", added_at=NOON, next_poll_at=NOON)
        for n in range(2)
    ]  # fmt: skip
    alone = Wire.objects.create(source=make.source("Harbour"), address="https://h.example/f", added_at=NOON, next_poll_at=NOON)  # fmt: skip
    assert 'id="wire"' not in page(ida)
    assert f'<option value="{one.pk}" selected>' in page(ida, wire=one.pk)
    assert f'<option value="{other.pk}">' in page(ida, source=of.key)
    assert f'<option value="{alone.pk}" selected>' in page(ida, wire=alone.pk)
    assert 'id="wire"' not in page(ida, source=alone.source.key)
    assert "There is no such wire." in page(ida, wire="x")


@pytest.mark.parametrize(
    ("wires", "asked", "said"),
    [
        (0, {}, "No wire yet"),
        (1, {}, "Nothing has arrived."),
        (1, {"view": "edited"}, "Nothing was edited"),
        (1, {"view": "gone"}, "Nothing was taken back"),
        (1, {"q": "zebra"}, "Nothing has arrived that fits."),
        (1, {"q": "zebra"}, "/desk/watches/new/?query=zebra&amp;alerts=1"),
        (1, {"q": "(zebra"}, "Nothing was looked for"),
    ],
)
def test_an_empty_board_says_why(ida, wires, asked, said) -> None:
    if wires:
        Wire.objects.create(source=make.source(), address="https://t.example/f", added_at=NOON, next_poll_at=NOON)  # fmt: skip
    assert said in ida.get(reverse("desk:wires"), asked).content.decode()


def test_the_board_asks_for_a_sign_in_and_gives_htmx_the_list(ida, client, room) -> None:
    make.item()
    part = ida.get(LIST, headers=HTMX).content.decode()
    assert part.lstrip().startswith('<div id="events-list"')
    ida.logout()
    assert ida.get(LIST).status_code == 302
    assert ida.get(reverse("desk:arrived")).status_code == 302


def test_an_event_stands_once_with_its_posts_origins_and_owners(ida) -> None:
    text = "A residential high-rise on Sadova Street was hit and residents were led down by ladder."
    make.item(text, name="a/1")
    make.item(text, of=make.source("Frontline Digest", kind="aggregator"), name="b/2")
    make.item("Ferries stop on the Lypa after damage to the pier, its operator says.", name="a/3")
    seen = page(ida)
    assert "Seen 2 times, 1 origin, 1 owner" in seen
    assert "1 more of this event" in seen
    assert "more of this event" not in page(ida, view="every")


def test_what_was_found_is_marked_and_what_is_wrong_stands_at_its_field(ida) -> None:
    make.item("Five hurt in Kiev tonight.")
    assert "<mark>Kiev</mark>" in page(ida, q="Kyiv")
    wrong = page(
        ida, q="(Kyiv", source="nobody", place="atlantis", **{"class": "x", "from": "soon"}
    )
    for words in (
        "A bracket is not closed.",
        "There is no source",
        "no place the desk knows",
        "There is no such class.",
        "This is no day.",
    ):
        assert words in wrong
    assert 'aria-describedby="q-wrong"' in wrong
    assert "Nothing was looked for" in wrong


def test_filters_narrow(room, ida) -> None:
    one = make.story(room)
    held = make.item("Sadova: held.", name="a/1")
    attach.attach(one, held, by=room.ida, now=NOON)
    make.item("Sadova: loose.", of=make.source("Nightwatch", kind="monitor"), name="b/1")
    Item.objects.filter(external_id="b/1").update(language="uk", received_at=now())
    assert "Sadova: held." not in page(ida, loose="1")
    for asked in (
        {"lang": "uk"},
        {"source": "nightwatch"},
        {"class": "monitor"},
        {"since": "1h"},
        {"from": f"{now():%Y-%m-%d}"},
    ):
        seen = page(ida, **asked)
        assert "Sadova: loose." in seen
        assert "Sadova: held." not in seen
    assert 'beside <a href="/desk/stories/sadova/">' in page(ida)
    assert "Keep as a watch" in page(ida, q="Sadova")


def test_nobody_else_sees_which_story_holds_it(room, client) -> None:
    attach.attach(make.story(room), make.item(), by=room.ida, now=NOON)
    client.force_login(room.rupert)
    assert "sadova/" not in page(client)


def test_older_pages_stand_while_items_arrive(ida, settings) -> None:
    for n in range(65):
        make.item(f"Number {n:03d} of tonight.", name=f"p/{n}")
    first = page(ida, view="every")
    assert "Number 064" in first
    assert "Number 004" not in first
    last = Item.objects.get(external_id="p/5")
    make.item("Number 999 of tonight.", name="p/late")
    older = page(ida, view="every", before=last.pk)
    assert "Number 004" in older
    assert "Number 005" not in older
    assert "Number 999" not in older


def test_arrivals_are_counted_until_they_are_shown(ida) -> None:
    first = make.item("First.", name="a/1")
    make.item("Second of Sadova.", name="a/2")
    asked = {"after": first.pk}
    part = ida.get(reverse("desk:arrived"), asked, headers=HTMX).content.decode()
    assert 'data-count="1"' in part
    assert "1 more since" in part
    assert 'data-count="0"' in ida.get(reverse("desk:arrived"), {**asked, "q": "Lypova"}).content.decode()  # fmt: skip


def test_what_was_done_to_items_that_are_shown_is_told_beside_arrivals(ida) -> None:
    rows = [make.item(f"Number {n}.", name=f"a/{n}").pk for n in range(5)]
    board = page(ida, q="number", view="every")
    asked = html.unescape(re.findall(r'data-arrived="([^"]+)"', board)[0])
    assert 'data-count="0"' in ida.get(asked, headers=HTMX).content.decode()
    Item.objects.filter(pk=rows[0]).update(texts_count=2, title="Another word")
    Item.objects.filter(pk=rows[1]).update(withdrawn_at=now())
    Item.objects.filter(pk=rows[2]).update(removed_at=now(), texts_count=3)
    part = ida.get(asked, headers=HTMX).content.decode()
    assert "1 edited, 2 taken back" in part
    assert 'data-count="3"' in part
    assert "more since" not in part
    make.item("Number 9.", name="a/9")
    assert ", 1 edited, 2 taken back" in ida.get(asked, headers=HTMX).content.decode()
    # Shown anew, nothing is left to tell; the line asks from there.
    board = page(ida, q="number", view="every")
    asked = html.unescape(re.findall(r'data-arrived="([^"]+)"', board)[0])
    assert 'data-count="0"' in ida.get(asked, headers=HTMX).content.decode()


def test_a_flash_stands_on_top_and_rings(ida) -> None:
    made = make.item("Missile hits.", name="a/1")
    make.item("Later and calm.", name="a/2")
    Item.objects.filter(pk=made.pk).update(urgency=1, received_at=now() - timedelta(minutes=5))
    seen = page(ida)
    assert seen.index("Flashes and bulletins") < seen.index("Missile hits.")
    part = ida.get(reverse("desk:arrived"), {"after": 0}).content.decode()
    assert f'data-flash="{made.pk}"' in part
    Item.objects.filter(pk=made.pk).update(killed_at=now())
    assert "Flashes and bulletins" not in page(ida)


def test_a_flash_that_stands_twice_has_two_boxes_of_names_of_their_own(ida) -> None:
    item = make.item("FLASH: The bridge over the Luda falls.")
    Item.objects.filter(pk=item.pk).update(urgency=1, received_at=now())
    shown = page(ida)
    assert [shown.count(f'id="c-{place}{item.pk}"') for place in ("top-", "")] == [1, 1]


def test_a_notice_is_no_item_that_was_killed(ida) -> None:
    made = make.item(title="Water is low in the Luda river", text="Words of the river.")
    make.item("It was wrong.", title="KILL: Water is low in the Luda river", name="post/2")
    shown = page(ida, view="every")
    assert (shown.count("A notice: kills another item"), shown.count("Killed by its agency")) == (1, 1)  # fmt: skip
    assert Item.objects.get(pk=made.pk).killed_at


def test_a_notice_that_was_killed_itself_says_so(ida) -> None:
    make.item(title="Water is low in the Luda river", text="Words of the river.")
    make.item("It was wrong.", title="KILL: Water is low in the Luda river", name="post/2")
    make.item("So was that.", title="KILL: KILL: Water is low in the Luda river", name="post/3")
    notice, back = (Item.objects.get(external_id=f"post/{n}") for n in (2, 3))
    Advisory.objects.update_or_create(notice=back, item=notice, defaults={"act": Act.KILLED, "at": NOON, "done_at": NOON})  # fmt: skip
    assert page(ida, view="every").count("Killed by its agency") == 2


def test_a_wire_that_lags_is_named(ida) -> None:
    Wire.objects.create(
        source=make.source("Nightwatch"), address="https://n.example/f", added_at=NOON, health="ok",
        next_poll_at=now() + timedelta(minutes=1), last_item_at=now(), last_lag_s=660, lag_s=20,
    )  # fmt: skip
    assert "Nightwatch is 11 min behind" in page(ida)


def test_a_wire_that_failed_once_is_not_counted_as_ok(ida) -> None:
    given = {"added_at": NOON, "health": "ok", "next_poll_at": now() + timedelta(minutes=1)}
    Wire.objects.create(source=make.source("Nightwatch"), address="https://n.example/f", **given)
    Wire.objects.create(
        source=make.source("Lantern"), address="https://l.example/f", errors=1, **given
    )
    words = page(ida)
    assert ("1 ok" in words, "2 ok" in words, "Failed once: Lantern" in words) == (
        True,
        False,
        True,
    )


def test_no_confidential_or_removed_item_is_listed(ida) -> None:
    make.item("The nurse said.", name="a/1", confidential=True)
    gone = make.item("Taken away.", name="a/2")
    Item.objects.filter(pk=gone.pk).update(removed_at=now())
    for asked in ({}, {"q": "nurse OR taken"}, {"view": "every"}):
        assert "nurse said" not in page(ida, **asked)
        assert "Taken away" not in page(ida, **asked)
    assert 'data-count="0"' in ida.get(reverse("desk:arrived"), {"after": 0}).content.decode()


def test_a_post_on_x_is_pasted_with_the_hour_of_its_number(ida) -> None:
    answer = ida.post(reverse("desk:paste"), {"link": "https://twitter.com/a/status/2072466146037514484/video/1", "words": "A tower burns."})  # fmt: skip
    made = Item.objects.get()
    assert answer.url == reverse("desk:item", args=[made.pk])
    assert f"{made.posted_at:%Y-%m-%d %H:%M:%S}" == "2026-07-01 23:43:28"
    assert made.author == "typed by Ida"
    assert made.key == "https://x.com/i/status/2072466146037514484"
    ida.post(reverse("desk:paste"), {"link": "https://x.com/i/status/2072466146037514484"})
    assert Item.objects.count() == 1
    assert made.texts.get().snapshot


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"link": "https://pbs.twimg.com/media/x.jpg"}, "A picture alone has no source"),
        ({"link": "https://t.me/c/123/4"}, "This link is private"),
        ({"link": "not a link"}, "is not a web address"),
        ({}, "Paste a link or some text"),
    ],
)
def test_what_cannot_be_pasted_is_refused_in_words(ida, given, words) -> None:
    answer = ida.post(reverse("desk:paste"), given)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Item.objects.exists()


def test_a_pasted_picture_is_refused_in_words(ida) -> None:
    file = SimpleUploadedFile("a.png", b"\x89PNG")
    answer = ida.post(reverse("desk:paste"), {"picture": file, "words": "look"})
    assert "A picture alone has no source" in answer.content.decode()
    assert not LogEntry.objects.filter(verb="paste").exists()
