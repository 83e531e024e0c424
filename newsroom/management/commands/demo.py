"""Make the demo newsroom through the desk's own verbs, where the desk is empty."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils.timezone import now

from desk.copyflow.classify import approve_class, propose_class
from desk.copyflow.notes import approve_note, load_pack
from desk.copyflow.register_wire import register_wire
from desk.copyflow.start import start
from desk.copyflow.watch import set_watch
from desk.models import Desk, Person, Role, RoleName
from newsroom.demo.world import SOURCES

PEOPLE = (
    ("ida@desk.example", "Ida Marsh", "night", RoleName.EDITOR),
    ("nellie@desk.example", "Nellie Voss", "night", RoleName.EDITOR),
    ("cass@desk.example", "Cass Arden", "night", RoleName.CHIEF),
    ("ruth@desk.example", "Ruth Okafor", "night", RoleName.CHIEF),
    ("rupert@desk.example", "Rupert Lind", "economy", RoleName.EDITOR),
    ("lena@desk.example", "Lena Brandt", None, RoleName.LAW),
    ("ada@desk.example", "Ada Holm", None, RoleName.ADMINISTRATOR),
)
PACKS = ("russia-ukraine", "sourcing-and-numbers")


class Command(BaseCommand):
    """`demo [--if-empty]`."""

    help = "Make an invented newsroom: people, sources, notes, one story."

    def add_arguments(self, parser: CommandParser) -> None:
        """Nothing happens on a desk that has people, unless asked."""
        parser.add_argument("--if-empty", action="store_true")

    @transaction.atomic
    def handle(self, *_: Any, **given: Any) -> None:
        """Everything or nothing; all people here are invented."""
        if Person.objects.exists():
            if not given["if_empty"]:
                self.stdout.write("There are people on this desk already; nothing was made.")
            return
        hour = now() - timedelta(seconds=5)
        night = Desk.objects.create(
            slug="night", name="Night desk", zone="Europe/Kyiv", zone_label="Staromist"
        )
        economy = Desk.objects.create(slug="economy", name="Economy", zone="UTC", zone_label="UTC")
        people: dict[str, Person] = {}
        for email, name, where, role in PEOPLE:
            person = Person.objects.create_user(email, name)
            person.invented = True
            person.save(update_fields=["invented"])
            Role.objects.create(
                person=person, desk={"night": night, "economy": economy}.get(where or ""), name=role
            )
            people[email.split("@")[0]] = person
        self.sources(people, hour)
        for pack in PACKS:
            for version in load_pack(pack, by=people["ida"], now=hour):
                approve_note(version, by=people["cass"], now=hour)
        story = start(
            night,
            slug="staromist-strikes",
            headline="",
            topics=["russia-ukraine-war"],
            places=["staromist"],
            by=people["ida"],
            now=hour,
        )
        set_watch(
            night,
            query="Staromist AND (hurt OR hit OR explosion)",
            story=story,
            by=people["ida"],
            now=hour,
        )
        self.stdout.write("The demo newsroom is made. Its people, sources and posts are invented.")

    def sources(self, people: dict[str, Person], hour: Any) -> None:
        """Wires of the sample server, classed by two invented people."""
        for one in SOURCES:
            wire = register_wire(
                name=one.name,
                address=one.address,
                by=people["ada"],
                now=hour,
                floor_s=4,
                invented=True,
            )
            wire.interval_s, wire.ceiling_s = 4, 6
            wire.save(update_fields=["interval_s", "ceiling_s"])
            proposal = propose_class(
                wire.source,
                facts=one.facts,
                evidence="Invented for the demo newsroom.",
                by=people["ida"],
                now=hour,
            )
            approve_class(proposal, by=people["cass"], now=hour)
