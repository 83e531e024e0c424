"""Names of agencies, papers and broadcasters that no register has, by list, by shape and by what they do. Pure."""

import re

from desk.policy.cued import Cued
from desk.policy.letters import Letters
from desk.policy.sources import almanac
from desk.policy.sources.binding import is_place
from desk.policy.text import by_parts
from desk.policy.types import Span

# A name that reads as an outlet’s, whoever it is.
OUTLET = Cued(
    r"(?<![\w’])((?=[A-Z])(?:(?:[A-Z][\w’-]+|of|and|de|la)\s){1,3}(?:Times|Tribune|Herald|Gazette|Observer|Telegraph|Journal|Chronicle|Courier|"
    r"Broadcasting|Inquirer|Examiner|Dispatch|Newspaper|Radio|Television|TV|Press|Newswire|News Agency|Daily|Weekly)|Radio [A-Z]\w+|[A-Z]\w+ (?:News|Post|Mail))\b"
)
# What stands in the names of papers and stations, in the languages that a desk quotes most.
EDITION = r"(?:English|Arabic|Online|Live|Digital|Weekly|International|Media|Network|Plus|24|Info|News|Today|Hoy|Dnes|Times|TV|FM)"
TITLE_WORD = r"(?:El|La|Le|Les|Las|Los|Il|Lo|De|Der|Die|Das|O|Al|Gazeta|Radio|Diario|Diari|Periódico|Dagens|Novaya|Novi|Journal|Correio|Jornal|Corriere|Courrier|Helsingin|Svenska|Nowa|Magyar)"
WORD = r"[A-ZÀ-ÝĀ-Ž][a-zà-ÿā-ž’-]+(?:[A-Z][a-z]+)?"
# “Kathimerini reported that”, “according to a report in El Comercio”: one word, or a title's first or last word beside it.
BY_VERB = Cued(
    rf"(?<![\w’-])(?<![A-ZÀ-Ý][a-z] )(?P<name>{TITLE_WORD} {WORD}(?: {WORD})?|{WORD} {EDITION}|{WORD}) (?:has |have |had |also |first |later |then ){{0,2}}(?:reported\b(?=\s(?:that|on|from|in|late|earlier)\b|\.|,)|(?:reports (?:that|from)|quotes|quoted|prints|printed)\b(?=\s(?:an?|the|one|two|three|several|him|her|them|[A-Z])\b)|(?:carries|carried|runs|ran)\s(?:an?|the)\s(?:\w+ ){{0,2}}?(?:report|story|account|interview|statement|dispatch|letter|notice|item|piece|transcript)\b)"
    rf"|\b(?:report|reports|story|dispatch|article|interview) (?:in|by|for|with) (?P<other>{TITLE_WORD} {WORD}(?: {WORD})?|{WORD} {EDITION})\b"
)
NO_HOUSE = re.compile(r"(?:He|She|It|They|We|You|I|This|That|These|Those|Who|Which|What|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Many|Some|Several|Others?|Both|All|None|Nobody|Everyone|Police|Residents|Witnesses|Officials|Rescuers|Doctors|Firefighters|Neighbours|Neighbors|People|Soldiers|Farmers|Teachers|Parents|Drivers|Pilots|Passengers|Survivors|Hospitals|Authorities|Media|Channels|Reporters|Journalists|Army|Navy|State|Local|Later|Then|Also|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December)")  # fmt: skip


VERB = Letters("report", "quote", "print", "carrie", "run", "ran", "story", "dispatch", "article", "interview")  # fmt: skip


def by_verb(text: str) -> list[Span]:
    """Where a name that is no person's, no place's and no body's reports, as only a house does."""
    if not VERB.stand_in(text):
        return []
    found: list[Span] = []
    for m in BY_VERB.finditer(text):
        group = "name" if m.group("name") else "other"
        name = m.group(group)
        if NO_HOUSE.fullmatch(name) or is_place(name.lower()):
            continue
        if LONGER.search(text[max(0, m.start(group) - 30) : m.start(group)]):
            continue  # the end of a longer name: “Folha de S. Paulo reported”
        found.append(Span(m.start(group), m.end(group)))
    return found


LONGER = re.compile(
    r"[A-ZÀ-Ý][\w’-]*(?:\.|\s|\. )(?:(?:of|de|la|the|and|y|dello|della|del|di|do|da|van|für) )?$"
)


def surnames(text: str) -> frozenset[str]:
    """Words of persons and places: after another name, before an age or a name, or where one can be.

    “Oscar Hernandez … Hernandez reported”; “in Kadugli … Kadugli reported”.
    """
    found = BESIDE.findall(text)
    places = {place for _, place, _ in found if place and not almanac.named(place)}
    return frozenset(word for first, _, last in found for word in (first, last) if word) | places


BESIDE = re.compile(
    rf"\b(?!{almanac.OPENS} ){WORD} ({WORD})|\b(?:in|at|near|outside|around|across|into|towards?|reach(?:ed)?|left) ({WORD})|\b({WORD})(?=, \d| {WORD})"
)


PRESS = r"(?:(?:news)?papers?|dail(?:y|ies)|weekl(?:y|ies)|monthly|tabloid|broadsheet|broadcaster|(?:radio|television|TV) (?:station|channel|network)|news (?:agency|site|website|portal|outlet|channel|service)|website|site|portal|magazine|outlet|(?:news)?wire|publication)"
OWN = r"(?-i:[A-ZÀ-ÝĀ-Ž][\w’'-]*(?: (?:(?:of|the|de|da|do|di|del|la|le|al|el|y|e) )*[A-ZÀ-ÝĀ-Ž0-9][\w’'-]*){0,3})"
NO_TITLE = r"(?!(?:Prof(?:essor)?|Dr|Mr|Mrs|Ms|Sir|Judge|General|Colonel|President|Minister|Captain|Sister|Father)\b)"
# “The weekly Kisiwa Mpya”, “El Faro de Vigo, the paper of the port”: called a house by the copy itself.
CALLED_ONE = re.compile(
    rf"\b(?:the|an?|its|their) (?:(?!of\b)[\w’-]+ ){{0,3}}?{PRESS} {NO_TITLE}(?P<one>{OWN})|(?<![\w’]){NO_TITLE}(?P<other>{OWN}), (?:the|an?) (?:(?!of\b)[\w’-]+ ){{0,3}}?{PRESS}(?= (?:of|in|for|that|which|from|based|read|printed|close)\b|[,.;)])",
    re.IGNORECASE,
)


PRESS_WORDS = Letters("paper", "daily ", "daily,", "dailies", "weekly", "weeklies", "monthly", "tabloid", "broadsheet", "broadcaster", "radio station", "television station", "tv station", "tv channel", "network", "news agency", "news site", "news website", "news portal", "news outlet", "news channel", "news service", "website", "the site ", "a site ", "portal", "magazine", "outlet", "wire ", "publication")  # fmt: skip


def called_houses(text: str) -> list[Span]:
    """Names that the copy itself calls a paper, a station or a site."""
    if not PRESS_WORDS.stand_in(text):
        return []
    found = ((m, "one" if m.group("one") else "other") for m in CALLED_ONE.finditer(text))
    kept = [(m.group(group), m.start(group), m.end(group)) for m, group in found]
    return [Span(a, b) for name, a, b in kept if not NO_HOUSE.fullmatch(name) and not is_place(name.lower()) and name not in PLATFORM_NAMES]  # fmt: skip


PLATFORM_NAMES = frozenset("X Telegram Twitter Facebook Instagram TikTok YouTube Bluesky Mastodon Threads Weibo WhatsApp Reddit Substack Medium LinkedIn Discord VK".split())  # fmt: skip


# Bodies that watch and publish, by the shape of their names: whoever quotes one can link it.
WATCHERS = Cued(
    r"\b(?:(?:(?!The )[A-Z][\w’-]+ ){0,3}Organi[sz]ation (?:of|for) (?:the )?[A-Z][\w’-]+(?: (?:and |of |in )?[A-Z][\w’-]+){0,4}|(?:(?:[A-Z][\w’-]+ ){0,2}Human Rights|(?:[A-Z][\w’-]+ ){1,2}(?:Monitoring|Rights|Conflict|Press|Media)) (?:Commission|Council|Centre|Center|Network|Observatory|Committee|Association|Foundation|Institute|Group|Mission)(?: (?:of|for|in|on) (?:the )?[A-Z][\w’-]+)?|[A-Z][\w’-]+ (?:Observatory|Monitor|Watch) (?:of|for|on) [A-Z][\w’-]+(?: [A-Z][\w’-]+)?)\b"
)
# “The Associated Press of Pakistan” is one name.
OF_PLACE = re.compile(r" of (?:the )?[A-ZÀ-Ý][\w’-]+")


def outlets(text: str) -> list[Span]:
    """Where agencies, papers and broadcasters are named that no register has."""
    found = [span for span, _ in by_parts(text, almanac.named)]
    found = [Span(s.start, m.end() if (m := OF_PLACE.match(text, s.end)) else s.end) for s in found]
    others = [Span(*m.span()) for m in WATCHERS.finditer(text)]
    others += [Span(m.start(1), m.end(1)) for m in OUTLET.finditer(text)] + by_verb(text)
    others += called_houses(text)
    # A known house is not cut in two, “The Daily” and “Nation’s”; a longer name that holds it may be another.
    found += [o for o in others if not any(o.start < s.end and s.start < o.end and not (o.start <= s.start and s.end <= o.end) for s in found)]  # fmt: skip
    kept: list[Span] = []
    for span in sorted(found, key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
