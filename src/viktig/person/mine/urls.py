from django.urls import path

from viktig.person.mine import views

urlpatterns = [
    path("me/", views.me, name="me"),
    path("me/name/", views.say_name, name="mine-name"),
    path("person/mine/", views.mine, name="mine-page"),
    path("person/mine/everything/", views.everything, name="mine-everything"),
    path("person/mine/everything.json", views.download, name="mine-download"),
    path("person/mine/everything.pdf", views.download_paper, name="mine-paper"),
    path("person/mine/words/", views.words, name="mine-words"),
    path("person/mine/erase/", views.erase, name="mine-erase"),
    path("person/mine/erase/sure/", views.erase_for_sure, name="mine-erase-sure"),
]
