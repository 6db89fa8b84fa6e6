"""The tables of floor 1, one line a room."""

from viktig.person.choices.models import *  # noqa: F403
from viktig.person.group.models import *  # noqa: F403
from viktig.person.invited.models import *  # noqa: F403
from viktig.person.mandates.models import *  # noqa: F403
from viktig.person.matters.models import *  # noqa: F403
from viktig.person.meetings.models import *  # noqa: F403
from viktig.person.mine.models import *  # noqa: F403
from viktig.person.ombud.models import *  # noqa: F403
from viktig.person.plan.models import *  # noqa: F403
from viktig.person.progress.models import *  # noqa: F403
from viktig.person.said.models import *  # noqa: F403
from viktig.person.sharing.models import *  # noqa: F403
from viktig.person.waiting.models import *  # noqa: F403
from viktig.person.well.models import *  # noqa: F403
