"""The addresses of voices: say something, come back for the answer, what became of it, and the check before."""

from django.urls import path

from viktig.system.voices import answers_views, changes_views, moderate_views, tell_views

urlpatterns = [
    path("tell/", tell_views.tell, name="tell"),
    path("tell/to/", tell_views.to, name="tell-to"),
    path("tell/way/", tell_views.way, name="tell-way"),
    path("tell/check/", tell_views.check, name="tell-check"),
    path("tell/send/", tell_views.send, name="tell-send"),
    path("tell/too/<uuid:publication_id>/", tell_views.me_too, name="tell-too"),
    path("answers/", answers_views.answers, name="answers"),
    path("answers/reply/", answers_views.reply, name="answers-reply"),
    path("answers/judge/", answers_views.judge, name="answers-judge"),
    path("answers/paper/", answers_views.let_print, name="answers-paper"),
    path("changes/", changes_views.changes, name="changes"),
    path("changes/<uuid:publication_id>/", changes_views.change, name="change"),
    path("system/voices/", moderate_views.moderate, name="voices-moderate"),
    path("system/voices/<uuid:voice_id>/", moderate_views.check, name="voices-check"),
    path("system/voices/<uuid:voice_id>/publish/", moderate_views.publish, name="voices-publish"),
]
