from django.urls import path

from viktig.person.matters import views

urlpatterns = [
    path("", views.own, name="matters-own"),
    path("<uuid:who>/", views.room, name="matters-room"),
    path("<uuid:who>/add/", views.add, name="matters-add"),
    path("<uuid:who>/find/", views.find, name="matters-find"),
    path("<uuid:who>/<uuid:matter_id>/", views.detail, name="matters-detail"),
    path("<uuid:who>/<uuid:matter_id>/move/", views.move, name="matters-move"),
    path("<uuid:who>/<uuid:matter_id>/lay-aside/", views.lay_aside, name="matters-lay-aside"),
    path("<uuid:who>/<uuid:matter_id>/take-back/", views.take_back, name="matters-take-back"),
    path("<uuid:who>/<uuid:matter_id>/delete/", views.delete, name="matters-delete"),
]
