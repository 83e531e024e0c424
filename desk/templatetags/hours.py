"""Hours for readers: UTC first, the place's own hour beside it. No fractions of a second."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


def hour_of(value: datetime | str) -> datetime | None:
    """An aware hour in UTC from a row or from stored RFC 3339 text; a bare day is a UTC day."""
    if not value:
        return None
    if isinstance(value, str):
        hour = datetime.fromisoformat(value)
        return hour.astimezone(UTC) if hour.tzinfo else hour.replace(tzinfo=UTC)
    return value.astimezone(UTC)


@register.filter
def machine(value: datetime | str) -> str:
    """RFC 3339 with seconds, as `<time datetime>` and feeds want it."""
    hour = hour_of(value)
    return hour.strftime("%Y-%m-%dT%H:%M:%SZ") if hour else ""


@register.filter
def utc(value: datetime | str) -> SafeString | str:
    """“2 July 2026, 01:52 UTC” as a `<time>`."""
    hour = hour_of(value)
    if hour is None:
        return ""
    words = f"{hour.day} {hour:%B %Y, %H:%M} UTC"
    return format_html('<time datetime="{}">{}</time>', machine(hour), words)


@register.filter
def utc_hour(value: datetime | str) -> SafeString | str:
    """“01:52” as a `<time>`; the day stands beside it."""
    hour = hour_of(value)
    if hour is None:
        return ""
    return format_html('<time datetime="{}">{}</time>', machine(hour), f"{hour:%H:%M}")


@register.filter
def there(value: datetime | str, zone: str) -> str:
    """The same hour by the clock of a place, with the day where it is another one there."""
    hour = hour_of(value)
    if hour is None:
        return ""
    local = hour.astimezone(ZoneInfo(zone))
    if local.date() == hour.date():
        return f"{local:%H:%M}"
    return f"{local:%H:%M} on {local.day} {local:%B}"


@register.filter
def day(value: datetime | str) -> str:
    """“Thursday 2 July 2026”, in UTC."""
    hour = hour_of(value)
    return f"{hour:%A} {hour.day} {hour:%B %Y}" if hour else ""
