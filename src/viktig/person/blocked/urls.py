from django.urls import path

from viktig.person.blocked import views

urlpatterns = [
    path("", views.new, name="blocked-new"),
    path("<uuid:block_id>/end/", views.end, name="blocked-end"),
]
