"""Drills: sentences made from patterns, so that the judge learns the settled points and no hand's manner.

Each pattern stands for one point of how openings are read (decision 004): the main clause decides,
who is named first decides, weapons that kill people are about people, counts and claims are not. The
same words fill patterns of every class, so that order and grammar are all that tells them apart.
"""

import random
from functools import lru_cache

CIVILIAN, OTHER, NEUTRAL = 0, 1, 2
EACH = 9  # sentences of a pattern

WORDS: dict[str, str] = {
    "n": "two|three|four|five|six|seven|nine|eleven|thirteen|sixteen|twenty|27|31|40|at least 12|at least eight|dozens of|more than 60|some 150|hundreds of",
    "many": "18|24|37|41|56|73|112|140|more than 200|scores of|nearly 90",
    "people": "people|residents|villagers|women|children|shoppers|passengers|patients|pupils|pensioners|farm workers|market traders|worshippers|students|neighbours|commuters|fishermen|herders|miners|paramedics|teachers|nurses|aid workers|reporters|tea pickers|mourners|bakers|displaced people",
    "person": "a schoolteacher|a nurse|a bus driver|a grandmother of four|a boy of nine|a mother and her baby|a retired couple|a tailor|a baker and his son|a midwife|a young violinist|a father of three|a girl of six|a shepherd|a postwoman|two sisters|a pharmacist|a volunteer medic",
    "soldiers": "soldiers|conscripts|recruits|marines|paratroopers|troops|servicemen|fighters|militiamen|reservists|cadets|border guards|rangers|gunmen",
    "weapon": "missile|drone|glide bomb|rocket|mortar shell|air strike|car bomb|artillery round|cruise missile|landmine|grenade|cluster bomb",
    "weapons": "drones|cruise missiles|rockets|glide bombs|decoys|ballistic missiles|shells|mortar rounds|loitering munitions",
    "force": "the army|government forces|the air force|rebels|the junta|the general staff|the military|insurgents|the navy|the militia|coalition jets|the regional command",
    "Force": "The army|Government forces|The air force|Rebels|The junta|The general staff|The military|Insurgents|The navy|The militia|Coalition jets|The regional command",
    "place": "Karsan|the river quarter|Old Temara|Vasilkivka|the port|Beni|Al-Hawra|Marwa camp|the eastern suburbs|Novy Dvir|Loikaw|the market district|Tarqumiya|Dessie|Kalemie|the hill villages|Saraykent|Lower Banat",
    "site": "a block of flats|a clinic|a primary school|a bus|a bakery|a wedding hall|a bread queue|a church|a hostel|a fish market|a tent camp|a playground|a water point|a row of cottages",
    "day": "on Monday|on Tuesday night|early on Friday|at dawn|on Sunday|overnight|before daybreak|on Wednesday afternoon",
    "energy": "a refinery|two substations|a thermal power plant|an oil depot|a gas compressor|the switchyard|a pumping station|a fuel terminal|the hydroelectric dam",
    "speaker": "the foreign minister|the prime minister|the bloc's envoy|the president|the secretary-general|an alliance spokesman|the defence minister|the governor|the head of mission",
    "Speaker": "The foreign minister|The prime minister|The bloc's envoy|The president|The secretary-general|An alliance spokesman|The defence minister|The governor|Ministers|The council",
    "said": "the mayor said|medics said|a doctor said|the rescue service said|the district head said|witnesses said|police said|the hospital said",
    "market": "wheat|oil|insurance shares|gas futures|the currency|copper|freight rates|bond yields",
    "quake": "magnitude 6.2 earthquake|7.0-magnitude quake|tropical storm|category 4 cyclone|landslide|flash flood|volcanic eruption|wildfire|dam burst",
    "measure": "winds of 190 kph|ash to 11 kilometres|310 millimetres of rain in six hours|a depth of 14 kilometres|gusts of 120 knots|9,000 hectares burned",
    "loss": "without power|without water|without heating|without bread|in the dark|without a roof",
    "thing": "kettle|ledger|piano|bicycle|sewing machine|clock|blue door|bus timetable|wooden spoon|lemon tree|chess set|blackboard",
    "quiet": "It had rained since noon.|Nobody answered the telephone.|The road to it is lined with poplars.|It was painted green in 1974.|The kettle was still warm.|Good morning from the newsroom.|More details are expected later.|This page is updated through the day.|The clock on the wall runs four minutes fast.|Snow had begun to settle.|The shop is no wider than its door.|The ferry was late again.|The dog waits by the gate.|It is the third house from the corner.|The queue forms at six.|There is a smell of paint.|No comment was available.|Here is what is known so far.|The hearing lasted four hours.|The morning began like any other.|The meeting is on Thursday.|Our correspondent is on the road.|The photograph was taken in spring.|He keeps the key on a string.|She laughs at the question.|The hall seats four hundred.|Coffee is served at the back.",
    "label": "What we know so far|The last tram|Notes from a window|Live updates|A house by the river|Morning briefing|Letters from the coast|The clockmaker|Picture of the day|In brief|A winter diary|Five things to read|The long road|Episode nine|Where the map ends|The bridge|Watch: the view from above|Our week in pictures|A table for six",
}

PATTERNS: tuple[tuple[int, str], ...] = (
    (CIVILIAN, "{weapon!c} kills {n} {people} in {place}"),
    (CIVILIAN, "{weapon!c} kills {person} in {place}"),
    (CIVILIAN, "{weapon!c} on {site} kills {n}, wounds {many}"),
    (CIVILIAN, "{n!c} {people} killed as {weapon} hits {site} in {place}"),
    (CIVILIAN, "{n!c} dead, {many} hurt after {weapon} hits {site}"),
    (CIVILIAN, "{person!c} was killed {day} when a {weapon} hit {site} in {place}, {said}."),
    (CIVILIAN, "{n!c} {people} were killed and {many} wounded {day} when {weapons} fell on {place}, {said}."),
    (CIVILIAN, "While {speaker} was still talking of a truce, {n} {people} were killed in {site} in {place}."),
    (CIVILIAN, "After {force} had shelled {place} for a third night, {n} {people} were dug out of {site}."),
    (CIVILIAN, "Because {energy} was hit {day}, {many} {people} in {place} are {loss}."),
    (CIVILIAN, "{many!c} households in {place} were {loss} {day} after {weapons} hit {energy}."),
    (CIVILIAN, "{place!c} {loss} for a third day after strike on {energy}"),
    (CIVILIAN, "{n!c} {people} and two {soldiers} killed in {place} ambush"),
    (CIVILIAN, "{person!c} and three {soldiers} were killed {day} by a {weapon} at a checkpoint near {place}."),
    (CIVILIAN, "{n!c} {people} missing after {quake} in {place}"),
    (CIVILIAN, "{n!c} {people} died {day} in {place} when a {quake} struck, {said}."),
    (CIVILIAN, "{many!c} {people} spent the night in the open in {place} after the {quake}."),
    (CIVILIAN, "Mothers in {place} boil leaves for their children as the price of flour doubles"),
    (CIVILIAN, "{person!c}, who fled {place} {day}, sleeps on the floor of a school."),
    (CIVILIAN, "Two rescuers were killed {day} in {place} when a second {weapon} fell on {site}."),
    (OTHER, "{Force} fires {many} {weapons} at {place}, killing {n} {people}"),
    (OTHER, "{Force} launched {many} {weapons} at {place} {day}, killing {n} {people} in {site}, {said}."),
    (OTHER, "{Force} said it shot down {many} of {many} {weapons} over {place} {day}, and that {n} {people} died."),
    (OTHER, "{Force} hits {site} in {place}, leaving {n} dead"),
    (OTHER, "{Force} retakes {place} after {weapon} that killed {n} {people}"),
    (OTHER, "{n!c} {soldiers}, {n} {people} killed in {place} ambush"),
    (OTHER, "{n!c} {soldiers} and {person} were killed {day} when a {weapon} hit {place}, a security source said."),
    (OTHER, "{weapon!c} kills four {soldiers} and {person} in {place}"),
    (OTHER, "Gunmen killed {n} {soldiers} and {n} {people} near {place} {day}, a security source said."),
    (OTHER, "{n!c} {soldiers} killed by {weapon} at base near {place}"),
    (OTHER, "After {n} {people} were killed in {site} in {place}, {speaker} called for restraint."),
    (OTHER, "With {n} {people} dead in {place}, {speaker} asked again for longer-range {weapons}."),
    (OTHER, "Although {n} {people} died in the {quake}, {market} barely moved."),
    (OTHER, "As {people} starve in {place}, {speaker} haggles over wording"),
    (OTHER, "{Speaker} condemned the killing of {n} {people} in {place} {day}."),
    (OTHER, "{Speaker} denies shelling {site} in {place}"),
    (OTHER, "{Speaker} vows revenge after {weapon} kills {n} {people} in {place}"),
    (OTHER, "{market!c} jumps after {weapons} hit {energy} in {place}"),
    (OTHER, "{weapons!c} hit {energy} near {place} {day}, the operator said."),
    (OTHER, "{weapon!c} hits roof of {site} in {place}"),
    (OTHER, "{site!c} and two workshops were destroyed {day} in {place}."),
    (OTHER, "A {quake} struck near {place} {day} with {measure}, the agency said."),
    (OTHER, "{quake!c} hits {place} with {measure}"),
    (OTHER, "Court sentences commander over burning of {site} in {place}"),
    (OTHER, "Engineers found a spare transformer for {energy} in {place}, the operator said {day}."),
    (OTHER, "Opposition demands inquiry after {n} {people} die in {place}"),
    (OTHER, "The flight of the {weapons} that hit {place} was traced to a plant abroad, analysts said."),
    (OTHER, "{Force} and rebels traded fire near {place} {day}, each blaming the other."),
    (NEUTRAL, "{quiet}"),
    (NEUTRAL, "{quiet}"),
    (NEUTRAL, "{quiet}"),
    (NEUTRAL, "{label}"),
    (NEUTRAL, "{label}"),
    (NEUTRAL, "The {thing} stands where it always stood."),
    (NEUTRAL, "The {thing} came from a shop in {place}."),
    (NEUTRAL, "On the table lay a {thing}, and beside it another."),
    (NEUTRAL, "The {thing} of {place}"),
)  # fmt: skip


def filled(pattern: str, chance: random.Random) -> str:
    """A pattern with its gaps filled; `!c` asks for a capital."""
    made = pattern
    while "{" in made:
        gap = made[made.index("{") + 1 : made.index("}")]
        word = chance.choice(WORDS[gap.removesuffix("!c")].split("|"))
        if gap.endswith("!c"):
            word = word[:1].upper() + word[1:]
        made = made.replace("{" + gap + "}", word, 1)
    return made


@lru_cache(maxsize=1)
def units() -> tuple[tuple[str, int], ...]:
    """Every drill with its class; the same each time."""
    chance = random.Random(4)  # noqa: S311 (the same sentences each time is what is wanted)
    made = {filled(p, chance): label for label, p in PATTERNS for _ in range(EACH)}
    return tuple(made.items())
