from django.urls import path

from viktig.person.said import views

urlpatterns = [
    path("", views.own, name="said"),
    path("of/<uuid:who>/", views.room, name="said-room"),
    path("new/", views.new, name="said-new"),
    path("new/<uuid:said_id>/", views.write, name="said-write"),
    path("new/<uuid:said_id>/to/", views.to, name="said-to"),
    path("new/<uuid:said_id>/way/", views.way, name="said-way"),
    path("new/<uuid:said_id>/check/", views.check, name="said-check"),
    path("new/<uuid:said_id>/throw-away/", views.throw_away, name="said-throw-away"),
    path("<uuid:said_id>/", views.detail, name="said-detail"),
    path("<uuid:said_id>/reply/", views.reply, name="said-reply"),
    path("<uuid:said_id>/judge/", views.judge, name="said-judge"),
    path("<uuid:said_id>/paper/", views.let_print, name="said-paper"),
    path("<uuid:said_id>/publishing/", views.publishing, name="said-publishing"),
    path("<uuid:said_id>/receipt/", views.receipt, name="said-receipt"),
]
