"""The tables of what was said, what was answered, and how that was for those who said it."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from viktig.ground.facts.kinds import DAYS_TO_ANSWER, FELT, PROMISED, VOICE_KINDS
from viktig.ground.facts.table import Table
from viktig.ground.voice.models import Kind
from viktig.ground.voice.states import Judgement, Outcome

VOICES = Table(
    name="voices",
    kind="ground.voice.answered",
    rows_by="kind",
    columns_by="outcome",
    rows={name: Kind(name).label for name in VOICE_KINDS},
    columns=dict(Outcome.choices),
    title=_("What people said, and what was answered"),
    rows_title=_("What was said"),
    columns_title=_("What was answered"),
    counts=_("One answer is counted once, in the quarter when it was given, in the place of the one who must answer."),
    number=_("Answers"),
    told=ngettext_lazy(
        "%(number)s answer was given in %(place)s from %(time)s.",
        "%(number)s answers were given in %(place)s from %(time)s.",
        "n",
    ),
    part="voices",
)
TIME_TO_ANSWER = Table(
    name="time_to_answer",
    kind="ground.voice.answered",
    rows_by=None,
    columns_by="days",
    rows={"answers": _("Answers")},
    columns=dict(
        zip(
            DAYS_TO_ANSWER,
            (_("Within 7 days"), _("8 to 30 days"), _("31 to 60 days"), _("More than 60 days")),
            strict=True,
        )
    ),
    title=_("How long people wait for an answer"),
    rows_title=_("Answers"),
    columns_title=_("Days from what was said to the answer"),
    counts=_("One answer is counted once, in the quarter when it was given. The days run from the day it was said."),
    number=_("Answers"),
    told=VOICES.told,
    part="voices",
)
JUDGED = Table(
    name="judged",
    kind="ground.voice.judged",
    rows_by=None,
    columns_by="judgement",
    rows={"asked": _("Those who were asked")},
    columns=dict(Judgement.choices),
    title=_("Did it become better?"),
    rows_title=_("Those who were asked"),
    columns_title=_("What people answered, when they were asked"),
    counts=_(
        "Whoever gets an answer is asked whether it became better. Each time someone says so is counted once, and each time"
        " nobody has said anything for 90 days. Whoever says that it is too early is asked again."
    ),
    number=_("How many"),
    told=ngettext_lazy(
        "In %(place)s, %(number)s was asked from %(time)s.",
        "In %(place)s, %(number)s were asked from %(time)s.",
        "n",
    ),
    part="voices",
    apart=Judgement.NOT_JUDGED.value,
)
STEPS = (_("1 Know"), _("2 Think"), _("3 Talk it through"), _("4 Carry out"), _("5 Decide"))
LADDER = Table(
    name="ladder",
    kind="ground.voice.felt",
    rows_by="promised",
    columns_by="felt",
    rows=dict(zip(PROMISED, (_("No step was promised"), *STEPS), strict=True)),
    columns=dict(zip(FELT, (*STEPS, _("Did not want to say"), Judgement.NOT_JUDGED.label), strict=True)),
    title=_("How much say people were promised, and felt"),
    rows_title=_("The step that was promised"),
    columns_title=_("The step that was felt"),
    counts=_(
        "The one who answers can promise a step of the ladder of influence. Whoever is asked whether it became better is"
        " asked for the step they felt, too. The two are counted together, in the quarter of that answer."
    ),
    number=_("How many"),
    told=JUDGED.told,
    part="voices",
)
