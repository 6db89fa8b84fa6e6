from django.urls import path

from viktig.person.invited import views

urlpatterns = [
    path("ask/", views.ask, name="ask"),
    path("invited/", views.invited, name="invited"),
    path("person/invited/contact/", views.contact, name="invited-contact"),
    path("person/invited/", views.words, name="invited-words"),
    path("person/invited/yes/", views.yes, name="invited-yes"),
]
