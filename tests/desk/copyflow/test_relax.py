"""A narrower note relaxes a rule of a wider one: four eyes, the wider note's desk, and what is shown of it."""

import pytest
from django.urls import reverse

from desk.copyflow import (
    backtest,
    details,
    draft_note,
    gate,
    note_page,
    notes,
    proven,
    relax,
    submit,
)
from desk.errors import HandInIt, NotYours, Stale, Unsound
from desk.models import Desk, HitState, LogEntry, Person, Role, RoleName, Story, Verb
from desk.policy import trial
from desk.policy.types import Stage
from tests import make, make_note
from tests.desk.copyflow.test_roads_policy import in_force, rule
from tests.make import NOON, as_

pytestmark = pytest.mark.django_db
TRANSPORT = {"topics": ["transport"]}


@pytest.fixture
def room():
    return make.newsroom()


def link(note: str, key: str = "no-tram", **more):
    return {"note": note, "rule": key, "to": "advisory", "because": "It is its name.", **more}


def relaxing(room, *links, scope=TRANSPORT, **more):
    """A narrower note in review, by Ida."""
    version = make_note.draft(room, title="Trams", scope=scope, relaxes=list(links), **more)
    version.data["rules"] = []
    version.save(update_fields=["data"])
    return draft_note.propose_draft(version, by=room.ida, now=NOON)


def house(room, **more):
    return in_force(room, rule("tram", "blocking"), at=NOON, title="House words", **more)


def economy_chief() -> Person:
    desk = Desk.objects.get(slug="economy")
    emil = Person.objects.create_user("emil@desk.example", "Emil")
    Role.objects.create(person=emil, desk=desk, name=RoleName.CHIEF)
    return emil


def test_a_relaxed_rule_no_longer_stops_a_piece_of_the_narrower_note(room) -> None:
    house(room)
    story = make.story(room, words="The tram burned on Sadova Street.")
    story = details.set_details(story, by=room.ida, now=NOON, topics=["transport"])
    version = submit.submit(story, by=room.ida, now=NOON)
    assert gate.look(story, version, stage=Stage.PUBLISH, now=NOON).blocking()
    notes.approve_note(relaxing(room, link("house-words")), by=room.cass, now=NOON)
    answer = gate.look(story, None, stage=Stage.PUBLISH, now=NOON)
    assert not answer.blocking()
    [found] = [f for f in answer.findings if f.rule == "no-tram"]
    assert found.evidence["relaxed"] == "trams"
    story = details.set_details(story, by=room.ida, now=NOON, topics=["economy"])
    assert gate.look(story, None, stage=Stage.PUBLISH, now=NOON).blocking()


@pytest.mark.parametrize(
    ("given", "scope", "said"),
    [
        pytest.param(link("nowhere"), TRANSPORT, "No note “nowhere” is in force", id="no such note"),
        pytest.param(link("house-words", "no-bus"), TRANSPORT, "has no rule no-bus", id="no such rule"),
        pytest.param(link("house-words"), {}, "not narrower", id="as wide as the other"),
        pytest.param(link("house-words", because=""), TRANSPORT, "Say why", id="no reason"),
    ],
)  # fmt: skip
def test_what_would_relax_nothing_cannot_be_proposed(room, given, scope, said) -> None:
    house(room)
    with pytest.raises(Unsound, match=said):
        relaxing(room, given, scope=scope)


def test_law_and_safety_cannot_be_relaxed(room) -> None:
    lena = Person.objects.create_user("lena@desk.example", "Lena")
    Role.objects.create(person=lena, desk=None, name=RoleName.LAW)
    law = notes.propose(title="Minors", data={"rules": [rule("tram", "blocking")], "precedence": "law"}, by=room.ida, now=NOON)  # fmt: skip
    notes.approve_note(law, by=lena, now=NOON)
    with pytest.raises(Unsound, match="law and safety"):
        relaxing(room, link("minors"))


def test_a_backtest_counts_nothing_stopped_that_another_note_relaxes(room) -> None:
    wider = house(room)
    notes.approve_note(relaxing(room, link("house-words")), by=room.cass, now=NOON)
    for slug, topic in (("tram-1", "transport"), ("tram-2", "economy")):
        story = make.story(room, slug=slug, words="The tram burned on Sadova Street.")
        story = details.set_details(story, by=room.ida, now=NOON, topics=[topic])
        submit.submit(story, by=room.ida, now=NOON)
    run = backtest.ask(wider, by=room.ida, now=NOON)
    assert not backtest.work(run.pk, now=NOON)
    assert sorted(run.hits.values_list("story__slug", "blocks")) == [
        ("tram-1", False),
        ("tram-2", True),
    ]
    assert run.hits.get(blocks=False).message.endswith("“Trams” relaxes it here.")
    for slug, stops in (("tram-1", False), ("tram-2", True)):
        [found] = note_page.preview(wider, Story.objects.get(slug=slug), now=NOON).draft
        assert trial.stops(found) is stops


def test_what_a_pack_drops_was_relaxed_before_by_a_note_that_it_keeps(room) -> None:
    wider = house(room)
    version = relaxing(room, link("house-words"))
    notes.approve_note(version, by=room.cass, now=NOON)
    story = make.story(room, slug="tram-1", words="The tram burned on Sadova Street.")
    story = details.set_details(story, by=room.ida, now=NOON, topics=["transport"])
    submit.submit(story, by=room.ida, now=NOON)
    changed = {**backtest.whole(wider), "rules": [{**rule("bus", "blocking"), "key": "no-tram"}]}
    pack = {"name": "transport", "notes": [changed, backtest.whole(version)]}
    run = backtest.ask_pack(pack, by=room.ida, now=NOON)
    assert not backtest.work(run.pk, now=NOON)
    [hit] = run.hits.all()
    assert (hit.state, hit.blocks) == (HitState.GONE, False)
    assert hit.message.endswith("“Trams” relaxes it here.")


def test_whoever_wrote_it_does_not_put_it_in_force(room) -> None:
    house(room)
    version = relaxing(room, link("house-words"))
    Role.objects.create(person=room.ida, desk=room.night, name=RoleName.CHIEF)
    with pytest.raises(HandInIt):
        notes.approve_note(version, by=room.ida, now=NOON)


def test_a_wider_note_that_changed_meanwhile_is_not_relaxed_unseen(room) -> None:
    first = house(room)
    version = relaxing(room, link("house-words"))
    notes.retire_note(first, reason="Not kept.", by=room.cass, now=NOON)
    with pytest.raises(Unsound, match="No note “house-words” is in force"):
        notes.approve_note(version, by=room.cass, now=NOON)


def theirs(room):
    """A note of the economy desk whose rule the night desk would relax."""
    wide = house(room)
    wide.note.desk = Desk.objects.get(slug="economy")
    wide.note.save(update_fields=["desk"])
    return relaxing(room, link("house-words"))


def test_the_wider_note_s_desk_agrees_first(room) -> None:
    version = theirs(room)
    with pytest.raises(NotYours, match="It relaxes a rule of Economy"):
        notes.approve_note(version, by=room.cass, now=NOON)
    with pytest.raises(NotYours):
        relax.agree(version, by=room.ruth, now=NOON)
    emil = economy_chief()
    relax.agree(version, by=emil, now=NOON)
    assert LogEntry.objects.get(verb=Verb.AGREE_NOTE).by == emil
    with pytest.raises(NotYours, match="Nothing of a desk of yours"):
        relax.agree(version, by=emil, now=NOON)
    notes.approve_note(version, by=room.cass, now=NOON)
    with pytest.raises(Stale):
        relax.agree(version, by=emil, now=NOON)


def test_a_chief_of_both_desks_needs_no_other(room) -> None:
    version = theirs(room)
    Role.objects.create(
        person=room.cass, desk=Desk.objects.get(slug="economy"), name=RoleName.CHIEF
    )
    assert notes.approve_note(version, by=room.cass, now=NOON).state == "active"


def test_whoever_wrote_it_cannot_agree_to_it(room) -> None:
    version = theirs(room)
    Role.objects.create(person=room.ida, desk=Desk.objects.get(slug="economy"), name=RoleName.CHIEF)
    with pytest.raises(HandInIt):
        relax.agree(version, by=room.ida, now=NOON)


def test_the_other_desk_s_chief_sees_it_and_agrees_in_the_browser(room, client) -> None:
    version = theirs(room)
    version.note.desk = room.night
    version.note.save(update_fields=["desk"])
    emil = as_(client, economy_chief())
    page = emil.get(reverse("desk:note", args=["trams"])).content.decode()
    assert "a chief of Economy, whose rule is relaxed" in page
    assert "Agree to it" in page
    assert emil.post(reverse("desk:note-agreement", args=["trams", 1])).status_code == 302
    cass = as_(client, room.cass).get(reverse("desk:note", args=["trams"])).content.decode()
    assert "Agreed</span> Emil" in cass
    assert "whose rule is relaxed" not in cass
    assert as_(client, room.rupert).get(reverse("desk:note", args=["trams"])).status_code == 200
    notes.approve_note(version, by=room.cass, now=NOON)
    assert as_(client, room.rupert).get(reverse("desk:note", args=["trams"])).status_code == 404


def test_the_list_of_conflicts_says_what_gives_way(room, client) -> None:
    in_force(room, rule("tram", "blocking"), at=NOON, title="House words", precedence="accuracy")
    version = relaxing(room, link("house-words"))
    [one] = proven.relaxations(version, NOON)
    assert (one.title, one.rule, one.to) == ("House words", "no-tram", "only advises")
    page = as_(client, room.cass).get(reverse("desk:note", args=["trams"])).content.decode()
    assert "It relaxes <b>no-tram</b>" in page
    assert "accuracy comes before framing" in page


def test_a_new_version_of_the_wider_note_is_told_who_leans_on_its_rule(room) -> None:
    first = house(room)
    notes.approve_note(relaxing(room, link("house-words")), by=room.cass, now=NOON)
    assert [(one.note, one.gone) for one in relax.leaning(first, NOON)] == [("trams", False)]
    second = notes.propose(title="House words", data={"rules": [rule("bus", "blocking")]}, note=first.note, by=room.ida, now=NOON)  # fmt: skip
    assert [one.gone for one in relax.leaning(second, NOON)] == [True]


def test_a_draft_says_what_it_relaxes_by_form(room, client) -> None:
    house(room)
    version = make_note.draft(room, title="Trams")
    ida = as_(client, room.ida)
    url = reverse("desk:note-part", args=["trams", "relaxes"])
    form = {"relaxed-0": "house-words:no-tram", "to-0": "shadow", "seen": draft_note.seen_of(version, "relaxes")}  # fmt: skip
    bad = ida.post(url, form, headers={"HX-Request": "true"})
    assert bad.status_code == 422
    assert 'id="relaxes-w-relaxed-0" hx-swap-oob="true">Say why no-tram' in bad.content.decode()
    version.refresh_from_db()
    form |= {"because-0": "It is its name.", "relaxed-1": "", "seen": draft_note.seen_of(version, "relaxes")}  # fmt: skip
    assert ida.post(url, form).status_code == 302
    version.refresh_from_db()
    assert version.data["relaxes"] == [link("house-words", to="shadow")]
    page = ida.get(reverse("desk:note-draft", args=["trams"])).content.decode()
    assert "not narrower" in page
    assert '<option value="house-words:no-tram" selected>House words: no-tram' in page


def test_the_story_says_which_rule_gives_way_and_to_whom(room, client) -> None:
    house(room)
    notes.approve_note(relaxing(room, link("house-words")), by=room.cass, now=NOON)
    story = make.story(room, words="The tram burned.")
    details.set_details(story, by=room.ida, now=NOON, topics=["transport"])
    for place in ("", "policies/"):
        page = as_(client, room.ida).get(f"/desk/stories/sadova/{place}").content.decode()
        assert "no-tram only advises here, as “Trams” says: It is its name." in page
    assert "“Trams” relaxes it here." in client.get("/desk/stories/sadova/").content.decode()
