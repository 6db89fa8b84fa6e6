"""The tables of this floor, one line a room."""

from viktig.system.figures.models import *  # noqa: F403
from viktig.system.letters.models import *  # noqa: F403
from viktig.system.places.models import *  # noqa: F403
from viktig.system.silence.models import *  # noqa: F403
