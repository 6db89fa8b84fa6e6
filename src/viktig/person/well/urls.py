from django.urls import path

from viktig.person.well import card_views, diary_views, follow_views, suggestion_views, views, word_views

THING = "<uuid:who>/<uuid:thing_id>"
WORDS = "<uuid:who>/suggested/<uuid:suggestion_id>"

urlpatterns = [
    path("", views.own, name="well-own"),
    path("words/", word_views.words, name="well-words"),
    path("words/<slug:area>/", word_views.area, name="well-words-area"),
    path("<uuid:who>/", views.room, name="well-room"),
    path("<uuid:who>/write/<slug:what>/", views.write, name="well-write"),
    path("<uuid:who>/diary/", diary_views.diary, name="well-diary"),
    path("<uuid:who>/diary/find/", diary_views.find, name="well-diary-find"),
    path("<uuid:who>/suggest/", suggestion_views.begin, name="well-suggest"),
    path("<uuid:who>/suggest/draft/", suggestion_views.suggestion_draft, name="well-suggestion-draft"),
    path("<uuid:who>/suggest/<uuid:suggestion_id>/", suggestion_views.suggest, name="well-suggestion"),
    path(f"{WORDS}/take-back/", suggestion_views.take_back, name="well-suggestion-take-back"),
    path(f"{WORDS}/use/", suggestion_views.use, name="well-suggestion-use"),
    path(f"{WORDS}/not-now/", suggestion_views.not_now, name="well-suggestion-not-now"),
    path(f"{WORDS}/bring-back/", suggestion_views.bring_back, name="well-suggestion-bring-back"),
    path(f"{THING}/", views.thing, name="well-thing"),
    path(f"{THING}/change/", views.change, name="well-change"),
    path(f"{THING}/delete/", views.delete, name="well-delete"),
    path(f"{THING}/card.pdf", card_views.paper, name="well-card-paper"),
    path(f"{THING}/card.html", card_views.file, name="well-card-file"),
    path(f"{THING}/mark/", follow_views.mark, name="well-mark"),
    path(f"{THING}/mark/<uuid:mark_id>/delete/", follow_views.delete_mark, name="well-mark-delete"),
]
