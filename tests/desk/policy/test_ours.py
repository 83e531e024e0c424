"""Our own reports, come back by way of another house and taken for a proof."""

import pytest

from tests.desk.policy.pieces import BBC, exact, whole


@pytest.mark.parametrize(
    ("said", "fires"),
    [
        ("The Gazette has it too, from an alert by this desk, which its first line quotes.", True),
        ("The station played a part of our Monday broadcast, and says the pier is unsafe.", True),
        ("The portal’s item bears the words “source: Nightdesk”.", True),
        ("An entry in Wikipedia says so; its note leads the reader back to Nightdesk.", True),
        ("The Herald’s writer had read it here first.", True),
        ("The Courier prints our map, with our watermark in one corner.", True),
        ("The agency rewrote our article and sent it out as its own.", True),
        ("The count of the Post is ours: it took it from this newspaper.", True),
        ("The channel lifted our 9:40 post, word for word.", True),
        ("Our source for this is a report in this newspaper of 2 May.", True),
        ("As first reported by Nightdesk, the paper’s account begins.", True),
        ("The Tribune wrote the same. It owes the story to us.", True),
        ("The guard told this desk that the pier had moved.", False),
        ("That the pier had moved is also stated by the site Skerryblad, on the authority of this newspaper.", True),
        ("The Skerry Herald has the same date, on the strength of our report.", True),
        ("The BBC, quoting Nightdesk, has the same number.", True),
        ("A second source is the Skerry Herald; its figure is the one we printed on Monday.", True),
        ("Proof came from the Skerry Herald, whose report is a translation of ours.", True),
        ("Our report was picked up by the Herald, which is now a second source for it.", True),
        ("The Herald says it has the figure from the BBC, and the BBC says it has it from the Herald.", True),
        ("The BBC attributes the figure to Skerry Radio, and Skerry Radio to the BBC.", True),
        ("The Herald sent its own reporter, who counted nine, as we had.", False),
        ("The Herald cited the BBC; the BBC cited the port.", False),
        ("A summary of the talks was printed by the Herald.", False),
        ("The guard acted on the authority of the council, he told this newspaper.", False),
        ("The ferryman spoke to our reporter and to the Herald.", False),
        ("The Herald sent a diver of its own after our report.", False),
        ("The minister called our report a fantasy, the Herald said.", False),
        ("We cite the report of the Herald.", False),
        ("The pier, first reported by Nightdesk to be unsafe, is closed by a deed of the council.", False),
        ("“The fault is ours,” the paper wrote.", False),
        ("The fault was ours.", False),
        ("It was confirmed by the Herald, which based its article on ours.", True),
        ("The mayor cited our report at the quay, the Herald reported.", False),
        ("A news source new to us has it.", False),
        ("About 340 people have crossed, actualite.cd says, citing this website.", True),
        ("About 340 people have crossed, actualite.cd says.", False),
        ("The Herald wrote of it, crediting a dispatch carried by Nightdesk.", True),
        ("The Herald wrote of it, crediting a dispatch carried by the BBC.", False),
        ("The deed agrees with us to the metre, and was drawn in 1902.", False),
        ("The paper corrected our figure.", False),
        ("“They got it from us,” the guard told the Herald.", False),
    ],
)  # fmt: skip
def test_what_another_owes_to_us(said, fires) -> None:
    assert bool(exact("circular-report", whole(said, BBC))) is fires


def test_the_proof_beside_is_marked_with_it() -> None:
    said = "The news is now confirmed. The Herald wrote of it on Monday, citing our report."
    assert exact("circular-report", whole(said, BBC)) == [
        "The news is now confirmed. The Herald wrote of it on Monday, citing our report"
    ]


@pytest.mark.parametrize(
    ("href", "fires"),
    [
        ("https://nightdesk.example/2026/06/01/pier-unsafe/", True),
        ("https://www.herald.example/nightdesk/pier-unsafe/", False),
    ],
)
def test_our_own_page_among_the_sources(href, fires) -> None:
    assert exact("circular-report", whole("The pier is unsafe.", href)) == ([href] if fires else [])


def test_our_own_page_is_no_source_to_be_classed() -> None:
    ours = "https://nightdesk.example/2026/06/01/pier-unsafe/"
    said = "The pier is unsafe, according to a local news site."
    assert exact("unclassed-source", whole(said, ours)) == []


@pytest.mark.parametrize("where", ["headline", "dek"])
def test_in_a_headline(where) -> None:
    facts = whole("The pier is unsafe.", BBC, **{where: "Radio and paper, citing Nightdesk, report unsafe pier"})  # fmt: skip
    assert exact("circular-report", facts) == ["citing Nightdesk"]
