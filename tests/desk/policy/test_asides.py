"""Asides to colleagues in copy, and authorities in the singular or by their trade, in words of every sort."""

import pytest

from tests.desk.policy.pieces import BBC, exact, whole


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        ("Nine boats sank. (Can we stand this up? – N)", "(Can we stand this up? – N)"),
        ("Nine boats sank. DO NOT USE BEFORE LAWYER HAS SEEN", "DO NOT USE BEFORE LAWYER HAS SEEN"),
        ("Nine boats sank. @Rupert can you confirm?", "@Rupert can you confirm?"),
        ("Nine boats sank on Sunday (sp?).", "(sp?)"),
        ("Nine boats, xx percent of the fleet, sank.", "xx"),
        ("Nine boats sank. ***insert quote here***", "***insert quote here***"),
        ("Nine boats sank. NB this figure is from memory.", "NB this figure is from memory"),
        ("I will fix the intro later. Nine boats sank.", "I will fix the intro later"),
        ("Nine boats sank (our count, pls recheck before pub).", "(our count, pls recheck before pub)"),
        ("Nine boats sank (subs to decide on the dateline).", "(subs to decide on the dateline)"),
        ("Nine boats sank. SUBS: cut the last par, hold for pix", "SUBS: cut the last par, hold for pix"),
        ("Nine boats sank. (Legal to see.)", "(Legal to see.)"),
        ("Nine boats sank.\n\nPICK UP HERE IF SHORT", "PICK UP HERE IF SHORT"),
        ("Nine boats sank. Pls leave the gulls in.", "Pls leave the"),
        ("Nine boats sank.\n\n/ends, more from Ida at nine", "/ends, more from Ida at nine"),
        ("Brief for subs: lose the gulls.", "Brief for subs:"),
        ("SLUG: quay // hold the last graf\n\nNine boats sank.", "SLUG: quay // hold the last graf"),
        ("A slug: that is what the gardener found.", ""),
        ("The contract is with a company called TK. It sinks.", ""),
        ("Nobody keeps sheep. Article XXX of the by-laws says so.", ""),
        ("The company TK was named.", "TK"),
        ("The brief for subs was short, the pilot said.", ""),
        ("Guidance for editors says that faces are to be blurred.", ""),
        ("Advice to reporters was printed on a card, the pilot said.", ""),
        ("Nine boats sank (his lawyers to see the wreck on Friday).", ""),
        ("Advice to the night desk – lose the gulls.", "Advice to the night desk –"),
        ("Nine boats sank. PHOTO: Reuters", ""),
        ("Nine boats sank [sic], the sign read.", ""),
        ("He [the skipper] swam, and could you blame him (can a man do more)?", ""),
        ("Nine boats (of 40) sank, and @Harbour can be asked.", ""),
        ("**Who is eating the fish?** Not the gulls.", ""),
        ("I have left the boat to the gulls.", ""),
        ("“Can we stand this up?” asked the mate.", ""),
    ],
)  # fmt: skip
def test_an_aside_to_colleagues(said, marked) -> None:
    assert exact("notes-left-in-copy", whole(said)) == ([marked] if marked else [])


RELAY = "https://x.com/sentdefender/status/2064437373957046272"


@pytest.mark.parametrize(
    ("said", "link", "fires"),
    [
        ("A defence source said the pier was the target.", RELAY, True),
        ("An official who asked not to be named said that nine were held.", RELAY, True),
        ("Nine were held, a senior security official said.", RELAY, True),
        ("Authorities have ordered the shore emptied.", RELAY, True),
        ("Western intelligence believes the pier was mined.", RELAY, True),
        ("Rescue workers say that nine are trapped.", RELAY, True),
        ("A defence source said the pier was the target.", BBC, False),
        ("A union official said that nine were held.", RELAY, False),
        ("The rescue workers were late.", RELAY, False),
        ("A source of the river lies above Sarn.", RELAY, False),
    ],
)  # fmt: skip
def test_authorities_whom_no_relay_has_heard(said, link, fires) -> None:
    assert bool(exact("officials-without-official", whole(said, link))) is fires
