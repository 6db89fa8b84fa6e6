"""The addresses of this floor, one line a room."""

from django.urls import include, path

app_name = "person"
urlpatterns = [
    path("", include("viktig.person.mine.urls")),
    path("", include("viktig.person.invited.urls")),
    path("", include("viktig.person.relatives.urls")),
    path("", include("viktig.person.progress.open_urls")),
    path("person/away/", include("viktig.person.away.urls")),
    path("person/mandates/", include("viktig.person.mandates.urls")),
    path("person/blocked/", include("viktig.person.blocked.urls")),
    path("person/choices/", include("viktig.person.choices.urls")),
    path("person/group/", include("viktig.person.group.urls")),
    path("person/matters/", include("viktig.person.matters.urls")),
    path("person/moving/", include("viktig.person.moving.urls")),
    path("person/notes/", include("viktig.person.notes.urls")),
    path("person/meetings/", include("viktig.person.meetings.urls")),
    path("person/ombud/", include("viktig.person.ombud.urls")),
    path("person/progress/", include("viktig.person.progress.urls")),
    path("person/plan/", include("viktig.person.plan.urls")),
    path("person/said/", include("viktig.person.said.urls")),
    path("person/sharing/", include("viktig.person.sharing.urls")),
    path("person/stories/", include("viktig.person.stories.urls")),
    path("person/waiting/", include("viktig.person.waiting.urls")),
    path("person/well/", include("viktig.person.well.urls")),
]
