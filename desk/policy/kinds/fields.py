"""The fields of each kind of rule in an editor's words, and the JSON Schema made of them. Pure.

One table serves the browser's form, the schema that other tools read, and the check of a stored form
(`desk.policy.kinds.forms`).
"""

from dataclasses import asdict
from typing import Any

from desk.policy.values import record

Json = dict[str, Any]
DISTANCES = (
    "sentence",
    "2 sentences",
    "sentence±1",
    "paragraph",
    "zone",
    "first-mention sentence",
    "first-mention paragraph",
)
EXCEPTIONS = (
    "in-quote",
    "attributed",
    "negated",
    "mentioned-as-framing",
    "proper-name",
    "followed-by-noun",
    "convicted",
    "disputed",
)
PLACES = (
    "headline, dek, body, sources, media, footer, all, sentence:1-3, each sentence:1-5, paragraph:1"
)
# What every stored form may say beside its kind's own fields.
COMMON = frozenset({"kind", "scope", "severity"})


@record
class Field:
    """One field of a kind's form.

    `type` is terms, classes, lines, pairs, days (one a line in the form), text, number, choice,
    zone, zones, condition or flag. `choices` are suggestions but for type `choice`, where they are all.
    """

    name: str
    label: str
    help: str
    type: str
    required: bool = False
    choices: tuple[str, ...] = ()


def zones(default: str) -> Field:
    """Where a rule looks."""
    return Field("zones", "Where", f"One a line: {PLACES}. Nothing said: {default}.", "zones")


WHEN = Field(
    "when",
    "Only when",
    "Conditions joined by “ & ”: @list, a pattern, either of them “in headline”, words>400, story_age<12h, "
    "format:editorial, image:graphic, revision:after-publish, fact-changed, factual, strikes_on(date).",
    "condition",
)
UNLESS = Field(
    "unless",
    "Unless",
    "One a line: an exception of the list, “source in class:state-ru”, or words that are let be.",
    "lines",
    choices=EXCEPTIONS,
)
WITHIN = Field("within", "How near", "How far from the words it may stand.", "choice", choices=DISTANCES)  # fmt: skip

FIELDS: dict[str, tuple[Field, ...]] = {
    "lead": (
        Field("first", "What opens", "The list that should come first: @civilian_impact asks the judge of framing.", "terms", required=True),
        Field("before", "Before what", "Lists or words that it comes before, one a line.", "terms"),
        zones("headline, dek and the first three sentences"),
        WHEN,
    ),
    "sourcing": (
        Field("forbid_first", "May not speak first", "A class, one a line: class:state-ru.", "classes"),
        Field("forbid_only", "May not stand alone", "A class, one a line.", "classes"),
        Field("need_first", "One of these speaks first", "Classes; or the piece says that none has spoken yet.", "classes"),
        Field("prefer", "Rather these", "Classes offered in the finding; they ask nothing by themselves.", "classes"),
        Field("min_owners", "At least so many owners", "Relays of one post are one; two unknown owners are one.", "number"),
        zones("the first three sentences"),
        WHEN,
    ),
    "forbid": (
        Field("terms", "Words", "Words, @lists or patterns, one a line; * stands for the rest of a word.", "terms", required=True),
        UNLESS,
        zones("headline, dek and body"),
        WHEN,
        Field("until", "Until", "An hour (2026-11-03T22:00Z), or event: and a name; then the rule sleeps.", "text"),
    ),
    "prefer": (
        Field("swap", "House words", "One pair a line: Kiev = Kyiv. A capital means the very spelling.", "pairs", required=True),
        UNLESS,
        zones("headline, dek and body"),
    ),
    "require": (
        Field("pattern", "Words that must stand", "Any one of them: words, @lists or patterns, one a line.", "terms", required=True),
        WHEN,
        Field("within", "How near", "Near each place where the condition’s words stand. Nothing said: anywhere in the zone.", "choice", choices=DISTANCES),
        UNLESS,
        zones("body"),
        Field("allow_boilerplate", "A house sentence will do", "Whether a standing sentence satisfies it.", "flag"),
    ),
    "attribute": (
        Field("claim", "The claim", "Words, a @list or a pattern.", "terms", required=True),
        Field("to", "Whose word", "Names, verbs or @lists, one a line; “any” for anybody.", "terms"),
        WITHIN,
        UNLESS,
        zones("headline, dek and body"),
        WHEN,
    ),
    "consistent": (
        Field("either", "One of the two", "One pair a line that does not stand together: migrants = refugees.", "pairs"),
        Field("numbers", "One figure", "A list of figures whose values must agree with the headline’s: @death_toll.", "terms"),
        zones("headline, dek and body"),
    ),
    "limit": (
        Field("measure", "What is counted", "chars, words, links, or matches: and a pattern.", "text", required=True, choices=("chars", "words", "links")),
        Field("min", "At least", "", "number"),
        Field("max", "At most", "", "number"),
        UNLESS,
        zones("body"),
    ),
    "provenance": (
        Field("code", "The check", "One of the built-in checks.", "text", required=True),
        Field("tolerance_min", "Minutes of slack", "How far a stated hour may be from a post’s. Nothing said: 10.", "number"),
        Field("anchors", "Days to count from", "One a line: full-scale invasion = 2022-02-24.", "days"),
    ),
    "judgement": (
        Field("checklist", "The question", "What a named person answers, in words or with a link.", "text", required=True),
        Field("cue", "Asked at", "Words at which it is asked, one a line.", "terms", required=True),
        zones("headline, dek and body"),
    ),
}  # fmt: skip


def fields(kind: str) -> list[Json]:
    """A kind's fields as plain values, in the order of its form."""
    return [{**asdict(one), "choices": list(one.choices)} for one in FIELDS[kind]]


NEAR = r"^(sentence|paragraph|zone|[1-9]\d? sentences|sentence±[1-9]|first-mention (sentence|paragraph))$"
WORD = {"type": "string", "minLength": 1}
WORDS: Json = {"anyOf": [WORD, {"type": "array", "items": WORD, "minItems": 1}]}
PAIRS: Json = {"type": "object", "minProperties": 1, "additionalProperties": WORD}
SCHEMAS: dict[str, Json] = {
    "terms": WORDS,
    "classes": WORDS,
    "zones": WORDS,
    "zone": WORD,
    "lines": {"type": "array", "items": WORD},
    "pairs": PAIRS,
    "days": {**PAIRS, "additionalProperties": {"type": "string", "format": "date"}},
    "text": WORD,
    "condition": {"type": "string"},
    "number": {"type": "integer", "minimum": 0},
    "flag": {"type": "boolean"},
}


def schema(kind: str) -> Json:
    """The JSON Schema (2020-12) of a kind's stored form."""
    properties: Json = {"kind": {"const": kind}, "scope": {"type": "object"}}
    properties["severity"] = {"enum": ["shadow", "advisory", "blocking"]}
    for one in FIELDS[kind]:
        form = {"enum": list(one.choices)} if one.type == "choice" else SCHEMAS[one.type]
        properties[one.name] = {"title": one.label, "description": one.help, **form}
        if one.name == "zones":
            properties["zone"] = {"title": one.label, **SCHEMAS["zone"]}
    if "within" in properties:  # any number of sentences may be written
        properties["within"] = {"title": "How near", "type": "string", "pattern": NEAR}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"A rule of kind {kind}",
        "type": "object",
        "properties": properties,
        "required": ["kind", *(one.name for one in FIELDS[kind] if one.required)],
        "additionalProperties": False,
    }
