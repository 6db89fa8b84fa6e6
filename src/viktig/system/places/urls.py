from django.urls import path

from viktig.system.places import views

urlpatterns = [
    path("places/", views.places, name="places"),
    path("places/<slug:slug>/", views.place, name="places-place"),
]
