"""Several that the copy tells of, where it goes on to say that there is one: of those who speak, of what was hit."""

import pytest

from tests.desk.policy.pieces import exact, piece, whole

VOICES = [
    ("Witnesses said that the two sides smoked together. The account is that of a shepherd, the only person whom Reuters found there.", "Witnesses"),
    ("Videos from the village show satchels under a broken roof: forty seconds, shot on one telephone by a teacher.", "Videos"),
    ("Ship-spotting channels on Telegram made the queue longer still; Durban Watch, the channel cited here, counted 33.", "Ship-spotting channels"),
    ("Pollsters had her in front in every region, drawing on a survey by Ipsos, the only one in its account.", "Pollsters"),
    ("Doctors warned that beds would run out by Friday. Reuters spoke to a single doctor, at the Mercy hospital.", "Doctors"),
    ("Neighbours told of three shots. No other neighbour than Mrs Bell was at home, she told the BBC.", "Neighbours"),
]  # fmt: skip
SPEAK_WELL = [
    "Witnesses said that the two sides smoked together. One of the witnesses, a shepherd, gave his name to Reuters.",
    "Residents said the water rose to the sills. The only bridge in town was shut, the BBC reported.",
    "Doctors warned that beds would run out. The only doctor to give his name was Ian Bell, the BBC said.",
    "Pollsters had her in front, Reuters reported; the only poll to have him ahead was taken in March.",
    "Passengers told the BBC that nobody came. A single conductor had 400 people to look after.",
    "Videos show a crowd in the square. One video was filmed from a roof.",
]
HEADS = [
    ("Hospitals in Goma struck", "Two shells fell in the court of the Virunga clinic. It is the only medical building that was hit."),
    ("Embassies shut in Kyiv", "The Portuguese embassy is closed; not one of the other missions has sent anybody home."),
    ("Ministers walk out over contract", "The health minister cleared his desk; not one of his colleagues followed him."),
    ("Dams fail in Kerala", "The dam at Idamalayar gave way at dawn. Every other dam in the state held."),
    ("Churches hit in Tyre", "One church was hit, and the other 37 are whole."),
    ("Schools used as shelters hit", "At the same time one school, the Haifa, a mile to the east, was struck."),
    ("Quake in Peru", "LIMA, Sept 1 - Schools lost roofs in the highlands on Tuesday.\n\nIn Huambo a hall came down at dawn. It was the only school damaged."),
    ("Judges step aside in Rivers case", "The judge, who had been sitting by herself, withdrew."),
]  # fmt: skip
HEADS_WELL = [
    ("Hospitals cleared as flames reach river", "Two hospitals were emptied. Only Mercy kept its own ambulance."),
    ("Schools shut in Sagaing", "Schools in the town were shut. The only school with a cellar stayed open."),
    ("Ministers meet in Paris", "The French minister arrived first. No other minister spoke."),
    ("Villages cut off by flood", "Kampong Luong, the largest village, is cut off, and so is the rest of the shore."),
    ("Trains halted at Ghent", "A train hit a tree at Ghent and none ran all day. Nothing else was damaged."),
]  # fmt: skip


@pytest.mark.parametrize(("body", "words"), VOICES)
def test_voices_that_are_one_are_asked_about(body: str, words: str) -> None:
    assert exact("plural-from-one", piece(body)) == [words]


@pytest.mark.parametrize("body", SPEAK_WELL)
def test_voices_of_which_one_is_singled_out_are_let_be(body: str) -> None:
    assert not exact("plural-from-one", piece(body))


@pytest.mark.parametrize(("headline", "body"), HEADS)
def test_a_plural_over_one_that_was_hit_is_asked_about(headline: str, body: str) -> None:
    assert exact("plural-from-one", whole(body, headline=headline))


@pytest.mark.parametrize(("headline", "body"), HEADS_WELL)
def test_a_plural_over_several_is_let_be(headline: str, body: str) -> None:
    assert not exact("plural-from-one", whole(body, headline=headline))
