"""Beginning with a key card, coming back with it, and looking after it."""

from typing import Any

from allauth.account.app_settings import EmailVerificationMethod
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from viktig.ground.access.authorize import organisations_where
from viktig.ground.access.queries import own_person
from viktig.ground.access.roles import Permission
from viktig.ground.cards import actions, forms, queries
from viktig.ground.cards.actions import Tried
from viktig.ground.cards.middleware import STAY, stay_short
from viktig.ground.cards.models import KeyCard
from viktig.ground.cards.paper import card_as_paper
from viktig.ground.documents.pdf import as_download
from viktig.ground.people.actions import name_yourself
from viktig.ground.people.models import Account
from viktig.ground.people.requests import AccountRequest
from viktig.ground.people.second_factor import CAME_FOR
from viktig.ground.rules import RuleBroken

TEMPLATES = "ground/cards/templates"
TYPED, WORDS = "words of a card", "new words of a card"
FILE = "viktig.pdf"


@login_not_required
@require_safe
def card(request: HttpRequest) -> HttpResponse:
    """Lead from the short address on the card, which is public, to the page that asks for the words."""
    return redirect("ground:card-words")


@login_not_required
@require_http_methods(["GET", "POST"])
def words(request: HttpRequest) -> HttpResponse:
    form = forms.WordsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            found = _find(request, form.cleaned_data["words"])
        except RuleBroken as refusal:
            form.add_error("words", str(refusal.message))
        else:
            request.session[TYPED] = form.cleaned_data["words"]
            return redirect("ground:card-code" if found.account_id else "ground:card-begin")
    return render(request, f"{TEMPLATES}/words.html", {"form": form, "was_quiet": "quiet" in request.GET})


@login_not_required
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    found = _typed(request)
    if found is None or found.account_id:
        return redirect("ground:card-words")
    form = forms.BeginForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            code, language = form.cleaned_data["new_code"], get_language() or "nb"
            account, minted = actions.begin(card=found, code=code, language=language)
        except RuleBroken as refusal:
            form.add_error(None, str(refusal.message))
        else:
            return _signed_in(request, account, is_own=form.cleaned_data["is_own"], minted=minted)
    return render(request, f"{TEMPLATES}/begin.html", {"form": form})


@login_not_required
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    found = _typed(request)
    if found is None or found.account is None:
        return redirect("ground:card-words")
    form = forms.CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _is_right(form, found):
        return _signed_in(request, found.account, is_own=form.cleaned_data["is_own"])
    return render(request, f"{TEMPLATES}/code.html", {"form": form})


@require_http_methods(["GET", "POST"])
def new(request: AccountRequest) -> HttpResponse:
    """Show the new words until the person says that they have them; ask what they want to be called."""
    minted, person = request.session.get(WORDS, ""), own_person(request.user.who)
    if not minted or person is None:
        return redirect("ground:card-own")
    form = forms.NameForm(request.POST or None, initial={"name": person.name})
    if request.method == "POST" and form.is_valid():
        name_yourself(person=person, name=form.cleaned_data["name"].strip(), place_code=person.place_id)
        del request.session[WORDS]
        messages.success(request, _("Welcome. This page is yours."))
        return redirect(request.session.pop(CAME_FOR, "person:me"))
    return render(request, f"{TEMPLATES}/new.html", {"form": form, "words": minted.split()})


@require_safe
def paper(request: AccountRequest) -> HttpResponse:
    """Give the card as a paper, as long as its words are shown."""
    minted = request.session.get(WORDS, "")
    if not minted:
        raise Http404
    return as_download(card_as_paper(minted, language=get_language() or "nb", is_new=False), FILE)


@require_http_methods(["GET", "POST"])
def own(request: AccountRequest) -> HttpResponse:
    """Show whether there is a card; make one, or replace it."""
    found = queries.card_of(request.user)
    form = (forms.ReplaceForm if found else forms.NewCodeForm)(request.POST or None)
    if request.method == "POST" and form.is_valid() and (found is None or _is_right(form, found)):
        try:
            request.session[WORDS] = actions.give_card(
                account=request.user, code=form.cleaned_data["new_code"], language=get_language() or "nb"
            )
        except RuleBroken as refusal:
            form.add_error(None, str(refusal.message))
        else:
            return redirect("ground:card-new")
    made_on = parse_date(found.made_on) if found else None
    return render(request, f"{TEMPLATES}/own.html", {"form": form, "card": found, "made_on": made_on})


@require_http_methods(["GET", "POST"])
def revoke(request: AccountRequest) -> HttpResponse:
    found = queries.card_of(request.user)
    if found is None:
        return redirect("ground:card-own")
    form = forms.RevokeForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _is_right(form, found):
        actions.revoke(account=request.user)
        request.session.pop(WORDS, None)
        messages.success(request, _("The card opens nothing any more."))
        return redirect("ground:card-own")
    return render(request, f"{TEMPLATES}/revoke.html", {"form": form, "is_only_way": not request.user.email})


@require_http_methods(["GET", "POST"])
def make(request: AccountRequest) -> HttpResponse:
    """Let an ombud print a card for somebody who has none. The words stand on the paper and nowhere else."""
    if not organisations_where(request.user, Permission.GROUND_CARDS_MAKE):
        raise Http404
    form = forms.MakeForm(request.POST or None, initial={"language": get_language()})
    if request.method == "POST" and form.is_valid():
        if ratelimit.consume(request, action="card made"):
            language = form.cleaned_data["language"]
            made = card_as_paper(actions.make_card(language=language), language=language, is_new=True)
            return as_download(made, FILE)
        form.add_error(None, _("That is a lot of cards for one day. Go on tomorrow."))
    return render(request, f"{TEMPLATES}/make.html", {"form": form})


def _find(request: HttpRequest, typed: str) -> KeyCard:
    if not ratelimit.consume(request, action="card"):
        raise actions.CardUnknown(_("There were many tries from here. Wait ten minutes, and write the words again."))
    return actions.find_card(typed)


def _typed(request: HttpRequest) -> KeyCard | None:
    try:
        return actions.find_card(request.session.get(TYPED, ""))
    except RuleBroken:
        return None


def _is_right(form: Form, found: KeyCard) -> bool:
    tried = actions.try_code(card=found, code=form.cleaned_data["code"])
    if tried is Tried.WRONG:
        form.add_error("code", _("This is not the code of the card."))
    elif tried is Tried.WAITS:
        form.add_error(
            "code", _("There were many wrong codes. The card rests for a while. Try again later today or tomorrow.")
        )
    return tried is Tried.RIGHT


def _signed_in(request: HttpRequest, account: Account, *, is_own: bool, minted: str = "") -> HttpResponse:
    """Sign in by allauth's own way, which asks for a second factor where there is one."""
    request.session.pop(TYPED, None)
    request.session.pop(STAY, None)
    record_authentication(request, account, method="card")
    to: dict[str, Any] = {"redirect_url": "/me/card/new/"} if minted else {}
    response = perform_login(request, Login(user=account, email_verification=EmailVerificationMethod.NONE, **to))
    if minted:
        request.session[WORDS] = minted
    if not is_own:
        stay_short(request)
    return response
