"""The language of an item: its feed's word where its words are few, its words where they are many and plain."""

import json

import pytest

from tests.wires.test_language import SAID
from wires.parse import parse
from wires.spoken import spoken

MANY = {code: f"{text} {text} {text}" for code, text in SAID.items()}
CODE = (
    "kernel.org/pub/linux v6.1.57 => v6.1.58 (sha256:9f86d081) https://elixir.example/v6.1.58 " * 4
)
CATALAN = "Veïns i paradistes del barri es mostren esperançats amb la fi de les obres del mercat, que han durat nou anys i que avui obre les portes amb una festa per a tothom."
RUSSIAN = "Спасатели работают у реки с раннего утра, сообщила городская администрация. Ночью в двух районах пропал свет, школы сегодня закрыты, а жителям раздают питьевую воду."
SCORES = "Arsenal 2:1 Porto, Lazio 0:0 Ajax, Celtic 3:2 Braga, Sparta 1:1 Genk. " * 6


KAZAKH = "Қазақстан Республикасының Президенті бүгін үкімет мүшелерімен кездесіп, елдің экономикалық жағдайы туралы баяндама тыңдады. Оның айтуынша, биыл ауыл шаруашылығына бөлінген қаржы өткен жылмен салыстырғанда екі есе өсті."
KYRGYZ = "Кыргыз Республикасынын Президенти бүгүн өкмөт мүчөлөрү менен жолугуп, өлкөнүн экономикалык абалы тууралуу маалымат алды. Анын айтымында, быйыл айыл чарбасына бөлүнгөн каражат өткөн жылга салыштырмалуу эки эсе өстү."
TATAR = "Татарстан Рәисе бүген хөкүмәт әгъзалары белән очрашты һәм республиканың икътисади хәле турында доклад тыңлады. Аның сүзләренчә, быел авыл хуҗалыгына бүленгән акча узган ел белән чагыштырганда ике тапкыр артты."
BELARUSIAN = "Прэзідэнт краіны сёння сустрэўся з членамі ўрада і выслухаў даклад аб эканамічным становішчы. Паводле яго слоў, сёлета на сельскую гаспадарку выдзелена ўдвая больш грошай, чым у мінулым годзе, і гэта дало добры вынік."
NAMES = "Премьер-министр Қасым-Жомарт и әкім Алматы встретились в городе Өскемен, где открыли новый завод, который будет выпускать вагоны для железной дороги в Қарағанды и в других городах страны, сообщили в правительстве."
QUOTED = "«Ми не будемо мовчати», — заявил мэр города на встрече с жителями. По его словам, в этом году на ремонт дорог выделено вдвое больше денег, чем в прошлом, и работы уже начались в трёх районах, которые пострадали от паводка."


@pytest.mark.parametrize(
    ("stated", "text", "code"),
    [
        pytest.param("uk", MANY["en"], "en", id="an English post of a Ukrainian feed"),
        pytest.param("en-us", MANY["uk"], "uk", id="a maker’s own word, in a Ukrainian feed"),
        pytest.param("en-us", MANY["es"], "es", id="in one of the same script"),
        pytest.param("en", MANY["zh"], "zh", id="in one without spaces"),
        pytest.param("es", CATALAN, "ca", id="a neighbour of the stated one"),
        pytest.param("ru", MANY["uk"], "uk", id="Ukrainian, not Russian"),
        pytest.param("uk", RUSSIAN, "ru", id="Russian, not Ukrainian"),
        pytest.param("ru", KAZAKH, "kk", id="Kazakh, not Russian"),
        pytest.param("ru", KYRGYZ, "ky", id="Kyrgyz, not Russian"),
        pytest.param("ru", TATAR, "tt", id="Tatar, not Russian"),
        pytest.param("ru", BELARUSIAN, "be", id="Belarusian, not Russian"),
        pytest.param("uk", BELARUSIAN, "be", id="Belarusian, not Ukrainian"),
        pytest.param("ru", NAMES, "ru", id="Russian with names of its neighbours"),
        pytest.param("ru", QUOTED, "ru", id="Russian that quotes Ukrainian"),
        pytest.param("uk", MANY["uk"], "uk", id="as stated"),
        pytest.param("en-gb", MANY["en"], "en-gb", id="with its country"),
        pytest.param("uk", "Crews were working at a block of flats near the river.", "uk", id="a few words"),
        pytest.param("uk", CODE, "uk", id="numbers and addresses"),
        pytest.param("de", SCORES, "de", id="names of clubs"),
        pytest.param("de", f"{MANY['de']} He said: “The crews were tired and have left.”", "de", id="a quotation"),
        pytest.param("tlh", MANY["en"], "tlh", id="one that nobody can tell"),
        pytest.param("hr", "Vatrogasci su radili cijelu noć na zgradi pored rijeke nakon kiše, a u dva kvarta nestalo je struje. " * 3, "hr", id="one that no letters tell apart"),
        pytest.param(None, MANY["fr"], "fr", id="nothing stated"),
        pytest.param(None, "Crews were working.", None, id="nothing stated of a few words"),
    ],
)  # fmt: skip
def test_the_words_decide_where_they_are_many_and_plain(stated, text, code) -> None:
    assert spoken(stated, "", text) == code


def rss(own: str = "") -> bytes:
    return f"<rss version='2.0'><channel><language>uk</language><item{own}><guid>1</guid><title>Crews</title><description>{MANY['en']}</description></item></channel></rss>".encode()


def jsonfeed(**own: str) -> bytes:
    one = {"id": "1", "content_text": MANY["en"], **own}
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "language": "uk", "items": [one]}).encode()  # fmt: skip


@pytest.mark.parametrize(
    ("document", "code"),
    [
        pytest.param(rss(), "en", id="a feed’s word is of all its items"),
        pytest.param(rss(" xml:lang='uk'"), "uk", id="an item’s own word is of itself"),
        pytest.param(jsonfeed(), "en", id="JSON, a feed’s word"),
        pytest.param(jsonfeed(language="uk"), "uk", id="JSON, an item’s own"),
    ],
)
def test_a_feeds_word_is_doubted_and_an_items_own_is_not(document, code) -> None:
    assert parse(document).items[0].language == code


def test_it_is_told_from_the_beginning_of_a_text_without_end() -> None:
    assert spoken("uk", "", MANY["en"] * 20_000) == "en"
