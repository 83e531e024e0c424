"""One item in the browser: its texts, clocks, edges, where it is used and why; regrouping; raw bytes."""

import html
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now

from desk.copyflow import report, watch
from desk.models import LogEntry
from desk.templatetags.desk import language_name
from desk.views.graph import depths
from tests import make
from tests.make import NOON
from wires import archive
from wires.models import Count, Edge, Item, ItemMedium

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
TEXT = "A residential high-rise on Sadova Street was hit and residents were led down by ladder."


def page(client, item) -> str:
    return client.get(reverse("desk:item", args=[item.pk])).content.decode()


def test_an_item_asks_for_a_sign_in_and_gives_htmx_its_part(client, room) -> None:
    made = make.item()
    url = reverse("desk:item", args=[made.pk])
    assert client.get(url).status_code == 302
    client.force_login(room.ida)
    part = client.get(url, headers=HTMX).content.decode()
    assert part.lstrip().startswith(f'<article id="opened-{made.pk}"')


def test_every_text_stands_with_what_it_changed(ida) -> None:
    made = make.item("Sadova Street: five people hurt.", title="Sadova")
    made.texts.create(number=2, title="Sadova", text="Sadova Street: six people hurt.", digest="x", seen_at=NOON)  # fmt: skip
    Item.objects.filter(pk=made.pk).update(texts_count=2, text="Sadova Street: six people hurt.")
    seen = page(ida, made)
    assert "<del>five</del>" in seen
    assert "<ins>six</ins>" in seen


def test_the_only_text_is_not_told_twice(ida) -> None:
    seen = page(ida, make.item("Sadova Street: five people hurt."))
    assert seen.count("Sadova Street: five people hurt.") == 1
    assert "One text so far" in seen


@pytest.mark.parametrize(
    ("code", "name"),
    [("uk", "Ukrainian"), ("ar", "Arabic"), ("en-GB", "British English"), ("de-CH", "German"), ("tlh", "tlh")],
)  # fmt: skip
def test_a_language_is_told_by_its_name(code, name) -> None:
    assert language_name(code) == name


def test_its_clocks_stand_side_by_side(ida) -> None:
    seen = page(ida, make.item("Hit at about 02:30, say residents."))
    assert "15:00 Staromist" in seen
    assert "the text says about 02:30" in seen or "the text says 02:30" in seen


def test_who_passed_it_on_is_drawn_and_told_with_its_evidence(ida) -> None:
    first = make.item(TEXT, name="a/1")
    second = make.item(TEXT, of=make.source("Frontline Digest", kind="aggregator"), name="b/2")
    Edge.objects.all().delete()
    Edge.objects.create(from_item=second, to_item=first, kind="near", score=0.9, evidence={"contained": 0.91, "agreed": 1.0}, at=NOON)  # fmt: skip
    seen = page(ida, first)
    assert (
        "\u2068Frontline Digest\u2069, 12:00, has nearly the same words as \u2068Staromist Rescue Service\u2069, 12:00"
        in seen
    ), "each name runs its own way, the sentence the desk’s"
    assert "91 in 100 of the shorter one’s runs of words" in seen
    assert "<svg" in seen
    assert "style=" not in seen


def test_of_many_that_are_alike_each_is_drawn_to_one(ida) -> None:
    names = ("Frontline Digest", "River Desk", "Quay Watch", "Night Post")
    posts = [make.item(TEXT, name="a/1")]
    posts += [make.item(TEXT, of=make.source(name, kind="aggregator"), name=name) for name in names]
    for n, post in enumerate(posts):
        Item.objects.filter(pk=post.pk).update(effective_at=NOON + timedelta(minutes=n))
    Edge.objects.all().delete()
    for n, post in enumerate(posts):
        for other in posts[:n]:
            Edge.objects.create(from_item=post, to_item=other, kind="exact", evidence={"words": 14}, at=NOON)  # fmt: skip
    Edge.objects.create(from_item=posts[4], to_item=posts[2], kind="relay", evidence={}, at=NOON)
    seen = page(ida, posts[1])
    assert seen.count("<line") == 4
    assert "7 more between others of this event" in seen


@pytest.mark.parametrize(
    ("ties", "depth"),
    [
        pytest.param([(2, 1), (3, 2)], {1: 0, 2: 1, 3: 2}, id="a chain begins at the left"),
        pytest.param([(1, 2), (2, 1)], {1: 1, 2: 0}, id="so do two that pass on each other"),
    ],
)
def test_steps_of_the_drawing(ties, depth) -> None:
    assert depths(list(depth), ties) == depth


def test_figures_stand_beside_the_last_ones(ida) -> None:
    made, before = make.item(name="a/2"), make.item("Earlier.", name="a/1")
    common = {
        "harm": "hurt",
        "counter": "the rescue service",
        "as_of": NOON,
        "bound": "exact",
        "sentence": "s",
        "key": "k",
    }
    old = Count.objects.create(item=before, said="three", low=3, high=3, **common)
    Count.objects.filter(item=made).delete()
    Count.objects.create(item=made, said="five", low=5, high=5, before=old, **common)
    seen = page(ida, made)
    assert "<b>five</b>" in seen
    assert "<b>three</b>" in seen
    Count.objects.filter(item=made).update(said="At least five", bound="least")
    seen = page(ida, made)
    assert ("<b>At least five</b>" in seen, "at least <b>" in seen, "exactly <b>three" in seen) == (True, False, True)  # fmt: skip
    Count.objects.filter(item=made).update(said="five", bound="exact")
    # What was killed stands beside nothing; what was said before it does.
    Item.objects.filter(pk=before.pk).update(killed_at=NOON)
    first = make.item("The first.", name="a/0")
    common["as_of"] = NOON - timedelta(hours=1)
    Count.objects.create(item=first, said="two", low=2, high=2, **common)
    seen = page(ida, made)
    assert [f"<b>{word}</b>" in seen for word in ("five", "three", "two")] == [True, False, True]


def test_a_picture_that_was_seen_before_says_so(ida) -> None:
    old = make.item("Old.", name="a/1", of=make.source("Older"))
    new = make.item("New.", name="a/2")
    for item in (old, new):
        ItemMedium.objects.create(item=item, url="https://p.example/1.jpg", key="p.example/1.jpg")
    Item.objects.filter(pk=old.pk).update(received_at=NOON.replace(month=3))
    seen = page(ida, new)
    assert "Seen before" in seen
    assert "2 March 2026" in seen
    assert "<img" not in seen


def test_it_says_where_it_is_and_why(room, ida, client) -> None:
    one = make.story(room)
    watch.set_watch(room.night, query="high-rise", story=one, by=room.ida, now=NOON)
    made = make.item(TEXT)
    watch.run_watches([made.pk], now=NOON)
    make.cite(one, made, by=room.ida)
    seen = page(ida, made)
    assert "matched “high-rise” in the text." in seen
    assert "Text 1 is cited in" in seen
    client.force_login(room.rupert)
    hidden = page(client, made)
    assert "sadova" not in hidden.replace("Sadova", "")


def test_an_item_is_attached_and_cited_from_its_page(room, ida) -> None:
    one, made = make.story(room), make.item()
    url = reverse("desk:item-attach", args=[made.pk])
    answer = ida.post(url, {"story": one.slug, "cite": "1"})
    assert answer.url == f"{reverse('desk:story', args=[one.slug])}#i-{made.pk}"
    assert one.attachments.get().item == made
    ida.force_login(room.rupert)
    assert ida.post(url, {"story": one.slug}).status_code == 404


def test_on_the_board_an_item_is_attached_where_one_stands_and_that_is_said(room, ida) -> None:
    one, made = make.story(room), make.item()
    url = reverse("desk:item-attach", args=[made.pk])
    done = ida.post(url, {"story": one.slug}, headers=HTMX)
    assert (done.status_code, f"Attached to {one.slug}." in done.headers["HX-Trigger"]) == (
        200,
        True,
    )
    part = done.content.decode()
    assert part.lstrip().startswith(f'<article id="opened-{made.pk}"')
    assert "Beside <a" in part
    cited = ida.post(url, {"story": one.slug, "cite": "1"}, headers=HTMX)
    assert cited["HX-Redirect"] == f"{reverse('desk:story', args=[one.slug])}#i-{made.pk}"
    # Without scripts the page that comes says so, once.
    ida.get(reverse("desk:story", args=[one.slug]))
    plain = ida.post(url, {"story": one.slug}, follow=True).content.decode()
    assert f"Attached to {one.slug}." in plain
    assert f"Attached to {one.slug}." not in page(ida, made)


def test_an_item_that_cannot_be_attached_says_so_where_one_pressed(room, ida) -> None:
    one, made = make.story(room), make.item()
    make.story(room, slug="another")
    room.ida.roles.update(name="law")
    url = reverse("desk:item-attach", args=[made.pk])
    no = ida.post(url, {"story": one.slug}, headers=HTMX)
    assert (no.status_code, "HX-Trigger" in no.headers) == (422, False)
    assert "You may read this story but not change it." in no.content.decode()
    cite = ida.post(url, {"story": one.slug, "cite": "1"}, headers=HTMX)
    assert (cite.status_code, "<html" in cite.content.decode()) == (422, False)
    assert f'<option value="{one.slug}" selected>' in cite.content.decode()


def test_a_wrong_event_is_split_and_merged_again(room, ida) -> None:
    first = make.item(TEXT, name="a/1")
    second = make.item(TEXT, of=make.source("Frontline Digest"), name="b/2")
    second.refresh_from_db()
    assert second.cluster_id == first.cluster_id
    url = reverse("desk:regroup")
    ida.post(url, {"items": [second.pk], "split": "1", "why": "Another street."})
    second.refresh_from_db()
    assert second.cluster_id != first.cluster_id
    ida.post(url, {"items": [first.pk, second.pk]})
    second.refresh_from_db()
    first.refresh_from_db()
    assert second.cluster_id == first.cluster_id
    assert ida.post(url, {}).status_code == 422
    ida.logout()
    assert ida.post(url, {"items": [second.pk]}).status_code == 302
    assert LogEntry.objects.filter(words="Another street.").exists()


def test_on_the_board_a_choice_that_cannot_be_is_said_where_one_chose(ida) -> None:
    lone = make.item(TEXT)
    url = reverse("desk:regroup")
    said = ida.post(url, {"items": [lone.pk], "split": "1"}, headers=HTMX)
    assert (said.status_code, "nightdesk:regrouped" in said.headers.get("HX-Trigger", "")) == (422, False)  # fmt: skip
    assert "an event of its own already" in said.content.decode()
    assert "<html" not in said.content.decode()
    other = make.item("Water is low in the Luda river.", name="post/2")
    done = ida.post(url, {"items": [lone.pk, other.pk]}, headers=HTMX)
    assert (done.status_code, "2 items are one event now." in done.headers["HX-Trigger"]) == (200, True)  # fmt: skip
    done = ida.post(url, {"items": [lone.pk], "split": "1"}, headers=HTMX)
    assert "Split off." in done.headers["HX-Trigger"]


def test_without_scripts_one_comes_back_to_the_filters_that_were_set(ida) -> None:
    pair = [make.item(text, name=f"post/{n}").pk for n, text in enumerate((TEXT, "Water is low."))]
    here = "q=river&class=monitor&class=agency&view=every&next=//elsewhere.example"
    done = ida.post(reverse("desk:regroup"), {"items": pair, "here": here})
    assert done["Location"] == f"{reverse('desk:wires')}?q=river&class=monitor&class=agency&view=every"  # fmt: skip


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("FIVE HURT ON SADOVA\n\nThe mayor said so.", 1),
        ("\nFive  hurt on Sadova\nThe mayor said so.", 1),
        ("Five hurt on Sadova", 2),
        ("Five hurt on Sadova, the mayor said.\n\nMore.", 2),
    ],
    ids=["capitals", "space", "nothing else", "a sentence"],
)
def test_a_headline_that_a_page_says_again_is_said_once(ida, text, times) -> None:
    item = make.item(text, title="Five hurt on Sadova")
    shown = page(ida, item).partition("Its clocks")[0].casefold()
    assert " ".join(shown.split()).count("five hurt on sadova") == times


def test_a_translation_names_who_made_it(ida) -> None:
    made = make.item("П’ятеро постраждалих.")
    url = reverse("desk:translations", args=[made.pk])
    ida.post(url, {"words": "Five hurt.", "language": "en"})
    ida.post(url, {"words": "Five injured.", "language": "en", "machine": "Argos"})
    seen = page(ida, made)
    assert "Into English, translated by Ida" in seen
    assert "machine translation by Argos, read by nobody yet" in seen


def test_the_bytes_of_a_text_are_one_click_away(ida) -> None:
    made = make.item()
    kept = archive.keep(b"<script>x()</script>", media_type="text/html", now=NOON)
    made.texts.update(snapshot=kept)
    raw = ida.get(reverse("desk:item-raw", args=[made.pk, 1])).content.decode()
    assert "&lt;script&gt;x()" in raw
    assert kept.digest in raw
    assert ida.get(reverse("desk:item-raw", args=[made.pk, 9])).status_code == 404


def test_a_chief_removes_an_item_on_a_ground(room, ida) -> None:
    made = make.item("A resident’s name.")
    url = reverse("desk:item-removal", args=[made.pk])
    assert ida.post(url, {"ground": "safety"}).status_code == 403
    ida.force_login(room.cass)
    assert ida.post(url, {"ground": "no"}).status_code == 422
    done = ida.post(url, {"ground": "safety", "why": "They are in danger."}, follow=True)
    assert done.redirect_chain == [(reverse("desk:item", args=[made.pk]), 302)]
    assert "Removed on " in done.content.decode(), "what is for good ends with a word"
    made.refresh_from_db()
    assert "resident" not in made.text
    assert "for safety" in page(ida, made)


def test_an_open_item_tells_once_what_was_done_to_it_since(room, ida) -> None:
    made = make.item()
    place = reverse("desk:item-news", args=[made.pk])

    def asked(shown: str) -> str:
        return html.unescape(re.findall(r'hx-get="([^"]+/news/[^"]+)"', shown)[0])

    opened = asked(page(ida, made))
    assert ida.get(opened, headers=HTMX).status_code == 204
    for change, words in (
        ({"texts_count": 2}, "There is a newer text"),
        ({"texts_count": 3}, "There are 2 newer texts"),
        ({"withdrawn_at": now()}, "Taken back since"),
        ({"removed_at": now(), "texts_count": 4}, "Taken away since"),
    ):
        Item.objects.filter(pk=made.pk).update(**change)
        part = ida.get(opened, headers=HTMX).content.decode()
        assert words in part
        opened = asked(part)
        assert ida.get(opened, headers=HTMX).status_code == 204, "told once"
    assert ida.get(place).url == reverse("desk:item", args=[made.pk])
    ida.logout()
    assert ida.get(place).url.startswith("/desk/sign-in")


def test_a_confidential_item_is_for_its_readers_on_every_page(room, ida) -> None:
    secret = report.report(words="A nurse told us.", by=room.nellie, now=NOON, confidential=True)
    for name, args in (
        ("item", [secret.pk]),
        ("item-news", [secret.pk]),
        ("item-raw", [secret.pk, 1]),
    ):
        assert ida.get(reverse(f"desk:{name}", args=args)).status_code == 404
    for name in ("item-attach", "translations", "item-removal"):
        assert ida.post(reverse(f"desk:{name}", args=[secret.pk])).status_code == 404
    ida.force_login(room.nellie)
    assert "A nurse told us." in page(ida, secret)


@pytest.mark.parametrize(("hours", "said"), [(2, "Embargo until"), (-2, "Was under embargo until")])  # fmt: skip
def test_an_embargo_that_has_passed_is_told_as_past(ida, hours, said) -> None:
    made = make.item()
    Item.objects.filter(pk=made.pk).update(embargo_until=now() + timedelta(hours=hours))
    assert said in page(ida, made)
    board = ida.get(reverse("desk:wires")).content.decode()
    assert ("Embargo until" in board) is (hours > 0)


def test_an_item_tells_under_which_ids_its_texts_came(ida) -> None:
    made = make.item()
    assert "ids of their own" not in page(ida, made)
    made.names.create(source=made.source, name=made.external_id, raw_hash=7, at=now())
    assert "ids of their own" not in page(ida, made), "what ended its own id is kept there, too"
    made.names.all().delete()
    made.names.create(source=made.source, name="lantern/2", at=now())
    assert 'ids of their own: <span class="hash">lantern/2</span>.' in page(ida, made)


def test_an_embargo_without_an_hour_is_told_until_it_is_lifted(ida) -> None:
    made = make.item()
    Item.objects.filter(pk=made.pk).update(embargoed=True)
    assert "no hour stated" in page(ida, made)
    Item.objects.filter(pk=made.pk).update(embargoed=False, own_lift_at=now())
    assert "lifted its embargo" in page(ida, made)
