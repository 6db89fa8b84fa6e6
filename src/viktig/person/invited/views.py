"""Asking for somebody else, and saying yes oneself. Only the second has an account behind it."""

from typing import Any

from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from viktig.ground.documents.pdf import as_download
from viktig.ground.documents.square import square_of
from viktig.ground.people.requests import AccountRequest
from viktig.ground.rules import RuleBroken
from viktig.person.invited import actions
from viktig.person.invited.forms import AskForm, ContactForm, WordsForm
from viktig.person.invited.paper import contact_cards
from viktig.person.ombud.access import get_own_presentation
from viktig.person.ombud.models import Presentation
from viktig.person.ombud.queries import active_agreement
from viktig.person.waiting.queries import has_room, organisations_with_ombuds

TEMPLATES = "person/invited/templates"
WORDS = "words of an invitation"
ON_A_SHEET = 4


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Make an invitation to hand over. Nobody is signed in, and nothing about anybody is asked."""
    organisations = organisations_with_ombuds()
    form = AskForm(request.POST or None, organisations=organisations)
    if request.method == "POST" and form.is_valid():
        if ratelimit.consume(request, action="invitation made"):
            return _made(request, form.cleaned_data["organisation"].name, _new(form))
        form.add_error(None, _("That is a lot of invitations from here for one day. Go on tomorrow."))
    return render(request, f"{TEMPLATES}/ask.html", {"form": form, "organisations": organisations})


def _new(form: AskForm) -> str:
    return actions.invite(organisation=form.cleaned_data["organisation"], language=get_language() or "nb")


def _made(request: HttpRequest, name: str, words: str) -> HttpResponse:
    """Show the words once. In the link they stand behind the #, which no browser sends."""
    address = settings.VIKTIG_URL + reverse("person:invited")
    link = f"{address}#{words.replace(' ', '-')}"
    shown = {"words": words.split(), "address": address, "link": link, "square": square_of(link), "name": name}
    response = render(request, f"{TEMPLATES}/made.html", shown)
    response.headers["Cache-Control"] = "no-store, private"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: AccountRequest) -> HttpResponse:
    """Let an ombud make a sheet of contact cards. The words stand on the paper and nowhere else."""
    _organisations, presentation = get_own_presentation(request.user)
    form = ContactForm(request.POST or None, initial={"language": get_language()})
    if presentation and request.method == "POST" and form.is_valid():
        if ratelimit.consume(request, action="card made"):
            language = form.cleaned_data["language"]
            return as_download(_sheet(presentation, language), "viktig.pdf")
        form.add_error(None, _("That is a lot of cards for one day. Go on tomorrow."))
    return render(request, f"{TEMPLATES}/contact.html", {"form": form, "presentation": presentation})


def _sheet(presentation: Presentation, language: str) -> bytes:
    words = [actions.invite(organisation=presentation.organisation, language=language) for _card in range(ON_A_SHEET)]
    return contact_cards(presentation, words, until=actions.last_day(), language=language)


@login_not_required
@require_safe
def invited(request: HttpRequest) -> HttpResponse:
    """Lead from the short address, which is public, to the page that asks for the words."""
    return redirect("person:invited-words")


@login_not_required
@require_http_methods(["GET", "POST"])
def words(request: HttpRequest) -> HttpResponse:
    """Ask for the words; then show what they lead to, and ask for a yes."""
    form, organisation = WordsForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            organisation = _seen(request, form.cleaned_data["words"])
        except RuleBroken as refusal:
            form.add_error("words", str(refusal.message))
        else:
            if request.POST.get("then") == "yes":
                request.session[WORDS] = form.cleaned_data["words"]
                return redirect("person:invited-yes")
    shown: dict[str, Any] = {"form": form, "organisation": organisation}
    return render(request, f"{TEMPLATES}/{'offer' if organisation else 'words'}.html", shown)


def _seen(request: HttpRequest, typed: str) -> Any:
    if not ratelimit.consume(request, action="invitation"):
        raise actions.InvitationUnknown(
            _("There were many tries from here. Wait ten minutes, and write the words again.")
        )
    return actions.seen(typed)


@require_safe
def yes(request: AccountRequest) -> HttpResponse:
    """Use the invitation to which the person said yes before they signed in, and lead on."""
    typed = request.session.pop(WORDS, "")
    if not typed:
        return redirect("person:ombud-own")
    try:
        organisation = actions.take(typed)
    except RuleBroken as refusal:
        messages.error(request, str(refusal.message))
        return redirect("person:ombud-list")
    if active_agreement(request.user.who) is not None:
        return redirect("person:ombud-own")
    if has_room(organisation.pk):
        messages.success(request, _("Here are the ombuds. You choose, or you let it be."))
        return redirect(f"{reverse('person:ombud-list')}?at={organisation.pk}")
    messages.info(request, _("Nobody there has room just now. You can wait, if you want."))
    return redirect(f"{reverse('person:waiting')}?at={organisation.pk}")
