from django.urls import path

from viktig.person.moving import views

urlpatterns = [
    path("", views.moving, name="moving"),
    path("viktig.fhir.json", views.take_along, name="moving-file"),
]
