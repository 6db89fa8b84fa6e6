"""The addresses of what protects people: for everybody, and for those who hold a key."""

from django.urls import path

from viktig.system.protection import holder_views, views

urlpatterns = [
    path("protection/", views.protection, name="protection"),
    path("system/protection/", views.desk, name="protection-desk"),
    path("system/protection/propose/<uuid:by_id>/<slug:setting>/", views.propose, name="protection-propose-for-all"),
    path(
        "system/protection/propose/<uuid:by_id>/<slug:setting>/<uuid:body_id>/",
        views.propose,
        name="protection-propose",
    ),
    path("system/protection/holders/<uuid:organisation_id>/", holder_views.holders, name="protection-holders"),
    path("system/protection/holders/<uuid:organisation_id>/invite/", holder_views.invite, name="protection-invite"),
    path(
        "system/protection/holders/<uuid:organisation_id>/<uuid:membership_id>/end/",
        holder_views.end,
        name="protection-end",
    ),
    path("system/protection/<uuid:proposal_id>/", views.one, name="protection-one"),
    path("system/protection/<uuid:proposal_id>/yes/", views.yes, name="protection-yes"),
    path("system/protection/<uuid:proposal_id>/no/", views.no, name="protection-no"),
    path("system/protection/<uuid:proposal_id>/take-back/", views.take_back, name="protection-take-back"),
]
