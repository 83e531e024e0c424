"""The register: classing by two people, terms that readers meet, saved classes, lists."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from desk import facts, item_facts, register
from desk.copyflow import (
    candidates,
    cite,
    classify,
    owed,
    register_wire,
    saved_classes,
    source_file,
    wire_care,
)
from desk.errors import HandInIt, NotYours, Stale, Unsound
from desk.models import Candidate, LogEntry, Role
from tests import make
from tests.make import NOON
from wires.models import FormerAddress, Item, Source, Wire

pytestmark = pytest.mark.django_db
SAID = {"kind": "monitor", "control": "independent", "country": "ua", "voice": "institution"}


@pytest.fixture
def room():
    return make.newsroom()


@pytest.fixture
def fresh(room):
    return classify.add_source(
        name="Nightwatch", by=room.ida, now=NOON, handles=("nightwatch_mon",)
    )


def proposed(source, room, **more):
    return classify.propose_class(
        source, facts=SAID, evidence="https://n.example/about", by=room.ida, now=NOON, **more
    )


def test_a_class_whose_day_has_come_is_owed_another_look(room, fresh, client) -> None:
    day, year = timedelta(days=1), timedelta(days=365)
    row = proposed(fresh, room, review_by=(NOON + 7 * day).date())
    assert owed.classes_to_review(NOON + year) == [], "nobody has approved it"
    classify.approve_class(row, by=room.cass, now=NOON)
    assert owed.classes_to_review(NOON + 6 * day) == []
    assert owed.classes_to_review(NOON + 7 * day) == [row]
    make.as_(client, room.ida)
    assert "None is due." not in client.get(reverse("desk:owed")).content.decode()
    page = client.get(reverse("desk:source", args=[fresh.key])).content.decode()
    assert "Look again by" in page
    assert "9 July 2026" in page
    again = proposed(fresh, room)
    assert owed.classes_to_review(NOON + year) == [row], "only proposed"
    classify.approve_class(again, by=room.cass, now=NOON + 8 * day)
    assert owed.classes_to_review(NOON + year) == []


def test_a_class_has_its_days_and_can_be_declined(room, fresh) -> None:
    row = proposed(fresh, room, effective_on=date(2026, 1, 1), review_by=date(2027, 1, 1))
    assert row.facts["country"] == "UA"
    with pytest.raises(Unsound, match="lies ahead"):
        proposed(fresh, room, review_by=NOON.date())
    with pytest.raises(NotYours):
        classify.decline_class(row, because="no", by=room.ida, now=NOON)
    with pytest.raises(Unsound, match="why not"):
        classify.decline_class(row, because=" ", by=room.cass, now=NOON)
    classify.decline_class(row, because="The page names nobody.", by=room.cass, now=NOON)
    with pytest.raises(Stale):
        classify.approve_class(row, by=room.cass, now=NOON)
    fresh.refresh_from_db()
    assert fresh.classed_at is None


def test_a_class_for_a_day_ahead_waits_for_it(room, fresh) -> None:
    day = NOON.date() + timedelta(days=3)
    row = proposed(fresh, room, effective_on=day)
    assert classify.approve_class(row, by=room.cass, now=NOON).classed_at is None
    assert classify.put_due(now=NOON + timedelta(days=2)) == 0
    fresh.refresh_from_db()
    assert fresh.kind == ""
    then = NOON + timedelta(days=3)
    assert classify.put_due(now=then) == 1
    assert classify.put_due(now=then) == 0
    fresh.refresh_from_db()
    assert (fresh.kind, fresh.classed_at) == (SAID["kind"], then)
    said = LogEntry.objects.filter(verb="classify", by=room.cass).values_list("words", flat=True)
    assert "Nightwatch is classed from 5 July 2026 on" in said


def test_a_class_that_waits_is_taken_back_or_overtaken(room, fresh) -> None:
    day, then = NOON.date() + timedelta(days=3), NOON + timedelta(days=3)
    row = proposed(fresh, room, effective_on=day)
    classify.approve_class(row, by=room.cass, now=NOON)
    classify.decline_class(row, because="It was sold.", by=room.ruth, now=NOON)
    assert classify.put_due(now=then) == 0
    row = proposed(fresh, room, effective_on=day)
    classify.approve_class(row, by=room.cass, now=NOON)
    other = classify.propose_class(
        fresh, facts={**SAID, "kind": "outlet"}, evidence="Its bio.", by=room.ida, now=NOON
    )
    classify.approve_class(other, by=room.cass, now=NOON + timedelta(hours=1))
    assert classify.put_due(now=then) == 0
    fresh.refresh_from_db()
    assert fresh.kind == "outlet"
    with pytest.raises(Stale):
        classify.decline_class(other, because="No.", by=room.ruth, now=then)


def test_a_class_that_cannot_begin_is_told_and_stops_no_other(
    room, fresh, client, monkeypatch
) -> None:
    other = classify.add_source(name="Daywatch", by=room.ida, now=NOON)
    day, then, put = NOON.date() + timedelta(days=3), NOON + timedelta(days=3), classify.put_class
    for source in (fresh, other):
        classify.approve_class(proposed(source, room, effective_on=day), by=room.cass, now=NOON)

    def breaks(source, *rest, **more):
        if source == fresh:
            raise KeyError("kind")
        return put(source, *rest, **more)

    with monkeypatch.context() as patch:
        patch.setattr(classify, "put_class", breaks)
        assert [classify.put_due(now=then), classify.put_due(now=then)] == [1, 0]
    client.force_login(room.ida)
    for page in ("board", "owed"):
        said = client.get(reverse(f"desk:{page}")).content.decode()
        assert "Class not begun" in said
        assert "Nightwatch" in said
    assert classify.put_due(now=then) == 1
    assert "Class not begun" not in client.get(reverse("desk:board")).content.decode()


def test_a_class_of_a_day_past_is_in_force_at_once(room, fresh) -> None:
    row = proposed(fresh, room, effective_on=date(2026, 1, 1))
    assert classify.approve_class(row, by=room.cass, now=NOON).classed_at == NOON
    assert classify.put_due(now=NOON) == 0


def test_it_is_said_when_one_person_operates_and_approves(room, fresh) -> None:
    assert classify.operates(fresh, room.ida)
    assert not classify.operates(fresh, room.cass)
    Role.objects.create(person=room.cass, desk=None, name="administrator")
    assert classify.operates(fresh, room.cass)


def test_a_class_names_the_pieces_it_touches(room) -> None:
    one, cited = make.story(room), make.item()
    make.cite(one, cited, by=room.ida)
    from desk import access

    assert register.touched(cited.source, access.stories(room.ida)) == [one]
    assert register.touched(cited.source, access.stories(room.rupert)) == []


def test_terms_bound_what_readers_are_shown(room) -> None:
    one, cited = make.story(room), make.item()
    source_file.set_terms(
        cited.source, shown_as="named", archive_shown=False, full_text=True, terms="Agency copy.", legal_ground="",
        by=room.ida, now=NOON,
    )  # fmt: skip
    cited = Item.objects.select_related("source").get(pk=cited.pk)
    assert cite.floor(cited) == "named"
    with pytest.raises(Unsound, match="named, not linked"):
        make.cite(one, cited, by=room.ida)
    make.cite(one, cited, by=room.ida, display="named")
    with pytest.raises(NotYours, match="takes a chief"):
        source_file.set_terms(
            cited.source, shown_as="linked", archive_shown=False, full_text=True, terms="", legal_ground="",
            by=room.ida, now=NOON,
        )  # fmt: skip


def test_accounts_belong_to_one_source(room, fresh) -> None:
    other = make.source("Other", handles=["other_one"])
    with pytest.raises(Unsound, match="Other is registered") as refusal:
        source_file.set_accounts(fresh, handles=["@other_one"], domains=[], languages=[], by=room.ida, now=NOON)  # fmt: skip
    assert refusal.value.facts["field"] == "handles"
    with pytest.raises(Unsound, match="no site"):
        source_file.set_accounts(fresh, handles=[], domains=["nowhere"], languages=[], by=room.ida, now=NOON)  # fmt: skip
    kept = source_file.set_accounts(fresh, handles=["@Nightwatch"], domains=["https://www.N.example/x"], languages=["UK"], by=room.ida, now=NOON)  # fmt: skip
    assert (kept.handles, kept.domains, kept.languages) == (["Nightwatch"], ["n.example"], ["uk"])
    assert other.handles == ["other_one"]


def test_notes_and_objections_stay_beside_the_class(room, fresh) -> None:
    source_file.note(fresh, words="Right on 9 of 10 nights.", by=room.nellie, now=NOON)
    row = source_file.object_to(fresh, said_by="Its editor", words="We are an outlet.", by=room.ida, now=NOON)  # fmt: skip
    with pytest.raises(NotYours):
        source_file.answer(row, words="Seen.", by=room.ida, now=NOON)
    source_file.answer(row, words="It stays until you publish.", by=room.cass, now=NOON)
    with pytest.raises(Stale):
        source_file.answer(row, words="Again.", by=room.ruth, now=NOON)
    assert fresh.notes.get().by == room.nellie
    assert fresh.objections.get().answered_by == room.cass


def test_satire_is_marked_whatever_else_it_is(room, fresh) -> None:
    row = classify.propose_class(fresh, facts={**SAID, "satire": "1"}, evidence="Its bio.", by=room.ida, now=NOON)  # fmt: skip
    source = classify.approve_class(row, by=room.cass, now=NOON)
    assert source.satire
    assert "satire" in item_facts.source_facts(source, {}).classes
    assert "satire" in register.classes_of(source, {})


def test_a_saved_class_is_in_force_when_a_second_person_says_so(room) -> None:
    nordic = make.source("NTB", kind="agency", country="NO")
    row = saved_classes.propose("Nordic agencies", said={"kind": ["agency"], "country": ["no", "se"]}, why="For sourcing.", by=room.ida, now=NOON)  # fmt: skip
    assert "nordic-agencies" not in register.class_names()
    with pytest.raises(NotYours):
        saved_classes.approve(row, by=room.nellie, now=NOON)
    saved_classes.approve(row, by=room.cass, now=NOON)
    assert "nordic-agencies" in register.classes_of(nordic)
    assert register.sources_of("nordic-agencies") == [nordic.pk]
    assert "nordic-agencies" in facts.house(NOON).classes
    assert register.in_words(row.said) == "kind is agency, and country is NO or SE"
    again = saved_classes.propose("Nordic agencies", said={"country": ["NO"]}, why="Wider.", by=room.cass, now=NOON)  # fmt: skip
    with pytest.raises(HandInIt):
        saved_classes.approve(again, by=room.cass, now=NOON)
    saved_classes.approve(again, by=room.ruth, now=NOON)
    saved_classes.end(again, by=room.ruth, now=NOON)
    assert "nordic-agencies" not in register.class_names()


@pytest.mark.parametrize(
    ("said", "field"),
    [({}, "kind"), ({"kind": ["wizard"]}, "kind"), ({"country": ["Norway"]}, "country")],
)
def test_a_class_that_makes_no_sense_is_refused(room, said, field) -> None:
    with pytest.raises(Unsound) as refusal:
        saved_classes.propose("x", said=said, why="y", by=room.ida, now=NOON)
    assert refusal.value.facts["field"] == field


def test_a_list_is_brought_once_and_its_bad_rows_are_told(room) -> None:
    Wire.objects.create(source=make.source(), address="https://held.example/f", added_at=NOON, next_poll_at=NOON)  # fmt: skip
    body = b"""<opml><body><outline text="A" xmlUrl="https://192.0.2.9/f"/><outline text="B" xmlUrl="https://held.example/f"/>
      <outline text="C" type="rss"/></body></opml>"""
    brought = candidates.bring(body, by=room.ida, now=NOON)
    assert brought.new == 1
    assert [row.title for row in brought.bad] == ["C", "B"]
    assert candidates.bring(body, by=room.ida, now=NOON).new == 0
    assert candidates.look_at_next(now=NOON) == 1
    assert candidates.look_at_next(now=NOON) == 0
    row = Candidate.objects.get()
    assert row.state == "wrong"
    assert "open internet" in row.words


def test_a_wire_is_added_by_the_address_one_has(room) -> None:
    with pytest.raises(Unsound, match="only members see it"):
        register_wire.register_wire(name="X", address="https://t.me/+abc", by=room.ida, now=NOON)
    with pytest.raises(Unsound, match="needs a name"):
        register_wire.register_wire(name=" ", address="https://192.0.2.9/f", by=room.ida, now=NOON)


def test_who_adds_all_is_told_what_was_not_added(room) -> None:
    make.source("Big Wire")
    for name, address in (("Big Wire", "https://8.8.8.8/f"), ("Small Wire", "https://8.8.4.4/f")):
        Candidate.objects.create(name=name, address=address, state="answered", by=room.ida, at=NOON)
    with pytest.raises(Unsound, match=r"One address was not added.*8\.8\.8\.8") as refusal:
        candidates.add_answered(by=room.ida, now=NOON)
    assert "All others" in refusal.value.satisfy
    assert Wire.objects.get().source.name == "Small Wire"


def test_one_editor_lends_nobody_the_class_of_another(room) -> None:
    agency = make.source("Big Wire", kind="agency", domains=["8.8.4.4"], handles=["bigwire"])
    with pytest.raises(NotYours, match="would be of its class") as refusal:
        register_wire.register_wire(name="big wire", address="https://8.8.8.8/f", by=room.ida, now=NOON)  # fmt: skip
    assert "chief" in refusal.value.satisfy
    register_wire.register_wire(name="Big Wire", address="https://8.8.8.8/f", by=room.cass, now=NOON)  # fmt: skip
    register_wire.register_wire(name="Big Wire", address="https://8.8.4.4/f", by=room.ida, now=NOON)  # fmt: skip
    with pytest.raises(NotYours):
        source_file.set_accounts(agency, handles=["bigwire", "other"], domains=[], languages=[], by=room.ida, now=NOON)  # fmt: skip
    source_file.set_accounts(agency, handles=["bigwire"], domains=[], languages=["en"], by=room.ida, now=NOON)  # fmt: skip
    agency.refresh_from_db()
    assert (agency.handles, agency.languages) == (["bigwire"], ["en"])


def test_a_proposed_address_is_taken_by_who_saw_it(room) -> None:
    wire = Wire.objects.create(
        source=make.source(), address="http://old.example/f", added_at=NOON, next_poll_at=NOON + timedelta(hours=3),
        proposed_address="https://old.example/f",
    )  # fmt: skip
    with pytest.raises(Unsound, match="another one now"):
        wire_care.take_proposed(wire, address="https://evil.example/", by=room.ida, now=NOON)
    wire_care.take_proposed(wire, address="https://old.example/f", by=room.ida, now=NOON)
    wire.refresh_from_db()
    assert (wire.address, wire.proposed_address) == ("https://old.example/f", "")
    assert FormerAddress.objects.get().address == "http://old.example/f"
    wire_care.pause(wire, by=room.ida, now=NOON)
    assert not Wire.objects.due(NOON).exists()
    wire_care.pause(wire, by=room.ida, now=NOON, resume=True)
    assert Wire.objects.due(NOON).exists()
    assert LogEntry.objects.filter(words__startswith="Paused").exists()


def test_a_source_may_not_take_an_address_of_ours(room) -> None:
    assert classify.add_source(name="Lists", by=room.ida, now=NOON).key == "lists-source"
    assert Source.objects.count() == 1
