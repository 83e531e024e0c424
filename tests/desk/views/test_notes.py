"""The notes' pages: they work, ask for a sign-in, hide what is not one's own, answer htmx with the part."""

from datetime import date

import pytest
from django.urls import reverse

from desk.copyflow import audit, backtest, challenge, draft_note, notes, promote, submit
from desk.models import BacktestRun, Lowering, Promotion, RuleFall
from tests import make, make_note
from tests.make import NOON, as_

pytestmark = pytest.mark.django_db


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
    assert "; 1 in shadow" in cass.get(reverse("desk:notes")).content.decode()
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
    assert "; 1 rule blocks publish" in client.get(reverse("desk:notes")).content.decode()


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
    assert (
        cass.post(low, {"rule": "no-routine", "reason": "Too loud.", "clock": "soon"}).status_code
        == 422
    )
    assert cass.post(low, {"rule": "no-routine", "reason": "Too loud tonight.", "clock": "06:00"}).status_code == 302  # fmt: skip
    assert Lowering.objects.get().until.hour == 6
    assert "Lowered by Cass" in cass.get(reverse("desk:note", args=[slug])).content.decode()


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


@pytest.mark.parametrize("said", ["", "2026-07", "soon", "2031-01", "1899-01"])
def test_a_month_is_counted_from_its_first_day(said) -> None:
    assert audit.month_of(said, date(2026, 7, 26)) == date(2026, 7, 1)


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


def test_who_approves_a_version_sees_what_it_pulls_against(room, client) -> None:
    make_note.in_force(room)
    rule = {**make_note.RULE, "key": "quote"}
    rule["must_not_match"] = [{"headline": "A routine strike"}, *rule["must_not_match"]]
    rule["structured"] = {**rule["structured"], "zones": ["body"]}
    rule["must_match"] = [{"body": "A routine strike."}, {"body": "Routine strikes."}]
    other = make_note.draft(room, rule, title="Quotations", precedence="accuracy")
    version = draft_note.propose_draft(other, by=room.ida, now=NOON)
    page = as_(client, room.cass).get(reverse("desk:note", args=[version.note.slug])).content.decode()  # fmt: skip
    assert "Where it pulls against others" in page
    assert "accuracy comes first: this note" in page


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
