"""A name as an address: Latin letters, figures and hyphens, whatever script it is written in. Pure."""

import hashlib

from django.utils.text import slugify

from wires.spelled import fold, in_latin, is_cyrillic


def slug_of(name: str, *, longest: int = 80, otherwise: str = "") -> str:
    """“Суспільне Харків” is suspilne-kharkiv, “Følsom” folsom; nothing where no letter or figure is.

    A script that this desk does not spell in Latin gets `otherwise` and a digest of the name.
    """
    words = " ".join(latin(word) for word in name.split())
    said = slugify(words)[:longest].strip("-")
    if said or not otherwise or not any(c.isalnum() for c in name):
        return said
    return f"{otherwise}-{hashlib.sha256(name.strip().encode()).hexdigest()[:8]}"


def latin(word: str) -> str:
    """One word in Latin letters: Ukrainian's of 2010, without accents."""
    return in_latin(word)[0] if is_cyrillic(word) else fold(word)
