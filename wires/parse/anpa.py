"""Teleprinter formats: ANPA 1312 (AP) and IPTC 7901 (dpa and others), one message or several. Pure.

A message is SOH header STX text ETX trailer EOT; mail gateways strip these, so the header line of
IPTC 7901 is known without them too. Its hour stands in the trailer, the header has none or no year.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import accumulate

from wires import dates, text
from wires.language import language_of
from wires.parse import marks
from wires.parse.errors import Unreadable
from wires.parse.xml import decoded
from wires.types import Parsed, ParsedItem

SOH, STX, ETX, EOT = "\x01", "\x02", "\x03", "\x04"
MOST, MOST_PARTS, MOST_LINES = 500, 5000, 200_000
TOO_MUCH = "more messages or lines than are read at once: the rest was left"
HEADER = re.compile(r"\s*([A-Za-z]{2,5}\d{2,6})[ \t]+(\d)[ \t]+([A-Za-z]{1,4})[ \t]+(\d{1,5})\b.*")
AP_HEADER = re.compile(r"\s*([A-Za-z]\d{4})(?:\b|(?=[A-Z]{2,8}\x1f))")
AP_PRIORITY = re.compile(r"\s*[A-Za-z]\d{4}\w*\s+([A-Za-z])\s+[A-Za-z]\b")
AP_SLUG = re.compile(
    r"\s([A-Z]{2}[\w.]*-[^\r\n]*?)(?:\s+\d\d-\d\d(?:\s+\d{2,5})?)?\s*$", re.MULTILINE
)
AP_HOUR = re.compile(r"(\d\d)-(\d\d)-(\d\d)\s+(\d\d)(\d\d)(?:\s*(GMT|UTC|Z\b|[A-Z]{2,4}T\b))?")
# The zone stands before the month or after the year, where it is told.
DTG = re.compile(
    r"\b(\d\d)(\d\d)(\d\d)(?:\s*(GMT|UTC|Z|[A-Z]{2,4}[TZ]))?\s+([A-Za-zÀ-ÿ]{3,9})\.?\s+(\d{4}|\d\d)\s?(GMT|UTC|Z|[A-Z]{2,4}[TZ])?\b"
)
STARTS = re.compile(
    r"^[A-Za-z]{2,5}\d{2,6}[ \t]+\d[ \t]+[A-Z]{1,4}[ \t]+\d{1,5}\b[^\n]{0,60}$", re.MULTILINE
)
STAMP = re.compile(r"\[\d\d-[A-Z]{3}-\d\d\s+\d\d:\d\d\][ \t]*\n")
ENDED = re.compile(r"\./\.[ \t]*[A-Z/]{0,12}")
MONTHS = {
    name: number
    for number, names in enumerate(
        "jan gen ene janv,feb fév fev,mar mär mrz mae,apr avr abr,may mai mag maj,jun juin giu,"
        "jul juil lug,aug août aou ago,sep set,oct okt ott,nov,dec dez dic déc".split(","), 1
    )
    for name in names.split()
}  # fmt: skip
LABEL = re.compile(
    r"(\d+(st|nd|rd|th)?\s+)?(lead|ld|net|add|sub|update|refile|extra|urgent|bulletin|flash|alert|roundup|"
    r"correct(ion|ed)|repeat|feature|preview|news ?feature|writethru|eil|zusammenfassung|korrektur|kill|"
    r"withdrawal|advisory)(\s*[-/]?\s*\w{0,10}){0,2}",
    re.IGNORECASE,
)
# A name stands there: “Da lunedì stop ai voli” and “Von der Leyen in Kiew” name nobody who wrote.
NAME = r"[A-ZÀ-ÖØ-Þ][\w.’'-]*"
BYLINE = re.compile(
    rf"(?:By|BY|Von|VON|Par|PAR|Por|POR|Da|DA|Av|AV|Door|DOOR)\s+(?:(?:\w+\s+){{0,3}}(?:correspondents?|reporters?|staff|Korrespondenten?|correspondants?|corresponsales|redazione)|[A-Z]{{2,}}|Reuters"
    rf"|{NAME}(?:\s+(?:{NAME}|de|del|della|den|der|di|du|la|le|ter|van|von|y|zu|and|und|et|e|og|och|en|&))*\s+{NAME})(?:\s*[,/(=+<].{{0,60}})?"
)
NOTE = re.compile(r"\(?(Eds?|Editors?|Note|HFR|ATTN)\b[^a-z]?:", re.IGNORECASE)
# What AP says in lines of their own above a story: its pictures, and what its writer is.
PICTURES = re.compile(r"AP (?:Photo|Graphic|Video|Audio)s?(?:,? [A-Z]*\d+)+,?")
STANDING = re.compile(
    r"(?:For )?(?:The )?Associated Press|(?:AP|For)\b.{2,60}|.{0,60}\b(?:Writer|Editor|Correspondent|Columnist)s?"
)
BETWEEN = re.compile(r"(?<=[^\S\n])_(?=[^\S\n])")  # blanks: a dash
SIGNED = re.compile(r"(?m)^==[ \t]*\w{2,20}[ \t]*$")  # Kyodo's last line
KILL = re.compile(
    r"(mandatory|bulletin|advisory|notice)?\s*-?(kill|elimination|withhold)\b", re.IGNORECASE
)
PRIVATE = re.compile(
    r"\n[ \t]*\*[ *]{3,80}\n+[ \t]*(?:The following information is not intended for|Die folgenden Informationen sind nicht|La siguiente información no está destinada).*",
    re.DOTALL,
)
CORRECTS = re.compile(
    r"\(?\s*(?:correct(?:ion|ed)|korrektur|berichtigung|corrige|rectificatif)\b", re.IGNORECASE
)
INDENT = re.compile(r" {3,5}(?=\S)")
RULE = re.compile(r"[-=_*+.]{5,}")
ENTRY = re.compile(r"[-+*#•]\s|[#|]")
MARKS = frozenset("-=_*+.#•|")  # with which either may begin
NEARLY_FULL = 50  # of a line of 64 to 69 characters
MOST_NOTED = 20
MOST_ABOVE = 100  # lines that may stand above a story
MOST_ASIDE = 6  # lines of one remark in parentheses


def read(body: bytes, base_url: str | None, content_type: str | None) -> Parsed:  # noqa: ARG001
    """The messages of a file, in its order."""
    said = decoded(body, "utf-8") or decoded(body, "cp1252") or body.decode("latin-1")
    found = [
        one
        for part in said.replace("\r\n", "\n").replace("\r", "\n").split(SOH, MOST_PARTS)
        for one in parted(part)
    ]
    told = [one.partition(EOT)[0][: text.LONGEST] for one in found[:MOST]]
    so_far = list(accumulate(one.count("\n") for one in told))
    short = [one for one, lines in zip(told, so_far, strict=True) if lines <= MOST_LINES]
    items = [made for one in short if (made := message(one))]
    if not items:
        raise Unreadable("This is no ANPA or IPTC 7901 message: it has no header that can be read.")
    faults = () if len(short) == len(found) else (TOO_MUCH,)
    return Parsed("anpa_iptc7901", tuple(items), faults=faults)


def parted(said: str) -> list[str]:
    """The messages in a stretch without controls, where each header line after an hour begins the next."""
    starts = [] if STX in said else [m.start() for m in STARTS.finditer(said)][: MOST + 1]
    at = [0, *(n for n in starts[1:] if DTG.search(said[max(0, n - 200) : n]))]
    found = [said[here:there] for here, there in zip(at, [*at[1:], len(said)], strict=True)]
    return [one for one in found if one.strip()]


def message(said: str) -> ParsedItem | None:
    """One message by its header, None where what stands between two messages is none."""
    said = said.lstrip()
    stamp = STAMP.match(said)
    said = said[stamp.end() :] if stamp else said
    if HEADER.match(said.lstrip()):
        return iptc(said.lstrip())
    if AP_HEADER.match(said.lstrip("\x16 \n")) and STX in said:
        return anpa(said.lstrip("\x16 \n"))
    return None


def built(
    number: str,
    name: str,
    body: str,
    author: str,
    hour: datetime | None,
    *,
    gone: bool,
    urgency: int | None,
    slug: str,
    corrects: bool = False,
) -> ParsedItem:
    """The item; a teleprinter message knows no address and no medium."""
    line, words = clean(name), clean(body)
    return ParsedItem(
        external_id=number,
        url=None,
        canonical_url=None,
        title=" ".join(line.split()),
        text=words,
        author=" ".join(clean(author).split()) or None,
        posted_at=hour,
        updated_at=hour,
        language=language_of(f"{line}\n{words}"),
        withdrawn=gone,
        urgency=urgency,
        status="killed" if gone else "corrected" if corrects else "",
        slug=" ".join(clean(slug).split()),
    )


def clean(said: str) -> str:
    """Words without typesetting: fixed spaces are spaces, other controls go."""
    return text.tidy(re.sub(r"[\x10\x1c-\x1f]+", " ", said))


def iptc(said: str) -> ParsedItem:
    """An IPTC 7901 message: header line, keywords, then labels, headline and byline up to `=`."""
    header, _, rest = said.partition("\n")
    found = HEADER.match(header)
    number = found.group(1) if found else ""
    keywords, apart, content = rest.partition(STX)
    if not apart:
        keywords, _, content = rest.lstrip("\n").partition("\n")
    content, trailer = trailed(content)
    raw = content.split("\n")
    labels, title, byline, lines = opened([line.strip() for line in raw])
    lines = raw[len(raw) - len(lines) :]  # with their indents, which may begin paragraphs
    body = PRIVATE.sub("", "\n".join(lines))
    slug = keywords.strip(" /\n\x02")
    gone = any(KILL.search(label) for label in labels)
    urgent = marks.urgency(found.group(2)) if found else None
    return built(
        number,
        title or slug,
        joined(body),
        byline,
        stated_hour(trailer),
        gone=gone,
        urgency=urgent,
        slug=slug,
        corrects=any(CORRECTS.match(label) for label in labels),
    )


def trailed(content: str) -> tuple[str, str]:
    """Text and trailer; where the controls are gone, the hour is the last line that says anything."""
    if ETX in content:
        body, _, trailer = content.rpartition(ETX)
        return body, trailer[:200]
    body, _, last = content.rstrip().rpartition("\n")
    told = (body, last) if len(last) < 60 and DTG.search(last) else (content, "")
    return unended(told[0]), told[1]


def unended(body: str) -> str:
    """The text before the signs that a message ends: `./.` and who sent it."""
    lines = body.split("\n")
    while lines and (not lines[-1].strip() or ENDED.fullmatch(lines[-1].strip())):
        lines.pop()
    return "\n".join(lines)


def opened(lines: list[str]) -> tuple[list[str], str, str, list[str]]:
    """Labels, headline, byline and the lines after them; the head ends with an equals sign."""
    while lines and not lines[0]:
        lines = lines[1:]
    end = next((n for n, line in enumerate(lines[:14]) if line.endswith("=")), None)
    if end is None:
        labelled = bool(lines) and is_label(lines[0])
        alone = len(lines) > 1 and not lines[1] and len(lines[0]) < 120
        if not alone and not labelled:
            return [], "", "", lines
        end = 1 if labelled and len(lines) > 1 else 0
    head = [line.rstrip(" =") for line in lines[: end + 1] if line.rstrip(" =")]
    asides, head = aside(head)
    labels = [line for line in head[:-1] if is_label(line)]
    head = [line for line in head if line not in labels]
    labels = [*asides, *labels]
    written = [line for line in head if BYLINE.fullmatch(line)]
    byline = written[-1] if written and len(head) > 1 else ""
    title = " ".join(line for line in head if line != byline)
    return labels, title, byline, lines[end + 1 :]


def aside(head: list[str]) -> tuple[list[str], list[str]]:
    """Remarks in parentheses on lines of their own, and the other lines; a head of nothing else is itself."""
    found: list[str] = []
    rest: list[str] = []
    lines = list(head)
    while lines:
        ends = (n for n, line in enumerate(lines[:MOST_ASIDE]) if line.rstrip().endswith(")"))
        last = next(ends, None) if lines[0].startswith("(") else None
        if last is None:
            rest.append(lines.pop(0))
        else:
            found.append(" ".join(lines[: last + 1]))
            lines = lines[last + 1 :]
    return (found, rest) if rest else ([], head)


def is_label(line: str) -> bool:
    """Whether a line says which version this is, not what happened."""
    return len(line) < 40 and bool(LABEL.fullmatch(line))


def joined(body: str) -> str:
    """Paragraphs whose lines were broken for the printer put together; lists and headings stay."""
    found = body.split("\n")
    indented = sum(1 for line in found if INDENT.match(line))
    indents = indented < sum(1 for line in found if line.strip())
    lines: list[list[str]] = []  # each as the printer's lines that it was broken into
    above = ""
    for line in found:
        words, before = line.strip(), " ".join(lines[-1][:2]) if lines else ""
        dashed = words.startswith("- ") and runs_on(above) and not apart(before)
        alone = not words or not before or (apart(words) and not dashed)
        if alone or before[0] in "#|" or RULE.fullmatch(before):
            lines.append([words])
        elif indents and INDENT.match(line) and not apart(before):
            lines += [[""], [words]]
        else:
            lines[-1].append(words)
        above = words
    return "\n".join(map(" ".join, lines))


def runs_on(line: str) -> bool:
    """Whether a line is as long as the printer's, so that a dash below it is one within a sentence."""
    return len(line) >= NEARLY_FULL and not line.endswith((":", ";"))


def apart(words: str) -> bool:
    """Whether a line stands for itself: an entry of a list, a heading, a row of a table, a rule."""
    return words[:1] in MARKS and bool(ENTRY.match(words) or RULE.fullmatch(words))


def stated_hour(trailer: str) -> datetime | None:
    """`212322 GMT Nov 18` is the 21st at 23:22, November 2018; the last one counts."""
    found = DTG.findall(trailer)
    if not found:
        return None
    day, hour, minute, before, month, year, after = found[-1]
    low = month.lower()
    number = MONTHS.get(low) or MONTHS.get(low[:4]) or MONTHS.get(low[:3])
    return zoned(moment(year, str(number or 0), day, hour, minute), before or after)


def zoned(at: datetime | None, zone: str | None) -> datetime | None:
    """An hour in its zone; one that names none is its house's."""
    if at is None or not zone:
        return at and at.replace(tzinfo=dates.UNZONED)
    return at - dates.shifted(dates.zone(zone))


def moment(year: str, month: str, day: str, hour: str, minute: str) -> datetime | None:
    """An hour of these parts in UTC, None where they make none."""
    whole = int(year) + (0 if len(year) == 4 else 1900 if int(year) > 69 else 2000)
    try:
        return datetime(whole, int(month), int(day), int(hour), int(minute), tzinfo=UTC)
    except ValueError:
        return None


def anpa(said: str) -> ParsedItem:
    """An ANPA message: number and selector, slug and word count, then lines set with `^` and `<`."""
    header, _, rest = said.partition(STX)
    content, _, trailer = rest.partition(ETX)
    number = AP_HEADER.match(header)
    slugged = AP_SLUG.search(header[:600])
    keyword, _, after = content.lstrip("\n").partition("\n")
    slug = named(keyword) or (slugged.group(1).strip() if slugged else "")
    title, byline, body = headed(SIGNED.sub("", after).split("\n"))
    found = AP_HOUR.search(trailer)
    hour = stated_hour(trailer)
    if found:
        month, day, year, hours, minutes, zone = found.groups()
        hour = zoned(moment(year, month, day, hours, minutes), zone)
    gone = any(KILL.fullmatch(part.strip()) for part in keyword.strip("^< ").split(",")[1:])
    priority = AP_PRIORITY.match(header)
    return built(
        number.group(1) if number else "",
        title or slug,
        body,
        byline,
        hour,
        gone=gone,
        urgency=marks.by_letter(priority.group(1)) if priority else None,
        slug=slug,
        corrects=any(map(marks.corrects, notes(after.split("\n")))),
    )


def notes(lines: list[str]) -> list[str]:
    """What lines for editors above the story say."""
    bare = (line.strip().strip("^<= ") for line in lines[:MOST_NOTED] if line.startswith("^"))
    return [words for words in bare if NOTE.match(words)]


def unsaid(words: str) -> bool:
    """Whether a line above the story is none of it: a note to editors, pictures, an hour."""
    return bool(NOTE.match(words) or PICTURES.fullmatch(words)) or any(dates.hour(words))


def named(keyword: str) -> str:
    """The slug of a version line without its word count and format number."""
    last = re.split(r"<\s*\^?", keyword.strip().removesuffix("<"))[-1].strip("^ <")
    before, comma, count = last.rpartition(",")
    return (before if comma and (count.strip() or "0").isdecimal() else last).strip(" ,")


def headed(lines: list[str]) -> tuple[str, str, str]:
    """Headline, byline and the story, its paragraphs parted by blank lines."""
    title, byline, told, whole = "", "", False, False
    paragraphs: list[list[str]] = []  # each as the printer's lines that it was broken into
    for number, line in enumerate(lines):
        words = line.strip().lstrip("^\x08").rstrip("<=").strip()
        if not words:
            whole = True
            continue
        marked = line.startswith("^") or (not paragraphs and words.endswith("+"))
        told = told or not marked or number > MOST_ABOVE
        if not told and (unsaid(words) or (byline and STANDING.fullmatch(words))):
            continue
        if not told and not byline and BYLINE.fullmatch(words):
            byline = words
        elif not told and not title:
            title = words.removesuffix("+")
        else:
            if whole or not paragraphs or line[0] in "^\x08" or line[0].isspace():
                paragraphs.append([])
            paragraphs[-1].append(words)
            whole = line.rstrip().endswith(("<", "="))
    return title, byline, story(map(" ".join, paragraphs))


def story(paragraphs: Iterable[str]) -> str:
    """Paragraphs with their dashes, without the word that ends a story."""
    return BETWEEN.sub("—", "\n\n".join(one for one in paragraphs if one != "END"))
