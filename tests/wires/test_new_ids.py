"""Posts that come again under other ids, told by a poll: each is stored once and loses no words."""

import pytest

from tests.make import NOON
from tests.wires.served import FEED, HOUR, Answer, ask
from wires.models import Item

pytestmark = pytest.mark.django_db


def test_entries_under_new_ids_at_known_addresses_are_asked_for_where_there_are_enough(site, wire) -> None:  # fmt: skip
    def page(*names):
        link = (
            "<item><guid>{}</guid><link>https://lantern.example/{}</link><title>T {}</title></item>"
        )
        given = "".join(link.format(name, name[-1], name[-1]) for name in names)
        return f"<rss version='2.0'><channel>{given}</channel></rss>".encode()

    site.answer = lambda _: Answer(page("a0", "a1", "a2", "a3", "a4"), headers=FEED)
    ask(wire, NOON)
    site.answer = lambda _: Answer(page("b0", "b1", "a2", "a3", "a4"), headers=FEED)
    ask(wire, NOON + HOUR)
    assert (Item.objects.count(), wire.known_by) == (7, "id")
    site.answer = lambda _: Answer(page("c0", "c1", "c2", "a3", "a4"), headers=FEED)
    ask(wire, NOON + 2 * HOUR)
    assert (Item.objects.count(), wire.known_by) == (7, "address")


def test_a_page_that_broke_off_under_new_ids_brings_nothing_twice(site, wire) -> None:
    def page(sign, *edited, until=9):
        given = "".join(
            f"<item><guid>{sign}{n}</guid><link>https://lantern.example/{n}</link><title>T {n}</title>"
            f"<pubDate>Thu, 02 Jul 2026 08:00:{n:02} GMT</pubDate><description>{'Edited' if n in edited else 'First'}"
            "</description></item>"
            for n in range(until)
        )
        return f"<rss version='2.0'><channel>{given}{'</channel></rss>' if until == 9 else '<item><gu'}".encode()

    pages = [
        page("a"),
        page("b", 1, until=1),
        page("b", 1, until=2),
        page("b", 1, 2, until=2),
        page("b", 1, 2),
    ]
    for hours, sent in enumerate(pages):
        site.answer = lambda _, sent=sent: Answer(sent, headers=FEED)
        ask(wire, NOON + hours * HOUR)
    assert (Item.objects.count(), wire.known_by) == (9, "address")
    texts = [[one.text for one in item.texts.all()] for item in Item.objects.order_by("key")]
    assert texts == [["First"], ["First", "Edited"], ["First", "Edited"], *[["First"]] * 6]


def listing(*posts) -> bytes:
    """A feed of posts as id, number and minute."""
    given = "".join(
        f"<item><guid>{name}</guid><link>https://lantern.example/{number}</link><title>Post {number}</title>"
        f"<pubDate>Thu, 02 Jul 2026 08:{minute:02}:{number:02} GMT</pubDate></item>"
        for name, number, minute in posts
    )
    return f"<rss version='2.0'><channel>{given}</channel></rss>".encode()


def test_a_post_under_a_second_id_is_known_by_it_from_then_on(site, wire) -> None:
    for hours, posts in enumerate(
        [
            [("a1", 1, 1), ("a2", 2, 1), ("a3", 3, 1)],
            [("a1", 1, 1), ("b2", 2, 1), ("a3", 3, 1)],
            [("a1", 1, 1), ("b2", 2, 40), ("a3", 3, 1)],  # edited at its source, with a new hour
            [("a1", 1, 1), ("b2", 2, 40), ("a3", 3, 1)],
        ]
    ):
        site.answer = lambda _, posts=posts: Answer(listing(*posts), headers=FEED)
        ask(wire, NOON + hours * HOUR)
    rows = Item.objects.order_by("external_id")
    assert [(one.external_id, one.withdrawn_at) for one in rows] == [("a1", None), ("a2", None), ("a3", None)]  # fmt: skip
    assert rows[1].names.get().name == "b2"
    site.answer = lambda _: Answer(listing(("a1", 1, 1), ("a2", 2, 40), ("a3", 3, 1)), headers=FEED)
    ask(wire, NOON + 9 * HOUR)
    assert Item.objects.filter(withdrawn_at=None).count() == 3


def test_a_post_under_a_second_id_is_missed_like_any_other(site, wire) -> None:
    first, second = [("a1", 1, 1), ("a2", 2, 2), ("a3", 3, 3)], [("a1", 1, 1), ("b2", 2, 2), ("a3", 3, 3)]  # fmt: skip
    for hour, posts in enumerate([first, second, second, first[::2], first[::2]]):
        assert not Item.objects.exclude(withdrawn_at=None).exists()
        site.answer = lambda _, posts=posts: Answer(listing(*posts), headers=FEED)
        ask(wire, NOON + hour * HOUR)
    assert Item.objects.exclude(withdrawn_at=None).get().external_id == "a2"


BODY = "Crews of the rescue service worked on Sadova Street until the morning. Five people were taken to hospital, two of them children, the mayor of Staromist said on Thursday. Trams 7 and 12 run again."
OTHER = "Water is low in the Luda river. Engineers look at the dam of Zhorin, and ships wait at the lock until the weekend, the port said."


@pytest.mark.parametrize(
    ("head", "body", "texts"),
    [
        pytest.param("High rise hit in Staromist", BODY, [2], id="another headline"),
        pytest.param("High rise hit in Staromist", BODY.replace("until the morning", "all night"), [2], id="and some other words"),
        pytest.param("High rise hit in Staromist", f"{BODY} The fire is out.", [2], id="and more"),
        pytest.param("Water is low in the Luda", OTHER, [1, 1], id="another post"),
        pytest.param("High rise hit in Staromist", BODY.replace("Five", "Nine").replace("7 and 12", "3 and 9").replace("Staromist", "Zhorin"), [1, 1], id="the same form of words of another event"),
        pytest.param("High rise hit in Staromist", "Crews worked.", [1, 1], id="a few words"),
    ],
)  # fmt: skip
def test_a_post_of_a_full_hour_under_a_new_id_and_headline_is_known_by_its_body(site, wire, head, body, texts) -> None:  # fmt: skip
    def page(name: str, head: str, body: str, end: str = "<item><gu") -> bytes:
        return f"<rss version='2.0'><channel><item><guid>{name}</guid><link>https://lantern.example/1</link><title>{head}</title><pubDate>Thu, 02 Jul 2026 08:00:00 GMT</pubDate><description>{body}</description></item>{end}".encode()

    for hours, sent in enumerate(
        [
            page("a1", "Five hurt in Staromist", BODY, "</channel></rss>"),
            page("b1", head, body),
        ]
    ):
        site.answer = lambda _, sent=sent: Answer(sent, headers=FEED)
        ask(wire, NOON + hours * HOUR)
    assert sorted(Item.objects.values_list("texts_count", flat=True)) == texts
