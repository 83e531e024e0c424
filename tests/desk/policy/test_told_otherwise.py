"""What headline or dek give otherwise than the body: votes, scores, terms of prison, deeds; and ages further down."""

import pytest

from desk.policy.checks import CHECKS
from tests.desk.policy.drafts import facts_of

SLIPS = [
    ("Council decides by 18 to 14", "The council voted by 19 votes to 14 to sell the theatre."),
    ("Seven to four: court opens door", "With seven votes against three, the court decided. One justice did not vote."),
    ("Benfica win derby 2-1", "Benfica beat Porto 3-1 on Saturday. Porto scored from a penalty."),
    ("Senate falls short by 56 to 42", "The Senate rejected the treaty, with 58 senators for it and 42 against."),
    ("Mayor jailed for eight years", "A court sentenced the former mayor to nine years in prison. He will appeal."),
    ("Forty dismissals stop all lines", "The contractor has dismissed 34 cleaners by telegram."),
    ("Strike grounds 140 flights", "The airline cancelled 160 of its 400 flights. Talks go on."),
    ("Five dead at a bus stop", "A bomb killed six people. It was a quarter past five, and Larysa had let one bus go."),
    ("Clerk jailed", "Marta Rinaldi, 34, embezzled from the parish. The 43-year-old would appeal, her lawyer said."),
    ("Boiler bursts", "Nine people were injured in the laundry.\n\nThe mayor called on all eleven of the injured, he said."),
    ("Boiler bursts", "Nine people were injured in the laundry.\n\nAll eleven injured were flown to the coast."),
    ("Women freed", "Police freed 340 passengers. It was midnight when the last of the 430 passengers had a bed."),
]  # fmt: skip
NEAR = [
    ("Benfica win derby after 2-1 at the break", "Benfica beat Porto 3-1; at half-time it stood 2-1."),
    ("Senate falls short by 58 to 42", "The Senate rejected it, with 58 for it and 42 against. Last year it was 56 to 44."),
    ("Mayor jailed for nine years", "Prosecutors asked for ten years. A court sentenced the mayor to nine years in prison."),
    ("Strike grounds 300 flights", "The airline cancelled 160 of its 400 flights on Tuesday and 140 on Monday."),
    ("Run-off in Bari", "She had 41 percent, her rival 34 percent and the third man 14 percent."),
    ("Boiler bursts", "Nine people were injured in the laundry. Two more were injured in the yard.\n\nThe mayor called on all eleven of the injured, he said."),
    ("Boiler bursts", "Nine people were injured in the laundry.\n\nThe five injured cooks were flown to the coast."),
    ("Boiler bursts", "Nine people were injured in the laundry.\n\nIn the war the eleven wounded of 1944 had lain there."),
    ("Boiler bursts", "Nine people were injured and two killed.\n\nThe mayor called on all eleven of the injured and the dead, he said."),
    ("Boiler bursts", "Nine people were injured, two of them badly.\n\nThe two of the injured who were burned lie in Ark."),
    ("Coins found", "Luca Bassi, 52, found the coins with his son. The 25-year-old had a new detector."),
    ("Court sits for 20 to 30 days", "The court heard 25 witnesses against 30 accused."),
]  # fmt: skip


def found(headline: str, body: str) -> list:
    return list(CHECKS["number-mismatch"].look(facts_of(body, headline=headline)))


@pytest.mark.parametrize(("headline", "body"), SLIPS)
def test_what_the_piece_gives_otherwise_is_asked_about(headline: str, body: str) -> None:
    assert found(headline, body)


@pytest.mark.parametrize(("headline", "body"), NEAR)
def test_what_the_piece_bears_out_is_let_be(headline: str, body: str) -> None:
    assert not found(headline, body)
