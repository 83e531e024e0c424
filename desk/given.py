"""What forms and addresses send, as values. Pure."""

DIGITS = 18  # no key of ours is longer


def number(text: str) -> int | None:
    """A whole number as a form sends it, None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= DIGITS else None
