"""Nouns of things that can be counted: their singular, and which are words for one kind of thing. Pure."""

import re

# Words for one kind of thing, so that “boats” in a headline is held against “a single vessel”.
LIKE = tuple(
    frozenset(word.replace("_", " ") for word in group.split())
    for group in (
        "building block house home flat apartment tower high-rise structure dwelling bungalow villa",
        "car vehicle bus truck lorry van minibus coach pick-up tanker",
        "ship boat vessel tanker ferry barge trawler dinghy craft",
        "shop store stall kiosk market",
        "bank lender",
        "journalist reporter correspondent",
        "baby infant newborn",
        "earthquake quake tremor aftershock shock",
        "landslide slide mudslide",
        "lawsuit suit",
        "arrest detention",
        "bridge crossing viaduct span footbridge",
        "plane aircraft airliner jet aeroplane",
        "train tram carriage",
        "school kindergarten nursery college academy classroom",
        "farm holding ranch",
        "hospital clinic ward infirmary surgery dispensary maternity health_centre health_center health_post medical_centre medical_center",
        "church mosque temple chapel synagogue shrine cathedral monastery",
        "factory plant mill refinery works",
        "warehouse depot hangar",
        "bomb mine device grenade",
        "missile rocket",
        "drone quadcopter",
        "blast explosion detonation",
        "village hamlet settlement",
        "gunman attacker shooter assailant",
        "substation",
        "pipeline pipe",
        "dam dyke levee weir",
        "airport airfield aerodrome airbase",
        "port harbour harbor",
        "tunnel underpass",
    )
)
# A tanker sails, or it drives.
WORDS = {
    word: frozenset().union(*(g for g in LIKE if word in g)) for group in LIKE for word in group
}


def singular(noun: str) -> str:
    """A plural noun without its ending: bridges, buses, factories."""
    low = noun.lower()
    if low.endswith("ies"):
        return low[:-3] + "y"
    short = low[:-2] if re.search(r"(?:s|x|ch|sh)es$", low) else low[:-1]
    return short if short in WORDS or low[:-1] not in WORDS else low[:-1]
