"""Names of languages, for screens and readers."""

from django.conf.locale import LANG_INFO


def language_name(code: str) -> str:
    """“Ukrainian” for uk, which a reader of English takes for a country; the code where it has no name here."""
    known = LANG_INFO.get(code.lower()) or LANG_INFO.get(code.lower().partition("-")[0]) or {}
    return str(known.get("name", code))
