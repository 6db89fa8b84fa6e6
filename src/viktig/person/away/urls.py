from django.urls import path

from viktig.person.away import views

urlpatterns = [
    path("", views.own, name="away"),
    path("back/", views.back, name="away-back"),
    path("step-in/", views.let_step_in, name="away-step-in"),
    path("here/", views.here, name="away-here"),
    path("here/<uuid:organisation_id>/<uuid:presentation_id>/", views.say, name="away-say"),
]
