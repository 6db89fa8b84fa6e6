"""What lies about a person, as a page to read and to print: each name of the file in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import TextChoices
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from viktig.ground.access.roles import OrganisationRole
from viktig.ground.privacy.models import Level, Room
from viktig.ground.stories.models import StoryKind
from viktig.ground.voice.classes import Right, Service, SpokenBy, Transition
from viktig.ground.voice.models import Kind, VoiceLevel
from viktig.ground.words.areas import LifeArea
from viktig.person.choices.models import Availability, ChoosingStatus, OptionKind, ProposalKind
from viktig.person.group.models import (
    AskedAfter,
    AskedOutcome,
    Checked,
    Handover,
    LineState,
    Part,
    Topic,
    TransitionKind,
)
from viktig.person.mandates.kinds import Ended, Given, Ground, Power, Reason, Status, Way
from viktig.person.meetings.models import DecisionStatus, HowItWas, MeetingKind, MeetingStatus
from viktig.person.meetings.models import Part as SheetPart
from viktig.person.ombud.models import AgreementStatus, AssignmentStatus
from viktig.person.plan import models as plans
from viktig.person.progress.models import Outcome
from viktig.person.well.models import Scale, SuggestedFor

TITLES = {
    "person": gettext_lazy("About you"),
    "account": gettext_lazy("How you sign in"),
    "work": gettext_lazy("Where you work"),
    "choices": gettext_lazy("What you have to choose"),
    "options": gettext_lazy("What you can choose between"),
    "concerns": gettext_lazy("What matters to you in a choice"),
    "steps": gettext_lazy("What became of your choices"),
    "proposals": gettext_lazy("What others suggested for your choices"),
    "matters": gettext_lazy("What matters to you"),
    "plans": gettext_lazy("Your plan"),
    "goals": gettext_lazy("Your goals"),
    "measures": gettext_lazy("Steps, and what others must do"),
    "subplans": gettext_lazy("Other plans about you"),
    "moments": gettext_lazy("The way of your goals"),
    "asks": gettext_lazy("When you asked for a plan"),
    "ratings": gettext_lazy("How the work with your plan was"),
    "versions": gettext_lazy("Versions of your plan"),
    "plan_suggestions": gettext_lazy("What others suggested in your plan"),
    "agreements": gettext_lazy("Your agreements with an ombud"),
    "assignments": gettext_lazy("What you want help with"),
    "suggestions": gettext_lazy("What your ombud has suggested"),
    "papers": gettext_lazy("Pictures of papers"),
    "series": gettext_lazy("Goals and forms that you follow"),
    "changes": gettext_lazy("What will be different"),
    "slips": gettext_lazy("Forms that someone can answer with eight words"),
    "around": gettext_lazy("Those around you"),
    "circle": gettext_lazy("How your helpers meet"),
    "asked": gettext_lazy("When you asked for a coordinator"),
    "messages": gettext_lazy("Messages between those around you"),
    "lists": gettext_lazy("Lists before a change"),
    "check_ins": gettext_lazy("What you answered about how it is"),
    "said": gettext_lazy("What you have said, and the answers"),
    "mandates": gettext_lazy("Who may act for you"),
    "consents": gettext_lazy("What offices may tell each other about you"),
    "demands": gettext_lazy("When someone demanded a power of attorney"),
    "shares": gettext_lazy("What you have shared"),
    "blocked": gettext_lazy("Whom you have blocked"),
    "looked": gettext_lazy("Who has looked"),
    "shared_with_me": gettext_lazy("What others share with you"),
    "own_notes": gettext_lazy("How you see what others wrote"),
    "stories": gettext_lazy("What you have told others"),
    "waiting": gettext_lazy("What you wait for"),
    "meetings": gettext_lazy("Your meetings"),
    "guests": gettext_lazy("Whom you wanted at your meetings"),
    "points": gettext_lazy("What you talk about in your meetings"),
    "meeting_papers": gettext_lazy("Papers for your meetings"),
    "decisions": gettext_lazy("What was decided in your meetings"),
    "preparations": gettext_lazy("Your own sheets before meetings"),
    "after_meetings": gettext_lazy("How the meetings were for you"),
    "notes": gettext_lazy("What keeps you well"),
    "crisis_card": gettext_lazy("Your crisis card"),
    "followed": gettext_lazy("What you follow"),
    "diary": gettext_lazy("Your diary"),
    "suggested_words": gettext_lazy("Words that others have suggested"),
    "drafts": gettext_lazy("What you have begun to write"),
}
NAMES = {
    "as_promised": gettext_lazy("Whether it went as the list said"),
    "asked_after": gettext_lazy("Asked"),
    "asked_from": gettext_lazy("From this day"),
    "asked_whom": gettext_lazy("Whom you asked"),
    "beside": gettext_lazy("What matters, beside it"),
    "by_name": gettext_lazy("By"),
    "by_when": gettext_lazy("To be settled by"),
    "chosen": gettext_lazy("What was chosen"),
    "dated": gettext_lazy("When it was written"),
    "day": gettext_lazy("Day"),
    "effort": gettext_lazy("What it asks of me"),
    "ended_words": gettext_lazy("What you wrote about it"),
    "good": gettext_lazy("What can be good"),
    "group": gettext_lazy("Whom the numbers were counted on"),
    "handover": gettext_lazy("How it was handed over"),
    "hard": gettext_lazy("What can be hard"),
    "help": gettext_lazy("Whether you have the help you need"),
    "how": gettext_lazy("How it is done"),
    "how_often": gettext_lazy("How often you meet"),
    "in_group": gettext_lazy("Comes when the helpers meet"),
    "is_asked": gettext_lazy("You have said how it was to choose"),
    "known": gettext_lazy("Whether someone knows you"),
    "likely": gettext_lazy("How likely it is"),
    "lines": gettext_lazy("The list"),
    "number": gettext_lazy("Number from 0 to 10"),
    "paid_by": gettext_lazy("Who paid for it"),
    "part": gettext_lazy("What they are to you"),
    "possibility": gettext_lazy("Kind"),
    "questions": gettext_lazy("Questions to take along"),
    "responsible": gettext_lazy("Who answers for it"),
    "said": gettext_lazy("What they said"),
    "sent_at": gettext_lazy("Sent"),
    "source": gettext_lazy("Where it comes from"),
    "state": gettext_lazy("Whether it is answered"),
    "step": gettext_lazy("Status"),
    "suggested": gettext_lazy("What others suggested"),
    "suggested_on": gettext_lazy("Suggested on"),
    "suggests": gettext_lazy("Kind"),
    "taken_on": gettext_lazy("Taken on"),
    "theirs": gettext_lazy("How they see it, as you heard it"),
    "to_be_had": gettext_lazy("To be had here"),
    "to_name": gettext_lazy("To"),
    "topic": gettext_lazy("What it is about"),
    "unsure": gettext_lazy("How sure it is"),
    "wanted": gettext_lazy("What you want from it"),
    "who_calls": gettext_lazy("Who calls the others together"),
    "why_now": gettext_lazy("Why now"),
    "about": gettext_lazy("Whom or what it is about"),
    "added_on": gettext_lazy("Added on"),
    "agreed_on": gettext_lazy("Agreed on"),
    "answer": gettext_lazy("Answer"),
    "answers": gettext_lazy("Answers"),
    "became": gettext_lazy("What became of it"),
    "area": gettext_lazy("What it is about"),
    "asked_on": gettext_lazy("Asked on"),
    "because": gettext_lazy("What for"),
    "by": gettext_lazy("By"),
    "call": gettext_lazy("Whom to call"),
    "changed_at": gettext_lazy("Last written"),
    "changed_on": gettext_lazy("Last written"),
    "days": gettext_lazy("Day by day"),
    "earlier": gettext_lazy("What you wrote before"),
    "email": gettext_lazy("E-mail address"),
    "ended_on": gettext_lazy("Ended on"),
    "ends_at": gettext_lazy("Last day"),
    "filled_at": gettext_lazy("Filled in"),
    "fillings": gettext_lazy("Each time"),
    "flags": gettext_lazy("What they may know"),
    "form": gettext_lazy("Where"),
    "granted": gettext_lazy("Was let in"),
    "half_hour": gettext_lazy("When"),
    "helps": gettext_lazy("What helps me"),
    "instrument": gettext_lazy("Form"),
    "is_counted": gettext_lazy("Counted, without you in it"),
    "is_open": gettext_lazy("Still open"),
    "key_card_on": gettext_lazy("Key card made on"),
    "kind": gettext_lazy("Kind"),
    "known_as": gettext_lazy("Known there as"),
    "laid_aside": gettext_lazy("Laid aside"),
    "language": gettext_lazy("Language"),
    "level": gettext_lazy("What they may do"),
    "rater": gettext_lazy("Who answers"),
    "called": gettext_lazy("What you are called there"),
    "left_out": gettext_lazy("Questions that you left out"),
    "licence": gettext_lazy("Licence"),
    "may_publish": gettext_lazy("May be published"),
    "may_say": gettext_lazy("What the ombud may say to others"),
    "name": gettext_lazy("Name"),
    "ombud": gettext_lazy("Ombud"),
    "of": gettext_lazy("Form, version, language, licence and rule"),
    "on": gettext_lazy("When"),
    "organisation": gettext_lazy("Organisation"),
    "outcome": gettext_lazy("Where it is now"),
    "picture": gettext_lazy("Picture"),
    "place": gettext_lazy("Place"),
    "question": gettext_lazy("Question"),
    "purpose": gettext_lazy("What for"),
    "reach": gettext_lazy("How to reach each other"),
    "receipt": gettext_lazy("Receipt of eight words"),
    "result": gettext_lazy("What came of it"),
    "right": gettext_lazy("The right that was not met"),
    "review_on": gettext_lazy("To look at again on"),
    "role": gettext_lazy("Role"),
    "room": gettext_lazy("Page"),
    "safety": gettext_lazy("Questions that bring help at once"),
    "said_on": gettext_lazy("Said on"),
    "scale": gettext_lazy("How you write it down"),
    "score": gettext_lazy("Number"),
    "scoring": gettext_lazy("Rule"),
    "serious": gettext_lazy("Serious"),
    "service": gettext_lazy("Kind of help"),
    "since": gettext_lazy("Since"),
    "spoken_by": gettext_lazy("For whom you speak"),
    "started_on": gettext_lazy("Started on"),
    "starts_at": gettext_lazy("Began"),
    "status": gettext_lazy("Status"),
    "talk": gettext_lazy("The talk"),
    "theme": gettext_lazy("Theme"),
    "title": gettext_lazy("What it is"),
    "to": gettext_lazy("To"),
    "transition": gettext_lazy("On the way"),
    "unit": gettext_lazy("What do you count?"),
    "value": gettext_lazy("What you wrote down"),
    "want": gettext_lazy("What I want"),
    "want_not": gettext_lazy("What I do not want"),
    "wants": gettext_lazy("What you want help with"),
    "what": gettext_lazy("What"),
    "whom": gettext_lazy("With whom"),
    "where": gettext_lazy("Where to meet"),
    "with": gettext_lazy("With"),
    "from": gettext_lazy("Works for"),
    "words": gettext_lazy("Words"),
    "workplace": gettext_lazy("Place of work"),
    "worse": gettext_lazy("What makes it worse"),
    "written_at": gettext_lazy("Written"),
    "answered_on": gettext_lazy("They answered on"),
    "birth_date": gettext_lazy("Date of birth"),
    "body": gettext_lazy("For which office"),
    "counted": gettext_lazy("Counted, without you in it"),
    "delivered_on": gettext_lazy("Handed in on"),
    "delivered_to": gettext_lazy("To whom, or how"),
    "ended": gettext_lazy("How it ended"),
    "given": gettext_lazy("How the yes was said"),
    "giver_name": gettext_lazy("The name on the paper"),
    "ground": gettext_lazy("Did they say why?"),
    "hearer": gettext_lazy("Who may be told"),
    "holder_from": gettext_lazy("Where they work"),
    "holder_name": gettext_lazy("Who may act"),
    "holder_phone": gettext_lazy("Their telephone number"),
    "information": gettext_lazy("Which information"),
    "is_given": gettext_lazy("You said yes"),
    "kinds": gettext_lazy("What it is about"),
    "limits": gettext_lazy("But not this"),
    "matter": gettext_lazy("What it is about"),
    "office": gettext_lazy("Office or department"),
    "passed": gettext_lazy("Already passed on"),
    "powers": gettext_lazy("What they may do"),
    "reason": gettext_lazy("Why they said no"),
    "reason_words": gettext_lazy("What they said"),
    "signature": gettext_lazy("Your signature"),
    "signed": gettext_lazy("How you signed"),
    "signed_on": gettext_lazy("Signed on"),
    "starts_on": gettext_lazy("From and with"),
    "teller": gettext_lazy("Who may tell"),
    "told_on": gettext_lazy("They were told on"),
    "until": gettext_lazy("To and with"),
    "withdrawn_on": gettext_lazy("Taken back on"),
    "witness": gettext_lazy("Who heard it"),
    "noted_on": gettext_lazy("Written down on"),
    "days_before": gettext_lazy("Days before, to be in good time"),
    "dealt_with": gettext_lazy("Your points were dealt with"),
    "decision_status": gettext_lazy("Decided"),
    "fixed_at": gettext_lazy("You said yes on"),
    "got_to_say": gettext_lazy("You got to say what you wanted"),
    "has_page": gettext_lazy("Has a page here"),
    "in_calendar": gettext_lazy("Calendars may show title and place"),
    "in_plan": gettext_lazy("Stands in your plan"),
    "invited_on": gettext_lazy("Invited on"),
    "is_absent": gettext_lazy("Did not come"),
    "is_done": gettext_lazy("Was talked about"),
    "knows_next": gettext_lazy("You know what happens next"),
    "link": gettext_lazy("Link"),
    "meeting_kind": gettext_lazy("Kind of meeting"),
    "meeting_picture": gettext_lazy("Picture"),
    "meeting_status": gettext_lazy("Status"),
    "minutes": gettext_lazy("Minutes"),
    "moved_from": gettext_lazy("Was to be before"),
    "sent_on": gettext_lazy("Sent on"),
    "shown": gettext_lazy("Those you invited may read it"),
    "they_are": gettext_lazy("What they are to you"),
    "times_moved": gettext_lazy("Times moved"),
    "who_does": gettext_lazy("Who does it"),
    "writes_down": gettext_lazy("What is decided is written down"),
    "appeal_by": gettext_lazy("Can be complained about until"),
    "ask_answer": gettext_lazy("What they answered"),
    "decision": gettext_lazy("The decision"),
    "due_on": gettext_lazy("To be done by"),
    "end_reason": gettext_lazy("Why it ended"),
    "ends_on": gettext_lazy("Last day"),
    "extent": gettext_lazy("How much, how often and how"),
    "goals": gettext_lazy("Goals"),
    "goal_status": gettext_lazy("Where the goal is"),
    "has_left": gettext_lazy("The one who answered for it has left"),
    "heard_on": gettext_lazy("Told on"),
    "holder": gettext_lazy("Who has it"),
    "is_important": gettext_lazy("Important"),
    "is_taken": gettext_lazy("You made it yours"),
    "late_because": gettext_lazy("What they said about why it is late"),
    "main_actor": gettext_lazy("Whether you decided"),
    "made_on": gettext_lazy("Made on"),
    "measures": gettext_lazy("What is done"),
    "measure_status": gettext_lazy("Where it is"),
    "moment": gettext_lazy("What it is"),
    "version_number": gettext_lazy("Number"),
    "parts": gettext_lazy("Your words"),
    "plan_kind": gettext_lazy("What kind of plan"),
    "plan_status": gettext_lazy("Where the plan is"),
    "rated_on": gettext_lazy("Said on"),
    "refused_because": gettext_lazy("The reason they gave"),
    "refusal": gettext_lazy("Why they said no"),
    "responsible_name": gettext_lazy("Who answers for it"),
    "responsible_role": gettext_lazy("Which office or role answers for it"),
    "side": gettext_lazy("Who does it"),
    "sign": gettext_lazy("A sign that it moves"),
    "subplan_kind": gettext_lazy("What kind of plan"),
    "suggestion_kind": gettext_lazy("What is suggested"),
    "told_by": gettext_lazy("Who told you"),
    "told_how": gettext_lazy("How you were told"),
    "why": gettext_lazy("Why it is important"),
    "reply": gettext_lazy("Why it is not published"),
    "screen_name": gettext_lazy("Made-up name"),
    "stays": gettext_lazy("May stay when you erase everything"),
    "what_helped": gettext_lazy("What you chose, or tried"),
    "with_whom": gettext_lazy("Who is wanted with it"),
}
CHOICES: dict[str, tuple[type[TextChoices], ...]] = {
    "dealt_with": (HowItWas,),
    "what_helped": (StoryKind,),
    "decision_status": (DecisionStatus,),
    "got_to_say": (HowItWas,),
    "knows_next": (HowItWas,),
    "meeting_kind": (MeetingKind,),
    "meeting_status": (MeetingStatus,),
    "part": (Part, SheetPart),
    "about": (SuggestedFor,),
    "area": (LifeArea,),
    "as_promised": (Checked,),
    "asked_after": (AskedAfter,),
    "handover": (Handover,),
    "help": (Checked,),
    "kind": (Kind, TransitionKind),
    "known": (Checked,),
    "level": (Level, VoiceLevel),
    "outcome": (Outcome, AskedOutcome),
    "possibility": (OptionKind,),
    "state": (LineState,),
    "step": (ChoosingStatus,),
    "suggests": (ProposalKind,),
    "to_be_had": (Availability,),
    "right": (Right,),
    "role": (OrganisationRole,),
    "room": (Room,),
    "scale": (Scale,),
    "service": (Service,),
    "spoken_by": (SpokenBy,),
    "status": (AgreementStatus, AssignmentStatus, Status),
    "counted": (Status,),
    "ended": (Ended,),
    "given": (Given,),
    "ground": (Ground,),
    "powers": (Power,),
    "reason": (Reason,),
    "signed": (Way,),
    "topic": (Topic,),
    "transition": (Transition,),
    "ask_answer": (plans.Answer,),
    "end_reason": (plans.EndReason,),
    "goal_status": (plans.GoalStatus,),
    "main_actor": (plans.MainActor,),
    "measure_status": (plans.MeasureStatus,),
    "moment": (plans.MomentKind,),
    "plan_kind": (plans.PlanKind,),
    "plan_status": (plans.PlanStatus,),
    "refused_because": (plans.Reason,),
    "side": (plans.Side,),
    "subplan_kind": (plans.SubplanKind,),
    "suggestion_kind": (plans.SuggestionKind,),
    "told_how": (plans.How,),
}
# Pictures, each with the address where one is shown, and what stands for one without a title.
PICTURES = {
    "picture": ("person:ombud-paper-picture", gettext_lazy("A picture of a paper. Nobody has said what it is.")),
    "signature": ("person:mandates-signature", gettext_lazy("Your name, or a photo of the signed paper.")),
    "meeting_picture": (
        "person:meetings-paper-picture",
        gettext_lazy("A picture of a paper. Nobody has said what it is."),
    ),
}
# Ids join one thing in the file to another; on paper they say nothing. They stand in the file.
LEFT_OUT = frozenset(
    {
        *(
            "id",
            "item",
            "agreement",
            "assignment",
            "action",
            "replaces",
            "change",
            "goal",
            "measure",
            "choosing",
            "option",
        ),
        *("meeting", "zone", "sequence", "turn"),
    }
)
DAYS = frozenset({"half_hour", "on", "until", "birth_date", "day", "asked_from", "moved_from", "by_when"})


@dataclass(frozen=True)
class Line:
    """One name and its value in words. more: lines of things inside it, if it holds things.

    picture: the address where one is shown; content: the picture itself, as the file has it (base64).
    """

    name: str
    value: str
    more: list[list["Line"]]
    picture: str = ""
    content: str = ""


@dataclass(frozen=True)
class Section:
    """A part of the page. things: each a list of lines."""

    title: str
    things: list[list[Line]]


def sections(everything: Mapping[str, Any]) -> list[Section]:
    """Return the parts of the page, in the order of the file, from what `queries.everything` gave."""
    found: list[Section] = []
    for name, value in everything.items():
        if isinstance(value, dict) and all(isinstance(part, list) for part in value.values()):
            found += [_section(part, things) for part, things in value.items()]
        elif isinstance(value, dict | list):
            found.append(_section(name, value))
    return found


def _section(name: str, value: Any) -> Section:
    things = value if isinstance(value, list) else [value]
    return Section(str(TITLES.get(name, name)), [_lines(thing) for thing in things])


def _lines(thing: Mapping[str, Any]) -> list[Line]:
    said = {name: value for name, value in thing.items() if name not in LEFT_OUT and value not in (None, "", [], {})}
    return [_picture(name, thing) if name in PICTURES else _line(name, value) for name, value in said.items()]


def _picture(name: str, thing: Mapping[str, Any]) -> Line:
    """Return a picture as what it shows: in the file it stands as a text of a million letters."""
    address, untitled = PICTURES[name]
    shown = str(thing.get("title") or untitled)
    return Line(str(NAMES[name]), shown, [], reverse(address, args=[thing["id"]]), thing[name])


def _line(name: str, value: Any) -> Line:
    title = str(NAMES.get("about" if value in VoiceLevel.values else name, name))
    if isinstance(value, list) and all(isinstance(one, dict) for one in value):
        return Line(title, "", [_lines(one) for one in value])
    if isinstance(value, list):
        return Line(title, "\n".join(_in_words(name, one) for one in value), [])
    if isinstance(value, dict):
        return Line(title, "\n".join(str(one) for one in value.values() if one), [])
    return Line(title, _in_words(name, value), [])


def _in_words(name: str, value: Any) -> str:
    if name == "value" and value in {"yes", "no"}:
        value = value == "yes"
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    for choices in CHOICES.get(name, ()):
        if value in choices.values:
            return str(choices(value).label)
    if name == "form":
        return _room(str(value))
    if name == "room":
        return str(TITLES["looked"]) if value == "sharing" else _("Another page")
    if name == "language":
        return dict(settings.LANGUAGES).get(value, str(value))
    if name == "ends_at":
        return _last_day(str(value))
    if name.endswith(("_at", "_on")) or name in {
        "half_hour",
        "on",
        "until",
        "birth_date",
        "day",
        "asked_from",
        "moved_from",
        "by_when",
    }:
        return _day(str(value))
    return str(value)


def _room(form: str) -> str:
    room = form.split(".")[1:2]
    return str(Room(room[0]).label) if room and room[0] in Room.values else _("Another page")


def _last_day(text: str) -> str:
    moment = parse_datetime(text)
    return (
        formats.date_format(timezone.localtime(moment - timedelta(microseconds=1)), "DATE_FORMAT") if moment else text
    )


def _day(text: str) -> str:
    moment = parse_datetime(text) if "T" in text else None
    if isinstance(moment, datetime):
        return formats.date_format(timezone.localtime(moment), "DATETIME_FORMAT")
    day = parse_date(text)
    return formats.date_format(day, "DATE_FORMAT") if day else text
