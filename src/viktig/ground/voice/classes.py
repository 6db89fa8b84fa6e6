"""What a voice or a barrier may be sorted by, beside its kind. Each may be left open; none is ever a diagnosis."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Service(TextChoices):
    """What kind of help it is about."""

    MUNICIPALITY = "municipality", _("Health and care where I live")
    WELFARE = "welfare", _("Money, work and benefits")
    HOUSING = "housing", _("Housing")
    DOCTOR = "doctor", _("A doctor or an emergency clinic")
    HOSPITAL = "hospital", _("A hospital or specialised treatment")
    ORGANISATION = "organisation", _("An association or a meeting place")
    PRISON = "prison", _("Prison or probation")
    OTHER = "other", _("Something else")


class Right(TextChoices):
    """Which right was not met."""

    INFORMATION = "information", _("To be told what I can get, and to be guided")
    HEARD = "heard", _("To be heard, and to decide together")
    PLAN = "plan", _("To have a plan and someone who coordinates")
    SEE = "see", _("To see what is written about me, and who has looked")
    PRIVACY = "privacy", _("That what I say stays where I said it")
    REASON = "reason", _("To get a decision in time, with a reason")
    COMPLAIN = "complain", _("To complain, and to be answered")
    FREEDOM = "freedom", _("Not to be forced, or to have force tried by others")
    SUPPORT = "support", _("To bring someone, or to have an interpreter")
    OTHER = "other", _("Another right")


class Transition(TextChoices):
    """Between which services it happened, where it happened on the way from one to another."""

    INTO = "into", _("On the way into help")
    HOME = "home", _("On the way home from a hospital or treatment")
    BETWEEN = "between", _("Between two services")
    AGE = "age", _("From help for young people to help for adults")
    MOVE = "move", _("When I moved to another place")
    PRISON = "prison", _("On the way out of prison")


class SpokenBy(TextChoices):
    """Who speaks: somebody about what they want or live with, somebody close to them, or somebody from their work."""

    SELF = "self", _("I speak for myself")
    RELATIVE = "relative", _("I speak as someone who stands close to them")
    WORK = "work", _("I speak from my work with people, about what I have seen")


class BarrierKind(TextChoices):
    """What kind of thing stands in the way of many (domain 14.2)."""

    ACCESS = "access", _("Hard to get help at all")
    INFORMATION = "information", _("Nobody tells")
    COORDINATION = "coordination", _("Services do not work together")
    TRANSITION = "transition", _("Lost on the way from one to another")
    CONTINUITY = "continuity", _("It stops, or always someone new")
    PARTICIPATION = "participation", _("Not heard, not believed")
    PAPERWORK = "paperwork", _("Papers, forms and no answer")
    ECONOMY_HOUSING = "economy_housing", _("Money and a place to live")
    LANGUAGE = "language", _("Words nobody understands")
    RELATIVES = "relatives", _("Those who stand close are left out")
    PRESSURE = "pressure", _("Demands that make people ill")
    COERCION = "coercion", _("Force")
    DIGITAL = "digital", _("It only works on a screen")
    OTHER = "other", _("Something else")
