"""JSON without characters that nothing can store. Pure."""

import json
import re
from typing import Any

# Halves of characters and NUL: neither Postgres nor an encoder takes them.
UNFIT = re.compile(r"[\x00\ud800-\udfff]")
ESCAPED = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")


def loaded(text: str) -> Any:
    """One JSON value without characters that nothing can store."""
    value = json.loads(text)
    return scrubbed(value) if ESCAPED.search(text) else value


def scrubbed(value: Any) -> Any:
    """The same value with unfit characters replaced."""
    if isinstance(value, str):
        return UNFIT.sub("\ufffd", value)
    if isinstance(value, list):
        return [scrubbed(one) for one in value]
    if isinstance(value, dict):
        return {scrubbed(name): scrubbed(one) for name, one in value.items()}
    return value
