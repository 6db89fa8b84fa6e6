"""Template tags that all rooms share: `{% load look %}`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from zlib import crc32

from django import template
from django.conf import settings
from django.forms.utils import flatatt
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.context import Context
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from viktig.ground.privacy.addresses import is_public
from viktig.ground.privacy.middleware import public_token
from viktig.ground.rooms import is_open

register = template.Library()


@dataclass(frozen=True)
class Way:
    """A link of a menu or a start page. here: it leads to the page that is shown."""

    href: str
    label: Any
    text: Any
    room: str
    here: bool


@dataclass(frozen=True)
class Bar:
    """One row of a bar chart. value None: too few to show. percent: of the longest bar."""

    label: Any
    value: float | None
    percent: str


@register.simple_tag(takes_context=True)
def to(context: Context, name: str, *args: Any, **kwargs: Any) -> str:
    """Return the address of a page by its url name, with the language the visitor chose in the address, if one did."""
    return with_language(context.get("request"), reverse(name, args=args or None, kwargs=kwargs or None))


@register.simple_tag(takes_context=True)
def keep_language(context: Context, address: str) -> str:
    """Return an address of ours that a view made, with the language the visitor chose. For `to` without a name."""
    return with_language(context.get("request"), address)


@register.simple_tag(takes_context=True)
def ways(context: Context, doors: Iterable[Any]) -> list[Way]:
    """Return the links to doors, leaving out those whose rooms are not there.

    doors: each with name (of its address) and label, perhaps with text and room.
    """
    request = context.get("request")
    found = []
    for door in doors or ():
        try:
            address = reverse(door.name, args=getattr(door, "args", None) or None)
        except NoReverseMatch:
            continue
        here = request is not None and request.path == address
        room = getattr(door, "room", "") or door.name.split("-")[0].replace(":", "/")
        if not is_open(room):
            continue
        found.append(Way(with_language(request, address), door.label, getattr(door, "text", ""), room, here))
    return found


@register.simple_tag(takes_context=True)
def other_languages(context: Context) -> list[dict[str, str]]:
    """Return code, name and address of this page in each language but the one it is shown in."""
    request = context.get("request")
    if request is None:
        return []
    found = []
    for code, name in settings.LANGUAGES:
        if code == get_language():
            continue
        query = request.GET.copy()
        query["lang"] = code
        found.append({"code": code, "name": name, "href": f"{request.path}?{query.urlencode()}"})
    return found


@register.simple_tag
def this_language() -> str:
    """Return the name of the language that the page is shown in, as those who speak it write it."""
    return dict(settings.LANGUAGES).get(get_language() or "", "")


@register.simple_tag(takes_context=True)
def guard(context: Context) -> SafeString:
    """Return the hidden field that every form sent with POST needs: a signed token on a public page, else Django's own."""
    request: HttpRequest = context["request"]
    if is_public(request.path):
        return format_html('<input type="hidden" name="token" value="{}">', public_token())
    return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(request))


@register.simple_tag
def attributes(attrs: dict[str, Any]) -> SafeString:
    """Return the attributes of a field, each after a space, but its class, which our fields join with their own.

    Nor is there a text in a field that goes when one writes: allauth's forms would have one.
    """
    return flatatt({name: value for name, value in attrs.items() if name not in {"class", "placeholder"}})


@register.inclusion_tag("ground/look/templates/parts/bars.html")
def bars(
    rows: Sequence[tuple[Any, float | None]], *, sentence: Any, caption: Any, label: Any, number: Any
) -> dict[str, Any]:
    """Show numbers as bars in their own table.

    rows: what, and how many (None: too few to show). sentence: what one sees. label, number: heads of the columns.
    """
    longest = max((value for _what, value in rows if value is not None), default=0) or 1
    return {
        "rows": [Bar(what, value, f"{100 * (value or 0) / longest:.1f}") for what, value in rows],
        "key": f"few-{crc32(str(caption).encode()):x}",
        "sentence": sentence,
        "caption": caption,
        "label": label,
        "number": number,
    }


@register.filter
def tone(message_level: str) -> str:
    """Return the colour of a message. Red is for leaving and for danger to life, so an error is amber."""
    return {"success": "success", "error": "warning", "warning": "warning"}.get(message_level, "info")


def with_language(request: HttpRequest | None, address: str) -> str:
    asked = request.GET.get("lang", "") if request is not None else ""
    if asked not in dict(settings.LANGUAGES):
        return address
    return f"{address}{'&' if '?' in address else '?'}lang={asked}"
