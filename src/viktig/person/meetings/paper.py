"""What goes on paper: the invitation of one guest, the person's own sheet, what was decided."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _

from viktig.ground.documents.pdf import paper
from viktig.person.meetings.models import Meeting, MeetingDecision, MeetingGuest, MeetingPreparation, Part
from viktig.person.meetings.queries import Contents, title_of, when_of

TEMPLATE = "person/meetings/templates/paper.typ"


def invitation_as_paper(guest: MeetingGuest, contents: Contents, *, language: str) -> bytes:
    """Return the invitation of one guest as a PDF, with the agenda, the papers that have gone out, and who else comes."""
    meeting = guest.meeting
    who = ", ".join(part for part in (guest.name, guest.role, guest.body) if part)
    others = [one.guest.name for one in contents.guests if one.guest.pk != guest.pk]
    papers = [one.paper for one in contents.papers if one.paper.sent_on or not guest.invited_on]
    values = {
        "lead": _("%(name)s invites you to this meeting.") % {"name": _name(meeting)},
        "pairs": [
            [_("To"), who],
            *_facts(meeting),
            *([[_("Who else is invited"), ", ".join(others)]] if others else []),
        ],
        "parts": [
            _part(_("What we will talk about"), [one.point.words for one in contents.points]),
            *(
                {"title": one.title or _("A paper"), "items": [], "pairs": [], "text": one.words}
                for one in papers
                if one.words
            ),
            {
                "title": _("From the one who invites you"),
                "items": [],
                "text": "",
                "pairs": [list(one) for one in contents.parts],
            },
        ],
        "lines": [],
    }
    return paper(TEMPLATE, values, title=title_of(meeting), language=language)


def sheet_as_paper(meeting: Meeting, parts: Mapping[str, MeetingPreparation], *, language: str) -> bytes:
    """Return the person's own sheet as a PDF; where nothing is written, with lines to write on by hand."""
    written = [[str(part.label), parts[part].words] for part in Part if part in parts]
    values = {
        "lead": _("This sheet is mine. I decide who reads it."),
        "pairs": _facts(meeting),
        "parts": [{"title": _("What I have written"), "items": [], "text": "", "pairs": written}],
        "lines": [str(part.label) for part in Part if part not in parts],
    }
    return paper(TEMPLATE, values, title=_("Before the meeting"), language=language)


def decisions_as_paper(meeting: Meeting, decisions: Sequence[MeetingDecision], *, language: str) -> bytes:
    """Return what was decided as a PDF: who does what by when."""
    values = {
        "lead": _("%(name)s has read each of these, and said yes to it.") % {"name": _name(meeting)}
        if decisions
        else _("Nothing has been decided."),
        "pairs": _facts(meeting),
        "parts": [{"title": one.words, "items": [], "text": "", "pairs": _who_by_when(one)} for one in decisions],
        "lines": [],
    }
    return paper(TEMPLATE, values, title=_("What we decided"), language=language)


def _facts(meeting: Meeting) -> list[list[str]]:
    found = [[_("When"), when_of(meeting)], [_("Where"), meeting.place], [_("Link"), meeting.link]]
    return [pair for pair in found if pair[1]]


def _part(title: str, items: Sequence[str]) -> dict[str, Any]:
    return {"title": title, "items": list(items), "pairs": [], "text": ""}


def _who_by_when(one: MeetingDecision) -> list[list[str]]:
    day = formats.date_format(one.by_when, "DATE_FORMAT") if one.by_when else ""
    return [pair for pair in ([_("Who does it"), one.who_does], [_("By when"), day]) if pair[1]]


def _name(meeting: Meeting) -> str:
    return meeting.person.name or _("Someone who has not given a name")
