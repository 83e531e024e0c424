"""Codes of languages: which words are one, and which two are of one language. Pure."""

import re

CODE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})?")


def is_language(code: str) -> bool:
    """Whether a word may be a language's code: en, uk, pt-BR."""
    return CODE.fullmatch(code) is not None


def same_language(one: str, other: str) -> bool:
    """Whether two codes are of one language, whatever its form: pt-BR and pt."""
    return one.split("-", maxsplit=1)[0].lower() == other.split("-", maxsplit=1)[0].lower()
