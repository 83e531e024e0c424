"""Counts as they stand in a sentence, and what a new one says of an old one."""

from datetime import timedelta

import pytest

from tests.make import NOON
from tests.wires.test_store import parsed, put, wire
from wires.counting import counted_since, newest_of
from wires.counts import counts
from wires.models import Count, Item

SAID = [
    ("At least 12 people have been hurt in Staromist since evening, the rescue service told Lantern.",
     [("hurt", "", "least", 12, None, "rescue service", "Staromist")]),
    ("Sadova Street, 14: three people hurt, one of them a child. Crews work on floors seven to nine.",
     [("hurt", "", "exact", 3, 3, "", "Sadova Street")]),
    ("The strike killed six people and wounded 14, the governor said.",
     [("killed", "", "exact", 6, 6, "governor", ""), ("hurt", "", "exact", 14, 14, "governor", "")]),
    ("The death toll from the strike rose to 14, emergency services said on Thursday.",
     [("killed", "", "exact", 14, 14, "emergency services", "")]),
    ("The toll was revised down to 9 dead, the mayor said.", [("killed", "", "exact", 9, 9, "mayor", "")]),
    ("Dozens of people were injured, according to the interior ministry.",
     [("hurt", "", "rough", None, None, "interior ministry", "")]),
    ("Between 10 and 15 people were killed in Goma, aid workers said.",
     [("killed", "", "range", 10, 15, "aid workers", "Goma")]),
    ("Up to 30 civilians were displaced.", [("displaced", "civilians", "most", None, 30, "", "")]),
    ("Six hundred people fled.", [("displaced", "", "exact", 600, 600, "", "")]),
    ("Some 2,000 residents were evacuated.", [("evacuated", "residents", "rough", 2000, 2000, "", "")]),
    ("Police detained 25 protesters in Minsk.", [("detained", "protesters", "exact", 25, 25, "", "Minsk")]),
    ("Forty-two people are missing.", [("missing", "", "exact", 42, 42, "", "")]),
    ("Nobody was hurt.", [("hurt", "", "exact", 0, 0, "", "")]),
    ("Five people, including two children, were killed in Sumy.", [("killed", "", "exact", 5, 5, "", "Sumy")]),
    ("В результате удара по городу Сумы погибли 5 человек, ещё 12 получили ранения, сообщил глава региона.",
     [("killed", "", "exact", 5, 5, "глава региона", "Сумы"), ("hurt", "", "exact", 12, 12, "глава региона", "Сумы")]),
    ("Щонайменше 12 людей постраждали у Харкові, повідомили рятувальники.",
     [("hurt", "", "least", 12, None, "рятувальники", "Харкові")]),
    ("Унаслідок обстрілу загинули двоє людей, ще 7 поранено.",
     [("killed", "", "exact", 2, 2, "", ""), ("hurt", "", "exact", 7, 7, "", "")]),
    ("Al menos 5 personas murieron y 12 resultaron heridas en Kramatorsk, según el gobernador.",
     [("killed", "", "least", 5, None, "gobernador", "Kramatorsk"), ("hurt", "", "exact", 12, 12, "gobernador", "Kramatorsk")]),
]  # fmt: skip


@pytest.mark.parametrize(("said", "found"), SAID, ids=[said[:40] for said, _ in SAID])
def test_counts_as_they_stand(said, found) -> None:
    read = [(c.harm, c.whom, c.bound, c.low, c.high, c.counter, c.place) for c in counts(said)]
    assert read == found


@pytest.mark.parametrize(
    "said",
    [
        "He was killed three years ago.",
        "The blast killed 3 cows.",
        "The man, 34, was killed.",
        "Two of them died.",
        "Six hundred and twelve people fled.",
        "They fired 40 missiles and 12 drones; shelters were full.",
        "Prices rose 5 per cent after 2 ships were hit.",
        "The trapped gas rose to 300 degrees.",
        "World War II killed the idea in 1945.",
        "Not a single person was killed.",
        "Officials denied that 50 people were killed.",
        "Claims that 50 people were killed are false.",
        "If 10 people are killed, the school closes.",
        "It will be a miracle if nobody was killed, the mayor said.",
        "There were no injuries among the crew.",
        "The blast could have killed 50 people.",
        "In 1986, 31 people died.",
        "Two years ago 15 people were killed in Kyiv.",
        "Ten years after 50 people were killed in Odesa, a memorial opened.",
        "Since 2014, 10,000 people have been killed.",
        "One in five people was hurt.",
        "Half of the 20 people were hurt.",
        "Article 5 killed the deal.",
        "One hundred twenty people were evacuated.",
        "Ни один человек не погиб.",
        "Власти опровергли, что погибли 50 человек.",
        "Два года назад погибли 15 человек.",
        "Влада спростувала, що загинули 50 людей.",
        "З 2014 року загинули 10 000 людей.",
        "Ni una persona murió.",
        "El gobierno negó que 50 personas resultaron heridas.",
        "Hace dos años murieron 15 personas en Madrid.",
        "",
    ],
)
def test_what_is_no_count(said) -> None:
    assert counts(said) == ()


def test_a_long_text_costs_no_more_than_it_is_long() -> None:
    assert counts("killed " * 20_000) == ()
    assert counts("at least " * 3000 + "5 people were killed") == ()


NEAR = [
    ("The strike killed five and six people were hurt.", [("killed", 5, 5), ("hurt", 6, 6)]),
    ("The strike killed 5 and 7 were wounded.", [("killed", 5, 5), ("hurt", 7, 7)]),
    ("Between five and seven people were killed.", [("killed", 5, 7)]),
    ("The death toll rose from 12 to 14.", [("killed", 14, 14)]),
    ("The death toll fell from 14 to 12.", [("killed", 12, 12)]),
    ("The number of wounded rose by 3 to 17.", [("hurt", 17, 17)]),
    ("No one was killed.", [("killed", 0, 0)]),
    ("There were no deaths but 5 injuries.", [("killed", 0, 0), ("hurt", 5, 5)]),
    ("Two dozen people were killed.", [("killed", 24, 24)]),
    ("Route 66 killed 5 people.", [("killed", 5, 5)]),
    ("Kharkiv: 2 dead 3 injured", [("killed", 2, 2), ("hurt", 3, 3)]),
    ("On Tuesday 12 people died in the deadliest attack on the city since 2022.", [("killed", 12, 12)]),
    ("He dismissed the police chief after 12 people were killed.", [("killed", 12, 12)]),
    ("Treinta y cinco personas murieron en Madrid.", [("killed", 35, 35)]),
    ("La cifra de muertos subió de 12 a 14, según los bomberos.", [("killed", 14, 14)]),
    ("Погибли 5 и ранены 7 человек.", [("killed", 5, 5), ("hurt", 7, 7)]),
    ("Два десятка человек погибли.", [("killed", 20, 20)]),
    ("Загинули п’ять людей і шість поранені.", [("killed", 5, 5), ("hurt", 6, 6)]),
    ("Між 5 та 7 людей загинули.", [("killed", 5, 7)]),
]  # fmt: skip


@pytest.mark.parametrize(("said", "found"), NEAR, ids=[said[:40] for said, _ in NEAR])
def test_of_figures_that_stand_together_each_is_its_own(said, found) -> None:
    assert sorted((c.harm, c.low, c.high) for c in counts(said)) == sorted(found)


db = pytest.mark.django_db


@db
def test_old_and_new_stand_side_by_side_and_may_fall() -> None:
    on = wire()
    say = "{} people were killed in Staromist, the rescue service said."
    put([parsed("1", text=say.format("Nine"))], on)
    later = NOON + timedelta(hours=1)
    put([parsed("2", text=say.format("Eleven"), posted_at=later)], on, after=timedelta(hours=1))
    last = NOON + timedelta(hours=2)
    put([parsed("3", text=say.format("Ten"), posted_at=last)], on, after=timedelta(hours=2))
    nine, eleven, ten = Count.objects.order_by("as_of")
    assert (nine.before, eleven.before, ten.before) == (None, nine, eleven)
    first = Item.objects.get(external_id="1")
    assert counted_since([first.pk]) == [(nine, ten)]
    assert "Staromist" in ten.sentence


@db
def test_two_counters_are_never_set_against_each_other() -> None:
    on = wire()
    put([parsed("1", text="Nine people were killed in Staromist, the rescue service said.")], on)
    put([parsed("2", text="Six people were killed in Staromist, the hospital said.")], on)
    put([parsed("3", text="Six people were killed in Novomist, the rescue service said.")], on)
    assert not Count.objects.exclude(before=None).exists()


@db
def test_a_writethru_counts_anew_beside_its_own_first_text() -> None:
    on = wire()
    put([parsed("1", text="Sadova Street, 14: three people hurt.")], on)
    put([parsed("1", text="Sadova Street, 14: five people hurt.")], on, after=timedelta(minutes=9))
    three, five = Count.objects.order_by("id")
    assert (five.before, five.text_number, five.counter) == (three, 2, "a")


@db
def test_without_a_place_only_one_event_is_compared() -> None:
    put([parsed("1", text="Four people were hurt, police said.")], wire("a"))
    put([parsed("2", text="Six people were hurt, police said.")], wire("b"))
    assert not Count.objects.exclude(before=None).exists()


@db
def test_a_cited_text_stands_beside_the_newest_count_of_its_counter() -> None:
    on = wire()
    say = "{} people were killed in Staromist, the rescue service said."
    put([parsed("1", text=say.format("Nine"))], on)
    later = NOON + timedelta(hours=1)
    put([parsed("2", text=say.format("Eleven"), posted_at=later)], on, after=timedelta(hours=1))
    nine, eleven = Count.objects.order_by("as_of")
    first = (nine.item_id, 1)
    assert newest_of([first]) == {first: [(nine, eleven)]}
    assert newest_of([(eleven.item_id, 1)]) == {(eleven.item_id, 1): [(eleven, eleven)]}
    assert newest_of([(nine.item_id, 2)]) == {}
    Item.objects.filter(pk=eleven.item_id).update(killed_at=NOON)
    assert newest_of([first]) == {first: [(nine, nine)]}
    Item.objects.filter(pk=eleven.item_id).update(killed_at=None, confidential=True)
    assert newest_of([first]) == {first: [(nine, nine)]}


@db
@pytest.mark.parametrize(
    ("language", "text", "harm"),
    [
        ("en", "There were no injuries, the mayor said.", "hurt"),
        ("en", "There were no deaths.", "killed"),
        ("ru", "Погибших нет, нет пострадавших, сообщили спасатели.", "hurt"),
        ("uk", "Немає загиблих, повідомили рятувальники.", "killed"),
        ("es", "No hay heridos, informó la policía.", "hurt"),
    ],
)
def test_a_text_that_says_that_there_are_none_is_stored_with_its_count(language, text, harm) -> None:  # fmt: skip
    assert put([parsed("1", "Fire in Staromist", text, language=language)], wire()).new
    assert [(one.harm, one.low, one.high) for one in Count.objects.all()] == [(harm, 0, 0)]


@db
def test_what_one_document_tells_of_several_hours_stands_side_by_side() -> None:
    say = "{} people were killed in Staromist, the rescue service said."
    hours = [(2, "Ten"), (0, "Nine"), (3, "Ten"), (1, "Eleven")]
    put([parsed(f"{n}", text=say.format(word), posted_at=NOON - timedelta(hours=4 - n)) for n, word in hours], wire())  # fmt: skip
    nine, eleven, ten, same = Count.objects.order_by("as_of")
    assert [one.before for one in (nine, eleven, ten, same)] == [None, nine, eleven, None]


@db
@pytest.mark.parametrize(
    "state", [{"killed_at": NOON}, {"removed_at": NOON}, {"confidential": True}]
)
def test_no_count_that_was_killed_or_taken_away_stands_beside_another(state) -> None:
    on, say = wire(), "{} people were killed in Staromist, the rescue service said."
    for n, word in enumerate(["Nine", "Eleven", "Ten"]):
        at = NOON + timedelta(hours=n)
        put([parsed(f"{n}", text=say.format(word), posted_at=at)], on, after=timedelta(hours=n))
        Item.objects.filter(external_id="1").update(**state)
    nine, _, ten = Count.objects.order_by("as_of")
    first = Item.objects.get(external_id="0")
    assert (ten.before, counted_since([first.pk])) == (nine, [(nine, ten)])
    Item.objects.filter(external_id="2").update(**state)
    assert counted_since([first.pk]) == []


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("Sumy: ", "Sumy"), ("KYIV, Ukraine — ", ""), ("Sadova Street, 14: ", "Sadova Street"), ("Breaking: ", ""), ("UPDATE — ", ""),
        ("Breaking News: ", ""), ("Police: ", ""), ("Суми: ", "Суми"), ("Срочно: ", ""), ("Голова ОВА: ", ""), ("Última hora: ", ""),
    ],
)  # fmt: skip
def test_what_stands_before_a_colon_is_a_place_unless_it_is_a_label(opening, place) -> None:
    assert counts(f"{opening}five people were hurt.", "en")[0].place == place
