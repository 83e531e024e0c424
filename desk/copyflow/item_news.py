"""What the wires say of items after they were cited: killed, corrected, embargoed, gone, removed, edited.

One place tells it of drafts and of what readers have; the board, the story and the log ask here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from desk import blocks
from desk.models import Citation, PublicPage, Story
from wires import advisories, pictures
from wires.counting import counted_since
from wires.models import Act, Advisory, Count, Item, PictureChange

ORDER = (
    "removed",
    "killed",
    "embargoed",
    "advised",
    "gone",
    "corrected",
    "edited",
    "pictured",
    "recounted",
)


@dataclass(frozen=True, slots=True)
class ItemNews:
    """One piece of news of one cited item: what, in words, since when, and where it is cited."""

    story: int
    item: Item
    kind: str
    words: str
    at: datetime | None
    in_draft: bool
    in_print: bool


DOUBTS = {
    Act.KILLED: "killed this",
    Act.CORRECTED: "corrected this",
    Act.EMBARGOED: "put this under embargo",
    Act.LIFTED: "lifted the embargo on this",
}
Said = list[tuple[str, str, datetime | None]]


@dataclass(frozen=True, slots=True)
class Around:
    """What is known beside the items: embargoes without an hour, later counts, the hour now."""

    barred: set[int]
    counts: dict[int, list[tuple[Count, Count]]]
    doubts: dict[int, list[Advisory]]
    pictures: dict[int, list[PictureChange]]
    now: datetime


def item_news(stories: Sequence[Story], *, now: datetime) -> dict[int, list[ItemNews]]:
    """By story, the gravest first. What an editor has looked at and let stand is no news; a kill,
    an embargo and a removal are until the citation is gone."""
    drafts, printed = by_story(stories), cited_in_print(stories)
    wanted = {pk for held in drafts.values() for pk in held}
    wanted |= {pk for held in printed.values() for pk in held}
    items = {
        i.pk: i
        for i in Item.objects.filter(pk__in=wanted).select_related(
            "source", "removal", "origin__source"
        )
    }
    around = Around(
        without_hour(items), recounted(items), advisories.of(items), pictures.changes(items), now
    )
    printed_at = hours_of_print(stories)
    found: dict[int, list[ItemNews]] = {}
    for story in stories:
        rows, out = drafts.get(story.pk, {}), printed.get(story.pk, {})
        news = [
            ItemNews(story.pk, items[pk], kind, words, at, pk in rows, pk in out)
            for pk in sorted((rows.keys() | out.keys()) & items.keys())
            for kind, words, at in (
                *said_of(items[pk], rows.get(pk), out.get(pk, 0), around),
                *pictured(items[pk], rows.get(pk), printed_at.get(story.pk), around),
            )
        ]
        if news:
            found[story.pk] = sorted(news, key=lambda n: (ORDER.index(n.kind), n.item.pk))
    return found


def by_story(stories: Iterable[Story]) -> dict[int, dict[int, Citation]]:
    """Citations of drafts by story and item; of several texts, the one cited last."""
    found: dict[int, dict[int, Citation]] = {}
    rows = Citation.objects.filter(story__in=[s.pk for s in stories]).order_by("text_number")
    for row in rows:
        found.setdefault(row.story_id, {})[row.item_id] = row
    return found


def cited_in_print(stories: Iterable[Story]) -> dict[int, dict[int, int]]:
    """Items that readers' pages cite, with the text cited, by story; retracted pages cite nothing."""
    pages = PublicPage.objects.filter(story__in=[s.pk for s in stories]).exclude(state="retracted")
    found: dict[int, dict[int, int]] = {}
    for page in pages.select_related("publication__version"):
        for cite in blocks.plain(page.publication.version.doc).cites:
            held = found.setdefault(page.story_id, {})
            held[cite.item] = max(held.get(cite.item, 0), cite.text)
    return found


def without_hour(items: Iterable[int]) -> set[int]:
    """Items under an embargo that names no hour."""
    rows = Item.objects.filter(pk__in=list(items), embargoed=True, embargo_until=None)
    return set(rows.values_list("pk", flat=True))


def recounted(items: Iterable[int]) -> dict[int, list[tuple[Count, Count]]]:
    """Counts of cited items beside the newest of the same counter and place, by item."""
    found: dict[int, list[tuple[Count, Count]]] = {}
    for old, new in counted_since(items):
        found.setdefault(old.item_id, []).append((old, new))
    return found


def said_of(item: Item, row: Citation | None, printed: int, around: Around) -> Said:
    """What there is to tell of one cited item."""
    if item.removed_at:
        words = f"An item of {item.source.name} was {item.removal.words}"
        return [("removed", words, item.removed_at)]
    return agency_says(item, around) + since_cited(item, row, printed, around)


def agency_says(item: Item, around: Around) -> Said:
    """A kill, an embargo, a correction."""
    said: Said = []
    name, until = item.source.name, item.embargo_until
    if item.killed_at:
        words = f"{name} killed this: {item.notice or 'no reason given'}"
        said.append(("killed", words, item.killed_at))
    elif item.origin and item.origin.killed_at and not item.origin.confidential:
        words = f"{item.origin.source.name} killed the report that this passes on"
        said.append(("killed", words, item.origin.killed_at))
    if until and until > around.now:
        said.append(("embargoed", f"Embargoed until {hour(until)}", until))
    elif item.pk in around.barred and not until:
        said.append(("embargoed", f"Under embargo, no hour stated: {item.notice}", None))
    said += [("advised", doubt(one), one.at) for one in around.doubts.get(item.pk, [])]
    if item.corrected_at and not item.killed_at:
        said.append(("corrected", f"{name} corrected this: {item.notice}", item.corrected_at))
    return said


def doubt(row: Advisory) -> str:
    """What a notice may mean, and by what it was found."""
    return f"{row.notice.source.name} may have {DOUBTS[Act(row.act)]}, going by {row.by_what}: say so on its page"


def since_cited(item: Item, row: Citation | None, printed: int, around: Around) -> Said:
    """Gone, edited or counted anew after somebody last looked."""
    seen = max(row.text_number, row.seen_text) if row else printed
    said: Said = []
    if item.withdrawn_at and not item.killed_at and not (row and row.seen_gone_at):
        said.append(("gone", f"{item.source.name} has taken this down", item.withdrawn_at))
    if item.texts_count > seen:
        words = f"{item.source.name} changed this after it was cited"
        said.append(("edited", words, item.edited_at))
    return said + [
        ("recounted", f"{new.counter}: {old.said} → {new.said} {new.harm}", new.as_of)
        for old, new in around.counts.get(item.pk, [])
    ]


def hours_of_print(stories: Iterable[Story]) -> dict[int, datetime]:
    """When what readers have now went out, by story."""
    pages = PublicPage.objects.filter(story__in=[s.pk for s in stories])
    return dict(pages.values_list("story_id", "publication__published_at"))


def pictured(item: Item, row: Citation | None, printed: datetime | None, around: Around) -> Said:
    """Its pictures are others than when it was cited or somebody last looked; the last change is told."""
    since = (row.seen_pictures_at or row.cited_at) if row else printed
    made = [one for one in around.pictures.get(item.pk, []) if since is None or one.at > since]
    if item.removed_at or not made:
        return []
    return [("pictured", f"{item.source.name} {made[0].words}", made[0].at)]


def hour(at: datetime) -> str:
    """“06:00 UTC on 2 July”."""
    return f"{at:%H:%M} UTC on {at.day} {at:%B}"


def embargoed_until(story: Story, *, now: datetime) -> tuple[datetime | None, list[Item]]:
    """The embargo a story inherits from what its draft cites: the latest hour, and whose it is.

    An item under embargo without an hour is listed too, and gives none.
    """
    ids = list(Citation.objects.filter(story=story).values_list("item", flat=True))
    items = {i.pk: i for i in Item.objects.filter(pk__in=ids).select_related("source")}
    barred = without_hour(items)
    held = [
        i for i in items.values() if i.pk in barred or (i.embargo_until and i.embargo_until > now)
    ]
    hours = [i.embargo_until for i in held if i.embargo_until]
    return max(hours, default=None), sorted(held, key=lambda i: i.pk)
