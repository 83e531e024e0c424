"""Houses the world knows by name, and where their pages are: what no register need say. Pure.

A register holds those whom a desk has classed. A piece names many more; whether “NZ Herald” is the page
at nzherald.co.nz, and whether a page is anybody's, is known without it. `houses.txt` is the list.
"""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

import ahocorasick_rs

from desk.policy.types import Span
from desk.policy.values import record
from wires import links

PATH = Path(__file__).with_name("houses.txt")
PLAIN = str.maketrans({"’": "'", "‘": "'"})
ARTICLE = re.compile(r"[Tt]he ")


@record
class House:
    """An agency, a paper, a broadcaster or a monitor: its names, its hosts, whether a state runs or owns it."""

    names: tuple[str, ...]
    hosts: tuple[str, ...]
    state: bool = False
    owned: bool = False


@lru_cache(maxsize=1)
def houses() -> tuple[House, ...]:
    """Every house of the list."""
    rows = (line.split("#", 1)[0].strip() for line in PATH.read_text(encoding="utf-8").splitlines())
    return tuple(read(row) for row in rows if row)


def read(row: str) -> House:
    """One line: names, hosts, who runs it."""
    names, hosts, *more = (part.strip() for part in row.split("="))
    every = tuple(name.strip() for name in names.split(";"))
    return House(every, tuple(hosts.split()), "state" in more, "owned" in more)


@lru_cache(maxsize=8192)
def unaccented(text: str) -> str:
    """Letters without their accents, as addresses and hurried hands have them."""
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def forms(name: str) -> tuple[str, ...]:
    """How a name stands in copy: with either article where the rest is one word, else without."""
    rest = ARTICLE.sub("", name, count=1)
    if rest == name:
        ways: tuple[str, ...] = (name,)
    elif " " in rest:
        ways = (rest,)
    else:
        ways = (f"The {rest}", f"the {rest}")
    plain = [way.translate(PLAIN) for way in ways]
    return tuple(dict.fromkeys([*plain, *(unaccented(way) for way in plain)]))


@lru_cache(maxsize=1)
def index() -> tuple["ahocorasick_rs.AhoCorasick", tuple[frozenset[int], ...]]:
    """One automaton for all names, and whose each may be."""
    whose: dict[str, set[int]] = {}
    for n, house in enumerate(houses()):
        for name in house.names:
            for form in forms(name):
                whose.setdefault(form, set()).add(n)
    return ahocorasick_rs.AhoCorasick(list(whose)), tuple(frozenset(n) for n in whose.values())


Named = tuple[Span, frozenset[int]]


@lru_cache(maxsize=4096)
def named(text: str) -> tuple[Named, ...]:
    """Where a block names houses, the longest name at each place, and whose name it may be."""
    automaton, whose = index()
    flat = text.translate(PLAIN)
    found = [
        (start, end, whose[n])
        for n, start, end in automaton.find_matches_as_indexes(flat, overlapping=True)
        if apart(flat, start, end)
    ]
    kept: list[Named] = []
    for start, end, may_be in sorted(found, key=lambda hit: (hit[0], -hit[1])):
        if not kept or start >= kept[-1][0].end:
            kept.append((Span(start, end), may_be))
    return tuple(kept)


# Words on which a sentence opens and no name does but for “The”.
OPENS = r"(?:The|An?|In|On|At|By|But|And|Or|For|From|To|With|As|When|While|If|So|Yet|Only|Even|Both|Says?|Said|Told|Per|Via|That|This|What|Where|Then|Later|Citing|Like|Unlike|After|Before|Since|Not|Nor)"
# The end of a longer name: “Deccan Herald”, “Wrocław’s Radio”; not the first word of a sentence.
LONGER_BEFORE = re.compile(rf"(?:(?!\b{OPENS} )[A-ZÀ-ÝĀ-Ž][\w'’-]+|&) (?:of )?$")
LONGER_AFTER = re.compile(r" (?:& )?[A-ZÀ-ÝĀ-Ž]")


def apart(text: str, start: int, end: int) -> bool:
    """Whether a match is whole words, and no part of a longer name where it is one word."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isalnum() or before in ("@", "-", "/") or after.isalnum() or (after == "-" and text[end + 1 : end + 2].isalpha()):  # fmt: skip
        return False
    words = ARTICLE.sub("", text[start:end])
    if " " in words or words.isupper():
        return True
    return not LONGER_AFTER.match(text, end) and not LONGER_BEFORE.search(
        text[max(0, start - 24) : start]
    )


@lru_cache(maxsize=4096)
def called(name: str) -> frozenset[int]:
    """The houses that a name may be, with its article or without."""
    every = {
        n
        for _, whose in (*named(name), *named(f"The {ARTICLE.sub('', name, count=1)}"))
        for n in whose
    }
    return frozenset(every)


@lru_cache(maxsize=4096)
def at_host(host: str) -> frozenset[int]:
    """The houses whose pages are at a host; of several, those whose own host is longest."""
    low = host.lower()
    fits = [
        (len(own), n)
        for n, house in enumerate(houses())
        for own in house.hosts
        if low == own or low.endswith(f".{own}")
    ]
    longest = max((size for size, _ in fits), default=0)
    return frozenset(n for size, n in fits if size == longest)


# Words that only papers, stations and agencies have in their addresses.
PRESS = re.compile(
    r"news|radio|times|herald|tribune|gazet|daily|journal|telegraph|chronicle|courier|observer|newspaper|diario|jornal|noticia|zeitung|blatt|nachrichten|presse(?!nt)|insight|reporter|(?:^|-)post|post$|examiner|inquirer|broadcast|televisi|tv$|(?:^|-)tv|fm$|media$|magazine|khabar|haber|visti|novin|novosti|vijesti|pravda|avisa?$|dagblad|krant|corriere|gazzetta|giornale|periodico|prensa|semanario|correio|folha|quotidien|matin|dernieresheures|standaard|guardian|dispatch|advertiser|nation$|the?star$|mirror"
)


@lru_cache(maxsize=4096)
def reads_as_press(host: str) -> bool:
    """Whether a host is a paper’s, a station’s or an agency’s by a word of its own name, though no list has it."""
    own = links.registrable_domain(host).split(".")[0]
    return PRESS.search(own) is not None and own not in ISSUERS


# Where companies put out their notices: a page there is the company’s.
ISSUERS = frozenset("eqs-news businesswire prnewswire globenewswire newswire accesswire newsfilecorp londonstockexchange investegate cisionnews presseportal newsaktuell ots".split())  # fmt: skip


SMALL = frozenset(
    "the of for and de la le les el los las il lo di da do della dello du des del der die das den het al y e et & für fm tv radio".split()
)
ENDINGS = re.compile(
    r"(?:news|online|newspaper|tv|media|live|world|english|today|digital|radio|ng|uk|us|usa|eu)*"
)


@lru_cache(maxsize=8192)
def spells(name: str, label: str) -> bool:
    """Whether a part of an address writes a name by the beginnings of its words: nzherald, gds, scmp."""
    words = re.findall(r"\w+", unaccented(name.replace("ß", "ss")).lower())
    if len(words) < 2 or len(label) < 2:
        return False
    return tail_spelled(tuple(words), label, 0, 0)


def tail_spelled(words: tuple[str, ...], label: str, word: int, at: int) -> bool:
    """Whether the rest of a label is spelled by the rest of the words."""
    if word == len(words):
        return ENDINGS.fullmatch(label, at) is not None
    own = words[word]
    most = 0
    while most < len(own) and at + most < len(label) and own[most] == label[at + most]:
        most += 1
    if any(tail_spelled(words, label, word + 1, at + size) for size in range(most, 0, -1)):
        return True
    return own in SMALL and tail_spelled(words, label, word + 1, at)
