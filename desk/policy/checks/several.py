"""Several of one kind told where one of the kind is listed, or where the copy says that they are one. Pure."""

import re
from collections.abc import Iterator

from desk.policy import known
from desk.policy.checks.credited import telling
from desk.policy.checks.deeds import our_own
from desk.policy.checks.linked import links
from desk.policy.checks.nobody import house_of
from desk.policy.figures.numbers import numbers
from desk.policy.once import once
from desk.policy.sources import almanac
from desk.policy.sources.admitted import REVEALS, admitted, reveals_one
from desk.policy.sources.binding import bound, house_named
from desk.policy.sources.chorus import Chorus, chorus
from desk.policy.sources.evidence import Evidence, source_of_link
from desk.policy.sources.offices import PUBLIC
from desk.policy.sources.voices import of_one, said_of, several
from desk.policy.text import body_sentences, cut, overlaps, sentence_at, sentences
from desk.policy.types import Facts, Span
from wires.links import Link, read


def one_of_the_kind(facts: Facts, rest: list[Evidence]) -> Iterator[tuple[Span, str]]:
    """The words for several of a kind of which one is listed."""
    for one in known.prose(facts.body, several):
        if alone(facts, rest, one.kind):
            yield one.span, cut(facts.body.text, one.span)
    for span in known.prose(facts.body, that_are_one):
        yield span, cut(facts.body.text, span)
    for one in known.prose(facts.body, admitted):
        if one.many:
            yield one.span, cut(facts.body.text, one.span)
    yield from choruses_of_one(facts, rest)


AT_MOST = 12  # of those who are told as many; each is held against what is listed


def choruses_of_one(facts: Facts, rest: list[Evidence]) -> Iterator[tuple[Span, str]]:
    """The words for a chorus that is one voice: by what is listed, or by what the copy goes on to say."""
    sung = known.prose(facts.body, chorus)[:AT_MOST]
    if not sung:
        return
    one_account = one_origin(rest) and not pages(rest)
    spans = body_sentences(facts.body)
    for one in sung:
        at = sentence_at(spans, one.span.start)
        said = "" if at is None else cut(facts.body.text, spans[at])
        if one.kind == "pair":
            fits = admits(facts, one.span)
        elif one_account and len(houses_telling(facts)) < 2:
            near = "" if at is None else cut(facts.body.text, Span(spans[max(0, at - 1)].start, spans[min(at + 1, len(spans) - 1)].end))  # fmt: skip
            own = one.kind == "persons" and our_own(near)
            fits = not own and not as_many(facts, one)
        else:
            fits = (not one.bare and admits(facts, one.span)) or (not heard_by(said) and not (one.bare and one.kind == "orgs") and (alone(facts, rest, one.kind) or told_by_one(facts, one.span, one.kind)))  # fmt: skip
        if fits:
            yield one.span, cut(facts.body.text, one.span)


def as_many(facts: Facts, one: Chorus) -> bool:
    """Whether “two posts” are as many as are listed."""
    count = numbers(cut(facts.body.text, one.span)) if one.kind == "accounts" else ()
    return bool(count) and count[0].value <= len({k.key for _, k in links(facts) if k.is_post})


def admits(facts: Facts, span: Span) -> bool:
    """Whether the rest of the sentence and the next two in its paragraph say that they are one."""
    after = rest_of_paragraph(facts, span, 3)
    return reveals_one(after, tuple(p for p in REVEALS if p.letters.stand_in(after)))


def rest_of_paragraph(facts: Facts, span: Span, many: int) -> str:
    """What follows a place in its sentence and the next of its paragraph, so many in all."""
    spans = body_sentences(facts.body)
    at = sentence_at(spans, span.start)
    block = facts.body.block_at(span.start)
    if at is None or block is None:
        return ""
    last = max((s.end for s in spans[at : at + many] if s.end <= block.end), default=span.end)
    return cut(facts.body.text, Span(span.end, max(span.end, last)))


def heard_by(said: str) -> bool:
    """Whether a press in the sentence answers for those it heard, or two houses are named for them."""
    press = any(not any(of_watchers(f"house:{n}") for n in whose) for _, whose in telling(said))
    return press or len({whose for _, whose in almanac.named(said)}) > 1


def told_by_one(facts: Facts, span: Span, kind: str) -> bool:
    """Whether the rest of the paragraph tells it all by one of those that are listed."""
    if kind not in {"orgs", "words"}:
        return False
    rest = rest_of_paragraph(facts, span, 5)
    told_of = {n for one in sentences(rest) for n in bound(facts, cut(rest, one))}
    return bool(told_of) and len({voice(facts, read(facts.links[n].href)) for n in told_of}) == 1


def admitted_of_some(facts: Facts) -> Span | None:
    """Some who tell, uncounted, of whom the copy goes on to say that they are one; those that are counted are told by themselves."""
    found = known.prose(facts.body, admitted)
    if any(one.many for one in found):
        return None
    spread = [one.span for one in known.prose(facts.body, chorus) if not one.bare] if found else []
    return next((one.span for one in found if not overlaps(spread, one.span)), None)


def that_are_one(text: str) -> tuple[Span, ...]:
    """Where several report in a block that says in the next sentences that they have it all of one."""
    return tuple(one.span for one in several(text) if of_one(said_of(text, one.span)))


def alone(facts: Facts, rest: list[Evidence], kind: str) -> bool:
    """Whether what is listed has one of the kind, and no other is named."""
    if kind == "monitors":
        one_account = one_origin(rest) and not pages(rest)
        return one_account or (len({e.source.key for e in rest if e.source.kind == "monitor"}) == 1 and all_known(rest))  # fmt: skip
    if kind == "orgs":
        every = organisations(facts)
        return len(every) == 1 and is_named(facts, every[0])
    if kind in {"persons", "any"}:
        return False
    if kind == "accounts":
        return len({BARE.sub("", k.handle.lower()) for _, k in links(facts) if k.handle}) == 1
    # Houses that are listed are that one voice, whose copy they carry.
    theirs = {n for _, k in links(facts) for n in almanac.at_host(k.host)}
    others = [whose for whose in houses_telling(facts) if not whose & theirs]
    return len(voices(facts)) == 1 and len(others) < 2


BARE = re.compile(r"[\W_]+")  # one name is spelled @the_front here and @TheFront there


def organisations(facts: Facts) -> list[Link]:
    """Those listed that count, aid or watch themselves, each once: no press that heard them, no public body."""
    found: dict[str, Link] = {}
    for _, link in links(facts):
        who = voice(facts, link)
        heard = not of_watchers(who) if who.startswith("house:") else almanac.reads_as_press(link.host)  # fmt: skip
        if who and who != "afp" and not heard:
            found[who] = link
    return list(found.values())


def is_named(facts: Facts, link: Link) -> bool:
    """Whether the copy names whose a link is: a page of nobody we know may have heard several."""
    return bool(link.handle or almanac.at_host(link.host)) or house_named(facts.body, link.host)


def of_watchers(voice: str) -> bool:
    """Whether a house of the list is known for counting or watching, by its name."""
    names = almanac.houses()[int(voice.removeprefix("house:"))].names
    return any(WATCHERS.search(name) for name in names)


WATCHERS = re.compile(r"\b(?:Monitor(?:ing)?|Observatory|Watch|Rights|Network|Project|Institute|Initiative|Group|Centre|Center|Airwars|ACLED|NetBlocks|DeepState|Médecins|MSF|Amnesty|Oxfam|Committee|Foundation|Survey|Tracker|Association|Union)\b(?! (?:Post|Times|News))")  # fmt: skip


def pages(rest: list[Evidence]) -> bool:
    """Whether some page is listed: it may have heard many people, as one account has not."""
    return any(e.source.key.startswith("link:web") or e.source.kind in {"agency", "outlet"} for e in rest)  # fmt: skip


def one_origin(rest: list[Evidence]) -> bool:
    """Whether all that is listed is one post, one account or one source."""
    everybody = {e.source.key for e in rest}
    pages = {key for key in everybody if key.startswith("link:web")}
    people, origins = everybody - pages, {e.origin for e in rest}
    # Beside one account a page may be its own; two of other houses are two who could have told it.
    return (
        len(origins) == 1 or len(everybody) == 1 or (len(people or origins) == 1 and len(pages) < 2)
    )


# Pages that say in their address whose copy they carry; France 24’s wire is one agency’s.
WIRED = re.compile(r"[-_/](afp|reuters|dpa|efe|ansa)(?=[-_/.]|$)|france24\.com/\w\w/live-news/", re.IGNORECASE)  # fmt: skip


@once
def voices(facts: Facts) -> frozenset[str]:
    """Who speaks through what is listed, each house once however it is linked; no public body."""
    found = {voice(facts, link) for _, link in links(facts)}
    return frozenset(v for v in found if v)


def voice(facts: Facts, link: Link) -> str:
    """Whose a link is: a source of the register, a house, an account or a host."""
    if link.is_opaque or link.is_private:
        return ""
    if link.is_proxy and link.offer:
        link = read(link.offer)
    wire = WIRED.search(link.key)
    if wire:
        return (
            wire.group(1) or "afp"
        ).lower()  # several pages with one agency’s copy are one voice
    source = source_of_link(facts, link.url)
    if PUBLIC.search(link.host) or (source and source.kind == "public-body"):
        return ""
    hosts = source.domains if source else (link.host,)
    house = min((n for host in hosts for n in almanac.at_host(host)), default=None)
    house = house_of(link.handle) if house is None and link.handle else house
    return f"house:{house}" if house is not None else link.handle.lower() or link.domain


@once
def houses_telling(facts: Facts) -> frozenset[frozenset[int]]:
    """The known houses that report in the copy."""
    return frozenset(whose for _, whose in known.prose(facts.body, telling) if whose)


def all_known(rest: list[Evidence]) -> bool:
    """Whether it is known of everything that is listed what kind it is."""
    return all(e.source.kind or almanac.at_host(read(e.origin).host) for e in rest)
