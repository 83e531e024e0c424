"""The query language: what is read, what is looked for, what is refused, what is marked."""

import pytest

from wires.found import marked, spots
from wires.query import Field, QueryError, compile_query, read
from wires.spelled import fold, in_latin, named, table


@pytest.mark.parametrize(
    ("query", "compiled"),
    [
        pytest.param("hurt police", "('hurt' & 'police')", id="side by side is AND"),
        pytest.param("explos*", "'explos':*", id="beginning"),
        pytest.param("“block of flats”", "'block of flats'", id="phrase"),
        pytest.param("«block of flats»", "'block of flats'", id="other quotes"),
        pytest.param("a OR NOT b", "('a' | !'b')", id="or not"),
        pytest.param("(a OR b) AND NOT (c d)", "(('a' | 'b') & !('c' & 'd'))", id="brackets"),
        pytest.param("O'Brien’s", "'O Brien s'", id="an apostrophe parts words, as in the index"),
        pytest.param("a\\b", "'a b'", id="no way out of the quotes"),
    ],
)
def test_a_query_is_compiled(query, compiled) -> None:
    assert compile_query(query) == compiled


@pytest.mark.parametrize(
    "query",
    ["", "AND", "(a", "a)", "a OR", "NOT", "a AND", "NOT OR", "a AND OR b", "!", "“”", "(" * 30 + "a",
     "a OR lang:uk", "(lang:uk a)", "lang:", "a" * 301],
)  # fmt: skip
def test_what_cannot_be_read_says_so_in_words(query) -> None:
    with pytest.raises(QueryError, match=r"[.]$|…"):
        compile_query(query)


def test_fields_stand_beside_the_words() -> None:
    asked = read("Sadova lang:uk NOT class:aggregator -source:“Lantern Wire” place:kyiv")
    assert asked.tsquery == "'Sadova'"
    assert asked.fields == (
        Field("lang", "uk"),
        Field("class", "aggregator", negated=True),
        Field("source", "Lantern Wire", negated=True),
        Field("place", "kyiv"),
    )
    assert read("urgency:flash").tsquery == ""
    assert read("https://t.me/a/1").tsquery


@pytest.mark.parametrize(
    ("query", "narrows"),
    [("a", True), ("NOT a", False), ("a OR NOT b", False), ("a NOT b", True), ("lang:uk", True), ("-lang:uk", False)],
)  # fmt: skip
def test_a_watch_needs_something_that_must_be_there(query, narrows) -> None:
    assert read(query).narrows is narrows


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Kiev", "'київ'"), ("Київ", "'kyiv'"), ("Zelenskyy", "'зеленськ':*"), ("Харькове", "'kharkiv'"),
        ("Gaza", "'غزه'"), ("غزة", "'gaza'"), ("Khan Younis", "'خان يونس'"), ("الخرطوم", "'khartoum'"),
        ("“Kryvyi Rih”", "'кривий ріг'"), ("hezbollah", "'حزب الله'"), ("Odessa", "'одес':*"),
    ],
)  # fmt: skip
def test_a_name_finds_its_other_spellings(typed, found) -> None:
    assert found in compile_query(typed)


@pytest.mark.parametrize(
    ("name", "latin"),
    [("Говерла", "hoverla"), ("Говерла", "goverla"), ("Щербаків", "shcherbakiv"), ("Ягодин", "yahodyn"),
     ("Кошицький", "koshytsky"), ("Бровари", "brovary"), ("Жуковский", "zhukovsky"), ("Юрій", "yurii")],
)  # fmt: skip
def test_cyrillic_that_no_table_knows_is_looked_for_in_latin(name, latin) -> None:
    assert latin in in_latin(name)
    assert f"'{latin}'" in compile_query(name)


def test_no_stem_of_the_table_is_a_bare_syllable() -> None:
    stems = {form.words for row in table().values() for form in row if form.rest}
    assert all(len(stem) >= 4 for stem in stems)
    assert len({tuple(row) for row in table().values()}) >= 150


def test_words_are_folded_alike() -> None:
    assert [fold(w) for w in ("Zürich", "straße", "Łódź", "Ёлка", "Їжак", "إسرائيل")] == [
        "zurich", "strasse", "lodz", "елка", "їжак", "اسرائيل",
    ]  # fmt: skip
    assert named("kharkiv") == named("Харків")


def test_what_was_found_is_marked_in_its_own_spelling() -> None:
    leaves = read("Kyiv explos* “sadova street”").leaves
    runs = marked("У Києві: Kiev, explosions near SADOVA street.", leaves)
    assert [run.text for run in runs if run.found] == [
        "Києві",
        "Kiev",
        "explosions",
        "SADOVA street",
    ]
    assert "".join(run.text for run in runs) == "У Києві: Kiev, explosions near SADOVA street."


def test_a_long_text_is_cut_round_the_first_place() -> None:
    text = "word " * 200 + "Sadova burned. " + "more " * 200
    runs = marked(text, read("sadova").leaves, around=120)
    assert [run.text for run in runs if run.found] == ["Sadova"]
    assert sum(len(run.text) for run in runs) < 140
    assert spots("nothing here", read("sadova").leaves) == []
