"""The tables of the ground, one line a room."""

from viktig.ground.acts.models import *  # noqa: F403
from viktig.ground.cards.models import *  # noqa: F403
from viktig.ground.facts.models import *  # noqa: F403
from viktig.ground.glossary.models import *  # noqa: F403
from viktig.ground.identities.models import *  # noqa: F403
from viktig.ground.look.models import *  # noqa: F403
from viktig.ground.notify.models import *  # noqa: F403
from viktig.ground.people.models import *  # noqa: F403
from viktig.ground.privacy.models import *  # noqa: F403
from viktig.ground.protection.models import *  # noqa: F403
from viktig.ground.stories.models import *  # noqa: F403
from viktig.ground.voice.edit import *  # noqa: F403
from viktig.ground.voice.models import *  # noqa: F403
