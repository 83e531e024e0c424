"""Middleware of the house."""

from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig
from django.db import DataError
from django.http import HttpRequest, HttpResponse, QueryDict

from newsroom.errors import only_sent, too_large, unsound
from newsroom.front.door import answer

NUL = "\x00"
MOST = 12 * 1024 * 1024  # bytes of one request: more is not even read
Next = Callable[[HttpRequest], HttpResponse]


def front_door(get_response: Next) -> Next:
    """Answer published pages before sessions, forms and people are looked at."""

    def door(request: HttpRequest) -> HttpResponse:
        return answer(request) or get_response(request)

    return door


def words_for_acts(get_response: Next) -> Next:
    """Answer who opens the address of an act with words instead of an empty page."""

    def worded(request: HttpRequest) -> HttpResponse:
        given = get_response(request)
        if request.method != "GET" or given.status_code != 405:
            return given
        told = only_sent(request)
        told["Allow"] = given["Allow"]
        return told

    return worded


class SoundInput:
    """Refuse what no column can hold with words, never with a broken page.

    The zero sign is refused before any view; what a column finds too long or malformed is refused
    when it says so: the verb's transaction has been undone by then.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Refuse what is larger than any form of ours, and addresses and forms with zero signs."""
        sent = request.META.get("CONTENT_LENGTH") or "0"
        if not (sent.isascii() and sent.isdigit()) or int(sent[:18]) > MOST:
            return too_large(request)
        form = request.content_type == "application/x-www-form-urlencoded"
        try:
            refused = has_nul(request.GET) or (form and has_nul(request.POST))
        except RequestDataTooBig:
            return too_large(request)
        return unsound(request) if refused else self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A value that the database refused, or more than a form may send."""
        if isinstance(exception, RequestDataTooBig):
            return too_large(request)
        return unsound(request) if isinstance(exception, DataError | UnicodeEncodeError) else None


def has_nul(given: QueryDict) -> bool:
    """Whether any name or value holds a zero sign."""
    return any(NUL in key or any(NUL in one for one in values) for key, values in given.lists())
