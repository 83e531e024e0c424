"""No text that somebody can paste makes a check raise, or cost more than its length."""

import gc
import json
import time
from dataclasses import replace
from typing import Any

import pytest

from desk.policy import article, known, packs
from desk.policy.review import review, run_checks
from desk.policy.types import Facts, Stage

NOTES = tuple(
    replace(n, rules=tuple(r for r in n.rules if not getattr(r.params, "framing", False)))
    for name in packs.names()
    for n in packs.load(name).notes
)
POST = "He wrote [post {}](https://x.com/u{}/status/{}) so.\n\n"
HOSTILE = {
    "figures with no end": lambda n: {"body": "1,000," * n},
    "hours with days": lambda n: {"body": "at 3 p.m. Kyiv time (1200 GMT) on May 4, " * (n // 6)},
    "brackets": lambda n: {"body": "[" * n + "(" * n + "[1] " * n},
    "links on words": lambda n: {
        "body": "".join(POST.format(i, i, 17 * 10**17 + i) for i in range(n // 4))
    },
    "houses and pages": lambda n: {
        "body": "".join(f"The Daily{i} Post reported so. " for i in range(n // 30)),
        "links": [f"https://site{i}.com/a/{i}" for i in range(n // 30)],
    },
    "accounts without a name": lambda n: {
        "body": "The account gives no name. " * (n // 4),
        "links": [f"https://x.com/u{i}/status/{17 * 10**17 + i}" for i in range(n // 30)],
    },
    "totals": lambda n: {"body": "Nine were killed in all, Anna said.\n\n" * (n // 3)},
    "tolls under a headline": lambda n: {
        "headline": "Nine killed",
        "dek": "In a town.",
        "body": "".join(f"{i} people were killed.\n\n" for i in range(10, n // 6 + 10)),
    },
    "a headline of tolls": lambda n: {
        "headline": ", ".join(f"{i} killed" for i in range(n // 8)),
        "body": "".join(f"{i % 9 + 2} people were killed. " for i in range(n // 24)),
    },
    "a headline of marks": lambda n: {"headline": "TK “TK” " * (n // 8), "body": "Quiet."},
    "notes to colleagues": lambda n: {"body": "[check with desk] subs please check TK " * (n // 36)},
    "one sentence of dates": lambda n: {"body": "It fell on " + "Monday 4 May 2026, May 5, " * (n // 26)},
    "one sentence of hours": lambda n: {
        "body": "Units {} at 03:00 Kyiv time (01:00 UTC), " * (n // 40),
        "links": [f"https://x.com/u{i}/status/{17 * 10**17 + i}" for i in range(n // 200)],
    },
    "one sentence of tolls": lambda n: {"body": ", ".join(f"{i} people were killed" for i in range(n // 24))},
    "one sentence of tallies": lambda n: {"dek": ", ".join(f"shot down {i} of {i + 3} drones" for i in range(n // 30)), "body": "Quiet."},
    "tolls come back to": lambda n: {"headline": "Nine killed", "body": "Nine were killed. The families of the eleven who died wait. " * (n // 60)},
    "everybody aboard": lambda n: {"headline": "Nine aboard", "body": "There were 41 aboard. Nine were rescued, four died and two are missing, of 19 passengers and 4 crew. " * (n // 100)},
    "lists by place": lambda n: {"headline": "Nine killed", "body": "Twelve were killed in Cebu, 11 in Negros and nine in Bohol, in all. " * (n // 66)},
    "one list by place": lambda n: {"headline": "9 killed", "body": "9 died in Cebu" + ", 11 in Negros" * (n // 15) + " and two in Bohol"},
    "one list of figures": lambda n: {"headline": "9 houses burn", "body": "It counted 9 houses in Elia" + ", 11 in Morra" * (n // 13) + " and two in Vico"},
    "lists of figures": lambda n: {"dek": "300 houses burn", "body": "The Left won 61 seats, the Centre 48 and the Right 43 in a house of 150. " * (n // 72)},
    "choruses": lambda n: {"body": "Several outlets, reports from every quarter and drivers agree; all took it from Reuters. " * (n // 84)},
    "one chorus": lambda n: {"body": "reports from every quarter, guides, drivers and pilots all agreed, " * (n // 60)},
    "spans beside hours": lambda n: {"body": "By 16:35, four hours after it fell, and at 17:40, three hours later, it rose. " * (n // 76)},
    "papers that cite papers": lambda n: {"body": "The paper quotes the site and the station credits the paper, which cites The Times. " * (n // 80)},
    "spans between hours": lambda n: {"body": "It stopped at 14:20 and moved again at 17:05, after four hours. " * (n // 64)},
    "spans since a year": lambda n: {"body": "She took office in March 2023" + " and in March 2023" * (n // 18) + ", after two years in the post."},
    "votes": lambda n: {"dek": "By 18 to 14", "body": "It passed by 19 votes to 14, with 58 for it and 42 against, after a 3-1 win. " * (n // 74)},
    "one vote": lambda n: {"headline": "By 18 to 14", "body": "It passed by 19" + " to 14" * (n // 6)},
    "links": lambda n: {"body": "Quiet.", "links": [f"https://site{i}.com/a/{i}" for i in range(n)]},
    "channels": lambda n: {"body": "Quiet.", "links": [f"https://t.me/chan{i}/{i}" for i in range(n)]},
    "questions": lambda n: {"body": "".join(f"It is not known who fired {i}. The mayor said {i} came. " for i in range(n // 50))},
    "channels that say so": lambda n: {
        "body": "".join(f"Channels reported it, according to the channel Kyiv Alerts {i}. " for i in range(n // 62)),
        "links": ["https://x.com/a/status/1790000000000000000", "https://site.com/a"],
    },
    "words without an end": lambda n: {"body": "killed" * (n // 6)},
}  # fmt: skip


def piece(draft: dict[str, Any]) -> Facts:
    return article.read_line(json.dumps({"topic": "russia-ukraine", **draft}), packs.all_sources(), {})[1]  # fmt: skip


def cost(draft: dict[str, Any]) -> float:
    """Seconds of CPU; the collector’s rounds through all that the tests before have left are not the text’s."""
    best = 9.0
    gc.disable()
    for _ in range(2):
        known.forget()
        began = time.thread_time()
        review(piece(draft), NOTES, Stage.PUBLISH)
        best = min(best, time.thread_time() - began)
    gc.enable()
    return best


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_eight_times_the_text_costs_no_sixty_four_times_as_much(text) -> None:
    """Eight times is linear, sixty-four by the square; half-way between there is room for a busy machine."""
    assert cost(text(12000)) < cost(text(1500)) * 24 + 0.3


@pytest.mark.parametrize("said", ["hundred ", "million ", "thousand and two hundred "])
def test_a_number_in_words_without_end_is_no_number(said) -> None:
    found = run_checks(piece({"body": f"Two {said * 4000}people were killed."}), Stage.PUBLISH, skip=set())  # fmt: skip
    assert "rule-could-not-run" not in {f.code for f in found}
