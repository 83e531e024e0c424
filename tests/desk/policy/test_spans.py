"""Spans of time against the hours, days and years that a sentence or its neighbours give."""

import pytest

from desk.policy.checks import CHECKS
from tests.desk.policy.drafts import facts_of

SLIPS = [
    "The lifts stopped at 14:20 and moved again at 17:05, after four hours, the operator said.",
    "Between the first call at 19:02 and the arrival of the boat at 19:45 lay more than an hour.",
    "Police were called at 2.10pm and he was in custody at 3.25pm, less than an hour after the first call.",
    "Two shocks, less than an hour apart, woke the town. The first came at 01:12, the second at 02:31.",
    "It is three years since the army came back to the city, in July 2022.",
    "The minister, who took office in March 2023, has resigned after two years in the post.",
    "She was arrested on 3 February and released on 12 May, after almost two months in custody.",
    "He was first elected in 2009 and has led the town for 12 years.",
    "He has been in prison since 14 November 2024, more than two years.",
    "The couple married in 1996 and marked their 40th anniversary this month.",
    "It was the first rain in 60 days; the last had fallen on 1 June.",
    "Thieves were caught on 26 June, three weeks after the robbery of 12 June.",
    "The car had stood there since 4:15 p.m. It went off at 5:40, 45 minutes after, a camera showed.",
    "A shell fell at 1:25 a.m. in Gaza (22:25 UTC on Saturday), and half an hour later, at 1:40 a.m., she was out.",
    "The tug had left Ark at ten past eight on the Monday night and struck a reef at five to one on the Tuesday morning, three hours into the crossing, the port said.",
    "The tug had left Ark at 20:10 on the Monday and struck a reef at 00:55 on the Tuesday, just over three hours into its voyage, the port said.",
    "The blackout began at 6:10 and ended at 7:20, after fully three hours, the grid said.",
    "The gate shut at 9:10 a.m. and opened at 11:40, just over an hour later, the port said.",
    "The lock was shut at 9 p.m. local time (3 p.m. ET). The port had warned of it at 6:30 p.m., four hours before.",
]
NEAR = [
    "The lock was shut at 9 p.m. local time (3 p.m. ET). The port had warned of it at 6:30 p.m., two and a half hours before.",
    "The mill says that the weir was opened at 6:15 p.m. after a call at 5:30 p.m. The harbour master puts that call at 6:10 p.m., five minutes before.",
    "The alarm was raised at 21:15 and the first engine arrived at 21:52. The fire burned for four hours.",
    "Drivers had been told at noon to use a road which was closed at one.\n\nA baker had fired his oven for four hours.",
    "It has been five years since the fire, and two since the factory, built in 1974, closed for good.",
    "She was elected in 2019, after ten years in parliament.",
    "Mr Orsi took over in 2019 from a man who ruled for 30 years.",
    "Founded in 1911, the club marked the 10th anniversary of its return to the top flight.",
    "The engines arrived at 11.05pm, 25 minutes after the alarm was raised at 10.40pm.",
    "The centre sent its first bulletin nine minutes later, at 15:49 UTC, and cancelled it at 17:19.",
    "The trial, which opened on 2 February, heard a man who was in prison for six years.",
    "The ban was imposed on 1 April. After three weeks of protest it was eased.",
    "The car had stood there since 4:15 p.m. It went off at 5:40, 85 minutes after, a camera showed.",
    "The gate shut at 9:10 a.m. and opened at 11:40, two and a half hours later, the port said.",
    "Rescuers reached the bus at 09:00. The road reopened at 17:00, two hours earlier than planned, police said.",
    "A shell fell at 1:25 a.m. in Gaza (22:25 UTC on Saturday), and a quarter of an hour later, at 1:40 a.m., she was out.",
    "The tug had left Ark at ten past eight on the Monday night and struck a reef at five to one on the Tuesday morning, nearly five hours into the crossing, the port said.",
    "The tug left Ark at 20:10 and struck a reef at 00:55. A tanker was three hours into its voyage when it heard.",
    "The tug left Ark at 20:10 and at 00:55 it passed a tanker that, three hours into its voyage, lay still.",
    "The blackout began at 6:10 and ended at 7:20, after fully seventy minutes, the grid said.",
    "The gate shut at 9:10 a.m. and opened at 10:20, just over an hour later, the port said.",
    "She was brought in at 07:30 and let go at 11:15, having been told to rest eight hours before the drive home.",
    "The mine has been stopped for one day in three, more or less, since it opened in 2016.",
    "It was built after the old one burned in 1873, and on the list it stood, for a century, first.",
    "She was born on Christmas Day of 1973 and did so in the second week of the strike.",
]


def found(body: str) -> list:
    return list(CHECKS["elapsed-time-slip"].look(facts_of(body)))


@pytest.mark.parametrize("body", SLIPS)
def test_a_span_that_its_two_ends_belie_is_asked_about(body: str) -> None:
    assert found(body)


@pytest.mark.parametrize("body", NEAR)
def test_a_span_of_something_else_is_let_be(body: str) -> None:
    assert not found(body)
