"""The archive: the same bytes once, replay proves them, a rotten byte is found, what is named stays."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from desk.models import Attachment
from tests import make
from tests.make import NOON, source
from tests.wires.served import Answer, rss, serving
from wires import archive, turns
from wires.models import Fetch, Item, ItemText, Outcome, Snapshot, Source, Wire
from wires.poll import poll
from wires.retention import let_go

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
NIGHT = [
    rss(("1", "One", "First words."), ("2", "Two", "More words.")),
    rss(("1", "One", "Other words."), ("2", "Two", "More words.")),
    rss(("1", "One", "Other words."), ("3", "Three", "Late words.")),
    rss(("1", "One", "First words."), ("3", "Three", "Late words.")),
]


@pytest.fixture
def wire(settings, monkeypatch) -> Wire:
    """A wire that was polled through a night of edits."""
    monkeypatch.setattr(turns, "PAUSE", 0.001)
    one = Wire.objects.create(
        source=source(), address="http://wire.example/f", added_at=NOON, next_poll_at=NOON
    )
    with serving(lambda _: Answer()) as site:
        settings.ALLOW_WIRES = site.doors("wire.example")
        for n, body in enumerate(NIGHT):
            site.answer = lambda _, body=body: Answer(body, headers={"Content-Type": "text/xml"})
            assert poll(one.pk, now=NOON + timedelta(hours=n), force=True)
    assert ItemText.objects.count() == 5
    return one


def said(name: str, *words: str) -> tuple[int, str]:
    """Exit code and print of a command."""
    out = StringIO()
    try:
        call_command(name, *words, stdout=out, stderr=out)
    except CommandError as wrong:
        return wrong.returncode, f"{out.getvalue()}{wrong}"
    return 0, out.getvalue()


def test_the_same_bytes_are_one_row_and_come_back_as_they_were() -> None:
    one = archive.keep(b"bytes", media_type="text/plain", now=NOON)
    assert archive.put(b"bytes", media_type="text/html", now=NOON + DAY) == (one, False)
    assert archive.bring(Snapshot.objects.get()) == b"bytes"


def test_a_replay_gives_the_same_items_and_leaves_nothing_behind(wire) -> None:
    code, words = said("replay", "--all")
    assert code == 0
    assert "4 snapshots, 3 items, 5 texts, the same" in words
    assert (Source.objects.count(), Wire.objects.count(), Item.objects.count()) == (1, 1, 3)


def test_a_replay_withdraws_in_the_same_minute(settings, monkeypatch) -> None:
    """A page that skips a post changes no item at first, and one that lists it again none either."""
    monkeypatch.setattr(turns, "PAUSE", 0.001)
    three = rss(*((str(n), f"T{n}", f"Words {n}.") for n in (1, 2, 3)))
    skips = rss(*((str(n), f"T{n}", f"Words {n}.") for n in (1, 3)))
    one = Wire.objects.create(
        source=source(), address="http://wire.example/f", added_at=NOON, next_poll_at=NOON
    )
    with serving(lambda _: Answer()) as site:
        settings.ALLOW_WIRES = site.doors("wire.example")
        for n, body in enumerate([three, skips, three, skips, skips]):
            site.answer = lambda _, body=body: Answer(body, headers={"Content-Type": "text/xml"})
            assert poll(one.pk, now=NOON + timedelta(minutes=n), force=True)
    assert Item.objects.get(external_id="2").withdrawn_at == NOON + timedelta(minutes=4)
    code, words = said("replay", "--all")
    assert code == 0, words


def test_a_replay_knows_of_ids_that_changed_while_nothing_else_did(settings, monkeypatch) -> None:
    monkeypatch.setattr(turns, "PAUSE", 0.001)
    first = rss(*((str(n), f"T{n}", f"Words {n}.") for n in range(1, 7)))
    second = first.replace(b"</guid>", b"-again</guid>")
    one = Wire.objects.create(
        source=source(), address="http://wire.example/f", added_at=NOON, next_poll_at=NOON
    )
    with serving(lambda _: Answer()) as site:
        settings.ALLOW_WIRES = site.doors("wire.example")
        for n, body in enumerate([first, second, second]):
            site.answer = lambda _, body=body: Answer(body, headers={"Content-Type": "text/xml"})
            assert poll(one.pk, now=NOON + timedelta(minutes=n), force=True)
    one.refresh_from_db()
    assert (one.known_by, Item.objects.count()) == ("address", 6)
    code, words = said("replay", "--all")
    assert code == 0, words


def test_a_replay_of_one_of_a_sources_wires_asks_nothing_of_the_others_texts(settings, monkeypatch) -> None:  # fmt: skip
    monkeypatch.setattr(turns, "PAUSE", 0.001)
    mine = source()
    wires = [
        Wire.objects.create(source=mine, address=f"http://wire.example/{n}", added_at=NOON, next_poll_at=NOON)
        for n in range(2)
    ]  # fmt: skip
    with serving(lambda _: Answer()) as site:
        settings.ALLOW_WIRES = site.doors("wire.example")
        for n, words in enumerate(["First.", "Second.", "Third.", "Fourth."]):
            body = rss(("1", "One", words), ("2", "Two", "Same."))
            site.answer = lambda _, body=body: Answer(body, headers={"Content-Type": "text/xml"})
            assert poll(wires[n % 2].pk, now=NOON + timedelta(minutes=n), force=True)
    assert Item.objects.get(external_id="1").texts_count == 4
    code, words = said("replay", "--all")
    assert code == 0, words
    ItemText.objects.filter(number=3).update(digest="another")
    code, words = said("replay", "--all")
    assert (code, "1: text 3 is not what the bytes give" in words) == (1, True)


def test_a_replay_takes_nothing_back_for_a_page_that_broke_off(settings, monkeypatch) -> None:
    monkeypatch.setattr(turns, "PAUSE", 0.001)
    names = [(str(n), f"T{n}", f"Words {n}.") for n in range(1, 6)]
    skips = rss(*(name for name in names if name[0] != "2"), ("6", "T6", "Words 6."))
    cut = rss(*(name for name in names if name[0] != "2"), ("7", "T7", "Seven."), ("8", "T8", "8."))
    cut = cut[: cut.index(b"T8")]
    one = Wire.objects.create(
        source=source(), address="http://wire.example/f", added_at=NOON, next_poll_at=NOON
    )
    with serving(lambda _: Answer()) as site:
        settings.ALLOW_WIRES = site.doors("wire.example")
        for n, body in enumerate([rss(*names), cut, skips, skips]):
            site.answer = lambda _, body=body: Answer(body, headers={"Content-Type": "text/xml"})
            assert poll(one.pk, now=NOON + timedelta(minutes=n), force=True)
    assert Item.objects.get(external_id="2").withdrawn_at == NOON + timedelta(minutes=3)
    code, words = said("replay", "--all")
    assert code == 0, words


@pytest.mark.parametrize("which", [[0], [1], [3], [2, 0], [0, 1, 2, 3]])
def test_some_snapshots_can_be_replayed_alone(wire, which) -> None:
    digests = list(Fetch.objects.order_by("started_at").values_list("snapshot__digest", flat=True))
    code, words = said("replay", *(digests[n][:12] for n in which))
    assert code == 0, words
    assert "the same" in words


@pytest.mark.parametrize(
    ("hurt", "words"),
    [
        (lambda: ItemText.objects.filter(number=2).update(digest="0" * 64), "text 2 is not what the bytes give"),
        (lambda: ItemText.objects.filter(item__external_id="1", number=3).delete(), "another order or number"),
        (lambda: Item.objects.get(external_id="3").delete(), "3: the bytes hold it, the desk does not"),
        (lambda: Item.objects.filter(external_id="2").update(author="Somebody"), "author was Somebody"),
        (lambda: Snapshot.objects.update(packed=b"gone"), "can no longer be unpacked"),
    ],
    ids=["text", "order", "item", "author", "bytes"],
)  # fmt: skip
def test_a_difference_is_said_and_ends_with_1(wire, hurt, words) -> None:
    hurt()
    code, told = said("replay", "--wire", str(wire.pk))
    assert code == 1
    assert words in told


@pytest.mark.parametrize("words", [["--wire", "999"], ["0123456789"], []])
def test_bad_use_of_replay_ends_with_2(wire, words) -> None:
    assert said("replay", *words)[0] == 2


def test_a_rotten_byte_is_found_and_what_rests_on_it_is_named() -> None:
    room = make.newsroom()
    story = make.story(room)
    good = archive.keep(b"<rss>good</rss>", media_type="", now=NOON)
    bad = archive.keep(b"<rss>bad bytes</rss>" * 40, media_type="", now=NOON)
    item = make.item(of=source())
    item.texts.update(snapshot=bad)
    Attachment.objects.create(story=story, item=item, by=room.ida, at=NOON)
    assert said("rehash")[0] == 0

    packed = bytearray(Snapshot.objects.get(pk=bad.pk).packed)
    packed[-3] ^= 1
    Snapshot.objects.filter(pk=bad.pk).update(packed=bytes(packed))
    code, told = said("rehash")
    assert code == 1
    assert bad.digest in told
    assert good.digest not in told
    assert f"item {item.pk}" in told
    assert f"story {story.slug}" in told
    bad.refresh_from_db()
    assert bad.rotten_at is not None


def test_a_sweep_reads_so_many_and_those_longest_unread_first() -> None:
    kept = [archive.keep(f"bytes {n}".encode(), media_type="", now=NOON) for n in range(5)]
    assert archive.check(most=3, now=NOON).read == 3
    assert archive.check(most=2, now=NOON + DAY).read == 2
    hours = [Snapshot.objects.get(pk=one.pk).checked_at for one in kept]
    assert hours == [NOON] * 3 + [NOON + DAY] * 2
    archive.check(most=3, now=NOON + 2 * DAY)
    assert Snapshot.objects.get(pk=kept[3].pk).checked_at == NOON + DAY


def test_what_changed_nothing_goes_after_a_week_and_what_is_named_stays(wire) -> None:
    loose = archive.keep(b"an answer that said no", media_type="", now=NOON)
    old = {"wire": wire, "started_at": NOON}
    Fetch.objects.create(**old, outcome=Outcome.NOT_MODIFIED)
    Fetch.objects.create(**old, outcome=Outcome.UNCHANGED)
    Fetch.objects.create(**old, outcome=Outcome.FAILED, snapshot=loose)
    gone = let_go(now=NOON + 8 * DAY)
    assert (gone.fetches, gone.snapshots) == (2, 0)
    assert Fetch.objects.filter(outcome=Outcome.FAILED).exists()
    gone = let_go(now=NOON + 40 * DAY)
    assert (gone.fetches, gone.snapshots) == (1, 1)
    assert Fetch.objects.count() == len(NIGHT)
    assert Snapshot.objects.count() == len(NIGHT)
    assert said("replay", "--all")[0] == 0


def test_letting_go_is_bounded_a_run(wire) -> None:
    for _ in range(5):
        Fetch.objects.create(wire=wire, started_at=NOON, outcome=Outcome.NOT_MODIFIED)
    assert let_go(now=NOON + 8 * DAY, most=3).fetches == 3
    assert let_go(now=NOON + 8 * DAY, most=3).fetches == 2
