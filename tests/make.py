"""People of the tests, and what they work on. Ida and Nellie write, Cass and Ruth sign, Rupert is of another desk."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.test import Client

from desk import schema
from desk.copyflow import edit
from desk.copyflow.start import start
from desk.models import Desk, Person, Role, RoleName, Story
from wires.models import Item, Source
from wires.store import create, refresh_search
from wires.types import ParsedItem

NOON = datetime(2026, 7, 2, 12, 0, tzinfo=UTC)


@dataclass
class Newsroom:
    """Two desks and their people."""

    night: Desk
    ida: Person
    nellie: Person
    cass: Person
    ruth: Person
    rupert: Person


def newsroom() -> Newsroom:
    night = Desk.objects.create(
        slug="night", name="Night desk", zone="Europe/Kyiv", zone_label="Staromist"
    )
    economy = Desk.objects.create(slug="economy", name="Economy")
    people = {}
    for name, desk, role in (
        ("ida", night, RoleName.EDITOR),
        ("nellie", night, RoleName.EDITOR),
        ("cass", night, RoleName.CHIEF),
        ("ruth", night, RoleName.CHIEF),
        ("rupert", economy, RoleName.EDITOR),
    ):
        people[name] = Person.objects.create_user(f"{name}@desk.example", name.title())
        Role.objects.create(person=people[name], desk=desk, name=role)
    return Newsroom(night, **people)


def as_(client: Client, who: Person) -> Client:
    """The same browser, with another person signed in."""
    client.force_login(who)
    return client


def story(
    room: Newsroom,
    *,
    by: Person | None = None,
    headline: str = "Five hurt on Sadova Street",
    words: str = "Five people were hurt on Sadova Street, the rescue service said.",
    slug: str = "sadova",
) -> Story:
    who = by or room.ida
    made = start(room.night, slug=slug, headline=headline, by=who, now=NOON)
    write(made, words, by=who)
    made.refresh_from_db()
    return made


def write(one: Story, words: str, *, by: Person) -> None:
    one.refresh_from_db()
    steps = schema.replace_all_steps(one.doc, schema.from_paragraphs(words.split("\n\n")))
    edit.take_steps(
        one.pk, version=one.doc_version, client=f"test-{by.pk}", steps=steps, by=by, now=NOON
    )


def source(name: str = "Staromist Rescue Service", **facts) -> Source:
    key = name.lower().replace(" ", "-")
    defaults = {
        "name": name,
        "kind": "public-body",
        "control": "independent",
        "country": "UA",
        "owner": name,
        "classed_at": NOON,
        "added_at": NOON,
    }
    return Source.objects.get_or_create(key=key, defaults={**defaults, **facts})[0]


def item(
    text: str = "Sadova Street: five people hurt.",
    *,
    of: Source | None = None,
    name: str = "post/1",
    title: str = "",
    **more,
) -> Item:
    parsed = ParsedItem(
        external_id=name,
        url=f"https://t.me/{name}",
        canonical_url=f"https://t.me/{name}",
        title=title,
        text=text,
        posted_at=NOON,
    )
    made = create(name, parsed, source=of or source(), snapshot=None, now=NOON, **more)
    refresh_search([made.pk])
    return made


def cite(one: Story, cited: Item, *, by: Person, display: str = "linked") -> None:
    one.refresh_from_db()
    step = {
        "stepType": "replace",
        "from": 1,
        "to": 1,
        "slice": {
            "content": [
                {"type": "cite", "attrs": {"item": cited.pk, "text": 1, "display": display}}
            ]
        },
    }
    edit.take_steps(one.pk, version=one.doc_version, client="cite", steps=[step], by=by, now=NOON)
