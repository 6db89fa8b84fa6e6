"""The right to a plan: what it is, who told of it, asking for one, what they answered, and what the person thinks of it."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from viktig.ground import clock
from viktig.ground.access.queries import seen_by
from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy.models import Room
from viktig.person.page import page_of
from viktig.person.plan import access, actions, queries
from viktig.person.plan.forms import AnswerForm, AskForm, BeginForm, RateForm, TellForm, ToldForm
from viktig.person.plan.models import Answer, Plan, PlanKind, PlanStatus
from viktig.person.plan.page import EDIT, READ, TEMPLATES, Writing, begun, write
from viktig.person.plan.parts import CONTENTS
from viktig.person.plan.reference import law_for
from viktig.person.plan.voices import begin_to_say, words_about_ask

ROOM, ASKED = "person:plan-room", "person:plan-asked"


@require_safe
def about(request: AccountRequest) -> HttpResponse:
    law = law_for(access.own_person(request.user))
    shown = {"law": law, "contents": [CONTENTS[code][0] for code in law.contents], "who": request.user.who}
    return render(request, f"{TEMPLATES}/about.html", shown)


def begin(request: AccountRequest, who: UUID) -> HttpResponse:
    """The person says that they want a plan, and which."""
    person, plan = access.get_plan_for(request.user, who, EDIT)
    law = law_for(person)
    form = BeginForm(request.POST or None, initial={"kind": plan.kind if plan else PlanKind.COORDINATED})
    page = Writing(
        title=_("Which plan do you want?"),
        lead=_("You can begin at once, whatever they answer. You can choose again later."),
        to=(ROOM, who),
        button=_("I want this"),
        message=_("Your plan has begun. Everything in it is yours."),
        extra={"law": law},
    )
    return write(request, person, form, _want, page, who=who, plan=plan)


def _want(*, who: UUID, plan: Plan | None, kind: str) -> None:
    if plan is None:
        plan = actions.begin_plan(who=who, status=PlanStatus.WANTED, kind=kind)
    to = PlanStatus.WANTED if plan.status in {PlanStatus.TOLD, PlanStatus.DECLINED} else PlanStatus(plan.status)
    actions.move_plan(plan=plan, to=to, kind=kind)


def told(request: AccountRequest, who: UUID) -> HttpResponse:
    person, plan = access.get_plan_for(request.user, who, EDIT)
    draft = "person.plan.told"
    written = {name: getattr(plan, name) for name in ("told_how", "told_by", "told_on")} if plan else {}
    page = Writing(
        title=_("How did you hear that you can have a plan?"),
        lead=_("All should be told. We count how it went, and nobody's name."),
        to=(ROOM, who),
        draft=draft,
    )
    form = ToldForm(request.POST or None, initial=begun(request, draft, written))
    return write(request, person, form, _told, page, who=who, plan=plan)


def _told(*, who: UUID, plan: Plan | None, told_by: str, told_how: str, told_on: object) -> None:
    plan = plan or actions.begin_plan(who=who)
    actions.note_told(plan=plan, told_by=told_by, told_how=told_how, told_on=told_on)  # type: ignore[arg-type]


# Asking for a plan ------------------------------------------------------------------------------------------------------


def asked(request: AccountRequest, who: UUID) -> HttpResponse:
    """Whom the person asked for a plan, what they answered, and a place to write down one more."""
    person, plan = access.get_begun_plan_for(request.user, who, EDIT if request.method == "POST" else READ)
    is_own, draft = request.user.who == who, "person.plan.ask"
    form = AskForm(request.POST or None, initial=begun(request, draft, {}) if is_own else {})
    today = clock.today()
    asks = queries.asks_of(plan)
    page = Writing(
        title=_("Asking for a plan"),
        to=(ASKED, who),
        draft=draft,
        message=_("Saved. Come back and say what they answered."),
        back=(ROOM, who),
        template="asked.html",
        extra={
            "asks": [(one, (today - one.asked_on).days, uuid4()) for one in asks],
            "law": law_for(person),
            "seen_by": seen_by(who, Room.PLAN),
        },
    )
    return write(request, person, form, actions.ask_for_plan, page, plan=plan)


def answer(request: AccountRequest, ask_id: UUID) -> HttpResponse:
    ask = access.get_ask_for(request.user, ask_id, EDIT)
    draft = f"person.plan.answer.{ask.pk}"
    written = {name: getattr(ask, name) for name in ("answer", "reason", "words")}
    page = Writing(
        title=_("What did they answer?"),
        lead=_("You asked: %(to)s") % {"to": ask.to},
        to=(ASKED, ask.person_id),
        draft=draft,
    )
    form = AnswerForm(request.POST or None, initial=begun(request, draft, written))
    return write(request, ask.person, form, actions.answered, page, ask=ask)


@require_POST
def say(request: AccountRequest, ask_id: UUID) -> HttpResponse:
    ask = access.get_ask_for(request.user, ask_id, EDIT)
    if ask.answer == Answer.WAITING:
        actions.answered(ask=ask, answer=Answer.NONE, words=ask.words)
        ask.answer = Answer.NONE
    return begin_to_say(request, words_about_ask(ask))


def delete_ask(request: AccountRequest, ask_id: UUID) -> HttpResponse:
    ask = access.get_ask_for(request.user, ask_id, EDIT)
    if request.method == "POST":
        actions.delete_ask(ask=ask)
        messages.success(request, _("Deleted."))
        return redirect(ASKED, ask.person_id)
    page = {
        "question": _("Delete this for good?"),
        "button": _("Yes, delete it"),
        "back": reverse(ASKED, args=[ask.person_id]),
        "consequences": [_("The words are gone for you and for everyone you share them with.")],
        "words": ask.to,
    }
    return render(request, f"{TEMPLATES}/delete.html", page_of(request, ask.person) | page)


# What the person thinks of it ---------------------------------------------------------------------------------------------


def rate(request: AccountRequest, who: UUID) -> HttpResponse:
    person, plan = access.get_begun_plan_for(request.user, who, EDIT)
    draft = "person.plan.rate"
    page = Writing(
        title=_("How is the work with your plan?"),
        lead=_("It is your plan, so you say whether it is. You can say it as often as you want."),
        to=(ROOM, who),
        draft=draft,
        message=_("Thank you. It is counted without you in it."),
        extra={"ratings": queries.ratings_of(plan)},
    )
    form = RateForm(request.POST or None, initial=begun(request, draft, {}))
    return write(request, person, form, actions.rate, page, plan=plan)


# Where somebody works -----------------------------------------------------------------------------------------------------


def told_at_work(request: AccountRequest) -> HttpResponse:
    organisations = access.organisations_that_tell(request.user)
    form = TellForm(request.POST or None, organisations=organisations)
    if request.method == "POST" and form.is_valid():
        actions.told_at_work(**form.values())
        messages.success(request, _("Counted. It says how many, and nothing about anyone."))
        return redirect("person:plan-told-at-work")
    return render(request, f"{TEMPLATES}/told_at_work.html", {"form": form})
