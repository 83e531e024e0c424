"""Several of one kind told where one of the kind is listed: “several monitoring groups”, and one monitor. Pure."""

import re
from collections.abc import Iterator

from desk.policy import almanac
from desk.policy.attribution import TELLING
from desk.policy.cued import Cued
from desk.policy.evidence import Evidence
from desk.policy.text import in_quotes, told
from desk.policy.types import Facts, Span
from wires.links import read

COUNT = r"(?:at least |more than |as many as )?(?:several|multiple|numerous|various|a (?:number|string|series|host|handful|range|variety|chorus|couple) of|dozens of|scores of|half a dozen|two|three|four|five|six|seven|eight|nine|ten|both|many|a slew of|a raft of)"
HOUSES = r"(?:(?:news|media|press) (?:organi[sz]ations|outlets|agencies|sites|media|networks|websites|portals|titles)|(?:radio|TV|television) (?:stations|networks|channels)|outlets|media|newspapers|papers|dailies|tabloids|broadsheets|magazines|journals|broadcasters|newsrooms|publications)"
MONITORS = r"(?:(?:conflict|war|rights|human rights|election|media|monitoring|watchdog|aid|relief|observer|research) (?:groups|organi[sz]ations|monitors|bodies|missions|agencies|projects)|monitors|watchdogs|observatories|rights groups|NGOs|trackers|mappers|geolocators)"
ACCOUNTS = r"(?:(?:Telegram|X|Twitter|Facebook|social[- ]media|OSINT|open[- ]source) )?(?:channels|accounts|feeds|pages|bloggers|posters|users)"
SEVERAL = Cued(
    rf"\b(?P<all>{COUNT}\s(?:of (?:the )?)?(?:[\w-]+\s){{0,3}}?(?:(?P<monitors>{MONITORS})|(?P<accounts>{ACCOUNTS})|(?P<houses>{HOUSES})))\b(?P<rest>[^.;]{{0,80}})",
    re.IGNORECASE,
)
SPEAK = re.compile(
    rf"^(?:\s(?:in|at|from|on|of|around|across|near)\s[^,.;]{{1,40}}?)?(?:\s(?:alike|all|both|also|have|had|has|now|since|then|later|\w+ly)){{0,3}}\s(?:{TELLING}|agree[ds]?|carr(?:y|ied)|put|ran|run)\b"
)
GIVEN = re.compile(
    r"\b(?:according to|citing|(?:confirmed|reported|corroborated|backed|described|verified|counted|carried|published|echoed) (?:by|in))\s(?:the )?$",
    re.IGNORECASE,
)


def one_of_the_kind(facts: Facts, rest: list[Evidence]) -> Iterator[tuple[Span, str]]:
    """The words for several of a kind of which one is listed."""
    for sentence, said in told(facts.body, tells_of_several):
        for m in SEVERAL.finditer(said):
            span = Span(sentence.start + m.start("all"), sentence.start + m.end("all"))
            spoken = SPEAK.match(m.group("rest")) or GIVEN.search(said[: m.start()])
            if spoken and not in_quotes(facts.body.text, span) and alone(facts, rest, m):
                yield span, m.group("all")


def tells_of_several(said: str) -> bool:
    """Whether a sentence tells of several of a kind."""
    return SEVERAL.search(said) is not None


def alone(facts: Facts, rest: list[Evidence], told_of: re.Match[str]) -> bool:
    """Whether what is listed has one of the kind."""
    if told_of.group("monitors"):
        return len({e.source.key for e in rest if e.source.kind == "monitor"}) == 1 and all_known(
            rest
        )
    accounts = {link.handle.lower() for link in (read(k.href) for k in facts.links) if link.handle}
    if told_of.group("accounts"):
        return len(accounts) == 1
    hosts = {read(k.href).domain for k in facts.links if not read(k.href).handle}
    return len(hosts) + len(accounts) == 1


def all_known(rest: list[Evidence]) -> bool:
    """Whether it is known of everything that is listed what kind it is."""
    return all(e.source.kind or almanac.at_host(read(e.origin).host) for e in rest)
