"""Houses and accounts that joke, by address and by account. Pure.

Those that say so of themselves, in the languages a desk meets most; a register’s own mark adds to them.
"""

import re

from wires.links import Link

HOUSES = frozenset(
    "theonion.com babylonbee.com waterfordwhispersnews.com thedailymash.co.uk newsthump.com thebeaverton.com clickhole.com "
    "duffelblog.com der-postillon.com the-postillon.com legorafi.fr nordpresse.be thespoof.com worldnewsdailyreport.com "
    "elmundotoday.com lercio.it speld.nl betootaadvocate.com theshovel.com.au chaser.com.au dailysquib.co.uk "
    "suffolkgazette.com newsbiscuit.com reductress.com hard-drive.net panorama.pub fakingnews.com zaytung.com alhudood.net "
    "dietagespresse.com sensacionalista.uol.com.br actualidadpanamericana.com thecivilian.co.nz revistabarcelona.com "
    "nationalreport.net empirenews.net southendnewsnetwork.net rochdaleherald.co.uk "
    "adobochronicles.com thehardtimes.net titanic-magazin.de rokokoposten.dk "
    "aszdziennik.pl timesnewroman.ro njuz.net hircsarda.hu".split()
)
ACCOUNTS = frozenset(
    "theonion thebabylonbee whispersnewsltd thedailymash newsthump thebeaverton betootaadvocate duffelblog le_gorafi "
    "der_postillon dprk_news darthputinkgb elmundotoday lercionotizie speld_nl dailysquib newsbiscuit reductress "
    "thehardtimes panorama_pub zaytung thechaser theshovel nynjuz aszdziennik tagespresse_com".split()
)
OWN_WORD = re.compile(r"parody|satir|notreal|spoof", re.IGNORECASE)
# A piece that calls it a joke has not taken it for news.
SAID_SO = re.compile(
    r"\b(?:satir\w+|parod\w+|spoof\w*|humorous|humour (?:site|magazine|page)|humor (?:site|magazine|page)|joke (?:site|article|story|news)|comic (?:site|news)|mock[- ]news|fake[- ]news site)\b",
    re.IGNORECASE,
)


def jokes(link: Link) -> bool:
    """Whether a link is of a house or an account that jokes."""
    account = link.handle.lower()
    if account and link.platform != "web":
        return account in ACCOUNTS or bool(OWN_WORD.search(account))
    return link.domain in HOUSES or link.host in HOUSES
