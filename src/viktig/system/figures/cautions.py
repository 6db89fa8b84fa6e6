"""When a table must be read with care: one sentence with its reason, from what is shown alone. It accuses nobody.

It warns when fewer than three in ten have answered, when more than half of the choices had at most one way to go, and when
more than half were told by nobody. A number that is hidden warns of nothing.
"""

from collections.abc import Callable

from django.utils.translation import gettext as _

from viktig.system.figures.queries import Shown

FEW_ANSWERED = 30  # per cent


def caution(shown: Shown) -> str:
    """Return why this table must be read with care, or what its numbers warn of; nothing if they do not say."""
    look = LOOKS.get(shown.table.name)
    return look(shown) if look and shown.total else ""


def _few_answered(shown: Shown) -> str:
    silent, total = _column(shown, "not_said"), shown.total or 0
    if (total - silent) * 100 >= FEW_ANSWERED * total:
        return ""
    return _(
        "Fewer than three in ten have answered. Those who are silent may think something else. Read this with care."
    )


def _little_to_choose(shown: Shown) -> str:
    rows = dict(zip(shown.table.row_names, shown.cells or [], strict=False))
    if ((rows["0"][-1] or 0) + (rows["1"][-1] or 0)) * 2 <= (shown.total or 0):
        return ""
    return _(
        "In more than half of the choices there was at most one way to go, besides waiting and doing nothing. Then there is"
        " little to choose between."
    )


def _told_by_nobody(shown: Shown) -> str:
    if _column(shown, "nobody") * 2 <= (shown.total or 0):
        return ""
    return _("More than half were told by nobody. A right that nobody tells about is hard to use.")


def _column(shown: Shown, name: str) -> int:
    """Return the total of a column, 0 if it is hidden."""
    return shown.totals[shown.table.column_names.index(name)] or 0


LOOKS: dict[str, Callable[[Shown], str]] = {
    "told_about_a_plan": _told_by_nobody,
    "real_choice": _little_to_choose,
    "got_to_say": _few_answered,
    "dealt_with": _few_answered,
    "what_happens_next": _few_answered,
    "were_heard": _few_answered,
}
