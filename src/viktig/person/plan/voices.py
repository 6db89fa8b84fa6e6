"""From something in the plan that others did not do to words for somebody who must answer: a first draft, sent by nobody."""

from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from viktig.ground.people.requests import AccountRequest
from viktig.ground.voice.classes import Right
from viktig.ground.voice.models import Kind, VoiceLevel
from viktig.ground.words.areas import LifeArea
from viktig.person.plan.models import Answer, Measure, MeasureStatus, PlanAsk, Reason
from viktig.person.said.actions import keep_begun


def words_about(measure: Measure) -> dict[str, str]:
    """Return what a voice about a measure could begin with. No name of anybody is in it."""
    what = {"words": measure.words, "day": date_format(measure.due_on) if measure.due_on else ""}
    right = Right.PLAN
    if measure.status == MeasureStatus.REFUSED and measure.refusal:
        right, text = Right.COMPLAIN, _("I asked for this: “%(words)s” I was told no.")
    elif measure.status == MeasureStatus.REFUSED:
        right, text = Right.REASON, _("I asked for this: “%(words)s” I was told no, and got no reason.")
    elif measure.has_left:
        text = _("This was to be done for me: “%(words)s” Now nobody answers for it.")
    else:
        text = _("This was to be done for me: “%(words)s” The day was %(day)s. It is not done.")
    area = measure.goal.area if measure.goal else LifeArea.OTHER
    return {"words": text % what, "area": area, "right": right}


def words_about_ask(ask: PlanAsk) -> dict[str, str]:
    """Return what a voice about asking for a plan could begin with. No name of anybody is in it."""
    day = {"day": date_format(ask.asked_on)}
    if ask.answer == Answer.NO and ask.reason == Reason.WRONG_DOOR:
        text = _(
            "I asked for a plan on %(day)s. I was sent away because of my other problem. There should be one door."
        )
    elif ask.answer == Answer.NO and ask.reason in {Reason.NO_REASON, ""}:
        text = _("I asked for a plan on %(day)s. I was told no, and got no reason.")
    elif ask.answer == Answer.NO:
        text = _("I asked for a plan on %(day)s. I was told no.")
    else:
        text = _("I asked for a plan on %(day)s. I have got no answer.")
    return {"words": text % day, "area": LifeArea.OTHER, "right": Right.PLAN}


def begin_to_say(request: AccountRequest, given: dict[str, str]) -> HttpResponse:
    """Put the words where the person says something, and lead there: they change every word, or throw it away.

    The address of the form came with the button, so that a double click begins one.
    """
    try:
        said_id = UUID(request.POST.get("said_id", ""))
    except ValueError:
        said_id = uuid4()
    first = {"kind": str(Kind.BARRIER), "level": str(VoiceLevel.SERVICE)}
    keep_begun(who=request.user.who, said_id=said_id, given=first | {name: str(text) for name, text in given.items()})
    return redirect("person:said-write", said_id)
