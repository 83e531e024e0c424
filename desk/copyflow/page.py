"""The page readers get: rendered once by the verb that changes it, stored with its ETag."""

import hashlib
from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from desk.copyflow.sources import by_class, listed, margins
from desk.models import (
    Approval,
    PageHold,
    PolicyVersion,
    Publication,
    PublicationKind,
    PublicPage,
    Retraction,
    Story,
    Version,
)
from desk.policy import review as policy
from desk.policy.types import Review
from desk.render import render_body


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
    return Publication.objects.create(
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
        first_published_at=first_at,
        published_at=now,
        digest=version.digest,
    )


def questions_of(story: Story, version: Version, last: Publication | None) -> list[dict[str, Any]]:
    """Open questions that somebody approved with the text: none asked since; on one name, no new one."""
    alone = not Approval.objects.filter(version=version, withdrawn_at=None).exists()
    shown = {q["question"] for q in last.questions} if last else set()
    return [
        {"question": q.question, "who": q.who_would_know}
        for q in story.questions.filter(settled_at=None, asked_at__lte=version.made_at)
        if not alone or q.question in shown
    ]


def printed(review: Review, story: Story, now: datetime) -> list[dict[str, Any]]:
    """Notes in force as readers are told of them, each sentence true of this piece.

    A chief's words for readers stand with them; that a printed rule was set aside always does.
    """
    standing = {f.fingerprint for f in review.findings if f.evidence.get("overridden")}
    passes = story.overrides.filter(withdrawn_at=None, fingerprint__in=standing)
    told = [
        o.reader_words
        for o in passes.exclude(reader_words="")
        if o.expires_at is None or o.expires_at > now
    ]
    since = {
        row.note.slug: row.effective_from
        for row in PolicyVersion.objects.filter(state="active").select_related("note")
    }
    rows: list[dict[str, Any]] = []
    for one in review.in_force:
        sentences = policy.printed_note(one.note, review)
        if sentences:
            begun = since.get(one.note.slug)
            rows.append(
                {
                    "title": one.note.title,
                    "version": one.note.version,
                    "since": begun.date().isoformat() if begun else "",
                    "sentences": sentences,
                }
            )
    if told and rows:
        rows[-1]["set_aside"] = told
    return rows


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
            "approved": Approval.objects.filter(
                version=publication.version, withdrawn_at=None
            ).exists(),
            "body": copy_of(publication),
            "sources": by_class(publication.sources),
            "corrections": corrections,
            "publications": numbers,
        },
    )
    return store(story, publication, body, state="live", words="", now=now)


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
