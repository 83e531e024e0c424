"""The language of a text: walked from every place at once, the library's own answer."""

import py3langid
import pytest

from wires.language import language_of, told

SAID = {
    "en": "Crews were working at a block of flats near the river after a night of rain.",
    "uk": "Рятувальники працюють біля річки після ночі, коли зникло світло у двох районах міста.",
    "ru": "Спасатели работают у реки после ночи, когда в двух районах города пропал свет.",
    "es": "Los equipos trabajaban junto al río después de una noche de lluvia y viento.",
    "de": "Die Rettungskräfte arbeiteten nach einer Nacht mit Regen an einem Wohnhaus am Fluss.",
    "fr": "Les secours travaillaient près de la rivière après une nuit de pluie et de vent.",
    "zh": "经过一夜的风雨,救援人员在河边的一栋居民楼里继续工作,附近两个区的供电仍未恢复,学校今天停课,居民被要求留在家中。",
}


@pytest.mark.parametrize(("code", "text"), SAID.items())
def test_tells_a_language_as_the_library_does(code, text):
    assert language_of(text) == code == py3langid.classify(text)[0]


@pytest.mark.parametrize(
    "text",
    ["", "a", "12 34 56", "\x00", "é", "ab" * 400, "ШАПКА " * 9, SAID["en"][:41].upper(), "\ud800 x"],
)  # fmt: skip
def test_tells_of_odd_words_what_the_library_does(text):
    assert told(text) == py3langid.classify(text)[0]


def test_says_nothing_of_a_few_words():
    assert language_of("Crews were working.") is None


@pytest.mark.parametrize("code", ["en", "es", "uk"])
def test_reads_on_where_a_glance_leaves_doubt(code):
    text = "10:30 Arsenal 2:1 Porto, 12:45 Lazio 0:0 Ajax. " * 4 + SAID[code] * 3
    assert told(text) == code == py3langid.classify(text)[0]
    assert told(text[:160]) != code
