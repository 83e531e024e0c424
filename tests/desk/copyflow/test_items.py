"""Verbs on items: one event or two, a translation, a removal; and what cited items have become."""

from datetime import timedelta

import pytest

from desk import blocks, facts, item_facts
from desk.copyflow.approve import approve
from desk.copyflow.item_news import embargoed_until, item_news
from desk.copyflow.publish import publish
from desk.copyflow.regroup import merge_events, split_event
from desk.copyflow.remove import remove_item
from desk.copyflow.report import paste, report
from desk.copyflow.submit import submit
from desk.copyflow.translate import translate
from desk.errors import NotYours, Unsound
from desk.models import LogEntry, Publication, PublicPage
from tests import make
from tests.make import NOON
from wires.models import Item
from wires.store import rewrite, withdraw
from wires.types import ParsedItem

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)
WORDS = "Sadova Street: five people hurt when a shell hit the high-rise, says a woman who lives on the ninth floor."  # fmt: skip


@pytest.fixture
def room():
    return make.newsroom()


def item(name: str = "post/1", text: str = WORDS, **more) -> Item:
    return make.item(text, name=name, of=make.source(f"Source of {name}", **more))


def later(row: Item, title: str = "", text: str = "Other.", **more) -> None:
    anew = ParsedItem(row.external_id, row.url, row.key, title, text, **more)
    rewrite(Item.objects.get(pk=row.pk), anew, snapshot=None, now=LATER)


def test_events_are_merged_and_split_by_name(room) -> None:
    one, two = item("a/1"), item("b/1", "The river rose in the night.")
    kept = merge_events([one, two], by=room.ida, now=NOON, why="one storm")
    assert {i.cluster_id for i in Item.objects.all()} == {kept.pk}
    split_event([two], by=room.ida, now=NOON)
    assert [e.verb for e in LogEntry.objects.order_by("id")] == ["merge", "split"]
    with pytest.raises(Unsound):
        split_event([two], by=room.ida, now=NOON)


def test_a_confidential_item_is_in_no_event(room) -> None:
    hidden = report(words="Names.", by=room.ida, now=NOON, confidential=True)
    with pytest.raises(Unsound):
        merge_events([item(), hidden], by=room.ida, now=NOON)


def test_a_translation_names_its_translator(room) -> None:
    row = item()
    by_hand = translate(row, words="Вулиця Садова", language="uk", by=room.ida, now=NOON)
    by_rote = translate(row, words="Садова", language="uk", by=room.ida, now=NOON, machine="Opus")
    assert (by_hand.by_person, by_hand.by_machine) == ("Ida", "")
    assert (by_rote.by_person, by_rote.by_machine) == ("", "Opus")
    with pytest.raises(Unsound):
        translate(row, words="x", language="uk", by=room.ida, now=NOON, text_number=7)


def published(room, row: Item):
    one = make.story(room)
    make.cite(one, row, by=room.ida)
    one.refresh_from_db()
    submit(one, by=room.ida, now=NOON)
    approve(one, version_number=1, by=room.cass, now=NOON)
    publish(one, by=room.cass, now=NOON)
    one.refresh_from_db()
    return one


def test_a_removal_reaches_draft_and_page_and_says_so(room) -> None:
    row = item()
    one = published(room, row)
    before = bytes(PublicPage.objects.get(story=one).body).decode()
    assert "Source of post/1" in before
    done = remove_item(row, ground="safety", by=room.cass, now=LATER, why="she asked us")
    assert [d.pk for d in done.drafts] == [one.pk]
    assert [p.story_id for p in done.publications] == [one.pk]
    after = bytes(PublicPage.objects.get(story=one).body).decode()
    assert "removed on 2 July, for safety" in after
    for trace in ("Source of post/1", "t.me/post/1", "ninth floor"):
        assert trace not in after
        assert trace not in str(Publication.objects.get().sources)
    assert LogEntry.objects.filter(verb="remove", by=room.cass).exists()
    assert "she asked" not in after


def test_only_a_chief_or_law_removes_and_only_on_a_ground(room) -> None:
    row = item()
    with pytest.raises(NotYours):
        remove_item(row, ground="safety", by=room.ida, now=NOON)
    with pytest.raises(Unsound):
        remove_item(row, ground="taste", by=room.cass, now=NOON)


def test_removed_reporting_leaves_no_words_in_the_log(room) -> None:
    row = report(words=WORDS, by=room.ida, now=NOON)
    remove_item(row, ground="privacy", by=room.cass, now=NOON)
    assert not LogEntry.objects.filter(words__contains="Sadova").exists()


def test_nobody_pastes_it_again(room) -> None:
    row = item()
    remove_item(row, ground="court", by=room.cass, now=NOON)
    with pytest.raises(Unsound, match="removed on 2 July, for a court’s order"):
        paste("https://t.me/post/1", by=room.ida, now=NOON)


def kinds(story) -> list[str]:
    return [n.kind for n in item_news([story], now=LATER).get(story.pk, [])]


def test_what_becomes_of_a_cited_item_is_told_in_draft_and_print(room) -> None:
    row = item()
    one = published(room, row)
    assert kinds(one) == []
    later(row, "MANDATORY KILL", "The report about Sadova Street is wrong.")
    news = item_news([one], now=LATER)[one.pk]
    assert [n.kind for n in news] == ["killed", "edited"]
    assert "MANDATORY KILL" in news[0].words
    assert (news[0].in_draft, news[0].in_print) == (True, True)
    held = item_facts.item_facts(Item.objects.get(pk=row.pk), row.texts.get(number=1), {}, 1)
    assert (held.withdrawn, held.changed_since_cited) == (True, True)


def test_a_withdrawal_and_a_correction_are_told_apart(room) -> None:
    row = item()
    one = make.story(room)
    make.cite(one, row, by=room.ida)
    later(row, "CORRECTS number of hurt", WORDS.replace("five", "six"))
    withdraw(Item.objects.get(pk=row.pk), now=LATER)
    assert kinds(one) == ["gone", "corrected", "edited"]


def test_a_story_inherits_the_embargo_of_what_it_cites(room) -> None:
    row = item()
    one = make.story(room)
    make.cite(one, row, by=room.ida)
    until = NOON + timedelta(hours=18)
    later(row, "", f"{WORDS} ", embargo_until=until)
    assert embargoed_until(one, now=LATER) == (until, [row])
    assert "embargoed" in kinds(one)
    assert embargoed_until(one, now=until) == (None, [])


def test_an_embargo_without_its_hour_is_still_one(room) -> None:
    row = item("n/1", "EMBARGOED UNTIL Thursday morning\n\nThe report says that prices rose.")
    one = make.story(room)
    make.cite(one, row, by=room.ida)
    assert embargoed_until(one, now=LATER) == (None, [row])
    assert item_news([one], now=LATER)[one.pk][0].words.startswith("Under embargo, no hour stated")


def test_a_quotation_that_only_a_machine_translated_is_asked_about(room) -> None:
    row = item("u/1", "На Садовій вулиці поранено п’ятьох, каже жінка з дев’ятого поверху.")
    Item.objects.filter(pk=row.pk).update(language="uk")
    one = make.story(room, words="“Five of us were hurt on this street,” she said, in words translated here.")  # fmt: skip
    make.cite(one, row, by=room.ida)
    one.refresh_from_db()
    given = facts.citations_of(one, blocks.plain(one.doc), {})
    assert (given[0].item.translator, given[0].item.by_machine) == ("", "")
    translate(row, words="Five hurt", language="en", by=room.ida, now=NOON, machine="Opus")
    given = facts.citations_of(one, blocks.plain(one.doc), {})
    assert given[0].item.by_machine == "Opus"
    translate(row, words="Five of us hurt", language="en", by=room.ida, now=NOON)
    given = facts.citations_of(one, blocks.plain(one.doc), {})
    assert (given[0].item.translator, given[0].item.by_machine) == ("Ida", "")
