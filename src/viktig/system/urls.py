"""The addresses of this floor, one line a room."""

from django.urls import include, path

app_name = "system"
urlpatterns = [
    path("", include("viktig.system.barriers.urls")),
    path("", include("viktig.system.figures.urls")),
    path("", include("viktig.system.letters.urls")),
    path("", include("viktig.system.places.urls")),
    path("", include("viktig.system.protection.urls")),
    path("", include("viktig.system.silence.urls")),
    path("", include("viktig.system.stories.urls")),
    path("", include("viktig.system.voices.urls")),
]
