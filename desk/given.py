"""What forms and addresses send, as values. Pure."""

from urllib.parse import urlsplit

DIGITS = 18  # no key of ours is longer


def number(text: str) -> int | None:
    """A whole number as a form sends it, None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= DIGITS else None


def spoken(text: str) -> str:
    """Words as a person reads them: signs that nobody sees left out, white space folded."""
    return " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())


def is_address(text: str) -> bool:
    """Whether a link leads anywhere: a page of the web with a host that has a name."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and "." in (parts.hostname or "").strip(".")
