"""NewsML of agencies that are not in the table: invented documents."""

import pytest

from wires.parse import parse

PHOTO = """<NewsML><NewsItem><Identification><NewsIdentifier><NewsItemId>P1</NewsItemId></NewsIdentifier></Identification>
<NewsManagement><FirstCreated>20260701T231800Z</FirstCreated></NewsManagement><NewsComponent>{}<NewsComponent><Role FormalName="Caption"/>
<ContentItem><DataContent><p>Nine were hurt here.</p></DataContent></ContentItem></NewsComponent><NewsComponent><Role FormalName="Main"/>
<ContentItem Href="p1.jpg"/></NewsComponent></NewsComponent></NewsItem></NewsML>"""
STORY = '<NewsComponent><Role FormalName="Main"/><ContentItem><DataContent><p>Nine hurt.</p></DataContent></ContentItem></NewsComponent>'
BY = """<newsItem guid="urn:1"><contentMeta>{}</contentMeta></newsItem>"""


def test_a_picture_has_its_caption_for_words() -> None:
    assert parse(PHOTO.format("").encode()).items[0].text == "Nine were hurt here."


def test_a_caption_is_no_part_of_a_story() -> None:
    assert parse(PHOTO.format(STORY).encode()).items[0].text == "Nine hurt."


@pytest.mark.parametrize(
    ("creators", "author"),
    [
        ("<creator><name>Ida</name></creator><creator><name>Nellie</name></creator>", "Ida, Nellie"),
        ("<creator><name>Ida</name></creator><creator><name>Ida</name></creator>", "Ida"),
        ('<creator literal="The Lantern"/><creator><name>Ida</name></creator>', "Ida"),
        ('<creator literal="The Lantern"/>', "The Lantern"),
        ("<creator/>", None),
    ],
)  # fmt: skip
def test_all_who_wrote_it_are_named(creators, author) -> None:
    assert parse(BY.format(creators).encode()).items[0].author == author


def test_a_package_that_says_nothing_is_no_item() -> None:
    message = """<newsMessage><itemSet><packageItem><itemRef residref="urn:1"/></packageItem>{}</itemSet></newsMessage>"""
    items = parse(message.format(BY.format("")).encode(), kind="newsmlg2").items
    assert [one.external_id for one in items] == ["urn:1"]


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("<NewsItemId>P1</NewsItemId>", "P1"),
        ("<NewsItemId/><PublicIdentifier>urn:newsml:town.example:20260701:P1:2</PublicIdentifier>", "urn:newsml:town.example:20260701:P1:2"),
        ("<NewsItemId/><PublicIdentifier>urn:newsml:www.town.example</PublicIdentifier>", None),
        ("<NewsItemId>0</NewsItemId><PublicIdentifier>urn:newsml:town.example:20260701</PublicIdentifier>", None),
    ],
)  # fmt: skip
def test_what_stands_in_every_item_is_no_id(said, known) -> None:
    document = PHOTO.format(STORY).replace("<NewsItemId>P1</NewsItemId>", said)
    assert parse(document.encode()).items[0].external_id == known
