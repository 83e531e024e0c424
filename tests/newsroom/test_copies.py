"""Readers open what a source sent, where its terms allow it and nothing has taken it back."""

from datetime import UTC, datetime, timedelta

import pytest

from desk.copyflow import approve, hold_page, publish, remove, retract, source_file, submit
from desk.copyflow.follow import follow_wires
from desk.models import PublicPage, ShownCopy
from tests import make
from tests.make import NOON
from wires import archive
from wires.models import Item, ItemEvent, ItemText, Source

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)
WORDS = "Sadova Street: five people hurt. <script>alert(1)</script>\n\nMore at https://t.me/+secret"


@pytest.fixture
def room():
    return make.newsroom()


def out(room, *, display: str = "linked", **more):
    """A published piece that rests on one item with a snapshot."""
    item = make.item(WORDS, title="Five hurt", **more)
    page = archive.keep(b"as received", media_type="text/html", now=NOON)
    item.texts.update(snapshot=page)
    story = make.story(room)
    make.cite(story, item, by=room.ida, display=display)
    story.refresh_from_db()
    submit.submit(story, by=room.ida, now=NOON)
    approve.approve(story, version_number=1, by=room.cass, now=NOON)
    publish.publish(story, by=room.cass, now=NOON)
    story.refresh_from_db()
    return story, item


def page_of(story) -> str:
    return bytes(PublicPage.objects.get(story=story).body).decode()


def address(story, number: int = 1) -> str:
    return f"{PublicPage.objects.get(story=story).path}sources/{number}/"


def terms(source: Source, room, *, archive_shown: bool) -> None:
    source_file.set_terms(
        source, shown_as="linked", archive_shown=archive_shown, full_text=True, terms="", legal_ground="",
        by=room.cass, now=LATER,
    )  # fmt: skip


def test_a_reader_reads_the_words_with_hour_and_hash_and_nothing_runs(client, room) -> None:
    story, item = out(room)
    assert address(story) in page_of(story)
    answer = client.get(address(story))
    body = answer.content.decode()
    assert answer.status_code == 200
    assert "&lt;script&gt;" in body
    assert "<script" not in body
    assert "t.me/+secret" not in body
    assert "[a private link]" in body
    assert item.texts.get().snapshot.digest in body
    assert "Received" in body
    assert answer["Cache-Control"].startswith("public, max-age=5")
    assert "noindex" in answer["X-Robots-Tag"]
    assert not answer.cookies
    again = client.get(address(story), headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_terms_that_forbid_it_take_link_and_copy_away_at_once(client, room) -> None:
    story, item = out(room)
    terms(item.source, room, archive_shown=False)
    assert client.get(address(story)).status_code == 404
    assert "sources/1/" not in page_of(story)
    terms(item.source, room, archive_shown=True)
    assert client.get(address(story)).status_code == 200
    assert "sources/1/" in page_of(story)


@pytest.mark.parametrize("display", ["named", "described"])
def test_what_is_not_linked_has_no_copy(client, room, display) -> None:
    story, _ = out(room, display=display)
    assert client.get(address(story)).status_code == 404
    assert "sources/1/" not in page_of(story)


@pytest.mark.parametrize(
    "change",
    [
        {"confidential": True},
        {"kind": "own"},
        {"killed_at": NOON},
        {"removed_at": NOON},
        {"embargo_until": datetime(2199, 1, 1, tzinfo=UTC)},
        {"embargoed": True},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_may_not_be_read_is_not(client, room, change) -> None:
    story, item = out(room)
    Item.objects.filter(pk=item.pk).update(**change)
    assert client.get(address(story)).status_code == 404


@pytest.mark.parametrize("change", ["killed_at", "removed_at"])
def test_what_passes_on_a_post_that_may_not_be_read_is_not_read_either(
    client, room, change
) -> None:
    story, item = out(room)
    first = make.item("Five hurt, said first.", name="post/0")
    Item.objects.filter(pk=item.pk).update(origin=first)
    assert client.get(address(story)).status_code == 200
    Item.objects.filter(pk=first.pk).update(**{change: NOON})
    assert client.get(address(story)).status_code == 404


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("HTTPS://T.ME/+secret now", "[a private link] now"),
        ("chat.whatsapp.com/secret", "[a private link]"),
        ("(telegram.dog/+secret)", "([a private link]"),
        ("tg://join?invite=secret", "[a private link]"),
        ("t.me/lantern/12 and bbc.co.uk/news", "t.me/lantern/12 and bbc.co.uk/news"),
        ("and/or, 1.5/2, a@b.example/c", "and/or, 1.5/2, a@b.example/c"),
    ],
)
def test_no_private_link_is_shown_in_title_or_text(said, shown) -> None:
    copy = ShownCopy(text=ItemText(title=said, text=said))
    assert (copy.title, copy.words) == (shown, shown)


def test_a_source_that_turns_out_to_be_a_private_person_has_none(client, room) -> None:
    story, item = out(room)
    Source.objects.filter(pk=item.source_id).update(voice="private-person")
    assert client.get(address(story)).status_code == 404


def test_a_removal_reaches_the_copy(client, room) -> None:
    story, item = out(room)
    remove.remove_item(item, ground="safety", by=room.cass, now=LATER)
    assert client.get(address(story)).status_code == 404
    assert "sources/1/" not in page_of(story)


def test_a_kill_takes_the_link_off_the_page(client, room) -> None:
    story, item = out(room)
    Item.objects.filter(pk=item.pk).update(killed_at=LATER)
    ItemEvent.objects.create(item=item, kind="killed", at=LATER)
    follow_wires(now=LATER)
    assert "sources/1/" not in page_of(story)


def test_an_embargo_that_comes_late_takes_the_link_off_the_page(client, room) -> None:
    story, item = out(room)
    Item.objects.filter(pk=item.pk).update(embargo_until=datetime(2199, 1, 1, tzinfo=UTC))
    ItemEvent.objects.create(item=item, kind="embargoed", at=LATER)
    follow_wires(now=LATER)
    assert "sources/1/" not in page_of(story)


def test_a_page_on_hold_or_retracted_shows_no_copy(client, room) -> None:
    story, _ = out(room)
    hold_page.hold_page(story, by=room.cass, now=LATER)
    assert client.get(address(story)).status_code == 404
    retract.retract(story, by=room.cass, now=LATER, reason="It was wrong.")
    assert client.get(address(story)).status_code == 404


@pytest.mark.parametrize("where", ["sources/0/", "sources/2/", "sources/99999/", "sources/x/"])
def test_no_such_number_is_nothing(client, room, where) -> None:
    story, _ = out(room)
    assert client.get(f"{PublicPage.objects.get(story=story).path}{where}").status_code == 404


def test_an_edited_source_says_which_text_the_piece_rests_on(client, room) -> None:
    story, item = out(room)
    item.texts.create(number=2, text="Six.", digest="x", seen_at=LATER)
    Item.objects.filter(pk=item.pk).update(texts_count=2, text="Six.", withdrawn_at=LATER)
    body = client.get(address(story)).content.decode()
    assert "five people hurt" in body
    assert "text 1 of 2" in body
    assert "Taken down at its source" in body
