from django.urls import path

from viktig.person.notes import views

urlpatterns = [
    path("<slug:room>/<uuid:item>/", views.write, name="notes-write"),
    path("<slug:room>/<uuid:item>/take-away/", views.take_away, name="notes-take-away"),
]
