from django.urls import path

from viktig.service.away import views

urlpatterns = [
    path("", views.away, name="away"),
    path("<uuid:organisation_id>/", views.say, name="away-say"),
    path("<uuid:organisation_id>/back/", views.back, name="away-back"),
]
