"""A slip of the pen, and what is more than one: a table of changes under an approval."""

import pytest

from desk.copyflow.slight import CITE, distance, text_of, why_not, why_not_zone

SLIPS = [
    ("Five people were hurt , the rescue service said.", "Five people were hurt, the rescue service said."),
    ("The bakery burned,and the tram stopped.", "The bakery burned, and the tram stopped."),
    ("The bakery burnd; the tram stopped.", "The bakery burned; the tram stopped."),
    ("The metting began at noon in the library.", "The meeting began at noon in the library."),
    ("The hall, which is  old, stood open.", "The hall, which is old, stood open."),
    ("The recieving hall stood open.", "The receiving hall stood open."),
    ("the hall stood open.", "The hall stood open."),
    ("They had alot of bread.", "They had a lot of bread."),
    ("The curtans were drawn.", "The curtains were drawn."),
    ("All the the hall stood open.", "All the hall stood open."),
    ("He said “we stay” and went thruogh the gate.", "He said “we stay” and went through the gate."),
    ("The facade, of naïve stone, has a cornr.", "The facade, of naïve stone, has a corner."),
    ("See post.example for the bulding there.", "See post.example for the building there."),
    ("The goverment sat at noon.", "The government sat at noon."),
    ("They will organie a fair.", "They will organise a fair."),
    ("The embezlement came to light.", "The embezzlement came to light."),
    ("The nai\u0308ve buildng stood open.", "The naïve building stood open."),
    ("They came to hall at noon.", "They came to the hall at noon."),
    ("The old hall hall stood open.", "The old hall stood open."),
]  # fmt: skip
MORE = [
    ("Some five were hurt.", "Some six were hurt.", "number"),
    ("About 19 were hurt.", "About 91 were hurt.", "number"),
    ("Dozens stood there, waiting.", "Scores stood there, waiting.", "word that opens"),
    ("There stood dozens, waiting.", "There stood scores, waiting.", "number"),
    ("It was −5 degrees.", "It was 5 degrees.", "number"),
    ("It rose by 5% there.", "It rose by 5 there.", ""),
    ("The mayor was not there.", "The mayor was there.", "negation"),
    ("They hit the empty school there.", "They hit the school there.", "something else"),
    ("The boy had a gun there.", "The boy had a toy gun there.", "something else"),
    ("They found the body armour there.", "They found the body there.", "something else"),
    ("He had but a few there.", "He had but few there.", "something else"),
    ("The mayor was there.", "The mayor was never there.", "negation"),
    ("The bridge at Kyiv stood.", "The bridge at Lviv stood.", "name"),
    ("Kyiv was quiet.", "Lviv was quiet.", "opens the sentence"),
    ("People were hurt there.", "People were killed there.", "turns on"),
    ("The army was there.", "The navy was there.", "turns on"),
    ("It went north at dawn.", "It went south at dawn.", "turns on"),
    ("Then he allegedly left.", "Then he left.", "turns on"),
    ("He left, she said.", "He left.", ""),
    ("He said “we stay” there.", "He said “we stray” there.", "quotation"),
    ("He said ‘we will stay here’ there.", "He said ‘we will stray here’ there.", "quotation"),
    ("He said we stay there.", "He said “we stay” there.", ""),
    ("The hall was open.", "The hall was open?", ""),
    ("Moscow: the hall was shelled.", "Moscow the hall was shelled.", ""),
    ("The hall was open. It burned.", "The hall was open, it burned.", "other sentences"),
    ("The hal was open. It burnd.", "The hall was open. It burned.", "more than one sentence"),
    ("The hall was open.", "The hall was wide open all through dinner.", "more than 12"),
    ("The dog bit the cat.", "The cat bit the dog.", "order"),
    (f"The hall burned{CITE}.", f"The hall{CITE} burned.", ""),
    (f"The hall burned{CITE}.", "The hall burned.", "citation"),
    ("There was ½ a loaf there.", "There was ¼ a loaf there.", "number"),
    ("It was the 三 house.", "It was the 二 house.", "number"),
    ("It was the third house.", "It was the fifth house.", "number"),
    ("The car cost ₽ there.", "The car cost ₴ there.", "what is said"),
    ("The armed men walked in.", "The unarmed men walked in.", "says something else"),
    ("It was a legal weapon.", "It was an illegal weapon.", "says something else"),
    ("They agreed to it.", "They disagreed to it.", "says something else"),
    ("The harmful gas spread.", "The harmless gas spread.", "says something else"),
    ("The pro-government crowd went.", "The anti-government crowd went.", "says something else"),
    ("The troops won the hill.", "The troops lost the hill.", "another word"),
    ("The man was arrested there.", "The man was molested there.", "another word"),
    ("It was a lawful act.", "It was an awful act.", "word"),
    ("It was a lawful rule.", "It was a awful rule.", "is a word"),
    ("The county voted.", "The country voted.", "is a word"),
    ("They are now there.", "They are not there.", "negation"),
    ("It was a martial court.", "It was a marital court.", "is a word"),
    ("The defused bomb lay there.", "The diffused bomb lay there.", "is a word"),
    ("They untied the states.", "They united the states.", "is a word"),
    ("The shop of stationery burned.", "The shop of stationary burned.", "is a word"),
    ("The hoard came.", "The horde came.", "another word"),
    ("The ailing king slept.", "The failing king slept.", "another word"),
    ("The allegation stood.", "The allegations stood.", "is a word"),
    ("They abide there.", "They aside there.", "another word"),
    ("They loath it.", "They loathe it.", "is a word"),
    ("They stod there.", "They stodd there.", "does not know"),
    ("The rapd march began.", "The rapid march began.", "may as well be “raped”"),
    ("The rapd march began.", "The raped march began.", "may as well be “rapid”"),
    ("The brik wind blew.", "The brisk wind blew.", "may as well be “brick”"),
    ("The wnidows stood there.", "The windows stood there.", "may as well be “widows”"),
    ("The polce stood there.", "The police stood there.", "may as well be “pole”"),
    ("They stod there.", "They stood there.", "may as well be “stud”"),
    ("The hall, wich is old, burned.", "The hall, which is old, burned.", "may as well be “winch”"),
    ("The crowd burned.", "The crowd bxrned.", "is a word"),
    ("The interment was put off.", "The internment was put off.", "is a word"),
    ("It was an immoral offer.", "It was an immortal offer.", "is a word"),
    ("There was an outage in the city.", "There was an outrage in the city.", "is a word"),
    ("They saw the slander there.", "They saw the slender there.", "is a word"),
    ("The dividend bank rose.", "The divided bank rose.", "is a word"),
    ("The slurred words ended.", "The spurred words ended.", "is a word"),
    ("The pubic health office closed.", "The public health office closed.", "is a word"),
    ("It was in an other hall.", "It was in another hall.", "turns on"),
    ("It began in the morning.", "It began in the evening.", "another word"),
    ("Prices rise there.", "Prices fall there.", ""),
    ("They seldom come here.", "They always come here.", "turns on"),
    ("See post.example/telegram/aa there.", "See post.example/telegram/bb there.", "link"),
    ("See https://post.example/aa there.", "See https://post.example/bb there.", "link"),
    ("See post.example there.", "See post.example/bb there.", "link"),
    ("Write to desk@post.example there.", "Write to desk@past.example there.", "link"),
    ("It spread in about a week.", "It spread in about \u202ea week.", "not seen"),
    ("It spread in a loft.", "It spread in a lo\u200bft.", "not seen"),
    ("It spread in a loft.", "It spread in a loft\u0336.", "not seen"),
    ("He said ‹we will stay there› there.", "He said we will stay there there.", ""),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), SLIPS)
def test_a_slip(before, after) -> None:
    assert why_not_zone(before, after) == ""


@pytest.mark.parametrize(("before", "after", "why"), MORE)
def test_more_than_a_slip(before, after, why) -> None:
    said = why_not_zone(before, after)
    assert said
    assert why in said


def test_a_language_without_a_list_of_words_has_no_slips_but_signs() -> None:
    before, after = "Die Halle brante nieder.", "Die Halle brannte nieder."
    assert "no list of words" in why_not_zone(before, after, "de")
    assert why_not_zone("Die Halle , so hiess es.", "Die Halle, so hiess es.", "de") == ""


def doc(*paragraphs) -> dict:
    return {
        "type": "doc",
        "content": [{"type": "paragraph", "attrs": {"id": f"b{n}"}, "content": list(content)} for n, content in enumerate(paragraphs)],
    }  # fmt: skip


def said(text, **marks) -> dict:
    return {"type": "text", "text": text, **marks}


def link(href) -> list:
    return [{"type": "link", "attrs": {"href": href}}]


HALL = ("Hall burns", "Nobody was in it.", "By a reporter")


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        pytest.param((HALL, doc([said("It burnd.")])), (HALL, doc([said("It burned.")])), "", id="a slip in the body"),
        pytest.param((("Hall burnds", *HALL[1:]), doc([said("It.")])), (HALL, doc([said("It.")])), "", id="in the headline"),
        pytest.param((HALL, doc([said("It.")])), ((*HALL[:2], "By the reporter"), doc([said("It.")])), "byline", id="the byline"),
        pytest.param((HALL, doc([said("It burnd.")])), (("Hall burnt", *HALL[1:]), doc([said("It burned.")])), "one sentence", id="two zones"),
        pytest.param((HALL, doc([said("It.")])), (HALL, doc([said("It.")], [said("So.")])), "paragraph", id="a paragraph"),
        pytest.param((HALL, doc([said("See "), said("here", marks=link("https://a.example"))])), (HALL, doc([said("See "), said("here", marks=link("https://b.example"))])), "link", id="a link"),
        pytest.param((HALL, doc([said("See "), said("heer", marks=link("https://a.example"))])), (HALL, doc([said("See "), said("here", marks=link("https://a.example"))])), "link", id="a link's words"),
        pytest.param((HALL, doc([said("See it."), {"type": "cite", "attrs": {"item": 1, "text": 1, "display": "linked"}}])), (HALL, doc([said("See it."), {"type": "cite", "attrs": {"item": 2, "text": 1, "display": "linked"}}])), "citation", id="another item"),
        pytest.param((HALL, doc([said("It.")])), (HALL, doc([said("It.")])), "Nothing has changed", id="nothing"),
    ],
)  # fmt: skip
def test_a_piece(old, new, why) -> None:
    answer = why_not(text_of(*old[0], old[1]), text_of(*new[0], new[1]))
    assert why in answer
    assert bool(answer) is bool(why)


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [("", "", 0), ("abc", "abc", 0), ("", "abc", 3), ("kitten", "sitting", 3)],
)
def test_distance(one, other, far) -> None:
    assert distance(one, other) == far == distance(other, one)
