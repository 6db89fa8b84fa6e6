"""Drafts are kept by themselves."""

import json

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from viktig.ground.people.models import Account
from viktig.ground.privacy import drafts


@require_POST
def draft(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, Account)
    try:
        words = json.loads(request.POST.get("words", ""))
        drafts.keep(who=request.user.who, form=request.POST.get("key", ""), words=words)
    except (ValueError, drafts.NotADraft):
        return JsonResponse({"reason": "not_a_draft"}, status=400)
    return JsonResponse({"kept": True})
