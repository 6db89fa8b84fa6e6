"""The tables of meetings: what came in good time, how it was, and whether anything was done differently."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from viktig.ground.facts.kinds import DAYS_BEFORE_MEETING, HEARD, MEETING_ANSWERS, SENT, WAS_CHANGED
from viktig.ground.facts.table import Table

IN_GOOD_TIME = Table(
    name="papers_in_good_time",
    kind="person.meetings.papers",
    rows_by="what",
    columns_by="days",
    rows=dict(zip(SENT, (_("Invitations"), _("Papers")), strict=True)),
    columns=dict(
        zip(
            DAYS_BEFORE_MEETING,
            (_("14 days or more"), _("7 to 13 days"), _("3 to 6 days"), _("Less than 3 days")),
            strict=True,
        )
    ),
    title=_("Did invitations and papers come in good time?"),
    rows_title=_("What was sent"),
    columns_title=_("Days left until the meeting"),
    counts=_(
        "Each time an invitation or papers go out from here to a meeting about someone’s help, it is counted once, in the"
        " place where the person lives. What is sent in other ways is not counted. A meeting that nothing was sent to is not"
        " in the table."
    ),
    number=_("How many"),
    told=ngettext_lazy(
        "%(number)s time, something was sent out before a meeting in %(place)s, from %(time)s.",
        "%(number)s times, something was sent out before a meeting in %(place)s, from %(time)s.",
        "n",
    ),
    part="meetings",
)


def _answers(question: str, *, name: str, title: str | Promise) -> Table:
    """Return the table of one of the three questions after a meeting. All three are answered at once: links.py."""

    def answer_to_it(attributes: Mapping[str, str]) -> str:
        return attributes["answer"] if attributes["question"] == question else ""

    return Table(
        name=name,
        kind="person.meetings.answered",
        rows_by=None,
        columns_by="answer",
        rows={"answers": _("Answers")},
        columns=dict(
            zip(MEETING_ANSWERS, (_("Yes"), _("A little"), _("No"), _("Did not want to answer")), strict=True)
        ),
        title=title,
        rows_title=_("Answers"),
        columns_title=_("What people answered"),
        counts=_(
            "After a meeting about their help, people can answer three questions. Each answer is counted by itself, in the"
            " place where the person lives. Who else was there is not counted, so no helpers can be compared."
        ),
        number=_("Answers"),
        told=ngettext_lazy(
            "%(number)s answer about a meeting was given in %(place)s from %(time)s.",
            "%(number)s answers about meetings were given in %(place)s from %(time)s.",
            "n",
        ),
        part="meetings",
        of=_("Each share is of all who answered after a meeting, also those who left this question out."),
        column_of=answer_to_it,
    )


GOT_TO_SAY = _answers("said", name="got_to_say", title=_("Did people get to say what they wanted in the meeting?"))
DEALT_WITH = _answers("dealt", name="dealt_with", title=_("Were people’s points dealt with in the meeting?"))
WHAT_NEXT = _answers("next", name="what_happens_next", title=_("Did people know what happens next, after the meeting?"))
WERE_HEARD = Table(
    name="were_heard",
    kind="person.progress.heard",
    rows_by=None,
    columns_by="heard",
    rows={"meetings": _("Meetings")},
    columns=dict(zip(HEARD, (_("Yes"), _("A little"), _("No"), _("Did not want to say")), strict=True)),
    title=_("Were people heard in meetings about their help?"),
    rows_title=_("Meetings"),
    columns_title=_("What people said after the meeting"),
    counts=_(
        "Whoever wants can say how a meeting was. Each time is counted once, in the place where the person lives, if they"
        " have said where. Whom they met is not counted, so no helpers can be compared."
    ),
    number=_("Meetings"),
    told=ngettext_lazy(
        "%(number)s time, someone in %(place)s said how a meeting was, from %(time)s.",
        "%(number)s times, someone in %(place)s said how a meeting was, from %(time)s.",
        "n",
    ),
    part="meetings",
)
DONE_DIFFERENTLY = Table(
    name="done_differently",
    kind="person.progress.changed",
    rows_by=None,
    columns_by="outcome",
    rows={"wanted": _("What people wanted done differently")},
    columns=dict(
        zip(WAS_CHANGED, (_("It was changed"), _("A little was changed"), _("It was not changed")), strict=True)
    ),
    title=_("Was anything changed because of what people said about their help?"),
    rows_title=_("What people wanted done differently"),
    columns_title=_("What became of it"),
    counts=_(
        "One thing that a person wanted done differently is counted once, the first time the person says what became of it,"
        " in the place where they live, if they have said where. Whom it was about is not counted."
    ),
    number=_("How many"),
    told=ngettext_lazy(
        "%(number)s time, someone in %(place)s said what became of what they wanted done differently, from %(time)s.",
        "%(number)s times, someone in %(place)s said what became of what they wanted done differently, from %(time)s.",
        "n",
    ),
    part="meetings",
)
