"""The addresses of this floor, one line a room."""

from django.urls import include, path

app_name = "service"
urlpatterns = [
    path("service/away/", include("viktig.service.away.urls")),
    path("service/replies/", include("viktig.service.replies.urls")),
]
