"""Stylesheets, fonts and scripts, answered in front of the ASGI application.

whitenoise speaks WSGI: as Django's middleware under ASGI it would hand a blocking file to an event
loop. Here its table of files (types, hours, ranges, compressed variants) is kept and only the
sending is ours.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from whitenoise.middleware import WhiteNoiseMiddleware

Scope = dict[str, Any]
Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]


def with_static_files(application: Application) -> Application:
    """Answer the addresses of static files, and pass everything else on."""
    files = WhiteNoiseMiddleware().files

    async def door(scope: Scope, receive: Receive, send: Send) -> None:
        found = files.get(scope["path"]) if scope["type"] == "http" else None
        if found is None:
            await application(scope, receive, send)
        else:
            await _answer(found.get_response(scope["method"], _asked(scope)), send)

    return door


def _asked(scope: Scope) -> dict[str, str]:
    """The request's headers by the names WSGI gives them."""
    return {
        f"HTTP_{name.decode('latin-1').upper().replace('-', '_')}": value.decode("latin-1")
        for name, value in scope["headers"]
    }


async def _answer(answer: Any, send: Send) -> None:
    headers = [(name.lower().encode(), value.encode()) for name, value in answer.headers]
    headers.append((b"x-content-type-options", b"nosniff"))
    body = b""
    if answer.file is not None:
        with answer.file as file:
            body = await asyncio.to_thread(file.read)
    await send({"type": "http.response.start", "status": int(answer.status), "headers": headers})
    await send({"type": "http.response.body", "body": body})
