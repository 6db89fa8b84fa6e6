from django.urls import path

from viktig.person.ombud import assignment_views, choosing_views, paper_views, suggestion_views, views

urlpatterns = [
    path("", views.own, name="ombud-own"),
    path("about/", views.about, name="ombud-about"),
    path("ombuds/", choosing_views.ombuds, name="ombud-list"),
    path("ombuds/<uuid:presentation_id>/", choosing_views.presentation, name="ombud-presentation"),
    path("ombuds/<uuid:presentation_id>/choose/", choosing_views.choose, name="ombud-choose"),
    path("present/", choosing_views.present, name="ombud-present"),
    path("clients/", views.clients, name="ombud-clients"),
    path("agreement/<uuid:agreement_id>/", views.earlier, name="ombud-earlier"),
    path("agreement/<uuid:agreement_id>/paper/", views.earlier_paper, name="ombud-earlier-paper"),
    path("agreement/<uuid:agreement_id>/erase/", views.erase, name="ombud-erase"),
    path("assignment/<uuid:assignment_id>/", assignment_views.assignment, name="ombud-assignment"),
    path("assignment/<uuid:assignment_id>/write/", assignment_views.write_assignment, name="ombud-assignment-write"),
    path("assignment/<uuid:assignment_id>/move/", assignment_views.move, name="ombud-assignment-move"),
    path("assignment/<uuid:assignment_id>/suggest/", suggestion_views.begin_suggestion, name="ombud-suggest"),
    path(
        "assignment/<uuid:assignment_id>/suggest/draft/",
        suggestion_views.suggestion_draft,
        name="ombud-suggestion-draft",
    ),
    path(
        "assignment/<uuid:assignment_id>/suggest/<uuid:suggestion_id>/",
        suggestion_views.suggest,
        name="ombud-suggestion",
    ),
    path("assignment/<uuid:assignment_id>/paper/", paper_views.add, name="ombud-paper-add"),
    path("paper/<uuid:paper_id>/", paper_views.paper, name="ombud-paper"),
    path("paper/<uuid:paper_id>/picture/", paper_views.picture, name="ombud-paper-picture"),
    path("paper/<uuid:paper_id>/small/", paper_views.small, name="ombud-paper-small"),
    path("paper/<uuid:paper_id>/delete/", paper_views.delete, name="ombud-paper-delete"),
    path("suggestion/<uuid:suggestion_id>/not-now/", suggestion_views.not_now, name="ombud-suggestion-not-now"),
    path(
        "suggestion/<uuid:suggestion_id>/bring-back/", suggestion_views.bring_back, name="ombud-suggestion-bring-back"
    ),
    path("suggestion/<uuid:suggestion_id>/take-back/", suggestion_views.take_back, name="ombud-suggestion-take-back"),
    path("<uuid:who>/", views.room, name="ombud-room"),
    path("<uuid:who>/agreement/", views.write_agreement, name="ombud-agreement"),
    path("<uuid:who>/agreement/paper/", views.agreement_paper, name="ombud-agreement-paper"),
    path("<uuid:who>/share-again/", views.share_again, name="ombud-share-again"),
    path("<uuid:who>/add/", assignment_views.add, name="ombud-add"),
    path("<uuid:who>/end/", views.end, name="ombud-end"),
    path("<uuid:who>/give-back/", views.give_back, name="ombud-give-back"),
]
