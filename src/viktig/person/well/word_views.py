"""Help to find words: a picture for each life area, sentences to begin with, and ways to write without typing."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy import drafts
from viktig.ground.words.areas import LifeArea
from viktig.person.matters.actions import write_matter
from viktig.person.page import did
from viktig.person.well.forms import FoundWordsForm
from viktig.person.well.page import TEMPLATES
from viktig.person.well.words import cards_of, with_cards


@require_safe
def words(request: AccountRequest) -> HttpResponse:
    return render(request, f"{TEMPLATES}/words.html", {"areas": LifeArea})


def area(request: AccountRequest, area: str) -> HttpResponse:
    """Show the sentences of a life area; put those that are picked into the box, or save what stands in the box."""
    if area not in LifeArea.values:
        raise Http404
    about, who, draft = LifeArea(area), request.user.who, f"person.well.words.{area}"
    form = FoundWordsForm(request.POST or None, cards=cards_of(about), initial=drafts.kept(who=who, form=draft))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        found = with_cards(about, given["words"], given["cards"])
        if "pick" in request.POST:
            drafts.keep(who=who, form=draft, words={"words": found})
            return redirect(reverse("person:well-words-area", args=[area]) + "#id_words")
        if did(form, write_matter, shown_at="words", who=who, area=about, words=found, new_id=given["new_id"]):
            drafts.forget(who=who, form=draft)
            messages.success(request, _("Saved. Only you see it, and those you share it with."))
            return redirect("person:matters-room", who)
    page = {"area": about, "form": form, "draft": draft, "is_own": True}
    return render(request, f"{TEMPLATES}/words_area.html", page)
