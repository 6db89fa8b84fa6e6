"""Explains a word where it stands: `{% load glossary %}`, then `{% explain "receipt" %}` below a heading or by a field."""

from typing import Any

from django import template
from django.template.context import Context
from django.utils.translation import get_language

from viktig.ground.glossary.words import SOURCE, word
from viktig.ground.look.tags import to

register = template.Library()


@register.inclusion_tag("ground/glossary/templates/explain.html", takes_context=True)
def explain(context: Context, *codes: str) -> dict[str, Any]:
    """Show what words mean, each behind a press, with a way to all of them. codes: as in words.yaml."""
    language = get_language() or SOURCE
    return {"words": [word(code, language) for code in codes], "all": to(context, "ground:words")}
