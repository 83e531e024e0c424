"""What was removed is gone on every road of the wires, and nothing that polls brings it back."""

from datetime import timedelta

import pytest

from tests.make import NOON
from tests.wires.test_store import LONG, parsed, put, wire
from wires import archive, paste
from wires.models import (
    Anchor,
    Fetch,
    Item,
    ItemMedium,
    ItemText,
    Outcome,
    Removal,
    Tombstone,
    Translation,
)
from wires.removal import remove, remove_snapshot
from wires.store import store
from wires.tombstones import KeptOut
from wires.translations import add_translation
from wires.types import Medium, RelayOf

pytestmark = pytest.mark.django_db
URL = "https://t.me/eyewitness/7"
FEED = (
    '<rss version="2.0"><channel><title>E</title><link>https://e.example/</link>{}</channel></rss>'
)
ENTRY = "<item><guid>{}</guid><link>{}</link><description>{}</description></item>"


def post(**more):
    given = {"url": URL, "author": "Eyewitness", "media": (Medium("https://cdn.example/p.jpg"),)}
    return parsed("eyewitness/7", "My street", LONG, **{**given, **more})


def stored_with_bytes():
    """A post in two pages of its wire, edited between them, and a page that does not hold it."""
    on = wire("e")
    other = ENTRY.format("other", "https://e.example/o", "Another matter.")
    bodies = (
        FEED.format(ENTRY.format("eyewitness/7", URL, LONG)),
        FEED.format(ENTRY.format("eyewitness/7", URL, f"{LONG} So.") + other),
        FEED.format(other),
    )
    pages = []
    for n, body in enumerate(bodies):
        at = NOON + timedelta(minutes=n)
        page = archive.keep(body.encode(), media_type="application/rss+xml", now=at)
        Fetch.objects.create(wire=on, snapshot=page, started_at=at, outcome=Outcome.CHANGED)
        pages.append(page)
    store([post()], wire=on, snapshot=pages[0], now=NOON)
    store([post(updated_at=NOON)], wire=on, snapshot=pages[0], now=NOON)
    item = Item.objects.get()
    add_translation(item, words="Моя вулиця", language="uk", by_person="Ida", now=NOON)
    return on, item, pages


def test_words_bytes_and_traces_are_gone_and_the_row_stays() -> None:
    _, item, pages = stored_with_bytes()
    removal = remove(item, ground="safety", by="Cass", now=NOON, why="she asked")
    row = Item.objects.get(pk=item.pk)
    assert removal.words == "removed on 2 July, for safety"
    kept = (row.title, row.text, row.author, row.url, row.key, row.media, row.search, row.said)
    assert kept == ("", "", "", "", "", [], None, 0)
    assert "eyewitness" not in row.external_id
    assert {(t.title, t.text, t.snapshot_id) for t in ItemText.objects.filter(item=row)} == {("", "", None)}  # fmt: skip
    for model in (Anchor, ItemMedium, Translation):
        assert not model.objects.exists()
    for page in pages:
        page.refresh_from_db()
    assert [bool(bytes(page.packed)) for page in pages] == [False, False, True]
    with pytest.raises(archive.Removed):
        archive.bring(pages[0])


def test_removing_twice_is_one_removal() -> None:
    _, item, _ = stored_with_bytes()
    first = remove(item, ground="court", by="Cass", now=NOON)
    assert remove(item, ground="court", by="Ruth", now=NOON) == first
    assert Removal.objects.count() == 1


@pytest.mark.parametrize(
    "again",
    [
        pytest.param(post(), id="the same"),
        pytest.param(parsed("eyewitness/7", "", "Edited since.", url=URL), id="edited"),
        pytest.param(parsed("new-id", "", "Words.", url=URL), id="another id at the address"),
        pytest.param(parsed("new-id", "My street", LONG), id="its words under another id"),
        pytest.param(parsed("new-id", "", f"My street! {LONG.upper()}"), id="its bare words"),
    ],
)  # fmt: skip
def test_no_poll_brings_it_back(again) -> None:
    on, item, _ = stored_with_bytes()
    remove(item, ground="privacy", by="Cass", now=NOON)
    page = archive.keep(b"a later page with it", media_type="text/html", now=NOON)
    done = store([again, parsed("9", "Good")], wire=on, snapshot=page, now=NOON)
    assert len(done.new) == 1
    page.refresh_from_db()
    assert not bytes(page.packed)
    assert Tombstone.objects.filter(met__gt=0).exists()


def test_another_source_does_not_bring_its_words_back() -> None:
    _, item, _ = stored_with_bytes()
    remove(item, ground="safety", by="Cass", now=NOON)
    other = wire("digest")
    relay = parsed("d/1", "My street", LONG, relay_of=RelayOf(URL, "Eyewitness", "eyewitness/7"))
    assert not put([relay], other).new
    put([parsed("d/2", text="Something else.")], other)
    assert not put([parsed("d/2", "My street", LONG)], other, after=timedelta(hours=1)).changed


def test_pasting_it_is_refused_with_the_reason() -> None:
    _, item, _ = stored_with_bytes()
    remove(item, ground="safety", by="Cass", now=NOON)
    with pytest.raises(KeptOut, match="removed on 2 July, for safety"):
        paste.paste(URL, text="typed again", by_name="Ida", now=NOON)


def test_what_says_the_same_in_few_words_is_not_kept_out() -> None:
    on = wire("e")
    put([parsed("1", "", "Help!")], on)
    remove(Item.objects.get(), ground="privacy", by="Cass", now=NOON)
    assert put([parsed("2", "", "Help!")], on).new


def test_relays_forget_its_address_and_stay_counted() -> None:
    _, item, _ = stored_with_bytes()
    relay = RelayOf(URL, "Eyewitness", "eyewitness/7")
    put([parsed("d/1", "", "Look at this street in Staromist tonight.", relay_of=relay)], wire("d"))
    remove(item, ground="safety", by="Cass", now=NOON)
    row = Item.objects.get(external_id="d/1")
    assert (row.relay_of_url, row.relay_of_author, row.origin_id) == ("", "", item.pk)
    assert row.edges_out.get().evidence == {}


def test_a_snapshot_alone_can_go_and_the_same_bytes_stay_away() -> None:
    _, item, pages = stored_with_bytes()
    removal = remove_snapshot(pages[0], ground="rights", by="Cass", now=NOON)
    assert removal.words == "removed on 2 July, for rights"
    body = FEED.format(ENTRY.format("eyewitness/7", URL, LONG)).encode()
    assert not bytes(archive.keep(body, media_type="", now=NOON).packed)
    assert Item.objects.get(pk=item.pk).text == LONG
