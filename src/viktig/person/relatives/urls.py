from django.urls import path

from viktig.person.relatives import views

urlpatterns = [path("relatives/", views.relatives, name="relatives")]
