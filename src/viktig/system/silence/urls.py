from django.urls import path

from viktig.system.silence import views

urlpatterns = [
    path("changes/silent/", views.silent, name="silent"),
    path("system/silence/", views.near, name="silence"),
]
