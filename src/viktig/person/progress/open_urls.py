from django.urls import path

from viktig.person.progress import answer_views

urlpatterns = [path("fill/", answer_views.answer, name="progress-answer")]
