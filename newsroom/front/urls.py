"""Readers' addresses. Pieces are answered at the front door (newsroom.front.door)."""

from django.urls import path

from newsroom.front import views

app_name = "front"
urlpatterns = [
    path("", views.home, name="home"),
    path("corrections/", views.corrections, name="corrections"),
    path("feed.atom", views.feed, name="feed"),
]
