"""Several who are said to tell one thing, where one is listed or the copy says that they are one."""

import pytest

from tests.desk.policy.pieces import exact, piece

POST = ("https://x.com/volcanolog/status/2051234567890123456",)
OTHER = (*POST, "https://x.com/volcanolog/status/2051234567890199999")
WIRED = (
    "https://www.france24.com/en/live-news/20260505-ferry-lost",
    "https://www.barrons.com/news/ferry-lost-4e0c",
    "https://www.straitstimes.com/asia/ferry-lost",
)
OXFAM = ("https://www.oxfam.org/en/wells", "https://www.oxfam.org/en/wells-two")
PAGES = ("https://www.reuters.com/world/ferry", "https://www.bbc.com/news/articles/cx2")


@pytest.mark.parametrize(
    ("body", "links", "marked"),
    [
        ("Reports from all round the cone speak of ash. Volcanolog posted it on X.", POST, ["Reports from all"]),
        ("Page after page tells of ash on the roofs. Volcanolog wrote so on X.", POST, ["Page after page"]),
        ("That the lake boils is widely reported. Volcanolog, on X, has the film.", POST, ["widely reported"]),
        ("One channel after another carried the film of the cone. Volcanolog posted it on X.", POST, ["One channel after another carried"]),
        ("Every account of the night agrees that the lake boiled. Volcanolog wrote so on X.", POST, ["Every account of the night agrees"]),
        ("By all reports the lake boiled. Volcanolog wrote so on X.", POST, ["By all reports"]),
        ("Every account that it opens is closed within a day. Volcanolog is on X.", POST, []),
        ("Every report of the institute agrees in form with the one before it, and one paper after another lay unread. Volcanolog is on X.", (*PAGES, *WIRED), []),
        ("One account after another was shut. Volcanolog wrote on X.", POST, []),
        ("Hikers, pilots and residents all saw it. Volcanolog wrote on X.", POST, []),
        ("Pilots, guides and villagers told of ash. Volcanolog wrote on X.", POST, []),
        ("Drivers, guides and villagers all told of ash. Volcanolog wrote on X.", POST, []),
        ("Drivers, teachers and villagers all told of ash. Volcanolog wrote on X.", POST, ["Drivers, teachers and villagers"]),
        ("Two posts by Volcanolog on X show the cone, an hour apart.", OTHER, []),
        ("Newsrooms in Lagos and Lima confirmed the loss, each under AFP's name.", WIRED, ["Newsrooms"]),
        ("A range of aid groups say the wells are dry. Oxfam put out two notes.", OXFAM, ["A range of aid groups"]),
        ("Aid groups have left. Oxfam says the wells are dry.", OXFAM, []),
        ("Two papers and a radio told of the ferry, though the radio credits Reuters.", PAGES, ["Two papers"]),
        ("Reuters, citing five sources, said that the ferry was full. The BBC met its owner.", PAGES[:1], []),
        ("The account has been quoted by several outlets before. Volcanolog is on X.", POST, []),
        ("Surgeons at two clinics put it at forty. Both figures come from one medic whom Reuters rang.", PAGES[:1], ["Surgeons at two"]),
        ("That the lake boils is widely reported; every report goes back to a single post by Volcanolog.", POST, ["widely reported"]),
        ("Residents across the valley heard it. All whom the paper names are of one family.", PAGES[:1], ["Residents across the valley"]),
        ("Several pilots saw it: the BBC quotes a steward who was asleep.", PAGES[1:], ["Several pilots"]),
        ("Three sources who asked not to be named told Reuters of a leak.", PAGES[:1], []),
        ("Several pilots saw it, and the BBC quotes a steward who was asleep.", PAGES[1:], []),
        ("Residents across the valley heard it. All whom the paper names are of one village.", PAGES[:1], []),
        ("Rights groups say that the wells should be open. Oxfam put out two notes.", OXFAM, []),
        ("Two observatories measured it, the paper's page says.", ("https://science.example/star",), []),
    ],
)  # fmt: skip
def test_a_chorus_of_one(body, links, marked) -> None:
    assert exact("single-source-as-many", piece(body, links=links)) == marked
