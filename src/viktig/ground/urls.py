"""The addresses of the ground: the start page, drafts, signs of life."""

from django.urls import path

from viktig.ground.look import views as look
from viktig.ground.privacy import views as privacy

app_name = "ground"
urlpatterns = [
    path("", look.start, name="start"),
    path("me/draft/", privacy.draft, name="draft"),
    path("healthz", look.healthz, name="healthz"),
    path("readyz", look.readyz, name="readyz"),
]
