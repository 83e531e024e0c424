"""The language of a text, by py3langid, behind one typed door. Loaded at first use."""

from functools import lru_cache

ENOUGH = 40  # characters below which a guess is worth nothing
READ = 600  # more of them cost their time and change no answer


def language_of(text: str) -> str | None:
    """ISO 639-1 code of a text of some length, None for a short one."""
    said = text.strip()
    return told(said[:READ]) if len(said) >= ENOUGH else None


@lru_cache(maxsize=4096)
def told(opening: str) -> str:
    """The language of a text's opening; only that is remembered, however long the text."""
    import py3langid  # noqa: PLC0415 - its model takes a second to load

    code, _ = py3langid.classify(opening)
    return str(code)
