"""A story's evidence: the stored bytes it rests on, and nothing that may not be told."""

import json
from io import BytesIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from warcio.archiveiterator import ArchiveIterator

from desk.copyflow.approve import approve
from desk.copyflow.evidence import export_evidence
from desk.copyflow.publish import publish
from desk.copyflow.submit import submit
from desk.errors import NotYours
from desk.models import LogEntry, Verb
from tests import make
from tests.make import NOON
from wires import archive
from wires.models import Fetch, Item, ItemText, Wire

pytestmark = pytest.mark.django_db
PAGE = b"<rss><channel><item><title>Five hurt</title></item></channel></rss>"


@pytest.fixture
def room():
    return make.newsroom()


def resting(item: Item, body: bytes, *, fetched: bool = False) -> None:
    """Have an item rest on stored bytes, with or without a fetch that is known."""
    kept = archive.keep(body, media_type="application/rss+xml", now=NOON)
    ItemText.objects.filter(item=item).update(snapshot=kept)
    if fetched:
        wire = Wire.objects.create(
            source=item.source, address="http://wire.example/f", added_at=NOON, next_poll_at=NOON
        )
        Fetch.objects.create(
            wire=wire, snapshot=kept, started_at=NOON, status=200, outcome="changed",
            final_url="http://wire.example/f", headers={"content-type": "application/rss+xml", "content-encoding": "gzip"},
        )  # fmt: skip


def records(body: bytes) -> list[tuple[str, str, bytes]]:
    """Type, address and payload of every record, as an archive's own reader sees them."""
    return [
        (r.rec_type, r.rec_headers.get_header("WARC-Target-URI") or "", r.content_stream().read())
        for r in ArchiveIterator(BytesIO(body), check_digests=True)
    ]


def test_every_cited_byte_is_in_it_as_received(room) -> None:
    story = make.story(room)
    one, other = make.item(name="post/1"), make.item("Power is out.", name="post/2")
    resting(one, PAGE, fetched=True)
    resting(other, b'{"words": "Power is out."}')
    make.cite(story, one, by=room.ida)
    story.attachments.create(item=other, by=room.ida, at=NOON)
    body, count = export_evidence(story, by=room.ida, now=NOON)
    found = records(body)
    assert count == 2
    assert [kind for kind, *_ in found] == ["warcinfo", "response", "metadata", "resource", "metadata"]  # fmt: skip
    assert found[1] == ("response", "http://wire.example/f", PAGE)
    assert json.loads(found[2][2])["items"][0]["url"] == "https://t.me/post/1"
    entry = LogEntry.objects.get(verb=Verb.EXPORT)
    assert (entry.by, entry.words) == (room.ida, "2 snapshots")


def test_what_is_confidential_or_gone_is_not_in_it(room) -> None:
    story = make.story(room)
    secret, gone = make.item("A name.", name="own/1", confidential=True), make.item(name="post/3")
    resting(secret, b"a name")
    resting(gone, PAGE)
    for item in (secret, gone):
        story.attachments.create(item=item, by=room.ida, at=NOON)
    snapshot = ItemText.objects.get(item=gone).snapshot
    snapshot.removed_at = NOON
    snapshot.save(update_fields=["removed_at"])
    body, count = export_evidence(story, by=room.ida, now=NOON)
    found = records(body)
    assert count == 0
    assert [kind for kind, *_ in found] == ["warcinfo", "metadata"]
    assert json.loads(found[1][2])["wanting"] == "removed on 2026-07-02"
    assert b"a name" not in body


def test_only_people_of_the_desk_bring_it_out(room, client) -> None:
    story = make.story(room)
    with pytest.raises(NotYours):
        export_evidence(story, by=room.rupert, now=NOON)
    door = reverse("desk:evidence", args=[story.slug])
    assert client.post(door).status_code == 302
    client.force_login(room.rupert)
    assert client.post(door).status_code == 404
    client.force_login(room.ida)
    said = client.post(door)
    assert (said.status_code, said["content-type"]) == (200, "application/warc")
    assert records(said.content)[0][0] == "warcinfo"
    assert client.get(door).status_code == 405


def test_the_command_writes_a_file(room, tmp_path, capsys) -> None:
    story = make.story(room)
    to = tmp_path / "evidence.warc.gz"
    call_command("export_evidence", story.slug, str(to), "--as", room.ida.email)
    assert "0 snapshots" in capsys.readouterr().out
    assert records(to.read_bytes())[0][0] == "warcinfo"


def test_what_print_rests_on_is_in_it_though_the_draft_has_dropped_it(room) -> None:
    story, item = make.story(room), make.item(name="post/1")
    resting(item, PAGE)
    make.cite(story, item, by=room.ida)
    story.refresh_from_db()
    submit(story, by=room.ida, now=NOON)
    approve(story, version_number=1, by=room.cass, now=NOON)
    publish(story, by=room.cass, now=NOON)
    make.write(story, "Five people were hurt.", by=room.ida)
    assert not story.citations.exists()
    assert export_evidence(story, by=room.ida, now=NOON)[1] == 1
