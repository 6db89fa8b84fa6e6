"""How allauth behaves here: mails go as sealed jobs, addresses are never kept, counters know nobody."""

import os
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from viktig.ground.notify.actions import send_letter
from viktig.ground.people.second_factor import CAME_FOR, CAME_WITH
from viktig.ground.privacy.sealing import digest


class Adapter(DefaultAccountAdapter):
    """Our answers to allauth's questions."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "duplicate_email": _("This is your address already."),
        "email_taken": _("Another page has this address already. Sign in with it, and see which one."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Everybody may have a page of their own."""
        return True

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Return where somebody is led who signs in: to what they came for."""
        return str(request.session.pop(CAME_FOR, "") or super().get_login_redirect_url(request))

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        """Return where somebody is led who has made a page of their own: to what they came for."""
        return str(request.session.pop(CAME_FOR, "") or super().get_signup_redirect_url(request))

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """Return where somebody is led who signs out: past the provider they came with, where they may still be inside."""
        came: dict[str, str] = request.session.get(CAME_WITH, {})
        if came.get("provider") in {one["name"] for one in settings.VIKTIG_OIDC}:
            return reverse("ground:identity-out", args=[came["provider"]])
        return str(super().get_logout_redirect_url(request))

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return what rate limits count instead of an address: its digest with a random key of the day."""
        name = f"day-key-{timezone.now():%Y-%m-%d}"
        day_key = cache.get_or_set(name, lambda: os.urandom(16).hex(), timeout=2 * 24 * 3600)
        return digest(f"{day_key}|{visitor(request)}", purpose="rate-limits")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send one of the sign-in letters: constant subject, one text, as a sealed job."""
        text = render_to_string(f"{template_prefix}_message.txt", context)
        send_letter(to=email, text=text, language=translation.get_language() or "nb")

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell somebody what was changed in how they sign in, in their own language; who has no address is told nothing.

        allauth would say from which machine and when: that stays with nobody.
        """
        to = email or user.email
        if to:
            with translation.override(user.language or translation.get_language() or settings.LANGUAGE_CODE):
                self.send_mail(template_prefix, to, {"address": settings.VIKTIG_URL + reverse("mfa_index")})


def visitor(request: HttpRequest) -> str:
    """Return the address a request came from; behind a proxy of ours (VIKTIG_PROXIED=1), what that proxy says last."""
    if settings.VIKTIG_PROXIED:
        return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
