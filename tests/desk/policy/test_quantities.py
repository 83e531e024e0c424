"""What a number counts or measures, and a whole against the parts round it."""

import pytest

from desk.policy.figures.quantities import quantities
from tests.desk.policy.pieces import exact, piece


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("Fourteen frightened miners came up.", [(14, "count", "miner")]),
        ("The $1.3bn loan, 1.3 billion dollars of it new", [(1.3e9, "money", "$"), (1.3e9, "money", "dollar")]),
        ("It paid Sh1.9 billion and 268 crore rupees.", [(1.9e9, "money", "sh"), (2.68e9, "money", "rupee")]),
        ("Some 42% of it, or 46 per cent", [(42, "share", "percent"), (46, "share", "percent")]),
        ("The 25-lorry column went 37km.", [(25, "count", "lorry"), (37, "measure", "kilometre")]),
        ("A crew of 22, nine of them cooks", [(22, "count", "crew"), (9, "count", "cook")]),
        ("Six more carried flour on 4 May 2026 at six.", [(6, "count", "")]),
        ("Denis Orr, 52, was born in 1974.", []),
        ("sixty-four lambs", [(64, "count", "lamb")]),
        ("its hundred and sixty-four lambs, the hundred and one ewes", [(164, "count", "lamb"), (101, "count", "ewe")]),
        ("a hundred and six lambs, four hundred and six ewes", [(106, "count", "lamb"), (406, "count", "ewe")]),
    ],
)  # fmt: skip
def test_what_a_number_counts(said, read) -> None:
    assert [(q.value, q.kind, q.noun) for q in quantities(said)] == read


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        ("A cook, two stokers and five deckhands were named on Friday.\n\nAll nine sailors had slept below, he said.", ["All nine"]),
        ("A cook, two stokers and five deckhands were named on Friday.\n\nAll eight sailors had slept below, he said.", []),
        ("The bill to tax boats fell by 31 votes to 22. Five Greens stayed away. So every one of the 60 seats was counted.", ["every one of the 60 seats"]),
        ("The bill to tax boats fell by 31 votes to 22. Seven Greens stayed away. So every one of the 60 seats was counted.", []),
        ("Ark will get Sh2.1 billion, Bold Sh900 million. Together those come to Sh3.5 billion, the minister said.", ["Together those come to Sh3.5 billion"]),
        ("Ark will get Sh2.1 billion, Bold Sh900 million. Together those come to Sh3 billion, the minister said.", []),
        ("Rye filled twelve of the barges and oats eight. The last three had coal. So the 25-barge tow came home.", ["25-barge"]),
        ("Rye filled twelve of the barges and oats eight. The last three had coal. So the 23-barge tow came home.", []),
        ("Of the 90 ewes, 62 had been found by dark. That leaves 38 to be found, the farmer said.", ["leaves 38"]),
        ("Of the 90 ewes, 62 had been found by dark. That leaves 28 to be found, the farmer said.", []),
        ("With 112 of 150 wards counted and 48 still to come, she led.", ["112 of 150 wards counted and 48"]),
        ("With 112 of 150 wards counted and 38 still to come, she led.", []),
        ("Nineteen people had died by noon. Four more did not wake, and the toll moved to 24.", ["toll moved to 24"]),
        ("Nineteen people had died by noon. Four more did not wake, and the toll moved to 23.", []),
        ("Nineteen people had died by noon. Four were nurses. The toll in 2019 came to 24.", []),
        ("Sixty-two lambs came down. Forty are ewes. Twenty-four are rams.", ["Forty are ewes. Twenty-four"]),
        ("Sixty-two lambs came down. Forty are ewes. Twelve are lame.", []),
        ("All 23 of the crew, 14 Danes, seven Poles and a Greek cook, were picked up.", ["23 of the crew, 14 Danes, seven Poles and a Greek cook"]),
        ("All 22 of the crew, 14 Danes, seven Poles and a Greek cook, were picked up.", []),
        ("The flood killed 38 people: 16 men, 11 women and 9 children, the Authority for Rivers and High Water of the Upper Oro told the BBC.", ["killed 38 people: 16 men, 11 women and 9 children"]),
        ("Of the 48 goats she had, 30 were sold and seven died. That left nine when we came.", ["left nine"]),
        ("Of the 48 goats she had, 30 were sold and seven died. That left eleven when we came.", []),
        ("A dyke of 60 million euros. It takes 31 million of it for stone, 17.5 million for sand and the last 14 million for pumps.", ["the last 14 million"]),
        ("A dyke of 60 million euros. It takes 31 million of it for stone, 17.5 million for sand and the last 11.5 million for pumps.", []),
        ("The note has 1,180 on the timetable, 526 cancelled, the other 754 run.", ["526 cancelled, the other 754"]),
        ("The note has 1,180 on the timetable, 526 cancelled, the other 654 run.", []),
        ("She counted 238 slips for a strike and 161 against. The majority was thus 87 votes.", ["87 votes"]),
        ("She counted 238 slips for a strike and 161 against. The majority was thus 77 votes.", []),
        ("Twelve came to the ward, he said. Eight of them were women, and seven came from one street.", []),
        ("The reserve is 212 kilometres square. It has 90 lions, among them 31 cubs, in all 130 cats.", []),
    ],
)  # fmt: skip
def test_a_whole_and_the_parts_round_it(said, marked) -> None:
    found = exact("sum-slip", piece(said))
    assert len(found) == len(marked)
    assert all(words in there for words, there in zip(marked, found, strict=True))
