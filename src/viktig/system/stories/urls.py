"""The addresses of stories: what others have told, and the check before."""

from django.urls import path

from viktig.system.stories import moderate_views, views

urlpatterns = [
    path("stories/", views.stories, name="stories"),
    path("stories/<uuid:published_id>/", views.story, name="story"),
    path("system/stories/", moderate_views.moderate, name="stories-moderate"),
    path("system/stories/<uuid:story_id>/", moderate_views.check, name="stories-check"),
    path("system/stories/<uuid:story_id>/publish/", moderate_views.publish, name="stories-publish"),
    path("system/stories/<uuid:story_id>/edit/", moderate_views.edit, name="stories-edit"),
    path("system/stories/<uuid:story_id>/refuse/", moderate_views.refuse, name="stories-refuse"),
]
