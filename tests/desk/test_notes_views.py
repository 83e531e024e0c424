"""The notes' pages: they work, ask for a sign-in, hide what is not one's own, answer htmx with the part."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from desk.copyflow import backtest, challenge, draft_note, notes, pack_file, promote, submit
from desk.models import BacktestRun, NoteState, PolicyNote, PolicyVersion, Promotion, RuleFall
from desk.policy import packs
from tests import make, make_note
from tests.make import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return make.newsroom()


@pytest.fixture
def ida(room, client):
    client.force_login(room.ida)
    return client


def as_(client, who):
    client.force_login(who)
    return client


@pytest.mark.parametrize("name", ["notes", "note-new", "packs", "audit"])
def test_pages_work_when_empty_and_ask_for_a_sign_in(room, client, name) -> None:
    assert client.get(reverse(f"desk:{name}")).status_code == 302
    answer = as_(client, room.ida).get(reverse(f"desk:{name}"))
    assert answer.status_code == 200


def test_every_page_and_act_of_a_note_asks_for_a_sign_in(client) -> None:
    of_note = ["note", "note-owner", "note-renewal", "note-lowerings", "note-challenges", "note-drafts", "note-draft",
               "note-preview", "note-proposal", "note-draft-removal", "note-rules"]  # fmt: skip
    urls = [reverse(f"desk:{name}", args=["n"]) for name in of_note]
    urls += [reverse(f"desk:{name}", args=[1]) for name in ("backtest", "backtest-stop", "hit", "promotion", "fall", "challenge")]  # fmt: skip
    urls += [reverse(f"desk:{name}", args=["n", "x"]) for name in ("note-part", "note-rule", "note-rule-removal", "note-rule-examples")]  # fmt: skip
    urls += [reverse(f"desk:note-{name}", args=["n", 1]) for name in ("approval", "examples", "backtests", "promotions")]  # fmt: skip
    urls += [reverse(f"desk:{name}") for name in ("pack-trials", "pack-uploads", "pack-file")]
    for url in urls:
        answers = [client.get(url), client.post(url)]
        assert {302} <= {a.status_code for a in answers} <= {302, 405}, url
        assert all(reverse("desk:sign-in") in a.url for a in answers if a.status_code == 302), url


def test_a_note_is_begun_in_the_browser(room, ida) -> None:
    answer = ida.post(reverse("desk:note-new"), {"title": "Nothing is routine", "desk": ""})
    assert answer.url == "/desk/notes/nothing-is-routine/draft/"
    page = ida.get(answer.url).content.decode()
    assert "Say in plain words what the note asks" in page
    again = ida.post(reverse("desk:note-new"), {"title": "Nothing is routine"})
    assert again.status_code == 422
    assert "already" in again.content.decode()


def seen(version, part):
    version = PolicyVersion.objects.get(pk=version.pk)
    return draft_note.seen_of(version, part)


def test_words_are_kept_and_a_wrong_day_stands_at_its_field(room, ida) -> None:
    version = draft_note.start_note("Routine", desk=None, by=room.ida, now=NOON)
    url = reverse("desk:note-part", args=["routine", "words"])
    good = {"title": "Routine", "words": "Never.", "precedence": "framing"}
    answer = ida.post(url, {**good, "seen": seen(version, "words")})
    assert answer.status_code == 302
    bad = ida.post(
        url,
        {**good, "words": "Never ever.", "review_by": "soon", "seen": seen(version, "words")},
        headers={"HX-Request": "true"},
    )
    assert bad.status_code == 422
    said = bad.content.decode()
    assert said.lstrip().startswith('<div class="kept" id="kept-words"')
    assert 'id="words-w-review_by" hx-swap-oob="true">“soon” is no day' in said
    page = ida.get(reverse("desk:note-draft", args=["routine"])).content.decode()
    assert "Never ever." in page
    assert "“soon” is no day" in page
    version.refresh_from_db()
    assert version.data["words"] == "Never."


def test_the_second_of_two_writers_is_told_and_keeps_their_words(room, ida) -> None:
    version = draft_note.start_note("Routine", desk=None, by=room.ida, now=NOON)
    url = reverse("desk:note-part", args=["routine", "words"])
    mark = seen(version, "words")
    form = {"title": "Routine", "words": "First.", "precedence": "framing", "seen": mark}
    assert ida.post(url, form).status_code == 302
    late = as_(ida, room.nellie).post(url, {**form, "words": "Second."})
    assert late.status_code == 409
    page = late.content.decode()
    assert "while you wrote" in page
    assert "Second." in page
    version.refresh_from_db()
    assert version.data["words"] == "First."
    part = ida.post(url, {**form, "words": "Second."}, headers={"HX-Request": "true"})
    assert part.status_code == 422
    assert seen(version, "words") in part.content.decode()


@pytest.mark.parametrize("part", ["scope", "public", "guidance"])
def test_other_parts_are_kept(room, ida, part) -> None:
    version = make_note.draft(room)
    slug = version.note.slug
    sent = {
        "scope": {"topics": ["economy"], "places": "kyiv\nUA", "entities": "Sadova Street", "from": "2026-01-01", "not_formats": ["editorial"]},
        "public": {"text-0": "No strike is routine.", "otherwise-0": "Here one was.", "rules-0": ["no-routine"], "text-1": "We try.", "intention-1": "on", "text-2": ""},
        "guidance": {"guidance": "Ask who ordered it.\n\nSay so."},
    }[part]  # fmt: skip
    answer = ida.post(
        reverse("desk:note-part", args=[slug, part]), {**sent, "seen": seen(version, part)}
    )
    assert answer.status_code == 302
    version.refresh_from_db()
    assert version.data[part] == {
        "scope": {"topics": ["economy"], "places": ["kyiv", "UA"], "entities": ["Sadova Street"], "from": "2026-01-01", "none_of": {"formats": ["editorial"]}},
        "public": [{"text": "No strike is routine.", "rules": ["no-routine"], "otherwise": "Here one was."}, {"text": "We try.", "rules": [], "intention": True}],
        "guidance": ["Ask who ordered it.", "Say so."],
    }[part]  # fmt: skip
    assert version.given == {}
    assert ida.post(reverse("desk:note-part", args=[slug, "nothing"])).status_code == 404


def test_a_sentence_for_readers_is_tied_or_an_intention(room, ida) -> None:
    version = make_note.draft(room)
    answer = ida.post(
        reverse("desk:note-part", args=[version.note.slug, "public"]),
        {"text-0": "We are fair.", "seen": seen(version, "public")},
    )
    assert answer.status_code == 422
    assert "Tie it to a rule" in answer.content.decode()


def rule_form(**more):
    form = {
        "terms": "routine strike*", "unless": "in-quote", "zones": "headline\nbody",
        "at-publish": "blocking", "at-submit": "advisory", "message": "No strike is routine.",
        "list-0": "must_match", "headline-0": "Routine strikes hit the port",
        "list-1": "must_match", "body-1": "It was a routine strike.",
        "list-2": "must_not_match", "headline-2": "The port was hit",
        "list-3": "must_not_match", "body-3": "“A routine strike,” he called it.", "near-3": "on",
        "list-4": "must_match",
    }  # fmt: skip
    return {**form, **more}


def test_a_rule_is_written_by_form_with_its_verdicts(room, ida) -> None:
    version = draft_note.start_note("Routine", desk=None, by=room.ida, now=NOON)
    made = ida.post(reverse("desk:note-rules", args=["routine"]), {"rule-title": "No routine", "kind": "forbid"})  # fmt: skip
    url = reverse("desk:note-rule", args=["routine", "no-routine"])
    assert made.url == url
    assert ida.get(url).status_code == 200
    part = ida.post(
        url,
        {**rule_form(), "seen": seen(version, "rule:no-routine")},
        headers={"HX-Request": "true"},
    )
    said = part.content.decode()
    assert part.status_code == 200
    assert part["HX-Trigger"] == "nightdesk:kept"
    assert "Ready to be proposed" in said
    assert said.count("Found, as it must be") == 2
    assert said.count("Let through, as it must be") == 2
    assert "“Routine strikes”" in said
    wrong = ida.post(url, {**rule_form(**{"body-3": "Routine strikes, he said."}), "seen": seen(version, "rule:no-routine")})  # fmt: skip
    assert wrong.status_code == 302
    page = ida.get(url).content.decode()
    assert "Found, but must be let through" in page
    version.refresh_from_db()
    rule = version.data["rules"][0]
    assert rule["structured"]["terms"] == "routine strike*"
    assert rule["enforcement"]["publish"] == "blocking"


def test_a_field_of_a_rule_that_cannot_be_read_is_told_where_it_stands(room, ida) -> None:
    version = make_note.draft(room)
    url = reverse("desk:note-rule", args=[version.note.slug, "no-routine"])
    answer = ida.post(url, {**rule_form(terms="(open"), "seen": seen(version, "rule:no-routine")})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'id="rule-w-terms">“(open” is not a pattern' in page
    assert "Routine strikes hit the port" in page
    empty = ida.post(url, {**rule_form(terms=""), "seen": seen(version, "rule:no-routine")})
    assert "Words is needed" in empty.content.decode()


def test_an_example_comes_from_an_open_story_of_ones_own_desk(room, ida) -> None:
    version = make_note.draft(room)
    make.story(room, slug="sadova")
    url = reverse("desk:note-rule-examples", args=[version.note.slug, "no-routine"])
    assert ida.post(url, {"story": "sadova", "expect": "must_not_match"}).status_code == 302
    version.refresh_from_db()
    assert version.data["rules"][0]["must_not_match"][2]["headline"] == "Five hurt on Sadova Street"
    rupert = as_(ida, room.rupert)
    assert rupert.post(url, {"story": "sadova", "expect": "must_match"}).status_code == 404


def test_the_draft_is_looked_at_over_a_story(room, ida) -> None:
    version = make_note.draft(room)
    make.story(room, slug="port", headline="Routine strikes hit the port")
    url = reverse("desk:note-preview", args=[version.note.slug])
    part = ida.get(url, {"story": "port"}, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith(f'<div id="look-{version.pk}"')
    assert "“Routine strikes”" in part
    assert "<html" in ida.get(url).content.decode()
    assert as_(ida, room.rupert).get(url, {"story": "port"}).status_code == 404


def test_a_note_of_a_desk_is_unknown_to_another(room, ida) -> None:
    version = draft_note.start_note("Ours", desk=room.night, by=room.ida, now=NOON)
    for name in ("note", "note-draft", "note-preview", "note-challenges"):
        url = reverse(f"desk:{name}", args=["ours"])
        assert as_(ida, room.ida).get(url).status_code == 200
        assert as_(ida, room.rupert).get(url).status_code == 404
    run = backtest.ask(version, by=room.ida, now=NOON)
    assert ida.get(reverse("desk:backtest", args=[run.pk])).status_code == 404
    assert as_(ida, room.ida).get(reverse("desk:backtest", args=[run.pk])).status_code == 200


def test_a_version_goes_from_draft_to_blocking_by_its_pages(room, client) -> None:
    version = make_note.draft(room)
    slug = version.note.slug
    submit.submit(make.story(room, slug="port", headline="Routine strikes"), by=room.ida, now=NOON)
    ida = as_(client, room.ida)
    assert ida.post(reverse("desk:note-proposal", args=[slug])).status_code == 302
    begun = ida.post(reverse("desk:note-backtests", args=[slug, 1]))
    run = BacktestRun.objects.get()
    assert begun.url == reverse("desk:backtest", args=[run.pk])
    assert "Waits for a worker" in ida.get(begun.url).content.decode()
    while backtest.work(run.pk, now=NOON):
        pass
    approve = reverse("desk:note-approval", args=[slug, 1])
    cass = as_(client, room.cass)
    refused = cass.post(approve)
    assert "not opened the list of hits" in refused.content.decode()
    assert "Routine strikes" in cass.get(begun.url).content.decode()
    hit = run.hits.get()
    judged = cass.post(reverse("desk:hit", args=[hit.pk]), {"answer": "right"})
    assert judged.status_code == 302
    assert "1 of 1 of the sample judged, 1 right" in cass.get(reverse("desk:note", args=[slug])).content.decode()  # fmt: skip
    assert cass.post(approve).status_code == 302
    page = cass.get(reverse("desk:note", args=[slug])).content.decode()
    assert "Ask to raise it" in page
    asked = as_(client, room.ida).post(
        reverse("desk:note-promotions", args=[slug, 1]),
        {"rule": "no-routine", "raise": "publish:blocking", "reason": "Right."},
    )
    assert asked.status_code == 302
    row = Promotion.objects.get()
    assert "asks to raise" in as_(client, room.cass).get(reverse("desk:note", args=[slug])).content.decode()  # fmt: skip
    assert client.post(reverse("desk:promotion", args=[row.pk])).status_code == 302
    version.refresh_from_db()
    assert version.rollout["no-routine"]["publish"] == "blocking"


def test_what_notes_ask_stands_on_the_notes_and_the_board(room, client) -> None:
    version = make_note.in_force(room)
    row = RuleFall.objects.create(
        note=version.note, rule="no-routine", at=NOON, firings=20, dismissed=9
    )
    challenge.contest(version.note, rule="no-routine", words="No.", by=room.nellie, now=NOON)
    ida = as_(client, room.ida)
    for page in ("notes", "board"):
        said = ida.get(reverse(f"desk:{page}")).content.decode()
        assert "no-routine fell to advisory: 9 of 20 were put away" in said
        assert "You are asked" in said
        assert "the answer was due" in said
    page = ida.get(reverse("desk:note", args=[version.note.slug])).content.decode()
    assert "Right as it is" in page
    answered = ida.post(reverse("desk:fall", args=[row.pk]), {"answer": "keep", "words": "It is."})
    assert answered.status_code == 302
    one = version.note.challenges.get()
    done = ida.post(reverse("desk:challenge", args=[one.pk]), {"answer": "change", "words": "Yes."})
    assert done.status_code == 302
    assert "It will be changed" in ida.get(done.url).content.decode()


def test_a_rule_is_contested_from_a_finding(room, ida) -> None:
    version = make_note.in_force(room)
    make.story(room, slug="sadova")
    url = reverse("desk:note-challenges", args=[version.note.slug])
    page = ida.get(url, {"rule": "no-routine", "story": "sadova", "exact": "Five hurt"})
    assert "“Five hurt”" in page.content.decode()
    sent = {"rule": "no-routine", "story": "sadova", "exact": "Five hurt", "words": "It is a name."}
    assert as_(ida, room.rupert).post(url, sent).status_code == 404
    assert as_(ida, room.ida).post(url, sent).status_code == 302
    assert version.note.challenges.get().story.slug == "sadova"


def test_owner_renewal_and_lowering_by_their_forms(room, client) -> None:
    version = make_note.in_force(room)
    slug, cass = version.note.slug, as_(client, room.cass)
    assert cass.post(reverse("desk:note-owner", args=[slug]), {"owner": room.ruth.pk}).status_code == 302  # fmt: skip
    assert cass.post(reverse("desk:note-renewal", args=[slug]), {"words": "Read."}).status_code == 403  # fmt: skip
    low = reverse("desk:note-lowerings", args=[slug])
    assert cass.post(low, {"rule": "other", "reason": "x"}).status_code == 422
    assert cass.post(low, {"rule": "no-routine", "reason": "Too loud tonight."}).status_code == 302
    assert "Lowered by Cass" in cass.get(reverse("desk:note", args=[slug])).content.decode()


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


def test_the_month_is_counted_by_side_place_and_class(room, client) -> None:
    make_note.in_force(room)
    story = make.story(room, slug="port", headline="Routine strikes hit the port")
    story.places = ["kyiv"]
    story.save()
    make.cite(story, make.item(of=make.source(side="UA")), by=room.ida)
    story.refresh_from_db()
    from django.utils.timezone import now

    submit.submit(story, by=room.ida, now=now())
    page = as_(client, room.ida).get(reverse("desk:audit")).content.decode()
    assert "1 piece in scope, fired in 1" in page
    assert '<th scope="row">UA</th>' in page
    empty = client.get(reverse("desk:audit"), {"month": "2020-02"}).content.decode()
    assert "Nothing to count in February 2020" in empty
    assert client.get(reverse("desk:audit"), {"month": "soon"}).status_code == 200


def test_an_example_is_laid_beside_a_version_in_review(room, client) -> None:
    version = draft_note.propose_draft(make_note.draft(room), by=room.ida, now=NOON)
    slug = version.note.slug
    url = reverse("desk:note-examples", args=[slug, 1])
    sent = {"rule": "no-routine", "expect": "must_match", "headline": "Quiet night"}
    assert as_(client, room.cass).post(url, sent).status_code == 302
    page = client.get(reverse("desk:note", args=[slug])).content.decode()
    assert "Not found, but must be" in page
    assert "Added in review by Cass" in page
    assert "Not yet:" in page


def test_differences_between_versions_are_shown(room, client) -> None:
    version = make_note.in_force(room)
    draft = draft_note.open_draft(version.note, by=room.ida, now=NOON)
    draft.data["rules"][0]["structured"]["terms"] = ["ordinary strike*"]
    draft.data["words"] = "We never call any strike routine."
    draft.save()
    page = as_(client, room.ida).get(reverse("desk:note", args=[version.note.slug]), {"version": 2}).content.decode()  # fmt: skip
    assert "What changes from version 1" in page
    assert "<ins>ordinary</ins>" in page
    assert promote.waiting() == []


def test_a_returned_version_says_why_where_it_is_written_on(room, client) -> None:
    version = draft_note.propose_draft(make_note.draft(room), by=room.ida, now=NOON)
    notes.return_note(version, words="Say whose routine.", by=room.cass, now=NOON)
    ida = as_(client, room.ida)
    assert "Not in force any more" in ida.get(reverse("desk:notes")).content.decode()
    ida.post(reverse("desk:note-drafts", args=[version.note.slug]))
    page = ida.get(reverse("desk:note-draft", args=[version.note.slug])).content.decode()
    assert "Say whose routine." in page


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
