"""The addresses of voices: say something, come back for the answer, what became of it, and the check before."""

from django.urls import path

from viktig.system.voices import answers_views, changes_views, many_views, moderate_views, tell_views

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
    path("answers/publishing/", answers_views.publishing, name="answers-publishing"),
    path("changes/", changes_views.changes, name="changes"),
    path("changes/many/", many_views.many, name="many"),
    path("changes/many/<uuid:barrier_id>/", many_views.many_one, name="many-one"),
    path("changes/<uuid:publication_id>/", changes_views.change, name="change"),
    path("system/voices/", moderate_views.moderate, name="voices-moderate"),
    path("system/voices/<uuid:voice_id>/", moderate_views.check, name="voices-check"),
    path("system/voices/<uuid:voice_id>/edit/", moderate_views.edit, name="voices-edit"),
    path("system/voices/<uuid:voice_id>/talk-first/", moderate_views.talk_first, name="voices-talk-first"),
    path("system/voices/<uuid:voice_id>/let-be/", moderate_views.let_be, name="voices-let-be"),
    path("system/voices/<uuid:voice_id>/publish/", moderate_views.publish, name="voices-publish"),
]
