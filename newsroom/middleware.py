"""Middleware of the house."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from newsroom.front.door import answer

Next = Callable[[HttpRequest], HttpResponse]


def front_door(get_response: Next) -> Next:
    """Answer published pages before sessions, forms and people are looked at."""

    def door(request: HttpRequest) -> HttpResponse:
        return answer(request) or get_response(request)

    return door
