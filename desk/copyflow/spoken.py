"""What a person wrote as it is read: words, and links that lead somewhere. Pure."""

from urllib.parse import urlsplit


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
