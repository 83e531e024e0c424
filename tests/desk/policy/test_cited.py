"""Checks on what a story cites: items changed, gone, withdrawn, early, relayed; figures and quotations."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from desk.policy.checks import CHECKS
from desk.policy.types import CitationFacts, Facts, ItemFacts, SourceFacts, Span, ZoneKind, ZoneText

NOW = datetime(2026, 7, 2, 8, tzinfo=UTC)
AP = SourceFacts(
    "Associated Press", "ap", kind="agency", control="independent", classed=True, handles=("AP",)
)
DIGEST = SourceFacts("Night Digest", "digest", kind="aggregator", handles=("nightdigest",))
MAYOR = SourceFacts(
    "Mayor of Staromist", "mayor", kind="public-body", classed=True, handles=("staromist_mayor",)
)
MIMIC = SourceFacts("Mayor of Staromist", "mimic", handles=("staromist_mayer",))
ITEM = ItemFacts("1", "Nine people were killed, the clinic said. “We heard two blasts,” said a nurse.", AP, "item:1", language="en",
    posted_at=datetime(2026, 7, 2, 2, 10, tzinfo=UTC), text_at=datetime(2026, 7, 2, 2, 10, tzinfo=UTC))  # fmt: skip


def found(code: str, said: str, item: ItemFacts = ITEM, **more) -> bool:
    body = ZoneText(ZoneKind.BODY, said)
    cite = CitationFacts(1, item, Span(len(said), len(said)))
    given = {"sources": (AP, MAYOR), "now": NOW, "published_at": NOW, **more}
    facts = Facts(None, None, body, citations=(cite,), known=frozenset({"links", "story"}), **given)
    return any(True for _ in CHECKS[code].look(facts))


def like(**changes) -> ItemFacts:
    return replace(ITEM, **changes)


@pytest.mark.parametrize(
    ("code", "said", "item", "more", "fires"),
    [
        ("figure-not-in-source", "Nineteen people were killed.", ITEM, {}, True),
        ("figure-not-in-source", "Ninety were hurt.", like(text="Nine were hurt."), {}, True),
        ("figure-not-in-source", "A dozen people died.", like(text="Ten died."), {}, True),
        ("figure-not-in-source", "The toll rose to 21.", like(text="The toll rose to 12."), {}, True),
        ("figure-not-in-source", "9 people were killed.", ITEM, {}, False),
        ("figure-not-in-source", "A dozen people died.", like(text="12 died."), {}, False),
        ("figure-not-in-source", "About 200 were hurt.", like(text="197 were hurt."), {}, False),
        ("figure-not-in-source", "Twelve people died.", like(text="Nine died there and 3 here."), {}, False),
        ("quote-not-in-source", "“We heard three blasts,” said a nurse.", ITEM, {}, True),
        ("quote-not-in-source", "“We saw two blasts,” she said.", ITEM, {}, True),
        ("quote-not-in-source", "“Nobody was killed here,” she said.", ITEM, {}, True),
        ("quote-not-in-source", "“The clinic is closed,” it said.", ITEM, {}, True),
        ("quote-not-in-source", "“We heard two blasts”, a nurse said.", ITEM, {}, False),
        ("quote-not-in-source", "“We heard [only] two blasts”, a nurse said.", ITEM, {}, False),
        ("quote-not-in-source", "“Two blasts”, she said.", ITEM, {}, False),
        ("quote-not-in-source", "“We heard three blasts.”", like(language="uk"), {}, False),
        ("translated-quote", "“We heard two blasts,” she said.", like(language="uk"), {}, True),
        ("translated-quote", "“We heard two blasts,” she said, in translation.", like(language="uk"), {}, False),
        ("translated-quote", "“Two,” she said.", like(language="uk"), {}, False),
        ("translated-quote", "“We heard two blasts,” she said.", ITEM, {}, False),
        ("cited-item-changed", "It fell.", like(changed_since_cited=True), {}, True),
        ("cited-item-changed", "It fell.", like(changed_since_cited=True, gone=True), {}, False),
        ("cited-item-changed", "Nobody was hurt.", like(changed_since_cited=True, text="CORRECTED: ten were hurt."), {}, True),
        ("cited-item-changed", "It fell.", like(changed_since_cited=True, own=True), {}, True),
        ("cited-item-changed", "It fell.", like(changed_since_cited=True, source=DIGEST), {}, True),
        ("cited-item-changed", "It fell.", ITEM, {}, False),
        ("cited-item-changed", "It fell.", like(text="This post was changed by its author in May."), {}, False),
        ("cited-item-changed", "The mayor changed his mind.", ITEM, {}, False),
        ("cited-item-gone", "It fell.", like(gone=True), {}, True),
        ("cited-item-gone", "It fell.", like(gone=True, source=MAYOR), {}, True),
        ("cited-item-gone", "It fell.", like(gone=True, changed_since_cited=True), {}, True),
        ("cited-item-gone", "It fell.", like(gone=True, text=""), {}, True),
        ("cited-item-gone", "It fell.", like(changed_since_cited=True), {}, False),
        ("cited-item-gone", "The shed is gone.", ITEM, {}, False),
        ("cited-item-gone", "It fell.", like(text="The tree is gone."), {}, False),
        ("cited-item-gone", "It fell.", ITEM, {}, False),
        ("withdrawn-item", "It fell.", like(withdrawn=True), {}, True),
        ("withdrawn-item", "It fell.", like(text="ADVISORY: KILL. Do not use the story slugged PORT."), {}, True),
        ("withdrawn-item", "It fell.", like(text="MANDATORY KILL: port slug, by order of the court."), {}, True),
        ("withdrawn-item", "It fell.", like(withdrawn=True, text=""), {}, True),
        ("withdrawn-item", "It fell.", ITEM, {}, False),
        ("withdrawn-item", "The army has withdrawn.", ITEM, {}, False),
        ("withdrawn-item", "It fell.", like(gone=True), {}, False),
        ("withdrawn-item", "It fell.", like(text="The order said to kill nobody."), {}, False),
        ("embargoed-item", "It fell.", like(embargo_until=datetime(2026, 7, 2, 9, tzinfo=UTC)), {}, True),
        ("embargoed-item", "It fell.", like(text="NOT FOR RELEASE BEFORE 1800. The bank …"), {}, True),
        ("embargoed-item", "It fell.", like(embargo_until=datetime(2026, 7, 2, 7, tzinfo=UTC)), {}, False),
        ("embargoed-item", "It fell.", like(embargoed=True), {}, True),
        ("embargoed-item", "It fell.", like(text="Under embargo. It fell.", embargoed=False), {}, False),
        ("embargoed-item", "It fell.", like(text="STRICTLY EMBARGOED. The bank …"), {}, True),
        ("embargoed-item", "The list, not for release before 11:00 UTC on 2 July, is long.", ITEM, {}, True),
        ("embargoed-item", "The list, not for release before 07:00 UTC on 2 July, is long.", ITEM, {}, False),
        ("embargoed-item", "It fell.", ITEM, {}, False),
        ("embargoed-item", "It fell.", like(text="The arms embargo was lifted."), {}, False),
        ("relay-cited-origin-known", "It fell.", like(key="2", source=DIGEST, origin="item:1"), {"attached": (ITEM,)}, True),
        ("relay-cited-origin-known", "It fell.", like(key="2", source=DIGEST, origin="item:1"), {}, False),
        ("relay-cited-origin-known", "It fell.", like(key="3", source=MAYOR, origin="item:1"), {"attached": (ITEM,)}, True),
        ("relay-cited-origin-known", "It fell.", like(key="4", source=DIGEST, origin="item:9"), {"attached": (ITEM, like(key="9"))}, True),
        ("relay-cited-origin-known", "It fell.", like(key="5", source=MIMIC, origin="item:1"), {"attached": (ITEM,)}, True),
        ("relay-cited-origin-known", "It fell.", ITEM, {"attached": (ITEM,)}, False),
        ("relay-cited-origin-known", "It fell.", like(key="2", origin="item:7"), {"attached": (ITEM,)}, False),
        ("relay-cited-origin-known", "It fell.", like(key="2", origin="post:1"), {"attached": (ITEM,)}, False),
        ("circular-report", "It fell.", like(text="As night.example reported, it fell."), {"extra": {"our_domain": "night.example"}}, True),
        ("circular-report", "It fell.", like(text="Read it at https://night.example/quay."), {"extra": {"our_domain": "night.example"}}, True),
        ("circular-report", "An agency, quoting our report, said it fell.", ITEM, {}, True),
        ("circular-report", "Both papers fell for it, and each cites the other.", ITEM, {}, True),
        ("circular-report", "It fell.", like(text="Night Example is a poem."), {"extra": {"our_domain": "night.example"}}, False),
        ("circular-report", "It fell.", like(text="night.example"), {}, False),
        ("circular-report", "The agency cited the mayor.", ITEM, {}, False),
        ("circular-report", "It fell.", ITEM, {"extra": {"our_domain": "night.example"}}, False),
        ("lookalike-handle", "It fell.", like(source=MIMIC), {}, True),
        ("lookalike-handle", "It fell.", like(source=MAYOR), {}, False),
        ("lookalike-handle", "It fell.", like(source=DIGEST), {}, False),
        ("satire", "It fell.", like(source=replace(DIGEST, name="The Port (parody)")), {}, True),
        ("satire", "It fell.", like(source=replace(DIGEST, classes=frozenset({"satire"}))), {}, True),
        ("satire", "It fell.", ITEM, {}, False),
        ("satire", "It fell.", like(source=replace(MIMIC, handles=("mayor_parody", "satire"))), {}, True),
        ("satire", "It fell.", like(source=replace(DIGEST, name="Fake News Daily")), {}, True),
        ("satire", "The satire fell flat.", ITEM, {}, False),
        ("satire", "It fell.", like(source=replace(DIGEST, name="The Satyr")), {}, False),
        ("satire", "It fell.", like(text="A parody was sung."), {}, False),
        ("unclassed-source", "It fell.", like(source=DIGEST), {}, True),
        ("unclassed-source", "It fell.", like(source=DIGEST, own=True), {}, False),
        ("unclassed-source", "It fell.", like(source=MIMIC), {}, True),
        ("unclassed-source", "It fell.", like(source=replace(DIGEST, kind="outlet")), {}, True),
        ("unclassed-source", "It fell.", like(source=DIGEST, gone=True), {}, True),
        ("unclassed-source", "It fell.", ITEM, {}, False),
        ("unclassed-source", "It fell.", like(source=MAYOR), {}, False),
        ("unclassed-source", "A blog fell silent.", ITEM, {}, False),
        ("officials-without-official", "Officials said it fell.", like(source=DIGEST), {}, True),
        ("officials-without-official", "Police confirmed that it fell.", like(source=DIGEST), {}, True),
        ("officials-without-official", "Officials said it fell.", ITEM, {}, False),
        ("officials-without-official", "Officials said it fell.", like(source=MAYOR), {}, False),
        ("officials-without-official", "An official opening is due.", like(source=DIGEST), {}, False),
        ("old-post", "New footage shows it fall.", like(posted_at=datetime(2026, 6, 20, tzinfo=UTC)), {"event_date": date(2026, 7, 2)}, True),
        ("old-post", "It fell as it had in June.", like(posted_at=datetime(2026, 6, 20, tzinfo=UTC)), {"event_date": date(2026, 7, 2)}, False),
        ("old-post", "The latest clip shows it fall.", like(posted_at=datetime(2026, 6, 29, tzinfo=UTC)), {"event_date": date(2026, 7, 2)}, True),
        ("old-post", "Film from tonight shows it fall.", like(posted_at=datetime(2024, 6, 29, tzinfo=UTC)), {"event_date": date(2026, 7, 2)}, True),
        ("old-post", "It fell just now, a clip shows.", like(posted_at=datetime(2026, 6, 1, tzinfo=UTC)), {"event_date": date(2026, 7, 2)}, True),
        ("old-post", "New footage shows it fall.", like(posted_at=datetime(2026, 7, 1, 12, tzinfo=UTC)), {"event_date": date(2026, 7, 2)}, False),
        ("old-post", "New footage shows it fall.", like(posted_at=datetime(2026, 6, 1, tzinfo=UTC)), {}, False),
        ("old-post", "New footage shows it fall.", ITEM, {"event_date": date(2026, 7, 2)}, False),
        ("event-from-post-hour", "The silo fell at 02:10 UTC.", ITEM, {}, True),
        ("event-from-post-hour", "The silo fell at 02:10 UTC.", like(text="It fell at 02:10 UTC."), {}, False),
        ("event-from-post-hour", "AP posted it at 02:10 UTC.", ITEM, {}, False),
        ("event-from-post-hour", "The silo fell by 02:10 UTC.", ITEM, {}, False),
        ("event-from-post-hour", "The silo fell at 2.10am UTC.", ITEM, {}, True),
        ("event-from-post-hour", "At 0210 GMT the silo fell.", ITEM, {}, True),
        ("event-from-post-hour", "The silo fell at 05:10 UTC+3.", ITEM, {}, True),
        ("event-from-post-hour", "The silo fell at 02:04 UTC.", ITEM, {}, False),
        ("stale-question", "It fell.", ITEM, {"extra": {"overdue_questions": ("How many?",)}}, True),
        ("stale-question", "It fell.", ITEM, {}, False),
        ("stale-question", "It fell.", ITEM, {"extra": {"overdue_questions": ("Who?", "When?")}}, True),
        ("stale-question", "Whether the lock is shut is not known. The lock was shut at noon, the port said.", ITEM, {}, True),
        ("stale-question", "The port will answer on 28 June, it said.", ITEM, {}, True),
        ("stale-question", "Whether the lock is shut is not known.", ITEM, {}, False),
        ("stale-question", "The port will answer on 28 July, it said.", ITEM, {}, False),
        ("stale-question", "It fell.", ITEM, {"extra": {"overdue_questions": ()}}, False),
        ("time-contradiction", "The silo fell at 02:40 UTC.", ITEM, {}, True),
        ("time-contradiction", "The silo fell at 02:40 UTC.", like(text_at=datetime(2026, 7, 2, 2, 55, tzinfo=UTC)), {}, False),
    ],
)  # fmt: skip
def test_what_rests_on_an_item(code, said, item, more, fires) -> None:
    assert found(code, said, item, **more) is fires
