"""This room has no tables of its own: what it shows is the ground's `Voice`. Here are the receiver's words for it."""

from django.utils.translation import gettext_lazy as _

from viktig.ground.voice.models import Kind

# A kind as the receiver reads it; the speaker's own words for it are in the first person.
KINDS = {
    Kind.EXPERIENCE.value: _("An experience"),
    Kind.BARRIER.value: _("Something that stands in the way"),
    Kind.WISH.value: _("A wish"),
    Kind.ADVICE.value: _("A piece of advice"),
    Kind.QUESTION.value: _("A question"),
    Kind.PRAISE.value: _("Something that works well"),
}
