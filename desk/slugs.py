"""A name as an address: Latin letters, figures and hyphens, whatever script it is written in. Pure."""

import hashlib
import unicodedata

from django.utils.text import slugify

from wires.spelled import fold, in_latin, is_cyrillic


def slug_of(name: str, *, longest: int = 80, otherwise: str = "") -> str:
    """“Суспільне Харків” is suspilne-kharkiv, “Følsom” folsom; nothing where no letter or figure is.

    A name with letters that this desk does not spell in Latin ends in a digest of it, so that it is no
    other's: “BBC 中文” is not “BBC”. Where no letter is spelled, `otherwise` stands before that.
    """
    words = " ".join(latin(word) for word in name.split())
    said = slugify(words)[:longest].strip("-")
    if not otherwise or all(slugify(c) for c in words if c.isalnum()):
        return said
    whole = unicodedata.normalize("NFC", " ".join(name.split()))
    mark = hashlib.sha256(whole.encode()).hexdigest()[:8]
    return f"{(said or otherwise)[: longest - len(mark) - 1].strip('-')}-{mark}"


def latin(word: str) -> str:
    """One word in Latin letters: Ukrainian's of 2010, without accents."""
    return in_latin(word)[0] if is_cyrillic(word) else fold(word)
