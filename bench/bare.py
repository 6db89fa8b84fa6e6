"""As little as Django and PostgreSQL can be, to compare with: a list of 50 rows and a page of one, no middleware.

`python bench/bare.py PORT` serves them as `viktig serve` serves ours, from the same tables: the same server, as many
processes and threads, the same kind of connection.
"""

import gc
import sys
from typing import Any
from uuid import UUID

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from viktig.settings import DATABASES

ONE = """<article><h2>{{ one.organisation.name }}</h2><blockquote>{{ one.words }}</blockquote><p>{{ one.answer }}</p>
<p>{{ one.place }}, {{ one.published_on }}</p><p><a href="/one/{{ one.pk }}/">{{ one.outcome }}</a></p></article>"""
HEAD = "<!doctype html><html lang=nb><title>Bare</title><h1>Bare</h1>"
LOADER = (
    "django.template.loaders.locmem.Loader",
    {
        "list.html": HEAD + "<ul>{% for one in rows %}<li>" + ONE + "</li>{% endfor %}</ul>",
        "one.html": HEAD + ONE,
    },
)
settings.configure(
    DATABASES={"default": DATABASES["default"]},
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["127.0.0.1"],
    MIDDLEWARE=[],
    INSTALLED_APPS=[],
    USE_TZ=True,
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {"loaders": [("django.template.loaders.cached.Loader", [LOADER])]},
        }
    ],
)
django.setup()


class Organisation(models.Model):  # noqa: DJ008 (nobody prints it)
    id = models.UUIDField(primary_key=True)
    name = models.TextField()

    class Meta:
        app_label, db_table, managed = "bare", "ground_organisation", False


class Publication(models.Model):  # noqa: DJ008
    id = models.UUIDField(primary_key=True)
    words = models.TextField()
    answer = models.TextField()
    outcome = models.TextField()
    organisation = models.ForeignKey(Organisation, models.PROTECT)
    place = models.TextField(db_column="place_id")
    published_on = models.DateField()

    class Meta:
        app_label, db_table, managed = "bare", "ground_publication", False


def many(request: HttpRequest) -> HttpResponse:
    rows = Publication.objects.select_related("organisation").order_by("-published_on", "pk")[:50]
    return render(request, "list.html", {"rows": rows})


def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    return render(request, "one.html", {"one": Publication.objects.select_related("organisation").get(pk=pk)})


urlpatterns = [path("list/", many), path("one/<uuid:pk>/", one)]
application = get_wsgi_application()


def main(port: int) -> None:
    """Serve until SIGTERM, with the settings of `viktig serve`."""
    import os
    import signal

    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    from viktig.ground.processes import end_with_my_parent

    end_with_my_parent(signal.SIGTERM)
    gc.freeze()

    def load() -> Any:
        end_with_my_parent(signal.SIGKILL)
        return application

    Server(
        "bare:application", address="127.0.0.1", port=port, interface=Interfaces.WSGI,
        workers=min(2, os.cpu_count() or 1), blocking_threads=4, websockets=False, log_level=LogLevels.warning,
        workers_kill_timeout=5,
    ).serve(target_loader=load, wrap_loader=False)  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]))
