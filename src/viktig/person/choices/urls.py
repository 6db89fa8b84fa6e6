from django.urls import path

from viktig.person.choices import deciding_views, option_views, suggestion_views, views

CHOICE, OPTION = "choice/<uuid:choosing_id>/", "possibility/<uuid:option_id>/"
CONCERN, SUGGESTION = "matter/<uuid:concern_id>/", "suggestion/<uuid:proposal_id>/"
urlpatterns = [
    path("", views.own, name="choices-own"),
    path("<uuid:who>/", views.room, name="choices-room"),
    path("<uuid:who>/add/", views.add, name="choices-add"),
    path(CHOICE, views.choosing, name="choices-choosing"),
    path(f"{CHOICE}write/", views.write, name="choices-write"),
    path(f"{CHOICE}questions/", views.questions, name="choices-questions"),
    path(f"{CHOICE}side-by-side/", views.side_by_side, name="choices-side-by-side"),
    path(f"{CHOICE}sheet.pdf", views.sheet, name="choices-sheet"),
    path(f"{CHOICE}delete/", views.delete, name="choices-delete"),
    path(f"{CHOICE}matters/", views.add_concerns, name="choices-concerns"),
    path(CONCERN, views.weigh, name="choices-weigh"),
    path(f"{CONCERN}move/", views.move_concern, name="choices-concern-move"),
    path(f"{CONCERN}delete/", views.delete_concern, name="choices-concern-delete"),
    path(f"{CHOICE}add/", option_views.add, name="choices-option-add"),
    path(OPTION, option_views.option, name="choices-option"),
    path(f"{OPTION}delete/", option_views.delete, name="choices-option-delete"),
    path(f"{OPTION}say/", option_views.say, name="choices-option-say"),
    path(f"{CHOICE}other-helper/", option_views.other_helper, name="choices-other-helper"),
    path(f"{CHOICE}move/", deciding_views.move, name="choices-move"),
    path(f"{CHOICE}settle/", deciding_views.settle, name="choices-settle"),
    path(f"{CHOICE}look-back/", deciding_views.look_back, name="choices-look-back"),
    path(f"{CHOICE}again/", deciding_views.change_my_mind, name="choices-again"),
    path(f"{CHOICE}how/", deciding_views.how_it_was, name="choices-how"),
    path(f"{CHOICE}suggest/<slug:kind>/", suggestion_views.begin, name="choices-suggest-begin"),
    path(f"{CHOICE}suggest/<slug:kind>/<uuid:proposal_id>/", suggestion_views.suggest, name="choices-suggest"),
    path(
        f"{CHOICE}suggest/<slug:kind>/<uuid:proposal_id>/draft/", suggestion_views.draft, name="choices-suggest-draft"
    ),
    path(f"{OPTION}suggest/", suggestion_views.begin_facts, name="choices-facts-begin"),
    path(f"{OPTION}suggest/<uuid:proposal_id>/", suggestion_views.suggest_facts, name="choices-suggest-facts"),
    path(f"{OPTION}suggest/<uuid:proposal_id>/draft/", suggestion_views.draft_facts, name="choices-facts-draft"),
    path(f"{SUGGESTION}not-now/", suggestion_views.not_now, name="choices-suggestion-not-now"),
    path(f"{SUGGESTION}bring-back/", suggestion_views.bring_back, name="choices-suggestion-bring-back"),
    path(f"{SUGGESTION}take/", suggestion_views.take, name="choices-suggestion-take"),
    path(f"{SUGGESTION}take-back/", suggestion_views.take_back, name="choices-suggestion-take-back"),
]
