"""Addresses of the house: readers at the root, the desk under /desk/, streams under /live/."""

from django.urls import URLPattern, URLResolver, include, path

from desk.live.views import stream
from newsroom import health, push

urlpatterns: list[URLPattern | URLResolver] = [
    path("health/live", health.live),
    path("health/ready", health.ready),
    path("live/", stream, name="live"),
    path("push/<str:token>/", push.letter, name="push"),
    path("desk/", include("desk.urls")),
    path("", include("newsroom.front.urls")),
]
handler400 = "newsroom.errors.bad_request"
handler403 = "newsroom.errors.forbidden"
handler404 = "newsroom.errors.not_found"
handler500 = "newsroom.errors.failed"
