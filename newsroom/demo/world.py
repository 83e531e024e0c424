"""The invented city of Staromist and those who report from it. Nobody and nothing here is real."""

from dataclasses import dataclass
from typing import Any

NOTICE = "Invented sample: no such place, people or outlet exists."


@dataclass(frozen=True, slots=True)
class DemoSource:
    """One invented source: how it is served, and what two invented people class it as."""

    name: str
    address: str
    form: str
    facts: dict[str, Any]


def facts(
    kind: str, control: str, country: str, owner: str, *, side: str = "", voice: str = "institution"
) -> dict[str, Any]:
    """The facts of a class."""
    return {
        "kind": kind,
        "control": control,
        "country": country,
        "owner": owner,
        "side": side,
        "voice": voice,
    }


SOURCES = (
    DemoSource("Staromist Rescue Service", "http://channels.example/s/staromist_rescue", "telegram",
               facts("public-body", "independent", "UA", "City of Staromist (invented)")),
    DemoSource("Staromist Transit", "http://staromist.example/transit.rss", "rss",
               facts("public-body", "independent", "UA", "Staromist Transit (invented)")),
    DemoSource("Nightwatch Monitor", "http://channels.example/s/nightwatch_mon", "telegram",
               facts("monitor", "independent", "", "Nightwatch (invented)")),
    DemoSource("Lantern Wire", "http://lantern.example/world.atom", "atom",
               facts("agency", "independent", "IE", "Lantern Cooperative (invented)", voice="outlet")),
    DemoSource("Staromist Post", "http://post.example/news.rss", "rss",
               facts("outlet", "independent", "UA", "Staromist Post Ltd (invented)", voice="outlet")),
    DemoSource("Frontline Digest", "http://channels.example/s/frontlinedigest", "telegram",
               facts("aggregator", "", "", "", voice="outlet")),
    DemoSource("Vestnik Line", "http://channels.example/s/vestnikline", "telegram",
               facts("outlet", "state-run", "RU", "Ministry press office (invented)", voice="outlet")),
)  # fmt: skip

STREETS = (
    "Sadova Street",
    "Lypova Street",
    "Millers’ Row",
    "Quay Street",
    "Station Square",
    "Garden Lane",
    "Bakers’ Hill",
    "Weir Road",
)
PLACES = (
    "a block of flats",
    "a bakery",
    "a tram stop",
    "a school gym",
    "a clinic",
    "a row of garages",
    "a library",
    "a boiler house",
)
