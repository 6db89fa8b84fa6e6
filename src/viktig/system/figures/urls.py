from django.urls import path

from viktig.system.figures import views

urlpatterns = [
    path("figures/", views.tables, name="figures"),
    path("figures/how-numbers-are-protected/", views.protected, name="figures-protected"),
    path("figures/what-others-found/", views.others, name="figures-others"),
    path("figures/places.csv", views.places, name="figures-places"),
    path("figures/schema.json", views.schema, name="figures-schema"),
    path("figures/<slug:table>/", views.table, name="figures-table"),
    path("figures/<slug:table>/print/", views.printed, name="figures-print"),
    path("figures/<slug:table>.csv", views.download, name="figures-csv"),
    path("figures/<slug:table>.json", views.document, name="figures-json"),
]
