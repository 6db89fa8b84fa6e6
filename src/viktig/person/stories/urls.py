from django.urls import path

from viktig.person.stories import views

urlpatterns = [
    path("", views.own, name="stories"),
    path("new/", views.new, name="stories-new"),
    path("new/<uuid:told_id>/", views.write, name="stories-write"),
    path("new/<uuid:told_id>/check/", views.check, name="stories-check"),
    path("new/<uuid:told_id>/throw-away/", views.throw_away, name="stories-throw-away"),
    path("<uuid:told_id>/", views.detail, name="stories-detail"),
    path("<uuid:told_id>/answer/", views.answer, name="stories-answer"),
    path("<uuid:told_id>/stays/", views.let_stay, name="stories-stays"),
    path("<uuid:told_id>/take-back/", views.take_back, name="stories-take-back"),
]
