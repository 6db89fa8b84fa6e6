from django.urls import path

from viktig.person.sharing import views

urlpatterns = [
    path("", views.overview, name="sharing-overview"),
    path("new/", views.choose, name="sharing-new"),
    path("new/<slug:room>/", views.choose, name="sharing-new"),
    path("new/<slug:room>/<uuid:item>/", views.choose, name="sharing-new"),
    path("with/<uuid:to>/<slug:room>/", views.preview, name="sharing-preview"),
    path("with/<uuid:to>/<slug:room>/<uuid:item>/", views.preview, name="sharing-preview"),
    path("<uuid:share_id>/withdraw/", views.withdraw, name="sharing-withdraw"),
    path("<uuid:share_id>/change/", views.change, name="sharing-change"),
    path("receive/", views.receive, name="sharing-receive"),
    path("looked/", views.looked, name="sharing-looked"),
    path("looked/<uuid:entry_id>/why/", views.ask_why, name="sharing-ask-why"),
    path("asked/", views.asked, name="sharing-asked"),
    path("asked/<uuid:question_id>/", views.answer_why, name="sharing-answer-why"),
]
