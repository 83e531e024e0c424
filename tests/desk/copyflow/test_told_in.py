"""Readers are told of a note in the language of the piece, else in the house's, and told which."""

import pytest

from desk.copyflow import details, submit
from desk.copyflow.ask_comment import ask_comment
from desk.copyflow.page import put_page
from desk.errors import Unsound
from desk.policy import packs
from desk.policy.printed import Told, forms_of, printed_note
from desk.policy.types import Finding, Review, ZoneKind
from tests import make
from tests.desk.copyflow.test_roads import cited, go
from tests.desk.copyflow.test_roads_policy import in_force, rule
from tests.make import NOON, as_

SENTENCE = {
    "text": "We name the tram.",
    "otherwise": "Here we could not.",
    "rules": ["no-tram"],
    "in": {
        "uk": {"text": "Ми називаємо трамвай.", "otherwise": "Тут не вдалося."},
        "pt-BR": {"text": "Citamos o bonde.", "otherwise": "Aqui não."},
        "pt": {"text": "Citamos o elétrico."},
    },
}
NOTE = packs.parse_note("trams", "Trams", 1, {"rules": [rule("tram", "advisory")], "public": [SENTENCE]})  # fmt: skip
BROKEN = Finding("no-tram", ZoneKind.BODY, "tram", 0, 4, "No.", rule="no-tram", note="trams")


@pytest.mark.parametrize(
    ("language", "broken", "told"),
    [
        pytest.param("", False, Told("We name the tram."), id="the house's own"),
        pytest.param("uk", False, Told("Ми називаємо трамвай.", "uk"), id="the piece's"),
        pytest.param("uk", True, Told("Тут не вдалося.", "uk"), id="its second form"),
        pytest.param("pt-BR", False, Told("Citamos o bonde.", "pt-BR"), id="this very form of it"),
        pytest.param("pt-PT", False, Told("Citamos o bonde.", "pt-BR"), id="another form of it"),
        pytest.param("pt", True, Told("Here we could not."), id="no second form there, so the house's"),
        pytest.param("fr", False, Told("We name the tram."), id="no words there"),
        pytest.param("fr", True, Told("Here we could not."), id="nor where it is broken"),
    ],
)  # fmt: skip
def test_a_sentence_is_told_in_the_language_it_has_words_in(language, broken, told) -> None:
    review = Review((BROKEN,) if broken else (), ())
    assert printed_note(NOTE, review, language) == [told]


def test_a_note_typed_in_is_known_in_any_of_its_languages() -> None:
    assert "citamos o bonde." in forms_of(NOTE.public[0])


def test_a_wording_without_words_is_refused() -> None:
    bad = {**SENTENCE, "in": {"uk": {"otherwise": "Ні."}}}
    with pytest.raises(packs.PackError, match="has no words in uk"):
        packs.parse_note("trams", "Trams", 1, {"rules": [rule("tram", "advisory")], "public": [bad]})  # fmt: skip


def page(story) -> str:
    story.refresh_from_db()
    return bytes(story.page.body).decode()


@pytest.fixture
def room():
    return make.newsroom()


def out_in(room, language, **more):
    story = cited(room, **more)
    details.set_details(story, by=room.ida, now=NOON, language=language)
    story.refresh_from_db()
    go(room, story)
    return page(story)


@pytest.mark.django_db
def test_readers_of_a_piece_get_the_note_in_its_language(room) -> None:
    in_force(room, rule("tram", "advisory"), at=NOON, public=[SENTENCE])
    said = out_in(room, "uk")
    assert "Ми називаємо трамвай." in said
    assert "We name the tram." not in said
    assert "no words in" not in said
    assert '<html lang="uk"' in said


@pytest.mark.django_db
def test_readers_are_told_where_the_note_stands_in_another_language(room) -> None:
    in_force(room, rule("tram", "advisory"), at=NOON, public=[SENTENCE])
    said = out_in(room, "fr")
    assert '<span lang="en">We name the tram.</span>' in said
    assert "Our notes have no words in French yet for what stands here in English." in said


@pytest.mark.django_db
def test_a_piece_in_the_house_s_language_says_nothing_of_languages(room) -> None:
    in_force(room, rule("tram", "advisory"), at=NOON, public=[SENTENCE])
    said = out_in(room, "en-GB")
    assert "We name the tram." in said
    assert "no words in" not in said
    assert "<span lang" not in said


@pytest.mark.django_db
def test_a_piece_of_before_keeps_its_note(room) -> None:
    in_force(room, rule("tram", "advisory"), at=NOON, public=[SENTENCE])
    story = cited(room)
    go(room, story)
    publication = story.publications.get()
    publication.note = [{**row, "sentences": ["An older line."]} for row in publication.note]
    publication.save(update_fields=["note"])
    put_page(story, publication, now=NOON)
    assert "An older line." in page(story)


@pytest.mark.django_db
def test_a_language_is_a_code(room) -> None:
    with pytest.raises(Unsound, match="no language code"):
        details.set_details(make.story(room), by=room.ida, now=NOON, language="<b>")


@pytest.mark.django_db
def test_who_approves_sees_what_readers_are_told(room, client) -> None:
    in_force(room, rule("tram", "advisory"), at=NOON, public=[SENTENCE])
    story = cited(room)
    ask_comment(story, whom="The council", about="Why?", how="phone", by=room.ida, now=NOON)
    details.set_details(story, by=room.ida, now=NOON, language="fr")
    submit.submit(story, by=room.ida, now=NOON)
    said = as_(client, room.cass).get("/desk/stories/sadova/review/").content.decode()
    assert '<span dir="auto" lang="en">We name the tram.</span>' in said
    assert "no words in French yet" in said
    assert "Whom we asked" in said
    assert "The council" in said
