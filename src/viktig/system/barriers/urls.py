"""The addresses of joining voices that say the same."""

from django.urls import path

from viktig.system.barriers import views

urlpatterns = [
    path("system/barriers/", views.barriers, name="barriers"),
    path("system/barriers/like/<uuid:voice_id>/", views.like, name="barriers-like"),
    path("system/barriers/<uuid:barrier_id>/", views.one, name="barriers-one"),
    path("system/barriers/<uuid:barrier_id>/name/", views.rename, name="barriers-name"),
    path("system/barriers/<uuid:barrier_id>/remove/", views.remove, name="barriers-remove"),
    path("system/barriers/<uuid:barrier_id>/out/<uuid:voice_id>/", views.take_out, name="barriers-take-out"),
    path("system/barriers/<uuid:barrier_id>/in/<uuid:voice_id>/", views.put_in, name="barriers-put-in"),
]
