from django.urls import path

from viktig.system.letters import reply_views, views

urlpatterns = [
    path("letter/", reply_views.letter, name="letter"),
    path("letter/answer/", reply_views.answer, name="letter-answer"),
    path("system/letters/", views.letters, name="letters"),
    path("system/letters/<uuid:voice_id>/", views.one, name="letters-one"),
    path("system/letters/<uuid:voice_id>/print/", views.make, name="letters-print"),
    path("system/letters/<uuid:voice_id>/sent/", views.sent, name="letters-sent"),
    path("system/letters/<uuid:voice_id>/answer/", views.answer, name="letters-answer"),
    path("system/letters/<uuid:voice_id>/changed/", views.changed, name="letters-changed"),
]
