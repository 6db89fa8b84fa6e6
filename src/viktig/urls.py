"""Every address of the house, one line a floor."""

from django.urls import include, path

urlpatterns = [
    path("", include("viktig.ground.urls")),
    path("", include("viktig.person.urls")),
    path("", include("viktig.service.urls")),
    path("", include("viktig.system.urls")),
    path("", include("viktig.demo.urls")),
    path("account/", include("viktig.ground.people.second_factor_urls")),
    path("account/", include("allauth.account.urls")),
]
handler400 = "viktig.ground.look.views.bad_request"
handler404 = "viktig.ground.look.views.not_found"
handler500 = "viktig.ground.look.views.broken"
