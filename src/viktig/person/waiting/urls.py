from django.urls import path

from viktig.person.waiting import views

urlpatterns = [
    path("", views.own, name="waiting"),
    path("stop/", views.stop, name="waiting-stop"),
    path("number/", views.number, name="waiting-number"),
]
