from django.urls import path

from viktig.person.progress import fill_views, slip_views, talk_views, views

ONE = "<uuid:who>/<uuid:series_id>/"
TIME = f"{ONE}<uuid:filling_id>/"

urlpatterns = [
    path("", views.own, name="progress-own"),
    path("rules/", views.rules, name="progress-rules"),
    path("<uuid:who>/", views.room, name="progress-room"),
    path("<uuid:who>/goal/", views.add_goal, name="progress-goal"),
    path("<uuid:who>/before/", fill_views.before, name="progress-before"),
    path("<uuid:who>/fill/<slug:form_id>/", fill_views.fill, name="progress-fill"),
    path("<uuid:who>/fill/<slug:form_id>/choose/", fill_views.choose, name="progress-choose"),
    path("<uuid:who>/slips/", slip_views.slips, name="progress-slips"),
    path("<uuid:who>/slips/<uuid:slip_id>/", slip_views.slip, name="progress-slip"),
    path("<uuid:who>/slips/<uuid:slip_id>/take-back/", slip_views.take_slip_back, name="progress-slip-take-back"),
    path("<uuid:who>/talk/", talk_views.talk, name="progress-talk"),
    path("<uuid:who>/paper/", talk_views.paper, name="progress-paper"),
    path("<uuid:who>/changes/", talk_views.changes, name="progress-changes"),
    path("<uuid:who>/changes/<uuid:change_id>/", talk_views.change, name="progress-change"),
    path("<uuid:who>/changes/<uuid:change_id>/say/", talk_views.say, name="progress-change-say"),
    path("<uuid:who>/changes/<uuid:change_id>/delete/", talk_views.delete_change, name="progress-change-delete"),
    path(ONE, views.series, name="progress-series"),
    path(f"{ONE}words/", views.rewrite, name="progress-rewrite"),
    path(f"{ONE}lay-aside/", views.lay_aside, name="progress-lay-aside"),
    path(f"{ONE}take-back/", views.take_back, name="progress-take-back"),
    path(f"{ONE}delete/", views.delete, name="progress-delete"),
    path(f"{ONE}fhir/", views.as_fhir, name="progress-fhir"),
    path(TIME, fill_views.filling, name="progress-filling"),
    path(f"{TIME}now/", fill_views.now, name="progress-now"),
    path(f"{TIME}delete/", fill_views.delete_filling, name="progress-filling-delete"),
]
