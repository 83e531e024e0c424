"""Pairs of items with their labels: wire edits of one report, and other reports in the same form of words.

Edits are made of real or invented texts; forms are what desks see every day: weather, markets, tolls,
alarms, quakes, results, the demo's own street reports.
"""

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from wires.cluster import Told
from wires.parse import Unreadable, parse
from wires.shingles import Shape

ROOT = Path(__file__).resolve().parents[2]
CLEAN = ROOT / "tests" / "desk" / "policy" / "clean-d.jsonl"
CORPUS = ROOT.parent / "shared" / "corpus"
BEGAN = datetime(2026, 7, 1, 6, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two items, what was done to make the second, and whether they are one report."""

    one: Told
    other: Told
    made: str
    same: bool


def pair(one: str, other: str, made: str, *, same: bool, hours: float = 2, source: int = 2) -> Pair:
    first = Told(1, 1, BEGAN, Shape(one))
    return Pair(first, Told(2, source, BEGAN + timedelta(hours=hours), Shape(other)), made, same)


def sentences(text: str) -> list[str]:
    return [s for s in re.split(r"(?<=[.!?])\s+", text) if s]


def long_enough(text: str, words: int = 14) -> bool:
    return len(re.findall(r"\w+", text)) >= words


# Wire edits: the same report as it comes again.


def lead(text: str, rng: random.Random, others: list[str]) -> str:
    said = sentences(text)
    return " ".join(said[: 1 if long_enough(said[0]) else 2])


def half(text: str, rng: random.Random, others: list[str]) -> str:
    said = sentences(text)
    return " ".join(said[: max(1, len(said) // 2)])


def writethru(text: str, rng: random.Random, others: list[str]) -> str:
    said = sentences(text)
    for _ in range(len(said) // 4):
        said[rng.randrange(1, len(said))] = rng.choice(sentences(rng.choice(others)))
    said.insert(0, rng.choice(["UPDATE 2", "2nd Ld-Writethru", "RECASTS", "CORRECTED"]) + ":")
    return " ".join(said)


def swapped(text: str, rng: random.Random, others: list[str], share: float) -> str:
    words = text.split(" ")
    spare = [w for w in rng.choice(others).split() if w.islower()] or ["also"]
    for at in rng.sample(range(len(words)), int(len(words) * share)):
        words[at] = rng.choice(spare)
    return " ".join(words)


def tenth(text: str, rng: random.Random, others: list[str]) -> str:
    return swapped(text, rng, others, 0.10)


def quarter(text: str, rng: random.Random, others: list[str]) -> str:
    return swapped(text, rng, others, 0.25)


def boilerplate(text: str, rng: random.Random, others: list[str]) -> str:
    before = rng.choice(["(Agency) — ", "By our staff. ", "STAROMIST, July 1 — "])
    after = rng.choice(
        [
            " Read more on our site. All rights reserved, no part may be copied.",
            " This story was produced by the agency’s desk. Sign up for our morning letter.",
            " Follow us: https://t.me/lantern | https://x.com/lantern",
        ]
    )
    return before + text + after


def relay(text: str, rng: random.Random, others: list[str]) -> str:
    cut = " ".join(text.split()[: rng.randint(25, 70)])
    before = rng.choice(["⚡️ via @nightwatch: ", "🔴 BREAKING | ", "Forwarded: ", "RT @rescue: "])
    return before + cut + rng.choice(["", " …", " 👉 Subscribe @digest", " #breaking"])


def counted_anew(text: str, rng: random.Random, others: list[str]) -> str:
    """The same report with its first number raised and a sentence more."""
    more = rng.choice(sentences(rng.choice(others)))
    raised = re.sub(
        r"\b\d{1,3}\b", lambda m: str(int(m.group()) + rng.randint(1, 4)), text, count=1
    )
    return f"{raised} {more}"


EDITS = (lead, half, writethru, tenth, quarter, boilerplate, relay, counted_anew)

# The same form of words, another event.

CITIES = "Kharkiv Odesa Sumy Zaporizhzhia Dnipro Mykolaiv Kherson Chernihiv Poltava Lviv Gaza Khan-Younis Beirut Aleppo Khartoum Omdurman Goma Bukavu Izmir Antakya Manila Cebu Lagos Kano Quito Lima".split()  # fmt: skip
STREETS = ["Sadova Street", "Lypova Street", "Harbour Road", "Station Square", "Mill Lane", "Orchard Street", "Bridge Street", "Old Market"]  # fmt: skip
PLACES = ["a school", "a bakery", "a garage", "two houses", "a kindergarten", "a warehouse", "a pharmacy", "a block of flats"]  # fmt: skip
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
TEAMS = ["Rovers", "United", "Dynamo", "Athletic", "Sparta", "Olimpia", "Wanderers", "Real"]
FORMS = {
    "weather": "Weather for {city} on {day}: morning temperatures of {n} degrees, rising to {m} in the afternoon. Wind from the west at {k} kilometres an hour, with a {p} per cent chance of rain. Sunrise at 5:{q}, sunset at 20:{r}. The weather service advises drivers to take care.",
    "market": "Stocks in {city} closed {p} points higher on {day}, with the main index at {n}{m}.{k}. Brent crude stood at {q}.{r} dollars a barrel and gold at {m}{k}. Analysts said that investors await the central bank’s decision. The currency traded at {n}.{q} to the dollar.",
    "toll": "At least {n} people were killed and {m} wounded in a strike on {city}, the regional governor said on {day}. Rescuers are still searching under the rubble, and the number of victims may rise. Emergency services work at the scene.",
    "alarm": "Explosions were heard in {city} during the air raid alert, local channels report. Residents are asked to stay in shelters until the all clear is given by the authorities. {place} may be hit.",
    "quake": "A magnitude {k}.{n} earthquake struck {q} kilometres south of {city} on {day}, at a depth of {m} kilometres, the geological survey said. There were no immediate reports of damage or casualties.",
    "result": "{team} beat {other} {k}-{j} at home on {day} in front of {m},{n} spectators. The goals came in minutes {n} and {p}. The coach said that the team had worked hard and deserved the three points.",
    "street": "{street}, {n}: {k} people hurt, {place} damaged. Residents are led to the nearest shelter. Crews work on the upper floors.",
    "losses": "The general staff said that the enemy lost {n}{m} soldiers over the past day, as well as {k} tanks, {p} artillery systems and {q} drones. Since the beginning, losses are put at {n}{r},{m}0. The figures could not be checked independently.",
    "outage": "Power will be cut in {city} from {j} to {k} o’clock on {day} because of repairs to the network, the utility said. {n} households are affected. Emergency hotlines are open round the clock.",
    "release": "Version {k}.{j} of {team} has been released. This is primarily a bug fix release. See the release notes for details and installation information. Thanks to all {n} contributors.",
    "court": "A court in {city} sentenced a {n}-year-old man to {k} years in prison on {day} for theft. The defence said it would appeal the ruling within ten days. The prosecutor had asked for {m} years.",
    "fire": "[{k}.08. - 1{j}:{q}] Fire alarm. Place: {city}, {street}. Alerted: group call. Vehicles: TLF {k}, MTF {j}. Further information and photos of this operation are found on our website.",
    "alarm-uk": "Увага! Повітряна тривога в місті {city}. Просимо всіх мешканців пройти до найближчого укриття та не нехтувати сигналом. Загроза застосування балістики, група номер {k}.",
    "toll-ru": "В результате удара по городу {city} погибли {k} человек, ещё {m} получили ранения, сообщил глава региона. Спасатели продолжают разбирать завалы, работают экстренные службы.",
}


def filled(form: str, rng: random.Random, taken: dict[str, str]) -> str:
    """A form with facts that differ from those taken."""

    def other(name: str, given: list[str]) -> str:
        return rng.choice([g for g in given if g != taken.get(name)])

    facts = {
        "city": other("city", CITIES), "day": other("day", DAYS), "street": other("street", STREETS),
        "place": other("place", PLACES), "team": other("team", TEAMS),
    }  # fmt: skip
    facts["other"] = rng.choice([t for t in TEAMS if t != facts["team"]])
    for name, low, high in (("n", 10, 99), ("m", 10, 99), ("k", 2, 9), ("j", 1, 9), ("p", 10, 90), ("q", 10, 59), ("r", 10, 59)):  # fmt: skip
        facts[name] = other(name, [str(x) for x in range(low, high + 1)])
    taken.update(facts)
    return FORMS[form].format(**facts)


def formed(rng: random.Random, each: int) -> Iterator[Pair]:
    """Two reports in one form of words, of one source or of two, close in time or a day apart."""
    for form in FORMS:
        for _ in range(each):
            taken: dict[str, str] = {}
            one, other = filled(form, rng, taken), filled(form, rng, taken)
            yield pair(one, other, f"form {form}", same=False, hours=rng.choice([1, 5, 24]), source=rng.choice([1, 2]))  # fmt: skip


def edited(texts: list[str], rng: random.Random, each: int) -> Iterator[Pair]:
    """Every edit of so many texts; a relay is another source’s, a writethru may be the same one’s."""
    for edit in EDITS:
        for text in rng.sample(texts, min(each, len(texts))):
            made = edit(text, rng, texts)
            if long_enough(made) and made != text:
                own = edit in (writethru, counted_anew) and rng.random() < 0.5
                yield pair(text, made, edit.__name__, same=True, hours=rng.choice([0.2, 2, 9]), source=1 if own else 2)  # fmt: skip


def strangers(texts: list[str], rng: random.Random, each: int) -> Iterator[Pair]:
    """Two texts that have nothing to do with each other."""
    for _ in range(each):
        one, other = rng.sample(texts, 2)
        yield pair(one, other, "strangers", same=False)


def invented() -> list[str]:
    """Bodies of the clean pieces that policy is tried on."""
    lines = CLEAN.read_text(encoding="utf-8").splitlines()
    return [body for line in lines if long_enough(body := json.loads(line)["body"], 40)]


def corpus() -> dict[str, list[str]]:
    """Texts of real documents by document, where the folder lies beside the repository."""
    found: dict[str, list[str]] = {}
    for kind in (
        "rss",
        "atom",
        "rdf",
        "jsonfeed",
        "newsmlg2",
        "ninjs",
        "nitf",
        "ap_json",
        "telegram_html",
    ):
        for file in sorted((CORPUS / kind).glob("*")):
            try:
                items = parse(file.read_bytes()).items[:60]
            except Unreadable:
                continue
            texts = {f"{i.title}\n\n{i.text}".strip() for i in items}
            found[file.name] = sorted(t for t in texts if long_enough(t))
    return found


def neighbours(documents: dict[str, list[str]], least: float) -> Iterator[tuple[str, str]]:
    """The hardest pairs of one document: other items, whose words contain each other so far."""
    for texts in documents.values():
        shapes = [Shape(t) for t in texts]
        for n, one in enumerate(shapes):
            for other in shapes[:n]:
                common = len(set(one.threes.tolist()) & set(other.threes.tolist()))
                if common >= least * max(1, min(len(one.threes), len(other.threes))):
                    yield one.text, other.text
