"""What a draft rests on is looked for at its own address: edits and removals that no wire lists are told."""

from datetime import timedelta

import pytest
from django.urls import reverse

from desk.copyflow.follow import follow_wires
from desk.copyflow.item_news import item_news
from desk.copyflow.watch_cited import watch_cited
from desk.models import Person, Phase
from tests import make
from tests.make import NOON
from tests.wires.served import Answer, serving
from wires import addresses, looks, paste, turns
from wires.models import EventKind, Host, Item, ItemEvent, ItemText, Look
from wires.roads import single
from wires.store import create
from wires.types import ParsedItem

pytestmark = pytest.mark.django_db
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
WORDS = "Firefighters worked on Sadova Street until the morning, the mayor’s office said. " * 12
PAGE = "<!doctype html><html><head><title>Fire on Sadova</title></head><body><article><h1>Fire on Sadova</h1><p>{}</p></article></body></html>"


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch) -> None:
    monkeypatch.setattr(turns, "PAUSE", 0.001)
    monkeypatch.setattr(turns, "PAUSES", {})


@pytest.fixture
def site(settings):
    """A paper whose page a test changes."""
    with serving(lambda _: Answer(PAGE.format(WORDS).encode(), headers={"Content-Type": "text/html"})) as one:  # fmt: skip
        settings.ALLOW_WIRES = one.doors("paper.example")
        yield one


@pytest.fixture
def cited(site):
    """A story that cites a pasted page."""
    room = make.newsroom()
    link = "http://paper.example/fire"
    item = paste.paste(link, text="", by_name="Ida", now=NOON, brought=paste.bring(link, now=NOON))
    story = make.story(room)
    make.cite(story, item, by=room.ida)
    site.asked.clear()
    return story, item


FRONT = b"<p>News. <a href='/'>Home</a> <a href='/fire'>Fire</a> <a href=\"/2026/other-news\">Other news</a>"


def gone(asked) -> Answer:
    """The page is gone, and the site shows its others."""
    there = {"/": FRONT, "/2026/other-news": b"Other news."}.get(asked.path)
    return Answer(there) if there else Answer(b"Not here.", status=404)


def sent_home(asked) -> Answer:
    """The page has gone, and its address leads to the front page."""
    there = {"/": FRONT, "/2026/other-news": b"Other news."}.get(asked.path)
    return Answer(there) if there else Answer(b"", status=302, headers={"Location": "/"})


def kinds(item) -> list[str]:
    rows = ItemEvent.objects.filter(item=item).exclude(kind=EventKind.ARRIVED)
    return list(rows.values_list("kind", flat=True))


def test_a_pasted_page_that_tells_something_else_is_told_on_the_story_with_both_texts(cited, site) -> None:  # fmt: skip
    story, item = cited
    site.answer = lambda _: Answer(PAGE.format(WORDS.replace("morning", "evening")).encode(), headers={"Content-Type": "text/html"})  # fmt: skip
    assert watch_cited(now=NOON + HOUR) == [item.pk]
    follow_wires(now=NOON + HOUR)
    [news] = item_news([story], now=NOON + HOUR)[story.pk]
    assert news.kind == "edited"
    first, second = ItemText.objects.filter(item=item).order_by("number")
    assert ("morning" in first.text, "evening" in second.text) == (True, True)
    assert second.snapshot != first.snapshot
    assert watch_cited(now=NOON + 2 * HOUR) == []


def test_a_page_that_is_gone_is_looked_for_twice_and_told_once(cited, site) -> None:
    story, item = cited
    site.answer = gone
    assert watch_cited(now=NOON + HOUR) == []
    assert Item.objects.get().withdrawn_at is None
    assert Look.objects.get().gone_since == NOON + HOUR
    assert watch_cited(now=NOON + HOUR + 11 * MINUTE) == [item.pk]
    [news] = item_news([story], now=NOON + 2 * HOUR)[story.pk]
    assert news.kind == "gone"
    for n in range(2, 40):
        watch_cited(now=NOON + n * HOUR)
    assert kinds(item) == ["withdrawn"]


def test_one_answer_of_gone_among_others_takes_nothing_down(cited, site) -> None:
    _, item = cited
    there = site.answer
    for n in range(1, 12):
        site.answer = gone if n % 2 else there
        watch_cited(now=NOON + n * 20 * MINUTE)
    assert kinds(item) == []


def test_what_is_there_again_is_told_too(cited, site) -> None:
    _, item = cited
    there, site.answer = site.answer, gone
    watch_cited(now=NOON + HOUR)
    watch_cited(now=NOON + HOUR + 11 * MINUTE)
    site.answer = there
    assert watch_cited(now=NOON + 2 * HOUR) == [item.pk]
    assert kinds(item) == ["withdrawn", "restored"]
    assert Item.objects.get().withdrawn_at is None


def test_what_its_wire_lists_still_is_not_taken_down_again_and_again(cited, site) -> None:
    _, item = cited
    site.answer = gone
    for n in range(1, 30):
        watch_cited(now=NOON + n * HOUR)
        Item.objects.update(withdrawn_at=None)  # its wire says that it stands
    assert kinds(item) == ["withdrawn"]


@pytest.mark.parametrize(
    ("minutes", "times"),
    [((5,), 0), ((15,), 1), ((15, 20), 1), ((15, 30), 2), ((15, 30, 45), 3)],
)
def test_it_is_asked_for_now_and_then(cited, site, minutes, times) -> None:
    for after in minutes:
        watch_cited(now=NOON + after * MINUTE)
    assert len(site.asked) == times


def test_the_old_are_asked_for_once_a_day_and_the_very_old_no_more(cited, site) -> None:
    for hours in range(24 * 3, 24 * 4):
        watch_cited(now=NOON + hours * HOUR)
    assert len(site.asked) == 1
    watch_cited(now=NOON + timedelta(days=31))
    assert len(site.asked) == 1


def test_a_host_that_does_not_answer_for_it_is_asked_seldom(cited, site) -> None:
    site.answer = lambda _: Answer(b"No.", status=403)
    for n in range(1, 13):
        watch_cited(now=NOON + n * 15 * MINUTE)
    assert len(site.asked) == 1
    assert "refuses" in Look.objects.get().words


def test_a_host_that_asks_for_patience_is_left_alone_with_all_its_pages(cited, site) -> None:
    site.answer = lambda _: Answer(b"Later.", status=429, headers={"Retry-After": "40000"})
    watch_cited(now=NOON + HOUR)
    assert Host.objects.get().domain == "paper.example"
    watch_cited(now=NOON + 5 * HOUR)
    assert len(site.asked) == 1


def test_a_host_that_asks_for_a_minute_is_asked_again_after_it(cited, site) -> None:
    there = site.answer
    site.answer = lambda _: Answer(b"Later.", status=429, headers={"Retry-After": "60"})
    watch_cited(now=NOON + HOUR)
    site.answer = there
    watch_cited(now=NOON + HOUR + MINUTE / 2)
    assert len(site.asked) == 1
    watch_cited(now=NOON + HOUR + 2 * MINUTE)
    assert Look.objects.get().words == "It stands at its address."


@pytest.mark.parametrize("status", [404, 410])
def test_a_site_that_says_no_to_us_for_everything_takes_nothing_down(cited, site, status) -> None:
    _, item = cited
    site.answer = lambda _: Answer(b"Not for robots.", status=status)
    for n in range(1, 13):
        watch_cited(now=NOON + n * HOUR)
    assert kinds(item) == []
    assert "cannot be looked at from here" in Look.objects.get().words


def robots_sent_home(asked) -> Answer:
    """Whatever is asked for, the front page answers."""
    return Answer(FRONT) if asked.path == "/" else Answer(b"", status=302, headers={"Location": "/"})  # fmt: skip


def robots_told_nothing(asked) -> Answer:
    """The front page answers; whatever else is asked for is said not to be there."""
    return Answer(FRONT) if asked.path == "/" else Answer(b"Not here.", status=404)


def challenged(asked) -> Answer:
    """A page that asks whether we are human stands in front of everything."""
    return Answer(b"<p>Checking your browser. <a href='https://help.example/'>Why?</a>", status=200 if asked.path == "/" else 404)  # fmt: skip


def no_front(status):
    """The front page refuses us."""
    return lambda asked: Answer(b"No.", status=status if asked.path == "/" else 404)


@pytest.mark.parametrize(
    "site_answers",
    [robots_sent_home, robots_told_nothing, challenged, no_front(401), no_front(403), no_front(429), no_front(503)],
    ids=["home", "404", "challenge", "401", "403", "429", "503"],
)  # fmt: skip
def test_a_site_that_shows_robots_nothing_takes_nothing_down(cited, site, site_answers) -> None:
    _, item = cited
    site.answer = site_answers
    for n in range(1, 13):
        watch_cited(now=NOON + n * HOUR)
    assert kinds(item) == []
    assert "cannot be looked at from here" in Look.objects.get().words


def test_an_address_that_leads_to_the_front_page_of_a_site_that_shows_its_others_is_gone(cited, site) -> None:  # fmt: skip
    _, item = cited
    site.answer = sent_home
    watch_cited(now=NOON + HOUR)
    watch_cited(now=NOON + 2 * HOUR)
    assert kinds(item) == ["withdrawn"]
    assert Look.objects.get().words == "Its address leads to a front page now."


PLAIN = b"<div id='app'></div><script src='/app.js'></script>"  # a front page that a script draws


def another_post(url: str) -> None:
    """What the same paper has posted besides."""
    of = Item.objects.order_by("pk")[0].source
    create(url, ParsedItem(url, url, url, "Other news", "Other words."), source=of, snapshot=None, now=NOON)  # fmt: skip


NEWS = "http://paper.example/2026/other-news"


def others(front: int = 200, **more):
    """The page is gone, the front page shows no links, and every other page answers like this."""

    def answer(asked) -> Answer:
        if asked.path == "/":
            return Answer(PLAIN, status=front)
        return Answer(b"No.", status=404) if asked.path.startswith("/fire") else Answer(b"Yes.", **more)  # fmt: skip

    return answer


@pytest.mark.parametrize(
    ("url", "answers", "told"),
    [
        pytest.param(NEWS, others(), ["withdrawn"], id="another post stands"),
        pytest.param(NEWS, others(front=403), ["withdrawn"], id="though the front page is not ours"),
        pytest.param(NEWS, others(status=404), [], id="another is gone too"),
        pytest.param(NEWS, others(status=302, headers={"Location": "/"}), [], id="another leads home"),
        pytest.param("http://paper.example/login?next=/x", others(), [], id="a login"),
        pytest.param("http://paper.example/", others(), [], id="the front page"),
        pytest.param("http://paper.example/fire?utm_source=feed", others(), [], id="the same page"),
        pytest.param("http://elsewhere.example/news", others(), [], id="another site"),
    ],
)  # fmt: skip
def test_other_posts_vouch_for_a_site_whose_front_page_links_to_nothing(cited, site, url, answers, told) -> None:  # fmt: skip
    _, item = cited
    another_post(url)
    site.answer = answers
    for n in (1, 2):
        watch_cited(now=NOON + n * HOUR)
    assert kinds(item) == told


def test_no_more_than_two_of_its_other_posts_are_asked_for_at_once(cited, site) -> None:
    for n in range(9):
        another_post(f"http://paper.example/2026/other-{n}")
    Look.objects.create(item=Item.objects.get(url__endswith="other-4"), at=NOON, words=single.STANDS, due_at=NOON + HOUR * 99)  # fmt: skip
    site.answer = lambda asked: Answer(PLAIN, status=200 if asked.path == "/" else 404)
    watch_cited(now=NOON + HOUR)
    asked = [one.path for one in site.asked]
    assert asked == ["/fire", "/", "/2026/other-4", "/2026/other-8"]


WALL = "Before you go on, tell us which cookies we may keep on your device. " * 6


@pytest.mark.parametrize(
    "shown", [WALL, WORDS[:300] + " Subscribe to read on."], ids=["a wall", "a cut text"]
)
def test_a_wall_is_no_edit_of_the_page_behind_it(cited, site, shown) -> None:
    _, item = cited
    site.answer = lambda _: Answer(PAGE.replace("Fire on Sadova", "Hello").format(shown).encode(), headers={"Content-Type": "text/html"})  # fmt: skip
    assert watch_cited(now=NOON + HOUR) == []
    assert kinds(item) == []
    assert "other words" in Look.objects.get().words


def test_a_host_that_refuses_after_it_had_nothing_is_asked_seldom_too(cited, site) -> None:
    site.answer = gone
    watch_cited(now=NOON + HOUR)
    site.answer = lambda _: Answer(b"No.", status=403)
    for n in range(1, 13):
        watch_cited(now=NOON + HOUR + n * 10 * MINUTE)
    assert [one.path for one in site.asked] == ["/fire", "/", "/2026/other-news", "/fire"]


def test_pages_of_a_host_that_asks_for_patience_keep_no_others_from_their_turn(cited, site, monkeypatch) -> None:  # fmt: skip
    story, item = cited
    addresses.stop_host("busy.example", until=NOON + timedelta(days=1), words="Later.")
    monkeypatch.setattr(looks, "MOST", 3)
    for n in range(3):
        other = paste.paste(f"https://busy.example/{n}", text="Words.", by_name="Ida", now=NOON)
        make.cite(story, other, by=Person.objects.get(email="ida@desk.example"))
    Look.objects.create(item=item, at=NOON + MINUTE, due_at=NOON + HOUR)
    for seconds in (0, 15):
        watch_cited(now=NOON + HOUR + timedelta(seconds=seconds))
    assert len(site.asked) == 1


def test_slow_hosts_hold_a_worker_for_no_more_than_two_waits(cited, site, monkeypatch) -> None:
    monkeypatch.setattr(looks, "ENOUGH", -1.0)
    watch_cited(now=NOON + HOUR)
    assert site.asked == []


@pytest.mark.parametrize("why", ["spiked", "removed", "confidential", "cited nowhere"])
def test_what_nothing_rests_on_is_not_asked_for(cited, site, why) -> None:
    story, _ = cited
    if why == "spiked":
        type(story).objects.update(phase=Phase.SPIKED)
    elif why == "cited nowhere":
        story.citations.all().delete()
    else:
        Item.objects.update(**{"removed_at": NOON} if why == "removed" else {"confidential": True})
    watch_cited(now=NOON + HOUR)
    assert site.asked == []


def test_words_that_an_editor_typed_are_held_against_nothing(site) -> None:
    room = make.newsroom()
    item = paste.paste(
        "http://paper.example/fire", text="Words I read there.", by_name="Ida", now=NOON
    )
    make.cite(make.story(room), item, by=room.ida)
    assert watch_cited(now=NOON + HOUR) == []
    assert (Item.objects.get().text, Look.objects.get().words) == ("Words I read there.", "It stands at its address.")  # fmt: skip


def test_the_item_says_what_the_last_look_found(cited, site, client) -> None:
    _, item = cited
    site.answer = gone
    watch_cited(now=NOON + HOUR)
    make.as_(client, Person.objects.get(email="ida@desk.example"))
    said = client.get(reverse("desk:item", args=[item.pk])).content.decode()
    assert "Not found since" in said
    assert "Nothing is at its address any more." in said
