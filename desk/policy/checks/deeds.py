"""What somebody did, decided or found, and paragraphs that give such a thing to nobody. Pure."""

import re
from collections.abc import Iterator

from desk.policy import known
from desk.policy.checks.linked import whole_piece
from desk.policy.checks.mentioned import loose
from desk.policy.cued import Cued
from desk.policy.figures.harmed import harms
from desk.policy.figures.numbers import Number, numbers
from desk.policy.hours import clock
from desk.policy.letters import needing
from desk.policy.sources import almanac
from desk.policy.sources.attribution import answered_for, speakers
from desk.policy.text import body_sentences, cut, quotes, sentences
from desk.policy.types import Facts, Span

HAPPENED = Cued(
    r"\b(?:hit|struck|killed|destroyed|landed|exploded|slammed|crashed|ripped|tore|fell|collapsed|burned|erupted|opened fire|shelled|bombed|attacked|"
    r"rammed|detonated|levelled|leveled|injured|wounded|arrested|detained|abducted|shot|fired|swept|derailed|sank|capsized)\b",
    re.IGNORECASE,
)
# What a laboratory, a court or a police finds: nobody knows it of himself.
FOUND = Cued(
    r"\b(?:tested (?:positive|negative)|(?:was|were|came back|proved|is|are) (?:positive|negative) for|samples? (?:\w+ ){0,3}?(?:showed|contained|reached|confirmed)|contracted|infected with|quarantined|"
    r"(?:cases?|patients?|contacts?|infections?) (?:was|were|have been|had been|has been) (?:confirmed|recorded|registered|detected|traced|listed|found|isolated)|"
    r"(?:was|were|has been|have been|had been) (?:sentenced|convicted|acquitted|indicted|remanded|extradited|charged with|found guilty|arrested|detained|deported|dismissed|seized|impounded)|pleaded (?:not )?guilty)\b",
    re.IGNORECASE,
)
# What a piece accuses somebody of: money moved, papers forged, people not told.
GRAVE = Cued(
    r"\b(?:bribe[sd]?|bribery|embezzl\w+|launder(?:ed|ing)|siphon\w*|kickbacks?|forged|falsified|smuggled|stole|stolen|looted|defrauded|blackmailed|extorted|poisoned|cover(?:ed)? (?:it |this )?up|hushed up|concealed|destroyed the (?:file|evidence|records|papers)|"
    r"told (?:nobody|no one|none of)|never told|without telling|fled the country|left the country|(?:police|officers|agents|detectives) (?:came|searched|raided|arrived)|(?:a |the |his |her )?warrant (?:was|had been|has been)|"
    r"(?:moved|wired|shifted|transferred|sent|paid)\s(?:[\w.,]+ ){1,4}?(?:out|abroad|offshore|into (?:an? |his |her |their )?(?:private )?accounts?|to an account|through a bank)|(?:had|have|has) (?:the |[\w.]+ )(?:\w+ ){0,3}?moved to|cut (?:off )?the (?:water|power|gas|heat|supply|light)|left (?:open|unguarded|unrepaired|to die))\b",
    re.IGNORECASE,
)
# Somebody spoke to us, or we were there: our own reporting needs no link.
OUR_OWN = Cued(
    r"\b(?:[Tt]his (?:desk|newspaper|newsroom|publication|reporter|correspondent|column|writer)|told (?:us|me)|our (?:reporters?|correspondents?|photographer)|[Ww]e (?:were|saw|heard|stood|watched|counted|met|asked|spoke|visited|walked|went|wrote|rang)|I (?:was|saw|heard|stood|watched|counted|met|asked|spoke|visited|walked|went|rang))\b"
)
# What somebody did or decided, as nobody knows of himself.
DONE = Cued(
    r"\b(?:condemned|closed|shut|ordered|banned|suspended|dismissed|sacked|fired|approved|signed|paid|spent|lost|cost|owed|sold|bought|hired|laid off|evacuated|displaced|infected|escaped|got out|set on fire|torched|looted|raided|seized|freed|released|deported|withdrawn|recalled|cancelled|canceled|burned|burnt|flooded|smashed|robbed|stolen|pulled down|torn down|cut off|rigged|forged|stamped|poisoned|dumped|flown|smuggled|demolished|confiscated|occupied|captured|surrounded|stormed|mined|jammed|hacked|leaked|deleted)\b"
)
# The same as a log tells it: “A second lorry hits the gate at 11:50”, “The mole collapses and takes two cranes with it”.
THING = r"(?:strikes?|drones?|missiles?|shells?|rockets?|bombs?|mines?|blasts?|explosions?|fires?|waves?|floods?|storms?|slides?|landslides?|avalanches?|trains?|trams?|bus(?:es)?|coach(?:es)?|cars?|lorr(?:y|ies)|trucks?|vans?|boats?|ships?|ferr(?:y|ies)|barges?|tankers?|planes?|jets?|helicopters?|bridges?|walls?|roofs?|towers?|masts?|pylons?|cranes?|buildings?|houses?|blocks?|balcon(?:y|ies)|stands?|dams?|dykes?|moles?|piers?|tunnels?|trees?|parapets?|chimneys?|depots?|warehouses?|slopes?|cliffs?)"
DOES = Cued(
    rf"^(?:A|An|Another|The|Two|Three|Four|Five) (?:[\w’-]+ ){{0,2}}?{THING} (?:hits?|strikes?|falls?|collapses?|crash(?:es)?|explodes?|sinks?|burns?|derails?|capsizes?|slams?|rips?|destroys?|comes?|goes|cuts?|kills?|drowns?|floods) (?:at|on|in|near|into|off|over|through|and|down|the|an?|its|\d+)\b"
    r"|^(?:More than|At least|About|Some|Over|Nearly|Up to) [\d,]+ (?:[\w’-]+ ){1,2}?(?:cross|flee|drown|march|sleep) [a-z]"
)
STANDS = Cued(r"\b(?:opens?|closes?|shuts?|starts?|begins?|runs?|leaves?) (?:at|on|from|until|by)\b|\b(?:shares?|index|stocks?|yields?|futures|currenc(?:y|ies)|bourse|exchange rate)\b|\b(?:is|are) (?:\w+ly )?(?:\w+ed|shut|sold|set|cut|paid|lost|burnt|stolen|flown|held|kept|built|made|run)\b|\b(?:ago|used to|every|each|usually|always|often|as a rule)\b")  # fmt: skip
# What goes on about what was credited before, and quakes, of which every observatory tells.
TAKES_UP = re.compile(r"\bmagnitude\b|^(?!.*\b(?:was|were|had|has|have)\b).*\b(?:will|would|shall)\b|^(?:[-–—•*\d]|(?:Nor|Neither|And|But|Yet|He|She|They|It|His|Her|Their|Its|This|That|These|Those|Such|Both|All|Others?|Another|There|Then|So|Here|We|I|You)\b|[A-Z][\w’-]+(?: [a-z]+){0,2}:\s"
    # “The vessel struck at 4.50am”, “The bulletin gives these”: of what the lede credits, or itself a credit.
    r"|The (?:vessel|ship|boat|ferry|tanker|plane|aircraft|jet|helicopter|bus|coach|train|tram|car|lorry|truck|blaze|fire|blast|explosion|quake|earthquake|tremor|storm|wave|attack|raid|strike|shelling|accident|crash|collision|collapse|landslide|avalanche|derailment) (?:\w+ ){0,2}?(?:struck|hit|fell|sank|came|went|broke|began|started|happened|occurred|landed|exploded|capsized|derailed|ran|caught|left|lasted|was|had)\b"
    r"|The (?:bulletin|report|statement|list|notice|document|table|filing|release|advisory|communiqué|ruling|order|letter|note|survey|study|audit|indictment|complaint|register) (?:gives?|says?|said|lists?|listed|shows?|showed|puts?|names?|named|counts?|counted|adds?|added|tells?|told|leaves?|blames?|blamed)\b)")  # fmt: skip


def our_own(text: str) -> bool:
    """Whether a block says that we were there or that somebody spoke to us."""
    return OUR_OWN.search(text) is not None


def between_credits(facts: Facts) -> Iterator[Span]:
    """A paragraph that tells a deed with its hour or a figure and gives it to nobody, in a piece that credits the rest."""
    if not whole_piece(facts):
        return
    first = body_sentences(facts.body)[:1]
    end = facts.body.text.find("\n", first[0].start) if first else -1
    for span in known.prose(facts.body, stands_bare):
        if 0 <= end < span.start and not history(cut(facts.body.text, span), year_of(facts)):
            yield span
            return


@needing(HAPPENED.letters, FOUND.letters, GRAVE.letters, DONE.letters, DOES.letters)
def stands_bare(text: str) -> tuple[Span, ...]:
    """The first sentence of a block that gives to nobody what it says was done."""
    spans = sentences(text)
    said = cut(text, spans[0]) if spans else ""
    done = any(p.search(said) for p in (HAPPENED, FOUND, GRAVE, DONE, DOES))
    if (
        not done
        or PUBLIC_HOURS.match(said)
        or TAKES_UP.search(said)
        or STANDS.search(said)
        or harms(said)
        or our_own(text)
    ):
        return ()
    figured = any(
        counts(n) and not MEASURES.match(said, n.end) for n in numbers(said)
    ) or clock.hours(said, 2000)
    if not figured or quotes(text) or almanac.named(text) or speakers(text) or loose(text):
        return ()
    if any(answered_for(cut(text, span)) for span in spans):
        return ()
    return (Span(spans[0].start, spans[0].start + len(said.rstrip("."))),)


# What opens and closes by law, for everybody to know.
PUBLIC_HOURS = re.compile(r"(?:The )?(?:[Pp]olls|[Pp]olling (?:stations|places)|[Vv]oting|[Tt]rading)\b[^,.;:]{0,40}?\s(?:closed|opened|began|ended|started)\b")  # fmt: skip


# A length of time or a size tells how long or how large, and is no count that somebody made.
MEASURES = re.compile(r"[ -](?:seconds?|minutes?|hours?|nights?|days?|weeks?|fortnights?|months?|years?|decades?|storeys?|stories|floors?|metres?|meters?|kilometres?|kilometers?|miles?|km|m|feet|inches|acres|hectares|degrees|percent|per cent)\b")  # fmt: skip


def counts(number: Number) -> bool:
    """Whether a number counts something: it is no year and no “one”."""
    year = number.said.isdigit() and len(number.said) == 4 and 1500 <= number.value <= 2100
    return number.value >= 2 and not year


def history(said: str, now: int | None) -> bool:
    """Whether a sentence tells of years before the piece."""
    years = [int(y) for y in re.findall(r"\b(?:1[6-9]|20)\d\d\b", said)]
    return now is not None and bool(years) and all(y < now for y in years)


def year_of(facts: Facts) -> int | None:
    """The year of a piece."""
    return facts.published_at.year if facts.published_at else None
