"""What every desk page shows in its bar."""

from typing import Any

from django.http import HttpRequest


def bar(request: HttpRequest) -> dict[str, Any]:
    """Names for the bar; filled by the screens."""
    return {}
