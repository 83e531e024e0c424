"""What the register keeps of a source beside its class: notes, terms, its accounts, what it objects to."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from desk import access
from desk.copyflow.classify import need_right_to_widen, need_somebody
from desk.copyflow.remove import put_copies_again
from desk.errors import NotYours, Stale, Unsound
from desk.models import LogEntry, Objection, Person, SourceNote, Verb
from wires import links
from wires.models import Item, Shown, Source


def need_desk(by: Person) -> None:
    """The register is written by people of the house."""
    if not access.is_administrator(by) and not access.desks(by).exists():
        raise NotYours("Only people of a desk write in the register.")


@transaction.atomic
def note(source: Source, *, words: str, by: Person, now: datetime) -> SourceNote:
    """Put down what one knows of a source’s reliability."""
    need_desk(by)
    if not words.strip():
        raise Unsound("Write what you know, and from where.", field="words")
    row = SourceNote.objects.create(source=source, words=words.strip()[:2000], by=by, at=now)
    LogEntry.record(None, Verb.CLASSIFY, by, now, f"A note on {source.name}")
    return row


@transaction.atomic
def set_terms(
    source: Source,
    *,
    shown_as: str,
    archive_shown: bool,
    full_text: bool,
    terms: str,
    legal_ground: str,
    by: Person,
    now: datetime,
) -> Source:
    """What its licence allows: how readers see it, what is kept. Opening up takes a chief."""
    need_desk(by)
    source = Source.objects.select_for_update().get(pk=source.pk)
    if shown_as not in Shown.values:
        raise Unsound("Choose how readers may be shown it.", field="shown_as")
    order = Shown.values
    opens = (
        order.index(shown_as) < order.index(source.shown_as)
        or (archive_shown and not source.archive_shown)
        or (full_text and not source.full_text)
    )
    if opens and not access.is_chief(by, None):
        raise NotYours("Showing or keeping more than before takes a chief.", satisfy="Ask a chief.")
    if full_text and not legal_ground.strip() and not source.full_text:
        raise Unsound("Say on what ground whole texts are kept.", field="legal_ground")
    shows, shown_before = source.archive_shown, source.shown_as
    source.shown_as, source.archive_shown, source.full_text = shown_as, archive_shown, full_text
    source.terms, source.legal_ground = terms.strip()[:2000], legal_ground.strip()[:200]
    source.save(update_fields=["shown_as", "archive_shown", "full_text", "terms", "legal_ground"])
    LogEntry.record(None, Verb.CLASSIFY, by, now, f"Terms of {source.name}")
    if shows != source.archive_shown or shown_as != shown_before:
        put_copies_again(Item.objects.filter(source=source), now=now)
    return source


@transaction.atomic
def set_accounts(
    source: Source,
    *,
    handles: Sequence[str],
    domains: Sequence[str],
    languages: Sequence[str],
    by: Person,
    now: datetime,
) -> Source:
    """Its accounts and sites: what arrives from there is taken for this source."""
    need_desk(by)
    need_somebody(source)
    kept = [one.strip().lstrip("@") for one in handles if one.strip().lstrip("@")]
    sites = [site(one) for one in domains if one.strip()]
    for field, values in (("handles", kept), ("domains", sites)):
        other = Source.objects.exclude(pk=source.pk).filter(**{f"{field}__overlap": values or ["-"]}).first()  # fmt: skip
        if other:
            raise Unsound(f"{other.name} is registered with one of these.", field=field)
    if any(len(one) > 120 or " " in one for one in kept):
        raise Unsound("An account is one word.", field="handles")
    if {*kept, *sites} - {*source.handles, *source.domains}:
        need_right_to_widen(source, by)
    source.handles, source.domains = kept[:40], sites[:40]
    source.languages = [one.strip().lower()[:12] for one in languages if one.strip()][:20]
    source.save(update_fields=["handles", "domains", "languages"])
    LogEntry.record(None, Verb.CLASSIFY, by, now, f"Accounts of {source.name}")
    return source


def site(said: str) -> str:
    """A domain as typed or as part of an address."""
    typed = said.strip().lower()
    host = links.read(typed if "://" in typed else f"https://{typed}").host
    if not host or "." not in host:
        raise Unsound(f"“{said[:60]}” is no site.", satisfy="post.example", field="domains")
    return host[:200]


@transaction.atomic
def object_to(source: Source, *, said_by: str, words: str, by: Person, now: datetime) -> Objection:
    """File what a source says against its class or how it is shown."""
    need_desk(by)
    if not words.strip() or not said_by.strip():
        raise Unsound(
            "Write who objects, and to what.", field="words" if said_by.strip() else "said_by"
        )
    row = Objection.objects.create(
        source=source,
        said_by=said_by.strip()[:200],
        words=words.strip()[:4000],
        filed_by=by,
        at=now,
    )
    LogEntry.record(None, Verb.CLASSIFY, by, now, f"{source.name} objects")
    return row


@transaction.atomic
def answer(objection: Objection, *, words: str, by: Person, now: datetime) -> Objection:
    """Answer an objection; both stay beside the class."""
    objection = Objection.objects.select_for_update().get(pk=objection.pk)
    if not access.is_chief(by, None):
        raise NotYours("A chief answers for the desk.", satisfy="Ask a chief.")
    if objection.answered_at:
        raise Stale("This is answered already.")
    if not words.strip():
        raise Unsound("Write the answer.", field="answer")
    objection.answer, objection.answered_by, objection.answered_at = words.strip()[:4000], by, now
    objection.save(update_fields=["answer", "answered_by", "answered_at"])
    LogEntry.record(None, Verb.CLASSIFY, by, now, f"Answered {objection.source.name}")
    return objection
