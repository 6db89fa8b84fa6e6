"""Which language a page speaks: `?lang=`, then the account's own choice, then what the browser asks for (design.md 6)."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from viktig.ground.people.models import Account
from viktig.ground.privacy.addresses import is_public


class Language:
    """Chooses the language of a request. A public page looks at no account and no cookie."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = chosen(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Accept-Language",))
        return response


def chosen(request: HttpRequest) -> str:
    """Return the language code of a request, one of those we speak."""
    spoken = dict(settings.LANGUAGES)
    asked = request.GET.get("lang", "")
    if is_public(request.path):
        return asked if asked in spoken else accepted(request)
    account = request.user
    if not isinstance(account, Account):
        return asked if asked in spoken else accepted(request)
    if asked in spoken and asked != account.language:
        account.language = asked
        account.save(update_fields=["language"])
    return account.language if account.language in spoken else accepted(request)


def accepted(request: HttpRequest) -> str:
    """Return the first language that the browser accepts and we speak. Norwegian without more is bokmål."""
    spoken = dict(settings.LANGUAGES)
    wanted = []
    for part in request.headers.get("Accept-Language", "").split(","):
        tag, _, weight = part.strip().partition(";q=")
        try:
            wanted.append((-float(weight or 1), tag.split("-")[0].lower()))
        except ValueError:
            continue
    kin = {"no": "nb"} | ({} if "nn" in spoken else {"nn": "nb"})
    for _weight, tag in sorted(wanted, key=lambda pair: pair[0]):
        tag = kin.get(tag, tag)
        if tag in spoken:
            return tag
    return settings.LANGUAGE_CODE
