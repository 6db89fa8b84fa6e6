"""The addresses of the demo."""

from django.urls import path

from viktig.demo import views

app_name = "demo"
urlpatterns = [
    path("demo/", views.people, name="people"),
    path("demo/sign-in/<slug:key>/", views.sign_in, name="sign-in"),
]
