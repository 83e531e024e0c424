"""In which language an item is whose feed names one for all of its items: the feed's word holds, unless many words
say plainly that it is another. Pure.

Makers of pages name English, or the language of the house, for every feed.
"""

from types import MappingProxyType

from wires.language import GLANCE, READ, language_of, lead_over, told

# e's powers: prose in another language is so far ahead of the feed's word, and names and figures are not; half of it
# is enough where words say the same.
PLAIN = 80.0
LEAST = 3  # words that only one of these languages has
TELLING = MappingProxyType(
    {
        "en": frozenset("the and of to was were with said that have has from after who their".split()),
        "uk": frozenset("та що від із він вона це також які який після під щодо року й коли вже ще його".split()),
        "ru": frozenset("и что от это как его также которые который были после время года из когда уже".split()),
        "de": frozenset("der und das ist nicht auch sich dem nach wurde wird eine einen sagte".split()),
        "fr": frozenset("les est dans une du qui pour sur avec au ont été cette aux selon".split()),
        "es": frozenset("los las por con su fue tras según ha este más y sus una dijo".split()),
    }
)  # fmt: skip
LETTERS = MappingProxyType(
    {"uk": frozenset("іїєґ"), "ru": frozenset("ыэъё")}
)  # beside the other one's
# Letters that neighbours write and these alphabets lack. One of so many that are none of its own, and a text is not told
# to be in a language by the small words that it shares: Kazakh has “ы”, Belarusian “і”.
LACKS = MappingProxyType({"ru": frozenset("іїєґўәғқңөұүһҗ"), "uk": frozenset("ыэъёўәғқңөұүһҗ")})
FOREIGN = 30
# Languages that no run of letters tells apart; and what is no language.
ALIKE = (
    frozenset({"hr", "bs", "sr", "sh", "me"}),
    frozenset({"no", "nb", "nn", "da"}),
    frozenset({"id", "ms"}),
    frozenset({"en", "pcm"}),
    frozenset({"zh", "yue", "wuu"}),
    frozenset({"tl", "fil", "bcl"}),
    frozenset({"ht", "gcf", "gcr"}),
)
NONE = "zxx"


def spoken(stated: str | None, title: str, text: str) -> str | None:
    """The language of an item, by its feed's word where there is one and its own words do not gainsay it."""
    said = f"{title}\n{text}".strip()
    if not stated:
        return language_of(said)
    return (gainsaid(stated.partition("-")[0], said) if len(said) >= GLANCE else "") or stated


def gainsaid(stated: str, said: str) -> str:
    """The language that many words plainly are in, where it is not the stated one; else nothing."""
    head = said[:READ].lower()
    plain = tells(stated, head) and is_written(stated, head)
    if plain or lead_over(stated, said[:GLANCE]) < PLAIN / 2:
        return ""
    found = told(said[:READ])
    if found in {stated, NONE} or any({found, stated} <= some for some in ALIKE):
        return ""
    enough = PLAIN / 2 if tells(found, head) else PLAIN
    return found if lead_over(stated, said[:READ]) >= enough else ""


def is_written(language: str, head: str) -> bool:
    """Whether hardly a letter of a text is one that a language lacks."""
    lacks = LACKS.get(language, frozenset())
    return sum(map(head.count, lacks)) * FOREIGN < len(head)


def tells(language: str, head: str) -> bool:
    """Whether the head of a text has small words, or letters, of a language that is known by them."""
    own = LETTERS.get(language, frozenset())
    few = TELLING.get(language, frozenset()).intersection(head.split())
    return len(few) >= LEAST or (bool(own) and sum(map(head.count, own)) >= LEAST)
