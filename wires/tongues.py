"""Words by which counts are read in four languages. Data, with the patterns made of it. Pure."""

import re
from dataclasses import dataclass
from types import MappingProxyType

NAMES = (
    r"(?P<place>[A-ZА-ЯЄІЇҐÁÉÍÓÚÑ][\w’'-]+(?:[ -](?:de |del |la )?[A-ZА-ЯЄІЇҐÁÉÍÓÚÑ][\w’'-]+){0,3})"
)


@dataclass(frozen=True)
class Tongue:
    """One language's words; pieces of patterns, and patterns made of them."""

    numbers: MappingProxyType[str, int]
    vague: frozenset[str]
    scales: MappingProxyType[str, int]
    bound: tuple[tuple[str, str], ...]
    to: str
    units: str
    people: str
    anybody: frozenset[str]
    linking: str
    rising: str
    after: str
    signs: tuple[str, ...]
    harms: tuple[tuple[str, str], ...]
    harm: str
    harming: str
    nobody: re.Pattern[str]
    speakers: tuple[re.Pattern[str], ...]
    articles: str
    where: re.Pattern[str]

    def __hash__(self) -> int:
        """By identity: there are four."""
        return id(self)

    @property
    def bounds(self) -> str:
        """Every word that bounds a figure."""
        return "|".join(stem for _, stem in self.bound)

    @property
    def scale(self) -> str:
        """Words for thousands."""
        return "|".join(self.scales)


def numbered(words: str, more: dict[str, int]) -> MappingProxyType[str, int]:
    """Words for 1, 2, 3 … in their order; several for one number are parted by a stroke."""
    table = {w: n for n, ws in enumerate(words.split(), 1) for w in ws.split("|")}
    return MappingProxyType(table | more)


OPENING = re.compile(rf"{NAMES}(?:,\s?\d+\w?)?\s?[:—–]")
# What stands before a colon and is no place.
LABELS = frozenset(
    "breaking news update updated updates urgent watch video photo photos live exclusive corrected correction flash alert bulletin "
    "developing analysis explainer factbox opinion report reports official officials police mayor governor ministry minister army "
    "military president sources witness witnesses un who icrc killed dead injured wounded hurt toll срочно обновлено видео фото молния мэр "
    "губернатор полиция мчс минобороны погибшие раненые терміново оновлено відео мер міський голова ова дснс поліція загиблі поранені "
    "última hora urgente alcalde policía gobernador ministerio muertos heridos".split()
)

ENGLISH = Tongue(
    numbers=numbered(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty",
        {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
         "a dozen": 12, "a hundred": 100, "a thousand": 1000},
    ),
    vague=frozenset({"dozens", "scores", "hundreds", "thousands", "tens of thousands", "hundreds of thousands", "several", "dozens of", "scores of", "hundreds of", "thousands of"}),
    scales=MappingProxyType({"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000}),
    bound=(
        ("least", r"at least|no fewer than|no less than|more than|over|upwards of|a minimum of"),
        ("most", r"up to|as many as|at most|no more than|fewer than|less than"),
        ("rough", r"about|around|some|nearly|almost|roughly|approximately|an estimated|close to"),
    ),
    to="to|and",
    units=r"years?|months?|weeks?|days?|hours?|minutes?|times|kilomet(?:er|re)s?|km|miles?|met(?:er|re)s?|tonnes?|tons?|dollars|euros|drones?|missiles?|tanks?|homes?|houses|buildings?|vehicles?|cars?|ships?|aircraft|planes?|animals?|cows?|dogs?|horses?|birds?|points?|cents?|per|o’clock",
    people=r"people|persons?|civilians?|residents?|children|child|women|men|woman|man|boys?|girls?|workers?|soldiers?|servicem[ae]n|troops|others?|patients?|passengers?|villagers?|students?|pupils?|rescuers?|medics?|journalists?|adults?|fighters?|officers?|firefighters?|pensioners?|famil(?:y|ies)|palestinians|israelis|ukrainians|russians|migrants?|refugees?|prisoners?|protesters?|demonstrators?|suspects?|activists?|households?",
    anybody=frozenset({"people", "person", "persons", "others", "other", "more people"}),
    linking=r"were|was|are|is|have|has|had|been|being|also|more|confirmed|reported|feared|now|left|remain|still|believed|presumed|others?|reportedly|already|injured and|of them|went|go|to have|to be",
    rising=r"has|have|had|to|at|rose|risen|rises|climbed|climbs|stood|stands|reached|reaches|now|by|from|is|was|and|another|again|of|from hospital|fell|falls|revised|down|up|fallen|dropped|drops",
    after=r"in|at|on|after|and|when|as|since|across|by|near|during|overnight|so|from|with|including|while|others",
    signs=tuple(
        "kill dead died dies death toll slain perish fatalit lives injur wound hurt hospital casualt missing unaccounted trapped displac homeless fled detain arrest evacuat".split()
    ),
    harms=(
        ("killed", r"\b(?:kill|dead|died|dies|death|die\b|slain|perished|fatalit|lost their lives)"),
        ("hurt", r"\b(?:injur|wound|hurt|hospitali[sz]ed|casualt)"),
        ("missing", r"\b(?:missing|unaccounted for|trapped)"),
        ("displaced", r"\b(?:displaced|homeless|fled)"),
        ("detained", r"\b(?:detain|arrest)"),
        ("evacuated", r"\b(?:evacuat|led to safety)"),
    ),
    harm=r"killed|dead|died|dies|dying|slain|perished|lost their lives|deaths|fatalities|injured|wounded|hurt|hospitali[sz]ed|injuries|missing|unaccounted for|trapped|displaced|homeless|detained|arrested|evacuated|fled",
    harming=r"kill(?:ed|s|ing)?|death toll(?:[^.;,]{0,25}?)|toll of the dead|number of (?:dead|injured|wounded|missing|displaced)|injur(?:ed|es|ing)|wound(?:ed|s|ing)|hurt(?:s|ing)?|displac(?:ed|es|ing)|detain(?:ed|s|ing)|arrest(?:ed|s|ing)|evacuat(?:ed|es|ing)|missing",
    nobody=re.compile(r"\b(?P<none>nobody|no ?one|no people|no civilians)\s(?:was|were|has been|have been|is|had been)\s(?:reported\s)?(?P<harm>killed|hurt|injured|wounded|missing)\b|(?P<none2>there were no)\s(?P<harm2>deaths|injuries)\b", re.IGNORECASE),
    speakers=(
        re.compile(r"\baccording to (?P<who>[^,.;“”\"]{3,70})", re.IGNORECASE),
        re.compile(r"(?:^|[,;—–:]\s|[”\"]\s|\b(?:and|as)\s)(?P<who>(?:the |a |an |its )?[\w’'.-]+(?: [\w’'.-]+){0,6}?) (?:said|says|told|reported|reports|confirmed|announced|counts?|counted|put)\b"),
        re.compile(r"\b(?:said|says|reported|confirmed) (?P<who>(?:the )?[A-Z][\w’'.-]+(?: [\w’'.-]+){0,4})[,.;]?$"),
    ),
    articles="the|a|an|its",
    where=re.compile(rf"\b(?:in|at|near|on|across|outside|around|in the (?:city|town|village|district|region|centre|center) of|over) (?:the )?(?:(?:northern|southern|eastern|western|central|city of|town of|village of|occupied)\s)*(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December){NAMES}"),
)  # fmt: skip

RUSSIAN = Tongue(
    numbers=numbered(
        "один|одна|одного два|двое|две|двух три|трое|трех|трёх четыре|четверо|четырех|четырёх пять|пятеро|пяти шесть|шестеро|шести семь|семеро|семи восемь|восемь|восьми девять|девяти десять|десяти",
        {"одиннадцать": 11, "двенадцать": 12, "двадцать": 20, "тридцать": 30, "сорок": 40, "пятьдесят": 50, "сто": 100},
    ),
    vague=frozenset({"десятки", "сотни", "тысячи", "несколько"}),
    scales=MappingProxyType({"десятка": 10, "десятков": 10, "тысяч": 1000, "тысячи": 1000, "тыс": 1000, "миллионов": 1_000_000}),
    bound=(
        ("least", r"не менее|как минимум|более|свыше|по меньшей мере|минимум"),
        ("most", r"до|не более|менее"),
        ("rough", r"около|примерно|почти|порядка"),
    ),
    to="до|и",
    units=r"лет|года?|месяц\w*|недел\w*|дн\w+|день|час\w*|минут\w*|километр\w*|км|метр\w*|тонн\w*|рубл\w*|доллар\w*|дрон\w*|ракет\w*|танк\w*|дом\w*|беспилотник\w*|раз|процент\w*",
    people=r"человека?|людей|люди|мирных жител\w+|жител\w+|детей|реб[её]н\w+|женщин\w*|мужчин\w*|военн\w+|солдат\w*|пациент\w*|пассажир\w*|гражданск\w+|спасател\w+|рабоч\w+|журналист\w*",
    anybody=frozenset({"человек", "человека", "людей", "люди"}),
    linking=r"были|был|была|было|также|еще|ещё|уже|остаются|считаются|числятся|пропали|получили|оказались",
    rising=r"достигло|выросло|возросло|увеличилось|до|составляет|составило|и|уже|еще|ещё|были|было",
    after=r"в|на|и|при|после|из|за|под|около|еще|ещё",
    signs=tuple(
        "погиб убит убил умер жертв ранен ранил пострада травм пропа вести перемещ жилья задерж арест эвакуир".split()
    ),
    harms=(
        ("killed", r"\b(?:погиб|убит|умер|жертв)"),
        ("hurt", r"\b(?:ранен|пострада|травм)"),
        ("missing", r"\b(?:пропа|без вести)"),
        ("displaced", r"\b(?:перемещ|лишились жилья)"),
        ("detained", r"\b(?:задерж|арест)"),
        ("evacuated", r"\bэвакуир"),
    ),
    harm=r"погиб\w*|убит\w*|умер\w*|ранен\w*|пострадал\w*|получили ранения|травмирован\w*|пропал\w* без вести|пропал\w*|без вести|задержан\w*|арестован\w*|эвакуирован\w*|ранения",
    harming=r"погиб\w*|убит\w*|убил\w*|умер\w*|число (?:погибших|жертв|раненых|пострадавших)|ранен\w*|ранил\w*|пострадал\w*|задержан\w*|задержали|арестован\w*|эвакуирован\w*|эвакуировали|пропал\w* без вести",
    nobody=re.compile(r"\b(?P<none>никто)\sне\s(?P<harm>погиб|пострадал)\b|(?P<none2>нет)\s(?P<harm2>погибших|пострадавших)", re.IGNORECASE),
    speakers=(
        re.compile(r"\bпо (?:данным|словам|информации) (?P<who>[^,.;«»“”]{3,60})", re.IGNORECASE),
        re.compile(r"(?:сообщил[аи]?|сообщает|сообщили|заявил[аи]?|рассказал[аи]?|уточнил[аи]?) (?P<who>[^,.;«»“”]{3,60})", re.IGNORECASE),
    ),
    articles="в|во",
    where=re.compile(rf"\b(?:в|во|под|около|возле|по) (?:город[еау] |сел[еу] |районе |центре )?{NAMES}"),
)  # fmt: skip

UKRAINIAN = Tongue(
    numbers=numbered(
        "один|одна|одного два|двоє|дві|двох три|троє|трьох чотири|четверо|чотирьох п’ять|п'ять|пʼять|п’ятеро|п'ятеро шість|шестеро|шести сім|семеро вісім|восьмеро дев’ять|дев'ять десять|десятьох",
        {"одинадцять": 11, "дванадцять": 12, "двадцять": 20, "тридцять": 30, "сорок": 40, "п’ятдесят": 50, "сто": 100},
    ),
    vague=frozenset({"десятки", "сотні", "тисячі", "кілька", "декілька"}),
    scales=MappingProxyType({"десятки": 10, "десятків": 10, "тисяч": 1000, "тисячі": 1000, "тис": 1000, "мільйонів": 1_000_000}),
    bound=(
        ("least", r"щонайменше|принаймні|не менше|понад|більше|більш ніж|мінімум"),
        ("most", r"до|не більше|менше"),
        ("rough", r"близько|приблизно|майже|орієнтовно"),
    ),
    to="до|та|і|й",
    units=r"рок\w+|років|місяц\w*|тижн\w*|дн\w+|день|годин\w*|хвилин\w*|кілометр\w*|км|метр\w*|тонн\w*|грив\w*|долар\w*|дрон\w*|ракет\w*|танк\w*|будин\w*|безпілотник\w*|раз\w*|відсотк\w*",
    people=r"людей|людини|люди|осіб|особи|мирних жител\w+|жител\w+|мешкан\w+|цивільн\w+|дітей|дитин\w+|жін\w+|чоловік\w*|військов\w+|солдат\w*|пацієнт\w*|рятувальник\w*|журналіст\w*|поранених|загиблих",
    anybody=frozenset({"людей", "людини", "люди", "осіб", "особи"}),
    linking=r"були|було|був|була|також|ще|вже|залишаються|вважаються|дістали|отримали|зазнали|зникли",
    rising=r"зросла|зросло|досягла|сягнула|до|становить|вже|ще|і|та|було|збільшилася|збільшилась",
    after=r"у|в|на|і|та|при|після|з|за|під|біля|ще",
    signs=tuple(
        "загин вбит вбив убит помер жертв поранен постражда травм зник безвісти переміщ житла затрим арешт евакуй загибл".split()
    ),
    harms=(
        ("killed", r"\b(?:загин|загибл|вбит|убит|помер|жертв)"),
        ("hurt", r"\b(?:поранен|постражда|травм)"),
        ("missing", r"\b(?:зник|безвісти)"),
        ("displaced", r"\b(?:переміщ|без житла)"),
        ("detained", r"\b(?:затрим|арешт)"),
        ("evacuated", r"\bевакуй"),
    ),
    harm=r"загин\w*|вбит\w*|убит\w*|помер\w*|поранен\w*|постражда\w*|травмован\w*|зник\w* безвісти|зник\w*|безвісти|затриман\w*|заарештован\w*|евакуйован\w*|поранення",
    harming=r"загин\w*|вбит\w*|вбив\w*|убит\w*|помер\w*|(?:кількість|число) (?:загиблих|жертв|поранених|постраждалих)|поранен\w*|постражда\w*|затриман\w*|затримали|евакуйован\w*|евакуювали|зник\w* безвісти",
    nobody=re.compile(r"\b(?P<none>ніхто)\sне\s(?P<harm>загинув|постраждав)\b|(?P<none2>немає)\s(?P<harm2>загиблих|постраждалих)", re.IGNORECASE),
    speakers=(
        re.compile(r"\bза (?:даними|словами|інформацією) (?P<who>[^,.;«»“”]{3,60})", re.IGNORECASE),
        re.compile(r"(?:повідомил[аи]?|повідомив|повідомляє|повідомляють|заявив|заявила|розповів|розповіла|уточнил[аи]?) (?P<who>[^,.;«»“”]{3,60})", re.IGNORECASE),
    ),
    articles="у|в",
    where=re.compile(rf"\b(?:у|в|під|біля|поблизу|по) (?:місті |селі |районі |центрі )?{NAMES}"),
)  # fmt: skip

SPANISH = Tongue(
    numbers=numbered(
        "uno|una|un dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
        "dieciocho diecinueve veinte",
        {"treinta": 30, "cuarenta": 40, "cincuenta": 50, "cien": 100},
    ),
    vague=frozenset({"decenas", "cientos", "miles", "varias", "varios", "decenas de", "cientos de", "miles de"}),
    scales=MappingProxyType({"decenas": 10, "docenas": 12, "mil": 1000, "millones": 1_000_000}),
    bound=(
        ("least", r"al menos|más de|por lo menos|no menos de"),
        ("most", r"hasta|menos de|no más de"),
        ("rough", r"unos|unas|cerca de|casi|alrededor de|aproximadamente"),
    ),
    to="a|y",
    units=r"años?|meses|mes|semanas?|días?|horas?|minutos?|kilómetros?|km|metros?|toneladas?|euros|dólares|drones|misiles|tanques|casas|edificios|veces|por",
    people=r"personas?|civiles|civil|niños?|niñas?|menores|mujeres|mujer|hombres?|soldados?|militares|vecinos|residentes|heridos|pacientes|pasajeros|trabajadores|periodistas|migrantes|rescatistas",
    anybody=frozenset({"personas", "persona"}),
    linking=r"han|ha|fueron|fue|resultaron|resultó|murieron|quedaron|siguen|están|sido|también|más|otras|otros|resultado",
    rising=r"a|asciende|ascendió|sube|subió|ya|y|otras|otros|de|llega|en",
    after=r"en|y|tras|por|durante|cuando|cerca|otras|otros",
    signs=tuple(
        "muert murier murió fallec mata mató herid lesionad hiri hiere desaparecid desplazad deten detuv arrest evacuad víctimas".split()
    ),
    harms=(
        ("killed", r"\b(?:muert|murier|murió|fallec|mata|mató|víctimas mortales)"),
        ("hurt", r"\b(?:herid|lesionad|hiri)"),
        ("missing", r"\bdesaparecid"),
        ("displaced", r"\bdesplazad"),
        ("detained", r"\b(?:deten|arrest)"),
        ("evacuated", r"\bevacuad"),
    ),
    harm=r"muert[oa]s?|murieron|fallecid[oa]s?|fallecieron|víctimas mortales|herid[oa]s?|lesionad[oa]s?|desaparecid[oa]s?|desplazad[oa]s?|detenid[oa]s?|arrestad[oa]s?|evacuad[oa]s?",
    harming=r"murieron|mata|mató|mataron|matando|muert[oa]s?|fallecieron|número de (?:muertos|heridos|desaparecidos)|cifra de (?:muertos|heridos)|hiere|hirió|hirieron|herid[oa]s?|detuvieron|detenid[oa]s?|evacuad[oa]s?|desaparecid[oa]s?",
    nobody=re.compile(r"\b(?P<none>nadie)\s(?:resultó\s)?(?P<harm>herido|murió|muerto)\b|(?P<none2>no hay)\s(?P<harm2>heridos|muertos)", re.IGNORECASE),
    speakers=(
        re.compile(r"\bsegún (?P<who>[^,.;«»“”]{3,60})", re.IGNORECASE),
        re.compile(r"(?:informó|dijo|confirmó|informaron|señaló|anunció) (?P<who>[^,.;«»“”]{3,60})", re.IGNORECASE),
    ),
    articles="el|la|los|las",
    where=re.compile(rf"\b(?:en|cerca de) (?:la |el |los )?(?:ciudad de |localidad de |barrio de |norte de |sur de )?{NAMES}"),
)  # fmt: skip

TONGUES = {"en": ENGLISH, "ru": RUSSIAN, "uk": UKRAINIAN, "es": SPANISH}
