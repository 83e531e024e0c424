"""Random drafts and random edits of them, for tests of what holds of any text."""

import json
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import strategies as st

from desk.policy import article, packs
from desk.policy.types import CitationFacts, Facts, ItemFacts, Span

PIECES = [
    "Nine people were killed", "at 23:48 UTC", "on Tuesday 31 April 2026", "[4]", "TK", "Reuters reported", "“he said”",
    "almost four years after February 2022", "Of the 3 injured, 2 are men and 4 women", "several channels said", "on Telegram",
    "just before midnight Kyiv time on 1 July", "aged 40", "one house burned", "homes were in flames", ".", ",", "(", ")", "—", "\n\n", "ß", "İ", "\u0130stanbul", "👩‍🚒",
    # right to left, joiners, marks on nothing, digits beyond all measure, letters that grow or shrink in lower case
    "قُتل تسعة أشخاص", "\u200f\u202b\u05e9\u05dc\u05d5\u05dd\u202c", "\u200b", "\u200d\u200d", "\ufeff", "a\u0301\u0301\u0301", "9" * 400, "1,000,000,000,000 people were killed", "00:00", "99:99 UTC",
    "ſtrike", "\u212aiev", "ﬁre", "ǅ", "\u2028", "\x0b", "\x1f", "\r\n", "\t", "½ dozen", "Ⅷ people died", "٣ people died", "² hours", "1e309", "-0", "\U0010fffd", "‘", "’", "«", "»", "“" * 30, "[" * 40, "{{", "<<", "https://", "@", "#",
]  # fmt: skip
ANY = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=12)
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), ANY), max_size=25).map(" ".join)
LINKS = st.lists(st.sampled_from(["https://x.com/a_b/status/2034456677889900112", "https://t.me/s/x/1", "x", "", "http://10.0.0.1", "https://www.reuters.com/world/", "https://t.me/x/9", "https://bit.ly/q"]), max_size=4)  # fmt: skip
SENTENCES = [
    "Nine people were killed in Kyiv, four men, three women and one child.", "Russia struck the city at 23:48 UTC, 02:48 Kyiv time.",
    "Several channels said that homes were in flames.", "One house burned, the Telegram channel Dnipro Tryvoha said.", "Reuters and TASS reported the strike.",
    "The Daily Herald reported that the port was shut.", "“It was inevitable,” he said.", "The fall of the city is inevitable.", "TK: ask the mayor.", "[check the name]",
    "It came almost four years after February 2022.", "On Tuesday 1 July 2026 the tide was high.", "She was born in 1960 and is 44.", "He wrote on X at 11:40 UTC.",
    "The ministry said 30 drones were shot down.", "Officials say the bridge was hit, an account relayed.", "In all, 20 people died.", "Rescuers said eight people died, police said twelve people died.",
    "The invasion is in its fifth year.", "On the night of 1 July the sirens went.", "“Nobody was hurt at all,” the mayor said.", "Footage geolocated to the bridge was posted this morning.", "Kiev and the Ukraine war.", "It is unclear.",
]  # fmt: skip
PARAGRAPHS = st.one_of(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map(" ".join), TEXTS
)
SOURCES = packs.all_sources()
HOURS = ("2026-07-02T06:00:00Z", "2026-07-01T20:00:00Z", "2027-01-05T00:30:00Z")
ANCHORS = {"invasion": "2022-02-24"}


def facts_of(text: str, links=(), headline="Two dead", dek="", hour=HOURS[0]) -> Facts:
    """A draft as facts, with its hour and the register of every pack."""
    line = {"id": "x", "headline": headline, "dek": dek, "body": text, "links": list(links), "published_at": hour, "event_date": "2026-07-01"}  # fmt: skip
    return article.read_line(json.dumps(line), SOURCES, ANCHORS)[1]


def cited(facts: Facts, at: int) -> Facts:
    """The draft with a citation of a Russian agency's item at an offset of its body."""
    source = next(s for s in SOURCES if s.control == "state-run")
    hour = datetime(2026, 7, 1, 23, 43, tzinfo=UTC)
    item = ItemFacts("7", "Nine dead, “he said it”.", source, "item:7", posted_at=hour, text_at=hour, language="ru")  # fmt: skip
    span = Span(at % (len(facts.body.text) + 1), at % (len(facts.body.text) + 1))
    return replace(facts, citations=(CitationFacts(1, item, span),))


@st.composite
def edited(draw) -> list[Facts]:
    """One draft as it is after each of some edits, whole paragraphs moved, split, joined and retyped."""
    paragraphs = draw(st.lists(PARAGRAPHS, min_size=1, max_size=8))
    words = {"headline": "Nine killed in Kyiv", "dek": "A dek", "links": draw(LINKS), "cite": -1, "hour": HOURS[0]}  # fmt: skip
    steps = [made(paragraphs, words)]
    for _ in range(draw(st.integers(1, 6))):
        act = draw(st.sampled_from(sorted(ACTS)))
        paragraphs = ACTS[act](draw, paragraphs, words)
        steps.append(made(paragraphs, words))
    return steps


def made(paragraphs, words) -> Facts:
    """The draft of these paragraphs."""
    facts = facts_of("\n\n".join(paragraphs), words["links"], words["headline"], words["dek"], words["hour"])  # fmt: skip
    return cited(facts, words["cite"]) if words["cite"] >= 0 else facts


def place(draw, paragraphs) -> int:
    """The number of a paragraph, or one past the last."""
    return draw(st.integers(0, len(paragraphs)))


def insert(draw, paragraphs, words):
    at = place(draw, paragraphs)
    return [*paragraphs[:at], draw(PARAGRAPHS), *paragraphs[at:]]


def delete(draw, paragraphs, words):
    at = place(draw, paragraphs)
    return [*paragraphs[:at], *paragraphs[at + 1 :]] or ["Left."]


def move(draw, paragraphs, words):
    return draw(st.permutations(paragraphs))


def split(draw, paragraphs, words):
    at = place(draw, paragraphs) % len(paragraphs)
    cut = draw(st.integers(0, len(paragraphs[at])))
    return [
        *paragraphs[:at],
        paragraphs[at][:cut],
        paragraphs[at][cut:],
        *paragraphs[at + 1 :],
    ]


def join(draw, paragraphs, words):
    at = place(draw, paragraphs) % len(paragraphs)
    return [*paragraphs[:at], " ".join(paragraphs[at : at + 2]), *paragraphs[at + 2 :]]


def retype(draw, paragraphs, words):
    at = place(draw, paragraphs) % len(paragraphs)
    words_there = paragraphs[at].split(" ")
    words_there.insert(
        draw(st.integers(0, len(words_there))), draw(st.sampled_from(PIECES + SENTENCES))
    )
    return [*paragraphs[:at], " ".join(words_there), *paragraphs[at + 1 :]]


def heading(draw, paragraphs, words):
    at = place(draw, paragraphs)
    return [*paragraphs[:at], "## " + draw(st.sampled_from(SENTENCES)), *paragraphs[at:]]


def repeat(draw, paragraphs, words):
    at = place(draw, paragraphs)
    return [*paragraphs[:at], draw(st.sampled_from(paragraphs)), *paragraphs[at:]]


def relink(draw, paragraphs, words):
    words["links"] = draw(LINKS)
    return paragraphs


def retitle(draw, paragraphs, words):
    words[draw(st.sampled_from(["headline", "dek"]))] = draw(PARAGRAPHS)
    return paragraphs


def rehour(draw, paragraphs, words):
    words["hour"] = draw(st.sampled_from(HOURS))
    return paragraphs


def cite(draw, paragraphs, words):
    words["cite"] = draw(st.integers(-1, 400))
    return paragraphs


EDITS = (insert, delete, move, split, join, retype, heading, repeat, relink, retitle, rehour, cite)
ACTS = {act.__name__: act for act in EDITS}
