"""The addresses of what people have said to us."""

from django.urls import path

from viktig.service.replies import views

urlpatterns = [
    path("", views.said_to_us, name="replies"),
    path("<uuid:voice_id>/", views.one, name="replies-one"),
    path("<uuid:voice_id>/promise/", views.promise, name="replies-promise"),
    path("<uuid:voice_id>/answer/", views.answer, name="replies-answer"),
    path("<uuid:voice_id>/change/", views.change, name="replies-change"),
    path("<uuid:voice_id>/write/", views.write, name="replies-write"),
]
