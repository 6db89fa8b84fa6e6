from django.urls import path

from viktig.ground.identities import views

urlpatterns = [
    path("account/with/begin/", views.begin, name="identity-begin"),
    path("account/with/<slug:name>/", views.leave, name="identity-leave"),
    path("account/with/<slug:name>/back/", views.back, name="identity-back"),
    path("account/with/<slug:name>/out/", views.out, name="identity-out"),
    path("account/with/<slug:name>/ended/", views.ended, name="identity-ended"),
    path("account/with/<slug:name>/ended/frame/", views.ended_in_frame, name="identity-ended-in-frame"),
    path("account/sign-in/with/<uuid:identity_id>/disconnect/", views.disconnect, name="identity-disconnect"),
]
