"""Signing in with a password or a link, and out."""

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from desk.copyflow import sign_in
from desk.errors import CopyflowError
from desk.models import Person


def create(request: HttpRequest) -> HttpResponse:
    """The sign-in page, and its answer."""
    after = request.POST.get("next") or request.GET.get("next") or ""
    context = {"next": after, "wrong": "", "email": request.POST.get("email", "")}
    if request.method != "POST":
        return render(request, "desk/sign_in.html", context)
    address = str(request.META.get("REMOTE_ADDR", ""))
    try:
        sign_in.count_try(context["email"], address)
    except CopyflowError as refusal:
        return render(request, "desk/sign_in.html", {**context, "wrong": refusal.words}, status=429)
    person = authenticate(
        request, username=context["email"], password=request.POST.get("password", "")
    )
    if not isinstance(person, Person):
        wrong = "The address and the password do not belong together."
        return render(request, "desk/sign_in.html", {**context, "wrong": wrong}, status=422)
    login(request, person)
    sign_in.forget_tries(context["email"])
    return redirect(safe(request, after))


def safe(request: HttpRequest, after: str) -> str:
    """Where to go next: a page of ours, never elsewhere."""
    fine = url_has_allowed_host_and_scheme(
        after, {request.get_host()}, require_https=request.is_secure()
    )
    return after if after.startswith("/") and fine else "desk:board"


def link(request: HttpRequest, token: str) -> HttpResponse:
    """A button first: a mail scanner that opens the link must not use it up."""
    if request.method != "POST":
        return render(request, "desk/sign_in_link.html", {"token": token, "wrong": ""})
    try:
        person = sign_in.use_link(
            token, now=now(), address=str(request.META.get("REMOTE_ADDR", ""))
        )
    except CopyflowError as refusal:
        context = {"token": token, "wrong": refusal.words}
        return render(request, "desk/sign_in_link.html", context, status=422)
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    return redirect("desk:board")


@require_POST
def remove(request: HttpRequest) -> HttpResponse:
    """Sign out; words not yet sent stay in this browser until the next sign-in."""
    logout(request)
    return redirect("desk:sign-in")
