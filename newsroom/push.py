"""The door for letters that sources and hubs push to us: no session, no form, a token and a signature."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import now
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from wires import push
from wires.models import Push

LARGEST = 10 * 1024 * 1024
PLAIN = "text/plain; charset=utf-8"


@csrf_exempt
@require_http_methods(["GET", "POST"])
def letter(request: HttpRequest, token: str) -> HttpResponse:
    """A hub's question, or a letter; an unknown token is no page at all."""
    if request.method == "GET":
        challenge = push.confirm(token, request.GET.dict(), now=now())
        if challenge is None:
            raise Http404
        return HttpResponse(challenge, content_type=PLAIN)
    body = request.read(LARGEST + 1)
    if len(body) > LARGEST:
        return HttpResponse("The letter is larger than 10 MB.\n", status=413, content_type=PLAIN)
    headers = {name.lower(): value for name, value in request.headers.items()}
    try:
        push.receive(token, body, headers, now=now())
    except Push.DoesNotExist as missing:
        raise Http404 from missing
    except push.NotTaken as wrong:
        return HttpResponse(f"{wrong}\n", status=422, content_type=PLAIN)
    return HttpResponse(status=202)
