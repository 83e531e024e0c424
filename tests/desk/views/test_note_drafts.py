"""A note is written in the browser by forms: its parts, its rules, their examples."""

import pytest
from django.urls import reverse

from desk.copyflow import draft_note
from desk.models import PolicyVersion
from tests import make, make_note
from tests.make import NOON, as_

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize(
    ("part", "row"), [("public", "text"), ("guidance", "advice"), ("relaxes", "relaxed")]
)
def test_the_empty_row_after_those_sent_is_not_answered_for(room, ida, part, row) -> None:
    version = draft_note.start_note("Routine", desk=None, by=room.ida, now=NOON)
    form = {f"{row}-0": "We are fair.", "seen": seen(version, part)}
    url = reverse("desk:note-part", args=["routine", part])
    said = ida.post(url, form, headers={"HX-Request": "true"}).content.decode()
    assert f'id="{part}-w-{row}-0" hx-swap-oob' in said
    assert f'id="{part}-w-{row}-1"' not in said


@pytest.mark.parametrize("part", ["scope", "public", "guidance"])
def test_other_parts_are_kept(room, ida, part) -> None:
    version = make_note.draft(room)
    slug = version.note.slug
    sent = {
        "scope": {"topics": ["economy"], "places": "kyiv\nUA", "entities": "Sadova Street", "from": "2026-01-01", "not_formats": ["editorial"]},
        "public": {"text-0": "No strike is routine.", "otherwise-0": "Here one was.", "rules-0": ["no-routine"], "in-0-0": "uk", "said-0-0": "Удар не буває звичним.", "else-0-0": "Тут не так.", "in-0-1": "", "text-1": "We try.", "intention-1": "on", "text-2": ""},
        "guidance": {"guidance": "Ask who ordered it.\n\nSay so.", "advice-0": "Say who counted.", "terms-0": "toll*\n@denial", "places-0": "Kyiv\nUA", "claims-0": ["toll"], "advice-1": ""},
    }[part]  # fmt: skip
    answer = ida.post(
        reverse("desk:note-part", args=[slug, part]), {**sent, "seen": seen(version, part)}
    )
    assert answer.status_code == 302
    version.refresh_from_db()
    assert version.data[part] == {
        "scope": {"topics": ["economy"], "places": ["kyiv", "UA"], "entities": ["Sadova Street"], "from": "2026-01-01", "none_of": {"formats": ["editorial"]}},
        "public": [{"text": "No strike is routine.", "rules": ["no-routine"], "otherwise": "Here one was.", "in": {"uk": {"text": "Удар не буває звичним.", "otherwise": "Тут не так."}}}, {"text": "We try.", "rules": [], "intention": True}],
        "guidance": ["Ask who ordered it.", "Say so.", {"text": "Say who counted.", "cue": {"terms": ["toll*", "@denial"], "places": ["kyiv", "UA"], "claims": ["toll"]}}],
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


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"advice-0": "Say who counted."}, "at least one word, place or kind of claim"),
        ({"advice-0": "Say who.", "terms-0": "(toll"}, "not a pattern"),
        ({"advice-0": "Say who.", "places-0": "Nowhere at all"}, "no place the desk knows"),
        ({"advice-0": "", "claims-0": "toll"}, "no words"),
    ],
)
def test_advice_whose_cue_cannot_be_read_is_kept_as_typed_and_told(room, ida, sent, wrong) -> None:
    version = make_note.draft(room)
    url = reverse("desk:note-part", args=[version.note.slug, "guidance"])
    mark = seen(version, "guidance")
    answer = ida.post(url, {**sent, "seen": mark}, headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert 'id="guidance-w-advice-0" hx-swap-oob="true">' in answer.content.decode()
    page = ida.get(reverse("desk:note-draft", args=[version.note.slug])).content.decode()
    assert wrong in page
    assert sent["advice-0"] in page
    version.refresh_from_db()
    assert version.data["guidance"] == []


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
    line = {"text": "Say which berth.", "cue": {"terms": ["port"]}}
    version = make_note.draft(room, guidance=[line])
    make.story(room, slug="port", headline="Routine strikes hit the port")
    url = reverse("desk:note-preview", args=[version.note.slug])
    part = ida.get(url, {"story": "port"}, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith(f'<div id="look-{version.pk}"')
    assert "“Routine strikes”" in part
    assert "Say which berth." in part
    assert "<html" in ida.get(url).content.decode()
    assert as_(ida, room.rupert).get(url, {"story": "port"}).status_code == 404
