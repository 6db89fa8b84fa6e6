"""Five ready profiles (VIKTIG_PLACE): the country, the language that comes first, and what the start page says and opens.

A door that is not named here is not on the start page or in the menu; what lies behind it is there all the same.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from viktig.ground.rooms import ROOMS

TELL, ANSWERS, CHANGES, ME = "system:tell", "system:answers", "system:changes", "person:me"
# Where no door leads to an ombud, nobody waits for one or is asked to find one for somebody else.
NO_QUEUE = tuple(name for name in ROOMS if name not in {"waiting", "invited"})
OMBUD, PLACE = "person:ombud-own", "system:places-place"


@dataclass(frozen=True)
class Profile:
    """How one place opens. slug: it in the address of its own words. doors: names of addresses, in their order.

    label, text: of the door to what the place itself has published. rooms: that are on if VIKTIG_ROOMS names none.
    """

    name: str
    slug: str
    country: str
    language: str
    lead: Promise
    label: Promise
    text: Promise
    doors: tuple[str, ...]
    rooms: tuple[str, ...] = tuple(ROOMS)


COUNTRIES = {"NO": "nb", "SE": "sv"}  # code: the language that comes first there

PROFILES = {
    "oslo": Profile(
        "Oslo", "oslo", "NO", "nb",
        _("In Oslo you can choose a personal ombud. You decide what you do together, and what you say is answered."),
        _("Personal ombuds in Oslo"),
        _("What they stand for, who they are for, and what people said."),
        (OMBUD, TELL, ANSWERS, CHANGES, ME, PLACE),
    ),
    "hamar": Profile(
        "Hamar", "hamar", "NO", "nb",
        _("In Hamar people meet and say what works and what is hard. Here you can say it too, and see what comes of it."),
        _("The gathering in Hamar"),
        _("What the groups were asked, and all that was said."),
        (TELL, PLACE, ANSWERS, CHANGES, ME),
        NO_QUEUE,
    ),
    "vastra_gotaland": Profile(
        "Västra Götaland", "vastra-gotaland", "SE", "sv",
        _("In Västra Götaland influence is a ladder: know, think, reason, carry out, decide. Here you can take a step."),
        _("The ladder in Västra Götaland"),
        _("Five steps, and what to ask at each of them."),
        (TELL, ANSWERS, CHANGES, PLACE, ME),
    ),
    "bergen": Profile(
        "Bergen", "bergen", "NO", "nb",
        _("In Bergen people who have been through it themselves help others. What you have lived counts here too."),
        _("Peer workers in Bergen"),
        _("The way in, what one learns, and what can be hard."),
        (TELL, ME, PLACE, ANSWERS, CHANGES),
        NO_QUEUE,
    ),
    "tromso": Profile(
        "Tromsø", "tromso", "NO", "nb",
        _("In Tromsø the first question is what is important to you. You set your goals, and help follows them."),
        _("How Tromsø makes help better"),
        _("What they want to reach, who is in the team, and what comes next."),
        (ME, TELL, ANSWERS, CHANGES, PLACE),
        NO_QUEUE,
    ),
}  # fmt: skip
