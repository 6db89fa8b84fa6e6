"""The addresses of the ground: the start page, drafts, signs of life."""

from django.urls import include, path

from viktig.ground.acts import views as acts
from viktig.ground.cards import views as cards
from viktig.ground.glossary import views as glossary
from viktig.ground.look import views as look
from viktig.ground.notify import views as notify
from viktig.ground.people import views as people
from viktig.ground.privacy import views as privacy

app_name = "ground"
urlpatterns = [
    path("", look.start, name="start"),
    path("me/draft/", privacy.draft, name="draft"),
    path("me/invited/", people.invited, name="invited"),
    path("me/organisations/<uuid:organisation_id>/", people.organisation, name="organisation"),
    path("me/organisations/<uuid:organisation_id>/done/", acts.done, name="organisation-done"),
    path("me/organisations/<uuid:organisation_id>/invite/", people.invite, name="organisation-invite"),
    path(
        "me/organisations/<uuid:organisation_id>/invitations/<uuid:invitation_id>/withdraw/",
        people.withdraw_invitation,
        name="organisation-withdraw",
    ),
    path(
        "me/organisations/<uuid:organisation_id>/members/<uuid:membership_id>/remove/",
        people.remove_member,
        name="organisation-remove",
    ),
    path("card/", cards.card, name="card"),
    path("account/card/", cards.words, name="card-words"),
    path("account/card/code/", cards.code, name="card-code"),
    path("account/card/begin/", cards.begin, name="card-begin"),
    path("me/card/", cards.own, name="card-own"),
    path("me/card/new/", cards.new, name="card-new"),
    path("me/card/paper/", cards.paper, name="card-paper"),
    path("me/card/revoke/", cards.revoke, name="card-revoke"),
    path("tasks/card/", cards.make, name="card-make"),
    path("", include("viktig.ground.identities.urls")),
    path("tasks/", notify.tasks, name="tasks"),
    path("words/", glossary.all_words, name="words"),
    path("healthz", look.healthz, name="healthz"),
    path("readyz", look.readyz, name="readyz"),
]
