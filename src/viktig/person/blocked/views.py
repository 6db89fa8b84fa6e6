from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy.queries import blocks_of
from viktig.ground.rules import RuleBroken
from viktig.person.blocked import actions, queries
from viktig.person.blocked.access import get_block_for
from viktig.person.blocked.forms import BlockForm
from viktig.person.sharing.actions import find_by_words
from viktig.person.sharing.queries import Receiver
from viktig.person.whom import BY_WORDS


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: AccountRequest) -> HttpResponse:
    who = request.user.who
    known = queries.those_to_block(who)
    form = BlockForm(
        request.POST or None, receivers=known, initial={"to": request.GET.get("whom") or (BY_WORDS if known else "")}
    )
    if request.method == "POST" and form.is_valid():
        try:
            receiver = _chosen(form, known, who)
            actions.block(person=who, receiver=receiver)
        except RuleBroken as refusal:
            form.add_error("words", str(refusal.message))
        else:
            _say_what_happened(request, receiver)
            return redirect("person:sharing-overview")
    blocked = [one for one in blocks_of(who) if one.ended_on is None]
    return render(request, "person/blocked/templates/new.html", {"form": form, "blocked": blocked, "known": known})


def _chosen(form: BlockForm, known: list[Receiver], who: UUID) -> Receiver:
    chosen = form.receiver()
    if chosen:
        return next(one for one in known if str(one.who) == chosen)
    return find_by_words(words=form.cleaned_data["words"], by=who)


def _say_what_happened(request: AccountRequest, receiver: Receiver) -> None:
    name = {"name": receiver.name}
    messages.success(request, _("%(name)s is blocked, and sees nothing of yours from now on.") % name)
    if queries.is_ombud_of(request.user.who, receiver.who):
        messages.info(
            request, _("Your agreement with %(name)s still stands. You can end it on the page about your ombud.") % name
        )


@require_POST
def end(request: AccountRequest, block_id: UUID) -> HttpResponse:
    block = get_block_for(request.user, block_id)
    actions.unblock(block=block)
    messages.success(
        request,
        _("%(name)s is not blocked any more. They see nothing before you share something with them again.")
        % {"name": block.name},
    )
    return redirect("person:sharing-overview")
