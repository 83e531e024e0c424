"""Packs go out and come in by file; what is no pack is refused in words."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from desk.copyflow import backtest, notes, pack_file
from desk.models import BacktestRun, NoteState, PolicyNote, PolicyVersion
from desk.policy import packs
from tests import make_note
from tests.make import NOON, as_

pytestmark = pytest.mark.django_db


def test_packs_go_out_and_come_in(room, client) -> None:
    for version in notes.load_pack("disaster", by=room.ida, now=NOON):
        notes.approve_note(version, by=room.cass, now=NOON)
    cass = as_(client, room.cass)
    slugs = list(PolicyNote.objects.values_list("slug", flat=True))
    sent = cass.get(reverse("desk:pack-file"), {"note": slugs, "name": "Ours"})
    assert sent["Content-Disposition"] == 'attachment; filename="ours.json"'
    pack = json.loads(sent.content)
    original = packs.read("disaster")
    assert [n["rules"] for n in pack["notes"]] == [n["rules"] for n in original["notes"]]
    pack["notes"][0]["slug"] = "another"
    file = SimpleUploadedFile("p.json", json.dumps(pack).encode())
    tried = cass.post(reverse("desk:pack-uploads"), {"file": file, "act": "trial"})
    run = BacktestRun.objects.get()
    assert tried.url == reverse("desk:backtest", args=[run.pk])
    while backtest.work(run.pk, now=NOON):
        pass
    assert "Put its notes in review" in cass.get(tried.url).content.decode()
    assert cass.post(reverse("desk:packs"), {"run": run.pk}).status_code == 302
    assert PolicyVersion.objects.get(note__slug="another").state == NoteState.IN_REVIEW


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        (b"\xff\xfe", "cannot be read"),
        (b"[1]", "not a pack"),
        (b'{"notes": []}', "1 to 200"),
        (b'{"name": "a", "notes": [1]}', "no note"),
        (b'{"name": "a", "notes": [{"slug": "A b", "title": "t"}]}', "small letters"),
        (b'{"name": "a", "notes": [{"slug": "a", "title": "t", "rules": [{}]}]}', "cannot be read"),
        (b'{"name": "a", "sources": 3, "notes": [{"slug": "a", "title": "t"}]}', "sources"),
        (b"[" * 200000, "cannot be read"),
        (b"", "cannot be read"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_pack_is_refused_in_words(room, ida, sent, says) -> None:
    file = SimpleUploadedFile("p.json", sent)
    answer = ida.post(reverse("desk:pack-uploads"), {"file": file, "act": "review"})
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_the_command_writes_the_notes_in_force_as_a_pack(room) -> None:
    from io import StringIO

    from django.core.management import CommandError, call_command

    make_note.in_force(room)
    out = StringIO()
    call_command("export_pack", "nothing-is-routine", "--name", "ours", stdout=out)
    pack = json.loads(out.getvalue())
    assert (pack["name"], pack["notes"][0]["slug"]) == ("ours", "nothing-is-routine")
    assert pack_file.read(out.getvalue().encode())["notes"][0]["rules"][0]["key"] == "no-routine"
    with pytest.raises(CommandError, match="no-such"):
        call_command("export_pack", "no-such", stdout=out)
