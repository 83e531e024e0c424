"""Readers' addresses. Pieces are answered at the front door (newsroom.front.door)."""

from django.urls import path, re_path

from newsroom.front import views

app_name = "front"
urlpatterns = [
    path("", views.home, name="home"),
    path("corrections/", views.corrections, name="corrections"),
    re_path(
        r"^(?P<piece>\d{4}/\d{2}/\d{2}/[a-z0-9-]{1,80})/sources/(?P<number>[1-9]\d{0,3})/$",
        views.shown_copy,
        name="copy",
    ),
    path("feed.atom", views.feed, name="feed"),
]
