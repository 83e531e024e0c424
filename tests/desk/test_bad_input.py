"""No field of any form and no address breaks a page: it is taken, or refused with words."""

from urllib.parse import quote

import pytest
from django.test import Client

from desk.copyflow import draft_note, notes, submit
from desk.models import PolicyNote, Story
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)

BAD = [
    "\x00",
    "²",
    "9" * 5000,
    "x" * 5000,
    "-1",
    "0001-01-01",
    "9999-12-31T23:59",
    "http://[",
    "../../x",
]
STORY = "/desk/stories/sadova/"
FORMS = {
    "/desk/sign-in/": "email password next",
    "/desk/stories/new/": "slug desk headline places topics",
    f"{STORY}details/": "topics places event_date wanted_at format slug",
    f"{STORY}attachments/": "item kind words said_by link",
    f"{STORY}watches/": "query end",
    f"{STORY}questions/": "question who settle answer",
    f"{STORY}comment-requests/": "whom about how asked_at reply_by untold",
    f"{STORY}dismissals/": "fingerprint code answer",
    f"{STORY}overrides/": "fingerprint reason reader_words minutes",
    f"{STORY}lowerings/": "rule reason clock",
    f"{STORY}returns/": "words zone find offer because",
    f"{STORY}approval/": "version",
    f"{STORY}publication/": "changed",
    f"{STORY}hold/": "reason lift",
    f"{STORY}corrections/": "words",
    f"{STORY}retraction/": "reason",
    "/desk/wires/pasted/": "link words",
    "/desk/watches/new/": "query story desk attaches alerts",
    "/desk/watches/digest/choice/": "hours watches by_mail",
    "/desk/sources/new/": "name address",
    "/desk/sources/probe/": "address",
    "/desk/sources/rescue-service/classing/": "kind control country side owner voice evidence effective_on review_by",
    "/desk/sources/rescue-service/notes/": "words",
    "/desk/sources/rescue-service/terms/": "shown_as terms legal_ground",
    "/desk/sources/rescue-service/accounts/": "handles domains languages",
    "/desk/sources/rescue-service/objections/": "said_by words answers answer",
    "/desk/sources/classes/": "name kind control country side owner why",
    "/desk/notes/packs/": "pack",
    "/desk/notes/new/": "title desk",
    "/desk/notes/n/drafts/": "x",
    "/desk/notes/n/owner/": "owner",
    "/desk/notes/n/renewal/": "words",
    "/desk/notes/n/lowerings/": "rule reason clock end",
    "/desk/notes/n/challenges/": "rule words story exact",
    "/desk/notes/n/versions/1/approval/": "words return retire",
    "/desk/notes/n/versions/1/examples/": "rule expect headline body links",
    "/desk/notes/n/versions/1/promotions/": "rule raise reason",
    "/desk/notes/d/draft/parts/words/": "title words precedence effective_from effective_until review_by",
    "/desk/notes/d/draft/parts/scope/": "topics places desks languages entities from until not_places",
    "/desk/notes/d/draft/parts/public/": "text-0 otherwise-0 rules-0",
    "/desk/notes/d/draft/rules/": "rule-title kind",
    "/desk/notes/d/draft/rules/r/": "terms unless zones when until at-publish list-0 headline-0 links-0",
    "/desk/notes/packs/trials/": "pack",
}
GOOD = {
    "desk": "night", "headline": "h", "question": "q", "who": "w", "reason": "r" * 30, "words": "w",
    "rule": "civilian-lead", "name": "Delo", "address": "https://192.0.2.1/f", "kind": "public-body",
    "control": "independent", "country": "UA", "voice": "institution", "evidence": "e", "owner": "o",
    "answer": "intended", "why": "y", "said_by": "s", "shown_as": "linked", "fingerprint": "f", "zone": "body", "find": "Five"
}  # fmt: skip
ADDRESSES = (
    "/desk/?slug=%s /desk/?desk=%s /desk/?state=%s /desk/wires/?q=%s /desk/wires/?source=%s /desk/wires/?class=%s "
    "/desk/wires/?place=%s /desk/wires/?from=%s /desk/wires/?wire=%s /desk/wires/?before=%s /desk/wires/arrived/?after=%s /desk/wires/arrived/?shown=%s "
    "/desk/wires/?lang=%s /desk/wires/?urgency=%s /desk/wires/?state=%s /desk/wires/?since=%s /desk/wires/?view=%s "
    "/desk/watches/new/?query=%s /desk/watches/new/?story=%s "
    f"{STORY}wires/?q=%s {STORY}steps/?since=%s /desk/notes/n/?version=%s /desk/notes/audit/?month=%s /desk/notes/d/draft/preview/?story=%s /desk/notes/packs/file/?note=%s /live/?story=%s "
    f"/desk/sign-in/?next=%s {STORY}review/?x=%s"
).split()
QUERIES = ["'", "a b*", "NOT NOT a", "(((", "!", "\\", "a:*", "“”", "_"]
PATHS = (
    "/desk/wires/99999999999999999999999/ /desk/classing/99999999999999999999999/approval/ "
    "/desk/sources/wires/99999999999999999999999/ /desk/sources/fetches/99999999999999999999999/ "
    f"{STORY}suggestions/99999999999999999999999/ /desk/notes/n/versions/99999999999999999999999/approval/ "
    "/desk/sign-in/%00/ /desk/sign-in/x%FF/ /2026/07/02/a%00/ /%00 /desk/stories/%00/"
).split()


@pytest.fixture
def chief() -> Client:
    """A chief before a story in review."""
    room = make.newsroom()
    story = make.story(room, slug="sadova")
    item = make.item(of=make.source("Rescue Service"))
    make.cite(story, item, by=room.ida)
    submit.submit(story, by=room.ida, now=make.NOON)
    notes.load_pack("disaster", by=room.ida, now=make.NOON)
    PolicyNote.objects.filter(pk=PolicyNote.objects.first().pk).update(slug="n")
    draft = draft_note.start_note("D", desk=None, by=room.ida, now=make.NOON)
    draft_note.add_rule(draft, kind="forbid", title="r", by=room.ida, now=make.NOON)
    # An address of its own: guesses at the door are counted by address, beyond one test.
    client = Client(raise_request_exception=False, REMOTE_ADDR="192.0.2.77")
    client.force_login(room.cass)
    return client


@pytest.mark.parametrize("form", FORMS)
def test_no_field_breaks_a_form(chief, form) -> None:
    names = FORMS[form].split()
    told, first = [], Story.objects.get(slug="sadova").pk
    for name in names:
        for bad in BAD:
            sent = {n: GOOD[n] for n in names if n in GOOD} | {name: bad}
            if name != "slug":
                sent["slug"] = f"another-{name.replace('_', '-')}-{BAD.index(bad)}"
            if "attachments" in form and name in {"words", "said_by"}:
                sent["kind"] = "own"
            answer = chief.post(form, sent)
            Story.objects.filter(pk=first).update(slug="sadova")
            if answer.status_code >= 500:
                told.append((name, bad[:12]))
    assert told == []


def test_no_address_breaks_a_page(chief) -> None:
    asked = [address.replace("%s", quote(bad)) for address in ADDRESSES for bad in BAD + QUERIES]
    broken = [one[:80] for one in asked if chief.get(one).status_code >= 500]
    broken += [
        one for one in PATHS for ask in (chief.get, chief.post) if ask(one).status_code >= 500
    ]
    assert broken == []


def test_a_browser_never_names_a_file_as_a_pack(chief, tmp_path) -> None:
    pack = tmp_path / "pack.json"
    pack.write_text('{"notes": []}')
    answer = chief.post("/desk/notes/packs/", {"pack": str(pack)})
    assert answer.status_code == 422
    assert b"There is no such pack." in answer.content


def test_a_zero_sign_is_refused_with_words(chief) -> None:
    answer = chief.post(f"{STORY}questions/", {"question": "who\x00", "who": "w"})
    assert answer.status_code == 422
    assert b"signs that are no text" in answer.content


def test_an_act_opened_as_a_page_says_what_it_is(chief) -> None:
    answer = chief.get("/desk/sources/new/")
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert "Nothing was changed" in answer.content.decode()
