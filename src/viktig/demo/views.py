"""One click to be one of the demo's people. Not there on any other database."""

from functools import wraps
from typing import Any

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from viktig.demo.mark import is_marked
from viktig.demo.town import PEOPLE, address_of
from viktig.ground.people.models import Account

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def only_in_the_demo(view: Any) -> Any:
    """Let a view answer only on a demo's database."""

    @login_not_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_marked():
            raise Http404
        response: HttpResponse = view(request, *args, **kwargs)
        return response

    return guarded


@only_in_the_demo
def people(request: HttpRequest) -> HttpResponse:
    return render(request, "demo/templates/people.html", {"people": PEOPLE})


@only_in_the_demo
def sign_in(request: HttpRequest, key: str) -> HttpResponse:
    somebody = next((one for one in PEOPLE if one.key == key), None)
    if somebody is None:
        raise Http404
    if request.method == "POST":
        account = Account.objects.get(email=address_of(key))
        login(request, account, backend=BACKEND)
        return redirect("/tasks/" if somebody.works else "/me/")
    return render(request, "demo/templates/sign_in.html", {"somebody": somebody})
