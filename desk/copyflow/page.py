"""The page readers get: rendered once by the verb that changes it, stored with its ETag."""

import hashlib
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from desk import blocks
from desk.copyflow.sources import by_class, listed, margins
from desk.languages import language_name
from desk.models import (
    Approval,
    CommentRequest,
    Display,
    LookKind,
    Override,
    PageHold,
    PolicyVersion,
    Publication,
    PublicationKind,
    PublicPage,
    Retraction,
    SecondLook,
    ShownCopy,
    Story,
    Version,
)
from desk.policy import review as policy
from desk.policy.tongues import same_language
from desk.policy.types import Finding, Review
from desk.render import render_body
from wires.models import ItemText


def is_out(story: Story) -> bool:
    """Whether readers have the piece now, held or not."""
    page = PublicPage.objects.filter(story=story).first()
    return page is not None and page.status == 200


def address(story: Story, first: datetime) -> str:
    """`/YYYY/MM/DD/slug/`, the UTC day of first publication."""
    return f"/{first:%Y/%m/%d}/{story.slug}/"


def freeze_publication(
    story: Story,
    version: Version,
    *,
    kind: PublicationKind,
    changed: str,
    now: datetime,
    review: Review,
) -> Publication:
    """One numbered publication with all that its page shows."""
    last = story.publications.order_by("-number").first()
    first_at = last.first_published_at if last else now
    shown = listed(version)
    made = Publication.objects.create(
        story=story,
        version=version,
        number=last.number + 1 if last else 1,
        kind=kind,
        changed=changed,
        path=address(story, first_at),
        desk_name=story.desk.name,
        zone=story.desk.zone,
        zone_label=story.desk.zone_label,
        headline=version.headline,
        dek=version.dek,
        byline=version.byline.removeprefix("By ").strip(),
        language=story.language,
        body_html=render_body(
            version.doc, {item: s["number"] for s in shown for item in s["items"]}, margins(shown)
        ),
        sources=[{k: v for k, v in s.items() if k != "items"} for s in shown],
        note=printed(review, story, now),
        questions=questions_of(story, version, last),
        requests=requests_of(story, version, last),
        first_published_at=first_at,
        published_at=now,
        digest=version.digest,
    )
    keep_copies(made, version, shown)
    return made


def keep_copies(made: Publication, version: Version, shown: list[dict[str, Any]]) -> None:
    """The texts of linked sources under their numbers; whether readers may open one is asked each time."""
    numbers = {s["items"][0]: s["number"] for s in shown if s["display"] == Display.LINKED}
    rows: dict[int, ShownCopy] = {}
    for cite in blocks.plain(version.doc).cites:
        number = numbers.get(cite.item)
        text = ItemText.objects.filter(item=cite.item, number=cite.text).first()
        if number and number not in rows and text:
            rows[number] = ShownCopy(publication=made, number=number, text=text)
    ShownCopy.objects.bulk_create(rows.values())


def questions_of(story: Story, version: Version, last: Publication | None) -> list[dict[str, Any]]:
    """Open questions that somebody approved with the text: none asked since; on one name, no new one."""
    alone = not Approval.objects.filter(version=version, withdrawn_at=None).exists()
    shown = {q["question"] for q in last.questions} if last else set()
    return [
        {"question": q.question, "who": q.who_would_know}
        for q in story.questions.filter(settled_at=None, asked_at__lte=version.made_at)
        if not alone or q.question in shown
    ]


def asked_before(story: Story, version: Version) -> QuerySet[CommentRequest]:
    """Requests that stood on the record when a text was handed over, and that readers are told of."""
    return story.comment_requests.filter(told=True, at__lte=version.made_at)


def requests_of(story: Story, version: Version, last: Publication | None) -> list[dict[str, Any]]:
    """Whom the desk asked, as readers are told: requests of before the text, or that readers know; never the words."""
    shown = {(r["whom"], r["asked_at"]) for r in last.requests} if last else set()
    alone = not Approval.objects.filter(version=version, withdrawn_at=None).exists()
    rows = [
        {
            "whom": row.whom,
            "how": row.get_how_display(),
            "asked_at": row.asked_at.isoformat(),
            "outcome": row.get_outcome_display() if row.outcome else "",
            "answered_at": row.answered_at.isoformat() if row.answered_at else "",
        }
        for row in asked_before(story, version)
    ]
    return [row for row in rows if not alone or (row["whom"], row["asked_at"]) in shown]


def printed(review: Review, story: Story, now: datetime) -> list[dict[str, Any]]:
    """Notes in force as readers are told of them, each sentence true of this piece.

    A chief's words for readers stand with the note they are about; what is about none stands last, by itself.
    """
    aside = set_aside(review, story, now)
    since = {
        row.note.slug: row.effective_from
        for row in PolicyVersion.objects.filter(state="active").select_related("note")
    }
    rows: list[dict[str, Any]] = []
    house = settings.NEWSROOM_LANGUAGE
    asked = "" if same_language(story.language, house) else story.language
    for one in review.in_force:
        sentences = policy.printed_note(one.note, review, asked)
        if sentences:
            begun = since.get(one.note.slug)
            rows.append(
                {
                    "title": one.note.title,
                    "version": one.note.version,
                    "since": begun.date().isoformat() if begun else "",
                    "sentences": [
                        {"text": said.text, "language": said.language or house}
                        for said in sentences
                    ],
                    "set_aside": aside.pop(one.note.slug, []),
                }
            )
    if rest := list(dict.fromkeys(line for lines in aside.values() for line in lines)):
        rows.append({"title": "", "version": 0, "since": "", "sentences": [], "set_aside": rest})
    return rows


def told(rows: list[dict[str, Any]], language: str) -> list[dict[str, Any]]:
    """Notes as a page shows them, and what readers are told where one has no words in the piece's language."""
    return [
        {"set_aside": [], **row, **in_which_language(row["sentences"], language)} for row in rows
    ]


def in_which_language(sentences: list[Any], language: str) -> dict[str, Any]:
    """Each sentence with its language where that is another than the piece's, and a word on it."""
    # Publications of before notes had languages hold plain lines.
    said = [s if isinstance(s, dict) else {"text": s, "language": language} for s in sentences]
    marked = [
        {**s, "language": "" if same_language(s["language"], language) else s["language"]}
        for s in said
    ]
    other = next((s["language"] for s in marked if s["language"]), "")
    words = f"Our notes have no words in {language_name(language)} yet for what stands here in {language_name(other)}."
    return {"sentences": marked, "not_in": words if other else ""}


# What a piece rests on: readers are told where a rule of this kind was set aside, words or none.
SOURCING = frozenset({"sourcing", "attribute", "provenance"})
SET_ASIDE = "A rule of ours on sourcing was set aside for this piece."
# Built-in checks of what a piece says of hours and figures: they are of no source.
OF_FIGURES = frozenset({"time-contradiction", "timezone-slip", "elapsed-time-slip", "date-slip", "sum-slip", "number-mismatch", "stale-question"})  # fmt: skip
UNCHECKED = "A check of ours on hours and figures was set aside for this piece."


def set_aside(review: Review, story: Story, now: datetime) -> dict[str, list[str]]:
    """What readers are told of rules that a chief let pass, by the note it is about: their words; of sourcing always a word.

    Words for an act that let more than one note's rules pass are about the piece, as are those for a check of no note.
    """
    passed = {f.fingerprint: f for f in review.findings if f.evidence.get("overridden")}
    rows = story.overrides.filter(withdrawn_at=None, fingerprint__in=list(passed))
    open_rows = [row for row in rows.order_by("at", "id") if not ended(row, now)]
    notes: dict[tuple[int, datetime], set[str]] = {}
    for row in open_rows:
        notes.setdefault((row.by_id, row.at), set()).add(row.note)
    told: dict[str, dict[str, None]] = {}
    for row in open_rows:
        alone = len(notes[row.by_id, row.at]) == 1
        if row.reader_words:
            told.setdefault(row.note if alone else "", {})[row.reader_words] = None
        elif words := owed_to_readers(passed[row.fingerprint]):
            told.setdefault(row.note, {})[words] = None
    return {note: list(lines) for note, lines in told.items()}


def ended(row: Override, now: datetime) -> bool:
    """Whether the time a chief let it pass for is over."""
    return row.expires_at is not None and row.expires_at <= now


def owed_to_readers(finding: Finding) -> str:
    """What readers are told where a finding was let pass without words for them: of a built-in check, and of a rule
    about what the piece rests on. Other rules are the house's own."""
    if finding.code in OF_FIGURES:
        return UNCHECKED
    sourcing = finding.rule is None or finding.evidence.get("kind") in SOURCING
    return SET_ASIDE if sourcing else ""


def put_current(story: Story, publication: Publication, *, now: datetime) -> PublicPage:
    """What readers get of a new publication: a page on hold stays on hold until a chief lifts it."""
    hold = story.holds.filter(lifted_at=None).first()
    if hold:
        return put_held(story, hold, now=now, publication=publication)
    return put_page(story, publication, now=now)


def put_page(story: Story, publication: Publication, *, now: datetime) -> PublicPage:
    """The bytes of a standing piece, corrections on top."""
    corrections = [
        {"at": c.publication.published_at, "words": c.words}
        for c in story.corrections.exclude(publication=None).select_related("publication")
        if c.publication
    ]
    numbers = list(story.publications.order_by("number"))
    body = render_to_string(
        "front/article.html",
        {
            **frame(),
            "piece": publication,
            "notes": told(publication.note, publication.language),
            "approved": Approval.objects.filter(
                version=publication.version, withdrawn_at=None
            ).exists(),
            "first_word": first_word(story),
            "body": copy_of(publication),
            "sources": by_class(publication.sources),
            "copies": list(publication.shown_copies.open().values_list("number", flat=True)),
            "corrections": corrections,
            "publications": numbers,
        },
    )
    return store(story, publication, body, state="live", words="", now=now)


def first_word(story: Story) -> str:
    """What readers are told of a piece that no chief has approved yet; nothing of any other."""
    versions = story.publications.values("version")
    if Approval.objects.filter(version__in=versions).exists():
        return ""
    snap = SecondLook.objects.filter(version__story=story, kind=LookKind.SNAP).first()
    if snap is not None and snap.looked_at:
        return f"First word. A second editor read it at {snap.looked_at:%H:%M} UTC."
    return "First word. A second editor has not read it yet."


def put_held(
    story: Story, hold: PageHold, *, now: datetime, publication: Publication | None = None
) -> PublicPage:
    """The bytes of a piece that is being checked; of what is out unless another is given."""
    publication = publication or story.page.publication
    body = render_to_string(
        "front/held.html",
        {
            **frame(),
            "piece": publication,
            "body": copy_of(publication),
            "at": hold.at,
            "hide_copy": hold.hide_copy,
        },
    )
    return store(
        story, publication, body, state="held", words="We are checking this piece.", now=now
    )


def put_retracted(story: Story, retraction: Retraction, *, now: datetime) -> PublicPage:
    """The bytes of a piece that is gone: 410 and why."""
    publication = story.page.publication
    body = render_to_string(
        "front/retracted.html",
        {
            **frame(),
            "piece": publication,
            "at": retraction.at,
            "reason": retraction.reason,
            "withhold_title": retraction.withhold_title,
        },
    )
    return store(
        story, publication, body, state="retracted", words=retraction.reason, now=now, status=410
    )


def copy_of(publication: Publication) -> SafeString:
    """The body as rendered from the document by desk.render, which prints an allow-list only."""
    return mark_safe(publication.body_html)  # noqa: S308 - through nh3 in desk.render


def frame() -> dict[str, Any]:
    """Names every reader page uses."""
    return {
        "newsroom": settings.NEWSROOM_NAME,
        "public_address": settings.PUBLIC_ADDRESS,
        "invented": settings.NEWSROOM_IS_INVENTED,
    }


def store(
    story: Story,
    publication: Publication,
    html: str,
    *,
    state: str,
    words: str,
    now: datetime,
    status: int = 200,
) -> PublicPage:
    """Keep the bytes; in the transaction of the verb, so that every road turns at once."""
    body = html.encode()
    page, _ = PublicPage.objects.update_or_create(
        story=story,
        defaults={
            "path": publication.path,
            "publication": publication,
            "status": status,
            "state": state,
            "state_words": words,
            "state_at": now,
            "body": body,
            "etag": f'"{hashlib.sha256(body).hexdigest()}"',
            "changed_at": now,
        },
    )
    return page
